//! Opening and saving one file: the protocol of store.md, steps 1 to 9, in its order.
//!
//! Every byte goes to a new file first; what is replaced must be what this document was loaded from.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::disk::folder_of;
use super::file_system::Lock;
use super::format::{self, Extras, File, FormatError};
use super::library::free_name;
use super::version::Held;
use super::watch::Sight;
use super::{Store, StoreError, slug};
use crate::plan::{Edit, Scenario};

/// Where a scenario came from: all that is needed to save it there again without overwriting other people's work.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) extras: Extras,
    pub(super) read_only: bool,
    pub(super) is_file: bool,
    /// What was seen of the file since.
    pub(super) sight: Sight,
}

impl Origin {
    /// The path of the file, or the label of what was read instead of one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it may not be saved to, because a newer version wrote it.
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether it is a file: standard input is none and cannot be saved to.
    pub const fn is_file(&self) -> bool {
        self.is_file
    }

    /// The same document without its file: what this version does not know of it is still known.
    #[must_use]
    pub fn lost(self) -> Self {
        Self { is_file: false, ..self }
    }

    /// The same document after its file was moved.
    pub(super) fn at(self, path: PathBuf) -> Self {
        Self { path, ..self }
    }

    /// What the file held when it was read or written last.
    pub fn held(&self) -> Held {
        Held::bytes(self.bytes.clone())
    }

    /// The file's name without its ending.
    pub fn slug(&self) -> String {
        stem(&self.path)
    }
}

/// A scenario that was read, and from where.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The scenario.
    pub scenario: Scenario,
    /// Where it came from.
    pub origin: Origin,
}

impl Opened {
    /// The same with its stages under the identities that they have in another state of the document.
    #[must_use]
    pub fn matched_to(mut self, other: &Scenario) -> Self {
        let scenario = self.scenario.matched_to([other]);
        self.origin.extras = self.origin.extras.moved(&self.scenario, &scenario);
        Self { scenario, ..self }
    }
}

/// A save that was acknowledged: its bytes are on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// To be used for the next save. After a conflict it is the copy's.
    pub origin: Origin,
    /// What happened to the file.
    pub outcome: Outcome,
    /// The scenario's name as it stands in the file; a conflict copy has its own.
    pub name: String,
}

/// What a save did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The file was replaced or made.
    Written,
    /// The file says the same already.
    Unchanged,
    /// Somebody else changed the file: it stays as it is, and the scenario was written to a copy beside it.
    Conflict {
        /// The path of the copy.
        copy: PathBuf,
    },
}

/// What became of bytes that were to be replaced.
#[derive(Debug)]
pub(super) enum Replaced {
    /// They were; this is the path of what is kept of them, none where the new ones are equal.
    Keeping(Option<PathBuf>),
    /// They had changed meanwhile, and are as they were.
    Not,
}

impl Store {
    /// Opens a scenario file, in the store or anywhere else.
    ///
    /// # Errors
    /// That it cannot be read, is not a regular file or not a scenario.
    pub fn open(&self, path: &Path) -> Result<Opened, StoreError> {
        let path = std::path::absolute(path).map_err(StoreError::io("find", path))?;
        opened(self.disk.read(&path)?, path, true)
    }

    /// Reads a scenario that is not a file, such as standard input; the label stands for the path in messages.
    ///
    /// # Errors
    /// That it is not a scenario.
    pub fn read_bytes(bytes: Vec<u8>, label: &str) -> Result<Opened, StoreError> {
        opened(bytes, PathBuf::from(label), false)
    }

    /// Saves a scenario to the file that it came from.
    ///
    /// A file that differs from what was loaded is never overwritten: the scenario goes to a copy beside it.
    ///
    /// # Errors
    /// That it could not be saved, and why, such as a new name that is taken; the file is then as it was.
    pub fn save(&self, scenario: &Scenario, origin: &Origin) -> Result<Saved, StoreError> {
        if !origin.is_file {
            return Err(StoreError::NoFile { label: origin.path.display().to_string() });
        }
        if origin.read_only {
            return Err(StoreError::ReadOnly { path: origin.path.clone() });
        }
        let bytes = faithful(scenario, &origin.extras)?;
        let target = self.disk.real_path(&origin.path)?;
        if scenario.name() != origin.name && self.holds(&origin.path)? {
            self.check_free(scenario.name(), Some(&target))?;
        }
        let key = self.key(&target)?;
        let _lock = self.lock(&key, &target)?;
        let current = match self.disk.read(&target) {
            Err(StoreError::NotFound { .. }) => None,
            Err(StoreError::Format { source: FormatError::TooLarge, .. }) => {
                return self.save_copy(scenario, origin);
            }
            current => Some(current?),
        };
        let outcome = match current {
            None => {
                self.disk.make_folder(folder_of(&target))?;
                if !self.disk.create_at(&target, &bytes, &target)? {
                    // Somebody made it in this very moment.
                    return self.save_copy(scenario, origin);
                }
                Outcome::Written
            }
            Some(current) if current == bytes && current == origin.bytes => Outcome::Unchanged,
            Some(current) if current != bytes && current != origin.bytes => {
                return self.save_copy(scenario, origin);
            }
            Some(current) => {
                if let Replaced::Not = self.replace(&key, &target, &current, &bytes)? {
                    return self.save_copy(scenario, origin);
                }
                if current == bytes { Outcome::Unchanged } else { Outcome::Written }
            }
        };
        let name = scenario.name().to_owned();
        let sight = Sight::default();
        let origin = Origin { bytes, name: name.clone(), sight, ..origin.clone() };
        Ok(Saved { origin, outcome, name })
    }

    /// Puts bytes in the place of a file's, which are kept, if the file still says what was read.
    ///
    /// Equal bytes are written too, when they are not those that were loaded: somebody else wrote them, or a save of
    /// ours that failed at the last step, and nobody knows whether they are on the disk.
    pub(super) fn replace(
        &self,
        key: &str,
        target: &Path,
        current: &[u8],
        bytes: &[u8],
    ) -> Result<Replaced, StoreError> {
        let folder = folder_of(target);
        let facts = self.disk.look(target)?;
        let mut kept = None;
        if current != bytes {
            if facts.is_protected() {
                return Err(StoreError::Protected { path: target.to_owned() });
            }
            kept = Some(self.keep(key, current).map_err(|source| StoreError::NotKept {
                path: target.to_owned(),
                folder: self.history_folder(key),
                source: Box::new(source),
            })?);
        }
        self.disk.make_folder(folder)?;
        let temp = self.disk.write_temp(folder, bytes, Some(facts.mode), target)?;
        if !self.disk.replace_same(&temp, target, [current, bytes])? {
            return Ok(Replaced::Not);
        }
        self.tidy(key, folder);
        Ok(Replaced::Keeping(kept))
    }

    /// Saves a scenario to a new file of the store, named after it; never over another.
    ///
    /// `extras_from` is where the scenario came from, so that keys of other versions come along.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a name that another scenario has, or that it could not be saved, and why.
    pub fn save_as(&self, scenario: &Scenario, extras_from: Option<&Origin>) -> Result<Saved, StoreError> {
        let extras = extras_from.map(|origin| origin.extras.clone()).unwrap_or_default();
        let bytes = faithful(scenario, &extras)?;
        self.check_free(scenario.name(), None)?;
        let path = self.disk.create(&self.scenarios(), &crate::plan::slug::slug(scenario.name()), &bytes)?;
        self.forget_view(&path);
        let name = scenario.name().to_owned();
        let (read_only, is_file, sight) = (false, true, Sight::default());
        let origin = Origin { path, name: name.clone(), bytes, extras, read_only, is_file, sight };
        Ok(Saved { origin, outcome: Outcome::Written, name })
    }

    /// Saves beside a file that somebody else changed.
    fn save_copy(&self, scenario: &Scenario, origin: &Origin) -> Result<Saved, StoreError> {
        let now = self.disk.now();
        // That others cannot be listed is no reason to lose this one.
        let others = if self.holds(&origin.path).unwrap_or(false) {
            self.list().unwrap_or_default()
        } else {
            Vec::new()
        };
        let name = free_name(scenario.name(), &format!(" (conflict {})", slug::second(now)), &others);
        let renamed = scenario.with(&Edit::Name(name.clone()))?;
        let bytes = faithful(&renamed, &origin.extras)?;
        let base = slug::conflict(&origin.slug(), now);
        let copy = self.disk.create(folder_of(&origin.path), &base, &bytes)?;
        let (path, sight) = (copy.clone(), Sight::default());
        let origin = Origin { path, name: name.clone(), bytes, sight, ..origin.clone() };
        Ok(Saved { origin, outcome: Outcome::Conflict { copy }, name })
    }

    /// Takes the lock of a file, or goes on where there are no locks.
    pub(super) fn lock(&self, key: &str, target: &Path) -> Result<Option<Box<dyn Lock>>, StoreError> {
        let folder = self.lock_folder();
        let held = match self.disk.make_folder(&folder) {
            Err(_) => None,
            Ok(()) => self
                .disk
                .lock(&folder.join(format!("{key}.lock")))
                .map_err(|_| StoreError::Locked { path: target.to_owned() })?,
        };
        if held.is_none() {
            self.lacks_locks.store(true, Ordering::Relaxed);
        }
        Ok(held)
    }

    pub(super) fn lock_folder(&self) -> PathBuf {
        self.state.join("locks")
    }

    /// The name of a file's lock and history: its slug in the store, made distinct elsewhere.
    pub(super) fn key(&self, target: &Path) -> Result<String, StoreError> {
        let name = crate::plan::slug::slug(&stem(target));
        if name == stem(target) && self.holds(target)? {
            return Ok(name);
        }
        Ok(slug::with_ending(&name, &format!("-{}", slug::hash8(target.as_os_str().as_encoded_bytes()))))
    }

    /// Whether a file lies among the store's scenarios.
    pub(super) fn holds(&self, path: &Path) -> Result<bool, StoreError> {
        let (own, folder) = (self.scenarios(), folder_of(path));
        if folder == own {
            return Ok(true);
        }
        match self.disk.real_path(&own) {
            // A file that can be read is not in a folder that cannot be entered.
            Err(StoreError::Io { source, .. }) if source.kind() == ErrorKind::PermissionDenied => Ok(false),
            own => Ok(self.disk.real_path(folder)? == own?),
        }
    }
}

pub(super) fn opened(bytes: Vec<u8>, path: PathBuf, is_file: bool) -> Result<Opened, StoreError> {
    let file = format::read(&bytes).map_err(|source| StoreError::Format { path: path.clone(), source })?;
    let File { scenario, extras, read_only } = file;
    let name = scenario.name().to_owned();
    let origin = Origin { path, name, bytes, extras, read_only, is_file, sight: Sight::default() };
    Ok(Opened { scenario, origin })
}

/// Step 1: the bytes of a scenario, read back and compared.
fn faithful(scenario: &Scenario, extras: &Extras) -> Result<Vec<u8>, StoreError> {
    let bytes = format::write(scenario, extras);
    let reason = match format::read(&bytes) {
        Err(error) => error.to_string(),
        Ok(file) if !format::same_content(&file.scenario, scenario) => "a value differs".to_owned(),
        Ok(_) => return Ok(bytes),
    };
    Err(StoreError::Unfaithful { reason })
}

/// A file's name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
