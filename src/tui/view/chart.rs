//! The chart of the selected stage: its goals by month, the baseline's beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::{Border, frame, put, put_right};
use crate::goals::Content;
use crate::text::clean::{clean, width};
use crate::text::name::{REVENUE, short_names};
use crate::text::show;
use crate::tui::model::{Model, Shown};
use crate::tui::theme::Theme;

/// Blocks that fill none to all eighths of a cell, from below.
pub const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the chart of a row of the grid, by its place.
pub fn draw(buffer: &mut Buffer, model: &Model, area: Rect, place: usize, theme: &Theme) {
    let plan = model.shown();
    let grid = plan.goals.grid();
    let content = if let Shown::Grid(content) = model.display.shown { content } else { Content::Goals };
    let bearing = &grid.bearings()[place.min(grid.bearings().len() - 1)];
    let names = plan.scenario.funnel().names();
    let title = |name: &str| format!("{name} per month · █ now ┄ baseline");
    let full = names.get(place).map_or_else(|| REVENUE.to_owned(), |name| clean(name));
    let room = usize::from(area.width).saturating_sub(6);
    let title = if width(&title(&full)) <= room {
        title(&full)
    } else {
        title(short_names(&plan.scenario).get(place).map_or(REVENUE, String::as_str))
    };
    frame(buffer, area, Border::Light, theme.quiet, [&title, "", "", ""]);
    if area.width < 20 || area.height < 6 {
        return;
    }
    let now = bearing.cells(content);
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
    // Bars keep a column between them where there is room.
    let step = (plot.width / grid.columns() as u16).clamp(1, 8);
    let thick = step.saturating_sub(1).max(1);
    let columns = grid.columns().min(usize::from(plot.width / step));
    let top = (0..columns).map(|column| now[column].max(was(column))).fold(0.0, f64::max);
    let top = nice(top);
    axis(buffer, plot, top, theme);
    let height = |value: f64| value / top * f64::from(plot.height);
    for (column, now) in now.iter().enumerate().take(columns) {
        let x = plot.x + column as u16 * step;
        bar(buffer, Rect { x, width: thick, ..plot }, height(*now), theme);
        if (was(column) - now).abs() > 1e-9 * top {
            let level = (height(was(column)).ceil() as u16).clamp(1, plot.height);
            let y = plot.bottom() - level;
            if buffer[(x, y)].symbol() == " " {
                put(buffer, x, y, thick, &"┄".repeat(thick.into()), theme.note);
            }
        }
        let month = &show::month(grid.month(column))[..if step > 3 { 3 } else { 1 }];
        let style = if column < grid.runway() { theme.quiet } else { theme.text };
        put(buffer, x, plot.bottom(), thick, month, style);
    }
    if columns < grid.columns() {
        put(buffer, plot.right(), plot.bottom(), 1, "›", theme.note);
    }
}

fn bar(buffer: &mut Buffer, area: Rect, height: f64, theme: &Theme) {
    let eighths = (height * 8.0).round() as u16;
    for line in 0..area.height {
        let part = eighths.saturating_sub(line * 8).min(8);
        if part > 0 {
            let blocks = EIGHTHS[usize::from(part)].repeat(area.width.into());
            put(buffer, area.x, area.bottom() - 1 - line, area.width, &blocks, theme.text);
        }
    }
}

fn axis(buffer: &mut Buffer, plot: Rect, top: f64, theme: &Theme) {
    for (share, y) in [(1.0, plot.y), (0.5, plot.y + plot.height / 2), (0.0, plot.bottom() - 1)] {
        let label = if share == 0.0 { "0".to_owned() } else { show::cell(top * share, 5) };
        put_right(buffer, plot.x - 7, y, 5, &label, theme.quiet);
        put(buffer, plot.x - 1, y, 1, "┤", theme.quiet);
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
