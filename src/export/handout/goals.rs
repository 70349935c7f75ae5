//! The table of goals as it can be read on a page: months, else quarters, else years.

use std::ops::Range;

use super::View;
use crate::export::document::{Block, Table};
use crate::export::sheet::{self, Dated};
use crate::goals::{Bearing, Content};
use crate::plan::Owner;
use crate::text::clean::strip;
use crate::text::name::REVENUE;
use crate::text::show;

/// The most columns that can be read on a page.
const READABLE: usize = 18;

/// Counts of more columns are told with a unit.
const WIDEST: usize = 11;

/// Some columns of the grid that are shown as one.
struct Period {
    head: String,
    columns: Range<usize>,
}

/// A count, told with a unit where it would take too much room.
pub(super) fn count(count: f64) -> String {
    show::cell(count, WIDEST)
}

/// The goals of a page, and what their marks mean.
pub(super) fn blocks(view: View) -> [Block; 3] {
    let (by, periods) = periods(view.plan);
    let heading = match by {
        "month" => "Goals".to_owned(),
        by => format!("Goals by {by}; every month is in the workbook and in CSV"),
    };
    [Block::Heading(heading), Block::Table(table(view, &periods)), Block::Text(legend(view))]
}

/// The columns as they are shown, and what one is. None has both runway and plan in it.
fn periods(plan: Dated) -> (&'static str, Vec<Period>) {
    let grid = plan.goals.grid();
    let by = |name: &dyn Fn(usize) -> String| {
        let mut periods: Vec<Period> = Vec::new();
        for column in 0..grid.columns() {
            let head = name(column);
            match periods.last_mut() {
                Some(last) if last.head == head && column != grid.runway() => last.columns.end += 1,
                _ => periods.push(Period { head, columns: column..column + 1 }),
            }
        }
        periods
    };
    let short_year = |column: usize| grid.month(column).year().rem_euclid(100);
    let quarter = |column: usize| (grid.month(column).number() - 1) / 3 + 1;
    let months = by(&|column| format!("{} {:02}", show::month(grid.month(column)), short_year(column)));
    if months.len() <= READABLE {
        return ("month", months);
    }
    let quarters = by(&|column| format!("Q{} {:02}", quarter(column), short_year(column)));
    if quarters.len() <= READABLE {
        return ("quarter", quarters);
    }
    ("year", by(&|column| grid.month(column).year().to_string()))
}

fn table(view: View, periods: &[Period]) -> Table {
    let head = |period: &Period| format!("{}{}", sheet::mark(view.plan, period.columns.start), period.head);
    let mut heads: Vec<String> = periods.iter().map(head).collect();
    heads.push("Total".to_owned());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(&["Stage"], &heads);
    let mut add = |name: &str, team: Option<Owner>, bearing: &Bearing| {
        let cell = if team.is_some() { count } else { money };
        let shown = bearing.shown(Content::Goals);
        let cells = periods.iter().map(|period| cell(shown[period.columns.clone()].iter().sum()));
        let total = cell(bearing.shown_total(Content::Goals));
        table.rows.push([strip(name)].into_iter().chain(cells).chain([total]).collect());
        table.teams.push(team);
    };
    for (_, stage, bearing) in view.rows() {
        add(stage.name(), Some(stage.owner()), bearing);
    }
    if view.is_whole() {
        add(REVENUE, None, view.plan.goals.grid().revenue());
    }
    table
}

fn money(amount: f64) -> String {
    show::money_cell(amount, WIDEST)
}

/// What the numbers are in, what they count and what the marks mean.
fn legend(view: View) -> String {
    let plan = view.plan;
    let revenue =
        if view.is_whole() { sheet::legend(plan) } else { sheet::marks(plan).trim_start().to_owned() };
    let check = show::money_full(plan.goals.check(), plan.scenario.currency());
    let check = if view.team.is_none() {
        format!(" Check: run forward, these goals bring {check}.")
    } else {
        String::new()
    };
    format!("Total: the plan's own months. {revenue}{check}")
}
