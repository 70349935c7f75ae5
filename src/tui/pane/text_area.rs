//! A text of several lines being written: typing, pasting, deleting, and moving through the rows in which it is shown.
//!
//! The text and the cursor within it are [`tui_input`]'s; lines and rows are made here. Nothing is drawn.

use std::ops::Range;

use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::{strip, width};

/// A text with its cursor.
#[derive(Debug, Clone, Default)]
pub struct TextArea {
    input: Input,
    /// The column that moving up and down keeps to, where the rows are long enough.
    wish: Option<usize>,
}

/// A text as it is written here: line feeds end lines, a tab is a blank, and nothing else controls the terminal.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.chars().filter(|char| *char == '\n' || !char.is_control()).collect()
}

impl TextArea {
    /// Starts at the end of a text.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(plain(text)), wish: None }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Writes a text at the cursor.
    pub fn insert(&mut self, text: &str) {
        let at = self.cursor();
        self.replace(at..at, &plain(text));
    }

    /// Types, deletes or moves within a line; its ends are those between two line feeds.
    pub fn handle(&mut self, request: InputRequest) {
        self.wish = None;
        let (text, cursor) = (self.text(), self.cursor());
        let start = text[..cursor].rfind('\n').map_or(0, |feed| feed + 1);
        match request {
            InputRequest::InsertChar(char) => self.insert(char.encode_utf8(&mut [0; 4])),
            InputRequest::GoToStart => self.go_to(start),
            InputRequest::GoToEnd => {
                self.go_to(text[cursor..].find('\n').map_or(text.len(), |feed| cursor + feed));
            }
            InputRequest::DeleteLine => self.replace(start..cursor, ""),
            InputRequest::DeletePrevWord if cursor > start => {
                let mut line = Input::new(text[start..cursor].to_owned());
                line.handle(request);
                self.replace(start..cursor, line.value());
            }
            InputRequest::DeletePrevWord => _ = self.input.handle(InputRequest::DeletePrevChar),
            other => _ = self.input.handle(other),
        }
    }

    /// Moves up (by less than nothing) or down by rows of so many columns, as far as there are any.
    pub fn move_rows(&mut self, by: isize, columns: usize) {
        let rows = rows(self.text(), columns);
        let (row, column) = self.place(&rows);
        let wish = self.wish.unwrap_or(column);
        let to = row.saturating_add_signed(by).min(rows.len() - 1);
        if to != row {
            let next = rows.get(to + 1).map(|next| next.start);
            self.go_to(at_column(self.text(), &rows[to], next, wish));
        }
        self.wish = Some(wish);
    }

    /// The row and the column of the cursor.
    pub fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let cursor = self.cursor();
        let row = rows.partition_point(|row| row.start <= cursor).saturating_sub(1);
        (row, shown_width(&self.text()[rows[row].start..cursor]))
    }

    /// Where the cursor is, in bytes.
    fn cursor(&self) -> usize {
        let text = self.text();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    fn go_to(&mut self, byte: usize) {
        let cursor = self.text()[..byte].chars().count();
        self.input.handle(InputRequest::SetCursor(cursor));
    }

    /// Puts a text in the place of another and the cursor behind it.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        let mut text = self.text().to_owned();
        let cursor = text[..range.start].chars().count() + with.chars().count();
        text.replace_range(range, with);
        self.input = Input::new(text).with_cursor(cursor);
        self.wish = None;
    }
}

/// The columns that a text takes where it is shown.
fn shown_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { width(&strip(text)) }
}

/// The rows of a text in so many columns, as ranges of bytes without line feeds: broken behind a blank where the
/// line has one, else anywhere. A blank may hang out of a full row by one column.
pub fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let (mut used, mut after_blank) = (0, start);
        for (at, grapheme) in line.grapheme_indices(true) {
            let (at, wide) = (end - line.len() + at, shown_width(grapheme));
            let hangs = grapheme == " " && used == columns;
            while used > 0 && used + wide > columns && !hangs {
                let next = if after_blank > start { after_blank } else { at };
                rows.push(start..next);
                used = shown_width(&text[next..at]);
                start = next;
            }
            used += wide;
            if grapheme == " " {
                after_blank = at + 1;
            }
        }
        rows.push(start..end);
        start = end + 1;
    }
    rows
}

/// The place in a row that is nearest to a column from the left. The end of a row that goes on in the next belongs
/// to that one.
fn at_column(text: &str, row: &Range<usize>, next: Option<usize>, column: usize) -> usize {
    let goes_on = next == Some(row.end);
    let mut used = 0;
    let mut place = row.start;
    for (at, grapheme) in text[row.clone()].grapheme_indices(true) {
        place = row.start + at;
        used += shown_width(grapheme);
        if used > column {
            return place;
        }
    }
    if goes_on { place } else { row.end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows_of(text: &str, columns: usize) -> Vec<&str> {
        rows(text, columns).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn rows_break_behind_blanks_and_inside_of_words_that_are_too_long() {
        assert_eq!(rows_of("one two three", 7), ["one two ", "three"]);
        assert_eq!(rows_of("one twelve", 7), ["one ", "twelve"]);
        assert_eq!(rows_of("one\n\ntwo\n", 7), ["one", "", "two", ""]);
        assert_eq!(rows_of("onetwothree", 4), ["onet", "woth", "ree"]);
        assert_eq!(rows_of("日本語日本", 5), ["日本", "語日", "本"]);
        assert_eq!(rows_of("a bcd日", 5), ["a ", "bcd日"]);
        assert_eq!(rows_of(" abcd日", 5), [" ", "abcd", "日"]);
        assert_eq!(rows_of("", 5), [""]);
    }

    #[test]
    fn a_place_at_a_break_is_in_the_row_that_follows() {
        let mut area = TextArea::new("one two three");
        area.handle(InputRequest::GoToStart);
        area.move_rows(1, 7);
        let place = |area: &TextArea| area.place(&rows(area.text(), 7));
        assert_eq!(place(&area), (1, 0));
        area.handle(InputRequest::GoToEnd);
        assert_eq!(place(&area), (1, 5));
        area.move_rows(-9, 7);
        assert_eq!(place(&area), (0, 5));
        area.handle(InputRequest::GoToNextChar);
        area.handle(InputRequest::GoToNextChar);
        assert_eq!(place(&area), (0, 7), "the blank hangs out");
        area.handle(InputRequest::GoToNextChar);
        assert_eq!(place(&area), (1, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn rows_hold_the_whole_text_within_their_columns(
            text in "[a-c日 \n\u{301}\u{200b}👨e]{0,60}",
            columns in 2_usize..12,
        ) {
            let rows = rows(&text, columns);
            prop_assert_eq!((rows[0].start, rows[rows.len() - 1].end), (0, text.len()));
            for pair in rows.windows(2) {
                let between = &text[pair[0].end..pair[1].start];
                prop_assert!(between.is_empty() || between == "\n", "{between:?}");
            }
            for row in rows {
                prop_assert!(shown_width(text[row.clone()].trim_end_matches(' ')) <= columns);
                prop_assert!(shown_width(&text[row]) <= columns + 1);
            }
        }

        #[test]
        fn the_cursor_is_always_where_a_letter_can_be_written(
            text in "[ab日 \n]{0,30}",
            acts in proptest::collection::vec(0..12_u8, 1..40),
        ) {
            let mut area = TextArea::new(&text);
            for act in acts {
                match act {
                    0 => area.handle(InputRequest::GoToPrevChar),
                    1 => area.handle(InputRequest::GoToNextChar),
                    2 => area.move_rows(-1, 6),
                    3 => area.move_rows(1, 6),
                    4 => area.move_rows(-4, 6),
                    5 => area.handle(InputRequest::GoToStart),
                    6 => area.handle(InputRequest::GoToEnd),
                    7 => area.handle(InputRequest::DeletePrevChar),
                    8 => area.handle(InputRequest::DeleteNextChar),
                    9 => area.handle(InputRequest::DeletePrevWord),
                    10 => area.insert("x\ny"),
                    _ => area.handle(InputRequest::DeleteLine),
                }
                let rows = rows(area.text(), 6);
                let (row, column) = area.place(&rows);
                prop_assert!(column <= 7 && rows[row].contains(&area.cursor()) || area.cursor() == rows[row].end);
                let mut written = area.clone();
                written.handle(InputRequest::InsertChar('!'));
                written.handle(InputRequest::DeletePrevChar);
                prop_assert_eq!((written.text(), written.cursor()), (area.text(), area.cursor()));
            }
        }
    }
}
