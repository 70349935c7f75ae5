//! The names of stages and the rules that they keep (model.md §8), for what people see of them.
//!
//! A name keeps its characters, but one that cannot be seen neither tells two names apart nor counts as a letter.

use super::edit::EditError;

/// The name of a stage: 1 to 60 characters, at least one letter, no control characters, not "Revenue".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// The most characters a name may have.
    pub const MAX: usize = 60;

    /// Checks the rules; blanks around the name are dropped.
    ///
    /// # Errors
    /// [`EditError::BadName`] with the rule that is broken.
    pub fn new(text: &str) -> Result<Self, EditError> {
        let text = text.trim();
        let visible = visible(text);
        let rule = if text.is_empty() {
            "must not be empty"
        } else if text.chars().count() > Self::MAX {
            "must have at most 60 characters"
        } else if text.chars().any(char::is_control) {
            "must not contain control characters"
        } else if !visible.chars().any(char::is_alphabetic) {
            "must contain a letter"
        } else if visible.to_lowercase() == "revenue" {
            "must not be Revenue, which is the row under the stages"
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(EditError::BadName { found: text.to_owned(), rule })
    }

    /// The name as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two names count as the same: [`look_the_same`].
    pub fn same_as(&self, other: &Self) -> bool {
        look_the_same(&self.0, &other.0)
    }
}

/// Whether two names count as the same: upper and lower case and what cannot be seen do not matter.
pub fn look_the_same(one: &str, other: &str) -> bool {
    look(one) == look(other)
}

/// What two names have in common that count as the same.
pub fn look(name: &str) -> String {
    visible(name).to_lowercase()
}

/// What people see of a name: without the characters that take no room, each blank the same.
pub fn visible(text: &str) -> String {
    let seen = text.chars().filter(|char| !is_unseen(*char));
    let seen: String = seen.map(|char| if char.is_whitespace() { ' ' } else { char }).collect();
    seen.trim().to_owned()
}

/// How many letters must be changed, added or removed to turn one word into the other (Levenshtein).
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, char) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (at, wanted) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(char != *wanted);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

/// The most characters of a text from outside that a message repeats.
const REPEATED: usize = 200;

/// The beginning of a text, for a message: as much as a person may want to recognise.
pub fn beginning(text: &str) -> String {
    match text.char_indices().nth(REPEATED) {
        Some(_) => text.chars().take(REPEATED - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// The beginning of a text in quotes, with what cannot be seen spelled out.
pub fn quote(text: &str) -> String {
    format!("{:?}", beginning(text))
}

/// A scenario's name with an ending, cut so that it keeps to the longest.
pub fn with_ending(name: &str, ending: &str) -> String {
    let room = Name::MAX.saturating_sub(ending.chars().count());
    let kept: String = name.chars().take(room).collect();
    format!("{}{ending}", kept.trim_end())
}

/// Whether a character takes no room, so that two names are not told apart by it.
pub fn is_unseen(char: char) -> bool {
    is_hidden(char) || is_variation(char)
}

/// Whether a character could move the cursor, turn the direction of text or hide.
pub fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// Whether a character only chooses among the forms of the one before it: it stays where text is shown.
const fn is_variation(char: char) -> bool {
    matches!(char, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_repeats_the_beginning_of_a_long_text() {
        let long = "é".repeat(200);
        assert_eq!((beginning(&long), quote("a\u{200b}")), (long, "\"a\\u{200b}\"".to_owned()));
        assert_eq!(beginning(&"é".repeat(3_000_000)), "é".repeat(199) + "…");
        let refused = Name::new(&"x".repeat(3_000_000)).unwrap_err().to_string();
        assert!(refused.chars().count() < 300, "{refused}");
    }

    #[test]
    fn a_name_is_judged_by_what_is_seen_of_it_and_keeps_its_characters() {
        for text in [
            "Rev\u{200b}enue",
            "\u{feff}revenue",
            "REVENUE\u{fe0f}",
            "\u{3164}",
            "\u{ad}1",
            "\u{115f}\u{ffa0}",
        ] {
            assert!(Name::new(text).is_err(), "{text:?}");
        }
        let name = |text: &str| Name::new(text).unwrap();
        assert_eq!(name("Conta\u{200b}cts").as_str(), "Conta\u{200b}cts");
        for text in ["Conta\u{200b}cts", "CONTACTS\u{2060}", "\u{200e}contacts", "Cont\u{ad}acts\u{fe00}"] {
            assert!(name(text).same_as(&name("Contacts")), "{text:?}");
        }
        assert!(name("Site\u{a0}visitors").same_as(&name("Site visitors")));
        assert!(!name("Contacts 2").same_as(&name("Contacts")));
        assert_eq!(visible("\u{200b} 日本\u{200b} "), "日本");
    }

    #[test]
    fn every_letter_that_is_wrong_counts_once() {
        let cases =
            [("", "", 0), ("", "abc", 3), ("rate", "rate", 0), ("rate", "rtae", 2), ("lag", "flags", 2)];
        for (one, other, letters) in cases {
            assert_eq!((distance(one, other), distance(other, one)), (letters, letters), "{one} {other}");
        }
        assert_eq!(distance("größe", "grösse"), 2);
    }
}
