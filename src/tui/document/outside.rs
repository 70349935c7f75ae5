//! What other programs did to the files of the session's documents, and what comes of it here.

use std::sync::Arc;

use super::moment::State;
use super::{Document, DocumentId};
use crate::plan::Scenario;
use crate::tui::message::Source;

/// What became of a document's file.
#[derive(Debug, Clone, PartialEq)]
pub enum Outside {
    /// It says something else.
    Changed {
        /// What it says.
        theirs: Box<Scenario>,
        /// A newer version wrote it.
        read_only: bool,
        /// What opens it.
        source: Source,
    },
    /// It cannot be read now: why.
    Unreadable(String),
    /// It is not there any more.
    Gone,
}

/// What is known of a file that is not as it was loaded.
#[derive(Debug)]
pub(super) struct News {
    what: Outside,
    told: bool,
}

impl Document {
    /// Notes what became of a document's file; none: it says again what was loaded.
    pub fn see(&mut self, id: DocumentId, what: Option<Outside>) {
        match what {
            // A file that went into the trash is not lost.
            Some(Outside::Gone) if self.in_trash.contains(&id) => {}
            Some(what) => _ = self.outside.insert(id, News { what, told: false }),
            None => _ = self.outside.remove(&id),
        }
    }

    /// What became of its file; none where that is as it was loaded.
    pub fn outside(&self) -> Option<&Outside> {
        self.outside.get(&self.id()).map(|news| &news.what)
    }

    /// The same where the user has not been told yet.
    pub fn untold(&self) -> Option<&Outside> {
        self.outside.get(&self.id()).filter(|news| !news.told).map(|news| &news.what)
    }

    /// Notes whether the user has been told.
    pub fn set_told(&mut self, told: bool) {
        let id = self.id();
        if let Some(news) = self.outside.get_mut(&id) {
            news.told = told;
        }
    }

    /// Whether the file of a document went away.
    pub fn is_gone(&self, id: DocumentId) -> bool {
        self.outside.get(&id).is_some_and(|news| news.what == Outside::Gone)
    }

    /// What its file says by now where somebody else wrote it, its stages under the identities that they have here.
    pub fn theirs(&self) -> Option<Scenario> {
        let Some(Outside::Changed { theirs, .. }) = self.outside() else { return None };
        let known = [self.scenario(), &self.baseline().scenario].into_iter();
        Some(theirs.matched_to(known.chain(self.saved().map(Arc::as_ref))))
    }

    /// Counts what its file says by now as its own; the screen and the baseline stay as they are.
    pub fn take_over(&mut self) -> Option<Arc<Scenario>> {
        let (id, theirs) = (self.id(), Arc::new(self.theirs()?));
        let news = self.outside.remove(&id);
        self.mark_saved(id, (*theirs).clone());
        if matches!(news, Some(News { what: Outside::Changed { read_only: true, .. }, .. })) {
            self.protect(id);
        }
        Some(theirs)
    }

    /// Brings what its file says to the screen, as one step.
    pub fn show_theirs(&mut self, theirs: &Arc<Scenario>) {
        self.drop_preview();
        let state = State { scenario: Arc::clone(theirs), ..self.history.present().clone() };
        let next = State { is_theirs: true, ..self.next(state) };
        self.history.push(next);
        self.settle(super::Step::Made);
    }
}
