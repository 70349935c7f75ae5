//! The help: keys in groups, or the commands that were found; and what stands under the cursor.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{dialog, draw_text, write};
use crate::text::clean::{clean, width, wrap};
use crate::tui::hits::Target;
use crate::tui::keymap::Place;
use crate::tui::layout::first_visible;
use crate::tui::model::Model;
use crate::tui::overlay::help::found::Found;
use crate::tui::overlay::help::sections::{Line, keys_in};
use crate::tui::overlay::help::{Help, Shape};
use crate::tui::pane::named;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, put, put_right, rule_in};

/// The columns that keys take, and those of wide windows.
const KEYS: [u16; 2] = [12, 18];

/// Draws the search line, below it the keys or what was found, at the bottom what is under the cursor.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, help: &Help, theme: &Theme) {
    let shape = Shape::of(model);
    let first = help.first.min(shape.last_first());
    let below = shape.last_first() - first;
    let more = if below > 0 { format!("▼{below} · PgDn · ") } else { String::new() };
    let foot = match (help.is_searching(), shape.width >= 60) {
        (false, true) => format!("{more}type to search · Esc closes"),
        (false, false) => format!("{more}Esc closes"),
        (true, true) => "↑↓ pick · Enter runs it · Esc closes".to_owned(),
        (true, false) => "Enter runs it · Esc closes".to_owned(),
    };
    let title = format!("Help · {}", clean(&named::path(model).join(" › ")));
    let area = dialog(canvas, shape.width, shape.height, &title, &foot, theme);
    if help.text.value().is_empty() {
        let says = "(every command, not only these)";
        put(canvas, area.x + 10, area.y, area.width.saturating_sub(10), says, theme.quiet);
    }
    draw_text(canvas, area, area.y, "Search: ", &help.text, false, theme);
    let rest = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if help.is_searching() {
        draw_found(canvas, model, help, rest, theme);
    } else {
        draw_sections(canvas, &shape, first, rest, theme);
    }
}

fn draw_sections(canvas: &mut Canvas, shape: &Shape, first: usize, area: Rect, theme: &Theme) {
    let lines = Rect { height: area.height.min(shape.visible as u16), ..area };
    let left = Shape::left(area.width);
    let mut before = 0;
    for (column, x) in shape.columns.iter().zip([area.x, area.x + left]) {
        // Between the columns two stay free.
        let width = if x == area.x && shape.columns.len() > 1 { left - 2 } else { area.right() - x };
        for ((at, line), y) in column.iter().enumerate().skip(first).zip(lines.y..lines.bottom()) {
            draw_line(canvas, line, before + at, Rect { x, y, width, height: 1 }, theme);
        }
        before += column.len();
    }
    if !shape.meaning.is_empty() {
        let rest = Rect { y: lines.bottom(), height: area.bottom().saturating_sub(lines.bottom()), ..area };
        rule_in(canvas, rest, theme.quiet);
        for (text, y) in shape.meaning.iter().zip(rest.y + 1..rest.bottom()) {
            put(canvas, area.x, y, area.width, &clean(text), theme.text);
        }
    }
}

fn draw_line(canvas: &mut Canvas, line: &Line, row: usize, area: Rect, theme: &Theme) {
    let keys_width = if area.width >= 50 { KEYS[1] } else { KEYS[0] };
    let room = area.width.saturating_sub(keys_width);
    match line {
        Line::Heading(title) => put(canvas, area.x, area.y, area.width, title, theme.strong),
        Line::Note("", text) => put(canvas, area.x, area.y, area.width, &clean(text), theme.text),
        Line::Note(mark, text) => {
            put(canvas, area.x, area.y, keys_width - 1, mark, theme.strong);
            put(canvas, area.x + keys_width, area.y, room, text, theme.text);
        }
        Line::Commands { keys, says, .. } => {
            let keys = keys_in(keys, usize::from(keys_width) - 1, |key| theme.keys(key));
            put(canvas, area.x, area.y, keys_width - 1, &keys, theme.strong);
            let fitting = says.iter().rev().find(|says| width(says) <= room.into());
            let says = fitting.or(says.first()).map_or("", String::as_str);
            put(canvas, area.x + keys_width, area.y, room, says, theme.text);
            canvas.click(area, Target::Row(row));
        }
    }
}

fn draw_found(canvas: &mut Canvas, model: &Model, help: &Help, area: Rect, theme: &Theme) {
    let found = help.found(model);
    let at = help.at.min(found.len().saturating_sub(1));
    let below = below_found(model, found.get(at), area.width, theme);
    let rows = area.height.saturating_sub(below.len() as u16);
    let first = first_visible(0, at, rows.into(), found.len());
    for ((row, one), y) in found.iter().enumerate().skip(first).zip(area.y..area.y + rows) {
        let line = Rect { y, height: 1, ..area };
        draw_command(canvas, one, one.is_here(model), row == at, line, theme);
        canvas.click(line, Target::Row(row));
    }
    if found.is_empty() {
        let nothing = "No command is like that.";
        put(canvas, area.x + 2, area.y, area.width.saturating_sub(2), nothing, theme.quiet);
    }
    write(canvas, Rect { y: area.y + rows, height: area.height - rows, ..area }, below);
}

/// Why the selected command was not run; else what it does, where its line has no room for all of it.
fn below_found(model: &Model, selected: Option<&Found>, columns: u16, theme: &Theme) -> Vec<(String, Style)> {
    let lines = |text: &str, style| {
        wrap(text, columns.into()).into_iter().map(|line| (line, style)).collect::<Vec<_>>()
    };
    match (&model.notice, selected) {
        (Some(notice), _) => lines(&format!("! {}", clean(&notice.text)), theme.warning),
        (None, Some(found)) if !is_told_in_full(found, found.is_here(model), room_of(columns)) => {
            lines(found.about.help, theme.quiet)
        }
        _ => Vec::new(),
    }
}

/// The columns behind mark and keys.
fn room_of(columns: u16) -> usize {
    usize::from(columns.saturating_sub(2 + KEYS[0]))
}

/// Where a command works, if not here.
fn places_of(found: &Found, here: bool) -> String {
    if here { String::new() } else { format!("in {}", Place::names(&found.places)) }
}

fn is_told_in_full(found: &Found, here: bool, room: usize) -> bool {
    width(found.about.help) + 2 + width(&places_of(found, here)) <= room
}

fn draw_command(canvas: &mut Canvas, found: &Found, here: bool, selected: bool, area: Rect, theme: &Theme) {
    put(canvas, area.x, area.y, 1, if selected { "▸" } else { "" }, theme.strong);
    let keys = keys_in(std::slice::from_ref(&found.keys), usize::from(KEYS[0]) - 1, |key| theme.keys(key));
    let style = if here { theme.strong } else { theme.quiet };
    put(canvas, area.x + 2, area.y, KEYS[0] - 1, &keys, style);
    let x = area.x + 2 + KEYS[0];
    let room = room_of(area.width);
    let places = places_of(found, here);
    let says = if is_told_in_full(found, here, room) { found.about.help } else { found.about.brief() };
    put(canvas, x, area.y, room as u16, says, if selected { theme.selection } else { theme.text });
    if width(says) + 2 + width(&places) <= room {
        put_right(canvas, x, area.y, room as u16, &places, theme.note);
    }
}
