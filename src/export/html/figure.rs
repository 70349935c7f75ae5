//! Pictures of numbers as inline SVG: what they show is also in a table, and told in words.

use std::fmt::Write;
use std::ops::Range;

use super::super::document::{Axis, Drawing, Figure, Inside, Row, Tier};
use super::{class_of, escaped, put};
use crate::plan::Owner;
use crate::text::clean::{fit, width};

/// The size of the letters, in which everything else is measured.
pub(super) const LETTERS: f64 = 11.5;
/// How wide a picture is that gets half of a page, and one that gets all of it.
const HALF: f64 = 500.0;
const WHOLE: f64 = 1030.0;
/// Where the names end and the drawing begins, and how many columns a name may have.
const LEFT: f64 = 132.0;
const NAME: usize = 19;
/// How high a row is, one of many, and one of few that have all the width.
const ROW: f64 = 19.0;
const LOW: f64 = 15.0;
const TALL: f64 = 38.0;
/// What the months under the rows need.
const MONTHS: f64 = 17.0;
/// What today under the months needs.
const TODAY: f64 = 12.0;

fn across(figure: &Figure) -> f64 {
    if figure.is_wide { WHOLE } else { HALF }
}

fn row_height(figure: &Figure, rows: usize) -> f64 {
    match rows {
        ..=6 if figure.is_wide => TALL,
        ..=8 => ROW,
        _ => LOW,
    }
}

/// How high a picture is.
pub(super) fn height(figure: &Figure) -> f64 {
    let (rows, below) = match &figure.drawing {
        Drawing::Funnel(rows) => (rows.len(), 0.0),
        Drawing::Inside(rows) => (rows.len(), 0.0),
        Drawing::Bars(axis, rows) => (rows.len(), under(axis)),
        Drawing::Calls(axis, rows) => (rows.len(), under(axis)),
    };
    rows as f64 * row_height(figure, rows) + below
}

fn under(axis: &Axis) -> f64 {
    MONTHS + if axis.today.is_some() { TODAY } else { 0.0 }
}

pub(super) fn draw(out: &mut String, figure: &Figure) {
    let (width, height) = (across(figure), height(figure));
    let class = if figure.is_wide { " class=\"wide\"" } else { "" };
    put!(
        out,
        "<figure{class}><svg viewBox=\"0 0 {width} {height:.0}\" style=\"--height:{:.2}em\" preserveAspectRatio=\"xMinYMin\" role=\"img\" \
         aria-label=\"{1}\"><title>{1}</title>\n<g font-size=\"{LETTERS}\">\n",
        height / LETTERS,
        escaped(&figure.about)
    );
    match &figure.drawing {
        Drawing::Funnel(rows) => funnel(out, rows, row_height(figure, rows.len())),
        Drawing::Bars(axis, rows) => bars(out, &Time::of(axis, figure, rows.len(), 64.0), rows),
        Drawing::Inside(rows) => inside(out, rows, row_height(figure, rows.len())),
        Drawing::Calls(axis, rows) => calls(out, &Time::of(axis, figure, rows.len(), 108.0), rows),
    }
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

/// Where letters stand in the middle of a row.
fn base(at: usize, row: f64) -> f64 {
    (at as f64 + 0.5) * row + LETTERS * 0.36
}

/// Tiers as wide as the order of magnitude of what they hold.
fn funnel(out: &mut String, rows: &[Row<Tier>], high: f64) {
    const WIDEST: f64 = 190.0;
    const NARROWEST: f64 = 0.38;
    const MIDDLE: f64 = LEFT + WIDEST / 2.0;
    let most = rows.iter().map(|row| row.drawn.amount).fold(1.0, f64::max);
    let half = |row: &Row<Tier>| {
        let share = (1.0 + row.drawn.amount).ln() / (1.0 + most).ln();
        WIDEST / 2.0 * (NARROWEST + (1.0 - NARROWEST) * share)
    };
    for (at, row) in rows.iter().enumerate() {
        let (top, bottom) = (at as f64 * high + 1.0, (at + 1) as f64 * high - 1.0);
        let (above, below) = (half(row), half(rows.get(at + 1).unwrap_or(row)).min(half(row)));
        put!(
            out,
            "<path d=\"M{:.1} {top}H{:.1}L{:.1} {bottom}H{:.1}Z\" class=\"{}\"/>\n",
            MIDDLE - above,
            MIDDLE + above,
            MIDDLE + below,
            MIDDLE - below,
            class(row.team)
        );
        let base = base(at, high);
        text(out, (0.0, base), "start", "", &fit(&row.name, NAME));
        text(out, (MIDDLE, base), "middle", "on", &row.drawn.shown);
        text(out, (LEFT + WIDEST + 10.0, base), "start", "q", &row.said);
    }
}

/// Months from left to right, under rows.
struct Time<'a> {
    axis: &'a Axis,
    row: f64,
    floor: f64,
    right: f64,
    step: f64,
}

impl<'a> Time<'a> {
    fn of(axis: &'a Axis, figure: &Figure, rows: usize, said: f64) -> Self {
        let right = across(figure) - said;
        let step = (right - LEFT) / axis.months.len().max(1) as f64;
        let row = row_height(figure, rows);
        Self { axis, row, floor: rows as f64 * row, right, step }
    }

    fn at(&self, column: f64) -> f64 {
        LEFT + column * self.step
    }

    /// The runway's ground, under everything.
    fn ground(&self, out: &mut String) {
        let runway = self.at(self.axis.runway as f64) - LEFT;
        if runway > 0.0 {
            bar(out, [LEFT, 0.0, runway, self.floor], "ground");
        }
    }

    /// The start, today and the names of months, over everything.
    fn marks(&self, out: &mut String) {
        let start = self.at(self.axis.runway as f64);
        put!(
            out,
            "<path d=\"M{LEFT} {0:.1}H{1:.1}M{start:.1} 0V{0:.1}\" class=\"rule\"/>\n",
            self.floor,
            self.right
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
            let long = width(month) as f64 * LETTERS * 0.6;
            let x = self.at(at as f64).min(self.right + 40.0 - long);
            if taken.iter().all(|other| x + long < other.start || x > other.end) {
                text(out, (x, base), "start", "q", month);
                taken.push(x..x + long);
            }
        }
    }
}

fn bars(out: &mut String, time: &Time, rows: &[Row<Vec<f64>>]) {
    time.ground(out);
    for (at, row) in rows.iter().enumerate() {
        let floor = (at + 1) as f64 * time.row;
        let most = row.drawn.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        for (column, amount) in row.drawn.iter().enumerate().filter(|(_, amount)| **amount > 0.0) {
            let height = (amount / most * (time.row - 5.0)).max(0.8);
            let x = time.at(column as f64) + time.step * 0.1;
            bar(out, [x, floor - height, time.step * 0.8, height], class(row.team));
        }
        let base = base(at, time.row);
        text(out, (0.0, base), "start", "", &fit(&row.name, NAME));
        text(out, (time.right + 64.0, base), "end", "q", &row.said);
        put!(out, "<path d=\"M{LEFT} {floor:.1}H{:.1}\" class=\"rule\"/>\n", time.right);
    }
    time.marks(out);
    text(out, (time.right + 64.0, time.floor + LETTERS + 2.0), "end", "q", "highest");
}

/// What must be there in a light colour, what is there in the full one; all in the full one where nobody knows.
fn inside(out: &mut String, rows: &[Row<Inside>], high: f64) {
    const LONGEST: f64 = 185.0;
    let most = rows.iter().map(|row| row.drawn.amount).fold(f64::MIN_POSITIVE, f64::max);
    for (at, row) in rows.iter().enumerate() {
        let length = LONGEST * row.drawn.amount / most;
        let (top, thick) = (at as f64 * high + high / 6.0, high * 2.0 / 3.0);
        if let Some(covered) = row.drawn.covered {
            bar(out, [LEFT, top, length, thick], &format!("{} light", class(row.team)));
            bar(out, [LEFT, top, length * covered.min(1.0), thick], class(row.team));
        } else {
            bar(out, [LEFT, top, length, thick], class(row.team));
        }
        let base = base(at, high);
        text(out, (0.0, base), "start", "", &fit(&row.name, NAME));
        text(out, (LEFT + length + 6.0, base), "start", "q", &row.said);
    }
}

fn calls(out: &mut String, time: &Time, rows: &[Row<Range<f64>>]) {
    time.ground(out);
    for (at, row) in rows.iter().enumerate() {
        let from = time.at(row.drawn.start);
        let long = (time.at(row.drawn.end) - from).max(1.0);
        bar(out, [from, (at as f64 + 1.0 / 6.0) * time.row, long, time.row * 2.0 / 3.0], class(row.team));
        let base = base(at, time.row);
        text(out, (0.0, base), "start", "", &fit(&row.name, NAME));
        text(out, (time.right + 6.0, base), "start", "q", &row.said);
    }
    time.marks(out);
}
