//! What must hold of the file format: round trips of any scenario, and a refusal in words for anything else.

mod bad;
mod scenarios;
mod schema;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use self::scenarios::scenario;
use super::*;
use crate::plan::{
    Beyond, Count, Currency, Edit, Funnel, Horizon, Lag, Money, MonthlyGrowth, Name, Phasing, Rate,
    RateChange, ScenarioParts, Share, Span, StageParts, Target, Weight, YearlyGrowth,
};

/// The file of version 1 that every later version keeps reading.
const EXAMPLE: &str = include_str!("../../../tests/data/formats/version-1.json");

fn example() -> Value {
    serde_json::from_str(EXAMPLE).unwrap()
}

fn message(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

/// The message for the example with one value replaced.
fn with(pointer: &str, value: Value) -> String {
    let mut file = example();
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    message(file.to_string().as_bytes())
}

/// The message for the example without a key.
fn without(pointer: &str, key: &str) -> String {
    let mut file = example();
    file.pointer_mut(pointer).unwrap().as_object_mut().unwrap().shift_remove(key).unwrap();
    message(file.to_string().as_bytes())
}

#[test]
fn a_canonical_file_is_written_back_to_the_last_byte() {
    let file = read(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(write(&file.scenario, &file.extras)).unwrap(), EXAMPLE);
    assert_eq!(file.extras, Extras::default());
    assert!(!file.read_only);
}

#[test]
fn a_byte_order_mark_blanks_and_another_order_of_keys_are_read() {
    let mut file = example();
    let name = file.as_object_mut().unwrap().shift_remove("name").unwrap();
    file["name"] = name;
    let bytes = format!("\u{feff} {file}\r\n ");
    let file = read(bytes.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(write(&file.scenario, &file.extras)).unwrap(), EXAMPLE);
}

#[test]
fn a_bad_file_is_refused_with_the_path_and_what_is_allowed() {
    for bad in bad::files() {
        let found = message(bad.file.to_string().as_bytes());
        assert!(
            found != "accepted" && found.starts_with(&bad.says),
            "{}\n  {found}\n  {}",
            bad.what,
            bad.says
        );
    }
}

#[test]
fn every_bound_is_allowed_and_what_has_a_default_may_be_left_out() {
    for file in bad::at_the_bounds() {
        assert_eq!(message(file.to_string().as_bytes()), "accepted", "{file:#}");
    }
    for (pointer, key) in [("", "notes"), ("", "currency"), ("/target", "phasing"), ("/target", "beyond")] {
        assert_eq!(without(pointer, key), "accepted", "{key}");
    }
}

#[test]
fn what_is_not_json_is_refused_with_line_and_column() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"[1, 2]", "the file: found [1,2], allowed a JSON object"),
        (b"{\n \"format\": oops }", "line 2, column 12: expected value"),
        (b"{} {}", "line 1, column 4: trailing characters"),
        (b"{\n \"a\": 1,\n \"a\": 2 }", "line 3, column 4: the key \"a\" is given twice"),
        (b"{ \"x\": [{ \"b\": 1, \"b\": 1 }] }", "line 1, column 21: the key \"b\" is given twice"),
        (b"{ \"a\": 1e999 }", "line 1, column 12: number out of range"),
        (b"{\n\"a\": \"\xff\" }", "line 2 is not UTF-8"),
    ];
    for (bytes, start) in cases {
        assert!(message(bytes).starts_with(start), "{}\n{start}", message(bytes));
    }
    assert!(message(&vec![b' '; MAX_BYTES + 1]).starts_with("the file is over 8 MiB"));
    assert!(message("[".repeat(100_000).as_bytes()).contains("recursion limit"));
}

#[test]
fn truncated_and_damaged_files_never_panic() {
    for end in 0..EXAMPLE.len() - 2 {
        assert!(read(&EXAMPLE.as_bytes()[..end]).is_err(), "{end}");
    }
    for at in 0..EXAMPLE.len() {
        for bit in 0..8 {
            let mut bytes = EXAMPLE.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            if let Ok(file) = read(&bytes) {
                assert!(read(&write(&file.scenario, &file.extras)).is_ok());
            }
        }
    }
}

#[test]
fn a_newer_version_is_read_only_if_it_is_understood() {
    let mut file = example();
    file["version"] = json!(2);
    file["new"] = json!(true);
    assert!(read(file.to_string().as_bytes()).unwrap().read_only);
    file["target"]["phasing"] = json!({ "kind": "lunar" });
    let found = message(file.to_string().as_bytes());
    assert!(
        found.starts_with(
            "written by a newer backcast (file version 2, this one knows 1): target.phasing.kind"
        )
    );
}

#[test]
fn unknown_keys_are_kept_and_follow_their_stage() {
    let mut file = example();
    for pointer in ["", "/target", "/target/phasing", "/target/beyond", "/stages/1", "/stages/1/changes/0"] {
        file.pointer_mut(pointer).unwrap()["x-crm"] = json!({ "id": [1, 2.5, null], "at": pointer });
    }
    let read_file = read(file.to_string().as_bytes()).unwrap();
    let bytes = write(&read_file.scenario, &read_file.extras);
    assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), file);
    assert_eq!(read(&bytes).unwrap(), read_file);

    let moved = read_file.scenario.funnel().stages()[1].id();
    let scenario = read_file.scenario.with(&Edit::MoveStage(moved, 0)).unwrap();
    let moved = write(&scenario, &read_file.extras);
    let moved: Value = serde_json::from_slice(&moved).unwrap();
    assert_eq!(moved["stages"][0]["name"], "Proposals");
    assert_eq!(moved["stages"][0]["x-crm"]["at"], "/stages/1");
    assert_eq!(moved["stages"][1].get("x-crm"), None);
    assert_eq!(moved["x-crm"]["at"], "");
}

#[test]
fn numbers_that_no_double_holds_are_kept_in_unknown_keys() {
    let odd = "[ 123456789012345678901234567890, 1e-400, -0, 0.12345678901234567890123, 1.0, 1E5, 5 ]";
    let mut text = EXAMPLE.replace("\"version\": 1,", &format!("\"version\": 1.0, \"x 9\": {odd},"));
    text = text.replace("\"lag_days\": 30", &format!("\"lag_days\": 3e1, \"x\": {{ \"7\\\"8\": {odd} }}"));
    let file = read(text.as_bytes()).unwrap();
    let known = read(EXAMPLE.as_bytes()).unwrap();
    assert!(same_content(&file.scenario, &known.scenario), "known numbers are read as ever");
    let written = String::from_utf8(write(&file.scenario, &file.extras)).unwrap();
    let blanks = |text: &str| text.split_whitespace().collect::<String>();
    let kept = blanks(&written).matches(&blanks(odd)).count();
    assert_eq!(kept, 1 + EXAMPLE.matches("\"lag_days\": 30").count(), "{written}");
    assert!(written.contains("\"version\": 1,") && written.contains("\"lag_days\": 30,"), "{written}");
    assert_eq!(read(written.as_bytes()).unwrap().extras, file.extras);
    assert_eq!(with("/stages/1/direct", json!(-0.0)), "accepted");
    let tiny = EXAMPLE.replace("\"amount\": 24000000", "\"amount\": 1e-400");
    assert!(message(tiny.as_bytes()).starts_with("target.amount: found 0, allowed 0.01"));
}

#[test]
fn an_edited_scenario_has_the_same_content_after_a_round_trip() {
    let scenario = read(EXAMPLE.as_bytes()).unwrap().scenario;
    let first = scenario.funnel().stages()[0].id();
    let edited = scenario.with(&Edit::RemoveStage(first));
    // The second stage has a direct share and becomes the first: its share is cleared.
    let edited = edited.unwrap().with(&Edit::AddStage(1, Name::new("New").unwrap())).unwrap();
    let again = read(&write(&edited, &Extras::default())).unwrap().scenario;
    assert!(same_content(&again, &edited));
    assert!(!same_content(&again, &scenario));
}

#[test]
fn many_weights_are_laid_out_a_year_a_line() {
    let mut file = example();
    file["months"] = json!(36);
    file["target"]["phasing"] = json!({ "kind": "custom", "weights": vec![1_234_567; 36] });
    let file = read(file.to_string().as_bytes()).unwrap();
    let text = String::from_utf8(write(&file.scenario, &file.extras)).unwrap();
    assert_eq!(text.lines().filter(|line| line.matches("1234567").count() == 12).count(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_scenario_is_read_back_as_it_was_written(scenario in scenario()) {
        let bytes = write(&scenario, &Extras::default());
        let file = read(&bytes).unwrap();
        prop_assert_eq!(&file.scenario, &scenario);
        prop_assert!(same_content(&file.scenario, &scenario));
        prop_assert_eq!(write(&file.scenario, &file.extras), bytes);
    }
}
