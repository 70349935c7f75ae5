//! Earlier versions of files: looked up, and put back in the place of their file. Before anybody mends a file that
//! cannot be read, a copy of it is kept.

use std::path::Path;

use super::{Effects, listing};
use crate::store::{self, Reverted, StoreError};
use crate::tui::document::DocumentId;
use crate::tui::message::{Filed, Filing, Listing, Message, Revert, Source};

impl Effects {
    pub(super) fn versions_of(&mut self, id: DocumentId) -> Result<Message, StoreError> {
        match self.session.origin(id).map(|origin| origin.path().to_owned()) {
            Some(path) => self.versions(&path),
            None => Ok(Message::Versions(None, Vec::new())),
        }
    }

    pub(super) fn versions(&mut self, path: &Path) -> Result<Message, StoreError> {
        let versions = self.store.history(path)?.into_iter();
        let versions = versions.map(|entry| listing(entry, Source::Version)).collect();
        self.look_at(path);
        let file = self.of_file(self.store.entry(path));
        Ok(Message::Versions(Some(Box::new(file)), versions))
    }

    /// A file of the list. One that cannot be read comes with its last version that can, and is copied.
    pub(super) fn of_file(&mut self, entry: store::Entry) -> Listing {
        let path = entry.path.clone();
        let documents = self.session.documents_of(&path);
        let mut of_file = Listing { documents, ..listing(entry, Source::File) };
        if of_file.content.is_err() {
            self.copy_damaged(&path);
            let mut versions = self.store.history(&path).unwrap_or_default().into_iter();
            let good = versions.find(|entry| entry.content.is_ok() && !entry.read_only);
            of_file.good = good.map(|entry| Box::new(listing(entry, Source::Version)));
            self.look_at(&path);
        }
        of_file
    }

    /// Notes what a file holds that may be replaced later. What cannot be read at all will not be.
    fn look_at(&mut self, path: &Path) {
        if let Ok(held) = self.store.held(path) {
            self.held.insert(path.to_owned(), held);
        }
    }

    /// Copies a file of the store that cannot be read. That it cannot be copied must not keep anybody from its reason.
    pub(super) fn copy_damaged(&self, path: &Path) {
        let _ = self.store.quarantine(path);
    }

    pub(super) fn revert(&mut self, revert: Revert) -> Result<Message, StoreError> {
        let Revert { file, version, takes_back, shown: (id, shown) } = revert;
        let documents = self.session.documents_of(&file);
        let own = documents.iter().filter_map(|id| Some(self.session.origin(*id)?.held()));
        let seen: Vec<_> = self.held.get(&file).cloned().into_iter().chain(own).collect();
        let Reverted { opened, replaced } = self.store.restore_version(&file, &version, &seen)?;
        let opened = if documents.contains(&id) { opened.matched_to(&shown) } else { opened };
        // Open documents follow their file, or their next save would take the version for a stranger's.
        for id in &documents {
            self.session.set_origin(*id, opened.origin.clone());
        }
        self.held.insert(file.clone(), opened.origin.held());
        let undo = replaced.filter(|path| !takes_back && self.store.open(path).is_ok());
        let what = Filing::Reverted { scenario: Box::new(opened.scenario), undo };
        Ok(Message::Filed(Filed { what, from: version, to: file, documents }))
    }

    /// Whether it is time to say that a file was written without a lock: once.
    pub(super) fn must_tell_of_locks(&mut self) -> bool {
        let lacks = self.store.lacks_locks();
        lacks && !std::mem::replace(&mut self.told_of_locks, true)
    }
}
