//! Calendar months and the planning calendar (model.md §2): every month has 30 planning days.
//!
//! Knows no clock: "today" is handed in.

use std::fmt;
use std::str::FromStr;

use super::name::quote;

/// Planning days in a month.
pub const DAYS: i32 = 30;

/// A month of a year, 1900-01 to 2999-12 where a person chose it; the calendar around it is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// A month that cannot be read or lies outside 1900-01 to 2999-12.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a month must be 1900-01 to 2999-12, not {}", quote(.0))]
pub struct MonthError(pub String);

impl Month {
    const FIRST: Self = Self(1900 * 12);
    /// The last month in which a plan may start.
    pub const LAST: Self = Self(2999 * 12 + 11);

    /// A month between 1900-01 and 2999-12.
    ///
    /// # Errors
    /// [`MonthError`] outside of them, or for a month that is not 1 to 12.
    pub fn new(year: i32, month: u32) -> Result<Self, MonthError> {
        let error = || MonthError(format!("{year:04}-{month:02}"));
        if !(1..=12).contains(&month) || !(0..=9999).contains(&year) {
            return Err(error());
        }
        Self(year * 12 + month as i32 - 1).checked().ok_or_else(error)
    }

    /// The same month if it lies between 1900-01 and 2999-12.
    pub fn checked(self) -> Option<Self> {
        (Self::FIRST..=Self::LAST).contains(&self).then_some(self)
    }

    /// The month that lies a number of months later (earlier if negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// How many months this one lies after another.
    pub const fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub const fn number(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// How many days the calendar gives this month.
    pub const fn calendar_days(self) -> u32 {
        let year = self.year();
        match self.number() {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

/// How much of a month lies before a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elapsed {
    /// Nothing.
    None,
    /// A day at least: the month has begun.
    Part,
    /// All of it: the month is past.
    All,
}

impl Month {
    /// How much of the month lies before today.
    pub fn elapsed(self, today: Day) -> Elapsed {
        match today.since(self) {
            ..=0 => Elapsed::None,
            1..DAYS => Elapsed::Part,
            _ => Elapsed::All,
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    /// Reads `YYYY-MM`.
    fn from_str(text: &str) -> Result<Self, MonthError> {
        let error = || MonthError(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(error)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(error());
        }
        let year = year.parse().map_err(|_| error())?;
        let month = month.parse().map_err(|_| error())?;
        Self::new(year, month).map_err(|_| error())
    }
}

/// A planning day: a month and a day of 1 to 30 (screens.md §1: day 30 stands for the month's last day).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The month it lies in.
    pub month: Month,
    /// The planning day of the month, 1 to 30.
    pub day: u32,
}

impl Day {
    /// The planning day on which a calendar date falls: the 31st counts as the 30th.
    pub fn of_date(month: Month, day: u32) -> Self {
        Self { month, day: day.clamp(1, DAYS as u32) }
    }

    /// The planning day that lies a number of days after the first of a month (before it if negative).
    pub const fn at(start: Month, days: i32) -> Self {
        Self { month: start.plus(days.div_euclid(DAYS)), day: days.rem_euclid(DAYS) as u32 + 1 }
    }

    /// Planning days since the first of a month.
    pub const fn since(self, start: Month) -> i32 {
        self.month.since(start) * DAYS + self.day as i32 - 1
    }

    /// The day of the calendar month that stands for it: planning day 30 is the last, February's others at most the last.
    pub fn calendar_day(self) -> u32 {
        let last = self.month.calendar_days();
        if self.day >= DAYS as u32 { last } else { self.day.min(last) }
    }

    /// Calendar days since 1970-01-01, for differences between two shown dates.
    pub fn calendar_number(self) -> i64 {
        // Days from civil: the year starts in March so that the leap day is its last.
        let month = i64::from(self.month.number());
        let year = i64::from(self.month.year()) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.calendar_day()) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_print_and_parse() {
        for text in ["1900-01", "2027-02", "2999-12"] {
            assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
        }
        for text in ["1899-12", "3000-01", "2027-13", "2027-00", "2027-1", "27-01", "2027", "+027-01", ""] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn planning_day_30_is_the_last_of_the_month() {
        let start: Month = "2027-01".parse().unwrap();
        assert_eq!(Day::at(start, 29).calendar_day(), 31);
        assert_eq!(Day::at(start, 58).calendar_day(), 28);
        assert_eq!(Day::at(start, -1), Day { month: start.plus(-1), day: 30 });
        assert_eq!(Day::at(start, -147).since(start), -147);
    }

    #[test]
    fn a_month_has_begun_when_a_day_of_it_is_over() {
        let month: Month = "2026-11".parse().unwrap();
        let elapsed = |text: &str, day| month.elapsed(Day { month: text.parse().unwrap(), day });
        assert_eq!(elapsed("2026-10", 30), Elapsed::None);
        assert_eq!(elapsed("2026-11", 1), Elapsed::None);
        assert_eq!(elapsed("2026-11", 2), Elapsed::Part);
        assert_eq!(elapsed("2026-11", 30), Elapsed::Part);
        assert_eq!(elapsed("2026-12", 1), Elapsed::All);
    }

    #[test]
    fn calendar_numbers_count_real_days() {
        let day = |text: &str, day| Day { month: text.parse().unwrap(), day };
        assert_eq!(day("1970-01", 1).calendar_number(), 0);
        assert_eq!(day("2000-03", 1).calendar_number(), 11_017);
        assert_eq!(day("2026-09", 1).calendar_number() - day("2026-08", 4).calendar_number(), 28);
    }
}
