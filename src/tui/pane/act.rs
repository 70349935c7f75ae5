//! Changes that take one key, wherever an input is shown: reset, lock, undo and redo.

use super::input;
use crate::plan::{Edit, EditError, Input, TargetField};
use crate::text::finding::refusal_at;
use crate::tui::document::Step;
use crate::tui::model::{Cell, Model};

/// The input whose lock guards a cell; none for results.
pub const fn guard(cell: Cell) -> Option<Input> {
    match cell {
        Cell::Input(input) => Some(input),
        Cell::Revenue(_) => Some(Input::Target(TargetField::Amount)),
        Cell::Result => None,
    }
}

/// Why an edit is refused, told to somebody who stands on an input.
pub fn reason(model: &Model, here: Option<Input>, error: &EditError) -> String {
    refusal_at(error, model.document.scenario(), here)
}

/// Makes edits as one step, or says why not; says whether anything changed.
pub fn make(model: &mut Model, edits: &[Edit], here: Option<Input>) -> Option<bool> {
    match model.document.edit(edits) {
        Ok(changed) => Some(changed),
        Err(error) => {
            let reason = reason(model, here, &error);
            model.refuse(reason);
            None
        }
    }
}

/// Takes the baseline's value; clears what need not be given.
pub fn reset(model: &mut Model, cell: Cell) {
    let baseline = &model.document.baseline().scenario;
    match input::reset(model.document.scenario(), baseline, cell) {
        None => model.say("nothing to reset here"),
        Some(edits) => {
            let unchanged = make(model, &edits, guard(cell)) == Some(false);
            if unchanged {
                model.say(if input::is_optional(cell) {
                    "nothing is given here"
                } else {
                    "this is the baseline's value"
                });
            }
        }
    }
}

/// Locks an input, or unlocks it.
pub fn lock(model: &mut Model, input: Input) {
    let on = !model.document.scenario().is_locked(input);
    if make(model, &[Edit::Lock(input, on)], Some(input)).is_some() {
        model.say(if on { "locked: L unlocks" } else { "unlocked" });
    }
}

/// Undoes the last step, or redoes the one that was undone.
pub fn step_back(model: &mut Model, step: Step) {
    let id = model.document.id();
    let stepped = if step == Step::Undone { model.document.undo() } else { model.document.redo() };
    if !stepped {
        model.say(if step == Step::Undone { "nothing to undo" } else { "nothing to redo" });
    } else if model.document.id() != id {
        model.say(format!("back to {}", model.document.scenario().name()));
    }
}
