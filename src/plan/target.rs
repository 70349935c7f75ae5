//! The revenue target: its amount, its split over the months, and what follows the horizon (model.md §3).

use super::edit::EditError;
use super::month::Month;
use super::units::{Horizon, Money, MonthlyGrowth, Weight, YearlyGrowth};

/// How the amount is split over the months of the plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Phasing {
    /// The same for each month.
    Even,
    /// A constant growth from month to month.
    Growth(MonthlyGrowth),
    /// Twelve weights, January to December, used by calendar month.
    Seasonal([Weight; 12]),
    /// A weight of the user's own for each month of the plan.
    Custom(Vec<Weight>),
}

/// What the target does after the plan's last month.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Beyond {
    /// Goes on with the growth of the phasing.
    #[default]
    Continue,
    /// Goes on with a stated growth by year.
    Grow(YearlyGrowth),
    /// Ends: the plan stands alone.
    Stop,
}

/// An input of the target that can be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetField {
    /// The amount.
    Amount,
    /// The phasing.
    Phasing,
    /// The first month.
    Start,
    /// The number of months.
    Months,
    /// What follows the horizon.
    Beyond,
}

impl TargetField {
    /// All of them, in the order of the pane.
    pub const ALL: [Self; 5] = [Self::Amount, Self::Phasing, Self::Start, Self::Months, Self::Beyond];
}

/// The revenue that a plan needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The sum over the plan's months.
    pub amount: Money,
    /// How it is split over them.
    pub phasing: Phasing,
    /// What comes after them.
    pub beyond: Beyond,
    /// The inputs that may not be changed.
    pub locked: Vec<TargetField>,
}

/// Where a month's revenue comes from (model.md §3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Origin {
    /// From nowhere: the target has stopped.
    Nothing,
    /// From the amount, by a weight.
    Weight {
        /// The month's weight.
        weight: f64,
        /// The sum of the weights of the plan's own months.
        of: f64,
    },
    /// From an earlier month, as the target goes on.
    Earlier {
        /// The month, counted from the plan's first.
        month: usize,
        /// What its revenue is multiplied by.
        growth: f64,
    },
    /// From the mean of the plan's months, as a short custom target goes on.
    Mean {
        /// What the mean is multiplied by.
        growth: f64,
    },
}

/// A month's revenue above which a target that goes on is not counted further, so that every goal is finite.
pub const CEILING: f64 = 1e150;

impl Target {
    /// Checks that the phasing gives the plan's months a weight each and some weight in all.
    pub(super) fn check(&self, start: Month, months: Horizon) -> Result<(), EditError> {
        if let Phasing::Custom(weights) = &self.phasing
            && weights.len() != months.months()
        {
            return Err(EditError::WeightCount { found: weights.len(), allowed: months.months() });
        }
        let sum: f64 = self.weights(start, months.months()).sum();
        if sum > 0.0 { Ok(()) } else { Err(EditError::NoWeight) }
    }

    /// The weights of the plan's months (model.md §3).
    fn weights(&self, start: Month, months: usize) -> impl Iterator<Item = f64> {
        (0..months).map(move |month| match &self.phasing {
            Phasing::Even => 1.0,
            Phasing::Growth(growth) => (1.0 + growth.get()).powi(month as i32),
            Phasing::Seasonal(weights) => weights[calendar_index(start, month)].get(),
            Phasing::Custom(weights) => weights[month].get(),
        })
    }

    /// Where each month's revenue comes from, from the plan's first on (model.md §3).
    ///
    /// An earlier month is always one that stands before it in the list.
    pub fn origins(&self, start: Month, horizon: Horizon, months: usize) -> impl Iterator<Item = Origin> {
        let own = horizon.months();
        let of = self.weights(start, own).sum();
        let fills_its_year = matches!(self.phasing, Phasing::Seasonal(_)) && own < 12;
        let period = if own < 12 && !fills_its_year { 1 } else { 12 };
        let growth = self.growth_beyond(period);
        let beyond = move |month: usize| match &self.phasing {
            _ if self.beyond == Beyond::Stop => Origin::Nothing,
            Phasing::Seasonal(weights) if month < 12 => {
                Origin::Weight { weight: weights[calendar_index(start, month)].get(), of }
            }
            Phasing::Custom(_) if period == 1 && month == own => Origin::Mean { growth },
            _ => Origin::Earlier { month: month - period, growth },
        };
        let weighed = self.weights(start, own).map(move |weight| Origin::Weight { weight, of });
        weighed.chain((own..months).map(beyond)).take(months)
    }

    /// Revenue by month from the plan's first on, as many months as are asked for (model.md §3).
    ///
    /// Months after the horizon follow "beyond"; the first `horizon` months sum to the amount.
    pub fn revenue(&self, start: Month, horizon: Horizon, months: usize) -> Vec<f64> {
        let amount = self.amount.get();
        let own = horizon.months();
        let mut series: Vec<f64> = Vec::with_capacity(months);
        self.origins(start, horizon, months).for_each(|origin| {
            let revenue = match origin {
                Origin::Nothing => 0.0,
                Origin::Weight { weight, of } => part(amount, weight, of),
                Origin::Earlier { month, growth } => series[month] * growth,
                Origin::Mean { growth } => amount / own as f64 * growth,
            };
            series.push(revenue.min(CEILING));
        });
        series
    }

    /// The factor by which a month exceeds the one a period (12 months or 1) before it.
    fn growth_beyond(&self, period: usize) -> f64 {
        match (self.beyond, &self.phasing) {
            (Beyond::Grow(yearly), _) => (1.0 + yearly.get()).powf(period as f64 / 12.0),
            (_, Phasing::Growth(monthly)) => (1.0 + monthly.get()).powi(period as i32),
            _ => 1.0,
        }
    }
}

/// The part of the amount that a weight gets: a typed month to the last digit, and weights too small to be
/// multiplied (their product with the amount would be 0) by their share of the sum.
fn part(amount: f64, weight: f64, sum: f64) -> f64 {
    if sum > f64::MIN_POSITIVE.sqrt() { amount * weight / sum } else { amount * (weight / sum) }
}

fn calendar_index(start: Month, month: usize) -> usize {
    start.plus(month as i32).number() as usize - 1
}
