//! What one buyer who enters a stage on a day is worth: the revenue they bring, and the buyers of the top stage
//! that they take.
//!
//! Goals and forward check are linear in the entries (model.md §4, §5). So what a change of one stage is worth is
//! a sum over that stage's own entries; no other row has to be worked out again. Knows nothing of levers.

use super::backward::Step;
use super::flow::Factor;
use crate::plan::Scenario;

/// The way from a stage to the next one.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// What a buyer yields of the next stage, by the day of entry.
    pub yields: Factor,
    /// Planning days until the next stage.
    pub lag: i32,
    /// The share of the next stage's entries that come this way: 1 − σ.
    chained: f64,
}

impl Passage {
    /// The way out of the stage at a place.
    pub(super) fn of(scenario: &Scenario, place: usize) -> Self {
        let step = Step::of(scenario, place);
        Self { yields: step.by_yield(|yields| yields), lag: step.lag, chained: step.chained }
    }

    /// The revenue that an entry of the stage brings, from what an entry of the next one brings.
    pub(super) fn brings(&self, next: &Factor) -> Factor {
        next.shifted(-self.lag).combined(&self.yields, |next, yields| next * yields)
    }

    /// The buyers of the top stage that an entry of the next stage takes, from what an entry of this one takes.
    pub(super) fn takes(&self, this: &Factor) -> Factor {
        this.combined(&self.yields, |this, yields| this * self.chained / yields).shifted(self.lag)
    }
}

/// The worth of an entry by its day: for each stage from the top, and last for a unit of revenue.
#[derive(Debug)]
pub(super) struct Worth {
    /// The revenue that it brings inside the horizon.
    pub inside: Vec<Factor>,
    /// The revenue that it brings whenever that lands.
    pub ever: Vec<Factor>,
    /// The buyers of the top stage that it takes.
    pub takes: Vec<Factor>,
}

impl Worth {
    /// Works out what entries are worth in a plan.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let places = 0..scenario.funnel().stages().len();
        let passages: Vec<Passage> = places.map(|place| Passage::of(scenario, place)).collect();
        let upward = |revenue: Factor| {
            let mut worth = vec![revenue];
            for passage in passages.iter().rev() {
                worth.push(passage.brings(&worth[worth.len() - 1]));
            }
            worth.reverse();
            worth
        };
        let mut takes = vec![Factor::constant(1.0)];
        for passage in &passages {
            takes.push(passage.takes(&takes[takes.len() - 1]));
        }
        let horizon = scenario.months().days();
        Self { inside: upward(Factor::until(horizon)), ever: upward(Factor::constant(1.0)), takes }
    }
}
