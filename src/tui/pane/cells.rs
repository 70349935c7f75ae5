//! The numbers of a row of the grid, wherever they are needed as the screen has them.

use crate::goals::{Bearing, Content};
use crate::plan::Month;
use crate::tui::document::Computed;
use crate::tui::layout::Slot;

/// The cells of a bearing in a plan.
pub struct Cells<'a> {
    plan: &'a Computed,
    bearing: Bearing<'a>,
    content: Content,
    exact: bool,
    /// Whole units, or the exact numbers.
    numbers: Vec<f64>,
    /// What this plan needs: exact.
    need: f64,
}

impl<'a> Cells<'a> {
    /// Those of a content, in whole units or exact.
    pub fn new(plan: &'a Computed, bearing: Bearing<'a>, content: Content, exact: bool) -> Self {
        let numbers = if exact { bearing.cells(content).collect() } else { bearing.shown(content).collect() };
        Self { plan, bearing, content, exact, numbers, need: bearing.need() }
    }

    /// The number that a slot of the other plan's grid stands for: the same calendar month.
    pub fn at(&self, slot: Slot, month: impl Fn(usize) -> Month) -> f64 {
        let grid = self.plan.goals.grid();
        match slot {
            Slot::Month(column) => grid.column(month(column)).map_or(0.0, |column| self.numbers[column]),
            Slot::Runway => self.numbers[..grid.runway()].iter().sum(),
            Slot::Total => self.numbers[grid.runway()..].iter().sum(),
            Slot::Need if self.exact => self.need,
            Slot::Need => self.bearing.whole(self.need),
        }
    }

    /// Whether they are exact.
    pub const fn is_exact(&self) -> bool {
        self.exact
    }

    /// The exact number of a month, for differences.
    pub fn exact(&self, slot: Slot, month: impl Fn(usize) -> Month) -> f64 {
        let grid = self.plan.goals.grid();
        let cell = |column| self.bearing.cell(self.content, column);
        match slot {
            Slot::Month(column) => grid.column(month(column)).map_or(0.0, cell),
            Slot::Runway => (0..grid.runway()).map(cell).sum(),
            Slot::Total => (grid.runway()..grid.columns()).map(cell).sum(),
            Slot::Need => self.need,
        }
    }
}
