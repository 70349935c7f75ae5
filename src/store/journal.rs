//! The journal of a session: what is committed on the screen and in no file yet (store.md, "Journal").
//!
//! A journal is a file of lines that only grows, locked while its session lives. Writing and syncing are two steps: what
//! is written outlives the program, what is synced outlives the machine, and the next line need not wait for the disk.
//! What a session has of unsaved work is also remembered here, so that a file that cannot be trusted any more is
//! replaced by a new one.

mod leftover;
mod line;

use std::collections::BTreeMap;
use std::mem::take;
use std::path::PathBuf;
use std::sync::Arc;

pub use leftover::{Leftover, Unsaved};

use super::disk::{Disk, folder_of};
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
    /// Journals that this one stands for as soon as all is on the disk.
    replaced: Vec<Replaced>,
    /// How many of those do not wait for more than what is being synced.
    covered: usize,
}

/// What was written and is not known to be on the disk. Any thread can sync it, once.
#[derive(Debug)]
pub struct Unsynced {
    disk: Disk,
    path: PathBuf,
    file: Arc<dyn NewFile>,
    /// The file is new, and so is its name.
    is_new: bool,
}

impl Unsynced {
    /// Brings it down to the disk.
    ///
    /// # Errors
    /// Why it could not be. Nobody knows then what the disk has.
    pub fn sync(self) -> Result<(), StoreError> {
        self.file.sync().map_err(StoreError::io("write the journal", &self.path))?;
        if self.is_new {
            let folder = folder_of(&self.path);
            // Who made it may have been killed before it came to the disk.
            self.disk.make_folder(folder)?;
            self.disk.sync_folder(folder)?;
        }
        Ok(())
    }
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
    file: Arc<dyn NewFile>,
    size: usize,
    /// How much of it had been written when it was last to be synced.
    synced: usize,
}

/// A journal's file and the lock that says that its session lives; none where there are no locks.
#[derive(Debug)]
struct Session {
    path: PathBuf,
    lock: PathBuf,
    _held: Option<Box<dyn Lock>>,
    /// All that was written at some moment came to the disk.
    was_synced: bool,
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
            covered: 0,
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

    /// Whether there is nothing unsaved.
    pub fn is_empty(&self) -> bool {
        self.ledger.is_empty()
    }

    /// Takes the place of a journal that was left behind, as soon as all is written.
    pub fn replace(&mut self, leftover: Leftover) {
        self.replaced.push(Replaced::Other(leftover));
    }

    /// Writes what was noted, where it outlives the program.
    ///
    /// # Errors
    /// Why it could not be written. Nothing noted is forgotten: the next time all that is unsaved goes to a new file,
    /// because nobody knows what the old one has.
    pub fn write(&mut self) -> Result<(), StoreError> {
        if self.file.as_ref().is_some_and(|open| open.size > LARGE) {
            self.give_up_file();
        }
        let text = if self.file.is_some() {
            take(&mut self.pending)
        } else {
            self.pending.clear();
            self.ledger.values().flat_map(|entry| [entry.origin.as_str(), &entry.state]).collect()
        };
        if text.is_empty() {
            return Ok(());
        }
        self.append(&text).inspect_err(|_| self.give_up_file())?;
        self.drop_written_in_vain();
        Ok(())
    }

    /// Removes files that hold less than the present one and are on the disk no more than that is.
    fn drop_written_in_vain(&mut self) {
        let is_in_vain =
            |replaced: &mut Replaced| matches!(replaced, Replaced::Own(session) if !session.was_synced);
        let in_vain: Vec<_> = self.replaced.extract_if(.., is_in_vain).collect();
        self.covered = self.covered.saturating_sub(in_vain.len());
        for replaced in in_vain {
            self.remove(replaced);
        }
    }

    /// Gives what is to be synced; none where nothing was written since that was asked for last. [`Journal::synced`]
    /// takes the outcome, before this is asked for again.
    pub fn unsynced(&mut self) -> Option<Unsynced> {
        self.covered = self.replaced.len();
        let open = self.file.as_mut().filter(|open| open.synced < open.size)?;
        let is_new = open.synced == 0;
        open.synced = open.size;
        let (path, file) = (open.session.path.clone(), Arc::clone(&open.file));
        Some(Unsynced { disk: self.store.disk.clone(), path, file, is_new })
    }

    /// Takes in whether what was to be synced is on the disk: what this journal stands for is no longer needed then. If
    /// not, all goes to a new file, as after an error of [`Journal::write`].
    pub fn synced(&mut self, is_synced: bool) {
        let covered = std::mem::take(&mut self.covered);
        if is_synced {
            if let Some(open) = &mut self.file {
                open.session.was_synced = true;
            }
            let rest = self.replaced.split_off(covered);
            for replaced in std::mem::replace(&mut self.replaced, rest) {
                self.remove(replaced);
            }
        } else {
            self.give_up_file();
        }
    }

    /// Writes what was noted, down to the disk.
    ///
    /// # Errors
    /// Those of [`Journal::write`] and [`Unsynced::sync`].
    pub fn sync(&mut self) -> Result<(), StoreError> {
        self.write()?;
        let outcome = self.unsynced().map_or(Ok(()), Unsynced::sync);
        self.synced(outcome.is_ok());
        outcome
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

    fn append(&mut self, text: &str) -> Result<(), StoreError> {
        let open = match &mut self.file {
            Some(open) => open,
            none => none.insert(begin(&self.store)?),
        };
        open.file.write(text.as_bytes()).map_err(StoreError::io("write the journal", &open.session.path))?;
        open.size += text.len();
        Ok(())
    }

    /// Turns away from the file; it goes when another has all that it has.
    fn give_up_file(&mut self) {
        self.replaced.extend(self.file.take().map(|open| Replaced::Own(open.session)));
    }

    fn remove(&self, replaced: Replaced) {
        match replaced {
            Replaced::Own(Session { path, lock, .. }) => {
                self.store.disk.remove_quietly(&path);
                self.store.disk.remove_quietly(&lock);
            }
            Replaced::Other(leftover) => self.store.remove_leftover(&leftover),
        }
    }
}

/// Makes a journal's file, under a name that no other session has, locked before it can be seen.
fn begin(store: &Store) -> Result<Open, StoreError> {
    let disk = &store.disk;
    let folder = store.journal_folder();
    // The first line need not wait until the disk has its folder: who syncs it does. Locks need not outlive anything.
    disk.begin_folder(&folder)?;
    disk.begin_folder(&store.lock_folder())?;
    let name = format!("{}-{}", slug::stamp(disk.now()), std::process::id());
    let mut attempt = 1;
    loop {
        let session = slug::numbered(&name, attempt);
        let path = folder.join(format!("{session}.{ENDING}"));
        let lock = store.session_lock(&session);
        let held = disk.try_lock(&lock);
        if let Ok(held) = held
            && let Some(file) = disk.create_growing(&path)?
        {
            let first = line::head();
            if let Err(error) = file.write(first.as_bytes()) {
                disk.remove_quietly(&path);
                disk.remove_quietly(&lock);
                return Err(StoreError::io("write the journal", &path)(error));
            }
            let (session, file) = (Session { path, lock, _held: held, was_synced: false }, Arc::from(file));
            return Ok(Open { session, file, size: first.len(), synced: 0 });
        }
        attempt += 1;
    }
}

#[cfg(test)]
mod tests;
