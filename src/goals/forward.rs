//! The forward check: what the goals' own entries become (model.md §5).

use super::flow::{Factor, Flow};
use super::grid::GoalGrid;
use super::yield_factor;
use crate::plan::Scenario;

/// Runs the top of the funnel and the direct entries down to revenue by planning day.
pub fn forward(scenario: &Scenario, grid: &GoalGrid) -> Flow {
    let stages = scenario.funnel().stages();
    let mut entering = grid.top().flow().clone();
    for (place, stage) in stages.iter().enumerate() {
        let factor = yield_factor(scenario, stage, |yields| yields);
        entering = entering.scaled(&factor).shifted(stage.lag().days());
        if let Some(next) = stages.get(place + 1)
            && next.direct().get() > 0.0
        {
            let direct = grid.bearings()[place + 1].flow().scaled(&Factor::constant(next.direct().get()));
            entering = entering.plus(&direct);
        }
    }
    entering
}
