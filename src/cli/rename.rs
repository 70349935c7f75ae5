//! `backcast rename`: gives a scenario another name, and its file in the store with it.

use std::process::ExitCode;

use clap::Args;

use super::failure::tell_of_locks;
use super::output::say;
use super::{Common, Failure};
use crate::store::Outcome;

/// Rename a scenario, and its file in the store
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// A file's path or a name in the store
    #[arg(value_name = "A")]
    from: String,
    /// The new name
    #[arg(value_name = "B")]
    to: String,
}

impl Rename {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let path = store.resolve(&self.from)?;
        let saved = store.rename(&path, &self.to)?;
        tell_of_locks(&store);
        if let Outcome::Conflict { copy } = saved.outcome {
            let (path, copy) = (path.display(), copy.display());
            let message =
                format!("{path} was changed by somebody else and is left so; the renamed one is {copy}");
            return Err(Failure::Undone(message));
        }
        say(&format!("Renamed to {}: {}", saved.name, saved.origin.path().display()))
    }
}
