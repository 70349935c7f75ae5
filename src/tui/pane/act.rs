//! Changes that take one key, wherever an input is shown: reset, lock, undo and redo.

use super::input;
use crate::plan::{Edit, EditError, Input};
use crate::text::clean::width;
use crate::text::finding::refusal_at;
use crate::text::step;
use crate::tui::command::Command;
use crate::tui::document::Step;
use crate::tui::model::{Cell, Model, Page};

/// What somebody is told who wants to set a number that is no input.
pub const IS_A_RESULT: &str =
    "a result: it follows from the inputs · type the number you want, and each input says what it takes";

/// Why an edit is refused, told to somebody who stands on an input.
pub fn reason(model: &Model, here: Option<Input>, error: &EditError) -> String {
    refusal_at(error, model.document.scenario(), here, &model.key(Command::Lock))
}

/// Says why an edit is refused to somebody who stands on an input.
pub fn refuse(model: &mut Model, here: Option<Input>, error: &EditError) {
    let reason = reason(model, here, error);
    model.refuse(reason);
}

/// Makes edits as one step, or says why not; gives whether anything changed, none where they are refused.
pub fn make(model: &mut Model, edits: &[Edit], here: Option<Input>) -> Option<bool> {
    let made = model.document.edit(edits);
    made.map_err(|error| refuse(model, here, &error)).ok()
}

/// Takes the baseline's value; clears what need not be given.
pub fn reset(model: &mut Model, cell: Cell) {
    let baseline = &model.document.baseline().scenario;
    let edits = input::reset(model.document.scenario(), baseline, cell);
    take_back(model, edits, input::is_optional(cell), cell.locked_as());
}

/// Makes the edits that reset something or, if it is optional, clear it; says so where that changes nothing.
pub fn take_back(model: &mut Model, edits: Option<Vec<Edit>>, optional: bool, here: Option<Input>) {
    let Some(edits) = edits else { return model.say("nothing to reset here") };
    if make(model, &edits, here) == Some(false) {
        model.say(if optional { "nothing is given here" } else { "this is the baseline's value" });
    }
}

/// Locks an input, or unlocks it.
pub fn lock(model: &mut Model, input: Input) {
    let on = !model.document.scenario().is_locked(input);
    if make(model, &[Edit::Lock(input, on)], Some(input)).is_some() {
        let locked = || format!("locked: {} unlocks", model.key(Command::Lock));
        model.say(if on { locked() } else { "unlocked".to_owned() });
    }
}

/// Undoes the last step, or redoes the one that was undone. Only the plan shows by itself what that did.
pub fn step_back(model: &mut Model, step: Step) {
    let id = model.document.id();
    let done = if step == Step::Undone { model.document.undo() } else { model.document.redo() };
    if !done {
        model.say(if step == Step::Undone { "nothing to undo" } else { "nothing to redo" });
    } else if model.document.id() != id {
        model.say(format!("back to {}", model.document.scenario().name()));
    } else if model.page != Page::Plan
        && let Some(text) = stepped(model)
    {
        model.say(text);
    }
}

/// What the undo or redo that led to the plan as it is did, on one line of the window; none where neither did.
pub fn stepped(model: &Model) -> Option<String> {
    let document = &model.document;
    let lead = document.step().lead();
    let (before, now) = (document.before(), document.present());
    if lead.is_empty() || document.is_previewing() {
        return None;
    }
    if before.scenario == now.scenario {
        let since = document.pinned().map_or_else(|| "the plan as opened".to_owned(), str::to_owned);
        return Some(format!("{lead}changes are measured from {since}"));
    }
    let columns = usize::from(model.size.width).saturating_sub(width(lead) + 4);
    Some(format!("{lead}{}", step::said(before.pair(), now.pair(), model.today, columns)))
}
