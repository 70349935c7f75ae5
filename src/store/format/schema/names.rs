//! What a scenario and a stage may be called, as patterns that every engine reads: without classes of Unicode, which
//! some lack, and without characters beyond the first plane, which they write in different ways.
//!
//! The rules are those of `plan::name`; the characters that cannot be seen are asked of it one by one.

use serde_json::{Value, json};

use crate::plan::name::{Name, is_unseen};

/// What is not allowed in a name.
const CONTROL: &str = r"\x00-\x1f\x7f-\x9f";
/// What is dropped around a name.
const BLANK: &str = r"\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// A scenario's name.
pub(super) fn title() -> Value {
    json!({
        "type": "string",
        "maxLength": Name::MAX,
        "pattern": format!("[0-9]|{}", letter()),
        "not": { "pattern": format!("[{CONTROL}]") }
    })
}

/// A stage's name.
pub(super) fn name() -> Value {
    let (unseen, max) = (unseen(), Name::MAX);
    let around = format!("[{BLANK}{unseen}]*");
    let revenue = "revenue".chars().map(|letter| {
        let upper = letter.to_ascii_uppercase();
        format!("[{upper}{letter}][{unseen}]*")
    });
    json!({
        "type": "string",
        "allOf": [
            { "pattern": format!("^[{BLANK}]*[^{CONTROL}]{{1,{max}}}[{BLANK}]*$") },
            { "pattern": letter() }
        ],
        "not": { "pattern": format!("^{around}{}{around}$", revenue.collect::<String>()) }
    })
}

/// What may be a letter: which signs of other scripts are none, only the reader knows.
fn letter() -> String {
    format!("[A-Za-z]|[^\\x00-\\x7f{BLANK}{}]", unseen())
}

/// The characters of the first plane that cannot be seen, as the inside of a class.
fn unseen() -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for char in ('\0'..='\u{ffff}').filter(|char| is_unseen(*char)).map(u32::from) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == char => *last = char,
            _ => ranges.push((char, char)),
        }
    }
    let range = |(first, last)| {
        if first == last { format!("\\u{first:04x}") } else { format!("\\u{first:04x}-\\u{last:04x}") }
    };
    ranges.into_iter().map(range).collect()
}
