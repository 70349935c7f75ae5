//! An earlier version in the place of its file, by the steps of a save: what was there becomes an earlier version
//! itself, and nothing is replaced that its user has not seen.

use std::path::{Path, PathBuf};

use super::disk::folder_of;
use super::format::{self, FormatError};
use super::save::{Replaced, opened};
use super::{Opened, Store, StoreError};

/// How many versions a message lists.
const LISTED: usize = 8;

/// What a file held when it was looked at, or that there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held(Option<Vec<u8>>);

impl Held {
    pub(super) const fn bytes(bytes: Vec<u8>) -> Self {
        Self(Some(bytes))
    }

    /// Whether there was no file.
    pub const fn is_nothing(&self) -> bool {
        self.0.is_none()
    }

    fn is(&self, bytes: &[u8]) -> bool {
        self.0.as_deref() == Some(bytes)
    }
}

/// A file that has an earlier version's bytes again.
#[derive(Debug, Clone, PartialEq)]
pub struct Reverted {
    /// What it holds now.
    pub opened: Opened,
    /// The path of what it held before, among the earlier versions; none where nothing was replaced.
    pub replaced: Option<PathBuf>,
}

impl Store {
    /// Looks what a file holds, so that nothing else is replaced later.
    ///
    /// # Errors
    /// That it is there but cannot be read.
    pub fn held(&self, path: &Path) -> Result<Held, StoreError> {
        match self.disk.read(path) {
            Err(StoreError::NotFound { .. }) => Ok(Held(None)),
            read => read.map(|bytes| Held(Some(bytes))),
        }
    }

    /// Finds the file whose earlier versions a person means: one that is there, or one of the store that went away and
    /// left versions behind.
    ///
    /// # Errors
    /// Those of [`Store::resolve`].
    pub fn resolve_past(&self, text: &str) -> Result<PathBuf, StoreError> {
        let unknown = match self.resolve(text) {
            Err(error @ StoreError::Unknown { .. }) => error,
            found => return found,
        };
        let slug = crate::plan::slug::slug(text.trim().trim_end_matches(".json"));
        let path = self.scenarios().join(format!("{slug}.json"));
        if self.history(&path)?.is_empty() { Err(unknown) } else { Ok(path) }
    }

    /// Finds an earlier version of a file by its name or the beginning of it.
    ///
    /// # Errors
    /// That no version or more than one is called so, with those that there are.
    pub fn version(&self, path: &Path, wanted: &str) -> Result<PathBuf, StoreError> {
        let entries = self.history(path)?;
        let is_meant = |slug: &str| !wanted.is_empty() && slug.starts_with(wanted.trim_end_matches(".json"));
        let (meant, others): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| is_meant(&entry.slug));
        let hint = match (meant.as_slice(), others.as_slice()) {
            ([only], _) => return Ok(only.path.clone()),
            ([], []) => "there is none at all".to_owned(),
            ([], there) | (there, _) => {
                let names: Vec<_> = there.iter().take(LISTED).map(|entry| entry.slug.as_str()).collect();
                let more = if there.len() > LISTED { " …" } else { "" };
                format!("there are: {}{more}", names.join(", "))
            }
        };
        Err(StoreError::NoVersion { path: path.to_owned(), wanted: wanted.to_owned(), hint })
    }

    /// Puts an earlier version in the place of its file, whose bytes, good or damaged, become an earlier version.
    /// `seen` is all that the user may know of what the file holds.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if it holds anything else by now, or why it could not be written; the file is then as
    /// it was. A file of a newer version is never replaced.
    pub fn restore_version(
        &self,
        path: &Path,
        version: &Path,
        seen: &[Held],
    ) -> Result<Reverted, StoreError> {
        let path = std::path::absolute(path).map_err(StoreError::io("find", path))?;
        let opened = self.read_version(&path, version)?;
        let bytes = &opened.origin.bytes;
        let target = self.disk.real_path(&path)?;
        if self.holds(&path)? {
            self.check_back(opened.scenario.name(), Some(&target))?;
        }
        let key = self.key(&target)?;
        let _lock = self.lock(&key, &target)?;
        let changed = || StoreError::Changed { path: path.clone() };
        let replaced = match self.held(&target)? {
            Held(None) => {
                self.disk.make_folder(folder_of(&target))?;
                if !self.disk.create_at(&target, bytes, &target)? {
                    return Err(changed());
                }
                None
            }
            Held(Some(current)) if is_newer(&current) => return Err(StoreError::ReadOnly { path }),
            current if !current.is(bytes) && !seen.contains(&current) => return Err(changed()),
            Held(Some(current)) => {
                // Versions are thinned out with age; what was damaged may be wanted later than that.
                let _ = self.quarantine(&path);
                match self.replace(&key, &target, &current, bytes)? {
                    Replaced::Keeping(kept) => kept,
                    Replaced::Not => return Err(changed()),
                }
            }
        };
        Ok(Reverted { opened, replaced })
    }

    /// An earlier version as if it had been read from the file itself.
    fn read_version(&self, path: &Path, version: &Path) -> Result<Opened, StoreError> {
        let bytes = self.disk.read(version)?;
        let read = opened(bytes, version.to_owned(), true)?;
        if read.origin.is_read_only() {
            return Err(StoreError::ReadOnly { path: version.to_owned() });
        }
        Ok(Opened { origin: read.origin.at(path.to_owned()), ..read })
    }
}

fn is_newer(bytes: &[u8]) -> bool {
    match format::read(bytes) {
        Ok(file) => file.read_only,
        Err(error) => matches!(error, FormatError::Newer { .. }),
    }
}
