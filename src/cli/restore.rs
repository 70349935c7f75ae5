//! `backcast restore`: takes a scenario out of the trash, or puts an earlier version back in its file.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::failure::tell_of_locks;
use super::output::say;
use super::{Common, Failure};

/// Bring a scenario back from the trash, or an earlier version back into its file
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// Its name, or its file's name as `backcast trash` lists it; of several the one deleted last
    name: String,
    /// An earlier version that takes the place of the file: its name as `backcast history` lists it, or the beginning
    #[arg(long)]
    version: Option<String>,
}

impl Restore {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let Some(wanted) = self.version else {
            return say(&format!("Restored {}", store.restore(&self.name)?.display()));
        };
        let path = store.resolve_past(&self.name)?;
        let version = store.version(&path, &wanted)?;
        let held = store.held(&path)?;
        let was_there = !held.is_nothing();
        let replaced = store.restore_version(&path, &version, &[held])?.replaced;
        tell_of_locks(&store);
        let stem = |path: &Path| path.file_stem().unwrap_or_default().display().to_string();
        match replaced {
            None if was_there => say(&format!("{} says the same as {}", path.display(), stem(&version))),
            None => say(&format!("Restored {} as of {}", path.display(), stem(&version))),
            Some(kept) => {
                let (version, kept) = (stem(&version), stem(&kept));
                say(&format!("Restored {} as of {version}; what it held is kept as {kept}", path.display()))
            }
        }
    }
}
