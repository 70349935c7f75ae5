//! The table of goals as it can be read on a page: by month as far as there is room, the runway sooner by quarter,
//! by year or as a whole than the plan's own months.

use std::ops::Range;

use super::View;
use crate::export::document::{Block, Table};
use crate::export::sheet::{self, Dated};
use crate::goals::{Bearing, Content};
use crate::plan::{Month, Owner};
use crate::text::clean::strip;
use crate::text::name::REVENUE;
use crate::text::show;

/// The most columns that can be read on a page.
const READABLE: usize = 18;

/// Counts of more columns are told with a unit.
const WIDEST: usize = 11;

/// How much time a column of the table has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Month,
    Quarter,
    Year,
    /// All that there is.
    All,
}

/// What a column of the runway has and what one of the plan's own months: the more is told, the earlier here.
const WAYS: [(Step, Step); 7] = [
    (Step::Month, Step::Month),
    (Step::Quarter, Step::Month),
    (Step::Year, Step::Month),
    (Step::All, Step::Month),
    (Step::Quarter, Step::Quarter),
    (Step::Year, Step::Quarter),
    (Step::Year, Step::Year),
];

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::All => "all",
        }
    }

    /// What stands over the column that a month is in; only the runway is ever shown as a whole.
    fn head(self, month: Month) -> String {
        let short_year = month.year().rem_euclid(100);
        match self {
            Self::Month => format!("{} {short_year:02}", show::month(month)),
            Self::Quarter => format!("Q{} {short_year:02}", (month.number() - 1) / 3 + 1),
            Self::Year => month.year().to_string(),
            Self::All => "Runway".to_owned(),
        }
    }
}

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
    let (way, periods) = readable(view.plan);
    [Block::Heading(heading(way)), Block::Table(table(view, &periods)), Block::Text(legend(view))]
}

/// What the columns are, and where the months are that they do not tell.
fn heading((runway, own): (Step, Step)) -> String {
    let others = match runway {
        Step::Month => return "Goals".to_owned(),
        Step::All => ", the runway in one column".to_owned(),
        runway if runway == own => String::new(),
        runway => format!(", the runway by {}", runway.name()),
    };
    format!("Goals by {}{others}; every month is in the workbook and in CSV", own.name())
}

/// The first way of which all columns can be read, else the last, and its columns.
fn readable(plan: Dated) -> ((Step, Step), Vec<Period>) {
    let [shorter @ .., shortest] = WAYS;
    let mut shown = shorter.into_iter().map(|way| (way, periods(plan, way)));
    let found = shown.find(|(_, periods)| periods.len() <= READABLE);
    found.unwrap_or_else(|| (shortest, periods(plan, shortest)))
}

/// The columns as they are shown. None has both runway and plan in it.
fn periods(plan: Dated, (runway, own): (Step, Step)) -> Vec<Period> {
    let grid = plan.goals.grid();
    let mut periods: Vec<Period> = Vec::new();
    for column in 0..grid.columns() {
        let step = if column < grid.runway() { runway } else { own };
        let head = step.head(grid.month(column));
        match periods.last_mut() {
            Some(last) if last.head == head && column != grid.runway() => last.columns.end += 1,
            _ => periods.push(Period { head, columns: column..column + 1 }),
        }
    }
    periods
}

fn table(view: View, periods: &[Period]) -> Table {
    let head = |period: &Period| format!("{}{}", sheet::mark(view.plan, period.columns.start), period.head);
    let mut heads: Vec<String> = periods.iter().map(head).collect();
    heads.push("Total".to_owned());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(&["Stage"], &heads);
    let mut add = |name: &str, team: Option<Owner>, bearing: Bearing| {
        let cell = if team.is_some() { count } else { money };
        let shown: Vec<f64> = bearing.shown(Content::Goals).collect();
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
