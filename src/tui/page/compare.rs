//! The page Compare.

use super::Taken;
use crate::plan::Scenario;
use crate::tui::command::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Page};

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct Compare {
    /// The selected row.
    pub at: usize,
    /// The scenarios that were asked for, with their names.
    pub asked: Vec<(String, Scenario)>,
}

/// Comes to the screen.
pub fn enter(_model: &mut Model) -> Option<Effect> {
    None
}

/// Comes to the screen with these scenarios, by name, as its columns.
pub fn compare_with(model: &mut Model, scenarios: Vec<(String, Scenario)>) -> Option<Effect> {
    model.compare.asked = scenarios;
    super::show(model, Page::Compare)
}

/// Takes a command that is for this page.
pub fn on_command(_model: &mut Model, _command: Command) -> Taken {
    Taken::Elsewhere
}

/// Selects a row.
pub fn select_row(model: &mut Model, row: usize) {
    model.compare.at = row;
}

/// Selects a column.
pub fn select_column(_model: &mut Model, _column: usize) {}

/// The wheel turned.
pub fn on_wheel(_model: &mut Model, _direction: f64) {}
