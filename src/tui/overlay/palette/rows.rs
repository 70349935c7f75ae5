//! The list under the line: what fits to what was typed, the likeliest first.
//!
//! Worked out anew whenever it is needed; nothing here changes the model.

use super::complete::{self, Candidate};
use super::context::Context;
use super::places::{self, Spot};
use super::{Palette, Seeks, Walk};
use crate::plan::{Edit, Scenario};
use crate::text::edit::{BareRates, describe, parse_all, reason};
use crate::text::name;
use crate::tui::command::{Command, Group, TABLE};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::fuzzy::ranked;

/// How many commands stand under an assignment.
const BESIDES: usize = 3;

/// What a row does when it is taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Does {
    /// Makes the assignments that were typed.
    Assign,
    /// Runs a command, as its key would.
    Run(Command),
    /// Goes on in the line with a text.
    Complete(String),
    /// Goes to a place.
    Go(Spot),
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it does.
    pub label: String,
    /// Which keys do the same, or what is there now.
    pub note: String,
    /// What several assignments do, one a line.
    pub details: Vec<String>,
    /// What typing finds it by, besides the label.
    pub names: Vec<String>,
    /// Whether it is about what is under the cursor, by name.
    pub is_of_cell: bool,
    /// What happens when it is taken.
    pub does: Does,
}

impl Row {
    /// A row that is found by its label.
    pub const fn new(label: String, note: String, does: Does) -> Self {
        Self { label, note, details: Vec::new(), names: Vec::new(), is_of_cell: false, does }
    }

    /// What Tab puts into the line for it.
    pub fn completion(&self) -> String {
        match &self.does {
            Does::Complete(text) => text.clone(),
            Does::Run(command) => command.about().name(),
            Does::Go(_) | Does::Assign => self.label.clone(),
        }
    }
}

/// The rows for what was typed, worked out anew; while Tab walks through candidates, those of what it began with.
pub fn rows(model: &Model, palette: &Palette) -> Vec<Row> {
    match (&palette.walk, palette.text.value()) {
        (Some(Walk { before, word, .. }), _) if !before.is_empty() => {
            let scenario = model.document.scenario();
            let fields = complete::inputs(scenario).into_iter().chain(complete::others(scenario));
            found(word, fields.map(field).collect())
        }
        (Some(Walk { word, .. }), _) => search(model, palette.seeks, word),
        (None, line) if palette.seeks == Seeks::Commands && is_assignment(line) => {
            // Of commands only those that are about what is under the cursor, if that is what is assigned to.
            let about_it = by_use(model).into_iter().filter(|row| row.is_of_cell).collect();
            let besides = found(&subject(line), about_it).into_iter().take(BESIDES);
            std::iter::once(assignment(model, palette)).chain(besides).collect()
        }
        (None, line) => search(model, palette.seeks, line),
    }
}

fn search(model: &Model, seeks: Seeks, typed: &str) -> Vec<Row> {
    match seeks {
        Seeks::Places => found(typed, places::rows(model)),
        Seeks::Commands if typed.trim().is_empty() => by_use(model),
        Seeks::Commands => {
            let scenario = model.document.scenario();
            let inputs = complete::inputs(scenario).into_iter().map(field);
            let others = complete::others(scenario).into_iter().map(field);
            found(typed, inputs.chain(by_use(model)).chain(others).collect())
        }
    }
}

fn found(typed: &str, rows: Vec<Row>) -> Vec<Row> {
    ranked(typed, rows, |row| row.names.iter().chain([&row.label]).cloned().collect())
}

/// Whether a line is an assignment, be it finished or not: no command has the sign in its name.
pub fn is_assignment(line: &str) -> bool {
    line.contains('=')
}

/// Whether the value of the last assignment is still to be typed.
pub fn is_unfinished(line: &str) -> bool {
    line.trim_end().ends_with('=')
}

/// Reads the line into edits.
///
/// # Errors
/// Why it cannot be read, or that there is nothing to change at the baseline.
pub fn edits(model: &Model, line: &str) -> Result<Vec<Edit>, String> {
    if model.display.peek {
        return Err(model.at_baseline());
    }
    let scenario = model.document.scenario();
    parse_all(line, scenario, BareRates::Percent).map_err(|error| reason(&error, scenario))
}

/// What the assignments that were typed would do.
fn assignment(model: &Model, palette: &Palette) -> Row {
    let line = palette.text.value();
    let scenario = model.document.scenario();
    let row = |label, note| Row::new(label, note, Does::Assign);
    if is_unfinished(line) {
        let field = line.split_whitespace().last().unwrap_or_default();
        let mut known = complete::inputs(scenario).into_iter().chain(complete::others(scenario));
        let known = known.find(|one| one.text == field);
        return match known {
            Some(Candidate { label, now, .. }) if !now.is_empty() => {
                row(format!("Set {label} to …"), format!("now {now}"))
            }
            Some(Candidate { label, .. }) => row(format!("{label} …"), String::new()),
            None => row("Set it to …".to_owned(), String::new()),
        };
    }
    match edits(model, line) {
        Err(_) => row("Nothing to set yet".to_owned(), String::new()),
        Ok(edits) => match told(&edits, scenario).as_slice() {
            [(does, now)] if now.is_empty() => row(does.clone(), String::new()),
            [(does, now)] => row(does.clone(), format!("now {now}")),
            several => {
                let mut row = row(format!("Make {} changes in one step", several.len()), String::new());
                row.details = several.iter().map(|(does, _)| does.clone()).collect();
                row
            }
        },
    }
}

/// What each edit does to what those before it left.
fn told(edits: &[Edit], scenario: &Scenario) -> Vec<(String, String)> {
    let mut scenario = scenario.clone();
    let mut told = Vec::new();
    for edit in edits {
        told.push(describe(edit, &scenario));
        scenario = scenario.with(edit).unwrap_or(scenario);
    }
    told
}

/// What the last assignment of a line is about, as people say it: `proposals` of `proposals.rate=65`.
fn subject(line: &str) -> String {
    let field = line.rsplit_once('=').map_or(line, |(field, _)| field);
    let field = field.split_whitespace().last().unwrap_or_default();
    field.split_once('.').map_or(field, |(stage, _)| stage).replace('-', " ")
}

fn field(field: Candidate) -> Row {
    let note = if field.now.is_empty() { String::new() } else { format!("now {}", field.now) };
    let names = vec![field.text.clone(), field.label.clone()];
    Row { names, ..Row::new(field.label, note, Does::Complete(field.text)) }
}

/// Every command that has a key here, with what it does to what is under the cursor.
fn commands(model: &Model) -> Vec<Row> {
    let place = model.place();
    let context = Context::of(model);
    let row = |command: Command| {
        let keys: Vec<&str> = model.keymap.keys(place, command).collect();
        let about = command.at(place);
        let told = context.as_ref().and_then(|context| context.told(command));
        let is_of_cell = told.is_some();
        let label = told.unwrap_or_else(|| name::capital(about.help));
        let names = vec![about.name(), about.help.to_owned()];
        let row = Row { names, is_of_cell, ..Row::new(label, keys.join("  "), Does::Run(command)) };
        (!keys.is_empty()).then_some(row)
    };
    TABLE.iter().filter_map(|about| row(about.command)).collect()
}

/// The commands, the most useful first: what only this place has, then what is reached for by name rather than by a
/// key that one knows.
fn by_use(model: &Model) -> Vec<Row> {
    use Command as C;
    const BY_NAME: [Command; 16] = [
        C::Find,
        C::Why,
        C::Stage,
        C::Lock,
        C::Pin,
        C::Save,
        C::ShowCompare,
        C::ShowLevers,
        C::ShowScenarios,
        C::ShowPlan,
        C::Present,
        C::New,
        C::Notes,
        C::History,
        C::Undo,
        C::Help,
    ];
    let rank = |row: &Row| {
        let Does::Run(command) = row.does else { return (true, usize::MAX, true) };
        let only_here = model.keymap.places(command).len() == 1;
        let leads_nowhere =
            Page::TABS.iter().any(|(page, _, shows)| (*page, *shows) == (model.page, command));
        let by_name = BY_NAME.iter().position(|one| *one == command && !leads_nowhere);
        let by_name = by_name.unwrap_or(BY_NAME.len());
        (!only_here, by_name, command.at(model.place()).group == Group::Move)
    };
    let mut rows = commands(model);
    rows.sort_by_cached_key(rank);
    rows
}
