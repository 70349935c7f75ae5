//! `backcast goals`: the goal grid of a scenario, with edits tried on it, or the whole plan to hand out.

use std::process::ExitCode;

use clap::Args;

use super::output::PlanOutput;
use super::{Common, Failure, input};

/// Print a goal for every stage and month
#[derive(Debug, Args)]
#[command(after_long_help = super::set::GRAMMAR)]
pub(super) struct Goals {
    /// A file's path, a name in the store, or - for standard input
    scenario: String,
    /// Try an edit, such as proposals.rate=65%; nothing is saved
    #[arg(long, value_name = "EDIT")]
    set: Vec<String>,
    #[command(flatten)]
    output: PlanOutput,
}

impl Goals {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        self.output.write(input::planned(common, &self.scenario, &self.set)?.dated())
    }
}
