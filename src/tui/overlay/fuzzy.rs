//! Which of many names somebody means by a few letters: ranked, and without those that are meant by accident.
//!
//! Knows nothing of commands or places.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The share of the best score that counts as close: letters at the beginnings of several words fall below it where
/// a whole word was found.
const CLOSE: f64 = 0.85;

/// Ranks items by how well the best of their names fits what was typed; all of them, as given, for nothing typed.
///
/// Each word that was typed must be found. A name that is exactly what was typed goes first; of equals the order
/// stays. What fits clearly worse than the best is left out: any few letters stand somewhere.
pub fn ranked<T>(typed: &str, items: Vec<T>, names: impl Fn(&T) -> Vec<String>) -> Vec<T> {
    let typed = typed.trim();
    if typed.is_empty() {
        return items;
    }
    let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut score = |name: &String| pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher);
    let wanted = typed.to_lowercase();
    let mut found: Vec<(u32, bool, T)> = items
        .into_iter()
        .filter_map(|item| {
            let names = names(&item);
            let best = names.iter().filter_map(&mut score).max()?;
            let is_exact = names.iter().any(|name| name.to_lowercase() == wanted);
            Some((best, is_exact, item))
        })
        .collect();
    let best = found.iter().map(|(score, ..)| *score).max().unwrap_or(0);
    found.retain(|(score, is_exact, _)| *is_exact || f64::from(*score) >= CLOSE * f64::from(best));
    found.sort_by_key(|(score, is_exact, _)| std::cmp::Reverse((*is_exact, *score)));
    found.into_iter().map(|(.., item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(typed: &str, names: &[&str]) -> Vec<String> {
        let items = names.iter().map(|name| (*name).to_owned()).collect();
        ranked(typed, items, |name: &String| vec![name.clone()])
    }

    #[test]
    fn a_few_letters_find_a_name_and_the_exact_one_goes_first() {
        let names = ["nudge up", "page up", "up", "save as", "save", "stage"];
        assert_eq!(found("up", &names), ["up", "nudge up", "page up"]);
        assert_eq!(found("save", &names), ["save", "save as"]);
        assert_eq!(found("sva", &names)[0], "save as");
        assert_eq!(found("PG UP", &names), ["page up"]);
        assert_eq!(found("  ", &names), names);
        assert!(found("xyz", &names).is_empty());
    }

    #[test]
    fn letters_with_and_without_accents_find_each_other() {
        assert_eq!(found("angebote", &["Ängebote", "Deals"]), ["Ängebote"]);
        assert_eq!(found("ÜBER", &["über uns"]), ["über uns"]);
    }

    #[test]
    fn what_is_meant_by_accident_is_left_out() {
        assert_eq!(found("lock", &["lock", "a list of all that one can know"]), ["lock"]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_finds_only_what_is_there(typed in any::<String>(), names in prop::collection::vec(any::<String>(), 0..6)) {
            let found = ranked(&typed, names.clone(), |name: &String| vec![name.clone()]);
            prop_assert!(found.len() <= names.len());
            prop_assert!(found.iter().all(|name| names.contains(name)));
        }
    }
}
