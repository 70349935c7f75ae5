//! Two to four plans side by side, measured against the first of them: which they are, and what is selected.

pub mod columns;
pub mod sheet;

use std::mem::discriminant;
use std::sync::Arc;

pub use self::columns::{Added, Column, MOST};
pub use self::sheet::{Line, Sheet, sheet};

use self::columns::{FEWEST, at_first, refresh, relist, unlike};
use super::Taken;
use crate::goals::side_by_side::Subject;
use crate::plan::Scenario;
use crate::plan::name::look_the_same;
use crate::tui::command::Command;
use crate::tui::document::Computed;
use crate::tui::keymap::Place;
use crate::tui::layout::compare_layout;
use crate::tui::message::{Effect, Listing, Source};
use crate::tui::model::{Delta, Model, Page};
use crate::tui::overlay::add_column;
use crate::tui::overlay::leave::{Next, leave};

/// What the page remembers.
#[derive(Debug, Clone)]
pub struct Compare {
    /// The columns, the reference first.
    pub columns: Vec<Column>,
    /// The user chose them; until then the document says which they are.
    pub chosen: bool,
    /// The selected column.
    pub column: usize,
    /// What the selected row is about; the first row until one was chosen.
    pub row: Option<Subject>,
    /// Rows that do not differ are shown too.
    pub all: bool,
    /// Differences to the reference.
    pub delta: Delta,
    /// The first visible line of the list.
    pub first_line: usize,
    /// The first visible column beside the reference, which always is.
    pub first_column: usize,
}

impl Default for Compare {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            chosen: false,
            column: 0,
            row: None,
            all: false,
            delta: Delta::Percent,
            first_line: 0,
            first_column: 1,
        }
    }
}

/// Comes to the screen: the baseline has a column of its own, and the store may have changed since.
pub fn enter(model: &mut Model) -> Option<Effect> {
    model.display.peek = false;
    if model.compare.columns.is_empty() {
        model.compare.column = 1;
    }
    let from_files = |column: &Column| matches!(column, Column::Added(added) if added.source.is_some());
    model.compare.columns.iter().any(from_files).then_some(Effect::List)
}

/// Compares [`FEWEST`] to [`MOST`] scenarios by their names, the first being the reference; the one that is being worked on, in its present
/// state, instead of its namesake, or beside them where there is room.
pub fn compare_with(model: &mut Model, scenarios: Vec<(String, Scenario)>) {
    let mut columns: Vec<Column> = Vec::new();
    let own = model.document.scenario();
    let is_namesake = |(name, _): &(String, Scenario)| look_the_same(name, own.name());
    // Of several namesakes the one that says what stands.
    let itself = scenarios.iter().position(|given| is_namesake(given) && given.1 == *own);
    let now = itself.or_else(|| scenarios.iter().position(is_namesake));
    for (at, (name, scenario)) in scenarios.into_iter().enumerate() {
        if Some(at) == now {
            columns.push(Column::Now);
        } else {
            let source = source_of(model, &scenario);
            let name = unlike(&columns, &model.document, &name);
            columns.push(Column::added(&name, source, &scenario));
        }
    }
    if columns.len() < MOST && now.is_none() {
        columns.push(Column::Now);
    }
    let state = &mut model.compare;
    (state.columns, state.chosen, state.column, state.row) = (columns, true, 1, None);
    model.page = Page::Compare;
    model.display.peek = false;
}

/// Compares what is being worked on with what somebody else made of its file, both measured against the version that
/// they came from.
pub fn with_theirs(model: &mut Model, source: Source, theirs: &Scenario) -> Option<Effect> {
    let saved = model.document.saved().map(|saved| Column::Saved(Arc::new(Computed::new(saved))));
    let both = [Column::Now, Column::added("on disk", Some(source), theirs)];
    let state = &mut model.compare;
    state.columns = saved.into_iter().chain(both).collect();
    (state.chosen, state.column, state.row) = (true, 1, None);
    super::show(model, Page::Compare)
}

/// What opens a scenario that was listed.
fn source_of(model: &Model, scenario: &Scenario) -> Option<Source> {
    let listings = model.scenarios.listings.iter().flatten();
    let holds = |listing: &&Listing| listing.content.as_deref().is_ok_and(|content| content == scenario);
    listings.filter(|listing| can_be_added(listing)).find(holds).map(|listing| listing.source.clone())
}

/// Whether a listing is a scenario of the store or a starter.
pub const fn can_be_added(listing: &Listing) -> bool {
    matches!(listing.source, Source::File(_) | Source::Template(_))
}

/// Puts a scenario into a column of its own, at the end.
pub fn add(model: &mut Model, listing: &Listing) {
    let Ok(scenario) = &listing.content else { return };
    let (state, document) = (&mut model.compare, &model.document);
    let is_saved = listing.documents.contains(&document.id())
        && document.saved().is_some_and(|saved| **saved == **scenario);
    let present = state.columns.iter().position(|column| match column {
        Column::Added(added) => added.source.as_ref() == Some(&listing.source),
        Column::Saved(_) => is_saved,
        Column::Baseline | Column::Now => false,
    });
    if let Some(present) = present {
        state.column = present;
        return model.say("it is a column already");
    }
    let column = match document.saved() {
        Some(saved) if is_saved => Column::Saved(Arc::new(Computed::new(saved))),
        _ => {
            let name = unlike(&state.columns, document, &listing.name);
            Column::added(&name, Some(listing.source.clone()), scenario)
        }
    };
    state.columns.push(column);
    state.chosen = true;
    state.column = state.columns.len() - 1;
}

/// The document's own plans that are no column yet.
pub fn absent(model: &Model) -> Vec<Column> {
    let columns = &model.compare.columns;
    let is_absent = |own: &Column| !columns.iter().any(|column| discriminant(column) == discriminant(own));
    let saved = model.document.saved().map(|saved| Column::Saved(Arc::new(Computed::new(saved))));
    [Column::Baseline, Column::Now].into_iter().chain(saved).filter(is_absent).collect()
}

/// Puts one of the document's own plans into a column, at the end.
pub fn add_own(model: &mut Model, column: Column) {
    let state = &mut model.compare;
    state.columns.push(column);
    (state.chosen, state.column) = (true, state.columns.len() - 1);
}

/// Takes in what the store holds by now.
pub fn listed(model: &mut Model) {
    relist(&mut model.compare.columns, model.scenarios.listings.as_deref().unwrap_or_default());
}

/// Brings everything up to date after a message: columns, stages, what is selected and what is visible.
pub fn settle(model: &mut Model) {
    if model.page != Page::Compare {
        return;
    }
    let (state, document) = (&mut model.compare, &model.document);
    refresh(&mut state.columns, document);
    if !state.chosen || state.columns.len() < FEWEST {
        state.columns = at_first(document);
        state.chosen = false;
    }
    state.column = state.column.min(state.columns.len() - 1);
    let layout = compare_layout(model, &sheet(model));
    model.compare.first_line = layout.first_line;
    model.compare.first_column = layout.first_column;
}

/// The place of the selected row among the rows of a sheet.
pub fn selected_row(model: &Model, sheet: &Sheet) -> usize {
    let chosen = model.compare.row;
    sheet.rows.iter().position(|row| Some(row.subject) == chosen).unwrap_or(0)
}

/// Takes a command that is for this page.
pub fn on_command(model: &mut Model, command: Command) -> Taken {
    use Command as C;
    let last = model.compare.columns.len().saturating_sub(1);
    let state = &mut model.compare;
    match command {
        C::Left => state.column = state.column.saturating_sub(1),
        C::Right => state.column = (state.column + 1).min(last),
        C::NextPane => state.column = if state.column == last { 0 } else { state.column + 1 },
        C::PreviousPane => state.column = if state.column == 0 { last } else { state.column - 1 },
        C::Up | C::Down | C::PageUp | C::PageDown | C::Home | C::End | C::Top | C::Bottom => {
            step(model, command);
        }
        C::Edit => return Taken::Here(open(model)),
        C::Open => return Taken::Here(choose(model)),
        C::RemoveColumn => remove(model),
        C::Pin => make_reference(model),
        C::AllRows => state.all = !state.all,
        C::Delta => {
            state.delta = match state.delta {
                Delta::Percent => Delta::Off,
                Delta::Off => Delta::Absolute,
                Delta::Absolute => Delta::Percent,
            };
        }
        C::Peek => show_baseline(model),
        _ => return Taken::Elsewhere,
    }
    Taken::Here(None)
}

/// Selects the baseline's column, or says where the baseline is shown.
fn show_baseline(model: &mut Model) {
    let is_baseline = |column: &Column| matches!(column, Column::Baseline);
    if let Some(baseline) = model.compare.columns.iter().position(is_baseline) {
        model.compare.column = baseline;
        return model.say("the baseline is this column");
    }
    let (plan, peek) = (model.key(Command::ShowPlan), model.key_at(Place::Panes, Command::Peek));
    model.say(format!("the baseline is none of these columns · {plan}, then {peek} shows it"));
}

/// Moves in the list.
fn step(model: &mut Model, command: Command) {
    let sheet = sheet(model);
    let page = || usize::from(compare_layout(model, &sheet).list.height).saturating_sub(1).max(1);
    let (at, last) = (selected_row(model, &sheet), sheet.rows.len().saturating_sub(1));
    let to = match command {
        Command::Up => at.saturating_sub(1),
        Command::Down => at + 1,
        Command::PageUp => at.saturating_sub(page()),
        Command::PageDown => at + page(),
        Command::Home | Command::Top => 0,
        _ => last,
    };
    let subject = sheet.rows.get(to.min(last)).map(|row| row.subject);
    model.compare.row = subject;
}

/// Selects a row.
pub fn select_row(model: &mut Model, row: usize) {
    let subject = sheet(model).rows.get(row).map(|row| row.subject);
    model.compare.row = subject;
}

/// Selects a column.
pub fn select_column(model: &mut Model, column: usize) {
    model.compare.column = column;
}

/// Opens the selected column: an earlier state of the plan comes back as one step, another scenario is opened.
fn open(model: &mut Model) -> Option<Effect> {
    match model.compare.columns.get(model.compare.column).cloned()? {
        Column::Now => model.page = Page::Plan,
        Column::Baseline => {
            let baseline = Arc::clone(&model.document.baseline().scenario);
            restore(model, &baseline, "the baseline");
        }
        Column::Saved(plan) => restore(model, &plan.scenario, "its file"),
        Column::Added(added) => {
            if let Some(source) = &added.source {
                return leave(model, Next::Open(source.clone()));
            }
            let list = model.key(Command::ShowScenarios);
            model.refuse(format!("it is in no file that is known here · {list} lists your scenarios"));
        }
    }
    None
}

fn restore(model: &mut Model, earlier: &Arc<Scenario>, what: &str) {
    if model.document.restore(earlier) {
        model.page = Page::Plan;
        let undo = model.key(Command::Undo);
        model.say(format!("the plan is as {what} again · {undo} brings your changes back"));
    } else {
        model.say(format!("the plan is as {what} already"));
    }
}

/// Offers the scenarios that can be added.
fn choose(model: &mut Model) -> Option<Effect> {
    if model.compare.columns.len() < MOST {
        return Some(add_column::open(model));
    }
    let remove = model.key(Command::RemoveColumn);
    model.refuse(format!("four columns at most · {remove} removes the selected one"));
    None
}

fn remove(model: &mut Model) {
    if model.compare.columns.len() <= FEWEST {
        let open = model.key(Command::Open);
        let why = "two columns at least, or there is nothing to compare";
        return model.refuse(format!("{why} · {open} adds another"));
    }
    let state = &mut model.compare;
    state.columns.remove(state.column);
    state.chosen = true;
    state.column = state.column.min(state.columns.len() - 1);
}

/// Measures everything against the selected column.
fn make_reference(model: &mut Model) {
    let state = &mut model.compare;
    if state.column == 0 {
        return model.say("differences are to this column already");
    }
    let column = state.columns.remove(state.column);
    let name = column.name(&model.document);
    state.columns.insert(0, column);
    (state.column, state.chosen) = (0, true);
    model.say(format!("differences are to {} now", name.trim_start_matches("┊ ")));
}

/// The wheel scrolls the rows; what is selected stays.
pub fn on_wheel(model: &mut Model, direction: f64) {
    let by = if direction > 0.0 { -1 } else { 1 };
    model.compare.first_line = model.compare.first_line.saturating_add_signed(by);
    model.scrolled = true;
}
