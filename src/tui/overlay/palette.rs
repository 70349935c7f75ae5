//! `:` and `/`: one line of text, and a list of what fits to it. The first offers commands and takes assignments as
//! on the command line, previewed while they are typed; the second offers places to go to.
//!
//! A command that is taken here does exactly what its key does: it goes through `update` like one.

pub mod complete;
mod context;
pub mod places;
pub mod rows;

use tui_input::Input;

use self::rows::{Does, edits, is_assignment, is_unfinished};
use super::{Overlay, moved};
use crate::text::finding::refusal;
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;
use crate::tui::pane::line;
use crate::tui::update;

/// What the list offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeks {
    /// Commands and fields.
    Commands,
    /// Inputs, goals, pages, scenarios.
    Places,
}

/// A walk of Tab through the candidates for a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// What stands before the word and stays.
    pub before: String,
    /// The word as it was typed.
    pub word: String,
}

/// The line and the selected row.
#[derive(Debug, Clone)]
pub struct Palette {
    /// What the list offers.
    pub seeks: Seeks,
    /// The text and its cursor.
    pub text: Input,
    /// The selected row; none while nothing is typed and none is picked.
    pub at: Option<usize>,
    /// Why the assignment is not taken, as it stands, or what to do first.
    pub problem: Option<String>,
    /// What Tab began with.
    pub walk: Option<Walk>,
}

/// Opens the line for commands and assignments, with a text to begin with.
pub fn open(model: &mut Model, text: &str) {
    open_for(model, Seeks::Commands, text);
}

/// Opens the line for places.
pub fn search(model: &mut Model) {
    open_for(model, Seeks::Places, "");
}

fn open_for(model: &mut Model, seeks: Seeks, text: &str) {
    let text = Input::new(text.to_owned());
    model.overlay = Some(Overlay::Palette(Palette { seeks, text, at: None, problem: None, walk: None }));
    edited(model);
}

/// Types, completes, picks, accepts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return None };
    match message {
        Message::Type(request) => {
            palette.text.handle(*request);
            edited(model);
        }
        Message::Paste(text) => {
            line::paste(&mut palette.text, &mut false, text);
            edited(model);
        }
        Message::Command(Command::NextPane) => complete(model, 1),
        Message::Command(Command::PreviousPane) => complete(model, -1),
        Message::Command(Command::Edit) => return accept(model),
        Message::Command(Command::Cancel | Command::Interrupt) => close(model),
        _ => {
            let from = palette.at;
            let to = match message {
                // The first step down leads onto the list.
                Message::Command(Command::Down) if from.is_none() => Some(0),
                _ => moved(from.unwrap_or(0), shown_rows(model).len(), message),
            };
            if let (Some(to), Some(Overlay::Palette(palette))) = (to, &mut model.overlay) {
                palette.at = Some(to);
                palette.problem.take_if(|_| from.is_none());
            }
        }
    }
    None
}

/// The rows of the open line.
pub fn shown_rows(model: &Model) -> Vec<rows::Row> {
    match &model.overlay {
        Some(Overlay::Palette(palette)) => rows::rows(model, palette),
        _ => Vec::new(),
    }
}

/// The text is another one: what it means is looked at anew.
fn edited(model: &mut Model) {
    if let Some(Overlay::Palette(palette)) = &mut model.overlay {
        palette.walk = None;
        palette.at = (!palette.text.value().trim().is_empty()).then_some(0);
    }
    preview(model);
}

/// Shows on the plan behind what the assignments would do.
fn preview(model: &mut Model) {
    let Some(Overlay::Palette(palette)) = &model.overlay else { return };
    let line = palette.text.value();
    let is_ready = palette.seeks == Seeks::Commands && is_assignment(line) && !is_unfinished(line);
    let read = if is_ready { edits(model, line) } else { Ok(Vec::new()) };
    let problem = match read {
        Ok(edits) if edits.is_empty() => {
            model.document.drop_preview();
            None
        }
        Ok(edits) => {
            let unlock = model.key(Command::Lock);
            model.document.preview(&edits).err().map(|error| refusal(&error, &unlock))
        }
        Err(problem) => {
            model.document.drop_preview();
            Some(problem)
        }
    };
    if let Some(Overlay::Palette(palette)) = &mut model.overlay {
        palette.problem = problem;
    }
}

/// Puts the next candidate for the last word into the line (the one before when `by` is -1); the first is that of
/// the selected row.
fn complete(model: &mut Model, by: isize) {
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return };
    let is_first = palette.walk.is_none();
    let Some(walk) = palette.walk.take().or_else(|| begun(palette.text.value())) else { return };
    palette.walk = Some(walk.clone());
    let rows = shown_rows(model);
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return };
    let Some(last) = rows.len().checked_sub(1) else {
        palette.walk = None;
        return;
    };
    let from = palette.at.unwrap_or(0);
    let at =
        if is_first { from.min(last) } else { (from as isize + by).rem_euclid(rows.len() as isize) as usize };
    palette.at = Some(at);
    palette.text = Input::new(walk.before + &rows[at].completion());
    palette.problem = None;
    model.document.drop_preview();
}

/// What Tab completes: the whole line while it may be a command, behind assignments the last word. A value is not
/// completed.
fn begun(line: &str) -> Option<Walk> {
    let word = if is_assignment(line) { line.rsplit(char::is_whitespace).next()? } else { line };
    let before = &line[..line.len() - word.len()];
    (!is_assignment(word)).then(|| Walk { before: before.to_owned(), word: word.to_owned() })
}

/// Takes the selected row.
fn accept(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return None };
    let Some(at) = palette.at else {
        palette.problem = Some("type a name or pick with ↑↓".to_owned());
        return None;
    };
    let row = shown_rows(model).into_iter().nth(at)?;
    match row.does {
        Does::Assign => assign(model),
        Does::Complete(text) => {
            if let Some(Overlay::Palette(palette)) = &mut model.overlay {
                let before = palette.walk.take().map_or_else(String::new, |walk| walk.before);
                palette.text = Input::new(before + &text);
            }
            edited(model);
        }
        Does::Run(command) => {
            close(model);
            return update::update(model, Message::Command(command));
        }
        Does::Go(spot) => {
            close(model);
            return places::go(model, spot);
        }
    }
    None
}

fn assign(model: &mut Model) {
    let Some(Overlay::Palette(palette)) = &model.overlay else { return };
    let made = edits(model, palette.text.value());
    let unlock = model.key(Command::Lock);
    let made = made.and_then(|edits| model.document.edit(&edits).map_err(|error| refusal(&error, &unlock)));
    match (made, &mut model.overlay) {
        (Ok(_), _) => close(model),
        (Err(problem), Some(Overlay::Palette(palette))) => palette.problem = Some(problem),
        _ => {}
    }
}

/// Leaves everything as it is.
fn close(model: &mut Model) {
    model.document.drop_preview();
    model.overlay = None;
}
