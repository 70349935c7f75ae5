//! An input of a plan in words: what the screen and the command line call it, its value, how far it is from another
//! plan's.

use super::edit::reference;
use super::entry::{self, Kind};
use super::sentence::{short_names, step_name};
use super::show;
use crate::plan::{Count, Field, Input, Lag, Scenario, StageId, TargetField};

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

/// The value of an input as it is shown: `60.0%`, `$25,000`, `45 d`, `Jan 2027`; `none` where nothing was given.
pub fn current(scenario: &Scenario, input: Input) -> String {
    match input {
        Input::Target(field) => {
            let target = scenario.target();
            match field {
                TargetField::Amount => show::money_full(target.amount.get(), scenario.currency()),
                TargetField::Phasing => show::phasing(&target.phasing),
                TargetField::Start => show::month_year(scenario.start()),
                TargetField::Months => scenario.months().months().to_string(),
                TargetField::Beyond => show::beyond(target.beyond),
            }
        }
        Input::Stage(id, field) => {
            let Some((_, stage)) = scenario.funnel().find(id) else { return "none".to_owned() };
            match field {
                Field::Yield => value(scenario, input, stage.yields().initial()),
                Field::Lag => show::lag(stage.lag()),
                Field::Direct => show::rate(stage.direct().get()),
                Field::Opening => stage
                    .opening()
                    .map_or_else(|| "none".to_owned(), |count| entry::print(count.get(), Kind::Count)),
            }
        }
    }
}

/// How far an input is from its value in another plan, by arrow and size: `▲5.0pp`, `▼10 d`, `▲8.0%`; `·` where it is
/// the same, `new` where the other plan lacks it.
pub fn delta(before: &Scenario, now: &Scenario, input: Input) -> String {
    let differs =
        || if current(before, input) == current(now, input) { show::NOTHING } else { "other" }.to_owned();
    match input {
        Input::Target(TargetField::Amount) => {
            show::percent_delta(before.target().amount.get(), now.target().amount.get())
        }
        Input::Target(_) => differs(),
        Input::Stage(id, field) => {
            let Some((_, is)) = now.funnel().find(id) else { return "gone".to_owned() };
            let Some((_, was)) = before.funnel().find(id) else { return "new".to_owned() };
            match field {
                Field::Yield => match (was.value(), is.value()) {
                    (Some(was), Some(is)) => show::percent_delta(was.get(), is.get()),
                    (None, None) => show::points(was.yields().initial(), is.yields().initial()),
                    _ => "new".to_owned(),
                },
                Field::Lag => show::days_delta((is.lag().days() - was.lag().days()).into()),
                Field::Direct => show::points(was.direct().get(), is.direct().get()),
                Field::Opening => match (was.opening(), is.opening()) {
                    (None, None) => show::NOTHING.to_owned(),
                    (None, Some(_)) => "new".to_owned(),
                    (Some(_), None) => "gone".to_owned(),
                    (Some(was), Some(is)) => show::percent_delta(Count::get(was), Count::get(is)),
                },
            }
        }
    }
}
