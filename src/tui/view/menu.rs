//! What may follow the first of two keys: a small menu, until the second comes.

use ratatui::layout::Rect;

use super::canvas::{Border, Canvas, clear, frame, put};
use crate::text::clean::width;
use crate::tui::hits::Target;
use crate::tui::keymap::Key;
use crate::tui::model::Model;
use crate::tui::theme::Theme;

/// Draws it at the bottom; each line can be clicked.
pub fn draw(canvas: &mut Canvas, model: &Model, first: &Key, theme: &Theme) {
    let place = model.place();
    let follow = model.keymap.continuations(place, first);
    let keys = follow.iter().map(|(key, _)| width(key)).max().unwrap_or(0) as u16;
    let window = canvas.area;
    let room = usize::from(window.width.saturating_sub(keys + 6));
    let lines = follow.iter().map(|(key, command)| {
        let about = command.at(place);
        (key, command, if width(about.help) <= room { about.help } else { about.brief() })
    });
    let lines: Vec<_> = lines.collect();
    let says = lines.iter().map(|(.., says)| width(says)).max().unwrap_or(0) as u16;
    let (width, height) = ((keys + says + 6).min(window.width), (lines.len() as u16 + 2).min(window.height));
    let area = Rect { x: 0, y: window.height - height, width, height };
    clear(canvas, area);
    frame(canvas, area, Border::Double, theme.text, [&format!("{} …", first.shown()), "", "", "Esc cancels"]);
    for ((key, command, says), y) in lines.into_iter().zip(area.y + 1..area.bottom() - 1) {
        let line = Rect { x: area.x + 1, y, width: area.width - 2, height: 1 };
        put(canvas, line.x + 1, y, keys, &theme.keys(key), theme.strong);
        put(canvas, line.x + keys + 3, y, line.width.saturating_sub(keys + 3), says, theme.text);
        canvas.click(line, Target::Command(*command));
    }
}
