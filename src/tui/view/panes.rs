//! The three panes of inputs, with aligned rows: rates, lags, the target.

use std::iter;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Border, frame, hidden, put, put_right};
use crate::goals::findings::is_noted;
use crate::plan::{Beyond, Field, Input, Phasing, Scenario, Stage, TargetField};
use crate::text::agreed;
use crate::text::clean::{clean, first_fitting, width};
use crate::text::entry::{self, Kind};
use crate::text::name::{short_names, steps};
use crate::text::{input, show};
use crate::tui::layout::{Form, Regions, TARGET_ROWS};
use crate::tui::model::{Focus, Model};
use crate::tui::pane::nudge::step_label;
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// Draws a pane.
pub fn draw(
    surface: &mut Surface,
    model: &Model,
    regions: &Regions,
    focus: Focus,
    area: Rect,
    theme: &Theme,
) {
    match focus {
        Focus::Ratios => ratios(surface, model, regions, area, theme),
        Focus::Lags => lags(surface, model, regions, area, theme),
        Focus::Target => target(surface, model, regions, area, theme),
        Focus::Grid => {}
    }
}

/// A row of a pane while it is drawn.
struct Row<'a> {
    surface: &'a mut Surface,
    area: Rect,
    y: u16,
    theme: &'a Theme,
}

impl Row<'_> {
    fn put(&mut self, x: u16, columns: u16, text: &str, style: Style) {
        put(
            self.surface,
            self.area.x + x,
            self.y,
            columns.min(self.area.width.saturating_sub(x)),
            text,
            style,
        );
    }

    /// Writes a value that ends at a column; the selected one stands between brackets, reversed. What is being
    /// typed is underlined and may be longer than the value.
    fn value(&mut self, end: u16, columns: u16, value: &Value) {
        let start = self.area.x + end - columns;
        match value {
            Value::Plain(text, style) => put_right(self.surface, start, self.y, columns, text, *style),
            Value::Selected(text) => {
                self.bracketed(end, &format!("[{text}]"), self.theme.selection);
            }
            Value::Typed(text) => self.bracketed(end, &format!("[{text}▏]"), self.theme.preview),
        }
    }
}

impl Row<'_> {
    /// Writes a text that ends behind a column, or takes the whole row when it is longer: then its end is shown.
    fn bracketed(&mut self, end: u16, text: &str, style: Style) {
        let columns = usize::from(self.area.width);
        let mut text = text.to_owned();
        while width(&text) > columns {
            text = format!("[{}", text.chars().skip(2).collect::<String>());
        }
        let taken = width(&text) as u16;
        let x = (end + 1).saturating_sub(taken);
        put(self.surface, self.area.x + x, self.y, taken, &text, style);
    }
}

/// A value as it is shown.
enum Value {
    Plain(String, Style),
    Selected(String),
    Typed(String),
}

fn value_of(model: &Model, focus: Focus, selected: bool, text: String, theme: &Theme) -> Value {
    if !selected || model.focus != focus {
        return Value::Plain(text, theme.text);
    }
    match &model.field {
        Some(field) if field.selected => Value::Selected(clean(field.text.value())),
        Some(field) => Value::Typed(clean(field.text.value())),
        None => Value::Selected(text),
    }
}

fn border(model: &Model, focus: Focus, theme: &Theme) -> (Border, Style) {
    let focused = model.focus == focus;
    (Border::focused(focused), if focused { theme.text } else { theme.quiet })
}

fn rows_of(regions: &Regions, area: Rect) -> impl Iterator<Item = (usize, u16)> {
    (regions.first_row..).zip(area.y + 1..area.bottom().saturating_sub(1)).take(regions.pane_rows)
}

fn step_of(model: &Model, focus: Focus) -> String {
    let step = step_label(model, model.cell()).filter(|_| model.focus == focus);
    step.map_or_else(String::new, |step| format!("step {step}"))
}

fn ratios(surface: &mut Surface, model: &Model, regions: &Regions, area: Rect, theme: &Theme) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let stages = scenario.funnel().stages();
    let (lines, style) = border(model, Focus::Ratios, theme);
    // With many direct entries fewer enter at the top than buy: then the sentence would say nothing.
    let one_in = plan.goals.one_in();
    let title =
        if one_in >= 1.0 { format!("Ratios · {} buys", show::one_in(one_in)) } else { "Ratios".to_owned() };
    let below = stages.len().saturating_sub(regions.first_row + regions.pane_rows);
    let hidden = hidden(regions.first_row, below);
    let step = step_of(model, Focus::Ratios);
    // The corners, a line's end on both sides, and the blanks around both titles.
    let agreed = agreed_on(model, regions, area.width.saturating_sub(8 + width(&step) as u16));
    frame(surface, area, lines, style, [&title, &hidden, &agreed, &step]);

    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let wide = regions.form >= Form::Wide;
    let names = step_names(scenario, if wide { usize::from(inner.width) / 3 } else { 19 });
    let longest = names.iter().map(|name| width(name)).max().unwrap_or(0) as u16;
    // Name, value, difference, flag; what is left is the slider's.
    let end = inner.width.saturating_sub(11).min(if wide { 3 + longest.max(18) + 9 } else { 30 });
    for (place, y) in rows_of(regions, area).take_while(|(place, _)| *place < stages.len()) {
        let stage = &stages[place];
        let selected = place == model.cursor.row.min(stages.len() - 1);
        let mut row = Row { surface, area: inner, y, theme };
        if selected {
            row.put(0, 1, "▸", theme.strong);
        }
        row.put(1, 1, &show::owner_letter(stage.owner()).to_string(), theme.quiet);
        let text = input::current(scenario, Input::Stage(stage.id(), Field::Yield));
        let value_width = (width(&text) as u16).max(7);
        row.put(3, end.saturating_sub(value_width + 4), &names[place], theme.text);
        row.value(end, value_width, &value_of(model, Focus::Ratios, selected, text, theme));
        let (delta, style) = yield_delta(model, stage, theme);
        row.put(end + 2, 8, &delta, style);
        let (flag, style) = flag(model, place, Field::Yield, theme);
        row.put(inner.width.saturating_sub(if wide { 2 } else { 1 }), 1, flag, style);
        let slider_at = end + 11;
        if wide && inner.width > slider_at + 10 {
            let columns = inner.width - slider_at - 3;
            slider(&mut row, slider_at, columns, model, stage);
        }
    }
}

/// The steps from stage to stage in some columns: in full where all fit, else by the short names that the rest of
/// the screen has.
fn step_names(scenario: &Scenario, columns: usize) -> Vec<String> {
    let names = scenario.funnel().names();
    let full: Vec<String> = names.iter().map(|name| clean(name)).collect();
    let full = steps(&full);
    if full.iter().all(|step| width(step) <= columns) { full } else { steps(&short_names(scenario)) }
}

fn yield_delta(model: &Model, stage: &Stage, theme: &Theme) -> (String, Style) {
    let (baseline, scenario) = (&model.document.baseline().scenario, &model.shown().scenario);
    let delta = input::delta(baseline, scenario, Input::Stage(stage.id(), Field::Yield));
    let was = baseline.funnel().find(stage.id()).map(|(_, was)| was.yields().initial());
    let style = match was {
        _ if delta == show::NOTHING => theme.quiet,
        Some(was) if delta != "new" => theme.delta(stage.yields().initial() - was),
        _ => theme.note,
    };
    (delta, style)
}

/// The flag of a rate or a lag, the first that holds: a finding about it, locked; for a rate also changes later,
/// direct entries.
pub(super) fn flag(model: &Model, place: usize, field: Field, theme: &Theme) -> (&'static str, Style) {
    let plan = model.shown();
    let stage = &plan.scenario.funnel().stages()[place];
    let of_rate = field == Field::Yield;
    if is_noted(&plan.scenario, &plan.goals, place, field) {
        ("!", theme.warning)
    } else if stage.is_locked(field) {
        ("L", theme.note)
    } else if of_rate && !stage.yields().changes().is_empty() {
        ("›", theme.note)
    } else if of_rate && stage.direct().get() > 0.0 {
        ("+", theme.note)
    } else {
        ("", theme.text)
    }
}

/// What else is agreed about the selected stage, for a border with some columns left; where a line under the grid
/// says it, nothing.
fn agreed_on(model: &Model, regions: &Regions, columns: u16) -> String {
    let scenario = &model.shown().scenario;
    match scenario.funnel().stages().get(model.cursor.row) {
        Some(stage) if regions.form != Form::Compact => agreed::told(stage, scenario, columns.into()),
        _ => String::new(),
    }
}

fn slider(row: &mut Row, x: u16, columns: u16, model: &Model, stage: &Stage) {
    let theme = row.theme;
    if stage.value().is_some() {
        return row.put(x, columns, if columns >= 16 { "revenue per deal" } else { "" }, theme.quiet);
    }
    let at = |rate: f64| (rate * f64::from(columns - 1)).round() as u16;
    row.put(x, columns, &"─".repeat(columns.into()), theme.quiet);
    if let Some(range) = stage.range(Field::Yield) {
        let plausible = at(range.high()) + 1 - at(range.low());
        row.put(x + at(range.low()), plausible, &"━".repeat(plausible.into()), theme.text);
    }
    let baseline = &model.document.baseline().scenario;
    if let Some((_, was)) = baseline.funnel().find(stage.id()) {
        row.put(x + at(was.yields().initial().min(1.0)), 1, "┊", theme.note);
    }
    row.put(x + at(stage.yields().initial()), 1, "●", theme.strong);
}

fn lags(surface: &mut Surface, model: &Model, regions: &Regions, area: Rect, theme: &Theme) {
    let scenario = &model.shown().scenario;
    let stages = scenario.funnel().stages();
    let (lines, style) = border(model, Focus::Lags, theme);
    let sum = format!("{} days", scenario.funnel().lag_to_revenue(0));
    let step = step_of(model, Focus::Lags);
    let left = if area.width >= 24 { step.as_str() } else { "" };
    let alone = regions.panes.len() == 1;
    let agreed = if alone { agreed_on(model, regions, area.width.saturating_sub(12)) } else { String::new() };
    frame(surface, area, lines, style, ["Lags", &agreed, left, &sum]);

    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let longest = stages.iter().map(|stage| stage.lag().days()).max().unwrap_or(0).max(1);
    let baseline = &model.document.baseline().scenario;
    for (place, y) in rows_of(regions, area).take_while(|(place, _)| *place < stages.len()) {
        let stage = &stages[place];
        let selected = place == model.cursor.row.min(stages.len() - 1);
        let mut row = Row { surface, area: inner, y, theme };
        // A pane of its own has the room, and the need, for the names.
        let end = if alone {
            row.put(1, 24, &step_names(scenario, 24)[place], theme.text);
            32
        } else {
            6
        };
        row.value(end, 5, &value_of(model, Focus::Lags, selected, show::lag(stage.lag()), theme));
        let was = baseline.funnel().find(stage.id()).map(|(_, was)| was.lag().days());
        let by = was.map_or(0, |was| stage.lag().days() - was);
        let delta = was.map_or_else(|| "new".to_owned(), |_| show::days_delta(by.into()).replace(' ', ""));
        let (flag, flag_style) = flag(model, place, Field::Lag, theme);
        let (x, delta) = placed(&delta, end, inner.width, !flag.is_empty());
        row.put(x, width(delta) as u16, delta, theme.delta(f64::from(by)));
        row.put(inner.width.saturating_sub(1), 1, flag, flag_style);
        let bar_at = end + 7;
        if inner.width > bar_at + 3 {
            let columns = f64::from(inner.width - bar_at - 1);
            let bar = (f64::from(stage.lag().days()) / f64::from(longest) * columns).round() as usize;
            // A flag keeps a blank before it.
            let room = inner.width - bar_at - if flag.is_empty() { 1 } else { 2 };
            row.put(bar_at, room, &"━".repeat(bar.min(room.into())), theme.quiet);
        }
    }
}

/// Where a difference of days stands behind a lag, and how it is written: its blank and its unit give way to a flag.
fn placed(delta: &str, end: u16, columns: u16, flagged: bool) -> (u16, &str) {
    let forms = [(end + 2, delta), (end + 1, delta), (end + 1, delta.trim_end_matches('d'))];
    let fits = |limit: u16| forms.into_iter().find(move |(x, text)| x + width(text) as u16 <= limit);
    if !flagged {
        return fits(columns).unwrap_or(forms[2]);
    }
    fits(columns.saturating_sub(2)).or_else(|| fits(columns.saturating_sub(1))).unwrap_or(forms[2])
}

fn target(surface: &mut Surface, model: &Model, regions: &Regions, area: Rect, theme: &Theme) {
    let (lines, style) = border(model, Focus::Target, theme);
    let first = crate::tui::layout::first_visible(0, model.cursor.target, regions.pane_rows, TARGET_ROWS);
    let hidden = hidden(first, TARGET_ROWS.saturating_sub(first + regions.pane_rows));
    let title = target_title(&model.shown().scenario, area.width >= 32);
    frame(surface, area, lines, style, [&title, &hidden, "", &step_of(model, Focus::Target)]);

    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let rows = area.y + 1..area.bottom().saturating_sub(1);
    for (place, y) in (first..TARGET_ROWS).zip(rows) {
        let mut row = Row { surface, area: inner, y, theme };
        let (label, text) = target_row(model, place, inner.width >= 30);
        let field = TargetField::ALL.get(place).copied();
        let selected = field.is_some() && place == model.cursor.target;
        let baseline = &model.document.baseline().scenario;
        let is_changed = |field| baseline.differs_in(&model.shown().scenario, Input::Target(field));
        let changed = field.is_some_and(is_changed);
        let locked = field.is_some_and(|field| model.shown().scenario.is_locked(Input::Target(field)));
        let mark = if locked {
            "L"
        } else if changed {
            "┊"
        } else {
            ""
        };
        row.put(1, 8, label, theme.text);
        row.put(if locked { 2 + width(label) as u16 } else { 0 }, 1, mark, theme.note);
        let end = inner.width.saturating_sub(1);
        let room = end.saturating_sub(2 + width(label) as u16);
        let narrow = iter::once_with(|| target_row(model, place, false).1);
        let short = iter::once_with(|| short_amount(model, place)).flatten();
        let text = first_fitting(iter::once(text).chain(narrow).chain(short), room.into());
        row.value(end, room, &value_of(model, Focus::Target, selected, text, theme));
    }
}

/// What stands over the target: where there is room, how the plan's notes begin.
fn target_title(scenario: &Scenario, wide: bool) -> String {
    match first_words(scenario) {
        None => "Target".to_owned(),
        Some(words) if wide => format!("Target · note: {words}"),
        Some(_) => "Target · notes".to_owned(),
    }
}

/// How a plan's notes begin: their first line that is not empty.
pub fn first_words(scenario: &Scenario) -> Option<String> {
    scenario.notes().lines().map(clean).find(|line| !line.trim().is_empty())
}

/// The name and value of a row of the target pane.
pub fn target_row(model: &Model, place: usize, wide: bool) -> (&'static str, String) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let target = scenario.target();
    match TargetField::ALL.get(place) {
        Some(TargetField::Amount) => ("Amount", show::money_full(target.amount.get(), scenario.currency())),
        Some(TargetField::Phasing) => match &target.phasing {
            Phasing::Growth(growth) if !wide => {
                ("Phasing", format!("{}/mo", entry::print(growth.get(), Kind::Growth)))
            }
            phasing => ("Phasing", show::phasing(phasing)),
        },
        Some(TargetField::Start) => ("Start", show::month_year(scenario.start())),
        Some(TargetField::Months) => ("Months", scenario.months().months().to_string()),
        Some(TargetField::Beyond) if wide && target.beyond == Beyond::Continue => {
            ("Beyond", "continue as it ends".to_owned())
        }
        Some(TargetField::Beyond) => match target.beyond {
            Beyond::Grow(growth) if !wide => {
                let sign = if growth.get() < 0.0 { "" } else { "+" };
                ("Beyond", format!("{sign}{}/yr", entry::print(growth.get(), Kind::YearlyGrowth)))
            }
            beyond => ("Beyond", show::beyond(beyond)),
        },
        None => {
            let check = show::money_full((plan.goals.check() * 100.0).round() / 100.0, scenario.currency());
            ("Check", if wide { format!("forward = {check}") } else { format!("= {check}") })
        }
    }
}

/// The amount or its check with three digits, for a pane too narrow for all of them: a number is never cut.
fn short_amount(model: &Model, place: usize) -> Option<String> {
    let plan = model.shown();
    let short = |amount| show::money_short(amount, plan.scenario.currency());
    match TargetField::ALL.get(place) {
        Some(TargetField::Amount) => Some(short(plan.scenario.target().amount.get())),
        None => Some(format!("= {}", short(plan.goals.check()))),
        _ => None,
    }
}
