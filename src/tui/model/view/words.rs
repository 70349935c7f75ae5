//! What is set for a scenario as names and words, which last longer than this version: a name or a word that it does
//! not know says nothing.

use std::collections::BTreeMap;

use super::Settings;
use crate::goals::Content;
use crate::tui::model::{Delta, Shown};
use crate::tui::page::levers::Order;

impl Settings {
    /// What is set otherwise than at first, by name.
    pub fn words(mut self) -> BTreeMap<String, String> {
        let first = all(&mut Self::default());
        all(&mut self).into_iter().filter(|(name, word)| first.get(name) != Some(word)).collect()
    }

    /// What words say, and the rest as at first.
    pub fn of_words(words: &BTreeMap<String, String>) -> Self {
        let mut settings = Self::default();
        each(&mut settings, |name, setting| {
            if let Some(word) = words.get(name) {
                setting.set(word);
            }
        });
        settings
    }
}

fn all(settings: &mut Settings) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    each(settings, |name, setting| {
        words.extend(setting.word().map(|word| (name.to_owned(), word.to_owned())));
    });
    words
}

/// Names every setting.
fn each(settings: &mut Settings, mut visit: impl FnMut(&str, &mut dyn Setting)) {
    let Settings { steps, display, levers, all_rows, compared } = settings;
    visit("step of rates", &mut steps.percent);
    visit("step of lags", &mut steps.days);
    visit("step of money", &mut steps.money);
    visit("step of months", &mut steps.months);
    visit("shown", &mut display.shown);
    visit("differences", &mut display.delta);
    visit("exact", &mut display.exact);
    visit("runway open", &mut display.runway);
    visit("months down", &mut display.transposed);
    visit("levers", levers);
    visit("all rows compared", all_rows);
    visit("differences compared", compared);
}

/// A setting that a word can say.
trait Setting {
    /// The word for it; none where nothing was chosen.
    fn word(&self) -> Option<&'static str>;
    /// Takes what a word says.
    fn set(&mut self, word: &str);
}

/// Values with a word for each.
trait Worded: Copy + PartialEq + 'static {
    const WORDS: &'static [(&'static str, Self)];
}

impl<T: Worded> Setting for T {
    fn word(&self) -> Option<&'static str> {
        T::WORDS.iter().find(|(_, value)| value == self).map(|(word, _)| *word)
    }

    fn set(&mut self, word: &str) {
        if let Some((_, value)) = T::WORDS.iter().find(|(known, _)| *known == word) {
            *self = *value;
        }
    }
}

impl<T: Worded> Setting for Option<T> {
    fn word(&self) -> Option<&'static str> {
        self.as_ref().and_then(Setting::word)
    }

    fn set(&mut self, word: &str) {
        if let Some((_, value)) = T::WORDS.iter().find(|(known, _)| *known == word) {
            *self = Some(*value);
        }
    }
}

impl Worded for Shown {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("goals", Self::Grid(Content::Goals)),
        ("this plan", Self::Grid(Content::ThisPlan)),
        ("beyond", Self::Grid(Content::Beyond)),
        ("day one", Self::DayOne),
    ];
}

impl Worded for Delta {
    const WORDS: &'static [(&'static str, Self)] =
        &[("off", Self::Off), ("absolute", Self::Absolute), ("percent", Self::Percent)];
}

impl Worded for Order {
    const WORDS: &'static [(&'static str, Self)] =
        &[("gained", Self::Gained), ("saved", Self::Saved), ("ranges", Self::Ranges)];
}

impl Worded for bool {
    const WORDS: &'static [(&'static str, Self)] = &[("yes", true), ("no", false)];
}

/// Which of the three sizes a step has.
impl Worded for usize {
    const WORDS: &'static [(&'static str, Self)] = &[("small", 0), ("medium", 1), ("large", 2)];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::model::Display;
    use crate::tui::pane::nudge::StepSizes;

    #[test]
    fn what_is_as_at_first_needs_no_word() {
        assert_eq!(Settings::default().words(), BTreeMap::new());
        assert_eq!(Settings::of_words(&BTreeMap::new()), Settings::default());
    }

    #[test]
    fn every_setting_comes_back_from_its_words() {
        let changed = Settings {
            steps: StepSizes { percent: 2, days: 1, money: 0, months: 2 },
            display: Display {
                shown: Shown::DayOne,
                delta: Some(Delta::Off),
                exact: true,
                runway: Some(false),
                transposed: Some(true),
                peek: false,
            },
            levers: Order::Saved,
            all_rows: true,
            compared: Delta::Absolute,
        };
        let words = changed.words();
        assert_eq!(words.len(), 12);
        assert_eq!(Settings::of_words(&words), changed);
    }

    #[test]
    fn every_value_comes_back_and_unknown_words_and_names_say_nothing() {
        for (_, shown) in Shown::WORDS {
            let display = Display { shown: *shown, ..Display::default() };
            let settings = Settings { display, ..Settings::default() };
            assert_eq!(Settings::of_words(&settings.words()), settings);
        }
        let strange = [("shown", "upside down"), ("exact", "yes"), ("colour", "red"), ("step of lags", "3")];
        let words = strange.map(|(name, word)| (name.to_owned(), word.to_owned())).into();
        let read = Settings::of_words(&words);
        assert_eq!(
            read,
            Settings { display: Display { exact: true, ..Display::default() }, ..Settings::default() }
        );
    }
}
