//! A scenario is searched for by its name: the list shows what has the text in it while it is typed.

use tui_input::{Input, InputRequest};

use super::rows::{is_meant, rows};
use super::{Taken, settle, step};
use crate::tui::command::Command;
use crate::tui::model::Model;
use crate::tui::pane::line;

/// A name that is searched for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The text and its cursor.
    pub text: Input,
    /// Keys are text; otherwise the search stands and keys are commands again.
    pub typing: bool,
}

impl Search {
    /// Whether a name has the text in it, whatever the case.
    pub fn finds(&self, name: &str) -> bool {
        name.to_lowercase().contains(&self.text.value().trim().to_lowercase())
    }
}

/// Whether keys are text.
pub fn is_typing(model: &Model) -> bool {
    model.scenarios.search.as_ref().is_some_and(|search| search.typing)
}

/// The key that ends the search: while keys are text it is the one that leaves any text.
pub fn ending(model: &Model) -> String {
    if is_typing(model) { "Esc".to_owned() } else { model.key(Command::Cancel) }
}

/// Begins to type, with what was searched for before.
pub(super) fn begin(model: &mut Model) {
    model.scenarios.preview = None;
    model.scenarios.search.get_or_insert_default().typing = true;
    settle(model);
}

/// Keeps the search and gives the keys back; an empty one ends.
pub(super) fn end(model: &mut Model) {
    let search = &mut model.scenarios.search;
    if let Some(search) = search {
        search.typing = false;
    }
    search.take_if(|search| search.text.value().trim().is_empty());
    settle(model);
}

/// Keys that end typing, or move while it goes on.
pub(super) fn on_command(model: &mut Model, command: Command) -> Taken {
    match command {
        Command::Cancel | Command::Interrupt => {
            model.scenarios.search = None;
            settle(model);
        }
        Command::Edit | Command::NextPane | Command::PreviousPane => end(model),
        command if step(model, command) => {}
        _ => {
            end(model);
            return Taken::Elsewhere;
        }
    }
    Taken::Here(None)
}

/// Types, deletes or moves within the text.
pub fn on_type(model: &mut Model, request: InputRequest) {
    if let Some(search) = &mut model.scenarios.search {
        search.text.handle(request);
    }
    find(model);
}

/// Takes the first line of a pasted text.
pub fn on_paste(model: &mut Model, text: &str) {
    if let Some(search) = &mut model.scenarios.search {
        line::paste(&mut search.text, &mut false, text);
    }
    find(model);
}

/// Selects the first that is found where the selected one is not among them.
fn find(model: &mut Model) {
    let rows = rows(model);
    if !rows.iter().any(|row| is_meant(model, row, &model.scenarios.selected)) {
        model.scenarios.at = 0;
    }
    settle(model);
}
