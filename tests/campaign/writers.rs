//! Three writers on one file: each save that was acknowledged is found afterwards, whoever came between.

use std::collections::BTreeSet;
use std::fmt;
use std::thread;
use std::time::Instant;

use crate::jobs::side_by_side;
use crate::place::{Place, Ran, SLUG, is_history, is_temp, run};
use crate::saver::{SAVED, Saver};
use crate::size::size;

/// How often each of the three saves before everything is looked at and a new store is begun: so that the copies
/// which they make for each other do not pile up.
const ROUND: usize = 50;

/// What happened.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    saves: usize,
    acknowledged: usize,
    conflicts: usize,
    refused: usize,
    kept: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { saves, acknowledged, conflicts, refused, kept } = self;
        write!(
            f,
            "{saves} saves: {acknowledged} acknowledged, {conflicts} conflict copies, {refused} refused; \
             {kept} replaced versions kept; none lost, no file damaged"
        )
    }
}

/// How many stores are saved to at a time: three writers mostly wait for each other.
const STORES: usize = 3;

/// Lets three writers save until there were so many saves, and looks for each of them.
pub(crate) fn three_writers(saver: Saver, count: usize) -> Result<Figures, String> {
    let rounds = side_by_side(STORES, count.div_ceil(3 * ROUND), |_| round(saver));
    rounds.into_iter().try_fold(Figures::default(), |sum, round| {
        let round = round?;
        Ok(Figures {
            saves: sum.saves + round.saves,
            acknowledged: sum.acknowledged + round.acknowledged,
            conflicts: sum.conflicts + round.conflicts,
            refused: sum.refused + round.refused,
            kept: sum.kept + round.kept,
        })
    })
}

fn round(saver: Saver) -> Result<Figures, String> {
    let mut figures = Figures::default();
    let place = Place::new();
    let first = place.amount()?;
    let write = |writer: usize| -> Vec<(u64, Ran)> {
        let amounts = (0..ROUND).map(|turn| (1_000_000 + writer * ROUND + turn) as u64);
        amounts.map(|amount| (amount, run(&mut saver.set(&place, amount)))).collect()
    };
    let tries: Vec<(u64, Ran)> = thread::scope(|scope| {
        let writers: Vec<_> = (0..3).map(|writer| scope.spawn(move || write(writer))).collect();
        writers.into_iter().flat_map(|writer| writer.join().expect("writers do not panic")).collect()
    });

    let amounts = place.amounts()?;
    let current = format!("store/scenarios/{SLUG}.json");
    let in_line: BTreeSet<u64> = amounts
        .iter()
        .filter(|(path, _)| is_history(path) || **path == current)
        .map(|(_, amount)| *amount)
        .collect();
    let mut expected = BTreeSet::from([first]);
    for (amount, ran) in &tries {
        figures.saves += 1;
        match ran.status {
            Some(0) if ran.out.contains(SAVED) => {
                figures.acknowledged += 1;
                expected.insert(*amount);
            }
            Some(1) if ran.err.contains("somebody else") => {
                figures.conflicts += 1;
                let copy = ran.err.trim().rsplit("your edits are in ").next().unwrap_or_default();
                let copy = copy.trim_start_matches(&*place.path().to_string_lossy()).trim_start_matches('/');
                if amounts.get(copy) != Some(amount) {
                    return Err(format!("{amount} is not in the conflict copy: {ran:?}"));
                }
            }
            Some(1) if ran.err.contains("is saving") => figures.refused += 1,
            _ => return Err(format!("{amount}: {ran:?}")),
        }
    }
    if let Some(lost) = expected.difference(&in_line).next() {
        return Err(format!("{lost} was acknowledged and is lost"));
    }
    if let Some(strange) = in_line.difference(&expected).next() {
        return Err(format!("{strange} is in the file or its history and was not acknowledged"));
    }
    figures.kept += amounts.keys().filter(|path| is_history(path)).count();
    match place.files().keys().find(|path| is_temp(path)) {
        Some(path) => Err(format!("{path} was left behind")),
        None => Ok(figures),
    }
}

#[test]
fn of_three_writers_on_one_file_no_acknowledged_save_is_lost() {
    #[expect(clippy::disallowed_methods, reason = "how long it took is printed")]
    let begun = Instant::now();
    let figures = three_writers(Saver::Backcast, size(3_000, 100_000)).expect("nothing is lost");
    assert!(figures.conflicts > 0 && figures.acknowledged > 0, "they were in each other's way: {figures}");
    println!("three writers: {figures} ({:.0?})", begun.elapsed());
}
