//! The stage editor: all that is agreed about a stage, line by line, and where it stands among the others.
//!
//! Each action is one step of undo. What a line says and takes is [`line`]'s, what is being typed [`typing`]'s.

pub mod line;
mod place;
pub mod typing;

pub use line::Line;
pub use typing::Typing;

use super::{Overlay, closes, moved};
use crate::plan::{Edit, Input, Owner, Stage, StageEdit, StageId};
use crate::tui::command::Command;
use crate::tui::document::Step;
use crate::tui::message::{Effect, Message};
use crate::tui::model::{Cell, Model};
use crate::tui::pane::line::first_line;
use crate::tui::pane::{act, nudge};

/// The editor of a stage.
#[derive(Debug, Clone)]
pub struct StageEditor {
    /// Which stage.
    pub stage: StageId,
    /// The selected line.
    pub at: usize,
    /// What is being typed into it.
    pub typing: Option<Typing>,
    /// The last key changed the plan: what that did is worth telling.
    pub changed: bool,
}

impl StageEditor {
    /// The editor of a stage, on a line.
    const fn of(stage: StageId, at: usize) -> Self {
        Self { stage, at, typing: None, changed: false }
    }

    /// The selected line; lines may have gone since it was selected.
    pub fn line(&self, stage: &Stage) -> Line {
        let lines = Line::all(stage);
        lines[self.at.min(lines.len() - 1)]
    }
}

/// Opens the editor of the selected stage.
pub fn open(model: &mut Model) {
    open_at(model, Line::Name);
}

/// Opens the editor of the selected stage on one of its lines.
pub fn open_at(model: &mut Model, line: Line) {
    let place = model.cursor.row.min(model.stage_count() - 1);
    let scenario = model.document.scenario();
    if let Some((id, stage)) = scenario.funnel().stages().get(place).map(|stage| (stage.id(), stage)) {
        let at = Line::all(stage).iter().position(|one| *one == line).unwrap_or(0);
        model.overlay = Some(Overlay::Stage(StageEditor::of(id, at)));
    }
}

/// The letter that a command has in the editor itself, whatever the key map says.
pub const fn letter(command: Command) -> Option<char> {
    match command {
        Command::Lock => Some('L'),
        Command::Undo => Some('u'),
        _ => None,
    }
}

/// Moves, edits, rearranges or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let before = model.document.scenario().clone();
    take(model, message);
    if let Some(Overlay::Stage(editor)) = &mut model.overlay {
        editor.changed = before != *model.document.scenario();
    }
    None
}

fn take(model: &mut Model, message: &Message) {
    let Some(Overlay::Stage(editor)) = &mut model.overlay else { return };
    if editor.typing.is_some() {
        return typing::take(model, message);
    }
    let Some((_, stage)) = model.document.scenario().funnel().find(editor.stage) else {
        model.overlay = None;
        return;
    };
    let (id, line, lines) = (editor.stage, editor.line(stage), Line::all(stage).len());
    match message {
        Message::Command(Command::PageUp) | Message::Choose('p') => return place::go_to(model, id, -1),
        Message::Command(Command::PageDown) | Message::Choose('n') => return place::go_to(model, id, 1),
        _ => {}
    }
    if let Some(at) = moved(editor.at.min(lines - 1), lines, message) {
        editor.at = at;
        return;
    }
    match message {
        Message::Command(Command::Edit) => edit(model, id, line),
        Message::Command(Command::Reset) => clear(model, id, line),
        Message::Command(Command::Left) | Message::Choose('-') => step(model, id, line, -1.0),
        Message::Command(Command::Right) | Message::Choose('+' | '=') => step(model, id, line, 1.0),
        Message::Choose('<') => step(model, id, line, -10.0),
        Message::Choose('>') => step(model, id, line, 10.0),
        Message::Choose(first @ ('0'..='9' | '.')) if line.takes_numbers() => {
            typing::start(model, id, line, &first.to_string());
        }
        Message::Paste(text) => typing::start(model, id, line, first_line(text).trim()),
        Message::Choose('L') => lock(model, id, line),
        Message::Choose('a') => place::add(model, id),
        Message::Choose('x') => place::remove(model, id),
        Message::Choose('K') => place::relocate(model, id, -1),
        Message::Choose('J') => place::relocate(model, id, 1),
        Message::Choose('u') => step_back(model, id, Step::Undone),
        Message::Choose('U') => step_back(model, id, Step::Redone),
        _ if closes(message) => model.overlay = None,
        _ => {}
    }
}

/// Opens the line's text; the owner goes to the next one.
fn edit(model: &mut Model, id: StageId, line: Line) {
    if line != Line::Owner {
        return typing::open(model, id, line);
    }
    let Some((_, stage)) = model.document.scenario().funnel().find(id) else { return };
    let at = Owner::ALL.iter().position(|owner| *owner == stage.owner()).unwrap_or(0);
    let owner = Owner::ALL[(at + 1) % Owner::ALL.len()];
    act::make(model, &[Edit::Stage(id, StageEdit::Owner(owner))], None);
}

/// Takes the baseline's value, or clears what need not be given.
fn clear(model: &mut Model, id: StageId, line: Line) {
    if let Line::Input(field) = line {
        return act::reset(model, Cell::Input(Input::Stage(id, field)));
    }
    let (scenario, baseline) = (model.document.scenario(), &model.document.baseline().scenario);
    let Some((_, stage)) = scenario.funnel().find(id) else { return };
    let edits = line::cleared(stage, baseline, line).map(|edit| vec![Edit::Stage(id, edit)]);
    act::take_back(model, edits, line.is_optional(), line.input(id));
}

/// Nudges the line's input.
fn step(model: &mut Model, id: StageId, line: Line, steps: f64) {
    match line {
        Line::Input(field) => nudge::nudge_cell(model, Cell::Input(Input::Stage(id, field)), steps),
        _ => model.refuse("only rate, value, lag, share and pipeline are nudged · Enter edits"),
    }
}

/// Locks or unlocks the input that the line belongs to.
fn lock(model: &mut Model, id: StageId, line: Line) {
    match line.input(id) {
        Some(input) => act::lock(model, input),
        None => model.refuse("only rate, value, lag, direct share and pipeline can be locked"),
    }
}

/// Undoes or redoes. Where that takes the stage away, its place is shown; another scenario is left alone.
fn step_back(model: &mut Model, id: StageId, step: Step) {
    let document = model.document.id();
    act::step_back(model, step);
    if model.document.id() != document {
        model.overlay = None;
        return;
    }
    let funnel = model.document.scenario().funnel();
    let stages = funnel.stages();
    let place = funnel.find(id).map_or(model.cursor.row.min(stages.len() - 1), |(place, _)| place);
    let there = stages[place].id();
    model.cursor.row = place;
    if let Some(Overlay::Stage(editor)) = &mut model.overlay {
        editor.stage = there;
    }
}
