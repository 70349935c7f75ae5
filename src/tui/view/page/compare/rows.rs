//! The list: headings, and rows of values with their differences to the reference.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::goals::side_by_side::Delta;
use crate::text::clean::width as text_width;
use crate::text::comparison;
use crate::tui::hits::Target;
use crate::tui::layout::CompareLayout;
use crate::tui::model::Model;
use crate::tui::page::compare::{Column, Line, Sheet, selected_row};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, put, put_right};

/// Draws the visible lines.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, sheet: &Sheet, layout: &CompareLayout, theme: &Theme) {
    let Rect { x, width, height, .. } = layout.list;
    let selected = selected_row(model, sheet);
    let visible = sheet.lines.iter().enumerate().skip(layout.first_line).take(height.into());
    for ((at, line), y) in visible.zip(layout.list.y..) {
        match line {
            // A heading of nothing that is visible says nothing.
            Line::Heading(_) if y + 1 == layout.list.bottom() && at + 1 < sheet.lines.len() => {}
            Line::Heading(section) => {
                let heading = comparison::section(*section).to_uppercase();
                let full = comparison::counted(*section).map(|counted| format!("{heading} · {counted}"));
                let fitting = full.filter(|full| text_width(full) <= width.into()).unwrap_or(heading);
                put(canvas, x, y, width, &fitting, theme.quiet);
            }
            Line::Row(row) => {
                canvas.click(Rect { y, height: 1, ..layout.list }, Target::Row(*row));
                if *row == selected {
                    put(canvas, x - 1, y, 1, "▸", theme.strong);
                }
                let style = if *row == selected { theme.strong } else { theme.text };
                put(canvas, x, y, layout.labels, &sheet.label(*row, layout.labels.into()), style);
                values(canvas, model, sheet, layout, (*row, y, *row == selected), theme);
            }
        }
    }
}

/// The values of a row, and how they differ from the first one.
fn values(
    canvas: &mut Canvas,
    model: &Model,
    sheet: &Sheet,
    layout: &CompareLayout,
    (row, y, selected): (usize, u16, bool),
    theme: &Theme,
) {
    for place in &layout.places {
        let value = sheet.value(row, place.column, layout.digits);
        let is_now = matches!(model.compare.columns[place.column], Column::Now);
        let style = if selected && place.column == model.compare.column {
            theme.selection
        } else if is_now && model.document.is_previewing() {
            theme.preview
        } else {
            theme.text
        };
        put_right(canvas, place.x, y, place.values, &value, style);
        if place.differences > 0 {
            let difference = sheet.difference(row, place.column, layout.digits);
            let style = look(sheet.rows[row].delta(place.column), theme);
            put(canvas, place.x + place.values + 1, y, place.differences - 1, &difference, style);
        }
    }
}

/// How a difference looks: by its direction, or as something else altogether.
fn look(delta: Delta, theme: &Theme) -> Style {
    match delta {
        Delta::Untold | Delta::Same => theme.quiet,
        Delta::New | Delta::Gone => theme.note,
        Delta::Points { was, is } | Delta::Size { was, is, .. } => theme.delta(is - was),
        Delta::Days(by) | Delta::Number(by) => theme.delta(by as f64),
        Delta::Months(by) => theme.delta(by.into()),
    }
}
