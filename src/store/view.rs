//! How a scenario was looked at on this machine: its pinned baseline and what was set for the screen (store.md,
//! "Layout").
//!
//! Disposable: whoever asks goes on without one that is missing or damaged. It lies in the state folder, goes where
//! its file goes, and a new file has none. The last of several windows wins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::{Value, json};

use super::format::{self, Extras, FormatError};
use super::{Store, StoreError, checked, slug};
use crate::plan::Scenario;

/// The version that is written, and the only one that is read.
const VERSION: u64 = 1;

/// How a scenario was looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// What was set for the screen, by name, each in a word.
    pub settings: BTreeMap<String, String>,
    /// What the plan is measured against.
    pub pinned: Option<Pinned>,
}

/// A baseline that was pinned.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned {
    /// The plan as it was pinned.
    pub baseline: Scenario,
    /// When that was, to the millisecond.
    pub at: SystemTime,
}

impl Store {
    /// How a file was looked at last; none where nothing is kept of it.
    ///
    /// # Errors
    /// That what is kept cannot be read, or not be understood.
    pub fn view(&self, path: &Path) -> Result<Option<View>, StoreError> {
        let path = self.view_path(path)?;
        match self.disk.read(&path) {
            Ok(bytes) => read(&bytes).map(Some).map_err(|source| StoreError::Format { path, source }),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps how a file is looked at; equal bytes are not written, nor is anything about a file that is not there.
    ///
    /// # Errors
    /// That it cannot be kept.
    pub fn keep_view(&self, path: &Path, view: &View) -> Result<(), StoreError> {
        if !self.disk.is_there(path) {
            return Ok(());
        }
        if *view == View::default() {
            self.forget_view(path);
            return Ok(());
        }
        let (target, bytes) = (self.view_path(path)?, write(view));
        if self.disk.read(&target).is_ok_and(|kept| kept == bytes) {
            return Ok(());
        }
        let folder = self.view_folder();
        self.disk.make_folder(&folder)?;
        for path in self.disk.stale_temps(&folder) {
            self.disk.remove_quietly(&path);
        }
        let temp = self.disk.write_temp(&folder, &bytes, None, &target)?;
        self.disk.replace(&temp, &target)
    }

    /// Lets the view of a file go where the file went, as far as that can be done.
    pub(super) fn move_view(&self, from: &Path, to: &Path) {
        let (Ok(from), Ok(to)) = (self.view_path(from), self.view_path(to)) else { return };
        self.disk.remove_quietly(&to);
        if self.disk.is_there(&from) {
            let _ = self.disk.move_new(&from, &to);
        }
    }

    /// Forgets how a file was looked at: another may have had its name.
    pub(super) fn forget_view(&self, path: &Path) {
        if let Ok(view) = self.view_path(path) {
            self.disk.remove_quietly(&view);
        }
    }

    fn view_folder(&self) -> PathBuf {
        self.state.join("view")
    }

    fn view_path(&self, path: &Path) -> Result<PathBuf, StoreError> {
        Ok(self.view_folder().join(format!("{}.json", self.key(&self.disk.real_path(path)?)?)))
    }
}

fn write(view: &View) -> Vec<u8> {
    let pinned = view.pinned.as_ref().map(|pinned| {
        let baseline = format::write(&pinned.baseline, &Extras::default());
        let baseline: Value = serde_json::from_slice(&baseline).expect("a scenario file is JSON");
        json!({ "at": slug::stamp(pinned.at), "baseline": baseline })
    });
    let settings = &view.settings;
    let view = json!({ "view": "backcast", "version": VERSION, "settings": settings, "pinned": pinned });
    checked::line(&view).into_bytes()
}

/// Reads a view; what this version does not know of it is left out.
fn read(bytes: &[u8]) -> Result<View, FormatError> {
    let damaged = || FormatError::Syntax { line: 1, column: 1, reason: "it is no view".to_owned() };
    let text = std::str::from_utf8(bytes).ok().and_then(|text| text.strip_suffix('\n'));
    let value = text.and_then(checked::read).ok_or_else(damaged)?;
    if value["view"] != "backcast" || value["version"] != VERSION {
        return Err(damaged());
    }
    let settings = value["settings"].as_object().into_iter().flatten();
    let settings = settings.filter_map(|(name, word)| Some((name.clone(), word.as_str()?.to_owned())));
    let pinned = match &value["pinned"] {
        Value::Null => None,
        pinned => {
            let at = pinned["at"].as_str().and_then(slug::stamped).ok_or_else(damaged)?;
            let baseline = serde_json::to_vec(&pinned["baseline"]).map_err(|_| damaged())?;
            Some(Pinned { baseline: format::read(&baseline)?.scenario, at })
        }
    };
    Ok(View { settings: settings.collect(), pinned })
}

#[cfg(test)]
mod tests;
