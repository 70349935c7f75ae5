//! `backcast levers`: what each input of a scenario is worth when it alone is better.

use std::process::ExitCode;

use clap::Args;

use super::output::Output;
use super::{Common, Failure, input};
use crate::export::levers;
use crate::goals;

/// Print what +10 % on each rate, and 10 days less on each lag, are worth
#[derive(Debug, Args)]
#[command(after_long_help = super::set::GRAMMAR)]
pub(super) struct Levers {
    /// A file's path, a name in the store, or - for standard input
    scenario: String,
    /// Try an edit first, such as proposals.rate=65%; nothing is saved
    #[arg(long, value_name = "EDIT")]
    set: Vec<String>,
    /// Try both ends of your own ranges instead, such as those of proposals.range=50..65%
    #[arg(long)]
    ranges: bool,
    #[command(flatten)]
    output: Output,
}

impl Levers {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let planned = input::planned(common, &self.scenario, &self.set)?;
        let plan = planned.dated();
        let output = self.output;
        if self.ranges {
            let found = goals::ranges(plan.scenario, plan.goals, plan.today);
            let (page, rows) = (|| levers::ranges_page(plan, &found), || levers::ranges_rows(plan, &found));
            output.write(page, rows, || levers::ranges_json(plan, &found))
        } else {
            let found = goals::levers(plan.scenario, plan.goals, plan.today);
            output.write(
                || levers::page(plan, &found),
                || levers::rows(plan, &found),
                || levers::json(plan, &found),
            )
        }
    }
}
