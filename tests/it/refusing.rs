//! Real files, but for the calls that a test refuses; and what was asked of them.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use backcast::store::file_system::{Facts, FileSystem, Lock, NewFile, RealFiles};

/// Says with which error a call is refused, by its name and the path that it would change.
type Refuses = fn(&str, &Path) -> Option<ErrorKind>;

/// A file system that refuses some calls.
#[derive(Debug)]
pub(crate) struct Refusing {
    refuses: Refuses,
    asked: Mutex<Vec<(&'static str, PathBuf)>>,
}

impl Refusing {
    pub(crate) fn new(refuses: Refuses) -> Arc<Self> {
        Arc::new(Self { refuses, asked: Mutex::default() })
    }

    /// The paths of the calls of a name, in their order.
    pub(crate) fn asked(&self, call: &str) -> Vec<PathBuf> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().filter(|(name, _)| *name == call).map(|(_, path)| path.clone()).collect()
    }

    fn ask(&self, call: &'static str, path: &Path) -> io::Result<()> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push((call, path.to_owned()));
        (self.refuses)(call, path).map_or(Ok(()), |kind| Err(kind.into()))
    }
}

impl FileSystem for Refusing {
    fn look(&self, path: &Path) -> io::Result<Facts> {
        RealFiles.look(path)
    }

    fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        RealFiles.link_target(path)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        RealFiles.real_path(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.ask("list", folder)?;
        RealFiles.list(folder)
    }

    fn open(&self, path: &Path) -> io::Result<(Facts, Box<dyn Read>)> {
        self.ask("open", path)?;
        RealFiles.open(path)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.ask("create", path)?;
        RealFiles.create(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.ask("make_folder", path)?;
        RealFiles.make_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("rename", to)?;
        RealFiles.rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("link", to)?;
        RealFiles.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask("remove", path)?;
        RealFiles.remove(path)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("rename_new", to)?;
        RealFiles.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.ask("exchange", other)?;
        RealFiles.exchange(one, other)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_folder", path)?;
        RealFiles.remove_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        RealFiles.sync_folder(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        self.ask("lock", path)?;
        RealFiles.lock(path)
    }

    fn now(&self) -> SystemTime {
        RealFiles.now()
    }

    fn pause(&self, time: Duration) {
        RealFiles.pause(time);
    }
}
