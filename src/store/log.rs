//! The files of the log: one a session, the last few are kept.

use super::file_system::NewFile;
use super::{Store, StoreError, slug};

/// How many logs are kept beside the one that begins.
const KEPT: usize = 9;

impl Store {
    /// Begins a new log and removes the oldest.
    ///
    /// # Errors
    /// That there can be none.
    pub fn log(&self) -> Result<Box<dyn NewFile>, StoreError> {
        let folder = self.state.join("log");
        self.disk.make_folder(&folder)?;
        let mut logs: Vec<_> = self.disk.list(&folder)?.into_iter().map(|(path, _)| path).collect();
        logs.retain(|path| path.extension().is_some_and(|ending| ending == "log"));
        // Their names begin with the time.
        logs.sort();
        for old in logs.iter().rev().skip(KEPT) {
            self.disk.remove_quietly(old);
        }
        let name = format!("{}-{}", slug::stamp(self.disk.now()), std::process::id());
        let mut attempt = 1;
        loop {
            let path = folder.join(format!("{}.log", slug::numbered(&name, attempt)));
            if let Some(file) = self.disk.create_growing(&path)? {
                return Ok(file);
            }
            attempt += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the files are looked at as a person would")]

    use std::fs;

    use super::*;

    #[test]
    fn the_last_ten_logs_are_kept_and_other_files_too() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("data"), folder.path().join("state"));
        fs::create_dir_all(store.state().join("log")).unwrap();
        fs::write(store.state().join("log/notes.txt"), "mine").unwrap();
        for day in 1..=12 {
            fs::write(store.state().join(format!("log/202601{day:02}-101010-000-7.log")), "old").unwrap();
        }
        store.log().unwrap().write(b"new").unwrap();
        let files = fs::read_dir(store.state().join("log")).unwrap();
        let mut names: Vec<_> =
            files.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names.len(), 11);
        assert_eq!((names[0].as_str(), names[10].as_str()), ("20260104-101010-000-7.log", "notes.txt"));
        assert_eq!(fs::read_to_string(store.state().join("log").join(&names[9])).unwrap(), "new");
    }
}
