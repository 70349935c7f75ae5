//! Where the cells of the goal grid stand: bearings along one axis, runway and months along the other.
//!
//! ratatui's table does not scroll columns, so the grid is our own.

use ratatui::layout::{Position, Rect};

use super::{Form, first_visible, scrolled_to};
use crate::text::clean::width;
use crate::tui::model::{GridColumn, Model, Shown};

/// A column of the grid as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// All runway months in one.
    Runway,
    /// A month, by its column in the goals.
    Month(usize),
    /// The total of the plan's own months.
    Total,
    /// What this plan needs.
    Need,
}

/// A stretch of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Track<T> {
    /// What stands there.
    pub what: T,
    /// The first row or column of the window.
    pub at: u16,
    /// How many rows or columns.
    pub size: u16,
}

/// The grid's place in the window, decided before its columns.
pub struct Place {
    /// With border or rules.
    pub area: Rect,
    /// The kind of window.
    pub form: Form,
    /// Months down instead of across.
    pub down: bool,
    /// A second line under each row.
    pub delta_lines: bool,
    /// The first visible stage.
    pub first_row: usize,
    /// How many stages are visible.
    pub stage_rows: usize,
}

/// Where everything in the grid stands.
#[derive(Debug, Clone, Default)]
pub struct GridLayout {
    /// Months run down.
    pub down: bool,
    /// The part inside of border or rules.
    pub inner: Rect,
    /// The line of the column titles.
    pub header: u16,
    /// The line of the years above it, where there is one.
    pub years: Option<u16>,
    /// The width of the row titles.
    pub label: u16,
    /// Whether row titles name the owner.
    pub owners: bool,
    /// Rows (or columns, when months run down) by place; the last place is revenue.
    pub bearings: Vec<Track<usize>>,
    /// Columns (or rows).
    pub columns: Vec<Track<Slot>>,
    /// Months hidden before and after the visible ones.
    pub hidden: (usize, usize),
    /// Whether the runway is one column.
    pub folded: bool,
}

/// How wide things are.
#[derive(Clone, Copy)]
struct Widths {
    label: u16,
    owners: bool,
    cell: u16,
    total: u16,
    need: Option<u16>,
}

impl Widths {
    /// What is left for months after titles and totals.
    fn months(self, inner: u16) -> u16 {
        let fixed = self.label + self.total + 1 + self.need.map_or(0, |need| need + 1);
        inner.saturating_sub(fixed) / (self.cell + 1)
    }
}

/// Places the grid.
pub fn layout(model: &Model, place: &Place) -> GridLayout {
    let area = place.area;
    let inner = match place.form {
        Form::Full | Form::Wide => {
            Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2))
        }
        Form::Compact => Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area },
        Form::Narrow => Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area },
        _ => area,
    };
    if place.down { down(model, place, inner) } else { across(model, place, inner) }
}

/// The column in which the cursor stands, when the runway is folded or open.
fn slot_of(model: &Model, folded: bool) -> Slot {
    let grid = model.shown().goals.grid();
    match model.cursor.column {
        GridColumn::Total => Slot::Total,
        GridColumn::Need => Slot::Need,
        GridColumn::Month(month) => {
            let column = month.since(grid.start()) + grid.runway() as i32;
            let column = column.clamp(0, grid.columns() as i32 - 1) as usize;
            if folded && column < grid.runway() { Slot::Runway } else { Slot::Month(column) }
        }
    }
}

/// The months to show: the runway in one or in all its columns, then the plan's.
fn month_slots(model: &Model, folded: bool) -> Vec<Slot> {
    let grid = model.shown().goals.grid();
    if folded && grid.runway() > 0 {
        let months = (grid.runway()..grid.columns()).map(Slot::Month);
        std::iter::once(Slot::Runway).chain(months).collect()
    } else {
        (0..grid.columns()).map(Slot::Month).collect()
    }
}

/// How many rows months that run down take: the runway in one or in all of them, the plan's, their title and total.
pub fn rows_down(model: &Model) -> usize {
    month_slots(model, !model.display.runway.unwrap_or(false)).len() + 2
}

fn across(model: &Model, place: &Place, inner: Rect) -> GridLayout {
    let wide = place.form >= Form::Wide;
    let grid = model.shown().goals.grid();
    let scenario = &model.shown().scenario;
    let longest = scenario.funnel().stages().iter().map(|stage| width(stage.name())).max().unwrap_or(0);
    let full_label = (longest as u16).clamp(7, if place.form == Form::Full { 24 } else { 16 });
    let open = grid.columns() as u16;
    let (widths, folded) = choose_widths(inner.width, full_label, open, grid.runway() as u16, wide, model);

    let slots = month_slots(model, folded);
    let visible = (widths.months(inner.width) as usize).clamp(1, slots.len());
    let selected = slot_of(model, folded);
    let at = slots.iter().position(|slot| *slot == selected);
    let at = at.unwrap_or(if matches!(selected, Slot::Total | Slot::Need) { slots.len() - 1 } else { 0 });
    let first = scrolled_to(model, model.cursor.first_column, at, visible, slots.len());

    let years = (wide && model.display.shown != Shown::DayOne).then_some(inner.y);
    let header = inner.y + u16::from(years.is_some());
    let mut x = inner.x + widths.label;
    let mut columns = Vec::new();
    let mut push = |what, size| {
        columns.push(Track { what, at: x + 1, size });
        x += size + 1;
    };
    for slot in &slots[first..first + visible] {
        push(*slot, widths.cell);
    }
    push(Slot::Total, widths.total);
    if let Some(need) = widths.need {
        push(Slot::Need, need);
    }
    let step = if place.delta_lines { 2 } else { 1 };
    let row = |(line, what): (u16, usize)| Track { what, at: header + 1 + line * step, size: step };
    let stages = place.first_row..place.first_row + place.stage_rows;
    let bearings = (0..).zip(stages.chain([model.stage_count()])).map(row).collect();
    let columns = if model.display.shown == Shown::DayOne { Vec::new() } else { columns };
    GridLayout {
        down: false,
        inner,
        header,
        years,
        label: widths.label,
        owners: widths.owners,
        bearings,
        columns,
        hidden: (first, slots.len() - first - visible),
        folded,
    }
}

/// Drops the need, then the owners, then folds the runway until all months fit; spare width goes to the
/// labels, then to the cells.
fn choose_widths(
    inner: u16,
    full_label: u16,
    open: u16,
    runway: u16,
    wide: bool,
    model: &Model,
) -> (Widths, bool) {
    const SHORT_LABEL: u16 = 9;
    let folded_columns = open - runway + u16::from(runway > 0);
    let compact = Widths { label: SHORT_LABEL, owners: false, cell: 4, total: 5, need: None };
    let full = Widths { label: full_label + 3, owners: true, cell: 4, total: 7, need: Some(6) };
    let candidates = [
        (full, false),
        (Widths { need: None, ..full }, false),
        (Widths { total: 7, ..compact }, false),
        (Widths { total: 7, ..compact }, true),
        (compact, true),
    ];
    let candidates = if wide { &candidates[..] } else { &candidates[4..] };
    let fold = |folded: bool| model.display.runway.map_or(folded, |open| !open);
    let columns = |folded: bool| if fold(folded) { folded_columns } else { open };
    let fits = |(widths, folded): &&(Widths, bool)| widths.months(inner) >= columns(*folded);
    let (mut widths, folded) = *candidates.iter().find(fits).unwrap_or(&candidates[candidates.len() - 1]);
    let grown = [
        Widths { label: widths.label.max(full_label + 1), ..widths },
        Widths { label: widths.label.max(full_label + 3), owners: true, ..widths },
    ];
    for wider in grown {
        if wider.months(inner) >= columns(folded) {
            widths = wider;
        }
    }
    if model.display.exact {
        // Decimals need the room more than the months do.
        let exact = Widths { cell: 12, total: 14, need: widths.need.map(|_| 14), ..widths };
        if exact.months(inner) >= 1 {
            return (exact, fold(folded));
        }
    }
    for cell in 5..=7 {
        let total = if cell == 5 { 7 } else { 9 };
        let wider = Widths {
            cell,
            total: widths.total.max(total),
            need: widths.need.map(|need| need.max(total)),
            ..widths
        };
        if wider.months(inner) >= columns(folded) {
            widths = wider;
        }
    }
    (widths, fold(folded))
}

fn down(model: &Model, place: &Place, inner: Rect) -> GridLayout {
    const LABEL: u16 = 5;
    let stages = model.stage_count();
    let folded = !model.display.runway.unwrap_or(false);
    let slots = month_slots(model, folded);
    let selected = slot_of(model, folded);
    let at = slots.iter().position(|slot| *slot == selected).unwrap_or(slots.len() - 1);
    let visible = usize::from(inner.height.saturating_sub(2)).clamp(1, slots.len());
    let first = scrolled_to(model, model.cursor.first_column, at, visible, slots.len());

    // As many stages as fit, revenue always; what is left widens the cells.
    let fitting = usize::from(inner.width.saturating_sub(LABEL) / 5).max(2) - 1;
    let stage_columns = stages.min(fitting);
    let cell = (inner.width.saturating_sub(LABEL) / (stage_columns as u16 + 1)).clamp(2, 14) - 1;
    let first_stage = first_visible(place.first_row, model.cursor.row.min(stages - 1), stage_columns, stages);
    let shown = (first_stage..first_stage + stage_columns).chain([stages]);
    let column = |(place, what): (u16, usize)| Track {
        what,
        at: inner.x + LABEL + 1 + place * (cell + 1),
        size: cell,
    };
    let bearings = (0..).zip(shown).map(column).collect();
    let rows = slots[first..first + visible].iter().copied().chain([Slot::Total]);
    let columns = (1..).zip(rows).map(|(line, what)| Track { what, at: inner.y + line, size: 1 }).collect();
    GridLayout {
        down: true,
        inner,
        header: inner.y,
        years: None,
        label: LABEL,
        owners: false,
        bearings,
        columns,
        hidden: (first, slots.len() - first - visible),
        folded,
    }
}

impl GridLayout {
    /// The place of a cell.
    pub const fn rect(&self, bearing: Track<usize>, column: Track<Slot>) -> Rect {
        if self.down {
            Rect { x: bearing.at, y: column.at, width: bearing.size, height: column.size }
        } else {
            Rect { x: column.at, y: bearing.at, width: column.size, height: bearing.size }
        }
    }

    /// The row and column at a place of the window.
    pub fn hit(&self, at: Position) -> Option<(usize, Option<Slot>)> {
        let inside = |from: u16, size: u16, at: u16| (from.saturating_sub(1)..from + size).contains(&at);
        let (along_bearings, along_columns) = if self.down { (at.x, at.y) } else { (at.y, at.x) };
        let bearing = self.bearings.iter().find(|track| {
            if self.down {
                inside(track.at, track.size, along_bearings)
            } else {
                (track.at..track.at + track.size).contains(&along_bearings)
            }
        })?;
        if !self.inner.contains(at) {
            return None;
        }
        let column = self.columns.iter().find(|track| {
            if self.down { track.at == along_columns } else { inside(track.at, track.size, along_columns) }
        });
        Some((bearing.what, column.map(|track| track.what)))
    }
}
