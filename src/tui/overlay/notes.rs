//! The notes of the scenario: free text, kept by leaving.

use ratatui::layout::Size;

use super::Overlay;
use crate::plan::Edit;
use crate::tui::command::Command;
use crate::tui::layout::first_visible;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;
use crate::tui::pane::text_area::{TextArea, plain, rows};

/// The most characters that can be written here; notes from a file that are longer stay as they are.
const MOST: usize = 100_000;

/// The notes being written.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The text and its cursor.
    pub area: TextArea,
    /// The first visible row.
    pub first: usize,
}

/// The columns and rows of text that a window has room for.
pub fn room(window: Size) -> (usize, usize) {
    let columns = window.width.saturating_sub(5).min(75);
    let rows = (window.height * 2 / 3).clamp(3, 18).min(window.height.saturating_sub(3));
    (columns.into(), rows.into())
}

/// Opens the notes at their end.
pub fn open(model: &mut Model) -> Option<Effect> {
    if !model.refuses_at_baseline() {
        let area = TextArea::new(model.document.scenario().notes());
        model.overlay = Some(Overlay::Notes(Notes { area, first: 0 }));
        scroll(model);
    }
    None
}

/// Writes, moves, or leaves and keeps the text.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let (columns, page) = room(model.size);
    let Some(Overlay::Notes(notes)) = &mut model.overlay else { return None };
    let area = &mut notes.area;
    let length = area.text().chars().count();
    let before = area.clone();
    match message {
        Message::Type(request) => area.handle(*request),
        Message::Paste(text) => area.insert(text),
        Message::Command(Command::Edit) => area.insert("\n"),
        Message::Command(Command::Up) => area.move_rows(-1, columns),
        Message::Command(Command::Down) => area.move_rows(1, columns),
        Message::Command(Command::PageUp) => area.move_rows(-(page as isize), columns),
        Message::Command(Command::PageDown) => area.move_rows(page as isize, columns),
        // What was written is kept even by Ctrl-C: undo takes it back, and nothing else could bring it again.
        Message::Command(Command::Cancel | Command::Interrupt) => keep(model),
        _ => {}
    }
    if let Some(Overlay::Notes(notes)) = &mut model.overlay
        && notes.area.text().chars().count() > MOST.max(length)
    {
        notes.area = before;
        model.refuse("notes have room for 100,000 characters, and that would be more");
    }
    scroll(model);
    None
}

/// Closes the notes and makes their text the scenario's, as one step if it is another.
pub fn keep(model: &mut Model) {
    let Some(Overlay::Notes(notes)) = model.overlay.take() else { return };
    let text = notes.area.text();
    // Characters that cannot be written here are left alone until somebody writes.
    if text == plain(model.document.scenario().notes()) {
        return;
    }
    match model.document.edit(&[Edit::Notes(text.to_owned())]) {
        Ok(_) => model.say(format!("notes kept · {} takes them back", model.key(Command::Undo))),
        Err(error) => crate::tui::pane::field::refuse(model, &error),
    }
}

/// Moves the visible rows no further than the cursor asks for.
fn scroll(model: &mut Model) {
    let (columns, page) = room(model.size);
    if let Some(Overlay::Notes(notes)) = &mut model.overlay {
        let rows = rows(notes.area.text(), columns);
        let (row, _) = notes.area.place(&rows);
        notes.first = first_visible(notes.first, row, page, rows.len());
    }
}
