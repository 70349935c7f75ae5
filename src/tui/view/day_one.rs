//! The table of day one: who must already be inside, who will be, and whose revenue that is (model.md §6).

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::canvas::{Border, put, put_right, rule};
use crate::goals::DayOne;
use crate::goals::grid::ceiling;
use crate::plan::{Day, Scenario, Stage};
use crate::text::clean::clean;
use crate::text::name::short;
use crate::text::{entry, show};
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Focus, Model};
use crate::tui::theme::Theme;

/// The ends of the columns: needed, have, cover, carries, at risk; and where the days served begin.
const ENDS: [u16; 5] = [18, 28, 35, 45, 55];
const SERVES: u16 = 58;

/// Draws the table in the place of the grid.
pub fn draw(buffer: &mut Buffer, model: &Model, regions: &Regions, theme: &Theme) {
    let area = regions.grid_area;
    let plan = model.shown();
    let start = Day::at(plan.scenario.start(), 0);
    let focused = model.focus == Focus::Grid;
    let style = if focused { theme.text } else { theme.quiet };
    let title = format!("Day one · who must already be inside on {}", show::day_year(start));
    if regions.form >= Form::Wide {
        let titles = [title.as_str(), "", "", "v what is shown"];
        super::canvas::frame(buffer, area, Border::focused(focused), style, titles);
    } else {
        rule(buffer, area, area.y, Border::focused(focused), style, [&title, "v what is shown"]);
        if regions.form == Form::Compact {
            let bottom = area.bottom().saturating_sub(1);
            rule(buffer, area, bottom, Border::focused(focused), style, ["", ""]);
        }
    }
    let layout = &regions.grid;
    let x = layout.inner.x;
    let heads = ["Needed", "Have", "Cover", "Carries", "At risk"];
    for (head, end) in heads.iter().zip(ENDS) {
        put_right(buffer, x + end - 9, layout.header, 9, head, theme.quiet);
    }
    let room = layout.inner.width.saturating_sub(SERVES);
    put(buffer, x + SERVES, layout.header, room, "Serves the revenue of", theme.quiet);
    for bearing in &layout.bearings {
        match plan.goals.day_one().get(bearing.what) {
            Some(day_one) => stage(buffer, model, regions, day_one, bearing.what, bearing.at, theme),
            None => total(buffer, model, regions, bearing.at, theme),
        }
    }
}

fn money(buffer: &mut Buffer, x: u16, y: u16, amount: Option<f64>, model: &Model, style: Style) {
    let currency = model.shown().scenario.currency();
    let text = match amount {
        Some(amount) if amount > 0.0 => show::money_short(amount, currency),
        _ => show::NOTHING.to_owned(),
    };
    put_right(buffer, x, y, 9, &text, style);
}

fn stage(
    buffer: &mut Buffer,
    model: &Model,
    regions: &Regions,
    day_one: &DayOne,
    place: usize,
    y: u16,
    theme: &Theme,
) {
    let scenario = &model.shown().scenario;
    let x = regions.grid.inner.x;
    let selected = place == model.cursor.row;
    let style = if selected { theme.strong } else { theme.text };
    put(buffer, x, y, 10, &names(scenario)[place], style);
    put_right(buffer, x + ENDS[0] - 9, y, 9, &show::cell(ceiling(day_one.needed), 9), theme.text);
    let have = day_one.opening.map(|count| entry::print(count, entry::Kind::Count));
    if selected && model.focus == Focus::Grid {
        let (text, style) = match &model.field {
            Some(field) if field.selected => (clean(field.text.value()), theme.selection),
            Some(field) => (format!("{}▏", clean(field.text.value())), theme.preview),
            None => (have.unwrap_or_else(|| "  ".to_owned()), theme.selection),
        };
        put_right(buffer, x + ENDS[1] - 9, y, 10, &format!("[{text}]"), style);
    } else {
        put_right(
            buffer,
            x + ENDS[1] - 9,
            y,
            9,
            &have.unwrap_or_else(|| show::NOTHING.to_owned()),
            theme.text,
        );
    }
    let cover = day_one.coverage().map_or_else(|| show::NOTHING.to_owned(), show::coverage);
    put_right(buffer, x + ENDS[2] - 6, y, 6, &cover, theme.text);
    money(buffer, x + ENDS[3] - 9, y, Some(day_one.carries), model, theme.text);
    let at_risk = day_one.at_risk();
    let risk_style = if at_risk.unwrap_or(0.0) > 0.0 { theme.warning } else { theme.quiet };
    money(buffer, x + ENDS[4] - 9, y, at_risk, model, risk_style);
    let room = regions.grid.inner.width.saturating_sub(SERVES);
    put(buffer, x + SERVES, y, room, &serves(scenario, day_one), theme.quiet);
}

fn total(buffer: &mut Buffer, model: &Model, regions: &Regions, y: u16, theme: &Theme) {
    let plan = model.shown();
    let x = regions.grid.inner.x;
    let at_risk: f64 = plan.goals.day_one().iter().filter_map(DayOne::at_risk).sum();
    put(buffer, x, y, 10, "Total", theme.text);
    money(buffer, x + ENDS[3] - 9, y, Some(plan.goals.inside_on_day_one()), model, theme.text);
    money(buffer, x + ENDS[4] - 9, y, Some(at_risk), model, theme.text);
    let lag = plan.scenario.funnel().lag_to_revenue(0);
    let room = regions.grid.inner.width.saturating_sub(SERVES);
    put(buffer, x + SERVES, y, room, &days(&plan.scenario, 0, lag), theme.quiet);
}

fn names(scenario: &Scenario) -> Vec<String> {
    let names: Vec<&str> = scenario.funnel().stages().iter().map(Stage::name).collect();
    short(&names, 9)
}

/// The days whose revenue a stage's buyers carry: `1 Feb – 28 Feb`.
pub fn serves(scenario: &Scenario, day_one: &DayOne) -> String {
    days(scenario, day_one.serves.start, day_one.serves.end)
}

fn days(scenario: &Scenario, from: i32, until: i32) -> String {
    if from >= until {
        return show::NOTHING.to_owned();
    }
    let (first, last) = (Day::at(scenario.start(), from), Day::at(scenario.start(), until - 1));
    // Days of another year than the plan's first say so.
    let said = |day: Day| {
        if day.month.year() == scenario.start().year() { show::day(day) } else { show::day_short_year(day) }
    };
    format!("{} – {}", said(first), said(last))
}
