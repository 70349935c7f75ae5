//! The scenario files: reading and writing them so that nothing a user has is ever lost (store.md).
//!
//! A file is never written in place and never overwritten with something its user has not seen. Uses the plan
//! and the disk; knows nothing of goals, text for the screen, the command line or the terminal.

mod checked;
mod copies;
mod disk;
mod error;
pub mod file_system;
pub mod format;
mod history;
mod journal;
mod library;
mod log;
mod outside;
mod place;
mod quarantine;
mod save;
mod slug;
mod template;
mod version;
mod view;
mod watch;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use disk::Disk;
use file_system::FileSystem;

pub use copies::Copied;
pub use error::StoreError;
pub use format::{Extras, File, FormatError};
pub use journal::{Journal, Leftover, Unsaved, Unsynced};
pub use library::{Entry, Trashed};
pub use outside::{read_file, write_file};
pub use save::{Opened, Origin, Outcome, Saved};
pub use template::{Template, template, templates};
pub use version::{Held, Reverted};
pub use view::{Pinned, View};
pub use watch::Seen;

/// A store in its folders. To make one touches no disk; folders appear with the first save.
#[derive(Debug, Clone)]
pub struct Store {
    data: PathBuf,
    state: PathBuf,
    disk: Disk,
    /// A file was written without a lock, because there are none where locks should lie.
    lacks_locks: Arc<AtomicBool>,
}

impl Store {
    /// A store in the folders given: the scenarios in one, what belongs to this machine in the other.
    pub fn at(data: PathBuf, state: PathBuf) -> Self {
        Self { data, state, disk: Disk::real(), lacks_locks: Arc::default() }
    }

    /// The same store on another file system.
    #[must_use]
    pub fn on(self, files: Arc<dyn FileSystem>) -> Self {
        Self { disk: Disk::of(files), ..self }
    }

    /// The folder that may be synced or put under version control.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of this machine: history, locks, recovery.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Whether a file had to be written without a lock. Its bytes were compared all the same, but of two programs that
    /// save it in the very same moment one may not notice the other.
    pub fn lacks_locks(&self) -> bool {
        self.lacks_locks.load(Ordering::Relaxed)
    }

    /// The folder of the scenario files.
    pub fn scenarios(&self) -> PathBuf {
        self.data.join("scenarios")
    }

    fn trash_folder(&self) -> PathBuf {
        self.data.join("trash")
    }
}
