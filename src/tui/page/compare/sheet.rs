//! What stands side by side, as layout, keys and drawing share it: plans, rows, and the lines that the rows fill.

use crate::goals::side_by_side;
use crate::goals::side_by_side::{Row, Section};
use crate::plan::{Scenario, StageId};
use crate::text::comparison;
use crate::tui::document::Computed;
use crate::tui::model::{Delta, Model};

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a section.
    Heading(Section),
    /// A row, by its place.
    Row(usize),
}

/// Plans side by side.
pub struct Sheet<'a> {
    /// The plans of the columns, the reference first.
    pub plans: Vec<&'a Computed>,
    /// What to call them, from the longest form to the shortest.
    pub names: Vec<Vec<String>>,
    /// The rows of the list: those that differ, unless all are wanted.
    pub rows: Vec<Row>,
    /// What each row is called, in full.
    pub labels: Vec<String>,
    /// The list, line by line.
    pub lines: Vec<Line>,
    /// How differences are shown.
    pub delta: Delta,
}

/// Puts the plans of the columns side by side.
pub fn sheet(model: &Model) -> Sheet<'_> {
    let state = &model.compare;
    let plans: Vec<&Computed> = state.columns.iter().map(|column| column.plan(&model.document)).collect();
    let pairs: Vec<_> = plans.iter().map(|plan| (&*plan.scenario, &plan.goals)).collect();
    let rows: Vec<Row> =
        side_by_side(&pairs, model.today).into_iter().filter(|row| state.all || row.differs()).collect();
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if at == 0 || rows[at - 1].section != row.section {
            lines.push(Line::Heading(row.section));
        }
        lines.push(Line::Row(at));
    }
    let names = state.columns.iter().map(|column| column.names(&model.document)).collect();
    let scenarios: Vec<&Scenario> = plans.iter().map(|plan| &*plan.scenario).collect();
    let labels = rows.iter().map(|row| comparison::name(row.subject, &scenarios)).collect();
    Sheet { plans, names, rows, labels, lines, delta: state.delta }
}

impl Sheet<'_> {
    /// The plans themselves.
    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.plans.iter().map(|plan| &*plan.scenario).collect()
    }

    /// The shortest name of a column.
    pub fn name(&self, column: usize) -> &str {
        self.names[column].last().map_or("", String::as_str)
    }

    /// The name of a row in some columns.
    pub fn label(&self, row: usize, columns: usize) -> String {
        comparison::shortened(&self.labels[row], self.rows[row].subject, &self.scenarios(), columns)
    }

    /// What a column has in a row; counts in some columns.
    pub fn value(&self, row: usize, column: usize, columns: usize) -> String {
        comparison::value(&self.rows[row], column, columns)
    }

    /// How that differs from the reference, in words; sizes in some columns.
    pub fn difference(&self, row: usize, column: usize, columns: usize) -> String {
        comparison::delta(&self.rows[row], column, self.delta == Delta::Absolute, columns)
    }

    /// Whether any plan is in another currency than the reference: amounts are then not compared.
    pub fn has_other_currencies(&self) -> bool {
        self.plans.iter().any(|plan| plan.scenario.currency() != self.plans[0].scenario.currency())
    }

    /// The stage that a row is about, or else the first of the reference.
    pub fn stage(&self, row: usize) -> StageId {
        let stage = self.rows.get(row).and_then(|row| row.subject.stage());
        stage.unwrap_or_else(|| self.plans[0].scenario.funnel().stages()[0].id())
    }
}
