//! The journal of a session: what is committed on the screen and in no file yet (store.md, "Journal").
//!
//! A journal is a file of lines that only grows, locked while its session lives. What a session has of unsaved work
//! is also remembered here, so that a file that cannot be trusted any more is replaced by a new one.

mod leftover;
mod line;

use std::collections::BTreeMap;
use std::mem::take;
use std::path::PathBuf;

pub use leftover::{Leftover, Unsaved};

use super::file_system::{Lock, NewFile};
use super::{Origin, Store, StoreError, slug};
use crate::plan::Scenario;

/// From how many bytes on a journal is begun anew with what is unsaved then.
const LARGE: usize = 4 << 20;

/// The ending of a journal's name.
const ENDING: &str = "jsonl";

/// The journal of a running session. It has no file before there is something to write.
#[derive(Debug)]
pub struct Journal {
    store: Store,
    file: Option<Open>,
    /// What is unsaved, by document.
    ledger: BTreeMap<u32, Entry>,
    /// Lines that are not in the file yet.
    pending: String,
    /// Journals that this one stands for as soon as all is written.
    replaced: Vec<Replaced>,
}

/// The lines that tell of a document: where it came from, and its last state.
#[derive(Debug)]
struct Entry {
    origin: String,
    state: String,
}

/// A journal's file, open for writing.
#[derive(Debug)]
struct Open {
    session: Session,
    file: Box<dyn NewFile>,
    size: usize,
}

/// A journal's file and the lock that says that its session lives; none where there are no locks.
#[derive(Debug)]
struct Session {
    path: PathBuf,
    lock: PathBuf,
    _held: Option<Box<dyn Lock>>,
}

/// A journal that is needed no longer.
#[derive(Debug)]
enum Replaced {
    /// One of this session.
    Own(Session),
    /// One that was left behind by another.
    Other(Leftover),
}

impl Store {
    /// Begins the journal of a session. Touches no disk.
    pub fn journal(&self) -> Journal {
        Journal {
            store: self.clone(),
            file: None,
            ledger: BTreeMap::new(),
            pending: String::new(),
            replaced: Vec::new(),
        }
    }

    fn journal_folder(&self) -> PathBuf {
        self.state.join("journal")
    }

    fn session_lock(&self, session: &str) -> PathBuf {
        self.lock_folder().join(format!("session-{session}.lock"))
    }
}

impl Journal {
    /// Notes the state of a document that its file does not have, after so many edits since it had.
    pub fn note(&mut self, document: u32, scenario: &Scenario, origin: Option<&Origin>, edits: u32) {
        let came_from = line::origin(document, origin);
        let extras = origin.map(|origin| origin.extras.clone()).unwrap_or_default();
        let state = line::state(document, scenario, &extras, edits, self.store.disk.now());
        if self.ledger.get(&document).is_none_or(|entry| entry.origin != came_from) {
            self.pending.push_str(&came_from);
        }
        self.pending.push_str(&state);
        self.ledger.insert(document, Entry { origin: came_from, state });
    }

    /// Notes that there is nothing unsaved in a document any more.
    pub fn settle(&mut self, document: u32) {
        if self.ledger.remove(&document).is_some() {
            self.pending.push_str(&line::settled(document));
        }
    }

    /// Takes the place of a journal that was left behind, as soon as all is written.
    pub fn replace(&mut self, leftover: Leftover) {
        self.replaced.push(Replaced::Other(leftover));
    }

    /// Writes what was noted, down to the disk.
    ///
    /// # Errors
    /// Why it could not be written. Nothing noted is forgotten: the next time all that is unsaved goes to a new file,
    /// because nobody knows what the old one has.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        let is_large = self.file.as_ref().is_some_and(|open| open.size > LARGE);
        if is_large {
            self.give_up_file();
        }
        let whole = self.file.is_none();
        let text = if whole {
            self.pending.clear();
            self.ledger.values().flat_map(|entry| [entry.origin.as_str(), &entry.state]).collect()
        } else {
            take(&mut self.pending)
        };
        if !text.is_empty()
            && let Err(error) = self.write(&text)
        {
            self.give_up_file();
            return Err(error);
        }
        for replaced in take(&mut self.replaced) {
            self.remove(replaced);
        }
        Ok(())
    }

    /// Ends the journal. It stays for the next start if there is unsaved work in it.
    ///
    /// # Errors
    /// That the last of what was noted could not be written.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.sync()?;
        if let Some(open) = self.file.take()
            && self.ledger.is_empty()
        {
            self.remove(Replaced::Own(open.session));
        }
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), StoreError> {
        if self.file.is_none() {
            self.file = Some(self.begin()?);
        }
        let Some(open) = &mut self.file else { return Ok(()) };
        let written = open.file.write(text.as_bytes()).and_then(|()| open.file.sync());
        open.size += text.len();
        written.map_err(StoreError::io("write the journal", &open.session.path))
    }

    /// Makes the file, under a name that no other session has, locked before it can be seen.
    fn begin(&self) -> Result<Open, StoreError> {
        let disk = &self.store.disk;
        let folder = self.store.journal_folder();
        disk.make_folder(&folder)?;
        disk.make_folder(&self.store.lock_folder())?;
        let name = format!("{}-{}", slug::stamp(disk.now()), std::process::id());
        let mut attempt = 1;
        loop {
            let session = slug::numbered(&name, attempt);
            let path = folder.join(format!("{session}.{ENDING}"));
            let lock = self.store.session_lock(&session);
            let held = disk.try_lock(&lock);
            if let Ok(held) = held
                && let Some(mut file) = disk.create_growing(&path)?
            {
                let first = line::head();
                file.write(first.as_bytes()).map_err(StoreError::io("write the journal", &path))?;
                return Ok(Open { session: Session { path, lock, _held: held }, file, size: first.len() });
            }
            attempt += 1;
        }
    }

    /// Turns away from the file; it goes when another has all that it has.
    fn give_up_file(&mut self) {
        self.replaced.extend(self.file.take().map(|open| Replaced::Own(open.session)));
    }

    fn remove(&self, replaced: Replaced) {
        match replaced {
            Replaced::Own(Session { path, lock, _held }) => {
                self.store.disk.remove_quietly(&path);
                self.store.disk.remove_quietly(&lock);
            }
            Replaced::Other(leftover) => self.store.remove_leftover(&leftover),
        }
    }
}

#[cfg(test)]
mod tests;
