//! The names of stages and the rules that they keep (model.md §8).

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
        let rule = if text.is_empty() {
            "must not be empty"
        } else if text.chars().count() > Self::MAX {
            "must have at most 60 characters"
        } else if text.chars().any(char::is_control) {
            "must not contain control characters"
        } else if !text.chars().any(char::is_alphabetic) {
            "must contain a letter"
        } else if text.to_lowercase() == "revenue" {
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

    /// Whether two names count as the same: upper and lower case do not matter.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}
