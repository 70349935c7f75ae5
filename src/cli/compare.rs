//! `backcast compare`: two to four plans side by side, differences against the first.

use std::process::ExitCode;

use clap::Args;

use super::output::Output;
use super::{Common, Failure, input};
use crate::export::comparison::{self, Comparison};
use crate::goals::{Goals, compute};
use crate::plan::name::look_the_same;
use crate::plan::{Scenario, StageId};
use crate::text::edit::stage;

/// Print two to four scenarios side by side, with differences to the first
///
/// Stages match by name, whatever its case. JSON and CSV have every row.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// What the others are measured against: a file's path, a name in the store, or - for standard input
    a: String,
    /// A scenario to compare with it
    b: String,
    /// Another
    c: Option<String>,
    /// And another
    d: Option<String>,
    /// Print the rows that do not differ too
    #[arg(long)]
    all: bool,
    /// The stage that the table and Markdown have month by month [default: the first]
    #[arg(long)]
    stage: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Compare {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let arguments: Vec<&String> =
            [Some(&self.a), Some(&self.b), self.c.as_ref(), self.d.as_ref()].into_iter().flatten().collect();
        if arguments.iter().filter(|argument| **argument == "-").count() > 1 {
            return Err(Failure::Wrong(
                "standard input can be read only once: write - for one scenario".into(),
            ));
        }
        let mut scenarios: Vec<Scenario> = Vec::new();
        for argument in &arguments {
            let opened = input::open(common, argument)?.scenario;
            scenarios.push(opened.matched_to(&scenarios));
        }
        let stage = self.stage(&scenarios)?;
        let names = names(&scenarios, &arguments);
        let goals: Vec<Goals> = scenarios.iter().map(compute).collect();
        let plans: Vec<_> = scenarios.iter().zip(&goals).collect();
        let compared = Comparison { names: &names, plans: &plans, today: common.today() };
        self.output.write(
            || comparison::page(compared, self.all, stage),
            || comparison::tidy(compared),
            || comparison::json(compared),
        )
    }

    /// The stage that is meant, in the first scenario that has it.
    fn stage(&self, scenarios: &[Scenario]) -> Result<StageId, Failure> {
        let Some(text) = &self.stage else { return Ok(scenarios[0].funnel().stages()[0].id()) };
        let mut found = scenarios.iter().map(|scenario| stage(text, scenario.funnel()));
        let in_first = found.next().expect("there are at least two scenarios");
        in_first.or_else(|error| found.find_map(Result::ok).ok_or_else(|| Failure::Wrong(error.to_string())))
    }
}

/// What to call the scenarios: by name, with the argument where names look the same, and a number where the same
/// was named twice.
fn names(scenarios: &[Scenario], arguments: &[&String]) -> Vec<String> {
    let name = |at: usize| {
        let name = scenarios[at].name();
        if scenarios.iter().filter(|scenario| look_the_same(scenario.name(), name)).count() == 1 {
            return name.to_owned();
        }
        let argument = arguments[at];
        let times = arguments[..at].iter().filter(|before| **before == argument).count();
        match times {
            0 => format!("{name} ({argument})"),
            times => format!("{name} ({argument}, {})", times + 1),
        }
    };
    (0..scenarios.len()).map(name).collect()
}
