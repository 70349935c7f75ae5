//! What the files of the session's documents hold: whether work is saved, and what follows when a file is written,
//! renamed or put into the trash.

use std::sync::Arc;

use super::{Document, DocumentId};
use crate::plan::{Edit, Scenario};

impl Document {
    /// Marks a document whose file must not be written over.
    pub fn protect(&mut self, id: DocumentId) {
        self.read_only.push(id);
    }

    /// Whether its file must not be written over.
    pub fn is_read_only(&self) -> bool {
        self.read_only.contains(&self.id())
    }

    /// What its file holds, or held when it went into the trash; none where there never was one.
    pub fn saved(&self) -> Option<&Arc<Scenario>> {
        self.saved.get(&self.id())
    }

    /// Whether its file lies in the trash.
    pub fn is_in_trash(&self) -> bool {
        self.in_trash.contains(&self.id())
    }

    /// Notes that the file of a document went into the trash.
    pub fn put_in_trash(&mut self, id: DocumentId) {
        self.in_trash.push(id);
        self.outside.remove(&id);
    }

    /// Notes that the file of a document is back.
    pub fn take_from_trash(&mut self, id: DocumentId) {
        self.in_trash.retain(|trashed| *trashed != id);
    }

    /// Whether no file among the scenarios holds what is on the screen.
    pub fn is_unsaved(&self) -> bool {
        self.is_in_trash() || self.is_gone(self.id()) || self.differs_from_file()
    }

    fn differs_from_file(&self) -> bool {
        self.saved().is_none_or(|saved| **saved != *self.scenario())
    }

    /// Whether something would be lost: an untouched starter can be had again, and what is in the trash too.
    pub fn has_unsaved_work(&self) -> bool {
        let touched = self.opened.get(&self.id()).is_none_or(|opened| **opened != *self.scenario());
        self.is_gone(self.id()) || self.differs_from_file() && (touched || !self.is_new())
    }

    /// Whether no file holds the document yet.
    pub fn is_new(&self) -> bool {
        !self.saved.contains_key(&self.id())
    }

    /// Notes that the file of a document now holds a scenario; the baseline does not move.
    pub fn mark_saved(&mut self, id: DocumentId, scenario: Scenario) {
        self.read_only.retain(|read_only| *read_only != id);
        self.take_from_trash(id);
        self.outside.remove(&id);
        self.saved.insert(id, Arc::new(scenario));
    }

    /// Notes that the file of a document was put back to what it says now: on the screen that is a step, so that undo
    /// leads back to what was there.
    pub fn put_back(&mut self, id: DocumentId, scenario: Scenario) {
        self.mark_saved(id, scenario);
        if id == self.id()
            && let Some(saved) = self.saved().cloned()
        {
            self.restore(&saved);
        }
    }

    /// Gives a document the name that its file took: in every state, because undo does not rename files.
    pub fn rename(&mut self, id: DocumentId, name: &str) {
        let edit = Edit::Name(name.to_owned());
        let rename = |scenario: &mut Arc<Scenario>| {
            if let Ok(renamed) = scenario.with(&edit) {
                *scenario = Arc::new(renamed);
            }
        };
        self.history.for_each(|state| {
            if state.id == id {
                rename(&mut state.scenario);
                rename(&mut state.baseline);
            }
            state.from.iter_mut().filter(|from| from.id == id).for_each(|from| rename(&mut from.scenario));
        });
        self.saved.get_mut(&id).into_iter().chain(self.opened.get_mut(&id)).for_each(rename);
        self.refresh();
    }
}
