//! A row of plans side by side: what it is about, what each plan has, and how that differs from the first plan's
//! (screens.md §5).
//!
//! Values are typed and exact; what they look like is for `text` to say.

use crate::goals::compare::same;
use crate::plan::{Beyond, Currency, Day, Field, Input, Month, Phasing, Scenario, StageId};

/// What belongs together, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The inputs.
    Assumptions,
    /// What each plan needs of each stage.
    Needs,
    /// When: the first work, what is due, and the first stage's peak and last call.
    Timing,
    /// What the plans' own months ask of each stage.
    Totals,
    /// Who must be inside each stage when the plan starts.
    DayOne,
    /// The lags in all, the month of the first stage's peak, and the timing of the other stages.
    Details,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The currency.
    Currency,
    /// An input; a stage's yield is its rate, as the deal value has a row of its own.
    Input(Input),
    /// A stage's rate from a month on.
    RateFrom(StageId, Month),
    /// The deal value, whichever stage is the last.
    DealValue,
    /// How many stages there are.
    Stages,
    /// The order of the stages.
    Order,
    /// What the plan needs of a stage, runway included.
    Need(StageId),
    /// What the plan's own months ask of a stage.
    Total(StageId),
    /// The largest goal of a stage in a month.
    Peak(StageId),
    /// The month of that goal, the earliest on a tie.
    PeakMonth(StageId),
    /// Who must be inside a stage on day one.
    DayOne(StageId),
    /// The revenue that must be inside the funnel on day one.
    Inside,
    /// The first day on which anybody has to enter the funnel.
    FirstWork,
    /// What was due of a stage before today.
    Due(StageId),
    /// The last day on which an entry at a stage still becomes revenue inside the horizon.
    LastCall(StageId),
    /// The lags from the first stage to revenue in all.
    TotalLag,
}

impl Subject {
    /// The stage that the row is about.
    pub const fn stage(self) -> Option<StageId> {
        match self {
            Self::Input(Input::Stage(stage, _))
            | Self::RateFrom(stage, _)
            | Self::Need(stage)
            | Self::Total(stage)
            | Self::Peak(stage)
            | Self::PeakMonth(stage)
            | Self::DayOne(stage)
            | Self::Due(stage)
            | Self::LastCall(stage) => Some(stage),
            _ => None,
        }
    }

    /// Whether a plan can have something to say about it: it has the stage, and the stage has such an input.
    pub fn is_in(self, scenario: &Scenario) -> bool {
        let Some(id) = self.stage() else { return true };
        let Some((place, stage)) = scenario.funnel().find(id) else { return false };
        match self {
            Self::Input(Input::Stage(_, Field::Yield)) | Self::RateFrom(..) => stage.value().is_none(),
            Self::Input(Input::Stage(_, Field::Direct)) => place > 0,
            _ => true,
        }
    }

    /// Whether people set it, and so any difference counts.
    const fn is_input(self) -> bool {
        matches!(self, Self::Input(_) | Self::RateFrom(..) | Self::DealValue)
    }
}

/// What one plan has in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: the plan has no such stage, or gives no such input.
    Absent,
    /// A currency.
    Currency(Currency),
    /// An amount in the plan's currency.
    Money(f64, Currency),
    /// A rate or a share of one.
    Rate(f64),
    /// Planning days.
    Days(i32),
    /// Buyers.
    Count {
        /// In whole units, as they are shown.
        shown: f64,
        /// As they were computed.
        exact: f64,
    },
    /// A day.
    Date(Day),
    /// A month.
    Month(Month),
    /// How many: months or stages.
    Number(usize),
    /// How the amount is split.
    Phasing(Phasing),
    /// What follows the horizon.
    Beyond(Beyond),
    /// Stages, top to bottom.
    Order(Vec<StageId>),
}

/// How a value differs from the first plan's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Delta {
    /// Nothing is to be told: it is the first plan itself, neither has one, or the currencies differ.
    Untold,
    /// It is the same.
    Same,
    /// The first plan has none, or says something else in words.
    New,
    /// Only the first plan has one.
    Gone,
    /// Shares, which differ in percentage points.
    Points {
        /// The first plan's.
        was: f64,
        /// This plan's.
        is: f64,
    },
    /// So many days more or later: planning days between lags, calendar days between dates.
    Days(i64),
    /// So many months later.
    Months(i32),
    /// So many more, of few.
    Number(i64),
    /// Sizes, which differ in percent.
    Size {
        /// The first plan's, exact.
        was: f64,
        /// This plan's, exact.
        is: f64,
        /// The difference of the two as they are shown.
        by: f64,
    },
}

/// One thing in all plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it belongs.
    pub section: Section,
    /// What it is about.
    pub subject: Subject,
    /// A value for each plan, in their order.
    pub values: Vec<Value>,
}

impl Row {
    /// Whether any plan's value differs from the first one's.
    pub fn differs(&self) -> bool {
        (1..self.values.len()).any(|at| !self.is_same(at))
    }

    /// Whether a plan (by its place) has the first one's value: inputs to the last bit, results within 1e-9.
    fn is_same(&self, at: usize) -> bool {
        match (&self.values[0], &self.values[at]) {
            (was, is) if self.subject.is_input() => was == is,
            (Value::Money(was, one), Value::Money(is, other)) => one == other && same(*was, *is),
            (Value::Count { exact: was, .. }, Value::Count { exact: is, .. }) => same(*was, *is),
            (Value::Order(was), Value::Order(is)) => {
                // Stages that only one plan has move no other.
                let common = |of: &[StageId], other: &[StageId]| -> Vec<StageId> {
                    of.iter().copied().filter(|id| other.contains(id)).collect()
                };
                common(was, is) == common(is, was)
            }
            (was, is) => was == is,
        }
    }

    /// How a plan's value (by its place) differs from the first one's.
    pub fn delta(&self, at: usize) -> Delta {
        let (was, is) = (&self.values[0], &self.values[at]);
        if at == 0 || (was, is) == (&Value::Absent, &Value::Absent) {
            return Delta::Untold;
        }
        if self.is_same(at) {
            return Delta::Same;
        }
        match (was, is) {
            (_, Value::Absent) => Delta::Gone,
            (Value::Money(_, one), Value::Money(_, other)) if one != other => Delta::Untold,
            (Value::Money(was, _), Value::Money(is, _)) => Delta::Size { was: *was, is: *is, by: is - was },
            (Value::Rate(was), Value::Rate(is)) => Delta::Points { was: *was, is: *is },
            (Value::Days(was), Value::Days(is)) => Delta::Days((is - was).into()),
            (Value::Count { shown: from, exact: was }, Value::Count { shown: to, exact: is }) => {
                Delta::Size { was: *was, is: *is, by: to - from }
            }
            (Value::Date(was), Value::Date(is)) => Delta::Days(is.calendar_number() - was.calendar_number()),
            (Value::Month(was), Value::Month(is)) => Delta::Months(is.since(*was)),
            (Value::Number(was), Value::Number(is)) => Delta::Number(*is as i64 - *was as i64),
            (Value::Phasing(Phasing::Growth(was)), Value::Phasing(Phasing::Growth(is))) => {
                Delta::Points { was: was.get(), is: is.get() }
            }
            (Value::Beyond(Beyond::Grow(was)), Value::Beyond(Beyond::Grow(is))) => {
                Delta::Points { was: was.get(), is: is.get() }
            }
            _ => Delta::New,
        }
    }
}
