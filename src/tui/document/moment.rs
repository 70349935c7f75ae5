//! A state of the session, and how it came about.
//!
//! What a step did is told against the state that it was made from, wherever undo and redo have taken the plan since.

use std::sync::Arc;

use super::DocumentId;
use crate::plan::Scenario;
use crate::tui::history::Standing;

/// What undo goes back to.
#[derive(Debug, Clone)]
pub struct State {
    /// Which document it is of.
    pub id: DocumentId,
    /// The plan then.
    pub scenario: Arc<Scenario>,
    /// What the plan was measured against.
    pub baseline: Arc<Scenario>,
    /// When that was pinned, in words; none: it is the scenario as opened.
    pub pinned: Option<Arc<str>>,
    /// How many states had been made before it.
    pub(super) number: u32,
    /// When it was made, as `10:02:30`.
    pub time: Arc<str>,
    /// What the scenario was called then; a file that takes another name later renames the scenario itself.
    pub called: Arc<str>,
    /// What it was made from; none for the first.
    pub(super) from: Option<Before>,
    /// Somebody else made it: it came from the document's file.
    pub is_theirs: bool,
    /// When the state was made that was gone to; none where no state was.
    pub back_to: Option<Arc<str>>,
}

/// What a state was made from.
#[derive(Debug, Clone)]
pub(super) struct Before {
    /// The document then.
    pub(super) id: DocumentId,
    /// The plan then.
    pub(super) scenario: Arc<Scenario>,
}

impl State {
    /// A scenario as it comes to the screen: measured against itself.
    pub(super) fn began(id: DocumentId, scenario: &Arc<Scenario>, time: &Arc<str>) -> Self {
        Self {
            id,
            scenario: Arc::clone(scenario),
            baseline: Arc::clone(scenario),
            pinned: None,
            number: 0,
            time: Arc::clone(time),
            called: Arc::from(scenario.name()),
            from: None,
            is_theirs: false,
            back_to: None,
        }
    }

    /// The same content made from another state, at a time; `number` is how many states had been made before.
    pub(super) fn made_from(self, before: &Self, number: u32, time: &Arc<str>) -> Self {
        let from = Before { id: before.id, scenario: Arc::clone(&before.scenario) };
        let called = Arc::from(self.scenario.name());
        Self {
            number,
            time: Arc::clone(time),
            called,
            from: Some(from),
            is_theirs: false,
            back_to: None,
            ..self
        }
    }

    /// Whether going from one to the other would change nothing, whenever and however they were made.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.scenario == other.scenario
            && self.baseline == other.baseline
            && self.pinned == other.pinned
    }

    /// What made it.
    pub fn did(&self) -> Did<'_> {
        match &self.from {
            None => Did::Began,
            Some(from) if from.id != self.id => Did::Opened,
            Some(from) if from.scenario == self.scenario => Did::Pinned,
            Some(from) => Did::Edited(&from.scenario),
        }
    }
}

/// What a step of the session did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Did<'a> {
    /// The session began with the scenario.
    Began,
    /// Another scenario came to the screen.
    Opened,
    /// Only what is measured against is another.
    Pinned,
    /// The scenario was this one before.
    Edited(&'a Arc<Scenario>),
}

/// A state of the session and where it stands now: a line of its history.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// Whether it is the present one, undo leads to it, or it was undone.
    pub standing: Standing,
    /// The state.
    pub state: &'a State,
}
