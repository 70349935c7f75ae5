//! Every call of a save on its files fails once, and from some moment on for ever: the program says so in one line,
//! and what was there stays; or it did all the same what it was asked for, to the last byte.

#![expect(clippy::disallowed_methods, reason = "how long it took is printed")]

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use crate::jobs::side_by_side;
use crate::place::{Files, Place, Ran, is_hidden, is_history, is_version};
use crate::saver::{SAVED, Saver};
use crate::size::is_release;
use crate::strace::{self, Call, Fault, Traced, inject, trace};

/// How many runs there are at a time.
const WORKERS: usize = 3;

/// What the calls fail with.
const ERRORS: [&str; 4] = ["EIO", "ENOSPC", "EACCES", "EINTR"];

/// The calls that the standard library makes again when a signal came between.
const REPEATED: [&str; 6] = ["openat", "read", "write", "fsync", "fchmod", "ftruncate"];

/// Something that the program is asked to do.
pub(crate) struct Operation {
    name: &'static str,
    /// What is done before, none of it failing.
    prepare: &'static [&'static [&'static str]],
    command: Box<dyn Fn(&Place) -> Command + Sync>,
    /// What it says when it is done.
    said: &'static str,
}

/// A store on which an operation can be tried again and again.
struct Bench {
    place: Place,
    before: Files,
}

impl Operation {
    fn backcast(
        name: &'static str,
        prepare: &'static [&'static [&'static str]],
        arguments: &'static [&'static str],
        said: &'static str,
    ) -> Self {
        Self { name, prepare, command: Box::new(|place| place.backcast(arguments)), said }
    }

    /// A save of what was saved before.
    pub(crate) fn save(saver: Saver) -> Self {
        const PREPARE: &[&[&str]] = &[&["new", "Coffee shop"], &["set", "coffee-shop", "target=1m"]];
        Self {
            name: "save",
            prepare: PREPARE,
            command: Box::new(move |place| saver.set(place, 2_000_000)),
            said: SAVED,
        }
    }

    fn bench(&self) -> Bench {
        let place = Place::empty();
        self.prepare.iter().for_each(|arguments| place.done(arguments));
        let before = place.files();
        Bench { place, before }
    }
}

/// What is done to a store, and the first times, when folders are made.
fn operations() -> Vec<Operation> {
    let make = Operation::backcast;
    vec![
        make("first scenario", &[], &["new", "Coffee shop"], "Made "),
        make("new scenario", &[&["new", "Other"]], &["new", "Coffee shop"], "Made "),
        make("first save", &[&["new", "Coffee shop"]], &["set", "coffee-shop", "target=1m"], SAVED),
        Operation::save(Saver::Backcast),
        make("copy", &[&["new", "Coffee shop"]], &["copy", "coffee-shop", "Other"], "Copied "),
        make(
            "rename",
            &[&["new", "Coffee shop"], &["set", "coffee-shop", "target=1m"]],
            &["rename", "coffee-shop", "Other"],
            "Renamed ",
        ),
        make("delete", &[&["new", "Coffee shop"]], &["delete", "coffee-shop"], "In the trash"),
        make(
            "restore",
            &[&["new", "Coffee shop"], &["delete", "coffee-shop"]],
            &["restore", "coffee-shop"],
            "Restored ",
        ),
    ]
}

/// How the runs ended.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    points: usize,
    runs: usize,
    done: usize,
    intact: usize,
    new: usize,
    between: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { points, runs, done, intact, new, between } = self;
        write!(
            f,
            "{points} calls, {runs} runs: {done} did it all the same, {intact} failed and left everything as it \
             was, {new} failed with the new version in place, {between} in between; nothing lost, no file damaged"
        )
    }
}

/// How one run ended.
enum End {
    Done,
    Intact,
    New,
    /// Renamed, but its file not yet; or with both names.
    Between,
}

/// What a whole run leaves: where, with what changes from run to run left out, and the bytes.
type Shapes = Vec<(String, Vec<u8>)>;

/// Lets calls fail and looks at what that left.
pub(crate) struct Campaign<'a> {
    operation: &'a Operation,
    calls: Vec<Call>,
    whole: Shapes,
    idle: Mutex<Vec<Bench>>,
}

impl<'a> Campaign<'a> {
    pub(crate) fn new(operation: &'a Operation) -> Result<Self, String> {
        let bench = operation.bench();
        let traced = trace(&bench.place, &(operation.command)(&bench.place), &[])?;
        if traced.ran.status != Some(0) || !traced.ran.out.contains(operation.said) {
            return Err(format!("{}: {:?}", operation.name, traced.ran));
        }
        let whole = shapes(&bench.place.files());
        let calls = calls_on(&bench, traced);
        Ok(Self { operation, calls, whole, idle: Mutex::default() })
    }

    /// Each call with each error, once and for ever.
    pub(crate) fn every_call(&self) -> Result<Figures, String> {
        let cases: Vec<Vec<Fault>> = self.calls.iter().flat_map(faults).map(|fault| vec![fault]).collect();
        self.run(&cases)
    }

    /// The first problem of a program that has some.
    pub(crate) fn first_problem(&self) -> Result<Figures, String> {
        let cases: Vec<Vec<Fault>> = self.calls.iter().flat_map(faults).map(|fault| vec![fault]).collect();
        cases.chunks(WORKERS).try_fold(Figures::default(), |_, cases| self.run(cases))
    }

    /// Each call, and each that follows once it failed.
    fn every_pair(&self) -> Result<Figures, String> {
        let firsts = side_by_side(WORKERS, self.calls.len(), |at| {
            let first = fault(&self.calls[at], "EIO", "");
            let followers = self.with_bench(|bench| {
                let command = (self.operation.command)(&bench.place);
                let traced = trace(&bench.place, &command, std::slice::from_ref(&first))?;
                let calls = calls_on(bench, traced);
                Ok::<Vec<Call>, String>(calls.into_iter().skip_while(|call| !call.is_hit()).skip(1).collect())
            })?;
            Ok(followers.iter().map(|second| pair(&self.calls[at], second)).collect::<Vec<_>>())
        });
        let cases: Vec<Vec<Vec<Fault>>> = firsts.into_iter().collect::<Result<_, String>>()?;
        self.run(&cases.concat())
    }

    fn run(&self, cases: &[Vec<Fault>]) -> Result<Figures, String> {
        let ends = side_by_side(WORKERS, cases.len(), |at| {
            let faults = &cases[at];
            let end = self.with_bench(|bench| self.run_one(bench, faults));
            end.map_err(|problem| format!("{}, {faults:?}: {problem}", self.operation.name))
        });
        let mut figures = Figures { points: self.calls.len(), runs: cases.len(), ..Figures::default() };
        let mut problems = Vec::new();
        for end in ends {
            match end {
                Ok(End::Done) => figures.done += 1,
                Ok(End::Intact) => figures.intact += 1,
                Ok(End::New) => figures.new += 1,
                Ok(End::Between) => figures.between += 1,
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(figures) } else { Err(problems.join("\n")) }
    }

    fn with_bench<T>(&self, work: impl FnOnce(&Bench) -> T) -> T {
        let idle = self.idle.lock().expect("no run panics").pop();
        let bench = idle.unwrap_or_else(|| self.operation.bench());
        let result = work(&bench);
        bench.place.reset(&bench.before);
        self.idle.lock().expect("no run panics").push(bench);
        result
    }

    fn run_one(&self, bench: &Bench, faults: &[Fault]) -> Result<End, String> {
        let traced = inject(&bench.place, &(self.operation.command)(&bench.place), faults)?;
        let end = self.judge(bench, &bench.place.files(), faults, &traced);
        end.map_err(|problem| {
            let hits: Vec<&str> = traced
                .calls
                .iter()
                .filter(|call| call.is_hit())
                .take(2)
                .map(|call| call.line.as_str())
                .collect();
            format!("{problem}\n  {hits:#?}\n  {:?}", traced.ran)
        })
    }

    fn judge(&self, bench: &Bench, after: &Files, faults: &[Fault], traced: &Traced) -> Result<End, String> {
        let Traced { ran, calls } = traced;
        let hits: Vec<&Call> = calls.iter().filter(|call| call.is_hit()).collect();
        let first = hits.first().ok_or("the call was not reached")?;
        if !first.concerns(&bench.place) {
            return Err("another call was hit".to_owned());
        }
        if synced_again(calls) {
            return Err("a file was synced again after that had failed".to_owned());
        }
        if let Some(path) = after.keys().find(|path| is_hidden(path))
            && !faults.iter().any(|fault| fault.call.starts_with("unlink"))
        {
            return Err(format!("{path} was left behind"));
        }
        let is_once = faults.len() == 1 && !faults[0].when.contains(['+', '.']);
        let is_repeated = REPEATED.contains(&&*first.name) && !first.line.contains("O_DIRECTORY");
        if is_once && faults[0].error == "EINTR" && is_repeated && ran.status != Some(0) {
            return Err("it should have tried again".to_owned());
        }
        let now = shapes(after);
        if ran.status == Some(0) {
            // Earlier versions follow a new name where they can.
            let follow = hits.iter().any(|call| call.line.contains("/history/") && call.name == "rename");
            let is_done = now == self.whole || follow && unplaced(&now) == unplaced(&self.whole);
            return if is_done { Ok(End::Done) } else { Err("it said that it was done".to_owned()) };
        }
        let is_mute = faults.iter().any(|fault| fault.call == "write" && fault.when.contains('+'));
        self.check_refusal(bench, ran, is_mute)?;
        // What came out of an exchange can neither be looked at nor be put back: it must be somewhere.
        let cannot_return = faults.len() > 1 && faults.iter().any(|fault| fault.call == "renameat2");
        self.check_left(&bench.before, after, cannot_return)?;
        let visible = |shapes: &Shapes| -> Shapes {
            shapes.iter().filter(|(path, _)| !is_history(path)).cloned().collect()
        };
        let seen = visible(&now);
        Ok(if seen == visible(&shapes(&bench.before)) {
            End::Intact
        } else if seen == visible(&self.whole) {
            End::New
        } else {
            End::Between
        })
    }

    /// What a failed run says.
    fn check_refusal(&self, bench: &Bench, ran: &Ran, is_mute: bool) -> Result<(), String> {
        if !matches!(ran.status, Some(1 | 2)) {
            return Err("it neither did it nor refused".to_owned());
        }
        if ran.out.contains(self.operation.said) {
            return Err("it failed and said that it was done".to_owned());
        }
        // Or a folder that the store's is in.
        let names = |folder: &Path| {
            ran.err.contains(&format!(" {}:", folder.display()))
                || ran.err.contains(&format!("{}/", folder.display()))
        };
        let is_clear = ran.err.starts_with("backcast: ")
            && ran.err.lines().count() == 1
            && bench.place.path().ancestors().any(names);
        if is_clear || is_mute {
            Ok(())
        } else {
            Err("its message names no file, or is not a line".to_owned())
        }
    }

    /// What a failed run leaves: what was there, or what a whole run leaves, and nothing else.
    fn check_left(&self, before: &Files, after: &Files, cannot_return: bool) -> Result<(), String> {
        for (path, bytes) in after.iter().filter(|(path, _)| is_content(path)) {
            let shape = (shape(path), bytes.clone());
            let may_be_kept = is_history(path) || cannot_return && path.contains("-conflict-");
            let is_kept = may_be_kept && before.values().any(|there| there == bytes);
            // A rename writes the new name into the file first, and then moves it.
            let is_renamed = before.contains_key(path) && self.whole.iter().any(|(_, there)| there == bytes);
            let is_allowed = before.get(path) == Some(bytes) || self.whole.contains(&shape);
            if !is_kept && !is_renamed && !is_allowed {
                return Err(format!("{path} is neither as it was nor as it should become"));
            }
        }
        for (path, bytes) in before.iter().filter(|(path, _)| is_content(path)) {
            let shape = shape(path);
            let stays = self.whole.iter().any(|(path, _)| *path == shape);
            if stays && !after.contains_key(path) {
                return Err(format!("{path} is gone"));
            }
            if !after.iter().any(|(path, there)| is_version(path) && there == bytes) && is_version(path) {
                return Err(format!("what was in {path} is nowhere"));
            }
        }
        Ok(())
    }
}

/// The calls of a run on a store's files, but not the closing of a lock: that must not fail, for then it is held.
fn calls_on(bench: &Bench, traced: Traced) -> Vec<Call> {
    let is_unlock = |call: &Call| call.name == "close" && call.line.contains("/lock");
    traced.on(&bench.place).into_iter().filter(|call| !is_unlock(call)).collect()
}

/// The errors of one call.
fn faults(call: &Call) -> Vec<Fault> {
    // A file whose closing failed is closed all the same, which strace cannot imitate.
    if call.name == "close" {
        return ERRORS.into_iter().map(|error| fault(call, error, "")).collect();
    }
    let both = |error| {
        // A signal comes again and again, but not for ever: who tries again then must come through.
        let ever = if error == "EINTR" { format!("..{}", call.ordinal + 49) } else { "+".to_owned() };
        [fault(call, error, ""), fault(call, error, &ever)]
    };
    ERRORS.into_iter().flat_map(both).collect()
}

fn fault(call: &Call, error: &'static str, ever: &str) -> Fault {
    Fault { call: call.name.clone(), when: format!("{}{ever}", call.ordinal), error }
}

/// Two calls of one run, the second made after the first had failed.
fn pair(first: &Call, second: &Call) -> Vec<Fault> {
    if first.name == second.name {
        let (from, to) = (first.ordinal, second.ordinal);
        return vec![fault(first, "EIO", &format!("..{to}+{}", to - from))];
    }
    vec![fault(first, "EIO", ""), fault(second, "EIO", "")]
}

/// Whether a file, as opposed to a folder, was synced after that had failed: what that says proves nothing. To be
/// interrupted is no failure.
fn synced_again(calls: &[Call]) -> bool {
    let is_sync = |call: &&Call| matches!(call.name.as_str(), "fsync" | "fdatasync");
    let file =
        |call: &Call| call.line.split([')']).next().filter(|file| file.contains(".tmp>")).map(str::to_owned);
    let syncs: Vec<&Call> = calls.iter().filter(is_sync).collect();
    let failed = |(at, call): (usize, &&Call)| {
        call.is_hit()
            && !call.line.contains("EINTR")
            && file(call).is_some_and(|failed| {
                // The same file name, whatever the descriptor.
                let name = |text: &str| text.split_once('<').map(|(_, name)| name.to_owned());
                syncs[at + 1..]
                    .iter()
                    .any(|later| file(later).and_then(|later| name(&later)) == name(&failed))
            })
    };
    syncs.iter().enumerate().any(failed)
}

/// Whether a path is that of a file that says something: not a folder, a lock or a half-written file.
fn is_content(path: &str) -> bool {
    !path.ends_with('/') && !is_hidden(path) && !path.contains("/lock")
}

/// The contents, with what changes from run to run left out of their paths.
fn shapes(files: &Files) -> Shapes {
    let content = files.iter().filter(|(path, _)| is_content(path));
    let mut shapes: Shapes = content.map(|(path, bytes)| (shape(path), bytes.clone())).collect();
    shapes.sort();
    shapes
}

/// The same, wherever it lies.
fn unplaced(shapes: &Shapes) -> Shapes {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut unplaced: Shapes = shapes.iter().map(|(path, bytes)| (name(path), bytes.clone())).collect();
    unplaced.sort();
    unplaced
}

/// A path without the time in a name and without the store's own number.
fn shape(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let is_number = |at: usize| at > 0 && parts[at - 1] == "stores";
    let kept: Vec<&str> =
        parts.iter().enumerate().map(|(at, part)| if is_number(at) { "#" } else { part }).collect();
    // Numbers of processes have more digits or fewer.
    let mut shape: Vec<char> =
        kept.join("/").chars().map(|char| if char.is_ascii_digit() { '#' } else { char }).collect();
    shape.dedup_by(|one, other| *one == '#' && one == other);
    shape.into_iter().collect()
}

/// Whether nothing can be traced here, which is said.
pub(crate) fn skips(what: &str) -> bool {
    let obstacle = strace::obstacle();
    if let Some(obstacle) = &obstacle {
        println!("{what}: SKIPPED, {obstacle}");
    }
    obstacle.is_some()
}

#[test]
fn whatever_call_fails_nothing_is_lost_and_the_message_says_where() {
    if skips("injected errors") {
        return;
    }
    let mut problems = Vec::new();
    for operation in operations() {
        let begun = Instant::now();
        let campaign = Campaign::new(&operation).expect("it works when nothing fails");
        match campaign.every_call() {
            Ok(figures) => {
                println!("injected errors, {}: {figures} ({:.0?})", operation.name, begun.elapsed());
            }
            Err(found) => problems.push(found),
        }
        if is_release() {
            let begun = Instant::now();
            match campaign.every_pair() {
                Ok(figures) => {
                    println!("injected pairs, {}: {figures} ({:.0?})", operation.name, begun.elapsed());
                }
                Err(found) => problems.push(found),
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
