//! Names of files: short, the same on every file system, never a device. Pure.

use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// The longest slug.
const MAX: usize = 60;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];

/// Makes a slug of a name: `[a-z0-9-]{1,60}`.
pub(super) fn slugify(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(MAX);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "scenario".to_owned()
    } else if is_reserved(slug) {
        format!("{slug}-scenario")
    } else {
        slug.to_owned()
    }
}

fn is_reserved(slug: &str) -> bool {
    let numbered = slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
    RESERVED.contains(&slug) || numbered.is_some_and(|rest| rest.len() == 1 && rest != "-")
}

/// The slug with an ending, cut so that it keeps to the longest.
pub(super) fn with_ending(slug: &str, ending: &str) -> String {
    let room = MAX.saturating_sub(ending.len());
    let kept: String = slug.chars().take(room).collect();
    format!("{}{ending}", kept.trim_end_matches('-'))
}

/// The slug, numbered from the second try on.
pub(super) fn numbered(slug: &str, attempt: u32) -> String {
    if attempt <= 1 { slug.to_owned() } else { with_ending(slug, &format!("-{attempt}")) }
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

/// A time in UTC as people read it, to the second.
pub(super) fn second(time: SystemTime) -> String {
    format_utc(time, "%Y-%m-%d %H:%M:%S")
}

fn format_utc(time: SystemTime, format: &str) -> String {
    jiff::Timestamp::try_from(time).unwrap_or_default().strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn stamps_are_utc_and_sort() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_799_047_730_007);
        assert_eq!(stamp(time), "20270104-072850-007");
        assert_eq!(second(time), "2027-01-04 07:28:50");
        assert!(stamp(time) < stamp(time + Duration::from_millis(1)));
    }

    #[test]
    fn slugs_are_short_and_plain_on_every_file_system() {
        let long = "x".repeat(80);
        let cases = [
            ("Acme 2027 base", "acme-2027-base"),
            ("  --Ä/ö \\ 1.. ", "1"),
            ("Ünïcode", "n-code"),
            ("日本", "scenario"),
            ("", "scenario"),
            ("CON", "con-scenario"),
            ("com1", "com1-scenario"),
            ("LPT9", "lpt9-scenario"),
            ("comet", "comet"),
            ("../../etc/passwd", "etc-passwd"),
            (long.as_str(), &long[..60]),
        ];
        for (name, slug) in cases {
            assert_eq!(slugify(name), slug, "{name}");
        }
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
