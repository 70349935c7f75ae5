//! Where a store lies: what was asked for, else the environment, else the user's folders.
//!
//! Reads the environment and touches no file.

#![expect(clippy::disallowed_methods, reason = "where the store lies is read from the environment here")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::{Store, StoreError, slug};

impl Store {
    /// Finds the store: `--store DIR`, else `BACKCAST_STORE`, else the user's data folder.
    ///
    /// History and locks stay on this machine, whatever folder the scenarios are in.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] when no folder was given and `HOME` is missing or not absolute.
    pub fn locate(explicit: Option<&Path>) -> Result<Self, StoreError> {
        let from_environment = std::env::var_os("BACKCAST_STORE").filter(|folder| !folder.is_empty());
        let explicit = explicit.map(Path::to_owned).or_else(|| from_environment.map(PathBuf::from));
        let own = own(std::env::var_os("HOME"));
        let Some(folder) = explicit else { return own.ok_or(StoreError::NoHome) };
        let data = std::path::absolute(&folder).map_err(StoreError::io("find", &folder))?;
        Ok(beside(data, own))
    }
}

/// The store in the user's own folders.
fn own(home: Option<OsString>) -> Option<Store> {
    if cfg!(unix) && !home.is_some_and(|home| Path::new(&home).is_absolute()) {
        return None;
    }
    let dirs = ProjectDirs::from("", "", "backcast")?;
    let state = dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), Path::to_owned);
    let store = Store::at(dirs.data_dir().to_owned(), state);
    (store.data.is_absolute() && store.state.is_absolute()).then_some(store)
}

/// The store in a folder that was asked for. Its state lies with the user's own, apart from other stores'.
fn beside(data: PathBuf, own: Option<Store>) -> Store {
    let name = canonical(&data);
    match own {
        Some(own) if canonical(&own.data) == name => Store::at(data, own.state),
        Some(own) => {
            let hash = slug::hash8(name.as_os_str().as_encoded_bytes());
            Store::at(data, own.state.join("stores").join(hash))
        }
        None => Store::at(data.clone(), data.join(".state")),
    }
}

/// The one name of a folder that may not exist yet: links resolved as far as it exists.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => canonical(parent).join(name),
        _ => path.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_was_asked_for_keeps_its_state_with_the_users_own() {
        let own = Store::at("/home/me/data".into(), "/home/me/state".into());
        let one = beside("/tmp/one".into(), Some(own.clone()));
        let other = beside("/tmp/other".into(), Some(own.clone()));
        assert!(one.state.starts_with("/home/me/state/stores"));
        assert_ne!(one.state, other.state);
        assert_eq!(beside("/home/me/data".into(), Some(own.clone())).state, own.state);
        assert_eq!(beside("/tmp/one".into(), None).state, Path::new("/tmp/one/.state"));
    }

    #[cfg(unix)]
    #[test]
    fn without_an_absolute_home_there_is_no_own_store() {
        assert!(own(None).is_none());
        assert!(own(Some("".into())).is_none());
        assert!(own(Some("relative".into())).is_none());
    }

    #[test]
    fn a_store_that_was_asked_for_is_absolute() {
        let store = Store::locate(Some(Path::new("plans"))).unwrap();
        assert!(store.data().is_absolute());
        assert!(store.data().ends_with("plans"));
    }
}
