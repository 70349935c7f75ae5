//! JSON on one line with a checksum, so that what was half written or damaged is told from what was meant.

use serde_json::Value;

use super::slug;

const START: &str = "{\"sum\":\"";
const MIDDLE: &str = "\",\"line\":";
const END: &str = "}";

/// A value as a line, with its end.
pub(super) fn line(value: &Value) -> String {
    let text = value.to_string();
    format!("{START}{}{MIDDLE}{text}{END}\n", slug::hash8(text.as_bytes()))
}

/// Reads a line without its end; none for one that is damaged.
pub(super) fn read(line: &str) -> Option<Value> {
    let (sum, text) = line.strip_prefix(START)?.split_once(MIDDLE)?;
    let text = text.strip_suffix(END)?;
    if slug::hash8(text.as_bytes()) != sum {
        return None;
    }
    serde_json::from_str(text).ok()
}
