//! Tables for the clipboard: cells with tabs between them, plain numbers, as a spreadsheet takes them.
//!
//! A text that a spreadsheet would take for a formula gets a leading `'`, as in CSV.

use super::csv::harmless;
use super::document::{Align, Table};
use super::sheet::Dated;
use crate::goals::Content;
use crate::plan::Scenario;
use crate::text::clean::strip;
use crate::text::{input, show};

/// Writes a table, its heads first.
pub fn text(table: &Table) -> String {
    let heads = table.columns.iter().map(|column| harmless(&plain(&column.head))).collect();
    let row = |row: &Vec<String>| {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| match column.align {
            Align::Left => harmless(&plain(cell)),
            Align::Right => cell.clone(),
        });
        cells.collect()
    };
    let rows = [heads].into_iter().chain(table.rows.iter().map(row));
    rows.map(|cells: Vec<String>| cells.join("\t") + "\n").collect()
}

/// A text that stays in its cell.
fn plain(text: &str) -> String {
    strip(text).replace(['\t', '\n'], " ")
}

/// The inputs of a plan, each as it can be typed.
pub fn inputs(scenario: &Scenario) -> Table {
    let mut table = Table::new(&["Input", "Value"], &[]);
    for of in input::all(scenario) {
        let value = input::typed(scenario, of).unwrap_or_default();
        table.rows.push(vec![input::clear_label(scenario, of), value]);
    }
    table
}

/// The goals of a plan by month, in whole units or exact.
pub fn goals(plan: Dated, content: Content, exact: bool) -> Table {
    let grid = plan.goals.grid();
    let months = (0..grid.columns()).map(|column| grid.month(column).to_string());
    let heads: Vec<String> = months.chain(["Total", "Need"].map(str::to_owned)).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(&["Stage", "Owner"], &heads);
    for bearing in grid.bearings() {
        let stage = bearing.stage().and_then(|id| plan.scenario.funnel().find(id));
        let owner = stage.map(|(_, stage)| show::owner(stage.owner()).to_owned());
        let cells: Vec<f64> =
            if exact { bearing.cells(content).collect() } else { bearing.shown(content).collect() };
        let total = cells[grid.runway()..].iter().sum();
        let need = if exact { bearing.need() } else { bearing.shown_need() };
        let numbers = cells.into_iter().chain([total, need]).map(show::digits);
        let words = [plan.row_name(bearing).to_owned(), owner.unwrap_or_default()];
        table.rows.push(words.into_iter().chain(numbers).collect());
    }
    table
}

/// Who must be inside each stage on day one, and the last day for a new entry.
pub fn day_one(plan: Dated) -> Table {
    let numbers = ["Needed", "Have", "Cover", "Carries", "At risk"];
    let mut table = Table::new(&["Stage", "Last call"], &numbers);
    let stages = plan.scenario.funnel().stages().iter().zip(plan.goals.day_one());
    for (place, (stage, row)) in stages.enumerate() {
        let last_call = show::day_iso(plan.goals.last_call(place));
        let numbers = [Some(row.needed), row.opening, row.coverage(), Some(row.carries), row.at_risk()]
            .map(|number| number.map(show::digits).unwrap_or_default());
        table.rows.push([stage.name().to_owned(), last_call].into_iter().chain(numbers).collect());
    }
    table
}

/// Names, with when what they stand for was changed.
pub fn names(names: &[[String; 2]]) -> Table {
    let mut table = Table::new(&["Name", "Changed"], &[]);
    table.rows = names.iter().map(|row| row.to_vec()).collect();
    table
}
