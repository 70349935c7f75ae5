//! Plans side by side: their names, what differs between them, a stage month by month, and all of it in words.

mod months;
mod rows;

use ratatui::layout::Rect;

use crate::text::clean::{fit, width, wrap};
use crate::text::comparison;
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::layout::{CompareLayout, Form, PageRegions, compare_layout};
use crate::tui::model::{Delta, Model};
use crate::tui::page::compare::{Column, Sheet, selected_row, sheet};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, hidden, put};

/// What the words and the months need of a column's name.
const NAME: usize = 24;

/// Draws the page.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, regions: &PageRegions, theme: &Theme) {
    let sheet = sheet(model);
    let layout = compare_layout(model, &sheet);
    border(canvas, model, &sheet, &layout, regions.form, theme);
    header(canvas, model, &sheet, &layout, theme);
    if sheet.rows.is_empty() {
        nothing_differs(canvas, model, &layout, theme);
    } else {
        rows::draw(canvas, model, &sheet, &layout, theme);
    }
    if let Some(area) = layout.months {
        months::draw(canvas, model, &sheet, area, theme);
    }
    in_words(canvas, model, &sheet, &layout, theme);
}

/// The border: what the list shows and what the differences are to, and what lies outside of the window.
fn border(
    canvas: &mut Canvas,
    model: &Model,
    sheet: &Sheet,
    layout: &CompareLayout,
    form: Form,
    theme: &Theme,
) {
    let (above, below) = layout.hidden_rows(&sheet.lines);
    let rows = hidden(above, below);
    let key = model.key(Command::AllRows);
    let (whole, brief, other) = if model.compare.all {
        ("Compare · all rows · ", "all rows · ", "what differs")
    } else {
        ("Compare · only rows that differ · ", "what differs · ", "all rows")
    };
    let only = if model.compare.all { "only " } else { "" };
    let titles =
        [format!("{whole}{key} {only}{other}"), format!("{brief}{key} {other}"), format!("{key} {other}")];
    let room = usize::from(layout.frame.width).saturating_sub(8 + width(&rows));
    let fitting = titles.into_iter().find(|title| width(title) <= room).unwrap_or_default();
    // Where a name has to be cut, that of the selected row is told in full.
    let label = sheet.labels.get(selected_row(model, sheet)).map_or("", String::as_str);
    let is_cut = form <= Form::Narrow && width(label) > layout.labels.into();
    let title = if is_cut { label } else { fitting.as_str() };
    let [note, differences] = foot(sheet, layout, form, &model.key(Command::Delta));
    frame(canvas, layout.frame, Border::Heavy, theme.text, [title, &rows, &note, &differences]);
}

/// What stands in the lower border: hidden columns and what is not compared; what the differences are to.
fn foot(sheet: &Sheet, layout: &CompareLayout, form: Form, key: &str) -> [String; 2] {
    let columns = match layout.hidden_columns(sheet.plans.len()) {
        (0, 0) => String::new(),
        (left, 0) => format!("‹{left}"),
        (0, right) => format!("{right}›"),
        (left, right) => format!("‹{left} {right}›"),
    };
    let has_room = layout.places.iter().any(|place| place.differences > 0) || sheet.rows.is_empty();
    let differences = match sheet.delta {
        Delta::Off => format!("Δ off · {key}"),
        _ if !has_room => "no room for Δ".to_owned(),
        Delta::Absolute => format!("Δ to the first column, in numbers · {key}"),
        Delta::Percent => format!("Δ to the first column · {key}"),
    };
    // The words say it too.
    let is_untold = sheet.has_other_currencies() && layout.words.is_none();
    let (note, differences) = match (is_untold, form) {
        (false, _) => ("", differences),
        (true, Form::Lever) => ("amounts are not converted", String::new()),
        (true, Form::Narrow) => ("amounts are not converted", format!("Δ · {key}")),
        (true, _) => ("amounts are not converted", differences),
    };
    let parts: Vec<&str> = [columns.as_str(), note].into_iter().filter(|part| !part.is_empty()).collect();
    [parts.join(" · "), differences]
}

/// The names of the columns, each over its values, or over its differences too where it is long.
fn header(canvas: &mut Canvas, model: &Model, sheet: &Sheet, layout: &CompareLayout, theme: &Theme) {
    let Rect { y, .. } = layout.header;
    for place in &layout.places {
        let columns = place.values + place.differences;
        let names = &sheet.names[place.column];
        let found = names.iter().find(|name| width(name) <= columns.into());
        let name = found.map_or_else(|| fit(sheet.name(place.column), columns.into()), String::clone);
        let end = if width(&name) <= place.values.into() { place.values } else { columns };
        let x = place.x + end.saturating_sub(width(&name) as u16);
        let selected = place.column == model.compare.column;
        put(canvas, x, y, columns, &name, if selected { theme.selection } else { theme.strong });
        let area = Rect { x: place.x, y, width: columns, height: 1 };
        canvas.click(area, Target::Column(place.column));
    }
    if layout.rule {
        let line = "─".repeat(layout.header.width.into());
        put(canvas, layout.header.x, y + 1, layout.header.width, &line, theme.quiet);
    }
}

/// What stands in place of the rows where none differs, and how to go on.
fn nothing_differs(canvas: &mut Canvas, model: &Model, layout: &CompareLayout, theme: &Theme) {
    let has_plan = model.compare.columns.iter().any(|column| matches!(column, Column::Now));
    let [plan, open, all] =
        [Command::ShowPlan, Command::Open, Command::AllRows].map(|command| model.key(command));
    let change = (format!("Change a number in the plan ({plan}), and it stands here."), theme.quiet);
    let says = [
        ("Nothing differs from the first column.".to_owned(), theme.text),
        (format!("{open} adds another scenario, {all} shows all rows."), theme.quiet),
    ];
    let says = says.into_iter().chain(has_plan.then_some(change));
    let lines = says.flat_map(|(text, style)| {
        wrap(&text, layout.list.width.into()).into_iter().map(move |line| (line, style))
    });
    for ((text, style), y) in lines.zip(layout.list.y..layout.list.bottom()) {
        put(canvas, layout.list.x, y, layout.list.width, &text, style);
    }
}

/// What each plan changes against the first one, in so many lines each.
fn in_words(canvas: &mut Canvas, model: &Model, sheet: &Sheet, layout: &CompareLayout, theme: &Theme) {
    let (Some(area), lines) = (layout.words, layout.word_lines) else { return };
    put(canvas, area.x, area.y, area.width, "IN WORDS · against the first column", theme.strong);
    let columns = usize::from(area.width);
    for at in 1..sheet.plans.len() {
        let name = fit(sheet.name(at), NAME);
        let said = wrapped(columns, lines.into(), |room| {
            let [first, plan] = [0, at].map(|at| (&*sheet.plans[at].scenario, &sheet.plans[at].goals));
            let room = room.saturating_sub(width(&name) + 2);
            format!("{name}: {}", comparison::in_words(first, plan, model.today, room))
        });
        let top = area.y + 1 + (at as u16 - 1) * lines;
        canvas.click(Rect { y: top, height: lines, ..area }, Target::Column(at));
        for (line, y) in said.iter().zip(top..area.bottom()) {
            put(canvas, area.x, y, area.width, line, theme.text);
        }
    }
}

/// A sentence that fits some columns, broken into at most so many lines.
fn wrapped(columns: usize, lines: usize, sentence: impl Fn(usize) -> String) -> Vec<String> {
    let mut room = columns * lines;
    loop {
        let broken = wrap(&sentence(room), columns);
        if broken.len() <= lines || room <= columns {
            return broken.into_iter().take(lines).collect();
        }
        // What was broken early takes its place at the end.
        room = room.saturating_sub(columns / 8 + 1).max(columns);
    }
}
