//! Which part of the window shows what. Pure: used to draw, to find what was clicked, and to page.

pub mod compare;
pub mod grid;
pub mod levers;
pub mod scenarios;

use ratatui::layout::{Position, Rect, Size};

use super::model::{Delta, Focus, Model, Shown};
pub use compare::{CompareLayout, compare_layout};
pub use grid::{GridLayout, Slot, Track};
pub use levers::{LeversLayout, levers_layout};

/// The sizes of windows that differ in what they show (screens.md §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Below 40×12: a notice.
    TooSmall,
    /// One lever line, months down.
    Lever,
    /// The focused pane.
    Narrow,
    /// Three panes, runway folded.
    Compact,
    /// Three panes with sliders, runway open, boxes below.
    Wide,
    /// The same with wide cells and a chart.
    Full,
}

impl Form {
    /// The largest form that fits both ways.
    pub const fn of(width: u16, height: u16) -> Self {
        match (width, height) {
            (160.., 44..) => Self::Full,
            (110.., 34..) => Self::Wide,
            (80.., 24..) => Self::Compact,
            (60.., 18..) => Self::Narrow,
            (40.., 12..) => Self::Lever,
            _ => Self::TooSmall,
        }
    }
}

/// The parts of the window.
#[derive(Debug, Clone)]
pub struct Regions {
    /// What kind of window it is.
    pub form: Form,
    /// The first line.
    pub title: Rect,
    /// The panes of inputs, with their borders.
    pub panes: Vec<(Focus, Rect)>,
    /// The line that stands for the panes in small windows.
    pub lever: Option<Rect>,
    /// The rows that a pane shows inside of its border.
    pub pane_rows: usize,
    /// The first visible stage and how many are.
    pub first_row: usize,
    /// How many stages the grid shows.
    pub stage_rows: usize,
    /// The grid with its border or rules.
    pub grid_area: Rect,
    /// Where the grid's cells stand.
    pub grid: GridLayout,
    /// How differences to the baseline are shown, and whether on lines of their own.
    pub delta: Delta,
    /// Whether each row of the grid has a second line for its differences.
    pub delta_lines: bool,
    /// Day one.
    pub day_one: Option<Rect>,
    /// What changed.
    pub changed: Option<Rect>,
    /// The chart of the selected stage.
    pub chart: Option<Rect>,
    /// The sentences.
    pub detail: Rect,
    /// The keys.
    pub hints: Rect,
}

/// What was hit by the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A row of a pane.
    Pane(Focus, usize),
    /// A cell of the grid: the row, and the column where it has one.
    Cell(usize, Option<Slot>),
    /// Anything else.
    Nothing,
}

/// The rows of the target pane: five inputs and the check.
pub const TARGET_ROWS: usize = 6;

struct Budget {
    detail: u16,
    hints: u16,
    /// Lines of the grid region that are not bearings.
    grid_frame: u16,
}

impl Budget {
    const fn of(form: Form) -> Self {
        match form {
            Form::Full | Form::Wide => Self { detail: 2, hints: 2, grid_frame: 4 },
            Form::Compact => Self { detail: 3, hints: 2, grid_frame: 3 },
            Form::Narrow => Self { detail: 2, hints: 1, grid_frame: 2 },
            Form::Lever | Form::TooSmall => Self { detail: 1, hints: 1, grid_frame: 1 },
        }
    }
}

/// Divides the window.
pub fn regions(model: &Model) -> Regions {
    let window = Rect::new(0, 0, model.size.width, model.size.height);
    let form = Form::of(window.width, window.height);
    let budget = Budget::of(form);
    let stages = model.stage_count();
    let has_panes = form >= Form::Narrow;
    let fixed = 1 + budget.detail + budget.hints + budget.grid_frame + 1 + if has_panes { 2 } else { 1 };
    let spare = window.height.saturating_sub(fixed) as usize;
    let (stage_rows, pane_rows) = if has_panes {
        let stage_rows = stages.min(spare / 2).max(1);
        (stage_rows, stages.max(TARGET_ROWS).min(spare.saturating_sub(stage_rows)))
    } else {
        (stages.min(spare).max(1), 0)
    };
    let first_row =
        scrolled_to(model, model.cursor.first_row, model.cursor.row.min(stages - 1), stage_rows, stages);

    let mut rest = window;
    let title = take_top(&mut rest, 1);
    let hints = take_bottom(&mut rest, budget.hints);
    let detail = take_bottom(&mut rest, budget.detail);
    let mut lever = None;
    let mut panes = Vec::new();
    if has_panes {
        panes = pane_areas(take_top(&mut rest, pane_rows as u16 + 2), form, model.pane);
    } else {
        lever = Some(take_top(&mut rest, 1));
    }

    let down =
        model.display.transposed.unwrap_or(form <= Form::Lever) && model.display.shown != Shown::DayOne;
    let bearings = stage_rows as u16 + 1;
    let frame = budget.grid_frame;
    let lines = if down { grid::rows_down(model) as u16 } else { bearings };
    let mut spare = rest.height.saturating_sub(frame + lines);
    // The baseline does not differ from itself: while it is on the screen its numbers are shown.
    let chosen = if model.display.peek { Some(Delta::Off) } else { model.display.delta };
    let wanted = chosen.unwrap_or(Delta::Absolute);
    let delta_lines =
        !down && model.display.shown != Shown::DayOne && wanted != Delta::Off && spare >= bearings;
    if delta_lines {
        spare -= bearings;
    }
    let delta = if delta_lines { wanted } else { chosen.unwrap_or(Delta::Off) };
    // As high as they have lines for; lower ones leave out the stages at the top.
    let (lowest, highest) = (7, stages as u16 + 12);
    let has_boxes = form >= Form::Compact && spare >= lowest;
    let boxes = take_bottom(&mut rest, if has_boxes { spare.min(highest) } else { 0 });
    let grid_area = if down || form < Form::Compact {
        rest
    } else {
        take_top(&mut rest, frame + bearings * if delta_lines { 2 } else { 1 })
    };
    let (day_one, changed, chart) = box_areas(boxes, form);

    let place = grid::Place { area: grid_area, form, down, delta_lines, first_row, stage_rows };
    let grid = grid::layout(model, &place);
    Regions {
        form,
        title,
        panes,
        lever,
        pane_rows,
        first_row,
        stage_rows,
        grid_area,
        grid,
        delta,
        delta_lines,
        day_one,
        changed,
        chart,
        detail,
        hints,
    }
}

/// The parts of the window while a page other than the plan fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRegions {
    /// What kind of window it is.
    pub form: Form,
    /// The first line.
    pub title: Rect,
    /// All between the title and the keys.
    pub body: Rect,
    /// The keys.
    pub hints: Rect,
}

/// Divides the window for a page other than the plan.
pub const fn page_regions(model: &Model) -> PageRegions {
    let Size { width, height } = model.size;
    let form = Form::of(width, height);
    let hints = Budget::of(form).hints;
    PageRegions {
        form,
        title: Rect::new(0, 0, width, 1),
        body: Rect::new(0, 1, width, height.saturating_sub(1 + hints)),
        hints: Rect::new(0, height.saturating_sub(hints), width, hints),
    }
}

/// The first visible of many: where the wheel left it, or where the selected one is among the visible.
fn scrolled_to(model: &Model, first: usize, selected: usize, visible: usize, all: usize) -> usize {
    if model.scrolled {
        first.min(all.saturating_sub(visible))
    } else {
        first_visible(first, selected, visible, all)
    }
}

/// The first visible of many so that the selected one is among them, moved no further than needed.
pub fn first_visible(first: usize, selected: usize, visible: usize, all: usize) -> usize {
    let lowest = (selected + 1).saturating_sub(visible);
    first.clamp(lowest, selected.max(lowest)).min(all.saturating_sub(visible))
}

fn take_top(rest: &mut Rect, height: u16) -> Rect {
    let height = height.min(rest.height);
    let taken = Rect { height, ..*rest };
    rest.y += height;
    rest.height -= height;
    taken
}

fn take_bottom(rest: &mut Rect, height: u16) -> Rect {
    let height = height.min(rest.height);
    rest.height -= height;
    Rect { y: rest.y + rest.height, height, ..*rest }
}

/// Three panes side by side, or the one that had the focus last. Spare width goes to the rates, then the rest.
fn pane_areas(area: Rect, form: Form, pane: Focus) -> Vec<(Focus, Rect)> {
    if form < Form::Compact {
        return vec![(pane, area)];
    }
    let spare = area.width - 80;
    let (lags, target) = match form {
        Form::Compact => (spare / 8, spare / 4),
        _ => (8 + spare.saturating_sub(40) / 4, 10 + spare.saturating_sub(40) / 4),
    };
    let (lags, target) = (14 + lags.min(30), 24 + target.min(30));
    let ratios = area.width - lags - target;
    let at = |x, width| Rect { x: area.x + x, width, ..area };
    vec![
        (Focus::Ratios, at(0, ratios)),
        (Focus::Lags, at(ratios, lags)),
        (Focus::Target, at(ratios + lags, target)),
    ]
}

fn box_areas(area: Rect, form: Form) -> (Option<Rect>, Option<Rect>, Option<Rect>) {
    let at = |x: u16, width: u16| Some(Rect { x: area.x + x, width, ..area });
    match form {
        _ if area.height == 0 => (None, None, None),
        Form::Full => {
            let chart = 44 + (area.width - 160) / 3;
            let changed = 50 + (area.width - 160) / 3;
            let day_one = area.width - chart - changed;
            (at(0, day_one), at(day_one, changed), at(day_one + changed, chart))
        }
        Form::Wide => {
            let changed = 52 + (area.width - 110) / 3;
            (at(0, area.width - changed), at(area.width - changed, changed), None)
        }
        _ => (None, at(0, area.width), None),
    }
}

impl Regions {
    /// What stands at a place of the window.
    pub fn hit(&self, at: Position) -> Hit {
        if self.form == Form::TooSmall {
            return Hit::Nothing;
        }
        for (focus, area) in &self.panes {
            if area.contains(at) {
                let row = usize::from(at.y.saturating_sub(area.y + 1)).min(self.pane_rows.saturating_sub(1));
                return Hit::Pane(*focus, if *focus == Focus::Target { row } else { row + self.first_row });
            }
        }
        self.grid.hit(at).map_or(Hit::Nothing, |(row, slot)| Hit::Cell(row, slot))
    }
}
