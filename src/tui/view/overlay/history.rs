//! All steps of the session.

use super::dialog;
use crate::tui::model::Model;
use crate::tui::overlay::history::HistoryList;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, _model: &Model, _state: &HistoryList, theme: &Theme) {
    dialog(canvas, 40, 3, "All steps of the session", "Esc closes", theme);
}
