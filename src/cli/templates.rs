//! `backcast templates`: the starters, with the sources of their figures.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::Failure;
use super::output::Output;
use crate::export::document::{Block, Table};
use crate::export::json;
use crate::store::{Template, templates};
use crate::text::show;

/// List the starters and where their figures come from
#[derive(Debug, Args)]
pub(super) struct Templates {
    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Starter<'a> {
    id: &'a str,
    title: &'a str,
    stages: Vec<&'a str>,
    source: &'a str,
}

impl Templates {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let templates = templates();
        let starters: Vec<Starter> = templates.iter().map(Starter::of).collect();
        self.output.write(|| page(&templates), || rows(&starters), || json::text(&starters))
    }
}

impl<'a> Starter<'a> {
    fn of(template: &'a Template) -> Self {
        let stages = template.scenario.funnel().stages().iter().map(crate::plan::Stage::name).collect();
        Self { id: template.id, title: &template.title, stages, source: &template.source }
    }
}

fn page(templates: &[Template]) -> Vec<Block> {
    let blocks = templates.iter().flat_map(|template| {
        let scenario = &template.scenario;
        let amount = show::money_full(scenario.target().amount.get(), scenario.currency());
        let stages = scenario.funnel().stages().len();
        [
            Block::Heading(format!("{} · {} · {amount}, {stages} stages", template.id, template.title)),
            Block::Text(template.source.clone()),
        ]
    });
    blocks.collect()
}

fn rows(starters: &[Starter]) -> Table {
    let mut table = Table::new(&["id", "title", "stages", "source"], &[]);
    for Starter { id, title, stages, source } in starters {
        let stages = stages.join(", ");
        table.rows.push([*id, *title, &stages, *source].map(str::to_owned).to_vec());
    }
    table
}
