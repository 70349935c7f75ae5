//! The line that stands for the panes in small windows: one input, and which of how many it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::{put, put_right};
use super::panes::{flag, target_row};
use crate::plan::{Field, Input, TargetField};
use crate::text::clean::{clean, width};
use crate::text::{sentence, show};
use crate::tui::model::{Focus, Model};
use crate::tui::pane::cursor::lever_count;
use crate::tui::theme::Theme;

/// Draws the lever line.
pub fn draw(buffer: &mut Buffer, model: &Model, area: Rect, theme: &Theme) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let stages = scenario.funnel().stages();
    let place = model.cursor.row.min(stages.len() - 1);
    let stage = &stages[place];
    let was = model.document.baseline().scenario.funnel().find(stage.id()).map(|(_, was)| was);
    let (flag, flag_style) = match model.pane {
        Focus::Target if scenario.is_locked(Input::Target(TargetField::ALL[model.cursor.target])) => {
            ("L", theme.note)
        }
        Focus::Target => ("", theme.text),
        Focus::Lags => flag(model, place, Field::Lag, theme),
        _ => flag(model, place, Field::Yield, theme),
    };
    let (at, name, value, delta) = match model.pane {
        Focus::Lags => {
            let by = was.map_or(0, |was| stage.lag().days() - was.lag().days());
            let (step, lag) = (sentence::step_name(scenario, place), show::lag(stage.lag()));
            (stages.len() + place, step, lag, show::days_delta(by.into()))
        }
        Focus::Target => {
            let (label, text) = target_row(model, model.cursor.target, false);
            debug_assert!(model.cursor.target < TargetField::ALL.len());
            (2 * stages.len() + model.cursor.target, label.to_owned(), text, String::new())
        }
        _ => {
            let was = was.map_or(stage.yields().initial(), |was| was.yields().initial());
            let is = stage.yields().initial();
            match stage.value() {
                Some(value) => {
                    let value = show::money_full(value.get(), scenario.currency());
                    (place, "Deal value".to_owned(), value, show::percent_delta(was, is))
                }
                None => (place, sentence::step_name(scenario, place), show::rate(is), show::points(was, is)),
            }
        }
    };
    let count = format!("{} of {}", at + 1, lever_count(model));
    put_right(buffer, area.x, area.y, area.width, &count, theme.quiet);
    let room = area.width.saturating_sub(width(&count) as u16 + 1);
    let focused = model.focus != Focus::Grid;
    let name = format!("{}{name} ", if focused { "▸" } else { " " });
    put(buffer, area.x, area.y, room, &name, theme.text);
    let (value, style) = match &model.field {
        Some(field) if focused && field.selected => {
            (format!("[{}]", clean(field.text.value())), theme.selection)
        }
        Some(field) if focused => (format!("[{}▏]", clean(field.text.value())), theme.preview),
        _ if focused => (format!("[{value}]"), theme.selection),
        _ => (format!(" {value} "), theme.text),
    };
    let x = width(&name) as u16;
    put(buffer, area.x + x, area.y, room.saturating_sub(x), &value, style);
    let x = x + width(&value) as u16 + 1;
    put(buffer, area.x + x, area.y, room.saturating_sub(x), &delta, theme.text);
    // Behind a blank if there is room for one.
    let x = (x + width(&delta) as u16 + 1).min(room.saturating_sub(1));
    put(buffer, area.x + x, area.y, 1, flag, flag_style);
}
