//! The forward check: what the goals' own entries become (model.md §5).

use super::backward::Step;
use super::flow::Flow;
use super::grid::GoalGrid;
use crate::plan::Scenario;

/// Runs the top of the funnel and the direct entries down to revenue by planning day.
pub fn forward(scenario: &Scenario, grid: &GoalGrid) -> Flow {
    let stages = scenario.funnel().stages();
    let mut entering = grid.top().flow().kept(|daily| daily.to_vec());
    for place in 0..stages.len() {
        let step = Step::of(scenario, place);
        entering = entering.scaled(&step.by_yield(|yields| yields)).shifted(step.lag);
        if let Some(next) = stages.get(place + 1)
            && next.direct().get() > 0.0
        {
            entering = entering.plus(grid.bearing(place + 1).flow(), next.direct().get());
        }
    }
    entering
}
