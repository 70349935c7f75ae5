//! The goals of one stage in several plans, by calendar month: a month that a plan does not show is 0
//! (model.md §7 "Matching").

use super::Goals;
use super::grid::{Bearing, Content};
use crate::plan::{Month, StageId};

/// The goals of one bearing in all plans, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct ByMonth {
    /// The calendar months that any of the plans shows, in their order.
    pub months: Vec<Month>,
    /// For each plan the goals of those months, none where its grid has no such month or no such stage.
    pub plans: Vec<Cells>,
}

/// The goals of one plan, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// As they were computed.
    pub exact: Vec<f64>,
    /// In whole units, as they are shown.
    pub shown: Vec<f64>,
}

impl Cells {
    /// The largest goal in whole units.
    pub fn peak(&self) -> f64 {
        self.shown.iter().copied().fold(0.0, f64::max)
    }
}

impl ByMonth {
    /// The largest exact goal of all plans: what a scale that they share must reach.
    pub fn top(&self) -> f64 {
        self.plans.iter().flat_map(|plan| &plan.exact).copied().fold(0.0, f64::max)
    }
}

/// The goals of a stage (of revenue, where there is none) by calendar month, plan by plan.
pub fn by_month(plans: &[&Goals], stage: Option<StageId>) -> ByMonth {
    let covered = plans.iter().flat_map(|plan| (0..plan.grid().columns()).map(|at| plan.grid().month(at)));
    let mut months: Vec<Month> = covered.collect();
    months.sort_unstable();
    months.dedup();
    let cells = |plan: &&Goals| {
        let grid = plan.grid();
        let bearing = match stage {
            Some(stage) => grid.of(stage),
            None => Some(grid.revenue()),
        };
        let shown: Vec<f64> = bearing.iter().flat_map(|bearing| bearing.shown(Content::Goals)).collect();
        let spread = |cells: &[f64]| {
            let cell = |month: &Month| cells.get(grid.column(*month)?).copied();
            months.iter().map(|month| cell(month).unwrap_or(0.0)).collect()
        };
        Cells { exact: spread(bearing.map_or(&[], Bearing::goals)), shown: spread(&shown) }
    };
    let plans = plans.iter().map(cells).collect();
    ByMonth { months, plans }
}
