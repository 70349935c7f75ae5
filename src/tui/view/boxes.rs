//! The boxes under the grid: day one, and what changed against the baseline.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Border, frame, inner, put, put_right};
use crate::goals::compare::same;
use crate::goals::grid::ceiling;
use crate::goals::{self, Bearing, Change, compare};
use crate::plan::{Day, Edit, Input, Scenario, Stage};
use crate::text::clean::{width, wrap};
use crate::text::day_one::serves;
use crate::text::name::short_names;
use crate::text::{input, sentence, show};
use crate::tui::document::Computed;
use crate::tui::model::Model;
use crate::tui::pane::nudge;
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// The columns that a stage, who must be inside, and their revenue take.
const FIGURES: u16 = 26;

/// Draws whose revenue must already be inside on day one, from the bottom of the funnel up.
pub fn day_one(surface: &mut Surface, model: &Model, area: Rect, theme: &Theme) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let currency = scenario.currency();
    let inside = plan.goals.inside_on_day_one();
    let start = Day::at(scenario.start(), 0);
    let title = format!(
        "Day one · {} must be inside on {}",
        show::money_short(inside, currency),
        show::day_of_plan(start, scenario.start(), model.today)
    );
    let whole = format!("{title} · whose revenue");
    // The corners, a line's end on both sides, and the blanks around the title.
    let title = if width(&whole) + 6 <= area.width.into() { whole } else { title };
    let inner = inner(area);
    let names = short_names(&model.shown().scenario);
    let shown = usize::from(inner.height.saturating_sub(1));
    let hidden = names.len().saturating_sub(shown);
    let hidden = match hidden {
        0 => String::new(),
        1 => "▼1 stage above these".to_owned(),
        hidden => format!("▼{hidden} stages above these"),
    };
    frame(surface, area, Border::Light, theme.quiet, [&title, "", "", &hidden]);
    let lag = f64::from(scenario.funnel().lag_to_revenue(0).max(1));
    // Dates are never cut: bars too short to tell something give way to them.
    let dates: Vec<String> = plan.goals.day_one().iter().map(|day_one| serves(scenario, day_one)).collect();
    let longest = dates.iter().map(|dates| width(dates)).max().unwrap_or(0) as u16;
    let bars = inner.width.saturating_sub(FIGURES + 2 + longest).min(30);
    let bars = if bars < 8 { 0.0 } else { f64::from(bars) };
    let rows = plan.goals.day_one().iter().enumerate().rev();
    let mut y = inner.y;
    for (place, day_one) in rows.take(shown) {
        put(surface, inner.x, y, 10, &names[place], theme.text);
        put_right(surface, inner.x + 9, y, 7, &show::cell(ceiling(day_one.needed), 7), theme.text);
        let carries = if day_one.carries > 0.0 {
            show::money_short(day_one.carries, currency)
        } else {
            show::NOTHING.to_owned()
        };
        put_right(surface, inner.x + 16, y, 10, &carries, theme.text);
        let column = |day: i32| (f64::from(day) / lag * bars).round() as u16;
        let (from, until) = (column(day_one.serves.start), column(day_one.serves.end));
        let x = inner.x + FIGURES + 1 + from;
        put(surface, x, y, until - from, &"█".repeat((until - from).into()), theme.note);
        let x = x + (until - from) + 1;
        put(surface, x, y, inner.right().saturating_sub(x), &dates[place], theme.quiet);
        y += 1;
    }
    let share = inside / scenario.target().amount.get() * 100.0;
    let last = Day::at(scenario.start(), (scenario.funnel().lag_to_revenue(0) - 1).max(0));
    let last = if last.month.year() == start.month.year() { show::day(last) } else { show::day_year(last) };
    put(surface, inner.x, y, 10, "Total", theme.strong);
    put_right(surface, inner.x + 16, y, 10, &show::money_short(inside, currency), theme.strong);
    let room = inner.width.saturating_sub(FIGURES + 1);
    let share = format!("{share:.0} % of the amount");
    let whole = format!("{share}, to {last}");
    let text = if whole.chars().count() <= room.into() { &whole } else { &share };
    put(surface, inner.x + FIGURES + 1, y, room, text, theme.quiet);
    if y + 2 < inner.bottom() {
        last_calls(surface, model, Rect { y: y + 2, height: inner.bottom() - y - 2, ..inner }, theme);
    }
}

fn last_calls(surface: &mut Surface, model: &Model, area: Rect, theme: &Theme) {
    let plan = model.shown();
    let names = short_names(&plan.scenario);
    let day = |place| show::day_of_plan(plan.goals.last_call(place), plan.scenario.start(), model.today);
    let call = |(place, name): (usize, &String)| format!("{name} {}", day(place));
    let calls: Vec<String> = names.iter().enumerate().map(call).collect();
    put(surface, area.x, area.y, area.width, "Last call for this plan's revenue:", theme.quiet);
    // A name and its date stay on one line.
    let glued = calls.iter().map(|call| call.replace(' ', "\u{a0}")).collect::<Vec<_>>().join(" · ");
    for (line, y) in wrap(&glued, area.width.into()).iter().zip(area.y + 1..area.bottom()) {
        put(surface, area.x, y, area.width, line, theme.text);
    }
}

/// Draws the inputs that differ from the baseline, then the needs, from and to.
pub fn changed(surface: &mut Surface, model: &Model, area: Rect, theme: &Theme) {
    let (was, is) = (model.document.baseline(), model.document.shown());
    let since =
        model.document.pinned().map_or_else(|| "as opened".to_owned(), |when| format!("pinned {when}"));
    let title = format!("What changed · baseline {since}");
    frame(surface, area, Border::Light, theme.quiet, [&title, "", "", ""]);
    let inner = inner(area);
    if model.display.peek {
        return put(
            surface,
            inner.x,
            inner.y,
            inner.width,
            "The baseline itself is on the screen.",
            theme.quiet,
        );
    }
    let difference = compare(was.pair(), is.pair());
    let mut lines = Lines { surface, area: inner, y: inner.y };
    if difference.changes.is_empty() {
        lines.text("Nothing yet: move a number.", theme.quiet);
        return one_more(&mut lines, model, theme);
    }
    // Stages whose need is the same leave their line to the inputs.
    let differs = |stage: &&Stage| {
        let need = |plan: &Computed| plan.goals.grid().of(stage.id()).map(Bearing::need);
        need(is).is_some_and(|now| need(was).is_none_or(|before| !same(before, now)))
    };
    let mut stages: Vec<&Stage> = is.scenario.funnel().stages().iter().filter(differs).collect();
    // The first work leaves its line too, unless its date differs.
    let moves = was.goals.first_work() != is.goals.first_work();
    // Two inputs at least are told; stages between the top and the nearest give way.
    let wanted = difference.changes.len().min(2) + usize::from(moves);
    let mut untold = 0;
    while stages.len() > 2 && stages.len() + wanted + untold.min(1) > usize::from(inner.height) {
        stages.remove(1);
        untold += 1;
    }
    let spare = usize::from(inner.height).saturating_sub(stages.len() + untold.min(1));
    let room = spare.saturating_sub(usize::from(moves || spare > difference.changes.len())).max(1);
    let told = if difference.changes.len() > room { room - 1 } else { room };
    for change in difference.changes.iter().take(told) {
        let text = sentence::change_text(*change, &was.scenario, &is.scenario);
        let (delta, by) = input_delta(*change, &was.scenario, &is.scenario);
        lines.input(&text, &delta, theme.delta(by), theme);
    }
    match difference.changes.len().saturating_sub(told) {
        0 => {}
        all if told == 0 => lines.text(&format!("{all} inputs"), theme.strong),
        others => lines.text(&format!("and {others} more inputs"), theme.strong),
    }
    for (place, stage) in stages.into_iter().enumerate() {
        need(&mut lines, model, stage, theme);
        match untold {
            0 => {}
            _ if place > 0 => {}
            1 => lines.text("and 1 more stage", theme.quiet),
            untold => lines.text(&format!("and {untold} more stages"), theme.quiet),
        }
    }
    first_work(&mut lines, model, &difference.changes, theme);
    one_more(&mut lines, model, theme);
}

/// What one more step of the selected input would do, in the last lines where they are free: there it stays while the
/// lines above come and go.
fn one_more(lines: &mut Lines, model: &Model, theme: &Theme) {
    let first = lines.area.bottom().saturating_sub(3);
    let Some((step, edit)) = one_more_step(model).filter(|_| lines.y < first) else { return };
    let now = model.document.shown();
    let Ok(scenario) = now.scenario.with(&edit) else { return };
    let goals = goals::compute(&scenario);
    lines.y = first;
    lines.text(&format!("One more step ({step}) from here:"), theme.quiet);
    let columns = usize::from(lines.area.width);
    let said = sentence::effect(now.pair(), (&scenario, &goals), model.today, columns * 2);
    for line in wrap(&said, columns) {
        lines.text(&line, theme.text);
    }
}

fn one_more_step(model: &Model) -> Option<(String, Edit)> {
    if model.document.is_previewing() { None } else { nudge::one_more(model) }
}

struct Lines<'a> {
    surface: &'a mut Surface,
    area: Rect,
    y: u16,
}

impl Lines<'_> {
    fn text(&mut self, text: &str, style: Style) {
        if self.y < self.area.bottom() {
            put(self.surface, self.area.x, self.y, self.area.width, text, style);
            self.y += 1;
        }
    }

    /// An input that differs, and by how much.
    fn input(&mut self, text: &str, delta: &str, style: Style, theme: &Theme) {
        if self.y < self.area.bottom() {
            let Rect { x, width, .. } = self.area;
            put(self.surface, x, self.y, width.saturating_sub(9), text, theme.strong);
            put_right(self.surface, x + width.saturating_sub(8), self.y, 8, delta, style);
            self.y += 1;
        }
    }

    /// A name, what it was and is, and the difference.
    fn change(&mut self, name: &str, from_to: &str, delta: &str, style: Style, theme: &Theme) {
        if self.y < self.area.bottom() {
            let Rect { x, width: columns, .. } = self.area;
            let delta_at = columns.saturating_sub(8);
            let taken = width(from_to) as u16;
            put(self.surface, x, self.y, delta_at.saturating_sub(taken + 1), name, theme.text);
            put_right(self.surface, x, self.y, delta_at, from_to, theme.text);
            put_right(self.surface, x + delta_at, self.y, 8, delta, style);
            self.y += 1;
        }
    }
}

/// By how much an input differs, and which way.
pub(super) fn input_delta(change: Change, was: &Scenario, is: &Scenario) -> (String, f64) {
    let Change::Input(of) = change else { return (String::new(), 0.0) };
    let delta = input::delta(was, is, of);
    // Of a target only its amount has one; how it is split, or when it starts, is told by what it was and is.
    if matches!(of, Input::Target(_)) && !delta.starts_with(['▲', '▼']) {
        return (String::new(), 0.0);
    }
    let by = match delta.chars().next() {
        Some('▲') => 1.0,
        Some('▼') => -1.0,
        _ => 0.0,
    };
    (delta, by)
}

fn need(lines: &mut Lines, model: &Model, stage: &Stage, theme: &Theme) {
    let (was, is) = (model.document.baseline(), model.document.shown());
    let Some(now) = is.goals.grid().of(stage.id()) else { return };
    let place = is.scenario.funnel().find(stage.id()).map_or(0, |(place, _)| place);
    let longest = is.scenario.funnel().names().into_iter().map(width).max().unwrap_or(0);
    // Beside the name stand what was and is, and the difference.
    let name = if longest + 1 + 21 + 8 <= lines.area.width.into() {
        crate::text::clean::clean(stage.name())
    } else {
        short_names(&model.shown().scenario).swap_remove(place)
    };
    let Some(before) = was.goals.grid().of(stage.id()) else {
        return lines.change(&name, &show::cell(now.shown_need(), 11), "new", theme.note, theme);
    };
    let from_to = if before.shown_need() == now.shown_need() {
        show::cell(now.shown_need(), 11)
    } else {
        format!("{} → {:>9}", show::cell(before.shown_need(), 11), show::cell(now.shown_need(), 11))
    };
    let delta = show::percent_delta(before.need(), now.need());
    let by = if delta == show::NOTHING { 0.0 } else { now.need() - before.need() };
    lines.change(&name, &from_to, &delta, theme.delta(by), theme);
}

fn first_work(lines: &mut Lines, model: &Model, changes: &[Change], theme: &Theme) {
    let (was, is) = (model.document.baseline(), model.document.shown());
    if let (false, Some(before), Some(now)) =
        (changes.is_empty(), was.goals.first_work(), is.goals.first_work())
    {
        let by = now.calendar_number() - before.calendar_number();
        lines.change(
            "First work",
            &show::day_year(now),
            &show::days_delta(by),
            theme.delta(by as f64),
            theme,
        );
    }
}
