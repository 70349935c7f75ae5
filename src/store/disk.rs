//! The steps of the save protocol (store.md) on a file system, each with its error in words.
//!
//! There is no step that writes to an existing file.

mod folders;
mod moves;

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use super::file_system::{Facts, FileSystem, Kind, Lock, NewFile, RealFiles};
use super::format::{FormatError, MAX_BYTES};
use super::{StoreError, slug};
use folders::Folders;

/// How long a lock is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(20);
/// From which age on a temporary file must be a dead process's.
const STALE: Duration = Duration::from_secs(3600);
/// How the names of temporary files begin and end.
const TEMP: (&str, &str) = (".backcast-", ".tmp");

/// That another process holds a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct IsHeld;

/// A file system as the store uses it.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    files: Arc<dyn FileSystem>,
    folders: Folders,
}

impl Disk {
    pub(super) fn real() -> Self {
        Self::of(Arc::new(RealFiles))
    }

    pub(super) fn of(files: Arc<dyn FileSystem>) -> Self {
        Self { files, folders: Folders::default() }
    }

    /// Reads a regular file of at most 8 MiB; a pipe or a device is refused before it is opened.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        self.read_up_to(path, MAX_BYTES)
    }

    /// Reads a regular file of at most so many bytes.
    pub(super) fn read_up_to(&self, path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
        let failed = |source: io::Error| match source.kind() {
            ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
            _ => StoreError::io("read", path)(source),
        };
        let regular = |facts: Facts| {
            let refused = StoreError::NotRegular { path: path.to_owned() };
            if facts.kind == Kind::File { Ok(()) } else { Err(refused) }
        };
        regular(self.files.look(path).map_err(failed)?)?;
        let (facts, file) = self.files.open(path).map_err(failed)?;
        // It may have become another since.
        regular(facts)?;
        let expected = usize::try_from(facts.size).unwrap_or(most).min(most);
        let mut bytes = Vec::with_capacity(expected + 1);
        file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() > most {
            return Err(StoreError::Format { path: path.to_owned(), source: FormatError::TooLarge });
        }
        Ok(bytes)
    }

    /// The file that a path leads to, links resolved; the last part may be missing.
    pub(super) fn real_path(&self, path: &Path) -> Result<PathBuf, StoreError> {
        let path = std::path::absolute(path).map_err(StoreError::io("find", path))?;
        match self.files.real_path(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => match (path.parent(), path.file_name()) {
                (Some(folder), Some(name)) => match self.files.real_path(folder) {
                    Err(error) if error.kind() == ErrorKind::NotFound => Ok(path),
                    found => Ok(found.map_err(StoreError::io("find", folder))?.join(name)),
                },
                _ => Ok(path),
            },
            found => found.map_err(StoreError::io("find", &path)),
        }
    }

    /// What is known of a file that is there.
    pub(super) fn look(&self, path: &Path) -> Result<Facts, StoreError> {
        self.files.look(path).map_err(StoreError::io("look at", path))
    }

    /// The paths in a folder with what is known of them; nothing if there is no folder.
    pub(super) fn list(&self, folder: &Path) -> Result<Vec<(PathBuf, Option<Facts>)>, StoreError> {
        let listing = match self.files.list(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            listing => listing.map_err(StoreError::io("list", folder))?,
        };
        Ok(listing.into_iter().map(|path| (path.clone(), self.files.look(&path).ok())).collect())
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        self.files.look(path).ok().map(|facts| facts.kind)
    }

    /// Whether something that is not a folder has this path.
    pub(super) fn is_there(&self, path: &Path) -> bool {
        self.kind(path).is_some_and(|kind| kind != Kind::Folder)
    }

    /// Whether there is a folder.
    pub(super) fn is_folder(&self, path: &Path) -> bool {
        self.kind(path) == Some(Kind::Folder)
    }

    /// What a path has instead of a regular file, if it has anything.
    pub(super) fn obstacle(&self, path: &Path) -> Option<StoreError> {
        let (to, path) = (self.files.link_target(path), path.to_owned());
        match (self.files.look(&path), to) {
            (Ok(_), _) => Some(StoreError::NotRegular { path }),
            (Err(error), Ok(to)) if error.kind() == ErrorKind::NotFound => {
                Some(StoreError::Dangling { to, path })
            }
            (Err(error), _) if error.kind() == ErrorKind::NotFound => None,
            (Err(error), to) if to.is_ok() || error.kind() == ErrorKind::PermissionDenied => {
                Some(StoreError::io("find", &path)(error))
            }
            (Err(_), _) => None,
        }
    }

    /// Writes bytes to a new file with a hidden name in a folder, down to the disk. Nothing stays on an error, which
    /// names the file that is meant.
    pub(super) fn write_temp(
        &self,
        folder: &Path,
        bytes: &[u8],
        mode: Option<u32>,
        meant: &Path,
    ) -> Result<PathBuf, StoreError> {
        let (path, temp) = loop {
            let path = temp_path(folder);
            match self.files.create(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                created => break (path.clone(), created.map_err(StoreError::io("write", meant))?),
            }
        };
        let filled = temp
            .write(bytes)
            .and_then(|()| mode.map_or(Ok(()), |mode| temp.set_mode(mode)))
            .and_then(|()| temp.sync());
        if let Err(error) = filled {
            self.remove_quietly(&path);
            return Err(StoreError::io("write", meant)(error));
        }
        Ok(path)
    }

    /// Removes a file that nobody needs any more. That it cannot be removed harms nobody.
    pub(super) fn remove_quietly(&self, path: &Path) {
        let _ = self.files.remove(path);
    }

    /// What processes that were killed left half written in a folder.
    pub(super) fn stale_temps(&self, folder: &Path) -> Vec<PathBuf> {
        let now = self.now();
        let is_temp = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(TEMP.0) && name.ends_with(TEMP.1)
        };
        let is_stale = |facts: Option<Facts>| {
            facts.is_some_and(|facts| now.duration_since(facts.modified).is_ok_and(|age| age > STALE))
        };
        let listing = self.list(folder).unwrap_or_default().into_iter();
        listing.filter(|(path, facts)| is_temp(path) && is_stale(*facts)).map(|(path, _)| path).collect()
    }

    /// Makes a file that will grow; none if its name is taken. Its name is not on the disk before its folder is synced.
    pub(super) fn create_growing(&self, path: &Path) -> Result<Option<Box<dyn NewFile>>, StoreError> {
        match self.files.create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            created => created.map(Some).map_err(StoreError::io("write", path)),
        }
    }

    /// Puts a file in the place of another, in one step, down to the disk. On an error the file is gone.
    pub(super) fn replace(&self, temp: &Path, target: &Path) -> Result<(), StoreError> {
        if let Err(error) = self.rename(temp, target) {
            self.remove_quietly(temp);
            return Err(StoreError::io("write", target)(error));
        }
        self.sync_new_version(target)
    }

    /// Puts a file in the place of another if that still says what it said, down to the disk; tells whether it did.
    /// If not, and on an error, the file is gone.
    ///
    /// Not everybody asks for the lock: where two files can change places, what comes out is looked at once more.
    pub(super) fn replace_same(
        &self,
        temp: &Path,
        target: &Path,
        [said, ours]: [&[u8]; 2],
    ) -> Result<bool, StoreError> {
        let is_same = |path: &Path| self.still_says(path, said).map_err(StoreError::io("read", target));
        let exchanged = match is_same(target) {
            Ok(true) => self.files.exchange(temp, target).is_ok(),
            other => {
                self.remove_quietly(temp);
                return other;
            }
        };
        if !exchanged {
            return self.replace(temp, target).map(|()| true);
        }
        let replaced = is_same(temp);
        if matches!(replaced, Ok(true)) {
            self.remove_quietly(temp);
            self.sync_new_version(target)?;
            return replaced;
        }
        let changed_back = self.files.exchange(temp, target).map_err(StoreError::io("write", target));
        // That it cannot be read once more does not make it another's.
        if changed_back.is_ok() && self.still_says(temp, ours).unwrap_or(true) {
            self.remove_quietly(temp);
        } else {
            // What came out is somebody's version: it must not stay hidden.
            let name = slug::conflict(&target.file_stem().unwrap_or_default().to_string_lossy(), self.now());
            self.move_to_free(temp, folder_of(target), &name)?;
        }
        changed_back?;
        self.sync_folder(folder_of(target))?;
        replaced
    }

    /// Brings the name of a file that was replaced down to the disk.
    fn sync_new_version(&self, target: &Path) -> Result<(), StoreError> {
        let synced = self.files.sync_folder(folder_of(target));
        synced.map_err(StoreError::io("make sure that the disk has the new version of", target))
    }

    /// Whether a file says these bytes; one that is gone or no file does not.
    fn still_says(&self, path: &Path, said: &[u8]) -> io::Result<bool> {
        match self.read(path) {
            Ok(bytes) => Ok(bytes == said),
            Err(StoreError::Io { source, .. }) => Err(source),
            Err(_) => Ok(false),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let begun = self.now();
        loop {
            match self.files.rename(from, to) {
                // A scanner or a sync client holds the file for a moment.
                Err(error)
                    if cfg!(windows)
                        && error.kind() == ErrorKind::PermissionDenied
                        && self.has_patience(begun, PATIENCE / 2) =>
                {
                    self.files.pause(PAUSE);
                }
                done => return done,
            }
        }
    }

    fn has_patience(&self, begun: SystemTime, patience: Duration) -> bool {
        self.now().duration_since(begun).is_ok_and(|waited| waited < patience)
    }

    /// Writes bytes to a new file, numbered when the name is taken.
    pub(super) fn create(&self, folder: &Path, slug: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
        self.make_folder(folder)?;
        let temp = self.write_temp(folder, bytes, None, &folder.join(format!("{slug}.json")))?;
        self.move_to_free(&temp, folder, slug).inspect_err(|_| self.remove_quietly(&temp))
    }

    /// Writes bytes to a new file of exactly this path; tells whether the name was free.
    pub(super) fn create_at(&self, path: &Path, bytes: &[u8], meant: &Path) -> Result<bool, StoreError> {
        let temp = self.write_temp(folder_of(path), bytes, None, meant)?;
        let moved = self.move_new(&temp, path);
        if !matches!(moved, Ok(true)) {
            self.remove_quietly(&temp);
        }
        moved
    }

    /// Moves a folder, or what it has into the one that is there, as far as it goes. For what can be done without.
    pub(super) fn try_move_folder(&self, from: &Path, to: &Path) {
        if self.files.rename(from, to).is_err() {
            let mut files = self.list(from).unwrap_or_default();
            files.retain(|(path, _)| {
                path.file_name().is_some_and(|name| self.files.link(path, &to.join(name)).is_ok())
            });
            // Only when the new names are on the disk may the old ones go.
            if self.sync_folder(to).is_ok() {
                for (path, _) in &files {
                    self.remove_quietly(path);
                }
            }
        }
        let _ = self.sync_folder(folder_of(to));
    }

    /// Holds a lock until it is dropped. None where locks are not supported: the bytes are compared anyway.
    ///
    /// # Errors
    /// That another process held the lock for two seconds.
    pub(super) fn lock(&self, path: &Path) -> Result<Option<Box<dyn Lock>>, IsHeld> {
        let begun = self.now();
        loop {
            match self.try_lock(path) {
                Err(IsHeld) if self.has_patience(begun, PATIENCE) => self.files.pause(PAUSE),
                done => return done,
            }
        }
    }

    /// Takes a lock if nobody holds it.
    ///
    /// # Errors
    /// That another process holds it.
    pub(super) fn try_lock(&self, path: &Path) -> Result<Option<Box<dyn Lock>>, IsHeld> {
        match self.files.lock(path) {
            Ok(lock) => Ok(Some(lock)),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Err(IsHeld),
            Err(_) => Ok(None),
        }
    }

    /// The time now, for the names of copies.
    pub(super) fn now(&self) -> SystemTime {
        self.files.now()
    }
}

/// A hidden name in a folder, another one each time.
fn temp_path(folder: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{}{}-{number}{}", TEMP.0, std::process::id(), TEMP.1))
}

/// The folder of an absolute path.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

    use std::fs;

    use super::*;

    #[test]
    fn a_move_never_goes_over_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::write(&one, "1").unwrap();
        fs::write(&other, "2").unwrap();
        assert!(!Disk::real().move_new(&one, &other).unwrap());
        assert_eq!(fs::read_to_string(&other).unwrap(), "2");
        assert!(Disk::real().move_new(&one, &folder.path().join("free")).unwrap());
        assert!(!one.exists());
    }

    #[test]
    fn what_cannot_be_written_is_called_by_the_name_that_was_meant() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing");
        let error =
            Disk::real().write_temp(&missing, b"x", None, Path::new("plans/a.json")).unwrap_err().to_string();
        assert!(error.starts_with("cannot write plans/a.json: "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn new_files_and_folders_are_for_the_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        Disk::real().make_folder(&deep).unwrap();
        let temp = Disk::real().write_temp(&deep, b"x", None, &deep).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder.path().join("a")), mode(&deep), mode(&temp)), (0o700, 0o700, 0o600));
    }
}
