//! Loss of power while a session writes its journal: every acknowledged edit is recovered, and nothing that was
//! not committed.

use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use backcast::store::Origin;
use backcast::store::file_system::FileSystem;

use super::subsets::subsets;
use super::workload::{Numbers, scenario, store_on, with_amount};
use crate::simulated::tree::Tree;
use crate::simulated::{Call, Moment, Refusal, Simulated};
use crate::size::size;

/// How often a session syncs its journal.
const SYNCS: usize = 12;
/// How many states of one moment are looked at.
const OF_A_MOMENT: usize = 8;

/// The unsaved state of a document, by its target; none for one without unsaved work.
type State = Option<usize>;

/// What each document was since the last sync that was acknowledged: one of these must be recovered.
type Promise = BTreeMap<String, HashSet<State>>;

/// A session's moments, with what was promised by then.
struct Session {
    moments: Vec<(Moment, Promise)>,
    /// Whether a sync failed, so that an earlier journal may come back.
    has_failed: bool,
}

/// A session that edits three documents; the first is a file's.
fn session(seed: u64) -> Session {
    let disk = Simulated::new();
    disk.make_folder(Path::new("/home")).unwrap();
    disk.settle();
    let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
    let store = store_on(&files);
    let origin: Origin = store.save_as(&scenario("Document 0", 1), None).unwrap().origin;
    let mut numbers = Numbers(seed);
    let mut journal = store.journal();
    let mut now: BTreeMap<String, State> = BTreeMap::new();
    let mut promise = Promise::new();
    let mut moments = Vec::new();
    let mut has_failed = false;
    let mut count = 1;
    for _ in 0..SYNCS {
        for _ in 0..=numbers.below(2) {
            count += 1;
            let document = numbers.below(3);
            let name = format!("Document {document}");
            let state = if numbers.below(4) == 0 {
                journal.settle(document as u32);
                None
            } else {
                let from = (document == 0).then_some(&origin);
                journal.note(document as u32, &with_amount(&scenario(&name, 1), count), from, 1);
                Some(count)
            };
            promise.entry(name.clone()).or_insert_with(|| [None].into()).insert(state);
            now.insert(name, state);
        }
        files.pause(std::time::Duration::from_millis(1));
        if seed % 2 == 1 && numbers.below(3) == 0 {
            let from = numbers.below(5) + 1;
            disk.refuse(Some(Refusal { from, for_ever: false, error: ErrorKind::Other }));
        }
        disk.record();
        let done = journal.sync();
        disk.refuse(None);
        let steps = disk.moments();
        let last = steps.len() - 1;
        for (at, moment) in steps.into_iter().enumerate() {
            if at == last && done.is_ok() {
                promise = now.iter().map(|(name, state)| (name.clone(), [*state].into())).collect();
            }
            moments.push((moment, promise.clone()));
        }
        has_failed |= done.is_err();
    }
    Session { moments, has_failed }
}

/// Compares what is recovered with what was promised.
fn check(disk: &Simulated, promise: &Promise, has_failed: bool, count: usize) -> Result<(), String> {
    let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
    let store = store_on(&files);
    let leftovers = store.leftovers().map_err(|error| error.to_string())?;
    if leftovers.len() > 1 && !has_failed {
        return Err("one session left two journals".to_owned());
    }
    let unsaved = leftovers.iter().flat_map(|leftover| &leftover.documents);
    let found: Vec<_> = unsaved
        .map(|unsaved| (unsaved.scenario.name(), unsaved.scenario.target().amount.get() as usize))
        .collect();
    if found.iter().any(|(_, amount)| !(2..=count).contains(amount)) {
        return Err(format!("{found:?} was never committed"));
    }
    for (name, states) in promise {
        let mut its =
            found.iter().filter(|(found, _)| found == name).map(|(_, amount)| Some(*amount)).peekable();
        let is_there =
            if its.peek().is_none() { states.contains(&None) } else { its.any(|it| states.contains(&it)) };
        // What an earlier journal has of a document without unsaved work does no harm.
        let is_earlier = has_failed && states.contains(&None);
        if !is_there && !is_earlier {
            return Err(format!("{name} is {found:?} and not one of {states:?}"));
        }
    }
    for leftover in &leftovers {
        store.discard(leftover).map_err(|error| format!("cannot be discarded: {error}"))?;
    }
    let trash = store.trash().map_err(|error| error.to_string())?;
    if trash.len() == found.len() { Ok(()) } else { Err("what is discarded is not in the trash".to_owned()) }
}

#[test]
fn every_acknowledged_edit_is_recovered_after_the_power_failed() {
    let wanted = size(5_000, 100_000);
    let mut states = 0;
    for seed in 0.. {
        let Session { moments, has_failed } = session(seed);
        for (at, (moment, promise)) in moments.iter().enumerate() {
            let told = |error| format!("seed {seed}, moment {at}: {error}{}", moment.told());
            let count = SYNCS * 2 + 1;
            check(&moment.after_kill(), promise, has_failed, count).map_err(told).unwrap();
            let all = subsets(moment.pending());
            for subset in all.iter().step_by(all.len().div_ceil(OF_A_MOMENT).max(1)) {
                states += 1;
                let tree: Tree = moment.after_crash(|step| subset.has(step));
                check(&moment.restarted(&tree), promise, has_failed, count)
                    .map_err(|error| told(format!("{subset:?}: {error}")))
                    .unwrap();
            }
        }
        if states >= wanted {
            println!("journal: {} sessions, {states} states", seed + 1);
            break;
        }
    }
}

#[test]
fn a_folder_whose_name_the_disk_refused_is_never_taken_for_safe() {
    let begun = Simulated::new();
    begun.make_folder(Path::new("/home")).unwrap();
    begun.settle();
    let begun = begun.moment();
    let noted = |disk: &Simulated| {
        let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
        let mut journal = store_on(&files).journal();
        journal.note(0, &with_amount(&scenario("First", 1), 2), None, 1);
        journal
    };
    let found = |disk: &Simulated| {
        let files: Arc<dyn FileSystem> = Arc::new(disk.clone());
        store_on(&files).leftovers().unwrap().len()
    };
    let disk = begun.after_kill();
    noted(&disk).sync().unwrap();
    let calls = disk.calls();
    let syncs: Vec<_> = (1..=calls.len()).filter(|at| calls[at - 1] == Call::SyncFolder).collect();
    let mut refused_for_good = 0;
    for at in &syncs {
        let disk = begun.after_kill();
        let mut journal = noted(&disk);
        disk.refuse(Some(Refusal { from: *at, for_ever: false, error: ErrorKind::Other }));
        assert!(journal.sync().is_err(), "call {at}");
        disk.refuse(None);
        assert_eq!(found(&disk.moment().after_kill()), 1, "call {at}: a kill takes nothing");
        if journal.sync().is_ok() {
            let moment = disk.moment();
            assert_eq!(found(&moment.restarted(&moment.after_crash(|_| false))), 1, "call {at}");
        } else {
            refused_for_good += 1;
        }
    }
    assert!((1..syncs.len()).contains(&refused_for_good), "{refused_for_good} of {}", syncs.len());
}
