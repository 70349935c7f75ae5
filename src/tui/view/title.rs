//! The first line: what is open, and whether a file holds it.

use ratatui::buffer::Buffer;

use super::canvas::{put, put_right};
use crate::goals::Content;
use crate::text::clean::{clean, fit, width};
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Delta, Model, Shown};
use crate::tui::theme::Theme;

/// Draws the title.
pub fn draw(buffer: &mut Buffer, model: &Model, regions: &Regions, theme: &Theme) {
    let area = regions.title;
    let small = regions.form <= Form::Lever;
    let state = match (model.document.is_read_only(), model.document.is_unsaved()) {
        (true, true) => "● read-only, changed",
        (true, false) => "○ read-only",
        (_, true) => "● unsaved",
        _ => "○ saved",
    };
    let peek = if model.display.peek { "   BASELINE (B goes back)" } else { "" };
    let room = usize::from(area.width).saturating_sub(if small { 22 } else { 25 } + width(peek));
    let name = fit(&clean(model.shown().scenario.name()), room);
    put(buffer, area.x + 1, area.y, area.width.saturating_sub(1), "BACKCAST", theme.strong);
    let rest = if small { format!("{name} {state}") } else { format!("│ {name} {state}") };
    put(buffer, area.x + 10, area.y, area.width.saturating_sub(10), &rest, theme.text);
    let end = 10 + width(&rest) as u16;
    put(buffer, area.x + end, area.y, area.width.saturating_sub(end), peek, theme.warning);
    // Small windows have no line that says what the grid shows.
    let help = if small { what_is_shown(model, regions) } else { "? help   : commands " };
    if area.width > end + width(peek) as u16 + width(help) as u16 + 2 {
        put_right(buffer, area.x, area.y, area.width, help, theme.quiet);
    }
}

const fn what_is_shown(model: &Model, regions: &Regions) -> &'static str {
    match (model.display.shown, regions.delta) {
        (Shown::DayOne, _) => "day one",
        (_, Delta::Absolute) => "Δ",
        (_, Delta::Percent) => "Δ %",
        (Shown::Grid(Content::ThisPlan), _) => "this plan",
        (Shown::Grid(Content::Beyond), _) => "beyond",
        (Shown::Grid(Content::Goals), _) => "",
    }
}
