//! The kinds of fields that take a number: what they are called, what to type, and their bounds.

use super::term::Decimal;
use crate::plan::{
    Count, Horizon, Lag, Money, MonthlyGrowth, OutOfBounds, Quantity, Rate, Share, Weight, YearlyGrowth,
};

/// What kind of field a number is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The amount or a deal value.
    Money,
    /// A number of buyers: an opening pipeline, or a goal that is wanted.
    Count,
    /// The weight of a month, or its revenue in the grid.
    Weight,
    /// A conversion rate.
    Rate,
    /// A direct share.
    Share,
    /// A lag; the plain number is whole days.
    Lag,
    /// Growth by month; a leading sign belongs to the number.
    Growth,
    /// Growth by year beyond the horizon; a leading sign belongs to the number.
    YearlyGrowth,
    /// The months of the plan.
    Months,
}

impl Kind {
    /// What the plan calls it.
    pub const fn quantity(self) -> Quantity {
        match self {
            Self::Money => Quantity::Money,
            Self::Count => Quantity::Count,
            Self::Weight => Quantity::Weight,
            Self::Rate => Quantity::Rate,
            Self::Share => Quantity::Share,
            Self::Lag => Quantity::Lag,
            Self::Growth => Quantity::MonthlyGrowth,
            Self::YearlyGrowth => Quantity::YearlyGrowth,
            Self::Months => Quantity::Horizon,
        }
    }

    /// Whether a bare number counts in percent.
    pub const fn is_percent(self) -> bool {
        self.quantity().is_percent()
    }

    /// What to type, for messages.
    pub(super) const fn examples(self) -> &'static str {
        match self {
            Self::Money => "24000000, 24m, 21m+15% or +5%",
            Self::Count | Self::Weight => "1200, 1.2k, +5% or *1.1",
            Self::Rate | Self::Share => "25, 25%, 1/4 or 1 in 4",
            Self::Lag => "45, 45d, 6w, 1.5m or 1q",
            Self::Growth | Self::YearlyGrowth => "3, 3% or -2%",
            Self::Months => "12",
        }
    }

    /// Checks the bounds; a lag is rounded to whole days.
    pub(super) fn checked(self, value: f64) -> Result<f64, OutOfBounds> {
        match self {
            Self::Money => Money::new(value).map(Money::get),
            Self::Count => Count::new(value).map(Count::get),
            Self::Weight => Weight::new(value).map(Weight::get),
            Self::Rate => Rate::new(value).map(Rate::get),
            Self::Share => Share::new(value).map(Share::get),
            Self::Lag => Lag::new(value.round()).map(|lag| f64::from(lag.days())),
            Self::Growth => MonthlyGrowth::new(value).map(MonthlyGrowth::get),
            Self::YearlyGrowth => YearlyGrowth::new(value).map(YearlyGrowth::get),
            Self::Months => Horizon::new(value).map(|months| months.months() as f64),
        }
    }

    /// The allowed value that lies nearest to a number.
    pub fn nearest(self, value: f64) -> f64 {
        match self {
            Self::Money => Money::nearest(value).get(),
            Self::Count => Count::nearest(value).get(),
            Self::Weight => Weight::nearest(value).get(),
            Self::Rate => Rate::nearest(value).get(),
            Self::Share => Share::nearest(value).get(),
            Self::Lag => f64::from(Lag::nearest(value).days()),
            Self::Growth => MonthlyGrowth::nearest(value).get(),
            Self::YearlyGrowth => YearlyGrowth::nearest(value).get(),
            Self::Months => value.round().clamp(1.0, 60.0),
        }
    }

    /// A number without a unit, in the model's unit.
    pub(super) fn bare(self, decimal: &Decimal) -> f64 {
        decimal.shifted(if self.is_percent() { -2 } else { 0 })
    }
}
