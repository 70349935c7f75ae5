//! `backcast restore`: takes a scenario out of the trash.

use std::process::ExitCode;

use clap::Args;

use super::output::say;
use super::{Common, Failure};
use crate::store::Entry;

/// Bring a scenario back from the trash
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// Its name, or its file's name as `backcast trash` lists it
    name: String,
}

impl Restore {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let entries = store.trash()?;
        let meant: Vec<&Entry> = entries.iter().filter(|entry| is_called(entry, &self.name)).collect();
        let slug = match meant.as_slice() {
            // The store says what is wrong with a name that the trash does not have.
            [] => self.name.as_str(),
            [entry] => &entry.slug,
            several => {
                let slugs: Vec<&str> = several.iter().map(|entry| entry.slug.as_str()).collect();
                let message = format!(
                    "several in the trash are called {:?}; say which: {}",
                    self.name,
                    slugs.join(", ")
                );
                return Err(Failure::Wrong(message));
            }
        };
        let path = store.restore(slug)?;
        say(&format!("Restored {}", path.display()))
    }
}

/// Whether a person could mean this file: by its name in the trash, its name before, or the scenario's.
fn is_called(entry: &Entry, name: &str) -> bool {
    let before = entry.slug.rsplit_once('.').map_or(entry.slug.as_str(), |(slug, _)| slug);
    let scenario = entry.content.as_ref().map_or("", |scenario| scenario.name());
    entry.slug == name
        || before.eq_ignore_ascii_case(name)
        || scenario.to_lowercase() == name.trim().to_lowercase()
}
