//! Pictures of numbers as inline SVG: what they show is also in a table, and told in words.

use std::fmt::Write;
use std::ops::Range;

use super::super::document::{Axis, Drawing, Figure, Inside, Row, Tier};
use super::{class_of, escaped, put};
use crate::plan::Owner;
use crate::text::clean::width;
use crate::text::name::distinct;

/// The size of the letters, in which everything else is measured.
pub(super) const LETTERS: f64 = 11.5;
/// How wide a letter is at most, as a rule.
const LETTER: f64 = LETTERS * 0.6;
/// How wide a picture is that gets half of a page, one of many rows, whose letters are small, and one that gets all
/// of the page.
const HALF: f64 = 500.0;
const MANY: f64 = 580.0;
const WHOLE: f64 = 1030.0;
/// How many columns names have: the fewest and the most.
const NAMES: (usize, usize) = (19, 28);
/// How high a row is, one of many, and one of few that have all the width.
const ROW: f64 = 19.0;
const LOW: f64 = 15.0;
const TALL: f64 = 38.0;
/// What is between a drawing and what is written at its end.
const GAP: f64 = 8.0;
/// The narrowest drawing.
const NARROWEST: f64 = 100.0;
/// What the months under the rows need.
const MONTHS: f64 = 17.0;
/// What today under the months needs.
const TODAY: f64 = 12.0;

/// How wide a picture is and how high each of its rows.
fn measures(figure: &Figure) -> (f64, f64) {
    match (names(figure).len(), figure.is_wide) {
        (..=6, true) => (WHOLE, TALL),
        (..=8, true) => (WHOLE, ROW),
        (_, true) => (WHOLE, LOW),
        (..=8, false) => (HALF, ROW),
        (_, false) => (MANY, LOW),
    }
}

/// The names of a picture's rows.
fn names(figure: &Figure) -> Vec<&str> {
    fn of<T>(rows: &[Row<T>]) -> Vec<&str> {
        rows.iter().map(|row| row.name.as_str()).collect()
    }
    match &figure.drawing {
        Drawing::Funnel(rows) => of(rows),
        Drawing::Inside(rows) => of(rows),
        Drawing::Bars(_, rows) => of(rows),
        Drawing::Calls(_, rows) => of(rows),
    }
}

/// How high a picture is.
pub(super) fn height(figure: &Figure) -> f64 {
    let below = match &figure.drawing {
        Drawing::Funnel(_) | Drawing::Inside(_) => 0.0,
        Drawing::Bars(axis, _) | Drawing::Calls(axis, _) => under(axis),
    };
    names(figure).len() as f64 * measures(figure).1 + below
}

fn under(axis: &Axis) -> f64 {
    MONTHS + if axis.today.is_some() { TODAY } else { 0.0 }
}

pub(super) fn draw(out: &mut String, figure: &Figure) {
    let layout = Layout::of(figure);
    let (width, height) = (layout.across, height(figure));
    let class = if figure.is_wide { " class=\"wide\"" } else { "" };
    put!(
        out,
        "<figure{class}><svg viewBox=\"0 0 {width} {height:.0}\" style=\"--height:{:.2}em\" preserveAspectRatio=\"xMinYMin\" role=\"img\" \
         aria-label=\"{1}\"><title>{1}</title>\n<g font-size=\"{LETTERS}\">\n",
        height / LETTERS,
        escaped(&figure.about)
    );
    match &figure.drawing {
        Drawing::Funnel(rows) => funnel(out, &layout, rows),
        Drawing::Bars(axis, rows) => bars(out, &Time::of(axis, &layout, 64.0), rows),
        Drawing::Inside(rows) => inside(out, &layout, rows),
        Drawing::Calls(axis, rows) => calls(out, &Time::of(axis, &layout, 108.0), rows),
    }
    layout.names(out);
    put!(out, "</g>\n</svg></figure>\n");
}

fn class(team: Option<Owner>) -> &'static str {
    team.map_or("revenue", class_of)
}

fn text(out: &mut String, (x, y): (f64, f64), anchor: &str, class: &str, words: &str) {
    let words = escaped(words);
    put!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" class=\"{class}\">{words}</text>\n");
}

fn bar(out: &mut String, [x, y, width, height]: [f64; 4], class: &str) {
    put!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.2}\" height=\"{height:.2}\" class=\"{class}\"/>\n"
    );
}

/// How wide a text is.
fn long(words: &str) -> f64 {
    width(words) as f64 * LETTER
}

/// Rows with their names at the left.
struct Layout {
    names: Vec<String>,
    /// Where the names end and the drawing begins.
    left: f64,
    /// How high each row is.
    row: f64,
    across: f64,
}

impl Layout {
    fn of(figure: &Figure) -> Self {
        let names = names(figure);
        let (fewest, most) = NAMES;
        let longest = names.iter().map(|name| width(name)).max().unwrap_or(0).clamp(fewest, most);
        let (across, row) = measures(figure);
        Self { names: distinct(&names, longest), left: longest as f64 * LETTER, row, across }
    }

    /// Where letters stand in the middle of a row.
    fn base(&self, at: usize) -> f64 {
        (at as f64 + 0.5) * self.row + LETTERS * 0.36
    }

    fn names(&self, out: &mut String) {
        for (at, name) in self.names.iter().enumerate() {
            text(out, (0.0, self.base(at)), "start", "", name);
        }
    }

    /// What is left for the drawing beside what is written at the ends of rows.
    fn room<T>(&self, rows: &[Row<T>], widest: f64) -> f64 {
        let said = rows.iter().map(|row| long(&row.said)).fold(0.0, f64::max);
        (self.across - self.left - GAP - said).clamp(NARROWEST, widest)
    }
}

/// Tiers as wide as the order of magnitude of what they hold, and as the number in them.
fn funnel(out: &mut String, layout: &Layout, rows: &[Row<Tier>]) {
    const LEAST: f64 = 0.38;
    let widest = layout.room(rows, 190.0);
    let (middle, high) = (layout.left + widest / 2.0, layout.row);
    let most = rows.iter().map(|row| row.drawn.amount).fold(1.0, f64::max);
    let half = |row: &Row<Tier>| {
        let share = (1.0 + row.drawn.amount).ln() / (1.0 + most).ln();
        let room = long(&row.drawn.shown) + 4.0;
        (widest * (LEAST + (1.0 - LEAST) * share)).max(room) / 2.0
    };
    for (at, row) in rows.iter().enumerate() {
        let (top, bottom) = (at as f64 * high + 1.0, (at + 1) as f64 * high - 1.0);
        let (above, below) = (half(row), half(rows.get(at + 1).unwrap_or(row)).min(half(row)));
        put!(
            out,
            "<path d=\"M{:.1} {top}H{:.1}L{:.1} {bottom}H{:.1}Z\" class=\"{}\"/>\n",
            middle - above,
            middle + above,
            middle + below,
            middle - below,
            class(row.team)
        );
        let base = layout.base(at);
        text(out, (middle, base), "middle", "on", &row.drawn.shown);
        text(out, (layout.left + widest + GAP, base), "start", "q", &row.said);
    }
}

/// Months from left to right, under rows.
struct Time<'a> {
    axis: &'a Axis,
    layout: &'a Layout,
    floor: f64,
    right: f64,
    step: f64,
}

impl<'a> Time<'a> {
    fn of(axis: &'a Axis, layout: &'a Layout, said: f64) -> Self {
        let right = layout.across - said;
        let step = (right - layout.left) / axis.months.len().max(1) as f64;
        Self { axis, layout, floor: layout.names.len() as f64 * layout.row, right, step }
    }

    fn at(&self, column: f64) -> f64 {
        self.layout.left + column * self.step
    }

    /// The runway's ground, under everything.
    fn ground(&self, out: &mut String) {
        let left = self.layout.left;
        let runway = self.at(self.axis.runway as f64) - left;
        if runway > 0.0 {
            bar(out, [left, 0.0, runway, self.floor], "ground");
        }
    }

    /// The start, today and the names of months, over everything.
    fn marks(&self, out: &mut String) {
        let start = self.at(self.axis.runway as f64);
        put!(
            out,
            "<path d=\"M{2:.1} {0:.1}H{1:.1}M{start:.1} 0V{0:.1}\" class=\"rule\"/>\n",
            self.floor,
            self.right,
            self.layout.left
        );
        let base = self.floor + LETTERS + 2.0;
        if let Some(today) = self.axis.today.map(|today| self.at(today)) {
            put!(out, "<path d=\"M{today:.1} 0V{:.1}\" class=\"today\"/>\n", base + 3.0);
            text(out, (today, base + TODAY), "middle", "today", "today");
        }
        let mut taken = Vec::<Range<f64>>::new();
        let months = self.axis.months.iter().enumerate().filter(|(_, month)| !month.is_empty());
        let (starts, others): (Vec<_>, Vec<_>) = months.partition(|(at, _)| *at == self.axis.runway);
        for (at, month) in starts.into_iter().chain(others) {
            let long = long(month);
            let x = self.at(at as f64).min(self.right + 40.0 - long);
            if taken.iter().all(|other| x + long < other.start || x > other.end) {
                text(out, (x, base), "start", "q", month);
                taken.push(x..x + long);
            }
        }
    }
}

fn bars(out: &mut String, time: &Time, rows: &[Row<Vec<f64>>]) {
    let layout = time.layout;
    time.ground(out);
    for (at, row) in rows.iter().enumerate() {
        let floor = (at + 1) as f64 * layout.row;
        let most = row.drawn.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        for (column, amount) in row.drawn.iter().enumerate().filter(|(_, amount)| **amount > 0.0) {
            let height = (amount / most * (layout.row - 5.0)).max(0.8);
            let x = time.at(column as f64) + time.step * 0.1;
            bar(out, [x, floor - height, time.step * 0.8, height], class(row.team));
        }
        text(out, (time.right + 64.0, layout.base(at)), "end", "q", &row.said);
        put!(out, "<path d=\"M{:.1} {floor:.1}H{:.1}\" class=\"rule\"/>\n", layout.left, time.right);
    }
    time.marks(out);
    text(out, (time.right + 64.0, time.floor + LETTERS + 2.0), "end", "q", "highest");
}

/// What must be there in a light colour, what is there in the full one; all in the full one where nobody knows.
fn inside(out: &mut String, layout: &Layout, rows: &[Row<Inside>]) {
    let (longest, high, left) = (layout.room(rows, 185.0), layout.row, layout.left);
    let most = rows.iter().map(|row| row.drawn.amount).fold(f64::MIN_POSITIVE, f64::max);
    for (at, row) in rows.iter().enumerate() {
        let length = longest * row.drawn.amount / most;
        let (top, thick) = (at as f64 * high + high / 6.0, high * 2.0 / 3.0);
        if let Some(covered) = row.drawn.covered {
            bar(out, [left, top, length, thick], &format!("{} light", class(row.team)));
            bar(out, [left, top, length * covered.min(1.0), thick], class(row.team));
        } else {
            bar(out, [left, top, length, thick], class(row.team));
        }
        text(out, (left + length + GAP, layout.base(at)), "start", "q", &row.said);
    }
}

fn calls(out: &mut String, time: &Time, rows: &[Row<Range<f64>>]) {
    let layout = time.layout;
    time.ground(out);
    for (at, row) in rows.iter().enumerate() {
        let from = time.at(row.drawn.start);
        let long = (time.at(row.drawn.end) - from).max(1.0);
        bar(out, [from, (at as f64 + 1.0 / 6.0) * layout.row, long, layout.row * 2.0 / 3.0], class(row.team));
        text(out, (time.right + GAP, layout.base(at)), "start", "q", &row.said);
    }
    time.marks(out);
}
