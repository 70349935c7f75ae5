//! The scenario files: reading and writing them so that nothing a user has is ever lost (store.md).
//!
//! A file is never written in place and never overwritten with something its user has not seen. Uses the plan
//! and the disk; knows nothing of goals, text for the screen, the command line or the terminal.

mod disk;
mod error;
pub mod format;
mod library;
mod outside;
mod place;
mod save;
mod slug;
mod template;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use error::StoreError;
pub use format::{Extras, File, FormatError};
pub use library::{Entry, Trashed};
pub use outside::write_file;
pub use save::{Opened, Origin, Outcome, Saved};
pub use template::{Template, template, templates};

/// The folders of a store. To make one touches no disk; folders appear with the first save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    data: PathBuf,
    state: PathBuf,
}

impl Store {
    /// A store in the folders given: the scenarios in one, what belongs to this machine in the other.
    pub const fn at(data: PathBuf, state: PathBuf) -> Self {
        Self { data, state }
    }

    /// The folder that may be synced or put under version control.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of this machine: history, locks, recovery.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The folder of the scenario files.
    pub fn scenarios(&self) -> PathBuf {
        self.data.join("scenarios")
    }

    fn trash_folder(&self) -> PathBuf {
        self.data.join("trash")
    }
}
