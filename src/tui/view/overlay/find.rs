//! Finds a value.

use super::dialog;
use crate::tui::model::Model;
use crate::tui::overlay::find::Find;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, _model: &Model, _state: &Find, theme: &Theme) {
    dialog(canvas, 40, 3, "Finds a value", "Esc closes", theme);
}
