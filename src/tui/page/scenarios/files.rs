//! What is asked of the selected file: to open it, rename it, copy it, put it into the trash or bring it back.

use super::{Chosen, Key, Undoable, chosen, versions};
use crate::text::clean::clean;
use crate::tui::command::Command;
use crate::tui::message::{Effect, Filed, Filing, Listing, Source};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::leave::{Next, leave};
use crate::tui::overlay::{Overlay, damaged::Damaged, prompt};
use crate::tui::page::{self, compare::columns};

/// Opens what is selected: a starter and an earlier version as a copy; what was deleted comes back first.
pub(super) fn open(model: &mut Model) -> Option<Effect> {
    let chosen = chosen(model)?;
    let Some(listing) = chosen.listing.filter(|_| !chosen.is_open) else {
        return page::show(model, Page::Plan);
    };
    if matches!((&listing.source, &listing.content), (Source::File(_), Err(_))) {
        model.overlay = Some(Overlay::Damaged(Damaged { file: Box::new(listing) }));
        return None;
    }
    match (listing.source, listing.content) {
        (Source::Trash(path), _) => Some(Effect::Restore(path)),
        (_, Err(reason)) => {
            model.refuse(reason);
            None
        }
        (source, Ok(_)) => leave(model, Next::Open(source)),
    }
}

/// Does to the selected file what a command asks for, or says why not.
pub(super) fn act(model: &mut Model, command: Command) -> Option<Effect> {
    let Chosen { name, listing, .. } = chosen(model)?;
    let pair = listing.as_ref().and_then(|listing| versions::pair(model, listing));
    if let (Command::Restore, Some((file, version))) = (command, pair) {
        return versions::restore(model, &file, &version);
    }
    let asked = match &listing {
        None => plan_in_no_listed_file(model, command),
        Some(listing) => of_listing(model, listing, command),
    };
    match asked {
        Ok(Asked::Effect(effect)) => Some(effect),
        Ok(Asked::Name(purpose)) => {
            prompt::open(model, purpose, &name);
            None
        }
        Err(refusal) => {
            model.refuse(refusal);
            None
        }
    }
}

/// Why nothing is restored where no version is selected.
fn no_version(model: &Model) -> String {
    let (history, restore) = (model.key(Command::History), model.key(Command::Restore));
    format!("{history} shows its earlier versions: {restore} on one of them restores it")
}

/// What a command leads to.
enum Asked {
    Effect(Effect),
    Name(prompt::Purpose),
}

fn plan_in_no_listed_file(model: &Model, command: Command) -> Result<Asked, String> {
    let document = &model.document;
    let (edit, save_as) = (model.key(Command::Edit), model.key(Command::SaveAs));
    match command {
        Command::History if !document.is_new() => Ok(Asked::Effect(Effect::VersionsOf(document.id()))),
        Command::Restore if !document.is_new() => Err(no_version(model)),
        _ if document.is_in_trash() => {
            Err(format!("its file is in the trash: {edit} on it there brings it back"))
        }
        _ if document.is_new() => Err(format!("it is in no file yet: {save_as} saves it under a name")),
        _ => Err(format!("its file lies outside of your store: {save_as} saves a copy here")),
    }
}

fn of_listing(model: &Model, listing: &Listing, command: Command) -> Result<Asked, String> {
    let edit = model.key(Command::Edit);
    let path = match &listing.source {
        Source::File(path) => path.clone(),
        Source::Template(_) => {
            return Err(format!("it comes with the program: {edit} starts a copy of it"));
        }
        Source::Trash(_) => return Err(format!("it is in the trash: {edit} brings it back first")),
        Source::Version(_) => {
            let cancel = model.key(Command::Cancel);
            return Err(format!("an earlier version: {edit} opens it as a copy, {cancel} goes back"));
        }
    };
    match command {
        Command::Trash => Ok(Asked::Effect(Effect::Delete(path))),
        Command::History => Ok(Asked::Effect(Effect::Versions(path))),
        Command::Restore if listing.content.is_err() => {
            Err("no earlier version of it can be read".to_owned())
        }
        Command::Restore => Err(no_version(model)),
        _ if listing.content.is_err() => {
            let history = model.key(Command::History);
            Err(format!("it cannot be read: {history} shows its earlier versions"))
        }
        Command::Duplicate => Ok(Asked::Effect(Effect::Duplicate(path))),
        _ if listing.read_only => {
            let duplicate = model.key(Command::Duplicate);
            Err(format!("a newer backcast wrote it: {duplicate} makes a copy that can be changed"))
        }
        _ => Ok(Asked::Name(prompt::Purpose::Rename(path))),
    }
}

/// Takes in what was done to a file: the selection goes with it, and so do the documents that came from it.
pub fn filed(model: &mut Model, filed: Filed) -> Option<Effect> {
    let Filed { what, from, to, documents } = filed;
    let unsaved = documents.contains(&model.document.id()) && model.document.is_unsaved();
    let (before, after) = (Key::Listed(Source::File(from.clone())), Key::Listed(Source::File(to.clone())));
    let name = |source: Source| {
        let listings = model.scenarios.listings.as_deref().unwrap_or_default();
        let listing = listings.iter().find(|listing| listing.source == source);
        listing.map_or_else(String::new, |listing| listing.name.clone())
    };
    let back = model.key(Command::Undo);
    let notice = match what {
        Filing::Trashed => {
            columns::refile(&mut model.compare.columns, &Source::File(from.clone()), None);
            let notice = format!("in the trash, {back} brings it back: {}", name(Source::File(from)));
            for id in &documents {
                model.document.put_in_trash(*id);
            }
            model.scenarios.undoable.push(Undoable::Trashed(to));
            notice
        }
        Filing::Restored => {
            let notice = format!("brought back: {}", name(Source::Trash(from.clone())));
            for id in &documents {
                model.document.take_from_trash(*id);
            }
            model.scenarios.undoable.retain(|undoable| *undoable != Undoable::Trashed(from.clone()));
            model.scenarios.selected = after;
            notice
        }
        Filing::Renamed(name) => {
            for id in &documents {
                model.document.rename(*id, &name);
            }
            let scenarios = &mut model.scenarios;
            for key in scenarios.marked.iter_mut().chain([&mut scenarios.selected]) {
                if *key == before {
                    *key = after.clone();
                }
            }
            columns::refile(
                &mut model.compare.columns,
                &Source::File(from),
                Some((&Source::File(to), &name)),
            );
            format!("renamed: {name}")
        }
        Filing::Reverted { scenario, undo } => {
            let name = clean(scenario.name());
            let replaced = versions::replaced(model, &Source::Version(from));
            versions::close(model);
            for id in &documents {
                model.document.put_back(*id, (*scenario).clone());
            }
            model.scenarios.selected = after;
            let notice = match (replaced, &undo) {
                (None, _) => format!("taken back: {name}"),
                (Some(when), Some(_)) => format!("restored as of {when}, {back} takes it back: {name}"),
                (Some(when), None) => {
                    let history = model.key(Command::History);
                    format!("restored as of {when}, {history} shows all versions: {name}")
                }
            };
            model.scenarios.undoable.extend(undo.map(|version| Undoable::Reverted { file: to, version }));
            notice
        }
        Filing::Copied(name) => {
            model.scenarios.selected = after;
            format!("copied{}: {name}", if unsaved { " as it was saved" } else { "" })
        }
    };
    model.say(notice);
    Some(Effect::List)
}
