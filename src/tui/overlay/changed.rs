//! Asks what is to become of work that is not saved while somebody else wrote its file.
//!
//! Nothing is lost by any of the answers, and the same bytes are not asked about twice.

use super::{Overlay, closes, prompt};
use crate::plan::Scenario;
use crate::plan::name::with_ending;
use crate::text::step;
use crate::tui::command::Command;
use crate::tui::document::{Computed, Document, Outside};
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;
use crate::tui::page;
use crate::tui::update::outside;

/// Compares, keeps both, takes theirs or leaves it for later.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    match message {
        Message::Choose('c') => {
            model.overlay = None;
            // Who has compared decides: the question comes back with the plan.
            model.document.set_told(false);
            let Some(Outside::Changed { source, .. }) = model.document.outside() else { return None };
            let (source, theirs) = (source.clone(), model.document.theirs()?);
            return page::compare::with_theirs(model, source, &theirs);
        }
        Message::Choose('n') => {
            let offered = with_ending(model.document.scenario().name(), " (mine)");
            model.document.set_told(false);
            prompt::open(model, prompt::Purpose::SaveAs, &offered);
        }
        Message::Choose('t') => {
            model.overlay = None;
            let effect = outside::take(model, true);
            let undo = model.key(Command::Undo);
            model.say(format!("theirs is on the screen · {undo} brings yours back, which is not saved then"));
            return effect;
        }
        message if closes(message) => {
            model.overlay = None;
            model.say("both are kept: saving writes yours beside theirs");
        }
        _ => {}
    }
    None
}

/// What they and what you changed since the version that both came from, each within some columns.
pub fn told(document: &Document, columns: usize) -> [String; 2] {
    let said = |after: Option<&Scenario>| {
        let both = document.saved().zip(after);
        both.map_or_else(String::new, |(before, after)| {
            let [before, after] = [(**before).clone(), after.clone()].map(|plan| Computed::new(&plan.into()));
            step::changed(before.pair(), after.pair(), columns)
        })
    };
    [said(document.theirs().as_ref()), said(Some(document.scenario()))]
}

/// Closes the question when it has been answered elsewhere.
pub fn settle(model: &mut Model) {
    let is_open = matches!(model.overlay, Some(Overlay::Changed));
    if is_open && !matches!(model.document.outside(), Some(Outside::Changed { .. })) {
        model.overlay = None;
    }
}
