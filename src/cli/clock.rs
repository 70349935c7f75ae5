//! The clock and the calendar, at the boundary: what is today, and when was a file written.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::plan::Day;
use crate::tui::clock::{now, planning_day, zoned};

/// The planning day of the clock's date, where the user is.
pub(super) fn today() -> Day {
    planning_day(now().date()).expect("no clock shows a year before 1900 or after 2999")
}

/// Reads a date as an argument.
pub(super) fn date(text: &str) -> Result<Day, String> {
    let day = text.parse::<Date>().ok().and_then(planning_day);
    day.ok_or_else(|| "write a date from 1900-01-01 to 2999-12-31, such as 2026-11-21".to_owned())
}

/// A time as people read it where the user is: "2026-11-21 10:02".
pub(super) fn local(time: SystemTime) -> String {
    zoned(time).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A time as scripts read it: "2026-11-21T09:02:00Z".
pub(super) fn utc(time: SystemTime) -> String {
    Timestamp::try_from(time).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_planning_days_and_others_are_refused() {
        let day = |text: &str| date(text).map(|day| (day.month.to_string(), day.day)).ok();
        assert_eq!(day("2026-11-21"), Some(("2026-11".to_owned(), 21)));
        assert_eq!(day("2026-12-31"), Some(("2026-12".to_owned(), 30)));
        for text in ["", "today", "2026-02-30", "21.11.2026", "1899-12-31", "3000-01-01", "2026-11"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
