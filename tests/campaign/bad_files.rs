//! Files that are no scenarios, or nearly: cut off, with bits flipped, with values of the wrong kind, of other tools.
//!
//! The loader either says where the file is wrong, or gives a scenario that is written and read back the same.

#![expect(clippy::disallowed_methods, reason = "the files are laid out by the test")]

mod strange;

use std::fs;

use backcast::store::format::{File, read, write};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::hostile::first_hostile;
use crate::run::{assert_told, say};
use crate::size::size;

/// A scenario with every key that there is, unknown ones on each level, laid out as it would be written.
pub(crate) const RICH: &str = include_str!("../data/fuzz/loader/rich.json");

/// Reads bytes, checks what must hold of whatever comes of it, and says what that was.
pub(crate) fn judge(bytes: &[u8]) -> String {
    match read(bytes) {
        Ok(file) => {
            assert_kept(&file);
            "read".to_owned()
        }
        Err(error) => {
            let said = error.to_string();
            assert!(names_a_place(&said), "nobody could find that: {said}");
            assert!(first_hostile(&said).is_none() && said.chars().count() < 1000, "{said:?}");
            said
        }
    }
}

/// Checks that a scenario survives being written and read.
fn assert_kept(file: &File) {
    let written = write(&file.scenario, &file.extras);
    let again = read(&written).unwrap_or_else(|error| panic!("{error}: {}", written.escape_ascii()));
    assert_eq!((&again.scenario, &again.extras), (&file.scenario, &file.extras));
    assert_eq!(write(&again.scenario, &again.extras), written, "{}", written.escape_ascii());
}

/// Whether a message says where in the file: the line, the path of a key, or that it is the file as a whole.
fn names_a_place(said: &str) -> bool {
    let line =
        said.strip_prefix("line ").is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
    let path = said.split([':', ' ']).next().unwrap_or_default();
    let is_path = path.starts_with(|char: char| char.is_ascii_lowercase())
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.[]".contains(&byte));
    line || said.starts_with("the file")
        || said.starts_with("written by a newer")
        || is_path && said.len() > path.len()
}

/// The sample cut off at each byte and with each of its bits flipped.
fn damaged() -> impl Iterator<Item = Vec<u8>> {
    let sample = RICH.as_bytes();
    let cut = (0..sample.len()).map(|end| sample[..end].to_vec());
    let flipped = (0..sample.len() * 8).map(|bit| {
        let mut bytes = sample.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    });
    cut.chain(flipped)
}

#[test]
fn a_file_cut_off_anywhere_or_with_any_bit_flipped_is_refused_with_its_place_or_kept() {
    assert_eq!(judge(RICH.as_bytes()), "read");
    let file = read(RICH.as_bytes()).expect("the sample is a scenario");
    assert_eq!(
        String::from_utf8(write(&file.scenario, &file.extras)).as_deref(),
        Ok(RICH),
        "the sample is canonical"
    );
    let outcomes: Vec<bool> = damaged().map(|bytes| judge(&bytes) == "read").collect();
    let good = outcomes.iter().filter(|is_good| **is_good).count();
    println!("damaged files: {} read in process, {good} of them still scenarios", outcomes.len());
    assert!(good > 100 && outcomes.len() == RICH.len() * 9, "{good} of {}", outcomes.len());
}

/// Checks what the program says of a file, and that it leaves it alone.
#[track_caller]
fn check(folder: &TempDir, name: &str, bytes: &[u8]) -> i32 {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("there is room for a file");
    let said = say(folder.path(), &["check", name]);
    let is_known = read(bytes).is_ok();
    assert!(said.err.is_empty() || is_known && said.err.contains("by a newer"), "{name}: {said:?}");
    assert_eq!(
        (said.status, said.out.contains("ok")),
        (if is_known { 0 } else { 2 }, is_known),
        "{name}: {said:?}"
    );
    if !is_known {
        assert_eq!(
            (said.out.lines().next(), said.out.lines().count()),
            (Some(format!("{name}: wrong").as_str()), 2),
            "{said:?}"
        );
        let goals = say(folder.path(), &["goals", name]);
        assert_eq!(
            (goals.status, goals.out.as_str(), goals.err.lines().count()),
            (2, "", 1),
            "{name}: {goals:?}"
        );
        assert_told(&goals);
    }
    assert_eq!(fs::read(&path).expect("it is there"), bytes, "{name} was written to");
    said.status
}

#[test]
fn the_program_says_what_is_wrong_with_damaged_files_and_leaves_them_as_they_are() {
    let folder = TempDir::new().expect("there is room for a folder");
    let all: Vec<Vec<u8>> = damaged().collect();
    let step = (all.len() / size(300, all.len())).max(1);
    let statuses: Vec<i32> =
        all.iter().step_by(step).map(|bytes| check(&folder, "damaged.json", bytes)).collect();
    let refused = statuses.iter().filter(|status| **status == 2).count();
    println!("damaged files: {} checked by the program, {refused} refused", statuses.len());
    let names: Vec<_> = fs::read_dir(folder.path()).expect("it is ours").filter_map(Result::ok).collect();
    assert_eq!(names.len(), 1, "nothing was written: {names:?}");
}

#[test]
fn files_of_other_tools_and_of_no_tool_are_refused_in_words() {
    let folder = TempDir::new().expect("there is room for a folder");
    let strange = strange::files();
    let readable: Vec<&str> = strange
        .iter()
        .filter_map(|(name, bytes)| {
            let is_read = judge(bytes) == "read";
            assert_eq!(check(&folder, name, bytes), if is_read { 0 } else { 2 });
            is_read.then_some(*name)
        })
        .collect();
    println!("strange files: {}, scenarios among them: {readable:?}", strange.len());
    let expected = [
        "mark",
        "crlf",
        "cr",
        "deep-enough",
        "as-large-as-may-be",
        "long-text",
        "long-key",
        "long-fraction",
        "many-keys",
        "newer",
    ];
    assert_eq!(readable, expected);
}

/// Spellings of numbers that are none, or that no double holds.
const NUMBERS: &str =
    "NaN nan -NaN Infinity -Infinity inf INF 1e999 -1e999 1E+400 0x10 010 +1 .5 5. 1_000 1e --1 1e5e5 ٣ 1d";

#[test]
fn what_is_no_number_is_refused_wherever_a_number_stands() {
    let places: Vec<(usize, usize)> = numbers(RICH);
    assert!(places.len() > 30, "{}", places.len());
    for (start, end) in &places {
        for number in NUMBERS.split(' ') {
            let text = format!("{}{number}{}", &RICH[..*start], &RICH[*end..]);
            let said = judge(text.as_bytes());
            assert!(said.starts_with("line "), "{number} for {}: {said}", &RICH[*start..*end]);
        }
    }
    println!("numbers: {} places × {} spellings refused", places.len(), NUMBERS.split(' ').count());
}

/// Where the numbers of a JSON text stand.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut in_string = false;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'-' | b'0'..=b'9' if !in_string => {
                let length = bytes[at..].iter().take_while(|byte| b"+-.eE0123456789".contains(byte)).count();
                found.push((at, at + length));
                at += length;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The pointers to all values of a tree.
fn pointers(tree: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match tree {
        Value::Object(keys) => {
            for (key, value) in keys {
                pointers(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                pointers(value, &format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

/// The sample, and the same with the other kinds of phasing and without a growth beyond.
fn trees() -> Vec<Value> {
    let rich: Value = serde_json::from_str(RICH).expect("the sample is JSON");
    let phasings = [
        json!({ "kind": "custom", "weights": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] }),
        json!({ "kind": "growth", "monthly": 0.03 }),
        json!({ "kind": "even" }),
    ];
    let others = phasings.map(|phasing| {
        let mut tree = rich.clone();
        tree["target"]["phasing"] = phasing;
        tree["target"]["beyond"] = json!({ "kind": "stop" });
        tree
    });
    [rich].into_iter().chain(others).collect()
}

#[test]
fn a_value_of_any_other_kind_is_refused_with_its_path_or_kept() {
    let long = "w".repeat(100_000);
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(0.5),
        json!(1e300),
        json!("1e999"),
        json!(""),
        json!("\u{1b}[2J"),
        json!([]),
        json!({}),
        json!([[]]),
        json!(long),
        json!(u64::MAX),
    ];
    let (mut tried, mut good) = (0, 0);
    for tree in trees() {
        assert_eq!(judge(tree.to_string().as_bytes()), "read");
        let mut places = Vec::new();
        pointers(&tree, "", &mut places);
        for place in &places {
            for value in &values {
                let mut tree = tree.clone();
                *tree.pointer_mut(place).expect("it is there") = value.clone();
                tried += 1;
                good += usize::from(judge(tree.to_string().as_bytes()) == "read");
            }
        }
    }
    println!("values of other kinds: {tried} files, {good} of them still scenarios");
    assert!(tried > 3000 && good > 100 && good < tried / 2, "{good} of {tried}");
}

#[test]
fn a_key_that_is_given_twice_is_refused_on_every_level_and_one_that_is_gone_is_named() {
    let mut twice = 0;
    let starts: Vec<usize> = RICH.match_indices('{').map(|(at, _)| at).collect();
    for start in starts {
        let inside = &RICH[start + 1..];
        let Some(key) = inside.trim_start().strip_prefix('"').and_then(|key| Some(&key[..key.find("\": ")?]))
        else {
            continue;
        };
        let text = format!("{}{{ \"{key}\": 0, {inside}", &RICH[..start]);
        let said = judge(text.as_bytes());
        assert!(said.contains("is given twice; keep one of them") && said.starts_with("line "), "{said}");
        twice += 1;
    }
    assert_eq!(twice, 11, "every object of the sample but the empty one");
    let mut gone = 0;
    for tree in trees() {
        let mut places = Vec::new();
        pointers(&tree, "", &mut places);
        for (parent, key) in places.iter().filter_map(|place| place.rsplit_once('/')) {
            let mut tree = tree.clone();
            if let Some(keys) = tree.pointer_mut(parent).and_then(Value::as_object_mut) {
                keys.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
                judge(tree.to_string().as_bytes());
                gone += 1;
            }
        }
    }
    println!("keys: {twice} given twice, {gone} taken out");
}
