//! What commands would do to what is under the cursor, in words: so that typing its name finds them.

use crate::plan::{Input, Scenario};
use crate::text::input;
use crate::tui::command::Command;
use crate::tui::keymap::Place;
use crate::tui::model::{Cell, Model};
use crate::tui::pane::named;
use crate::tui::pane::nudge::step_label;

/// What is under the cursor, as sentences about it need it.
pub(super) struct Context<'a> {
    model: &'a Model,
    place: Place,
    cell: Cell,
    name: String,
    /// How far a nudge goes, if it goes anywhere.
    step: Option<String>,
}

impl<'a> Context<'a> {
    /// Looks what is under the cursor; nothing where scenarios are what is selected.
    pub(super) fn of(model: &'a Model) -> Option<Self> {
        let (place, cell) = (model.place(), model.cell());
        let is_about_plan = !matches!(place, Place::Compare | Place::Scenarios);
        let step = step_label(model, cell);
        is_about_plan.then(|| Self { model, place, cell, name: named::name(model), step })
    }

    /// What a command would do here; none where the table says all there is to say.
    pub(super) fn told(&self, command: Command) -> Option<String> {
        if command.at(self.place) != *command.about() {
            return None;
        }
        if command == Command::Stage {
            let stage = self.model.shown().scenario.funnel().stages().get(self.model.cursor.row)?;
            return Some(format!("{}: stage editor …", stage.name()));
        }
        match (self.cell, command) {
            (_, Command::Find) => Some(format!("Find a value for {} …", self.name)),
            (Cell::Result, Command::Why) => Some(format!("Why {}: where it comes from …", self.name)),
            (Cell::Result, _) => None,
            (_, command) => self.told_of_input(command),
        }
    }

    fn told_of_input(&self, command: Command) -> Option<String> {
        let Self { name, step, .. } = self;
        let by = step.as_ref().map_or_else(|| "a step".to_owned(), |step| format!("a step of {step}"));
        Some(match command {
            Command::NudgeDown => format!("Lower {name} by {by}"),
            Command::NudgeUp => format!("Raise {name} by {by}"),
            Command::NudgeDownTen => format!("Lower {name} by ten steps"),
            Command::NudgeUpTen => format!("Raise {name} by ten steps"),
            Command::Edit if self.cell.is_choice() => format!("Choose {name} from a list …"),
            Command::Edit => format!("Edit {name} …"),
            Command::Reset => self.reset(),
            Command::StepSize => {
                let now = step.as_ref().map_or_else(String::new, |step| format!(", now {step}"));
                format!("Step size for {name}{now}")
            }
            Command::Why => "Warnings and notes: what to watch out for in this plan …".to_owned(),
            Command::Lock => {
                let is_locked = |input| self.model.document.scenario().is_locked(input);
                let does = if self.cell.locked_as().is_some_and(is_locked) { "Unlock" } else { "Lock" };
                format!("{does} {name}")
            }
            _ => return None,
        })
    }

    fn reset(&self) -> String {
        let baseline = &self.model.document.baseline().scenario;
        match self.cell {
            Cell::Input(input) if is_in(baseline, input) => {
                format!("{} back to the baseline's {}", self.name, input::current(baseline, input))
            }
            _ => format!("{} back to the baseline", self.name),
        }
    }
}

fn is_in(scenario: &Scenario, input: Input) -> bool {
    match input {
        Input::Target(_) => true,
        Input::Stage(id, _) => scenario.funnel().find(id).is_some(),
    }
}
