//! `backcast history`: the earlier versions of a scenario.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::list::{self, Listed};
use super::output::Output;
use super::{Common, Failure};
use crate::export::document::{Align, Block, Column, Table};
use crate::export::json;
use crate::store::Entry;
use crate::text::clean::strip;
use crate::text::step::against;

/// List the earlier versions of a scenario, the last first, and what differs from the file now
#[derive(Debug, Args)]
pub(super) struct History {
    /// A file's path or a name in the store
    name: String,
    #[command(flatten)]
    output: Output,
}

/// A version as it is listed.
#[derive(Serialize)]
struct Version {
    #[serde(flatten)]
    listed: Listed,
    /// What it says otherwise than the file now, empty where nothing; none where one of them cannot be read.
    differs: Option<String>,
}

impl History {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let path = store.resolve_past(&self.name)?;
        let now = store.open(&path).ok().map(|opened| opened.scenario);
        let entries = store.history(&path)?;
        let folder = entries.first().and_then(|entry| entry.path.parent());
        let how = folder.map(|folder| {
            format!(
                "The files are in {}. backcast restore NAME --version VERSION puts one back.",
                folder.display()
            )
        });
        let version = |entry: &Entry| Version {
            listed: Listed::of(entry),
            differs: now
                .as_ref()
                .and_then(|now| Some(against(now, entry.content.as_ref().ok()?, common.today(), usize::MAX))),
        };
        let versions: Vec<Version> = entries.iter().map(version).collect();
        self.output.write(
            || page(&versions, how.as_deref().unwrap_or_default()),
            || rows(&versions),
            || json::text(&versions),
        )
    }
}

fn page(versions: &[Version], how: &str) -> Vec<Block> {
    let none = "There are no earlier versions: each save keeps what it replaces.";
    let listed = versions.iter().map(|version| &version.listed);
    let mut page = list::page(listed, ["Name", "Version", "Replaced"], none);
    page.extend(versions.iter().filter_map(|version| {
        let (slug, differs) = (&version.listed.slug, version.differs.as_deref()?);
        Some(Block::Text(strip(&match differs {
            "" => format!("{slug} says the same as the file now"),
            differs => format!("{slug} against the file now: {differs}"),
        })))
    }));
    page.extend((!versions.is_empty()).then(|| Block::Text(strip(how))));
    page
}

fn rows(versions: &[Version]) -> Table {
    let mut table = list::rows(versions.iter().map(|version| &version.listed));
    table.columns.push(Column { head: "differs".to_owned(), align: Align::Left, glued: false });
    for (row, version) in table.rows.iter_mut().zip(versions) {
        row.push(version.differs.as_deref().map(strip).unwrap_or_default());
    }
    table
}
