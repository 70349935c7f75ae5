//! The journal's threads: one writes what is handed on as soon as it comes, so that a kill takes none of it; the other
//! waits for the disk.

#![expect(clippy::disallowed_methods, reason = "when a failing disk is tried again is a matter of the clock")]

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::super::session::Session;
use crate::plan::Scenario;
use crate::store::{self, StoreError, Unsynced};
use crate::text::clean::strip;
use crate::tui::document::DocumentId;
use crate::tui::message::Message;
use crate::tui::panics::guarded;

/// How long after a failure the next try is made; each further one waits twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// What the keeper is told.
#[derive(Debug)]
pub(super) enum Note {
    /// A state that no file has.
    Unsaved {
        /// The document.
        id: DocumentId,
        /// The state.
        scenario: Arc<Scenario>,
        /// How many edits led to it.
        edits: u32,
        /// Whether the document's file is there.
        has_file: bool,
    },
    /// Nothing is unsaved any more.
    Settled(DocumentId),
    /// What an earlier session left is in the documents now.
    Recovered(usize),
    /// Answer when all before is on the disk, or cannot be.
    Flush(Sender<bool>),
    /// The session ends: answer, and no more will come.
    Close(Sender<bool>),
    /// Nobody is there any more who could end it.
    Gone,
    /// What was written is on the disk, or is not.
    Synced(Result<(), String>),
}

/// Starts the threads; the first takes notes, and counts in `written` those that it has dealt with.
///
/// # Errors
/// That there can be no thread.
pub(super) fn start(
    journal: store::Journal,
    session: Session,
    written: Arc<AtomicU64>,
    tell: impl Fn(Message) + Send + 'static,
) -> io::Result<Sender<Note>> {
    let (to, notes) = channel();
    let (syncer, unsynced) = channel::<Unsynced>();
    let answer = to.clone();
    let sync = move || {
        for unsynced in unsynced {
            let outcome = guarded(|| unsynced.sync()).and_then(|synced| synced.map_err(|error| said(&error)));
            if answer.send(Note::Synced(outcome)).is_err() {
                return;
            }
        }
    };
    Builder::new().name("journal-sync".to_owned()).spawn(sync)?;
    let keeper = Keeper {
        journal,
        session,
        written,
        tell,
        syncer,
        taken: 0,
        is_syncing: false,
        waiting: Vec::new(),
        failing: None,
    };
    Builder::new().name("journal".to_owned()).spawn(move || keeper.keep(&notes))?;
    Ok(to)
}

fn said(error: &StoreError) -> String {
    strip(&error.to_string())
}

/// What the writing thread has.
struct Keeper<T> {
    journal: store::Journal,
    session: Session,
    written: Arc<AtomicU64>,
    tell: T,
    syncer: Sender<Unsynced>,
    /// How many notes were taken in.
    taken: u64,
    /// Whether the other thread is waiting for the disk.
    is_syncing: bool,
    /// Those who wait until all is on the disk.
    waiting: Vec<Sender<bool>>,
    /// While it fails: when the next try is due, and how long the one after that waits.
    failing: Option<(Instant, Duration)>,
}

impl<T: Fn(Message)> Keeper<T> {
    /// Keeps the journal as long as the session lasts. Should it fail by our fault, that is said.
    fn keep(mut self, notes: &Receiver<Note>) {
        let closes = guarded(|| self.run(notes)).unwrap_or_else(|panic| {
            (self.tell)(Message::Journal(Some(panic)));
            false
        });
        if closes {
            let done = self.failing.is_none() && self.journal.close().is_ok();
            reply(self.waiting, done);
        }
    }

    /// Takes in notes until the session ends; says whether somebody waits for that.
    fn run(&mut self, notes: &Receiver<Note>) -> bool {
        let mut closes = false;
        loop {
            let first = match self.failing {
                None => notes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((due, _)) => notes.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            if matches!(first, Err(RecvTimeoutError::Disconnected)) {
                return false;
            }
            // Everything that is there is written at once.
            for note in first.into_iter().chain(notes.try_iter()) {
                match note {
                    Note::Gone => return false,
                    Note::Close(answer) => {
                        closes = true;
                        self.waiting.push(answer);
                    }
                    note => self.take(note),
                }
            }
            // While it fails, only time brings the next try, and what ends the session.
            let is_due = self.failing.is_none_or(|(due, _)| due <= Instant::now());
            if is_due || !self.waiting.is_empty() {
                self.write();
            }
            if !self.is_syncing {
                self.written.store(self.taken, Ordering::Release);
                if closes {
                    return true;
                }
                let done = self.failing.is_none() || self.journal.is_empty();
                reply(std::mem::take(&mut self.waiting), done);
            }
        }
    }

    fn take(&mut self, note: Note) {
        match note {
            Note::Unsaved { id, scenario, edits, has_file } => {
                self.taken += 1;
                let origin =
                    self.session.origin(id).map(|origin| if has_file { origin } else { origin.lost() });
                self.journal.note(id.0, &scenario, origin.as_ref(), edits);
            }
            Note::Settled(id) => {
                self.taken += 1;
                self.journal.settle(id.0);
            }
            Note::Recovered(key) => {
                self.taken += 1;
                if let Some(leftover) = self.session.leftover(key) {
                    self.journal.replace(leftover);
                }
            }
            Note::Flush(answer) => self.waiting.push(answer),
            Note::Synced(outcome) => {
                self.is_syncing = false;
                let is_synced = outcome.is_ok();
                self.journal.synced(is_synced);
                match outcome {
                    Ok(()) => self.works(),
                    Err(reason) => self.fails(reason),
                }
            }
            Note::Close(_) | Note::Gone => {}
        }
    }

    /// Writes what was noted, and has it synced unless that is going on.
    fn write(&mut self) {
        if let Err(error) = self.journal.write() {
            return self.fails(said(&error));
        }
        if self.is_syncing {
            return;
        }
        if let Some(unsynced) = self.journal.unsynced() {
            self.is_syncing = self.syncer.send(unsynced).is_ok();
        } else {
            // What waited for nothing but what is on the disk already.
            self.journal.synced(true);
            self.works();
        }
    }

    fn works(&mut self) {
        if self.failing.take().is_some() {
            tracing::info!("the journal works again");
            (self.tell)(Message::Journal(None));
        }
    }

    fn fails(&mut self, reason: String) {
        let wait = self.failing.map_or(FIRST_WAIT, |(_, wait)| (wait * 2).min(LONGEST_WAIT));
        if self.failing.replace((Instant::now() + wait, wait)).is_none() {
            tracing::warn!("the journal fails");
            (self.tell)(Message::Journal(Some(reason)));
        }
    }
}

/// Tells those who wait; who gave up waiting needs no answer.
fn reply(answers: Vec<Sender<bool>>, done: bool) {
    for answer in answers {
        let _ = answer.send(done);
    }
}
