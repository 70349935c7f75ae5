//! The help: every command of the table with its keys, in its group.

use ratatui::style::Style;

use super::{dialog, put};
use crate::text::clean::fit;
use crate::tui::command::{Group, TABLE};
use crate::tui::keymap::Place;
use crate::tui::model::Model;
use crate::tui::overlay::help::Help;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// Keys, what they do, and in which style that is written.
type Line = (String, String, Style);

/// Draws the help in two columns where there is room, else in one.
pub(super) fn draw(buffer: &mut Canvas, model: &Model, help: &Help, theme: &Theme) {
    let window = buffer.area;
    let two = window.width >= 140;
    let lines = lines(model, theme);
    let rows = if two { lines.len().div_ceil(2) } else { lines.len() };
    let columns = if two { 132 } else { window.width.saturating_sub(4).min(72) };
    let area = dialog(buffer, columns, rows as u16, "Help · every key", "↑↓ PgUp PgDn · Esc closes", theme);
    let height = usize::from(area.height);
    let first = help.at.min(rows.saturating_sub(height));
    let mut column = |x: u16, width: u16, lines: &[Line]| {
        for ((keys, text, style), y) in lines.iter().skip(first).zip(area.y..area.bottom()) {
            put(buffer, x, y, 16, keys, theme.strong);
            put(buffer, x + 17, y, width.saturating_sub(17), text, *style);
        }
    };
    let (left, right) = lines.split_at(rows);
    column(area.x, if two { 65 } else { area.width }, left);
    column(area.x + 67, 65, right);
}

/// Keys and what they do, group by group, then the marks.
fn lines(model: &Model, theme: &Theme) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line =
        |keys: &str, text: &str| lines.push((fit(&theme.keys(keys), 16), text.to_owned(), theme.text));
    for group in Group::ALL {
        line(group.title(model.place()), "");
        if group == Group::Change {
            line("0-9 .", "type a value; after Enter also +5% *1.1 -2");
        }
        for about in TABLE.iter().filter(|about| about.group == group) {
            let mut keys: Vec<String> = Vec::new();
            for key in Place::ALL.iter().flat_map(|place| model.keymap.keys(*place, about.command)) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            line(&keys.join(" "), about.help);
        }
        if group == Group::Show {
            line("mouse", "click, wheel or drag the selected number");
        }
    }
    line("MARKS", "");
    line("▸ [ ]", "what is selected");
    line("┊ ▲ ▼ ·", "the baseline; above it, below it, the same");
    line("‹ !", "a month before the plan; one that has begun");
    line("L › + !", "locked; changes later; direct; out of range");
    lines
}
