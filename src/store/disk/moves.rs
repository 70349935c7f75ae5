//! Moves of files from name to name: never over another file, and with no moment at which a crash leaves no name.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::super::{StoreError, slug};
use super::{Disk, folder_of, temp_path};

impl Disk {
    /// Moves a file to a name that nothing has yet, never over another file, down to the disk; tells whether the name
    /// was free. There is no moment at which a crash leaves neither name.
    ///
    /// # Errors
    /// The folder that refused; the file is then where it was.
    pub(in crate::store) fn move_new(&self, from: &Path, to: &Path) -> Result<bool, StoreError> {
        let put = || StoreError::io("put a file into", folder_of(to));
        if folder_of(from) != folder_of(to) {
            return self.move_far(from, to);
        }
        match self.files.rename_new(from, to) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            Err(error) if error.kind() == ErrorKind::Unsupported => return self.move_far(from, to),
            moved => moved.map_err(put())?,
        }
        if let Err(error) = self.files.sync_folder(folder_of(to)) {
            let _ = self.files.rename_new(to, from);
            return Err(put()(error));
        }
        Ok(true)
    }

    /// Moves a file by a second name.
    fn move_far(&self, from: &Path, to: &Path) -> Result<bool, StoreError> {
        match self.files.link(from, to) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            Err(_) => return self.move_without_link(from, to),
        }
        // Only when the new name is on the disk may the old one go.
        if let Err(error) = self.files.sync_folder(folder_of(to)) {
            self.remove_quietly(to);
            return Err(StoreError::io("put a file into", folder_of(to))(error));
        }
        self.take_out(from, to)?;
        self.sync_folder(folder_of(from))?;
        Ok(true)
    }

    /// Takes a file away that has another name by now. What lies there in that moment may be a version that somebody
    /// has just put there: it is taken as it is, looked at, and put back. On an error the file has only its first name.
    fn take_out(&self, from: &Path, there: &Path) -> Result<(), StoreError> {
        let taken = temp_path(folder_of(from));
        let is_taken = self.files.rename_new(from, &taken);
        let removed_at_once = matches!(&is_taken, Err(error) if error.kind() == ErrorKind::Unsupported);
        match if removed_at_once { self.files.remove(from) } else { is_taken } {
            // Another process took it out: the new name is the only one, and must stay.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => {
                self.remove_quietly(there);
                return Err(StoreError::io("take a file out of", folder_of(from))(error));
            }
            Ok(()) => {}
        }
        let is_same = if removed_at_once { Ok(true) } else { self.are_same(&taken, there) };
        if let Ok(true) = is_same {
            self.remove_quietly(&taken);
            return Ok(());
        }
        if self.files.rename_new(&taken, from).is_err() {
            let name = slug::conflict(&from.file_stem().unwrap_or_default().to_string_lossy(), self.now());
            self.move_to_free(&taken, folder_of(from), &name)?;
        }
        is_same.map(drop).map_err(|error| {
            // The second name goes only when the first is on the disk again.
            if self.files.sync_folder(folder_of(from)).is_ok() {
                self.remove_quietly(there);
            }
            StoreError::io("take a file out of", folder_of(from))(error)
        })
    }

    /// Whether two files say the same; of those that are too large to be read, whether they look the same.
    fn are_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
        match (self.read(one), self.read(other)) {
            (Ok(one), Ok(other)) => Ok(one == other),
            (Err(StoreError::Io { source, .. }), _) | (_, Err(StoreError::Io { source, .. })) => Err(source),
            _ => Ok(self.files.look(one)? == self.files.look(other)?),
        }
    }

    /// Where files cannot have two names: into another folder goes a copy, and in its own folder an empty file of
    /// ours takes the name first.
    fn move_without_link(&self, from: &Path, to: &Path) -> Result<bool, StoreError> {
        if folder_of(from) != folder_of(to) {
            let is_new = self.create_at(to, &self.read(from)?, to)?;
            if is_new {
                self.take_out(from, to)?;
                self.sync_folder(folder_of(from))?;
            }
            return Ok(is_new);
        }
        match self.files.create(to) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            created => drop(created.map_err(StoreError::io("put a file into", folder_of(to)))?),
        }
        if let Err(error) = self.rename(from, to) {
            self.remove_quietly(to);
            return Err(StoreError::io("take a file out of", folder_of(from))(error));
        }
        self.sync_folder(folder_of(to))?;
        Ok(true)
    }

    /// Moves a file to a name of a folder that is free, numbered when it is taken.
    pub(in crate::store) fn move_to_free(
        &self,
        from: &Path,
        folder: &Path,
        slug: &str,
    ) -> Result<PathBuf, StoreError> {
        let mut attempt = 1;
        loop {
            let path = folder.join(format!("{}.json", slug::numbered(slug, attempt)));
            if self.move_new(from, &path)? {
                return Ok(path);
            }
            attempt += 1;
        }
    }
}
