//! What people wrote and what the plan cannot promise: on the pages, or on a last one where it is much.

use super::View;
use crate::export::document::{Block, Table};
use crate::export::sheet::{self, Dated};
use crate::plan::{Finding, Scenario, Stage};
use crate::text::agreed;
use crate::text::clean::strip;

/// More characters than these leave no room for the goals.
const MANY: usize = 700;

/// More lines of notes do not either.
const LINES: usize = 8;

/// The most findings that a page tells, and the most characters of them, but for the worst one.
const FINDINGS: usize = 6;
const LONG: usize = 500;

/// Where the rest is.
const LAST_PAGE: &str = "on the last page";

/// The words of a plan.
pub(super) struct Words<'a> {
    plan: Dated<'a>,
    findings: Vec<Finding>,
    notes: Vec<String>,
    /// Whether they are too many to stand beside the goals.
    are_many: bool,
}

impl<'a> Words<'a> {
    pub(super) fn of(plan: Dated<'a>) -> Self {
        let lines = plan.scenario.notes().lines().map(strip);
        let notes: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
        let stages = plan.scenario.funnel().stages().iter();
        let about_stages = stages.map(|stage| in_full(stage, plan.scenario).len() + stage.definition().len());
        let characters = notes.iter().map(String::len).sum::<usize>() + about_stages.sum::<usize>();
        let are_many = characters > MANY || notes.len() > LINES;
        Self { plan, findings: plan.findings(), notes, are_many }
    }

    /// Adds to a table of a page's stages what else was agreed on about each, and what counts as a buyer of it.
    pub(super) fn add_to(&self, table: &mut Table, view: View) {
        let all = |say: &dyn Fn(&Stage) -> String| view.rows().map(|(_, stage, _)| say(stage)).collect();
        if !self.are_many {
            table.add_words("Also agreed", all(&|stage| in_full(stage, self.plan.scenario)));
            table.add_words("What counts", all(&|stage| strip(stage.definition().trim())));
        }
    }

    /// What else was agreed on about the stages, and what counts as a buyer of each.
    pub(super) fn agreed(&self) -> Vec<Block> {
        if self.are_many {
            return Vec::new();
        }
        let stages = self.plan.scenario.funnel().stages().iter();
        let said = each(stages, |stage| {
            let said = [in_full(stage, self.plan.scenario), strip(stage.definition().trim())];
            said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        headed("Also agreed, and what counts", said)
    }

    /// The notes of the plan, or where they are.
    pub(super) fn notes(&self) -> Vec<Block> {
        if self.are_many {
            let text = format!("Notes, definitions and what else was agreed are {LAST_PAGE}.");
            return vec![Block::Heading("Notes".to_owned()), Block::Text(text)];
        }
        headed("Notes", self.notes.iter().cloned().map(Block::Text).collect())
    }

    /// What the plan cannot promise about the stages of a page.
    pub(super) fn findings(&self, view: View) -> Vec<Block> {
        let found: Vec<Finding> =
            self.findings.iter().filter_map(|finding| concerning(finding, view)).collect();
        let shown = shown(self.plan, &found);
        let mut told: Vec<Block> =
            found[..shown].iter().map(|finding| sheet::said(self.plan, finding)).collect();
        if found.len() > shown {
            told.push(Block::Text(format!("{} more are {LAST_PAGE}.", found.len() - shown)));
        }
        headed("Findings", told)
    }

    /// The page of the words that were too many for the others.
    pub(super) fn last_page(&self) -> Option<Vec<Block>> {
        let stages = || self.plan.scenario.funnel().stages().iter();
        let mut page = Vec::new();
        if self.are_many {
            page.extend(headed("Notes", self.notes.iter().cloned().map(Block::Text).collect()));
            page.extend(headed("What counts", each(stages(), |stage| strip(stage.definition().trim()))));
            page.extend(headed("Also agreed", each(stages(), |stage| in_full(stage, self.plan.scenario))));
        }
        if self.findings.len() > shown(self.plan, &self.findings) {
            page.extend(headed(
                "All findings",
                self.findings.iter().map(|finding| sheet::said(self.plan, finding)).collect(),
            ));
        }
        let title = format!("Words: {}", strip(self.plan.scenario.name()));
        (!page.is_empty()).then(|| [vec![Block::Title(title)], page].concat())
    }
}

/// How many findings stand beside the goals.
fn shown(plan: Dated, found: &[Finding]) -> usize {
    let mut characters = 0;
    let fits = |finding: &&Finding| {
        characters += plan.say(finding).len();
        characters <= LONG
    };
    found.iter().take(FINDINGS).take_while(fits).count().max(1).min(found.len())
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

/// A paragraph for each stage that there is something to say about.
fn each<'a>(stages: impl Iterator<Item = &'a Stage>, say: impl Fn(&Stage) -> String) -> Vec<Block> {
    let said = stages.map(|stage| (strip(stage.name()), say(stage))).filter(|(_, said)| !said.is_empty());
    said.map(|(name, said)| Block::Text(format!("{name}: {said}"))).collect()
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
