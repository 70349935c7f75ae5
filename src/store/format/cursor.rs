//! A walk through a JSON tree that knows the path of where it is, so that every refusal names it.
//!
//! Knows kinds of values (a number within bounds, a month, a word of a list), not which keys a scenario has.

use super::tree::{Keys, Value, plain};
use super::{FormatError, SHOWN};
use crate::plan::{Month, OutOfBounds, Quantity, Span};

/// A value and its path.
pub(super) struct At {
    path: String,
    value: Value,
}

impl At {
    /// The value that is the whole file.
    pub(super) const fn top(value: Value) -> Self {
        Self { path: String::new(), value }
    }

    /// A refusal of this value.
    pub(super) fn refuse(&self, allowed: impl Into<String>) -> FormatError {
        let path = if self.path.is_empty() { "the file".to_owned() } else { self.path.clone() };
        FormatError::Value { path, found: describe(&self.value), allowed: allowed.into() }
    }

    /// Its path, to blame it after it was read.
    pub(super) fn path(&self) -> String {
        self.path.clone()
    }

    /// The value as an object.
    pub(super) fn object(self, allowed: &str) -> Result<Object, FormatError> {
        match self.value {
            Value::Object(keys) => Ok(Object { path: self.path, keys }),
            _ => Err(self.refuse(allowed)),
        }
    }

    /// The value as a list.
    pub(super) fn list(self, allowed: &str) -> Result<Vec<Self>, FormatError> {
        let Value::Array(values) = self.value else { return Err(self.refuse(allowed)) };
        let element = |(at, value)| Self { path: format!("{}[{at}]", self.path), value };
        Ok(values.into_iter().enumerate().map(element).collect())
    }

    /// The value as text.
    pub(super) fn text(self) -> Result<String, FormatError> {
        match self.value {
            Value::String(text) => Ok(text),
            _ => Err(self.refuse("text in double quotes")),
        }
    }

    /// The value as text, if it is text.
    pub(super) fn as_str(&self) -> Option<&str> {
        self.value.as_str()
    }

    /// The value as a whole number from 1 on, if it is one.
    pub(super) fn as_ordinal(&self) -> Option<u64> {
        let number = self.value.as_f64()?;
        (number >= 1.0 && number.fract() == 0.0).then_some(number as u64)
    }

    /// The value as a number within the bounds of its quantity.
    pub(super) fn number<T>(
        &self,
        quantity: Quantity,
        new: impl Fn(f64) -> Result<T, OutOfBounds>,
    ) -> Result<T, FormatError> {
        let number =
            self.value.as_f64().ok_or_else(|| self.refuse(format!("a number, {}", allowed(quantity))))?;
        new(number).map_err(|_| self.refuse(allowed(quantity)))
    }

    /// The value as a month.
    pub(super) fn month(&self) -> Result<Month, FormatError> {
        let month = self.value.as_str().and_then(|text| text.parse().ok());
        month.ok_or_else(|| self.refuse("a month from \"1900-01\" to \"2999-12\", written like \"2027-01\""))
    }

    /// The value as one of a few words.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, FormatError> {
        let found = self.value.as_str();
        let meant = words.iter().find(|(word, _)| found == Some(word)).map(|(_, meaning)| *meaning);
        meant.ok_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
            self.refuse(words.join(", "))
        })
    }

    /// The value as a list of words; which of them are there, in the order of `words`.
    pub(super) fn words<T: Copy>(self, words: &[(&str, T)]) -> Result<Vec<T>, FormatError> {
        let numbered: Vec<_> = words.iter().zip(0..).map(|((word, _), place)| (*word, place)).collect();
        let found = self.list("a list of names of inputs, for example [\"lag\"]")?;
        let mut places = found.iter().map(|at| at.word(&numbered)).collect::<Result<Vec<usize>, _>>()?;
        places.sort_unstable();
        places.dedup();
        Ok(places.into_iter().map(|place| words[place].1).collect())
    }

    /// The value as a low and a high end.
    pub(super) fn span<T: PartialOrd + Copy>(
        self,
        quantity: Quantity,
        new: impl Fn(f64) -> Result<T, OutOfBounds>,
    ) -> Result<Span<T>, FormatError> {
        let rule = format!("[low, high], low not above high, each {}", allowed(quantity));
        let refusal = self.refuse(rule.clone());
        let ends = self.list(&rule)?;
        let [low, high] = ends.as_slice() else { return Err(refusal) };
        let (low, high) = (low.number(quantity, &new)?, high.number(quantity, &new)?);
        if low <= high { Ok(Span::new(low, high)) } else { Err(refusal) }
    }
}

/// An object and its path. Keys are taken out one by one; what is left at the end is unknown.
pub(super) struct Object {
    path: String,
    keys: Keys,
}

impl Object {
    /// The path of one of its keys.
    pub(super) fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Takes the value of a key that may be missing.
    pub(super) fn take(&mut self, key: &str) -> Option<At> {
        let value = self.keys.take(key)?;
        Some(At { path: self.path(key), value })
    }

    /// Takes the value of a key that must be there.
    pub(super) fn need(&mut self, key: &str, example: &'static str) -> Result<At, FormatError> {
        self.take(key).ok_or_else(|| FormatError::Missing { path: self.path(key), example })
    }

    /// Refuses known keys that have no place in this object.
    pub(super) fn forbid(&mut self, keys: &[&str], why: &str) -> Result<(), FormatError> {
        match keys.iter().find_map(|key| self.take(key)) {
            Some(at) => Err(at.refuse(why)),
            None => Ok(()),
        }
    }

    /// The keys that nobody took.
    pub(super) fn rest(self) -> Keys {
        self.keys
    }
}

/// The bounds of a quantity as they are written in a file: rates as fractions of 1.
fn allowed(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Rate => "0.000001 to 1 (a rate of 40 % is 0.4)",
        Quantity::Share => "0 to 0.99 (a share of 30 % is 0.3)",
        Quantity::Lag => "0 to 720 whole days",
        Quantity::Money => "0.01 to 1000000000000000",
        Quantity::Weight | Quantity::Count => "0 to 1000000000000000",
        Quantity::MonthlyGrowth => "-0.5 to 1 (growth of 3 % is 0.03)",
        Quantity::YearlyGrowth => "-0.9 to 10 (growth of 15 % is 0.15)",
        Quantity::Horizon => "1 to 60 whole months",
    }
}

/// A value as a message shows it.
fn describe(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(values) if values.iter().all(Value::is_number) && values.len() <= 3 => {
            format!("[{}]", values.iter().map(describe).collect::<Vec<_>>().join(","))
        }
        Value::Array(values) => format!("a list of {}", values.len()),
        Value::String(text) if text.chars().count() > SHOWN => {
            let start: String = text.chars().take(SHOWN).collect();
            format!("{start:?}…")
        }
        Value::String(text) => format!("{text:?}"),
        Value::Number(text) => value.as_f64().map_or_else(|| text.clone(), plain),
        Value::Null | Value::Bool(_) => value.to_string(),
    }
}
