//! A program that saves: the real binary, or one with a planted bug that a campaign must find.

use std::process::Command;

use crate::place::{Place, SLUG};
use crate::planted_savers::Bug;

/// What a campaign runs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Saver {
    /// The real binary.
    Backcast,
    /// A stand-in.
    Planted(Bug),
}

impl Saver {
    /// A run that changes the amount of [`SLUG`], ready to start.
    pub(crate) fn set(self, place: &Place, amount: u64) -> Command {
        match self {
            Self::Backcast => place.backcast(&["set", SLUG, &format!("target={amount}")]),
            Self::Planted(bug) => bug.set(place, amount),
        }
    }
}

/// What a run that saved says.
pub(crate) const SAVED: &str = "Saved ";
