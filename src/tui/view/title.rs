//! The first line: what is open, and whether a file holds it.

use ratatui::layout::Rect;

use super::canvas::{Canvas, put, put_right};
use crate::goals::Content;
use crate::text::clean::{clean, fit, width};
use crate::tui::command::Command;
use crate::tui::document::Outside;
use crate::tui::hits::Target;
use crate::tui::input::shown_keys;
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Delta, Model, Page, Shown};
use crate::tui::theme::Theme;

/// The columns of "● unsaved".
const UNSAVED: usize = 9;

/// Draws the title: what is open, whether a file holds it, the pages; `shown` is what no other line of a small
/// window says.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect, shown: &str, theme: &Theme) {
    let form = Form::of(model.size.width, model.size.height);
    let small = form <= Form::Lever;
    // What stands behind it stays where it is when the plan is saved and when it is not any more.
    let state = &format!("{:<1$}", state(model, small), if form < Form::Compact { 0 } else { UNSAVED });
    let gap = if form >= Form::Wide { 3 } else { 1 };
    // A narrow one has to choose between the other pages and whose baseline is on the screen.
    let tabs = tabs(model, small || (model.display.peek && form == Form::Narrow));
    let tabs_width: usize = tabs.iter().map(|(text, ..)| width(text) + gap).sum();
    // What a small window shows in its grid stands nowhere else.
    let shown_width = if shown.is_empty() { 0 } else { width(shown) + 2 };
    let rest_width = width(state) + tabs_width + if small { 12 + shown_width } else { 16 };
    let name = clean(model.shown().scenario.name());
    let name = if model.display.peek { format!("BASELINE of {name}") } else { name };
    let name = fit(&name, usize::from(area.width).saturating_sub(rest_width));
    put(canvas, area.x + 1, area.y, area.width.saturating_sub(1), "BACKCAST", theme.strong);
    let rest = if small { format!("{name} {state}") } else { format!("│ {name} {state} │") };
    let style = if model.display.peek { theme.warning } else { theme.text };
    put(canvas, area.x + 10, area.y, area.width.saturating_sub(10), &rest, style);
    let mut x = area.x + 10 + width(&rest) as u16;
    for (text, here, command) in tabs {
        x += gap as u16;
        let columns = width(&text) as u16;
        let style = if here { theme.strong } else { theme.quiet };
        put(canvas, x, area.y, columns.min(area.right().saturating_sub(x)), &text, style);
        canvas.click(Rect { x, width: columns, ..area }, Target::Command(command));
        x += columns;
    }
    if small {
        put_right(canvas, x, area.y, area.right().saturating_sub(x), shown, theme.strong);
    } else if !small {
        draw_ways(canvas, model, Rect { x: x + 2, width: area.right().saturating_sub(x + 2), ..area }, theme);
    }
}

/// Whether a file holds what is on the screen, or what is being done to files for noticeably long.
pub fn state(model: &Model, small: bool) -> String {
    let (mark, word) = match (model.document.is_read_only(), model.document.is_unsaved()) {
        (true, true) => ("●", "read-only, changed"),
        (true, false) => ("○", "read-only"),
        (_, true) => ("●", "unsaved"),
        _ => ("○", "saved"),
    };
    let on_disk = model.document.outside().map(|outside| match outside {
        Outside::Changed { .. } => "changed on disk",
        Outside::Unreadable(_) => "unreadable on disk",
        Outside::Gone => "file gone",
    });
    let doing = model.work.told(model.now).map(|(what, seconds)| format!("{what} … {seconds} s"));
    // Nothing else that could be said of the file matters more.
    let is_at_risk = model.document.is_unsaved() && !model.is_kept();
    match doing {
        Some(doing) if is_at_risk && !small => format!("● NOT SAVED · {doing}"),
        _ if is_at_risk => "● NOT SAVED".to_owned(),
        Some(doing) => format!("{mark} {doing}"),
        // The smallest windows keep the name and leave out the word.
        None if small => format!("{mark}{}", if on_disk.is_some() { "!" } else { "" }),
        None => format!("{mark} {}", on_disk.unwrap_or(word)),
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

/// The pages by name, the one on the screen in brackets, or only that one.
fn tabs(model: &Model, only_this: bool) -> Vec<(String, bool, Command)> {
    let tab = |(page, name, command): (Page, &str, Command)| {
        let here = page == model.page;
        (if here { format!("[{name}]") } else { name.to_owned() }, here, command)
    };
    Page::TABS.into_iter().map(tab).filter(|(_, here, _)| *here || !only_this).collect()
}

/// What a small window shows in its grid, which has no line that says so.
pub fn what_is_shown(model: &Model, regions: &Regions) -> String {
    let delta = match regions.delta {
        Delta::Off => "",
        Delta::Absolute => "Δ",
        Delta::Percent => "Δ %",
    };
    match model.display.shown {
        Shown::DayOne => "day one".to_owned(),
        Shown::Grid(Content::Goals) => delta.to_owned(),
        Shown::Grid(Content::ThisPlan) => format!("{delta} this plan").trim_start().to_owned(),
        Shown::Grid(Content::Beyond) => format!("{delta} beyond").trim_start().to_owned(),
    }
}
