//! Which scenario is to be compared: those of the store and the starters, narrowed down by typing.

use tui_input::Input;

use super::{Overlay, moved};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Listing, Message};
use crate::tui::model::Model;
use crate::tui::page::compare;
use crate::tui::pane::line;

/// A scenario being looked for.
#[derive(Debug, Clone, Default)]
pub struct AddColumn {
    /// A part of its name.
    pub text: Input,
    /// The selected one.
    pub at: usize,
}

impl AddColumn {
    /// The scenarios whose names have the text in them, whatever its case.
    pub fn found<'a>(&self, listings: &'a [Listing]) -> Vec<&'a Listing> {
        let wanted = self.text.value().trim().to_lowercase();
        let fits = |listing: &&Listing| listing.name.to_lowercase().contains(&wanted);
        listings.iter().filter(|listing| compare::can_be_added(listing)).filter(fits).collect()
    }
}

/// Opens the list; what it shows is looked up.
pub fn open(model: &mut Model) -> Effect {
    model.overlay = Some(Overlay::AddColumn(AddColumn::default()));
    Effect::List
}

/// Narrows down, moves, adds or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::AddColumn(add)) = &mut model.overlay else { return None };
    let found = add.found(model.scenarios.listings.as_deref().unwrap_or_default());
    if let Some(at) = moved(add.at, found.len(), message) {
        add.at = at;
        return None;
    }
    match message {
        Message::Type(request) => {
            add.text.handle(*request);
            add.at = 0;
        }
        Message::Paste(text) => {
            line::paste(&mut add.text, &mut false, text);
            add.at = 0;
        }
        Message::Command(Command::Edit) => {
            let Some(listing) = found.get(add.at).map(|listing| (*listing).clone()) else {
                model.say("no scenario has that in its name");
                return None;
            };
            if let Err(reason) = &listing.content {
                model.refuse(reason.clone());
            } else {
                model.overlay = None;
                compare::add(model, &listing);
            }
        }
        Message::Command(Command::Cancel | Command::Interrupt) => model.overlay = None,
        _ => {}
    }
    None
}
