//! What is added to a file's slug: a number, a time, a hash of where it lies; cut so that the name stays short. Pure.

use std::time::{Duration, SystemTime};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::plan::slug::LONGEST;

/// The slug with an ending, cut so that it keeps to the longest.
pub(super) fn with_ending(slug: &str, ending: &str) -> String {
    let room = LONGEST.saturating_sub(ending.len());
    let kept: String = slug.chars().take(room).collect();
    format!("{}{ending}", kept.trim_end_matches('-'))
}

/// The slug, numbered from the second try on.
pub(super) fn numbered(slug: &str, attempt: u32) -> String {
    if attempt <= 1 { slug.to_owned() } else { with_ending(slug, &format!("-{attempt}")) }
}

/// What a version is called that lies beside the file because that says something else.
pub(super) fn conflict(slug: &str, now: SystemTime) -> String {
    with_ending(slug, &format!("-conflict-{}", stamp(now)))
}

/// The first eight hex digits of the SHA-256 of bytes.
pub(super) fn hash8(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("{:08x}", u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]))
}

/// A time in UTC as file names have it, to the millisecond; later stamps sort after earlier ones.
pub(super) fn stamp(time: SystemTime) -> String {
    format_utc(time, "%Y%m%d-%H%M%S-%3f")
}

/// The time of a name that begins with a stamp.
pub(super) fn stamped(name: &str) -> Option<SystemTime> {
    let (seconds, rest) = name.split_at_checked("20270104-072850".len())?;
    let moment = DateTime::strptime("%Y%m%d-%H%M%S", seconds).ok()?.to_zoned(TimeZone::UTC).ok()?;
    let milliseconds = rest.strip_prefix('-')?.get(..3)?.parse().ok()?;
    Some(SystemTime::from(moment.timestamp()) + Duration::from_millis(milliseconds))
}

/// A time in UTC as people read it, to the second.
pub(super) fn second(time: SystemTime) -> String {
    format_utc(time, "%Y-%m-%d %H:%M:%S")
}

fn format_utc(time: SystemTime, format: &str) -> String {
    jiff::Timestamp::try_from(time).unwrap_or_default().strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_utc_and_sort() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_799_047_730_007);
        assert_eq!(stamp(time), "20270104-072850-007");
        assert_eq!(second(time), "2027-01-04 07:28:50");
        assert!(stamp(time) < stamp(time + Duration::from_millis(1)));
        assert_eq!(stamped(&format!("{}-e3b0c442-2", stamp(time))), Some(time));
        assert_eq!((stamped("notes"), stamped("20271304-072850-007"), stamped("2027")), (None, None, None));
    }

    #[test]
    fn a_number_is_added_within_the_longest_slug() {
        assert_eq!(numbered("base", 1), "base");
        assert_eq!(numbered("base", 2), "base-2");
        assert_eq!(numbered(&"x".repeat(60), 10), format!("{}-10", "x".repeat(57)));
    }

    #[test]
    fn a_hash_has_eight_digits() {
        assert_eq!(hash8(b""), "e3b0c442");
    }
}
