//! `backcast goals`: the goal grid of a scenario, with edits tried on it.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::output::Destination;
use super::{Common, Failure, input};
use crate::export::{csv, handout, html, json, markdown, sheet, table, workbook};

/// Print a goal for every stage and month
#[derive(Debug, Args)]
#[command(after_long_help = super::set::GRAMMAR)]
pub(super) struct Goals {
    /// A file's path, a name in the store, or - for standard input
    scenario: String,
    /// Try an edit, such as proposals.rate=65%; nothing is saved
    #[arg(long, value_name = "EDIT")]
    set: Vec<String>,
    /// In which form to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    to: Destination,
}

/// A form of the goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: as wide as the terminal, unwrapped when piped
    Table,
    /// For scripts: full precision
    Json,
    /// For spreadsheets: a row for each month and stage
    Csv,
    /// For a wiki or an e-mail
    Markdown,
    /// A page to print for the whole plan, and one for each team
    Html,
    /// A workbook with formulas
    Xlsx,
}

impl Goals {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let planned = input::planned(common, &self.scenario, &self.set)?;
        let plan = planned.dated();
        let text = match self.format {
            Format::Table => table::text(&sheet::page(plan), self.to.look()),
            Format::Markdown => markdown::text(&handout::pages(plan).concat()),
            Format::Html => html::text(&handout::pages(plan)),
            Format::Csv => csv::text(&sheet::tidy(plan)),
            Format::Json => json::goals(plan),
            Format::Xlsx if self.to.is_terminal() => {
                let message = "a workbook is not for a terminal; write it to a file with --out plan.xlsx";
                return Err(Failure::Wrong(message.to_owned()));
            }
            Format::Xlsx => return self.to.write(&workbook::bytes(plan)),
        };
        self.to.write(text.as_bytes())
    }
}
