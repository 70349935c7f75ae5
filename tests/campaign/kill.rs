//! The program is killed with signal 9 while it saves, at moments spread over its whole life: what it acknowledged
//! is there, what it replaced is kept, no file is damaged, and the next save works.

#![expect(clippy::disallowed_methods, reason = "a kill comes after a while, and left files are made old")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::place::{Files, Place, Ran, SLUG, amount, is_history, is_temp, is_version, run};
use crate::saver::{SAVED, Saver};
use crate::size::size;

/// How many kills a store sees before the next is begun.
const BATCH: usize = 25;

/// When to kill: spread evenly over the time that a run takes.
#[derive(Debug)]
pub(crate) struct Moments {
    life: Duration,
    turn: u32,
}

impl Moments {
    pub(crate) const fn new(life: Duration) -> Self {
        Self { life, turn: 0 }
    }

    /// How long to wait this time. Multiples of the golden ratio fill the span without order and without gaps.
    pub(crate) fn next(&mut self) -> Duration {
        self.turn += 1;
        self.life.mul_f64((f64::from(self.turn) * 0.618_033_988_749_895).fract())
    }

    /// Takes note of how long a run took that was not killed.
    pub(crate) fn took(&mut self, life: Duration) {
        self.life = self.life.mul_f64(0.9) + life.mul_f64(0.1);
    }
}

/// Starts and kills.
fn kill_after(delay: Duration, command: &mut Command) -> Ran {
    let mut child = command.spawn().expect("the program starts");
    thread::sleep(delay);
    child.kill().expect("it is our child");
    child.wait_with_output().expect("it is our child").into()
}

/// How far the killed runs had come.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    kills: usize,
    early: usize,
    under_way: usize,
    written: usize,
    acknowledged: usize,
    left: usize,
    left_for_good: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, early, under_way, written, acknowledged, left, left_for_good } = self;
        write!(
            f,
            "{kills} kills: {early} before anything was written, {under_way} while it was, {written} when the new \
             version was in place, {acknowledged} after it was acknowledged; none lost, no file damaged; \
             {left} hidden files left, {left_for_good} of them for good"
        )
    }
}

/// Kills runs that save one file.
pub(crate) fn while_saving(saver: Saver, kills: usize) -> Result<Figures, String> {
    let mut figures = Figures::default();
    let mut moments = Moments::new(Duration::from_millis(5));
    while figures.kills < kills {
        saving(saver, &mut moments, BATCH.min(kills - figures.kills), &mut figures)?;
    }
    Ok(figures)
}

fn saving(saver: Saver, moments: &mut Moments, kills: usize, figures: &mut Figures) -> Result<(), String> {
    let place = with_bystanders();
    let mut next = 1_000_000;
    let mut seen = BTreeSet::from([place.amount()?]);
    for _ in 0..kills {
        next += 1;
        let before = place.files();
        let ran = kill_after(moments.next(), &mut saver.set(&place, next));
        figures.count(&before, &place.files(), next, &ran)?;
        seen.insert(place.amount()?);

        next += 1;
        let begun = Instant::now();
        let ran = run(&mut saver.set(&place, next));
        moments.took(begun.elapsed());
        if ran.status != Some(0) || place.amount() != Ok(next) {
            return Err(format!("the next save does not work: {ran:?}"));
        }
        seen.insert(next);
        let there: BTreeSet<u64> = place.amounts()?.into_values().collect();
        if let Some(lost) = seen.difference(&there).next() {
            return Err(format!("{lost} was in the file and is not in the history"));
        }
    }
    figures.left += temps(&place).len();
    make_old(&place);
    run(&mut saver.set(&place, next + 1));
    figures.left_for_good += temps(&place).len();
    Ok(())
}

/// A store with more than the scenario that is saved.
fn with_bystanders() -> Place {
    let place = Place::new();
    place.done(&["new", "Bystander"]);
    place.done(&["new", "Deleted"]);
    place.done(&["delete", "deleted"]);
    place
}

/// Files that were not finished.
fn temps(place: &Place) -> Vec<String> {
    place.files().into_keys().filter(|path| is_temp(path)).collect()
}

/// Makes the unfinished files so old that no living process can be writing them.
fn make_old(place: &Place) {
    let yesterday = SystemTime::now() - Duration::from_secs(24 * 3600);
    for path in temps(place) {
        let file = File::options().write(true).open(place.path().join(path)).expect("it is there");
        file.set_modified(yesterday).expect("it is ours");
    }
}

impl Figures {
    /// Looks at what a killed save left.
    fn count(&mut self, before: &Files, after: &Files, new: u64, ran: &Ran) -> Result<(), String> {
        let file = format!("store/scenarios/{SLUG}.json");
        let (was, is) = (&before[&file], after.get(&file).ok_or("the file is gone")?);
        let acknowledged = ran.out.contains(SAVED);
        let is_new = is != was;
        if is_new && amount(is) != Ok(new) {
            return Err(format!("the file is neither the old version nor the new one: {:?}", amount(is)));
        }
        if acknowledged && !is_new {
            return Err(format!("{new} was acknowledged and is not in the file"));
        }
        if let Some((path, _)) =
            before.iter().find(|(path, bytes)| **path != file && after.get(*path) != Some(bytes))
        {
            return Err(format!("{path} was touched"));
        }
        let made: Vec<&String> =
            after.keys().filter(|path| !before.contains_key(*path) && !path.ends_with('/')).collect();
        for path in &made {
            let is_kept = is_history(path) && after[*path] == *was;
            let is_allowed = is_kept || is_temp(path) || path.contains("/lock");
            if !is_allowed {
                return Err(format!("{path} should not be there, or is not whole"));
            }
        }
        if is_new && !made.iter().any(|path| is_version(path) || path.contains("/history/")) {
            return Err("the replaced version is not in the history".to_owned());
        }
        self.kills += 1;
        match (acknowledged, is_new, made.is_empty()) {
            (true, ..) => self.acknowledged += 1,
            (_, true, _) => self.written += 1,
            (.., false) => self.under_way += 1,
            (.., true) => self.early += 1,
        }
        Ok(())
    }
}

/// A change of the store that moves or makes a file.
struct Change {
    /// What makes what it needs.
    prepare: &'static [&'static [&'static str]],
    arguments: &'static [&'static str],
    /// What it says when it is done.
    said: &'static str,
    /// Where its subject is then, and where it is not.
    then: (&'static str, &'static str),
}

const IN_STORE: &str = "store/scenarios/subject";
const IN_TRASH: &str = "store/trash/subject";

const CHANGES: [Change; 5] = [
    Change { prepare: &[], arguments: &["new", "Subject"], said: "Made ", then: (IN_STORE, IN_TRASH) },
    Change {
        prepare: &[],
        arguments: &["copy", SLUG, "Subject"],
        said: "Copied ",
        then: (IN_STORE, IN_TRASH),
    },
    Change {
        prepare: &[&["new", "Before"], &["set", "before", "target=7m"]],
        arguments: &["rename", "before", "Subject"],
        said: "Renamed ",
        then: (IN_STORE, "store/scenarios/before"),
    },
    Change {
        prepare: &[&["new", "Subject"]],
        arguments: &["delete", "subject"],
        said: "In the trash",
        then: (IN_TRASH, IN_STORE),
    },
    Change {
        prepare: &[&["new", "Subject"], &["delete", "subject"]],
        arguments: &["restore", "subject"],
        said: "Restored ",
        then: (IN_STORE, IN_TRASH),
    },
];

impl Change {
    /// A store with what it needs.
    fn place(&self) -> Place {
        let place = Place::new();
        self.prepare.iter().for_each(|arguments| place.done(arguments));
        place
    }

    /// How long it takes.
    fn life(&self) -> Duration {
        let place = self.place();
        let begun = Instant::now();
        place.done(self.arguments);
        begun.elapsed()
    }
}

/// How the killed changes ended.
#[derive(Debug, Default)]
struct Moves {
    kills: usize,
    not_begun: usize,
    done: usize,
    acknowledged: usize,
    twice: usize,
}

impl Moves {
    /// Kills one change in a new store.
    fn kill(&mut self, change: &Change, moments: &mut Moments) -> Result<(), String> {
        let place = change.place();
        let before = place.files();
        let ran = kill_after(moments.next(), &mut place.backcast(change.arguments));
        let after = place.files();
        place.amounts()?;
        // Renaming writes the new name into the file; the replaced version is in the history then.
        let lost = before.iter().find(|(path, bytes)| {
            is_version(path) && !after.iter().any(|(path, there)| is_version(path) && there == *bytes)
        });
        if let Some((path, _)) = lost {
            return Err(format!("{:?}: what was in {path} is nowhere", change.arguments));
        }
        let has = |what: &str| after.keys().any(|path| path.starts_with(what));
        let (there, still) = (has(change.then.0), has(change.then.1));
        if ran.out.contains(change.said) {
            self.acknowledged += 1;
            if !there || still {
                return Err(format!("{:?}: acknowledged and not done", change.arguments));
            }
        }
        self.kills += 1;
        match (there, still) {
            (true, true) => self.twice += 1,
            (true, false) => self.done += 1,
            (false, _) => self.not_begun += 1,
        }
        // Nothing that was left behind is in the way.
        let file = place.scenario("subject");
        if file.exists() {
            place.done(&["set", &file.to_string_lossy(), "target=8m"]);
            place.done(&["delete", &file.to_string_lossy()]);
        }
        place.done(&["new", "Another"]);
        Ok(())
    }
}

#[test]
fn a_save_that_is_killed_loses_nothing() {
    let begun = Instant::now();
    let figures = while_saving(Saver::Backcast, size(200, 20_000)).expect("nothing is lost");
    assert_eq!(figures.left_for_good, 0, "the next save clears up");
    assert!(figures.under_way > 0 && figures.acknowledged > 0, "the kills are spread: {figures}");
    println!("kill -9 while saving: {figures} ({:.0?})", begun.elapsed());
}

#[test]
fn a_change_of_the_store_that_is_killed_loses_nothing() {
    let begun = Instant::now();
    let mut moves = Moves::default();
    let mut momentss = CHANGES.map(|change| Moments::new(change.life()));
    while moves.kills < size(100, 10_000) {
        for (change, moments) in CHANGES.iter().zip(&mut momentss) {
            moves.kill(change, moments).expect("nothing is lost");
        }
    }
    let Moves { kills, not_begun, done, acknowledged, twice } = moves;
    assert!(not_begun > 0 && done > 0, "the kills are spread");
    println!(
        "kill -9 while making, copying, renaming, deleting and restoring: {kills} kills: {not_begun} before the \
         change, {done} after ({acknowledged} acknowledged), {twice} when the file had both names; none lost, \
         no file damaged ({:.0?})",
        begun.elapsed()
    );
}
