//! Mistakes that careless programs make, planted below the store: what finds losses must find each of them.

#![expect(
    clippy::unwrap_used,
    reason = "what must work for a campaign to go on fails its test when it does not"
)]

use std::collections::HashMap;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use backcast::store::file_system::{Facts, FileSystem, Lock, NewFile};

use crate::simulated::Simulated;

/// A mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// A file is written over where it is, not replaced.
    WriteInPlace,
    /// A file is not synced before it gets its name.
    NoSyncOfFiles,
    /// A folder is not synced after a file got its name there.
    NoSyncOfFolders,
    /// A moved file's old name goes before its new one is on the disk.
    RemoveFirst,
    /// A sync that failed is tried again on the same file.
    SyncAgain,
    /// Every lock is granted, whoever holds it.
    NoLock,
    /// What a file says is taken from memory when it is to be compared with what was loaded.
    NoComparison,
}

/// The simulated file system as a program with a mistake would use it.
#[derive(Debug)]
pub(crate) struct Careless {
    files: Simulated,
    mistake: Mistake,
    remembered: Mutex<HashMap<PathBuf, Vec<u8>>>,
    /// The folder that a file was moved to and that is not synced yet.
    owed: Mutex<Option<PathBuf>>,
}

impl Careless {
    pub(crate) fn on(files: &Simulated, mistake: Mistake) -> Arc<dyn FileSystem> {
        let (files, remembered, owed) = (files.clone(), Mutex::default(), Mutex::default());
        Arc::new(Self { files, mistake, remembered, owed })
    }
}

impl FileSystem for Careless {
    fn look(&self, path: &Path) -> io::Result<Facts> {
        self.files.look(path)
    }

    fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.link_target(path)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.real_path(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.files.list(folder)
    }

    fn open(&self, path: &Path) -> io::Result<(Facts, Box<dyn Read>)> {
        let (facts, mut file) = self.files.open(path)?;
        if self.mistake != Mistake::NoComparison {
            return Ok((facts, file));
        }
        let mut remembered = self.remembered.lock().unwrap();
        if !remembered.contains_key(path) {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            remembered.insert(path.to_owned(), bytes);
        }
        Ok((facts, Box::new(Cursor::new(remembered[path].clone()))))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(Filling { file: self.files.create(path)?, mistake: self.mistake }))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.files.make_folder(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.files.remove_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.remembered.lock().unwrap().remove(to);
        if self.mistake != Mistake::WriteInPlace || self.files.look(to).is_err() {
            return self.files.rename(from, to);
        }
        let mut bytes = Vec::new();
        self.files.open(from)?.1.read_to_end(&mut bytes)?;
        self.files.write_in_place(to, &bytes)?;
        self.files.remove(from)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.files.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.remembered.lock().unwrap().remove(other);
        match self.mistake {
            // Careless programs do not know of it.
            Mistake::WriteInPlace | Mistake::NoLock | Mistake::NoComparison => {
                Err(ErrorKind::Unsupported.into())
            }
            _ => self.files.exchange(one, other),
        }
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.files.link(from, to)?;
        if self.mistake == Mistake::RemoveFirst {
            *self.owed.lock().unwrap() = to.parent().map(Path::to_owned);
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.files.remove(path)?;
        match self.owed.lock().unwrap().take() {
            Some(folder) => self.files.sync_folder(&folder),
            None => Ok(()),
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let is_later = self.owed.lock().unwrap().is_some();
        if is_later || self.mistake == Mistake::NoSyncOfFolders {
            return Ok(());
        }
        self.files.sync_folder(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        match self.files.lock(path) {
            Err(error) if error.kind() == ErrorKind::WouldBlock && self.mistake == Mistake::NoLock => {
                Ok(Box::new(NotHeld))
            }
            done => done,
        }
    }

    fn now(&self) -> SystemTime {
        self.files.now()
    }

    fn pause(&self, time: Duration) {
        self.files.pause(time);
    }
}

#[derive(Debug)]
struct NotHeld;

impl Lock for NotHeld {}

#[derive(Debug)]
struct Filling {
    file: Box<dyn NewFile>,
    mistake: Mistake,
}

impl NewFile for Filling {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.file.write(bytes)
    }

    fn set_mode(&self, mode: u32) -> io::Result<()> {
        self.file.set_mode(mode)
    }

    fn sync(&self) -> io::Result<()> {
        match self.mistake {
            Mistake::NoSyncOfFiles => Ok(()),
            Mistake::SyncAgain => self.file.sync().or_else(|_| self.file.sync()),
            _ => self.file.sync(),
        }
    }
}
