//! One lever and one result in big digits, for a room: the plan's own cursor says which lever.

use super::{Taken, show};
use crate::tui::command::Command;
use crate::tui::document::Computed;
use crate::tui::message::Effect;
use crate::tui::model::{Focus, Model, Page};
use crate::tui::pane::{cursor, nudge};

/// What the wall is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// As the terminal is.
    #[default]
    Terminal,
    /// Dark digits on light.
    Light,
    /// Light digits on dark.
    Dark,
}

/// What the audience sees.
#[derive(Debug, Clone)]
pub struct Presenter {
    /// The page that it came from, and that it leaves to.
    pub from: Page,
    /// Which result, counted as [`Shown::all`] does.
    pub result: usize,
    /// What the wall is like.
    pub ground: Ground,
}

impl Default for Presenter {
    fn default() -> Self {
        Self { from: Page::Plan, result: 0, ground: Ground::default() }
    }
}

/// A result that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// What this plan needs of a stage, by its place.
    Need(usize),
    /// The revenue that must be inside the funnel on day one.
    DayOne,
    /// The first day of work.
    FirstWork,
    /// The top stage's largest month.
    Peak,
}

impl Shown {
    /// The results of a plan with so many stages: each need from the top, day one, first work, the peak.
    pub fn all(stages: usize) -> Vec<Self> {
        (0..stages).map(Self::Need).chain([Self::DayOne, Self::FirstWork, Self::Peak]).collect()
    }

    /// The result that the presenter is at.
    pub fn of(model: &Model) -> Self {
        let all = Self::all(model.stage_count());
        all[model.presenter.result.min(all.len() - 1)]
    }
}

/// The plan that the audience sees. A part of a number is none: until Enter the plan stays as it was.
pub const fn shown(model: &Model) -> &Computed {
    match (model.display.peek, &model.field) {
        (false, Some(_)) => model.document.present(),
        _ => model.shown(),
    }
}

/// Comes to the screen from another page, with a lever under the cursor.
pub fn enter(model: &mut Model, from: Page) -> Option<Effect> {
    model.presenter.from = from;
    if model.focus == Focus::Grid {
        cursor::focus(model, model.pane);
    }
    None
}

/// Takes a command that is for this page; what would leave the audience before something else is left out.
pub fn on_command(model: &mut Model, command: Command) -> Taken {
    use Command as C;
    match command {
        C::NextLever | C::Down | C::NextPane => step(model, 1),
        C::Up | C::PreviousPane => step(model, -1),
        C::Edit | C::PageDown => next_result(model, 1),
        C::PageUp => next_result(model, -1),
        C::Home | C::Top => cursor::next_lever(model, -LAST),
        C::End | C::Bottom => cursor::next_lever(model, LAST),
        C::Invert => {
            model.presenter.ground = match model.presenter.ground {
                Ground::Terminal => Ground::Light,
                Ground::Light => Ground::Dark,
                Ground::Dark => Ground::Terminal,
            };
        }
        C::Present | C::Cancel | C::Interrupt => return Taken::Here(show(model, model.presenter.from)),
        _ => return Taken::Elsewhere,
    }
    Taken::Here(None)
}

/// More levers than there are.
const LAST: isize = 100;

/// The next result, from the last one to the first.
fn next_result(model: &mut Model, by: isize) {
    let all = Shown::all(model.stage_count()).len() as isize;
    model.presenter.result = (model.presenter.result as isize + by).rem_euclid(all) as usize;
}

/// The next lever, from the last one to the first.
fn step(model: &mut Model, by: isize) {
    let before = (model.focus, model.cursor.row, model.cursor.target);
    cursor::next_lever(model, by);
    if before == (model.focus, model.cursor.row, model.cursor.target) {
        cursor::next_lever(model, -by * LAST);
    }
}

/// The wheel nudges the lever: nothing else on the wall could be meant.
pub fn on_wheel(model: &mut Model, direction: f64) {
    if !model.refuses_at_baseline() {
        nudge::nudge(model, direction);
    }
}
