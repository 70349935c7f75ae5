//! What must be true of a disk after a crash.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use backcast::store::file_system::FileSystem;

use super::story::{Files, Promise, files_of, is_current, save_next};
use super::workload::store_on;
use crate::simulated::tree::Tree;
use crate::simulated::{Moment, Simulated};

/// Checks the disk after a loss of power against what was promised, and goes on working with it.
pub(crate) fn after_crash(
    moment: &Moment,
    tree: &Tree,
    promise: &Promise,
    pick: usize,
) -> Result<(), String> {
    let files = files_of(tree);
    versions(&files, promise)?;
    nothing_lost(&files, &promise.acknowledged)?;
    let disk = moment.restarted(tree);
    readable(&disk)?;
    go_on(&disk, promise, pick)
}

/// Checks that work goes on after the program was killed, also when the power fails after the next save.
pub(crate) fn after_kill(moment: &Moment, promise: &Promise, pick: usize) -> Result<(), String> {
    go_on(&moment.after_kill(), promise, pick)
}

/// Saves once more and crashes again, with nothing, all or all but one of what is not synced.
fn go_on(disk: &Simulated, promise: &Promise, pick: usize) -> Result<(), String> {
    let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
    let mut acknowledged = promise.acknowledged.clone();
    acknowledged.insert(save_next(disk, &files, pick)?);
    let moment = disk.moment();
    let crash = |is_there: &dyn Fn(usize) -> bool| {
        let tree = moment.after_crash(is_there);
        nothing_lost(&files_of(&tree), &acknowledged)
            .and_then(|()| readable(&moment.restarted(&tree)))
            .map_err(|error| format!("after the next save: {error}"))
    };
    crash(&|_| false)?;
    if moment.pending() > 0 {
        let one = pick % moment.pending();
        crash(&|at| at == one)?;
        crash(&|at| at != one)?;
    }
    Ok(())
}

/// Every file is the old or the new version, there or not there as it was at some moment.
fn versions(files: &Files, promise: &Promise) -> Result<(), String> {
    for (path, versions) in &promise.since {
        let version = files.get(path).map(|data| (data.bytes.clone(), data.mode));
        // A replaced version may come back that was superfluous or moved.
        let is_back = !is_current(path) && version.is_some();
        if !is_back && !versions.contains(&version) {
            return Err(match version {
                None => format!("{} is gone", path.display()),
                Some((bytes, mode)) => {
                    let text = String::from_utf8_lossy(&bytes);
                    format!("{} is neither old nor new ({mode:o}): {text:?}", path.display())
                }
            });
        }
    }
    if let Some(path) = files.keys().find(|path| is_current(path) && !promise.since.contains_key(*path)) {
        return Err(format!("{} has come back", path.display()));
    }
    let current: HashSet<_> =
        files.iter().filter(|(path, _)| is_current(path)).map(|(_, data)| &data.bytes).collect();
    match promise.steady.iter().find(|bytes| !current.contains(bytes)) {
        Some(bytes) => Err(format!("is in no scenario's file: {}", String::from_utf8_lossy(bytes))),
        None => Ok(()),
    }
}

/// Every version that was acknowledged is in its file, in the trash or among the replaced ones.
pub(crate) fn nothing_lost(files: &Files, acknowledged: &HashSet<Vec<u8>>) -> Result<(), String> {
    let there: HashSet<_> = files.values().map(|data| &data.bytes).collect();
    match acknowledged.iter().find(|bytes| !there.contains(bytes)) {
        Some(bytes) => Err(format!("is lost: {}", String::from_utf8_lossy(bytes))),
        None => Ok(()),
    }
}

/// The store lists everything, and every file of it can be read.
pub(crate) fn readable(disk: &Simulated) -> Result<(), String> {
    let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
    let store = store_on(&files);
    let listed = store.list().map_err(|error| error.to_string())?;
    let mut all = store.trash().map_err(|error| error.to_string())?;
    for entry in &listed {
        all.extend(store.history(&entry.path).map_err(|error| error.to_string())?);
    }
    all.extend(listed);
    if disk.makes_empty_files_first() {
        let is_empty = |path: &Path| files.look(path).is_ok_and(|facts| facts.size == 0);
        all.retain(|entry| !is_empty(&entry.path));
    }
    match all.iter().find_map(|entry| entry.content.as_ref().err().map(|error| (&entry.path, error))) {
        Some((path, error)) => Err(format!("{} cannot be read: {error}", path.display())),
        None => Ok(()),
    }
}
