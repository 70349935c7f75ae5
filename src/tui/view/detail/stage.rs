//! The line under the grid about what is selected: a stage with its need, day one and last call, and what else is
//! agreed about it as far as there is room.

use super::{fitting, short_names};
use crate::goals::grid::ceiling;
use crate::text::clean::{clean, fit, width};
use crate::text::day_one::{Shortfall, shortfall};
use crate::text::{agreed, show};
use crate::tui::layout::Regions;
use crate::tui::model::{Focus, GridColumn, Model, Shown};
use crate::tui::view::grid::has_decimals;
use crate::tui::view::panes::first_words;

/// Says it within some columns.
pub(super) fn line(model: &Model, columns: usize) -> String {
    let plan = model.shown();
    let scenario = &plan.scenario;
    if model.focus == Focus::Target
        && let Some(words) = first_words(scenario)
    {
        return fit(&format!("Note: {words}"), columns);
    }
    let Some(place) = model.selected_stage() else {
        let amount = show::money_full(scenario.target().amount.get(), scenario.currency());
        let text = format!("Revenue: {amount} in {} months", scenario.months().months());
        return fitting([format!("{text} · type a month's amount to phase it yourself"), text], columns);
    };
    let full = clean(scenario.funnel().stages()[place].name());
    let brief = short_names(model).swap_remove(place);
    let need = format!("need {}", show::count(plan.goals.grid().bearing(place).shown_need()));
    let last_call = last_call(model, place);
    if let Some(cell) = cell(model, place) {
        let forms = [
            format!("{full}, {cell} · {need} · {last_call}"),
            format!("{brief}, {cell} · {need} · {last_call}"),
            format!("{brief}, {cell} · {need}"),
            format!("{brief}, {cell}"),
        ];
        return fitting(forms, columns);
    }
    let [long, short, tiny] = day_one(model, place);
    let forms = [
        format!("{full}: {need} · {long} · {last_call}"),
        format!("{brief}: {need} · {long} · {last_call}"),
        format!("{brief}: {need} · {short} · {last_call}"),
        format!("{brief}: {need} · {tiny} · {last_call}"),
        format!("{brief}: {need} · {tiny}"),
    ];
    with_agreed(model, place, &forms, columns)
}

/// The longest form that leaves room for all that is agreed in short, else the shortest with the last call, with what
/// fits of it. The last form is the one without the last call.
fn with_agreed(model: &Model, place: usize, forms: &[String; 5], columns: usize) -> String {
    const BETWEEN: &str = " · ";
    let scenario = &model.shown().scenario;
    let stage = &scenario.funnel().stages()[place];
    let needed = match agreed::columns(stage, scenario) {
        0 => 0,
        needed => width(BETWEEN) + needed,
    };
    let fits = |form: &&String| width(form) + needed <= columns;
    let said = forms.iter().find(fits).cloned().unwrap_or_else(|| fitting(forms[3..].to_vec(), columns));
    let room = columns.saturating_sub(width(&said) + width(BETWEEN));
    let agreed = agreed::told(stage, scenario, room);
    if agreed.is_empty() { said } else { said + BETWEEN + &agreed }
}

/// Until when new entries of a stage still serve the plan.
fn last_call(model: &Model, place: usize) -> String {
    let plan = model.shown();
    let day = show::day_of_plan(plan.goals.last_call(place), plan.scenario.start(), model.today);
    format!("last call {day}")
}

/// Who must be inside of a stage on day one and the revenue they carry; where it is known who will be, that as well,
/// and what is at risk if they are too few. At length, in short, and in as few
/// words as there can be.
fn day_one(model: &Model, place: usize) -> [String; 3] {
    let plan = model.shown();
    let day_one = &plan.goals.day_one()[place];
    let needed = show::count(ceiling(day_one.needed));
    let carries = show::money_short(day_one.carries, plan.scenario.currency());
    let Some(have) = agreed::opening(&plan.scenario.funnel().stages()[place]) else {
        return [
            format!("on day one {needed} must be inside ({carries})"),
            format!("day one needs {needed} ({carries})"),
            format!("day one needs {needed}"),
        ];
    };
    match shortfall(&plan.scenario, &plan.goals, place) {
        Some(Shortfall { money, at_risk, .. }) => [
            format!("on day one have {have} of {needed}: {at_risk}"),
            format!("day one {have} of {needed}, {money} at risk"),
            format!("day one {have} of {needed}, {money} at risk"),
        ],
        None => [
            format!("on day one have {have} of {needed}, enough ({carries})"),
            format!("day one {have} of {needed}, enough"),
            format!("day one {have} of {needed}"),
        ],
    }
}

/// The selected cell of the grid with its decimals, where the grid has no room for those that are asked for.
pub(super) fn exact_cell(model: &Model, regions: &Regions, columns: usize) -> Option<String> {
    if !model.display.exact || has_decimals(&regions.grid) {
        return None;
    }
    let place = model.selected_stage()?;
    let brief = short_names(model).swap_remove(place);
    let said = cell(model, place)?;
    let exact = said.rsplit_once('(').map_or(said.as_str(), |(_, exact)| exact.trim_end_matches(')'));
    Some(fitting([format!("{brief}, {said}"), format!("{brief}: {exact}")], columns))
}

/// The selected cell of the grid in full: its month, whole units, and the exact number behind them.
fn cell(model: &Model, place: usize) -> Option<String> {
    let (Focus::Grid, Shown::Grid(content)) = (model.focus, model.display.shown) else { return None };
    let grid = model.shown().goals.grid();
    let bearing = grid.bearing(place);
    let (name, columns) = match model.cursor.column {
        GridColumn::Month(month) => {
            let column = grid.column(month)?;
            (show::month_year(month), column..column + 1)
        }
        GridColumn::Total if model.display.exact => ("Total".to_owned(), grid.runway()..grid.columns()),
        GridColumn::Total | GridColumn::Need => return None,
    };
    let shown: f64 = bearing.shown(content).take(columns.end).skip(columns.start).sum();
    let exact: f64 = bearing.cells(content).take(columns.end).skip(columns.start).sum();
    Some(format!("{name}: {} (exactly {})", show::count(shown), show::exact(exact)))
}
