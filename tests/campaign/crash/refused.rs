//! Calls of the file system that fail: every call of every deed, with every error, once and for ever. What was there
//! stays, what is acknowledged is there, and the next try works.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use backcast::store::file_system::FileSystem;
use backcast::store::{Opened, Store, StoreError};

use super::check;
use super::story::files_of;
use super::workload::{bytes, scenario, store_on, with_amount};
use crate::planted::{Careless, Mistake};
use crate::simulated::{Call, Moment, Refusal, Simulated};

const ERRORS: [ErrorKind; 4] =
    [ErrorKind::Other, ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Interrupted];

pub(crate) type Deed = fn(&Store, &Opened) -> Result<PathBuf, StoreError>;

/// What is tried, and whether it must work when it is tried again after it failed: the others may have done half
/// of their work, so that there is nothing of the old name any more.
pub(crate) const DEEDS: [(&str, bool, Deed); 7] = [
    ("save", true, |store, opened| {
        let changed = with_amount(&opened.scenario, 2);
        store.save(&changed, &opened.origin).map(|saved| saved.origin.path().to_owned())
    }),
    ("first save", true, |store, _| {
        store.save_as(&scenario("Another", 3), None).map(|saved| saved.origin.path().to_owned())
    }),
    ("first save with a new name", true, |store, opened| {
        let renamed = scenario("Else", 4);
        store.save(&renamed, &opened.origin).map(|saved| saved.origin.path().to_owned())
    }),
    ("rename", false, |store, opened| {
        store.rename(opened.origin.path(), "Renamed").map(|saved| saved.origin.path().to_owned())
    }),
    ("duplicate", true, |store, opened| {
        store.duplicate(opened.origin.path(), Some("Copy")).map(|saved| saved.origin.path().to_owned())
    }),
    ("delete", false, |store, opened| store.delete(opened.origin.path()).map(|trashed| trashed.path)),
    ("restore", false, |store, _| store.restore("Old")),
];

/// A store with a scenario that was saved twice, and one in the trash; and what was acknowledged of them.
pub(crate) struct Bench {
    pub(crate) moment: Moment,
    pub(crate) opened: Opened,
    pub(crate) acknowledged: HashSet<Vec<u8>>,
}

pub(crate) fn bench() -> Bench {
    let disk = Simulated::new();
    disk.make_folder(Path::new("/home")).unwrap();
    let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
    let store = store_on(&files);
    let old = store.save_as(&scenario("Old", 9), None).unwrap();
    let first = store.save_as(&scenario("Plan", 5), None).unwrap();
    let mut acknowledged = HashSet::from([old, first.clone()].map(|saved| bytes(&disk, saved.origin.path())));
    let second = store.save(&scenario("Plan", 1), &first.origin).unwrap();
    let path = second.origin.path();
    acknowledged.insert(bytes(&disk, path));
    store.delete(&store.scenarios().join("old.json")).unwrap();
    disk.settle();
    Bench { moment: disk.moment(), opened: store.open(path).unwrap(), acknowledged }
}

/// What happens to a deed with one refusal.
fn try_once(
    bench: &Bench,
    deed: Deed,
    again: bool,
    refusal: Refusal,
    mistake: Option<Mistake>,
) -> Result<(), String> {
    let disk = bench.moment.after_kill();
    let files: Arc<dyn FileSystem> = match mistake {
        Some(mistake) => Careless::on(&disk, mistake),
        None => Arc::new(disk.clone()),
    };
    let store = store_on(&files);
    let mut acknowledged = bench.acknowledged.clone();
    disk.refuse(Some(refusal));
    let mut done = deed(&store, &bench.opened);
    disk.refuse(None);
    crash(&disk, &acknowledged)?;
    if done.is_err() && again {
        done = deed(&store, &bench.opened);
        match &done {
            // What could not even be taken back is there now under its name.
            Err(StoreError::Taken { .. }) if refusal.for_ever => {}
            Err(error) => return Err(format!("the next try fails: {error}")),
            Ok(_) => {}
        }
    }
    if let Ok(path) = done {
        acknowledged.insert(bytes(&disk, &path));
    }
    crash(&disk, &acknowledged)
}

/// Loses the power with nothing, all, and all but one of what is not synced.
pub(crate) fn crash(disk: &Simulated, acknowledged: &HashSet<Vec<u8>>) -> Result<(), String> {
    let moment = disk.moment();
    let check = |is_there: &dyn Fn(usize) -> bool| {
        let tree = moment.after_crash(is_there);
        check::nothing_lost(&files_of(&tree), acknowledged)?;
        check::readable(&moment.restarted(&tree))
    };
    check(&|_| false)?;
    check(&|_| true)?;
    (0..moment.pending()).try_for_each(|one| check(&|at| at != one))
}

/// Refuses every call of every deed; gives how many tries there were.
pub(crate) fn refuse_all(mistake: Option<Mistake>) -> Result<usize, String> {
    let bench = bench();
    let mut tries = 0;
    for (name, again, deed) in DEEDS {
        let disk = bench.moment.after_kill();
        deed(&store_on(&(Arc::new(disk.clone()) as Arc<dyn FileSystem>)), &bench.opened).unwrap();
        let calls = disk.calls();
        for (at, call) in calls.iter().enumerate() {
            for (error, for_ever) in ERRORS.into_iter().flat_map(|error| [(error, false), (error, true)]) {
                tries += 1;
                let refusal = Refusal { from: at + 1, for_ever, error };
                try_once(&bench, deed, again, refusal, mistake)
                    .map_err(|lost| format!("{name}, {call:?} ({refusal:?}): {lost}"))?;
            }
        }
    }
    Ok(tries)
}

#[test]
fn nothing_is_lost_whatever_call_fails() {
    println!("refused calls: {} tries", refuse_all(None).unwrap());
}

#[test]
fn a_move_that_fails_leaves_one_name_and_names_the_folder_that_refused() {
    let bench = bench();
    let path = bench.opened.origin.path();
    let delete = |disk: &Simulated| store_on(&(Arc::new(disk.clone()) as Arc<dyn FileSystem>)).delete(path);
    let disk = bench.moment.after_kill();
    delete(&disk).unwrap();
    let calls = disk.calls();
    let at = |call: Call| calls.iter().position(|made| *made == call).unwrap() + 1;
    for (call, folder) in [
        (Call::SyncFolder, "put a file into /home/me/data/trash"),
        (Call::RenameNew, "take a file out of /home/me/data/scenarios"),
    ] {
        let disk = bench.moment.after_kill();
        let from = if call == Call::SyncFolder { at(Call::Link) + 1 } else { at(call) };
        disk.refuse(Some(Refusal { from, for_ever: false, error: ErrorKind::PermissionDenied }));
        let error = delete(&disk).unwrap_err().to_string();
        assert!(error.starts_with(&format!("cannot {folder}: ")), "{error}");
        let tree = disk.moment().live;
        assert_eq!(tree.files(Path::new("/home/me/data/trash")).len(), 1, "the one that was there");
        assert_eq!(tree.files(Path::new("/home/me/data/scenarios")).len(), 1);
    }
    // Another program takes the old name away first: the new one is the last and stays.
    let disk = bench.moment.after_kill();
    let (other, gone) = (disk.clone(), path.to_owned());
    disk.interrupt(at(Call::RenameNew), move || other.remove(&gone).unwrap());
    let trashed = delete(&disk).unwrap();
    assert!(disk.look(&trashed.path).is_ok() && disk.look(path).is_err());
}
