//! `backcast schema`: what a scenario file may say, for editors and programs.

use std::process::ExitCode;

use clap::Args;

use super::Failure;
use super::output::Destination;
use crate::store::format;

/// Print the JSON Schema of the scenario file
#[derive(Debug, Args)]
pub(super) struct Schema {
    #[command(flatten)]
    to: Destination,
}

impl Schema {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        self.to.write(format::schema().as_bytes())
    }
}
