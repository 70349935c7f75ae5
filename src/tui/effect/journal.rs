//! Keeps every committed edit in the journal of the session, on threads of its own: a disk that hangs holds up neither
//! the screen nor a save. This is the loop's side, which sees what was committed and hands it on.

mod keeper;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use self::keeper::Note;
use super::session::Session;
use crate::plan::Scenario;
use crate::store;
use crate::tui::document::DocumentId;
use crate::tui::message::Message;
use crate::tui::model::Model;

/// How long the disk may take until it is said.
const NOTICEABLE: Duration = Duration::from_secs(1);

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

/// A way to bring the journal to the disk from any thread.
#[derive(Debug, Clone)]
pub struct Flusher(Sender<Note>);

impl Journal {
    /// Starts the threads. `tell` is called with [`Message::Journal`] when the journal fails and when it works again.
    ///
    /// # Errors
    /// That there can be no thread.
    pub fn start(
        journal: store::Journal,
        session: Session,
        tell: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        let written = Arc::new(AtomicU64::new(0));
        let to = keeper::start(journal, session, Arc::clone(&written), tell)?;
        Ok(Self { to, told: BTreeMap::new(), handed: 0, written, awaited: (0, Duration::ZERO), late: false })
    }

    /// Hands on what was committed since it was called last. Called before a frame shows it.
    pub fn follow(&mut self, model: &mut Model) {
        for recovered in std::mem::take(&mut model.recovered) {
            for (id, scenario, edits) in recovered.documents {
                self.told.insert(id, (Arc::clone(&scenario), edits));
                self.hand(Note::Unsaved { id, scenario, edits, has_file: true });
            }
            self.hand(Note::Recovered(recovered.key));
        }
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
                // What is in no file any more comes back as what never was in one.
                let has_file = !document.is_gone(here);
                self.hand(Note::Unsaved { id: here, scenario: told.0, edits: told.1, has_file });
            }
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

impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.to.send(Note::Gone);
    }
}

fn ask(to: &Sender<Note>, note: fn(Sender<bool>) -> Note, within: Duration) -> bool {
    let (answer, answered) = channel();
    to.send(note(answer)).is_ok() && answered.recv_timeout(within).unwrap_or(false)
}
