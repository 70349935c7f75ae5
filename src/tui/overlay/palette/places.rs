//! Where search can go: inputs, goals, pages, scenarios. Going there changes no number.

use super::rows::{Does, Row};
use crate::goals::Content;
use crate::plan::{Field, Input, Stage};
use crate::text::name::REVENUE;
use crate::text::{input, show};
use crate::tui::message::Effect;
use crate::tui::model::{Focus, Model, Page, Shown};
use crate::tui::overlay::stage;
use crate::tui::page::{self, scenarios};
use crate::tui::pane::{cursor, named};

/// A place to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// An input, in its pane, in the day-one table or in the editor of its stage.
    Input(Input),
    /// A row of the goal grid, by its place; one more than stages is revenue.
    Goals(usize),
    /// A page.
    Page(Page),
    /// A scenario in the list of them, by its place there.
    Scenario(usize),
}

/// All places that there are now: scenarios only if they have been looked up.
pub fn rows(model: &Model) -> Vec<Row> {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let stages = scenario.funnel().stages();
    let mut rows: Vec<Row> = input::all(scenario).into_iter().map(|input| input_row(model, input)).collect();
    let names = stages.iter().map(Stage::name).chain([REVENUE]);
    for ((place, name), bearing) in names.enumerate().zip(plan.goals.grid().bearings()) {
        let need = if place < stages.len() {
            show::count(bearing.shown_need())
        } else {
            show::money_full(bearing.need(), scenario.currency())
        };
        let does = Does::Go(Spot::Goals(place));
        rows.push(Row::new(format!("{name}: goals"), format!("{need} · Goals"), does));
    }
    for page in Page::TABS.into_iter().map(|(page, ..)| page).chain([Page::Presenter]) {
        rows.push(Row::new(named::page(page).to_owned(), "page".to_owned(), Does::Go(Spot::Page(page))));
    }
    for (at, listing) in model.scenarios.listings.iter().flatten().enumerate() {
        let does = Does::Go(Spot::Scenario(at));
        rows.push(Row::new(listing.name.clone(), "Scenarios".to_owned(), does));
    }
    rows
}

fn input_row(model: &Model, input: Input) -> Row {
    let scenario = &model.shown().scenario;
    let pane = match input {
        Input::Target(_) => "Target",
        Input::Stage(_, Field::Yield) => "Ratios",
        Input::Stage(_, Field::Lag) => "Lags",
        Input::Stage(_, Field::Direct) => "stage editor",
        Input::Stage(_, Field::Opening) => "Day one",
    };
    let note = format!("{} · {pane}", input::current(scenario, input));
    let mut row = Row::new(input::clear_label(scenario, input), note, Does::Go(Spot::Input(input)));
    row.names.push(input::path(scenario, input));
    if let Input::Stage(id, _) = input
        && let Some((place, stage)) = scenario.funnel().find(id)
    {
        let next = scenario.funnel().stages().get(place + 1).map_or(REVENUE, Stage::name);
        row.names.push(format!("{}→{next} {pane}", stage.name()));
    }
    row
}

/// Goes to a place; what a page needs to know is asked for.
pub fn go(model: &mut Model, spot: Spot) -> Option<Effect> {
    match spot {
        Spot::Page(page) => page::show(model, page),
        Spot::Scenario(at) => {
            let effect = page::show(model, Page::Scenarios);
            scenarios::select(model, at);
            effect
        }
        Spot::Goals(row) => {
            let effect = page::show(model, Page::Plan);
            if model.display.shown == Shown::DayOne {
                model.display.shown = Shown::Grid(Content::Goals);
            }
            cursor::focus(model, Focus::Grid);
            model.cursor.row = row;
            effect
        }
        Spot::Input(input) => {
            let effect = page::show(model, Page::Plan);
            go_to_input(model, input);
            effect
        }
    }
}

fn go_to_input(model: &mut Model, input: Input) {
    cursor::select_input(model, input);
    // The direct share has no column of its own: its stage's editor shows it.
    if let Input::Stage(_, Field::Direct) = input
        && !model.display.peek
    {
        stage::open_at(model, stage::Line::Input(Field::Direct));
    }
}
