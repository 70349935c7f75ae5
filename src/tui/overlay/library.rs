//! Scenarios of the store and starters: open, rename, duplicate, delete to the trash, bring back.

use std::path::PathBuf;

use super::leave::{Next, leave};
use super::{Overlay, closes, moved, prompt};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Listing, Message, Source};
use crate::tui::model::Model;

/// Which scenarios are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// Those of the store, and its trash.
    Store,
    /// The starters.
    Templates,
}

/// Scenarios to open.
#[derive(Debug, Clone)]
pub struct Library {
    /// Which they are.
    pub shelf: Shelf,
    /// The scenarios; none until they have been looked up.
    pub listings: Option<Vec<Listing>>,
    /// The selected one.
    pub at: usize,
}

/// Opens the list and asks for its contents.
pub fn open(model: &mut Model, shelf: Shelf) -> Effect {
    model.overlay = Some(Overlay::Library(Library { shelf, listings: None, at: 0 }));
    match shelf {
        Shelf::Store => Effect::List,
        Shelf::Templates => Effect::Templates,
    }
}

/// Shows what was found.
pub fn list(model: &mut Model, listings: Vec<Listing>) {
    if let Some(Overlay::Library(library)) = &mut model.overlay {
        library.at = library.at.min(listings.len().saturating_sub(1));
        library.listings = Some(listings);
    }
}

/// Moves, opens, tidies up or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Library(library)) = &mut model.overlay else { return None };
    let listings = library.listings.as_deref().unwrap_or_default();
    if let Some(at) = moved(library.at, listings.len(), message) {
        library.at = at;
        return None;
    }
    let selected = listings.get(library.at).cloned();
    match message {
        _ if closes(message) => {
            model.overlay = None;
            None
        }
        Message::Command(Command::Edit) => enter(model, selected?),
        Message::Choose('D') => file(&selected?).map(Effect::Delete),
        Message::Choose('c') => file(&selected?).map(Effect::Duplicate),
        Message::Choose('r') => {
            let listing = selected?;
            let path = file(&listing)?;
            prompt::open(model, prompt::Purpose::Rename(path), &listing.name);
            None
        }
        Message::Choose('u') => {
            let trash = listings.iter().find_map(|listing| match &listing.source {
                Source::Trash(path) => Some(path.clone()),
                _ => None,
            });
            trash.map(Effect::Restore)
        }
        _ => None,
    }
}

fn file(listing: &Listing) -> Option<PathBuf> {
    match &listing.source {
        Source::File(path) => Some(path.clone()),
        _ => None,
    }
}

fn enter(model: &mut Model, listing: Listing) -> Option<Effect> {
    match (listing.content, listing.source) {
        (_, Source::Trash(path)) => Some(Effect::Restore(path)),
        (Err(reason), _) => {
            model.refuse(reason);
            None
        }
        (Ok(_), source) => leave(model, Next::Open(source)),
    }
}
