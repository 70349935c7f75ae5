//! What people wrote and what the plan cannot promise: on the pages as far as there is room, else on a last one.

use super::View;
use crate::export::document::{Block, Table};
use crate::export::html;
use crate::export::sheet::{self, Dated};
use crate::plan::{Finding, Scenario, Stage};
use crate::text::agreed;
use crate::text::clean::strip;
use crate::text::name::{capital, running};

/// Letters of so many points are large enough: words make them no smaller.
const LETTERS: f64 = 6.5;

/// Where the rest is.
const LAST_PAGE: &str = "on the last page";

/// How much of the words a page tells; the last page has the rest.
#[derive(Clone, Copy)]
pub(super) struct Told {
    findings: usize,
    /// Whether it is all findings that there are.
    has_all: bool,
    /// Whether it has what people wrote.
    has_written: bool,
}

impl Told {
    /// What people wrote, and no findings.
    pub(super) const WRITTEN: Self = Self { findings: 0, has_all: true, has_written: true };
}

/// The words of a plan.
pub(super) struct Words<'a> {
    plan: Dated<'a>,
    findings: Vec<Finding>,
    notes: Vec<String>,
}

impl<'a> Words<'a> {
    pub(super) fn of(plan: Dated<'a>) -> Self {
        let lines = plan.scenario.notes().lines().map(strip);
        let notes = lines.filter(|line| !line.trim().is_empty()).collect();
        Self { plan, findings: plan.findings(), notes }
    }

    /// How many of the words a page has room for: findings, then what people wrote. The worst finding is always told.
    pub(super) fn room(&self, view: View, page: impl Fn(Told) -> Vec<Block>) -> Told {
        let all = self.concerning(view).len();
        let told = |findings, has_written| Told { findings, has_all: findings == all, has_written };
        let least = told(all.min(1), false);
        let enough = html::size(&page(least)).min(LETTERS);
        let has_room = |told: &Told| html::size(&page(*told)) >= enough;
        let more = (all.min(1)..=all).map(|findings| told(findings, false)).take_while(has_room);
        let most = more.last().unwrap_or(least);
        let written = Told { has_written: true, ..most };
        if has_room(&written) { written } else { most }
    }

    /// Adds to a table of a page's stages what else was agreed on about each, and what counts as a buyer of it.
    pub(super) fn add_to(&self, table: &mut Table, view: View, told: Told) {
        let all = |say: &dyn Fn(&Stage) -> String| view.rows().map(|(_, stage, _)| say(stage)).collect();
        if told.has_written {
            table.add_words("Also agreed", all(&|stage| in_full(stage, self.plan.scenario)));
            table.add_words("What counts", all(&definition));
        }
    }

    /// What else was agreed on about the stages, and what counts as a buyer of each.
    pub(super) fn agreed(&self, told: Told) -> Vec<Block> {
        if !told.has_written {
            return Vec::new();
        }
        let said = self.each(|stage| {
            let said = [in_full(stage, self.plan.scenario), definition(stage)];
            said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        headed("Also agreed, and what counts", said)
    }

    /// The notes of the plan, or where they are.
    pub(super) fn notes(&self, told: Told) -> Vec<Block> {
        let written = self.written();
        if told.has_written || written.is_empty() {
            return headed("Notes", self.paragraphs());
        }
        let what = heads(&written);
        headed(&what, vec![Block::Text(format!("These are {LAST_PAGE}."))])
    }

    /// What the plan cannot promise about the stages of a page.
    pub(super) fn findings(&self, view: View, told: Told) -> Vec<Block> {
        let found = self.concerning(view);
        let mut said: Vec<Block> =
            found[..told.findings].iter().map(|finding| sheet::said(self.plan, finding)).collect();
        if !told.has_all {
            said.push(Block::Text(format!("{} more {LAST_PAGE}.", found.len() - told.findings)));
        }
        headed("Findings", said)
    }

    /// The page of the words that were too many for the others, called by what is on it.
    pub(super) fn last_page(&self, told: &[Told]) -> Option<Vec<Block>> {
        let mut parts = Vec::new();
        if told.iter().any(|told| !told.has_all) {
            let all = self.findings.iter().map(|finding| sheet::said(self.plan, finding));
            parts.push(("Findings", all.collect()));
        }
        if told.iter().any(|told| !told.has_written) {
            parts.extend(self.written());
        }
        let title = format!("{}: {}", heads(&parts), strip(self.plan.scenario.name()));
        let blocks = parts.iter().flat_map(|(head, blocks)| headed(head, blocks.clone()));
        (!parts.is_empty()).then(|| [Block::Title(title)].into_iter().chain(blocks).collect())
    }

    /// What people wrote, all of it.
    fn written(&self) -> Vec<Part> {
        let parts = [
            ("Notes", self.paragraphs()),
            ("What counts", self.each(definition)),
            ("Also agreed", self.each(|stage| in_full(stage, self.plan.scenario))),
        ];
        parts.into_iter().filter(|(_, blocks)| !blocks.is_empty()).collect()
    }

    fn paragraphs(&self) -> Vec<Block> {
        self.notes.iter().cloned().map(Block::Text).collect()
    }

    /// A paragraph for each stage that there is something to say about.
    fn each(&self, say: impl Fn(&Stage) -> String) -> Vec<Block> {
        let stages = self.plan.scenario.funnel().stages().iter();
        let said = stages.map(|stage| (strip(stage.name()), say(stage))).filter(|(_, said)| !said.is_empty());
        said.map(|(name, said)| Block::Text(format!("{name}: {said}"))).collect()
    }

    /// The findings as far as they concern the stages of a page, the worst first.
    fn concerning(&self, view: View) -> Vec<Finding> {
        self.findings.iter().filter_map(|finding| concerning(finding, view)).collect()
    }
}

/// What is headed by some words.
type Part = (&'static str, Vec<Block>);

/// What some parts are: "Findings", "Findings, notes, what counts".
fn heads(parts: &[Part]) -> String {
    capital(&parts.iter().map(|(head, _)| running(head)).collect::<Vec<_>>().join(", "))
}

fn definition(stage: &Stage) -> String {
    strip(stage.definition().trim())
}

fn in_full(stage: &Stage, scenario: &Scenario) -> String {
    strip(&agreed::told_without_definition(stage, scenario))
}

fn headed(heading: &str, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        return blocks;
    }
    [vec![Block::Heading(heading.to_owned())], blocks].concat()
}

/// A finding as far as it concerns the stages of a page.
fn concerning(finding: &Finding, view: View) -> Option<Finding> {
    let funnel = view.plan.scenario.funnel();
    let has = |id| funnel.find(id).is_some_and(|(_, stage)| view.has(stage));
    match finding {
        Finding::Begun { due } => {
            let due: Vec<_> = due.iter().copied().filter(|(stage, _)| has(*stage)).collect();
            due.iter().any(|(_, count)| *count > 0.0).then_some(Finding::Begun { due })
        }
        other => other.stage().is_none_or(has).then(|| other.clone()),
    }
}
