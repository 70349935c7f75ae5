//! `backcast delete`: puts a scenario into the trash; nothing here deletes for good.

use std::process::ExitCode;

use clap::Args;

use super::failure::tell_of_locks;
use super::output::say;
use super::{Common, Failure};

/// Put a scenario into the trash
#[derive(Debug, Args)]
pub(super) struct Delete {
    /// A name in the store
    name: String,
}

impl Delete {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let trashed = store.delete(&store.resolve(&self.name)?)?;
        tell_of_locks(&store);
        say(&format!("In the trash as {0}; backcast restore {0} brings it back", trashed.name))
    }
}
