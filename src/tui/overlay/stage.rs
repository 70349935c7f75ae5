//! The stage editor: what a stage is called, who owns it, where it stands.

use tui_input::Input as Text;

use super::{Overlay, closes, first_line, moved};
use crate::plan::{Edit, EditError, Field, Input, Name, Owner, Scenario, Stage, StageEdit, StageId};
use crate::text::finding::refusal;
use crate::text::{entry, show};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::{Cell, Model};
use crate::tui::pane::field::replace_if_selected;
use crate::tui::pane::input;

/// A line of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The name.
    Name,
    /// The owner; Enter takes the next one.
    Owner,
    /// Rate or deal value, lag, direct share, opening pipeline.
    Input(Field),
    /// The definition.
    Definition,
}

impl Line {
    /// All of them, top to bottom.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Owner,
        Self::Input(Field::Yield),
        Self::Input(Field::Lag),
        Self::Input(Field::Direct),
        Self::Input(Field::Opening),
        Self::Definition,
    ];
}

/// A text being typed into a line.
#[derive(Debug, Clone)]
pub struct Typing {
    /// The text and its cursor.
    pub text: Text,
    /// The whole text is selected: typing replaces it.
    pub selected: bool,
    /// Why the text is not taken.
    pub problem: Option<String>,
}

/// The editor of a stage.
#[derive(Debug, Clone)]
pub struct StageEditor {
    /// Which stage.
    pub stage: StageId,
    /// The selected line.
    pub at: usize,
    /// What is being typed into it.
    pub typing: Option<Typing>,
}

/// Opens the editor of the selected stage.
pub fn open(model: &mut Model) {
    let place = model.cursor.row.min(model.stage_count() - 1);
    if let Some(stage) = model.document.stage_at(place) {
        model.overlay = Some(Overlay::Stage(StageEditor { stage, at: 0, typing: None }));
    }
}

/// Moves, edits, rearranges or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Stage(editor)) = &mut model.overlay else { return None };
    if editor.typing.is_some() {
        type_in(model, message);
        return None;
    }
    if let Some(at) = moved(editor.at, Line::ALL.len(), message).filter(|_| !is_place_letter(message)) {
        editor.at = at;
        return None;
    }
    let (id, line) = (editor.stage, Line::ALL[editor.at]);
    match message {
        Message::Command(Command::Edit) => edit_line(model, id, line),
        Message::Choose('a') => add(model, id),
        Message::Choose('x') => remove(model, id),
        Message::Choose('K') => relocate(model, id, -1),
        Message::Choose('J') => relocate(model, id, 1),
        Message::Choose('u') => {
            model.document.undo();
            close_if_gone(model, id);
        }
        Message::Choose('U') => {
            model.document.redo();
            close_if_gone(model, id);
        }
        _ if closes(message) => model.overlay = None,
        _ => {}
    }
    None
}

const fn is_place_letter(message: &Message) -> bool {
    matches!(message, Message::Choose('J' | 'K'))
}

fn close_if_gone(model: &mut Model, id: StageId) {
    match model.document.scenario().funnel().find(id) {
        Some((place, _)) => model.cursor.row = place,
        None => model.overlay = None,
    }
}

/// What a line says of a stage.
pub fn value(scenario: &Scenario, stage: &Stage, line: Line) -> String {
    match line {
        Line::Name => stage.name().to_owned(),
        Line::Owner => show::owner(stage.owner()).to_owned(),
        Line::Definition if stage.definition().is_empty() => {
            "not given: what counts as one, in both teams' words".to_owned()
        }
        Line::Definition => stage.definition().to_owned(),
        Line::Input(Field::Yield) => match stage.value() {
            Some(value) => show::money_full(value.get(), scenario.currency()),
            None => show::rate(stage.yields().initial()),
        },
        Line::Input(Field::Lag) => show::lag(stage.lag()),
        Line::Input(Field::Direct) => show::rate(stage.direct().get()),
        Line::Input(Field::Opening) => stage
            .opening()
            .map_or_else(|| "not given".to_owned(), |count| entry::print(count.get(), entry::Kind::Count)),
    }
}

fn make(model: &mut Model, edits: &[Edit]) -> bool {
    match model.document.edit(edits) {
        Ok(_) => true,
        Err(error) => {
            crate::tui::pane::field::refuse(model, &error);
            false
        }
    }
}

fn edit_line(model: &mut Model, id: StageId, line: Line) {
    let scenario = model.document.scenario();
    let Some((_, stage)) = scenario.funnel().find(id) else { return };
    let text = match line {
        Line::Owner => {
            let at = Owner::ALL.iter().position(|owner| *owner == stage.owner()).unwrap_or(0);
            let owner = Owner::ALL[(at + 1) % Owner::ALL.len()];
            make(model, &[Edit::Stage(id, StageEdit::Owner(owner))]);
            return;
        }
        Line::Input(field) if stage.is_locked(field) => {
            return model.refuse("locked, L in the panes unlocks");
        }
        Line::Input(field) => {
            let reading = input::read(scenario, Cell::Input(Input::Stage(id, field)));
            let value = reading.and_then(|reading| Some(entry::print(reading.value?, reading.kind)));
            value.unwrap_or_default()
        }
        Line::Name => stage.name().to_owned(),
        Line::Definition => stage.definition().to_owned(),
    };
    if let Some(Overlay::Stage(editor)) = &mut model.overlay {
        editor.typing = Some(Typing { text: Text::new(text), selected: true, problem: None });
    }
}

fn type_in(model: &mut Model, message: &Message) {
    let Some(Overlay::Stage(editor)) = &mut model.overlay else { return };
    let Some(typing) = &mut editor.typing else { return };
    match message {
        Message::Type(request) => {
            replace_if_selected(&mut typing.text, &mut typing.selected, *request);
            typing.text.handle(*request);
            typing.problem = None;
        }
        Message::Paste(text) => {
            typing.text = Text::new(first_line(text));
            typing.selected = false;
        }
        Message::Command(Command::Cancel | Command::Interrupt) => editor.typing = None,
        Message::Command(Command::Edit | Command::NextPane) => {
            let (id, line, text) = (editor.stage, Line::ALL[editor.at], typing.text.value().to_owned());
            let made = line_edit(model.document.scenario(), id, line, &text)
                .and_then(|edit| model.document.edit(&[edit]).map_err(|error| refusal(&error)));
            if let Some(Overlay::Stage(editor)) = &mut model.overlay {
                match made {
                    Ok(_) => editor.typing = None,
                    Err(problem) => {
                        if let Some(typing) = &mut editor.typing {
                            typing.problem = Some(problem);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

fn line_edit(scenario: &Scenario, id: StageId, line: Line, text: &str) -> Result<Edit, String> {
    let refused = |error: EditError| refusal(&error);
    match line {
        Line::Name => Name::new(text).map(|name| Edit::Stage(id, StageEdit::Name(name))).map_err(refused),
        Line::Owner => Err("Enter takes the next owner".to_owned()),
        Line::Definition => Ok(Edit::Stage(id, StageEdit::Definition(text.trim().to_owned()))),
        Line::Input(Field::Opening) if text.trim().is_empty() => {
            Ok(Edit::Stage(id, StageEdit::Opening(None)))
        }
        Line::Input(field) => {
            let cell = Cell::Input(Input::Stage(id, field));
            let reading = input::read(scenario, cell).ok_or("this stage is gone")?;
            let value = entry::number(text, reading.kind, reading.value, scenario.currency())
                .map_err(|error| error.to_string())?;
            input::set(scenario, cell, value).map_err(refused)
        }
    }
}

fn add(model: &mut Model, id: StageId) {
    let funnel = model.document.scenario().funnel();
    let Some((place, _)) = funnel.find(id) else { return };
    let free = |name: &String| funnel.named(name).is_none();
    let names =
        std::iter::once("New stage".to_owned()).chain((2..).map(|number| format!("New stage {number}")));
    let Some(name) = names.into_iter().find(free).and_then(|name| Name::new(&name).ok()) else { return };
    if make(model, &[Edit::AddStage(place + 1, name)])
        && let Some(stage) = model.document.stage_at(place + 1)
    {
        model.cursor.row = place + 1;
        model.overlay = Some(Overlay::Stage(StageEditor { stage, at: 0, typing: None }));
        edit_line(model, stage, Line::Name);
    }
}

fn remove(model: &mut Model, id: StageId) {
    let place = model.document.scenario().funnel().find(id).map_or(0, |(place, _)| place);
    if make(model, &[Edit::RemoveStage(id)]) {
        let next = model.document.stage_at(place.min(model.stage_count() - 1));
        model.cursor.row = place.min(model.stage_count() - 1);
        model.say("stage removed · u brings it back");
        if let (Some(Overlay::Stage(editor)), Some(next)) = (&mut model.overlay, next) {
            editor.stage = next;
        }
    }
}

fn relocate(model: &mut Model, id: StageId, by: isize) {
    let funnel = model.document.scenario().funnel();
    let Some((place, stage)) = funnel.find(id) else { return };
    let to = place.saturating_add_signed(by).min(funnel.stages().len() - 1);
    let direct_before = funnel.stages().iter().map(|stage| stage.direct().get()).sum::<f64>();
    let name = stage.name().to_owned();
    if to != place && make(model, &[Edit::MoveStage(id, to)]) {
        model.cursor.row = to;
        let funnel = model.document.scenario().funnel();
        let direct = funnel.stages().iter().map(|stage| stage.direct().get()).sum::<f64>();
        if direct == direct_before {
            model.say(format!("{name} is now stage {} of {}", to + 1, funnel.stages().len()));
        } else {
            model.say("the first stage has no direct share: it was cleared · u brings it back");
        }
    }
}
