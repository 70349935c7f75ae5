//! Typing into the selected number: every keystroke is previewed on the whole screen (screens.md §10).

use tui_input::{Input as Text, InputRequest};

use super::{act, input, line};
use crate::plan::{Edit, EditError, Input};
use crate::text::entry;
use crate::tui::model::{Cell, Focus, Model, Page};
use crate::tui::overlay::find;

/// A text being typed.
#[derive(Debug, Clone)]
pub struct TextField {
    /// What it is for.
    pub cell: Cell,
    /// The text and its cursor.
    pub text: Text,
    /// The whole text is selected: typing replaces it.
    pub selected: bool,
    /// Why the text is not taken, as it stands.
    pub problem: Option<String>,
    /// What the text means, where that may surprise.
    pub hint: Option<String>,
}

/// Starts typing with a first character that replaces the value.
pub fn start(model: &mut Model, first: char) {
    if model.refuses_at_baseline() {
        return;
    }
    match (model.page, model.cell()) {
        // A number typed on a result is a question.
        (Page::Plan, Cell::Result) => find::start(model, first),
        _ => open(model, &first.to_string(), false),
    }
}

/// Opens the value's text for editing.
pub fn edit(model: &mut Model) {
    let scenario = model.document.scenario();
    let cell = model.cell();
    let text = match (input::read(scenario, cell), cell) {
        (Some(reading), _) => {
            reading.value.map(|value| entry::print(value, reading.kind)).unwrap_or_default()
        }
        (None, Cell::Input(_)) => scenario.start().to_string(),
        (None, _) => String::new(),
    };
    open(model, &text, true);
}

fn open(model: &mut Model, text: &str, selected: bool) {
    let cell = model.cell();
    let scenario = model.document.scenario();
    let Some(input) = cell.locked_as() else {
        return model.refuse(act::IS_A_RESULT);
    };
    if scenario.is_locked(input) {
        return model.refuse_locked();
    }
    let text = Text::new(text.to_owned());
    model.field = Some(TextField { cell, text, selected, problem: None, hint: None });
    if !selected {
        preview(model);
    }
}

/// Types, deletes or moves within the text.
pub fn type_in(model: &mut Model, request: InputRequest) {
    let Some(field) = &mut model.field else { return };
    line::type_in(&mut field.text, &mut field.selected, request);
    preview(model);
}

/// Shows what the text would do, or says why it cannot.
fn preview(model: &mut Model) {
    let Some(field) = &model.field else { return };
    let (scenario, cell, text) = (model.document.scenario(), field.cell, field.text.value());
    let hint = input::hint(scenario, cell, text);
    let outcome = match input::parse(scenario, cell, text) {
        Ok(edit) => {
            let tried = model.document.preview(&[edit]);
            tried.map_err(|error| act::reason(model, cell.locked_as(), &error))
        }
        Err(problem) => {
            model.document.drop_preview();
            Err(problem)
        }
    };
    if let Some(field) = &mut model.field {
        field.problem = outcome.err();
        field.hint = hint;
    }
}

/// Keeps the text as one step; a text that is refused stays open. Says whether it was kept.
pub fn accept(model: &mut Model) -> bool {
    let Some(field) = model.field.clone() else { return true };
    // An opened text that nobody touched changes nothing, and an empty one is no value.
    let empty = field.text.value().trim().is_empty() && !input::is_optional(field.cell);
    if field.selected || empty {
        cancel(model);
        return true;
    }
    let result = input::parse(model.document.scenario(), field.cell, field.text.value()).and_then(|edit| {
        let made = model.document.edit(&[edit]);
        made.map_err(|error| act::reason(model, field.cell.locked_as(), &error))
    });
    match result {
        Ok(_) => {
            model.field = None;
            true
        }
        Err(problem) => {
            if let Some(field) = &mut model.field {
                field.problem = Some(problem);
            }
            false
        }
    }
}

/// Leaves the value as it was.
pub fn cancel(model: &mut Model) {
    if model.field.take().is_some() {
        model.document.drop_preview();
    }
}

/// Takes pasted text: the first line into a field, cells of the revenue row or of *Have* from the selected one on.
pub fn paste(model: &mut Model, pasted: &str) {
    if model.refuses_at_baseline() {
        return;
    }
    let unix = pasted.replace("\r\n", "\n");
    let cells: Vec<&str> = unix.trim_end().split(['\t', '\n', '\r']).map(str::trim).collect();
    if model.field.is_none() && cells.len() > 1 && model.focus == Focus::Grid {
        return paste_cells(model, &cells);
    }
    let Some(first) = cells.into_iter().find(|cell| !cell.is_empty()) else { return };
    if model.field.is_none() {
        open(model, "", true);
    }
    if let Some(field) = &mut model.field {
        line::paste(&mut field.text, &mut field.selected, first);
        preview(model);
    }
}

/// The cells of a spreadsheet, from the selected one on; a blank one leaves its cell as it is.
fn paste_cells(model: &mut Model, cells: &[&str]) {
    let scenario = model.document.scenario();
    let first = model.cell();
    let targets: Vec<Cell> = match first {
        Cell::Revenue(month) => (month..scenario.months().months()).map(Cell::Revenue).collect(),
        Cell::Input(Input::Stage(_, field)) => {
            let stages = scenario.funnel().stages().iter().skip(model.cursor.row);
            stages.map(|stage| Cell::Input(Input::Stage(stage.id(), field))).collect()
        }
        _ => Vec::new(),
    };
    if targets.len() < cells.len() {
        return model.refuse(format!(
            "{} cells were pasted, {} fit from here on: nothing was changed",
            cells.len(),
            targets.len()
        ));
    }
    let filled = targets.iter().zip(cells).filter(|(_, text)| !text.is_empty());
    let edits: Result<Vec<Edit>, String> =
        filled.map(|(cell, text)| input::parse_pasted(scenario, *cell, text)).collect();
    let pasted = edits.and_then(|edits| {
        let made = model.document.edit(&merged(edits));
        made.map_err(|error| act::reason(model, first.locked_as(), &error))
    });
    match pasted {
        Ok(_) => {
            let blank = cells.iter().filter(|text| text.is_empty()).count();
            let filled = cells.len() - blank;
            let left = if blank > 0 { format!(", left {blank} as it was") } else { String::new() };
            model.say(format!("pasted {filled} cells{left}"));
        }
        Err(problem) => model.refuse(format!("nothing was pasted: {problem}")),
    }
}

/// Months of revenue that were typed together are one edit, so that none of them scales the others.
fn merged(edits: Vec<Edit>) -> Vec<Edit> {
    let mut months = Vec::new();
    let mut others = Vec::new();
    for edit in edits {
        match edit {
            Edit::Revenue(cells) => months.extend(cells),
            other => others.push(other),
        }
    }
    if !months.is_empty() {
        others.push(Edit::Revenue(months));
    }
    others
}

/// Says why an edit is refused.
pub fn refuse(model: &mut Model, error: &EditError) {
    act::refuse(model, model.cell().locked_as(), error);
}
