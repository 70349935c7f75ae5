//! Copies of files that cannot be read: whatever becomes of the file, its bytes can still be looked at.

use std::path::{Path, PathBuf};

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
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let name = format!("{}-{}.{ending}", slug::with_ending(&stem(path), ""), slug::hash8(&bytes));
        let copy = self.quarantine_folder().join(name);
        if self.disk.is_there(&copy) {
            return Ok(());
        }
        self.disk.make_folder(&self.quarantine_folder())?;
        self.disk.create_at(&copy, &bytes, &copy).map(drop)
    }
}
