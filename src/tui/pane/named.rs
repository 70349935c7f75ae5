//! What the thing under the cursor is called, for titles and lists.

use crate::goals::Content;
use crate::plan::Stage;
use crate::text::name::REVENUE;
use crate::text::{input, show};
use crate::tui::layout::regions;
use crate::tui::model::{Cell, Focus, GridColumn, Model, Page, Shown};

/// Where the cursor stands, from the page to the cell: `Plan`, `Ratios`, `Proposals→Deals`.
pub fn path(model: &Model) -> Vec<String> {
    let mut path = vec![page(model.page).to_owned()];
    if model.page != Page::Plan {
        return path;
    }
    path.push(pane(model).to_owned());
    match model.cell() {
        Cell::Input(input) if model.focus != Focus::Grid => {
            path.push(input::clear_label(&model.shown().scenario, input));
        }
        _ => {
            path.push(row(model));
            path.extend(column(model));
        }
    }
    path
}

/// The name of what stands under the cursor: `Proposals→Deals`, `Revenue, Mar 2027`.
pub fn name(model: &Model) -> String {
    match model.cell() {
        Cell::Input(input) => input::clear_label(&model.shown().scenario, input),
        _ => [Some(row(model)), column(model)].into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}

/// The name of a page.
pub fn page(page: Page) -> &'static str {
    Page::TABS.iter().find(|(tab, ..)| *tab == page).map_or("Presenter", |(_, name, _)| name)
}

/// The name of the pane that keys go to.
pub const fn pane(model: &Model) -> &'static str {
    match (model.focus, model.display.shown) {
        (Focus::Ratios, _) => "Ratios",
        (Focus::Lags, _) => "Lags",
        (Focus::Target, _) => "Target",
        (Focus::Grid, Shown::DayOne) => "Day one",
        (Focus::Grid, Shown::Grid(Content::Goals)) => "Goals",
        (Focus::Grid, Shown::Grid(Content::ThisPlan)) => "This plan",
        (Focus::Grid, Shown::Grid(Content::Beyond)) => "Beyond",
    }
}

/// The row of the grid: a stage in full, or revenue.
fn row(model: &Model) -> String {
    let stages = model.shown().scenario.funnel().stages();
    stages.get(model.cursor.row).map_or(REVENUE, Stage::name).to_owned()
}

/// The column of the grid: a month, what stands for several, a sum; day one has none to choose.
pub fn column(model: &Model) -> Option<String> {
    if model.display.shown == Shown::DayOne {
        return None;
    }
    let start = model.shown().scenario.start();
    Some(match model.cursor.column {
        GridColumn::Total => "Total".to_owned(),
        GridColumn::Need => "Need".to_owned(),
        // Folded, one column stands for all months before the plan.
        GridColumn::Month(month) if month < start && regions(model).grid.folded => {
            format!("before {}", show::month_year(start))
        }
        GridColumn::Month(month) => show::month_year(month),
    })
}
