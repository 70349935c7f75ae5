//! What follows from a scenario: a goal for every stage and month, and what must exist on day one.
//!
//! Pure and total: [`compute`] gives goals for every scenario that can exist. Nothing here rounds for display,
//! reads a clock or knows the screen.

mod backward;
pub mod by_month;
pub mod compare;
pub mod day_one;
pub mod explain;
pub mod findings;
pub mod flow;
pub mod forward;
pub mod grid;
pub mod levers;
pub mod seek;
pub mod side_by_side;
mod worth;

use crate::plan::{Day, Scenario};
pub use by_month::{ByMonth, by_month};
pub use compare::{Change, Difference, ahead, compare};
pub use day_one::DayOne;
pub use explain::{Cell, Explanation, explain};
pub use findings::findings;
pub use grid::{Bearing, Content, GoalGrid};
pub use levers::{Lever, Pull, Ranged, Trial, levers, ranges};
pub use side_by_side::side_by_side;

/// Everything that follows from a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Goals {
    grid: GoalGrid,
    day_one: Vec<DayOne>,
    check: f64,
}

/// A plan with its goals.
pub type Plan<'a> = (&'a Scenario, &'a Goals);

/// Computes the goals of a scenario (model.md §4 to §6).
pub fn compute(scenario: &Scenario) -> Goals {
    let grid = GoalGrid::new(scenario);
    let day_one = day_one::day_one(scenario, &grid);
    let check = forward::forward(scenario, &grid).between(0..scenario.months().days());
    Goals { grid, day_one, check }
}

impl Goals {
    /// The goals by bearing and month.
    pub const fn grid(&self) -> &GoalGrid {
        &self.grid
    }

    /// What must be inside each stage on day one, top to bottom.
    pub fn day_one(&self) -> &[DayOne] {
        &self.day_one
    }

    /// The revenue that must be inside the funnel on day one.
    pub fn inside_on_day_one(&self) -> f64 {
        self.day_one.iter().map(|day_one| day_one.carries).sum()
    }

    /// The revenue of the horizon that the goals' own entries bring: the amount, or the model is wrong (model.md §5).
    pub const fn check(&self) -> f64 {
        self.check
    }

    /// The last day on which an entry at a stage (by its place) still becomes revenue inside the horizon.
    pub fn last_call(&self, place: usize) -> Day {
        Day::at(self.grid.start(), self.grid.bearing(place).plan_ends() - 1)
    }

    /// The first day on which anybody has to enter the funnel.
    pub fn first_work(&self) -> Option<Day> {
        let first = self.grid.bearings().filter_map(|bearing| bearing.flow().first_day()).min();
        first.map(|day| Day::at(self.grid.start(), day))
    }

    /// The column with the largest goal of a stage (by its place), the earliest on a tie, and the goal.
    pub fn peak(&self, place: usize) -> (usize, f64) {
        self.grid.bearing(place).peak()
    }

    /// How many buyers of the top stage it takes for one to buy (model.md §4), by this plan's needs.
    pub fn one_in(&self) -> f64 {
        let last = self.grid.bearing(self.day_one.len() - 1);
        self.grid.top().need() / last.need()
    }
}
