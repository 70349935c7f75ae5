//! The scenario on the screen: its goals, its baseline, what is being typed, and every state it went through.
//!
//! The only place that keeps goals fresh. Decides nothing about keys and draws nothing.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::history::History;
use crate::goals::{self, Goals};
use crate::plan::{Edit, EditError, Scenario, StageId};
use crate::text::sentence;

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
    /// Computes the goals of a plan.
    pub fn new(scenario: &Rc<Scenario>) -> Self {
        Self { scenario: Rc::clone(scenario), goals: goals::compute(scenario) }
    }

    /// The plan and its goals, to compare.
    pub fn pair(&self) -> sentence::Plan<'_> {
        (&self.scenario, &self.goals)
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
    /// When it was made, as the document had been told the time.
    time: Rc<str>,
}

impl State {
    /// A scenario as it comes to the screen: measured against itself.
    fn opened(id: DocumentId, scenario: &Rc<Scenario>, time: &Rc<str>) -> Self {
        let (scenario, baseline) = (Rc::clone(scenario), Rc::clone(scenario));
        Self { id, scenario, baseline, pinned: None, time: Rc::clone(time) }
    }

    /// Whether going from one to the other would change nothing, whenever they were made.
    fn says_the_same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.scenario == other.scenario
            && self.baseline == other.baseline
            && self.pinned == other.pinned
    }
}

/// What a step of the session did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Did<'a> {
    /// The session began with the scenario.
    Began,
    /// Another scenario came to the screen.
    Opened,
    /// A scenario that had been on the screen before came back to it.
    Returned,
    /// Only what is measured against is another.
    Pinned,
    /// The scenario was this one before.
    Edited(&'a Rc<Scenario>),
}

/// A state of the session and how it came about: a line of its history.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// Which document it is of.
    pub id: DocumentId,
    /// When it was made, as `10:02:30`.
    pub time: &'a str,
    /// What made it.
    pub did: Did<'a>,
    /// The plan then.
    pub scenario: &'a Rc<Scenario>,
    /// What the plan was measured against.
    pub baseline: &'a Rc<Scenario>,
    /// When that was pinned, in words; none: it is the scenario as opened.
    pub pinned: Option<&'a str>,
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
    /// What the files hold.
    saved: BTreeMap<DocumentId, Rc<Scenario>>,
    /// What the documents said when they came to the screen.
    opened: BTreeMap<DocumentId, Rc<Scenario>>,
    read_only: Vec<DocumentId>,
    /// Those whose file was put into the trash.
    in_trash: Vec<DocumentId>,
    step: Step,
    /// The time of day that new states are given.
    time: Rc<str>,
    shown: Computed,
    before: Computed,
    baseline: Computed,
    pinned: Option<Rc<str>>,
    previewing: bool,
}

impl Document {
    /// Starts with a scenario; `saved` says whether a file holds it as it is.
    pub fn new(id: DocumentId, scenario: Scenario, saved: bool) -> Self {
        let scenario = Rc::new(scenario);
        let computed = Computed::new(&scenario);
        let saved = if saved { BTreeMap::from([(id, Rc::clone(&scenario))]) } else { BTreeMap::new() };
        let opened = BTreeMap::from([(id, Rc::clone(&scenario))]);
        let time = Rc::from("");
        Self {
            history: History::new(State::opened(id, &scenario, &time)),
            saved,
            opened,
            read_only: Vec::new(),
            in_trash: Vec::new(),
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
        let time: Rc<str> = Rc::from(time);
        if self.time.is_empty() {
            self.history.for_each(|state| state.time = Rc::clone(&time));
        }
        self.time = time;
    }

    /// Puts another scenario on the screen; undo leads back to the one before.
    pub fn open(&mut self, id: DocumentId, scenario: Scenario, saved: bool) {
        let scenario = Rc::new(scenario);
        if saved {
            self.saved.insert(id, Rc::clone(&scenario));
        }
        self.opened.insert(id, Rc::clone(&scenario));
        self.history.push(State::opened(id, &scenario, &self.time));
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

    /// What its file holds, or held when it went into the trash; none where there never was one.
    pub fn saved(&self) -> Option<&Rc<Scenario>> {
        self.saved.get(&self.id())
    }

    /// Whether its file lies in the trash.
    pub fn is_in_trash(&self) -> bool {
        self.in_trash.contains(&self.id())
    }

    /// Notes that the file of a document went into the trash.
    pub fn put_in_trash(&mut self, id: DocumentId) {
        self.in_trash.push(id);
    }

    /// Notes that the file of a document is back.
    pub fn take_from_trash(&mut self, id: DocumentId) {
        self.in_trash.retain(|trashed| *trashed != id);
    }

    /// Whether no file among the scenarios holds what is on the screen.
    pub fn is_unsaved(&self) -> bool {
        self.is_in_trash() || self.differs_from_file()
    }

    fn differs_from_file(&self) -> bool {
        self.saved().is_none_or(|saved| **saved != *self.scenario())
    }

    /// Whether something would be lost: an untouched starter can be had again, and what is in the trash too.
    pub fn has_unsaved_work(&self) -> bool {
        let touched = self.opened.get(&self.id()).is_none_or(|opened| **opened != *self.scenario());
        self.differs_from_file() && (touched || !self.is_new())
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
                let (scenario, time) = (Rc::new(next), Rc::clone(&self.time));
                let state = State { scenario, time, ..self.history.present().clone() };
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
            let (scenario, time) = (Rc::clone(earlier), Rc::clone(&self.time));
            let state = State { scenario, time, ..self.history.present().clone() };
            self.history.push(state);
            self.settle(Step::Made);
        }
        changes
    }

    /// Makes the scenario of this moment the baseline.
    pub fn pin(&mut self, when: &str) {
        let present = self.history.present().clone();
        let (baseline, time) = (Rc::clone(&present.scenario), Rc::clone(&self.time));
        self.history.push(State { baseline, pinned: Some(Rc::from(when)), time, ..present });
        self.settle(Step::Made);
    }

    /// How many states the session has, those included that were undone; the present one stands at
    /// [`Self::undo_depth`].
    pub const fn step_count(&self) -> usize {
        self.history.count()
    }

    /// A state of the session and what made it, by its place: 0 for the first; undone ones follow the present one.
    pub fn step_at(&self, place: usize) -> Option<Moment<'_>> {
        let state = self.history.get(place)?;
        let before = place.checked_sub(1).and_then(|place| self.history.get(place));
        let did = match before {
            None => Did::Began,
            Some(before) if before.id != state.id => {
                let mut earlier = (0..place).filter_map(|place| self.history.get(place));
                if earlier.any(|earlier| earlier.id == state.id) { Did::Returned } else { Did::Opened }
            }
            Some(before) if before.scenario == state.scenario => Did::Pinned,
            Some(before) => Did::Edited(&before.scenario),
        };
        let State { id, scenario, baseline, pinned, time } = state;
        Some(Moment { id: *id, time, did, scenario, baseline, pinned: pinned.as_deref() })
    }

    /// Shows a state of the session without going there; nothing but the screen changes.
    pub fn look_at(&mut self, place: usize) {
        self.drop_preview();
        if let Some(state) = self.history.get(place).filter(|_| place != self.history.depth()) {
            self.look(&state.clone());
        }
    }

    /// Shows a scenario of no document yet, as it would come to the screen; nothing but the screen changes.
    pub fn look_at_another(&mut self, scenario: &Scenario) {
        self.drop_preview();
        self.shown = Computed::new(&Rc::new(scenario.clone()));
        self.baseline = self.shown.clone();
        self.before = self.shown.clone();
        self.pinned = None;
        self.previewing = true;
    }

    fn look(&mut self, state: &State) {
        self.shown = Computed::new(&state.scenario);
        self.baseline = Computed::new(&state.baseline);
        self.pinned.clone_from(&state.pinned);
        // The stages of one document are not those of another.
        let before = if state.id == self.id() { &self.history.present().scenario } else { &state.baseline };
        self.before = Computed::new(before);
        self.previewing = true;
    }

    /// Goes to a state of the session, as one step; what had been undone can still be redone. Says whether anything
    /// changed.
    pub fn go_to(&mut self, place: usize) -> bool {
        let present = self.history.present();
        let Some(state) = self.history.get(place).filter(|state| !state.says_the_same(present)) else {
            self.drop_preview();
            return false;
        };
        let state = State { time: Rc::clone(&self.time), ..state.clone() };
        self.history.insert(state);
        self.settle(Step::Made);
        true
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
        self.take_from_trash(id);
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
        self.pinned.clone_from(&present.pinned);
        self.before =
            self.last_different().map_or_else(|| self.baseline.clone(), |s| Computed::new(&s.scenario));
    }

    /// The stage at a place of the plan on the screen.
    pub fn stage_at(&self, place: usize) -> Option<StageId> {
        self.shown.scenario.funnel().stages().get(place).map(crate::plan::Stage::id)
    }
}
