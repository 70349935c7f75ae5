//! The goal grid: bearings against months, with differences to the baseline.

mod header;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Border, frame, hidden, put, put_right, rule};
use crate::goals::Content;
use crate::plan::Month;
use crate::text::clean::{clean, width};
use crate::text::name::{REVENUE, short, short_names};
use crate::text::show;
use crate::tui::command::Command;
use crate::tui::layout::{Form, GridLayout, Regions, Slot, Track};
use crate::tui::model::{Delta, Focus, Model, Shown};
use crate::tui::pane::cells::Cells;
use crate::tui::pane::cursor::column_of;
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// What a frame of the grid needs to know about one bearing: its cells now and at the baseline.
struct Line<'a> {
    now: Cells<'a>,
    /// The same in whole units, where decimals are asked for and a cell is too narrow for them.
    whole: Option<Cells<'a>>,
    /// The same stage at the baseline; none for a stage that it lacks.
    was: Option<Cells<'a>>,
    is_money: bool,
}

/// Draws the grid.
pub fn draw(surface: &mut Surface, model: &Model, regions: &Regions, theme: &Theme) {
    let Shown::Grid(content) = model.display.shown else { return };
    border(surface, model, regions, content, theme);
    let layout = &regions.grid;
    header::draw(surface, model, regions, theme);
    let room = usize::from(layout.label).saturating_sub(if layout.owners { 3 } else { 0 });
    let names = bearing_names(model, room);
    for bearing in &layout.bearings {
        label(surface, model, regions, *bearing, &names[bearing.what], theme);
        let line = line_of(model, bearing.what, content);
        for column in &layout.columns {
            cell(surface, model, regions, &line, *bearing, *column, theme);
        }
    }
    separator(surface, model, layout, theme);
}

fn line_of(model: &Model, place: usize, content: Content) -> Line<'_> {
    let plan = model.shown();
    let exact = model.display.exact;
    let bearing = plan.goals.grid().bearing(place);
    let baseline = model.document.baseline();
    let was = match bearing.stage() {
        Some(stage) => baseline.goals.grid().of(stage),
        None => Some(baseline.goals.grid().revenue()),
    };
    Line {
        now: Cells::new(plan, bearing, content, exact),
        whole: exact.then(|| Cells::new(plan, bearing, content, false)),
        was: was.map(|was| Cells::new(baseline, was, content, exact)),
        is_money: bearing.stage().is_none(),
    }
}

fn title(model: &Model, content: Content, wide: bool, folded: bool) -> String {
    let grid = model.shown().goals.grid();
    let last = grid.month(grid.columns() - 1);
    let what = match content {
        Content::Goals => "Goals · needed per month".to_owned(),
        Content::ThisPlan => "This plan · needed per month for its own revenue".to_owned(),
        Content::Beyond => {
            format!("Beyond · needed per month for revenue after {}", show::month_year(last))
        }
    };
    if wide {
        return what;
    }
    let what = match content {
        Content::ThisPlan => "This plan · per month".to_owned(),
        Content::Beyond => format!("Beyond · for revenue after {}", show::month_year(last)),
        Content::Goals => what,
    };
    let first = if folded { grid.start() } else { grid.month(0) };
    if first.number() == 1 && first.plus(11) == last {
        format!("{what} · {}", first.year())
    } else if grid.months() == 1 {
        format!("{what} · {}", show::month_year(grid.start()))
    } else {
        format!("{what} · {} – {}", show::month_year(first), show::month_year(last))
    }
}

fn border(surface: &mut Surface, model: &Model, regions: &Regions, content: Content, theme: &Theme) {
    let focused = model.focus == Focus::Grid;
    let lines = Border::focused(focused);
    let style = if focused { theme.text } else { theme.quiet };
    let delta = match regions.delta {
        Delta::Off => "Δ off",
        Delta::Absolute => "Δ abs",
        Delta::Percent => "Δ %",
    };
    let area = regions.grid_area;
    let wide = regions.form >= Form::Wide;
    let exact = match (model.display.exact, has_decimals(&regions.grid)) {
        (false, _) => "",
        (true, true) => " · exact",
        (true, false) => " · exact: too narrow",
    };
    let mut left = format!("{}{exact}", title(model, content, wide, regions.grid.folded));
    if regions.delta_lines {
        left.push_str(if regions.grid_area.width >= 112 {
            " · second line: Δ to the baseline"
        } else {
            " · below: Δ"
        });
    } else if regions.delta != Delta::Off && wide {
        left.push_str(" · Δ to the baseline");
    } else if regions.delta != Delta::Off && regions.form == Form::Narrow {
        // In front, where nothing cuts it off.
        left = format!("{delta} · {left}");
    }
    match regions.form {
        Form::Full | Form::Wide => {
            let [by, what, exact, runway] =
                [Command::Delta, Command::Content, Command::Exact, Command::Runway]
                    .map(|command| model.key(command));
            let keys = format!("{delta} · {by}  {what} what  {exact} exact  {runway} runway");
            let hidden = hidden_rows(model, regions);
            frame(surface, area, lines, style, [&left, &hidden, "", &keys]);
        }
        Form::Compact => {
            let right = format!("{delta} · {} what is shown", model.key(Command::Content));
            rule(surface, area, area.y, lines, style, [&left, &right]);
            let hidden = hidden_rows(model, regions);
            let bottom = area.bottom().saturating_sub(1);
            rule(surface, area, bottom, lines, style, ["", &hidden]);
        }
        Form::Narrow => rule(surface, area, area.y, lines, style, [&left, &hidden_rows(model, regions)]),
        Form::Lever | Form::TooSmall => {}
    }
}

/// Whether the cells have room for decimals.
pub(in crate::tui::view) fn has_decimals(layout: &GridLayout) -> bool {
    const FEWEST: u16 = 8;
    let cell = layout.columns.first().zip(layout.bearings.first());
    cell.is_none_or(|(column, bearing)| layout.rect(*bearing, *column).width >= FEWEST)
}

/// What lies outside of the window: stages, or months when they run down.
pub(super) fn hidden_rows(model: &Model, regions: &Regions) -> String {
    if regions.grid.down {
        let (above, below) = regions.grid.hidden;
        let months = hidden(above, below);
        return if months.is_empty() { months } else { format!("{months} months") };
    }
    let below = model.stage_count().saturating_sub(regions.first_row + regions.stage_rows);
    hidden(regions.first_row, below)
}

/// The names of the stages in some columns, then Revenue: in full if all fit, else those that the panes show, and
/// those cut where even they do not fit.
fn bearing_names(model: &Model, columns: usize) -> Vec<String> {
    let scenario = &model.shown().scenario;
    let names = scenario.funnel().names();
    let brief = short_names(scenario);
    let brief: Vec<&str> = brief.iter().map(String::as_str).collect();
    let mut shown = match columns {
        _ if names.iter().all(|name| width(name) <= columns) => {
            names.iter().map(|name| clean(name)).collect()
        }
        0..=4 => short(&names, columns),
        _ => short(&brief, columns),
    };
    let revenue = REVENUE.chars().take(columns).collect();
    shown.push(revenue);
    shown
}

fn label(
    surface: &mut Surface,
    model: &Model,
    regions: &Regions,
    bearing: Track<usize>,
    name: &str,
    theme: &Theme,
) {
    let layout = &regions.grid;
    if layout.down {
        return;
    }
    let (x, y, columns) = (layout.inner.x, bearing.at, layout.label);
    let selected = bearing.what == model.cursor.row;
    let style = if selected { theme.strong } else { theme.text };
    if layout.owners {
        let stage = model.shown().scenario.funnel().stages().get(bearing.what);
        put(surface, x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        let owner = stage.map(|stage| show::owner_letter(stage.owner()).to_string()).unwrap_or_default();
        put(surface, x + 1, y, 1, &owner, theme.quiet);
        put(surface, x + 3, y, columns - 3, name, style);
    } else {
        let style = if selected { theme.selection } else { style };
        put(surface, x, y, columns, name, style);
    }
}

fn cell(
    surface: &mut Surface,
    model: &Model,
    regions: &Regions,
    line: &Line,
    bearing: Track<usize>,
    column: Track<Slot>,
    theme: &Theme,
) {
    let grid = model.shown().goals.grid();
    let month = |column| grid.month(column);
    let area = regions.grid.rect(bearing, column);
    let columns = usize::from(area.width);
    let (delta, by) = delta(line, column.what, month, regions.delta, columns);
    let only_delta = regions.delta != Delta::Off && !regions.delta_lines;
    let (text, style) = if only_delta {
        (delta.clone(), theme.delta(by))
    } else {
        (number_text(line, column.what, month, columns), theme.text)
    };
    let selected = model.focus == Focus::Grid
        && bearing.what == model.cursor.row
        && is_selected(model, regions, column.what);
    if selected {
        selected_cell(surface, model, area, &text, theme);
    } else {
        let quiet = if text == show::NOTHING { theme.quiet } else { style };
        put_right(surface, area.x, area.y, area.width, &text, quiet);
    }
    if regions.delta_lines {
        put_right(surface, area.x, area.y + 1, area.width, &delta, theme.delta(by));
    }
}

fn is_selected(model: &Model, regions: &Regions, slot: Slot) -> bool {
    let grid = model.shown().goals.grid();
    let in_runway = matches!(model.cursor.column, crate::tui::model::GridColumn::Month(month)
        if month < grid.start());
    match slot {
        Slot::Runway => in_runway && regions.grid.folded,
        slot => column_of(model, slot) == model.cursor.column,
    }
}

fn selected_cell(surface: &mut Surface, model: &Model, area: Rect, text: &str, theme: &Theme) {
    let typed = model.field.as_ref().filter(|_| model.focus == Focus::Grid);
    let (shown, style) = match typed {
        Some(field) if field.selected => (format!("[{}]", clean(field.text.value())), theme.selection),
        Some(field) => (format!("[{}▏]", clean(field.text.value())), theme.preview),
        None => (format!("[{text}]"), theme.selection),
    };
    // The brackets stand in the blanks beside the cell. In the last column there is none behind the number: where it
    // does not leave room for both, the one before it and the colours must do.
    let end = (area.right() + 1).min(surface.area.right());
    let room = usize::from(end + 1 - area.x);
    let shown = if width(&shown) > room { shown.trim_end_matches(']') } else { &shown };
    let taken = (width(shown) as u16).min(end);
    put(surface, end - taken, area.y, taken, shown, style);
}

/// The number of a cell: with decimals if they are asked for and fit, else as whole as it always is.
fn number_text(line: &Line, slot: Slot, month: impl Fn(usize) -> Month, columns: usize) -> String {
    let number = line.now.at(slot, &month);
    if line.now.is_exact() && number != 0.0 {
        let text = show::exact(number);
        if width(&text) <= columns {
            return text;
        }
    }
    let whole = line.whole.as_ref().map_or(number, |whole| whole.at(slot, &month));
    if line.is_money { show::money_cell(whole, columns) } else { show::cell(whole, columns) }
}

/// The difference to the baseline in a cell, and its direction. Months differ exactly, totals as they are shown.
fn delta(
    line: &Line,
    slot: Slot,
    month: impl Fn(usize) -> Month,
    mode: Delta,
    columns: usize,
) -> (String, f64) {
    let Some(was) = &line.was else { return ("new".to_owned(), 1.0) };
    let exact = (was.exact(slot, &month), line.now.exact(slot, &month));
    if crate::goals::compare::same(exact.0, exact.1) || mode == Delta::Off {
        return (show::NOTHING.to_owned(), 0.0);
    }
    let by = match slot {
        Slot::Total | Slot::Need => line.now.at(slot, &month) - was.at(slot, &month),
        _ => exact.1 - exact.0,
    };
    let text = match mode {
        Delta::Percent => {
            let text = show::percent_delta(exact.0, exact.1);
            if width(&text) <= columns { text } else { whole_percent(exact.0, exact.1, columns) }
        }
        _ if line.now.is_exact() => exact_delta(by, columns),
        _ => show::delta(by, columns),
    };
    (text, exact.1 - exact.0)
}

/// A difference with its decimals, where they fit.
fn exact_delta(by: f64, columns: usize) -> String {
    let text = format!("{}{}", if by > 0.0 { "▲" } else { "▼" }, show::exact(by.abs()));
    if width(&text) <= columns { text } else { show::delta(by, columns) }
}

/// A percentage without decimals, where they do not fit.
fn whole_percent(was: f64, is: f64, columns: usize) -> String {
    let text = show::percent_delta_whole(was, is);
    if width(&text) <= columns { text } else { "#".repeat(columns) }
}

/// A line between the runway and the plan's first month.
fn separator(surface: &mut Surface, model: &Model, layout: &GridLayout, theme: &Theme) {
    let grid = model.shown().goals.grid();
    let first = layout.columns.iter().position(|column| column.what == Slot::Month(grid.runway()));
    let (Some(first), false, Some(_)) = (first.filter(|first| *first > 0), layout.down, layout.years) else {
        return;
    };
    let x = layout.columns[first].at - 1;
    for y in layout.header..layout.inner.bottom() {
        if surface.is_blank(x, y) {
            put(surface, x, y, 1, "│", Style { add_modifier: Modifier::empty(), ..theme.quiet });
        }
    }
}
