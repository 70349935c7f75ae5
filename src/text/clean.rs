//! Text from outside, made safe to show, and text cut to a width (store.md "Text from outside").
//!
//! Everything that a file, a person or the system wrote passes [`clean`] before it reaches a terminal.
//! Knows nothing of what the text means.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::plan::name::is_hidden;

/// What stands for the part that was cut.
pub(super) const CUT: &str = "…";

/// The most graphemes that text from outside keeps.
const LONGEST: usize = 200;

/// Removes control, bidi and zero-width characters and cuts at 200 graphemes.
///
/// A line break or a tab becomes a blank, so that words stay apart.
pub fn clean(text: &str) -> String {
    if plain_width(text).is_some_and(|width| width <= LONGEST) {
        return text.to_owned();
    }
    let safe = strip(text);
    match safe.grapheme_indices(true).map(|(at, _)| at).nth(LONGEST - 1) {
        Some(last) if safe[last..].graphemes(true).count() > 1 => safe[..last].to_owned() + CUT,
        _ => safe,
    }
}

/// Removes what [`clean`] removes and cuts nothing: for messages that are made of several texts from outside.
pub fn strip(text: &str) -> String {
    text.chars()
        .map(|char| if matches!(char, '\n' | '\t') { ' ' } else { char })
        .filter(|char| !is_unsafe(*char))
        .collect()
}

/// Whether a character could move the cursor, turn the direction of text or hide: [`is_hidden`].
pub fn is_unsafe(char: char) -> bool {
    is_hidden(char)
}

/// Whether a character takes one column wherever it stands, joins no other and acts on nothing.
#[inline]
pub const fn is_plain(char: char) -> bool {
    matches!(char,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | 'Δ' | '‐'..='‧' | '←'..='↓' | '─'..='▟'
        | '■'..='◼')
}

/// The columns that a text takes up if each of its characters takes one and acts on nothing: so is nearly all that is
/// drawn, and no table of Unicode has to be asked.
pub fn plain_width(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Some(text.len());
    }
    text.chars().try_fold(0, |columns, char| is_plain(char).then_some(columns + 1))
}

/// The columns that a text takes up.
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// Cuts a text at a number of columns, the last of which is then `…`.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    cut(text, columns - 1).trim_end().to_owned() + CUT
}

/// The first of some forms that fits into some columns, or else the last, which is the shortest: it is not cut.
pub fn first_fitting(forms: impl IntoIterator<Item = String>, columns: usize) -> String {
    let mut shortest = String::new();
    for form in forms {
        if width(&form) <= columns {
            return form;
        }
        shortest = form;
    }
    shortest
}

/// Cuts a text as [`fit`] does, but never within a word that has a digit: a number is shown whole or not at all.
pub fn fit_numbers(text: &str, columns: usize) -> String {
    let short = fit(text, columns);
    if short == text {
        return short;
    }
    let kept = short.trim_end_matches(CUT);
    let word = kept.rfind(' ').map_or(0, |blank| blank + 1);
    let whole = text[word..].split(' ').next().unwrap_or_default();
    if whole.len() > kept.len() - word && whole.contains(|char: char| char.is_ascii_digit()) {
        let before = kept[..word].trim_end();
        return fit(&if before.is_empty() { CUT.to_owned() } else { format!("{before} {CUT}") }, columns);
    }
    short
}

/// The longest beginning of a text that takes up at most a number of columns.
pub(super) fn cut(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.grapheme_indices(true).find(|(_, grapheme)| {
        used += grapheme.width();
        used > columns
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Breaks a text into lines of at most some columns, at blanks where there are any; a number keeps its `%`.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let glued = text.replace(" %", "\u{a0}%");
    broken(&glued, columns).into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

fn broken(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let mut word = word;
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        while width(word) > columns.max(1) {
            let first = word.graphemes(true).next().map_or(word.len(), str::len);
            let end = cut(word, columns).len().max(first);
            lines.push(word[..end].to_owned());
            word = &word[end..];
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn controls_are_removed_and_words_stay_apart() {
        assert_eq!(clean("a\u{1b}[31mb\u{7f}\u{9b}c"), "a[31mbc");
        assert_eq!(clean("a\u{202e}b\u{200b}c\u{2066}d\u{feff}"), "abcd");
        assert_eq!(clean("one\r\ntwo\tthree"), "one two three");
        assert_eq!(clean("Überschrift 日本 é"), "Überschrift 日本 é");
    }

    #[test]
    fn long_text_is_cut_at_200_graphemes() {
        let long = "é".repeat(200);
        assert_eq!(clean(&long), long);
        assert_eq!(clean(&"é".repeat(201)), "é".repeat(199) + "…");
    }

    #[test]
    fn plain_characters_take_a_column_each_whatever_stands_beside_them() {
        let plain: Vec<char> = ('\0'..='\u{ffff}').filter(|char| is_plain(*char)).collect();
        assert!(plain.iter().all(|char| !is_unsafe(*char)));
        for (one, next) in plain.iter().flat_map(|one| ["a", "é", "·", "日"].map(|next| (one, next))) {
            let text = format!("{one}{next}{one}");
            assert_eq!(text.graphemes(true).count(), 3, "{text}");
            assert_eq!(one.to_string().width(), 1, "{text}");
        }
        let all: String = plain.iter().collect();
        assert_eq!((all.graphemes(true).count(), plain_width(&all)), (plain.len(), Some(plain.len())));
        assert_eq!(plain_width("日本"), None);
    }

    #[test]
    fn text_is_cut_at_columns_not_characters() {
        assert_eq!(fit("Site visitors", 13), "Site visitors");
        assert_eq!(fit("Site visitors", 12), "Site visito…");
        assert_eq!(fit("Site visitors", 6), "Site…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("日本語", 1), "…");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(width("日本"), 4);
    }

    #[test]
    fn lines_are_broken_at_blanks_and_long_words_at_the_edge() {
        assert_eq!(wrap("close rate after the review", 10), ["close rate", "after the", "review"]);
        assert_eq!(wrap("日本語日本 abcdefgh", 4), ["日本", "語日", "本", "abcd", "efgh"]);
        assert_eq!(wrap("日", 1), ["日", ""]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn a_number_is_shown_whole_or_not_at_all() {
        assert_eq!(fit_numbers("Set Amount to $24,150,000", 25), "Set Amount to $24,150,000");
        assert_eq!(fit_numbers("Set Amount to $24,150,000", 24), "Set Amount to …");
        assert_eq!(fit_numbers("Set Amount to $24,150,000", 12), "Set Amount…");
        assert_eq!(fit_numbers("65.25 %", 4), "…");
        assert_eq!(fit_numbers("12", 1), "…");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left_and_nothing_is_too_wide(text in any::<String>(), columns in 0_usize..30) {
            let safe = clean(&text);
            prop_assert!(!safe.chars().any(is_unsafe));
            prop_assert!(safe.graphemes(true).count() <= LONGEST);
            prop_assert_eq!(clean(&safe), safe);
            prop_assert!(width(&fit(&text, columns)) <= columns);
            prop_assert!(width(&fit_numbers(&text, columns)) <= columns);
        }
    }
}
