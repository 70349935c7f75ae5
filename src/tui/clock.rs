//! The clock on the wall, where the user is: the only place that asks in which time zone that is.

#![expect(clippy::disallowed_methods, reason = "the clock and the environment are read here")]

use std::env;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::plan::{Day, Month};
use crate::store::read_file;

/// How long a zone holds: whoever travels need not start the program again.
const FRESH: Duration = Duration::from_secs(300);

/// The largest description of a zone that is read, in bytes.
const MOST: usize = 1 << 16;

/// The zone, and when it was found out.
static ZONE: Mutex<Option<(Instant, TimeZone)>> = Mutex::new(None);

/// Now.
pub fn now() -> Zoned {
    Timestamp::now().to_zoned(zone())
}

/// A moment.
pub fn zoned(moment: SystemTime) -> Zoned {
    Timestamp::try_from(moment).unwrap_or_default().to_zoned(zone())
}

/// A date as a planning day; none before 1900 and after 2999.
pub fn planning_day(date: Date) -> Option<Day> {
    let month = Month::new(i32::from(date.year()), u32::from(date.month().unsigned_abs())).ok()?;
    Some(Day::of_date(month, u32::from(date.day().unsigned_abs())))
}

fn zone() -> TimeZone {
    let mut known = ZONE.lock().unwrap_or_else(PoisonError::into_inner);
    match &*known {
        Some((since, zone)) if since.elapsed() < FRESH => zone.clone(),
        _ => known.insert((Instant::now(), found())).1.clone(),
    }
}

/// The zone of the system. Where that is a file it is read as it is: by its name it would be looked for among all
/// zones there are, which takes as long as the first frame.
fn found() -> TimeZone {
    let is_file = cfg!(unix) && env::var_os("TZ").is_none();
    let zone = is_file.then(|| described(Path::new("/etc/localtime"))).flatten();
    zone.unwrap_or_else(TimeZone::system)
}

/// The zone that a file describes.
fn described(path: &Path) -> Option<TimeZone> {
    TimeZone::tzif("the system's", &read_file(path, MOST).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_of_the_system_is_the_one_that_is_found_by_its_name() {
        for days in [0, 90, 180, 270] {
            let moment = Timestamp::now() - jiff::SignedDuration::from_hours(24 * days);
            let offset = TimeZone::system().to_offset(moment);
            assert_eq!(found().to_offset(moment), offset, "{moment}");
        }
    }

    #[test]
    fn a_file_describes_a_zone_with_its_summer_time() {
        let file = Path::new("/usr/share/zoneinfo/Europe/Berlin");
        // A machine without zones has nothing to read.
        let Some(zone) = file.is_file().then(|| described(file).expect("it is a zone")) else { return };
        for (day, hours) in [("2026-01-15T12:00:00Z", 1), ("2026-07-15T12:00:00Z", 2)] {
            let moment: Timestamp = day.parse().unwrap();
            assert_eq!(zone.to_offset(moment).seconds(), hours * 3600, "{day}");
        }
    }
}
