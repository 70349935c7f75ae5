//! Journals that sessions left behind which ended otherwise than by quitting: found, read, put away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::super::file_system::Kind;
use super::super::save::{opened, stem};
use super::super::{Opened, Origin, Store, StoreError, format, slug};
use super::ENDING;
use super::line::{self, Line};
use crate::plan::Scenario;

/// The largest journal that is read, in bytes.
const MOST: usize = 64 << 20;

/// The unsaved work of a session that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Leftover {
    /// The journal.
    path: PathBuf,
    /// When the last of it was committed.
    pub time: SystemTime,
    /// The documents with unsaved work, the one that was worked on last at the end.
    pub documents: Vec<Unsaved>,
    /// Whether there is more in it that cannot be read.
    pub damaged: bool,
}

impl Leftover {
    /// How many edits are in no file.
    pub fn edits(&self) -> u32 {
        self.documents.iter().map(|document| document.edits).sum()
    }
}

/// A document as it was committed last.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsaved {
    /// What its file said then, and where that is; none for what was in no file.
    pub saved: Option<Opened>,
    /// The state that no file has.
    pub scenario: Scenario,
    /// How many edits led to it.
    pub edits: u32,
}

/// What has been read of a document so far.
#[derive(Debug, Default)]
struct Reading {
    file: Option<(String, String)>,
    state: Option<(u32, SystemTime, Vec<u8>)>,
}

impl Store {
    /// Finds the unsaved work of sessions that are over, the last first. What has none is cleared away; damage that
    /// leaves nothing to read goes to the quarantine, and comes here without documents.
    ///
    /// # Errors
    /// That the folder of the journals cannot be listed.
    pub fn leftovers(&self) -> Result<Vec<Leftover>, StoreError> {
        let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
        let files = self.disk.list(&self.journal_folder())?.into_iter();
        let files = files.filter(|(_, facts)| facts.is_some_and(|facts| facts.kind == Kind::File));
        let mut leftovers: Vec<_> =
            files.map(|(path, _)| path).filter(is_journal).filter_map(|path| self.leftover(&path)).collect();
        leftovers.sort_by(|one, other| (other.time, &other.path).cmp(&(one.time, &one.path)));
        Ok(leftovers)
    }

    fn leftover(&self, path: &Path) -> Option<Leftover> {
        // Where there are no locks nobody knows whether its session lives: to offer its work does no harm.
        let _held = self.disk.try_lock(&self.session_lock(&stem(path))).ok()?;
        let leftover = read(path.to_owned(), &self.disk.read_up_to(path, MOST).ok()?)?;
        if leftover.documents.is_empty() {
            self.remove_leftover(&leftover);
        }
        // What cannot be read at all is told too.
        (!leftover.documents.is_empty() || leftover.damaged).then_some(leftover)
    }

    /// Clears a journal away; one that is damaged goes to the quarantine.
    pub(super) fn remove_leftover(&self, leftover: &Leftover) {
        if leftover.damaged && self.quarantine_file(&leftover.path).is_err() {
            return;
        }
        self.disk.remove_quietly(&leftover.path);
        self.disk.remove_quietly(&self.session_lock(&stem(&leftover.path)));
    }

    /// Puts the unsaved work of a session into the trash.
    ///
    /// # Errors
    /// That it could not be written there; the journal is as it was then.
    pub fn discard(&self, leftover: &Leftover) -> Result<(), StoreError> {
        for Unsaved { saved, scenario, .. } in &leftover.documents {
            let extras = saved.as_ref().map(|saved| saved.origin.extras.clone()).unwrap_or_default();
            let name =
                format!("{}.{}", crate::plan::slug::slug(scenario.name()), slug::stamp(self.disk.now()));
            self.disk.create(&self.trash_folder(), &name, &format::write(scenario, &extras))?;
        }
        self.remove_leftover(leftover);
        Ok(())
    }
}

/// Reads a journal up to its first bad line; none that a newer version wrote, which is its own business.
pub(super) fn read(path: PathBuf, bytes: &[u8]) -> Option<Leftover> {
    let mut documents: BTreeMap<u32, Reading> = BTreeMap::new();
    let mut rest = bytes;
    let mut is_head = true;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = std::str::from_utf8(&rest[..end]).ok().and_then(line::read);
        let Some(line) = line.filter(|line| matches!(line, Line::Head { .. }) == is_head) else { break };
        is_head = false;
        match line {
            Line::Head { newer: true } => return None,
            Line::Head { newer: false } => {}
            Line::Origin { document, file } => documents.entry(document).or_default().file = file,
            Line::State { document, edits, at, scenario } => {
                documents.entry(document).or_default().state = Some((edits, at, scenario));
            }
            Line::Settled { document } => _ = documents.remove(&document),
        }
        rest = &rest[end + 1..];
    }
    // A last line without its end was being written when the session ended: nothing was promised of it.
    let damaged = rest.contains(&b'\n');
    let mut unsaved: Vec<_> = documents.into_values().filter_map(Reading::finish).collect();
    unsaved.sort_by_key(|(at, _)| *at);
    let time = unsaved.last().map_or(SystemTime::UNIX_EPOCH, |(at, _)| *at);
    let documents = unsaved.into_iter().map(|(_, unsaved)| unsaved).collect();
    Some(Leftover { path, time, documents, damaged })
}

impl Reading {
    /// The document's unsaved work; none where its file had all of it after all.
    fn finish(self) -> Option<(SystemTime, Unsaved)> {
        let (edits, at, bytes) = self.state?;
        let file = format::read(&bytes).ok()?;
        let saved = self.file.and_then(|(path, said)| opened(said.into_bytes(), path.into(), true).ok());
        // What this version does not know belongs to the stages of the state, whatever became of those of the file.
        let saved = saved.map(|Opened { scenario, origin }| Opened {
            scenario: scenario.matched_to([&file.scenario]),
            origin: Origin { extras: file.extras, ..origin },
        });
        let is_saved =
            saved.as_ref().is_some_and(|saved| format::same_content(&saved.scenario, &file.scenario));
        (!is_saved).then_some((at, Unsaved { saved, scenario: file.scenario, edits }))
    }
}
