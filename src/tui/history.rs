//! Past, present and future of anything: undo without limit, and nothing that ever was is forgotten.
//!
//! Knows no order of time: redo and what was left behind mix it, so states that are to be told apart carry their own.

/// The states that something went through and can go back to.
#[derive(Debug, Clone)]
pub struct History<T> {
    past: Vec<T>,
    present: T,
    future: Vec<T>,
    /// What had been undone when another step was made: no redo leads there.
    left: Vec<T>,
}

/// Where a state stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Undo leads there.
    Past,
    /// It is the present one.
    Now,
    /// It was undone, whether redo leads there or it was left behind.
    Undone,
}

impl<T> History<T> {
    /// Starts with a first state.
    pub const fn new(present: T) -> Self {
        Self { past: Vec::new(), present, future: Vec::new(), left: Vec::new() }
    }

    /// The state now.
    pub const fn present(&self) -> &T {
        &self.present
    }

    /// The state before the last step.
    pub fn before(&self) -> Option<&T> {
        self.past.last()
    }

    /// Changes every state, wherever it stands.
    pub fn for_each(&mut self, change: impl FnMut(&mut T)) {
        let present = std::iter::once(&mut self.present);
        let undone = self.future.iter_mut().chain(&mut self.left);
        self.past.iter_mut().chain(present).chain(undone).for_each(change);
    }

    /// How many steps can be undone.
    pub const fn depth(&self) -> usize {
        self.past.len()
    }

    /// How many states there are, wherever they stand: at least one.
    pub const fn count(&self) -> usize {
        self.past.len() + 1 + self.future.len() + self.left.len()
    }

    /// Every state once, with where it stands; not in the order of time.
    pub fn iter(&self) -> impl Iterator<Item = (Standing, &T)> {
        let past = self.past.iter().map(|state| (Standing::Past, state));
        let undone = self.future.iter().chain(&self.left).map(|state| (Standing::Undone, state));
        past.chain([(Standing::Now, &self.present)]).chain(undone)
    }

    /// Makes a step; what had been undone is left behind.
    pub fn push(&mut self, next: T) {
        self.insert(next);
        self.left.append(&mut self.future);
    }

    /// Makes a step and keeps what had been undone: redo goes on with it.
    pub fn insert(&mut self, next: T) {
        self.past.push(std::mem::replace(&mut self.present, next));
    }

    /// Makes the last step end in another state; what had been undone is left behind.
    pub fn amend(&mut self, present: T) {
        self.present = present;
        self.left.append(&mut self.future);
    }

    /// Takes the last step away, as if it had not been made.
    pub fn retract(&mut self) {
        if let Some(past) = self.past.pop() {
            self.present = past;
        }
    }

    /// Goes a step back; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(past) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.present, past));
        true
    }

    /// Goes a step forward again; says whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(next) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.present, next));
        true
    }

    /// The state that a redo would bring.
    pub fn after(&self) -> Option<&T> {
        self.future.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_everything_gives_the_first_state_and_redoing_the_last() {
        let mut history = History::new(0);
        for state in 1..=5 {
            history.push(state);
        }
        while history.undo() {}
        assert_eq!(*history.present(), 0);
        while history.redo() {}
        assert_eq!(*history.present(), 5);
        history.undo();
        history.push(9);
        assert!(!history.redo(), "a new step leaves behind what was undone");
        assert_eq!(history.before(), Some(&4));
    }

    /// The states, smallest first, with where they stand.
    fn sorted(history: &History<i32>) -> Vec<(Standing, i32)> {
        let mut states: Vec<_> = history.iter().map(|(standing, state)| (standing, *state)).collect();
        states.sort_by_key(|(_, state)| *state);
        states
    }

    #[test]
    fn what_is_left_behind_stays_and_every_state_is_there_once() {
        use Standing::{Now, Past, Undone};
        let mut history = History::new(0);
        history.push(1);
        history.push(2);
        history.undo();
        history.undo();
        history.push(3);
        history.undo();
        history.push(4);
        history.push(5);
        history.undo();
        let stand = [(Past, 0), (Undone, 1), (Undone, 2), (Undone, 3), (Now, 4), (Undone, 5)];
        assert_eq!((sorted(&history), history.count(), history.depth()), (stand.to_vec(), 6, 1));
        history.amend(6);
        assert!(!history.redo(), "an amended step leaves behind what was undone");
        assert_eq!(sorted(&history)[4..], [(Undone, 5), (Now, 6)]);
        history.for_each(|state| *state += 1);
        assert_eq!(history.iter().map(|(_, state)| state).sum::<i32>(), 23);
    }

    #[test]
    fn an_inserted_step_is_one_undo_and_gives_nothing_up() {
        let mut history = History::new(0);
        for state in 1..=3 {
            history.push(state);
        }
        history.undo();
        history.insert(9);
        assert_eq!((history.depth(), history.before(), history.after()), (3, Some(&2), Some(&3)));
        history.undo();
        assert_eq!((*history.present(), history.after(), history.count()), (2, Some(&9), 5));
        while history.redo() {}
        assert_eq!(*history.present(), 3);
    }
}
