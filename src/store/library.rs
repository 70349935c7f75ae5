//! The scenarios of a store as a whole: listing, finding, renaming, the trash.
//!
//! There is no index: the folder is read each time. Nothing here deletes for good.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::copies::{Copied, copied};
use super::disk::{Disk, folder_of};
use super::file_system::{Facts, Kind};
use super::save::stem;
use super::{Opened, Saved, Store, StoreError, slug};
use crate::plan::name::{distance, look_the_same, with_ending};
use crate::plan::{Edit, Scenario};

/// How many scenarios a message lists.
const LISTED: usize = 8;

/// A file of the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The file's name without its ending.
    pub slug: String,
    /// Its path.
    pub path: PathBuf,
    /// When it was last written.
    pub modified: SystemTime,
    /// The scenario, or why it cannot be read.
    pub content: Result<Scenario, String>,
    /// Whether a newer version wrote it, so that it may not be written over.
    pub read_only: bool,
    /// What it seems to be a copy of, told for the scenarios of the store.
    pub copied: Option<Copied>,
}

/// A scenario that was put into the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// Its name there, to restore it with.
    pub name: String,
    /// Its path there.
    pub path: PathBuf,
}

impl Store {
    /// Lists the scenarios, those written last first; files that cannot be read come with the reason.
    ///
    /// # Errors
    /// That the folder cannot be listed. A folder that does not exist is empty.
    pub fn list(&self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.entries(&self.scenarios())?;
        let named: Vec<_> = entries.iter().map(|entry| (entry.slug.as_str(), own_name(entry))).collect();
        let copied = copied(&named);
        for (entry, copied) in entries.iter_mut().zip(copied) {
            entry.copied = copied;
        }
        Ok(entries)
    }

    /// Lists the trash, what was deleted last first.
    ///
    /// # Errors
    /// That the folder cannot be listed.
    pub fn trash(&self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.entries(&self.trash_folder())?;
        entries.sort_by(|one, other| trashed(&other.slug).1.cmp(trashed(&one.slug).1));
        Ok(entries)
    }

    pub(super) fn entries(&self, folder: &Path) -> Result<Vec<Entry>, StoreError> {
        let is_scenario = |path: &Path| {
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            !hidden && path.extension().is_some_and(|ending| ending == "json")
        };
        let files = self.disk.list(folder)?.into_iter().filter(|(path, _)| is_scenario(path));
        let mut entries: Vec<_> = files.map(|(path, facts)| self.entry_of(path, facts)).collect();
        entries
            .sort_by(|one, other| other.modified.cmp(&one.modified).then_with(|| one.slug.cmp(&other.slug)));
        Ok(entries)
    }

    /// Tells what one file holds, or why it cannot be read.
    pub fn entry(&self, path: &Path) -> Entry {
        self.entry_of(path.to_owned(), self.disk.look(path).ok())
    }

    fn entry_of(&self, path: PathBuf, facts: Option<Facts>) -> Entry {
        let modified = facts.map_or(SystemTime::UNIX_EPOCH, |facts| facts.modified);
        let opened = self.open(&path);
        let read_only = opened.as_ref().is_ok_and(|opened| opened.origin.is_read_only());
        let content = opened.map(|opened| opened.scenario).map_err(|error| error.reason());
        Entry { slug: stem(&path), path, modified, content, read_only, copied: None }
    }

    /// Finds what a person means: an existing file wins, then a scenario's exact name, then what is called so
    /// when its case does not matter or has it as a slug.
    ///
    /// # Errors
    /// That nothing or more than one is called so, with what there is.
    pub fn resolve(&self, text: &str) -> Result<PathBuf, StoreError> {
        if self.disk.is_there(Path::new(text)) {
            return Ok(PathBuf::from(text));
        }
        let entries = self.list()?;
        match meant(text.trim(), &entries).as_slice() {
            [entry] => Ok(entry.path.clone()),
            [] => Err(self.disk.obstacle(Path::new(text)).unwrap_or_else(|| StoreError::Unknown {
                name: text.to_owned(),
                hint: self.hint(&text.trim().to_lowercase(), &entries),
            })),
            several => {
                let mut files: Vec<_> =
                    several.iter().take(LISTED).map(|entry| format!("{}.json", entry.slug)).collect();
                files.extend((several.len() > LISTED).then(|| "…".to_owned()));
                Err(StoreError::Ambiguous { name: text.to_owned(), files })
            }
        }
    }

    /// Finds the file of a scenario for the screen, which shows what it found. One with exactly this name where its name
    /// puts it is meant, and others that have its name are copies of it: none of them is read, because the first frame
    /// waits for this. For all else as [`Self::resolve`] does.
    ///
    /// # Errors
    /// Those of [`Self::resolve`].
    pub fn find(&self, text: &str) -> Result<PathBuf, StoreError> {
        let name = text.trim();
        let path = self.scenarios().join(format!("{}.json", crate::plan::slug::slug(name)));
        let is_named = |found: &Opened| found.scenario.name().trim() == name;
        let natural =
            !self.disk.is_there(Path::new(text)) && self.open(&path).is_ok_and(|found| is_named(&found));
        if natural { Ok(path) } else { self.resolve(text) }
    }

    /// Refuses a name that another scenario of the store has, whose file is not `own`: nobody could tell the two
    /// apart.
    pub(super) fn check_free(&self, name: &str, own: Option<&Path>) -> Result<(), StoreError> {
        let is_own =
            |entry: &Entry| self.disk.real_path(&entry.path).is_ok_and(|path| Some(path.as_path()) == own);
        let has_it = |entry: &Entry| own_name(entry).is_some_and(|other| look_the_same(other, name));
        match self.list()?.into_iter().find(|entry| has_it(entry) && !is_own(entry)) {
            Some(Entry { slug, .. }) => Err(StoreError::Taken { name: name.to_owned(), slug }),
            None => Ok(()),
        }
    }

    /// Refuses to bring a name back that another scenario has by now.
    pub(super) fn check_back(&self, name: &str, own: Option<&Path>) -> Result<(), StoreError> {
        self.check_free(name, own).map_err(|error| match error {
            StoreError::Taken { name, slug } => StoreError::InTheWay { name, slug },
            other => other,
        })
    }

    /// What to say about a name that nothing has.
    fn hint(&self, wanted: &str, entries: &[Entry]) -> String {
        let quoted = |entries: &[&Entry]| {
            let slugs: Vec<_> = entries.iter().take(LISTED).map(|entry| entry.slug.as_str()).collect();
            let more = if entries.len() > LISTED { " …" } else { "" };
            format!("{}{more}", slugs.join(", "))
        };
        let is_near = |entry: &&Entry| {
            [entry.slug.to_lowercase(), called(entry).to_lowercase()].iter().any(|name| near(name, wanted))
        };
        let nearby: Vec<_> = entries.iter().filter(is_near).collect();
        if !nearby.is_empty() {
            format!("did you mean {}?", quoted(&nearby))
        } else if entries.is_empty() {
            format!("there are no scenarios in {} yet", self.scenarios().display())
        } else {
            format!("there are: {}", quoted(&entries.iter().collect::<Vec<_>>()))
        }
    }

    /// Renames a scenario, and its file if that lies in the store.
    ///
    /// # Errors
    /// A name that breaks a rule or that another scenario of the store has, or that the file cannot be read or
    /// written.
    pub fn rename(&self, path: &Path, name: &str) -> Result<Saved, StoreError> {
        let Opened { scenario, origin } = self.open(path)?;
        let old = origin.path().to_owned();
        let saved = self.save(&scenario.with(&Edit::Name(name.to_owned()))?, &origin)?;
        let slug = crate::plan::slug::slug(&saved.name);
        if saved.origin.path() != old || !self.holds(&old)? || slug == stem(&old) {
            return Ok(saved);
        }
        let key = self.key(&old)?;
        let _lock = self.lock(&key, &old)?;
        let path = self.disk.move_to_free(&old, folder_of(&old), &slug)?;
        if let Ok(new) = self.key(&path) {
            self.disk.try_move_folder(&self.history_folder(&key), &self.history_folder(&new));
        }
        self.move_view(&old, &path);
        Ok(Saved { origin: saved.origin.at(path), ..saved })
    }

    /// Copies a scenario to a new file of the store, under a name that was asked for or "… copy".
    ///
    /// # Errors
    /// A name that breaks a rule or that another scenario has, or that a file cannot be read or written.
    pub fn duplicate(&self, path: &Path, name: Option<&str>) -> Result<Saved, StoreError> {
        let Opened { scenario, origin } = self.open(path)?;
        let name = match name {
            Some(name) => name.to_owned(),
            None => free_name(scenario.name(), " copy", &self.list()?),
        };
        self.save_as(&scenario.with(&Edit::Name(name))?, Some(&origin))
    }

    /// Puts a scenario of the store into the trash.
    ///
    /// # Errors
    /// That the file is not in the store or cannot be moved.
    pub fn delete(&self, path: &Path) -> Result<Trashed, StoreError> {
        let path = std::path::absolute(path).map_err(StoreError::io("find", path))?;
        if !self.holds(&path)? {
            return Err(StoreError::NotInStore { path, store: self.scenarios() });
        }
        match self.disk.look(&path) {
            Err(StoreError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                return Err(StoreError::NotFound { path });
            }
            Ok(facts) if facts.kind == Kind::Folder => return Err(StoreError::NotRegular { path }),
            looked => _ = looked?,
        }
        let _lock = self.lock(&self.key(&path)?, &path)?;
        let folder = self.trash_folder();
        self.disk.make_folder(&folder)?;
        let name = format!("{}.{}", stem(&path), slug::stamp(self.disk.now()));
        let trashed = self.disk.move_to_free(&path, &folder, &name)?;
        self.move_view(&path, &trashed);
        Ok(Trashed { name: stem(&trashed), path: trashed })
    }

    /// Takes a scenario out of the trash; its file is numbered when another has its name by now.
    ///
    /// It is known by its name in the trash, its slug or its own name; the last deleted comes first.
    ///
    /// # Errors
    /// That the trash has no such file, that a scenario is called so by now, or that it cannot be moved.
    pub fn restore(&self, name: &str) -> Result<PathBuf, StoreError> {
        let entries = self.trash()?;
        let wanted = name.trim();
        let is_named = |entry: &&Entry| entry.slug == wanted || own_name(entry) == Some(wanted);
        let is_meant = |entry: &&Entry| {
            [entry.slug.as_str(), trashed(&entry.slug).0, called(entry)]
                .iter()
                .any(|known| look_the_same(known, wanted))
        };
        let Some(entry) = entries.iter().find(is_named).or_else(|| entries.iter().find(is_meant)) else {
            let there: Vec<_> = entries.iter().take(LISTED).map(|entry| entry.slug.as_str()).collect();
            let hint = match there.as_slice() {
                [] => "the trash is empty".to_owned(),
                there => format!("the trash has {}", there.join(", ")),
            };
            return Err(StoreError::Unknown { name: name.to_owned(), hint });
        };
        self.put_back(&entry.path, own_name(entry))
    }

    /// Takes one file out of the trash, by its path there, and gives the path where it lies from now on.
    ///
    /// # Errors
    /// Those of [`Store::restore`].
    pub fn restore_file(&self, path: &Path) -> Result<PathBuf, StoreError> {
        match self.open(path) {
            Err(error @ StoreError::NotFound { .. }) => Err(error),
            Ok(Opened { scenario, .. }) => self.put_back(path, Some(scenario.name().trim())),
            // What cannot be read has no name that another could have.
            Err(_) => self.put_back(path, None),
        }
    }

    fn put_back(&self, path: &Path, name: Option<&str>) -> Result<PathBuf, StoreError> {
        if let Some(name) = name {
            self.check_back(name, None)?;
        }
        self.disk.make_folder(&self.scenarios())?;
        let back = self.disk.move_to_free(path, &self.scenarios(), trashed(&stem(path)).0)?;
        self.move_view(path, &back);
        Ok(back)
    }

    /// A name that no scenario of the store has yet: the name with an ending, numbered when that is taken.
    ///
    /// # Errors
    /// That the folder cannot be listed.
    pub fn free_name(&self, name: &str, ending: &str) -> Result<String, StoreError> {
        Ok(free_name(name, ending, &self.list()?))
    }

    /// Whether two paths lead to one file, however its folder is spelled.
    pub fn is_same_file(one: &Path, other: &Path) -> bool {
        let real = |path: &Path| Disk::real().real_path(path).ok();
        one == other || one.file_name() == other.file_name() && real(one) == real(other)
    }

    /// Notes which file was open last. Disposable: that it cannot be noted harms nobody.
    pub fn remember_opened(&self, path: &Path) {
        let note = || {
            let path = std::path::absolute(path).ok()?;
            self.disk.make_folder(&self.state).ok()?;
            let temp =
                self.disk.write_temp(&self.state, path.to_str()?.as_bytes(), None, &self.last_file()).ok()?;
            self.disk.replace(&temp, &self.last_file()).ok()
        };
        let _ = note();
    }

    /// The file that was open last, if it is still there.
    pub fn last_opened(&self) -> Option<PathBuf> {
        let path = PathBuf::from(String::from_utf8(self.disk.read(&self.last_file()).ok()?).ok()?);
        self.disk.is_there(&path).then_some(path)
    }

    fn last_file(&self) -> PathBuf {
        self.state.join("last")
    }
}

/// A name with an ending that no scenario has yet, numbered when it is taken.
pub(super) fn free_name(name: &str, ending: &str, entries: &[Entry]) -> String {
    let mut copy = with_ending(name, ending);
    let mut number = 1;
    while entries.iter().any(|entry| look_the_same(called(entry), &copy)) {
        number += 1;
        copy = with_ending(name, &format!("{ending} {number}"));
    }
    copy
}

/// A name in the trash as slug and time of deletion.
fn trashed(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// What a text may mean: what has exactly this name; else what has it as a name or a slug, whatever the case.
fn meant<'a>(text: &str, entries: &'a [Entry]) -> Vec<&'a Entry> {
    let exact: Vec<_> = entries.iter().filter(|entry| own_name(entry) == Some(text)).collect();
    if !exact.is_empty() {
        return exact;
    }
    let slug = text.strip_suffix(".json").unwrap_or(text);
    let is_exact = entries.iter().any(|entry| entry.slug == slug);
    let has_slug = |entry: &Entry| entry.slug == slug || !is_exact && entry.slug.eq_ignore_ascii_case(slug);
    let has_name = |entry: &Entry| own_name(entry).is_some_and(|name| look_the_same(name, text));
    let meant: Vec<_> = entries.iter().filter(|entry| has_slug(entry) || has_name(entry)).collect();
    // A copy that a sync client made has the same name: the file called exactly so is meant.
    let copies_only = |entry: &&Entry| own_name(entry) == own_name(meant[0]);
    match meant.iter().find(|entry| entry.slug == slug) {
        Some(exactly) if meant.iter().all(copies_only) => vec![exactly],
        _ => meant,
    }
}

/// The scenario's own name, where it can be read.
fn own_name(entry: &Entry) -> Option<&str> {
    entry.content.as_ref().ok().map(|scenario| scenario.name().trim())
}

/// What a person calls an entry: the scenario's name, or the slug where it cannot be read.
fn called(entry: &Entry) -> &str {
    own_name(entry).unwrap_or(&entry.slug)
}

/// Whether one name contains the other or two letters at most are mistyped.
fn near(name: &str, wanted: &str) -> bool {
    let mistyped = distance(name, wanted) < wanted.chars().count().min(3);
    !wanted.is_empty() && (name.contains(wanted) || wanted.contains(name) || mistyped)
}
