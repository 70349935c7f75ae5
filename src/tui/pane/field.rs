//! Typing into the selected number: every keystroke is previewed on the whole screen (screens.md §10).

use tui_input::{Input as Text, InputRequest};

use super::input;
use crate::plan::{Edit, EditError, Input};
use crate::text::{entry, finding};
use crate::tui::model::{Cell, Focus, Model};

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
    open(model, &first.to_string(), false);
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
        return model.refuse(
            "a result: it follows from the inputs · type on rates, lags, the target or the Revenue row",
        );
    };
    if scenario.is_locked(input) {
        return model.refuse("locked, L unlocks");
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
    replace_if_selected(&mut field.text, &mut field.selected, request);
    field.text.handle(request);
    preview(model);
}

/// Empties a selected text before the first character typed into it.
pub fn replace_if_selected(text: &mut Text, selected: &mut bool, request: InputRequest) {
    let replaces = matches!(
        request,
        InputRequest::InsertChar(_) | InputRequest::DeletePrevChar | InputRequest::DeleteNextChar
    );
    // An operator works on the value itself, so it goes on from the text instead of replacing it.
    if *selected && replaces {
        text.reset();
    }
    *selected = false;
}

/// Shows what the text would do, or says why it cannot.
fn preview(model: &mut Model) {
    let Some(field) = &model.field else { return };
    let result = parse(model, field.cell, field.text.value());
    let hint = hint(field);
    let outcome = match result {
        Ok(edit) => model.document.preview(&[edit]).map_err(|error| finding::refusal(&error)),
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

fn hint(field: &TextField) -> Option<String> {
    let text = field.text.value();
    let is_rate = matches!(field.cell, Cell::Input(Input::Stage(_, crate::plan::Field::Yield)));
    let rate = text.trim().trim_end_matches('%').parse::<f64>().ok().filter(|_| is_rate)?;
    entry::rate_hint(rate / 100.0, text)
}

fn parse(model: &Model, cell: Cell, text: &str) -> Result<Edit, String> {
    let scenario = model.document.scenario();
    match input::read(scenario, cell) {
        Some(reading) => {
            let value = entry::number(text, reading.kind, reading.value, scenario.currency())
                .map_err(|error| error.to_string())?;
            input::set(scenario, cell, value).map_err(|error| finding::refusal(&error))
        }
        None => entry::month(text).map(Edit::Start).map_err(|error| error.to_string()),
    }
}

/// Keeps the text as one step; a text that is refused stays open. Says whether it was kept.
pub fn accept(model: &mut Model) -> bool {
    let Some(field) = model.field.clone() else { return true };
    // An opened text that nobody touched changes nothing.
    if field.selected || field.text.value().trim().is_empty() {
        cancel(model);
        return true;
    }
    let result = parse(model, field.cell, field.text.value())
        .and_then(|edit| model.document.edit(&[edit]).map_err(|error| finding::refusal(&error)));
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
    let cells: Vec<&str> =
        pasted.split(['\t', '\n', '\r']).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    if model.field.is_none() && cells.len() > 1 && model.focus == Focus::Grid {
        return paste_cells(model, &cells);
    }
    let Some(first) = cells.first() else { return };
    if model.field.is_none() {
        open(model, "", true);
    }
    for character in first.chars().filter(|character| !character.is_control()) {
        type_in(model, InputRequest::InsertChar(character));
    }
}

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
    let edits: Result<Vec<Edit>, String> =
        targets.iter().zip(cells).map(|(cell, text)| parse(model, *cell, text)).collect();
    let pasted =
        edits.and_then(|edits| model.document.edit(&merged(edits)).map_err(|error| finding::refusal(&error)));
    match pasted {
        Ok(_) => model.say(format!("pasted {} cells", cells.len())),
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
    let text = finding::refusal(error);
    model.refuse(text);
}
