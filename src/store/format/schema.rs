//! The scenario file as a JSON Schema (draft 2020-12): for editors, and for those who write such files by program.
//!
//! It says all that a schema can say, in the words and bounds that the reader itself goes by. What it cannot say
//! stands in its description; `backcast check` says that too.

mod names;
mod stages;

use serde_json::{Map, Number, Value, json};

use super::{TARGET_FIELDS, VERSION, layout, tree};
use crate::plan::Quantity;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

const DESCRIPTION: &str = "\
A funnel plan: from a revenue target back to a goal for every stage and month. Keys that are not named here are kept. \
Six things this schema cannot say, and `backcast check FILE` does: a name has a letter, not only signs such as an \
arrow; the names of the stages differ, whatever their case; \
the changes of a stage begin in different months; the low end of a range is not above the high one; a seasonal plan \
has a weight above 0 in one of its own months; no key is given twice. This is version 1: files of a later one have \
a schema of their own.";

/// Gives the schema of the version that is written, laid out as a scenario file is.
pub fn schema() -> String {
    let schema = json!({
        "$schema": DIALECT,
        "title": "backcast scenario",
        "description": DESCRIPTION,
        "type": "object",
        "required": ["format", "version", "name", "start", "months", "target", "stages"],
        "properties": {
            "format": { "const": "backcast" },
            "version": { "const": VERSION },
            "name": { "description": "what the scenario is called", "$ref": "#/$defs/title" },
            "currency": {
                "description": "a code of three letters",
                "type": "string",
                "pattern": "^[A-Za-z]{3}$",
                "default": "USD"
            },
            "start": { "description": "the plan's first month", "$ref": "#/$defs/month" },
            "months": number(Quantity::Horizon, "how many months the plan has"),
            "target": { "description": "the revenue that is needed", "$ref": "#/$defs/target" },
            "stages": { "description": "the buyer's journey, top to bottom", "$ref": "#/$defs/stages" },
            "notes": text("what else there is to say")
        },
        "if": CUSTOM.split('.').rev().fold(json!({ "const": "custom" }), |inner, key| {
            json!({ "required": [key], "properties": { key: inner } })
        }),
        "then": { "$ref": "#/$defs/custom" },
        "$defs": definitions()
    });
    let tree = tree::parse(schema.to_string().as_bytes());
    layout::lay_out(&tree.expect("a schema is a small JSON object without a key given twice"))
}

/// The key that says that every month has a weight of its own.
const CUSTOM: &str = "target.phasing.kind";

fn definitions() -> Value {
    let mut all = Map::new();
    all.insert("title".to_owned(), names::title());
    all.insert("month".to_owned(), month());
    all.insert("target".to_owned(), target());
    all.insert("phasing".to_owned(), phasing());
    all.insert("beyond".to_owned(), beyond());
    all.extend(stages::definitions());
    let months = 1..=most(Quantity::Horizon);
    all.insert("custom".to_owned(), json!({ "allOf": months.map(weights_by_month).collect::<Vec<_>>() }));
    all.into()
}

fn month() -> Value {
    json!({
        "description": "1900-01 to 2999-12",
        "type": "string",
        "pattern": "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$",
        "examples": ["2027-01"]
    })
}

fn target() -> Value {
    json!({
        "type": "object",
        "required": ["amount"],
        "properties": {
            "amount": number(Quantity::Money, "of all months together, in the plan's currency"),
            "phasing": {
                "description": "how the amount is split over the months",
                "$ref": "#/$defs/phasing",
                "default": { "kind": "even" }
            },
            "beyond": {
                "description": "the target after the plan's last month",
                "$ref": "#/$defs/beyond",
                "default": { "kind": "continue" }
            },
            "locked": locked(&TARGET_FIELDS)
        }
    })
}

fn phasing() -> Value {
    let growth = number(Quantity::MonthlyGrowth, "growth from month to month: 0.03 is 3 %");
    let year = weights("January to December", 12, 12);
    let own = weights("one for each month of the plan", 1, most(Quantity::Horizon));
    one_of(&[
        ("even", &[], json!({ "monthly": false, "weights": false })),
        ("growth", &["monthly"], json!({ "monthly": growth, "weights": false })),
        ("seasonal", &["weights"], json!({ "monthly": false, "weights": year })),
        ("custom", &["weights"], json!({ "monthly": false, "weights": own })),
    ])
}

fn beyond() -> Value {
    let growth = number(Quantity::YearlyGrowth, "growth from year to year: 0.15 is 15 %");
    one_of(&[
        ("continue", &[], json!({ "yearly_growth": growth })),
        ("stop", &[], json!({ "yearly_growth": false })),
    ])
}

/// An object of one of a few kinds, each with the keys that it needs and what its keys may be.
fn one_of(kinds: &[(&str, &[&str], Value)]) -> Value {
    let words: Vec<&str> = kinds.iter().map(|(kind, ..)| *kind).collect();
    let rule = |(kind, needs, properties): &(&str, &[&str], Value)| {
        json!({
            "if": { "properties": { "kind": { "const": kind } } },
            "then": { "required": needs, "properties": properties }
        })
    };
    json!({
        "type": "object",
        "required": ["kind"],
        "properties": { "kind": { "enum": words } },
        "allOf": kinds.iter().map(rule).collect::<Vec<_>>()
    })
}

/// A list of weights, not all of them 0.
fn weights(description: &str, least: u64, most: u64) -> Value {
    json!({
        "description": description,
        "type": "array",
        "items": bounded(Quantity::Weight),
        "contains": { "exclusiveMinimum": 0 },
        "minItems": least,
        "maxItems": most
    })
}

/// In a plan of so many months a custom phasing has as many weights.
fn weights_by_month(months: u64) -> Value {
    let count = json!({ "minItems": months, "maxItems": months });
    let then = ["target", "phasing", "weights"].into_iter().rev();
    json!({
        "if": { "properties": { "months": { "const": months } } },
        "then": then.fold(count, |inner, key| json!({ "properties": { key: inner } }))
    })
}

/// A text that may be left out.
fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string", "default": "" })
}

/// A number within the bounds of its quantity.
fn number(quantity: Quantity, description: &str) -> Value {
    let mut schema = json!({ "description": description });
    if let (Value::Object(schema), Value::Object(bounds)) = (&mut schema, bounded(quantity)) {
        schema.extend(bounds);
    }
    schema
}

/// A low and a high end.
fn range(quantity: Quantity) -> Value {
    json!({
        "description": "low and high of what is plausible",
        "type": "array",
        "items": bounded(quantity),
        "minItems": 2,
        "maxItems": 2
    })
}

/// The names of inputs that may not be changed.
fn locked<T>(words: &[(&str, T)]) -> Value {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({
        "description": "the inputs that may not be changed or sought",
        "type": "array",
        "items": { "enum": words }
    })
}

/// The bounds of a quantity (model.md §8).
fn bounded(quantity: Quantity) -> Value {
    let kind = if matches!(quantity, Quantity::Lag | Quantity::Horizon) { "integer" } else { "number" };
    let (low, high) = quantity.range();
    json!({ "type": kind, "minimum": plain(low), "maximum": plain(high) })
}

/// The highest that a quantity may be, where that is a small whole number.
fn most(quantity: Quantity) -> u64 {
    quantity.range().1 as u64
}

/// A number as a file would say it.
fn plain(number: f64) -> Number {
    tree::plain(number).parse().expect("a number in plain digits is JSON")
}
