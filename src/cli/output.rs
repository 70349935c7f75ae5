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

use clap::{Args, ValueEnum};
use ratatui::crossterm::terminal;

use super::Failure;
use crate::export::document::{Block, Table};
use crate::export::table::{self, Look};
use crate::export::{csv, markdown};
use crate::store::write_file;

/// Narrower terminals get lines of this width: a table needs some room.
const NARROWEST: usize = 40;

/// How a reading subcommand prints.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// In which form to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    to: Destination,
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

/// A form of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: as wide as the terminal, unwrapped when piped
    Table,
    /// For scripts: full precision
    Json,
    /// For spreadsheets
    Csv,
    /// For a wiki
    Markdown,
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
        let text = match self.format {
            Format::Table => table::text(&page(), self.to.look()),
            Format::Markdown => markdown::text(&page()),
            Format::Csv => csv::text(&rows()),
            Format::Json => json(),
        };
        self.to.write(text.as_bytes())
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

    /// Whether what is written would go to a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.file().is_none() && io::stdout().is_terminal()
    }

    fn file(&self) -> Option<&Path> {
        self.out.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// How a table is to look there.
    pub(super) fn look(&self) -> Look {
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
    let said = print(crate::text::clean::strip(line) + "\n");
    said.map_err(|error| io::Error::new(error.kind(), format!("{error}; what was asked for is done")))?;
    Ok(ExitCode::SUCCESS)
}
