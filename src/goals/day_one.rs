//! Who must already be inside the funnel when the plan starts (model.md §6).

use std::ops::Range;

use super::grid::{Bearing, GoalGrid, NOISE};
use crate::plan::{Count, Scenario, Stage, StageId};

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
    let revenue = grid.revenue().flow();
    // From the last stage up: its lag to revenue, and the share of that revenue that comes down the chain.
    let (mut to_revenue, mut chained) = (0, 1.0);
    let of = |(stage, bearing): (&Stage, Bearing)| {
        let lag = stage.lag().days();
        let serves = to_revenue..to_revenue + lag;
        let carries = chained * revenue.between(serves.clone());
        to_revenue = serves.end;
        chained *= 1.0 - stage.direct().get();
        let opening = stage.opening().map(Count::get);
        DayOne { stage: stage.id(), needed: bearing.inside_on_day_one(lag), carries, serves, opening }
    };
    let upward = scenario.funnel().stages().iter().rev().zip(grid.bearings().rev().skip(1));
    let mut days_one: Vec<DayOne> = upward.map(of).collect();
    days_one.reverse();
    days_one
}
