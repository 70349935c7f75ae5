//! What people do with a store, made up from a seed: saves of all kinds, and another program that writes too.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use backcast::plan::{Edit, Money, Scenario};
use backcast::store::file_system::FileSystem;
use backcast::store::{Extras, Opened, Origin, Outcome, Saved, Store, StoreError, format, template};

/// Where the store lies on a simulated disk.
pub(crate) const DATA: &str = "/home/me/data";
/// Where what belongs to the machine lies.
pub(crate) const STATE: &str = "/home/me/state";

/// A store on a file system that tests made.
pub(crate) fn store_on(files: &Arc<dyn FileSystem>) -> Store {
    Store::at(DATA.into(), STATE.into()).on(Arc::clone(files))
}

/// Numbers that follow from a seed (splitmix64).
#[derive(Debug)]
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// A scenario as no other is.
pub(crate) fn scenario(name: &str, amount: usize) -> Scenario {
    let empty = template("empty").unwrap().scenario;
    let named = empty.with(&Edit::Name(name.to_owned())).unwrap();
    with_amount(&named, amount)
}

/// The same scenario with another target.
pub(crate) fn with_amount(scenario: &Scenario, amount: usize) -> Scenario {
    scenario.with(&Edit::Amount(Money::new(amount as f64).unwrap())).unwrap()
}

/// The bytes of a file.
pub(crate) fn bytes(files: &dyn FileSystem, path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    files.open(path).unwrap().1.read_to_end(&mut bytes).unwrap();
    bytes
}

/// Replaces a file as a careful program without locks does, a sync client for one. Whether the new name is on the
/// disk is not waited for.
pub(crate) fn replace_from_outside(files: &dyn FileSystem, path: &Path, bytes: &[u8]) {
    let temp = path.with_file_name(".outside");
    let file = files.create(&temp).unwrap();
    file.write(bytes).unwrap();
    file.sync().unwrap();
    files.rename(&temp, path).unwrap();
}

/// A person with windows open on a store.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) store: Store,
    files: Arc<dyn FileSystem>,
    numbers: Numbers,
    /// The documents on the screen, with where they came from.
    open: Vec<(Scenario, Origin)>,
    trash: Vec<PathBuf>,
    /// So that no two versions are the same.
    count: usize,
    /// What another program wrote over, which nobody promised to keep.
    pub(crate) overwritten: Vec<Vec<u8>>,
}

impl Person {
    pub(crate) fn new(store: Store, files: Arc<dyn FileSystem>, seed: u64) -> Self {
        let numbers = Numbers(seed);
        Self { store, files, numbers, open: Vec::new(), trash: Vec::new(), count: 0, overwritten: Vec::new() }
    }

    /// Does one thing, and gives the path of the file that the store has acknowledged, if that is what it was.
    pub(crate) fn act(&mut self) -> Result<Option<PathBuf>, StoreError> {
        self.count += 1;
        if self.numbers.below(3) > 0 {
            self.files.pause(Duration::from_millis(1));
        }
        if self.open.is_empty() {
            return self.save_new();
        }
        let at = self.numbers.below(self.open.len());
        match self.numbers.below(20) {
            0..2 if self.open.len() < 3 => self.save_new(),
            2..4 => self.rename(at),
            4..6 => self.delete(at),
            6..8 => self.restore(),
            8..10 => self.duplicate(at),
            10..12 => self.save_after_others(at),
            12 => self.save_what_others_wrote(at),
            13 => self.save_unchanged(at),
            14 => self.save_after_removal(at),
            _ => self.save(at),
        }
    }

    fn save(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let (scenario, origin) = &self.open[at];
        let scenario = with_amount(scenario, self.count);
        let saved = self.store.save(&scenario, origin)?;
        let is_copy = matches!(saved.outcome, Outcome::Conflict { .. });
        assert!(is_copy || saved.name == scenario.name());
        Ok(Some(self.now_open(Some(at), saved)))
    }

    fn save_unchanged(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let (scenario, origin) = self.open[at].clone();
        let saved = self.store.save(&scenario, &origin)?;
        let is_new = saved.outcome != Outcome::Unchanged;
        let path = self.now_open(Some(at), saved);
        Ok(is_new.then_some(path))
    }

    fn save_new(&mut self) -> Result<Option<PathBuf>, StoreError> {
        // Names that have one slug, now and then.
        let dots = ".".repeat(self.numbers.below(3) + 1);
        let name = format!("Plan {}{dots}{}", self.count / 4, self.count);
        let saved = self.store.save_as(&scenario(&name, self.count), None)?;
        Ok(Some(self.now_open(None, saved)))
    }

    fn rename(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let path = self.open[at].1.path().to_owned();
        let name = format!("Renamed {}", self.count);
        let saved = self.store.rename(&path, &name)?;
        Ok(Some(self.now_open(Some(at), saved)))
    }

    fn duplicate(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let path = self.open[at].1.path().to_owned();
        let saved = self.store.duplicate(&path, None)?;
        Ok(Some(self.now_open(None, saved)))
    }

    fn delete(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let trashed = self.store.delete(self.open[at].1.path())?;
        self.open.remove(at);
        self.trash.push(trashed.path.clone());
        Ok(Some(trashed.path))
    }

    fn restore(&mut self) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = self.trash.last().cloned() else { return Ok(None) };
        let path = self.store.restore_file(&path)?;
        self.trash.pop();
        let Opened { scenario, origin } = self.store.open(&path)?;
        self.open.push((scenario, origin));
        Ok(Some(path))
    }

    /// A sync client has brought another version since the file was opened.
    fn save_after_others(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let (mine, origin) = self.open[at].clone();
        let theirs = format::write(&with_amount(&mine, self.count + 1_000_000), &Extras::default());
        self.replace_from_outside(origin.path(), &theirs);
        self.save(at)
    }

    /// A sync client has brought the very version that is saved now.
    fn save_what_others_wrote(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let (mine, origin) = self.open[at].clone();
        let same = format::write(&with_amount(&mine, self.count), &Extras::default());
        self.replace_from_outside(origin.path(), &same);
        self.save(at)
    }

    /// Somebody took the file away that is open here.
    fn save_after_removal(&mut self, at: usize) -> Result<Option<PathBuf>, StoreError> {
        let trashed = self.store.delete(self.open[at].1.path())?;
        self.trash.push(trashed.path);
        self.save(at)
    }

    fn replace_from_outside(&mut self, path: &Path, new: &[u8]) {
        self.overwritten.push(bytes(self.files.as_ref(), path));
        replace_from_outside(self.files.as_ref(), path, new);
    }

    fn now_open(&mut self, at: Option<usize>, saved: Saved) -> PathBuf {
        let path = saved.origin.path().to_owned();
        let scenario = self.store.open(&path).unwrap().scenario;
        let document = (scenario, saved.origin);
        match at {
            Some(at) => self.open[at] = document,
            None => self.open.push(document),
        }
        path
    }
}
