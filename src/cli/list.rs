//! `backcast list`: the scenarios of the store.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::output::Output;
use super::{Common, Failure, clock};
use crate::export::document::{Block, Table};
use crate::export::json;
use crate::goals::compute;
use crate::store::Entry;
use crate::text::clean::strip;
use crate::text::show;

/// List the scenarios of the store, those changed last first
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    output: Output,
}

/// A scenario as it is listed; of a file that cannot be read little is known.
#[derive(Serialize)]
pub(super) struct Listed {
    pub(super) slug: String,
    file: String,
    changed: String,
    name: Option<String>,
    currency: Option<String>,
    amount: Option<f64>,
    top_stage: Option<String>,
    need: Option<f64>,
    error: Option<String>,
    note: Option<String>,
    #[serde(skip)]
    shown: Shown,
}

/// What people read instead.
struct Shown {
    changed: String,
    amount: String,
    need: String,
}

impl List {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let store = common.store()?;
        let entries: Vec<Listed> = store.list()?.iter().map(Listed::of).collect();
        let folder = store.scenarios();
        let none =
            format!("There are no scenarios in {} yet; backcast new NAME makes one.", folder.display());
        self.output.write(|| page(&entries, HEADS, &none), || rows(&entries), || json::text(&entries))
    }
}

impl Listed {
    pub(super) fn of(entry: &Entry) -> Self {
        let scenario = entry.content.as_ref().ok();
        let goals = scenario.map(compute);
        let need = goals.as_ref().map(|goals| goals.grid().top());
        let amount = scenario.map(|scenario| scenario.target().amount.get());
        let top = scenario.map(|scenario| scenario.funnel().stages()[0].name());
        let money = |scenario: &crate::plan::Scenario| {
            show::money_full(scenario.target().amount.get(), scenario.currency())
        };
        let shown = Shown {
            changed: clock::local(entry.modified),
            amount: scenario.map(money).unwrap_or_default(),
            need: need
                .zip(top)
                .map(|(row, top)| format!("{} {}", show::cell(row.shown_need(), 24), strip(top)))
                .unwrap_or_default(),
        };
        Self {
            slug: entry.slug.clone(),
            file: entry.path.display().to_string(),
            changed: clock::utc(entry.modified),
            name: scenario.map(|scenario| scenario.name().to_owned()),
            currency: scenario.map(|scenario| scenario.currency().code().to_owned()),
            amount,
            top_stage: top.map(str::to_owned),
            need: need.map(crate::goals::Bearing::need),
            error: entry.content.as_ref().err().cloned(),
            note: entry.copied.as_ref().map(ToString::to_string),
            shown,
        }
    }
}

/// What scenarios have in common when they are listed.
pub(super) const HEADS: [&str; 3] = ["Name", "File", "Changed"];

/// The scenarios as a page: those that can be read in a table, the others with the reason below.
pub(super) fn page<'a>(
    entries: impl IntoIterator<Item = &'a Listed>,
    heads: [&str; 3],
    none: &str,
) -> Vec<Block> {
    let entries: Vec<&Listed> = entries.into_iter().collect();
    if entries.is_empty() {
        return vec![Block::Text(strip(none))];
    }
    let mut table = Table::new(&heads, &["Amount", "Needs"]);
    for entry in &entries {
        let Shown { changed, amount, need } = &entry.shown;
        let name = entry.name.as_deref().unwrap_or("cannot be read");
        table.rows.push([name, &entry.slug, changed, amount, need].map(strip).to_vec());
    }
    let mut page = vec![Block::Table(table)];
    page.extend(entries.iter().filter_map(|entry| {
        let text = strip(&format!("{}: {}", entry.slug, entry.error.as_ref()?));
        Some(Block::Finding { warning: true, text })
    }));
    page.extend(entries.iter().filter_map(|entry| {
        let text = strip(&format!("{}: {}", entry.slug, entry.note.as_ref()?));
        Some(Block::Finding { warning: false, text })
    }));
    page
}

/// The scenarios as rows with exact numbers.
pub(super) fn rows<'a>(entries: impl IntoIterator<Item = &'a Listed>) -> Table {
    let words = ["slug", "file", "changed", "name", "currency", "top_stage", "error", "note"];
    let mut table = Table::new(&words, &["amount", "need"]);
    for entry in entries {
        let some = |text: &Option<String>| text.as_deref().map(strip).unwrap_or_default();
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut row = vec![strip(&entry.slug), strip(&entry.file), entry.changed.clone()];
        row.extend([&entry.name, &entry.currency, &entry.top_stage, &entry.error, &entry.note].map(some));
        row.extend([entry.amount, entry.need].map(number));
        table.rows.push(row);
    }
    table
}
