//! The rows and columns of plans side by side (cli.md "compare"): the only place that chooses them.
//!
//! For people the rows that differ, grouped, with their differences; for scripts every row in full precision.

use serde::Serialize;

use super::document::{Align, Block, Column, Table};
use crate::goals::side_by_side::{Delta, Row, Section, Value};
use crate::goals::{Goals, by_month, side_by_side};
use crate::plan::{Day, Edit, Scenario, StageId};
use crate::text::clean::strip;
use crate::text::edit::{assigned, reference};
use crate::text::{comparison as text, show};

/// Two or more plans to set side by side, their stages matched; the first one is the reference.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// What to call the plans, no two the same.
    pub names: &'a [String],
    /// The plans with their goals.
    pub plans: &'a [(&'a Scenario, &'a Goals)],
    /// What counts as today.
    pub today: Day,
}

impl Comparison<'_> {
    fn rows(&self) -> Vec<Row> {
        side_by_side(self.plans, self.today)
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        self.plans.iter().map(|(scenario, _)| *scenario).collect()
    }

    /// The names of the rows for scripts, no two the same: stages of different plans may share one.
    fn fields(&self, rows: &[Row]) -> Vec<String> {
        let scenarios = self.scenarios();
        let plain: Vec<String> = rows.iter().map(|row| text::field(row.subject, &scenarios)).collect();
        let before = |at: usize| plain[..at].iter().filter(|field| **field == plain[at]).count();
        let field = |at: usize| match before(at) {
            0 => plain[at].clone(),
            times => format!("{}#{}", plain[at], times + 1),
        };
        (0..plain.len()).map(field).collect()
    }
}

/// A comparison as a page: what differs (or every row), what that means in words, and a stage month by month.
pub fn page(comparison: Comparison, all: bool, stage: StageId) -> Vec<Block> {
    let rows: Vec<Row> = comparison.rows().into_iter().filter(|row| all || row.differs()).collect();
    let names: Vec<String> = comparison.names.iter().map(|name| strip(name)).collect();
    let first = &names[0];
    let shown = if all { "Every row" } else { "Only rows that differ" };
    let mut page = vec![
        Block::Title(format!("{first} compared with {}", names[1..].join(", "))),
        Block::Text(format!("{shown}; Δ is the difference to {first}.")),
    ];
    if rows.is_empty() {
        page.push(Block::Text("Nothing differs.".to_owned()));
    } else {
        page.push(Block::Table(table(comparison, &rows)));
    }
    page.push(Block::Heading(format!("In words, against {first}")));
    page.extend((1..comparison.plans.len()).map(|at| Block::Text(in_words(comparison, at))));
    page.extend(months(comparison, stage));
    page
}

/// The rows under the headings of their sections: a value for each plan, and its difference beside it.
fn table(comparison: Comparison, rows: &[Row]) -> Table {
    let mut table = Table::new(&[""], &[]);
    for (at, name) in comparison.names.iter().enumerate() {
        table.columns.push(Column { head: strip(name), align: Align::Right, glued: false });
        if at > 0 {
            table.columns.push(Column { head: "Δ".to_owned(), align: Align::Left, glued: true });
        }
    }
    let scenarios = comparison.scenarios();
    for section in rows.chunk_by(|row, next| row.section == next.section) {
        let mut heading = vec![text::section(section[0].section).to_uppercase()];
        heading.resize(table.columns.len(), String::new());
        table.rows.push(heading);
        for row in section {
            let mut cells =
                vec![strip(&text::name(row.subject, &scenarios)), text::value(row, 0, show::WIDEST)];
            for at in 1..row.values.len() {
                cells.extend([text::value(row, at, show::WIDEST), text::delta(row, at, false, show::WIDEST)]);
            }
            table.rows.push(cells);
        }
    }
    table
}

/// What a plan (by its place) changes against the first one, in a sentence.
fn in_words(comparison: Comparison, at: usize) -> String {
    let said = text::in_words(comparison.plans[0], comparison.plans[at], comparison.today, usize::MAX);
    format!("{}: {said}", strip(&comparison.names[at]))
}

/// The goals of a stage month by month, in whole units, a column a plan.
fn months(comparison: Comparison, stage: StageId) -> Vec<Block> {
    let goals: Vec<&Goals> = comparison.plans.iter().map(|(_, goals)| *goals).collect();
    let by_month = by_month(&goals, Some(stage));
    let names: Vec<String> = comparison.names.iter().map(|name| strip(name)).collect();
    let mut table = Table::new(&["Month"], &names.iter().map(String::as_str).collect::<Vec<_>>());
    for (at, month) in by_month.months.iter().enumerate() {
        let cells = by_month.plans.iter().map(|plan| show::cell(plan.shown[at], show::WIDEST));
        table.rows.push([month.to_string()].into_iter().chain(cells).collect());
    }
    let found = comparison.plans.iter().find_map(|(scenario, _)| scenario.funnel().find(stage));
    let name = found.map_or_else(String::new, |(_, stage)| strip(stage.name()));
    vec![Block::Heading(format!("{name} by month")), Block::Table(table)]
}

/// A comparison in tidy rows: one for each row and plan, in full precision.
pub fn tidy(comparison: Comparison) -> Table {
    let mut table = Table::new(&["field", "scenario"], &["value", "delta"]);
    let rows = comparison.rows();
    for (row, field) in rows.iter().zip(comparison.fields(&rows)) {
        for (at, (name, (scenario, _))) in comparison.names.iter().zip(comparison.plans).enumerate() {
            let cells = [value(&row.values[at], scenario), delta(row, at)].map(|datum| datum.cell());
            table.rows.push([field.clone(), strip(name)].into_iter().chain(cells).collect());
        }
    }
    table
}

/// A comparison with a column for each plan, in full precision: what differs, or every row.
pub fn wide(comparison: Comparison, all: bool) -> Table {
    let names: Vec<String> = comparison.names.iter().map(|name| strip(name)).collect();
    let heads: Vec<&str> = ["field"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let mut table = Table::new(&heads, &[]);
    let rows = comparison.rows();
    let fields = comparison.fields(&rows);
    for (row, field) in rows.iter().zip(fields).filter(|(row, _)| all || row.differs()) {
        let values = row.values.iter().zip(comparison.plans);
        let values = values.map(|(datum, (scenario, _))| value(datum, scenario).cell());
        table.rows.push([field].into_iter().chain(values).collect());
    }
    table
}

/// A value or a difference as scripts read it.
#[derive(Serialize)]
#[serde(untagged)]
enum Datum {
    Nothing,
    Number(f64),
    Whole(i64),
    Word(String),
    Words(Vec<String>),
}

impl Datum {
    /// The text of a cell.
    fn cell(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Word(word) => word.clone(),
            Self::Words(words) => words.join(" > "),
        }
    }
}

#[derive(Serialize)]
struct Record<'a> {
    scenarios: &'a [String],
    rows: Vec<RowRecord>,
}

#[derive(Serialize)]
struct RowRecord {
    section: &'static str,
    field: String,
    values: Vec<Datum>,
    delta: Vec<Datum>,
}

/// Writes every row of a comparison.
pub fn json(comparison: Comparison) -> String {
    let rows = comparison.rows();
    let fields = comparison.fields(&rows);
    let record = |(row, field): (&Row, String)| RowRecord {
        section: section(row.section),
        field,
        values: row.values.iter().zip(comparison.plans).map(|(one, (plan, _))| value(one, plan)).collect(),
        delta: (0..row.values.len()).map(|at| delta(row, at)).collect(),
    };
    let rows = rows.iter().zip(fields).map(record).collect();
    super::json::text(&Record { scenarios: comparison.names, rows })
}

/// The name of a section for scripts.
const fn section(section: Section) -> &'static str {
    match section {
        Section::Assumptions => "assumptions",
        Section::Needs => "needs",
        Section::Timing => "timing",
        Section::Totals => "totals",
        Section::DayOne => "day-one",
        Section::Details => "details",
    }
}

/// A value as scripts read it: shares as numbers, days and exact counts, dates of the calendar, words as they are
/// written in assignments.
fn value(value: &Value, scenario: &Scenario) -> Datum {
    match value {
        Value::Absent => Datum::Nothing,
        Value::Currency(currency) => Datum::Word(currency.code().to_owned()),
        Value::Money(number, _) | Value::Rate(number) | Value::Count { exact: number, .. } => {
            Datum::Number(*number)
        }
        Value::Days(days) => Datum::Whole((*days).into()),
        Value::Date(day) => Datum::Word(show::day_iso(*day)),
        Value::Month(month) => Datum::Word(month.to_string()),
        Value::Number(number) => Datum::Whole(*number as i64),
        Value::Phasing(phasing) => Datum::Word(assigned(&Edit::Phasing(phasing.clone()), scenario)),
        Value::Beyond(beyond) => Datum::Word(assigned(&Edit::Beyond(*beyond), scenario)),
        Value::Order(stages) => {
            Datum::Words(stages.iter().map(|id| reference(*id, scenario.funnel())).collect())
        }
    }
}

/// A difference as scripts read it: a number in the unit of the value (points as shares), else a word.
fn delta(row: &Row, at: usize) -> Datum {
    let is_number = matches!(
        row.values[at],
        Value::Money(..)
            | Value::Rate(_)
            | Value::Days(_)
            | Value::Count { .. }
            | Value::Date(_)
            | Value::Month(_)
            | Value::Number(_)
    );
    match row.delta(at) {
        Delta::Untold => Datum::Nothing,
        Delta::Same if is_number => Datum::Whole(0),
        Delta::Same => Datum::Word("same".to_owned()),
        Delta::New => Datum::Word("new".to_owned()),
        Delta::Gone => Datum::Word("gone".to_owned()),
        Delta::Points { was, is } | Delta::Size { was, is, .. } => Datum::Number(is - was),
        Delta::Days(by) | Delta::Number(by) => Datum::Whole(by),
        Delta::Months(by) => Datum::Whole(by.into()),
    }
}
