//! Files that are not scenarios, written where a person asked for them: whole or not at all.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::save::{folder_of, settle};
use super::{StoreError, disk};

/// Writes bytes to a file anywhere; over another file only if `over` says so, and then in one step.
///
/// # Errors
/// [`StoreError::Exists`] for a file that may not be written over, or that it could not be written.
pub fn write_file(path: &Path, bytes: &[u8], over: bool) -> Result<(), StoreError> {
    let target = disk::real_path(path)?;
    let permissions = match disk::permissions(&target) {
        Err(StoreError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => None,
        _ if !over => return Err(StoreError::Exists { path: path.to_owned() }),
        _ if !target.is_file() => {
            let source = io::Error::other("it is not a regular file");
            return Err(StoreError::io("write over", path)(source));
        }
        permissions => Some(permissions?),
    };
    let over = permissions.is_some();
    let temp = disk::write_temp(folder_of(&target), bytes, permissions, path)?;
    let moved = if over {
        disk::replace(&temp, &target).map(|()| true).map_err(StoreError::io("write", path))
    } else {
        disk::move_new(&temp, &target)
    };
    match settle(&temp, moved, folder_of(&target)) {
        Ok(false) => Err(StoreError::Exists { path: path.to_owned() }),
        done => done.map(drop),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_written_over_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("goals.csv");
        write_file(&path, b"one", false).unwrap();
        assert!(matches!(write_file(&path, b"two", false), Err(StoreError::Exists { .. })));
        assert_eq!(disk::read(&path).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(disk::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_folder_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write_file(folder.path(), b"one", true), Err(StoreError::Io { .. })));
    }
}
