//! Keeps every committed edit in the journal of the session, on a thread of its own: a disk that hangs holds up
//! neither the screen nor a save.

#![expect(clippy::disallowed_methods, reason = "when a failing disk is tried again is a matter of the clock")]

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::session::Session;
use crate::plan::Scenario;
use crate::store;
use crate::text::clean::strip;
use crate::tui::document::DocumentId;
use crate::tui::message::Message;
use crate::tui::model::Model;
use crate::tui::panics::guarded;

/// How long after a failure the next try is made; each further one waits twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How long the disk may take until it is said.
const NOTICEABLE: Duration = Duration::from_secs(1);

/// What the thread is told.
enum Note {
    /// A state that no file has.
    Unsaved(DocumentId, Arc<Scenario>, u32),
    /// Nothing is unsaved any more.
    Settled(DocumentId),
    /// What an earlier session left is in the documents now.
    Recovered(usize),
    /// Answer when all before is on the disk, or cannot be.
    Flush(Sender<bool>),
    /// The session ends: answer, and no more will come.
    Close(Sender<bool>),
}

/// The journal as the loop sees it.
#[derive(Debug)]
pub struct Journal {
    to: Sender<Note>,
    /// What the thread was told last of each document with unsaved work, and after how many edits.
    told: BTreeMap<DocumentId, (Arc<Scenario>, u32)>,
    handed: u64,
    written: Arc<AtomicU64>,
    /// How much had been handed on when it was looked last, and when that was.
    awaited: (u64, Duration),
    late: bool,
}

impl std::fmt::Debug for Note {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Note")
    }
}

/// A way to bring the journal to the disk from any thread.
#[derive(Debug, Clone)]
pub struct Flusher(Sender<Note>);

impl Journal {
    /// Starts the thread. `tell` is called with [`Message::Journal`] when the journal fails and when it works again.
    ///
    /// # Errors
    /// That there can be no thread.
    pub fn start(
        journal: store::Journal,
        session: Session,
        tell: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        let (to, notes) = channel();
        let written = Arc::new(AtomicU64::new(0));
        let keeper = Keeper { journal, session, written: Arc::clone(&written), tell, failing: None };
        Builder::new().name("journal".to_owned()).spawn(move || keeper.last(&notes))?;
        Ok(Self { to, told: BTreeMap::new(), handed: 0, written, awaited: (0, Duration::ZERO), late: false })
    }

    /// Hands on what was committed since it was called last. Called before a frame shows it.
    pub fn follow(&mut self, model: &mut Model) {
        let document = &model.document;
        let here = document.id();
        let settled = |(id, (scenario, _)): (&DocumentId, &(Arc<Scenario>, u32))| {
            let is_settled = if *id == here {
                document.unsaved_work().is_none()
            } else {
                document.is_settled(*id, scenario)
            };
            is_settled.then_some(*id)
        };
        let settled: Vec<DocumentId> = self.told.iter().filter_map(settled).collect();
        for id in settled {
            self.told.remove(&id);
            self.hand(Note::Settled(id));
        }
        if let Some(scenario) = document.unsaved_work() {
            let (last, edits) = self.told.get(&here).map_or((None, 0), |(last, edits)| (Some(last), *edits));
            if last.is_none_or(|last| !Arc::ptr_eq(last, scenario) && **last != **scenario) {
                let told = (Arc::clone(scenario), edits + 1);
                self.told.insert(here, told.clone());
                self.hand(Note::Unsaved(here, told.0, told.1));
            }
        }
        for key in model.recovered.drain(..) {
            self.hand(Note::Recovered(key));
        }
    }

    /// Whether the disk has not answered for so long that it must be said.
    pub fn is_late(&mut self, now: Duration) -> bool {
        if self.written() >= self.awaited.0 {
            self.awaited = (self.handed, now);
        }
        self.late = now.saturating_sub(self.awaited.1) >= NOTICEABLE;
        self.late
    }

    /// How long until it must be looked whether it is late, or still is; none while nothing is awaited.
    pub fn next_look(&self, now: Duration) -> Option<Duration> {
        let waits = self.late || self.written() < self.handed;
        waits.then(|| (self.awaited.1 + NOTICEABLE).saturating_sub(now).max(NOTICEABLE / 10))
    }

    /// Whether there is unsaved work that the next start will offer.
    pub fn keeps_work(&self) -> bool {
        !self.told.is_empty()
    }

    fn written(&self) -> u64 {
        self.written.load(Ordering::Acquire)
    }

    /// Something that brings the journal to the disk from any thread.
    pub fn flusher(&self) -> Flusher {
        Flusher(self.to.clone())
    }

    /// Ends the journal: it stays for the next start where there is unsaved work. Says whether that was done in time.
    pub fn close(self, within: Duration) -> bool {
        ask(&self.to, Note::Close, within)
    }

    fn hand(&mut self, note: Note) {
        self.handed += 1;
        // Without its thread there is no journal; that was told when it ended.
        let _ = self.to.send(note);
    }
}

impl Flusher {
    /// Brings all that was handed on to the disk; says whether that was done in time.
    pub fn flush(&self, within: Duration) -> bool {
        ask(&self.0, Note::Flush, within)
    }
}

fn ask(to: &Sender<Note>, note: fn(Sender<bool>) -> Note, within: Duration) -> bool {
    let (answer, answered) = channel();
    to.send(note(answer)).is_ok() && answered.recv_timeout(within).unwrap_or(false)
}

/// Tells those who wait; who gave up waiting needs no answer.
fn reply(answers: Vec<Sender<bool>>, done: bool) {
    for answer in answers {
        let _ = answer.send(done);
    }
}

/// The thread's own.
struct Keeper<T> {
    journal: store::Journal,
    session: Session,
    written: Arc<AtomicU64>,
    tell: T,
    /// While it fails: when the next try is due, and how long the one after that waits.
    failing: Option<(Instant, Duration)>,
}

impl<T: Fn(Message)> Keeper<T> {
    /// Keeps the journal as long as the session lasts. Should it fail by our fault, that is said.
    fn last(mut self, notes: &Receiver<Note>) {
        let ended = guarded(|| self.run(notes));
        let closing = ended.unwrap_or_else(|panic| {
            (self.tell)(Message::Journal(Some(panic)));
            None
        });
        if let Some((answers, done)) = closing {
            reply(answers, done & self.journal.close().is_ok());
        }
    }

    /// Takes in notes until the session ends; gives those who wait for that, and whether all before was written.
    fn run(&mut self, notes: &Receiver<Note>) -> Option<(Vec<Sender<bool>>, bool)> {
        loop {
            let first = match self.failing {
                None => notes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((due, _)) => notes.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            let mut answers = Vec::new();
            let mut count = 0;
            let mut closes = false;
            match first {
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
                // Everything that waits goes to the disk at once.
                Ok(first) => {
                    for note in std::iter::once(first).chain(notes.try_iter()) {
                        match note {
                            Note::Flush(answer) => answers.push(answer),
                            Note::Close(answer) => {
                                closes = true;
                                answers.push(answer);
                            }
                            note => {
                                count += 1;
                                self.take(note);
                            }
                        }
                    }
                    // While it fails, only time brings the next try, and what ends the session.
                    let is_due = self.failing.is_none_or(|(due, _)| due <= Instant::now());
                    if !is_due && answers.is_empty() {
                        self.written.fetch_add(count, Ordering::Release);
                        continue;
                    }
                }
            }
            let done = self.sync();
            self.written.fetch_add(count, Ordering::Release);
            if closes {
                return Some((answers, done));
            }
            reply(answers, done);
        }
    }

    fn take(&mut self, note: Note) {
        match note {
            Note::Unsaved(id, scenario, edits) => {
                self.journal.note(id.0, &scenario, self.session.origin(id).as_ref(), edits);
            }
            Note::Settled(id) => self.journal.settle(id.0),
            Note::Recovered(key) => {
                if let Some(leftover) = self.session.leftover(key) {
                    self.journal.replace(leftover);
                }
            }
            Note::Flush(_) | Note::Close(_) => {}
        }
    }

    /// Brings the journal to the disk; says when it begins and ceases to fail.
    fn sync(&mut self) -> bool {
        match self.journal.sync() {
            Ok(()) => {
                if self.failing.take().is_some() {
                    tracing::info!("the journal works again");
                    (self.tell)(Message::Journal(None));
                }
                true
            }
            Err(error) => {
                let wait = self.failing.map_or(FIRST_WAIT, |(_, wait)| (wait * 2).min(LONGEST_WAIT));
                if self.failing.replace((Instant::now() + wait, wait)).is_none() {
                    tracing::warn!("the journal fails");
                    (self.tell)(Message::Journal(Some(strip(&error.to_string()))));
                }
                false
            }
        }
    }
}
