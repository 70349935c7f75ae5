//! The steps of the session, the newest first, then the earlier versions of its file; below, the selected one in full.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, dialog_at, draw_notice, put};
use crate::text::clean::{clean, strip};
use crate::text::step;
use crate::tui::document::Moment;
use crate::tui::history::Standing;
use crate::tui::hits::Target;
use crate::tui::model::Model;
use crate::tui::overlay::history::{Entry, HistoryList, minute, step_columns};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, hidden};

/// Draws the list at the bottom, so that the plan above shows the selected state.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, list: &HistoryList, theme: &Theme) {
    let window = canvas.area;
    let moments = model.document.moments();
    let steps = moments.len();
    let lines = list.in_sight(steps, window.height);
    let hidden = hidden(lines.start, list.lines(steps).saturating_sub(lines.end));
    let titles = [&title(steps, &hidden), foot(window.width)];
    // The last line of the box tells where the selected row leads.
    let rows = (lines.len() + 2).min(usize::from(window.height / 2).max(4)) as u16;
    let area = dialog_at(canvas, window.width.saturating_sub(4), rows, At::Bottom, titles, theme);
    let bottom = area.bottom().saturating_sub(1);
    for (line, y) in lines.zip(area.y..bottom) {
        let place = Rect { y, height: 1, ..area };
        let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..place };
        let Some(row) = HistoryList::row(line, steps) else {
            put(canvas, inner.x, y, inner.width, "EARLIER SAVED VERSIONS", theme.quiet);
            continue;
        };
        let selected = row == list.at;
        canvas.click(place, Target::Row(row));
        put(canvas, place.x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        let (mut told, mut style) = (inner, theme.text);
        if let Entry::Step(step) = HistoryList::entry(row, steps)
            && let Some(moment) = moments.get(step)
        {
            (told.x, told.width) = (inner.x + step_columns(window.width).0, step_columns(window.width).1);
            style = draw_mark(canvas, inner, moment, told.x, theme);
        }
        let style = if selected { theme.selection } else { style };
        put(canvas, told.x, y, told.width, list.told(row), style);
    }
    let said = there(model, &moments, list, area.width.into());
    let style = if said.starts_with('!') { theme.warning } else { theme.note };
    put(canvas, area.x, bottom, area.width, &said, style);
    draw_notice(canvas, model, area, theme);
}

/// How many steps there are; the first state is none.
fn title(states: usize, hidden: &str) -> String {
    let title = match states {
        1 => "History · no steps yet".to_owned(),
        2 => "History · 1 step".to_owned(),
        states => format!("History · {} steps", states - 1),
    };
    if hidden.is_empty() { title } else { format!("{title} · {hidden}") }
}

const fn foot(columns: u16) -> &'static str {
    if columns >= 76 {
        "↑↓ look · Enter goes there (one undo) · E export · Esc leaves as is"
    } else {
        "Enter goes there · E export · Esc"
    }
}

/// Draws when a step was made, and whether the plan stands there or it was undone, left of a column; gives the style
/// of what it did.
fn draw_mark(canvas: &mut Canvas, area: Rect, moment: &Moment, end: u16, theme: &Theme) -> Style {
    let x = area.x + 6;
    let room = end.saturating_sub(x + 1);
    let (mark, brief, style) = match moment.standing {
        Standing::Past => ("", "", theme.text),
        Standing::Now => ("now", "●", theme.text),
        Standing::Undone => ("undone", "×", theme.quiet),
    };
    put(canvas, area.x, area.y, 5, minute(&moment.state.time), theme.quiet);
    put(canvas, x, area.y, room, if usize::from(room) < "undone".len() { brief } else { mark }, theme.strong);
    style
}

/// What the selected row holds, against what is on the screen without it.
fn there(model: &Model, moments: &[Moment], list: &HistoryList, columns: usize) -> String {
    const GOING: &str = "Going there: ";
    let document = &model.document;
    let (now, then) = (document.before(), document.shown());
    let moment = match HistoryList::entry(list.at, moments.len()) {
        Entry::Step(place) => moments.get(place),
        Entry::Version(at) => {
            return match list.versions.get(at).map(|version| &version.content) {
                Some(Err(reason)) => format!("! {}", clean(reason)),
                _ => "Enter opens it as a copy, not saved yet; the file stays as it is.".to_owned(),
            };
        }
    };
    if moment.is_none_or(|moment| moment.standing == Standing::Now) {
        "The plan stands here.".to_owned()
    } else if moment.is_some_and(|moment| moment.state.id != document.id()) {
        format!("{GOING}another scenario, {}", clean(then.scenario.name()))
    } else if now.scenario == then.scenario {
        let since = document.pinned().unwrap_or("the scenario as opened");
        format!("{GOING}the same plan, measured from {since}")
    } else {
        let columns = columns.saturating_sub(GOING.len());
        format!("{GOING}{}", strip(&step::said(now.pair(), then.pair(), model.today, columns)))
    }
}
