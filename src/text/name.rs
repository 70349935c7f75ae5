//! Names of stages where there is little room, and inside a sentence
//! (screens.md §1 "Short names", §14 rule 4).
//!
//! A name is never changed in the plan, only in how it is shown.

use unicode_segmentation::UnicodeSegmentation;

use super::clean::{CUT, clean, cut, fit, width};
use crate::plan::Scenario;

/// What stands for the row that is no stage.
pub const REVENUE: &str = "Revenue";

/// Makes names fit into a number of columns.
///
/// A name that does not fit becomes its longest word that does, first letter capitalised, if no other gets the
/// same; else it is cut with `…` (in 4 columns or fewer, without).
pub fn short(names: &[&str], columns: usize) -> Vec<String> {
    let cut_off = |name: &str| if columns > 4 { fit(name, columns) } else { cut(name, columns).to_owned() };
    let wishes: Vec<String> = names
        .iter()
        .map(|name| {
            if width(name) <= columns {
                (*name).to_owned()
            } else {
                longest_word(name, columns).unwrap_or_else(|| cut_off(name))
            }
        })
        .collect();
    let is_shared = |wish: &String| wishes.iter().filter(|other| same_letters(other, wish)).count() > 1;
    let decide = |(wish, name): (&String, &&str)| {
        if width(name) > columns && is_shared(wish) { cut_off(name) } else { wish.clone() }
    };
    wishes.iter().zip(names).map(decide).collect()
}

/// Whether two texts have the same letters, whatever their case.
fn same_letters(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| text.chars().flat_map(char::to_lowercase));
    one.eq(other)
}

/// The names of a plan's stages as the panes show them, without what cannot be seen.
pub fn short_names(scenario: &Scenario) -> Vec<String> {
    let names: Vec<String> = scenario.funnel().names().into_iter().map(clean).collect();
    short(&names.iter().map(String::as_str).collect::<Vec<_>>(), 9)
}

/// Short names as the panes have them, but in full where a name would have to be cut: for sentences, which have room.
pub fn uncut(names: &[&str]) -> Vec<String> {
    let shown = short(names, 9).into_iter().zip(names);
    shown.map(|(short, name)| if short.ends_with('…') { (*name).to_owned() } else { short }).collect()
}

/// Cuts names at a number of columns so that no two look the same: at the end, where these are alike in the middle,
/// and where that does not help either, behind their places.
pub fn distinct(names: &[&str], columns: usize) -> Vec<String> {
    let ends: Vec<String> = names.iter().map(|name| fit(name, columns)).collect();
    let middles: Vec<String> = names.iter().map(|name| fit_middle(name, columns)).collect();
    let is_alone = |cuts: &[String], at: usize| cuts.iter().filter(|cut| **cut == cuts[at]).count() == 1;
    let decide = |at: usize| match [&ends, &middles].into_iter().find(|cuts| is_alone(cuts, at)) {
        Some(cuts) => cuts[at].clone(),
        None => fit(&format!("{} {}", at + 1, names[at]), columns),
    };
    (0..names.len()).map(decide).collect()
}

/// Cuts a text as [`fit`] does, but in the middle.
fn fit_middle(text: &str, columns: usize) -> String {
    if width(text) <= columns || columns < 3 {
        return fit(text, columns);
    }
    let end = (columns - 1) / 2;
    let mut ends = text.grapheme_indices(true).map(|(at, _)| &text[at..]);
    let end = ends.find(|rest| width(rest) <= end).unwrap_or_default();
    format!("{}{CUT}{}", cut(text, columns - 1 - width(end)).trim_end(), end.trim_start())
}

/// The longest word that fits, the first of several, with a capital.
fn longest_word(name: &str, columns: usize) -> Option<String> {
    let fits = |word: &&str| word.chars().any(char::is_alphanumeric) && width(word) <= columns;
    let word = name.split_whitespace().filter(fits).rev().max_by_key(|word| width(word))?;
    let word = capital(word);
    (width(&word) <= columns).then_some(word)
}

/// Writes the first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The steps from each stage to the next, the last to revenue: `Proposals→Deals`.
pub fn steps(names: &[String]) -> Vec<String> {
    let next = |place: usize| names.get(place + 1).map_or(REVENUE, String::as_str);
    names.iter().enumerate().map(|(place, name)| format!("{name}→{}", next(place))).collect()
}

/// Writes a name as it stands inside a sentence: "site visitors", but "MQLs".
pub fn running(name: &str) -> String {
    let first_word = name.split_whitespace().next().unwrap_or_default();
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if !first_word.chars().skip(1).any(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 7] =
        ["Site visitors", "Contacts", "Qualified leads", "Meetings", "Proposals", "Deals", "Revenue"];

    #[test]
    fn names_are_those_of_the_frames() {
        let nine = ["Visitors", "Contacts", "Qualified", "Meetings", "Proposals", "Deals", "Revenue"];
        assert_eq!(short(&NAMES, 9), nine);
        assert_eq!(short(&NAMES, 4), ["Site", "Cont", "Qual", "Meet", "Prop", "Deal", "Reve"]);
        assert_eq!(short(&NAMES, 15), NAMES);
    }

    #[test]
    fn a_word_that_two_would_get_is_given_to_neither() {
        assert_eq!(short(&["Web visitors", "Site visitors"], 9), ["Web visi…", "Site vis…"]);
        assert_eq!(short(&["Visitors", "Site visitors"], 9), ["Visitors", "Site vis…"]);
        assert_eq!(short(&["Ad clicks", "Clicks on ads"], 6), ["Ad cl…", "Click…"]);
    }

    #[test]
    fn names_that_are_cut_do_not_look_the_same() {
        let long = ["Meetings with buyers in Asia", "Meetings with buyers in Europe", "Deals"];
        assert_eq!(distinct(&long, 28), [long[0], "Meetings with buyers in Eur…", "Deals"]);
        assert_eq!(distinct(&long, 19), ["Meetings…s in Asia", "Meetings…in Europe", "Deals"]);
        let middle = ["Meetings in Asia with a director", "Meetings in Oman with a director"];
        assert_eq!(distinct(&middle, 12), ["1 Meetings…", "2 Meetings…"]);
    }

    #[test]
    fn inside_a_sentence_only_plain_words_lose_their_capital() {
        assert_eq!(running("Site visitors"), "site visitors");
        assert_eq!(running("MQLs"), "MQLs");
        assert_eq!(running("Äpfel"), "äpfel");
        assert_eq!(running(""), "");
    }

    proptest! {
        #[test]
        fn every_short_name_fits(names in proptest::collection::vec("\\PC{1,20}", 1..6), columns in 0_usize..20) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let shown = short(&names, columns);
            prop_assert_eq!(shown.len(), names.len());
            prop_assert!(shown.iter().all(|name| width(name) <= columns));
            prop_assert!(distinct(&names, columns).iter().all(|name| width(name) <= columns));
        }
    }
}
