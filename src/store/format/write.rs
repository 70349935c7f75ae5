//! A scenario to a JSON tree: the order of the keys, and which are left out.
//!
//! Decides nothing about blanks and line ends; that is the layout's.

use super::tree::{Keys, Value, plain};
use super::{Extras, OWNERS, TARGET_FIELDS, VERSION, is_last, stage_fields};
use crate::plan::{Beyond, Money, Phasing, Rate, Scenario, Span, Stage, Target, Weight, Yield};

/// Writes the file's object.
pub(super) fn file(scenario: &Scenario, extras: &Extras) -> Value {
    let mut keys = Keys::default();
    put(&mut keys, "format", "backcast");
    put(&mut keys, "version", number(VERSION as f64));
    put(&mut keys, "name", scenario.name());
    put(&mut keys, "currency", scenario.currency().code());
    put(&mut keys, "start", scenario.start().to_string());
    put(&mut keys, "months", number(scenario.months().months() as f64));
    put(&mut keys, "target", target(scenario.target(), extras));
    let stages = scenario.funnel().stages().iter().map(|one| stage(one, extras));
    put(&mut keys, "stages", Value::Array(stages.collect()));
    put_text(&mut keys, "notes", scenario.notes());
    with_rest(keys, Some(&extras.top))
}

fn put(keys: &mut Keys, key: &str, value: impl Into<Value>) {
    keys.push(key.to_owned(), value.into());
}

/// Leaves an empty text out.
fn put_text(keys: &mut Keys, key: &str, text: &str) {
    if !text.is_empty() {
        put(keys, key, text);
    }
}

/// Leaves an empty list out.
fn put_list(keys: &mut Keys, key: &str, list: impl Iterator<Item = Value>) {
    let list: Vec<Value> = list.collect();
    if !list.is_empty() {
        put(keys, key, list);
    }
}

/// The object with its unknown keys after the known ones.
fn with_rest(mut keys: Keys, rest: Option<&Keys>) -> Value {
    let known: Vec<String> = keys.iter().map(|(key, _)| key.to_owned()).collect();
    for (key, value) in rest.into_iter().flat_map(Keys::iter).filter(|(key, _)| !known.contains(key)) {
        keys.push(key.clone(), value.clone());
    }
    Value::Object(keys)
}

/// A number, without a fraction where it is whole.
fn number(value: f64) -> Value {
    Value::Number(plain(value))
}

fn weights(weights: &[Weight]) -> Value {
    Value::Array(weights.iter().map(|weight| number(weight.get())).collect())
}

fn target(target: &Target, extras: &Extras) -> Value {
    let mut keys = Keys::default();
    put(&mut keys, "amount", number(target.amount.get()));
    let mut phasing = Keys::default();
    let kind = match &target.phasing {
        Phasing::Even => "even",
        Phasing::Growth(_) => "growth",
        Phasing::Seasonal(_) => "seasonal",
        Phasing::Custom(_) => "custom",
    };
    put(&mut phasing, "kind", kind);
    match &target.phasing {
        Phasing::Even => {}
        Phasing::Growth(monthly) => put(&mut phasing, "monthly", number(monthly.get())),
        Phasing::Seasonal(list) => put(&mut phasing, "weights", weights(list)),
        Phasing::Custom(list) => put(&mut phasing, "weights", weights(list)),
    }
    put(&mut keys, "phasing", with_rest(phasing, Some(&extras.phasing)));
    let mut beyond = Keys::default();
    put(&mut beyond, "kind", if target.beyond == Beyond::Stop { "stop" } else { "continue" });
    if let Beyond::Grow(yearly) = target.beyond {
        put(&mut beyond, "yearly_growth", number(yearly.get()));
    }
    put(&mut keys, "beyond", with_rest(beyond, Some(&extras.beyond)));
    let locked = TARGET_FIELDS.iter().filter(|(_, field)| target.locked.contains(field));
    put_list(&mut keys, "locked", locked.map(|(word, _)| Value::from(*word)));
    with_rest(keys, Some(&extras.target))
}

fn stage(stage: &Stage, extras: &Extras) -> Value {
    let mut keys = Keys::default();
    put(&mut keys, "name", stage.name());
    let owner = OWNERS.iter().find(|(_, owner)| *owner == stage.owner());
    put(&mut keys, "owner", owner.expect("every owner has a word").0);
    put_text(&mut keys, "definition", stage.definition());
    let initial = if is_last(stage) { "value" } else { "rate" };
    put(&mut keys, initial, number(stage.yields().initial()));
    put(&mut keys, "lag_days", number(f64::from(stage.lag().days())));
    if stage.direct().get() > 0.0 {
        put(&mut keys, "direct", number(stage.direct().get()));
    }
    let changes = stage.yields().changes().iter().map(|change| {
        let mut keys = Keys::default();
        put(&mut keys, "from", change.from.to_string());
        put(&mut keys, "rate", number(change.rate.get()));
        let own = |(id, from, _): &&(_, _, _)| *id == stage.id() && *from == change.from;
        with_rest(keys, extras.changes.iter().find(own).map(|(.., rest)| rest))
    });
    put_list(&mut keys, "changes", changes);
    if let Some(opening) = stage.opening() {
        put(&mut keys, "opening", number(opening.get()));
    }
    if let Yield::Rate { range, .. } = stage.yields() {
        put_span(&mut keys, "rate_range", *range, Rate::get);
    }
    put_span(&mut keys, "lag_range", stage.lag_range(), |lag| f64::from(lag.days()));
    if let Yield::Value { range, .. } = stage.yields() {
        put_span(&mut keys, "value_range", *range, Money::get);
    }
    let words = stage_fields(is_last(stage));
    let locked = words.iter().filter(|(_, field)| stage.is_locked(*field));
    put_list(&mut keys, "locked", locked.map(|(word, _)| Value::from(*word)));
    let own = |(id, _): &&(_, _)| *id == stage.id();
    with_rest(keys, extras.stages.iter().find(own).map(|(_, rest)| rest))
}

fn put_span<T: PartialOrd + Copy>(
    keys: &mut Keys,
    key: &str,
    span: Option<Span<T>>,
    plain: impl Fn(T) -> f64,
) {
    if let Some(span) = span {
        put(keys, key, Value::Array(vec![number(plain(span.low())), number(plain(span.high()))]));
    }
}
