//! What lies over the view: help, dialogs, lists and prompts. While one is open, keys go to it alone.
//!
//! State and actions only; nothing here draws.

pub mod add_column;
pub mod changed;
pub mod choice;
pub mod damaged;
pub mod explain;
pub mod export;
pub mod find;
pub mod findings;
pub mod fuzzy;
pub mod help;
pub mod history;
pub mod leave;
pub mod notes;
pub mod palette;
pub mod prompt;
pub mod recover;
pub mod stage;

use super::command::Command;
use super::message::{Effect, Message};
use super::model::Model;

/// Something that must be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it is about.
    pub title: &'static str,
    /// What happened, where, and what to do; lines may be broken.
    pub text: String,
}

/// What lies over the view.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// All keys and commands.
    Help(help::Help),
    /// All findings; the first visible line.
    Findings(usize),
    /// Something that must be read, told in full.
    Report(Report),
    /// A file that cannot be read.
    Damaged(damaged::Damaged),
    /// Where a goal comes from.
    Explain(explain::Explain),
    /// Which input gives a wanted result.
    Find(find::Find),
    /// The notes of the scenario.
    Notes(notes::Notes),
    /// All steps of the session.
    HistoryList(history::HistoryList),
    /// A command or an assignment being typed, or a place to go to.
    Palette(palette::Palette),
    /// A name, a file or a range being typed.
    Prompt(prompt::Prompt),
    /// Another file where one was to be written.
    InTheWay(export::InTheWay),
    /// A scenario to be compared.
    AddColumn(add_column::AddColumn),
    /// A list of values.
    Choice(choice::Choice),
    /// The editor of a stage.
    Stage(stage::StageEditor),
    /// Somebody else wrote the file while work is unsaved.
    Changed,
    /// Unsaved work before leaving.
    Leave(leave::Leave),
    /// Unsaved work of an earlier session.
    Recover(recover::Recover),
}

impl Overlay {
    /// Whether characters are text here, not letters of a dialog.
    pub const fn takes_text(&self) -> bool {
        match self {
            Self::Help(_)
            | Self::Palette(_)
            | Self::Prompt(_)
            | Self::Find(_)
            | Self::Notes(_)
            | Self::AddColumn(_) => true,
            Self::Stage(editor) => editor.typing.is_some(),
            _ => false,
        }
    }
}

/// Gives a message to the overlay on top.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    match model.overlay.as_ref()? {
        Overlay::Report(_) => {
            if closes(message) || matches!(message, Message::Command(Command::Edit)) {
                model.overlay = None;
            }
            None
        }
        Overlay::Damaged(_) => damaged::update(model, message),
        Overlay::Findings(_) => findings::update(model, message),
        Overlay::Help(_) => help::update(model, message),
        Overlay::Explain(_) => explain::update(model, message),
        Overlay::Find(_) => find::update(model, message),
        Overlay::Notes(_) => notes::update(model, message),
        Overlay::HistoryList(_) => history::update(model, message),
        Overlay::Palette(_) => palette::update(model, message),
        Overlay::Prompt(_) => prompt::update(model, message),
        Overlay::InTheWay(_) => export::update(model, message),
        Overlay::AddColumn(_) => add_column::update(model, message),
        Overlay::Choice(_) => choice::update(model, message),
        Overlay::Stage(_) => stage::update(model, message),
        Overlay::Changed => changed::update(model, message),
        Overlay::Leave(_) => leave::update(model, message),
        Overlay::Recover(_) => recover::update(model, message),
    }
}

/// A row up or down a list, kept within it.
pub fn moved(at: usize, rows: usize, message: &Message) -> Option<usize> {
    let last = rows.saturating_sub(1);
    Some(match message {
        Message::Command(Command::Up | Command::PreviousPane) | Message::Choose('k') => at.saturating_sub(1),
        Message::Command(Command::Down | Command::NextPane) | Message::Choose('j') => (at + 1).min(last),
        Message::Command(Command::PageUp) => at.saturating_sub(10),
        Message::Command(Command::PageDown) => (at + 10).min(last),
        Message::Command(Command::Home) => 0,
        Message::Command(Command::End) => last,
        Message::Row(row) => (*row).min(last),
        _ => return None,
    })
}

/// Whether a message closes an overlay that has nothing to confirm.
pub const fn closes(message: &Message) -> bool {
    matches!(
        message,
        Message::Command(Command::Cancel | Command::Interrupt | Command::Quit) | Message::Choose('q')
    )
}
