//! What fills the window besides the plan, one file a page.

mod compare;
mod levers;
mod presenter;
mod scenarios;

use super::canvas::Canvas;
use crate::tui::layout::PageRegions;
use crate::tui::model::{Model, Page};
use crate::tui::theme::Theme;

/// Draws the page between title and keys.
pub fn draw(canvas: &mut Canvas, model: &Model, regions: &PageRegions, theme: &Theme) {
    match model.page {
        Page::Plan => {}
        Page::Compare => compare::draw(canvas, model, regions, theme),
        Page::Levers => levers::draw(canvas, model, regions, theme),
        Page::Scenarios => scenarios::draw(canvas, model, theme),
        Page::Presenter => presenter::draw(canvas, model, regions, theme),
    }
}
