//! The notes of the scenario.

use super::{Overlay, closes};
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;

/// The notes of the scenario.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The selected line.
    pub at: usize,
}

/// Opens it.
pub fn open(model: &mut Model) -> Option<Effect> {
    model.overlay = Some(Overlay::Notes(Notes::default()));
    None
}

/// Moves, acts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    if closes(message) {
        model.overlay = None;
    }
    None
}
