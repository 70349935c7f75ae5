//! What an input of a plan is called: as the screen labels it, and as the command line names it.

use super::clean::CUT;
use super::edit::reference;
use super::entry::{self, Kind};
use super::name::steps;
use super::sentence::short_names;
use super::show;
use crate::plan::{Count, Field, Input, Scenario, TargetField};

/// The label of an input: `Proposals→Deals`, `Deal value`, `Lag Proposals→Deals`, `Direct Meetings`, `Amount`.
pub fn label(scenario: &Scenario, input: Input) -> String {
    label_by(scenario, input, &short_names(scenario))
}

/// The label where there is room: with full names if short ones had to be cut, so that it tells inputs apart.
pub fn clear_label(scenario: &Scenario, input: Input) -> String {
    let label = label(scenario, input);
    if !label.contains(CUT) {
        return label;
    }
    let names: Vec<String> = scenario.funnel().stages().iter().map(|stage| stage.name().to_owned()).collect();
    label_by(scenario, input, &names)
}

fn label_by(scenario: &Scenario, input: Input, names: &[String]) -> String {
    match input {
        Input::Target(field) => target_label(field).to_owned(),
        Input::Stage(id, field) => {
            let Some((place, stage)) = scenario.funnel().find(id) else { return "a stage".to_owned() };
            let step = || steps(names).swap_remove(place);
            match field {
                Field::Yield if stage.value().is_some() => "Deal value".to_owned(),
                Field::Yield => step(),
                Field::Lag => format!("Lag {}", step()),
                Field::Direct => format!("Direct {}", names[place]),
                Field::Opening => format!("Day one {}", names[place]),
            }
        }
    }
}

/// All inputs of a plan in the order of the screen: rates and value, lags, the target, direct shares, day one.
///
/// The first stage has no direct share: nothing stands above it.
pub fn all(scenario: &Scenario) -> Vec<Input> {
    let of = |field, first| {
        let stages = scenario.funnel().stages().iter().skip(first);
        stages.map(move |stage| Input::Stage(stage.id(), field))
    };
    let target = TargetField::ALL.into_iter().map(Input::Target);
    let panes = of(Field::Yield, 0).chain(of(Field::Lag, 0)).chain(target);
    panes.chain(of(Field::Direct, 1)).chain(of(Field::Opening, 0)).collect()
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

/// What an input is now, as lists show it: `60.0%`, `$25,000`, `30 d`, `even`; `none` where nothing was given.
pub fn value(scenario: &Scenario, input: Input) -> String {
    let target = scenario.target();
    match input {
        Input::Target(TargetField::Amount) => show::money_full(target.amount.get(), scenario.currency()),
        Input::Target(TargetField::Phasing) => show::phasing(&target.phasing),
        Input::Target(TargetField::Start) => show::month_year(scenario.start()),
        Input::Target(TargetField::Months) => scenario.months().months().to_string(),
        Input::Target(TargetField::Beyond) => show::beyond(target.beyond),
        Input::Stage(id, field) => {
            let Some((_, stage)) = scenario.funnel().find(id) else { return "none".to_owned() };
            match (field, stage.value()) {
                (Field::Yield, Some(value)) => show::money_full(value.get(), scenario.currency()),
                (Field::Yield, None) => show::rate(stage.yields().initial()),
                (Field::Lag, _) => show::lag(stage.lag()),
                (Field::Direct, _) => show::rate(stage.direct().get()),
                (Field::Opening, _) => opening(stage.opening()),
            }
        }
    }
}

/// Who will be inside a stage on day one, in full, or `none`.
pub(super) fn opening(count: Option<Count>) -> String {
    count.map_or_else(|| "none".to_owned(), |count| entry::print(count.get(), Kind::Count))
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
