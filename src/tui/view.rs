//! Draws the model. Sees it read-only: what is drawn decides nothing.

pub mod boxes;
pub mod canvas;
pub mod chart;
pub mod day_one;
pub mod detail;
pub mod grid;
pub mod hints;
pub mod lever;
pub mod overlay;
pub mod panes;
pub mod title;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::{Form, Regions, regions};
use super::model::{Model, Shown};
use super::theme::{Theme, to_ascii};
use canvas::put;

/// Draws a frame.
pub fn draw(frame: &mut Frame, model: &Model, theme: &Theme) {
    let buffer = frame.buffer_mut();
    draw_into(buffer, model, theme);
}

/// Draws into a buffer of the window's size.
pub fn draw_into(buffer: &mut Buffer, model: &Model, theme: &Theme) {
    let regions = regions(model);
    if regions.form == Form::TooSmall {
        too_small(buffer, model, theme);
    } else {
        draw_plan(buffer, model, &regions, theme);
    }
    if theme.ascii {
        to_ascii(buffer);
    }
}

fn draw_plan(buffer: &mut Buffer, model: &Model, regions: &Regions, theme: &Theme) {
    title::draw(buffer, model, regions, theme);
    for (focus, area) in &regions.panes {
        panes::draw(buffer, model, regions, *focus, *area, theme);
    }
    if let Some(area) = regions.lever {
        lever::draw(buffer, model, area, theme);
    }
    if model.display.shown == Shown::DayOne {
        day_one::draw(buffer, model, regions, theme);
    } else {
        grid::draw(buffer, model, regions, theme);
    }
    if let Some(area) = regions.day_one {
        boxes::day_one(buffer, model, area, theme);
    }
    if let Some(area) = regions.changed {
        boxes::changed(buffer, model, area, theme);
    }
    if let Some(area) = regions.chart {
        chart::draw(buffer, model, area, theme);
    }
    detail::draw(buffer, model, regions, theme);
    hints::draw(buffer, model, regions.hints, theme);
    if let Some(open) = &model.overlay {
        overlay::draw(buffer, model, open, theme);
    }
}

/// What a window too small for numbers says; saving and quitting work all the same.
fn too_small(buffer: &mut Buffer, model: &Model, theme: &Theme) {
    let area: Rect = buffer.area;
    let size = format!("Window is {} × {}.", model.size.width, model.size.height);
    let state = if model.document.has_unsaved_work() { "● unsaved" } else { "○ saved" };
    let lines = match (&model.overlay, &model.notice) {
        (Some(super::overlay::Overlay::Leave(_)), _) => {
            vec!["Not saved:", "s save, k keep,", "D discard, Esc stay"]
        }
        (Some(super::overlay::Overlay::Prompt(_)), _) => vec!["Enter saves,", "Esc leaves"],
        (_, Some(notice)) => vec![notice.text.as_str(), "backcast needs 40 × 12.", state, "s save · q quit"],
        _ => vec![size.as_str(), "backcast needs 40 × 12.", "Nothing is lost.", state, "s save · q quit"],
    };
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        put(buffer, area.x, y, area.width, line, theme.text);
    }
}
