//! What is to be compared: the document's own plans, the scenarios of the store and the starters, narrowed down by
//! typing.

use tui_input::Input;

use super::{Overlay, moved};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Listing, Message};
use crate::tui::model::Model;
use crate::tui::page::compare::{self, Column};
use crate::tui::pane::line;

/// A scenario being looked for.
#[derive(Debug, Clone, Default)]
pub struct AddColumn {
    /// A part of its name.
    pub text: Input,
    /// The selected one.
    pub at: usize,
}

/// What can be put into a column.
#[derive(Debug, Clone)]
pub enum Offer {
    /// A plan of the document, and what it is called.
    Own(Column, String),
    /// A scenario of the store or a starter.
    Listing(Listing),
}

impl Offer {
    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Own(_, name) => name,
            Self::Listing(listing) => &listing.name,
        }
    }
}

impl AddColumn {
    /// What can be added and has the text in its name, whatever its case: the document's own plans that are no column
    /// come first.
    pub fn found(&self, model: &Model) -> Vec<Offer> {
        let wanted = self.text.value().trim().to_lowercase();
        let own = compare::absent(model).into_iter().map(|column| {
            let name = column.name(&model.document);
            Offer::Own(column, name)
        });
        let listings = model.scenarios.listings.iter().flatten();
        let listings = listings.filter(|listing| compare::can_be_added(listing)).cloned().map(Offer::Listing);
        own.chain(listings).filter(|offer| offer.name().to_lowercase().contains(&wanted)).collect()
    }
}

/// Opens the list; what it shows is looked up.
pub fn open(model: &mut Model) -> Effect {
    model.overlay = Some(Overlay::AddColumn(AddColumn::default()));
    Effect::List
}

/// Narrows down, moves, adds or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::AddColumn(add)) = &model.overlay else { return None };
    let found = add.found(model);
    let Some(Overlay::AddColumn(add)) = &mut model.overlay else { return None };
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
        Message::Command(Command::Edit) => match found.get(add.at) {
            None => model.say("no scenario has that in its name"),
            Some(Offer::Listing(Listing { content: Err(reason), .. })) => model.refuse(reason.clone()),
            Some(offer) => {
                model.overlay = None;
                match offer {
                    Offer::Own(column, _) => compare::add_own(model, column.clone()),
                    Offer::Listing(listing) => compare::add(model, listing),
                }
            }
        },
        Message::Command(Command::Cancel | Command::Interrupt) => model.overlay = None,
        _ => {}
    }
    None
}
