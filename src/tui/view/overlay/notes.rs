//! The notes of the scenario.

use super::dialog;
use crate::tui::model::Model;
use crate::tui::overlay::notes::Notes;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, _model: &Model, _state: &Notes, theme: &Theme) {
    dialog(canvas, 40, 3, "The notes of the scenario", "Esc closes", theme);
}
