//! Scenarios of the store, starters and the trash: look, search, mark, open, and go through earlier versions.
//!
//! What stands in the list is told by `rows`, what the preview says by `preview`; `files` is about what happens to
//! files.

pub mod files;
pub mod preview;
pub mod rows;
pub mod search;
pub mod versions;

use std::path::PathBuf;

use self::rows::{Key, Row, is_meant, rows, selected};
use self::search::Search;
use self::versions::Versions;
use super::{Taken, compare};
use crate::tui::command::Command;
use crate::tui::layout::first_visible;
use crate::tui::layout::scenarios::panes;
use crate::tui::message::{Effect, Listing, Source};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::{Overlay, Report};

/// How many rows a turn of the wheel goes.
const WHEEL: usize = 3;

/// The scenarios that can be opened.
#[derive(Debug, Clone, Default)]
pub struct Scenarios {
    /// The scenarios; none until they have been looked up.
    pub listings: Option<Vec<Listing>>,
    /// Why the store could not be looked up.
    pub problem: Option<String>,
    /// What is selected, whatever stands above it.
    pub selected: Key,
    /// The row in which it stood last.
    pub at: usize,
    /// The first visible row.
    pub first: usize,
    /// What is marked for comparing, in the order of marking.
    pub marked: Vec<Key>,
    /// The name that is searched for.
    pub search: Option<Search>,
    /// The earlier versions of a file, in place of the list.
    pub versions: Option<Versions>,
    /// The preview has the focus: its first visible line.
    pub preview: Option<usize>,
    /// What was done to files since the page came up and `u` takes back, the last one last.
    pub undoable: Vec<Undoable>,
    /// The selection goes to the first starter when the scenarios have been looked up.
    to_starters: bool,
}

/// Something that was done to a file of the store and can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undoable {
    /// It was put into the trash, where it lies here.
    Trashed(PathBuf),
    /// An earlier version took its place.
    Reverted {
        /// The file.
        file: PathBuf,
        /// What it held before, among its versions.
        version: PathBuf,
    },
}

/// Comes to the screen: the store may have changed since.
pub fn enter(model: &mut Model) -> Option<Effect> {
    versions::close(model);
    let scenarios = &mut model.scenarios;
    scenarios.search = None;
    scenarios.preview = None;
    scenarios.undoable.clear();
    settle(model);
    Some(Effect::List)
}

/// Comes to the screen at the first starter.
pub fn show_starters(model: &mut Model) -> Option<Effect> {
    model.page = Page::Scenarios;
    model.scenarios.to_starters = true;
    enter(model)
}

/// Shows what was found.
pub fn list(model: &mut Model, listings: Vec<Listing>) {
    model.scenarios.problem = None;
    show(model, listings);
}

/// Shows why the store cannot be looked up, and what can be opened all the same.
pub fn not_listed(model: &mut Model, problem: String, listings: Vec<Listing>) {
    // Reported once: the page goes on to say it.
    if model.scenarios.problem.as_ref() != Some(&problem) {
        let text = format!("{problem}\n\nNothing was lost: what is on the screen is as it was.");
        model.overlay = Some(Overlay::Report(Report { title: "The store cannot be read", text }));
    }
    model.scenarios.problem = Some(problem);
    show(model, listings);
}

fn show(model: &mut Model, listings: Vec<Listing>) {
    let scenarios = &mut model.scenarios;
    if std::mem::take(&mut scenarios.to_starters)
        && let Some(starter) = listings.iter().find(|listing| matches!(listing.source, Source::Template(_)))
    {
        scenarios.selected = Key::Listed(starter.source.clone());
    }
    scenarios.marked.retain(|key| match key {
        Key::Open => true,
        Key::Listed(source) => listings.iter().any(|listing| listing.source == *source),
    });
    scenarios.listings = Some(listings);
    settle(model);
}

/// What a command is about.
struct Chosen {
    /// What people call it.
    name: String,
    /// It is the plan on the screen.
    is_open: bool,
    /// Its file, starter or version; none for a plan in no file of the list.
    listing: Option<Listing>,
}

/// The selected row, kept while the model changes.
fn chosen(model: &Model) -> Option<Chosen> {
    let rows = rows(model);
    let row = &rows[selected(model, &rows)?];
    let listing = if let Row::Listing(listing) = row { Some((*listing).clone()) } else { None };
    Some(Chosen { name: rows::name(model, row), is_open: rows::is_open(model, row), listing })
}

/// What Enter does to the selected row, in a word or two, and what else can be done with it, the most used first.
pub fn offers(model: &Model) -> (&'static str, &'static [Command]) {
    use Command as C;
    let rows = rows(model);
    match selected(model, &rows).map(|at| &rows[at]) {
        None => ("open", &[C::Search, C::New]),
        Some(Row::Listing(Listing { source: Source::Version(_), content: Err(_), .. })) => ("open", &[]),
        Some(Row::Listing(Listing { source: Source::Version(_), .. })) => {
            ("open a copy", &[C::Edit, C::Restore])
        }
        Some(Row::Listing(Listing { source: Source::Template(_), .. })) => {
            ("start a copy", &[C::Edit, C::Mark, C::CompareMarked, C::Search])
        }
        Some(Row::Listing(Listing { source: Source::Trash(_), .. })) => {
            ("bring back", &[C::Edit, C::New, C::Mark, C::CompareMarked, C::Search])
        }
        Some(Row::Listing(Listing { content: Err(_), good: None, .. })) => {
            ("see why", &[C::Edit, C::History, C::Trash, C::New, C::Search])
        }
        Some(Row::Listing(Listing { content: Err(_), .. })) => {
            ("see why", &[C::Edit, C::Restore, C::History, C::Trash, C::New, C::Search])
        }
        Some(Row::Listing(Listing { read_only: true, .. })) => (
            "open",
            &[C::Edit, C::New, C::Duplicate, C::Trash, C::Mark, C::CompareMarked, C::History, C::Search],
        ),
        Some(Row::Listing(_)) => (
            "open",
            &[
                C::Edit,
                C::New,
                C::Duplicate,
                C::Rename,
                C::Trash,
                C::Mark,
                C::CompareMarked,
                C::History,
                C::Search,
            ],
        ),
        Some(_) => ("open", &[C::Edit, C::SaveAs, C::New, C::Mark, C::CompareMarked, C::Search]),
    }
}

/// Selects a row that was clicked.
pub fn select(model: &mut Model, row: usize) {
    search::end(model);
    model.scenarios.preview = None;
    go_to(model, row);
}

fn go_to(model: &mut Model, row: usize) {
    let key = rows(model).get(row).and_then(Row::key);
    if let Some(key) = key {
        model.scenarios.selected = key;
        settle(model);
    }
}

/// Keeps the place of the selected row, and that row in sight.
fn settle(model: &mut Model) {
    let rows = rows(model);
    let at = selected(model, &rows);
    let first = first_row(model, &rows);
    let another = at.filter(|at| !is_meant(model, &rows[*at], &model.scenarios.selected));
    let another = another.and_then(|at| rows[at].key());
    let scenarios = &mut model.scenarios;
    scenarios.at = at.unwrap_or(0);
    scenarios.first = first;
    if let Some(key) = another {
        scenarios.selected = key;
    }
}

/// The first visible row: where the wheel left it, or so that the selected one is visible, with its heading.
pub fn first_row(model: &Model, rows: &[Row]) -> usize {
    let visible = usize::from(panes(model).rows.height);
    let first = model.scenarios.first;
    let Some(at) = selected(model, rows).filter(|_| !model.scrolled) else {
        return first.min(rows.len().saturating_sub(visible));
    };
    let above = rows[..at].iter().rev().take_while(|row| !row.can_be_selected()).count();
    let first = first_visible(first, at - above, visible, rows.len());
    first_visible(first, at, visible, rows.len())
}

/// Takes a command that is for this page.
pub fn on_command(model: &mut Model, command: Command) -> Taken {
    use Command as C;
    if search::is_typing(model) {
        return search::on_command(model, command);
    }
    if model.scenarios.preview.is_some() && scroll_preview(model, command) || step(model, command) {
        return Taken::Here(None);
    }
    let effect = match command {
        C::NextPane | C::PreviousPane => {
            let scenarios = &mut model.scenarios;
            scenarios.preview = if scenarios.preview.is_some() { None } else { Some(0) };
            None
        }
        C::Cancel if back(model) => None,
        C::Edit => files::open(model),
        C::Search => {
            versions::close(model);
            search::begin(model);
            None
        }
        C::Undo => match model.scenarios.undoable.pop() {
            Some(Undoable::Trashed(path)) => Some(Effect::Restore(path)),
            Some(Undoable::Reverted { file, version }) => Some(versions::revert(model, file, version, true)),
            None => return Taken::Elsewhere,
        },
        C::Mark => {
            mark(model);
            None
        }
        C::CompareMarked => compare_marked(model),
        C::History | C::Restore | C::Rename | C::Duplicate | C::Trash => files::act(model, command),
        _ => return Taken::Elsewhere,
    };
    Taken::Here(effect)
}

/// Leaves the innermost of what is open on the page; says whether anything was.
fn back(model: &mut Model) -> bool {
    let scenarios = &mut model.scenarios;
    if scenarios.preview.take().is_some() {
        return true;
    }
    if scenarios.versions.is_some() {
        versions::close(model);
        return true;
    }
    let searched = scenarios.search.take().is_some();
    settle(model);
    searched
}

/// Goes up or down the list, over what cannot be selected; says whether the command does that.
fn step(model: &mut Model, command: Command) -> bool {
    let rows = rows(model);
    let places: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].can_be_selected()).collect();
    let at = selected(model, &rows).and_then(|at| places.iter().position(|place| *place == at)).unwrap_or(0);
    let page = usize::from(panes(model).rows.height).saturating_sub(1);
    let Some(to) = stepped(at, places.len(), page, command) else { return false };
    if let Some(place) = places.get(to) {
        go_to(model, *place);
    }
    true
}

/// Where a command leads from a place of so many.
fn stepped(at: usize, places: usize, page: usize, command: Command) -> Option<usize> {
    let last = places.saturating_sub(1);
    Some(match command {
        Command::Up => at.saturating_sub(1),
        Command::Down => (at + 1).min(last),
        Command::PageUp => at.saturating_sub(page),
        Command::PageDown => (at + page).min(last),
        Command::Home | Command::Top => 0,
        Command::End | Command::Bottom => last,
        _ => return None,
    })
}

/// Scrolls the preview; says whether the command does that.
fn scroll_preview(model: &mut Model, command: Command) -> bool {
    let (lines, visible) = (preview::lines(model).len(), preview::visible(model));
    let first = model.scenarios.preview.unwrap_or(0);
    let to = stepped(first, (lines + 1).saturating_sub(visible), visible.saturating_sub(1), command);
    if to.is_some() {
        model.scenarios.preview = to;
    }
    to.is_some()
}

/// The wheel turned (away when positive): the list scrolls, or the preview while it has the focus.
pub fn on_wheel(model: &mut Model, direction: f64) {
    let up = direction > 0.0;
    if model.scenarios.preview.is_some() {
        for _ in 0..WHEEL {
            scroll_preview(model, if up { Command::Up } else { Command::Down });
        }
        return;
    }
    let first = model.scenarios.first;
    model.scenarios.first = if up { first.saturating_sub(WHEEL) } else { first + WHEEL };
    model.scrolled = true;
    let rows = rows(model);
    model.scenarios.first = first_row(model, &rows);
}

/// Marks the selected scenario for comparing, or takes its mark away.
fn mark(model: &mut Model) {
    let rows = rows(model);
    let Some(row) = selected(model, &rows).map(|at| &rows[at]) else { return };
    let refusal = match row {
        Row::Listing(Listing { source: Source::Version(_), .. }) => {
            let edit = model.key(Command::Edit);
            Some(format!("an earlier version: {edit} opens it as a copy, which can be compared"))
        }
        row if rows::scenario(model, row).is_none() => {
            Some("it cannot be read, so it cannot be compared".to_owned())
        }
        _ => None,
    };
    let marked = rows::mark(model, row);
    let key = row.key();
    match (refusal, marked, key) {
        (Some(refusal), ..) => model.refuse(refusal),
        (_, Some(at), _) => _ = model.scenarios.marked.remove(at),
        (.., Some(key)) if model.scenarios.marked.len() < compare::MOST => model.scenarios.marked.push(key),
        _ => {
            let mark = model.key(Command::Mark);
            model.refuse(format!("4 are the most that fit side by side · {mark} takes a mark away"));
        }
    }
}

/// Goes to the page that shows the marked ones side by side.
fn compare_marked(model: &mut Model) -> Option<Effect> {
    let marked = &model.scenarios.marked;
    let listings = model.scenarios.listings.iter().flatten().map(Row::Listing);
    let known: Vec<Row> = std::iter::once(Row::Open).chain(listings).collect();
    let found = |key: &Key| {
        let row = known.iter().find(|row| is_meant(model, row, key))?;
        Some((rows::name(model, row), rows::scenario(model, row)?.clone()))
    };
    let scenarios: Vec<_> = marked.iter().filter_map(found).collect();
    if scenarios.len() < 2 {
        let (mark, compare) = (model.key(Command::Mark), model.key(Command::CompareMarked));
        model.refuse(format!("mark 2 to 4 with {mark} first, then {compare} compares them"));
        return None;
    }
    compare::compare_with(model, scenarios);
    None
}
