//! What an input of a plan is called: as the screen labels it, and as the command line names it; and its values.

use super::edit::reference;
use super::sentence::{short_names, step_name};
use super::show;
use crate::plan::{Field, Input, Lag, Scenario, StageId, TargetField};

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

/// A value of an input that is a plain number, as it is shown: "60.0%", "$25,000", "45 d".
pub fn value(scenario: &Scenario, input: Input, value: f64) -> String {
    match input {
        Input::Stage(id, Field::Yield) if !has_deal_value(scenario, id) => show::rate(value),
        Input::Stage(_, Field::Direct) => show::rate(value),
        Input::Stage(_, Field::Lag) => show::lag(Lag::nearest(value)),
        Input::Stage(_, Field::Opening) => show::count(value),
        Input::Stage(_, Field::Yield) | Input::Target(_) => show::money_full(value, scenario.currency()),
    }
}

fn has_deal_value(scenario: &Scenario, id: StageId) -> bool {
    scenario.funnel().find(id).is_some_and(|(_, stage)| stage.value().is_some())
}

/// The name of an input in assignments and in JSON (cli.md "INPUT"): `proposals.rate`, `deals.value`, `target`.
pub fn path(scenario: &Scenario, input: Input) -> String {
    match input {
        Input::Target(TargetField::Amount) => "target".to_owned(),
        Input::Target(field) => target_label(field).to_lowercase(),
        Input::Stage(id, field) => {
            let field = match field {
                Field::Yield if has_deal_value(scenario, id) => "value",
                Field::Yield => "rate",
                Field::Lag => "lag",
                Field::Direct => "direct",
                Field::Opening => "opening",
            };
            format!("{}.{field}", reference(id, scenario.funnel()))
        }
    }
}
