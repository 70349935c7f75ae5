//! Performs what `update` asks for: files and the clock. The only impure file of the screen besides the terminal
//! and the loop.

mod extract;
pub mod journal;
mod outside;
mod session;
mod tried;
mod versions;
pub mod views;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use self::session::Session;
use self::views::Views;
use super::clock::{now, planning_day, zoned};
use super::document::DocumentId;
use super::message::{Effect, Filed, Filing, Listing, Message, Opened, Saved, Source};
use super::model::view::View;
use super::overlay::recover::{Leftover, Unsaved};
use crate::plan::{Day, Edit, Month, Scenario};
use crate::store::{self, Held, Outcome, Store, StoreError};
use crate::text::clean::{clean, strip};

/// What belongs to the documents of a session outside of the model: their files.
pub struct Effects {
    store: Store,
    session: Session,
    /// What was opened and is not noted yet.
    opened_last: Option<PathBuf>,
    next: u32,
    /// What files held that were looked at to be replaced by an earlier version.
    held: BTreeMap<PathBuf, Held>,
    /// It was said that there are no locks.
    told_of_locks: bool,
    views: Views,
}

impl Effects {
    /// Starts with a store; touches no file.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            session: Session::default(),
            opened_last: None,
            next: 0,
            held: BTreeMap::new(),
            told_of_locks: false,
            views: Views::default(),
        }
    }

    /// The store, and what the files of the session are, for the journal.
    pub fn shared(&self) -> (Store, Session) {
        (self.store.clone(), self.session.clone())
    }

    /// The unsaved work of sessions that are over, the last first. That it cannot be looked for is no reason not to
    /// begin.
    pub fn leftovers(&mut self) -> Vec<Leftover> {
        let found = self.store.leftovers().unwrap_or_default();
        found.into_iter().map(|leftover| self.leftover(leftover)).collect()
    }

    fn leftover(&mut self, found: store::Leftover) -> Leftover {
        let documents = found.documents.iter().map(|document| {
            let id = self.new_id();
            let read_only = document.saved.as_ref().is_some_and(|saved| saved.origin.is_read_only());
            let (mut scenario, mut view) = (document.scenario.clone(), View::default());
            let saved = document.saved.clone().map(|saved| {
                (scenario, view) = self.with_view(id, saved.origin.path(), scenario.clone());
                self.session.set_origin(id, saved.origin);
                saved.scenario.matched_to([&saved.scenario, &scenario])
            });
            Unsaved { id, saved, scenario, edits: document.edits, read_only, view }
        });
        let documents = documents.collect();
        let when = zoned(found.time).strftime("%-d %b, %H:%M").to_string();
        let (edits, damaged) = (found.edits(), found.damaged);
        Leftover { key: self.session.add_leftover(found), when, edits, documents, damaged }
    }

    /// Performs an effect of the store; the answer goes back to `update`.
    pub fn perform(&mut self, effect: Effect) -> Option<Message> {
        let done = match effect {
            Effect::Look(id) => return self.look(id),
            Effect::TakeTheirs(id, known_as) => return self.take_theirs(id, &known_as),
            Effect::Save(id, scenario) => self.save(id, &scenario),
            Effect::SaveAs(id, scenario) => self.save_as(id, &scenario),
            Effect::Open(source) => self.open(&source).map(Message::Opened),
            Effect::List => Ok(self.list()),
            Effect::VersionsOf(id) => self.versions_of(id),
            Effect::Versions(path) => self.versions(&path),
            Effect::Export(path, export) => Ok(extract::write(path, export)),
            Effect::CopyTable(table, today) => {
                Ok(Message::Copied(table.name(), extract::table(&table, today)))
            }
            Effect::Delete(path) => self.delete(path),
            Effect::Restore(path) => self.restore(path),
            Effect::Revert(revert) => self.revert(revert),
            Effect::Rename(path, name) => self.rename(path, &name),
            Effect::Duplicate(path) => self.duplicate(path),
            Effect::Discard(key) => self.discard(key),
            Effect::KeepView(id, view) => {
                self.keep_view(id, *view);
                return None;
            }
            Effect::Remember => {
                self.remember();
                return None;
            }
            Effect::Clipboard(_) | Effect::Mouse(_) | Effect::Suspend | Effect::Redraw | Effect::Quit => {
                return None;
            }
        };
        self.remember();
        Some(done.unwrap_or_else(|error| Message::Failed(strip(&error.to_string()))))
    }

    /// Notes what was opened last, which nobody waits for.
    fn remember(&mut self) {
        if let Some(path) = self.opened_last.take() {
            self.store.remember_opened(&path);
        }
    }

    /// Opens what the command line names.
    ///
    /// # Errors
    /// That there is no such file, or that it is not a scenario.
    pub fn open_named(&mut self, name: &str) -> Result<Opened, StoreError> {
        let path = self.store.find(name)?;
        self.open(&Source::File(path))
    }

    /// Opens what was open last, if anything was.
    pub fn open_last(&mut self) -> Option<Result<Opened, StoreError>> {
        let path = self.store.last_opened()?;
        Some(self.open(&Source::File(path)))
    }

    /// The starter of the first run.
    pub fn starter(&mut self) -> Opened {
        let first = store::templates().swap_remove(0);
        self.unsaved(first.scenario)
    }

    /// A scenario that is in no file yet.
    fn unsaved(&mut self, scenario: Scenario) -> Opened {
        Opened { id: self.new_id(), scenario, saved: false, read_only: false, view: View::default() }
    }

    /// A copy that is in no file yet, under a name that it can be saved with as it is.
    fn copy(&mut self, scenario: Scenario, ending: &str) -> Opened {
        let named = self.store.free_name(scenario.name(), ending).ok().map(Edit::Name);
        let named = named.and_then(|name| scenario.with(&name).ok());
        self.unsaved(named.unwrap_or(scenario))
    }

    const fn new_id(&mut self) -> DocumentId {
        self.next += 1;
        DocumentId(self.next)
    }

    fn open(&mut self, source: &Source) -> Result<Opened, StoreError> {
        match source {
            Source::Template(id) => {
                let found = store::template(id);
                let scenario = found.map_or_else(|| self.starter().scenario, |template| template.scenario);
                Ok(self.copy(scenario, ""))
            }
            Source::Version(path) => {
                let scenario = self.store.open(path)?.scenario;
                Ok(self.copy(scenario, " (earlier)"))
            }
            Source::File(path) | Source::Trash(path) => {
                let opened = self.store.open(path).inspect_err(|_| self.copy_damaged(path))?;
                self.opened_last = Some(path.clone());
                let id = self.new_id();
                let read_only = opened.origin.is_read_only();
                let (scenario, view) = self.with_view(id, opened.origin.path(), opened.scenario);
                self.session.set_origin(id, opened.origin);
                Ok(Opened { id, scenario, saved: true, read_only, view })
            }
        }
    }

    fn save(&mut self, id: DocumentId, scenario: &Scenario) -> Result<Message, StoreError> {
        let Some(origin) = self.session.origin(id) else { return self.save_as(id, scenario) };
        let saved = self.store.save(scenario, &origin)?;
        Ok(self.saved(id, scenario, saved))
    }

    fn save_as(&mut self, id: DocumentId, scenario: &Scenario) -> Result<Message, StoreError> {
        let saved = self.store.save_as(scenario, self.session.origin(id).as_ref())?;
        Ok(self.saved(id, scenario, saved))
    }

    fn saved(&mut self, id: DocumentId, scenario: &Scenario, saved: store::Saved) -> Message {
        let path = saved_to(saved.origin.path());
        let (notice, warning) = match &saved.outcome {
            Outcome::Written if self.must_tell_of_locks() => (
                format!(
                    "saved; no locks on that disk, so save from one window at a time: {}",
                    file_name(saved.origin.path())
                ),
                false,
            ),
            Outcome::Written => (format!("saved to {path}"), false),
            Outcome::Unchanged => (format!("nothing to save: {path} says the same"), false),
            Outcome::Conflict { copy } => (
                format!(
                    "The file was changed by somebody else since it was opened. It is left as it is, and your version was \
                     saved beside it:\n\n{}",
                    strip(&copy.display().to_string())
                ),
                true,
            ),
        };
        self.store.remember_opened(saved.origin.path());
        let before = self.session.origin(id);
        let moved = before.is_none_or(|before| before.path() != saved.origin.path());
        self.session.set_origin(id, saved.origin);
        if moved {
            self.write_view(id);
        }
        let named = scenario.with(&Edit::Name(saved.name));
        Message::Saved(Saved { id, scenario: named.unwrap_or_else(|_| scenario.clone()), notice, warning })
    }

    fn delete(&self, path: PathBuf) -> Result<Message, StoreError> {
        let documents = self.session.documents_of(&path);
        let to = self.store.delete(&path)?.path;
        Ok(Message::Filed(Filed { what: Filing::Trashed, from: path, to, documents }))
    }

    fn restore(&self, path: PathBuf) -> Result<Message, StoreError> {
        let to = self.store.restore_file(&path)?;
        let documents = self.session.documents_of(&to);
        Ok(Message::Filed(Filed { what: Filing::Restored, from: path, to, documents }))
    }

    fn duplicate(&self, path: PathBuf) -> Result<Message, StoreError> {
        let copy = self.store.duplicate(&path, None)?;
        let documents = self.session.documents_of(&path);
        let to = copy.origin.path().to_owned();
        Ok(Message::Filed(Filed { what: Filing::Copied(copy.name), from: path, to, documents }))
    }

    fn rename(&mut self, path: PathBuf, name: &str) -> Result<Message, StoreError> {
        let documents = self.session.documents_of(&path);
        let was_last = self.store.last_opened().is_some_and(|last| Store::is_same_file(&last, &path));
        let before = self.store.open(&path)?.origin;
        let renamed = self.store.rename(&path, name)?;
        let to = renamed.origin.path().to_owned();
        if was_last {
            self.store.remember_opened(&to);
        }
        // Open documents follow their file, or their next save would take the renamed file for a stranger's.
        for id in &documents {
            if let Some(origin) = self.session.origin(*id) {
                self.session.set_origin(*id, origin.renamed(&before, &renamed.origin));
            }
        }
        Ok(Message::Filed(Filed { what: Filing::Renamed(renamed.name), from: path, to, documents }))
    }

    fn discard(&self, key: usize) -> Result<Message, StoreError> {
        if let Some(leftover) = self.session.leftover(key) {
            self.store.discard(&leftover)?;
        }
        Ok(Message::Discarded)
    }

    fn list(&mut self) -> Message {
        let stored = self.store.list().and_then(|stored| Ok((stored, self.store.trash()?)));
        match stored {
            Ok((stored, trash)) => {
                let stored: Vec<_> = stored.into_iter().map(|entry| self.of_file(entry)).collect();
                let trash = trash.into_iter().map(|entry| listing(entry, Source::Trash));
                Message::Listed(stored.into_iter().chain(templates()).chain(trash).collect())
            }
            Err(error) => Message::NotListed(strip(&error.to_string()), templates()),
        }
    }
}

fn listing(entry: store::Entry, source: fn(PathBuf) -> Source) -> Listing {
    let changed = zoned(entry.modified);
    let this_year = changed.year() == now().year();
    Listing {
        name: clean(entry.content.as_ref().map_or(entry.slug.as_str(), Scenario::name)),
        about: changed.strftime("%-d %b %Y, %H:%M").to_string(),
        day: changed.strftime(if this_year { "%-d %b" } else { "%b %Y" }).to_string(),
        content: entry.content.map(Box::new).map_err(|reason| clean(&reason)),
        source: source(entry.path),
        read_only: entry.read_only,
        copied: entry.copied.map(|copied| clean(&copied.to_string())),
        documents: Vec::new(),
        good: None,
    }
}

/// A path with the file first, so that what is cut is the folder.
fn saved_to(path: &Path) -> String {
    let folder = path.parent().unwrap_or(path);
    format!("{} in {}", file_name(path), clean(&folder.to_string_lossy()))
}

fn file_name(path: &Path) -> String {
    clean(&path.file_name().unwrap_or_default().to_string_lossy())
}

fn templates() -> Vec<Listing> {
    let listing = |template: store::Template| Listing {
        source: Source::Template(template.id.to_owned()),
        name: template.title,
        about: String::new(),
        day: String::new(),
        content: Ok(Box::new(template.scenario)),
        read_only: false,
        copied: None,
        documents: Vec::new(),
        good: None,
    };
    store::templates().into_iter().map(listing).collect()
}

/// Today, as a planning day.
pub fn today() -> Day {
    let first = Month::new(1970, 1).expect("the month lies within bounds");
    planning_day(now().date()).unwrap_or(Day { month: first, day: 1 })
}

/// The time of day, as `10:02:30`.
pub fn time_of_day() -> String {
    now().strftime("%H:%M:%S").to_string()
}
