//! The preview of the selected scenario: its lines, and how many more there are.

use ratatui::layout::Rect;

use crate::tui::command::Command;
use crate::tui::input::shown_keys;
use crate::tui::model::Model;
use crate::tui::page::scenarios::preview::{Tone, lines};
use crate::tui::page::scenarios::rows::{name, rows, selected};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, hidden, put, put_right};

/// How far a value may stand from its label, so that the eye finds the way.
const FAR: u16 = 46;

/// Draws the preview in its box.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, area: Rect, theme: &Theme) {
    let focused = model.scenarios.preview;
    let rows = rows(model);
    let alone = area.width == canvas.area.width;
    let title = match selected(model, &rows) {
        Some(at) if alone => name(model, &rows[at]),
        _ => "Preview".to_owned(),
    };
    let lines = lines(model);
    let visible = usize::from(area.height.saturating_sub(2));
    let first = focused.unwrap_or(0).min(lines.len().saturating_sub(visible));
    let more = hidden(first, lines.len().saturating_sub(first + visible));
    let rows_keys = shown_keys(model, model.place(), &[Command::Up, Command::Down]);
    let foot = match (focused, more.is_empty()) {
        (Some(_), _) => format!("{rows_keys} · {} back", model.key(Command::NextPane)),
        (None, true) => String::new(),
        (None, false) => format!("{} reads on", model.key(Command::NextPane)),
    };
    let titles = [&title, "", &more, &theme.keys(&foot)];
    frame(canvas, area, Border::focused(focused.is_some()), theme.text, titles);
    let (x, columns) = (area.x + 2, area.width.saturating_sub(4));
    for (line, y) in lines.iter().skip(first).zip(area.y + 1..area.bottom().saturating_sub(1)) {
        let style = match line.tone {
            Tone::Plain => theme.text,
            Tone::Quiet => theme.quiet,
            Tone::Note => theme.note,
            Tone::Warning => theme.warning,
        };
        put(canvas, x, y, columns, &line.left, style);
        put_right(canvas, x, y, columns.min(FAR), &line.right, style);
    }
}
