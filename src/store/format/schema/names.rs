//! What a scenario and a stage may be called, as patterns (ECMA-262 with Unicode).
//!
//! The rules are those of `plan::name`; the characters that cannot be seen are asked of it one by one.

use serde_json::{Value, json};

use crate::plan::name::{Name, is_unseen};

/// What is not allowed in a name; around one it is dropped where it is blank.
const CONTROL: &str = r"\p{Cc}";
const BLANK: &str = r"\p{White_Space}";

/// A scenario's name.
pub(super) fn title() -> Value {
    json!({
        "type": "string",
        "maxLength": Name::MAX,
        "pattern": seen(r"[\p{Alphabetic}\p{N}]"),
        "not": { "pattern": CONTROL }
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
            { "pattern": format!("^{BLANK}*[^{CONTROL}]{{1,{max}}}{BLANK}*$") },
            { "pattern": seen(r"\p{Alphabetic}") }
        ],
        "not": { "pattern": format!("^{around}{}{around}$", revenue.collect::<String>()) }
    })
}

/// A character of a class that can be seen.
fn seen(class: &str) -> String {
    format!("(?![{}]){class}", unseen())
}

/// The characters that cannot be seen, as the inside of a class.
fn unseen() -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for char in ('\0'..=char::MAX).filter(|char| is_unseen(*char)).map(u32::from) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == char => *last = char,
            _ => ranges.push((char, char)),
        }
    }
    let escaped =
        |char: u32| if char > 0xffff { format!("\\u{{{char:x}}}") } else { format!("\\u{char:04x}") };
    let range = |(first, last)| {
        if first == last { escaped(first) } else { format!("{}-{}", escaped(first), escaped(last)) }
    };
    ranges.into_iter().map(range).collect()
}
