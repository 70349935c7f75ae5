//! An input of a plan in words: what the screen and the command line call it, what kind of number it is, its value,
//! how far it is from another plan's.

use super::clean::CUT;
use super::edit::{self, GrammarError, reference};
use super::entry::{self, Kind};
use super::name::{short_names, steps};
use super::show;
use crate::plan::{Currency, Edit, EditError, Field, Input, Lag, Scenario, Span, Stage, TargetField};

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

/// A number of an input as it is shown: "60.0%", "$25,000", "45 d".
pub fn value(scenario: &Scenario, input: Input, number: f64) -> String {
    kind(scenario, input).map_or_else(String::new, |kind| of_kind(kind, number, scenario.currency()))
}

fn of_kind(kind: Kind, number: f64, currency: Currency) -> String {
    match kind {
        Kind::Rate | Kind::Share => show::rate(number),
        Kind::Lag => show::lag(Lag::nearest(number)),
        Kind::Money => show::money_full(number, currency),
        kind => entry::print(number, kind),
    }
}

/// A range of an input as it is shown: `50.0% – 65.0%`, `30 – 60 d`, `$22,000 – $28,000`.
pub fn span(kind: Kind, span: Span<f64>, currency: Currency) -> String {
    let low = match kind {
        Kind::Lag => show::count(span.low()),
        kind => of_kind(kind, span.low(), currency),
    };
    format!("{low} – {}", of_kind(kind, span.high(), currency))
}

/// The name of an input in assignments and in JSON (cli.md "INPUT"): `proposals.rate`, `deals.value`, `target`.
pub fn path(scenario: &Scenario, input: Input) -> String {
    match input {
        Input::Target(TargetField::Amount) => "target".to_owned(),
        Input::Target(field) => target_label(field).to_lowercase(),
        Input::Stage(id, field) => {
            let field = match field {
                Field::Yield if kind(scenario, input) == Some(Kind::Money) => "value",
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
        Input::Stage(id, field) => scenario.funnel().find(id).map(|(_, stage)| stage_kind(stage, field)),
    }
}

/// What kind of number an input of a stage is.
pub const fn stage_kind(stage: &Stage, field: Field) -> Kind {
    match field {
        Field::Yield if stage.value().is_some() => Kind::Money,
        Field::Yield => Kind::Rate,
        Field::Lag => Kind::Lag,
        Field::Direct => Kind::Share,
        Field::Opening => Kind::Count,
    }
}

/// The value of an input as it is shown: `60.0%`, `$25,000`, `45 d`, `Jan 2027`; `none` where nothing was given.
pub fn current(scenario: &Scenario, input: Input) -> String {
    match input {
        Input::Target(TargetField::Phasing) => show::phasing(&scenario.target().phasing),
        Input::Target(TargetField::Start) => show::month_year(scenario.start()),
        Input::Target(TargetField::Beyond) => show::beyond(scenario.target().beyond),
        _ => {
            scenario.number(input).map_or_else(|| "none".to_owned(), |number| value(scenario, input, number))
        }
    }
}

/// How far an input is from its value in another plan, by arrow and size: `▲5.0pp`, `▼10 d`, `▲8.0%`; `·` where it is
/// the same, `new` and `gone` where only one plan has it, `other` for what is no number.
pub fn delta(before: &Scenario, now: &Scenario, input: Input) -> String {
    let kind = kind(now, input).filter(|kind| self::kind(before, input) == Some(*kind));
    match (before.number(input), now.number(input), kind) {
        _ if current(before, input) == current(now, input) && before.number(input) == now.number(input) => {
            show::NOTHING.to_owned()
        }
        (Some(was), Some(is), Some(Kind::Rate | Kind::Share)) => show::points(was, is),
        (Some(was), Some(is), Some(Kind::Lag)) => show::days_delta((is - was) as i64),
        (Some(was), Some(is), Some(Kind::Money | Kind::Count)) => show::percent_delta(was, is),
        (None, Some(_), Some(Kind::Count)) | (_, Some(_), None) => "new".to_owned(),
        (Some(_), None, _) if matches!(input, Input::Stage(..)) => "gone".to_owned(),
        _ => "other".to_owned(),
    }
}

/// The value of an input as it can be typed, here and in a spreadsheet: `60%`, `25000`, `45`, `2027-01`, `growth:3%`; none where nothing was given.
pub fn typed(scenario: &Scenario, input: Input) -> Option<String> {
    let target = scenario.target();
    match input {
        Input::Target(TargetField::Start) => Some(scenario.start().to_string()),
        Input::Target(TargetField::Phasing) => {
            Some(edit::assigned(&Edit::Phasing(target.phasing.clone()), scenario))
        }
        Input::Target(TargetField::Beyond) => Some(edit::assigned(&Edit::Beyond(target.beyond), scenario)),
        _ => {
            let number = scenario.number(input).zip(kind(scenario, input));
            number.map(|(number, kind)| entry::print(number, kind).replace(',', ""))
        }
    }
}

/// Writes the range of an input as it is typed: `50%..65%`; none where none was given.
pub fn range(scenario: &Scenario, input: Input) -> Option<String> {
    let (range, kind) = (scenario.range(input)?, kind(scenario, input)?);
    Some(format!("{}..{}", entry::print(range.low(), kind), entry::print(range.high(), kind)))
}

/// Reads a range of an input of a stage as it is typed, such as `50..65`; an empty text and `none` take it out.
///
/// # Errors
/// What is wrong with the text, and what is allowed.
pub fn read_range(scenario: &Scenario, input: Input, text: &str) -> Result<Edit, GrammarError> {
    let Input::Stage(id, field) = input else { return Err(EditError::NoSuchStage.into()) };
    edit::typed(id, if field == Field::Lag { "lag-range" } else { "range" }, None, text, scenario)
}
