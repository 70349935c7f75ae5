//! `backcast seek`: which value of an input gives a wanted result.

use std::process::ExitCode;

use clap::Args;

use super::input::Planned;
use super::output::Output;
use super::{Common, Failure, input};
use crate::export::answers;
use crate::goals::seek::Found;
use crate::plan::name::quote;
use crate::text::edit::reason;
use crate::text::seek;

/// The questions, for the help.
const GRAMMAR: &str = "\
OUTPUT: STAGE.need      what this plan needs, runway included
        STAGE.total     the plan's own months
        STAGE.peak      the largest month
        STAGE@2027-03   a month
        STAGE.day-one   who must be inside when the plan starts
        revenue         with as many buyers in the first stage as now
VALUE:  900k, 1.2m, 30m; -10%, *1.1 change today's
INPUT:  target  STAGE.rate  STAGE.lag  STAGE.direct  STAGE.value (the last stage)
STAGE is a stage's name in lower case with - for blanks, the beginning of one of its words, or its number
from the top. A rate that changes over time is sought as it is before its first change.

Exit status 1: out of reach. The nearest value is printed all the same.";

/// Find the value of one input that gives a wanted result
#[derive(Debug, Args)]
#[command(after_long_help = GRAMMAR)]
pub(super) struct Seek {
    /// A file's path, a name in the store, or - for standard input
    scenario: String,
    /// What is wanted, such as visitors.need=900k
    #[arg(long, value_name = "OUTPUT=VALUE")]
    want: String,
    /// By which input, such as proposals.rate [default: each that is not locked]
    #[arg(long, value_name = "INPUT")]
    by: Option<String>,
    /// Try an edit first, such as proposals.rate=65%; nothing is saved
    #[arg(long, value_name = "EDIT")]
    set: Vec<String>,
    #[command(flatten)]
    output: Output,
}

impl Seek {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let Planned { scenario, goals, .. } = input::planned(common, &self.scenario, &self.set)?;
        let wrong = |text: &str, error: seek::SeekError| {
            let reason = match &error {
                seek::SeekError::Grammar(error) => reason(error, &scenario),
                error => error.to_string(),
            };
            Failure::Wrong(format!("{}: {reason}", quote(text)))
        };
        let question =
            seek::question(&self.want, &scenario, &goals).map_err(|error| wrong(&self.want, error))?;
        let found = match &self.by {
            Some(by) => vec![seek::answer(by, &question).map_err(|error| wrong(by, error))?],
            None => question.answers(),
        };
        self.output.write(
            || answers::page(&question, &found),
            || answers::rows(&question, &found),
            || answers::json(&question, &found),
        )?;
        let is_reached = found.iter().any(|answer| answer.found.as_ref().is_some_and(Found::is_reached));
        Ok(if is_reached { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
