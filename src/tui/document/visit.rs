//! The states of the session as places to look at and to go to.

use std::sync::Arc;

use super::moment::{Moment, State};
use super::{Computed, Document, Step};
use crate::plan::Scenario;
use crate::tui::history::Standing;

impl Document {
    /// Every state of the session once, undone ones too, in the order in which they were made.
    pub fn moments(&self) -> Vec<Moment<'_>> {
        let mut moments: Vec<Moment> =
            self.history.iter().map(|(standing, state)| Moment { standing, state }).collect();
        // Redo and what was left behind stand apart from time.
        moments.sort_unstable_by_key(|moment| moment.state.number);
        moments
    }

    /// A state of the session by its place in the order of time.
    fn state_at(&self, place: usize) -> Option<&State> {
        self.moments().get(place).map(|moment| moment.state)
    }

    /// Shows a state of the session without going there; nothing but the screen changes.
    pub fn look_at(&mut self, place: usize) {
        self.drop_preview();
        let moment = self.moments().get(place).copied().filter(|moment| moment.standing != Standing::Now);
        if let Some(state) = moment.map(|moment| moment.state.clone()) {
            self.look(&state);
        }
    }

    /// Shows a scenario of no document yet, as it would come to the screen; nothing but the screen changes.
    pub fn look_at_another(&mut self, scenario: &Scenario) {
        self.drop_preview();
        self.shown = Computed::new(&Arc::new(scenario.clone()));
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
        let Some(state) = self.state_at(place).filter(|state| !state.says_the_same(present)) else {
            self.drop_preview();
            return false;
        };
        let (state, back_to) = (state.clone(), Some(Arc::clone(&state.time)));
        let next = State { back_to, ..self.next(state) };
        self.history.insert(next);
        self.settle(Step::Made);
        true
    }
}
