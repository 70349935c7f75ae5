//! `backcast check`: reads scenario files and says what is wrong with them, and what they cannot promise.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::output::Output;
use super::{Common, Failure, input};
use crate::export::document::{Block, Table};
use crate::export::json::{self, FindingRecord};
use crate::export::sheet::{self, Dated};
use crate::goals::compute;
use crate::text::clean::strip;

/// Check scenario files and print their findings
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files' paths, names in the store, or - for standard input
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<String>,
    #[command(flatten)]
    output: Output,
}

/// What one file is like.
#[derive(Serialize)]
struct Checked {
    file: String,
    ok: bool,
    error: Option<String>,
    findings: Vec<FindingRecord>,
    #[serde(skip)]
    said: Vec<Block>,
    #[serde(skip)]
    status: u8,
}

impl Check {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let checked: Vec<Checked> =
            self.scenarios.iter().map(|name| look_at(common, name)).collect::<Result<_, _>>()?;
        self.output.write(|| page(&checked), || rows(&checked), || json::text(&checked))?;
        let worst = checked.iter().map(|checked| checked.status).max();
        Ok(worst.map_or(ExitCode::SUCCESS, ExitCode::from))
    }
}

fn look_at(common: &Common, name: &str) -> Result<Checked, Failure> {
    let file = name.to_owned();
    let bad = |error, status| {
        Ok(Checked {
            file: name.to_owned(),
            ok: false,
            error: Some(error),
            findings: Vec::new(),
            said: Vec::new(),
            status,
        })
    };
    match input::open(common, name) {
        Err(Failure::Wrong(error)) => bad(error, 2),
        Err(Failure::Undone(error)) => bad(error, 1),
        Err(Failure::Unread) => Err(Failure::Unread),
        Ok(opened) => {
            let scenario = &opened.scenario;
            let plan = Dated { scenario, goals: &compute(scenario), today: common.today() };
            let said = plan.findings().iter().map(|finding| sheet::said(plan, finding)).collect();
            Ok(Checked { file, ok: true, error: None, findings: json::findings(plan), said, status: 0 })
        }
    }
}

fn page(checked: &[Checked]) -> Vec<Block> {
    let mut page = Vec::new();
    for file in checked {
        page.push(Block::Heading(strip(&match (&file.error, file.said.len()) {
            (Some(_), _) => format!("{}: wrong", file.file),
            (None, 0) => format!("{}: ok", file.file),
            (None, _) => format!("{}: ok, with findings", file.file),
        })));
        page.extend(file.error.iter().map(|error| Block::Finding { warning: true, text: strip(error) }));
        page.extend(file.said.iter().cloned());
    }
    page
}

/// One row for each finding or error, and one for each file without any.
fn rows(checked: &[Checked]) -> Table {
    let mut table = Table::new(&["file", "ok", "code", "severity", "stage", "text"], &[]);
    for file in checked {
        let ok = if file.ok { "true" } else { "false" };
        let mut row = |cells: [&str; 4]| {
            table.rows.push([&file.file, ok].into_iter().chain(cells).map(strip).collect());
        };
        for finding in &file.findings {
            row(finding.cells());
        }
        match &file.error {
            Some(error) => row(["", "", "", error]),
            None if file.findings.is_empty() => row([""; 4]),
            None => {}
        }
    }
    table
}
