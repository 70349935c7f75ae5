//! The pieces of a typed number: decimals, units and operators (screens.md §13 "In.").
//!
//! Only takes text apart; what the pieces mean together is decided in `entry`.

use super::Kind;

/// A decimal number as it was typed, so that a percent sign or a unit moves its point without rounding.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decimal {
    digits: String,
    exponent: i32,
}

impl Decimal {
    /// Its value with the decimal point moved to the right.
    pub(super) fn shifted(&self, places: i32) -> f64 {
        let text = format!("{}e{}", self.digits, self.exponent + places);
        text.parse().expect("digits with at most one point and an exponent are a number")
    }
}

/// A number with what stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term {
    /// Without a unit.
    Bare(Decimal),
    /// With a percent sign.
    Percent(Decimal),
    /// With a unit, or a number of points, in the model's unit.
    Amount(f64),
    /// "1 in 4".
    Fraction(f64),
}

/// A term and the operator before it, if there is one.
pub(super) type Step = (Option<char>, Term);

/// Takes a squeezed text apart; `None` if it does not follow the grammar.
pub(super) fn steps(text: &str, kind: Kind) -> Option<Vec<Step>> {
    let mut rest = text;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let operator = rest.chars().next().filter(|char| "+-*/".contains(*char));
        if operator.is_none() && !steps.is_empty() {
            return None;
        }
        rest = &rest[operator.map_or(0, char::len_utf8)..];
        let (term, after) = term(rest, kind)?;
        steps.push((operator, term));
        rest = after;
    }
    (!steps.is_empty()).then_some(steps)
}

fn term(text: &str, kind: Kind) -> Option<(Term, &str)> {
    let (decimal, rest) = decimal(text)?;
    if let Some(rest) = rest.strip_prefix("in") {
        let (whole, rest) = self::decimal(rest)?;
        return Some((Term::Fraction(decimal.shifted(0) / whole.shifted(0)), rest));
    }
    let (unit, rest) = rest.split_at(rest.find(|char| "+-*/".contains(char)).unwrap_or(rest.len()));
    let term = match (unit, kind) {
        ("", _) => Term::Bare(decimal),
        ("%", _) => Term::Percent(decimal),
        ("pp", _) if kind.is_percent() => Term::Amount(decimal.shifted(-2)),
        ("k", Kind::Money | Kind::Count | Kind::Weight) => Term::Amount(decimal.shifted(3)),
        ("m", Kind::Money | Kind::Count | Kind::Weight) => Term::Amount(decimal.shifted(6)),
        ("b", Kind::Money | Kind::Count | Kind::Weight) => Term::Amount(decimal.shifted(9)),
        ("t", Kind::Money | Kind::Count | Kind::Weight) => Term::Amount(decimal.shifted(12)),
        ("d", Kind::Lag) => Term::Amount(decimal.shifted(0)),
        ("w", Kind::Lag) => Term::Amount(decimal.shifted(0) * 7.0),
        ("m", Kind::Lag) => Term::Amount(decimal.shifted(0) * 30.0),
        ("q", Kind::Lag) => Term::Amount(decimal.shifted(0) * 90.0),
        _ => return None,
    };
    Some((term, rest))
}

/// Reads a number with its separators and its exponent.
fn decimal(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|char: char| !char.is_ascii_digit() && !".,".contains(char)).unwrap_or(text.len());
    let (number, mut rest) = text.split_at(end);
    let digits = without_separators(number)?;
    let mut exponent = 0;
    if let Some(after) = rest.strip_prefix('e') {
        let sign = usize::from(after.starts_with(['+', '-']));
        let end = after[sign..].find(|char: char| !char.is_ascii_digit()).map_or(after.len(), |at| at + sign);
        exponent = after[..end].parse().ok().filter(|exponent: &i32| exponent.abs() < 1000)?;
        rest = &after[end..];
    }
    Some((Decimal { digits, exponent }, rest))
}

/// Reads points and commas as thousands or as the decimal sign.
///
/// A comma before three digits in every group separates thousands, a single other one is the decimal sign; two
/// or more points separate thousands, one is the decimal sign. With both, the last kind is the decimal sign.
fn without_separators(text: &str) -> Option<String> {
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    let last = text.rfind([',', '.']).map(|at| (at, text.as_bytes()[at]));
    let decimal_at = match (commas, points, last) {
        (0, 1, _) | (1.., 1, Some((_, b'.'))) | (1, 1.., Some((_, b','))) => last.map(|(at, _)| at),
        (1, 0, _) if !is_grouped(text, ',') => last.map(|(at, _)| at),
        _ => None,
    };
    let (whole, fraction) = decimal_at.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
    let separator = if whole.contains(',') { ',' } else { '.' };
    if whole.contains([',', '.']) && !is_grouped(whole, separator) {
        return None;
    }
    let digits = whole.replace(separator, "");
    let is_number = !(digits.is_empty() && fraction.is_empty());
    is_number.then(|| format!("{digits}.{fraction}"))
}

/// Whether all groups after the first have three digits, and the first one to three, without a leading zero.
fn is_grouped(text: &str, separator: char) -> bool {
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && is_digits(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        decimal(text).filter(|(_, rest)| rest.is_empty()).map(|(decimal, _)| decimal.shifted(0))
    }

    #[test]
    fn separators_follow_the_rules() {
        for (text, number) in [
            ("24,000,000", 24e6),
            ("1.200.000", 1.2e6),
            ("1,5", 1.5),
            ("0,125", 0.125),
            ("1,234", 1234.0),
            ("1234,567", 1234.567),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1.234.567,8", 1_234_567.8),
            ("1,000.000", 1000.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.234", 1.234),
            ("1.2e6", 1.2e6),
            ("1e-2", 0.01),
            ("1e+2", 100.0),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        for text in
            ["", ".", ",", "1,2,3", "1.2.3", "1,23,456", "1.2,345.6", "1e", "1e99999", "0,000,1", ",,"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_moves_the_point_without_rounding() {
        let (decimal, rest) = decimal("24.15m").unwrap();
        assert_eq!((decimal.shifted(6), rest), (24.15e6, "m"));
        assert_eq!(decimal.shifted(-2), 0.2415);
    }
}
