//! How each scenario is looked at: what is kept of that on this machine and comes back with the scenario.
//!
//! That is its pinned baseline and what was set, but not what belongs to the moment: the page, the cursor, the
//! baseline on the screen, what is compared, what the presenter shows.

mod words;

use std::collections::BTreeMap;
use std::mem::replace;

use ratatui::layout::Size;

use super::{Delta, Display, Model};
use crate::plan::Day;
use crate::tui::document::{Document, DocumentId, Pinned};
use crate::tui::message::Opened;
use crate::tui::page::compare::Compare;
use crate::tui::page::levers::{Levers, Order};
use crate::tui::pane::nudge::StepSizes;

/// How a scenario is looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// What was set.
    pub settings: Settings,
    /// What the plan is measured against; none: the scenario as opened.
    pub pinned: Option<Pinned>,
}

/// What was set for a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How far a nudge goes.
    pub steps: StepSizes,
    /// What is to be seen of the plan; never the baseline itself.
    pub display: Display,
    /// What the list of levers shows, and in which order.
    pub levers: Order,
    /// Rows that do not differ are compared too.
    pub all_rows: bool,
    /// Differences in the comparison.
    pub compared: Delta,
}

impl Default for Settings {
    fn default() -> Self {
        let (levers, compare) = (Levers::default(), Compare::default());
        Self {
            steps: StepSizes::default(),
            display: Display::default(),
            levers: levers.order,
            all_rows: compare.all,
            compared: compare.delta,
        }
    }
}

impl Settings {
    fn of(model: &Model) -> Self {
        Self {
            steps: model.steps,
            display: Display { peek: false, ..model.display },
            levers: model.levers.order,
            all_rows: model.compare.all,
            compared: model.compare.delta,
        }
    }

    fn apply(self, model: &mut Model) {
        model.steps = self.steps;
        model.display = self.display;
        model.levers.order = self.levers;
        model.compare.all = self.all_rows;
        model.compare.delta = self.compared;
    }
}

/// The settings of a session's documents.
#[derive(Debug, Clone)]
pub struct Views {
    /// The document whose settings the model has.
    here: DocumentId,
    /// Those of the others.
    others: BTreeMap<DocumentId, Settings>,
}

impl Views {
    /// Begins with the document on the screen.
    pub const fn new(here: DocumentId) -> Self {
        Self { here, others: BTreeMap::new() }
    }
}

impl Model {
    /// Starts on a scenario that was opened.
    pub fn starting(first: Opened, size: Size, today: Day) -> Self {
        let mut document = Document::new(first.id, first.scenario, first.saved);
        if first.read_only {
            document.protect(first.id);
        }
        let mut model = Self::new(document, size, today);
        model.look_as_before(first.id, &first.view);
        model
    }

    /// How the scenario on the screen is looked at.
    pub fn view(&self) -> View {
        View { settings: Settings::of(self), pinned: self.document.pin_in_force() }
    }

    /// Looks at a document that came to the screen as it was looked at before.
    pub fn look_as_before(&mut self, id: DocumentId, view: &View) {
        if let Some(pinned) = &view.pinned {
            self.document.measure_from(id, pinned);
        }
        if id == self.views.here {
            view.settings.apply(self);
        } else {
            self.views.others.insert(id, view.settings);
        }
    }
}

/// Looks at a document that came to the screen, also by undo, in its own way; at a new one as at any new one.
pub fn settle(model: &mut Model) {
    let here = model.document.id();
    if here == model.views.here {
        return;
    }
    let left = replace(&mut model.views.here, here);
    let settings = Settings::of(model);
    model.views.others.insert(left, settings);
    model.views.others.remove(&here).unwrap_or_default().apply(model);
}
