//! The line under the grid about what is selected: a stage with its need, day one and last call, and what else is
//! agreed about it as far as there is room.

use super::{fitting, short_names};
use crate::goals::grid::ceiling;
use crate::text::clean::{clean, fit, width};
use crate::text::{agreed, show};
use crate::tui::model::{Focus, GridColumn, Model, Shown};
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
        return fitting(&[format!("{text} · type a month's amount to phase it yourself"), text], columns);
    };
    let full = clean(scenario.funnel().stages()[place].name());
    let brief = short_names(model).swap_remove(place);
    let need = format!("need {}", show::count(plan.goals.grid().bearings()[place].shown_need()));
    let last_call = last_call(model, place);
    if let Some(cell) = cell(model, place) {
        let forms = [
            format!("{full}, {cell} · {need} · {last_call}"),
            format!("{brief}, {cell} · {need} · {last_call}"),
            format!("{brief}, {cell} · {need}"),
            format!("{brief}, {cell}"),
        ];
        return fitting(&forms, columns);
    }
    let (inside, carries) = day_one(model, place);
    let forms = [
        format!("{full}: {need} · on day one {inside} inside ({carries}) · {last_call}"),
        format!("{brief}: {need} · on day one {inside} inside ({carries}) · {last_call}"),
        format!("{brief}: {need} · day one {inside} ({carries}) · {last_call}"),
        format!("{brief}: {need} · day one {inside} · {last_call}"),
    ];
    with_agreed(model, place, &forms, columns)
}

/// The longest form that leaves room for all that is agreed in short, else the shortest, with what fits of it.
fn with_agreed(model: &Model, place: usize, forms: &[String], columns: usize) -> String {
    const BETWEEN: &str = " · ";
    let scenario = &model.shown().scenario;
    let stage = &scenario.funnel().stages()[place];
    let needed = match agreed::columns(stage, scenario) {
        0 => 0,
        needed => width(BETWEEN) + needed,
    };
    let form = forms.iter().find(|form| width(form) + needed <= columns).or(forms.last());
    let said = form.map_or_else(String::new, |form| fit(form, columns));
    let room = columns.saturating_sub(width(&said) + width(BETWEEN));
    let agreed = agreed::told(stage, scenario, room);
    if agreed.is_empty() { said } else { said + BETWEEN + &agreed }
}

/// Until when new entries of a stage still serve the plan.
fn last_call(model: &Model, place: usize) -> String {
    let plan = model.shown();
    let day = plan.goals.last_call(place);
    if day.month.year() == plan.scenario.start().year() {
        format!("last call {}", show::day(day))
    } else {
        format!("last call {}", show::day_year(day))
    }
}

/// Who must be inside of a stage on day one, `120 of 134` where it is known who will be, and the revenue they carry.
fn day_one(model: &Model, place: usize) -> (String, String) {
    let plan = model.shown();
    let day_one = &plan.goals.day_one()[place];
    let needed = show::count(ceiling(day_one.needed));
    let inside = match agreed::opening(&plan.scenario.funnel().stages()[place]) {
        Some(have) => format!("{have} of {needed}"),
        None => needed,
    };
    (inside, show::money_short(day_one.carries, plan.scenario.currency()))
}

/// The selected cell of the grid in full: its month, whole units, and the exact number behind them.
fn cell(model: &Model, place: usize) -> Option<String> {
    let (Focus::Grid, Shown::Grid(content), GridColumn::Month(month)) =
        (model.focus, model.display.shown, model.cursor.column)
    else {
        return None;
    };
    let grid = model.shown().goals.grid();
    let column = grid.column(month)?;
    let bearing = &grid.bearings()[place];
    let (shown, exact) = (bearing.shown(content)[column], bearing.cell(content, column));
    Some(format!("{}: {} (exactly {})", show::month_year(month), show::count(shown), show::exact(exact)))
}
