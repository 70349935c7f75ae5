//! Plans against plans: which inputs differ and what that does to the needs (model.md §7, screens.md §14).
//!
//! A pure function of two plans; the key that was pressed does not matter.

use super::Goals;
use super::grid::{Content, ceiling};
use crate::plan::month::DAYS;
use crate::plan::{Field, Input, Month, Scenario, Stage, StageId, TargetField};

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

/// When things differ, for a single change (screens.md §14).
#[derive(Debug, Clone, PartialEq)]
pub enum Timing {
    /// Stages are due some planning days later (earlier if negative); all of them, or from the top to one.
    Days {
        /// The stages, top to bottom; empty stands for all.
        stages: Vec<StageId>,
        /// Planning days.
        later: i32,
    },
    /// The top stage's largest month is another.
    Peak {
        /// Whole units before.
        was: f64,
        /// Whole units after.
        is: f64,
        /// Its month after.
        month: Month,
    },
    /// The top stage's total, as shown, is another by so much.
    Total {
        /// Whole units.
        by: f64,
    },
}

/// What differs between two plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The inputs that differ, target first, then stage by stage.
    pub changes: Vec<Change>,
    /// The needs that differ, of the stages that the change is about (screens.md §14): nearest first.
    pub needs: Vec<NeedDifference>,
    /// When things differ, where one change says it.
    pub timing: Option<Timing>,
}

/// Relative difference below which two exact numbers are the same.
pub const SAME: f64 = 1e-9;

/// Whether two exact numbers are the same but for rounding noise.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.abs().max(other.abs())
}

/// Compares two plans; stages match by identity.
pub fn compare(before: (&Scenario, &Goals), after: (&Scenario, &Goals)) -> Difference {
    let changes = changes(before.0, after.0);
    let differing = |stages: &mut dyn Iterator<Item = StageId>| -> Vec<NeedDifference> {
        stages.filter_map(|stage| need_difference(before.1, after.1, stage)).collect()
    };
    let mut needs = Vec::new();
    if !changes.is_empty() && before.0.currency() == after.0.currency() {
        needs = differing(&mut concerned(&changes, after.0).into_iter());
        if needs.is_empty() {
            // Stages that change places can leave the top's need as it was: then the lowest that differs tells.
            needs = differing(&mut after.0.funnel().stages().iter().rev().map(Stage::id));
            needs.truncate(1);
        }
    }
    let timing = timing(&changes, before, after);
    Difference { changes, needs, timing }
}

/// When things differ; several changes say nothing that would hold for all of them.
fn timing(changes: &[Change], before: (&Scenario, &Goals), after: (&Scenario, &Goals)) -> Option<Timing> {
    let [Change::Input(input)] = changes else { return None };
    match input {
        Input::Stage(id, Field::Lag) => {
            let (place, stage) = after.0.funnel().find(*id)?;
            let (_, was) = before.0.funnel().find(*id)?;
            let stages = after.0.funnel().stages()[..=place].iter().map(Stage::id).collect();
            Some(Timing::Days { stages, later: was.lag().days() - stage.lag().days() })
        }
        Input::Target(TargetField::Start) => {
            let later = after.0.start().since(before.0.start()) * DAYS;
            Some(Timing::Days { stages: Vec::new(), later })
        }
        Input::Target(TargetField::Phasing | TargetField::Months) => {
            let ((_, was), (column, is)) = (before.1.peak(0), after.1.peak(0));
            let month = after.1.grid().month(column);
            (!same(was, is)).then(|| Timing::Peak { was: ceiling(was), is: ceiling(is), month })
        }
        Input::Target(TargetField::Beyond) => {
            let total = |goals: &Goals| goals.grid().top().shown_total(Content::Goals);
            let by = total(after.1) - total(before.1);
            (by != 0.0).then_some(Timing::Total { by })
        }
        _ => None,
    }
}

fn need_difference(before: &Goals, after: &Goals, stage: StageId) -> Option<NeedDifference> {
    let need = |goals: &Goals| goals.grid().of(stage).map(super::Bearing::need);
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
    let (was, is) = (before.target(), after.target());
    let target = [
        (TargetField::Amount, was.amount != is.amount),
        (TargetField::Phasing, was.phasing != is.phasing),
        (TargetField::Start, before.start() != after.start()),
        (TargetField::Months, before.months() != after.months()),
        (TargetField::Beyond, was.beyond != is.beyond),
    ];
    let differing = target.into_iter().filter(|(_, differs)| *differs);
    changes.extend(differing.map(|(field, _)| Change::Input(Input::Target(field))));
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
    let common = |one: &Scenario, other: &Scenario| -> Vec<StageId> {
        let ids = one.funnel().stages().iter().map(Stage::id);
        ids.filter(|id| other.funnel().find(*id).is_some()).collect()
    };
    if common(before, after) != common(after, before) {
        changes.push(Change::Reordered);
    }
    changes
}

fn stage_changes(before: &Stage, after: &Stage) -> Vec<Change> {
    let id = after.id();
    let mut changes = Vec::new();
    // A stage that became or ceased to be the last is told by the move, its rate changes too.
    let same_kind = before.value().is_some() == after.value().is_some();
    let fields = [
        (Field::Yield, same_kind && before.yields().initial() != after.yields().initial()),
        (Field::Lag, before.lag() != after.lag()),
        (Field::Direct, before.direct() != after.direct()),
        (Field::Opening, before.opening() != after.opening()),
    ];
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    changes.extend(differing.map(|(field, _)| Change::Input(Input::Stage(id, field))));
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

/// The stages whose needs the sentence tells (screens.md §14), nearest to the change first, the top one last.
fn concerned(changes: &[Change], after: &Scenario) -> Vec<StageId> {
    let stages = after.funnel().stages();
    let (top, last) = (stages[0].id(), stages[stages.len() - 1].id());
    let place_of = |id| after.funnel().find(id).map(|(place, _)| place);
    let nearest = match changes {
        [Change::Input(Input::Stage(id, Field::Direct))] => {
            place_of(*id).and_then(|place| stages.get(place.checked_sub(1)?)).map_or(top, Stage::id)
        }
        [Change::Added(_) | Change::Removed(_) | Change::Reordered] => top,
        _ => {
            let places = changes.iter().filter_map(|change| match change {
                Change::Input(Input::Stage(id, Field::Yield | Field::Lag)) | Change::RateFrom(id, _) => {
                    place_of(*id)
                }
                Change::Input(Input::Target(_)) => Some(stages.len() - 1),
                _ => None,
            });
            places.max().map_or(last, |place| stages[place].id())
        }
    };
    if nearest == top { vec![top] } else { vec![nearest, top] }
}
