//! `backcast explain`: the chain of numbers behind a goal, with edits tried on the scenario first.

use std::process::ExitCode;

use clap::Args;

use super::output::Output;
use super::{Common, Failure, input};
use crate::export::explanation::{self, NAMED};
use crate::goals::{Cell, Goals};
use crate::plan::{Scenario, Stage};
use crate::text::edit::{self, GrammarError};
use crate::text::{entry, name};

/// Say where a goal comes from
#[derive(Debug, Args)]
#[command(after_long_help = super::set::GRAMMAR)]
pub(super) struct Explain {
    /// A file's path, a name in the store, or - for standard input
    scenario: String,
    /// A stage, by its name, the beginning of one of its words, or its number from the top; or revenue
    stage: String,
    /// A month, such as 2027-08; or total, need (what this plan alone asks for) or day-one
    month: String,
    /// Try an edit, such as proposals.rate=65%; nothing is saved
    #[arg(long, value_name = "EDIT")]
    set: Vec<String>,
    #[command(flatten)]
    output: Output,
}

impl Explain {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let planned = input::planned(common, &self.scenario, &self.set)?;
        let plan = planned.dated();
        let place = place(&self.stage, plan.scenario)?;
        let cell = cell(&self.month, plan.scenario, plan.goals, place)?;
        self.output.write(
            || explanation::page(plan, place, cell),
            || explanation::tidy(plan, place, cell),
            || explanation::json(plan, place, cell),
        )
    }
}

/// The place of the row that a person named; revenue comes after the last stage.
fn place(text: &str, scenario: &Scenario) -> Result<usize, Failure> {
    let funnel = scenario.funnel();
    if text.trim().eq_ignore_ascii_case(name::REVENUE) {
        return Ok(funnel.stages().len());
    }
    let id = edit::stage(text, funnel).map_err(|error| {
        let other = if matches!(error, GrammarError::UnknownStage { .. }) { ", or revenue" } else { "" };
        Failure::Wrong(format!("{error}{other}"))
    })?;
    Ok(funnel.find(id).map_or(0, |(place, _)| place))
}

/// The cell that a person named, if the row has it.
fn cell(text: &str, scenario: &Scenario, goals: &Goals, place: usize) -> Result<Cell, Failure> {
    let wanted = text.trim().to_lowercase();
    let named = NAMED.iter().find(|(_, name)| *name == wanted).map(|(cell, _)| *cell);
    let stage = scenario.funnel().stages().get(place).map(Stage::name);
    match (named, stage) {
        (Some(Cell::DayOne), None) => {
            return Err(Failure::Wrong("nobody is inside of revenue on day one: name a stage".to_owned()));
        }
        (Some(cell), _) => return Ok(cell),
        (None, _) => {}
    }
    let grid = goals.grid();
    let (first, last) = (grid.month(0), grid.month(grid.columns() - 1));
    let columns = format!("the months are {first} to {last}, or total, need, day-one");
    let month = entry::month(text).map_err(|error| Failure::Wrong(format!("{error}; {columns}")))?;
    if grid.column(month).is_none() {
        let row = stage.unwrap_or(name::REVENUE);
        return Err(Failure::Wrong(format!("{row} has no goal for {month}: {columns}")));
    }
    Ok(Cell::Month(month))
}
