//! What was found, in the form that was asked for: the same bytes from the screen and from the command line.

use super::document::{Block, Table};
use super::sheet::{self, Dated};
use super::table::{self, Look};
use super::{csv, handout, html, json, markdown, workbook};
use crate::text::form::Form;

/// Writes a plan in any form; the look is that of plain text.
pub fn plan(plan: Dated, form: Form, look: Look) -> Vec<u8> {
    let text = match form {
        Form::Html => html::text(&handout::pages(plan)),
        Form::Xlsx => return workbook::bytes(plan),
        Form::Markdown => markdown::text(&handout::pages(plan).concat()),
        Form::Csv => csv::text(&sheet::tidy(plan)),
        Form::Json => json::goals(plan),
        Form::Table => table::text(&[sheet::page(plan), handout::assumed(plan)].concat(), look),
    };
    text.into_bytes()
}

/// Writes what was found: as a page, as rows or as JSON, whichever the form is; none for those that only a plan has
/// (see [`Form::OF_PAGES`]).
pub fn page(
    form: Form,
    look: Look,
    page: impl FnOnce() -> Vec<Block>,
    rows: impl FnOnce() -> Table,
    json: impl FnOnce() -> String,
) -> Option<String> {
    Some(match form {
        Form::Markdown => markdown::text(&page()),
        Form::Csv => csv::text(&rows()),
        Form::Json => json(),
        Form::Table => table::text(&page(), look),
        Form::Html | Form::Xlsx => return None,
    })
}
