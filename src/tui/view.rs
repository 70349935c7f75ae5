//! Draws the model. Sees it read-only: what is drawn decides nothing.

pub mod big;
pub mod boxes;
pub mod canvas;
pub mod chart;
pub mod day_one;
pub mod detail;
pub mod grid;
pub mod hints;
pub mod lever;
pub mod menu;
pub mod overlay;
pub mod page;
pub mod panes;
pub mod title;

use ratatui::layout::Rect;

use super::command::Command;
use super::hits::Hits;
use super::layout::{Form, Regions, page_regions, regions};
use super::model::{Model, Page, Shown};
use super::theme::{Theme, to_ascii};
use crate::tui::surface::Surface;
use canvas::{Canvas, put};

/// Draws on a surface of the window's size; gives what can be clicked in it.
pub fn draw_into(surface: &mut Surface, model: &Model, theme: &Theme) -> Hits {
    let mut canvas = Canvas::new(surface);
    if Form::of(model.size.width, model.size.height) == Form::TooSmall {
        too_small(&mut canvas, model, theme);
    } else {
        if model.page == Page::Plan {
            draw_plan(&mut canvas, model, &regions(model), theme);
        } else {
            draw_page(&mut canvas, model, theme);
        }
        if let Some(open) = &model.overlay {
            canvas.cover();
            overlay::draw(&mut canvas, model, open, theme);
        }
        if let Some(first) = &model.prefix {
            menu::draw(&mut canvas, model, first, theme);
        }
    }
    if theme.ascii {
        to_ascii(&mut canvas);
    }
    canvas.into_hits()
}

fn draw_page(canvas: &mut Canvas, model: &Model, theme: &Theme) {
    let regions = page_regions(model);
    if model.page != Page::Presenter {
        title::draw(canvas, model, regions.title, "", theme);
        hints::draw(canvas, model, regions.hints, theme);
        if let Some(notice) = &model.notice {
            detail::draw_notice(canvas, notice, Rect { height: 1, ..regions.hints }, theme);
        }
    }
    page::draw(canvas, model, &regions, theme);
}

fn draw_plan(surface: &mut Canvas, model: &Model, regions: &Regions, theme: &Theme) {
    title::draw(surface, model, regions.title, &title::what_is_shown(model, regions), theme);
    for (focus, area) in &regions.panes {
        panes::draw(surface, model, regions, *focus, *area, theme);
    }
    if let Some(area) = regions.lever {
        lever::draw(surface, model, area, theme);
    }
    if model.display.shown == Shown::DayOne {
        day_one::draw(surface, model, regions, theme);
    } else {
        grid::draw(surface, model, regions, theme);
    }
    if let Some(area) = regions.day_one {
        boxes::day_one(surface, model, area, theme);
    }
    if let Some(area) = regions.changed {
        boxes::changed(surface, model, area, theme);
    }
    if let Some(area) = regions.chart {
        chart::draw(surface, model, model.shown(), area, model.cursor.row, theme);
    }
    detail::draw(surface, model, regions, theme);
    hints::draw(surface, model, regions.hints, theme);
}

/// What a window too small for numbers says; saving and quitting work all the same.
fn too_small(surface: &mut Surface, model: &Model, theme: &Theme) {
    let area: Rect = surface.area;
    let size = format!("Window is {} × {}.", model.size.width, model.size.height);
    let state = &title::state(model, false);
    let (save, quit) = (model.key(Command::Save), model.key(Command::Quit));
    let keys = format!("{save} save · {quit} quit");
    let lines = match (&model.overlay, &model.notice) {
        (Some(super::overlay::Overlay::Leave(_)), _) => {
            vec!["Not saved:", "s save, k keep,", "D discard, Esc stay"]
        }
        (Some(super::overlay::Overlay::Prompt(prompt)), _) => {
            vec![prompt.purpose.accepting(), "Esc leaves as is"]
        }
        (Some(_), _) => vec!["Esc closes what", "is open.", "backcast needs 40 × 12."],
        (_, Some(notice)) => vec![notice.text.as_str(), "backcast needs 40 × 12.", state, &keys],
        _ => vec![size.as_str(), "backcast needs 40 × 12.", "Nothing is lost.", state, &keys],
    };
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        put(surface, area.x, y, area.width, line, theme.text);
    }
}
