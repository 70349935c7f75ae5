//! How wide words and numbers are, in digits of the letters they stand in: fonts differ in what a digit takes, less in
//! how many digits a letter does.

use crate::text::clean;

/// A bold letter against a plain one, in the fonts where it is wider.
const BOLD: f64 = 1.1;

/// A number with an exponent of two digits, and of three.
const EXPONENT: [f64; 2] = [8.0, 9.0];

/// From here on numbers are written with an exponent.
const LARGE: f64 = 1e12;
const LARGEST: f64 = 1e100;

pub(super) fn bold(wide: f64) -> f64 {
    wide * BOLD
}

pub(super) fn text(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

fn letter(letter: char) -> f64 {
    match letter {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.5,
        'I' | 'J' | 'f' | 'r' | 's' | 't' | '-' | '(' | ')' | '/' | '"' => 0.8,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.7,
        'A'..='Z' => 1.2,
        _ => clean::width(letter.encode_utf8(&mut [0; 4])) as f64,
    }
}

/// A number as the cells show it, with a comma at every third digit.
fn number(number: f64, decimals: usize) -> f64 {
    if number >= LARGE {
        return EXPONENT[usize::from(number >= LARGEST)];
    }
    let shown = format!("{number:.decimals$}");
    let whole = shown.split('.').next().map_or(0, str::len);
    (whole + decimals) as f64 + 0.5 * ((whole.max(1) - 1) / 3 + decimals.min(1)) as f64
}

/// The widest of some numbers.
pub(super) fn widest(numbers: impl IntoIterator<Item = f64>, decimals: usize) -> f64 {
    numbers.into_iter().map(|one| number(one, decimals)).fold(0.0, f64::max)
}

/// How many lines a text takes in a column.
pub(super) fn lines(told: &str, column: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in told.split(' ') {
        let wide = text(word);
        if used > 0.0 && used + wide > column {
            lines += 1;
            used = 0.0;
        }
        let more = (wide / column).ceil().max(1.0) - 1.0;
        lines += more as usize;
        used += wide - more * column + letter(' ');
    }
    lines
}
