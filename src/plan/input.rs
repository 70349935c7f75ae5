//! The inputs of a scenario: what a person can set and lock, and their numbers, read and set.
//!
//! What changes with an input, and what is not allowed, is the edit's.

use super::edit::{Edit, EditError, StageEdit};
use super::scenario::Scenario;
use super::stage::{Field, Stage, StageId, Yield};
use super::target::{Beyond, Phasing, TargetField};
use super::units::{Count, Horizon, Lag, Money, MonthlyGrowth, Rate, Share, Span, YearlyGrowth};

/// An input of a scenario: something that a person can set and lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Input {
    /// One of the target's.
    Target(TargetField),
    /// One of a stage's.
    Stage(StageId, Field),
}

impl Scenario {
    /// The number of an input in the model's units: a share of one, planning days, months or an amount.
    ///
    /// `None` where there is none: for the start, where nothing was given, for a stage that is not in the plan.
    pub fn number(&self, input: Input) -> Option<f64> {
        let target = self.target();
        match input {
            Input::Target(TargetField::Amount) => Some(target.amount.get()),
            Input::Target(TargetField::Months) => Some(self.months().months() as f64),
            Input::Target(TargetField::Start) => None,
            Input::Target(TargetField::Phasing) => match target.phasing {
                Phasing::Growth(growth) => Some(growth.get()),
                _ => None,
            },
            Input::Target(TargetField::Beyond) => match target.beyond {
                Beyond::Grow(growth) => Some(growth.get()),
                _ => None,
            },
            Input::Stage(id, field) => self.funnel().find(id).and_then(|(_, stage)| stage.number(field)),
        }
    }

    /// The numbers that the user finds plausible for an input; none where no range was given.
    pub fn range(&self, input: Input) -> Option<Span<f64>> {
        let Input::Stage(id, field) = input else { return None };
        self.funnel().find(id).and_then(|(_, stage)| stage.range(field))
    }

    /// The edit that gives an input a number in the model's units; `None` for the start, which is a month.
    ///
    /// # Errors
    /// The bounds of the input.
    pub fn setting(&self, input: Input, number: f64) -> Result<Option<Edit>, EditError> {
        let edit = match input {
            Input::Target(TargetField::Amount) => Edit::Amount(Money::new(number)?),
            Input::Target(TargetField::Months) => Edit::Months(Horizon::new(number)?),
            Input::Target(TargetField::Start) => return Ok(None),
            Input::Target(TargetField::Phasing) => {
                Edit::Phasing(Phasing::Growth(MonthlyGrowth::new(number)?))
            }
            Input::Target(TargetField::Beyond) => Edit::Beyond(Beyond::Grow(YearlyGrowth::new(number)?)),
            Input::Stage(id, field) => {
                let is_last = self.funnel().find(id).is_some_and(|(_, stage)| stage.value().is_some());
                Edit::Stage(
                    id,
                    match field {
                        Field::Yield if is_last => StageEdit::Value(Money::new(number)?),
                        Field::Yield => StageEdit::Rate(Rate::new(number)?),
                        Field::Lag => StageEdit::Lag(Lag::new(number)?),
                        Field::Direct => StageEdit::Direct(Share::new(number)?),
                        Field::Opening => StageEdit::Opening(Some(Count::new(number)?)),
                    },
                )
            }
        };
        Ok(Some(edit))
    }

    /// Whether an input is another one in the other scenario, for a rate with its later changes; of a stage that one of
    /// the two lacks, none is.
    pub fn differs_in(&self, other: &Self, input: Input) -> bool {
        let (was, is) = (self.target(), other.target());
        match input {
            Input::Target(TargetField::Amount) => was.amount != is.amount,
            Input::Target(TargetField::Phasing) => was.phasing != is.phasing,
            Input::Target(TargetField::Start) => self.start() != other.start(),
            Input::Target(TargetField::Months) => self.months() != other.months(),
            Input::Target(TargetField::Beyond) => was.beyond != is.beyond,
            Input::Stage(id, field) => match (self.funnel().find(id), other.funnel().find(id)) {
                (Some((_, was)), Some((_, is))) => was.differs_in(is, field),
                _ => false,
            },
        }
    }
}

impl Stage {
    /// Whether an input of the stage is another one in another state of it, for a rate with its later changes.
    pub fn differs_in(&self, other: &Self, field: Field) -> bool {
        let (was, is) = (self.yields(), other.yields());
        match field {
            Field::Yield => {
                was.initial() != is.initial()
                    || was.changes() != is.changes()
                    || self.value().is_some() != other.value().is_some()
            }
            Field::Lag => self.lag() != other.lag(),
            Field::Direct => self.direct() != other.direct(),
            Field::Opening => self.opening() != other.opening(),
        }
    }

    /// The number of an input in the model's units; none for an opening pipeline that was not given.
    fn number(&self, field: Field) -> Option<f64> {
        match field {
            Field::Yield => Some(self.yields().initial()),
            Field::Lag => Some(f64::from(self.lag().days())),
            Field::Direct => Some(self.direct().get()),
            Field::Opening => self.opening().map(Count::get),
        }
    }

    /// The numbers that the user finds plausible for an input, in the model's units; none where none were given.
    pub fn range(&self, field: Field) -> Option<Span<f64>> {
        match (field, self.yields()) {
            (Field::Yield, Yield::Rate { range, .. }) => range.map(|range| range.map(Rate::get)),
            (Field::Yield, Yield::Value { range, .. }) => range.map(|range| range.map(Money::get)),
            (Field::Lag, _) => self.lag_range().map(|range| range.map(|lag| f64::from(lag.days()))),
            (Field::Direct | Field::Opening, _) => None,
        }
    }
}
