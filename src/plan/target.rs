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

/// A month's revenue above which a target that goes on is not counted further, so that every goal is finite.
const CEILING: f64 = 1e150;

impl Target {
    /// Checks that the phasing gives the plan's months a weight each and some weight in all.
    pub(super) fn check(&self, start: Month, months: Horizon) -> Result<(), EditError> {
        if let Phasing::Custom(weights) = &self.phasing
            && weights.len() != months.months()
        {
            return Err(EditError::WeightCount { found: weights.len(), allowed: months.months() });
        }
        let sum: f64 = self.weights(start, months.months()).iter().sum();
        if sum > 0.0 { Ok(()) } else { Err(EditError::NoWeight) }
    }

    /// The weights of the plan's months (model.md §3).
    fn weights(&self, start: Month, months: usize) -> Vec<f64> {
        match &self.phasing {
            Phasing::Even => vec![1.0; months],
            Phasing::Growth(growth) => {
                (0..months).map(|month| (1.0 + growth.get()).powi(month as i32)).collect()
            }
            Phasing::Seasonal(weights) => {
                (0..months).map(|month| weights[calendar_index(start, month)].get()).collect()
            }
            Phasing::Custom(weights) => weights.iter().map(|weight| weight.get()).collect(),
        }
    }

    /// Revenue by month from the plan's first on, as many months as are asked for (model.md §3).
    ///
    /// Months after the horizon follow "beyond"; the first `horizon` months sum to the amount.
    pub fn revenue(&self, start: Month, horizon: Horizon, months: usize) -> Vec<f64> {
        let amount = self.amount.get();
        let own = horizon.months();
        let mut series = self.weights(start, own);
        let sum: f64 = series.iter().sum();
        for month in &mut series {
            *month = part(amount, *month, sum);
        }
        if matches!(self.beyond, Beyond::Stop) {
            series.resize(months, 0.0);
            return series;
        }
        let mut period = 12;
        let mut base = series.clone();
        match &self.phasing {
            Phasing::Seasonal(weights) if own < 12 => {
                let weight = |month| weights[calendar_index(start, month)].get();
                series.extend((own..12).map(|month| part(amount, weight(month), sum).min(CEILING)));
                base.clone_from(&series);
            }
            Phasing::Custom(_) if own < 12 => {
                period = 1;
                base = vec![amount / own as f64];
            }
            _ if own < 12 => period = 1,
            _ => {}
        }
        let growth = self.growth_beyond(period);
        let last_period = base.len() - period;
        let mut repeated = base.split_off(last_period);
        while series.len() < months {
            for month in &mut repeated {
                *month = (*month * growth).min(CEILING);
            }
            series.extend_from_slice(&repeated);
        }
        series.truncate(months);
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
