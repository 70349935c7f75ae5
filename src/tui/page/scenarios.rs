//! Scenarios of the store, starters and the trash: open, rename, duplicate, delete, bring back.

use std::path::PathBuf;

use super::Taken;
use crate::tui::command::Command;
use crate::tui::message::{Effect, Listing, Source};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::leave::{Next, leave};
use crate::tui::overlay::prompt;

/// The scenarios that can be opened.
#[derive(Debug, Clone, Default)]
pub struct Scenarios {
    /// The scenarios; none until they have been looked up.
    pub listings: Option<Vec<Listing>>,
    /// The selected one.
    pub at: usize,
    /// The selection goes to the first starter when the scenarios have been looked up.
    pub to_starters: bool,
}

/// Comes to the screen: the store may have changed since.
pub fn enter(_model: &mut Model) -> Option<Effect> {
    Some(Effect::List)
}

/// Comes to the screen at the first starter.
pub fn show_starters(model: &mut Model) -> Option<Effect> {
    model.page = Page::Scenarios;
    model.scenarios.to_starters = true;
    Some(Effect::List)
}

/// Shows what was found.
pub fn list(model: &mut Model, listings: Vec<Listing>) {
    let scenarios = &mut model.scenarios;
    scenarios.at = scenarios.at.min(listings.len().saturating_sub(1));
    if std::mem::take(&mut scenarios.to_starters) {
        let starter = listings.iter().position(|listing| matches!(listing.source, Source::Template(_)));
        scenarios.at = starter.unwrap_or(0);
    }
    scenarios.listings = Some(listings);
}

/// Selects a scenario.
pub fn select(model: &mut Model, row: usize) {
    model.scenarios.at = row;
}

/// Takes a command that is for this page.
pub fn on_command(model: &mut Model, command: Command) -> Taken {
    let scenarios = &mut model.scenarios;
    let listings = scenarios.listings.as_deref().unwrap_or_default();
    let message = crate::tui::message::Message::Command(command);
    if command != Command::NextPane
        && let Some(at) = crate::tui::overlay::moved(scenarios.at, listings.len(), &message)
    {
        scenarios.at = at;
        return Taken::Here(None);
    }
    let selected = listings.get(scenarios.at).cloned();
    let file = selected.as_ref().and_then(file);
    Taken::Here(match (command, selected) {
        (Command::Edit, Some(listing)) => open(model, listing),
        (Command::Trash, Some(_)) => file.map(Effect::Delete),
        (Command::Duplicate, Some(_)) => file.map(Effect::Duplicate),
        (Command::Rename, Some(listing)) => {
            if let Some(path) = file {
                prompt::open(model, prompt::Purpose::Rename(path), &listing.name);
            }
            None
        }
        _ => return Taken::Elsewhere,
    })
}

fn file(listing: &Listing) -> Option<PathBuf> {
    match &listing.source {
        Source::File(path) => Some(path.clone()),
        _ => None,
    }
}

fn open(model: &mut Model, listing: Listing) -> Option<Effect> {
    match (listing.content, listing.source) {
        (_, Source::Trash(path)) => Some(Effect::Restore(path)),
        (Err(reason), _) => {
            model.refuse(reason);
            None
        }
        (Ok(_), source) => leave(model, Next::Open(source)),
    }
}

/// The wheel turned.
pub fn on_wheel(_model: &mut Model, _direction: f64) {}
