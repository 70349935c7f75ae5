//! The page Levers.

use crate::tui::layout::PageRegions;
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame};

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, _model: &Model, regions: &PageRegions, theme: &Theme) {
    frame(canvas, regions.body, Border::Heavy, theme.text, ["Levers", "", "", ""]);
}
