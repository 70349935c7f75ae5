//! The sheet of the notes: what was agreed besides the numbers.

use super::Source;
use super::page::Page;

const SHEET: &str = "Notes";
const HEAD: u32 = 0;
const FIRST: u32 = HEAD + 2;
const WIDTH: f64 = 120.0;

/// The most lines that are written.
const LINES: usize = 10_000;

/// The notes of a plan that has some.
pub(super) fn page(source: &Source) -> Option<Page> {
    let notes = source.plan.scenario.notes();
    if notes.trim().is_empty() {
        return None;
    }
    let mut page = Page::new(SHEET);
    page.width(0, WIDTH);
    page.text(HEAD, 0, &format!("{}: notes", source.plan.scenario.name()), &source.look.title);
    for (row, line) in (FIRST..).zip(notes.lines().take(LINES)) {
        page.text(row, 0, line, &source.look.wrapped.clone().set_indent(0));
        page.height(row, &[(line, WIDTH)]);
    }
    page.print_long();
    Some(page)
}
