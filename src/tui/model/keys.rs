//! Which keys sentences on the screen name: those that the key map has where they would be pressed.

use super::Model;
use crate::tui::command::Command;
use crate::tui::keymap::Place;
use crate::tui::overlay::{Overlay, stage};

impl Model {
    /// The key of a command where keys are pressed now; the stage editor has letters of its own.
    pub fn key(&self, command: Command) -> String {
        let own = match &self.overlay {
            Some(Overlay::Stage(_)) => stage::letter(command),
            _ => None,
        };
        own.map_or_else(|| self.key_at(self.place(), command), String::from)
    }

    /// The key of a command at a place; where it has none there, the one that it has elsewhere, or its name as it is
    /// typed into the palette.
    pub fn key_at(&self, place: Place, command: Command) -> String {
        let key = |place| self.keymap.keys(place, command).next().map(str::to_owned);
        let elsewhere = || self.keymap.places(command).into_iter().find_map(key);
        key(place).or_else(elsewhere).unwrap_or_else(|| format!(":{}", command.about().name()))
    }

    /// Why nothing can be changed while the baseline is on the screen.
    pub fn at_baseline(&self) -> String {
        format!("this is the baseline · {} goes back to your plan", self.key(Command::Peek))
    }

    /// Says that the selected input is locked, and what unlocks it.
    pub fn refuse_locked(&mut self) {
        self.refuse(format!("locked, {} unlocks", self.key(Command::Lock)));
    }

    /// Says something that ends with what takes it back.
    pub fn say_undoable(&mut self, what: &str) {
        self.say(format!("{what} · {} takes it back", self.key(Command::Undo)));
    }
}
