//! All steps of the session.

use super::{Overlay, closes};
use crate::tui::message::{Effect, Listing, Message};
use crate::tui::model::Model;

/// All steps of the session.
#[derive(Debug, Clone, Default)]
pub struct HistoryList {
    /// The selected line.
    pub at: usize,
}

/// Opens it.
pub fn open(model: &mut Model) -> Option<Effect> {
    model.overlay = Some(Overlay::HistoryList(HistoryList::default()));
    None
}

/// Moves, acts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    if closes(message) {
        model.overlay = None;
    }
    None
}

/// Shows the earlier versions of the file.
pub fn list_versions(_model: &mut Model, _versions: Vec<Listing>) {}
