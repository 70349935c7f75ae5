//! Files that are not scenarios, written where a person asked for them: whole or not at all.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::disk::{Disk, folder_of};
use super::file_system::Kind;
use super::{StoreError, format};

/// Reads a file anywhere: a regular one of at most so many bytes, whatever stands at its path.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::NotRegular`], [`StoreError::Format`] for one that is too large, or that it
/// could not be read.
pub fn read_file(path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
    Disk::real().read_up_to(path, most)
}

/// Writes bytes to a file anywhere; over another file only if `over` says so, and then in one step. A scenario is never
/// written over, not even one that cannot be read: it is somebody's work, and has no history here.
///
/// # Errors
/// [`StoreError::Exists`] and [`StoreError::Scenario`] for a file that may not be written over, or that it could not be
/// written.
pub fn write_file(path: &Path, bytes: &[u8], over: bool) -> Result<(), StoreError> {
    let disk = Disk::real();
    let target = disk.real_path(path)?;
    let exists = || StoreError::Exists { path: path.to_owned() };
    match disk.look(&target) {
        Err(StoreError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
            let is_new = disk.create_at(&target, bytes, path)?;
            if is_new { Ok(()) } else { Err(exists()) }
        }
        Err(error) => Err(error),
        Ok(_) if !over => Err(exists()),
        Ok(facts) => {
            if facts.kind != Kind::File {
                let source = io::Error::other("it is not a regular file");
                return Err(StoreError::io("write over", path)(source));
            }
            if disk.read(&target).is_ok_and(|bytes| format::says_scenario(&bytes)) {
                return Err(StoreError::Scenario { path: path.to_owned() });
            }
            let temp = disk.write_temp(folder_of(&target), bytes, Some(facts.mode), path)?;
            disk.replace(&temp, &target)
        }
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
        assert_eq!(Disk::real().read(&path).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(Disk::real().read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_path_that_cannot_be_looked_at_is_not_taken_for_a_file_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let refused = write_file(&folder.path().join("x".repeat(300)), b"one", false).unwrap_err();
        assert!(matches!(refused, StoreError::Io { .. }), "{refused}");
    }

    #[test]
    fn a_scenario_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let plan = include_str!("../../assets/templates/saas-seo.json");
        let newer = plan.replace("\"version\": 1", "\"version\": 9");
        let broken = plan.replace("\"months\": 12", "\"months\": \"many\"");
        for plan in [plan, &newer, &broken, &plan[..plan.len() / 2]] {
            let path = folder.path().join(format!("{}.json", plan.len()));
            write_file(&path, plan.as_bytes(), false).unwrap();
            let refused = write_file(&path, b"goals", true).unwrap_err();
            assert!(matches!(refused, StoreError::Scenario { .. }), "{refused}");
            assert_eq!(Disk::real().read(&path).unwrap(), plan.as_bytes());
            write_file(&path, b"goals", true).unwrap_err();
            Disk::real().remove_quietly(&path);
        }
    }

    #[test]
    fn a_folder_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write_file(folder.path(), b"one", true), Err(StoreError::Io { .. })));
    }
}
