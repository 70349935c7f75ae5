//! Where a goal comes from, as a page, as rows and as JSON (cli.md "explain").
//!
//! The page has the words of [`crate::text::explanation`]; rows and JSON have exact numbers and calendar dates.

use std::ops::Range;

use serde::Serialize;

use super::document::{Align, Block, Column, Table};
use super::json;
use super::sheet::Dated;
use crate::goals::explain::{Cell, Explanation, Step, explain};
use crate::plan::{Day, Scenario};
use crate::text::clean::strip;
use crate::text::name::REVENUE;
use crate::text::{explanation, show};

/// The name of a cell that is no month, as it is typed and as JSON has it.
pub const NAMED: [(Cell, &str); 3] =
    [(Cell::Total, "total"), (Cell::Need, "need"), (Cell::DayOne, "day-one")];

#[derive(Serialize)]
struct Record<'a> {
    stage: &'a str,
    month: String,
    goal: f64,
    this_plan: f64,
    beyond: f64,
    steps: Vec<StepRecord<'a>>,
}

#[derive(Serialize)]
struct StepRecord<'a> {
    name: &'a str,
    amount: f64,
    of: f64,
    #[serde(rename = "yield")]
    yields: Option<f64>,
    direct: f64,
    from: String,
    to: String,
}

/// Writes the explanation of a row's (by its place) cell for people.
pub fn page(plan: Dated, place: usize, cell: Cell) -> Vec<Block> {
    let words = explanation::words((plan.scenario, plan.goals), place, cell, None);
    let mut page = vec![Block::Title(words.title), Block::Text(words.lead)];
    if !words.lines.is_empty() {
        let mut table = table(&["Stage", "Amount", "How", "When"]);
        let lines = words.lines.into_iter();
        table.rows.extend(lines.map(|line| vec![line.name, line.amount, line.rule, line.dates]));
        page.push(Block::Table(table));
    }
    if !words.facts.is_empty() {
        let mut table = table(&["Of it", "Amount", "What that is"]);
        let facts = words.facts.into_iter();
        table.rows.extend(facts.map(|fact| vec![fact.name, fact.amount, fact.about]));
        page.push(Block::Table(table));
    }
    page
}

/// A table of words with an amount in its second column.
fn table(heads: &[&str]) -> Table {
    let column = |(at, head): (usize, &&str)| Column {
        head: (*head).to_owned(),
        align: if at == 1 { Align::Right } else { Align::Left },
        glued: false,
    };
    Table {
        columns: heads.iter().enumerate().map(column).collect(),
        labels: 1,
        rows: Vec::new(),
        teams: Vec::new(),
    }
}

/// Writes the chain in tidy rows, revenue first.
pub fn tidy(plan: Dated, place: usize, cell: Cell) -> Table {
    let mut table = Table::new(&["stage", "from", "to"], &["amount", "of", "yield", "direct"]);
    for step in &explained(plan, place, cell).steps {
        let StepRecord { name, amount, of, yields, direct, from, to } = record(plan.scenario, step);
        let yields = yields.map(|yields| yields.to_string()).unwrap_or_default();
        let numbers = [amount.to_string(), of.to_string(), yields, direct.to_string()];
        table.rows.push([strip(name), from, to].into_iter().chain(numbers).collect());
    }
    table
}

/// Writes the explanation for scripts.
pub fn json(plan: Dated, place: usize, cell: Cell) -> String {
    let explained = explained(plan, place, cell);
    let named = NAMED.iter().find(|(named, _)| *named == cell).map(|(_, name)| (*name).to_owned());
    let month = match cell {
        Cell::Month(month) => month.to_string(),
        _ => named.unwrap_or_default(),
    };
    json::text(&Record {
        stage: plan.scenario.funnel().stages().get(place).map_or(REVENUE, |stage| stage.name()),
        month,
        goal: explained.goal,
        this_plan: explained.this_plan.amount,
        beyond: explained.beyond.amount,
        steps: explained.steps.iter().map(|step| record(plan.scenario, step)).collect(),
    })
}

fn explained(plan: Dated, place: usize, cell: Cell) -> Explanation {
    explain(plan.scenario, plan.goals, place, cell.days(plan.scenario, plan.goals, place))
}

fn record<'a>(scenario: &'a Scenario, step: &Step) -> StepRecord<'a> {
    let stage = step.stage.and_then(|id| scenario.funnel().find(id));
    let Range { start, end } = step.days;
    let date = |day| show::day_iso(Day::at(scenario.start(), day));
    StepRecord {
        name: stage.map_or(REVENUE, |(_, stage)| stage.name()),
        amount: step.amount,
        of: step.of,
        yields: step.yields,
        direct: step.direct,
        from: date(start),
        to: date(end - 1),
    }
}
