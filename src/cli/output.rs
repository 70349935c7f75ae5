//! Where the text of a subcommand goes, and in which form.
//!
//! Standard output is written through a lock and its errors are handed on: `println!` would panic on a broken pipe.

#![expect(
    clippy::disallowed_methods,
    reason = "the terminal's width and NO_COLOR are read from the environment here"
)]

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use ratatui::crossterm::terminal;

use super::Failure;
use crate::export::document::{Block, Table};
use crate::export::forms;
use crate::export::sheet::Dated;
use crate::export::table::Look;
use crate::store::write_file;
use crate::text::clean::strip;
use crate::text::form::Form;

/// Narrower terminals get lines of this width: a table needs some room.
const NARROWEST: usize = 40;

/// How files end that other programs would take for what they are not.
const OF_OTHERS: [&str; 10] = ["pdf", "doc", "docx", "odt", "rtf", "xls", "xlsm", "ods", "tsv", "pptx"];

/// How a reading subcommand prints.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// In which form to print [default: as --out ends, else table]
    #[arg(long, value_parser = one_of(&Form::OF_PAGES))]
    format: Option<Form>,
    #[command(flatten)]
    to: Destination,
}

/// How a plan is printed.
#[derive(Debug, Args)]
pub(super) struct PlanOutput {
    /// In which form to print [default: as --out ends, else table]
    #[arg(long, value_parser = one_of(&Form::ALL))]
    format: Option<Form>,
    #[command(flatten)]
    to: Destination,
}

/// Reads the name of a form.
fn one_of(forms: &'static [Form]) -> impl TypedValueParser<Value = Form> {
    let named = forms.iter().map(|form| PossibleValue::new(form.name()).help(form.about()));
    PossibleValuesParser::new(named).map(|name| {
        let form = Form::ALL.into_iter().find(|form| form.name() == name);
        form.expect("only the names of forms are let through")
    })
}

/// Where a subcommand prints to.
#[derive(Debug, Args)]
pub(super) struct Destination {
    /// Write to a file instead of standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// When to print headings and warnings in colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// In a terminal, unless the environment says no colour
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Output {
    /// Writes what was found: as a page, as rows or as JSON, whichever was asked for.
    pub(super) fn write(
        &self,
        page: impl FnOnce() -> Vec<Block>,
        rows: impl FnOnce() -> Table,
        json: impl FnOnce() -> String,
    ) -> Result<ExitCode, Failure> {
        let form = self.to.form(self.format, &Form::OF_PAGES)?;
        let text = forms::page(form, self.to.look(), page, rows, json);
        self.to.write(text.expect("pages have each form that is let through").as_bytes())
    }
}

impl PlanOutput {
    /// Writes a plan.
    pub(super) fn write(&self, plan: Dated) -> Result<ExitCode, Failure> {
        let form = self.to.form(self.format, &Form::ALL)?;
        if form == Form::Xlsx && self.to.is_terminal() {
            let message = "a workbook is not for a terminal; write it to a file with --out plan.xlsx";
            return Err(Failure::Wrong(message.to_owned()));
        }
        self.to.write(&forms::plan(plan, form, self.to.look()))
    }
}

impl Destination {
    /// Writes a text, or a file's bytes.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<ExitCode, Failure> {
        match self.file() {
            Some(path) => write_file(path, bytes, self.force)?,
            None => print(bytes)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The form that was asked for, or else the one that the file's ending says.
    fn form(&self, asked: Option<Form>, allowed: &[Form]) -> Result<Form, Failure> {
        if let Some(form) = asked {
            return Ok(form);
        }
        let Some(file) = self.file() else { return Ok(Form::Table) };
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match Form::of(file) {
            Some(form) if allowed.contains(&form) => Ok(form),
            None if !OF_OTHERS.contains(&ending.as_str()) => Ok(Form::Table),
            _ => {
                let endings: Vec<String> = allowed.iter().map(|form| format!(".{}", form.ending())).collect();
                let message = format!(
                    "there is no .{ending} of that: let --out end in one of {}, or name the --format",
                    endings.join(" ")
                );
                Err(Failure::Wrong(strip(&message)))
            }
        }
    }

    /// Whether what is written would go to a terminal.
    fn is_terminal(&self) -> bool {
        self.file().is_none() && io::stdout().is_terminal()
    }

    fn file(&self) -> Option<&Path> {
        self.out.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// How a table is to look there.
    fn look(&self) -> Look {
        let terminal = self.is_terminal();
        let color = match self.color {
            Color::Auto => terminal && !is_set("NO_COLOR"),
            Color::Always => true,
            Color::Never => false,
        };
        Look { columns: terminal.then(columns), color }
    }
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// The width of the terminal: what it says, else `COLUMNS`, else 80.
fn columns() -> usize {
    let said = terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0);
    let named = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.or_else(named).unwrap_or(80).max(NARROWEST)
}

/// Writes to standard output.
pub(super) fn print(bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes.as_ref())?;
    out.flush()
}

/// Writes a line about what was done.
pub(super) fn say(line: &str) -> Result<ExitCode, Failure> {
    let said = print(strip(line) + "\n");
    said.map_err(|error| io::Error::new(error.kind(), format!("{error}; what was asked for is done")))?;
    Ok(ExitCode::SUCCESS)
}
