//! The stages of a scenario file: what each may say, and what the first and the last may not.

use serde_json::{Map, Value, json};

use super::super::{OWNERS, stage_fields};
use super::{locked, names, number, range, text};
use crate::plan::{Funnel, Quantity};

/// The definitions of the schema that are about stages.
pub(super) fn definitions() -> Map<String, Value> {
    let all = [
        ("stages", stages()),
        ("name", names::name()),
        ("stage", stage()),
        ("first-stage", first_stage()),
        ("rate-stage", rate_stage()),
        ("last-stage", last_stage()),
    ];
    all.into_iter().map(|(name, definition)| (name.to_owned(), definition)).collect()
}

/// The list: whatever its length, its first stage has no direct entries and its last a deal value.
fn stages() -> Value {
    let (fewest, most) = Funnel::BOUNDS;
    json!({
        "type": "array",
        "minItems": fewest,
        "maxItems": most,
        "items": { "$ref": "#/$defs/stage" },
        "allOf": (fewest..=most).map(chain).collect::<Vec<_>>()
    })
}

/// A list of so many stages.
fn chain(stages: usize) -> Value {
    let kind = |place: usize| match place {
        1 => json!({ "$ref": "#/$defs/first-stage" }),
        last if last == stages => json!({ "$ref": "#/$defs/last-stage" }),
        _ => json!({ "$ref": "#/$defs/rate-stage" }),
    };
    json!({
        "if": { "minItems": stages, "maxItems": stages },
        "then": { "prefixItems": (1..=stages).map(kind).collect::<Vec<_>>() }
    })
}

fn stage() -> Value {
    let owners: Vec<&str> = OWNERS.iter().map(|(word, _)| *word).collect();
    json!({
        "type": "object",
        "required": ["name", "lag_days"],
        "properties": {
            "name": { "description": "one of its own, not Revenue", "$ref": "#/$defs/name" },
            "owner": { "description": "the team that answers for it", "enum": owners, "default": "both" },
            "definition": text("what counts as a buyer in it, as both teams agreed"),
            "lag_days": number(Quantity::Lag, "days until the next stage, or until revenue; a month has 30"),
            "direct": number(Quantity::Share, "the share of entries that do not come out of the stage above"),
            "opening": number(Quantity::Count, "how many will be inside on day one"),
            "lag_range": range(Quantity::Lag)
        }
    })
}

fn first_stage() -> Value {
    json!({ "$ref": "#/$defs/rate-stage", "properties": { "direct": { "maximum": 0 } } })
}

fn rate_stage() -> Value {
    json!({
        "description": "any stage but the last",
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
            "rate_range": range(Quantity::Rate),
            "locked": locked(&stage_fields(false)),
            "value": false,
            "value_range": false
        }
    })
}

fn last_stage() -> Value {
    json!({
        "description": "the last stage",
        "required": ["value"],
        "properties": {
            "value": number(Quantity::Money, "revenue per deal, in the plan's currency"),
            "value_range": range(Quantity::Money),
            "locked": locked(&stage_fields(true)),
            "rate": false,
            "changes": false,
            "rate_range": false
        }
    })
}
