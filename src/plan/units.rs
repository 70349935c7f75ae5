//! The numbers that people type, each with its bounds (model.md §8).
//!
//! A value of these types is always within its bounds, so nothing behind this file checks again.
//! Nothing here parses or formats for the screen.

use std::fmt;

/// A kind of bounded number, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A conversion rate.
    Rate,
    /// A direct share.
    Share,
    /// A lag in planning days.
    Lag,
    /// A deal value or the target's amount, in the plan's currency.
    Money,
    /// A weight of a phasing.
    Weight,
    /// A number of buyers: the opening pipeline, or a goal that is wanted.
    Count,
    /// Growth of the target by month.
    MonthlyGrowth,
    /// Growth of the target beyond the horizon, by year.
    YearlyGrowth,
    /// The months of the plan.
    Horizon,
}

impl Quantity {
    /// Names the quantity with an article, as it starts a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "a rate",
            Self::Share => "a direct share",
            Self::Lag => "a lag",
            Self::Money => "an amount or deal value",
            Self::Weight => "a month's weight or revenue",
            Self::Count => "a number of buyers",
            Self::MonthlyGrowth => "growth by month",
            Self::YearlyGrowth => "growth by year",
            Self::Horizon => "the number of months",
        }
    }

    /// Says the bounds in words.
    pub const fn allowed(self) -> &'static str {
        match self {
            Self::Rate => "0.0001 % to 100 %",
            Self::Share => "0 % to 99 %",
            Self::Lag => "0 to 720 whole days",
            Self::Money => "0.01 to 1,000,000,000,000,000",
            Self::Weight | Self::Count => "0 to 1,000,000,000,000,000",
            Self::MonthlyGrowth => "-50 % to 100 %",
            Self::YearlyGrowth => "-90 % to 1000 %",
            Self::Horizon => "1 to 60",
        }
    }

    /// Whether people write the quantity in percent.
    pub const fn is_percent(self) -> bool {
        matches!(self, Self::Rate | Self::Share | Self::MonthlyGrowth | Self::YearlyGrowth)
    }

    /// The lowest and the highest that is allowed (model.md §8).
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Rate => (1e-6, 1.0),
            Self::Share => (0.0, 0.99),
            Self::Lag => (0.0, 720.0),
            Self::Money => (0.01, 1e15),
            Self::Weight | Self::Count => (0.0, 1e15),
            Self::MonthlyGrowth => (-0.5, 1.0),
            Self::YearlyGrowth => (-0.9, 10.0),
            Self::Horizon => (1.0, 60.0),
        }
    }

    fn check(self, found: f64) -> Result<f64, OutOfBounds> {
        let (low, high) = self.range();
        if (low..=high).contains(&found) { Ok(found) } else { Err(OutOfBounds { quantity: self, found }) }
    }
}

/// Drops the noise that binary arithmetic leaves behind the 15th digit, so that 40 % times 1.1 is 44 %.
pub fn fifteen_digits(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// A number outside the bounds of its quantity.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub struct OutOfBounds {
    /// What was to be set.
    pub quantity: Quantity,
    /// What was found, as a plain number (a rate of 140 % is 1.4).
    pub found: f64,
}

impl fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { quantity, found } = *self;
        // Ten digits hide the noise of the multiplication, whatever the size.
        let percent = || format!("{:.9e}", found * 100.0).parse().unwrap_or(found * 100.0);
        let (shown, unit): (f64, &str) = if quantity.is_percent() { (percent(), " %") } else { (found, "") };
        write!(f, "{} must be {}, not {shown}{unit}", quantity.name(), quantity.allowed())
    }
}

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// Checks the bounds.
            ///
            /// # Errors
            /// [`OutOfBounds`] if the number lies outside of them or is not a number.
            pub fn new(value: f64) -> Result<Self, OutOfBounds> {
                // The sum with zero turns a negative zero into the one that prints without a sign.
                Quantity::$name.check(value).map(|value| Self(value + 0.0))
            }

            /// The plain number.
            pub const fn get(self) -> f64 {
                self.0
            }

            /// The smallest and the largest value allowed.
            pub const fn bounds() -> (f64, f64) {
                Quantity::$name.range()
            }

            /// The allowed value that lies nearest.
            pub fn nearest(value: f64) -> Self {
                let (low, high) = Self::bounds();
                Self(if value.is_nan() { low } else { value.clamp(low, high) + 0.0 })
            }
        }
    };
}

bounded!(
    /// A conversion rate: the share of a stage's buyers that reach the next, 1e-6 to 1.
    Rate
);
bounded!(
    /// The share of a stage's entries that do not come out of the stage above, 0 to 0.99.
    Share
);
bounded!(
    /// A deal value or the target's amount in the plan's currency, 0.01 to 1e15.
    Money
);
bounded!(
    /// The weight of a month in a phasing, 0 to 1e15.
    Weight
);
bounded!(
    /// A number of buyers, in the opening pipeline or as a goal that is wanted, 0 to 1e15.
    Count
);
bounded!(
    /// Growth of the target from month to month, -0.5 to 1.
    MonthlyGrowth
);
bounded!(
    /// Growth of the target from year to year beyond the horizon, -0.9 to 10.
    YearlyGrowth
);

/// Whole planning days between entering a stage and entering the next, 0 to 720.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Lag(u16);

impl Lag {
    /// The longest lag.
    pub const MAX: Self = Self(720);

    /// Checks the bounds.
    ///
    /// # Errors
    /// [`OutOfBounds`] for a fraction of a day or a number outside 0 to 720.
    pub fn new(days: f64) -> Result<Self, OutOfBounds> {
        let days = Quantity::Lag.check(days)?;
        if days.fract() == 0.0 {
            Ok(Self(days as u16))
        } else {
            Err(OutOfBounds { quantity: Quantity::Lag, found: days })
        }
    }

    /// The lag in planning days.
    pub const fn days(self) -> i32 {
        self.0 as i32
    }

    /// The allowed lag that lies nearest to a number of days.
    pub fn nearest(days: f64) -> Self {
        Self(days.round().clamp(0.0, f64::from(Self::MAX.0)) as u16)
    }
}

/// The number of months that a plan covers, 1 to 60.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Horizon(u8);

impl Horizon {
    /// Checks the bounds.
    ///
    /// # Errors
    /// [`OutOfBounds`] for a fraction of a month or a number outside 1 to 60.
    pub fn new(months: f64) -> Result<Self, OutOfBounds> {
        let months = Quantity::Horizon.check(months)?;
        if months.fract() == 0.0 {
            Ok(Self(months as u8))
        } else {
            Err(OutOfBounds { quantity: Quantity::Horizon, found: months })
        }
    }

    /// The number of months.
    pub const fn months(self) -> usize {
        self.0 as usize
    }

    /// The planning days of the plan: 30 a month.
    pub const fn days(self) -> i32 {
        self.0 as i32 * 30
    }
}

/// A low and a high end that the user finds plausible for an input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span<T> {
    low: T,
    high: T,
}

impl<T: PartialOrd + Copy> Span<T> {
    /// Puts the two ends in order.
    pub fn new(one: T, other: T) -> Self {
        if one <= other { Self { low: one, high: other } } else { Self { low: other, high: one } }
    }

    /// The low end.
    pub const fn low(self) -> T {
        self.low
    }

    /// The high end.
    pub const fn high(self) -> T {
        self.high
    }

    /// The same ends in other units.
    pub fn map<U: PartialOrd + Copy>(self, to: impl Fn(T) -> U) -> Span<U> {
        Span::new(to(self.low), to(self.high))
    }

    /// Whether a value lies within, ends included.
    pub fn contains(self, value: T) -> bool {
        self.low <= value && value <= self.high
    }
}

/// An ISO 4217 currency code: three capital letters. It is shown, never converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The default.
    pub const USD: Self = Self(*b"USD");

    /// Reads a code; lower case is taken too.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code is three ASCII letters")
    }
}
