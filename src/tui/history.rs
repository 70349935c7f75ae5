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

    /// Makes a step; what had been undone is given up.
    pub fn push(&mut self, next: T) {
        self.past.push(std::mem::replace(&mut self.present, next));
        self.future.clear();
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
}
