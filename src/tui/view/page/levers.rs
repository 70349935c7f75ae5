//! The levers: what each gains and saves, the user's ranges, and how to read them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::goals::levers::{Ranged, acts_from, ranges};
use crate::goals::{Lever, Pull};
use crate::plan::{Currency, Input};
use crate::text::clean::{clean, fit, strip, width, wrap};
use crate::text::sentence::short_names;
use crate::text::{input, lever, show};
use crate::tui::hits::Target;
use crate::tui::layout::{Form, LeversLayout, PageRegions, levers_layout};
use crate::tui::model::Model;
use crate::tui::page::levers::{Order, first_row, selected, sorted};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, hidden, inner, put, put_right, rule};

/// Draws the page.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, regions: &PageRegions, theme: &Theme) {
    let layout = levers_layout(model);
    if model.levers.order == Order::Ranges {
        range_list(canvas, model, layout.list, layout.rows, true, theme);
    } else {
        lever_list(canvas, model, &layout, theme);
    }
    if let Some(area) = layout.ranges {
        range_list(canvas, model, area, usize::from(area.height.saturating_sub(4)), false, theme);
    }
    reading(canvas, model, layout.reading, regions.form, theme);
}

/// Where the columns of the list stand, from the left border on; absent ones have no width.
#[derive(Clone, Copy)]
struct Columns {
    label: u16,
    now: u16,
    tried: u16,
    bar: u16,
    gained: u16,
    share: u16,
    saved_bar: u16,
    saved: u16,
}

impl Columns {
    const fn of(width: u16) -> Self {
        let spare = width.saturating_sub(116) / 3;
        match width {
            110.. => Self {
                label: 22 + spare,
                now: 10,
                tried: 10,
                bar: 31 + spare,
                gained: 9,
                share: 9,
                saved_bar: 12 + spare,
                saved: 13,
            },
            74.. => {
                let none = Self { share: 0, saved_bar: 0, ..Self::of(116) };
                Self { label: 22, now: 9, tried: 9, bar: width - 60, gained: 9, saved: 11, ..none }
            }
            50.. => Self { label: 22, now: 9, bar: 0, gained: width - 40, saved: 0, ..Self::of(76) },
            _ => Self { label: width.saturating_sub(17), now: 8, tried: 0, gained: 9, ..Self::of(50) },
        }
    }
}

/// What a line of the list writes into its columns.
struct Line {
    columns: Columns,
    area: Rect,
}

impl Line {
    /// Writes the texts of the columns, each with its style; bars stand left, numbers right.
    fn put(&self, buffer: &mut Buffer, texts: [(&str, Style); 8]) {
        let Columns { label, now, tried, bar, gained, share, saved_bar, saved } = self.columns;
        let widths = [label, now, tried, bar, gained, share, saved_bar, saved];
        let mut x = self.area.x;
        for (at, ((text, style), columns)) in texts.into_iter().zip(widths).enumerate() {
            let is_left = matches!(at, 0 | 3 | 6);
            if columns > 0 {
                // A bar keeps two columns from the number before it.
                let gap = if is_left && at > 0 { 2 } else { 0 };
                if is_left {
                    put(buffer, x + gap, self.area.y, columns - gap, text, style);
                } else {
                    put_right(buffer, x, self.area.y, columns, text, style);
                }
            }
            x += columns;
        }
    }
}

fn lever_list(canvas: &mut Canvas, model: &Model, layout: &LeversLayout, theme: &Theme) {
    let scenario = &model.shown().scenario;
    let from = acts_from(scenario, model.today);
    let levers = sorted(model, model.levers.order);
    let first = first_row(model, layout.rows);
    let below = levers.len().saturating_sub(first + layout.rows);
    let hidden = hidden(first, below);
    let sorted_by = match model.levers.order {
        Order::Saved => "sorted by need saved · v order",
        _ => "sorted by revenue gained · v order",
    };
    let title = format!("Levers · {}", lever::pulled(from));
    frame(canvas, layout.list, Border::Heavy, theme.text, [&title, &hidden, "", sorted_by]);
    let area = inner(layout.list);
    let columns = Columns::of(area.width);
    let line = |y| Line { columns, area: Rect { y, height: 1, ..area } };
    let top = clean(&short_names(scenario)[0]);
    let gained = format!("Revenue gained {}", lever::inside(scenario));
    let share = if lever::inside(scenario).len() < 9 { lever::inside(scenario) } else { "inside".to_owned() };
    let heads = ["Lever", "Now", "Try", &gained, "", &share, "", &top].map(|head| (head, theme.quiet));
    let heads = if columns.bar == 0 { with_gained_head(heads, theme) } else { heads };
    line(area.y).put(canvas, heads);
    // Its heading stands over the bar and the number.
    let x = area.x + columns.label + columns.now + columns.tried + 2;
    if columns.bar > 0 {
        put(canvas, x, area.y, columns.bar + columns.gained - 2, &gained, theme.quiet);
    }
    let most = levers.iter().map(|lever| lever.pull.gained).fold(0.0, f64::max);
    let most_saved = levers.iter().map(|lever| lever.pull.shown_need_saved).fold(0.0, f64::max);
    let currency = scenario.currency();
    for ((row, lever), y) in
        levers.iter().enumerate().skip(first).zip(area.y + 1..area.bottom()).take(layout.rows)
    {
        let is_selected = selected(model) == Some(lever.input);
        let Lever { input: of, from, pull } = lever;
        let label = clean(&input::label(scenario, *of));
        put(canvas, area.x - 1, y, 1, if is_selected { "▸" } else { "" }, theme.strong);
        let now = shown_value(model, *of, *from, is_selected, columns.now);
        let now_style = match (&model.field, is_selected) {
            (Some(field), true) if !field.selected => theme.preview,
            (_, true) => theme.selection,
            _ => theme.text,
        };
        let idle = pull.to == *from;
        let tried =
            if idle { show::NOTHING.to_owned() } else { lever_value(scenario, *of, pull.to, columns.tried) };
        let texts = [
            (label.as_str(), theme.text),
            (now.as_str(), now_style),
            (tried.as_str(), theme.text),
            (&bar(pull.gained, most, columns.bar.saturating_sub(3)), theme.up),
            (&gained_text(pull, currency), theme.text),
            (&pull.share.map(show::share).unwrap_or_default(), theme.quiet),
            (&bar(pull.shown_need_saved, most_saved, columns.saved_bar.saturating_sub(2)), theme.down),
            (&saved_text(pull), theme.text),
        ];
        line(y).put(canvas, texts);
        canvas.click(Rect { y, height: 1, ..area }, Target::Row(row));
    }
}

/// Where there are no bars the heading stands over the numbers.
fn with_gained_head<'a>(mut heads: [(&'a str, Style); 8], theme: &Theme) -> [(&'a str, Style); 8] {
    heads[4] = ("Gained", theme.quiet);
    heads
}

/// The value in force; the selected one in brackets, or what is being typed over it.
fn shown_value(model: &Model, of: Input, from: f64, is_selected: bool, columns: u16) -> String {
    let scenario = &model.shown().scenario;
    match &model.field {
        Some(field) if is_selected && !field.selected => format!("[{}▏]", clean(field.text.value())),
        Some(field) if is_selected => format!("[{}]", clean(field.text.value())),
        _ if is_selected => format!("[{}]", lever_value(scenario, of, from, columns.saturating_sub(2))),
        _ => lever_value(scenario, of, from, columns),
    }
}

/// A value of a lever; money that is too long for its column in three digits.
fn lever_value(scenario: &crate::plan::Scenario, of: Input, value: f64, columns: u16) -> String {
    let text = input::value(scenario, of, value);
    if width(&text) < usize::from(columns) { text } else { show::money_short(value, scenario.currency()) }
}

/// A bar as long as its share of the longest, in eighths of a column.
fn bar(value: f64, most: f64, columns: u16) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if value <= 0.0 || most <= 0.0 {
        return String::new();
    }
    let eighths = (value / most * f64::from(columns) * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

fn gained_text(pull: &Pull, currency: Currency) -> String {
    if pull.gained == 0.0 {
        show::NOTHING.to_owned()
    } else {
        show::money_short_signed(pull.gained, currency)
    }
}

/// How the need of the top stage changes, or when work may start.
fn saved_text(pull: &Pull) -> String {
    if pull.days_later == 0 { show::signed(-pull.shown_need_saved) } else { lever::starts(pull.days_later) }
}

/// The user's ranges: what both ends gain or lose. As the page's list its rows can be selected.
fn range_list(canvas: &mut Canvas, model: &Model, area: Rect, rows: usize, is_list: bool, theme: &Theme) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let found = ranges(scenario, &plan.goals, model.today);
    let title =
        format!("Your ranges · revenue gained or lost {} at both ends, each alone", lever::inside(scenario));
    let (border, style) = if is_list { (Border::Heavy, theme.text) } else { (Border::Light, theme.quiet) };
    let order = if is_list { "v order" } else { "" };
    frame(canvas, area, border, style, [&title, order, "", "r low-high · saved with the scenario"]);
    let area = inner(area);
    let columns = RangeColumns::of(area.width);
    let top = clean(&short_names(scenario)[0]);
    columns.put(
        canvas,
        area,
        ["Lever", "Now", "Low – high", "low", "", "high", &format!("{top}, low / high")]
            .map(|head| (head.to_owned(), theme.quiet)),
    );
    let first = if is_list { first_row(model, rows) } else { 0 };
    let widest = found
        .iter()
        .flat_map(|ranged| [ranged.low.gained.abs(), ranged.high.gained.abs()])
        .fold(0.0, f64::max);
    let mut y = area.y + 1;
    for (row, ranged) in found.iter().enumerate().skip(first).take(rows) {
        let is_selected = selected(model) == Some(ranged.input);
        let line = Rect { y, height: 1, ..area };
        put(canvas, area.x - 1, y, 1, if is_selected { "▸" } else { "" }, theme.strong);
        columns.put(canvas, line, range_texts(scenario, ranged, widest, &columns, theme));
        if is_list {
            canvas.click(line, Target::Row(row));
        }
        y += 1;
    }
    if let Some(lack) = lever::lack_range(scenario, found.len()) {
        let without = format!("{lack} · select one with ↑↓, r gives it a low and a high end");
        let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        for (text, y) in wrap(&strip(&without), area.width.into()).iter().zip(rest.y..rest.bottom()) {
            put(canvas, rest.x, y, rest.width, text, theme.quiet);
        }
    }
}

/// The columns of the ranges.
struct RangeColumns {
    widths: [u16; 7],
}

impl RangeColumns {
    const fn of(width: u16) -> Self {
        let widths = match width {
            104.. => [22, 10, 20, 10, width - 96, 9, 25],
            68.. => [22, 10, 20, 10, 0, 10, 0],
            50.. => [22, 0, 10, 9, 0, 9, 0],
            _ => [width.saturating_sub(18), 0, 0, 9, 0, 9, 0],
        };
        Self { widths }
    }

    fn put(&self, buffer: &mut Buffer, area: Rect, texts: [(String, Style); 7]) {
        let mut x = area.x;
        for (at, ((text, style), columns)) in texts.into_iter().zip(self.widths).enumerate() {
            match at {
                _ if columns == 0 => {}
                0 => put(buffer, x, area.y, columns, &fit(&text, columns.into()), style),
                4 => put(buffer, x + 1, area.y, columns - 1, &text, style),
                _ => put_right(buffer, x, area.y, columns, &text, style),
            }
            x += columns;
        }
    }
}

fn range_texts(
    scenario: &crate::plan::Scenario,
    ranged: &Ranged,
    widest: f64,
    columns: &RangeColumns,
    theme: &Theme,
) -> [(String, Style); 7] {
    let Ranged { input: of, from, low, high } = ranged;
    let value = |value| input::value(scenario, *of, value);
    let outside = *from < low.to || *from > high.to;
    let ends = format!("{}{} – {}", if outside { "! " } else { "" }, value(low.to), value(high.to));
    let needs = if low.shown_need_saved == 0.0 && high.shown_need_saved == 0.0 {
        "same number".to_owned()
    } else {
        let need = |pull: &Pull| show::signed(-pull.shown_need_saved);
        format!("{} / {}", need(low), need(high))
    };
    let half = columns.widths[4].saturating_sub(3) / 2;
    [
        (clean(&input::label(scenario, *of)), theme.text),
        (value(*from), theme.text),
        (ends, if outside { theme.warning } else { theme.text }),
        (gained_text(low, scenario.currency()), theme.text),
        (both_ways(low.gained, high.gained, widest, half), theme.text),
        (gained_text(high, scenario.currency()), theme.text),
        (needs, theme.text),
    ]
}

/// Losses to the left of a line and gains to its right, the low end light, the high end solid.
fn both_ways(low: f64, high: f64, widest: f64, half: u16) -> String {
    if widest <= 0.0 || half == 0 {
        return String::new();
    }
    let columns = |gained: f64| (gained.abs() / widest * f64::from(half)).round() as usize;
    let side = |lost: bool| {
        let ends = [(low, "▓"), (high, "█")].into_iter().filter(|(gained, _)| (*gained < 0.0) == lost);
        ends.max_by(|one, other| one.0.abs().total_cmp(&other.0.abs()))
            .map_or_else(String::new, |(gained, block)| block.repeat(columns(gained)))
    };
    format!("{:>half$}│{}", side(true), side(false), half = usize::from(half))
}

/// What the selected lever brings, and how to read the list.
fn reading(buffer: &mut Buffer, model: &Model, area: Rect, form: Form, theme: &Theme) {
    if area.height == 0 {
        return;
    }
    let plan = model.shown();
    let scenario = &plan.scenario;
    let levers = sorted(model, Order::Gained);
    let from = acts_from(scenario, model.today);
    let area = if form >= Form::Wide {
        frame(buffer, area, Border::Light, theme.quiet, ["Reading this", "", "", ""]);
        inner(area)
    } else if form == Form::Compact {
        rule(buffer, area, area.y, Border::Light, theme.quiet, ["", ""]);
        rule(buffer, area, area.bottom() - 1, Border::Light, theme.quiet, ["", ""]);
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
    } else {
        Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
    };
    let columns = usize::from(area.width);
    let of_selected = levers.iter().find(|lever| Some(lever.input) == selected(model));
    let said =
        of_selected.map_or_else(Vec::new, |lever| wrap(&strip(&lever::brings(scenario, lever)), columns));
    let rest = usize::from(area.height).saturating_sub(said.len());
    let read = lever::reading_fitted(&lever::reading(scenario, &levers, from), |text| {
        wrap(&strip(text), columns).len() <= rest
    });
    let strong = said.into_iter().map(|line| (line, theme.strong));
    let lines = strong.chain(wrap(&strip(&read), columns).into_iter().map(|line| (line, theme.text)));
    for ((text, style), y) in lines.zip(area.y..area.bottom()) {
        put(buffer, area.x, y, area.width, &text, style);
    }
}
