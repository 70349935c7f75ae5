//! Asks once, and only when something is unsaved, before the work leaves the screen.
//!
//! The confirming letters differ from the one that opened the dialog; no default destroys.

use std::path::PathBuf;

use super::{Overlay, history, prompt};
use crate::plan::Edit;
use crate::plan::name::with_ending;
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message, Source};
use crate::tui::model::Model;
use crate::tui::page::scenarios::versions;

/// What happens after the work is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The program ends.
    Quit,
    /// Another scenario comes to the screen.
    Open(Source),
    /// An earlier version takes the place of its file.
    Restore {
        /// The file, which the plan on the screen came from.
        file: PathBuf,
        /// The version.
        version: PathBuf,
    },
    /// A state of the session comes back that another scenario was in, by its place in the order of time.
    GoBack(usize),
}

/// Unsaved work before leaving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// What comes after.
    pub next: Next,
}

/// Leaves at once when nothing is unsaved; asks otherwise.
pub fn leave(model: &mut Model, next: Next) -> Option<Effect> {
    if !model.document.has_unsaved_work() {
        model.overlay = None;
        return go(model, next);
    }
    if model.work.saves_all_of(&model.document) {
        model.overlay = None;
        model.next = Some(next);
        wait(model);
    } else {
        model.overlay = Some(Overlay::Leave(Leave { next }));
    }
    None
}

/// Waits for what is being written, and then leaves the program if that was asked for.
pub fn wait(model: &mut Model) {
    if matches!(model.next, None | Some(Next::Quit)) {
        model.work.leave(model.now);
    }
    if model.work.writes() {
        let (interrupt, cancel) = (model.key(Command::Interrupt), model.key(Command::Cancel));
        model.say(if model.work.is_leaving() {
            format!("leaves once that is done · {interrupt} twice leaves now · {cancel} stays")
        } else {
            "goes on once that is done".to_owned()
        });
    }
}

/// Waits for a save that takes its time, if the program is left after it.
pub fn wait_for_save(model: &mut Model) {
    if model.next == Some(Next::Quit) && model.overlay.is_none() {
        wait(model);
    }
}

/// Stays, whatever was to follow.
pub fn stay(model: &mut Model) {
    model.next = None;
    model.work.stay();
}

/// What the keys do while the program leaves: it is only waited for what is being written.
pub fn while_waiting(model: &mut Model, message: &Message, again: bool) -> Option<Effect> {
    match message {
        Message::Command(Command::Suspend) => return Some(Effect::Suspend),
        Message::Command(Command::Redraw) => return Some(Effect::Redraw),
        Message::Command(Command::Interrupt) if again => model.work.leave_at_once(model.now),
        Message::Command(Command::Cancel) => {
            stay(model);
            model.say("stays");
        }
        _ => {}
    }
    None
}

/// Leaves, and says what is to be done for it.
fn go(model: &mut Model, next: Next) -> Option<Effect> {
    match next {
        Next::Quit => Some(Effect::Quit),
        Next::Open(source) => Some(Effect::Open(source)),
        Next::Restore { file, version } => Some(versions::revert(model, file, version, false)),
        Next::GoBack(place) => {
            history::go_to(model, place);
            None
        }
    }
}

/// Saves, keeps, discards or stays.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Leave(leave)) = &model.overlay else { return None };
    let next = leave.next.clone();
    match message {
        Message::Choose('s') => {
            model.overlay = None;
            model.next = Some(next);
            save(model)
        }
        Message::Choose('k') => {
            model.overlay = None;
            keep(model, next)
        }
        Message::Choose('D') => {
            model.overlay = None;
            model.document.give_up();
            go(model, next)
        }
        Message::Command(Command::Cancel | Command::Interrupt) => {
            model.overlay = None;
            None
        }
        _ => None,
    }
}

/// Saves to the document's file; one that has none is asked for a name.
pub fn save(model: &mut Model) -> Option<Effect> {
    let name = model.document.scenario().name().to_owned();
    if model.document.is_read_only() {
        model.next = None;
        let save_as = model.key(Command::SaveAs);
        model.refuse(format!("this file is read-only here: {save_as} saves a copy under another name"));
        return None;
    }
    if model.work.saves_all_of(&model.document) {
        model.say("it is being saved");
        return None;
    }
    if model.document.is_new() && model.work.saves(model.document.id()) {
        model.next = None;
        let save = model.key(Command::Save);
        model.refuse(format!("it is being saved for the first time: {save} again once that is done"));
        return None;
    }
    if model.document.is_new() {
        prompt::open(model, prompt::Purpose::SaveAs, &name);
        return None;
    }
    Some(Effect::Save(model.document.id(), Box::new(model.document.scenario().clone())))
}

/// Puts the work aside as a scenario of its own, then goes on.
pub fn keep(model: &mut Model, next: Next) -> Option<Effect> {
    let scenario = model.document.scenario();
    let suffix = format!(" (kept {})", model.time_of_day);
    match scenario.with(&Edit::Name(with_ending(scenario.name(), &suffix))) {
        Ok(kept) => {
            model.next = Some(next);
            Some(Effect::SaveAs(model.document.id(), Box::new(kept)))
        }
        Err(error) => {
            crate::tui::pane::field::refuse(model, &error);
            None
        }
    }
}
