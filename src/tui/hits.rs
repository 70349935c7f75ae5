//! What a click means: areas that drawing leaves behind. Hit areas come from the frame that shows them.

use ratatui::layout::{Position, Rect};

use super::command::Command;

/// What stands in an area that can be clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The name of a command: a click runs it.
    Command(Command),
    /// A letter of a dialog: a click chooses it.
    Letter(char),
    /// A row of the list on top: a click selects it, a second one accepts it.
    Row(usize),
    /// A column of the page.
    Column(usize),
}

/// The areas of a frame that can be clicked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    areas: Vec<(Rect, Target)>,
}

impl Hits {
    /// Notes what stands in an area.
    pub fn add(&mut self, area: Rect, target: Target) {
        self.areas.push((area, target));
    }

    /// Forgets what lies below: an overlay takes all clicks.
    pub fn cover(&mut self) {
        self.areas.clear();
    }

    /// What stands at a place; the last that was drawn there lies on top.
    pub fn at(&self, at: Position) -> Option<Target> {
        self.areas.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, target)| *target)
    }

    /// All areas, for tests.
    pub fn areas(&self) -> &[(Rect, Target)] {
        &self.areas
    }
}
