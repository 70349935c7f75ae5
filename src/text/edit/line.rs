//! A line taken apart into assignments: field, operator and value, still as text.

use super::GrammarError;
use crate::plan::{Edit, Month};
use crate::text::entry;

/// What an assignment does to the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Set,
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Operator {
    /// The sign that a number starts with to do the same.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Set => "",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    const fn symbol(self) -> &'static str {
        match self {
            Self::Set => "=",
            Self::Add => "+=",
            Self::Subtract => "-=",
            Self::Multiply => "*=",
            Self::Divide => "/=",
        }
    }
}

/// One assignment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Assignment {
    /// The field in lower case, without its month.
    pub(super) field: String,
    /// The month behind `@` or `from`.
    pub(super) month: Option<String>,
    pub(super) operator: Operator,
    /// The value without blanks around it and without its quotes.
    pub(super) value: String,
}

impl Assignment {
    /// Reads one assignment that takes up the whole text.
    pub(super) fn one(text: &str) -> Result<Self, GrammarError> {
        let head = Head::at(text.trim_start()).ok_or_else(|| not_an_assignment(text))?;
        match quoted(head.rest)? {
            Some((value, rest)) if rest.trim().is_empty() => Ok(head.with(value)),
            _ => Ok(head.with(head.rest.trim().to_owned())),
        }
    }

    /// Sets a field, whatever signs stand in the value.
    pub(super) fn setting(field: &str, month: Option<Month>, value: &str) -> Self {
        Self {
            field: field.to_owned(),
            month: month.map(|month| month.to_string()),
            operator: Operator::Set,
            value: value.trim().to_owned(),
        }
    }

    /// Reads all assignments of a line.
    pub(super) fn all(line: &str) -> Result<Vec<Self>, GrammarError> {
        let mut assignments = Vec::new();
        let mut text = line.trim();
        while !text.is_empty() {
            let head = Head::at(text).ok_or_else(|| not_an_assignment(text))?;
            let (value, rest) = if let Some(value_and_rest) = quoted(head.rest)? {
                value_and_rest
            } else {
                let (value, rest) = head.rest.split_at(next_head(head.rest));
                (value.trim().to_owned(), rest)
            };
            assignments.push(head.with(value));
            text = rest.trim_start();
        }
        if assignments.is_empty() { Err(not_an_assignment(line)) } else { Ok(assignments) }
    }

    /// Whether it takes a value out.
    pub(super) fn is_none(&self) -> bool {
        self.operator == Operator::Set && self.value.eq_ignore_ascii_case("none")
    }

    /// Refuses all operators but `=`, before anything about the value; only an unknown field goes first.
    pub(super) fn only_set(&self, edit: Result<Edit, GrammarError>) -> Result<Edit, GrammarError> {
        if self.operator == Operator::Set || matches!(edit, Err(GrammarError::UnknownField { .. })) {
            edit
        } else {
            Err(self.wrong_operator("="))
        }
    }

    /// The same assignment with the operator that its value begins with before the `=`, if there is one.
    pub(super) fn moved_operator(&self) -> Option<String> {
        let operator = self.value.chars().next().filter(|char| "+-*/".contains(*char))?;
        let rest = self.value[operator.len_utf8()..].trim_start();
        (self.operator == Operator::Set).then(|| format!("{}{operator}={rest}", self.whole_field()))
    }

    /// The field with its month.
    fn whole_field(&self) -> String {
        let sign = |month: &str| if month.contains(char::is_whitespace) { " from " } else { "@" };
        self.month.iter().fold(self.field.clone(), |text, month| text + sign(month) + month)
    }

    pub(super) fn wrong_operator(&self, allowed: &'static str) -> GrammarError {
        GrammarError::Operator { field: self.field.clone(), found: self.operator.symbol(), allowed }
    }

    pub(super) fn unknown_field(&self, allowed: &'static str) -> GrammarError {
        GrammarError::UnknownField { found: self.whole_field(), allowed }
    }
}

fn not_an_assignment(found: &str) -> GrammarError {
    GrammarError::NotAnAssignment { found: found.trim().to_owned() }
}

/// The field and the operator that an assignment begins with, and the text behind them.
struct Head<'a> {
    field: &'a str,
    month: Option<&'a str>,
    operator: Operator,
    rest: &'a str,
}

impl<'a> Head<'a> {
    /// Reads a head at the very beginning of a text.
    fn at(text: &'a str) -> Option<Self> {
        let (left, rest) = text.split_once('=')?;
        let (left, operator) = match left.as_bytes().last()? {
            b'+' => (&left[..left.len() - 1], Operator::Add),
            b'-' => (&left[..left.len() - 1], Operator::Subtract),
            b'*' => (&left[..left.len() - 1], Operator::Multiply),
            b'/' => (&left[..left.len() - 1], Operator::Divide),
            _ => (left, Operator::Set),
        };
        let left = left.trim_end();
        let (field, month) = match left.split_once(char::is_whitespace) {
            None => left.split_once('@').map_or((left, None), |(field, month)| (field, Some(month))),
            Some((field, from)) => {
                let from = from.trim_start();
                let month = from
                    .get(..5)
                    .filter(|word| word.eq_ignore_ascii_case("from "))
                    .map(|_| from[5..].trim())?;
                entry::month(month).ok()?;
                (field, Some(month))
            }
        };
        let is_name = |char: char| char.is_alphanumeric() || "-_.&'".contains(char);
        let is_field = field.starts_with(char::is_alphanumeric) && field.chars().all(is_name);
        is_field.then_some(Self { field, month, operator, rest })
    }

    fn with(&self, value: String) -> Assignment {
        Assignment {
            field: self.field.to_lowercase(),
            month: self.month.map(str::to_owned),
            operator: self.operator,
            value,
        }
    }
}

/// Where the next assignment begins, or the end.
fn next_head(text: &str) -> usize {
    let words = text
        .char_indices()
        .filter(|(at, char)| !char.is_whitespace() && text[..*at].ends_with(char::is_whitespace));
    words.map(|(at, _)| at).find(|at| Head::at(&text[*at..]).is_some()).unwrap_or(text.len())
}

/// A value in double quotes and the text behind it; `None` if the text does not start with one.
fn quoted(text: &str) -> Result<Option<(String, &str)>, GrammarError> {
    let Some(inside) = text.trim_start().strip_prefix('"') else { return Ok(None) };
    let mut value = String::new();
    let mut rest = inside;
    loop {
        let Some((part, after)) = rest.split_once('"') else {
            return Err(GrammarError::OpenQuote { found: text.trim().to_owned() });
        };
        value += part;
        match after.strip_prefix('"') {
            Some(after) => {
                value.push('"');
                rest = after;
            }
            None => return Ok(Some((value, after))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(line: &str) -> Vec<(String, String)> {
        let assignments = Assignment::all(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assignments.into_iter().map(|one| (one.field + one.operator.symbol(), one.value)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_line_falls_apart_at_the_fields() {
        assert_eq!(all("target=24m"), pairs(&[("target=", "24m")]));
        assert_eq!(all(" target = 24 m  months*=2 "), pairs(&[("target=", "24 m"), ("months*=", "2")]));
        assert_eq!(
            all("name=Acme 2028 notes=call them at 5 from the office stage-=demos"),
            pairs(&[
                ("name=", "Acme 2028"),
                ("notes=", "call them at 5 from the office"),
                ("stage-=", "demos")
            ])
        );
        assert_eq!(
            all("a.rate from 2027-04=65% b.rate from apr 2027 += 2pp"),
            pairs(&[("a.rate=", "65%"), ("b.rate+=", "2pp")])
        );
        assert_eq!(
            all("notes=\"x=5 \"\"so\"\"  \" months=3 name="),
            pairs(&[("notes=", "x=5 \"so\"  "), ("months=", "3"), ("name=", "")])
        );
    }

    #[test]
    fn one_assignment_takes_the_whole_text() {
        let one = Assignment::one("notes=see months=3 here").unwrap();
        assert_eq!((one.field.as_str(), one.value.as_str()), ("notes", "see months=3 here"));
        assert_eq!(Assignment::one("notes=\"a\" and \"b\"").unwrap().value, "\"a\" and \"b\"");
    }

    #[test]
    fn what_is_no_assignment_is_refused() {
        for line in ["", "  ", "target", "=5", "+=5", "two words=5", "target=5\" =", "a\"b=5"] {
            let is_refused = Assignment::all(line).is_err();
            assert_eq!(is_refused, !line.starts_with("target=5"), "{line}");
        }
        assert!(matches!(Assignment::all("notes=\"open"), Err(GrammarError::OpenQuote { .. })));
    }
}
