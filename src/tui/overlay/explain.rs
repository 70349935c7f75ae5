//! Where the number under the cursor comes from: the chain from revenue up to it (screens.md §8.2).

use super::{Overlay, closes, moved};
use crate::goals::explain::{Cell, explain};
use crate::plan::{Field, Input, TargetField};
use crate::tui::command::Command;
use crate::tui::layout::regions;
use crate::tui::message::{Effect, Message};
use crate::tui::model::{GridColumn, Model, Page, Shown};
use crate::tui::pane::cursor;

/// The number that is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explain {
    /// The row of the grid, by its place; revenue comes after the last stage.
    pub place: usize,
    /// Which of its numbers.
    pub cell: Cell,
    /// The selected line of the chain.
    pub at: usize,
}

/// Opens it on the number under the cursor.
pub fn open(model: &mut Model) -> Option<Effect> {
    let place = model.cursor.row.min(model.stage_count());
    let cell = cell(model);
    let steps = steps(model, place, cell).len();
    model.overlay = Some(Overlay::Explain(Explain { place, cell, at: steps.saturating_sub(1) }));
    None
}

/// The number under the cursor of the grid; the folded months before the plan are one.
fn cell(model: &Model) -> Cell {
    let grid = model.shown().goals.grid();
    match (model.display.shown, model.cursor.column) {
        (Shown::DayOne, _) => Cell::DayOne,
        (_, GridColumn::Month(month)) if month < grid.start() && regions(model).grid.folded => Cell::Runway,
        (_, GridColumn::Month(month)) => Cell::Month(month),
        (_, GridColumn::Total) => Cell::Total,
        (_, GridColumn::Need) => Cell::Need,
    }
}

/// The inputs behind the lines of the chain, top to bottom: the amount behind revenue, then the yields.
fn steps(model: &Model, place: usize, cell: Cell) -> Vec<Input> {
    let plan = model.shown();
    let days = cell.days(&plan.scenario, &plan.goals, place);
    let chain = explain(&plan.scenario, &plan.goals, place, days).steps;
    let input = |step: &crate::goals::explain::Step| {
        step.stage.map_or(Input::Target(TargetField::Amount), |stage| Input::Stage(stage, Field::Yield))
    };
    chain.iter().map(input).collect()
}

/// Walks along the chain, goes to the input behind a line, or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Explain(open)) = &model.overlay else { return None };
    let steps = steps(model, open.place, open.cell);
    let at = open.at;
    if let Some(to) = moved(at, steps.len(), message) {
        if let Some(Overlay::Explain(open)) = &mut model.overlay {
            open.at = to;
        }
    } else if matches!(message, Message::Command(Command::Edit)) {
        model.overlay = None;
        if let Some(input) = steps.get(at) {
            model.page = Page::Plan;
            cursor::select_input(model, *input);
        }
    } else if closes(message) || matches!(message, Message::Choose('w')) {
        model.overlay = None;
    }
    None
}
