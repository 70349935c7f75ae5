//! `backcast copy`: a scenario under another name, in the store.

use std::process::ExitCode;

use clap::Args;

use super::output::say;
use super::{Common, Failure, input};
use crate::plan::Edit;

/// Copy a scenario into the store under another name
#[derive(Debug, Args)]
pub(super) struct Copy {
    /// A file's path, a name in the store, or - for standard input
    #[arg(value_name = "A")]
    from: String,
    /// The name of the copy
    #[arg(value_name = "B")]
    to: String,
}

impl Copy {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let opened = input::open(common, &self.from)?;
        let copy = opened.scenario.with(&Edit::Name(self.to))?;
        let saved = store.save_as(&copy, Some(&opened.origin))?;
        say(&format!("Copied to {}: {}", saved.name, saved.origin.path().display()))
    }
}
