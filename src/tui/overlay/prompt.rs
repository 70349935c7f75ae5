//! A prompt for a name: to save under, for a scenario of the store, or for a file that is none (see `export`).

use std::path::PathBuf;

use tui_input::Input;

use super::{Overlay, export};
use crate::plan::{self, Edit};
use crate::text;
use crate::text::finding::refusal;
use crate::tui::command::Command;
use crate::tui::extract::Extract;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;
use crate::tui::pane::line;

/// What the name is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// To save the scenario on the screen under.
    SaveAs,
    /// For another scenario of the store.
    Rename(PathBuf),
    /// No name but a range: the low and the high end that are plausible for an input.
    Range(plan::Input),
    /// For a file that is no scenario.
    Export(Box<Extract>),
}

impl Purpose {
    /// What Enter does with the text, for the dialog's border.
    pub const fn accepting(&self) -> &'static str {
        match self {
            Self::SaveAs => "Enter saves",
            Self::Rename(_) => "Enter renames",
            Self::Range(_) => "Enter takes it",
            Self::Export(_) => "Enter writes it",
        }
    }
}

/// A name, a file or a range being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The text and its cursor.
    pub text: Input,
    /// The whole text is selected: typing replaces it.
    pub selected: bool,
    /// Why the text is not taken.
    pub problem: Option<String>,
}

/// Asks for a name, offering one.
pub fn open(model: &mut Model, purpose: Purpose, offered: &str) {
    let text = Input::new(offered.to_owned());
    model.overlay = Some(Overlay::Prompt(Prompt { purpose, text, selected: true, problem: None }));
}

/// Types, accepts or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return None };
    match message {
        Message::Type(request) => {
            line::type_in(&mut prompt.text, &mut prompt.selected, *request);
            prompt.problem = None;
        }
        Message::Paste(text) => {
            line::paste(&mut prompt.text, &mut prompt.selected, text);
            prompt.problem = None;
        }
        Message::Command(turn @ (Command::NextPane | Command::PreviousPane)) => {
            if let Purpose::Export(what) = &prompt.purpose {
                export::turn(what, &mut prompt.text, if *turn == Command::NextPane { 1 } else { -1 });
                prompt.problem = None;
            }
        }
        Message::Command(Command::Edit) => return accept(model),
        Message::Command(Command::Cancel | Command::Interrupt) => {
            model.overlay = None;
            model.next = None;
        }
        _ => {}
    }
    None
}

/// Sets the range that was typed; an empty text takes it out.
fn accept_range(model: &mut Model, input: plan::Input) {
    let unlock = model.key(Command::Lock);
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return };
    let scenario = model.document.scenario();
    let made = text::input::read_range(scenario, input, prompt.text.value())
        .map_err(|error| text::edit::reason(&error, scenario))
        .and_then(|edit| model.document.edit(&[edit]).map_err(|error| refusal(&error, &unlock)));
    match made {
        Ok(_) => model.overlay = None,
        Err(problem) => prompt.problem = Some(problem),
    }
}

fn accept(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return None };
    match &prompt.purpose {
        Purpose::Range(input) => {
            let input = *input;
            accept_range(model, input);
            return None;
        }
        Purpose::Export(_) => return export::accept(model),
        Purpose::SaveAs | Purpose::Rename(_) => {}
    }
    let name = prompt.text.value().trim().to_owned();
    // The same rules hold for every scenario's name: the one on the screen tries it on.
    let named = match model.document.scenario().with(&Edit::Name(name.clone())) {
        Ok(named) => named,
        Err(error) => {
            prompt.problem = Some(error.to_string());
            return None;
        }
    };
    let purpose = prompt.purpose.clone();
    model.overlay = None;
    match purpose {
        Purpose::SaveAs => Some(Effect::SaveAs(model.document.id(), Box::new(named))),
        Purpose::Rename(path) => Some(Effect::Rename(path, name)),
        Purpose::Range(_) | Purpose::Export(_) => None,
    }
}
