//! The help while something is searched for: every command with that meaning, of all places.

use crate::tui::command::Command;
use crate::tui::command::{About, TABLE};
use crate::tui::keymap::Place;
use crate::tui::model::{Model, Page};
use crate::tui::overlay::fuzzy::ranked;

/// A command that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is called and does where it works.
    pub about: About,
    /// Where it does that.
    pub places: Vec<Place>,
    /// Its keys there.
    pub keys: Vec<String>,
}

impl Found {
    /// Whether it works where the keys are pressed now.
    pub fn is_here(&self, model: &Model) -> bool {
        self.places.contains(&model.place())
    }
}

/// Every meaning of every command, those of this place first.
fn all(model: &Model) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for about in TABLE {
        for place in model.keymap.places(about.command) {
            let about = about.command.at(place);
            match all.iter_mut().find(|found| found.about == about) {
                Some(found) => found.places.push(place),
                None => all.push(Found { about, places: vec![place], keys: Vec::new() }),
            }
        }
    }
    for found in &mut all {
        let place = if found.places.contains(&model.place()) { model.place() } else { found.places[0] };
        found.keys = model.keymap.keys(place, found.about.command).map(str::to_owned).collect();
    }
    all.sort_by_key(|found| !found.is_here(model));
    all
}

/// What fits to a text, the likeliest first.
pub fn found(model: &Model, text: &str) -> Vec<Found> {
    ranked(text, all(model), |found| vec![found.about.name(), found.about.help.to_owned()])
}

/// Where a command that does not work here does, and the key that goes there.
pub fn where_it_works(model: &Model, found: &Found) -> String {
    let way = match found.places[0] {
        Place::Panes | Place::Grid if model.page == Page::Plan => Command::NextPane,
        Place::Panes | Place::Grid => Command::ShowPlan,
        Place::Compare => Command::ShowCompare,
        Place::Levers => Command::ShowLevers,
        Place::Scenarios => Command::ShowScenarios,
        Place::Presenter => Command::Present,
    };
    let keys = |command| model.keymap.keys(model.place(), command).next();
    let place = Place::names(&found.places);
    match keys(way) {
        Some(key) => format!("{} works in {place}: {key} goes there", found.about.name()),
        None => format!("{} works in {place}", found.about.name()),
    }
}
