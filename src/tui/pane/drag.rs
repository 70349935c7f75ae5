//! Scrubbing: dragging the selected number sideways moves it, two columns a step, one undo step.

use crate::tui::model::{Cell, Model};
use crate::tui::pane::{field, input, nudge};

/// A number being scrubbed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drag {
    cell: Cell,
    from: u16,
    value: f64,
    step: f64,
}

/// Takes hold of the selected number, if it is one.
pub fn start(model: &mut Model, column: u16) {
    let cell = model.cell();
    let reading = input::read(model.document.scenario(), cell);
    model.drag = reading.and_then(|reading| {
        let value = reading.value?;
        let step = model.steps.step(Some(reading.kind), value);
        Some(Drag { cell, from: column, value, step })
    });
}

/// Moves the number that is held; the screen previews it.
pub fn drag(model: &mut Model, column: u16) {
    let Some(drag) = model.drag else { return };
    if let Some(edit) = edit_at(model, drag, column)
        && let Err(error) = model.document.preview(&[edit])
    {
        field::refuse(model, &error);
    }
}

/// Lets go: the number keeps its new value as one undo step.
pub fn release(model: &mut Model, column: u16) {
    let Some(drag) = model.drag.take() else { return };
    let edit = edit_at(model, drag, column);
    if let Some(edit) = edit.filter(|_| column != drag.from)
        && let Err(error) = model.document.edit(&[edit])
    {
        field::refuse(model, &error);
    }
    model.document.drop_preview();
}

/// Gives the number its old value back.
pub fn cancel(model: &mut Model) {
    if model.drag.take().is_some() {
        model.document.drop_preview();
    }
}

fn edit_at(model: &Model, drag: Drag, column: u16) -> Option<crate::plan::Edit> {
    let scenario = model.document.scenario();
    let kind = input::read(scenario, drag.cell)?.kind;
    let steps = ((f64::from(column) - f64::from(drag.from)) / 2.0).trunc();
    let value = if steps == 0.0 { drag.value } else { nudge::moved(kind, drag.value, drag.step, steps) };
    input::set(scenario, drag.cell, value).ok()
}
