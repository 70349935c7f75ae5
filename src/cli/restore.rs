//! `backcast restore`: takes a scenario out of the trash.

use std::process::ExitCode;

use clap::Args;

use super::output::say;
use super::{Common, Failure};

/// Bring a scenario back from the trash; of several the one deleted last
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// Its name, or its file's name as `backcast trash` lists it
    name: String,
}

impl Restore {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let path = common.store()?.restore(&self.name)?;
        say(&format!("Restored {}", path.display()))
    }
}
