//! What the plan cannot promise, worst first, and what can still be done about it.

use super::{dialog, write};
use crate::tui::model::Model;
use crate::tui::overlay::findings::{Kind, Shape};
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::hidden;

/// Draws the findings and the levers, from a line on.
pub(super) fn draw(surface: &mut Surface, model: &Model, first: usize, theme: &Theme) {
    let shape = Shape::of(model);
    let first = first.min(shape.last_first());
    let more = match hidden(first, shape.last_first() - first) {
        none if none.is_empty() => none,
        more => format!("{more} · ↑↓ · "),
    };
    let foot = format!("{more}Esc closes");
    let area = dialog(surface, shape.columns, shape.lines.len() as u16, &shape.title, &foot, theme);
    let style = |kind| match kind {
        Kind::Warning => theme.warning,
        Kind::Heading => theme.strong,
        Kind::Text => theme.text,
    };
    let lines = shape.lines.into_iter().skip(first);
    write(surface, area, lines.map(|(line, kind)| (line, style(kind))));
}
