//! Past, present and future of anything: undo without limit.

/// The states that something went through and can go back to.
#[derive(Debug, Clone)]
pub struct History<T> {
    past: Vec<T>,
    present: T,
    future: Vec<T>,
}

impl<T> History<T> {
    /// Starts with a first state.
    pub const fn new(present: T) -> Self {
        Self { past: Vec::new(), present, future: Vec::new() }
    }

    /// The state now.
    pub const fn present(&self) -> &T {
        &self.present
    }

    /// The state before the last step.
    pub fn before(&self) -> Option<&T> {
        self.past.last()
    }

    /// Changes every state, past and future ones too.
    pub fn for_each(&mut self, change: impl FnMut(&mut T)) {
        let present = std::iter::once(&mut self.present);
        self.past.iter_mut().chain(present).chain(&mut self.future).for_each(change);
    }

    /// How many steps can be undone.
    pub const fn depth(&self) -> usize {
        self.past.len()
    }

    /// How many states there are, undone ones included: at least one.
    pub const fn count(&self) -> usize {
        self.past.len() + 1 + self.future.len()
    }

    /// The state at a place: past ones first, the present at [`Self::depth`], then undone ones as redo brings them.
    pub fn get(&self, place: usize) -> Option<&T> {
        match place.checked_sub(self.past.len()) {
            None => self.past.get(place),
            Some(0) => Some(&self.present),
            Some(ahead) => self.future.get(self.future.len().checked_sub(ahead)?),
        }
    }

    /// Makes a step; what had been undone is given up.
    pub fn push(&mut self, next: T) {
        self.insert(next);
        self.future.clear();
    }

    /// Makes a step and keeps what had been undone: redo goes on with it.
    pub fn insert(&mut self, next: T) {
        self.past.push(std::mem::replace(&mut self.present, next));
    }

    /// Makes the last step end in another state.
    pub fn amend(&mut self, present: T) {
        self.present = present;
        self.future.clear();
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
        assert!(!history.redo(), "a new step gives up what was undone");
        assert_eq!(history.before(), Some(&4));
    }

    #[test]
    fn an_inserted_step_is_one_undo_and_gives_nothing_up() {
        let mut history = History::new(0);
        for state in 1..=3 {
            history.push(state);
        }
        history.undo();
        history.insert(9);
        let states = |history: &History<i32>| -> Vec<i32> {
            (0..history.count()).filter_map(|place| history.get(place).copied()).collect()
        };
        assert_eq!(states(&history), [0, 1, 2, 9, 3]);
        assert_eq!((history.depth(), history.get(3), history.get(5)), (3, Some(&9), None));
        history.undo();
        assert_eq!((*history.present(), states(&history)), (2, vec![0, 1, 2, 9, 3]));
        while history.redo() {}
        assert_eq!(*history.present(), 3);
    }
}
