//! What fills the window besides the plan: state, message and action of one page each; no drawing.

pub mod compare;
pub mod levers;
pub mod presenter;
pub mod scenarios;

use super::command::Command;
use super::message::Effect;
use super::model::{Model, Page};

/// What a page makes of a command.
#[derive(Debug)]
pub enum Taken {
    /// It was for the page, which may ask for something.
    Here(Option<Effect>),
    /// It means what it means anywhere.
    Elsewhere,
}

/// Gives a command to the page that fills the window; the plan's own commands are `update`'s.
pub fn on_command(model: &mut Model, command: Command) -> Taken {
    match model.page {
        Page::Plan => Taken::Elsewhere,
        Page::Compare => compare::on_command(model, command),
        Page::Levers => levers::on_command(model, command),
        Page::Scenarios => scenarios::on_command(model, command),
        Page::Presenter => presenter::on_command(model, command),
    }
}

/// A row of the page's list was clicked.
pub fn on_row(model: &mut Model, row: usize) {
    match model.page {
        Page::Plan | Page::Presenter => {}
        Page::Compare => compare::select_row(model, row),
        Page::Levers => levers::select(model, row),
        Page::Scenarios => scenarios::select(model, row),
    }
}

/// The wheel turned (away when positive), over a row of the page's list or elsewhere: it nudges the selected
/// number and scrolls anywhere else.
pub fn on_wheel(model: &mut Model, row: Option<usize>, direction: f64) {
    match model.page {
        Page::Plan => {}
        Page::Compare => compare::on_wheel(model, direction),
        Page::Levers => levers::on_wheel(model, row, direction),
        Page::Scenarios => scenarios::on_wheel(model, direction),
        Page::Presenter => presenter::on_wheel(model, direction),
    }
}

/// Keeps what a page remembers in step with everything else, after each message.
pub fn settle(model: &mut Model) {
    compare::settle(model);
}

/// Whether keys are text on the page.
pub fn takes_text(model: &Model) -> bool {
    model.page == Page::Scenarios && model.overlay.is_none() && scenarios::search::is_typing(model)
}

/// Whether a number can be typed on the page.
pub const fn takes_numbers(model: &Model) -> bool {
    !matches!(model.page, Page::Compare | Page::Scenarios)
}

/// Goes to a page; what it needs to know is asked for.
pub fn show(model: &mut Model, page: Page) -> Option<Effect> {
    if page == model.page {
        return None;
    }
    let from = std::mem::replace(&mut model.page, page);
    match page {
        Page::Plan => None,
        Page::Compare => compare::enter(model),
        Page::Levers => levers::enter(model),
        Page::Scenarios => scenarios::enter(model),
        Page::Presenter => presenter::enter(model, from),
    }
}
