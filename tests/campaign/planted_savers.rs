//! Programs that save with a planted bug: a campaign that does not find one proves nothing.
//!
//! A stand-in is this test binary again, asked by the environment to save once and to end. Each is as careful as
//! the program but for its bug.

#![expect(clippy::disallowed_methods, reason = "the stand-ins save in ways that the program may not")]

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, process, thread};

use backcast::plan::{Edit, Money};
use backcast::store::format;

#[cfg(target_os = "linux")]
use crate::inject::{Campaign, Operation, skips};
use crate::place::{Place, SLUG};
use crate::saver::{SAVED, Saver};
use crate::{kill, writers};

/// What a stand-in does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    /// Nothing: who blames this one would find bugs anywhere.
    None,
    /// Writes over the file itself, not over a new one that is then put in its place.
    InPlace,
    /// Does not keep the version that it replaces.
    NoHistory,
    /// Says that it saved before it does.
    Early,
    /// Compares with what was loaded, but lets others in between.
    HashWithoutLock,
    /// Lets nobody in between, but does not look whether somebody was there before.
    LockWithoutHash,
    /// Says that it saved although a write failed.
    Deaf,
    /// Leaves its half-written file behind when it fails.
    Litter,
    /// Panics when the disk refuses something.
    Panic,
    /// Tries to sync once more when that failed, which then proves nothing.
    SyncTwice,
}

/// All of them.
const ALL: [Bug; 10] = [
    Bug::None,
    Bug::InPlace,
    Bug::NoHistory,
    Bug::Early,
    Bug::HashWithoutLock,
    Bug::LockWithoutHash,
    Bug::Deaf,
    Bug::Litter,
    Bug::Panic,
    Bug::SyncTwice,
];

/// Asks a process to be a stand-in, and which.
const BUG: &str = "BACKCAST_PLANTED_BUG";
/// The amount that it saves.
const AMOUNT: &str = "BACKCAST_PLANTED_AMOUNT";

impl Bug {
    /// A run of the stand-in, ready to start.
    pub(crate) fn set(self, place: &Place, amount: u64) -> Command {
        let mut command = place.command(env::current_exe().expect("a test knows its own file"));
        command.args(["--exact", "planted_savers::stand_in", "--nocapture", "--test-threads=1"]);
        command.env(BUG, format!("{self:?}")).env(AMOUNT, amount.to_string());
        command
    }
}

/// The stand-in: not a test, but where a process that was asked to be one comes by.
#[test]
fn stand_in() {
    let Ok(name) = env::var(BUG) else { return };
    let bug = ALL.into_iter().find(|bug| format!("{bug:?}") == name).expect("a planted bug is asked for");
    let amount =
        env::var(AMOUNT).ok().and_then(|amount| amount.parse().ok()).expect("an amount is asked for");
    let home = PathBuf::from(env::var_os("HOME").expect("a place sets a home"));
    let file = home.join(format!("store/scenarios/{SLUG}.json"));
    tell_apart().expect("there is a null device");
    let status = match save(bug, &home, &file, amount) {
        Ok(()) => 0,
        Err(error) if bug == Bug::Panic => panic!("{error}"),
        Err(error) => {
            let _ = writeln!(io::stderr(), "backcast: cannot save {}: {error}", file.display());
            1
        }
    };
    process::exit(status);
}

/// Makes so many calls that the numbers of those which follow are no other thread's: calls are counted by thread,
/// and a test is not on the main one.
fn tell_apart() -> io::Result<()> {
    for _ in 0..40 {
        let mut null = File::options().read(true).write(true).open("/dev/null")?;
        null.metadata()?;
        null.write_all(b"-")?;
        let _ = null.read(&mut [0])?;
    }
    Ok(())
}

fn save(bug: Bug, home: &Path, file: &Path, amount: f64) -> io::Result<()> {
    let loaded = fs::read(file)?;
    let scenario = format::read(&loaded).map_err(io::Error::other)?.scenario;
    let edit = Edit::Amount(Money::new(amount).map_err(io::Error::other)?);
    let changed = scenario.with(&edit).map_err(io::Error::other)?;
    let bytes = format::write(&changed, &format::Extras::default());
    let acknowledge = || writeln!(io::stdout(), "{SAVED}{}", file.display());
    if bug == Bug::Early {
        acknowledge()?;
    }

    let state = home.join("state");
    fs::create_dir_all(state.join("history"))?;
    let lock = File::options().create(true).append(true).open(state.join("lock"))?;
    if bug != Bug::HashWithoutLock {
        lock.lock()?;
    }
    if bug != Bug::LockWithoutHash && fs::read(file)? != loaded {
        return Err(io::Error::other("another run is saving it"));
    }
    // Time enough for others to come between, where they can.
    thread::sleep(Duration::from_millis(1));
    if bug != Bug::NoHistory {
        let kept = state.join(format!("history/{amount}-{}.json", process::id()));
        put(bug, &kept, &loaded)?;
    }
    if bug == Bug::InPlace {
        let mut open = File::create(file)?;
        for piece in bytes.chunks(64) {
            open.write_all(piece)?;
        }
        open.sync_all()?;
    } else {
        put(bug, file, &bytes)?;
    }
    if bug == Bug::Early { Ok(()) } else { acknowledge() }
}

/// Puts bytes in the place of a file.
fn put(bug: Bug, file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().expect("a file is in a folder");
    let temp = folder.join(format!(".{}.tmp", process::id()));
    let filled = fill(bug, &temp, bytes).and_then(|()| fs::rename(&temp, file));
    if filled.is_err() && bug != Bug::Litter {
        let _ = fs::remove_file(&temp);
    }
    filled?;
    File::open(folder)?.sync_all()
}

fn fill(bug: Bug, temp: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(temp)?;
    match file.write_all(bytes) {
        Err(_) if bug == Bug::Deaf => {}
        written => written?,
    }
    match file.sync_all() {
        Err(_) if bug == Bug::SyncTwice => file.sync_all(),
        synced => synced,
    }
}

#[track_caller]
fn assert_found<T: std::fmt::Display>(bug: Bug, looked: Result<T, String>, as_what: &str) {
    match looked {
        Ok(figures) => panic!("{bug:?} was not found: {figures}"),
        Err(found) => {
            assert!(found.contains(as_what), "{bug:?} was found as: {found}");
            println!("planted bug {bug:?}: found, {}", found.lines().next().unwrap_or_default());
        }
    }
}

#[test]
fn kills_find_planted_bugs() {
    kill::while_saving(Saver::Planted(Bug::None), 50).expect("there is no bug");
    for (bug, as_what) in [
        (Bug::InPlace, "neither the old version nor the new one"),
        (Bug::NoHistory, "not in the history"),
        (Bug::Early, "was acknowledged and is not in the file"),
    ] {
        assert_found(bug, kill::while_saving(Saver::Planted(bug), 2_000), as_what);
    }
}

#[test]
fn writers_find_planted_bugs() {
    writers::three_writers(Saver::Planted(Bug::None), 150).expect("there is no bug");
    for bug in [Bug::HashWithoutLock, Bug::LockWithoutHash] {
        assert_found(bug, writers::three_writers(Saver::Planted(bug), 3_000), "is lost");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn injected_errors_find_planted_bugs() {
    if skips("planted bugs and injected errors") {
        return;
    }
    let operation = Operation::save(Saver::Planted(Bug::None));
    let campaign = Campaign::new(&operation).expect("it works when nothing fails");
    campaign.first_problem().expect("there is no bug");
    for (bug, as_what) in [
        (Bug::InPlace, "neither as it was nor as it should become"),
        (Bug::Early, "it failed and said that it was done"),
        (Bug::Deaf, "it said that it was done"),
        (Bug::Litter, "was left behind"),
        (Bug::Panic, "it neither did it nor refused"),
        (Bug::SyncTwice, "synced again"),
    ] {
        let operation = Operation::save(Saver::Planted(bug));
        let campaign = Campaign::new(&operation).expect("it works when nothing fails");
        assert_found(bug, campaign.first_problem(), as_what);
    }
}
