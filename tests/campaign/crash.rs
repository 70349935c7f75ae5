//! Loss of power at every moment of made-up work: whatever part of the unsynced steps had reached the disk, nothing
//! that was acknowledged is lost or damaged, and work goes on.

#![expect(
    clippy::unwrap_used,
    reason = "what must work for a campaign to go on fails its test when it does not"
)]

mod check;
mod interleaved;
mod journal;
mod refused;
pub(crate) mod story;
mod subsets;
pub(crate) mod workload;

use std::collections::HashSet;
use std::sync::Arc;

use backcast::store::file_system::FileSystem;

use crate::planted::{Careless, Mistake};
use crate::simulated::Simulated;
use crate::size::size;
use story::Story;

/// How many things a person does in one run.
const ACTS: usize = 10;
/// How many states of one moment are looked at.
const OF_A_MOMENT: usize = 24;

/// What was looked at.
#[derive(Debug, Default)]
struct Figures {
    runs: usize,
    moments: usize,
    /// Different disks after a loss of power.
    states: usize,
    /// Moments at which the program was killed while the power stayed on.
    kills: usize,
}

/// Crashes at each moment of a run.
fn crash_all(seed: u64, story: &Story, figures: &mut Figures) -> Result<(), String> {
    let mut known = HashSet::new();
    for (at, (moment, promise)) in story.moments.iter().enumerate() {
        let subsets = subsets::subsets(moment.pending());
        let step = subsets.len().div_ceil(OF_A_MOMENT).max(1);
        for subset in subsets.into_iter().skip(at % step).step_by(step) {
            let tree = moment.after_crash(|step| subset.has(step));
            if known.insert((tree.sum("locks"), promise.count)) {
                figures.states += 1;
                check::after_crash(moment, &tree, promise, figures.states).map_err(|error| {
                    format!("seed {seed}, moment {at}, {subset:?}: {error}{}", moment.told())
                })?;
            }
        }
        figures.kills += 1;
        check::after_kill(moment, promise, at)
            .map_err(|error| format!("seed {seed}, killed at moment {at}: {error}"))?;
    }
    figures.runs += 1;
    figures.moments += story.moments.len();
    Ok(())
}

/// Crashes run after run, until so many states were looked at or something was lost.
fn crash_runs(
    states: usize,
    disk: impl Fn() -> Simulated,
    files: impl Fn(&Simulated) -> Arc<dyn FileSystem>,
) -> (Figures, Result<(), String>) {
    let mut figures = Figures::default();
    let mut done = Ok(());
    for seed in 0.. {
        if figures.states >= states || done.is_err() {
            break;
        }
        let disk = disk();
        let story = Story::run(seed, ACTS, &disk, &files(&disk));
        done = crash_all(seed, &story, &mut figures);
    }
    (figures, done)
}

fn as_it_is(disk: &Simulated) -> Arc<dyn FileSystem> {
    Arc::new(disk.clone())
}

/// Lets the power fail on disks of a kind until there are so many states, and tells what was found.
fn power_fails(on: &str, states: usize, disk: impl Fn() -> Simulated) {
    let (figures, done) = crash_runs(states, disk, as_it_is);
    println!("{on}: {figures:?}");
    done.unwrap();
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_fails() {
    power_fails("on any disk", size(20_000, 1_000_000), Simulated::new);
}

#[test]
fn nothing_acknowledged_is_lost_where_files_are_moved_by_a_second_name() {
    power_fails("by a second name", size(2_000, 100_000), || Simulated::new().with_old_rename());
}

#[test]
fn nothing_acknowledged_is_lost_where_files_have_one_name_only() {
    power_fails("without second names", size(2_000, 100_000), || Simulated::new().without_links());
}

#[test]
fn nothing_acknowledged_is_lost_where_an_empty_file_takes_the_name_first() {
    let disk = || Simulated::new().with_old_rename().without_links();
    power_fails("with empty files first", size(2_000, 100_000), disk);
}

/// Mistakes show within a few runs.
const FEW: usize = 20_000;

#[test]
fn mistakes_that_lose_files_with_the_power_are_found() {
    let mistakes =
        [Mistake::WriteInPlace, Mistake::NoSyncOfFiles, Mistake::NoSyncOfFolders, Mistake::RemoveFirst];
    for mistake in mistakes {
        let (figures, done) = crash_runs(FEW, Simulated::new, |disk| Careless::on(disk, mistake));
        println!("{mistake:?}: found after {} states", figures.states);
        assert!(done.is_err(), "{mistake:?}");
    }
}

#[test]
fn a_sync_that_is_tried_again_is_found() {
    let lost = refused::refuse_all(Some(Mistake::SyncAgain)).unwrap_err();
    assert!(lost.contains("Sync "), "{lost}");
}

#[test]
fn to_save_without_a_lock_or_without_comparing_is_found() {
    for mistake in [Mistake::NoLock, Mistake::NoComparison] {
        assert!(interleaved::interleave_all(Some(mistake)).is_err(), "{mistake:?}");
    }
}
