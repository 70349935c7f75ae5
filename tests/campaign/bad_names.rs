//! Names, notes, file names and arguments that attack: nothing that acts on a terminal is printed, and nothing is
//! written outside of the store, whatever something is called.

#![expect(clippy::disallowed_methods, reason = "the files around the store are looked at by the test")]

#[cfg(unix)]
mod on_screen;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bad_files::RICH;
use crate::hostile::{NAMES, first_hostile, texts};
use crate::run::{Said, assert_told, program, run, say};

const FORMATS: [&str; 4] = ["table", "csv", "markdown", "json"];

/// A folder to work in, deep in another, with a scenario in its store.
fn bench() -> (TempDir, PathBuf) {
    let around = TempDir::new().expect("there is room for a folder");
    let folder = around.path().join("a/b/work");
    fs::create_dir_all(folder.join("store/scenarios")).expect("it is ours");
    fs::write(folder.join("store/scenarios/base.json"), RICH).expect("it is ours");
    fs::write(around.path().join("kept"), "as it is").expect("it is ours");
    (around, folder)
}

/// Every file and folder below a folder with its bytes, but for those below one of its own.
fn tree(folder: &Path, but: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it is ours") {
        let path = entry.expect("it is ours").path();
        if path == but {
            continue;
        }
        let bytes = if path.is_dir() { b"a folder".to_vec() } else { fs::read(&path).expect("it is ours") };
        if path.is_dir() {
            found.extend(tree(&path, but));
        }
        found.insert(path, bytes);
    }
    found
}

/// Whether a text is a slug: `[a-z0-9-]{1,60}`, no device of Windows.
fn is_slug(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let is_device = ["con", "prn", "aux", "nul"].contains(&text)
        || ["com", "lpt"].iter().any(|port| text.strip_prefix(port).is_some_and(|rest| rest.len() == 1));
    plain && (1..=60).contains(&text.len()) && !is_device
}

/// Checks that all that a store was given lies where it belongs, under plain names.
#[track_caller]
fn assert_orderly(store: &Path) {
    for path in tree(store, Path::new("")).keys().filter(|path| path.is_file()) {
        let inside = path.strip_prefix(store).expect("it is below").to_str().expect("names are plain");
        let (folder, file) = inside.rsplit_once('/').expect("it is in a folder");
        let stem = file.strip_suffix(".json").unwrap_or_else(|| panic!("{inside}"));
        let slug = if folder == "trash" { stem.split_once('.').map_or(stem, |(slug, _)| slug) } else { stem };
        assert!(["scenarios", "trash"].contains(&folder) && is_slug(slug), "{inside:?}");
    }
}

/// A subcommand for every place where a person can put a text.
fn subcommands(text: &str) -> Vec<Vec<String>> {
    let with = |prefix: &str| format!("{prefix}{text}");
    let lines: [&[&str]; 36] = [
        &["new", text],
        &["new", "--", text],
        &["new", "Plain", "--template", text],
        &["set", "base", text],
        &["set", "base", &with("name=")],
        &["set", "base", &with("notes=")],
        &["set", "base", &with("currency=")],
        &["set", "base", &with("target=")],
        &["set", "base", &with("1.name=")],
        &["set", "base", &with("2.definition=")],
        &["set", "base", &with("stage+=")],
        &["set", "base", &with("start=")],
        &["set", text, "target=1m"],
        &["copy", "base", text],
        &["copy", text, "Copied"],
        &["rename", "base", text],
        &["list"],
        &["rename", text, "Plainer"],
        &["goals", text],
        &["goals", "base", "--set", text],
        &["goals", "base", "--out", &with("no/such/")],
        &["goals", "base", "--format", text],
        &["goals", "base", "--today", text],
        &["compare", "base", text],
        &["compare", "base", "base", "--stage", text],
        &["levers", text],
        &["seek", text, "--want", text],
        &["seek", "base", "--want", text, "--by", text],
        &["seek", "base", "--want", "1.need=900k", "--by", text],
        &["explain", "base", text, text],
        &["explain", "base", "1", text],
        &["check", text],
        &["delete", text],
        &["trash"],
        &["restore", text],
        &["--store", text, "list"],
    ];
    lines.iter().map(|line| line.iter().map(|word| (*word).to_owned()).collect()).collect()
}

/// Checks that what was refused was told.
#[track_caller]
fn assert_answered(said: &Said) {
    if said.status != 0 && said.out.is_empty() {
        assert_told(said);
    }
}

#[test]
fn no_text_on_the_command_line_reaches_the_terminal_as_it_is_or_leads_out_of_the_store() {
    let mut runs = 0;
    let outside = TempDir::new().expect("there is room for a folder");
    let planted = format!("{}/planted", outside.path().display());
    for text in texts().iter().chain([&planted]).filter(|text| !text.contains('\0')) {
        let (around, folder) = bench();
        let before = tree(around.path(), &folder);
        for line in subcommands(text) {
            let said = say(&folder, &line);
            assert_answered(&said);
            // A path is repeated as a whole, any other text with its beginning.
            let is_path = line.iter().any(|word| ["--out", "--store"].contains(&word.as_str()));
            assert!(is_path || said.err.chars().count() < 4000, "{said:?}");
            runs += 1;
        }
        // The screen needs a terminal; this is none.
        assert!([0, 2].contains(&say(&folder, &[text]).status));
        assert_eq!(tree(around.path(), &folder), before, "{text:?} wrote outside of the folder");
        assert_orderly(&folder.join("store"));
        let mut beside: Vec<_> =
            fs::read_dir(&folder).expect("it is ours").map(|entry| entry.unwrap().file_name()).collect();
        beside.sort();
        beside.retain(|name| name != "home");
        assert_eq!(beside, ["store"], "{text:?}");
    }
    assert!(tree(outside.path(), Path::new("")).is_empty());
    println!("hostile arguments: {runs} runs of the program, {} texts", texts().len());
}

/// The sample with other names and texts.
fn named(name: &str, stages: &[&str], text: &str) -> Value {
    let mut plan: Value = serde_json::from_str(RICH).expect("the sample is JSON");
    plan["name"] = json!(name);
    plan["notes"] = json!(text);
    plan["target"].as_object_mut().expect("it is one").shift_remove("locked");
    let last = stages.len() - 1;
    let stage = |(place, name): (usize, &&str)| {
        let yields = if place == last { ("value", 25_000.0) } else { ("rate", 0.5) };
        json!({ "name": name, "definition": text, yields.0: yields.1, "lag_days": 7, text: text })
    };
    plan["stages"] = stages.iter().enumerate().map(stage).collect();
    plan
}

/// Everything that can be read from a plan, of two files.
fn readings<'a>(file: &'a str, other: &'a str) -> [Vec<&'a str>; 9] {
    [
        vec!["goals", file],
        vec!["compare", file, other, "--all"],
        vec!["levers", file],
        vec!["levers", file, "--ranges", "--set", "1.range=40..60%"],
        vec!["explain", file, "1", "total"],
        vec!["seek", file, "--want", "1.need=900k"],
        vec!["check", file, other],
        vec!["list"],
        vec!["trash"],
    ]
}

#[test]
fn no_name_or_note_of_a_file_reaches_the_terminal_as_it_is_in_any_format() {
    let (_around, folder) = bench();
    let scenarios = folder.join("store/scenarios");
    fs::create_dir_all(folder.join("store/trash")).expect("it is ours");
    let (mut allowed, mut refused) = (Vec::new(), 0);
    for (at, name) in NAMES.iter().enumerate() {
        let bytes = named(name, &["Leads", name, "Deals"], &NAMES.concat()).to_string();
        let file = format!("{at}.json");
        fs::write(folder.join("store/scenarios").join(&file), &bytes).expect("it is ours");
        fs::write(folder.join("store/trash").join(&file), &bytes).expect("it is ours");
        let said = say(&folder, &["check", &format!("store/scenarios/{file}")]);
        match said.status {
            0 => allowed.push(*name),
            _ => refused += 1,
        }
        assert_eq!(said.status == 0, !name.chars().any(char::is_control), "{name:?}: {said:?}");
    }
    for (at, names) in allowed.chunks(11).enumerate() {
        let stages: Vec<&str> = names.iter().copied().chain(["Deals"]).collect();
        let plan = named(names[0], &stages, &NAMES.concat());
        fs::write(scenarios.join(format!("plan-{at}.json")), plan.to_string()).expect("it is ours");
    }
    let mut runs = 0;
    for file in ["store/scenarios/plan-0.json", "store/scenarios/plan-1.json"] {
        for reading in readings(file, "base") {
            for format in FORMATS {
                let said = say(&folder, &[&reading[..], &["--format", format]].concat());
                assert!(!said.out.is_empty() && said.err.is_empty(), "{reading:?}: {said:?}");
                if format == "json" {
                    let json: Value = serde_json::from_str(&said.out)
                        .unwrap_or_else(|error| panic!("{reading:?}: {error}"));
                    assert!(json.is_array() || json.is_object());
                }
                runs += 1;
            }
        }
    }
    println!("hostile names in files: {runs} runs; {} allowed, {refused} refused", allowed.len());
}

/// Names that only files can have.
#[cfg(unix)]
fn file_names() -> Vec<&'static OsStr> {
    use std::os::unix::ffi::OsStrExt;
    let names: [&[u8]; 13] = [
        b"\xff\xfe.json",
        b"a\x1b[2J.json",
        b"b\x1b]0;title\x07.json",
        b"c\nd.json",
        b"e\x7f\xc2\x9b.json",
        b"\xe2\x80\xaetxt.json",
        b"-rf.json",
        b"--help.json",
        b" .json",
        b"CON.json",
        b"nul.tar.json",
        b"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa.json",
        b"UPPER (1).json",
    ];
    names.map(OsStr::from_bytes).to_vec()
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_reaches_the_terminal_as_it_is_and_its_file_can_be_deleted_and_restored() {
    let (around, folder) = bench();
    let before = tree(around.path(), &folder);
    let scenarios = folder.join("store/scenarios");
    for (at, name) in file_names().into_iter().enumerate() {
        let plan = named(&format!("Plan {at}"), &["Leads", "Deals"], "");
        fs::write(scenarios.join(name), if at % 3 == 2 { "{".to_owned() } else { plan.to_string() })
            .expect("it is ours");
    }
    for format in FORMATS {
        let said = say(&folder, &["list", "--format", format]);
        assert!(said.status == 0 && said.out.contains("Plan 0"), "{said:?}");
    }
    for name in file_names() {
        let relative = Path::new("store/scenarios").join(name);
        for before in [
            &["goals"][..],
            &["check"],
            &["set"],
            &["copy"],
            &["explain"],
            &["seek", "--want", "1.need=1"],
            &["levers"],
            &["compare", "base"],
        ] {
            let mut command = program(&folder);
            command.args(before).arg(&relative);
            match before[0] {
                "set" => _ = command.arg("target+=1"),
                "copy" => _ = command.arg(format!("Copy of {}", name.len())),
                "explain" => _ = command.args(["1", "total"]),
                _ => {}
            }
            assert_answered(&run(&mut command));
        }
        let mut out = program(&folder);
        assert_answered(&run(out
            .args(["goals", "base", "--out"])
            .arg(Path::new("store").join(name).join("x"))));
        assert_answered(&run(program(&folder).arg("--store").arg(name).arg("list")));
        assert_answered(&run(program(&folder).arg("new").arg(name)));
        assert_answered(&run(program(&folder).arg(name)));
    }
    for at in [0, 1, 3, 4, 6, 7, 9, 10, 12] {
        let name = format!("Plan {at}");
        for line in [["delete", name.as_str()], ["restore", name.as_str()], ["goals", name.as_str()]] {
            let said = say(&folder, &line);
            assert_eq!(said.status, 0, "{name}: {said:?}");
        }
    }
    assert_eq!(tree(around.path(), &folder), before);
}

#[test]
fn a_title_of_a_window_in_a_message_is_found_by_the_test() {
    assert_eq!(first_hostile("a plain 漢 line\n"), None);
    for text in ["\u{1b}]0;x", "\u{9b}2J", "a\u{202e}b", "a\tb", "\r", "\u{200b}"] {
        assert!(first_hostile(text).is_some(), "{text:?}");
    }
}
