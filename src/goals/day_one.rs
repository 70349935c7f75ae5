//! Who must already be inside the funnel when the plan starts (model.md §6).

use std::ops::Range;

use super::grid::{GoalGrid, NOISE};
use crate::plan::{Scenario, Stage, StageId};

/// What one stage needs inside it on day one.
#[derive(Debug, Clone, PartialEq)]
pub struct DayOne {
    /// The stage.
    pub stage: StageId,
    /// The buyers who must be inside it: P of model.md §6.
    pub needed: f64,
    /// The revenue that they carry: W of model.md §6.
    pub carries: f64,
    /// The days whose revenue that is, counted from the start; empty when the lag is 0.
    pub serves: Range<i32>,
    /// The buyers who will be inside, where they were given.
    pub opening: Option<f64>,
}

impl DayOne {
    /// The share of the needed buyers that the opening pipeline has; none where nothing is needed or given.
    pub fn coverage(&self) -> Option<f64> {
        self.opening.filter(|_| self.needed > 0.0).map(|opening| opening / self.needed)
    }

    /// The revenue without a buyer in play, where an opening pipeline was given.
    pub fn at_risk(&self) -> Option<f64> {
        let opening = self.opening?;
        if opening >= self.needed * (1.0 - NOISE) {
            return Some(0.0);
        }
        Some((1.0 - opening / self.needed) * self.carries)
    }
}

/// Works out day one for every stage, top to bottom.
pub(super) fn day_one(scenario: &Scenario, grid: &GoalGrid) -> Vec<DayOne> {
    let funnel = scenario.funnel();
    let revenue = grid.revenue().flow();
    let stages = funnel.stages();
    let of = |(place, stage): (usize, &Stage)| {
        let serves = funnel.lag_to_revenue(place + 1)..funnel.lag_to_revenue(place);
        let chained: f64 = stages[place + 1..].iter().map(|below| 1.0 - below.direct().get()).product();
        DayOne {
            stage: stage.id(),
            needed: grid.bearing(place).inside_on_day_one(stage.lag().days()),
            carries: chained * revenue.between(serves.clone()),
            serves,
            opening: stage.opening().map(crate::plan::Count::get),
        }
    };
    stages.iter().enumerate().map(of).collect()
}
