//! The assignment that makes an edit.

use super::stage::reference;
use crate::plan::{Beyond, Edit, Field, Input, Phasing, Scenario, Span, StageEdit, TargetField, Weight};
use crate::text::entry::{Kind, print as number};
use crate::text::show;

/// What the assignment that makes an edit has behind its sign: `growth:3%`, `continue:15%`.
pub fn assigned(edit: &Edit, scenario: &Scenario) -> String {
    print(edit, scenario).split_once('=').map_or_else(String::new, |(_, value)| value.to_owned())
}

/// Writes the assignment that makes an edit on a scenario; [`super::parse`] reads it back.
///
/// Months of revenue that do not follow each other take an assignment each, which [`super::parse_all`] reads.
pub fn print(edit: &Edit, scenario: &Scenario) -> String {
    let funnel = scenario.funnel();
    let stage = |id| reference(id, funnel);
    match edit {
        Edit::Name(name) => format!("name={}", quoted(name)),
        Edit::Currency(currency) => format!("currency={}", currency.code()),
        Edit::Notes(notes) => format!("notes={}", quoted(notes)),
        Edit::Start(start) => format!("start={start}"),
        Edit::Months(months) => format!("months={}", months.months()),
        Edit::Amount(amount) => format!("target={}", number(amount.get(), Kind::Money)),
        Edit::Phasing(phasing) => format!("phasing={}", print_phasing(phasing)),
        Edit::Beyond(Beyond::Continue) => "beyond=continue".to_owned(),
        Edit::Beyond(Beyond::Grow(growth)) => {
            format!("beyond=continue:{}", number(growth.get(), Kind::YearlyGrowth))
        }
        Edit::Beyond(Beyond::Stop) => "beyond=stop".to_owned(),
        Edit::Revenue(months) => print_revenue(months, scenario),
        Edit::Stage(id, edit) => format!("{}.{}", stage(*id), print_stage(edit)),
        Edit::AddStage(place, name) => {
            format!("stage+={}", quoted(&format!("{}@{}", name.as_str(), place + 1)))
        }
        Edit::RemoveStage(id) => format!("stage-={}", stage(*id)),
        Edit::MoveStage(id, place) => format!("{}.at={}", stage(*id), place + 1),
        Edit::Lock(input, on) => {
            let (scope, field) = match input {
                Input::Target(field) => ("target".to_owned(), target_field(*field)),
                Input::Stage(id, field) => (stage(*id), stage_field(*field)),
            };
            format!("{scope}.{}={field}", if *on { "lock" } else { "unlock" })
        }
    }
}

fn print_stage(edit: &StageEdit) -> String {
    match edit {
        StageEdit::Name(name) => format!("name={}", quoted(name.as_str())),
        StageEdit::Owner(owner) => format!("owner={}", show::owner(*owner)),
        StageEdit::Definition(text) => format!("definition={}", quoted(text)),
        StageEdit::Rate(rate) => format!("rate={}", number(rate.get(), Kind::Rate)),
        StageEdit::RateFrom(month, rate) => {
            format!("rate@{month}={}", or_none(rate.map(|rate| number(rate.get(), Kind::Rate))))
        }
        StageEdit::Value(value) => format!("value={}", number(value.get(), Kind::Money)),
        StageEdit::Lag(lag) => format!("lag={}", lag.days()),
        StageEdit::Direct(direct) => format!("direct={}", number(direct.get(), Kind::Share)),
        StageEdit::Opening(count) => {
            format!("opening={}", or_none(count.map(|count| number(count.get(), Kind::Count))))
        }
        StageEdit::RateRange(span) => format!("range={}", ends(*span, |rate| number(rate.get(), Kind::Rate))),
        StageEdit::ValueRange(span) => {
            format!("range={}", ends(*span, |value| number(value.get(), Kind::Money)))
        }
        StageEdit::LagRange(span) => format!("lag-range={}", ends(*span, |lag| lag.days().to_string())),
    }
}

fn or_none(text: Option<String>) -> String {
    text.unwrap_or_else(|| "none".to_owned())
}

fn ends<T: PartialOrd + Copy>(span: Option<Span<T>>, print: impl Fn(T) -> String) -> String {
    or_none(span.map(|span| format!("{}..{}", print(span.low()), print(span.high()))))
}

fn print_phasing(phasing: &Phasing) -> String {
    match phasing {
        Phasing::Even => "even".to_owned(),
        Phasing::Growth(growth) => format!("growth:{}", number(growth.get(), Kind::Growth)),
        Phasing::Seasonal(weights) => format!("seasonal:{}", print_weights(weights)),
        Phasing::Custom(weights) => format!("custom:{}", print_weights(weights)),
    }
}

fn print_weights(weights: &[Weight]) -> String {
    weights.iter().map(|weight| number(weight.get(), Kind::Weight)).collect::<Vec<_>>().join(",")
}

fn print_revenue(months: &[(usize, Weight)], scenario: &Scenario) -> String {
    let amount = |(_, weight): &(usize, Weight)| number(weight.get(), Kind::Weight);
    let print_run = |run: &[(usize, Weight)]| {
        let month = scenario.start().plus(run[0].0 as i32);
        format!("revenue@{month}={}", run.iter().map(amount).collect::<Vec<_>>().join(";"))
    };
    months.chunk_by(|(one, _), (next, _)| one + 1 == *next).map(print_run).collect::<Vec<_>>().join(" ")
}

/// The name of an input of the target, as a lock names it.
pub(super) const fn target_field(field: TargetField) -> &'static str {
    match field {
        TargetField::Amount => "amount",
        TargetField::Phasing => "phasing",
        TargetField::Start => "start",
        TargetField::Months => "months",
        TargetField::Beyond => "beyond",
    }
}

/// The name of an input of a stage, as a lock names it.
pub(super) const fn stage_field(field: Field) -> &'static str {
    match field {
        Field::Yield => "rate",
        Field::Lag => "lag",
        Field::Direct => "direct",
        Field::Opening => "opening",
    }
}

/// Puts a text in quotes where the bare text could be read as something else.
fn quoted(text: &str) -> String {
    if text.contains(['=', '"']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
