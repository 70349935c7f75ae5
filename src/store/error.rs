//! What can go wrong with a store, in words that say where it happened and what to do about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::format::FormatError;
use crate::plan::EditError;
use crate::plan::name::quote;

/// Something that the store could not or would not do. Nothing was lost or changed unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No folder for the scenarios is known.
    #[error(
        "HOME is not an absolute path, so there is no folder for your scenarios; name one with --store DIR"
    )]
    NoHome,
    /// The operating system refused something.
    #[error("cannot {action} {}: {source}{}", path.display(), way_out(action, source.kind()))]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Nothing is there.
    #[error("there is no file {}", path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// A folder, a pipe or a device where a scenario file was expected.
    #[error("{} is not a regular file; a scenario must be one", path.display())]
    NotRegular {
        /// The path.
        path: PathBuf,
    },
    /// A link that leads nowhere.
    #[error("{} is a link to nothing: there is no {}", path.display(), to.display())]
    Dangling {
        /// The path of the link.
        path: PathBuf,
        /// Where it leads to.
        to: PathBuf,
    },
    /// A file that is not a scenario.
    #[error("{}: {source}", path.display())]
    Format {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        source: FormatError,
    },
    /// A file of a newer version.
    #[error("{} was written by a newer backcast and is read-only here; save under another name", path.display())]
    ReadOnly {
        /// The path.
        path: PathBuf,
    },
    /// A file that its user protected.
    #[error("{} is write-protected; take the protection away or save under another name", path.display())]
    Protected {
        /// The path.
        path: PathBuf,
    },
    /// A scenario that came from standard input.
    #[error("{label} is not a file that could be saved to; save under a name")]
    NoFile {
        /// Where the scenario came from.
        label: String,
    },
    /// Somebody else holds the lock.
    #[error("another backcast is saving {}; try again in a moment", path.display())]
    Locked {
        /// The path.
        path: PathBuf,
    },
    /// A file that somebody else changed since it was looked at, where an earlier version was to take its place.
    #[error(
        "{} was changed by somebody else meanwhile and is left as it is; look at it again, then restore",
        path.display()
    )]
    Changed {
        /// The path.
        path: PathBuf,
    },
    /// An earlier version that there is not, or not only once.
    #[error("{} has no earlier version {}; {hint}", path.display(), quote(wanted))]
    NoVersion {
        /// The path of the scenario.
        path: PathBuf,
        /// What was asked for.
        wanted: String,
        /// What there is.
        hint: String,
    },
    /// The version that a save would replace cannot be kept, so it is not replaced.
    #[error(
        "{} was not saved: its earlier version could not be kept in {} ({}); make that folder writable, \
         set HOME to a folder that is, or save under another name", path.display(), folder.display(), source.bare()
    )]
    NotKept {
        /// The path of the scenario.
        path: PathBuf,
        /// The folder of its earlier versions.
        folder: PathBuf,
        /// Why not.
        source: Box<Self>,
    },
    /// The written bytes do not say what the scenario says.
    #[error("not saved: the file would not read back as the same scenario ({reason}); please report this")]
    Unfaithful {
        /// What differs.
        reason: String,
    },
    /// A name that no scenario has.
    #[error("no scenario or file {}; {hint}", quote(name))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        hint: String,
    },
    /// A name that several scenarios have.
    #[error("several scenarios are called {}; say which: {}", quote(name), files.join(", "))]
    Ambiguous {
        /// The name.
        name: String,
        /// Their files, the first few of them.
        files: Vec<String>,
    },
    /// A name that another scenario of the store has.
    #[error(
        "there is already a scenario {} ({slug}); choose another name, or rename or delete that one first",
        quote(name)
    )]
    Taken {
        /// The name.
        name: String,
        /// The slug of the scenario that has it.
        slug: String,
    },
    /// A deleted scenario whose name another scenario of the store has by now.
    #[error(
        "{} cannot come back: a scenario is called so by now ({slug}); rename or delete that one first",
        quote(name)
    )]
    InTheWay {
        /// The name.
        name: String,
        /// The slug of the scenario that has it.
        slug: String,
    },
    /// A file that lies elsewhere.
    #[error("{} is not in the store ({}); only files there can be put into the trash", path.display(), store.display())]
    NotInStore {
        /// The path.
        path: PathBuf,
        /// The store's folder.
        store: PathBuf,
    },
    /// A file where a new one was to be.
    #[error("{} is there already; --force writes over it", path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// A scenario where something else was to be written.
    #[error("{} is a scenario, which nothing else takes the place of: take another name", path.display())]
    Scenario {
        /// The path.
        path: PathBuf,
    },
    /// A name that breaks a rule.
    #[error(transparent)]
    Name(#[from] EditError),
}

/// What to do about a refusal of the operating system, where it does not say so itself.
fn way_out(action: &str, kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "; make room there, or use a folder on another disk (--store DIR)"
        }
        ErrorKind::PermissionDenied => "; change who may use it, or use another folder (--store DIR)",
        ErrorKind::ReadOnlyFilesystem => "; use a folder that can be written to (--store DIR)",
        ErrorKind::NotADirectory => "; a part of that path is a file: use another folder (--store DIR)",
        // A path that is not there is said otherwise: what cannot be found is where a relative path begins.
        ErrorKind::NotFound if action == "find" => "; the folder that you are in is gone: go to another",
        _ => "",
    }
}

impl StoreError {
    /// What is wrong with a file that was named before: the message without its path.
    pub fn reason(&self) -> String {
        match self {
            Self::Format { source, .. } => source.to_string(),
            Self::NotRegular { .. } => "it is not a regular file; a scenario must be one".to_owned(),
            Self::NotFound { .. } => "it is a link to nothing".to_owned(),
            Self::Io { action, source, .. } => {
                format!("cannot {action} it: {source}{}", way_out(action, source.kind()))
            }
            other => other.to_string(),
        }
    }

    /// The message without what to do about it, for one that says so itself.
    fn bare(&self) -> String {
        match self {
            Self::Io { action, path, source } => format!("cannot {action} {}: {source}", path.display()),
            other => other.to_string(),
        }
    }

    /// Wraps an error of the operating system with what was tried.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
