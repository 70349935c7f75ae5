//! One lever and one result in big digits. No paths, no notices, nothing that would embarrass in front of a room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::goals::grid::ceiling;
use crate::plan::{Day, Field, Input, Scenario, Stage};
use crate::text::clean::{clean, fit, strip, width, wrap};
use crate::text::name::short_names;
use crate::text::{input, sentence, show};
use crate::tui::document::Computed;
use crate::tui::layout::{Form, PageRegions};
use crate::tui::model::{Cell, Model};
use crate::tui::page::presenter::{Ground, Shown};
use crate::tui::theme::Theme;
use crate::tui::view::big::{Size, big};
use crate::tui::view::canvas::{Border, put, put_right, rule};
use crate::tui::view::chart;

/// Draws the wall.
pub(super) fn draw(buffer: &mut Buffer, model: &Model, regions: &PageRegions, theme: &Theme) {
    let window = buffer.area;
    let wide = regions.form >= Form::Wide;
    let roomy = window.height >= 24 && window.width >= 60;
    let margin = if roomy { 4 } else { 1 };
    let mut area = Rect {
        x: margin,
        y: 1,
        width: window.width.saturating_sub(2 * margin),
        height: window.height.saturating_sub(2),
    };
    header(buffer, model, wide, theme);
    if roomy {
        rule(
            buffer,
            Rect { x: 2, width: window.width - 4, ..window },
            1,
            Border::Heavy,
            theme.text,
            ["", ""],
        );
        take(&mut area, if wide { 2 } else { 1 });
    }
    let gap = u16::from(window.height >= 24);
    lever(buffer, model, &mut area, gap, theme);
    take(&mut area, gap);
    result(buffer, model, &mut area, wide, gap, theme);
    take(&mut area, gap);
    said(buffer, model, &mut area, if wide || !roomy { 1 } else { 2 }, theme);
    let foot = foot(buffer, model, wide, theme);
    if roomy {
        let y = window.height.saturating_sub(foot + 1);
        rule(
            buffer,
            Rect { x: 2, width: window.width - 4, ..window },
            y,
            Border::Heavy,
            theme.text,
            ["", ""],
        );
        let left = y.saturating_sub(area.y + 1);
        if left >= 8 {
            chart::draw(
                buffer,
                model,
                Rect { y: area.y + 1, height: left, ..area },
                stage_shown(model),
                theme,
            );
        }
    }
    paint(buffer, model.presenter.ground, theme);
}

/// Takes lines from the top.
fn take(area: &mut Rect, lines: u16) -> Rect {
    let height = lines.min(area.height);
    let taken = Rect { height, ..*area };
    area.y += height;
    area.height -= height;
    taken
}

fn header(buffer: &mut Buffer, model: &Model, wide: bool, theme: &Theme) {
    let window = buffer.area;
    let gap = if wide { "   " } else { "  " };
    let keys = theme.keys(&["←→ nudge", "Space next lever", "Enter result", "P leave"].join(gap));
    let keys = if window.width >= 60 { keys } else { "P leaves".to_owned() };
    let x = if window.width >= 60 { 2 } else { 1 };
    let room = window.width.saturating_sub(width(&keys) as u16 + 2 * x + 2);
    let name = clean(model.shown().scenario.name());
    let name = if model.display.peek { format!("BEFORE (B): {name}") } else { name };
    put(buffer, x, 0, room, &fit(&name, room.into()), theme.strong);
    put_right(buffer, 0, 0, window.width.saturating_sub(x), &keys, theme.quiet);
}

/// The lever: its name, its value, where it was, and a slider for a rate.
fn lever(buffer: &mut Buffer, model: &Model, area: &mut Rect, gap: u16, theme: &Theme) {
    let Cell::Input(selected) = model.cell_of(model.pane) else { return };
    let (scenario, baseline) = (&model.shown().scenario, &model.document.baseline().scenario);
    let name = input::label(scenario, selected).to_uppercase().replace('→', " → ");
    let title = take(area, 1);
    put(buffer, title.x, title.y, title.width, &clean(&name), theme.strong);
    take(area, gap);
    let value = match &model.field {
        Some(field) if !field.selected => clean(field.text.value()),
        _ => input::current(scenario, selected),
    };
    let large = if area.height >= 14 { 4 } else { 1 };
    let digits = take(area, large);
    let sizes: &[Size] = if digits.width >= 100 { &[Size::Half, Size::Quadrant] } else { &[Size::Quadrant] };
    let style = if model.field.is_some() { theme.preview } else { theme.text };
    let taken = big(buffer, digits, &value, sizes, style, theme.ascii);
    let (was, delta) = (input::current(baseline, selected), input::delta(baseline, scenario, selected));
    if was != input::current(scenario, selected) {
        let lines = [format!("was {was}"), delta];
        beside(buffer, digits, taken, &lines, theme);
    }
    if let Some((was, is)) = shares(baseline, scenario, selected).filter(|_| area.height >= 14) {
        take(area, gap);
        let line = take(area, 2);
        let at = |share: f64| line.x + (share * f64::from(line.width - 1)).round() as u16;
        put(buffer, line.x, line.y, line.width, &"─".repeat(line.width.into()), theme.quiet);
        put(buffer, at(was), line.y, 1, "┊", theme.note);
        put(buffer, at(is), line.y, 1, "●", theme.strong);
        put(buffer, line.x, line.y + 1, 4, "0 %", theme.quiet);
        put_right(buffer, line.x, line.y + 1, line.width, "100 %", theme.quiet);
    }
}

/// A rate or a direct share in both plans.
fn shares(before: &Scenario, now: &Scenario, input: Input) -> Option<(f64, f64)> {
    let Input::Stage(id, field) = input else { return None };
    let share = |scenario: &Scenario| {
        let (_, stage) = scenario.funnel().find(id)?;
        match field {
            Field::Yield if stage.value().is_none() => Some(stage.yields().initial()),
            Field::Direct => Some(stage.direct().get()),
            _ => None,
        }
    };
    let is = share(now)?;
    Some((share(before).unwrap_or(is), is))
}

/// Lines beside big digits, at their foot; behind them where they are not big.
fn beside(buffer: &mut Buffer, area: Rect, taken: Rect, lines: &[String], theme: &Theme) {
    let x = taken.right() + 3;
    let room = area.right().saturating_sub(x);
    if taken.height < 2 {
        return put(buffer, x, area.y, room, &lines.join("  "), theme.text);
    }
    let first = taken.bottom().saturating_sub(lines.len() as u16 + 1);
    for (line, y) in lines.iter().zip(first..) {
        put(buffer, x, y, room, line, theme.text);
    }
}

/// A result in words: its title, its value, and how it differs from the baseline's.
struct Told {
    title: String,
    value: String,
    was: String,
    deltas: Vec<String>,
}

fn stage_name(plan: &Computed, place: usize) -> String {
    clean(plan.scenario.funnel().stages()[place].name()).to_uppercase()
}

fn told(model: &Model) -> Told {
    let (plan, baseline) = (model.shown(), model.document.baseline());
    let count = |title: String, was: f64, is: f64, shown_was: f64, shown_is: f64| Told {
        title,
        value: show::count(shown_is),
        was: show::count(shown_was),
        deltas: vec![
            format!("{} {}", arrow(shown_is - shown_was), show::count((shown_is - shown_was).abs())),
            show::percent_delta(was, is),
        ],
    };
    match Shown::of(model) {
        Shown::Need(place) => {
            let row = &plan.goals.grid().bearings()[place];
            let was = row.stage().and_then(|stage| baseline.goals.grid().of(stage));
            let (exact, shown) = was.map_or((0.0, 0.0), |was| (was.need(), was.shown_need()));
            let title = format!("{} THIS PLAN NEEDS", stage_name(plan, place));
            count(title, exact, row.need(), shown, row.shown_need())
        }
        Shown::Peak => {
            let ((_, was), (column, is)) = (baseline.goals.peak(0), plan.goals.peak(0));
            let month = show::month_year(plan.goals.grid().month(column)).to_uppercase();
            let title = format!("{} IN THE PEAK MONTH, {month}", stage_name(plan, 0));
            count(title, was, is, ceiling(was), ceiling(is))
        }
        Shown::DayOne => {
            let money =
                |plan: &Computed| show::money_short(plan.goals.inside_on_day_one(), plan.scenario.currency());
            let delta =
                show::percent_delta(baseline.goals.inside_on_day_one(), plan.goals.inside_on_day_one());
            let title = "MUST BE INSIDE THE FUNNEL ON DAY ONE".to_owned();
            Told { title, value: money(plan), was: money(baseline), deltas: vec![delta] }
        }
        Shown::FirstWork => {
            let day = |plan: &Computed| {
                plan.goals.first_work().map_or_else(|| show::NOTHING.to_owned(), show::day_year)
            };
            let number = |plan: &Computed| plan.goals.first_work().map_or(0, Day::calendar_number);
            let delta = show::days_delta(number(plan) - number(baseline));
            let title = "WORK MUST BEGIN ON".to_owned();
            Told { title, value: day(plan), was: day(baseline), deltas: vec![delta] }
        }
    }
}

fn arrow(by: f64) -> &'static str {
    if by > 0.0 { "▲" } else { "▼" }
}

/// The result: its title, its value, where it was.
fn result(buffer: &mut Buffer, model: &Model, area: &mut Rect, wide: bool, gap: u16, theme: &Theme) {
    let told = told(model);
    let title = take(area, 1);
    put(buffer, title.x, title.y, title.width, &told.title, theme.strong);
    take(area, gap);
    let sizes: &[Size] =
        if wide { &[Size::Full, Size::Half, Size::Quadrant] } else { &[Size::Quadrant, Size::Half] };
    let lines = match area.height {
        14.. if wide => 8,
        _ if theme.ascii && area.height >= 11 => 8,
        5.. => 4,
        _ => 1,
    };
    let digits = take(area, lines);
    let sizes = if theme.ascii { &[Size::Full] } else { sizes };
    let style = if model.document.is_previewing() { theme.preview } else { theme.text };
    let taken = big(buffer, digits, &told.value, sizes, style, theme.ascii);
    if told.was != told.value {
        let mut lines = vec![format!("was {}", told.was)];
        lines.extend(told.deltas);
        beside(buffer, digits, taken, &lines, theme);
    }
}

/// What the last step did; why a text is not taken.
fn said(buffer: &mut Buffer, model: &Model, area: &mut Rect, lines: u16, theme: &Theme) {
    let columns = usize::from(area.width);
    let document = &model.document;
    let (before, shown) = (document.before(), document.shown());
    let problem = model.field.as_ref().and_then(|field| field.problem.clone());
    let refusal = model.notice.as_ref().filter(|notice| notice.error).map(|notice| notice.text.clone());
    let (told, style) = match problem.or(refusal) {
        Some(problem) => (wrap(&format!("! {}", strip(&problem)), columns), theme.warning),
        None if before.scenario == shown.scenario => return,
        None => (effect(model, columns, lines), theme.text),
    };
    for line in told.into_iter().take(lines.into()) {
        let at = take(area, 1);
        put(buffer, at.x, at.y, at.width, &line, style);
    }
}

/// What the last step did to the needs, and on a second line what of it can still be had.
fn effect(model: &Model, columns: usize, lines: u16) -> Vec<String> {
    let (before, shown) = (model.document.before(), model.document.shown());
    let said = |columns| {
        let (was, is) = ((&*before.scenario, &before.goals), (&*shown.scenario, &shown.goals));
        sentence::effect(was, is, model.today, columns)
    };
    let full = said(usize::MAX);
    let mut clauses = full.split("; ");
    match (clauses.next(), clauses.last()) {
        (Some(counts), Some(last)) if lines > 1 && width(counts).max(width(last)) <= columns => {
            vec![counts.to_owned(), last.to_owned()]
        }
        _ => vec![said(columns)],
    }
}

/// The plan in one line, and on wide walls all levers in another; gives how many lines it took.
fn foot(buffer: &mut Buffer, model: &Model, wide: bool, theme: &Theme) -> u16 {
    let window = buffer.area;
    let plan = model.shown();
    let scenario = &plan.scenario;
    let stages = scenario.funnel().stages();
    let last = &plan.goals.grid().bearings()[stages.len() - 1];
    let names = scenario.funnel().names();
    let amount = show::money_short(scenario.target().amount.get(), scenario.currency());
    let deals =
        format!("{} {}", show::count(last.shown_need()), clean(names[names.len() - 1]).to_lowercase());
    let days = format!("{} days to revenue", scenario.funnel().lag_to_revenue(0));
    let inside = format!(
        "{} must be inside on day one",
        show::money_short(plan.goals.inside_on_day_one(), scenario.currency())
    );
    let x = if window.width >= 60 { 4 } else { 1 };
    let effect = last_effect(model);
    let room = usize::from(window.width).saturating_sub(usize::from(x) * 2 + width(&effect) + 2);
    let all = [amount, deals, days, inside];
    let fitting =
        (1..=all.len()).rev().map(|parts| all[..parts].join(" · ")).find(|line| width(line) <= room);
    let lines = if wide { 2 } else { 1 };
    let y = window.height.saturating_sub(lines);
    put(buffer, x, y, room as u16, &fitting.unwrap_or_default(), theme.text);
    put_right(buffer, 0, y, window.width.saturating_sub(x), &effect, theme.strong);
    if wide {
        let short = short_names(scenario);
        let selected = model.selected_stage();
        let lever = |(place, stage): (usize, &Stage)| {
            let value = input::current(scenario, Input::Stage(stage.id(), Field::Yield));
            let text = format!("{}→ {value}", short[place]);
            if selected == Some(place) { format!("[{text}]") } else { text }
        };
        let levers: Vec<String> = stages.iter().enumerate().map(lever).collect();
        put(buffer, x, y + 1, window.width.saturating_sub(2 * x), &levers.join("   "), theme.quiet);
    }
    lines
}

/// What the last key did to the lever.
fn last_effect(model: &Model) -> String {
    let Cell::Input(selected) = model.cell_of(model.pane) else { return String::new() };
    let (before, shown) = (&model.document.before().scenario, &model.document.shown().scenario);
    match input::delta(before, shown, selected).as_str() {
        show::NOTHING => String::new(),
        delta => delta.to_owned(),
    }
}

/// The stage whose months the chart shows.
fn stage_shown(model: &Model) -> usize {
    match Shown::of(model) {
        Shown::Need(place) => place,
        Shown::DayOne | Shown::FirstWork | Shown::Peak => 0,
    }
}

/// Paints the wall black or white; without colours white is the reverse.
fn paint(buffer: &mut Buffer, ground: Ground, theme: &Theme) {
    let (light, dark) = (Color::Indexed(231), Color::Indexed(16));
    let style = match (ground, theme.up.fg) {
        (Ground::Terminal, _) | (Ground::Dark, None) => return,
        (Ground::Light, None) => Style::new().add_modifier(Modifier::REVERSED),
        (Ground::Light, _) => Style::new().fg(dark).bg(light),
        (Ground::Dark, _) => Style::new().fg(light).bg(dark),
    };
    let area = buffer.area;
    buffer.set_style(area, style);
}
