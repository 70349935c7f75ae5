//! The backward pass, one stage at a time (model.md §4).
//!
//! [`super::compute`] takes every step once; goal seek takes some of them again, with one number changed.

use super::flow::{Factor, Flow};
use crate::plan::{Month, RateChange, Scenario};

/// What turns the entries of a stage into those of the stage above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    start: Month,
    changes: &'a [RateChange],
    /// The stage's rate before the first change, or its deal value.
    pub yields: f64,
    /// Planning days until a buyer of the stage enters the next.
    pub lag: i32,
    /// The share of the next stage's entries that come out of this one: 1 − σ of the next.
    pub chained: f64,
}

impl<'a> Step<'a> {
    /// The step from what follows a stage, by its place, up to the stage.
    pub(super) fn of(scenario: &'a Scenario, place: usize) -> Self {
        let stages = scenario.funnel().stages();
        let yields = stages[place].yields();
        Self {
            start: scenario.start(),
            changes: yields.changes(),
            yields: yields.initial(),
            lag: stages[place].lag().days(),
            chained: stages.get(place + 1).map_or(1.0, |next| 1.0 - next.direct().get()),
        }
    }

    /// The entries of the stage that the entries of the next ask for (model.md §4).
    pub(super) fn entries(&self, next: Flow) -> Flow {
        next.shifted(-self.lag).scaled(&self.by_yield(|yields| self.chained / yields))
    }

    /// A factor made from the yield, which changes with the month in which a cohort enters.
    pub(super) fn by_yield(&self, of: impl Fn(f64) -> f64) -> Factor {
        let changes = self.changes.iter().map(|change| (change.from, of(change.rate.get())));
        Factor::by_month(self.start, of(self.yields), changes)
    }
}
