//! Offers the unsaved work of a session that ended otherwise than by quitting. Nothing is lost by leaving it.

use std::sync::Arc;

use super::Overlay;
use crate::plan::Scenario;
use crate::tui::command::Command;
use crate::tui::document::DocumentId;
use crate::tui::message::{Effect, Message};
use crate::tui::model::view::View;
use crate::tui::model::{Model, Page};
use crate::tui::page;

/// The unsaved work of a session that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Leftover {
    /// What the effects know it by.
    pub key: usize,
    /// When the last of it was done, in words.
    pub when: String,
    /// How many edits are in no file.
    pub edits: u32,
    /// The documents that were worked on, the last one at the end.
    pub documents: Vec<Unsaved>,
    /// Whether there is more that cannot be read.
    pub damaged: bool,
}

/// A document of such a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsaved {
    /// Which document it is, should it come to the screen.
    pub id: DocumentId,
    /// What its file said; none for what was in no file.
    pub saved: Option<Scenario>,
    /// What no file says.
    pub scenario: Scenario,
    /// How many edits led to that.
    pub edits: u32,
    /// Its file must not be written over.
    pub read_only: bool,
    /// How its file was looked at last.
    pub view: View,
}

/// A leftover whose work is in the documents now, for the journal of this session to stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// What the effects know it by.
    pub key: usize,
    /// Its documents as they are, and how many edits led to that.
    pub documents: Vec<(DocumentId, Arc<Scenario>, u32)>,
}

/// The leftovers that wait for a decision; the first is asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Recover {
    /// At least one.
    pub waiting: Vec<Leftover>,
}

/// Asks about leftovers, if there are any, and says what there was that cannot be read.
pub fn ask(model: &mut Model, mut waiting: Vec<Leftover>) {
    let all = waiting.len();
    waiting.retain(|leftover| !leftover.documents.is_empty());
    if waiting.len() < all {
        model.refuse("the journal of an earlier session is damaged: nothing in it can be read, a copy is in quarantine");
    }
    if !waiting.is_empty() {
        model.overlay = Some(Overlay::Recover(Recover { waiting }));
    }
}

/// Recovers, compares, keeps or discards; then asks about the next.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Recover(recover)) = &mut model.overlay else { return None };
    let first = recover.waiting[0].clone();
    let has_file = first.documents.iter().any(|document| document.saved.is_some());
    let mut effect = None;
    match message {
        Message::Choose('r') => recover_all(model, first),
        Message::Choose('c') if has_file => {
            recover_all(model, first);
            effect = page::show(model, Page::Compare);
        }
        Message::Choose('k') | Message::Command(Command::Cancel | Command::Interrupt) => {
            model.say("kept: it is offered again at the next start");
        }
        Message::Choose('D') => effect = Some(Effect::Discard(first.key)),
        _ => return None,
    }
    if let Some(Overlay::Recover(recover)) = &mut model.overlay {
        let waiting = recover.waiting.split_off(1);
        model.overlay = None;
        ask(model, waiting);
    }
    effect
}

fn recover_all(model: &mut Model, leftover: Leftover) {
    let several = leftover.documents.len() > 1;
    let mut documents = Vec::new();
    for Unsaved { id, saved, scenario, edits, read_only, view } in leftover.documents {
        model.document.recover(id, saved, scenario);
        model.look_as_before(id, &view);
        if read_only {
            model.document.protect(id);
        }
        documents.push((id, model.document.present().scenario.clone(), edits));
    }
    model.recovered.push(Recovered { key: leftover.key, documents });
    let (save, undo) = (model.key(Command::Save), model.key(Command::Undo));
    let also = if several { format!(", the others are under {undo}") } else { String::new() };
    model.say(format!("recovered, not saved yet{also} · {save} saves it · {undo} goes back"));
}
