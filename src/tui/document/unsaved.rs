//! What of the documents is in no file: what the journal of the session keeps, and what comes back out of one.

use std::sync::Arc;

use super::{Document, DocumentId};
use crate::plan::Scenario;

impl Document {
    /// What would be lost of the document on the screen; none where its file has it, or its user gave it up.
    pub fn unsaved_work(&self) -> Option<&Arc<Scenario>> {
        let scenario = &self.history.present().scenario;
        (self.has_unsaved_work() && !self.is_given_up(self.id(), scenario)).then_some(scenario)
    }

    /// Whether a state of a document need not be kept: its file has it, or its user gave it up.
    pub fn is_settled(&self, id: DocumentId, scenario: &Scenario) -> bool {
        let is_saved = self.saved.get(&id).is_some_and(|saved| **saved == *scenario);
        is_saved && !self.is_gone(id) || self.is_given_up(id, scenario)
    }

    fn is_given_up(&self, id: DocumentId, scenario: &Scenario) -> bool {
        self.given_up.get(&id).is_some_and(|given_up| **given_up == *scenario)
    }

    /// Notes that the user does not want the document as it is now.
    pub fn give_up(&mut self) {
        let present = self.history.present();
        self.given_up.insert(present.id, Arc::clone(&present.scenario));
    }

    /// Brings back unsaved work of an earlier session: undo leads to what its file said, if there was one.
    pub fn recover(&mut self, id: DocumentId, saved: Option<Scenario>, scenario: Scenario) {
        if let Some(saved) = saved {
            self.open(id, saved, true);
            self.restore(&Arc::new(scenario));
        } else {
            self.open(id, scenario, false);
            // It is no starter that could be had again.
            self.opened.remove(&id);
        }
    }
}
