//! The scenario on the screen: its goals, its baseline, what is being typed, and every state it went through.
//!
//! The only place that keeps goals fresh. Decides nothing about keys and draws nothing.

mod file;
mod moment;
mod outside;
mod pinned;
mod unsaved;
mod visit;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::moment::{Did, Moment, State};
use self::outside::News;
pub use self::outside::Outside;
pub use self::pinned::Pinned;
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
    pub scenario: Arc<Scenario>,
    /// What follows from it.
    pub goals: Goals,
}

impl Computed {
    /// Computes the goals of a plan.
    pub fn new(scenario: &Arc<Scenario>) -> Self {
        Self { scenario: Arc::clone(scenario), goals: goals::compute(scenario) }
    }

    /// The plan and its goals, to compare.
    pub fn pair(&self) -> goals::Plan<'_> {
        (&self.scenario, &self.goals)
    }
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

impl Step {
    /// What leads a sentence about it.
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Made => "",
            Self::Undone => "Undo: ",
            Self::Redone => "Redo: ",
        }
    }
}

/// A scenario being worked on.
#[derive(Debug)]
pub struct Document {
    history: History<State>,
    /// How many states were made.
    made: u32,
    /// What the files hold.
    saved: BTreeMap<DocumentId, Arc<Scenario>>,
    /// What their user did not want to keep.
    given_up: BTreeMap<DocumentId, Arc<Scenario>>,
    /// What the documents said when they came to the screen.
    opened: BTreeMap<DocumentId, Arc<Scenario>>,
    read_only: Vec<DocumentId>,
    /// Those whose file was put into the trash.
    in_trash: Vec<DocumentId>,
    /// Those whose file is not as it was loaded.
    outside: BTreeMap<DocumentId, News>,
    step: Step,
    /// The time of day that new states are given.
    time: Arc<str>,
    shown: Computed,
    before: Computed,
    baseline: Computed,
    pinned: Option<Arc<str>>,
    previewing: bool,
}

impl Document {
    /// Starts with a scenario; `saved` says whether a file holds it as it is.
    pub fn new(id: DocumentId, scenario: Scenario, saved: bool) -> Self {
        let scenario = Arc::new(scenario);
        let computed = Computed::new(&scenario);
        let saved = if saved { BTreeMap::from([(id, Arc::clone(&scenario))]) } else { BTreeMap::new() };
        let opened = BTreeMap::from([(id, Arc::clone(&scenario))]);
        let time = Arc::from("");
        Self {
            history: History::new(State::began(id, &scenario, &time)),
            made: 1,
            saved,
            given_up: BTreeMap::new(),
            opened,
            read_only: Vec::new(),
            in_trash: Vec::new(),
            outside: BTreeMap::new(),
            step: Step::Made,
            time,
            before: computed.clone(),
            baseline: computed.clone(),
            pinned: None,
            shown: computed,
            previewing: false,
        }
    }

    /// Tells the time of day; what is made from now on is of then, and so is what was made before it was told any.
    pub fn tell_time(&mut self, time: &str) {
        if *self.time == *time {
            return;
        }
        let time: Arc<str> = Arc::from(time);
        if self.time.is_empty() {
            self.history.for_each(|state| state.time = Arc::clone(&time));
        }
        self.time = time;
    }

    /// Puts another scenario on the screen; undo leads back to the one before.
    pub fn open(&mut self, id: DocumentId, scenario: Scenario, saved: bool) {
        let scenario = Arc::new(scenario);
        if saved {
            self.saved.insert(id, Arc::clone(&scenario));
        }
        self.opened.insert(id, Arc::clone(&scenario));
        let opened = State::began(id, &scenario, &self.time);
        self.push(opened);
    }

    /// Which document it is.
    pub fn id(&self) -> DocumentId {
        self.history.present().id
    }

    /// The scenario as committed, without what is being typed.
    pub fn scenario(&self) -> &Scenario {
        &self.history.present().scenario
    }

    /// The plan and goals on the screen: the draft while something is typed.
    pub const fn shown(&self) -> &Computed {
        &self.shown
    }

    /// The plan as committed with its goals, without the draft.
    pub const fn present(&self) -> &Computed {
        // While a draft is shown, what it is measured against is the plan as it stands.
        if self.previewing { &self.before } else { &self.shown }
    }

    /// The plan and goals that everything is measured against.
    pub const fn baseline(&self) -> &Computed {
        &self.baseline
    }

    /// When the baseline was pinned, in words.
    pub fn pinned(&self) -> Option<&str> {
        self.pinned.as_deref()
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

    /// Shows an edit without making it; nothing but the screen changes.
    ///
    /// # Errors
    /// Why the edit is refused; the screen then shows the plan as it is.
    pub fn preview(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        match self.scenario().with_all(edits) {
            Ok(draft) => {
                self.before = Computed::new(&self.history.present().scenario);
                self.shown = Computed::new(&Arc::new(draft));
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
        let next = self.edited(edits)?;
        if let Some(scenario) = &next {
            self.push(State { scenario: Arc::clone(scenario), ..self.history.present().clone() });
        }
        Ok(next.is_some())
    }

    /// Makes edits as a part of the last step, as a burst of nudges does.
    ///
    /// # Errors
    /// Why an edit is refused; nothing has changed then.
    pub fn amend(&mut self, edits: &[Edit]) -> Result<bool, EditError> {
        let Some(scenario) = self.edited(edits)? else { return Ok(false) };
        let present = self.history.present().clone();
        self.history.amend(State { scenario, time: Arc::clone(&self.time), ..present });
        let before = self.history.before();
        if before.is_some_and(|before| before.id == self.id() && *before.scenario == *self.scenario()) {
            // A burst that ends where it began is no step.
            self.history.retract();
        }
        self.settle(Step::Made);
        Ok(true)
    }

    /// What edits make of the plan; none where they change nothing. A draft is no longer shown then.
    fn edited(&mut self, edits: &[Edit]) -> Result<Option<Arc<Scenario>>, EditError> {
        let next =
            self.scenario().with_all(edits).map(|next| (next != *self.scenario()).then(|| Arc::new(next)));
        if !matches!(next, Ok(Some(_))) {
            self.drop_preview();
        }
        next
    }

    /// Makes a step to a state; what had been undone can no longer be redone.
    fn push(&mut self, state: State) {
        let next = self.next(state);
        self.history.push(next);
        self.settle(Step::Made);
    }

    /// A state as it is made now, from the present one.
    fn next(&mut self, state: State) -> State {
        let number = self.made;
        self.made += 1;
        state.made_from(self.history.present(), number, &self.time)
    }

    /// Makes an earlier content of the document its present one, as one step; says whether anything changed.
    pub fn restore(&mut self, earlier: &Arc<Scenario>) -> bool {
        self.drop_preview();
        let changes = **earlier != *self.scenario();
        if changes {
            self.push(State { scenario: Arc::clone(earlier), ..self.history.present().clone() });
        }
        changes
    }

    /// Makes the scenario of this moment the baseline.
    pub fn pin(&mut self, when: &str) {
        let present = self.history.present().clone();
        let baseline = Arc::clone(&present.scenario);
        self.push(State { baseline, pinned: Some(Arc::from(when)), ..present });
    }

    /// How many states the session has, those included that were undone.
    pub const fn step_count(&self) -> usize {
        self.history.count()
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
        self.pinned.clone_from(&present.pinned);
        self.before =
            self.last_different().map_or_else(|| self.baseline.clone(), |s| Computed::new(&s.scenario));
    }

    /// The stage at a place of the plan on the screen.
    pub fn stage_at(&self, place: usize) -> Option<StageId> {
        self.shown.scenario.funnel().stages().get(place).map(crate::plan::Stage::id)
    }
}
