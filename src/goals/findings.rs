//! Looks for what a plan cannot promise (model.md §9).

use super::{Bearing, Goals};
use crate::plan::month::DAYS;
use crate::plan::{Beyond, Day, Field, Finding, Scenario, Stage, Yield};

/// A month's goal above which a plan is surely mistyped.
const HUGE: f64 = 1e9;

/// Finds everything that the plan cannot promise as of a day, worst first, then top to bottom.
pub fn findings(scenario: &Scenario, goals: &Goals, today: Day) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(begun(scenario, goals, today));
    found.extend(no_target(goals));
    for (place, stage) in scenario.funnel().stages().iter().enumerate() {
        found.extend(all_before_start(scenario, goals, place, stage));
        found.extend(day_one_short(scenario, goals, place, today));
        found.extend(outside_range(stage));
        found.extend(stops(scenario, goals, place, stage));
        found.extend(idle_changes(scenario, goals, place, stage));
        found.extend(huge(goals, place, stage));
    }
    // The sort is stable: within a code the stages stay in their order.
    found.sort_by_key(Finding::code);
    found
}

fn begun(scenario: &Scenario, goals: &Goals, today: Day) -> Option<Finding> {
    let day = today.since(scenario.start());
    let work = goals.first_work().is_some_and(|first| first < today);
    let rows = scenario.funnel().stages().iter().zip(goals.grid().bearings());
    let due = |(stage, bearing): (&Stage, Bearing)| (stage.id(), bearing.due_before(day));
    work.then(|| Finding::Begun { due: rows.map(due).collect() })
}

fn no_target(goals: &Goals) -> Option<Finding> {
    let grid = goals.grid();
    let own = (grid.runway()..).zip(&grid.revenue().goals()[grid.runway()..]);
    let without = own.filter(|(_, revenue)| **revenue == 0.0);
    let months: Vec<_> = without.map(|(column, _)| grid.month(column)).collect();
    (!months.is_empty()).then_some(Finding::NoTarget { months })
}

fn all_before_start(scenario: &Scenario, goals: &Goals, place: usize, stage: &Stage) -> Option<Finding> {
    let late = scenario.funnel().lag_to_revenue(place) >= scenario.months().days();
    late.then(|| Finding::AllBeforeStart { stage: stage.id(), last_call: goals.last_call(place) })
}

fn day_one_short(scenario: &Scenario, goals: &Goals, place: usize, today: Day) -> Option<Finding> {
    let day_one = &goals.day_one()[place];
    let at_risk = day_one.at_risk().filter(|at_risk| *at_risk > 0.0)?;
    let start = scenario.start();
    // Entries of the stage above arrive in time until its lag before day one, direct ones until the eve.
    let above = place.checked_sub(1).map(|above| {
        let above = &scenario.funnel().stages()[above];
        (above.id(), -above.lag().days() - 1)
    });
    let fill = above
        .into_iter()
        .chain([(day_one.stage, -1)])
        .find(|(_, day)| *day >= today.since(start))
        .map(|(stage, day)| (stage, Day::at(start, day)));
    Some(Finding::DayOneShort { stage: day_one.stage, at_risk, fill })
}

/// Whether an input of a stage lies outside the user's own range for it; a rate also if a later one does.
pub fn is_outside_range(stage: &Stage, field: Field) -> bool {
    match (field, stage.yields()) {
        (Field::Yield, Yield::Rate { initial, changes, range }) => range.is_some_and(|range| {
            !range.contains(*initial) || changes.iter().any(|change| !range.contains(change.rate))
        }),
        (Field::Yield, Yield::Value { value, range }) => range.is_some_and(|range| !range.contains(*value)),
        (Field::Lag, _) => stage.lag_range().is_some_and(|range| !range.contains(stage.lag())),
        (Field::Direct | Field::Opening, _) => false,
    }
}

/// Whether there is a finding about an input of the stage at a place: it lies outside of its range, or a later rate
/// changes nothing.
pub fn is_noted(scenario: &Scenario, goals: &Goals, place: usize, field: Field) -> bool {
    let stage = &scenario.funnel().stages()[place];
    let idle = || field == Field::Yield && !idle_changes(scenario, goals, place, stage).is_empty();
    is_outside_range(stage, field) || idle()
}

fn outside_range(stage: &Stage) -> impl Iterator<Item = Finding> + '_ {
    let outside = Field::ALL.into_iter().filter(|field| is_outside_range(stage, *field));
    outside.map(|field| Finding::OutsideRange { stage: stage.id(), field })
}

fn stops(scenario: &Scenario, goals: &Goals, place: usize, stage: &Stage) -> Option<Finding> {
    let stops = scenario.target().beyond == Beyond::Stop && scenario.funnel().lag_to_revenue(place) >= DAYS;
    let ends = goals.grid().bearing(place).flow().end().filter(|_| stops)?;
    let first_without = (ends + DAYS - 1).div_euclid(DAYS);
    Some(Finding::Stops { stage: stage.id(), from: scenario.start().plus(first_without) })
}

fn idle_changes(scenario: &Scenario, goals: &Goals, place: usize, stage: &Stage) -> Vec<Finding> {
    let changes = stage.yields().changes();
    let flow = goals.grid().bearing(place).flow();
    let end = scenario.months().days();
    let day = |at: usize| changes.get(at).map_or(end, |change| change.from.since(scenario.start()) * DAYS);
    (0..changes.len())
        .filter(|at| flow.between(day(*at)..day(at + 1).min(end)) == 0.0)
        .map(|at| Finding::IdleChange { stage: stage.id(), from: changes[at].from })
        .collect()
}

fn huge(goals: &Goals, place: usize, stage: &Stage) -> Option<Finding> {
    let bearing = goals.grid().bearing(place);
    bearing.goals().iter().any(|goal| *goal > HUGE).then(|| {
        let (column, goal) = bearing.peak();
        Finding::Huge { stage: stage.id(), month: goals.grid().month(column), goal }
    })
}
