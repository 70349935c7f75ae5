//! A rate from a month on, as people type it in one line: `2027-04 65%`, `from Apr 2027 65`, `2027-04=65%`.
//!
//! Finds the month; what the rest means is up to whoever knows the stage.

use super::{EntryError, read_month};
use crate::plan::Month;

/// What a line about a later rate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later<'a> {
    /// A month, and what follows it; nothing if it stands alone.
    From(Month, &'a str),
    /// No month, only what may be a rate.
    Rate(&'a str),
}

/// Takes the month off the front of a line about a later rate. A `from` before it and a `=` or `:` behind it
/// may be left out.
///
/// # Errors
/// A text that seems to begin with a month which does not exist.
pub fn later(text: &str) -> Result<Later<'_>, EntryError> {
    let whole = text.trim();
    let said_from = whole.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("from "));
    let text = if said_from { whole[5..].trim_start() } else { whole };
    // A month has one word or two, and two words can begin with one that is a month itself.
    let found = ends_of_words(text).take(2).filter_map(|end| Some((read_month(&text[..end])?, &text[end..])));
    if let Some((month, rest)) = found.last() {
        return Ok(Later::From(month, rest.trim_start_matches(is_between)));
    }
    if said_from || text.contains('=') || seems_a_month(text) {
        return Err(EntryError::NotAMonth { found: whole.to_owned() });
    }
    Ok(Later::Rate(whole))
}

fn is_between(char: char) -> bool {
    char.is_whitespace() || char == '=' || char == ':'
}

fn ends_of_words(text: &str) -> impl Iterator<Item = usize> + '_ {
    let inside = move |at: usize| text[..at].chars().next_back().is_some_and(|char| !is_between(char));
    let ends = text.char_indices().filter(|(_, char)| is_between(*char)).map(|(at, _)| at);
    ends.chain([text.len()]).filter(move |at| inside(*at))
}

/// Whether a text begins with a word, or with a year that a sign follows: both are no rate.
fn seems_a_month(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with(char::is_alphabetic) || digits == 4 && text[digits..].starts_with(['-', '/', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_is_found_however_it_is_typed() {
        let april = "2027-04".parse().unwrap();
        for text in [
            "2027-04 65%",
            "2027-04=65%",
            "apr 2027 65%",
            "Apr 2027: 65%",
            "from 2027-04 65%",
            "FROM apr 2027 = 65%",
            " 4/2027 65% ",
            "april 27 65%",
            "04 2027 65%",
        ] {
            assert_eq!(later(text), Ok(Later::From(april, "65%")), "{text}");
        }
        assert_eq!(later("2027-04 1 in 4"), Ok(Later::From(april, "1 in 4")));
        assert_eq!(later("apr 2027 +5%"), Ok(Later::From(april, "+5%")));
        assert_eq!(later("from apr 2027"), Ok(Later::From(april, "")));
    }

    #[test]
    fn without_a_month_it_may_be_a_rate() {
        for text in ["65", "+5%", "*1.1", "1/4", "1 in 4", ".5", "", "6 %", "-2"] {
            assert_eq!(later(text), Ok(Later::Rate(text)), "{text}");
        }
    }

    #[test]
    fn a_month_that_does_not_exist_is_refused() {
        for text in ["2027-13 65%", "from 65", "2027/00 5", "3000-01=5", "soon 65", "65=2027-04", "apr 65%"] {
            let said = later(text).unwrap_err().to_string();
            assert!(said.contains("is not a month from 1900-01 to 2999-12"), "{text}: {said}");
        }
    }
}
