//! Folders: made for the user alone, and what is known of their names being on the disk.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::StoreError;
use super::super::file_system::Kind;
use super::{Disk, folder_of};

/// What this process knows of folders; the clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Folders(Arc<Mutex<HashMap<PathBuf, Known>>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It is made here, and its name has not been synced yet.
    Made,
    /// It and those above it are on the disk.
    Synced,
    /// The disk refused its name, and what others put in it forbids to make it anew.
    Doubtful,
}

impl Folders {
    fn all(&self) -> MutexGuard<'_, HashMap<PathBuf, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, folder: &Path) -> Option<Known> {
        self.all().get(folder).copied()
    }

    fn set(&self, folder: &Path, known: Known) {
        self.all().insert(folder.to_owned(), known);
    }
}

impl Disk {
    /// Makes a folder and those above it, for the user alone, and waits for no disk: [`Disk::make_folder`] must follow
    /// before anything in it can be called safe.
    pub(in crate::store) fn begin_folder(&self, folder: &Path) -> Result<(), StoreError> {
        let above = folder_of(folder);
        if above == folder || self.is_folder(folder) {
            return Ok(());
        }
        self.begin_folder(above)?;
        self.make_one(folder)
    }

    /// Makes a folder and those above it, for the user alone, down to the disk.
    ///
    /// One that is there is synced too, once: who made it may have been killed before.
    pub(in crate::store) fn make_folder(&self, folder: &Path) -> Result<(), StoreError> {
        self.make_part(folder, folder)
    }

    /// Makes a folder on the way to the one that is meant.
    fn make_part(&self, folder: &Path, meant: &Path) -> Result<(), StoreError> {
        let refused = |source| StoreError::io("sync the folder", meant)(source);
        let was_there = match self.files.look(folder) {
            Ok(facts) => facts.kind == Kind::Folder,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => false,
            Err(error) => return Err(StoreError::io("look at", folder)(error)),
        };
        let above = folder_of(folder);
        if above == folder || was_there && self.folders.get(folder) == Some(Known::Synced) {
            return Ok(());
        }
        self.make_part(above, meant)?;
        if !was_there {
            self.make_one(folder)?;
        }
        let is_ours = self.folders.get(folder) == Some(Known::Made);
        match self.files.sync_folder(above) {
            // Where nothing of ours can have been made there is nothing to sync.
            Err(error) if was_there && !is_ours && is_foreign(&error) => {}
            Err(error) => {
                // The next try must begin anew: to sync the same name once more would prove nothing.
                if is_ours && self.files.remove_folder(folder).is_err() {
                    self.folders.set(folder, Known::Doubtful);
                }
                return Err(refused(error));
            }
            Ok(()) => {}
        }
        if self.folders.get(folder) == Some(Known::Doubtful) {
            let before = "the disk refused it before; start anew once it works again";
            return Err(refused(io::Error::other(before)));
        }
        self.folders.set(folder, Known::Synced);
        Ok(())
    }

    /// Makes a folder in one that is there. It counts as ours before it can be seen: another thread may sync it at once.
    fn make_one(&self, folder: &Path) -> Result<(), StoreError> {
        self.folders.set(folder, Known::Made);
        match self.files.make_folder(folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && self.is_folder(folder) => Ok(()),
            made => made.map_err(StoreError::io("make the folder", folder)),
        }
    }

    pub(in crate::store) fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        self.files.sync_folder(folder).map_err(StoreError::io("sync the folder", folder))
    }
}

/// Whether a folder refuses because this user cannot change it.
fn is_foreign(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}
