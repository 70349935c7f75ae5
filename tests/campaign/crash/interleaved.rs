//! Programs that work on one store at the same time: one's whole deed between two calls of another's, at every point.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use backcast::store::file_system::FileSystem;
use backcast::store::{Extras, format};

use super::check;
use super::refused::{Bench, DEEDS, Deed, bench, crash};
use super::story::files_of;
use super::workload::{replace_from_outside, scenario, store_on, with_amount};
use crate::planted::{Careless, Mistake};
use crate::simulated::{Call, Simulated};

/// Lets up to three programs save one file at the same time, one's whole save between two calls of another's, at
/// every point. Gives how many runs there were.
pub(crate) fn interleave_all(mistake: Option<Mistake>) -> Result<usize, String> {
    let bench = bench();
    let calls = calls_of(&bench, DEEDS[0].2);
    let mut runs = 0;
    for second in 1..=calls {
        for third in 1..=calls + 1 {
            runs += 1;
            interleave(&bench, second, second + third, mistake)
                .map_err(|lost| format!("the second at {second}, the third {third} later: {lost}"))?;
        }
    }
    Ok(runs)
}

fn interleave(bench: &Bench, second: usize, third: usize, mistake: Option<Mistake>) -> Result<(), String> {
    let disk = bench.moment.after_kill();
    let acknowledged = Arc::new(Mutex::new(bench.acknowledged.clone()));
    let writer = |amount: usize| {
        let files: Arc<dyn FileSystem> = match mistake {
            Some(mistake) => Careless::on(&disk, mistake),
            None => as_files(&disk),
        };
        let store = store_on(&files);
        let opened = store.open(bench.opened.origin.path()).unwrap();
        let (disk, acknowledged) = (disk.clone(), Arc::clone(&acknowledged));
        move || {
            if let Ok(saved) = store.save(&with_amount(&opened.scenario, amount), &opened.origin) {
                let bytes = disk.moment().live.files(saved.origin.path())[0].1.bytes.clone();
                acknowledged.lock().unwrap().insert(bytes);
            }
        }
    };
    let (one, two, three) = (writer(11), writer(12), writer(13));
    disk.refuse(None);
    disk.interrupt(second, two);
    disk.interrupt(third, three);
    one();
    crash(&disk, &acknowledged.lock().unwrap())
}

#[test]
fn three_programs_that_save_one_file_lose_nothing() {
    println!("interleaved saves: {} runs", interleave_all(None).unwrap());
}

/// Before which calls of a save a program without locks can write so that its version is lost.
fn overwritten(disk: impl Fn(&Bench) -> Simulated) -> (Vec<usize>, Vec<Call>) {
    let bench = bench();
    let (_, _, save) = DEEDS[0];
    let path = bench.opened.origin.path();
    let theirs = format::write(&scenario("Plan", 77), &Extras::default());
    let run = |before: usize| {
        let disk = disk(&bench);
        let (outside, path, bytes) = (disk.clone(), path.to_owned(), theirs.clone());
        disk.interrupt(before, move || replace_from_outside(&outside, &path, &bytes));
        save(&store_on(&as_files(&disk)), &bench.opened).unwrap();
        check::readable(&disk).unwrap();
        let theirs = HashSet::from([theirs.clone()]);
        let is_kept = check::nothing_lost(&files_of(&disk.moment().live), &theirs).is_ok();
        (is_kept, disk.calls())
    };
    let calls = run(usize::MAX).1;
    ((1..=calls.len()).filter(|before| !run(*before).0).collect(), calls)
}

#[test]
fn a_program_without_locks_is_not_overwritten_where_two_files_can_change_places() {
    let (lost, calls) = overwritten(|bench| bench.moment.after_kill());
    println!("a writer without locks: overwritten at {} of {} points", lost.len(), calls.len());
    assert_eq!(lost, [0; 0]);
}

#[test]
fn elsewhere_a_program_without_locks_is_overwritten_only_right_before_the_rename() {
    let (lost, calls) = overwritten(|bench| bench.moment.after_kill().with_old_rename());
    println!("with the old rename: overwritten at {} of {} points", lost.len(), calls.len());
    let exchange = calls.iter().rposition(|call| *call == Call::Exchange).unwrap() + 1;
    assert_eq!(calls[exchange], Call::Rename);
    assert_eq!(lost, [exchange, exchange + 1]);
}

/// How many calls a deed makes that nobody interrupts.
fn calls_of(bench: &Bench, deed: Deed) -> usize {
    let disk = bench.moment.after_kill();
    deed(&store_on(&as_files(&disk)), &bench.opened).unwrap();
    disk.calls().len()
}

fn as_files(disk: &Simulated) -> Arc<dyn FileSystem> {
    Arc::new(disk.clone())
}

#[test]
fn two_programs_that_do_anything_at_the_same_time_lose_nothing() {
    let bench = bench();
    let mut runs = 0;
    for (name, _, deed) in DEEDS {
        for (other_name, _, other_deed) in DEEDS {
            for before in 1..=calls_of(&bench, deed) {
                runs += 1;
                let disk = bench.moment.after_kill();
                let acknowledged = Arc::new(Mutex::new(bench.acknowledged.clone()));
                let act = |deed: Deed| {
                    let (disk, opened) = (disk.clone(), bench.opened.clone());
                    let acknowledged = Arc::clone(&acknowledged);
                    move || {
                        if let Ok(path) = deed(&store_on(&as_files(&disk)), &opened) {
                            let files = files_of(&disk.moment().live);
                            // The other may have taken it away again.
                            let bytes = files.get(&path).map(|data| data.bytes.clone());
                            acknowledged.lock().unwrap().extend(bytes);
                        }
                    }
                };
                disk.interrupt(before, act(other_deed));
                act(deed)();
                crash(&disk, &acknowledged.lock().unwrap())
                    .map_err(|lost| format!("{other_name} before call {before} of {name}: {lost}"))
                    .unwrap();
            }
        }
    }
    println!("two deeds at the same time: {runs} runs");
}
