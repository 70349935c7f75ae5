//! Finds a value.

use super::{Overlay, closes};
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;

/// Finds a value.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// The selected line.
    pub at: usize,
}

/// Opens it.
pub fn open(model: &mut Model) -> Option<Effect> {
    model.overlay = Some(Overlay::Find(Find::default()));
    None
}

/// Moves, acts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    if closes(message) {
        model.overlay = None;
    }
    None
}
