//! Random changes to saved inputs, by a loop of our own: whatever is fed in, what must hold of the answer holds.
//!
//! Each target has its saved inputs in `tests/data/fuzz/<target>/`. Inputs whose outcome is a new one join them for
//! the rest of the run. An input that breaks something is printed: mend the program and save the input there.
//! `BACKCAST_SEED=…` repeats a run's random numbers.

#![expect(
    clippy::disallowed_methods,
    reason = "saved inputs are files, the loop ends by a clock, a seed may be given"
)]

mod change;
mod targets;

use std::collections::HashSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use self::change::{Random, changed};
use crate::size::{is_release, size};

/// The longest input that is made.
const LONGEST: usize = 8000;
/// The most inputs that changes are made of.
const MOST: usize = 3000;
/// How long one input may take on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(10);

/// What inputs are fed to.
struct Target {
    name: &'static str,
    /// Checks what must hold, and says what came of an input.
    judge: fn(&[u8]) -> String,
    /// What such inputs are made of.
    words: &'static [&'static str],
}

/// The saved inputs of a target.
fn saved(target: &Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz").join(target.name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.map(|file| file.expect("it can be listed").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("it can be read")).collect()
}

/// The kind of an outcome: how it begins, without what was quoted or counted.
fn kind(outcome: &str) -> String {
    let digits = |char: &char| !char.is_ascii_digit();
    outcome.split(['"', '/']).next().unwrap_or_default().chars().filter(digits).take(80).collect()
}

/// Feeds an input in; prints it if something breaks.
fn feed(target: &Target, input: &[u8], seed: u64) -> String {
    let begun = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let outcome = (target.judge)(input);
        assert!(begun.elapsed() < PATIENCE, "it took {:?}", begun.elapsed());
        outcome
    }));
    outcome.unwrap_or_else(|panic| {
        println!("{}: seed {seed} found the input b\"{}\"", target.name, input.escape_ascii());
        resume_unwind(panic)
    })
}

/// Feeds in all that is saved, then changes of it until the time is over.
fn run(target: &Target) {
    let given = std::env::var("BACKCAST_SEED").ok().and_then(|seed| seed.parse().ok());
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |time| time.as_secs());
    let seed = given.unwrap_or(if is_release() { clock } else { 1 });
    let mut random = Random(seed);
    let mut inputs = saved(target);
    let count = inputs.len();
    let mut kinds: HashSet<String> = inputs.iter().map(|input| kind(&feed(target, input, seed))).collect();
    let end = Instant::now() + Duration::from_secs(size(2, 600) as u64);
    let mut tried = 0;
    while Instant::now() < end {
        let input = changed(&inputs, target.words, LONGEST, &mut random);
        if kinds.insert(kind(&feed(target, &input, seed))) && inputs.len() < MOST {
            inputs.push(input);
        }
        tried += 1;
    }
    println!(
        "fuzz {}: {count} saved inputs, {tried} made from seed {seed}, {} outcomes",
        target.name,
        kinds.len()
    );
    assert!(count > 0 && tried > 50, "{}: {count} saved, {tried} made", target.name);
}
