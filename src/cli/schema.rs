//! `backcast schema`: what a scenario file may say, for editors and programs.

use std::process::ExitCode;

use clap::Args;

use super::Failure;
use super::output::Destination;
use crate::store::format;

/// How an editor comes to use it, for the help.
const EDITOR: &str = "\
With backcast schema --out backcast.schema.json and the key \"$schema\": \"./backcast.schema.json\" in a scenario file
an editor completes and checks it. The key is kept, as all that backcast does not know. Outside of a store's folder
of scenarios, please: there the schema would be listed as a scenario that cannot be read.";

/// Print the JSON Schema of the scenario file
#[derive(Debug, Args)]
#[command(after_long_help = EDITOR)]
pub(super) struct Schema {
    #[command(flatten)]
    to: Destination,
}

impl Schema {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        self.to.write(format::schema().as_bytes())
    }
}
