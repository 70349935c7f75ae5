//! All steps of the session, to look at and to go back to, and the earlier saved versions of the file.
//!
//! A row is a step while there are any, the newest first, then a version. The selected one is on the screen behind.

use super::leave::{Next, leave};
use super::prompt::{self, Purpose};
use super::{Overlay, closes, moved};
use crate::export::history::{Row, Tried, page};
use crate::export::markdown;
use crate::plan::Day;
use crate::plan::slug::slug;
use crate::text::clean::{fit, strip, width};
use crate::text::step;
use crate::tui::command::Command;
use crate::tui::document::{Computed, Did, Document, Moment};
use crate::tui::message::{Effect, Listing, Message};
use crate::tui::model::{Cursor, Model};

/// All steps of the session.
#[derive(Debug, Clone)]
pub struct HistoryList {
    /// The selected row.
    pub at: usize,
    /// The earlier versions of the file, newest first.
    pub versions: Vec<Listing>,
    /// What was selected before; states with fewer stages may move it while they are looked at.
    cursor: Cursor,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A state of the session, by its place in the document.
    Step(usize),
    /// An earlier version of the file, by its place in the list.
    Version(usize),
}

impl HistoryList {
    /// What a row stands for; `steps` is how many states the session has.
    pub const fn entry(row: usize, steps: usize) -> Entry {
        if row < steps { Entry::Step(steps - 1 - row) } else { Entry::Version(row - steps) }
    }
}

/// Opens the list at the present state; the versions follow when they have been looked up.
pub fn open(model: &mut Model) -> Option<Effect> {
    if model.refuses_at_baseline() {
        return None;
    }
    let document = &model.document;
    let at = document.step_count() - 1 - document.undo_depth();
    model.overlay =
        Some(Overlay::HistoryList(HistoryList { at, versions: Vec::new(), cursor: model.cursor }));
    Some(Effect::VersionsOf(document.id()))
}

/// Shows the earlier versions of the file.
pub fn list_versions(model: &mut Model, versions: Vec<Listing>) {
    if let Some(Overlay::HistoryList(list)) = &mut model.overlay {
        list.versions = versions;
    }
}

/// Looks, goes there, writes it all down, or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let steps = model.document.step_count();
    let Some(Overlay::HistoryList(list)) = &mut model.overlay else { return None };
    if let Some(at) = moved(list.at, steps + list.versions.len(), message) {
        list.at = at;
        model.cursor = list.cursor;
        look(model);
        return None;
    }
    match message {
        Message::Command(Command::Edit) => return go(model),
        Message::Choose('E') => {
            close(model);
            let text = tried(&model.document, model.today);
            let name = slug(model.document.scenario().name());
            prompt::open(model, Purpose::Export(text), &format!("{name}-what-we-tried.md"));
        }
        message if closes(message) || *message == Message::Choose('H') => close(model),
        _ => {}
    }
    None
}

/// Shows the selected row's plan on the screen behind.
fn look(model: &mut Model) {
    let Some(Overlay::HistoryList(list)) = &model.overlay else { return };
    match HistoryList::entry(list.at, model.document.step_count()) {
        Entry::Step(place) => model.document.look_at(place),
        Entry::Version(at) => match list.versions.get(at).map(|version| &version.content) {
            Some(Ok(scenario)) => model.document.look_at_another(scenario),
            _ => model.document.drop_preview(),
        },
    }
}

/// Leaves everything as it was.
fn close(model: &mut Model) {
    model.document.drop_preview();
    if let Some(Overlay::HistoryList(list)) = model.overlay.take() {
        model.cursor = list.cursor;
    }
}

fn go(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::HistoryList(list)) = &model.overlay else { return None };
    match HistoryList::entry(list.at, model.document.step_count()) {
        Entry::Step(place) => {
            close(model);
            go_to(model, place);
            None
        }
        Entry::Version(at) => {
            let version = list.versions.get(at)?.clone();
            if let Err(reason) = version.content {
                model.refuse(reason);
                return None;
            }
            close(model);
            leave(model, Next::Open(version.source))
        }
    }
}

fn go_to(model: &mut Model, place: usize) {
    let id = model.document.id();
    let time = model.document.step_at(place).map(|moment| time_of(&moment).to_owned()).unwrap_or_default();
    if !model.document.go_to(place) {
        model.say("that is how the plan stands: nothing changed");
    } else if model.document.id() == id {
        model.say(format!("as it was at {time} · u takes it back"));
    } else {
        let name = model.document.scenario().name();
        model.say(format!("back to {name} as it was at {time} · u takes it back"));
    }
}

/// The hour and minute of a moment.
pub fn time_of<'a>(moment: &Moment<'a>) -> &'a str {
    moment.time.get(.."10:02".len()).unwrap_or(moment.time)
}

/// Says what a step did within some columns.
pub fn told(document: &Document, place: usize, today: Day, columns: usize) -> String {
    let Some(moment) = document.step_at(place) else { return String::new() };
    if let Did::Edited(before) = moment.did {
        let (before, after) = (Computed::new(before), Computed::new(moment.scenario));
        return strip(&step::said(before.pair(), after.pair(), today, columns));
    }
    let said = brought(&moment);
    let brief = said.split(": ").next().unwrap_or_default();
    fit(if width(&said) > columns { brief } else { &said }, columns)
}

/// Says of a step that edited nothing what it brought.
fn brought(moment: &Moment) -> String {
    let name = strip(moment.scenario.name());
    match (moment.did, moment.pinned) {
        (Did::Began, _) => format!("began with {name}"),
        (Did::Opened, _) => format!("opened {name}"),
        (Did::Returned, _) => format!("back to {name}"),
        (_, Some(_)) if moment.scenario == moment.baseline => {
            "pinned: changes are measured from here".to_owned()
        }
        (_, Some(when)) => format!("measured from {when} again"),
        (_, None) => "measured from the scenario as opened again".to_owned(),
    }
}

/// Writes down as Markdown what was tried with the scenario on the screen.
fn tried(document: &Document, date: Day) -> String {
    let mut rows = Vec::new();
    let mut baseline = document.baseline().clone();
    let steps = (0..document.step_count()).filter_map(|place| Some((place, document.step_at(place)?)));
    for (place, moment) in steps.filter(|(_, moment)| moment.id == document.id()) {
        if baseline.scenario != *moment.baseline {
            baseline = Computed::new(moment.baseline);
        }
        let (time, after) = (time_of(&moment), Computed::new(moment.scenario));
        let row = match moment.did {
            Did::Edited(before) => {
                Row::edited(time, Computed::new(before).pair(), after.pair(), baseline.pair(), date)
            }
            _ => Row::brought(time, brought(&moment), after.pair(), baseline.pair(), date),
        };
        rows.push(Row { undone: place > document.undo_depth(), ..row });
    }
    let (now, baseline) = (document.shown().pair(), document.baseline().pair());
    markdown::text(&page(&Tried { date, rows, now, baseline, pinned: document.pinned() }))
}
