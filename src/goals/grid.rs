//! The goal grid: bearings down, runway and plan months across, in exact numbers and in whole units (model.md §4).

use std::cmp::Ordering;
use std::ops::Range;

use super::backward::Step;
use super::flow::{Flow, largest, total};
use crate::plan::month::DAYS;
use crate::plan::{Month, Scenario, StageId};

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
#[derive(Debug, Clone, Copy)]
pub struct Bearing<'a> {
    grid: &'a GoalGrid,
    place: usize,
}

/// Rows are the same when they ask for the same of the same stage, whatever grid they are of.
impl PartialEq for Bearing<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.stage(), self.goals()) == (other.stage(), other.goals())
    }
}

impl<'a> Bearing<'a> {
    /// The stage; none for revenue.
    pub fn stage(self) -> Option<StageId> {
        self.grid.rows[self.place].stage
    }

    /// Entries by planning day.
    pub fn flow(self) -> Flow<&'a [f64]> {
        self.grid.rows[self.place].flow.kept(|range| &self.grid.daily[range.clone()])
    }

    /// The exact goals, column by column.
    pub fn goals(self) -> &'a [f64] {
        let columns = self.grid.columns();
        &self.grid.goals[self.place * columns..][..columns]
    }

    /// The exact goals of the plan's own months.
    fn own(self) -> &'a [f64] {
        &self.goals()[self.grid.runway..]
    }

    /// The day from which on entries no longer serve the plan: one after the last call.
    pub fn plan_ends(self) -> i32 {
        // The first entries become revenue of day 0.
        self.flow().days().start + self.grid.months as i32 * DAYS
    }

    /// The exact cell of a column.
    pub fn cell(self, content: Content, column: usize) -> f64 {
        self.exact(content)(column)
    }

    /// The exact cells, column by column.
    #[inline]
    pub fn cells(self, content: Content) -> impl Iterator<Item = f64> + use<'a> {
        (0..self.grid.columns()).map(self.exact(content))
    }

    /// The exact cell of each column.
    fn exact(self, content: Content) -> impl Fn(usize) -> f64 + use<'a> {
        let goals = self.goals();
        // The column in which the plan ends, and what of it is this plan's.
        let (last, part) = if content == Content::Goals { (goals.len(), 0.0) } else { self.last() };
        move |column| {
            let this_plan = match column.cmp(&last) {
                Ordering::Less => goals[column],
                Ordering::Equal => part,
                Ordering::Greater => 0.0,
            };
            if content == Content::Beyond { goals[column] - this_plan } else { this_plan }
        }
    }

    /// The column with the first day that no longer serves the plan, and what its days before that ask for.
    fn last(self) -> (usize, f64) {
        let ends = self.plan_ends();
        let column = (ends.div_euclid(DAYS) + self.grid.runway as i32) as usize;
        (column, self.flow().between(self.grid.first_day(column)..ends))
    }

    /// The exact sum of the plan's own months.
    pub fn total(self) -> f64 {
        total(self.own())
    }

    /// The column with the largest goal, the earliest on a tie, and the goal.
    pub fn peak(self) -> (usize, f64) {
        peak(self.goals())
    }

    /// The buyers who must be inside a stage with a lag, in planning days, on day one: P of model.md §6.
    pub fn inside_on_day_one(self, lag: i32) -> f64 {
        self.flow().between(-lag..0)
    }

    /// What this plan needs: exact, runway included.
    pub fn need(self) -> f64 {
        // The first entries become revenue of day 0.
        self.flow().in_turns(self.grid.months)
    }

    /// The cells in whole units (revenue: exact), by cumulative ceiling from left to right.
    #[inline]
    pub fn shown(self, content: Content) -> impl Iterator<Item = f64> + use<'a> {
        // What is shown beyond the plan is what the goals show less what this plan shows.
        let (of, less) = match content {
            Content::Beyond => (Content::Goals, Some(self.exact(Content::ThisPlan))),
            of => (of, None),
        };
        let (cell, is_money) = (self.exact(of), self.stage().is_none());
        let (mut whole, mut whole_less) = (Whole::default(), Whole::default());
        (0..self.grid.columns()).map(move |column| {
            let less = less.as_ref().map(|less| less(column));
            if is_money {
                return cell(column) - less.unwrap_or(0.0);
            }
            whole.next(cell(column)) - less.map_or(0.0, |less| whole_less.next(less))
        })
    }

    /// The shown total: the sum of the shown cells of the plan's own months.
    pub fn shown_total(self, content: Content) -> f64 {
        self.shown(content).skip(self.grid.runway).sum()
    }

    /// The shown peak: the largest shown cell.
    pub fn shown_peak(self, content: Content) -> f64 {
        self.shown(content).fold(0.0, f64::max)
    }

    /// The shown need: the sum of all shown cells of this plan.
    pub fn shown_need(self) -> f64 {
        self.whole(self.need())
    }

    /// An exact need in whole units (revenue: exact).
    pub fn whole(self, need: f64) -> f64 {
        if self.stage().is_none() { need } else { ceiling(need) }
    }

    /// The exact goals of the days before a day, within the columns of the grid.
    pub fn due_before(self, day: i32) -> f64 {
        let own = self.grid.months as i32 * DAYS;
        self.flow().between(self.flow().days().start..day.min(own))
    }
}

/// The place of the largest goal, the earliest on a tie, and the goal.
pub(super) fn peak(goals: &[f64]) -> (usize, f64) {
    // Flat goals differ in their last bits: a tie is broken for the earliest column.
    let top = largest(goals);
    let column = goals.iter().position(|goal| *goal >= top * (1.0 - 1e-12)).unwrap_or(0);
    (column, goals[column])
}

/// Relative rounding noise, which asks for nobody (model.md §4).
pub const NOISE: f64 = 1e-13;

/// A whole number of units that covers an exact one; rounding noise does not count (model.md §4).
#[inline]
pub fn ceiling(exact: f64) -> f64 {
    /// Numbers as large as this have no room for a fraction.
    const WHOLE: f64 = (1_u64 << 52) as f64 * 1.5;
    let exact = exact * (1.0 - NOISE);
    if exact.abs() > WHOLE / 4.0 {
        return exact.ceil();
    }
    // Not every processor has an instruction for it, and a call for every cell would cost more than all goals.
    let nearest = exact + WHOLE - WHOLE;
    if nearest < exact { nearest + 1.0 } else { nearest }
}

/// Whole units by cumulative ceiling: never behind the exact goals, never more than a unit ahead (model.md §4).
#[derive(Debug, Clone, Copy, Default)]
struct Whole {
    exact: f64,
    shown: f64,
}

impl Whole {
    /// The whole units of the next goal.
    #[inline]
    fn next(&mut self, goal: f64) -> f64 {
        let before = self.shown;
        self.exact += goal;
        self.shown = ceiling(self.exact);
        self.shown - before
    }
}

/// The goals of a scenario by bearing and month.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalGrid {
    start: Month,
    runway: usize,
    months: usize,
    /// Each stage from the top, revenue last.
    rows: Vec<Row>,
    /// What flows on the days of each row, from revenue up.
    daily: Vec<f64>,
    /// The exact goals: row by row from the top, column by column.
    goals: Vec<f64>,
}

/// What a row is about, and which of the grid's numbers its flow has.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    stage: Option<StageId>,
    flow: Flow<Range<usize>>,
}

impl GoalGrid {
    /// Works out the goals of a scenario (model.md §4): all that [`super::compute`] does but day one and the check.
    pub fn new(scenario: &Scenario) -> Self {
        let (start, months) = (scenario.start(), scenario.months().months());
        let stages = scenario.funnel().stages();
        let runway = (scenario.funnel().lag_to_revenue(0) + DAYS - 1) / DAYS;
        let columns = months + runway as usize;
        let size = (stages.len() + 1) * columns;
        let mut goals = vec![0.0; size];
        let mut daily = Vec::with_capacity(size);
        let mut rows = Vec::with_capacity(stages.len() + 1);

        let mut flow = Flow::of_months(scenario.revenue_for(columns));
        let mut upward = stages.iter().enumerate().rev();
        let mut stage = None;
        for goals in goals.chunks_exact_mut(columns).rev() {
            flow.add_to(goals, -runway);
            let kept = flow.kept(|numbers: &Vec<f64>| {
                daily.extend_from_slice(numbers);
                daily.len() - numbers.len()..daily.len()
            });
            rows.push(Row { stage, flow: kept });
            if let Some((place, next)) = upward.next() {
                flow = Step::of(scenario, place).entries(flow);
                stage = Some(next.id());
            }
        }
        rows.reverse();
        Self { start, runway: runway as usize, months, rows, daily, goals }
    }

    /// The row at a place from the top.
    pub const fn bearing(&self, place: usize) -> Bearing<'_> {
        Bearing { grid: self, place }
    }

    /// The rows: each stage from the top, revenue last.
    pub fn bearings(&self) -> impl DoubleEndedIterator<Item = Bearing<'_>> + ExactSizeIterator + Clone {
        (0..self.rows.len()).map(|place| self.bearing(place))
    }

    /// The row of a stage.
    pub fn of(&self, stage: StageId) -> Option<Bearing<'_>> {
        let place = self.rows.iter().position(|row| row.stage == Some(stage))?;
        Some(self.bearing(place))
    }

    /// The row of the first stage.
    pub fn top(&self) -> Bearing<'_> {
        self.bearing(0)
    }

    /// The last row.
    pub fn revenue(&self) -> Bearing<'_> {
        self.bearing(self.rows.len() - 1)
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
