//! The bytes of what leaves the screen: a file that is no scenario of the store, a table for the clipboard.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{saved_to, tried};
use crate::export::comparison::{self, Comparison};
use crate::export::sheet::Dated;
use crate::export::table::Look;
use crate::export::{forms, levers, markdown, tabs};
use crate::goals;
use crate::plan::{Day, Scenario};
use crate::store::{StoreError, write_file};
use crate::text::clean::strip;
use crate::text::form::Form;
use crate::tui::document::Computed;
use crate::tui::extract::{Compared, Export, Extract, Table};
use crate::tui::message::Message;

/// Writes a file, over another one only if that was asked for.
pub(super) fn write(asked_for: PathBuf, export: Box<Export>) -> Message {
    let path = at_home(&asked_for);
    match write_file(&path, &bytes(&export.what, export.form, export.today), export.over) {
        Ok(()) => Message::Exported(saved_to(&std::path::absolute(&path).unwrap_or(path))),
        Err(StoreError::Exists { .. }) => Message::InTheWay(asked_for, export),
        Err(error) => Message::NotExported(asked_for, export, strip(&error.to_string())),
    }
}

/// A path as a shell reads it: `~` at its beginning is the home folder.
fn at_home(path: &Path) -> PathBuf {
    let home = path.strip_prefix("~").ok().zip(directories::BaseDirs::new());
    home.map_or_else(|| path.to_owned(), |(rest, folders)| folders.home_dir().join(rest))
}

/// What a file of a form holds. Each form is one that what it is made of has.
fn bytes(what: &Extract, form: Form, today: Day) -> Vec<u8> {
    let look = Look::default();
    let text = match what {
        Extract::Plan(plan) => return dated(plan, today, |plan| forms::plan(plan, form, look)),
        Extract::Tried(tried) => Some(markdown::text(&tried::page(tried, today))),
        Extract::Levers(plan) => dated(plan, today, |plan| {
            let found = goals::levers(plan.scenario, plan.goals, today);
            let (page, rows) = (|| levers::page(plan, &found), || levers::rows(plan, &found));
            forms::page(form, look, page, rows, || levers::json(plan, &found))
        }),
        Extract::Ranges(plan) => dated(plan, today, |plan| {
            let found = goals::ranges(plan.scenario, plan.goals, today);
            let (page, rows) = (|| levers::ranges_page(plan, &found), || levers::ranges_rows(plan, &found));
            forms::page(form, look, page, rows, || levers::ranges_json(plan, &found))
        }),
        Extract::Comparison(compared) => side_by_side(compared, today, |plans| {
            let page = || comparison::page(plans, compared.all, compared.stage);
            forms::page(form, look, page, || comparison::tidy(plans), || comparison::json(plans))
        }),
    };
    text.expect("a form is asked for that what it is made of has").into_bytes()
}

/// The rows of a table for a spreadsheet.
pub(super) fn table(table: &Table, today: Day) -> String {
    let table = match table {
        Table::Inputs(plan) => tabs::inputs(plan),
        Table::Goals(plan, content, exact) => dated(plan, today, |plan| tabs::goals(plan, *content, *exact)),
        Table::DayOne(plan) => dated(plan, today, tabs::day_one),
        Table::Levers(plan) => {
            dated(plan, today, |plan| levers::rows(plan, &goals::levers(plan.scenario, plan.goals, today)))
        }
        Table::Ranges(plan) => dated(plan, today, |plan| {
            levers::ranges_rows(plan, &goals::ranges(plan.scenario, plan.goals, today))
        }),
        Table::Comparison(compared) => {
            side_by_side(compared, today, |plans| comparison::wide(plans, compared.all))
        }
        Table::Names(names) => tabs::names(names),
    };
    tabs::text(&table)
}

fn dated<T>(plan: &Arc<Scenario>, today: Day, tell: impl FnOnce(Dated) -> T) -> T {
    let Computed { scenario, goals } = &Computed::new(plan);
    tell(Dated { scenario, goals, today })
}

fn side_by_side<T>(compared: &Compared, today: Day, tell: impl FnOnce(Comparison) -> T) -> T {
    let plans: Vec<Computed> = compared.plans.iter().map(Computed::new).collect();
    let plans: Vec<_> = plans.iter().map(Computed::pair).collect();
    tell(Comparison { names: &compared.names, plans: &plans, today })
}
