//! The user's own ranges: what both ends gain or lose, and in the list the levers that have none.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::columns::{Columns, Kind};
use super::{gained_text, shown_name, shown_value, title_that_fits, value_style};
use crate::goals::findings::is_outside_range;
use crate::goals::{Lever, Pull, Ranged};
use crate::plan::{Input, Scenario};
use crate::text::clean::{strip, width, wrap};
use crate::text::lever::{self, Digits};
use crate::text::sentence::short_names;
use crate::text::show;
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::input::shown_keys;
use crate::tui::model::Model;
use crate::tui::page::levers::{first_row, ranges_and_others, selected};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, hidden, inner, put, put_right};

/// Name, value, ends, what the low end brings, the bars, what the high end brings, what both need.
const KINDS: [Kind; 7] =
    [Kind::Name, Kind::Number, Kind::Number, Kind::Number, Kind::Bar(1), Kind::Number, Kind::Number];
const LOW: usize = 3;
const BARS: usize = 4;

/// A row of the list.
struct Row {
    lever: Lever,
    ranged: Option<Ranged>,
    name: String,
    now: String,
    /// The ends, and what they bring and need; empty where there is no range.
    ends: String,
    gained: [String; 2],
    needs: String,
}

impl Row {
    fn of(model: &Model, (lever, ranged): (Lever, Option<Ranged>), digits: Digits) -> Self {
        let scenario = &model.shown().scenario;
        let name = shown_name(scenario, lever.input);
        let shown = |now: &str| shown_value(model, lever.input, now);
        let Some(ranged) = ranged else {
            let [now] = lever::values(scenario, lever.input, [lever.from], digits);
            let none = "–".to_owned();
            let (gained, needs) = ([String::new(), String::new()], String::new());
            return Self { lever, ranged: None, name, now: shown(&now), ends: none, gained, needs };
        };
        let Ranged { input, from, low, high } = ranged;
        let [now, least, most] = lever::values(scenario, input, [from, low.to, high.to], digits);
        let mark = if is_outside(scenario, input) { "! " } else { "" };
        let need = |pull: &Pull| show::signed(-pull.shown_need_saved);
        let needs = if low.shown_need_saved == 0.0 && high.shown_need_saved == 0.0 {
            "same number".to_owned()
        } else {
            format!("{} / {}", need(&low), need(&high))
        };
        Self {
            lever,
            ranged: Some(ranged),
            name,
            now: shown(&now),
            ends: format!("{mark}{least} – {most}"),
            gained: [&low, &high].map(|end| gained_text(end, scenario.currency())),
            needs,
        }
    }

    fn texts(&self) -> [&str; 7] {
        [&self.name, &self.now, &self.ends, &self.gained[0], "", &self.gained[1], &self.needs]
    }
}

/// Whether a value in force, now or later, lies outside of the user's range.
fn is_outside(scenario: &Scenario, input: Input) -> bool {
    let Input::Stage(id, field) = input else { return false };
    scenario.funnel().find(id).is_some_and(|(_, stage)| is_outside_range(stage, field))
}

/// Draws the ranges in a box below the levers.
pub(super) fn draw_box(canvas: &mut Canvas, model: &Model, area: Rect, theme: &Theme) {
    let rows = usize::from(area.height.saturating_sub(4));
    let mut found = ranges_and_others(model);
    found.retain(|(_, ranged)| ranged.is_some());
    let below = hidden(0, found.len().saturating_sub(rows));
    let lack = lever::lack_range(&model.shown().scenario, found.len());
    let table = Table::new(model, &found, inner(area).width);
    table.frame(canvas, model, area, (Border::Light, theme.quiet), &below);
    let area = inner(area);
    table.draw(canvas, model, area, 0..rows, theme);
    let used = if table.rows.is_empty() { 0 } else { 1 + table.rows.len().min(rows) as u16 };
    let rest = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
    if let Some(lack) = lack {
        let arrows = theme.keys(&shown_keys(model, model.place(), &[Command::Up, Command::Down]));
        let range = model.key(Command::Range);
        let without = format!("{lack} · select one with {arrows}, {range} gives it a low and a high end");
        for (text, y) in wrap(&strip(&without), area.width.into()).iter().zip(rest.y..rest.bottom()) {
            put(canvas, rest.x, y, rest.width, text, theme.quiet);
        }
    }
}

/// Draws all levers with their ranges as the page's list, whose rows can be selected.
pub(super) fn draw_list(canvas: &mut Canvas, model: &Model, area: Rect, rows: usize, theme: &Theme) {
    let found = ranges_and_others(model);
    let first = first_row(model, rows);
    let hidden = hidden(first, found.len().saturating_sub(first + rows));
    let right = if hidden.is_empty() { format!("{} order", model.key(Command::Content)) } else { hidden };
    let table = Table::new(model, &found, inner(area).width);
    table.frame(canvas, model, area, (Border::Heavy, theme.text), &right);
    let area = inner(area);
    table.draw(canvas, model, area, first..first + rows, theme);
    for (row, y) in (first..table.rows.len()).zip(area.y + 1..area.bottom()).take(rows) {
        canvas.click(Rect { y, height: 1, ..area }, Target::Row(row));
    }
}

struct Table {
    rows: Vec<Row>,
    heads: [String; 7],
    columns: Columns<7>,
}

impl Table {
    fn new(model: &Model, found: &[(Lever, Option<Ranged>)], room: u16) -> Self {
        let top = short_names(&model.shown().scenario).swap_remove(0);
        let needs = format!("{top}, low / high");
        let heads = ["Lever", "Now ", "Low – high", "low", "", "high", &needs].map(str::to_owned);
        // What is being typed stays in sight.
        let give_way: &[usize] = if model.field.is_some() { &[6, 2, 5, 3] } else { &[6, 1, 2] };
        let with = |digits| {
            let rows: Vec<Row> = found.iter().map(|one| Row::of(model, *one, digits)).collect();
            let mut texts: Vec<[&str; 7]> = rows.iter().map(Row::texts).collect();
            texts.push(heads.each_ref().map(String::as_str));
            let columns = Columns::of(KINDS, give_way, &texts, room);
            (rows, columns)
        };
        let (mut rows, mut columns) = with(Digits::All);
        if columns.left_out > 1 {
            let (short, narrow) = with(Digits::Three);
            if narrow.left_out < columns.left_out {
                (rows, columns) = (short, narrow);
            }
        }
        Self { rows, heads, columns }
    }

    fn frame(
        &self,
        canvas: &mut Canvas,
        model: &Model,
        area: Rect,
        (border, style): (Border, Style),
        right: &str,
    ) {
        let inside = lever::inside(&model.shown().scenario);
        let title = format!("Your ranges · revenue at both ends {inside}");
        let room = usize::from(area.width).saturating_sub(10 + width(right));
        let title = title_that_fits(&[&title, "Your ranges"], room);
        let has_bars = self.columns.width(BARS) > 0 && !self.rows.is_empty();
        let legend = if has_bars { "▓ low end  █ high end" } else { "" };
        let room = usize::from(area.width).saturating_sub(10 + width(legend));
        let brief = format!("{} low-high", model.key(Command::Range));
        let long = format!("{brief} · saved with the scenario");
        let keys = title_that_fits(&[&long, &brief], room);
        frame(canvas, area, border, style, [title, right, legend, keys]);
    }

    fn draw(
        &self,
        canvas: &mut Canvas,
        model: &Model,
        area: Rect,
        visible: std::ops::Range<usize>,
        theme: &Theme,
    ) {
        if self.rows.is_empty() {
            return;
        }
        self.columns.put(canvas, area, self.heads.each_ref().map(|head| (head.as_str(), theme.quiet)));
        let gains = |row: &Row| row.ranged.map(|ranged| [ranged.low.gained.abs(), ranged.high.gained.abs()]);
        let widest = self.rows.iter().filter_map(gains).flatten().fold(0.0, f64::max);
        let gives_one = format!("{} gives one", model.key(Command::Range));
        let rows = self.rows.iter().skip(visible.start).take(visible.len());
        for (row, y) in rows.zip(area.y + 1..area.bottom()) {
            let is_selected = selected(model) == Some(row.lever.input);
            let line = Rect { y, height: 1, ..area };
            put(canvas, area.x - 1, y, 1, if is_selected { "▸" } else { "" }, theme.strong);
            let half = self.columns.width(BARS).saturating_sub(1) / 2;
            let bars = row.ranged.map(|ends| both_ways(ends.low.gained, ends.high.gained, widest, half));
            let mut texts = row.texts().map(|text| (text, theme.text));
            texts[1].1 = value_style(model, row.lever.input, theme);
            texts[BARS].0 = bars.as_deref().unwrap_or_default();
            if is_outside(&model.shown().scenario, row.lever.input) {
                texts[2].1 = theme.warning;
            }
            self.columns.put(canvas, line, texts);
            if row.ranged.is_none() {
                let x = area.x + self.columns.x(LOW);
                put_right(canvas, x, y, area.right().saturating_sub(x), &gives_one, theme.quiet);
            }
        }
    }
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
