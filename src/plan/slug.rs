//! A scenario's name as the name of a file: short, the same on every file system, never a device.
//!
//! Here and not with the files, for whoever offers a name for one; no path, no folder and no ending.

/// The longest slug, in bytes.
pub const LONGEST: usize = 60;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];

/// Makes a name for a file of a scenario's name, on any file system: `[a-z0-9-]{1,60}`, never a device.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
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

#[cfg(test)]
mod tests {
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
            assert_eq!(super::slug(name), slug, "{name}");
        }
    }
}
