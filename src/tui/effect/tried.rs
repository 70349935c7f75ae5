//! What was tried in the session, as a page.
//!
//! Touches no file itself: the goals that the page tells are computed here, from the plans that it is handed.

use crate::export::document::Block;
use crate::export::history::{self, Row};
use crate::plan::Day;
use crate::tui::document::Computed;
use crate::tui::extract::{Tried, Try};

/// The page of all that was tried, as of a day.
pub(super) fn page(tried: &Tried, date: Day) -> Vec<Block> {
    let mut baseline = Computed::new(&tried.baseline);
    let row = |entry: &Try| {
        // Most tries have the baseline of the one before.
        if baseline.scenario != entry.baseline {
            baseline = Computed::new(&entry.baseline);
        }
        row(entry, &baseline, date)
    };
    let rows = tried.tries.iter().map(row).collect();
    let (now, baseline) = (Computed::new(&tried.now), Computed::new(&tried.baseline));
    let pinned = tried.pinned.as_deref();
    history::page(&history::Tried { date, rows, now: now.pair(), baseline: baseline.pair(), pinned })
}

fn row(entry: &Try, baseline: &Computed, date: Day) -> Row {
    let (after, baseline, time) = (Computed::new(&entry.after), baseline.pair(), entry.time.as_str());
    let row = match &entry.before {
        None => Row::brought(time, entry.said.clone(), after.pair(), baseline, date),
        Some(before) => {
            let row = Row::edited(time, Computed::new(before).pair(), after.pair(), baseline, date);
            let change = [entry.said.as_str(), &row.change].into_iter().filter(|said| !said.is_empty());
            Row { change: change.collect::<Vec<_>>().join(": "), ..row }
        }
    };
    Row { undone: entry.undone, ..row }
}
