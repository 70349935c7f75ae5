//! What the files of a session are: shared by the thread that works on them and the one that keeps the journal.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::{Leftover, Origin, Store};
use crate::tui::document::DocumentId;

/// The files of the documents, and the journals that were found at the start.
#[derive(Debug, Clone, Default)]
pub struct Session(Arc<Mutex<Files>>);

#[derive(Debug, Default)]
struct Files {
    origins: BTreeMap<DocumentId, Origin>,
    leftovers: BTreeMap<usize, Leftover>,
}

impl Session {
    fn files(&self) -> MutexGuard<'_, Files> {
        // What another thread left here is whole: every change is one insertion or removal.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a document came from, if a file has it.
    pub(super) fn origin(&self, id: DocumentId) -> Option<Origin> {
        self.files().origins.get(&id).cloned()
    }

    /// Notes where a document comes from.
    pub(super) fn set_origin(&self, id: DocumentId, origin: Origin) {
        self.files().origins.insert(id, origin);
    }

    /// The documents that came from a file.
    pub(super) fn documents_of(&self, path: &Path) -> Vec<DocumentId> {
        let files = self.files();
        let of_file = files.origins.iter().filter(|(_, origin)| Store::is_same_file(origin.path(), path));
        of_file.map(|(id, _)| *id).collect()
    }

    /// Takes in a journal that was left behind; what it is known by from now on.
    pub(super) fn add_leftover(&self, leftover: Leftover) -> usize {
        let mut files = self.files();
        let key = files.leftovers.len();
        files.leftovers.insert(key, leftover);
        key
    }

    /// A journal that was left behind.
    pub(super) fn leftover(&self, key: usize) -> Option<Leftover> {
        self.files().leftovers.get(&key).cloned()
    }
}
