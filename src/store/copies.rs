//! Files that look like copies of others: those that sync clients make of conflicts and downloads, those that a save
//! makes beside a changed file, and scenarios of one name.
//!
//! Pure: goes by the names of files and scenarios.

use std::collections::HashMap;
use std::fmt;

use crate::plan::name::{look, look_the_same};
use crate::plan::slug::LONGEST;

/// What a file of the store seems to be a copy of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// A program that met two versions put one of them here.
    Conflict {
        /// The name of the other's file, without its ending.
        of: String,
    },
    /// Another scenario is called the same.
    SameName {
        /// The name of its file, without its ending.
        as_of: String,
    },
}

impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict { of } => write!(f, "conflict copy of {of}"),
            Self::SameName { as_of } => write!(f, "same name as {as_of}.json"),
        }
    }
}

/// A file by its name without the ending, and its scenario's name where that can be read.
pub(super) type Named<'a> = (&'a str, Option<&'a str>);

/// What each file of a folder is a copy of.
pub(super) fn copied(files: &[Named]) -> Vec<Option<Copied>> {
    let conflicts: Vec<_> = files.iter().map(|file| conflict_of(*file, files)).collect();
    let looks: Vec<_> = files.iter().map(|(_, name)| name.map(look)).collect();
    let mut namesakes: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in (0..files.len()).filter(|at| conflicts[*at].is_none()) {
        if let Some(look) = &looks[at] {
            namesakes.entry(look).or_default().push(at);
        }
    }
    let same_name = |at: usize| {
        let other = namesakes.get(looks[at].as_deref()?)?.iter().find(|other| **other != at)?;
        Some(Copied::SameName { as_of: files[*other].0.to_owned() })
    };
    let copied = |(at, of): (usize, &Option<String>)| match of {
        Some(of) => Some(Copied::Conflict { of: of.clone() }),
        None => same_name(at),
    };
    conflicts.iter().enumerate().map(copied).collect()
}

/// The file that a file is a conflict copy of.
fn conflict_of((stem, name): Named, files: &[Named]) -> Option<String> {
    if let Some(of) = marked(stem) {
        // A long name was cut to make room for the mark.
        let cut = (stem.len() >= LONGEST).then(|| {
            let mut others = files.iter().map(|(other, _)| *other);
            others.find(|other| other.starts_with(of) && *other != stem && marked(other).is_none())
        });
        let is_there = files.iter().any(|(other, _)| *other == of);
        return Some(if is_there { of } else { cut.flatten().unwrap_or(of) }.to_owned());
    }
    let (of, must_say_the_same) = numbered(stem)?;
    let (_, original) = files.iter().find(|(other, _)| *other == of)?;
    let same = name.zip(*original).is_none_or(|(name, original)| look_the_same(name, original));
    (same || !must_say_the_same).then(|| of.to_owned())
}

/// The name before a mark that nothing but a conflict leaves.
fn marked(stem: &str) -> Option<&str> {
    let before = |mark: &str, follows: fn(&str) -> bool| {
        let (of, rest) = stem.rsplit_once(mark)?;
        (!of.is_empty() && follows(rest)).then_some(of)
    };
    // Dropbox, Nextcloud, ownCloud: `name (Anna's conflicted copy 2027-01-04)`.
    let in_brackets = || {
        let (of, _) = stem.split_once("conflicted copy").filter(|_| stem.ends_with(')'))?;
        of.rsplit_once(" (").map(|(of, _)| of).filter(|of| !of.is_empty())
    };
    // Syncthing, ours, the older ownCloud.
    before(".sync-conflict-", is_dated)
        .or_else(|| before("-conflict-", is_dated))
        .or_else(|| before("_conflict-", is_dated))
        .or_else(in_brackets)
}

/// Whether a text begins with a date and a time: `20270104-072850`.
fn is_dated(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if at == 8 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() >= 15 && text.bytes().take(15).enumerate().all(shape)
}

/// The name before something that may be a mark, and whether the scenarios must have one name to make it one.
fn numbered(stem: &str) -> Option<(&str, bool)> {
    let is_number =
        |text: &str| matches!(text.len(), 1..=2) && text.bytes().all(|byte| byte.is_ascii_digit());
    // Google Drive and browsers: `name (1)`.
    if let Some((of, number)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once(" (")) {
        return is_number(number).then_some((of, false));
    }
    // iCloud: `name 2`.
    if let Some((of, _)) = stem.rsplit_once(' ').filter(|(_, number)| is_number(number)) {
        return Some((of, true));
    }
    // OneDrive: `name-HOSTNAME`, with an upper case that no slug of ours has. A host may have hyphens too.
    let hyphens = stem.match_indices('-').map(|(at, _)| (&stem[..at], &stem[at + 1..]));
    let is_host = |host: &str| {
        host.len() > 2
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && host.bytes().any(|byte| byte.is_ascii_uppercase())
    };
    let begins_upper = |host: &str| host.starts_with(|first: char| first.is_ascii_uppercase());
    let mut hosts = hyphens.filter(|(_, host)| begins_upper(host) && is_host(host));
    hosts.next().map(|(of, _)| (of, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file called so is told to be, beside `acme-2027` (Acme) and `Plan` (Plan).
    fn told(stem: &str, name: &str) -> String {
        let name = (name != "?").then_some(name);
        let files = [("acme-2027", Some("Acme")), (stem, name), ("Plan", Some("Plan"))];
        copied(&files)[1].as_ref().map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn the_marks_of_sync_clients_tell_what_a_file_is_a_copy_of() {
        let copy = "conflict copy of acme-2027";
        for (stem, name, expected) in [
            // Unmistakable, whatever is in them and whether the other is there.
            ("acme-2027-conflict-20270104-072850-007", "Acme (conflict 2027-01-04 07:28:50)", copy),
            ("acme-2027-conflict-20270104-072850-007-2", "?", copy),
            ("gone-conflict-20270104-072850-007", "Gone", "conflict copy of gone"),
            ("acme-2027 (Anna's conflicted copy 2027-01-04)", "Acme", copy),
            (
                "acme-2027 (Anna (work)'s conflicted copy 2027-01-04 (1))",
                "Acme",
                "conflict copy of acme-2027 (Anna",
            ),
            ("acme-2027 (conflicted copy 2027-01-04 072850)", "Acme", copy),
            ("gone (conflicted copy 2027-01-04 072850)", "?", "conflict copy of gone"),
            ("acme-2027_conflict-20270104-072850", "Acme", copy),
            ("acme-2027.sync-conflict-20270104-072850-ABCDEFG", "Acme", copy),
            ("gone.sync-conflict-20270104-072850", "Gone", "conflict copy of gone"),
            // Only beside the other.
            ("acme-2027 (1)", "Acme 2", copy),
            ("acme-2027 (12)", "?", copy),
            ("gone (1)", "Gone", ""),
            ("acme-2027 (2028)", "Acme 2028", ""),
            // Only beside the other and with its name in it.
            ("acme-2027 2", "acme", copy),
            ("acme-2027 2", "Acme better", ""),
            ("Plan 2027", "Plan", "same name as Plan.json"),
            ("acme-2027-DESKTOP-AB12CD3", "Acme", copy),
            ("acme-2027-Annas-MacBook", "?", copy),
            ("acme-2027-DESKTOP-AB12CD3", "Acme on the desktop", ""),
            ("gone-DESKTOP-AB12CD3", "Gone", ""),
            ("acme-2027-2", "Acme 2", ""),
            ("acme-2027-conflict-of-interest", "Conflict of interest", ""),
            ("-conflict-20270104-072850-007", "x", ""),
            ("conflicted copy", "x", ""),
            // Two of one name.
            ("stretch", "ACME", "same name as acme-2027.json"),
            ("acme-2027-stretch", "Stretch", ""),
            ("broken", "?", ""),
        ] {
            assert_eq!(told(stem, name), expected, "{stem} · {name}");
        }
    }

    #[test]
    fn what_has_a_conflict_copy_is_no_copy_itself_but_namesakes_name_each_other() {
        let told = |files: &[Named]| -> Vec<String> {
            copied(files)
                .iter()
                .map(|copied| copied.as_ref().map(ToString::to_string).unwrap_or_default())
                .collect()
        };
        let files = [("acme", Some("Acme")), ("acme (1)", Some("Acme")), ("b", Some("B")), ("c", Some("b"))];
        assert_eq!(told(&files), ["", "conflict copy of acme", "same name as c.json", "same name as b.json"]);
        assert_eq!(told(&[]), [""; 0]);
    }

    #[test]
    fn a_long_name_that_was_cut_for_the_mark_is_found_again() {
        let long = "x".repeat(LONGEST);
        let copy = crate::store::slug::with_ending(&long, "-conflict-20270104-072850-007");
        let files = [(copy.as_str(), None), (long.as_str(), None)];
        assert_eq!(copied(&files)[0], Some(Copied::Conflict { of: long.clone() }));
    }
}
