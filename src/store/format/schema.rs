//! The scenario file as a JSON Schema (draft 2020-12): for editors and for those who write such files by program.
//!
//! It says all that a schema can say. That names differ, that the rate changes of a stage begin in different months
//! and that a seasonal plan has some weight in its own months it cannot; `backcast check` says it.

use serde_json::{Value, json};

use super::{OWNERS, TARGET_FIELDS, VERSION, stage_fields};
use crate::plan::name::Name;
use crate::plan::{Funnel, Quantity};

/// Gives the schema of the version that is written.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "backcast scenario",
        "description": "A funnel plan: from a revenue target back to a goal for every stage and month. Unknown keys are kept.",
        "type": "object",
        "required": ["format", "version", "name", "start", "months", "target", "stages"],
        "properties": {
            "format": { "const": "backcast" },
            "version": { "const": VERSION },
            "name": { "description": "what the scenario is called", "$ref": "#/$defs/title" },
            "currency": { "description": "a code of three letters", "type": "string", "pattern": "^[A-Za-z]{3}$", "default": "USD" },
            "start": { "description": "the plan's first month", "$ref": "#/$defs/month" },
            "months": number(Quantity::Horizon, "how many months the plan has"),
            "target": { "$ref": "#/$defs/target" },
            "stages": {
                "description": "the steps of the buyer's journey, top to bottom; the last has a deal value, the others a rate",
                "type": "array",
                "minItems": Funnel::BOUNDS.0,
                "maxItems": Funnel::BOUNDS.1,
                "oneOf": (Funnel::BOUNDS.0..=Funnel::BOUNDS.1).map(chain).collect::<Vec<_>>()
            },
            "notes": { "type": "string", "default": "" }
        },
        "allOf": (1..=most(Quantity::Horizon)).map(weights_by_month).collect::<Vec<_>>(),
        "$defs": {
            "title": { "type": "string", "minLength": 1, "pattern": "\\S" },
            "name": {
                "type": "string",
                "minLength": 1,
                "pattern": format!("^\\s*(?=.*\\p{{L}})[^\\p{{Cc}}]{{1,{}}}\\s*$", Name::MAX),
                "not": { "pattern": "^\\s*[Rr][Ee][Vv][Ee][Nn][Uu][Ee]\\s*$" }
            },
            "month": { "type": "string", "pattern": "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$" },
            "target": target(),
            "stage": stage(),
            "rate-stage": rate_stage(),
            "value-stage": value_stage(),
            "first-stage": { "properties": { "direct": { "const": 0 } } }
        }
    })
}

fn most(quantity: Quantity) -> u64 {
    quantity.range().1 as u64
}

fn number(quantity: Quantity, description: &str) -> Value {
    let (low, high) = quantity.range();
    let whole = matches!(quantity, Quantity::Lag | Quantity::Horizon);
    json!({
        "description": description,
        "type": if whole { "integer" } else { "number" },
        "minimum": low,
        "maximum": high
    })
}

/// A low and a high end.
fn range(quantity: Quantity, description: &str) -> Value {
    let (low, high) = quantity.range();
    json!({
        "description": description,
        "type": "array",
        "items": { "type": "number", "minimum": low, "maximum": high },
        "minItems": 2,
        "maxItems": 2
    })
}

fn words<T>(words: &[(&str, T)]) -> Value {
    words.iter().map(|(word, _)| Value::from(*word)).collect()
}

fn target() -> Value {
    let weights = |description: &str, least: usize, most: u64| {
        let (low, high) = Quantity::Weight.range();
        json!({
            "description": description,
            "type": "array",
            "items": { "type": "number", "minimum": low, "maximum": high },
            "contains": { "exclusiveMinimum": 0 },
            "minItems": least,
            "maxItems": most
        })
    };
    let kind = |kind: &str, required: &[&str], properties: Value, forbidden: &[&str]| {
        let mut schema = json!({ "required": required, "properties": properties });
        schema["properties"]["kind"] = json!({ "const": kind });
        for key in forbidden {
            schema["properties"][key] = json!(false);
        }
        schema
    };
    json!({
        "description": "the revenue that is needed",
        "type": "object",
        "required": ["amount"],
        "properties": {
            "amount": number(Quantity::Money, "of all months together, in the currency"),
            "phasing": {
                "description": "how the amount is split over the months",
                "type": "object",
                "oneOf": [
                    kind("even", &["kind"], json!({}), &["monthly", "weights"]),
                    kind("growth", &["kind", "monthly"], json!({
                        "monthly": number(Quantity::MonthlyGrowth, "growth from month to month: 0.03 is 3 %")
                    }), &["weights"]),
                    kind("seasonal", &["kind", "weights"], json!({
                        "weights": weights("January to December", 12, 12)
                    }), &["monthly"]),
                    kind("custom", &["kind", "weights"], json!({
                        "weights": weights("one for each month of the plan", 1, most(Quantity::Horizon))
                    }), &["monthly"])
                ],
                "default": { "kind": "even" }
            },
            "beyond": {
                "description": "the target after the plan's last month",
                "type": "object",
                "oneOf": [
                    kind("continue", &["kind"], json!({
                        "yearly_growth": number(Quantity::YearlyGrowth, "growth from year to year: 0.15 is 15 %")
                    }), &[]),
                    kind("stop", &["kind"], json!({}), &["yearly_growth"])
                ],
                "default": { "kind": "continue" }
            },
            "locked": { "type": "array", "items": { "enum": words(&TARGET_FIELDS) } }
        }
    })
}

/// What all stages have.
fn stage() -> Value {
    json!({
        "type": "object",
        "required": ["name", "lag_days"],
        "properties": {
            "name": { "description": "not Revenue; names differ", "$ref": "#/$defs/name" },
            "owner": { "description": "the team that owns its goals", "enum": words(&OWNERS), "default": "both" },
            "definition": { "description": "what counts as a buyer in this stage", "type": "string", "default": "" },
            "lag_days": number(Quantity::Lag, "planning days until the next stage, or until revenue"),
            "direct": number(Quantity::Share, "the share of entries that do not come from the stage above"),
            "opening": number(Quantity::Count, "how many will be inside on day one"),
            "lag_range": range(Quantity::Lag, "low and high of what is plausible")
        }
    })
}

fn rate_stage() -> Value {
    json!({
        "description": "every stage but the last",
        "$ref": "#/$defs/stage",
        "required": ["rate"],
        "properties": {
            "rate": number(Quantity::Rate, "the share that reaches the next stage: 0.02 is 2 %"),
            "changes": {
                "description": "later rates, for those who enter from a month on",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["from", "rate"],
                    "properties": {
                        "from": { "$ref": "#/$defs/month" },
                        "rate": number(Quantity::Rate, "the rate from then on")
                    }
                }
            },
            "rate_range": range(Quantity::Rate, "low and high of what is plausible"),
            "locked": { "type": "array", "items": { "enum": words(&stage_fields(false)) } },
            "value": false,
            "value_range": false
        }
    })
}

fn value_stage() -> Value {
    json!({
        "description": "the last stage",
        "$ref": "#/$defs/stage",
        "required": ["value"],
        "properties": {
            "value": number(Quantity::Money, "revenue per deal"),
            "value_range": range(Quantity::Money, "low and high of what is plausible"),
            "locked": { "type": "array", "items": { "enum": words(&stage_fields(true)) } },
            "rate": false,
            "changes": false,
            "rate_range": false
        }
    })
}

/// A funnel of so many stages.
fn chain(stages: usize) -> Value {
    let mut items = vec![json!({ "$ref": "#/$defs/rate-stage" }); stages - 1];
    items[0] = json!({ "allOf": [{ "$ref": "#/$defs/rate-stage" }, { "$ref": "#/$defs/first-stage" }] });
    items.push(json!({ "$ref": "#/$defs/value-stage" }));
    json!({ "minItems": stages, "maxItems": stages, "prefixItems": items })
}

/// A custom phasing has a weight for each month.
fn weights_by_month(months: u64) -> Value {
    json!({
        "if": {
            "required": ["months", "target"],
            "properties": {
                "months": { "const": months },
                "target": {
                    "required": ["phasing"],
                    "properties": {
                        "phasing": { "required": ["kind"], "properties": { "kind": { "const": "custom" } } }
                    }
                }
            }
        },
        "then": {
            "properties": {
                "target": {
                    "properties": {
                        "phasing": {
                            "properties": { "weights": { "minItems": months, "maxItems": months } }
                        }
                    }
                }
            }
        }
    })
}
