//! Copies of files that cannot be read: whatever becomes of the file, its bytes can still be looked at.

use std::path::{Path, PathBuf};

use super::format::{self, FormatError};
use super::save::stem;
use super::{Store, StoreError, slug};

impl Store {
    /// The folder of the copies.
    pub(super) fn quarantine_folder(&self) -> PathBuf {
        self.state.join("quarantine")
    }

    /// Copies a file as it is, once for the same bytes. The file itself stays where it is.
    ///
    /// # Errors
    /// That it cannot be read or its copy not be written.
    pub(super) fn quarantine_file(&self, path: &Path) -> Result<(), StoreError> {
        let bytes = self.disk.read(path)?;
        self.quarantine_bytes(path, &bytes)
    }

    /// Copies a file of the store if it cannot be read as a scenario, before anybody mends it. Of a newer version's
    /// file there is nothing to mend, and what lies elsewhere is others' to keep.
    ///
    /// # Errors
    /// That it cannot be read at all, or its copy not be written.
    pub fn quarantine(&self, path: &Path) -> Result<(), StoreError> {
        if !self.holds(path)? {
            return Ok(());
        }
        let bytes = self.disk.read(path)?;
        if is_damaged(&bytes) { self.quarantine_bytes(path, &bytes) } else { Ok(()) }
    }

    fn quarantine_bytes(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let stem = stem(path);
        let visible = slug::with_ending(stem.trim_start_matches('.'), "");
        let name = format!("{visible}-{}.{ending}", slug::hash8(bytes));
        let copy = self.quarantine_folder().join(name);
        if self.disk.is_there(&copy) {
            return Ok(());
        }
        self.disk.make_folder(&self.quarantine_folder())?;
        self.disk.create_at(&copy, bytes, &copy).map(drop)
    }
}

fn is_damaged(bytes: &[u8]) -> bool {
    format::read(bytes).is_err_and(|error| !matches!(error, FormatError::Newer { .. }))
}
