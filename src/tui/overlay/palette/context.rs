//! What commands would do to what is under the cursor, in words: so that typing its name finds them.

use crate::plan::{Input, Scenario, Stage, TargetField};
use crate::text::input;
use crate::tui::command::Command;
use crate::tui::keymap::Place;
use crate::tui::model::{Cell, Model};
use crate::tui::pane::named;
use crate::tui::pane::nudge::step_label;

/// What a command would do here; none where the table says all there is to say.
pub(super) fn told(model: &Model, command: Command) -> Option<String> {
    let place = model.place();
    let is_elsewhere = matches!(place, Place::Compare | Place::Scenarios);
    if is_elsewhere || command.at(place) != *command.about() {
        return None;
    }
    if command == Command::Stage {
        return stage(model).map(|stage| format!("{}: stage editor …", stage.name()));
    }
    let name = named::name(model);
    match model.cell() {
        Cell::Result => match command {
            Command::Why => Some(format!("Why {name}: where it comes from …")),
            Command::Find => Some(format!("Find a value for {name} …")),
            _ => None,
        },
        cell => on_input(model, command, cell, &name),
    }
}

fn stage(model: &Model) -> Option<&Stage> {
    model.shown().scenario.funnel().stages().get(model.cursor.row)
}

fn on_input(model: &Model, command: Command, cell: Cell, name: &str) -> Option<String> {
    let step = step_label(model, cell).map(|label| label.trim_start_matches("step ").to_owned());
    let by = step.as_ref().map_or_else(|| "a step".to_owned(), |step| format!("a step of {step}"));
    Some(match command {
        Command::NudgeDown => format!("Lower {name} by {by}"),
        Command::NudgeUp => format!("Raise {name} by {by}"),
        Command::NudgeDownTen => format!("Lower {name} by ten steps"),
        Command::NudgeUpTen => format!("Raise {name} by ten steps"),
        Command::Edit if is_choice(cell) => format!("Choose {name} from a list …"),
        Command::Edit => format!("Edit {name} …"),
        Command::Reset => reset(model, cell, name),
        Command::StepSize => {
            format!("Step size for {name}{}", step.map_or_else(String::new, |step| format!(", now {step}")))
        }
        Command::Find => format!("Find a value for {name} …"),
        Command::Why => "Warnings and notes: what to watch out for in this plan …".to_owned(),
        Command::Lock if cell.locked_as().is_some_and(|input| model.document.scenario().is_locked(input)) => {
            format!("Unlock {name}")
        }
        Command::Lock => format!("Lock {name}"),
        _ => return None,
    })
}

fn reset(model: &Model, cell: Cell, name: &str) -> String {
    let baseline = &model.document.baseline().scenario;
    match cell {
        Cell::Input(input) if is_in(baseline, input) => {
            format!("{name} back to the baseline's {}", input::value(baseline, input))
        }
        _ => format!("{name} back to the baseline"),
    }
}

fn is_in(scenario: &Scenario, input: Input) -> bool {
    match input {
        Input::Target(_) => true,
        Input::Stage(id, _) => scenario.funnel().find(id).is_some(),
    }
}

const fn is_choice(cell: Cell) -> bool {
    matches!(cell, Cell::Input(Input::Target(TargetField::Phasing | TargetField::Beyond)))
}
