//! What a plan cannot promise, told beside the grid and never as an error (model.md §9).

use super::month::{Day, Month};
use super::stage::{Field, StageId};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something will be missed unless somebody acts.
    Warning,
    /// Worth knowing.
    Note,
}

/// What kind of finding it is, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// Goals of days before today.
    Begun,
    /// All of a stage's work for this plan lies before the plan.
    AllBeforeStart,
    /// The opening pipeline falls short.
    DayOneShort,
    /// An input outside the user's own range.
    OutsideRange,
    /// A month of the plan without revenue.
    NoTarget,
    /// A stage is asked for nothing from a month on.
    Stops,
    /// A rate change that changes nothing.
    IdleChange,
    /// A goal over a billion in a month.
    Huge,
}

impl Code {
    /// The code as scripts see it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::AllBeforeStart => "all-before-start",
            Self::DayOneShort => "day-one-short",
            Self::OutsideRange => "outside-range",
            Self::NoTarget => "no-target",
            Self::Stops => "stops",
            Self::IdleChange => "idle-change",
            Self::Huge => "huge",
        }
    }

    /// How much findings of this kind matter.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Begun | Self::AllBeforeStart | Self::DayOneShort => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

/// Something that a plan cannot promise, with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Goals of days before today.
    Begun {
        /// How many buyers of each stage were due, top to bottom.
        due: Vec<(StageId, f64)>,
    },
    /// All of a stage's work for this plan lies before the plan.
    AllBeforeStart {
        /// The stage.
        stage: StageId,
        /// The last day on which an entry still serves the plan.
        last_call: Day,
    },
    /// The opening pipeline of a stage falls short.
    DayOneShort {
        /// The stage.
        stage: StageId,
        /// Revenue that has no buyer in play.
        at_risk: f64,
        /// The last of the stages and days that can still fill it; none when it is too late.
        fill: Option<(StageId, Day)>,
    },
    /// An input outside the user's own range.
    OutsideRange {
        /// The stage.
        stage: StageId,
        /// The input.
        field: Field,
    },
    /// Months of the plan without revenue.
    NoTarget {
        /// Which.
        months: Vec<Month>,
    },
    /// The stage is asked for nothing from a month on.
    Stops {
        /// The stage.
        stage: StageId,
        /// The first month without a goal.
        from: Month,
    },
    /// A rate change that changes no goal.
    IdleChange {
        /// The stage.
        stage: StageId,
        /// The month of the change.
        from: Month,
    },
    /// A goal over a billion in a month.
    Huge {
        /// The stage.
        stage: StageId,
        /// The month of its largest goal.
        month: Month,
        /// The goal.
        goal: f64,
    },
}

impl Finding {
    /// What kind it is.
    pub const fn code(&self) -> Code {
        match self {
            Self::Begun { .. } => Code::Begun,
            Self::AllBeforeStart { .. } => Code::AllBeforeStart,
            Self::DayOneShort { .. } => Code::DayOneShort,
            Self::OutsideRange { .. } => Code::OutsideRange,
            Self::NoTarget { .. } => Code::NoTarget,
            Self::Stops { .. } => Code::Stops,
            Self::IdleChange { .. } => Code::IdleChange,
            Self::Huge { .. } => Code::Huge,
        }
    }

    /// The stage it is about, if it is about one.
    pub const fn stage(&self) -> Option<StageId> {
        match self {
            Self::Begun { .. } | Self::NoTarget { .. } => None,
            Self::AllBeforeStart { stage, .. }
            | Self::DayOneShort { stage, .. }
            | Self::OutsideRange { stage, .. }
            | Self::Stops { stage, .. }
            | Self::IdleChange { stage, .. }
            | Self::Huge { stage, .. } => Some(*stage),
        }
    }
}
