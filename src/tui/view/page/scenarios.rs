//! The list of scenarios: sections, columns as far as there is room, and beside it a preview of the selected one.

mod preview;
mod row;

use ratatui::layout::Rect;

use self::row::Columns;
use crate::text::clean::{clean, width};
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::layout::scenarios::panes;
use crate::tui::model::Model;
use crate::tui::page::scenarios::first_row;
use crate::tui::page::scenarios::rows::{Row, rows, selected};
use crate::tui::page::scenarios::search::{self, Search};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, frame, hidden, put, put_right};
use crate::tui::view::overlay::draw_text;

/// Draws the list and the preview.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, theme: &Theme) {
    let panes = panes(model);
    if let Some(area) = panes.list {
        let focused = model.scenarios.preview.is_none();
        draw_list(canvas, model, area, focused, theme);
    }
    if let Some(area) = panes.preview {
        preview::draw(canvas, model, area, theme);
    }
}

fn draw_list(canvas: &mut Canvas, model: &Model, area: Rect, focused: bool, theme: &Theme) {
    let panes = panes(model);
    let rows = rows(model);
    let selected = selected(model, &rows);
    let visible = usize::from(panes.rows.height);
    let first = first_row(model, &rows);
    let count = |rows: &[Row]| rows.iter().filter(|row| row.can_be_selected()).count();
    let last = (first + visible).min(rows.len());
    let hidden = hidden(count(&rows[..first]), count(&rows[last..]));
    let titles = [&title(model), "", &hidden, &foot(model)];
    frame(canvas, area, Border::focused(focused), theme.text, titles);
    let columns = Columns::new(model, &rows, panes.rows.width);
    columns.header(canvas, panes.header, theme);
    if let Some(search) = &model.scenarios.search {
        let line = Rect { y: panes.header.y - 1, height: 1, ..panes.header };
        draw_search(canvas, model, line, search, count(&rows), theme);
    }
    for ((at, row), y) in rows.iter().enumerate().skip(first).zip(panes.rows.y..panes.rows.bottom()) {
        let line = Rect { y, height: 1, ..panes.rows };
        columns.draw(canvas, model, line, row, (selected == Some(at)).then_some(focused), theme);
        if row.can_be_selected() {
            canvas.click(line, Target::Row(at));
        }
    }
}

fn title(model: &Model) -> String {
    match &model.scenarios.versions {
        Some(versions) => format!("Earlier versions · {}", versions.of),
        None => "Scenarios · newest first".to_owned(),
    }
}

/// What the list's foot offers: how to get back, what is marked, or how to search and mark.
fn foot(model: &Model) -> String {
    use Command as C;
    let scenarios = &model.scenarios;
    let key = |command| model.key(command);
    match scenarios.marked.len() {
        _ if scenarios.versions.is_some() => {
            format!("{} opens a copy · {} restores · {} back", key(C::Edit), key(C::Restore), key(C::Cancel))
        }
        0 if panes(model).preview.is_none() => {
            format!("{} preview · {} search", key(C::NextPane), key(C::Search))
        }
        0 => format!("{} search · {} mark", key(C::Search), key(C::Mark)),
        1 => format!("1 marked · {} mark", key(C::Mark)),
        marked => format!("{marked} marked · {} compare", key(C::CompareMarked)),
    }
}

/// The name that is searched for, with its cursor while it is typed, and how many have it.
fn draw_search(canvas: &mut Canvas, model: &Model, line: Rect, search: &Search, found: usize, theme: &Theme) {
    let forms = [format!("{found} found · {} shows all", search::ending(model)), format!("{found} found")];
    let says = if line.width >= 46 { &forms[0] } else { &forms[1] };
    let room = line.width.saturating_sub(3 + width(says) as u16);
    let text = Rect { x: line.x + 1, width: room, ..line };
    if search.typing {
        draw_text(canvas, text, line.y, "/ ", &search.text, false, theme);
    } else {
        let value = format!("/ {}", clean(search.text.value()));
        put(canvas, text.x, text.y, text.width, &value, theme.strong);
    }
    put_right(canvas, line.x, line.y, line.width.saturating_sub(1), says, theme.quiet);
}
