//! The levers: what each gains and saves, the user's ranges, and how to read them.

mod columns;
mod ranges;

use ratatui::layout::Rect;
use ratatui::style::Style;

use self::columns::{Columns, Kind};
use crate::goals::levers::acts_from;
use crate::goals::{Lever, Pull};
use crate::plan::{Currency, Field, Input, Scenario};
use crate::text::clean::{clean, strip, width, wrap};
use crate::text::lever::{self, About, Digits};
use crate::text::sentence::short_names;
use crate::text::{input, show};
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::layout::{Form, LeversLayout, PageRegions, levers_layout};
use crate::tui::model::Model;
use crate::tui::page::levers::{Order, first_row, ranges_and_others, selected, sorted};
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, hidden, inner, put, rule};

/// Draws the page.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, regions: &PageRegions, theme: &Theme) {
    let layout = levers_layout(model);
    if model.levers.order == Order::Ranges {
        ranges::draw_list(canvas, model, layout.list, layout.rows, theme);
    } else {
        lever_list(canvas, model, &layout, regions.form, theme);
    }
    if let Some(area) = layout.ranges {
        ranges::draw_box(canvas, model, area, theme);
    }
    reading(canvas, model, layout.reading, regions.form, theme);
}

/// Name, value, tried value, bar, gain, share, bar, what is saved.
const KINDS: [Kind; 8] = [
    Kind::Name,
    Kind::Number,
    Kind::Number,
    Kind::Bar(5),
    Kind::Number,
    Kind::Number,
    Kind::Bar(2),
    Kind::Number,
];
const NOW: usize = 1;
const TRIED: usize = 2;
const BAR: usize = 3;
const GAINED: usize = 4;
const SHARE: usize = 5;
const SAVED_BAR: usize = 6;
const SAVED: usize = 7;

/// What a row of the list says, but for its bars.
struct Row {
    lever: Lever,
    name: String,
    now: String,
    tried: String,
    gained: String,
    share: String,
    saved: String,
}

impl Row {
    fn of(model: &Model, lever: Lever, wide: bool, digits: Digits) -> Self {
        let scenario = &model.shown().scenario;
        let Lever { input: of, from, pull } = lever;
        let [now, tried] = lever::values(scenario, of, [from, pull.to], digits);
        Self {
            lever,
            name: shown_name(scenario, of),
            now: shown_value(model, of, &now),
            tried: if pull.to == from { show::NOTHING.to_owned() } else { tried },
            gained: gained_text(&pull, scenario.currency()),
            share: pull.share.filter(|_| wide).map(show::share).unwrap_or_default(),
            saved: saved_text(&pull),
        }
    }

    fn texts(&self) -> [&str; 8] {
        [&self.name, &self.now, &self.tried, "", &self.gained, &self.share, "", &self.saved]
    }
}

/// The name of a lever, behind the mark of a lock; where any lever is locked all names keep room for the mark.
fn shown_name(scenario: &Scenario, input: Input) -> String {
    let name = clean(&input::label(scenario, input));
    let stages = scenario.funnel().stages();
    let any = stages.iter().any(|stage| stage.is_locked(Field::Yield) || stage.is_locked(Field::Lag));
    match (any, scenario.is_locked(input)) {
        (true, true) => format!("L {name}"),
        (true, false) => format!("  {name}"),
        (false, _) => name,
    }
}

/// The value in force; the selected one in brackets, or what is being typed over it.
fn shown_value(model: &Model, input: Input, value: &str) -> String {
    match &model.field {
        _ if selected(model) != Some(input) => format!("{value} "),
        Some(field) if field.selected => format!("[{}]", clean(field.text.value())),
        Some(field) => format!("[{}▏]", clean(field.text.value())),
        None => format!("[{value}]"),
    }
}

fn value_style(model: &Model, input: Input, theme: &Theme) -> Style {
    match &model.field {
        _ if selected(model) != Some(input) => theme.text,
        Some(field) if !field.selected => theme.preview,
        _ => theme.selection,
    }
}

/// The first title that fits, or else the last.
fn title_that_fits<'a>(titles: &[&'a str], columns: usize) -> &'a str {
    let fitting = titles.iter().find(|title| width(title) <= columns);
    fitting.or(titles.last()).copied().unwrap_or_default()
}

/// The rows of the list and its columns; money in three digits where that keeps a column.
fn table(
    model: &Model,
    levers: &[Lever],
    heads: &[&str; 8],
    wide: bool,
    room: u16,
) -> (Vec<Row>, Columns<8>) {
    let mut kinds = KINDS;
    if !wide {
        kinds[SAVED_BAR] = Kind::Bar(0);
    }
    let with = |digits| {
        let rows: Vec<Row> = levers.iter().map(|lever| Row::of(model, *lever, wide, digits)).collect();
        let mut texts: Vec<[&str; 8]> = rows.iter().map(Row::texts).collect();
        texts.push(*heads);
        let columns = Columns::of(kinds, &[SAVED, TRIED], &texts, room);
        (rows, columns)
    };
    let (all, three) = (with(Digits::All), with(Digits::Three));
    if all.1.left_out > 1 && three.1.left_out < all.1.left_out { three } else { all }
}

fn lever_list(canvas: &mut Canvas, model: &Model, layout: &LeversLayout, form: Form, theme: &Theme) {
    let scenario = &model.shown().scenario;
    let from = acts_from(scenario, model.today);
    let levers = sorted(model, model.levers.order);
    let first = first_row(model, layout.rows);
    let below = levers.len().saturating_sub(first + layout.rows);
    let hidden = hidden(first, below);
    let sorted_by = match model.levers.order {
        Order::Saved => "need saved",
        _ => "revenue gained",
    };
    let sorted_by = format!("sorted by {sorted_by} · {} order", model.key(Command::Content));
    let titles = [
        format!("Levers · {}", lever::pulled(from)),
        format!("Levers · from {}, each alone", show::day_year(from)),
    ];
    let room = usize::from(layout.list.width).saturating_sub(6 + width(&hidden));
    let title = title_that_fits(&[&titles[0], &titles[1], "Levers"], room);
    frame(canvas, layout.list, Border::Heavy, theme.text, [title, &hidden, "", &sorted_by]);
    let area = inner(layout.list);
    let top = short_names(scenario).swap_remove(0);
    let wide = form >= Form::Wide;
    let share = match lever::inside(scenario) {
        _ if !wide => String::new(),
        inside if inside.len() < 9 => format!("of it {inside}"),
        _ => "share".to_owned(),
    };
    let heads = ["Lever", "Now ", "Try", "", "Gained", &share, "", &top];
    let (rows, columns) = table(model, &levers, &heads, wide, area.width);
    draw_heads(canvas, area, &columns, heads, &format!("Revenue gained {}", lever::inside(scenario)), theme);
    let most = levers.iter().map(|lever| lever.pull.gained).fold(0.0, f64::max);
    let most_saved = levers.iter().map(|lever| lever.pull.shown_need_saved).fold(0.0, f64::max);
    let visible = rows.iter().enumerate().skip(first).zip(area.y + 1..area.bottom()).take(layout.rows);
    for ((at, row), y) in visible {
        let Lever { input, pull, .. } = row.lever;
        let is_selected = selected(model) == Some(input);
        put(canvas, area.x - 1, y, 1, if is_selected { "▸" } else { "" }, theme.strong);
        let gained = bar(pull.gained, most, columns.width(BAR));
        let saved = bar(pull.shown_need_saved, most_saved, columns.width(SAVED_BAR));
        let mut texts = row.texts().map(|text| (text, theme.text));
        texts[NOW].1 = value_style(model, input, theme);
        texts[BAR] = (&gained, theme.up);
        texts[SHARE].1 = theme.quiet;
        texts[SAVED_BAR] = (&saved, theme.down);
        let line = Rect { y, height: 1, ..area };
        columns.put(canvas, line, texts);
        canvas.click(line, Target::Row(at));
    }
}

/// Writes the headings; that of the gain stands over its bar and its number.
fn draw_heads(
    canvas: &mut Canvas,
    area: Rect,
    columns: &Columns<8>,
    mut heads: [&str; 8],
    gained: &str,
    theme: &Theme,
) {
    let x = columns.x(BAR);
    let room = columns.x(GAINED) + columns.width(GAINED) - x;
    let over_both = width(gained) <= room.into();
    if over_both {
        heads[GAINED] = "";
    }
    columns.put(canvas, area, heads.map(|head| (head, theme.quiet)));
    if over_both {
        put(canvas, area.x + x, area.y, room, gained, theme.quiet);
    }
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
    show::money_short_signed(pull.gained, currency)
}

/// How the need of the top stage changes, or when work may start.
fn saved_text(pull: &Pull) -> String {
    if pull.days_later == 0 { show::signed(-pull.shown_need_saved) } else { lever::starts(pull.days_later) }
}

/// What the selected lever or its range brings, with the day from which on if that fits; nothing in a plan that has
/// ended.
fn brought(model: &Model, fits: impl Fn(&str) -> bool) -> Option<String> {
    let scenario = &model.shown().scenario;
    let from = acts_from(scenario, model.today);
    if lever::ended(scenario, from).is_some() {
        return None;
    }
    let all = ranges_and_others(model);
    let (lever, ranged) = all.iter().find(|(lever, _)| Some(lever.input) == selected(model))?;
    Some(match ranged {
        _ if model.levers.order != Order::Ranges => {
            let dated = lever::brings(scenario, lever, Some(from));
            if fits(&dated) { dated } else { lever::brings(scenario, lever, None) }
        }
        Some(ranged) => lever::between(scenario, ranged),
        None => lever::has_no_range(scenario, lever.input, lever.from, &model.key(Command::Range)),
    })
}

/// What the selected lever brings, and how to read the list.
fn reading(surface: &mut Surface, model: &Model, area: Rect, form: Form, theme: &Theme) {
    if area.height == 0 {
        return;
    }
    let scenario = &model.shown().scenario;
    let is_boxed = form >= Form::Wide;
    let frame_lines = if form >= Form::Compact { 2 } else { 0 };
    let inside = Rect {
        x: area.x + if is_boxed { 2 } else { 1 },
        y: area.y + frame_lines / 2,
        width: area.width.saturating_sub(if is_boxed { 4 } else { 2 }),
        height: area.height.saturating_sub(frame_lines),
    };
    let columns = usize::from(inside.width);
    let lines_of = |text: &str| wrap(&strip(text), columns);
    let room = usize::from(inside.height);
    let said =
        brought(model, |text| lines_of(text).len() <= room).map_or_else(Vec::new, |said| lines_of(&said));
    let rest = room.saturating_sub(said.len());
    let mut read = lever::reading(scenario, &sorted(model, Order::Gained), acts_from(scenario, model.today));
    // What is said of the selected lever says what its numbers mean.
    read.retain(|(about, _)| said.is_empty() || *about != About::Meaning);
    let read = lever::reading_fitted(read, |text| lines_of(text).len() <= rest);
    let read = if read.is_empty() { Vec::new() } else { lines_of(&read) };
    let used = (said.len() + read.len()) as u16;
    if is_boxed {
        let area = Rect { height: area.height.min(used + frame_lines), ..area };
        frame(surface, area, Border::Light, theme.quiet, ["Reading this", "", "", ""]);
    } else if frame_lines > 0 {
        rule(surface, area, area.y, Border::Light, theme.quiet, ["", ""]);
        rule(surface, area, area.bottom() - 1, Border::Light, theme.quiet, ["", ""]);
    }
    let lines = said.into_iter().map(|line| (line, theme.strong));
    let lines = lines.chain(read.into_iter().map(|line| (line, theme.text)));
    for ((text, style), y) in lines.zip(inside.y..inside.bottom()) {
        put(surface, inside.x, y, inside.width, &text, style);
    }
}
