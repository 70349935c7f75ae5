//! What people type into a field, read into the model's units and written back for editing
//! (screens.md §13 "In.").
//!
//! Bounds are those of the plan's own types; nothing here decides what is allowed.

mod kind;
mod later;
mod term;

pub use self::kind::Kind;
pub use self::later::{Later, later};
use self::term::{Step, Term, steps};
use super::show;
use crate::plan::name::quote;
use crate::plan::units::fifteen_digits;
use crate::plan::{Currency, Month, OutOfBounds};

/// A typed text that is not taken, and why.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EntryError {
    /// Not a number of this kind.
    #[error("{} is not {}: type {}", quote(found), .kind.quantity().name(), .kind.examples())]
    Unreadable {
        /// What was typed.
        found: String,
        /// What kind of number the field takes.
        kind: Kind,
    },
    /// An operator in front where there is no value for it to work on.
    #[error("{} changes a value, but there is none yet: type {}", quote(found), .kind.examples())]
    NoValue {
        /// What was typed.
        found: String,
        /// What kind of number the field takes.
        kind: Kind,
    },
    /// A division by zero.
    #[error("{} divides by zero", quote(found))]
    DividesByZero {
        /// What was typed.
        found: String,
    },
    /// A number outside its bounds.
    #[error(transparent)]
    OutOfBounds(#[from] OutOfBounds),
    /// Not a range.
    #[error("{} is not a range: type the low and the high end, such as {example}", quote(found))]
    NotARange {
        /// What was typed.
        found: String,
        /// A range of this kind.
        example: &'static str,
    },
    /// Not a month between 1900-01 and 2999-12.
    #[error("{} is not a month from 1900-01 to 2999-12: type 2027-02, 2/2027 or Feb 2027", quote(found))]
    NotAMonth {
        /// What was typed.
        found: String,
    },
}

/// Reads a number into the model's unit: a rate of 65 % is 0.65, a lag whole days.
///
/// A leading operator works on `current`; in the growth fields a leading sign belongs to the number. Results
/// of operators are rounded to 15 digits, so that 55 % + 5 is 60 % and not a hair more.
///
/// # Errors
/// A text that is not a number of this kind, an operator without a current value, a division by zero, and a
/// result out of bounds.
pub fn number(text: &str, kind: Kind, current: Option<f64>, currency: Currency) -> Result<f64, EntryError> {
    let unreadable = || EntryError::Unreadable { found: text.to_owned(), kind };
    let squeezed = squeeze(text, kind, currency);
    let mut steps = steps(&squeezed, kind).ok_or_else(unreadable)?;
    let mut sign = 1.0;
    if matches!(kind, Kind::Growth | Kind::YearlyGrowth)
        && let Some(operator @ ('+' | '-')) = steps[0].0
    {
        steps[0].0 = None;
        sign = if operator == '-' { -1.0 } else { 1.0 };
    }
    let (mut value, done) = if steps[0].0.is_some() {
        (current.ok_or_else(|| EntryError::NoValue { found: text.to_owned(), kind })?, 0)
    } else if let Some(fraction) = quotient(&steps, kind) {
        (sign * fraction, 2)
    } else {
        (sign * first(&steps[0].1, kind).ok_or_else(unreadable)?, 1)
    };
    for (operator, term) in &steps[done..] {
        value = match operator {
            Some('+') => value + summand(term, kind, value).ok_or_else(unreadable)?,
            Some('-') => value - summand(term, kind, value).ok_or_else(unreadable)?,
            Some('*') => value * factor(term, kind).ok_or_else(unreadable)?,
            _ => value / factor(term, kind).ok_or_else(unreadable)?,
        };
        value = fifteen_digits(value);
    }
    if value.is_finite() {
        Ok(kind.checked(value)?)
    } else if divides_by_zero(&steps, kind) {
        Err(EntryError::DividesByZero { found: text.to_owned() })
    } else {
        Err(OutOfBounds { quantity: kind.quantity(), found: f64::INFINITY }.into())
    }
}

/// Drops what is ignored: blanks, `_`, `'` and, in an amount, the plan's own currency.
fn squeeze(text: &str, kind: Kind, currency: Currency) -> String {
    let ignored = |char: char| char.is_whitespace() || "_'’".contains(char);
    let text = text.to_lowercase().replace(ignored, "");
    if !matches!(kind, Kind::Money | Kind::Weight) {
        return text;
    }
    let sign = match currency.code() {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => "",
    };
    let text = text.replace(&currency.code().to_lowercase(), "");
    if sign.is_empty() { text } else { text.replace(sign, "") }
}

/// The first number of an entry, in the model's unit.
fn first(term: &Term, kind: Kind) -> Option<f64> {
    match term {
        Term::Bare(decimal) => Some(kind.bare(decimal)),
        Term::Percent(decimal) => kind.is_percent().then(|| decimal.shifted(-2)),
        Term::Amount(amount) => Some(*amount),
        Term::Fraction(fraction) => kind.is_percent().then_some(*fraction),
    }
}

/// What is added to a value or taken from it: a percentage is always of the value so far.
fn summand(term: &Term, kind: Kind, value: f64) -> Option<f64> {
    match term {
        Term::Percent(decimal) => Some(value * decimal.shifted(-2)),
        _ => first(term, kind),
    }
}

/// What a value is multiplied with or divided by: a plain number, whatever the field.
fn factor(term: &Term, kind: Kind) -> Option<f64> {
    match term {
        Term::Bare(decimal) => Some(decimal.shifted(0)),
        Term::Percent(decimal) => Some(decimal.shifted(-2)),
        Term::Fraction(fraction) => Some(*fraction),
        Term::Amount(amount) => matches!(kind, Kind::Money | Kind::Count | Kind::Weight).then_some(*amount),
    }
}

/// The fraction that an entry in percent begins with, such as 1/4.
fn quotient(steps: &[Step], kind: Kind) -> Option<f64> {
    match steps {
        [(None, Term::Bare(one)), (Some('/'), Term::Bare(other)), ..] if kind.is_percent() => {
            Some(one.shifted(0) / other.shifted(0))
        }
        _ => None,
    }
}

fn divides_by_zero(steps: &[Step], kind: Kind) -> bool {
    steps.iter().any(|(operator, term)| {
        let is_divisor_zero = *operator == Some('/') && factor(term, kind) == Some(0.0);
        is_divisor_zero || matches!(term, Term::Fraction(fraction) if !fraction.is_finite())
    })
}

/// Reads two ends into the model's unit, low end first: `50..65`, `50 to 65`, `50..65%`.
///
/// A unit on the high end counts for both if the low end has none and stays the smaller.
///
/// # Errors
/// A text that is not two numbers of this kind within their bounds.
pub fn range(text: &str, kind: Kind, currency: Currency) -> Result<(f64, f64), EntryError> {
    let example = range_example(kind);
    let not_a_range = || EntryError::NotARange { found: text.to_owned(), example };
    let (one, other) = ends(text).ok_or_else(not_a_range)?;
    let high = number(other, kind, None, currency)?;
    let unit = other.trim_end().rsplit(|char: char| char.is_ascii_digit()).next().unwrap_or_default();
    let shared = number(&format!("{one}{unit}"), kind, None, currency).ok().filter(|low| *low <= high);
    let low = match shared {
        Some(low) if one.trim_end().ends_with(|char: char| char.is_ascii_digit()) => low,
        _ => number(one, kind, None, currency)?,
    };
    Ok(if low <= high { (low, high) } else { (high, low) })
}

/// A range of a kind of number, as it may be typed.
pub fn range_example(kind: Kind) -> &'static str {
    match kind {
        Kind::Lag => "30..60d",
        kind if kind.is_percent() => "50..65%",
        _ => "22k..28k",
    }
}

/// The two ends of a range, as they were typed.
pub(super) fn ends(text: &str) -> Option<(&str, &str)> {
    ["..", " to ", "–"].iter().find_map(|sign| text.split_once(sign))
}

/// Reads a month: `feb 2027`, `2027-02`, `2/2027`, `Feb 27`.
///
/// # Errors
/// A text that is not a month between 1900-01 and 2999-12.
pub fn month(text: &str) -> Result<Month, EntryError> {
    read_month(text).ok_or_else(|| EntryError::NotAMonth { found: text.to_owned() })
}

fn read_month(text: &str) -> Option<Month> {
    let lower = text.to_lowercase();
    let mut parts = lower
        .split(|char: char| char.is_whitespace() || "-/.,".contains(char))
        .filter(|part| !part.is_empty());
    let (one, other) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month) = if one.len() == 4 && one.bytes().all(|byte| byte.is_ascii_digit()) {
        (one, other)
    } else {
        (other, one)
    };
    let named = MONTHS.iter().zip(1..).find(|(name, _)| month.len() >= 3 && name.starts_with(month));
    let is_short = year.len() == 2 && named.is_some();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(year.len() == 4 || is_short) || !digits(year) {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let month = match named {
        Some((_, month)) => month,
        None if month.len() <= 2 && digits(month) => month.parse().ok()?,
        None => return None,
    };
    Month::new(if is_short { 2000 + year } else { year }, month).ok()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a rate was typed with a bare number below 1, which may have been meant as a share of one.
pub fn is_bare_small_rate(text: &str) -> bool {
    let is_small = |step: &Step| !matches!(step.0, Some('*' | '/')) && small(&step.1).is_some();
    steps_of_rate(text)
        .is_some_and(|steps| quotient(&steps, Kind::Rate).is_none() && steps.iter().any(is_small))
}

/// The number itself if a bare number below 1 is all that was typed, but for an operator in front.
pub(super) fn small_alone(text: &str) -> Option<f64> {
    match &steps_of_rate(text)?[..] {
        [(None | Some('+' | '-'), term)] => small(term),
        _ => None,
    }
}

fn steps_of_rate(text: &str) -> Option<Vec<Step>> {
    steps(&squeeze(text, Kind::Rate, Currency::USD), Kind::Rate)
}

/// A bare number between 0 and 1, as it was typed.
fn small(term: &Term) -> Option<f64> {
    let Term::Bare(decimal) = term else { return None };
    Some(decimal.shifted(0)).filter(|size| *size > 0.0 && *size < 1.0)
}

/// Says what a small bare rate means and what to type for the share of one: "0.25 % = 1 in 400; for a quarter
/// type 25". `None` unless the text is such a number and `rate` is what it was read as.
pub fn rate_hint(rate: f64, text: &str) -> Option<String> {
    let share = small_alone(text)?;
    if number(text, Kind::Rate, None, Currency::USD) != Ok(rate) {
        return None;
    }
    let meant = percent(share);
    let words = match meant.as_str() {
        "25" => "a quarter",
        "50" => "a half",
        meant => &format!("{meant} %"),
    };
    Some(format!("{} % = {}; for {words} type {meant}", percent(rate), show::one_in(1.0 / rate)))
}

/// Writes a value as the text that is offered for editing; reading it gives the same value, bit for bit.
pub fn print(value: f64, kind: Kind) -> String {
    match kind {
        kind if kind.is_percent() => percent(value) + "%",
        Kind::Money | Kind::Count => show::grouped(&value.to_string()),
        _ => value.to_string(),
    }
}

/// A number times 100, exactly: the decimal point of its shortest text moves two places.
fn percent(value: f64) -> String {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').expect("the format puts an exponent");
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |mantissa| ("-", mantissa));
    let digits = mantissa.replace('.', "");
    let point = exponent.parse::<i32>().expect("an exponent is a whole number") + 3;
    if value == 0.0 {
        return "0".to_owned();
    }
    match usize::try_from(point) {
        Ok(point) if point >= digits.len() => format!("{sign}{digits:0<point$}"),
        Ok(point) if point > 0 => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        _ => format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, kind: Kind, current: Option<f64>) -> f64 {
        number(text, kind, current, Currency::USD).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn refused(text: &str, kind: Kind) -> String {
        number(text, kind, None, Currency::USD).unwrap_err().to_string()
    }

    #[test]
    fn money_and_counts_are_read_as_in_the_table() {
        for kind in [Kind::Money, Kind::Count] {
            for (text, value) in [
                ("24m", 24e6),
                ("24,000,000", 24e6),
                ("1.2e6", 1.2e6),
                ("1,200,000", 1.2e6),
                ("1.200.000", 1.2e6),
                ("24.15M", 24.15e6),
                ("21m+15%", 24.15e6),
                ("100-10%-10%", 81.0),
                ("1 200'000_0", 12e6),
                ("2.5B", 2.5e9),
                ("10k*1.5/3", 5000.0),
            ] {
                assert_eq!(read(text, kind, None), value, "{text}");
            }
        }
        assert_eq!(read("$24m", Kind::Money, None), 24e6);
        assert_eq!(read("24m usd", Kind::Money, None), 24e6);
        let eur = Currency::new("EUR").unwrap();
        assert_eq!(number("EUR 24m + € 1m", Kind::Money, None, eur), Ok(25e6));
        assert!(number("$24m", Kind::Money, None, eur).is_err());
    }

    #[test]
    fn a_leading_operator_works_on_the_current_value() {
        assert_eq!(read("+5", Kind::Rate, Some(0.6)), 0.65);
        assert_eq!(read("+5pp", Kind::Rate, Some(0.6)), 0.65);
        assert_eq!(read("+5%", Kind::Rate, Some(0.6)), 0.63);
        assert_eq!(read("+5", Kind::Rate, Some(0.55)), 0.6);
        assert_eq!(read("*1.1", Kind::Rate, Some(0.6)), 0.66);
        assert_eq!(read("-2", Kind::Lag, Some(45.0)), 43.0);
        assert_eq!(read("*1.1", Kind::Money, Some(21e6)), 23.1e6);
        assert_eq!(read("/2", Kind::Months, Some(12.0)), 6.0);
        assert!(refused("+5", Kind::Rate).contains("there is none yet"));
    }

    #[test]
    fn a_bare_rate_counts_in_percent_and_a_quotient_is_a_fraction() {
        for (text, value) in
            [("25", 0.25), ("25%", 0.25), ("1/4", 0.25), ("1 in 4", 0.25), ("0.25", 0.0025), ("0,5%", 0.005)]
        {
            assert_eq!(read(text, Kind::Rate, None), value, "{text}");
        }
        assert_eq!(read("1/4 + 5", Kind::Rate, None), 0.3);
        assert_eq!(read("25%/2", Kind::Rate, None), 0.125);
        assert_eq!(read("1/3", Kind::Rate, None), 1.0 / 3.0);
        assert_eq!(read("0", Kind::Share, None), 0.0);
    }

    #[test]
    fn lags_have_units_and_are_whole_days() {
        for (text, days) in
            [("45", 45.0), ("45d", 45.0), ("6w", 42.0), ("1.5m", 45.0), ("1Q", 90.0), ("10/4", 3.0)]
        {
            assert_eq!(read(text, Kind::Lag, None), days, "{text}");
        }
        assert_eq!(read("+1w", Kind::Lag, Some(45.0)), 52.0);
    }

    #[test]
    fn growth_may_have_a_sign() {
        assert_eq!(read("-10%", Kind::YearlyGrowth, Some(0.5)), -0.1);
        assert_eq!(read("+3", Kind::Growth, None), 0.03);
        assert_eq!(read("-1/4", Kind::Growth, None), -0.25);
    }

    #[test]
    fn a_refusal_says_what_was_found_and_what_is_allowed() {
        assert_eq!(refused("abc", Kind::Rate), "\"abc\" is not a rate: type 25, 25%, 1/4 or 1 in 4");
        assert_eq!(refused("140", Kind::Rate), "a rate must be 0.0001 % to 100 %, not 140 %");
        assert_eq!(refused("24m/0", Kind::Money), "\"24m/0\" divides by zero");
        assert_eq!(refused("1 in 0", Kind::Rate), "\"1 in 0\" divides by zero");
        for (text, kind) in [
            ("", Kind::Money),
            ("15%", Kind::Money),
            ("5w", Kind::Rate),
            ("1++2", Kind::Money),
            ("1+", Kind::Money),
            ("24x", Kind::Money),
            ("1 in 4", Kind::Money),
            ("1e400", Kind::Money),
            ("1e300*1e300*0", Kind::Count),
            ("12.5", Kind::Months),
            ("inf", Kind::Money),
            ("nan", Kind::Rate),
            ("721", Kind::Lag),
        ] {
            assert!(!refused(text, kind).is_empty());
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        let usd = Currency::USD;
        for text in ["50..65", "50 to 65", "50..65%", "65..50", "50% – 65%", "50%..65"] {
            assert_eq!(range(text, Kind::Rate, usd), Ok((0.5, 0.65)), "{text}");
        }
        assert_eq!(range("22..28k", Kind::Money, usd), Ok((22e3, 28e3)));
        assert_eq!(range("500..1k", Kind::Money, usd), Ok((500.0, 1e3)));
        assert_eq!(range("4..6w", Kind::Lag, usd), Ok((28.0, 42.0)));
        for text in ["50", "50..", "..65", "50..140", "a..b", "+5..65"] {
            assert!(range(text, Kind::Rate, usd).is_err(), "{text}");
        }
    }

    #[test]
    fn months_are_read_in_all_forms() {
        let february = "2027-02".parse().unwrap();
        for text in
            ["feb 2027", "2027-02", "2/2027", "Feb 27", "February 2027", "02.2027", "2027 feb", "2027/2"]
        {
            assert_eq!(month(text), Ok(february), "{text}");
        }
        for text in
            ["", "2027", "fe 2027", "13/2027", "2/27", "27-02", "2027-02-01", "1/3000", "feb", "2027-+2"]
        {
            assert!(month(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_small_bare_rate_is_told_apart_and_explained() {
        for text in ["0.25", ".6", "0,6", "+0.5", "25+0.5"] {
            assert!(is_bare_small_rate(text), "{text}");
        }
        for text in ["25", "0.25%", "1/4", "1 in 4", "0", "*0.9", "0.5pp", "abc", "1"] {
            assert!(!is_bare_small_rate(text), "{text}");
        }
        assert_eq!(rate_hint(0.0025, "0.25").unwrap(), "0.25 % = 1 in 400; for a quarter type 25");
        assert_eq!(rate_hint(0.006, "0.6").unwrap(), "0.6 % = 1 in 167; for 60 % type 60");
        assert_eq!(rate_hint(0.25, "25"), None);
    }

    fn law(value: f64, kind: Kind) -> Result<(), TestCaseError> {
        let text = print(value, kind);
        let read = number(&text, kind, Some(1.0), Currency::USD).map(f64::to_bits);
        prop_assert_eq!(read, Ok(value.to_bits()), "{}", text);
        Ok(())
    }

    #[test]
    fn values_are_offered_as_people_write_them() {
        assert_eq!(print(24e6, Kind::Money), "24,000,000");
        assert_eq!(print(1234.5, Kind::Count), "1,234.5");
        assert_eq!(print(0.6, Kind::Rate), "60%");
        assert_eq!(print(0.0225, Kind::Rate), "2.25%");
        assert_eq!(print(1e-6, Kind::Rate), "0.0001%");
        assert_eq!(print(-0.1, Kind::YearlyGrowth), "-10%");
        assert_eq!(print(10.0, Kind::YearlyGrowth), "1000%");
        assert_eq!(print(45.0, Kind::Lag), "45");
        assert_eq!(print(0.0, Kind::Share), "0%");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back_bit_for_bit(unit in 0.0_f64..=1.0, exponent in -20_i32..=15, days in 0_u16..=720) {
            let amount = unit * 10_f64.powi(exponent);
            law(amount.max(0.01), Kind::Money)?;
            law(amount, Kind::Count)?;
            law(amount, Kind::Weight)?;
            law(amount.clamp(1e-6, 1.0), Kind::Rate)?;
            law(unit.max(1e-6), Kind::Rate)?;
            law(unit.min(0.99), Kind::Share)?;
            law(unit * 1.5 - 0.5, Kind::Growth)?;
            law(unit * 10.9 - 0.9, Kind::YearlyGrowth)?;
            law(f64::from(days), Kind::Lag)?;
            law(f64::from(days % 60 + 1), Kind::Months)?;
        }

        #[test]
        fn any_text_is_read_or_refused_with_a_finite_number(text in "[-+*/0-9.,%kmbdwqpine $]{0,16}", current in 0.01_f64..1e6) {
            for kind in [Kind::Money, Kind::Rate, Kind::Lag, Kind::Growth, Kind::Months] {
                if let Ok(value) = number(&text, kind, Some(current), Currency::USD) {
                    prop_assert!(value.is_finite());
                }
                let _ = range(&text, kind, Currency::USD);
            }
            let _ = (month(&text), is_bare_small_rate(&text), rate_hint(0.25, &text));
        }
    }
}
