//! A file of the store that cannot be read: why, and its last good version.

use super::{Overlay, closes};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Listing, Message, Source};
use crate::tui::model::Model;
use crate::tui::page::scenarios::versions;

/// A file that cannot be read.
#[derive(Debug, Clone)]
pub struct Damaged {
    /// The file.
    pub file: Box<Listing>,
}

impl Damaged {
    /// What is wrong and what can be done.
    pub fn text(&self) -> String {
        let reason = self.file.content.as_ref().err().map_or("", String::as_str);
        let offer = match &self.file.good {
            Some(good) => {
                format!("Its last good version was replaced {}. R puts it back in the file.", good.about)
            }
            None => {
                "No earlier version of it can be read. An editor may mend it, or D puts it into the trash."
                    .to_owned()
            }
        };
        format!("{reason}\n\nThe file is left as it is. {offer}")
    }

    /// What the keys do.
    pub const fn foot(&self) -> &'static str {
        match self.file.good {
            Some(_) => "R restores it · H all versions · Esc leaves as is",
            None => "Esc leaves as is",
        }
    }
}

/// Restores, shows all versions, or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Damaged(damaged)) = &model.overlay else { return None };
    let file = damaged.file.clone();
    match (message, &file.good, &file.source) {
        (Message::Choose('R'), Some(good), _) => {
            model.overlay = None;
            return versions::restore(model, &file, good);
        }
        (Message::Choose('H'), _, Source::File(path)) => {
            model.overlay = None;
            return Some(Effect::Versions(path.clone()));
        }
        (message, ..) if closes(message) || *message == Message::Command(Command::Edit) => {
            model.overlay = None;
        }
        _ => {}
    }
    None
}
