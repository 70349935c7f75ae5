//! The line of commands, edits and places, with the list of what fits to it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, dialog_at, draw_text};
use crate::plan::name::quote;
use crate::text::clean::{clean, fit_numbers, width, wrap};
use crate::text::sentence;
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::model::Model;
use crate::tui::overlay::palette::rows::{Does, Row, is_assignment, rows};
use crate::tui::overlay::palette::{Palette, Seeks, complete};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, put, put_right, rule_in};

/// The most columns that a line has: keys stay near what they do.
const WIDEST: u16 = 100;
/// Rule and heading of the examples, and two lines of them.
const EXAMPLE_LINES: usize = 4;

/// A line of the list.
struct Line {
    text: String,
    note: String,
    style: Style,
    /// The row that it begins.
    row: Option<usize>,
}

/// Draws the line being typed, what fits to it, and examples where there is room.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, palette: &Palette, theme: &Theme) {
    let window = canvas.area;
    let columns = window.width.saturating_sub(4).min(WIDEST);
    let room = usize::from((window.height / 2).saturating_sub(2).clamp(4, 20));
    let rows = rows(model, palette);
    let selected = palette.at.map(|at| at.min(rows.len().saturating_sub(1)));
    let lines = lines(model, palette, &rows, columns.into(), theme);

    let is_new = palette.text.value().trim().is_empty();
    let wanted = palette.seeks == Seeks::Commands && (is_new || is_assignment(palette.text.value()));
    let examples = if wanted { examples(model, columns) } else { Vec::new() };
    let for_examples = if examples.is_empty() { 0 } else { 2 + examples.len() };
    // No higher than what there is to show.
    let room = room.min(1 + lines.len() + for_examples);
    let keeps_examples = is_new && wanted && room > 2 * EXAMPLE_LINES;
    let for_list = if keeps_examples { room - 1 - EXAMPLE_LINES } else { room - 1 };
    let at = lines.iter().position(|line| line.row.is_some() && line.row == selected).unwrap_or(0);
    let first = first_visible(0, at, for_list, lines.len());
    let hidden =
        rows.len() - lines[..lines.len().min(first + for_list)].iter().filter_map(|line| line.row).count();
    let (title, foot) = titles(palette, hidden, columns);
    // At the bottom, so that the plan above shows what the line would do.
    let area = dialog_at(canvas, columns, room as u16, At::Bottom, [title, &foot], theme);
    draw_line(canvas, palette, area, theme);

    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1).min(for_list as u16), ..area };
    for (line, y) in lines.iter().skip(first).zip(list.y..list.bottom()) {
        draw_row(canvas, line, line.row == selected, Rect { y, height: 1, ..list }, theme);
    }
    let used = (list.y + (lines.len() - first) as u16).min(list.bottom());
    let rest = Rect { y: used, height: area.bottom().saturating_sub(used), ..area };
    if wanted && usize::from(rest.height) >= EXAMPLE_LINES.min(for_examples) {
        draw_examples(canvas, &examples, rest, theme);
    }
}

fn titles(palette: &Palette, hidden: usize, columns: u16) -> (&'static str, String) {
    let (title, enter) = match palette.seeks {
        Seeks::Commands => ("Commands", "Enter run"),
        Seeks::Places => ("Search · go to", "Enter go"),
    };
    let more = if hidden > 0 { format!("▼{hidden} · ") } else { String::new() };
    let foot = if columns >= 60 {
        format!("{more}↑↓ pick · {enter} · Tab complete · Esc close")
    } else {
        format!("{more}{enter} · Esc close")
    };
    (title, foot)
}

/// The text with its cursor; before anything is typed, what may be.
fn draw_line(canvas: &mut Canvas, palette: &Palette, area: Rect, theme: &Theme) {
    let (sign, may_be) = match palette.seeks {
        Seeks::Commands => (": ", "a command by its name, or an edit: FIELD=VALUE"),
        Seeks::Places => ("/ ", "an input, a stage, a page or a scenario by its name"),
    };
    if palette.text.value().is_empty() {
        let (says, style) = match &palette.problem {
            Some(problem) => (problem.as_str(), theme.warning),
            None => (may_be, theme.quiet),
        };
        put(canvas, area.x + 3, area.y, area.width.saturating_sub(3), &theme.keys(says), style);
    }
    draw_text(canvas, area, area.y, sign, &palette.text, false, theme);
}

fn draw_row(canvas: &mut Canvas, line: &Line, selected: bool, area: Rect, theme: &Theme) {
    let Some(row) = line.row else {
        return put(canvas, area.x + 4, area.y, area.width.saturating_sub(4), &line.text, line.style);
    };
    canvas.click(area, Target::Row(row));
    put(canvas, area.x, area.y, 1, if selected { "▸" } else { "" }, theme.strong);
    let room = usize::from(area.width.saturating_sub(2));
    let mut note = theme.keys(&line.note);
    // What is said first matters more: of the rest only what fits beside it.
    while width(&line.text) + 2 + width(&note) > room && !note.is_empty() {
        note = note.rsplit_once("  ").map_or_else(String::new, |(fewer, _)| fewer.to_owned());
    }
    put_right(canvas, area.x, area.y, area.width, &note, theme.quiet);
    let style = if selected { theme.selection } else { line.style };
    put(canvas, area.x + 2, area.y, room as u16, &fit_numbers(&line.text, room), style);
}

/// The rows as lines: under an assignment what it does, or why it cannot be.
fn lines(model: &Model, palette: &Palette, rows: &[Row], columns: usize, theme: &Theme) -> Vec<Line> {
    let below = |text: String, style| Line { text, note: String::new(), style, row: None };
    let room = columns.saturating_sub(4);
    let typed = |row: &Row| match &row.does {
        Does::Complete(text) => Some(clean(text)),
        _ => None,
    };
    // What is typed and what it is stand below each other, unless a long name would push all others aside.
    let typed_columns =
        rows.iter().filter_map(typed).map(|text| width(&text)).max().unwrap_or(0).min(room * 2 / 3);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let text = match typed(row) {
            Some(typed) => {
                let pad = " ".repeat(typed_columns.saturating_sub(width(&typed)) + 2);
                format!("{typed}{pad}{}", clean(&row.label))
            }
            None => clean(&row.label),
        };
        lines.push(Line { text, note: clean(&row.note), style: theme.text, row: Some(at) });
        lines.extend(row.details.iter().map(|detail| below(fit_numbers(&clean(detail), room), theme.text)));
        if row.does == Does::Assign {
            if let Some(problem) = &palette.problem {
                let said = wrap(&format!("! {}", clean(problem)), room);
                lines.extend(said.into_iter().take(4).map(|line| below(line, theme.warning)));
            } else if model.document.is_previewing() {
                let (before, shown) = (model.document.before(), model.document.shown());
                let plans = ((&*before.scenario, &before.goals), (&*shown.scenario, &shown.goals));
                lines.push(below(sentence::effect(plans.0, plans.1, model.today, room), theme.preview));
            }
        }
    }
    if rows.is_empty() {
        let typed = quote(&clean(palette.text.value()));
        let nothing = match palette.seeks {
            Seeks::Commands => format!(
                "No command here is like {typed}; {} finds those of other pages.",
                model.key(Command::Help)
            ),
            Seeks::Places => format!("Nothing to go to is like {typed}."),
        };
        lines.extend(wrap(&nothing, room).into_iter().map(|line| below(line, theme.quiet)));
    }
    lines
}

/// What assignments are like, with the stages of this plan, in lines of at most some columns; none of them cut.
fn examples(model: &Model, columns: u16) -> Vec<String> {
    let room = usize::from(columns.saturating_sub(2));
    let mut lines: Vec<String> = Vec::new();
    for example in complete::examples(model.document.scenario()) {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(&example) <= room => {
                line.push_str("   ");
                line.push_str(&example);
            }
            _ if width(&example) <= room => lines.push(example),
            _ => {}
        }
    }
    lines
}

/// Writes as many lines of examples as fit, under a heading.
fn draw_examples(canvas: &mut Canvas, lines: &[String], area: Rect, theme: &Theme) {
    rule_in(canvas, area, theme.quiet);
    let heading = "Assignments, as on the command line, previewed; several are one undo step:";
    put(canvas, area.x, area.y + 1, area.width, &fit_numbers(heading, area.width.into()), theme.quiet);
    for (line, y) in lines.iter().zip(area.y + 2..area.bottom()) {
        put(canvas, area.x + 2, y, area.width.saturating_sub(2), line, theme.quiet);
    }
}
