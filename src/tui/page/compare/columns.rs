//! The columns of the comparison: which plans stand side by side, and what they are called.
//!
//! The document's own plans are looked up whenever they are needed; a plan from elsewhere is held as it came, and
//! its stages are matched anew whenever those before it change.

use std::sync::Arc;

use crate::goals::compare;
use crate::plan::Scenario;
use crate::plan::name::look_the_same;
use crate::text::clean::clean;
use crate::tui::document::{Computed, Document};
use crate::tui::message::{Listing, Source};

/// The most plans side by side.
pub const MOST: usize = 4;

/// The fewest.
pub const FEWEST: usize = 2;

/// What a column shows.
#[derive(Debug, Clone)]
pub enum Column {
    /// What changes are measured against in the plan.
    Baseline,
    /// What is being worked on, with what is being typed.
    Now,
    /// What the document's file holds.
    Saved(Arc<Computed>),
    /// A plan from elsewhere.
    Added(Arc<Added>),
}

/// A plan from elsewhere.
#[derive(Debug, Clone)]
pub struct Added {
    /// What to call it, unlike any other column.
    pub name: String,
    /// What opens it, where that is known.
    pub source: Option<Source>,
    /// The plan as it came.
    came: Arc<Scenario>,
    /// The same with its stages matched to those of the columns before it.
    plan: Computed,
}

impl Column {
    /// A plan from elsewhere, its stages not matched yet.
    pub fn added(name: &str, source: Option<Source>, scenario: &Scenario) -> Self {
        let came = Arc::new(scenario.clone());
        let plan = Computed::new(&came);
        Self::Added(Arc::new(Added { name: clean(name), source, came, plan }))
    }

    /// The plan, and what follows from it.
    pub fn plan<'a>(&'a self, document: &'a Document) -> &'a Computed {
        match self {
            Self::Baseline => document.baseline(),
            Self::Now => document.shown(),
            Self::Saved(plan) => plan,
            Self::Added(added) => &added.plan,
        }
    }

    /// What it is called, from the longest form to the shortest.
    pub fn names(&self, document: &Document) -> Vec<String> {
        let mark = if document.is_unsaved() { "●" } else { "○" };
        match self {
            Self::Baseline => {
                let since =
                    document.pinned().map_or_else(|| ", as opened".to_owned(), |when| format!(" {when}"));
                vec![format!("┊ Baseline{since}"), "┊ Baseline".to_owned()]
            }
            Self::Now => vec![format!("{mark} now")],
            Self::Saved(_) if document.theirs().is_some() => {
                vec!["as it was before both".to_owned(), "before".to_owned()]
            }
            Self::Saved(_) => vec!["as saved".to_owned()],
            Self::Added(added) => vec![added.name.clone()],
        }
    }

    /// The shortest name.
    pub fn name(&self, document: &Document) -> String {
        self.names(document).pop().unwrap_or_default()
    }

    /// Whether it shows what a listing holds.
    fn shows(&self, listing: &Listing) -> bool {
        matches!(self, Self::Added(added) if added.source.as_ref() == Some(&listing.source))
    }
}

/// What the columns are called away from the screen, no two the same: the document's own by its name.
pub fn full_names(columns: &[Column], document: &Document) -> Vec<String> {
    let own = |state: &str| format!("{} ({state})", document.scenario().name());
    let named = columns.iter().map(|column| match column {
        Column::Added(added) => added.name.clone(),
        Column::Now => own("now"),
        Column::Baseline | Column::Saved(_) => own(column.names(document)[0].trim_start_matches("┊ ")),
    });
    named.collect()
}

/// The columns that nobody chose: the baseline, the working copy, and the file where its numbers differ from both.
pub fn at_first(document: &Document) -> Vec<Column> {
    let mut columns = vec![Column::Baseline, Column::Now];
    let others = [document.baseline(), document.shown()];
    let saved = document.saved().filter(|saved| others.iter().all(|other| other.scenario != **saved));
    if let Some(saved) = saved.map(Computed::new) {
        let differs = |other: &&Computed| {
            let [one, other] = [*other, &saved].map(|plan| (&*plan.scenario, &plan.goals));
            !compare(one, other).changes.is_empty()
        };
        if others.iter().all(differs) {
            columns.push(Column::Saved(Arc::new(saved)));
        }
    }
    columns
}

/// Brings columns up to date with the document: what its file holds, and whose stages are whose.
pub fn refresh(columns: &mut Vec<Column>, document: &Document) {
    columns.retain_mut(|column| match (column, document.saved()) {
        (Column::Saved(_), None) => false,
        (Column::Saved(plan), Some(saved)) => {
            if plan.scenario != *saved {
                *plan = Arc::new(Computed::new(saved));
            }
            true
        }
        _ => true,
    });
    match_stages(columns, document);
}

/// Gives the stages of plans from elsewhere the identities that the columns before them know them by; the document's
/// own come first, because they keep theirs (model.md §7 "Matching").
fn match_stages(columns: &mut [Column], document: &Document) {
    let own = columns.iter().filter(|column| !matches!(column, Column::Added(_)));
    let mut known: Vec<Arc<Scenario>> =
        own.map(|column| Arc::clone(&column.plan(document).scenario)).collect();
    for column in columns {
        let Column::Added(added) = column else { continue };
        let matched = added.came.matched_to(known.iter().map(Arc::as_ref));
        if matched != *added.plan.scenario {
            Arc::make_mut(added).plan = Computed::new(&Arc::new(matched));
        }
        known.push(Arc::clone(&added.plan.scenario));
    }
}

/// Follows a scenario to another file, which has its name; to none, and its column no longer stands for a file.
pub fn refile(columns: &mut [Column], from: &Source, to: Option<(&Source, &str)>) {
    for column in columns {
        let Column::Added(added) = column else { continue };
        if added.source.as_ref() == Some(from) {
            let added = Arc::make_mut(added);
            if let Some((_, name)) = to {
                added.name = clean(name);
            }
            added.source = to.map(|(source, _)| source.clone());
        }
    }
}

/// Takes in what the store holds by now.
pub fn relist(columns: &mut [Column], listings: &[Listing]) {
    for column in columns {
        let listing = listings.iter().find(|listing| column.shows(listing));
        if let (Column::Added(added), Some(Listing { content: Ok(content), .. })) = (column, listing)
            && *added.came != **content
        {
            Arc::make_mut(added).came = Arc::new((**content).clone());
        }
    }
}

/// A name that no other column has.
pub fn unlike(columns: &[Column], document: &Document, name: &str) -> String {
    let is_taken = |name: &str| columns.iter().any(|column| look_the_same(&column.name(document), name));
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).expect("there are more numbers than columns")
}
