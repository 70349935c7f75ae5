//! The pinned baseline of a document: what is kept of it beyond the session, and how it comes back.

use std::sync::Arc;

use super::{Document, DocumentId};
use crate::plan::Scenario;

/// A baseline that was pinned.
#[derive(Debug, Clone)]
pub struct Pinned {
    /// The plan as it was pinned.
    pub baseline: Arc<Scenario>,
    /// When that was, in words.
    pub when: Arc<str>,
}

impl PartialEq for Pinned {
    fn eq(&self, other: &Self) -> bool {
        // It is asked after every key, and mostly of the same one.
        self.when == other.when
            && (Arc::ptr_eq(&self.baseline, &other.baseline) || self.baseline == other.baseline)
    }
}

impl Document {
    /// What the plan is measured against as committed, where that was pinned; none: it is the scenario as opened.
    pub fn pin_in_force(&self) -> Option<Pinned> {
        let present = self.history.present();
        let when = Arc::clone(present.pinned.as_ref()?);
        Some(Pinned { baseline: Arc::clone(&present.baseline), when })
    }

    /// Measures a document that came to the screen against what was pinned before it did.
    pub fn measure_from(&mut self, id: DocumentId, pinned: &Pinned) {
        self.history.for_each(|state| {
            if state.id == id {
                state.baseline = Arc::clone(&pinned.baseline);
                state.pinned = Some(Arc::clone(&pinned.when));
            }
        });
        self.refresh();
    }
}
