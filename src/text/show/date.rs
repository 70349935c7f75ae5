//! Months, days and spans of days as they are shown.

use std::ops::Range;

use super::NOTHING;
use crate::plan::{Day, Month};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Writes the month of the year: "Jan".
pub fn month(m: Month) -> &'static str {
    MONTHS[m.number() as usize - 1]
}

/// Writes a month with its year: "Jan 2027".
pub fn month_year(m: Month) -> String {
    format!("{} {}", month(m), m.year())
}

/// Writes a day without its year: "31 Oct".
pub fn day(d: Day) -> String {
    format!("{} {}", d.calendar_day(), month(d.month))
}

/// Writes a day with its year: "4 Aug 2026".
pub fn day_year(d: Day) -> String {
    format!("{} {}", day(d), d.month.year())
}

/// Writes a day with two digits of its year: "4 Aug 26".
pub fn day_short_year(d: Day) -> String {
    format!("{} {:02}", day(d), d.month.year().rem_euclid(100))
}

/// Writes a day as scripts read it: "2026-08-04".
pub fn day_iso(d: Day) -> String {
    format!("{}-{:02}", d.month, d.calendar_day())
}

/// Writes days counted from a month's first: "1 Jan – 27 May 2027", "28 Dec 2027 – 27 Jan 2028", `·` for none.
pub fn days(start: Month, days: &Range<i32>) -> String {
    let last = Day::at(start, days.end - 1);
    span(
        start,
        days,
        |date| if date.month.year() == last.month.year() { day(date) } else { day_year(date) },
        day_year,
    )
}

/// The same with the year only where it is another than the month's: "6 Apr – 20 May", "6 Feb – 20 Mar 2030".
pub fn days_short(start: Month, days: &Range<i32>) -> String {
    let last = Day::at(start, days.end - 1).month.year();
    let told = |date: Day, known: i32| if date.month.year() == known { day(date) } else { day_year(date) };
    let first_told = |date: Day| if date.month.year() == last { day(date) } else { told(date, start.year()) };
    span(start, days, first_told, |date| told(date, start.year()))
}

/// A day of a plan that starts with a month, seen from today: its year is left out where nobody would take it for
/// another, in the plan's first year if that is today's or the next to it.
pub fn day_of_plan(d: Day, start: Month, today: Day) -> String {
    let year = d.month.year();
    let is_near = year == start.year() && (year - today.month.year()).abs() <= 1;
    if is_near { day(d) } else { day_year(d) }
}

fn span(
    start: Month,
    days: &Range<i32>,
    first: impl Fn(Day) -> String,
    last: impl Fn(Day) -> String,
) -> String {
    if days.is_empty() {
        return NOTHING.to_owned();
    }
    let end = last(Day::at(start, days.end - 1));
    if days.len() == 1 { end } else { format!("{} – {end}", first(Day::at(start, days.start))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_planning_calendar() {
        let october: Month = "2027-10".parse().unwrap();
        assert_eq!(day(Day { month: october, day: 30 }), "31 Oct");
        assert_eq!(day_year(Day { month: "2026-08".parse().unwrap(), day: 4 }), "4 Aug 2026");
        assert_eq!(day_short_year(Day { month: "2026-08".parse().unwrap(), day: 4 }), "4 Aug 26");
        assert_eq!(month_year(october), "Oct 2027");
        assert_eq!(day_iso(Day { month: october, day: 30 }), "2027-10-31");
    }

    #[test]
    fn days_have_the_years_that_they_need() {
        let start: Month = "2027-01".parse().unwrap();
        for (from, until, with_year, short) in [
            (0, 147, "1 Jan – 27 May 2027", "1 Jan – 27 May"),
            (357, 387, "28 Dec 2027 – 27 Jan 2028", "28 Dec – 27 Jan 2028"),
            (-30, -1, "1 Dec – 29 Dec 2026", "1 Dec – 29 Dec 2026"),
            (29, 30, "31 Jan 2027", "31 Jan"),
            (30, 30, "·", "·"),
        ] {
            assert_eq!(days(start, &(from..until)), with_year);
            assert_eq!(days_short(start, &(from..until)), short);
        }
    }

    #[test]
    fn a_day_of_a_plan_has_its_year_unless_it_is_plain() {
        let day = Day { month: "2027-08".parse().unwrap(), day: 3 };
        for (start, today, shown) in [
            ("2027-01", "2026-11", "3 Aug"),
            ("2026-11", "2026-11", "3 Aug 2027"),
            ("2027-01", "2024-11", "3 Aug 2027"),
        ] {
            let today = Day { month: today.parse().unwrap(), day: 21 };
            assert_eq!(day_of_plan(day, start.parse().unwrap(), today), shown);
        }
    }
}
