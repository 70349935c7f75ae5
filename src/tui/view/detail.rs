//! The sentences under the grid: what changed, what the selected stage means, what is too late.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::canvas::put;
use crate::goals::grid::ceiling;
use crate::goals::{DayOne, findings};
use crate::plan::{Day, Severity};
use crate::text::clean::{clean, fit, width};
use crate::text::name::short;
use crate::text::{finding, sentence, show};
use crate::tui::document::{Computed, Step};
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Focus, GridColumn, Model, Shown};
use crate::tui::overlay::Overlay;
use crate::tui::theme::Theme;

/// Draws the detail lines; a notice, or what is wrong with a text being typed, takes the last.
pub fn draw(buffer: &mut Buffer, model: &Model, regions: &Regions, theme: &Theme) {
    let area = regions.detail;
    let pad = u16::from(regions.form > Form::Lever);
    let columns = usize::from(area.width.saturating_sub(2 * pad));
    let mut lines = lines(model, regions, columns, theme);
    if let Some(last) = lines.last_mut()
        && let Some(urgent) = urgent(model, columns, theme)
    {
        *last = urgent;
    }
    for ((text, style), y) in lines.iter().zip(area.y..area.bottom()) {
        put(buffer, area.x + pad, y, columns as u16, text, *style);
    }
}

fn lines(model: &Model, regions: &Regions, columns: usize, theme: &Theme) -> Vec<(String, Style)> {
    let day_one = model.display.shown == Shown::DayOne;
    let first = if day_one { day_one_line(model, columns) } else { None };
    let first = first.unwrap_or_else(|| what_changed(model, columns));
    let style = if model.document.is_previewing() { theme.preview } else { theme.text };
    match regions.form {
        Form::Lever | Form::TooSmall => vec![(lever_line(model, regions, columns), style)],
        Form::Compact => vec![
            (first, style),
            (stage_line(model, columns), theme.text),
            finding_line(model, columns, theme),
        ],
        _ => vec![(first, style), finding_line(model, columns, theme)],
    }
}

fn pair(plan: &Computed) -> sentence::Plan<'_> {
    (&plan.scenario, &plan.goals)
}

/// What the last step did, or the draft does.
fn what_changed(model: &Model, columns: usize) -> String {
    let document = &model.document;
    let prefix = match (document.is_previewing(), document.step()) {
        (false, Step::Undone) => "Undo: ",
        (false, Step::Redone) => "Redo: ",
        _ => "",
    };
    let said = sentence::what_changed(
        pair(document.before()),
        pair(document.shown()),
        pair(document.baseline()),
        columns.saturating_sub(width(prefix)),
    );
    format!("{prefix}{said}")
}

/// What the last step did to the needs, where the lever line shows the step itself; and what is hidden.
fn lever_line(model: &Model, regions: &Regions, columns: usize) -> String {
    let hidden = regions.grid.hidden.1;
    let more = if hidden > 0 { format!("▼ {hidden} months") } else { String::new() };
    let room = columns.saturating_sub(width(&more) + 2);
    let document = &model.document;
    let said = fit(&sentence::effect(pair(document.before()), pair(document.shown()), room), room);
    format!("{said}{}{more}", " ".repeat(columns.saturating_sub(width(&said) + width(&more) + 2)))
}

/// The selected stage: its need, who must be inside on day one, the last call.
fn stage_line(model: &Model, columns: usize) -> String {
    let plan = model.shown();
    let Some(place) = model.selected_stage() else {
        let amount = plan.scenario.target().amount.get();
        let text = format!(
            "Revenue: {} in {} months · type a month's amount to phase it yourself",
            show::money_full(amount, plan.scenario.currency()),
            plan.scenario.months().months()
        );
        return fit(&text, columns);
    };
    let stage = &plan.scenario.funnel().stages()[place];
    let day_one = &plan.goals.day_one()[place];
    let need = show::count(plan.goals.grid().bearings()[place].shown_need());
    let inside = show::count(ceiling(day_one.needed));
    let carries = show::money_short(day_one.carries, plan.scenario.currency());
    let last_call = plan.goals.last_call(place);
    let last_call = if last_call.month.year() == plan.scenario.start().year() {
        show::day(last_call)
    } else {
        show::day_year(last_call)
    };
    let names: Vec<&str> = plan.scenario.funnel().stages().iter().map(crate::plan::Stage::name).collect();
    let (full, brief) = (clean(stage.name()), &short(&names, 9)[place]);
    let on_day_one = format!("on day one {inside} inside ({carries})");
    if let Some(cell) = cell_text(model, place) {
        return fit(&format!("{full}, {cell} · need {need} · last call {last_call}"), columns);
    }
    let forms = [
        format!("{full}: need {need} · {on_day_one} · last call {last_call}"),
        format!("{brief}: need {need} · {on_day_one} · last call {last_call}"),
        format!("{brief}: need {need} · day one {inside} ({carries}) · last call {last_call}"),
        format!("{brief}: need {need} · last call {last_call}"),
    ];
    let fitting = forms.iter().find(|form| width(form) <= columns);
    fit(fitting.unwrap_or(&forms[3]), columns)
}

/// The selected cell of the grid in full: its month, whole units, and the exact number behind them.
fn cell_text(model: &Model, place: usize) -> Option<String> {
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

/// What the day-one table says of the selected stage, where an opening pipeline falls short.
fn day_one_line(model: &Model, columns: usize) -> Option<String> {
    if model.document.is_previewing() {
        return None;
    }
    let plan = model.shown();
    let place = model.selected_stage()?;
    let day_one = &plan.goals.day_one()[place];
    let at_risk = day_one.at_risk().filter(|at_risk| *at_risk > 0.0)?;
    let currency = plan.scenario.currency();
    let names: Vec<&str> = plan.scenario.funnel().stages().iter().map(crate::plan::Stage::name).collect();
    let total: f64 = plan.goals.day_one().iter().filter_map(DayOne::at_risk).sum();
    Some(fit(
        &format!(
            "{}: have {} of {}, so {} has no buyer in play · {} at risk in all",
            short(&names, 9)[place],
            show::cell(day_one.opening.unwrap_or(0.0), 11),
            show::count(ceiling(day_one.needed)),
            show::money_short(at_risk, currency),
            show::money_short(total, currency),
        ),
        columns,
    ))
}

/// The worst finding, and the revenue that must be inside the funnel on day one.
fn finding_line(model: &Model, columns: usize, theme: &Theme) -> (String, Style) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let found = findings(scenario, &plan.goals, model.today);
    let inside = show::money_short(plan.goals.inside_on_day_one(), scenario.currency());
    let start = Day::at(scenario.start(), 0);
    let Some(worst) = found.first() else {
        let text = format!("Inside the funnel on {}: {inside}", show::day_year(start));
        return (fit(&text, columns), theme.text);
    };
    let more = if found.len() > 1 { format!(" · w {} more", found.len() - 1) } else { String::new() };
    let inside = format!(" · inside on day one: {inside}");
    let warning = worst.code().severity() == Severity::Warning;
    let mark = if warning { "! " } else { "" };
    let style = if warning { theme.warning } else { theme.note };
    let whole = finding::text(worst, scenario, model.today);
    let fits = |tail: &str| width(mark) + width(&whole) + width(tail) <= columns;
    let both = format!("{inside}{more}");
    if let Some(tail) = [both.as_str(), inside.as_str(), more.as_str()].into_iter().find(|tail| fits(tail)) {
        return (format!("{mark}{whole}{tail}"), style);
    }
    // Overdue work can be told shorter; then the rest still has room.
    let room = columns.saturating_sub(width(mark) + width(&inside));
    let said = finding::fitted(worst, scenario, model.today, room);
    (fit(&format!("{mark}{said}{inside}"), columns), style)
}

/// What must be read now: why a text is not taken, a hint, a notice.
fn urgent(model: &Model, columns: usize, theme: &Theme) -> Option<(String, Style)> {
    let problem = |text: &str| (fit(&format!("! {}", clean(text)), columns), theme.warning);
    if let Some(field) = &model.field {
        if let Some(text) = &field.problem {
            return Some(problem(text));
        }
        return field.hint.as_ref().map(|hint| (fit(hint, columns), theme.note));
    }
    if let Some(Overlay::Assign(assign)) = &model.overlay
        && let Some(text) = &assign.problem
    {
        return Some(problem(text));
    }
    let notice = model.notice.as_ref()?;
    Some(if notice.error { problem(&notice.text) } else { (fit(&clean(&notice.text), columns), theme.note) })
}
