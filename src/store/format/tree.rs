//! Bytes to a JSON tree, stricter than `serde_json`: a key given twice is refused, not silently dropped.
//!
//! A number keeps its text, so that one which no double holds is written back as it was. Knows JSON only, nothing of
//! scenarios.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{FormatError, MAX_BYTES, SHOWN};

/// Whole numbers below this are written without a fraction; above it not every one has a double.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    String(String),
    Array(Vec<Self>),
    Object(Keys),
}

impl Value {
    /// The double that is nearest to it, if it is a number.
    pub(super) fn as_f64(&self) -> Option<f64> {
        let Self::Number(text) = self else { return None };
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Whether it is of a kind that has others in it.
    pub(super) const fn is_nested(&self) -> bool {
        matches!(self, Self::Array(_) | Self::Object(_))
    }

    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}

impl fmt::Display for Value {
    /// Writes a value that has no others in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => f.write_str(&quoted(text)),
            Self::Array(_) => f.write_str("[]"),
            Self::Object(_) => f.write_str("{}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<Vec<Self>> for Value {
    fn from(values: Vec<Self>) -> Self {
        Self::Array(values)
    }
}

/// A text with its quotes and escapes.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A number as text, without a fraction where it is whole.
pub(super) fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < WHOLE {
        return (value as i64).to_string();
    }
    let number = serde_json::Number::from_f64(value);
    number.expect("neither the plan nor a file holds a number that is not finite").to_string()
}

/// An object's keys and values, in their order, no key twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Keys(Vec<(String, Value)>);

impl Keys {
    /// Adds a key that is not there yet.
    pub(super) fn push(&mut self, key: String, value: Value) {
        self.0.push((key, value));
    }

    /// Takes a key out; the others stay in their order.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.0.iter().position(|(other, _)| other == key)?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, (String, Value)> {
        self.0.iter()
    }

    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Reads one JSON value; a byte order mark before it is skipped.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, FormatError> {
    if bytes.len() > MAX_BYTES {
        return Err(FormatError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        FormatError::NotUtf8 { line: good.split(|byte| *byte == b'\n').count() }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(FormatError::Empty);
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let numbers = Cell::new(text);
    let value = Strict { numbers: &numbers }.deserialize(&mut reader);
    value.and_then(|value| reader.end().map(|()| value)).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let reason = error.to_string();
        let reason = reason.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&reason);
        let reason =
            if error.is_eof() { "the file ends too early, in the middle of a value" } else { reason };
        FormatError::Syntax { line, column, reason: reason.to_owned() }
    })
}

/// A value in which no object has a key twice, and the text behind the last number that was read.
///
/// `serde_json` hands out numbers in the order of the text and without their spelling, so that is looked up there.
#[derive(Clone, Copy)]
struct Strict<'cell, 'text> {
    numbers: &'cell Cell<&'text str>,
}

impl Strict<'_, '_> {
    /// The next number as it is written.
    fn number(self) -> Value {
        let (number, rest) = next_number(self.numbers.get());
        self.numbers.set(rest);
        Value::Number(number.to_owned())
    }
}

/// The first number of a JSON text that is not in a string, and what follows it.
fn next_number(text: &str) -> (&str, &str) {
    let mut in_string = false;
    let mut escaped = false;
    let start = text.bytes().position(|byte| {
        let begins = !in_string && (byte == b'-' || byte.is_ascii_digit());
        in_string ^= byte == b'"' && !escaped;
        escaped = in_string && byte == b'\\' && !escaped;
        begins
    });
    let text = &text[start.unwrap_or(text.len())..];
    let is_part = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    text.split_at(text.bytes().position(|byte| !is_part(byte)).unwrap_or(text.len()))
}

impl<'de> DeserializeSeed<'de> for Strict<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(self.number())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(self.number())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(self.number())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut keys = Keys::default();
        let mut known = HashSet::new();
        while let Some(key) = object.next_key::<String>()? {
            if !known.insert(key.clone()) {
                let key: String = key.chars().take(SHOWN).collect();
                return Err(A::Error::custom(format!("the key {key:?} is given twice; keep one of them")));
            }
            keys.push(key, object.next_value_seed(self)?);
        }
        Ok(Value::Object(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_outside_of_strings() {
        let text = r#"{"1": ["2\"3", -0, "\\", 1e-400], "a\\\"4": 5.0}"#;
        let mut rest = text;
        let mut found = Vec::new();
        while !rest.is_empty() {
            let (number, after) = next_number(rest);
            found.push(number);
            rest = after;
        }
        assert_eq!(found, ["-0", "1e-400", "5.0", ""]);
    }
}
