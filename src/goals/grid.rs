//! The goal grid: bearings down, runway and plan months across, in exact numbers and in whole units (model.md §4).

use super::flow::Flow;
use crate::plan::month::DAYS;
use crate::plan::{Month, StageId};

/// What the cells of the grid count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Content {
    /// Everything asked for, next year's revenue included.
    #[default]
    Goals,
    /// What revenue inside the horizon asks for.
    ThisPlan,
    /// What revenue after the horizon asks for: the goals less this plan's.
    Beyond,
}

/// A row of the grid: a stage, or revenue under them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bearing {
    stage: Option<StageId>,
    flow: Flow,
    plan_ends: i32,
    goals: Vec<f64>,
    this_plan: Vec<f64>,
    runway: usize,
}

impl Bearing {
    /// Buckets a flow into the columns of the grid.
    ///
    /// Entries before day `plan_ends` serve revenue inside the horizon, later ones revenue beyond it.
    pub(super) fn new(
        stage: Option<StageId>,
        flow: Flow,
        plan_ends: i32,
        runway: usize,
        months: usize,
    ) -> Self {
        let columns = runway + months;
        let goals = flow.by_month(-(runway as i32), columns);
        let mut this_plan = goals.clone();
        for (column, cell) in this_plan.iter_mut().enumerate() {
            let first = (column as i32 - runway as i32) * DAYS;
            if first + DAYS > plan_ends {
                *cell = flow.between(first..plan_ends.max(first));
            }
        }
        Self { stage, flow, plan_ends, goals, this_plan, runway }
    }

    /// The stage; none for revenue.
    pub const fn stage(&self) -> Option<StageId> {
        self.stage
    }

    /// Entries by planning day.
    pub const fn flow(&self) -> &Flow {
        &self.flow
    }

    /// The day from which on entries no longer serve the plan: one after the last call.
    pub const fn plan_ends(&self) -> i32 {
        self.plan_ends
    }

    /// The exact cell of a column.
    pub fn cell(&self, content: Content, column: usize) -> f64 {
        match content {
            Content::Goals => self.goals[column],
            Content::ThisPlan => self.this_plan[column],
            Content::Beyond => self.goals[column] - self.this_plan[column],
        }
    }

    /// The exact cells, column by column.
    pub fn cells(&self, content: Content) -> Vec<f64> {
        (0..self.goals.len()).map(|column| self.cell(content, column)).collect()
    }

    /// The exact sum of the plan's own months.
    pub fn total(&self) -> f64 {
        self.goals[self.runway..].iter().sum()
    }

    /// The exact goal of a month, counted from the plan's first; 0 outside of the columns.
    pub fn goal_of(&self, month: i32) -> f64 {
        let column = usize::try_from(month + self.runway as i32).ok();
        column.and_then(|column| self.goals.get(column)).copied().unwrap_or(0.0)
    }

    /// The column with the largest goal, the earliest on a tie, and the goal.
    pub fn peak(&self) -> (usize, f64) {
        // Flat goals differ in their last bits: a tie is broken for the earliest column.
        let top = self.goals.iter().copied().fold(0.0, f64::max);
        let column = self.goals.iter().position(|goal| *goal >= top * (1.0 - 1e-12)).unwrap_or(0);
        (column, self.goals[column])
    }

    /// The buyers who must be inside a stage with a lag, in planning days, on day one: P of model.md §6.
    pub fn inside_on_day_one(&self, lag: i32) -> f64 {
        self.flow.between(-lag..0)
    }

    /// What this plan needs: exact, runway included.
    pub fn need(&self) -> f64 {
        self.this_plan.iter().sum()
    }

    /// The cells in whole units (revenue: exact), by cumulative ceiling from left to right.
    pub fn shown(&self, content: Content) -> Vec<f64> {
        match content {
            _ if self.stage.is_none() => self.cells(content),
            Content::Goals => whole(&self.goals),
            Content::ThisPlan => whole(&self.this_plan),
            Content::Beyond => {
                let plan = whole(&self.this_plan);
                whole(&self.goals).into_iter().zip(plan).map(|(goal, plan)| goal - plan).collect()
            }
        }
    }

    /// The shown total: the sum of the shown cells of the plan's own months.
    pub fn shown_total(&self, content: Content) -> f64 {
        self.shown(content)[self.runway..].iter().sum()
    }

    /// The shown peak: the largest shown cell.
    pub fn shown_peak(&self, content: Content) -> f64 {
        self.shown(content).into_iter().fold(0.0, f64::max)
    }

    /// The shown need: the sum of all shown cells of this plan.
    pub fn shown_need(&self) -> f64 {
        if self.stage.is_none() { self.need() } else { ceiling(self.need()) }
    }

    /// The exact goals of the days before a day, within the columns of the grid.
    pub fn due_before(&self, day: i32) -> f64 {
        let end = (self.goals.len() - self.runway) as i32 * DAYS;
        self.flow.between(i32::MIN / 2..day.min(end))
    }
}

/// Relative rounding noise, which asks for nobody (model.md §4).
pub const NOISE: f64 = 1e-13;

/// A whole number of units that covers an exact one; rounding noise does not count (model.md §4).
pub fn ceiling(exact: f64) -> f64 {
    (exact * (1.0 - NOISE)).ceil()
}

/// Whole units by cumulative ceiling: never behind the exact goals, never more than a unit ahead (model.md §4).
pub fn whole(exact: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut before = 0.0;
    let shown = exact.iter().map(|goal| {
        sum += goal;
        let upto = ceiling(sum);
        let shown = upto - before;
        before = upto;
        shown
    });
    shown.collect()
}

/// The goals of a scenario by bearing and month.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalGrid {
    pub(super) start: Month,
    pub(super) runway: usize,
    pub(super) months: usize,
    pub(super) bearings: Vec<Bearing>,
}

impl GoalGrid {
    /// The rows: each stage from the top, revenue last.
    pub fn bearings(&self) -> &[Bearing] {
        &self.bearings
    }

    /// The row of a stage.
    pub fn of(&self, stage: StageId) -> Option<&Bearing> {
        self.bearings.iter().find(|bearing| bearing.stage == Some(stage))
    }

    /// The row of the first stage.
    pub fn top(&self) -> &Bearing {
        &self.bearings[0]
    }

    /// The last row.
    pub fn revenue(&self) -> &Bearing {
        self.bearings.last().expect("every grid has a revenue row")
    }

    /// How many columns stand before the plan's first month.
    pub const fn runway(&self) -> usize {
        self.runway
    }

    /// How many columns the plan's own months take.
    pub const fn months(&self) -> usize {
        self.months
    }

    /// Runway and plan months together.
    pub const fn columns(&self) -> usize {
        self.runway + self.months
    }

    /// The plan's first month.
    pub const fn start(&self) -> Month {
        self.start
    }

    /// The month of a column.
    pub const fn month(&self, column: usize) -> Month {
        self.start.plus(column as i32 - self.runway as i32)
    }

    /// The column of a month, if the grid shows it.
    pub fn column(&self, month: Month) -> Option<usize> {
        let column = month.since(self.start) + self.runway as i32;
        usize::try_from(column).ok().filter(|column| *column < self.columns())
    }

    /// The first day of a column, counted from the plan's start.
    pub const fn first_day(&self, column: usize) -> i32 {
        (column as i32 - self.runway as i32) * DAYS
    }
}
