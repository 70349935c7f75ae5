//! The few things that the store asks of a file system, each a step of the save protocol (store.md).
//!
//! The only file of the room that writes. There is no function that writes to an existing file.

#![expect(clippy::disallowed_methods, reason = "this is the boundary to the file system and its clock")]

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::StoreError;
use super::format::{FormatError, MAX_BYTES};
use super::save::folder_of;

/// How long a lock is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// Reads a regular file of at most 8 MiB; a pipe or a device is refused before it is opened.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    let failed = |source: io::Error| match source.kind() {
        ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
        _ => StoreError::io("read", path)(source),
    };
    let regular = |metadata: fs::Metadata| {
        let refused = StoreError::NotRegular { path: path.to_owned() };
        if metadata.is_file() { Ok(()) } else { Err(refused) }
    };
    regular(fs::metadata(path).map_err(failed)?)?;
    let file = File::open(path).map_err(failed)?;
    // It may have become another since.
    regular(file.metadata().map_err(failed)?)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > MAX_BYTES {
        return Err(StoreError::Format { path: path.to_owned(), source: FormatError::TooLarge });
    }
    Ok(bytes)
}

/// The file that a path leads to, links resolved; the last part may be missing.
pub(super) fn real_path(path: &Path) -> Result<PathBuf, StoreError> {
    let path = std::path::absolute(path).map_err(StoreError::io("find", path))?;
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => Ok(folder.canonicalize().unwrap_or(folder.to_owned()).join(name)),
            _ => Ok(path),
        },
        found => found.map_err(StoreError::io("find", &path)),
    }
}

/// The mode of an existing file, for the one that replaces it.
pub(super) fn permissions(path: &Path) -> Result<Permissions, StoreError> {
    fs::metadata(path).map(|metadata| metadata.permissions()).map_err(StoreError::io("look at", path))
}

/// The files of a folder with the time of their last change; nothing if there is no folder.
pub(super) fn files(folder: &Path) -> Result<Vec<(PathBuf, SystemTime)>, StoreError> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(StoreError::io("list", folder))?,
    };
    let mut files = Vec::new();
    for entry in listing {
        let path = entry.map_err(StoreError::io("list", folder))?.path();
        let modified = fs::metadata(&path).and_then(|metadata| metadata.modified());
        files.push((path, modified.unwrap_or(SystemTime::UNIX_EPOCH)));
    }
    Ok(files)
}

/// Whether something that is not a folder has this path.
pub(super) fn is_there(path: &Path) -> bool {
    path.exists() && !path.is_dir()
}

/// What a path has instead of a regular file, if it has anything.
pub(super) fn obstacle(path: &Path) -> Option<StoreError> {
    fs::symlink_metadata(path).ok()?;
    let path = path.to_owned();
    Some(match fs::metadata(&path) {
        Ok(_) => StoreError::NotRegular { path },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            StoreError::Dangling { to: fs::read_link(&path).unwrap_or_default(), path }
        }
        Err(error) => StoreError::io("find", &path)(error),
    })
}

/// Makes a folder and those above it, for the user alone, down to the disk.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(folder);
    if above != folder {
        make_folder(above)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made.map_err(StoreError::io("make the folder", folder))?,
    }
    sync_folder(above)
}

fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes bytes to a new file with a hidden name in a folder, down to the disk. Nothing stays on an error, which
/// names the file that is meant.
pub(super) fn write_temp(
    folder: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
    meant: &Path,
) -> Result<PathBuf, StoreError> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (path, mut temp) = loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".{}-{number}.tmp", std::process::id()));
        match new_file().open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => break (path.clone(), opened.map_err(StoreError::io("write", meant))?),
        }
    };
    let filled = temp
        .write_all(bytes)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| temp.set_permissions(permissions)))
        .and_then(|()| temp.sync_all());
    if let Err(error) = filled {
        remove_temp(&path);
        return Err(StoreError::io("write", meant)(error));
    }
    Ok(path)
}

/// Removes a file that [`write_temp`] made. That it cannot be removed harms nobody: its name is hidden.
pub(super) fn remove_temp(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Puts a file in the place of another, in one step.
pub(super) fn replace(from: &Path, to: &Path) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match fs::rename(from, to) {
            // A scanner or a sync client holds the file for a moment.
            Err(error)
                if cfg!(windows)
                    && error.kind() == ErrorKind::PermissionDenied
                    && begun.elapsed() < PATIENCE / 2 =>
            {
                thread::sleep(PAUSE);
            }
            done => return done,
        }
    }
}

/// Moves a file to a name that nothing has yet, never over another file; tells whether the name was free.
///
/// # Errors
/// The folder that refused; the file is then where it was, under no second name.
pub(super) fn move_new(from: &Path, to: &Path) -> Result<bool, StoreError> {
    move_by(from, to, |from| fs::remove_file(from))
}

fn move_by(
    from: &Path,
    to: &Path,
    take_out: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<bool, StoreError> {
    let is_taken = |error: &io::Error| error.kind() == ErrorKind::AlreadyExists;
    let moved = match fs::hard_link(from, to) {
        Ok(()) => match take_out(from) {
            // Another process took it out: the new name is the only one, and must stay.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done,
        },
        Err(error) if is_taken(&error) => return Ok(false),
        // No links here: an empty file of ours takes the name first.
        Err(_) => match new_file().open(to) {
            Err(error) if is_taken(&error) => return Ok(false),
            Err(error) => return Err(StoreError::io("put a file into", folder_of(to))(error)),
            Ok(_) => replace(from, to),
        },
    };
    match moved {
        Ok(()) => Ok(true),
        Err(error) => {
            // Only the second name goes: the file still has its first.
            let _ = fs::remove_file(to);
            Err(StoreError::io("take a file out of", folder_of(from))(error))
        }
    }
}

/// Moves a folder, if it can be moved. For what can be done without.
pub(super) fn try_move_folder(from: &Path, to: &Path) {
    if !to.exists() {
        let _ = fs::rename(from, to);
    }
}

/// Brings a file's bytes down to the disk that somebody else wrote.
pub(super) fn sync_file(path: &Path) -> Result<(), StoreError> {
    let file = OpenOptions::new().read(true).write(cfg!(windows)).open(path);
    file.and_then(|file| file.sync_all()).map_err(StoreError::io("sync", path))
}

/// Brings a folder's names down to the disk, where a file system can.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder).and_then(|file| file.sync_all()) {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done.map_err(StoreError::io("sync the folder", folder)),
    }
}

/// Holds a lock until it is dropped. None where locks are not supported: the bytes are compared anyway.
///
/// # Errors
/// That another process held the lock for two seconds.
pub(super) fn lock(path: &Path) -> Result<Option<File>, TryLockError> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let Ok(file) = file else { return Ok(None) };
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(error) if begun.elapsed() > PATIENCE => return Err(error),
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

/// The time now, for the names of copies.
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_never_goes_over_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::write(&one, "1").unwrap();
        fs::write(&other, "2").unwrap();
        assert!(!move_new(&one, &other).unwrap());
        assert_eq!(fs::read_to_string(&other).unwrap(), "2");
        assert!(move_new(&one, &folder.path().join("free")).unwrap());
        assert!(!one.exists());
    }

    #[test]
    fn a_move_that_fails_leaves_one_name_and_names_the_folder_that_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("trash/other"));
        fs::write(&one, "1").unwrap();
        let error = move_new(&one, &other).unwrap_err().to_string();
        let trash = folder.path().join("trash");
        assert!(error.starts_with(&format!("cannot put a file into {}: ", trash.display())), "{error}");
        fs::create_dir(&trash).unwrap();
        let refuse = |_: &Path| Err(io::Error::from(ErrorKind::PermissionDenied));
        let error = move_by(&one, &other, refuse).unwrap_err().to_string();
        let refused = format!("cannot take a file out of {}: ", folder.path().display());
        assert!(error.starts_with(&refused), "{error}");
        assert_eq!((fs::read_to_string(&one).unwrap().as_str(), other.exists()), ("1", false));
        let twice = |from: &Path| fs::remove_file(from).and_then(|()| fs::remove_file(from));
        assert!(move_by(&one, &other, twice).unwrap(), "somebody else was faster");
        assert_eq!(fs::read_to_string(&other).unwrap(), "1", "the last name stays");
    }

    #[test]
    fn what_cannot_be_written_is_called_by_the_name_that_was_meant() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing");
        let error = write_temp(&missing, b"x", None, Path::new("plans/a.json")).unwrap_err().to_string();
        assert!(error.starts_with("cannot write plans/a.json: "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn new_files_and_folders_are_for_the_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        make_folder(&deep).unwrap();
        let temp = write_temp(&deep, b"x", None, &deep).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder.path().join("a")), mode(&deep), mode(&temp)), (0o700, 0o700, 0o600));
    }
}
