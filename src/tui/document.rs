//! The scenario on the screen: its goals, its baseline, what is being typed, and every state it went through.
//!
//! The only place that keeps goals fresh. Decides nothing about keys and draws nothing.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::history::History;
use crate::goals::{self, Goals};
use crate::plan::{Edit, EditError, Scenario, StageId};

/// Tells the documents of a session apart; the effects know which file belongs to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// A scenario with the goals that follow from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The plan.
    pub scenario: Rc<Scenario>,
    /// What follows from it.
    pub goals: Goals,
}

impl Computed {
    /// Computes what follows from a plan.
    pub fn new(scenario: &Rc<Scenario>) -> Self {
        Self { scenario: Rc::clone(scenario), goals: goals::compute(scenario) }
    }
}

/// What undo goes back to.
#[derive(Debug, Clone)]
struct State {
    id: DocumentId,
    scenario: Rc<Scenario>,
    baseline: Rc<Scenario>,
    /// When the baseline was pinned, in words; none: it is the scenario as opened.
    pinned: Option<Rc<str>>,
}

/// How the present state was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By an edit, or not at all.
    Made,
    /// By undo.
    Undone,
    /// By redo.
    Redone,
}

/// A scenario being worked on.
#[derive(Debug)]
pub struct Document {
    history: History<State>,
    /// What the files hold.
    saved: BTreeMap<DocumentId, Rc<Scenario>>,
    /// What the documents said when they came to the screen.
    opened: BTreeMap<DocumentId, Rc<Scenario>>,
    read_only: Vec<DocumentId>,
    step: Step,
    shown: Computed,
    before: Computed,
    baseline: Computed,
    previewing: bool,
}

impl Document {
    /// Starts with a scenario; `saved` says whether a file holds it as it is.
    pub fn new(id: DocumentId, scenario: Scenario, saved: bool) -> Self {
        let scenario = Rc::new(scenario);
        let computed = Computed::new(&scenario);
        let saved = if saved { BTreeMap::from([(id, Rc::clone(&scenario))]) } else { BTreeMap::new() };
        let opened = BTreeMap::from([(id, Rc::clone(&scenario))]);
        let state = State { id, baseline: Rc::clone(&scenario), scenario, pinned: None };
        Self {
            history: History::new(state),
            saved,
            opened,
            read_only: Vec::new(),
            step: Step::Made,
            before: computed.clone(),
            baseline: computed.clone(),
            shown: computed,
            previewing: false,
        }
    }

    /// Puts another scenario on the screen; undo leads back to the one before.
    pub fn open(&mut self, id: DocumentId, scenario: Scenario, saved: bool) {
        let scenario = Rc::new(scenario);
        if saved {
            self.saved.insert(id, Rc::clone(&scenario));
        }
        self.opened.insert(id, Rc::clone(&scenario));
        self.history.push(State { id, baseline: Rc::clone(&scenario), scenario, pinned: None });
        self.settle(Step::Made);
    }

    /// Marks a document whose file must not be written over.
    pub fn protect(&mut self, id: DocumentId) {
        self.read_only.push(id);
    }

    /// Which document it is.
    pub fn id(&self) -> DocumentId {
        self.history.present().id
    }

    /// Whether its file must not be written over.
    pub fn is_read_only(&self) -> bool {
        self.read_only.contains(&self.id())
    }

    /// The scenario as committed, without what is being typed.
    pub fn scenario(&self) -> &Scenario {
        &self.history.present().scenario
    }

    /// The plan and goals on the screen: the draft while something is typed.
    pub const fn shown(&self) -> &Computed {
        &self.shown
    }

    /// The plan and goals that everything is measured against.
    pub const fn baseline(&self) -> &Computed {
        &self.baseline
    }

    /// When the baseline was pinned, in words.
    pub fn pinned(&self) -> Option<&str> {
        self.history.present().pinned.as_deref()
    }

    /// The plan before the last step (before the draft while something is typed).
    pub const fn before(&self) -> &Computed {
        &self.before
    }

    /// How the present state was reached.
    pub fn step(&self) -> Step {
        // From one scenario to another there is no step that the sentence could tell.
        if self.last_different().is_some() { self.step } else { Step::Made }
    }

    /// Whether a draft is shown.
    pub const fn is_previewing(&self) -> bool {
        self.previewing
    }

    /// How many steps can be undone.
    pub const fn undo_depth(&self) -> usize {
        self.history.depth()
    }

    /// Whether the file does not hold what is on the screen.
    pub fn is_unsaved(&self) -> bool {
        let present = self.history.present();
        self.saved.get(&present.id).is_none_or(|saved| **saved != *present.scenario)
    }

    /// Whether something would be lost: an untouched starter can be had again.
    pub fn has_unsaved_work(&self) -> bool {
        let touched = self.opened.get(&self.id()).is_none_or(|opened| **opened != *self.scenario());
        self.is_unsaved() && (touched || !self.is_new())
    }

    /// What the document's file holds; none where no file holds it yet.
    pub fn saved(&self) -> Option<&Rc<Scenario>> {
        self.saved.get(&self.id())
    }

    /// Whether no file holds the document yet.
    pub fn is_new(&self) -> bool {
        !self.saved.contains_key(&self.id())
    }

    /// Shows an edit without making it; nothing but the screen changes.
    ///
    /// # Errors
    /// Why the edit is refused; the screen then shows the plan as it is.
    pub fn preview(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        match self.scenario().with_all(edits) {
            Ok(draft) => {
                self.before = Computed::new(&self.history.present().scenario);
                self.shown = Computed::new(&Rc::new(draft));
                self.previewing = true;
                Ok(())
            }
            Err(error) => {
                self.drop_preview();
                Err(error)
            }
        }
    }

    /// Shows the plan as it is again.
    pub fn drop_preview(&mut self) {
        if self.previewing {
            self.refresh();
        }
    }

    /// Makes edits as one step; says whether anything changed.
    ///
    /// # Errors
    /// Why an edit is refused; nothing has changed then.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<bool, EditError> {
        self.make(edits, History::push)
    }

    /// Makes edits as a part of the last step, as a burst of nudges does.
    ///
    /// # Errors
    /// Why an edit is refused; nothing has changed then.
    pub fn amend(&mut self, edits: &[Edit]) -> Result<bool, EditError> {
        let changed = self.make(edits, History::amend)?;
        let before = self.history.before();
        if before.is_some_and(|before| before.id == self.id() && *before.scenario == *self.scenario()) {
            // A burst that ends where it began is no step.
            self.history.retract();
            self.settle(Step::Made);
        }
        Ok(changed)
    }

    fn make(
        &mut self,
        edits: &[Edit],
        step: impl FnOnce(&mut History<State>, State),
    ) -> Result<bool, EditError> {
        let next = self.scenario().with_all(edits);
        match next {
            Ok(next) if next != *self.scenario() => {
                let state = State { scenario: Rc::new(next), ..self.history.present().clone() };
                step(&mut self.history, state);
                self.settle(Step::Made);
                Ok(true)
            }
            unchanged => {
                self.drop_preview();
                unchanged.map(|_| false)
            }
        }
    }

    /// Makes an earlier content of the document its present one, as one step; says whether anything changed.
    pub fn restore(&mut self, earlier: &Rc<Scenario>) -> bool {
        self.drop_preview();
        let changes = **earlier != *self.scenario();
        if changes {
            let state = State { scenario: Rc::clone(earlier), ..self.history.present().clone() };
            self.history.push(state);
            self.settle(Step::Made);
        }
        changes
    }

    /// Makes the scenario of this moment the baseline.
    pub fn pin(&mut self, when: &str) {
        let present = self.history.present().clone();
        let state = State { baseline: Rc::clone(&present.scenario), pinned: Some(Rc::from(when)), ..present };
        self.history.push(state);
        self.settle(Step::Made);
    }

    /// Goes a step back.
    pub fn undo(&mut self) -> bool {
        let undone = self.history.undo();
        if undone {
            self.settle(Step::Undone);
        }
        undone
    }

    /// Goes a step forward again.
    pub fn redo(&mut self) -> bool {
        let redone = self.history.redo();
        if redone {
            self.settle(Step::Redone);
        }
        redone
    }

    /// Notes that the file of a document now holds a scenario; the baseline does not move.
    pub fn mark_saved(&mut self, id: DocumentId, scenario: Scenario) {
        self.read_only.retain(|read_only| *read_only != id);
        self.saved.insert(id, Rc::new(scenario));
    }

    /// Gives a document the name that its file took: in every state, because undo does not rename files.
    pub fn rename(&mut self, id: DocumentId, name: &str) {
        let edit = Edit::Name(name.to_owned());
        let rename = |scenario: &mut Rc<Scenario>| {
            if let Ok(renamed) = scenario.with(&edit) {
                *scenario = Rc::new(renamed);
            }
        };
        self.history.for_each(|state| {
            if state.id == id {
                rename(&mut state.scenario);
                rename(&mut state.baseline);
            }
        });
        self.saved.get_mut(&id).into_iter().chain(self.opened.get_mut(&id)).for_each(rename);
        self.refresh();
    }

    /// The state that undo would bring, if it is of the same document.
    fn last_different(&self) -> Option<&State> {
        let other = match self.step {
            Step::Undone => self.history.after(),
            Step::Made | Step::Redone => self.history.before(),
        };
        other.filter(|state| state.id == self.id())
    }

    fn settle(&mut self, step: Step) {
        self.step = step;
        self.refresh();
    }

    /// Computes what the screen shows; the plan before is the one on the other side of the last step.
    fn refresh(&mut self) {
        self.previewing = false;
        let present = self.history.present();
        self.shown = Computed::new(&present.scenario);
        self.baseline = Computed::new(&present.baseline);
        self.before =
            self.last_different().map_or_else(|| self.baseline.clone(), |s| Computed::new(&s.scenario));
    }

    /// The stage at a place of the plan on the screen.
    pub fn stage_at(&self, place: usize) -> Option<StageId> {
        self.shown.scenario.funnel().stages().get(place).map(crate::plan::Stage::id)
    }
}
