//! The help.

use super::{Overlay, closes, moved};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;

/// The help.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// The first visible line.
    pub at: usize,
}

/// Opens it.
pub fn open(model: &mut Model) {
    model.overlay = Some(Overlay::Help(Help::default()));
}

/// Moves, acts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Help(help)) = &mut model.overlay else { return None };
    if closes(message) || matches!(message, Message::Command(Command::Edit) | Message::Choose('?')) {
        model.overlay = None;
    } else {
        help.at = moved(help.at, 200, message).unwrap_or(help.at);
    }
    None
}
