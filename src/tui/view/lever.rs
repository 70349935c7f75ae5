//! The line that stands for the panes in small windows: one input, and which of how many it is.

use ratatui::layout::Rect;

use super::canvas::{put, put_right};
use super::panes::{flag, target_row};
use crate::plan::{Field, Input, TargetField};
use crate::text::clean::{clean, width};
use crate::text::input;
use crate::tui::model::{Cell, Focus, Model};
use crate::tui::pane::cursor::lever_count;
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// The name, the value and the difference to the baseline of the input that is selected in the panes.
fn selected(model: &Model) -> (String, String, String) {
    let (scenario, baseline) = (&model.shown().scenario, &model.document.baseline().scenario);
    match model.cell_of(model.pane) {
        Cell::Input(Input::Target(_)) => {
            let (label, text) = target_row(model, model.cursor.target, false);
            (label.to_owned(), text, String::new())
        }
        Cell::Input(selected) => {
            let label = input::label(scenario, selected);
            // The smallest windows have no room for the word: days say that it is a lag.
            let label = label.strip_prefix("Lag ").map_or(label.clone(), str::to_owned);
            (label, input::current(scenario, selected), input::delta(baseline, scenario, selected))
        }
        Cell::Revenue(_) | Cell::Result => (String::new(), String::new(), String::new()),
    }
}

/// Draws the lever line.
pub fn draw(surface: &mut Surface, model: &Model, area: Rect, theme: &Theme) {
    let stages = model.stage_count();
    let place = model.cursor.row.min(stages - 1);
    let at = match model.pane {
        Focus::Lags => stages + place,
        Focus::Target => 2 * stages + model.cursor.target,
        _ => place,
    };
    let target = Input::Target(TargetField::ALL[model.cursor.target]);
    let (flag, flag_style) = match model.pane {
        Focus::Target if model.shown().scenario.is_locked(target) => ("L", theme.note),
        Focus::Target => ("", theme.text),
        Focus::Lags => flag(model, place, Field::Lag, theme),
        _ => flag(model, place, Field::Yield, theme),
    };
    let (name, value, delta) = selected(model);
    let count = format!("{} of {}", at + 1, lever_count(model));
    put_right(surface, area.x, area.y, area.width, &count, theme.quiet);
    let room = area.width.saturating_sub(width(&count) as u16 + 1);
    let focused = model.focus != Focus::Grid;
    let name = format!("{}{name} ", if focused { "▸" } else { " " });
    put(surface, area.x, area.y, room, &name, theme.text);
    let (value, style) = match &model.field {
        Some(field) if focused && field.selected => {
            (format!("[{}]", clean(field.text.value())), theme.selection)
        }
        Some(field) if focused => (format!("[{}▏]", clean(field.text.value())), theme.preview),
        _ if focused => (format!("[{value}]"), theme.selection),
        _ => (format!(" {value} "), theme.text),
    };
    let x = width(&name) as u16;
    put(surface, area.x + x, area.y, room.saturating_sub(x), &value, style);
    let x = x + width(&value) as u16 + 1;
    put(surface, area.x + x, area.y, room.saturating_sub(x), &delta, theme.text);
    // Behind a blank if there is room for one.
    let x = (x + width(&delta) as u16 + 1).min(room.saturating_sub(1));
    put(surface, area.x + x, area.y, 1, flag, flag_style);
}
