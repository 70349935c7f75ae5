//! Plans side by side: every input and every result as a row, one value a plan, the first plan being what the
//! others are measured against (model.md §7, screens.md §5).
//!
//! Stages are told apart by identity: plans of different files are matched first ([`Scenario::matched_to`]).

pub mod row;

pub use self::row::{Delta, Row, Section, Subject, Value};

use super::Plan;
use super::grid::{Content, ceiling};
use crate::plan::{Count, Day, Field, Input, Month, Scenario, Stage, StageId, TargetField};

/// Puts plans side by side, the first one being what the others are measured against.
///
/// The stages of the first plan come first, top to bottom, then those that only the others have. "Before today"
/// is the same day for all plans.
pub fn side_by_side(plans: &[Plan], today: Day) -> Vec<Row> {
    let scenarios: Vec<&Scenario> = plans.iter().map(|(scenario, _)| *scenario).collect();
    let row = |(section, subject)| {
        let values = plans.iter().map(|plan| value(subject, *plan, today)).collect();
        Row { section, subject, values }
    };
    subjects(&scenarios).into_iter().map(row).filter(|row| !row.values.iter().all(is_absent)).collect()
}

const fn is_absent(value: &Value) -> bool {
    matches!(value, Value::Absent)
}

/// All that plans are compared in, section by section.
fn subjects(plans: &[&Scenario]) -> Vec<(Section, Subject)> {
    let stages = stages(plans);
    let Some(top) = stages.first().copied() else { return Vec::new() };
    let each = |subject: fn(StageId) -> Subject| stages.iter().copied().map(subject);
    let timing =
        [Subject::FirstWork, Subject::Due(top), Subject::Inside, Subject::Peak(top), Subject::LastCall(top)];
    let others = stages[1..].iter().flat_map(|stage| {
        [Subject::Due, Subject::Peak, Subject::PeakMonth, Subject::LastCall].map(|subject| subject(*stage))
    });
    let details = [Subject::TotalLag, Subject::PeakMonth(top)].into_iter().chain(others);
    let sections: [(Section, Vec<Subject>); 6] = [
        (Section::Assumptions, assumptions(plans, &stages)),
        (Section::Needs, each(Subject::Need).collect()),
        (Section::Timing, timing.to_vec()),
        (Section::Totals, each(Subject::Total).collect()),
        (Section::DayOne, each(Subject::DayOne).collect()),
        (Section::Details, details.collect()),
    ];
    let all = sections
        .into_iter()
        .flat_map(|(section, subjects)| subjects.into_iter().map(move |subject| (section, subject)));
    // A first stage has no direct share, a last one no rate: where that holds in all plans there is no row.
    all.filter(|(_, subject)| plans.iter().any(|plan| subject.is_in(plan))).collect()
}

/// The stages of all plans: the first plan's, then those that each of the others adds.
fn stages(plans: &[&Scenario]) -> Vec<StageId> {
    let mut stages = Vec::new();
    for stage in plans.iter().flat_map(|plan| plan.funnel().stages()) {
        if !stages.contains(&stage.id()) {
            stages.push(stage.id());
        }
    }
    stages
}

/// The inputs, as the screen orders them: the target's, the rates, the deal value, lags, shares, openings, order.
fn assumptions(plans: &[&Scenario], stages: &[StageId]) -> Vec<Subject> {
    let mut subjects = vec![Subject::Currency];
    subjects.extend(TargetField::ALL.map(|field| Subject::Input(Input::Target(field))));
    for stage in stages {
        subjects.push(Subject::Input(Input::Stage(*stage, Field::Yield)));
        subjects
            .extend(change_months(plans, *stage).into_iter().map(|month| Subject::RateFrom(*stage, month)));
    }
    subjects.push(Subject::DealValue);
    for field in [Field::Lag, Field::Direct, Field::Opening] {
        subjects.extend(stages.iter().map(|stage| Subject::Input(Input::Stage(*stage, field))));
    }
    subjects.extend([Subject::Stages, Subject::Order]);
    subjects
}

/// The months from which on any plan gives a stage another rate.
fn change_months(plans: &[&Scenario], stage: StageId) -> Vec<Month> {
    let found = plans.iter().filter_map(|plan| plan.funnel().find(stage));
    let changes = found.flat_map(|(_, stage)| stage.yields().changes());
    let mut months: Vec<Month> = changes.map(|change| change.from).collect();
    months.sort_unstable();
    months.dedup();
    months
}

/// What a plan has for a subject.
fn value(subject: Subject, plan: Plan, today: Day) -> Value {
    let found = match subject.stage().and_then(|id| plan.0.funnel().find(id)) {
        Some((place, stage)) => stage_value(subject, plan, place, stage, today),
        None => plan_value(subject, plan),
    };
    found.unwrap_or(Value::Absent)
}

/// What a plan has for a subject that is about no single stage.
fn plan_value(subject: Subject, (scenario, goals): Plan) -> Option<Value> {
    let (target, funnel) = (scenario.target(), scenario.funnel());
    let money = |amount| Value::Money(amount, scenario.currency());
    Some(match subject {
        Subject::Currency => Value::Currency(scenario.currency()),
        Subject::Input(Input::Target(field)) => match field {
            TargetField::Amount => money(target.amount.get()),
            TargetField::Phasing => Value::Phasing(target.phasing.clone()),
            TargetField::Start => Value::Month(scenario.start()),
            TargetField::Months => Value::Number(scenario.months().months()),
            TargetField::Beyond => Value::Beyond(target.beyond),
        },
        Subject::DealValue => money(funnel.stages().iter().find_map(Stage::value)?.get()),
        Subject::Stages => Value::Number(funnel.stages().len()),
        Subject::Order => Value::Order(funnel.stages().iter().map(Stage::id).collect()),
        Subject::Inside => money(goals.inside_on_day_one()),
        Subject::FirstWork => Value::Date(goals.first_work()?),
        Subject::TotalLag => Value::Days(funnel.lag_to_revenue(0)),
        _ => return None,
    })
}

/// What a plan has for a subject that is about a stage of it.
fn stage_value(
    subject: Subject,
    (scenario, goals): Plan,
    place: usize,
    stage: &Stage,
    today: Day,
) -> Option<Value> {
    let bearing = goals.grid().bearing(place);
    let whole = |exact| Value::Count { shown: ceiling(exact), exact };
    Some(match subject {
        Subject::Input(Input::Stage(_, field)) => match field {
            Field::Yield if stage.value().is_some() => return None,
            Field::Yield => Value::Rate(stage.yields().initial()),
            Field::Lag => Value::Days(stage.lag().days()),
            Field::Direct => Value::Rate(stage.direct().get()),
            Field::Opening => {
                let exact = stage.opening().map(Count::get)?;
                Value::Count { shown: exact, exact }
            }
        },
        Subject::RateFrom(_, month) => {
            let changes = stage.yields().changes();
            Value::Rate(changes.iter().find(|change| change.from == month)?.rate.get())
        }
        Subject::Need(_) => Value::Count { shown: bearing.shown_need(), exact: bearing.need() },
        Subject::Total(_) => {
            Value::Count { shown: bearing.shown_total(Content::Goals), exact: bearing.total() }
        }
        // Of months that ask for the same, whole units give one to some and not to others: the largest tells.
        Subject::Peak(_) => {
            Value::Count { shown: bearing.shown_peak(Content::Goals), exact: goals.peak(place).1 }
        }
        Subject::PeakMonth(_) => Value::Month(goals.grid().month(goals.peak(place).0)),
        Subject::DayOne(_) => whole(goals.day_one()[place].needed),
        Subject::Due(_) => whole(bearing.due_before(today.since(scenario.start()))),
        Subject::LastCall(_) => Value::Date(goals.last_call(place)),
        _ => return None,
    })
}
