//! A run of a workload, moment by moment, with what the store had promised by then.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use backcast::store::file_system::FileSystem;
use backcast::store::{Store, StoreError};

use super::workload::{DATA, Person, STATE, scenario, store_on};
use crate::simulated::tree::{Data, Tree, is_hidden};
use crate::simulated::{Moment, Simulated};

/// What a file holds and who may do what with it: the two things that must survive.
pub(crate) type Version = (Vec<u8>, u32);

/// The files of a store, those of the trash and the replaced versions among them.
pub(crate) type Files = BTreeMap<PathBuf, Arc<Data>>;

/// What must be found after a crash at a moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Promise {
    /// What each file was at some moment since the last acknowledgement: it must be one of these. None: not there.
    pub(crate) since: BTreeMap<PathBuf, HashSet<Option<Version>>>,
    /// Versions that were in a scenario's file or in the trash at each of these moments.
    pub(crate) steady: HashSet<Vec<u8>>,
    /// Every version that was ever acknowledged.
    pub(crate) acknowledged: HashSet<Vec<u8>>,
    /// How often something was promised.
    pub(crate) count: usize,
}

/// The scenarios, the trash and the history on a disk.
pub(crate) fn files_of(tree: &Tree) -> Files {
    let folders = [Path::new(DATA).to_owned(), Path::new(STATE).join("history")];
    let files = folders.iter().flat_map(|folder| tree.files(folder));
    let seen = files.filter(|(path, _)| !is_hidden(path));
    seen.map(|(path, data)| (path, Arc::clone(data))).collect()
}

/// Whether a file is a scenario's or in the trash, and not a replaced version.
pub(crate) fn is_current(path: &Path) -> bool {
    path.starts_with(DATA)
}

fn current(files: &Files) -> HashSet<Vec<u8>> {
    files.iter().filter(|(path, _)| is_current(path)).map(|(_, data)| data.bytes.clone()).collect()
}

impl Promise {
    /// Something happened beside the steps.
    fn take_in(&mut self, files: &Files, event: &Event) {
        if let Event::Overwritten(bytes) = event {
            self.acknowledged.remove(bytes);
            return;
        }
        if let Event::Acknowledged(bytes) = event {
            self.acknowledged.insert(bytes.clone());
        }
        self.count += 1;
        // All that is there must be there after a crash.
        self.since.clear();
        self.steady = current(files);
        self.go_on(files);
    }

    /// A step was done since.
    fn go_on(&mut self, files: &Files) {
        let version = |data: &Arc<Data>| Some((data.bytes.clone(), data.mode));
        for (path, versions) in &mut self.since {
            versions.insert(files.get(path).and_then(version));
        }
        for (path, data) in files {
            let versions = self.since.entry(path.clone()).or_insert_with(|| [None].into());
            versions.insert(version(data));
        }
        let now = current(files);
        self.steady.retain(|bytes| now.contains(bytes));
    }
}

/// Moments with what was promised by each.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) moments: Vec<(Moment, Promise)>,
}

/// What happened beside the steps.
#[derive(Debug)]
enum Event {
    /// A version was acknowledged.
    Acknowledged(Vec<u8>),
    /// Everything went down to the disk.
    Settled,
    /// Another program wrote over a version.
    Overwritten(Vec<u8>),
}

impl Story {
    /// Lets a person work with a store on a new disk, or on one that goes wrong.
    pub(crate) fn run(seed: u64, acts: usize, disk: &Simulated, files: &Arc<dyn FileSystem>) -> Self {
        files.make_folder(Path::new("/home")).unwrap();
        files.make_folder(Path::new("/home/me")).unwrap();
        disk.settle();
        disk.record();
        // Each with the moment from which on it holds.
        let mut events = vec![(0, Event::Settled)];
        let mut person = Person::new(store_on(files), Arc::clone(files), seed);
        for act in 0..acts {
            let next = disk.recorded();
            let done = person.act();
            events.extend(person.overwritten.drain(..).map(|bytes| (next, Event::Overwritten(bytes))));
            match done {
                Ok(None) | Err(StoreError::Taken { .. } | StoreError::InTheWay { .. }) => {}
                Ok(Some(path)) => {
                    let bytes = super::workload::bytes(disk, &path);
                    events.push((disk.recorded() - 1, Event::Acknowledged(bytes)));
                }
                Err(error) => panic!("seed {seed}, act {act}: {error}"),
            }
            if (seed as usize + act).is_multiple_of(3) {
                disk.settle();
                events.push((disk.recorded() - 1, Event::Settled));
            }
        }
        Self::told(disk.moments(), &events)
    }

    fn told(moments: Vec<Moment>, events: &[(usize, Event)]) -> Self {
        let mut promise = Promise::default();
        let mut events = events.iter().peekable();
        let tell = |(at, moment): (usize, Moment)| {
            let files = files_of(&moment.live);
            promise.go_on(&files);
            while let Some((_, event)) = events.next_if(|(from, _)| *from <= at) {
                promise.take_in(&files, event);
            }
            (moment, promise.clone())
        };
        Self { moments: moments.into_iter().enumerate().map(tell).collect() }
    }
}

/// Opens a scenario of a store and saves it changed, or saves a new one: what a person does next. Gives the bytes
/// that were acknowledged.
pub(crate) fn save_next(
    disk: &Simulated,
    files: &Arc<dyn FileSystem>,
    pick: usize,
) -> Result<Vec<u8>, String> {
    let store: Store = store_on(files);
    let mut entries = store.list().map_err(|error| error.to_string())?;
    entries.retain(|entry| entry.content.is_ok());
    let amount = 7_000_000 + pick;
    let saved = if entries.is_empty() {
        store.save_as(&scenario("The next one", amount), None)
    } else {
        let path = &entries[pick % entries.len()].path;
        store.open(path).and_then(|opened| {
            store.save(&super::workload::with_amount(&opened.scenario, amount), &opened.origin)
        })
    };
    let saved = saved.map_err(|error| format!("the next save fails: {error}"))?;
    Ok(super::workload::bytes(disk, saved.origin.path()))
}
