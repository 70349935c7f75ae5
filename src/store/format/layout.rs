//! A JSON tree to text that people read and git compares: a stage fits on a line, as long as it is short.
//!
//! The same tree gives the same text, always. Knows JSON only, nothing of scenarios.

use super::tree::{Value, quoted};

/// The longest line into which an object or a list is put as a whole, in bytes.
const WIDTH: usize = 110;
/// Objects and lists less deep than this always take a line for each of their elements.
const OPEN: usize = 2;
/// How many numbers of a long list share a line: a year of months.
const NUMBERS: usize = 12;

/// Lays a tree out, with a line end after it.
pub(super) fn lay_out(tree: &Value) -> String {
    let mut out = String::new();
    put(&mut out, tree, 0);
    out.push('\n');
    out
}

fn put(out: &mut String, value: &Value, depth: usize) {
    let line_start = out.rfind('\n').map_or(0, |end| end + 1);
    let start = out.len();
    if is_leaf(value) || (depth >= OPEN && put_flat(out, value, line_start + WIDTH)) {
        if is_leaf(value) {
            out.push_str(&value.to_string());
        }
        return;
    }
    out.truncate(start);
    match value {
        Value::Array(values) => {
            out.push('[');
            let numbers = values.iter().all(Value::is_number);
            for (at, value) in values.iter().enumerate() {
                if numbers && at % NUMBERS > 0 {
                    out.push(' ');
                } else {
                    new_line(out, depth + 1);
                }
                put(out, value, depth + 1);
                comma(out, at, values.len());
            }
            new_line(out, depth);
            out.push(']');
        }
        Value::Object(keys) => {
            out.push('{');
            for (at, (key, value)) in keys.iter().enumerate() {
                new_line(out, depth + 1);
                put_key(out, key);
                put(out, value, depth + 1);
                comma(out, at, keys.len());
            }
            new_line(out, depth);
            out.push('}');
        }
        _ => {}
    }
}

/// Whether a value is always on one line.
fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.is_empty(),
        Value::Object(keys) => keys.is_empty(),
        _ => true,
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

fn comma(out: &mut String, at: usize, count: usize) {
    if at + 1 < count {
        out.push(',');
    }
}

fn put_key(out: &mut String, key: &str) {
    out.push_str(&quoted(key));
    out.push_str(": ");
}

/// Puts a value on one line; gives up, and says so, where the text would be longer than the limit.
fn put_flat(out: &mut String, value: &Value, limit: usize) -> bool {
    let fits = match value {
        Value::Array(values) if !values.is_empty() => {
            let blank = if values.iter().any(Value::is_nested) { " " } else { "" };
            out.push('[');
            out.push_str(blank);
            let fits = values.iter().enumerate().all(|(at, value)| {
                out.push_str(if at > 0 { ", " } else { "" });
                put_flat(out, value, limit)
            });
            out.push_str(blank);
            out.push(']');
            fits
        }
        Value::Object(keys) if !keys.is_empty() => {
            out.push_str("{ ");
            let fits = keys.iter().enumerate().all(|(at, (key, value))| {
                out.push_str(if at > 0 { ", " } else { "" });
                key.len() < WIDTH && {
                    put_key(out, key);
                    put_flat(out, value, limit)
                }
            });
            out.push_str(" }");
            fits
        }
        Value::String(text) | Value::Number(text) if text.len() > WIDTH => false,
        _ => {
            out.push_str(&value.to_string());
            true
        }
    };
    fits && out.len() <= limit
}
