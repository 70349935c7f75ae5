//! Typing into a line of the stage editor: previewed on the plan behind, kept as one step, or left as it was.

use tui_input::Input as Text;

use super::{Line, StageEditor, line};
use crate::plan::{Edit, Field, Input, StageEdit, StageId};
use crate::tui::command::Command;
use crate::tui::message::Message;
use crate::tui::model::{Cell, Model};
use crate::tui::overlay::Overlay;
use crate::tui::pane::line::{paste, type_in};
use crate::tui::pane::{act, input};

/// A text being typed into a line.
#[derive(Debug, Clone)]
pub struct Typing {
    /// The text and its cursor.
    pub text: Text,
    /// The whole text is selected: typing replaces it.
    pub selected: bool,
    /// Why the text is not taken, as it stands.
    pub problem: Option<String>,
    /// What the text means, where that may surprise.
    pub hint: Option<String>,
}

/// Opens the text of a line, selected, or says why it cannot be typed into.
pub(super) fn open(model: &mut Model, id: StageId, line: Line) {
    let scenario = model.document.scenario();
    let Some((_, stage)) = scenario.funnel().find(id) else { return };
    if let Some(reason) = line::closed(stage, scenario, line) {
        return model.refuse(reason);
    }
    let text = Text::new(line::offered(stage, scenario, line));
    if let Some(Overlay::Stage(editor)) = &mut model.overlay {
        editor.typing = Some(Typing { text, selected: true, problem: None, hint: None });
    }
}

/// Opens a line with a text that replaces what it says.
pub(super) fn start(model: &mut Model, id: StageId, line: Line, text: &str) {
    if line == Line::Owner {
        return model.refuse("Enter takes the next owner");
    }
    open(model, id, line);
    insert(model, text);
}

/// Types, keeps or leaves.
pub(super) fn take(model: &mut Model, message: &Message) {
    let Some(typing) = typing(model) else { return };
    match message {
        Message::Type(request) => {
            type_in(&mut typing.text, &mut typing.selected, *request);
            preview(model);
        }
        Message::Paste(text) => insert(model, text),
        Message::Command(Command::Cancel | Command::Interrupt) => leave(model),
        Message::Command(Command::Edit) => {
            keep(model);
        }
        Message::Command(Command::NextPane) => keep_and_go(model, |at| at + 1),
        Message::Command(Command::PreviousPane) => keep_and_go(model, |at| at.saturating_sub(1)),
        Message::Row(row) => keep_and_go(model, |_| *row),
        _ => {}
    }
}

fn editor(model: &mut Model) -> Option<&mut StageEditor> {
    match &mut model.overlay {
        Some(Overlay::Stage(editor)) => Some(editor),
        _ => None,
    }
}

fn typing(model: &mut Model) -> Option<&mut Typing> {
    editor(model)?.typing.as_mut()
}

fn insert(model: &mut Model, text: &str) {
    let Some(typing) = typing(model) else { return };
    paste(&mut typing.text, &mut typing.selected, text);
    preview(model);
}

/// What is being typed, and where.
struct Draft {
    id: StageId,
    line: Line,
    text: String,
    here: Option<Input>,
    edits: Result<Vec<Edit>, String>,
}

fn draft(model: &Model) -> Option<Draft> {
    let Some(Overlay::Stage(editor)) = &model.overlay else { return None };
    let (id, text) = (editor.stage, editor.typing.as_ref()?.text.value().to_owned());
    let scenario = model.document.scenario();
    let (_, stage) = scenario.funnel().find(id)?;
    let line = editor.line(stage);
    let edits = line::edits(stage, scenario, line, &text);
    Some(Draft { id, line, text, here: line.input(id), edits })
}

/// Shows what the text would do on the plan behind, or says why it cannot.
fn preview(model: &mut Model) {
    let Some(Draft { id, line, text, here, edits }) = draft(model) else { return };
    let hint = match line {
        Line::Input(field) => {
            input::hint(model.document.scenario(), Cell::Input(Input::Stage(id, field)), &text)
        }
        _ => None,
    };
    let tried = match edits {
        Ok(edits) => model.document.preview(&edits).map_err(|error| act::reason(model, here, &error)),
        Err(problem) => {
            model.document.drop_preview();
            Err(problem)
        }
    };
    if let Some(typing) = typing(model) {
        typing.problem = tried.err();
        typing.hint = hint;
    }
}

fn leave(model: &mut Model) {
    if let Some(editor) = editor(model) {
        editor.typing = None;
        model.document.drop_preview();
    }
}

/// Keeps the text as one step; a text that is refused stays open. Says whether it was kept.
fn keep(model: &mut Model) -> bool {
    let Some(Draft { id, line, text, here, edits }) = draft(model) else { return true };
    let untouched = typing(model).is_some_and(|typing| typing.selected);
    let is_no_value = text.trim().is_empty() && matches!(line, Line::Input(field) if field != Field::Opening);
    if untouched || is_no_value {
        leave(model);
        return true;
    }
    let made = edits.and_then(|edits| {
        let made = model.document.edit(&edits);
        made.map(|_| edits).map_err(|error| act::reason(model, here, &error))
    });
    match made {
        Ok(edits) => {
            leave(model);
            follow(model, id, &edits);
            true
        }
        Err(problem) => {
            if let Some(typing) = typing(model) {
                typing.problem = Some(problem);
            }
            false
        }
    }
}

/// A later rate that was added or has another month is the selected line.
fn follow(model: &mut Model, id: StageId, edits: &[Edit]) {
    let Some(Edit::Stage(_, StageEdit::RateFrom(month, Some(_)))) = edits.last() else { return };
    let Some((_, stage)) = model.document.scenario().funnel().find(id) else { return };
    let found = Line::all(stage).iter().position(|line| *line == Line::Later(*month));
    if let (Some(at), Some(editor)) = (found, editor(model)) {
        editor.at = at;
    }
}

fn keep_and_go(model: &mut Model, to: impl FnOnce(usize) -> usize) {
    if !keep(model) {
        return;
    }
    let Some(id) = editor(model).map(|editor| editor.stage) else { return };
    let Some((_, stage)) = model.document.scenario().funnel().find(id) else { return };
    let last = Line::all(stage).len() - 1;
    if let Some(editor) = editor(model) {
        editor.at = to(editor.at).min(last);
    }
}
