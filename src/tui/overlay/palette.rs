//! `:` takes assignments as on the command line and previews them while they are typed.

use tui_input::Input;

use super::{Overlay, first_line};
use crate::text::edit::{BareRates, parse_all};
use crate::text::finding::refusal;
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;

/// An assignment being typed.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// The text and its cursor.
    pub text: Input,
    /// Why the text is not taken, as it stands.
    pub problem: Option<String>,
}

/// Opens the line, with a text to begin with.
pub fn open(model: &mut Model, text: &str) {
    if model.refuses_at_baseline() {
        return;
    }
    model.overlay = Some(Overlay::Palette(Palette { text: Input::new(text.to_owned()), problem: None }));
    preview(model);
}

/// Types, accepts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return None };
    match message {
        Message::Type(request) => {
            palette.text.handle(*request);
            preview(model);
        }
        Message::Paste(text) => {
            palette.text = Input::new(format!("{}{}", palette.text.value(), first_line(text)));
            preview(model);
        }
        Message::Command(Command::Edit) => accept(model),
        Message::Command(Command::Cancel | Command::Interrupt) => {
            model.document.drop_preview();
            model.overlay = None;
        }
        _ => {}
    }
    None
}

fn edits(model: &Model) -> Result<Vec<crate::plan::Edit>, String> {
    let Some(Overlay::Palette(palette)) = &model.overlay else { return Ok(Vec::new()) };
    let line = palette.text.value();
    if line.trim().is_empty() {
        return Ok(Vec::new());
    }
    parse_all(line, model.document.scenario(), BareRates::Percent).map_err(|error| error.to_string())
}

fn preview(model: &mut Model) {
    let problem = match edits(model) {
        Ok(edits) => model.document.preview(&edits).err().map(|error| refusal(&error)),
        Err(problem) => {
            model.document.drop_preview();
            Some(problem)
        }
    };
    if let Some(Overlay::Palette(palette)) = &mut model.overlay {
        palette.problem = problem;
    }
}

fn accept(model: &mut Model) {
    let made = edits(model).and_then(|edits| model.document.edit(&edits).map_err(|error| refusal(&error)));
    match (made, &mut model.overlay) {
        (Ok(_), overlay) => {
            *overlay = None;
            model.document.drop_preview();
        }
        (Err(problem), Some(Overlay::Palette(palette))) => palette.problem = Some(problem),
        _ => {}
    }
}
