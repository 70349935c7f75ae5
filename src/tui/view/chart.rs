//! The chart of the selected stage: its goals by month, the baseline's beside them.

use ratatui::layout::Rect;

use super::canvas::{Border, frame, put, put_right};
use crate::goals::Content;
use crate::goals::grid::GoalGrid;
use crate::plan::Month;
use crate::text::clean::{clean, width};
use crate::text::name::{REVENUE, short_names};
use crate::text::show;
use crate::tui::document::Computed;
use crate::tui::model::{Model, Shown};
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// Blocks that fill none to all eighths of a cell, from below.
pub const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the chart of a row of a plan's grid, by its place.
pub fn draw(surface: &mut Surface, model: &Model, plan: &Computed, area: Rect, place: usize, theme: &Theme) {
    let grid = plan.goals.grid();
    let content = if let Shown::Grid(content) = model.display.shown { content } else { Content::Goals };
    let bearing = grid.bearing(place.min(grid.bearings().len() - 1));
    let names = plan.scenario.funnel().names();
    let legend = if model.display.peek { "baseline" } else { "█ now ┄ baseline" };
    let title = |name: &str| format!("{name} per month · {legend}");
    let full = names.get(place).map_or_else(|| REVENUE.to_owned(), |name| clean(name));
    let room = usize::from(area.width).saturating_sub(6);
    let title = if width(&title(&full)) <= room {
        title(&full)
    } else {
        title(short_names(&plan.scenario).get(place).map_or(REVENUE, String::as_str))
    };
    frame(surface, area, Border::Light, theme.quiet, [&title, "", "", ""]);
    if area.width < 20 || area.height < 6 {
        return;
    }
    let now: Vec<f64> = bearing.cells(content).collect();
    let baseline = model.document.baseline().goals.grid();
    let was_bearing = match bearing.stage() {
        Some(stage) => baseline.of(stage),
        None => Some(baseline.revenue()),
    };
    let was = |column: usize| {
        let month = grid.month(column);
        was_bearing.and_then(|was| Some(was.cell(content, baseline.column(month)?))).unwrap_or(0.0)
    };
    let plot = Rect { x: area.x + 8, y: area.y + 1, width: area.width - 10, height: area.height - 3 };
    let slots = Slots::of(grid.columns(), plot);
    let columns = grid.columns().min(usize::from(plot.width));
    let top = (0..columns).map(|column| now[column].max(was(column))).fold(0.0, f64::max);
    let top = nice(top);
    axis(surface, plot, top, theme);
    let height = |value: f64| value / top * f64::from(plot.height);
    for (column, now) in now.iter().enumerate().take(columns) {
        let Rect { x, width: thick, .. } = slots.bar(column);
        bar(surface, slots.bar(column), height(*now), theme);
        if (was(column) - now).abs() > 1e-9 * top {
            let level = (height(was(column)).ceil() as u16).clamp(1, plot.height);
            let y = plot.bottom() - level;
            if surface.is_blank(x, y) {
                put(surface, x, y, thick, &"┄".repeat(thick.into()), theme.note);
            }
        }
        let style = if column < grid.runway() { theme.quiet } else { theme.text };
        let month = slots.month(grid.month(column));
        put(surface, x, plot.bottom(), (plot.right() + 1 - x).min(width(month) as u16), month, style);
    }
    years(surface, grid, &slots, columns, plot.bottom() + 1, theme);
    if columns < grid.columns() {
        put(surface, plot.right(), plot.bottom(), 1, "›", theme.note);
    }
}

/// The widest that a bar gets with the column beside it.
const WIDEST: u16 = 8;

/// Where the bars of a chart stand: they share its whole width.
struct Slots {
    plot: Rect,
    count: u16,
    /// What all of them take.
    room: u16,
}

impl Slots {
    fn of(columns: usize, plot: Rect) -> Self {
        // More months than columns are not all shown.
        let count = (columns as u16).min(plot.width).max(1);
        Self { plot, count, room: plot.width.min(count * WIDEST) }
    }

    fn start(&self, column: usize) -> u16 {
        self.plot.x + (column as u32 * u32::from(self.room) / u32::from(self.count)) as u16
    }

    /// How wide a bar is with the blank beside it, at least.
    const fn each(&self) -> u16 {
        self.room / self.count
    }

    /// What a month is called under its bar; under bars that touch only every sixth is.
    fn month(&self, month: Month) -> &'static str {
        let name = show::month(month);
        match self.each() {
            4.. => &name[..3],
            2 | 3 => &name[..1],
            _ if matches!(name, "Jan" | "Jul") => name,
            _ => "",
        }
    }

    /// Bars are equally wide and keep a column between them; where there is no room for that, they touch.
    fn bar(&self, column: usize) -> Rect {
        let (x, each) = (self.start(column), self.each());
        let width = if each > 1 { each - 1 } else { self.start(column + 1) - x };
        Rect { x, width, ..self.plot }
    }
}

/// Writes each year into the lower border, under its first month, where it does not reach into the next one.
fn years(surface: &mut Surface, grid: &GoalGrid, slots: &Slots, columns: usize, y: u16, theme: &Theme) {
    let year = |column: usize| grid.month(column).year();
    let firsts: Vec<usize> =
        (0..columns).filter(|column| *column == 0 || year(*column) != year(column - 1)).collect();
    for (at, column) in firsts.iter().enumerate() {
        let label = format!("{} ", year(*column));
        let (x, columns) = (slots.start(*column), width(&label) as u16);
        let end = firsts.get(at + 1).map_or(slots.plot.right(), |next| slots.start(*next));
        if x + columns <= end {
            put(surface, x, y, columns, &label, theme.quiet);
        }
    }
}

fn bar(surface: &mut Surface, area: Rect, height: f64, theme: &Theme) {
    let eighths = (height * 8.0).round() as u16;
    for line in 0..area.height {
        let part = eighths.saturating_sub(line * 8).min(8);
        if part > 0 {
            let blocks = EIGHTHS[usize::from(part)].repeat(area.width.into());
            put(surface, area.x, area.bottom() - 1 - line, area.width, &blocks, theme.text);
        }
    }
}

fn axis(surface: &mut Surface, plot: Rect, top: f64, theme: &Theme) {
    for (share, y) in [(1.0, plot.y), (0.5, plot.y + plot.height / 2), (0.0, plot.bottom() - 1)] {
        let label = if share == 0.0 { "0".to_owned() } else { show::cell(top * share, 5) };
        put_right(surface, plot.x - 7, y, 5, &label, theme.quiet);
        put(surface, plot.x - 1, y, 1, "┤", theme.quiet);
    }
}

/// The next round number at or above a value.
fn nice(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let magnitude = 10_f64.powf(value.log10().floor());
    let steps = [1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * magnitude).find(|step| *step >= value).unwrap_or(value)
}
