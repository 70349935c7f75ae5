//! The notes of the scenario, with a cursor to write at.

use ratatui::layout::Rect;

use super::{dialog, draw_notice, write};
use crate::text::clean::{clean, strip};
use crate::tui::layout::first_visible;
use crate::tui::model::Model;
use crate::tui::overlay::notes::{Notes, room};
use crate::tui::pane::text_area::rows;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, hidden};

/// What an empty box asks for.
const ASKS: &str = "Why these numbers? What was agreed, and with whom?";

/// Draws the rows around the cursor; a notice takes the last one.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, notes: &Notes, theme: &Theme) {
    let (columns, page) = room(model.size);
    let text = notes.area.text();
    let rows = rows(text, columns);
    let (row, column) = notes.area.place(&rows);
    let first = first_visible(notes.first, row, page, rows.len());
    let hidden = hidden(first, rows.len().saturating_sub(first + page));
    let title = ["Notes", &clean(model.document.scenario().name()), &hidden].join(" · ");
    let title = title.trim_end_matches([' ', '·']);
    // The last column is the cursor's, behind a full row.
    let area = dialog(canvas, columns as u16 + 1, page as u16, title, "Enter new line · Esc keeps it", theme);
    if text.is_empty() {
        write(canvas, area, [(format!(" {ASKS}"), theme.quiet)]);
    }
    let shown = rows[first..].iter().map(|row| (strip(&text[row.clone()]), theme.text));
    write(canvas, area, shown);
    let cursor = (
        area.x + (column as u16).min(area.width.saturating_sub(1)),
        area.y + row.saturating_sub(first) as u16,
    );
    if area.contains(cursor.into()) {
        canvas.set_style(Rect::new(cursor.0, cursor.1, 1, 1), theme.selection);
    }
    draw_notice(canvas, model, area, theme);
}
