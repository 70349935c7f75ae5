//! What the mouse does: click selects, a second click edits, the wheel nudges the selected number, dragging scrubs.

use ratatui::layout::Position;

use super::{DOUBLE, change};
use crate::plan::TargetField;
use crate::tui::command::Command;
use crate::tui::layout::{Hit, regions};
use crate::tui::message::{Effect, Message, Mouse};
use crate::tui::model::{Cell, Focus, Model, Page};
use crate::tui::pane::{cursor, drag, field, nudge};
use crate::tui::{overlay, page};

/// Takes in what the mouse did.
pub(super) fn on_mouse(model: &mut Model, mouse: Mouse, at: Position) -> Option<Effect> {
    if model.overlay.is_some() {
        return on_overlay_mouse(model, mouse);
    }
    if model.page != Page::Plan {
        match mouse {
            Mouse::WheelUp => page::on_wheel(model, None, 1.0),
            Mouse::WheelDown => page::on_wheel(model, None, -1.0),
            _ => {}
        }
        return None;
    }
    match mouse {
        Mouse::Press => press(model, at),
        Mouse::Drag => drag::drag(model, at.x),
        Mouse::Release => drag::release(model, at.x),
        Mouse::WheelUp => wheel(model, at, 1.0),
        Mouse::WheelDown => wheel(model, at, -1.0),
    }
    None
}

fn on_overlay_mouse(model: &mut Model, mouse: Mouse) -> Option<Effect> {
    let command = match mouse {
        Mouse::WheelUp => Command::Up,
        Mouse::WheelDown => Command::Down,
        _ => return None,
    };
    overlay::update(model, &Message::Command(command))
}

/// Selects what was clicked; a second click on it edits.
fn press(model: &mut Model, at: Position) {
    let again = model.clicked.replace((at, model.now)).is_some_and(|(before, when)| {
        before.y == at.y && before.x.abs_diff(at.x) <= 1 && model.now.saturating_sub(when) < DOUBLE
    });
    if model.field.is_some() && !field::accept(model) {
        return;
    }
    if !select(model, at) {
        return;
    }
    if again && model.cell() != Cell::Result {
        drag::cancel(model);
        return change(model, Command::Edit);
    }
    if !model.display.peek {
        drag::start(model, at.x);
    }
}

/// Selects what stands at a place; says whether there is anything.
fn select(model: &mut Model, at: Position) -> bool {
    match regions(model).hit(at) {
        // The check is a result: there is nothing to select.
        Hit::Pane(Focus::Target, row) if row >= TargetField::ALL.len() => return false,
        Hit::Pane(focus, row) => {
            cursor::focus(model, focus);
            if focus == Focus::Target {
                model.cursor.target = row;
            } else {
                model.cursor.row = row.min(model.stage_count() - 1);
            }
        }
        Hit::Cell(row, slot) => {
            cursor::focus(model, Focus::Grid);
            model.cursor.row = row;
            if let Some(slot) = slot {
                cursor::select_slot(model, slot);
            }
        }
        Hit::Nothing => return false,
    }
    true
}

/// Nudges the selected number when the wheel turns over it; scrolls anywhere else.
fn wheel(model: &mut Model, at: Position, direction: f64) {
    // What is being typed belongs to the number under the cursor, which must stay where it is.
    if model.field.is_some() {
        return;
    }
    let over = match regions(model).hit(at) {
        Hit::Pane(focus, row) => {
            let selected = if focus == Focus::Target { model.cursor.target } else { model.cursor.row };
            focus == model.focus && row == selected
        }
        Hit::Cell(row, slot) => {
            let selected = slot.is_some_and(|slot| cursor::column_of(model, slot) == model.cursor.column);
            model.focus == Focus::Grid && row == model.cursor.row && selected
        }
        Hit::Nothing => false,
    };
    if over && !model.display.peek && model.cell() != Cell::Result {
        nudge::nudge(model, direction);
    } else {
        scroll(model, if direction > 0.0 { -1 } else { 1 });
    }
}

/// Moves what is visible, not what is selected: the next turn of the wheel must not change a number.
fn scroll(model: &mut Model, by: isize) {
    let down = regions(model).grid.down;
    let cursor = &mut model.cursor;
    let first = if down { &mut cursor.first_column } else { &mut cursor.first_row };
    *first = first.saturating_add_signed(by);
    model.scrolled = true;
}
