//! Performs what `update` asks for: files and the clock. The only impure file of the screen besides the terminal
//! and the loop.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::document::DocumentId;
use super::message::{Effect, Listing, Message, Opened, Saved, Source};
use crate::plan::{Day, Month, Scenario};
use crate::store::{self, Origin, Outcome, Store, StoreError};
use crate::text::clean::{clean, strip};
use crate::text::show;

/// What belongs to the documents of a session outside of the model: their files.
pub struct Effects {
    store: Store,
    origins: BTreeMap<DocumentId, Origin>,
    next: u32,
}

impl Effects {
    /// Starts with a store; touches no file.
    pub const fn new(store: Store) -> Self {
        Self { store, origins: BTreeMap::new(), next: 0 }
    }

    /// Performs an effect of the store; the answer goes back to `update`.
    pub fn perform(&mut self, effect: Effect) -> Option<Message> {
        let done = match effect {
            Effect::Save(id, scenario) => self.save(id, &scenario),
            Effect::SaveAs(id, scenario) => self.save_as(id, &scenario),
            Effect::Open(source) => self.open(&source).map(Message::Opened),
            Effect::List => self.list(),
            Effect::VersionsOf(id) => self.versions_of(id),
            Effect::Versions(path) => self.versions(&path),
            Effect::Export { path, text } => export(&path, &text),
            Effect::Delete(path) => self.then_list(|store| store.delete(&path).map(drop)),
            Effect::Restore(path) => {
                let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
                self.then_list(|store| store.restore(&name.unwrap_or_default()).map(drop))
            }
            Effect::Rename(path, name) => self.rename(&path, &name),
            Effect::Duplicate(path) => self.then_list(|store| store.duplicate(&path, None).map(drop)),
            Effect::Mouse(_) | Effect::Suspend | Effect::Redraw | Effect::Quit => return None,
        };
        Some(done.unwrap_or_else(|error| Message::Failed(strip(&error.to_string()))))
    }

    /// Opens what the command line names.
    ///
    /// # Errors
    /// That there is no such file, or that it is not a scenario.
    pub fn open_named(&mut self, name: &str) -> Result<Opened, StoreError> {
        let path = self.store.resolve(name)?;
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
        self.template(first.scenario)
    }

    fn template(&mut self, scenario: Scenario) -> Opened {
        Opened { id: self.new_id(), scenario, saved: false, read_only: false }
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
                Ok(self.template(scenario))
            }
            Source::Version(path) => {
                let scenario = self.store.open_version(path)?;
                Ok(self.template(scenario))
            }
            Source::File(path) | Source::Trash(path) => {
                let opened = self.store.open(path)?;
                self.store.remember_opened(path);
                let id = self.new_id();
                let read_only = opened.origin.is_read_only();
                self.origins.insert(id, opened.origin);
                Ok(Opened { id, scenario: opened.scenario, saved: true, read_only })
            }
        }
    }

    fn save(&mut self, id: DocumentId, scenario: &Scenario) -> Result<Message, StoreError> {
        let Some(origin) = self.origins.get(&id) else { return self.save_as(id, scenario) };
        let saved = self.store.save(scenario, origin)?;
        Ok(self.saved(id, scenario, saved))
    }

    fn save_as(&mut self, id: DocumentId, scenario: &Scenario) -> Result<Message, StoreError> {
        let saved = self.store.save_as(scenario, self.origins.get(&id))?;
        Ok(self.saved(id, scenario, saved))
    }

    fn saved(&mut self, id: DocumentId, scenario: &Scenario, saved: store::Saved) -> Message {
        let path = saved_to(saved.origin.path());
        let (notice, warning) = match &saved.outcome {
            Outcome::Written => (format!("saved to {path}"), false),
            Outcome::Unchanged => (format!("nothing to save: {path} says the same"), false),
            Outcome::Conflict { copy } => (
                format!(
                    "The file was changed by somebody else since it was opened. It is left as it is, and your version was \
                     saved beside it:\n\n{}\n\nThe screen shows yours; o opens theirs.",
                    strip(&copy.display().to_string())
                ),
                true,
            ),
        };
        self.store.remember_opened(saved.origin.path());
        self.origins.insert(id, saved.origin);
        let named = scenario.with(&crate::plan::Edit::Name(saved.name));
        Message::Saved(Saved { id, scenario: named.unwrap_or_else(|_| scenario.clone()), notice, warning })
    }

    fn rename(&mut self, path: &Path, name: &str) -> Result<Message, StoreError> {
        let renamed = self.store.rename(path, name)?;
        let mut documents = self.origins.iter_mut();
        let Some((id, origin)) = documents.find(|(_, origin)| origin.path() == path) else {
            return self.list();
        };
        // The open document follows its file, or its next save would take the renamed file for a stranger's.
        let id = *id;
        *origin = renamed.origin;
        Ok(Message::Renamed(id, renamed.name))
    }

    fn then_list(
        &self,
        action: impl FnOnce(&Store) -> Result<(), StoreError>,
    ) -> Result<Message, StoreError> {
        action(&self.store)?;
        self.list()
    }

    fn list(&self) -> Result<Message, StoreError> {
        let stored = self.store.list()?.into_iter().map(|entry| listing(entry, Source::File));
        let trash = self.store.trash()?.into_iter().map(|entry| listing(entry, Source::Trash));
        Ok(Message::Listed(stored.chain(templates()).chain(trash).collect()))
    }

    fn versions_of(&self, id: DocumentId) -> Result<Message, StoreError> {
        match self.origins.get(&id) {
            Some(origin) => self.versions(origin.path()),
            None => Ok(Message::Versions(Vec::new())),
        }
    }

    fn versions(&self, path: &Path) -> Result<Message, StoreError> {
        let versions = self.store.history(path)?.into_iter();
        Ok(Message::Versions(versions.map(|entry| listing(entry, Source::Version)).collect()))
    }
}

/// Writes a file that is no scenario of the store, never over one that is there.
fn export(path: &Path, text: &str) -> Result<Message, StoreError> {
    match store::write_file(path, text.as_bytes(), false) {
        Err(StoreError::Exists { path }) => {
            let file = strip(&path.display().to_string());
            Ok(Message::Failed(format!("{file} is there already and stays as it is: take another name")))
        }
        done => done.map(|()| Message::Exported(saved_to(&std::path::absolute(path).unwrap_or(path.into())))),
    }
}

fn listing(entry: store::Entry, source: fn(PathBuf) -> Source) -> Listing {
    let source = source(entry.path);
    let about = if matches!(source, Source::Version(_)) { moment } else { day_of };
    Listing {
        name: clean(entry.content.as_ref().map_or(entry.slug.as_str(), Scenario::name)),
        about: about(entry.modified),
        content: entry.content.map(Box::new).map_err(|reason| clean(&reason)),
        source,
    }
}

/// A path with the file first, so that what is cut is the folder.
fn saved_to(path: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| clean(&part.unwrap_or_default().to_string_lossy());
    format!("{} in {}", part(path.file_name()), part(path.parent().map(Path::as_os_str)))
}

fn templates() -> Vec<Listing> {
    let listing = |template: store::Template| Listing {
        source: Source::Template(template.id.to_owned()),
        about: String::new(),
        name: template.title,
        content: Ok(Box::new(template.scenario)),
    };
    store::templates().into_iter().map(listing).collect()
}

/// A moment's day, as it is shown.
fn day_of(moment: SystemTime) -> String {
    let stamp = jiff::Timestamp::try_from(moment).unwrap_or_default();
    planning_day(&stamp.to_zoned(TimeZone::system())).map(show::day_year).unwrap_or_default()
}

/// A moment's day and time of day, as they are shown.
fn moment(moment: SystemTime) -> String {
    let stamp = jiff::Timestamp::try_from(moment).unwrap_or_default();
    format!("{} {}", day_of(moment), stamp.to_zoned(TimeZone::system()).strftime("%H:%M"))
}

fn planning_day(moment: &Zoned) -> Option<Day> {
    let month = Month::new(i32::from(moment.year()), u32::from(moment.month().unsigned_abs())).ok()?;
    Some(Day::of_date(month, u32::from(moment.day().unsigned_abs())))
}

/// Today, as a planning day.
pub fn today() -> Day {
    let first = Month::new(1970, 1).expect("the month lies within bounds");
    planning_day(&Zoned::now()).unwrap_or(Day { month: first, day: 1 })
}

/// The time of day, as `10:02:30`.
pub fn time_of_day() -> String {
    Zoned::now().strftime("%H:%M:%S").to_string()
}
