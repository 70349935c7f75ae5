//! What `y` and `Y` send to the clipboard: plain numbers, which spreadsheets take and which can be typed here again.

use std::sync::Arc;

use super::cells::Cells;
use super::{cursor, named};
use crate::text;
use crate::text::clean::is_unsafe;
use crate::text::show;
use crate::tui::extract::Table;
use crate::tui::message::{Effect, Source};
use crate::tui::model::{Cell, Focus, Model, Page, Shown};
use crate::tui::overlay::export;
use crate::tui::page::compare::{selected_row, sheet};
use crate::tui::page::levers::Order;
use crate::tui::page::scenarios::rows;

/// Sends what is under the cursor.
pub fn cell(model: &mut Model) -> Option<Effect> {
    let copied = match model.page {
        Page::Plan | Page::Levers | Page::Presenter => {
            number(model).map(|number| (number, named::name(model)))
        }
        Page::Compare => compared(model),
        Page::Scenarios => path(model),
    };
    let Some((text, what)) = copied else {
        model.refuse(if model.page == Page::Scenarios {
            "it is in no file whose path can be copied"
        } else {
            "nothing is given here"
        });
        return None;
    };
    model.say(format!("sent to the clipboard: {text} · {what}"));
    Some(Effect::Clipboard(text))
}

/// Asks for the table around it.
pub fn table(model: &Model) -> Effect {
    let plan = Arc::clone(&model.shown().scenario);
    let table = match (model.page, model.focus, model.display.shown) {
        (Page::Plan, Focus::Grid, Shown::DayOne) => Table::DayOne(plan),
        (Page::Plan, Focus::Grid, Shown::Grid(content)) => Table::Goals(plan, content, model.display.exact),
        (Page::Plan | Page::Presenter, ..) => Table::Inputs(plan),
        (Page::Levers, ..) if model.levers.order == Order::Ranges => Table::Ranges(plan),
        (Page::Levers, ..) => Table::Levers(plan),
        (Page::Compare, ..) => Table::Comparison(export::compared(model)),
        (Page::Scenarios, ..) => Table::Names(rows::names(model)),
    };
    Effect::CopyTable(Box::new(table), model.today)
}

/// The number under the plan's cursor, as it could be typed; none where nothing is given.
fn number(model: &Model) -> Option<String> {
    let scenario = &model.shown().scenario;
    match model.cell() {
        Cell::Input(input) => text::input::typed(scenario, input),
        Cell::Revenue(_) | Cell::Result => Some(goal(model)),
    }
}

/// The number of the grid under the cursor: in whole units, or exactly where it is shown so.
fn goal(model: &Model) -> String {
    let Shown::Grid(content) = model.display.shown else { return String::new() };
    let plan = model.shown();
    let grid = plan.goals.grid();
    let bearing = grid.bearing(model.cursor.row);
    let cells = Cells::new(plan, bearing, content, model.display.exact);
    show::digits(cells.at(cursor::slot(model), |column| grid.month(column)))
}

/// What the selected column has in the selected row, and where that is; none where nothing differs.
fn compared(model: &Model) -> Option<(String, String)> {
    let sheet = sheet(model);
    let (row, column) = (selected_row(model, &sheet), model.compare.column);
    let label = sheet.labels.get(row)?;
    // Without the separators, which a spreadsheet of another country takes for decimal points.
    let value = sheet.value(row, column, show::WIDEST).replace(',', "");
    Some((value, format!("{label}, {}", sheet.name(column))))
}

/// The path of the selected file, and what it holds.
fn path(model: &Model) -> Option<(String, String)> {
    let (name, source) = rows::selected_source(model)?;
    match source? {
        Source::File(path) | Source::Trash(path) | Source::Version(path) => {
            // A path that is no plain text would come out as another, or act on the shell that it is pasted into.
            let path = path.to_str().filter(|path| !path.chars().any(is_unsafe))?;
            Some((path.to_owned(), name))
        }
        Source::Template(_) => None,
    }
}
