//! The titles of the grid's columns: months with their marks, years, stages when months run down.

use super::{bearing_names, put, put_right};
use crate::text::clean::width;
use crate::text::show;
use crate::tui::layout::{GridLayout, Regions, Slot};
use crate::tui::model::Model;
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// The title of a column: `‹` marks a month before the plan, `!` one that has begun.
fn slot_title(model: &Model, slot: Slot, columns: u16, folded: bool) -> String {
    let grid = model.shown().goals.grid();
    let today = model.today.since(grid.start());
    match slot {
        Slot::Total => "Total".to_owned(),
        Slot::Need => "Need".to_owned(),
        Slot::Runway => {
            let begun = if grid.first_day(0) < today { "!" } else { "" };
            format!("{begun}‹{}", show::month(grid.start()))
        }
        Slot::Month(column) => {
            let mark = if grid.first_day(column) < today {
                "!"
            } else if column < grid.runway() {
                "‹"
            } else {
                ""
            };
            let month = grid.month(column);
            // Without a line for the years, January names its own where there is more than one.
            let first = if folded { grid.start() } else { grid.month(0) };
            let one_year = first.year() == grid.month(grid.columns() - 1).year();
            if month.number() == 1 && !one_year && columns >= 5 && mark.is_empty() {
                format!("Jan{:02}", month.year().rem_euclid(100))
            } else if month.number() == 1 && !one_year && columns == 4 && mark.is_empty() {
                // The whole of it would touch the month before.
                format!("'{:02}", month.year().rem_euclid(100))
            } else {
                format!("{mark}{}", show::month(month))
            }
        }
    }
}

/// Draws the titles of the columns, and the years over them.
pub(super) fn draw(surface: &mut Surface, model: &Model, regions: &Regions, theme: &Theme) {
    let layout = &regions.grid;
    if layout.down {
        return down(surface, model, layout, theme);
    }
    if let Some(y) = layout.years {
        years(surface, model, layout, y, theme);
    }
    for column in &layout.columns {
        let columns = if layout.years.is_some() { 3 } else { column.size };
        let title = slot_title(model, column.what, columns, layout.folded);
        let style = if title.starts_with('!') { theme.warning } else { theme.quiet };
        // In the smallest total the mark of hidden months needs room of its own.
        let goes_on = layout.hidden.1 > 0 && column.what == Slot::Total;
        let title = if goes_on && column.size < 7 { "Tot" } else { &title };
        // Over a folded runway the title is as long as the cell and what is before it.
        let room = column.size + u16::from(column.what == Slot::Runway);
        put_right(surface, column.at + column.size - room, layout.header, room, title, style);
    }
    let y = layout.header;
    if layout.hidden.0 > 0 {
        let text = format!("‹{}", layout.hidden.0);
        put_right(surface, layout.inner.x, y, layout.label, &text, theme.note);
    }
    if let (true, Some(total)) = (layout.hidden.1 > 0, layout.columns.iter().find(|c| c.what == Slot::Total))
    {
        put(surface, total.at, y, 1, "›", theme.note);
    }
}

/// The year over the first column that shows it, and over each January.
fn years(surface: &mut Surface, model: &Model, layout: &GridLayout, y: u16, theme: &Theme) {
    let grid = model.shown().goals.grid();
    let mut shown: Option<i32> = None;
    let mut free = 0;
    for (place, column) in layout.columns.iter().enumerate() {
        let (month, before) = match column.what {
            Slot::Month(at) => (grid.month(at), at < grid.runway()),
            Slot::Runway => (grid.month(0), true),
            _ => continue,
        };
        let starts_plan = column.what == Slot::Month(grid.runway());
        if (shown == Some(month.year()) && !starts_plan) || column.at < free {
            continue;
        }
        shown = Some(month.year());
        let before_columns = layout.columns[place..]
            .iter()
            .filter(|c| matches!(c.what, Slot::Month(at) if at < grid.runway()));
        let room = before_columns.map(|column| column.size + 1).sum::<u16>();
        let text = if before && room >= 22 {
            format!("{} · before the plan", month.year())
        } else {
            month.year().to_string()
        };
        put(surface, column.at, y, width(&text) as u16, &text, theme.quiet);
        free = column.at + width(&text) as u16 + 1;
    }
}

fn down(surface: &mut Surface, model: &Model, layout: &GridLayout, theme: &Theme) {
    let grid = model.shown().goals.grid();
    let first = layout.columns.iter().find_map(|column| match column.what {
        Slot::Month(at) => Some(grid.month(at)),
        Slot::Runway => Some(grid.start()),
        _ => None,
    });
    let year = first.map(|month| month.year().to_string()).unwrap_or_default();
    put(surface, layout.inner.x, layout.header, 4, &year, theme.quiet);
    let shown = |place| layout.bearings.iter().any(|bearing| bearing.what == place);
    if !shown(0) {
        put(surface, layout.inner.x + 4, layout.header, 1, "‹", theme.note);
    }
    if let Some(revenue) = layout.bearings.last().filter(|_| !shown(model.stage_count() - 1)) {
        put(surface, revenue.at - 1, layout.header, 1, "›", theme.note);
    }
    let names = bearing_names(model, layout.bearings.first().map_or(0, |bearing| bearing.size.into()));
    for bearing in &layout.bearings {
        let name = &names[bearing.what];
        let style = if bearing.what == model.cursor.row { theme.strong } else { theme.text };
        put_right(surface, bearing.at, layout.header, bearing.size, name, style);
    }
    for column in &layout.columns {
        let title = slot_title(model, column.what, layout.label, layout.folded);
        let style = if title.starts_with('!') { theme.warning } else { theme.quiet };
        put(surface, layout.inner.x, column.at, layout.label, &title, style);
    }
}
