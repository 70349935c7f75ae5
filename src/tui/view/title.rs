//! The first line: what is open, and whether a file holds it.

use ratatui::layout::Rect;

use super::canvas::{Canvas, put, put_right};
use crate::goals::Content;
use crate::text::clean::{clean, fit, width};
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::input::shown_keys;
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Delta, Model, Page, Shown};
use crate::tui::theme::Theme;

/// Draws the title: what is open, whether a file holds it, the pages; `shown` is what no other line of a small
/// window says.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect, shown: &str, theme: &Theme) {
    let form = Form::of(model.size.width, model.size.height);
    let small = form <= Form::Lever;
    let state = match (model.document.is_read_only(), model.document.is_unsaved()) {
        (true, true) => "● read-only, changed",
        (true, false) => "○ read-only",
        (_, true) => "● unsaved",
        _ => "○ saved",
    };
    // The smallest windows keep the name and leave out the word.
    let state = if small { &state[..state.find(' ').unwrap_or(state.len())] } else { state };
    let peek = if model.display.peek { " BASELINE (B goes back)" } else { "" };
    let gap = if form >= Form::Wide { 3 } else { 1 };
    let tabs = tabs(model, small);
    let tabs_width: usize = tabs.iter().map(|(text, ..)| width(text) + gap).sum();
    let rest_width = width(state) + width(peek) + tabs_width + if small { 11 } else { 16 };
    let name = fit(&clean(model.shown().scenario.name()), usize::from(area.width).saturating_sub(rest_width));
    put(canvas, area.x + 1, area.y, area.width.saturating_sub(1), "BACKCAST", theme.strong);
    let rest = if small { format!("{name} {state}") } else { format!("│ {name} {state} │") };
    put(canvas, area.x + 10, area.y, area.width.saturating_sub(10), &rest, theme.text);
    let mut x = area.x + 10 + width(&rest) as u16;
    put(canvas, x, area.y, area.right().saturating_sub(x), peek, theme.warning);
    x += width(peek) as u16;
    for (text, here, command) in tabs {
        x += gap as u16;
        let columns = width(&text) as u16;
        let style = if here { theme.strong } else { theme.quiet };
        put(canvas, x, area.y, columns.min(area.right().saturating_sub(x)), &text, style);
        canvas.click(Rect { x, width: columns, ..area }, Target::Command(command));
        x += columns;
    }
    if small && area.right() > x + width(shown) as u16 + 2 {
        put_right(canvas, area.x, area.y, area.width, shown, theme.quiet);
    } else if !small {
        draw_ways(canvas, model, Rect { x: x + 2, width: area.right().saturating_sub(x + 2), ..area }, theme);
    }
}

/// The ways to all that there is, at the right end: each can be clicked.
fn draw_ways(canvas: &mut Canvas, model: &Model, area: Rect, theme: &Theme) {
    let said = |command: Command| {
        let keys = shown_keys(model, model.place(), &[command]);
        (theme.keys(&format!("{keys} {}", command.at(model.place()).hint)), command)
    };
    let ways = [Command::Help, Command::Commands].map(said);
    let columns: usize = ways.iter().map(|(text, _)| width(text)).sum::<usize>() + 3 * (ways.len() - 1) + 1;
    let Some(spare) = usize::from(area.width).checked_sub(columns + 1) else { return };
    let mut x = area.x + 1 + spare as u16;
    for (text, command) in ways {
        let columns = width(&text) as u16;
        put(canvas, x, area.y, columns, &text, theme.quiet);
        canvas.click(Rect { x, width: columns, ..area }, Target::Command(command));
        x += columns + 3;
    }
}

/// The pages by name, the one on the screen in brackets; small windows name only that one.
fn tabs(model: &Model, small: bool) -> Vec<(String, bool, Command)> {
    let tab = |(page, name, command): (Page, &str, Command)| {
        let here = page == model.page;
        (if here { format!("[{name}]") } else { name.to_owned() }, here, command)
    };
    Page::TABS.into_iter().map(tab).filter(|(_, here, _)| *here || !small).collect()
}

/// What a small window shows in its grid, which has no line that says so.
pub const fn what_is_shown(model: &Model, regions: &Regions) -> &'static str {
    match (model.display.shown, regions.delta) {
        (Shown::DayOne, _) => "day one",
        (_, Delta::Absolute) => "Δ",
        (_, Delta::Percent) => "Δ %",
        (Shown::Grid(Content::ThisPlan), _) => "this plan",
        (Shown::Grid(Content::Beyond), _) => "beyond",
        (Shown::Grid(Content::Goals), _) => "",
    }
}
