//! Plans against plans: which inputs differ and what that does to the needs (model.md §7, screens.md §14).
//!
//! A pure function of two plans; the key that was pressed does not matter.

use super::grid::{Content, ceiling};
use super::{Bearing, GoalGrid, Goals, Plan};
use crate::plan::month::DAYS;
use crate::plan::{Day, Field, Input, Month, Scenario, Stage, StageId, TargetField};

/// Something that differs between two plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The currency: amounts mean something else, so nothing else is compared.
    Currency,
    /// The value of an input.
    Input(Input),
    /// The rate of a stage from a month on.
    RateFrom(StageId, Month),
    /// A stage that only the later plan has.
    Added(StageId),
    /// A stage that only the earlier plan has.
    Removed(StageId),
    /// The stages stand in another order.
    Reordered,
}

/// How the need of a stage differs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NeedDifference {
    /// The stage.
    pub stage: StageId,
    /// The later shown need less the earlier one; 0 when they show the same but are not.
    pub by: f64,
    /// Whether the exact need rose.
    pub more: bool,
}

/// How the months differ, where the change is one of time (screens.md §14).
#[derive(Debug, Clone, PartialEq)]
pub enum Timing {
    /// Stages are due some planning days later (earlier if negative); all of them, or from the top to one.
    Days {
        /// The stages, top to bottom; empty stands for all.
        stages: Vec<StageId>,
        /// Planning days.
        later: i32,
    },
    /// The top stage's largest month, as shown, is another.
    Peak {
        /// Whole units before.
        was: f64,
        /// Whole units after.
        is: f64,
        /// Its month after, the earliest on a tie.
        month: Month,
    },
    /// The top stage's total, as shown, is another by so much.
    Total {
        /// Whole units.
        by: f64,
    },
}

/// From when on things differ (screens.md §14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The first month of either plan, runway included, in which a stage's goal differs.
    FirstMonth(Month),
    /// The first day of work, where lags or the start moved it.
    FirstWork {
        /// The day before.
        was: Day,
        /// The day after.
        is: Day,
    },
}

/// How the top stage's need of the days from today on differs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// The later shown need of these days less the earlier one.
    pub by: f64,
    /// The same in exact numbers; 0 when they are the same.
    pub exact: f64,
}

/// What differs between two plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The inputs that differ, target first, then stage by stage.
    pub changes: Vec<Change>,
    /// The needs that differ, of the stages that the change is about (screens.md §14): nearest first.
    pub needs: Vec<NeedDifference>,
    /// How the months differ, where that can be said.
    pub timing: Option<Timing>,
    /// From when on things differ, if any goal does.
    pub when: Option<When>,
}

/// Relative difference below which two exact numbers are the same.
pub const SAME: f64 = 1e-9;

/// Whether two exact numbers are the same but for rounding noise.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.abs().max(other.abs())
}

/// Compares two plans; stages match by identity. Plans in different currencies get no differences but that.
pub fn compare(before: Plan, after: Plan) -> Difference {
    let changes = changes(before.0, after.0);
    if changes.is_empty() || before.0.currency() != after.0.currency() {
        return Difference { changes, needs: Vec::new(), timing: None, when: None };
    }
    let need = |stage: &Stage| need_difference(before.1, after.1, stage.id());
    let stages = after.0.funnel().stages();
    let mut needs: Vec<NeedDifference> = Vec::new();
    needs.extend(nearest(&changes, after.0).into_iter().find_map(|place| need(&stages[place])));
    let top = need(&stages[0]).filter(|top| needs.iter().all(|nearest| nearest.stage != top.stage));
    needs.extend(top);
    if needs.is_empty() {
        // Stages that change places can leave the top's need as it was: then the lowest that differs tells.
        needs.extend(stages.iter().rev().find_map(need));
    }
    let timing = timing(&changes, before, after);
    let when = when(&changes, before.1, after.1);
    Difference { changes, needs, timing, when }
}

/// How the need of the top stage for the days from today on differs; none where the days before today do not
/// matter to that.
pub fn ahead(before: &Goals, after: &Goals, today: Day) -> Option<Ahead> {
    let top = after.grid().top().stage()?;
    let whole = need_difference(before, after, top)?;
    let need = |goals: &Goals| {
        let days = |bearing: Bearing| today.since(goals.grid().start())..bearing.plan_ends();
        goals.grid().of(top).map_or(0.0, |bearing| bearing.flow().between(days(bearing)))
    };
    let (was, is) = (need(before), need(after));
    let by = ceiling(is) - ceiling(was);
    let exact = if same(was, is) { 0.0 } else { is - was };
    (by != whole.by).then_some(Ahead { by, exact })
}

/// From when on goals differ: the first work where lags or the start moved it, else the first month.
fn when(changes: &[Change], before: &Goals, after: &Goals) -> Option<When> {
    let moves = |change: &Change| {
        matches!(change, Change::Input(Input::Stage(_, Field::Lag) | Input::Target(TargetField::Start)))
    };
    if changes.iter().any(moves)
        && let (Some(was), Some(is)) = (before.first_work(), after.first_work())
        && was != is
    {
        return Some(When::FirstWork { was, is });
    }
    first_month(before, after).map(When::FirstMonth)
}

/// The first month in which a stage's goal differs; what only one of the plans has is 0 in the other.
fn first_month(before: &Goals, after: &Goals) -> Option<Month> {
    let grids = [before.grid(), after.grid()];
    let goal = |grid: &GoalGrid, stage: StageId, month: Month| {
        grid.column(month).zip(grid.of(stage)).map_or(0.0, |(column, row)| row.goals()[column])
    };
    let differs = |month: &Month| {
        let mut stages = grids.iter().flat_map(|grid| grid.bearings().filter_map(Bearing::stage));
        stages.any(|stage| !same(goal(grids[0], stage, *month), goal(grids[1], stage, *month)))
    };
    let first = |grid: &GoalGrid| (0..grid.columns()).map(|column| grid.month(column)).find(differs);
    grids.into_iter().filter_map(first).min()
}

/// How the months differ. Of several changes only that can be said which holds whichever of them it comes from: the
/// peak.
fn timing(changes: &[Change], before: Plan, after: Plan) -> Option<Timing> {
    let peak = || {
        let [was, is] = [before.1, after.1].map(|goals| goals.grid().top().shown_peak(Content::Goals));
        let column = after.1.grid().top().shown(Content::Goals).position(|cell| cell == is)?;
        (was != is).then(|| Timing::Peak { was, is, month: after.1.grid().month(column) })
    };
    let phases = |change: &Change| {
        matches!(change, Change::Input(Input::Target(TargetField::Phasing | TargetField::Months)))
    };
    match changes {
        [Change::Input(Input::Stage(id, Field::Lag))] => {
            let (place, stage) = after.0.funnel().find(*id)?;
            let (_, was) = before.0.funnel().find(*id)?;
            let stages = after.0.funnel().stages()[..=place].iter().map(Stage::id).collect();
            Some(Timing::Days { stages, later: was.lag().days() - stage.lag().days() })
        }
        [Change::Input(Input::Target(TargetField::Start))] => {
            let later = after.0.start().since(before.0.start()) * DAYS;
            Some(Timing::Days { stages: Vec::new(), later })
        }
        [Change::Input(Input::Target(TargetField::Beyond))] => {
            let total = |goals: &Goals| goals.grid().top().shown_total(Content::Goals);
            let by = total(after.1) - total(before.1);
            (by != 0.0).then_some(Timing::Total { by })
        }
        changes if changes.iter().any(phases) => peak(),
        _ => None,
    }
}

fn need_difference(before: &Goals, after: &Goals, stage: StageId) -> Option<NeedDifference> {
    let need = |goals: &Goals| goals.grid().of(stage).map(Bearing::need);
    // A stage that the earlier plan lacks needed nobody.
    let (was, is) = (need(before).unwrap_or(0.0), need(after)?);
    (!same(was, is)).then(|| NeedDifference { stage, by: ceiling(is) - ceiling(was), more: is > was })
}

/// The inputs that differ: the target's, then each stage's.
pub fn changes(before: &Scenario, after: &Scenario) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.currency() != after.currency() {
        changes.push(Change::Currency);
    }
    let target = TargetField::ALL.into_iter().map(Input::Target);
    changes.extend(target.filter(|input| before.differs_in(after, *input)).map(Change::Input));
    for stage in before.funnel().stages() {
        if after.funnel().find(stage.id()).is_none() {
            changes.push(Change::Removed(stage.id()));
        }
    }
    for stage in after.funnel().stages() {
        match before.funnel().find(stage.id()) {
            Some((_, was)) => changes.extend(stage_changes(was, stage)),
            None => changes.push(Change::Added(stage.id())),
        }
    }
    if !common(before, after).eq(common(after, before)) {
        changes.push(Change::Reordered);
    }
    changes
}

/// The stages of a plan that another has too.
fn common(one: &Scenario, other: &Scenario) -> impl Iterator<Item = StageId> {
    one.funnel().stages().iter().map(Stage::id).filter(|id| other.funnel().find(*id).is_some())
}

fn stage_changes(before: &Stage, after: &Stage) -> Vec<Change> {
    let id = after.id();
    let mut changes = Vec::new();
    // A stage that became or ceased to be the last is told by the move, its rate changes too.
    let same_kind = before.value().is_some() == after.value().is_some();
    let differs = |field: &Field| match field {
        Field::Yield => same_kind && before.yields().initial() != after.yields().initial(),
        field => before.differs_in(after, *field),
    };
    let differing = Field::ALL.into_iter().filter(differs);
    changes.extend(differing.map(|field| Change::Input(Input::Stage(id, field))));
    let (was, is) = (before.yields().changes(), after.yields().changes());
    let mut months: Vec<Month> = was.iter().chain(is).map(|change| change.from).collect();
    months.sort_unstable();
    months.dedup();
    let rate = |changes: &[crate::plan::RateChange], month| {
        changes.iter().find(|change| change.from == month).map(|change| change.rate)
    };
    let differing = months.into_iter().filter(|month| same_kind && rate(was, *month) != rate(is, *month));
    changes.extend(differing.map(|month| Change::RateFrom(id, month)));
    changes
}

/// The places of the stages whose need the sentence tells beside the top one's (screens.md §14): the first of them
/// that differs.
fn nearest(changes: &[Change], after: &Scenario) -> Vec<usize> {
    if let [Change::Added(_) | Change::Removed(_) | Change::Reordered] = changes {
        return Vec::new();
    }
    let last = after.funnel().stages().len() - 1;
    let place_of = |id| after.funnel().find(id).map(|(place, _)| place);
    let concerned = |change: &Change| match *change {
        Change::Input(Input::Target(_)) => Some(last),
        Change::Input(Input::Stage(id, Field::Yield | Field::Lag)) | Change::RateFrom(id, _) => place_of(id),
        Change::Input(Input::Stage(id, Field::Direct)) => place_of(id)?.checked_sub(1),
        _ => None,
    };
    let mut places: Vec<usize> = changes.iter().filter_map(concerned).collect();
    places.sort_unstable_by(|one, other| other.cmp(one));
    places
}
