//! Explains a cell.

use super::dialog;
use crate::tui::model::Model;
use crate::tui::overlay::explain::Explain;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, _model: &Model, _state: &Explain, theme: &Theme) {
    dialog(canvas, 40, 3, "Explains a cell", "Esc closes", theme);
}
