//! Where a goal comes from: the chain of numbers from revenue up to the entries of a stage (model.md §4).
//!
//! Takes apart what [`super::compute`] worked out and computes no goal anew. Nothing here is rounded but the whole
//! units that the grid shows.

use std::ops::Range;

use super::Goals;
use super::grid::{Content, ceiling};
use crate::plan::month::DAYS;
use crate::plan::{Day, Month, Origin, Scenario, Stage, StageId};

/// A number of a row that can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The goal of a month.
    Month(Month),
    /// The sum of the months before the plan.
    Runway,
    /// The sum of the plan's own months.
    Total,
    /// What this plan alone asks for, runway included.
    Need,
    /// Who must be inside the stage on day one.
    DayOne,
}

/// The whole units that a cell shows: what the row shows up to its end, less what it shows before it (model.md §4).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Whole units from the row's first column to the cell's last.
    pub upto: f64,
    /// Whole units from the row's first column to the one before the cell; 0 where the cell is rounded by itself.
    pub before: f64,
}

impl Shown {
    /// The units that the cell shows.
    pub const fn units(self) -> f64 {
        self.upto - self.before
    }
}

impl Cell {
    /// The days whose entries the cell of a row (by its place) counts, from the plan's start on.
    pub fn days(self, scenario: &Scenario, goals: &Goals, place: usize) -> Range<i32> {
        match self {
            Self::Month(month) => {
                let first = month.since(scenario.start()) * DAYS;
                first..first + DAYS
            }
            Self::Runway => goals.grid().first_day(0)..0,
            Self::Total => 0..scenario.months().days(),
            Self::Need => -scenario.funnel().lag_to_revenue(place)..goals.grid().bearing(place).plan_ends(),
            Self::DayOne => {
                let stage = scenario.funnel().stages().get(place);
                -stage.map_or(0, |stage| stage.lag().days())..0
            }
        }
    }

    /// The exact number of a row's (by its place) cell; 0 for a month that the grid does not have.
    pub fn exact(self, goals: &Goals, place: usize) -> f64 {
        let bearing = goals.grid().bearing(place);
        match self {
            Self::Month(month) => {
                goals.grid().column(month).map_or(0.0, |column| bearing.cell(Content::Goals, column))
            }
            Self::Runway => bearing.goals()[..goals.grid().runway()].iter().sum(),
            Self::Total => bearing.total(),
            Self::Need => bearing.need(),
            Self::DayOne => goals.day_one().get(place).map_or(0.0, |day_one| day_one.needed),
        }
    }

    /// The whole units that the cell of a stage (by its place) shows; none for revenue, which is not rounded, and
    /// for a month that the grid does not have.
    pub fn shown(self, goals: &Goals, place: usize) -> Option<Shown> {
        let grid = goals.grid();
        let bearing = grid.bearing(place);
        bearing.stage()?;
        let upto = |column| bearing.shown(Content::Goals).take(column).sum();
        let between = |columns: Range<usize>| Shown { upto: upto(columns.end), before: upto(columns.start) };
        Some(match self {
            Self::Month(month) => {
                let column = grid.column(month)?;
                between(column..column + 1)
            }
            Self::Runway => between(0..grid.runway()),
            Self::Total => between(grid.runway()..grid.columns()),
            Self::Need => Shown { upto: bearing.shown_need(), before: 0.0 },
            Self::DayOne => Shown { upto: ceiling(goals.day_one()[place].needed), before: 0.0 },
        })
    }
}

/// A line of the chain: the entries of a bearing on days with one yield, and what they are for.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The stage; none for revenue.
    pub stage: Option<StageId>,
    /// The entries, or the revenue: `of × (1 − direct) ÷ yields`.
    pub amount: f64,
    /// What they are for: entries of the next bearing down, on these days and the stage's lag later. Revenue is
    /// for itself.
    pub of: f64,
    /// The rate or deal value of these days; none for revenue.
    pub yields: Option<f64>,
    /// The direct share of the next bearing down, which these entries need not bring: 0 for revenue and above it.
    pub direct: f64,
    /// The days of the entries, from the plan's start on.
    pub days: Range<i32>,
}

/// A part of a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// How many of the entries.
    pub amount: f64,
    /// The days whose revenue they serve, from the plan's start on; empty where there are no such entries.
    pub serves: Range<i32>,
}

/// A month of the revenue that a goal serves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RevenueMonth {
    /// The month.
    pub month: Month,
    /// How many of its 30 days are served.
    pub days: i32,
    /// The revenue of the whole month.
    pub revenue: f64,
    /// Where that comes from.
    pub origin: Origin,
}

/// Where a goal comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The stage; none for revenue.
    pub stage: Option<StageId>,
    /// The days whose entries are explained: those asked for on which an entry can become revenue that counts.
    pub days: Range<i32>,
    /// The goal: the entries of these days.
    pub goal: f64,
    /// Those of them that revenue inside the horizon asks for.
    pub this_plan: Part,
    /// Those that revenue after the horizon asks for.
    pub beyond: Part,
    /// From revenue up to the stage, one step for each bearing and each of its yields, in the order of days; empty
    /// where there are no days to explain.
    pub steps: Vec<Step>,
    /// The months of the revenue, in their order.
    pub months: Vec<RevenueMonth>,
}

impl Explanation {
    /// The days whose revenue the entries serve, from the plan's start on.
    pub const fn serves(&self) -> Range<i32> {
        self.this_plan.serves.start..self.beyond.serves.end
    }

    /// Whether entries of these days share their revenue with direct entries further down.
    pub fn has_direct(&self) -> bool {
        self.steps.iter().any(|step| step.direct > 0.0)
    }
}

/// Explains the entries of a row (by its place; revenue comes after the last stage) on some days.
///
/// Days before the first whose entries become revenue of day 0, and days after which the target is not followed any
/// further, are left out; so whatever range is asked for, there is an answer.
pub fn explain(scenario: &Scenario, goals: &Goals, place: usize, days: Range<i32>) -> Explanation {
    let bearing = goals.grid().bearing(place);
    let lag = scenario.funnel().lag_to_revenue(place);
    let days = counted(goals, lag, &days);
    let plan_ends = bearing.plan_ends().clamp(days.start, days.end);
    let goal = bearing.flow().between(days.clone());
    let this_plan = bearing.flow().between(days.start..plan_ends);
    Explanation {
        stage: bearing.stage(),
        goal,
        this_plan: Part { amount: this_plan, serves: later(&(days.start..plan_ends), lag) },
        beyond: Part { amount: goal - this_plan, serves: later(&(plan_ends..days.end), lag) },
        steps: steps(scenario, goals, place, &days),
        months: revenue_months(scenario, &later(&days, lag)),
        days,
    }
}

/// Days a lag later (earlier if negative).
const fn later(days: &Range<i32>, lag: i32) -> Range<i32> {
    days.start + lag..days.end + lag
}

/// The days among some that become revenue between day 0 and the end of what the goals follow.
fn counted(goals: &Goals, lag: i32, days: &Range<i32>) -> Range<i32> {
    // The revenue that the goals were computed from covers as many months as the grid has columns.
    let last = goals.grid().columns() as i32 * DAYS - lag;
    let start = days.start.clamp(-lag, last);
    start..days.end.clamp(start, last)
}

/// The chain from revenue up to a row.
fn steps(scenario: &Scenario, goals: &Goals, place: usize, days: &Range<i32>) -> Vec<Step> {
    if days.is_empty() {
        return Vec::new();
    }
    let (grid, stages) = (goals.grid(), scenario.funnel().stages());
    let mut days = later(days, scenario.funnel().lag_to_revenue(place));
    let revenue = goals.grid().revenue().flow().between(days.clone());
    let revenue =
        Step { stage: None, amount: revenue, of: revenue, yields: None, direct: 0.0, days: days.clone() };
    let mut steps = vec![revenue];
    for (at, stage) in stages.iter().enumerate().skip(place).rev() {
        let lag = stage.lag().days();
        days = later(&days, -lag);
        let direct = stages.get(at + 1).map_or(0.0, |below| below.direct().get());
        steps.extend(pieces(scenario, stage, &days).into_iter().map(|(days, yields)| Step {
            stage: Some(stage.id()),
            amount: grid.bearing(at).flow().between(days.clone()),
            of: grid.bearing(at + 1).flow().between(later(&days, lag)),
            yields: Some(yields),
            direct,
            days,
        }));
    }
    steps
}

/// Days cut where the yield of a stage changes, with the yield of each piece.
fn pieces(scenario: &Scenario, stage: &Stage, days: &Range<i32>) -> Vec<(Range<i32>, f64)> {
    let start = scenario.start();
    let changes = stage.yields().changes().iter().map(|change| change.from.since(start) * DAYS);
    let inside = changes.filter(|day| days.start < *day && *day < days.end);
    let mut pieces: Vec<(Range<i32>, f64)> = Vec::new();
    let cuts: Vec<i32> = [days.start].into_iter().chain(inside).chain([days.end]).collect();
    for cut in cuts.windows(2) {
        let yields = stage.yields().of(Day::at(start, cut[0]).month);
        match pieces.last_mut() {
            // A change to the same rate is none.
            Some((piece, same)) if *same == yields => piece.end = cut[1],
            _ => pieces.push((cut[0]..cut[1], yields)),
        }
    }
    pieces
}

/// The months in which some days of revenue lie.
fn revenue_months(scenario: &Scenario, days: &Range<i32>) -> Vec<RevenueMonth> {
    if days.is_empty() {
        return Vec::new();
    }
    let months = days.start.div_euclid(DAYS)..(days.end - 1).div_euclid(DAYS) + 1;
    let upto = months.end as usize;
    let (revenue, origins) = (scenario.revenue_for(upto), scenario.revenue_origins(upto));
    months
        .map(|month| RevenueMonth {
            month: scenario.start().plus(month),
            days: days.end.min((month + 1) * DAYS) - days.start.max(month * DAYS),
            revenue: revenue[month as usize],
            origin: origins[month as usize],
        })
        .collect()
}
