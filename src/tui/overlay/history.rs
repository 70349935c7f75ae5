//! All steps of the session, to look at and to go back to, and the earlier saved versions of the file.
//!
//! A row is a step while there are any, the newest first, then a version. The selected one is on the screen behind.
//! What the rows in sight say is kept with the list: the goals that it takes are not computed on every frame.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Size;

use super::leave::{Next, leave};
use super::{Overlay, closes, export, moved};
use crate::goals;
use crate::plan::{Day, Stage};
use crate::text::clean::{clean, fit, strip, width};
use crate::text::name::running;
use crate::text::{show, step};
use crate::tui::command::Command;
use crate::tui::document::{Computed, Did, Document, State};
use crate::tui::extract::{Extract, Tried, Try};
use crate::tui::history::Standing;
use crate::tui::layout::first_visible;
use crate::tui::message::{Effect, Listing, Message};
use crate::tui::model::{Cursor, Model};

/// All steps of the session.
#[derive(Debug, Clone)]
pub struct HistoryList {
    /// The selected row.
    pub at: usize,
    /// The earlier versions of the file, newest first.
    pub versions: Vec<Listing>,
    /// What the rows say that have been in sight, in windows of this width.
    told: (u16, BTreeMap<usize, String>),
    /// What was selected before; states with fewer stages may move it while they are looked at.
    cursor: Cursor,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A state of the session, by its place in the order of time.
    Step(usize),
    /// An earlier version of the file, by its place in the list.
    Version(usize),
}

impl HistoryList {
    /// What a row stands for; `steps` is how many states the session has.
    pub const fn entry(row: usize, steps: usize) -> Entry {
        if row < steps { Entry::Step(steps - 1 - row) } else { Entry::Version(row - steps) }
    }

    /// The row of a line; none for the heading over the versions.
    pub const fn row(line: usize, steps: usize) -> Option<usize> {
        match line.checked_sub(steps) {
            None => Some(line),
            Some(0) => None,
            Some(_) => Some(line - 1),
        }
    }

    /// How many lines there are: the steps, and the versions below their heading.
    pub fn lines(&self, steps: usize) -> usize {
        steps + if self.versions.is_empty() { 0 } else { 1 + self.versions.len() }
    }

    /// The lines that a window of so many rows shows: half of it is the plan's.
    pub fn in_sight(&self, steps: usize, rows: u16) -> Range<usize> {
        let (lines, room) = (self.lines(steps), usize::from(rows / 2).max(4) - 1);
        let at = if self.at < steps { self.at } else { self.at + 1 };
        let first = first_visible(0, at, room, lines);
        first..lines.min(first + room)
    }

    /// What a row in sight says.
    pub fn told(&self, row: usize) -> &str {
        self.told.1.get(&row).map_or("", String::as_str)
    }
}

/// The columns before what a step did, for its time and mark, and those for it, in a window of so many.
pub const fn step_columns(window: u16) -> (u16, u16) {
    // The frame and a space at either side, and the mark of the selected row.
    let inside = window.saturating_sub(6);
    let lead = if inside >= 58 { 13 } else { 8 };
    (lead, inside.saturating_sub(lead))
}

/// Opens the list at the present state; the versions follow when they have been looked up.
pub fn open(model: &mut Model) -> Option<Effect> {
    if model.refuses_at_baseline() {
        return None;
    }
    let moments = model.document.moments();
    let at = moments.iter().rev().position(|moment| moment.standing == Standing::Now).unwrap_or(0);
    let (versions, told, cursor) = (Vec::new(), (0, BTreeMap::new()), model.cursor);
    model.overlay = Some(Overlay::HistoryList(HistoryList { at, versions, told, cursor }));
    Some(Effect::VersionsOf(model.document.id()))
}

/// Shows the earlier versions of the file.
pub fn list_versions(model: &mut Model, versions: Vec<Listing>) {
    if let Some(Overlay::HistoryList(list)) = &mut model.overlay {
        list.versions = versions;
    }
}

/// Tells what came into sight.
pub fn settle(model: &mut Model) {
    let Model {
        overlay: Some(Overlay::HistoryList(list)),
        document,
        size: Size { width, height },
        today,
        ..
    } = model
    else {
        return;
    };
    if list.told.0 != *width {
        list.told = (*width, BTreeMap::new());
    }
    let steps = document.step_count();
    let lines = list.in_sight(steps, *height);
    let untold = lines.filter_map(|line| HistoryList::row(line, steps));
    let untold: Vec<usize> = untold.filter(|row| !list.told.1.contains_key(row)).collect();
    for row in untold {
        let told = match HistoryList::entry(row, steps) {
            Entry::Step(place) => {
                let columns = step_columns(*width).1.into();
                document.moments().get(place).map(|moment| told(moment.state, *today, columns))
            }
            Entry::Version(at) => list.versions.get(at).map(version),
        };
        list.told.1.extend(told.map(|told| (row, told)));
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
            let tried = tried(&model.document);
            export::ask(model, Extract::Tried(tried));
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
            let id = model.document.moments().get(place)?.state.id;
            close(model);
            if id != model.document.id() {
                return leave(model, Next::GoBack(place));
            }
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

/// Goes to a state of the session, by its place in the order of time, as a step of its own.
pub(super) fn go_to(model: &mut Model, place: usize) {
    let id = model.document.id();
    let moments = model.document.moments();
    let time = moments.get(place).map(|moment| minute(&moment.state.time).to_owned()).unwrap_or_default();
    if !model.document.go_to(place) {
        model.say("that is how the plan stands: nothing changed");
    } else if model.document.id() == id {
        model.say_undoable(&format!("as it was at {time}"));
    } else {
        let name = model.document.scenario().name();
        model.say_undoable(&format!("back to {name} as it was at {time}"));
    }
}

/// The hour and minute of a time: `10:02` of `10:02:30`.
pub fn minute(time: &str) -> &str {
    time.get(.."10:02".len()).unwrap_or(time)
}

/// Says what made a state within some columns.
fn told(state: &State, today: Day, columns: usize) -> String {
    let lead = beside_edits(state);
    let Did::Edited(before) = state.did() else {
        let brief = lead.split(": ").next().unwrap_or_default();
        return fit(if width(&lead) > columns { brief } else { &lead }, columns);
    };
    let (before, after) = (Computed::new(before), Computed::new(&state.scenario));
    let said = |room| strip(&step::said(before.pair(), after.pair(), today, room));
    if lead.is_empty() {
        return said(columns);
    }
    let both = format!("{lead}: {}", said(columns.saturating_sub(width(&lead) + 2)));
    if width(&both) > columns { fit(&lead, columns) } else { both }
}

/// Says what a state brought besides an edited plan; nothing for an edit.
fn beside_edits(state: &State) -> String {
    let name = strip(&state.called);
    let back = state.back_to.as_deref().map(minute);
    let measured = || match &state.pinned {
        Some(_) if state.scenario == state.baseline => "changes are measured from here".to_owned(),
        Some(when) => format!("measured from {when}"),
        None => "measured from the scenario as opened".to_owned(),
    };
    match (state.did(), back) {
        (Did::Began, _) => format!("began with {name}"),
        (Did::Opened, None) => format!("opened {name}"),
        (Did::Opened, Some(time)) => format!("went back to {name} as of {time}"),
        (Did::Pinned, None) => format!("pinned: {}", measured()),
        (Did::Pinned, Some(time)) => format!("went back to {time}: {}", measured()),
        (Did::Edited(_), None) if state.is_theirs => "by somebody else".to_owned(),
        (Did::Edited(_), None) => String::new(),
        (Did::Edited(_), Some(time)) => format!("went back to {time}"),
    }
}

/// When a version was saved, and what it asks for.
fn version(version: &Listing) -> String {
    let asks = match &version.content {
        Err(_) => "cannot be read".to_owned(),
        Ok(scenario) => {
            let need = show::count(goals::compute(scenario).grid().top().shown_need());
            let top = scenario.funnel().stages().first().map_or("", Stage::name);
            let amount = show::money_short(scenario.target().amount.get(), scenario.currency());
            format!("{amount} · {need} {}", running(&clean(top)))
        }
    };
    format!("{}  {asks}", version.about)
}

/// What was tried with the scenario on the screen, to be written down.
fn tried(document: &Document) -> Tried {
    let moments = document.moments().into_iter();
    let of_it = moments.filter(|moment| moment.state.id == document.id());
    let tries = of_it.map(|moment| Try {
        time: minute(&moment.state.time).to_owned(),
        undone: moment.standing == Standing::Undone,
        said: beside_edits(moment.state),
        before: match moment.state.did() {
            Did::Edited(before) => Some(Arc::clone(before)),
            _ => None,
        },
        after: Arc::clone(&moment.state.scenario),
        baseline: Arc::clone(&moment.state.baseline),
    });
    Tried {
        tries: tries.collect(),
        now: Arc::clone(&document.present().scenario),
        baseline: Arc::clone(&document.baseline().scenario),
        pinned: document.pinned().map(str::to_owned),
    }
}
