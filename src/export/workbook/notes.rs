//! The sheet of the notes: what was agreed besides the numbers.

use super::Source;
use super::page::Page;
use crate::text::clean;

const SHEET: &str = "Notes";
const HEAD: u32 = 0;
const FIRST: u32 = HEAD + 2;
const WIDTH: f64 = 100.0;
/// A letter of the title against one of the notes.
const TITLE: f64 = 1.5;
/// A column that is empty: `LibreOffice` makes a sheet fit the page only where there is another column to move to the
/// next.
const MARGIN: f64 = 0.5;

/// The most rows that are written.
const ROWS: usize = 10_000;

/// How many characters stand in one cell: a row has an end, and so has a page.
const CELL: usize = 1000;

/// The notes of a plan that has some.
pub(super) fn page(source: &Source) -> Option<Page> {
    let notes = source.plan.scenario.notes();
    if notes.trim().is_empty() {
        return None;
    }
    let mut page = Page::new(SHEET);
    let look = &source.look;
    page.widths(&[WIDTH, MARGIN]);
    let title = format!("{}: notes", source.plan.scenario.name());
    page.text(HEAD, 0, &title, &look.title.clone().set_text_wrap());
    page.height(HEAD, &[(&title, WIDTH / TITLE)]);
    let mut end = HEAD;
    let cells = notes.lines().flat_map(|line| clean::wrap(line, CELL));
    for (row, told) in (FIRST..).zip(cells.take(ROWS)) {
        page.text(row, 0, &told, &look.words);
        page.height(row, &[(&told, WIDTH)]);
        end = row;
    }
    page.print_to(end, 1);
    page.print_long();
    Some(page)
}
