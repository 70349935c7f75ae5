//! The earlier versions of a file, in place of the list: to look at, to open as copies, to put back in their file.

use std::path::PathBuf;

use super::rows::Key;
use super::{chosen, settle};
use crate::tui::message::{Effect, Listing, Revert, Source};
use crate::tui::model::Model;
use crate::tui::overlay::leave::{Next, leave};

/// The earlier versions of a file.
#[derive(Debug, Clone)]
pub struct Versions {
    /// What the file is called.
    pub of: String,
    /// What it holds now.
    pub file: Box<Listing>,
    /// The versions, the last first.
    pub listings: Vec<Listing>,
    /// What was selected in the list.
    back: Key,
}

/// Shows the earlier versions of the selected file.
pub fn list(model: &mut Model, file: Option<Box<Listing>>, listings: Vec<Listing>) {
    let newest = listings.first().map(|listing| Key::Listed(listing.source.clone()));
    let (Some(file), Some(newest)) = (file, newest) else {
        return model.say("no earlier versions: each save keeps what it replaces");
    };
    let of = chosen(model).map_or_else(String::new, |chosen| chosen.name);
    let scenarios = &mut model.scenarios;
    let back = std::mem::replace(&mut scenarios.selected, newest);
    scenarios.versions = Some(Versions { of, file, listings, back });
    settle(model);
}

/// Goes back to the list.
pub(super) fn close(model: &mut Model) {
    if let Some(versions) = model.scenarios.versions.take() {
        model.scenarios.selected = versions.back;
        settle(model);
    }
}

/// What can be restored where something is selected: a file and its version.
pub(super) fn pair(model: &Model, selected: &Listing) -> Option<(Listing, Listing)> {
    match (&selected.source, &model.scenarios.versions) {
        (Source::Version(_), Some(versions)) => Some(((*versions.file).clone(), selected.clone())),
        _ => selected.good.as_deref().map(|good| (selected.clone(), good.clone())),
    }
}

/// Puts a version in the place of its file. Where the plan on the screen is the file's, unsaved work is asked for.
pub fn restore(model: &mut Model, file: &Listing, version: &Listing) -> Option<Effect> {
    let refusal = match &version.content {
        _ if file.read_only => Some("a newer backcast wrote the file: it stays as it is"),
        _ if version.read_only => Some("a newer backcast wrote this version: it cannot be put back here"),
        Err(_) => Some("this version cannot be read"),
        Ok(_) => None,
    };
    if let Some(refusal) = refusal {
        model.refuse(refusal);
        return None;
    }
    let (Source::File(path), Source::Version(version)) = (&file.source, &version.source) else { return None };
    let (path, version) = (path.clone(), version.clone());
    if file.documents.contains(&model.document.id()) {
        return leave(model, Next::Restore { file: path, version });
    }
    Some(revert(model, path, version, false))
}

/// What puts a version in the place of its file, or takes back that one was.
pub fn revert(model: &Model, file: PathBuf, version: PathBuf, takes_back: bool) -> Effect {
    let shown = (model.document.id(), Box::new(model.document.scenario().clone()));
    Effect::Revert(Revert { file, version, takes_back, shown })
}

/// When a version was replaced, where it is listed.
pub(super) fn replaced(model: &Model, version: &Source) -> Option<String> {
    let versions = model.scenarios.versions.iter().flat_map(|versions| &versions.listings);
    let good = model.scenarios.listings.iter().flatten().filter_map(|listing| listing.good.as_deref());
    let mut known = versions.chain(good);
    known.find(|listing| listing.source == *version).map(|listing| listing.about.clone())
}
