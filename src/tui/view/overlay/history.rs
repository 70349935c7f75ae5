//! The steps of the session, the newest first, then the earlier versions of its file; below, the selected one in full.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{At, dialog_at, draw_notice, put};
use crate::goals;
use crate::plan::Stage;
use crate::text::clean::{clean, strip};
use crate::text::name::running;
use crate::text::{show, step};
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::message::Listing;
use crate::tui::model::Model;
use crate::tui::overlay::history::{Entry, HistoryList, time_of, told};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, hidden};

/// Draws the list at the bottom, so that the plan above shows the selected state.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, list: &HistoryList, theme: &Theme) {
    let window = canvas.area;
    let (steps, versions) = (model.document.step_count(), list.versions.len());
    let lines = steps + if versions > 0 { 1 + versions } else { 0 };
    // What stands over the versions is a line, but no row.
    let at = if list.at < steps { list.at } else { list.at + 1 };
    // Half of the window is the plan's, and the last line of the box is not the list's.
    let rows = (lines + 2).min(usize::from(window.height / 2).max(4));
    let first = first_visible(0, at, rows - 1, lines);
    let titles = [&title(steps, &hidden(first, lines.saturating_sub(first + rows - 1))), foot(window.width)];
    let area = dialog_at(canvas, window.width.saturating_sub(4), rows as u16, At::Bottom, titles, theme);
    let bottom = area.bottom().saturating_sub(1);
    for (line, y) in (first..lines).zip(area.y..bottom) {
        let place = Rect { y, height: 1, ..area };
        let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..place };
        if line == steps {
            put(canvas, inner.x, y, inner.width, "EARLIER SAVED VERSIONS", theme.quiet);
            continue;
        }
        let row = if line < steps { line } else { line - 1 };
        let selected = row == list.at;
        canvas.click(place, Target::Row(row));
        put(canvas, place.x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        match HistoryList::entry(row, steps) {
            Entry::Step(step) => draw_step(canvas, inner, model, step, selected, theme),
            Entry::Version(at) => {
                let style = if selected { theme.selection } else { theme.text };
                let text = list.versions.get(at).map(version).unwrap_or_default();
                put(canvas, inner.x, y, inner.width, &text, style);
            }
        }
    }
    let said = there(model, list, area.width.into());
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

/// When a step was made, whether the plan stands there or it was undone, and what it did.
fn draw_step(buffer: &mut Buffer, area: Rect, model: &Model, step: usize, selected: bool, theme: &Theme) {
    let document = &model.document;
    let Some(moment) = document.step_at(step) else { return };
    let (present, wide) = (document.undo_depth(), area.width >= 58);
    let (mark, style) = match step.cmp(&present) {
        Ordering::Less => ("", theme.text),
        Ordering::Equal => (if wide { "now" } else { "●" }, theme.text),
        Ordering::Greater => (if wide { "undone" } else { "×" }, theme.quiet),
    };
    let lead = if wide { 13 } else { 8 };
    put(buffer, area.x, area.y, 5, time_of(&moment), theme.quiet);
    put(buffer, area.x + 6, area.y, lead - 7, mark, theme.strong);
    let columns = area.width.saturating_sub(lead);
    let style = if selected { theme.selection } else { style };
    put(buffer, area.x + lead, area.y, columns, &told(document, step, model.today, columns.into()), style);
}

/// When a version was saved, and what it asks for.
fn version(version: &Listing) -> String {
    let asks = match &version.content {
        Err(_) => "cannot be read".to_owned(),
        Ok(scenario) => {
            let need = show::count(goals::compute(scenario).grid().top().shown_need());
            let top = scenario.funnel().stages().first().map_or("", Stage::name);
            let amount = show::money_short(scenario.target().amount.get(), scenario.currency());
            format!("{amount} · {need} {}", running(&clean(top)))
        }
    };
    format!("{}  {asks}", version.about)
}

/// What the selected row holds, against what is on the screen without it.
fn there(model: &Model, list: &HistoryList, columns: usize) -> String {
    const GOING: &str = "Going there: ";
    let document = &model.document;
    let (now, then) = (document.before(), document.shown());
    let place = match HistoryList::entry(list.at, document.step_count()) {
        Entry::Step(place) => place,
        Entry::Version(at) => {
            return match list.versions.get(at).map(|version| &version.content) {
                Some(Err(reason)) => format!("! {}", clean(reason)),
                _ => "Enter opens it as a copy, not saved yet; the file stays as it is.".to_owned(),
            };
        }
    };
    if place == document.undo_depth() {
        "The plan stands here.".to_owned()
    } else if document.step_at(place).is_some_and(|moment| moment.id != document.id()) {
        format!("{GOING}another scenario, {}", clean(then.scenario.name()))
    } else if now.scenario == then.scenario {
        let since = document.pinned().unwrap_or("the scenario as opened");
        format!("{GOING}the same plan, measured from {since}")
    } else {
        let columns = columns.saturating_sub(GOING.len());
        format!("{GOING}{}", strip(&step::said(now.pair(), then.pair(), model.today, columns)))
    }
}
