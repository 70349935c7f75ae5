//! What an input of a plan is called, as the screen labels it and as the command line names it, and its kind of number.

use super::edit::reference;
use super::entry::Kind;
use super::sentence::{short_names, step_name};
use crate::plan::{Field, Input, Scenario, TargetField};

/// The label of an input: `Proposals→Deals`, `Deal value`, `Lag Proposals→Deals`, `Direct Meetings`, `Amount`.
pub fn label(scenario: &Scenario, input: Input) -> String {
    match input {
        Input::Target(field) => target_label(field).to_owned(),
        Input::Stage(id, field) => {
            let Some((place, stage)) = scenario.funnel().find(id) else { return "a stage".to_owned() };
            match field {
                Field::Yield if stage.value().is_some() => "Deal value".to_owned(),
                Field::Yield => step_name(scenario, place),
                Field::Lag => format!("Lag {}", step_name(scenario, place)),
                Field::Direct => format!("Direct {}", short_names(scenario)[place]),
                Field::Opening => format!("Day one {}", short_names(scenario)[place]),
            }
        }
    }
}

/// The label of an input of the target.
pub const fn target_label(field: TargetField) -> &'static str {
    match field {
        TargetField::Amount => "Amount",
        TargetField::Phasing => "Phasing",
        TargetField::Start => "Start",
        TargetField::Months => "Months",
        TargetField::Beyond => "Beyond",
    }
}

/// The name of an input in assignments and in JSON (cli.md "INPUT"): `proposals.rate`, `deals.value`, `target`.
pub fn path(scenario: &Scenario, input: Input) -> String {
    match input {
        Input::Target(TargetField::Amount) => "target".to_owned(),
        Input::Target(field) => target_label(field).to_lowercase(),
        Input::Stage(id, field) => {
            let is_value = scenario.funnel().find(id).is_some_and(|(_, stage)| stage.value().is_some());
            let field = match field {
                Field::Yield if is_value => "value",
                Field::Yield => "rate",
                Field::Lag => "lag",
                Field::Direct => "direct",
                Field::Opening => "opening",
            };
            format!("{}.{field}", reference(id, scenario.funnel()))
        }
    }
}

/// What kind of number an input is; none for the start, which is a month, and a stage that is not in the plan.
pub fn kind(scenario: &Scenario, input: Input) -> Option<Kind> {
    match input {
        Input::Target(TargetField::Amount) => Some(Kind::Money),
        Input::Target(TargetField::Months) => Some(Kind::Months),
        Input::Target(TargetField::Start) => None,
        Input::Target(TargetField::Phasing) => Some(Kind::Growth),
        Input::Target(TargetField::Beyond) => Some(Kind::YearlyGrowth),
        Input::Stage(id, field) => {
            let (_, stage) = scenario.funnel().find(id)?;
            Some(match field {
                Field::Yield if stage.value().is_some() => Kind::Money,
                Field::Yield => Kind::Rate,
                Field::Lag => Kind::Lag,
                Field::Direct => Kind::Share,
                Field::Opening => Kind::Count,
            })
        }
    }
}
