//! Moving about: rows and columns of the panes and the grid, and what scrolling keeps.

use crate::plan::{Field, Input, TargetField};
use crate::tui::layout::{self, Slot, regions};
use crate::tui::model::{Focus, GridColumn, Model, Shown};

/// Moves a number of rows (up if negative).
pub fn rows(model: &mut Model, by: isize) {
    if runs_down(model) {
        return step_column(model, by);
    }
    let last = last_row(model);
    let row = row(model).min(last).saturating_add_signed(by).min(last);
    set_row(model, row);
}

/// Moves a number of columns of the grid (left if negative).
pub fn columns(model: &mut Model, by: isize) {
    if runs_down(model) {
        let last = model.stage_count();
        model.cursor.row = model.cursor.row.saturating_add_signed(by).min(last);
        return;
    }
    step_column(model, by);
}

/// Moves to the first or last row of a pane, or to the first or last column of the grid.
pub fn edge(model: &mut Model, last: bool) {
    match (model.focus, last) {
        (Focus::Grid, false) => step_column(model, isize::MIN / 2),
        (Focus::Grid, true) => step_column(model, isize::MAX / 2),
        (_, false) => set_row(model, 0),
        (_, true) => set_row(model, last_row(model)),
    }
}

/// Moves to the first or the last row.
pub fn far_row(model: &mut Model, last: bool) {
    let row = if last { last_row(model) } else { 0 };
    set_row(model, row);
}

/// Moves by as many rows (or months, when they run down) as are visible.
pub fn page(model: &mut Model, direction: isize) {
    let regions = regions(model);
    let page =
        if runs_down(model) { regions.grid.columns.len().saturating_sub(1) } else { regions.stage_rows };
    rows(model, direction * page.max(1) as isize);
}

/// Gives the focus to the next pane, or the one before.
pub fn next_pane(model: &mut Model, by: isize) {
    let at = Focus::ALL.iter().position(|focus| *focus == model.focus).unwrap_or(0);
    let next = (at as isize + by).rem_euclid(Focus::ALL.len() as isize) as usize;
    focus(model, Focus::ALL[next]);
}

/// Gives the focus to a pane; the selected stage stays.
pub fn focus(model: &mut Model, focus: Focus) {
    model.focus = focus;
    if focus != Focus::Grid {
        model.pane = focus;
        model.cursor.row = model.cursor.row.min(model.stage_count() - 1);
    }
}

/// Selects an input in its pane, the opening pipeline in the table of day one; a direct share, which has no column
/// of its own, selects its stage.
pub fn select_input(model: &mut Model, input: Input) {
    match input {
        Input::Target(field) => {
            focus(model, Focus::Target);
            model.cursor.target = TargetField::ALL.iter().position(|other| *other == field).unwrap_or(0);
        }
        Input::Stage(id, field) => {
            if field == Field::Opening {
                model.display.shown = Shown::DayOne;
            }
            let pane = match field {
                Field::Yield | Field::Direct => Focus::Ratios,
                Field::Lag => Focus::Lags,
                Field::Opening => Focus::Grid,
            };
            focus(model, pane);
            if let Some((place, _)) = model.shown().scenario.funnel().find(id) {
                model.cursor.row = place;
            }
        }
    }
}

/// Walks through all inputs of all panes, as small windows do with their one lever line.
pub fn next_lever(model: &mut Model, by: isize) {
    let stages = model.stage_count() as isize;
    let at = match model.focus {
        Focus::Ratios | Focus::Grid => model.cursor.row as isize,
        Focus::Lags => stages + model.cursor.row as isize,
        Focus::Target => 2 * stages + model.cursor.target as isize,
    };
    let all = lever_count(model) as isize;
    let next = (at + by).clamp(0, all - 1);
    if next < stages {
        focus(model, Focus::Ratios);
        model.cursor.row = next as usize;
    } else if next < 2 * stages {
        focus(model, Focus::Lags);
        model.cursor.row = (next - stages) as usize;
    } else {
        focus(model, Focus::Target);
        model.cursor.target = (next - 2 * stages) as usize;
    }
}

/// How many inputs the lever line walks through.
pub fn lever_count(model: &Model) -> usize {
    2 * model.stage_count() + TargetField::ALL.len()
}

/// Keeps the cursor within the plan and the scroll positions where they show it.
pub fn settle(model: &mut Model) {
    let stages = model.stage_count();
    model.cursor.row = model.cursor.row.min(stages);
    if model.focus != Focus::Grid || model.display.shown == Shown::DayOne {
        model.cursor.row = model.cursor.row.min(stages - 1);
    }
    if let GridColumn::Month(month) = model.cursor.column {
        let grid = model.shown().goals.grid();
        let (first, last) = (grid.month(0), grid.month(grid.columns() - 1));
        model.cursor.column = GridColumn::Month(month.clamp(first, last));
    }
    let regions = regions(model);
    model.cursor.first_row = regions.first_row;
    model.cursor.first_column = regions.grid.hidden.0;
    let has_need = regions.grid.columns.iter().any(|track| track.what == Slot::Need);
    if model.cursor.column == GridColumn::Need && !has_need {
        model.cursor.column = GridColumn::Total;
    }
}

/// Whether the focus is in a grid whose months run down.
fn runs_down(model: &Model) -> bool {
    model.focus == Focus::Grid && layout::regions(model).grid.down
}

fn row(model: &Model) -> usize {
    if model.focus == Focus::Target { model.cursor.target } else { model.cursor.row }
}

fn set_row(model: &mut Model, row: usize) {
    if model.focus == Focus::Target {
        model.cursor.target = row;
    } else {
        model.cursor.row = row;
    }
}

fn last_row(model: &Model) -> usize {
    match model.focus {
        Focus::Target => TargetField::ALL.len() - 1,
        Focus::Grid if model.display.shown != Shown::DayOne => model.stage_count(),
        _ => model.stage_count() - 1,
    }
}

/// Steps through the columns as they are folded on the screen, the hidden ones too.
fn step_column(model: &mut Model, by: isize) {
    let regions = regions(model);
    let grid = model.shown().goals.grid();
    let folded = regions.grid.folded;
    let first = if folded { grid.runway().saturating_sub(1) } else { 0 };
    let mut order: Vec<GridColumn> =
        (first..grid.columns()).map(|column| GridColumn::Month(grid.month(column))).collect();
    order.push(GridColumn::Total);
    if regions.grid.columns.iter().any(|track| track.what == Slot::Need) {
        order.push(GridColumn::Need);
    }
    let at = order.iter().position(|column| *column == model.cursor.column).unwrap_or(0);
    model.cursor.column = order[at.saturating_add_signed(by).min(order.len() - 1)];
}

/// Selects the cell of a column that was clicked.
pub fn select_slot(model: &mut Model, slot: Slot) {
    model.cursor.column = column_of(model, slot);
}

/// What the selected column shows, all months before the plan together where they are folded.
pub fn slot(model: &Model) -> Slot {
    let grid = model.shown().goals.grid();
    match model.cursor.column {
        GridColumn::Total => Slot::Total,
        GridColumn::Need => Slot::Need,
        GridColumn::Month(month) if month < grid.start() && regions(model).grid.folded => Slot::Runway,
        GridColumn::Month(month) => Slot::Month(grid.column(month).unwrap_or(0)),
    }
}

/// The column that a slot of the screen stands for.
pub fn column_of(model: &Model, slot: Slot) -> GridColumn {
    let grid = model.shown().goals.grid();
    match slot {
        Slot::Runway => GridColumn::Month(grid.month(grid.runway() - 1)),
        Slot::Month(column) => GridColumn::Month(grid.month(column)),
        Slot::Total => GridColumn::Total,
        Slot::Need => GridColumn::Need,
    }
}
