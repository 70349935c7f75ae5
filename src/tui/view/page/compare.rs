//! The page Compare.

use crate::tui::layout::PageRegions;
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame};

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, regions: &PageRegions, theme: &Theme) {
    let asked: Vec<&str> = model.compare.asked.iter().map(|(name, _)| name.as_str()).collect();
    let title = ["Compare"].into_iter().chain(asked).collect::<Vec<_>>().join(" · ");
    frame(canvas, regions.body, Border::Heavy, theme.text, [&title, "", "", ""]);
}
