//! Scenarios or starters to open, with a preview of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::goals;
use crate::plan::{Scenario, Stage};
use crate::text::clean::{clean, fit, width};
use crate::text::show;
use crate::tui::hits::Target;
use crate::tui::layout::{PageRegions, first_visible};
use crate::tui::message::{Listing, Source};
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, put, put_right, wrap};

/// Draws the list and the preview.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, regions: &PageRegions, theme: &Theme) {
    let scenarios = &model.scenarios;
    frame(canvas, regions.body, Border::Heavy, theme.text, ["Scenarios · newest first", "", "", ""]);
    let body = regions.body;
    let area = Rect::new(body.x + 2, body.y + 1, body.width.saturating_sub(4), body.height.saturating_sub(2));
    let listings = scenarios.listings.as_deref().unwrap_or_default();
    let list_width = if area.width >= 60 { area.width / 2 } else { area.width };
    let first = first_visible(0, scenarios.at, area.height.into(), listings.len());
    for ((at, listing), y) in listings.iter().enumerate().skip(first).zip(area.y..area.bottom()) {
        let line = Rect { y, width: list_width, height: 1, ..area };
        row(canvas, line, listing, at == scenarios.at, theme);
        canvas.click(line, Target::Row(at));
    }
    if list_width < area.width
        && let Some(listing) = listings.get(scenarios.at)
    {
        let x = area.x + list_width + 3;
        let preview = Rect { x, width: area.right().saturating_sub(x), ..area };
        draw_preview(canvas, preview, listing, theme);
    }
}

fn write(buffer: &mut Buffer, area: Rect, lines: impl IntoIterator<Item = (String, Style)>) {
    for ((text, style), y) in lines.into_iter().zip(area.y..area.bottom()) {
        put(buffer, area.x, y, area.width, &text, style);
    }
}

fn row(buffer: &mut Buffer, area: Rect, listing: &Listing, selected: bool, theme: &Theme) {
    let about = match (&listing.source, &listing.content) {
        (Source::Trash(_), _) => "in the trash".to_owned(),
        (_, Err(_)) => "cannot be read".to_owned(),
        (Source::Template(_), Ok(scenario)) => {
            let funnel = scenario.funnel();
            format!("{} stages, {} days", funnel.stages().len(), funnel.lag_to_revenue(0))
        }
        (Source::File(_) | Source::Version(_), Ok(_)) => listing.about.clone(),
    };
    put(buffer, area.x, area.y, 1, if selected { "▸" } else { "" }, theme.strong);
    put_right(buffer, area.x, area.y, area.width, &about, theme.quiet);
    let room = area.width.saturating_sub(4 + width(&about) as u16);
    let style = if selected { theme.selection } else { theme.text };
    put(buffer, area.x + 2, area.y, room, &listing.name, style);
}

fn draw_preview(buffer: &mut Buffer, area: Rect, listing: &Listing, theme: &Theme) {
    match &listing.content {
        Err(reason) => {
            let lines = wrap(reason, area.width.into()).into_iter().map(|line| (line, theme.warning));
            write(buffer, area, lines);
        }
        Ok(scenario) => scenario_preview(buffer, area, scenario, theme),
    }
}

fn scenario_preview(buffer: &mut Buffer, area: Rect, scenario: &Scenario, theme: &Theme) {
    let goals = goals::compute(scenario);
    let target = scenario.target();
    let mut lines = vec![
        ("Amount".to_owned(), show::money_full(target.amount.get(), scenario.currency())),
        (
            "Start".to_owned(),
            format!("{}, {} mo", show::month_year(scenario.start()), scenario.months().months()),
        ),
    ];
    for stage in scenario.funnel().stages() {
        let value = match stage.value() {
            Some(value) => show::money_full(value.get(), scenario.currency()),
            None => show::rate(stage.yields().initial()),
        };
        lines.push((clean(stage.name()), format!("{value} {:>6}", show::lag(stage.lag()))));
    }
    let top = scenario.funnel().stages().first().map_or("", Stage::name);
    lines.push((format!("{} needed", clean(top)), show::cell(goals.grid().top().shown_need(), 11)));
    let mut y = area.y;
    for ((left, right), line) in lines.iter().zip(area.y..area.bottom()) {
        put_right(buffer, area.x, line, area.width, right, theme.text);
        put(buffer, area.x, line, area.width.saturating_sub(width(right) as u16 + 1), left, theme.text);
        y = line + 1;
    }
    let rest = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
    let mut notes = wrap(&clean(scenario.notes()), area.width.into());
    if notes.len() > rest.height.into() {
        notes.truncate(rest.height.into());
        if let Some(last) = notes.last_mut() {
            *last = fit(&format!("{last} …"), area.width.into());
        }
    }
    write(buffer, rest, notes.into_iter().map(|line| (line, theme.quiet)));
}
