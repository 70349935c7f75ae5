//! The few things that the store asks of a file system, so that the same store runs on a real one and on one that
//! tests crash.
//!
//! Each is one call of the operating system. No call writes to a file that is there: bytes go into new files only.

mod real;

use std::fmt::Debug;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use real::RealFiles;

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device, a socket, or a link that was not followed.
    Other,
}

/// What a file system knows of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// How many bytes it has.
    pub size: u64,
    /// When it was last written.
    pub modified: SystemTime,
    /// Who may do what with it, in the bits of Unix; elsewhere only whether it may be written.
    pub mode: u32,
}

impl Facts {
    /// Whether nobody may write it.
    pub const fn is_protected(&self) -> bool {
        self.mode & 0o222 == 0
    }
}

/// A file that was just made, to be filled. One thread may sync what another goes on filling.
pub trait NewFile: Debug + Send + Sync {
    /// Writes bytes behind those written before.
    ///
    /// # Errors
    /// Those of the operating system; some of the bytes may be there then.
    fn write(&self, bytes: &[u8]) -> io::Result<()>;

    /// Sets who may do what with it, in the bits of Unix.
    ///
    /// # Errors
    /// Those of the operating system.
    fn set_mode(&self, mode: u32) -> io::Result<()>;

    /// Brings what was written down to the disk. After an error nobody knows what is there, and to try again
    /// would prove nothing.
    ///
    /// # Errors
    /// Those of the operating system.
    fn sync(&self) -> io::Result<()>;
}

/// A lock, held until this is dropped.
pub trait Lock: Debug + Send {}

/// A file system and its clock.
pub trait FileSystem: Debug + Send + Sync {
    /// Tells what a path leads to, links followed.
    ///
    /// # Errors
    /// Those of the operating system, as of every call here.
    fn look(&self, path: &Path) -> io::Result<Facts>;

    /// Tells where a link leads; an error for anything else.
    ///
    /// # Errors
    /// As above.
    fn link_target(&self, path: &Path) -> io::Result<PathBuf>;

    /// Gives the path without links and dots of something that is there.
    ///
    /// # Errors
    /// As above.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;

    /// Lists the paths in a folder, in no order.
    ///
    /// # Errors
    /// As above.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Opens a file for reading and tells what was opened; a pipe that nobody writes to does not hold it up.
    ///
    /// # Errors
    /// As above.
    fn open(&self, path: &Path) -> io::Result<(Facts, Box<dyn Read>)>;

    /// Makes a new file, for the user alone.
    ///
    /// # Errors
    /// As above; `AlreadyExists` if there is anything of this name.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;

    /// Makes a new folder in one that is there, for the user alone.
    ///
    /// # Errors
    /// As above.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Takes an empty folder away.
    ///
    /// # Errors
    /// As above.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Gives a file or folder another name, in one step over any file that had it.
    ///
    /// # Errors
    /// As above.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name in its folder that nothing has, in one step.
    ///
    /// # Errors
    /// As above; `AlreadyExists` if something has the name, `Unsupported` where there is no such step.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two files of a folder have each other's name, in one step.
    ///
    /// # Errors
    /// As above; `Unsupported` where there is no such step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file a second name that nothing has.
    ///
    /// # Errors
    /// As above; `AlreadyExists` if something has the name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes a name away from a file.
    ///
    /// # Errors
    /// As above.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Brings the names in a folder down to the disk.
    ///
    /// # Errors
    /// As above.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Locks a file, which is made if need be, against other processes.
    ///
    /// # Errors
    /// As above; `WouldBlock` while somebody else holds the lock, anything else where there are no locks.
    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>>;

    /// Tells the time.
    fn now(&self) -> SystemTime;

    /// Waits.
    fn pause(&self, time: Duration);
}
