//! What must hold of the file format: round trips of any scenario, and a refusal in words for anything else.

mod scenarios;

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

/// The message for the example with a key added.
fn with_key(pointer: &str, key: &str, value: Value) -> String {
    let mut file = example();
    file.pointer_mut(pointer).unwrap()[key] = value;
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

/// Each value, put in its place, must give a message that starts as said.
fn check(cases: &[(&str, Value, &str)]) {
    for (pointer, value, start) in cases {
        let found = with(pointer, value.clone());
        assert!(found.starts_with(start), "{pointer}\n  {found}\n  {start}");
    }
}

#[test]
fn a_value_out_of_bounds_is_refused_with_its_path_and_what_is_allowed() {
    let rate = "found 1.4, allowed 0.000001 to 1 (a rate of 40 % is 0.4)";
    assert_eq!(with("/stages/1/rate", json!(1.4)), format!("stages[1].rate: {rate}"));
    assert_eq!(with("/stages/1/changes/0/rate", json!(1.4)), format!("stages[1].changes[0].rate: {rate}"));
}

#[test]
fn what_a_stage_may_not_say_is_refused() {
    check(&[
        ("/stages/1/rate", json!("60 %"), "stages[1].rate: found \"60 %\", allowed a number, 0.000001 to 1"),
        ("/stages/1/rate", json!(null), "stages[1].rate: found null, allowed a number"),
        ("/stages/1/lag_days", json!(7.5), "stages[1].lag_days: found 7.5, allowed 0 to 720 whole days"),
        ("/stages/1/lag_days", json!(721), "stages[1].lag_days: found 721, allowed 0 to 720 whole days"),
        ("/stages/1/direct", json!(1), "stages[1].direct: found 1, allowed 0 to 0.99"),
        ("/stages/1/opening", json!(null), "stages[1].opening: found null, allowed a number"),
        (
            "/stages/1/owner",
            json!("Sales"),
            "stages[1].owner: found \"Sales\", allowed \"marketing\", \"sales\", \"both\"",
        ),
        (
            "/stages/1/locked/0",
            json!("value"),
            "stages[1].locked[0]: found \"value\", allowed \"rate\", \"lag\", \"direct\", \"opening\"",
        ),
        ("/stages/1/locked", json!("rate"), "stages[1].locked: found \"rate\", allowed a list of names"),
        (
            "/stages/1/rate_range",
            json!([0.7, 0.5]),
            "stages[1].rate_range: found [0.7,0.5], allowed [low, high], low not above high",
        ),
        (
            "/stages/1/lag_range",
            json!([1, 2, 3, 4]),
            "stages[1].lag_range: found a list of 4, allowed [low, high]",
        ),
        ("/stages/1/lag_range/1", json!(800), "stages[1].lag_range[1]: found 800, allowed 0 to 720"),
        ("/stages/2/value", json!(0), "stages[2].value: found 0, allowed 0.01 to 1000000000000000"),
        ("/stages/1/name", json!("DEALS"), "stages[2].name: there is already a stage \"Deals\""),
        ("/stages/1/name", json!("De\u{200b}als"), "stages[2].name: there is already a stage \"Deals\""),
        ("/stages/1/name", json!("Rev\u{200b}enue"), "stages[1].name: a name must not be Revenue"),
        ("/stages/1/name", json!("\u{3164}"), "stages[1].name: a name must contain a letter"),
        ("/stages/1/name", json!(" "), "stages[1].name: a name must not be empty"),
        ("/stages/1/name", json!("revenue"), "stages[1].name: a name must not be Revenue"),
        ("/stages/1/name", json!(7), "stages[1].name: found 7, allowed text in double quotes"),
        ("/stages/1/definition", json!(["a"]), "stages[1].definition: found a list of 1, allowed text"),
        (
            "/stages/1/changes/0/from",
            json!("2027-4"),
            "stages[1].changes[0].from: found \"2027-4\", allowed a month from",
        ),
        ("/stages", json!([]), "stages: a plan has 2 to 12 stages, not 0"),
        ("/stages", json!({}), "stages: found an object, allowed a list of 2 to 12 stages"),
    ]);
}

#[test]
fn what_the_target_may_not_say_is_refused() {
    check(&[
        ("/target", json!(5), "target: found 5, allowed an object"),
        ("/target/amount", json!(-1), "target.amount: found -1, allowed 0.01 to"),
        (
            "/target/phasing/kind",
            json!("flat"),
            "target.phasing.kind: found \"flat\", allowed \"even\", \"growth\", \"seasonal\", \"custom\"",
        ),
        (
            "/target/phasing",
            json!({"kind": "seasonal", "weights": [1]}),
            "target.phasing.weights: found [1], allowed 12 numbers",
        ),
        (
            "/target/phasing",
            json!({"kind": "custom", "weights": [1, 2, 3, "4"]}),
            "target.phasing.weights[3]: found \"4\", allowed a number, 0 to",
        ),
        (
            "/target/phasing",
            json!({"kind": "custom", "weights": [1, 2]}),
            "target.phasing.weights: a custom phasing needs a weight for each of the 12 months, not 2",
        ),
        (
            "/target/phasing",
            json!({"kind": "seasonal", "weights": [0,0,0,0,0,0,0,0,0,0,0,0]}),
            "target.phasing.weights: at least one month",
        ),
        (
            "/target/phasing",
            json!({"kind": "growth", "monthly": 2}),
            "target.phasing.monthly: found 2, allowed -0.5 to 1",
        ),
        (
            "/target/phasing",
            json!({"kind": "even", "weights": []}),
            "target.phasing.weights: found [], allowed no weights in this kind",
        ),
        (
            "/target/beyond",
            json!({"kind": "stop", "yearly_growth": 0.1}),
            "target.beyond.yearly_growth: found 0.1, allowed no yearly growth",
        ),
        (
            "/target/beyond",
            json!({"kind": "continue", "yearly_growth": 11}),
            "target.beyond.yearly_growth: found 11, allowed -0.9 to 10",
        ),
    ]);
}

#[test]
fn what_the_frame_of_a_file_may_not_say_is_refused() {
    check(&[
        ("/months", json!(61), "months: found 61, allowed 1 to 60 whole months"),
        ("/months", json!(1.5), "months: found 1.5, allowed 1 to 60 whole months"),
        (
            "/start",
            json!("1899-12"),
            "start: found \"1899-12\", allowed a month from \"1900-01\" to \"2999-12\"",
        ),
        ("/currency", json!("€"), "currency: found \"€\", allowed a currency code of three letters"),
        ("/name", json!("!"), "name: a name must contain a letter or a digit"),
        ("/name", json!("\u{3164}"), "name: a name must contain a letter or a digit"),
        ("/notes", json!(null), "notes: found null, allowed text"),
        ("/format", json!("forecast"), "format: found \"forecast\", allowed \"backcast\""),
        ("/version", json!(0), "version: found 0, allowed 1"),
        ("/version", json!(-1), "version: found -1, allowed 1"),
        ("/version", json!(1.5), "version: found 1.5, allowed 1"),
        ("/version", json!("1"), "version: found \"1\", allowed 1"),
    ]);
}

#[test]
fn keys_that_do_not_belong_to_their_stage_are_refused() {
    let cases = [
        ("/stages/0", "direct", json!(0.1), "stages[0].direct: Site visitors is the first stage"),
        ("/stages/0", "value", json!(5), "stages[0].value: found 5, allowed nothing of a deal value here"),
        ("/stages/0", "value_range", json!([1, 2]), "stages[0].value_range: found [1,2], allowed nothing"),
        ("/stages/2", "rate", json!(0.5), "stages[2].rate: found 0.5, allowed nothing of a rate here"),
        ("/stages/2", "changes", json!([]), "stages[2].changes: found [], allowed nothing of a rate here"),
        (
            "/stages/2",
            "rate_range",
            json!([0.1, 0.2]),
            "stages[2].rate_range: found [0.1,0.2], allowed nothing",
        ),
    ];
    for (pointer, key, value, start) in cases {
        let found = with_key(pointer, key, value);
        assert!(found.starts_with(start), "{found}");
    }
    let twice = json!([{"from": "2027-04", "rate": 0.5}, {"from": "2027-04", "rate": 0.6}]);
    assert!(
        with("/stages/1/changes", twice).starts_with("stages[1].changes: Proposals has two rate changes")
    );
}

#[test]
fn a_missing_key_is_named_with_an_example() {
    assert_eq!(
        without("/stages/1", "lag_days"),
        "stages[1].lag_days is missing; add for example \"lag_days\": 30"
    );
    for key in ["format", "version", "name", "start", "months", "target", "stages"] {
        assert!(without("", key).starts_with(&format!("{key} is missing")), "{key}");
    }
    for (pointer, key, path) in [
        ("/target", "amount", "target.amount"),
        ("/target/phasing", "kind", "target.phasing.kind"),
        ("/target/beyond", "kind", "target.beyond.kind"),
        ("/stages/0", "name", "stages[0].name"),
        ("/stages/0", "rate", "stages[0].rate"),
        ("/stages/2", "value", "stages[2].value"),
        ("/stages/1/changes/0", "from", "stages[1].changes[0].from"),
    ] {
        assert!(without(pointer, key).starts_with(&format!("{path} is missing")), "{path}");
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
