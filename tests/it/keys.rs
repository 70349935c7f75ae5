//! What keys and mouse do, told in sentences: the screen without a terminal, with a real store behind it.

mod assign;
mod compare;
mod documented;
mod explain;
mod export;
mod files;
mod find;
mod grid;
mod hanging;
mod help;
mod history;
mod leaving;
mod levers;
mod mouse;
mod named;
mod notes;
mod nudge;
mod outside;
mod palette;
mod presenter;
mod recovering;
mod scenarios;
mod search;
mod settings;
mod small;
mod stage_lines;
mod stages;
mod typing;
mod undo;
mod versions;
mod views;

use backcast::plan::{Scenario, Stage};

use crate::scenarios::{Draft, acme};
use crate::screen::Screen;

/// The plan of the design's screens, in no file.
pub(crate) fn screen() -> Screen {
    Screen::new(acme().build())
}

/// The same with changes.
pub(crate) fn screen_of(change: impl FnOnce(&mut Draft)) -> Screen {
    let mut draft = acme();
    change(&mut draft);
    Screen::new(draft.build())
}

/// The rate of a stage in percent, or the deal value of the last.
pub(crate) fn yields(screen: &Screen, place: usize) -> f64 {
    let stage: &Stage = &screen.scenario().funnel().stages()[place];
    stage.value().map_or_else(|| stage.yields().initial() * 100.0, backcast::plan::Money::get)
}

/// The lag of a stage.
pub(crate) fn lag(screen: &Screen, place: usize) -> i32 {
    screen.scenario().funnel().stages()[place].lag().days()
}

/// The amount.
pub(crate) fn amount(screen: &Screen) -> f64 {
    screen.scenario().target().amount.get()
}

/// The names of the stages.
pub(crate) fn stage_names(scenario: &Scenario) -> Vec<&str> {
    scenario.funnel().stages().iter().map(Stage::name).collect()
}

/// The line of the grid at 80×24 that begins with a title.
#[track_caller]
pub(crate) fn grid_row(screen: &Screen, title: &str) -> String {
    let lines = screen.lines();
    let found = lines.iter().find(|line| line.starts_with(title));
    found.map_or_else(|| panic!("{title} has no row:\n{}", screen.text()), |line| line.trim_end().to_owned())
}

/// Everything that a key can change, to compare.
pub(crate) fn fingerprint(screen: &Screen) -> String {
    let model = &screen.model;
    let plan = (model.document.scenario(), &model.document.baseline().scenario, model.document.pinned());
    let view = (model.focus, model.cursor, model.display, &model.overlay, &model.field, &model.prefix);
    // Scenarios by name: files in the trash have the time in theirs.
    let mut scenarios = model.scenarios.clone();
    let names: Option<Vec<String>> =
        scenarios.listings.take().map(|all| all.into_iter().map(|one| one.name).collect());
    let undoable = std::mem::take(&mut scenarios.undoable).len();
    let pages = (model.page, &model.compare, &model.levers, scenarios, names, undoable, &model.presenter);
    let rest = (&model.notice, model.steps, model.mouse, screen.asked.len(), model.document.shown());
    format!("{plan:?}{view:?}{pages:?}{rest:?}").replace(&screen.store().data().display().to_string(), "")
}
