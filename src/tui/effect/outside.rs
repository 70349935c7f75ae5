//! Looks at the files of documents for what other programs did to them.

use super::Effects;
use crate::plan::Scenario;
use crate::store::Seen;
use crate::text::clean::strip;
use crate::tui::document::{DocumentId, Outside};
use crate::tui::message::{Message, Source};

impl Effects {
    /// Looks at the file of a document; nothing where there is nothing new.
    pub(super) fn look(&self, id: DocumentId) -> Option<Message> {
        let mut origin = self.session.origin(id)?;
        let seen = self.store.look(&mut origin);
        self.session.set_origin(id, origin);
        let what = match seen? {
            Seen::AsLoaded => None,
            Seen::Changed(opened) => Some(Outside::Changed {
                read_only: opened.origin.is_read_only(),
                source: Source::File(opened.origin.path().to_owned()),
                theirs: Box::new(opened.scenario),
            }),
            Seen::Unreadable(error) => Some(Outside::Unreadable(strip(&error.reason()))),
            Seen::Gone => Some(Outside::Gone),
        };
        Some(Message::Seen(id, what))
    }

    /// Counts what the file of a document was seen to say as its own: the next save writes over it.
    pub(super) fn take_theirs(&self, id: DocumentId, known_as: &Scenario) -> Option<Message> {
        let mut origin = self.session.origin(id)?;
        origin.take_theirs(known_as);
        self.session.set_origin(id, origin);
        None
    }
}
