//! The command line as people and scripts meet it: the real binary, its text and its exit status.

#![expect(clippy::disallowed_methods, reason = "these tests look at the files themselves")]

mod everything;
mod forms;
mod shell;
mod versions;

use std::fs;
use std::process::Stdio;

use backcast::text::clean::is_unsafe;
use serde_json::Value;

use crate::workbench::{Bench, TODAY, said};

/// A plan with keys of its own, an opening, a lock and a name that a spreadsheet would compute.
const PLAN: &str = r#"{
  "format": "backcast",
  "version": 1,
  "name": "Acme",
  "start": "2027-01",
  "months": 3,
  "target": { "amount": 2250000 },
  "stages": [
    { "name": "=New leads", "rate": 0.25, "lag_days": 45, "crm": "hubspot" },
    { "name": "Deals, won", "value": 25000, "lag_days": 30, "opening": 15, "locked": ["lag"] }
  ],
  "team": ["Ann", "Bo"]
}
"#;

const FORMATS: [&str; 4] = ["table", "json", "csv", "markdown"];

fn with_plan() -> Bench {
    let bench = Bench::new();
    fs::write(bench.path("plan.json"), PLAN).expect("the folder can be written to");
    bench
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("what is printed is JSON")
}

#[test]
fn every_reading_subcommand_prints_every_format() {
    let bench = with_plan();
    bench.done(&["new", "Base"]);
    bench.done(&["new", "Old"]);
    bench.done(&["delete", "Old"]);
    bench.done(&["new", "Changed"]);
    bench.done(&["set", "changed", "target=1m"]);
    let subcommands: [&[&str]; 13] = [
        &["goals", "plan.json"],
        &["compare", "plan.json", "base"],
        &["levers", "plan.json"],
        &["levers", "plan.json", "--ranges", "--set", "deals.range=20k..30k"],
        &["explain", "plan.json", "leads", "2027-01"],
        &["explain", "plan.json", "1", "day-one"],
        &["explain", "plan.json", "revenue", "total"],
        &["seek", "plan.json", "--want", "leads.need=200"],
        &["list"],
        &["trash"],
        &["history", "changed"],
        &["templates"],
        &["check", "plan.json", "base"],
    ];
    for subcommand in subcommands {
        for format in FORMATS {
            let arguments = [subcommand, &["--format", format, "--today", TODAY]].concat();
            let out = bench.done(&arguments);
            assert!(out.ends_with('\n') && !out.ends_with("\n\n"), "{arguments:?}: {out:?}");
            assert!(!out.chars().any(|char| is_unsafe(char) && char != '\n'), "{arguments:?}: {out:?}");
            match format {
                "json" => assert!(json(&out).is_array() || json(&out).is_object()),
                "csv" => assert!(out.lines().count() > 1 && out.contains(','), "{out}"),
                "markdown" => assert!(out.starts_with('#') || out.starts_with("| "), "{out}"),
                _ => assert!(out.lines().all(|line| line == line.trim_end()), "{out:?}"),
            }
        }
    }
}

#[test]
fn the_goals_table_shows_whole_units_and_what_follows() {
    let out = with_plan().done(&["goals", "plan.json", "--today", TODAY]);
    let expected = "\
Acme · $2,250,000 even · Jan 2027 to Mar 2027 · 1 in 4 buys

Stage       Owner  !2026-10  !2026-11  ‹2026-12  2027-01  2027-02  2027-03      Total       Need
=New leads  both         60       120       120      120      120      120        360        360
Deals, won  both          ·         ·        30       30       30       30         90         90
Revenue                   ·         ·         ·  750,000  750,000  750,000  2,250,000  2,250,000

Revenue in USD. ! begun by 21 Nov 2026. ‹ runway, before the plan starts.
Check: run forward, these goals bring $2,250,000.

Day one: who must already be inside on 1 Jan 2027
Stage       Needed  Have  Cover  Carries  At risk  Serves the revenue of
=New leads     180                $1.13M             1 Feb – 15 Mar 2027
Deals, won      30    15    50%    $750k    $375k    1 Jan – 31 Jan 2027
Total                             $1.88M    $375k    1 Jan – 15 Mar 2027

Last call: the last day for a new entry that still becomes revenue in this plan
Stage         Last call
=New leads  15 Jan 2027
Deals, won  28 Feb 2027

Findings
";
    assert!(out.starts_with(expected), "{out}\n--\n{expected}");
    assert!(out.contains("! Deals, won: $375k is at risk on day one"), "{out}");
    assert!(!out.contains('\u{1b}'), "piped output has no colour");
    let colored = with_plan().done(&["goals", "plan.json", "--today", TODAY, "--color", "always"]);
    assert!(colored.contains("\u{1b}[1m") && colored.contains("\u{1b}[1;33m!"), "{colored}");
}

#[test]
fn goals_as_json_have_the_shape_of_the_format_page() {
    let goals = json(&with_plan().done(&["goals", "plan.json", "--format", "json", "--today", TODAY]));
    let keys: Vec<_> = goals.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = ["scenario", "currency", "months", "runway", "rows", "day_one", "last_call", "findings"];
    assert_eq!(keys, expected);
    assert_eq!(
        (&goals["scenario"], &goals["currency"], &goals["runway"]),
        (&"Acme".into(), &"USD".into(), &3.into())
    );
    assert_eq!(goals["months"][0], "2026-10");
    assert_eq!(goals["rows"][0]["name"], "=New leads");
    assert_eq!(goals["rows"][0]["unit"], "count");
    assert_eq!(goals["rows"][0]["whole"][0].as_i64(), Some(60));
    assert_eq!(goals["rows"][2]["unit"], "money");
    assert_eq!(goals["rows"][2].get("whole"), None);
    assert_eq!(goals["day_one"][0].get("opening"), None);
    assert_eq!(goals["day_one"][1]["coverage"], 0.5);
    assert_eq!(goals["day_one"][1]["at_risk"], 375_000.0);
    assert_eq!(
        goals["last_call"][0],
        serde_json::json!({ "name": "=New leads", "month": "2027-01", "day": 15 })
    );
    assert_eq!(goals["findings"][0]["code"], "begun");
    assert_eq!(goals["findings"][0]["severity"], "warning");
    assert_eq!(goals["findings"][0]["stage"], Value::Null);
    assert_eq!(goals["findings"][1]["stage"], "Deals, won");
}

#[test]
fn goals_as_csv_are_tidy_and_start_no_formula() {
    let out = with_plan().done(&["goals", "plan.json", "--format", "csv"]);
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines[0], "month,stage,goal,this_plan,whole");
    assert_eq!(lines[1], "2026-10,'=New leads,60,60,60");
    assert_eq!(lines[7], "2026-10,\"Deals, won\",0,0,0");
    assert_eq!(lines[18], "2027-03,Revenue,750000,750000,");
    assert_eq!(lines.len(), 1 + 3 * 6);
}

#[test]
fn a_goal_is_explained_from_revenue_up() {
    let bench = with_plan();
    let edits = ["--set", "leads.rate@2027-02=50%", "--set", "deals.direct=20%"];
    let out = bench.done(&[&["explain", "plan.json", "leads", "Total"][..], &edits].concat());
    let expected = "\
Why 192 · =New leads · Total
With direct entries these leads turn into the revenue of 16 Mar – 15 Jun 2027:

Stage              Amount  How                        When
Revenue     $2,250,000.00                             15 days of Mar 2027 to 15 of Jun 2027
Deals, won          90.00  ÷ $25,000                  16 Feb – 15 May
=New leads          96.00  30.00 × (1 - 20%) ÷ 25.0%  1 Jan – 31 Jan
=New leads          96.00  60.00 × (1 - 20%) ÷ 50.0%  1 Feb – 31 Mar

Of it          Amount  What that is
For this plan   48.00  the revenue of 16 Mar – 31 Mar 2027
Beyond         144.00  the target goes on after Mar 2027
Shown             192  432 up to Mar less 240
Last call      15 Jan  leads after that serve what follows the plan
";
    assert_eq!(out, expected);
}

#[test]
fn an_explanation_as_json_has_the_shape_of_the_command_line_page() {
    let bench = with_plan();
    let explain = |stage: &str, month: &str| {
        json(&bench.done(&["explain", "plan.json", stage, month, "--format", "json"]))
    };
    let expected = serde_json::json!({
        "stage": "=New leads",
        "month": "2027-01",
        "goal": 120.0,
        "this_plan": 60.0,
        "beyond": 60.0,
        "steps": [
            { "name": "Revenue", "amount": 750_000.0, "of": 750_000.0, "yield": null, "direct": 0.0,
              "from": "2027-03-16", "to": "2027-04-15" },
            { "name": "Deals, won", "amount": 30.0, "of": 750_000.0, "yield": 25_000.0, "direct": 0.0,
              "from": "2027-02-16", "to": "2027-03-15" },
            { "name": "=New leads", "amount": 120.0, "of": 30.0, "yield": 0.25, "direct": 0.0,
              "from": "2027-01-01", "to": "2027-01-31" },
        ],
    });
    let found = explain("leads", "Jan 2027");
    assert_eq!(found, expected);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&found), keys(&expected));
    assert_eq!(keys(&found["steps"][0]), keys(&expected["steps"][0]));
    for month in ["total", "need", "day-one"] {
        let found = explain("2", month);
        assert_eq!((&found["stage"], &found["month"]), (&"Deals, won".into(), &month.into()));
    }
    let early = explain("deals", "2026-10");
    assert_eq!((&early["goal"], &early["steps"]), (&0.0.into(), &serde_json::json!([])));
    assert_eq!(explain("REVENUE", "need")["goal"], 2_250_000.0);
}

#[test]
fn a_cell_that_is_not_there_is_refused_with_those_that_are() {
    let bench = with_plan();
    let months = "the months are 2026-10 to 2027-03, or total, need, day-one";
    let cases = [
        (["leads", "2027-04"], format!("=New leads has no goal for 2027-04: {months}")),
        (["revenue", "2026-09"], format!("Revenue has no goal for 2026-09: {months}")),
        (
            ["leads", "soon"],
            format!(
                "\"soon\" is not a month from 1900-01 to 2999-12: type 2027-02, 2/2027 or Feb 2027; {months}"
            ),
        ),
        (
            ["visitors", "total"],
            "no stage \"visitors\": the stages are =new-leads, deals,-won, or revenue".to_owned(),
        ),
        (["revenue", "day-one"], "nobody is inside of revenue on day one".to_owned()),
    ];
    for ([stage, month], reason) in cases {
        let said = bench.refused(&["explain", "plan.json", stage, month], 2);
        assert!(said.contains(&reason), "{said}");
    }
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let bench = with_plan();
    let arguments = ["goals", "-", "--format", "csv"];
    let output = bench.command().args(arguments).write_stdin(PLAN).output().unwrap();
    assert_eq!(said(&output).out, bench.done(&["goals", "plan.json", "--format", "csv"]));
    let output = bench.command().args(["check", "-"]).write_stdin("{}").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).out.contains("standard input: format is missing"), "{output:?}");
    let output = bench.command().args(["set", "-", "target=1m"]).write_stdin(PLAN).output().unwrap();
    assert_eq!(said(&output).status, 2);
    assert!(said(&output).err.contains("standard input is not a file that could be saved to"), "{output:?}");
}

#[test]
fn edits_are_tried_in_their_order_and_nothing_is_saved() {
    let bench = with_plan();
    let edits = ["--set", "leads.rate=50%", "--set", "leads.rate*=1.2", "--set", "target+=750k"];
    let arguments = [&["goals", "plan.json", "--format", "json"][..], &edits].concat();
    let goals = json(&bench.done(&arguments));
    let need = goals["rows"][0]["this_plan_total"].as_f64().unwrap();
    assert!((need - 120.0 / 0.6).abs() < 1e-9, "{need}");
    assert_eq!(fs::read_to_string(bench.path("plan.json")).unwrap(), PLAN);
}

#[test]
fn a_wrong_edit_is_refused_with_what_is_allowed() {
    let bench = with_plan();
    let cases = [
        ("leads.rate=140%", "\"leads.rate=140%\": a rate must be 0.0001 % to 100 %, not 140 %"),
        ("leads.rate=0.6", "\"0.6\" could mean two rates: write 60% or 0.6%"),
        ("leads.speed=3", "no field \"leads.speed\": use rate, rate@MONTH, lag"),
        ("visitors.rate=3", "no stage \"visitors\""),
        ("target", "\"target\" is not an assignment: write FIELD=VALUE, such as target=24m"),
        ("1.value=3", "=New leads is not the last stage: it has a rate, not a deal value"),
        ("deals.lag=3", " is locked; 2.unlock=lag unlocks it"),
    ];
    for (edit, reason) in cases {
        let said = bench.refused(&["goals", "plan.json", "--set", edit], 2);
        assert!(said.contains(reason), "{said}");
        assert!(said.contains(&format!("{edit:?}: ")) && said.lines().count() == 1, "{said}");
        assert_eq!(bench.refused(&["set", "plan.json", edit], 2), said);
    }
    bench.done(&["goals", "plan.json", "--set", "2.unlock=lag", "--set", "deals.lag=3"]);
    assert_eq!(fs::read_to_string(bench.path("plan.json")).unwrap(), PLAN);
}

#[test]
fn setting_says_what_changed_and_keeps_keys_that_it_does_not_know() {
    let bench = with_plan();
    let edits = ["leads.rate=50%", "notes=after the relaunch", "--today", TODAY];
    let out = bench.done(&[&["set", "plan.json"][..], &edits].concat());
    let sentence = "25 → 50 %: 180 fewer =New leads for this plan; first month affected Oct 2026 (past); \
                    110 of the =New leads from today on\n";
    assert!(out.contains(sentence), "{out}");
    assert!(out.contains("Saved Acme: "), "{out}");
    let file = json(&fs::read_to_string(bench.path("plan.json")).unwrap());
    assert_eq!(file["stages"][0]["rate"], 0.5);
    assert_eq!(file["stages"][0]["crm"], "hubspot");
    assert_eq!(file["team"], serde_json::json!(["Ann", "Bo"]));
    assert_eq!(file["notes"], "after the relaunch");
    assert_eq!(bench.done(&["set", "plan.json", "leads.rate=50%"]), "Acme: nothing to change\n");
}

#[test]
fn an_output_file_is_written_over_only_by_force() {
    let bench = with_plan();
    let arguments = ["goals", "plan.json", "--format", "csv", "--out", "goals.csv"];
    assert_eq!(bench.done(&arguments), "");
    let written = fs::read_to_string(bench.path("goals.csv")).unwrap();
    assert_eq!(written, bench.done(&["goals", "plan.json", "--format", "csv"]));
    let err = bench.refused(&arguments, 2);
    assert!(err.contains("goals.csv is there already; --force writes over it"), "{err}");
    let table = ["goals", "plan.json", "--format", "table", "--out", "goals.csv", "--force"];
    assert_eq!(bench.done(&table), "");
    assert!(fs::read_to_string(bench.path("goals.csv")).unwrap().starts_with("Acme"));
    let err = bench.refused(&["goals", "plan.json", "--out", "no/such/folder.csv"], 1);
    assert!(err.starts_with("backcast: cannot write no/such/folder.csv: "), "{err}");
    bench.refused(&["goals", "plan.json", "--force"], 2);
    assert!(bench.done(&["goals", "plan.json", "--out", "-"]).starts_with("Acme"));
}

#[test]
fn a_broken_file_is_named_with_its_place_and_left_as_it_is() {
    let bench = with_plan();
    let broken = PLAN.replace("0.25", "1.4");
    bench.done(&["new", "Base"]);
    fs::write(bench.stored("broken"), &broken).unwrap();
    let place = "stages[0].rate: found 1.4, allowed 0.000001 to 1";
    for arguments in [&["goals", "broken"][..], &["set", "broken", "target=1m"], &["copy", "broken", "New"]] {
        let err = bench.refused(arguments, 2);
        assert!(err.contains(place) && err.contains("broken.json"), "{err}");
    }
    let said = bench.run(&["check", "base", "broken", "--format", "json"]);
    assert_eq!((said.status, said.err.as_str()), (2, ""));
    let checked = json(&said.out);
    assert_eq!(
        (&checked[0]["file"], &checked[0]["ok"], &checked[0]["error"]),
        (&"base".into(), &true.into(), &Value::Null)
    );
    assert_eq!((&checked[1]["file"], &checked[1]["ok"]), (&"broken".into(), &false.into()));
    assert!(checked[1]["error"].as_str().unwrap().contains(place));
    let listed = bench.done(&["list"]);
    assert!(listed.contains(&format!("! broken: {place}")) && listed.contains("Base"), "{listed}");
    let listed = json(&bench.done(&["list", "--format", "json"]));
    let entry = listed.as_array().unwrap().iter().find(|entry| entry["slug"] == "broken").unwrap();
    assert!(entry["error"].as_str().unwrap().starts_with(place));
    assert_eq!(fs::read_to_string(bench.stored("broken")).unwrap(), broken);
}

#[test]
fn copies_that_sync_clients_make_are_listed_as_such() {
    let bench = Bench::new();
    bench.done(&["new", "Base"]);
    fs::copy(bench.stored("base"), bench.stored("base.sync-conflict-20270104-072850-ABCDEFG")).unwrap();
    let note = "base.sync-conflict-20270104-072850-ABCDEFG: conflict copy of base";
    let listed = bench.done(&["list"]);
    assert!(listed.contains(note) && !listed.contains("conflict copy of base.sync"), "{listed}");
    let listed = json(&bench.done(&["list", "--format", "json"]));
    let notes: Vec<_> =
        listed.as_array().unwrap().iter().filter_map(|entry| entry["note"].as_str()).collect();
    assert_eq!(notes, ["conflict copy of base"]);
    assert!(bench.done(&["list", "--format", "csv"]).contains(",conflict copy of base"));
}

#[test]
fn a_scenario_is_made_copied_renamed_deleted_and_restored() {
    let bench = Bench::new();
    assert!(bench.done(&["list"]).contains("no scenarios"));
    assert!(bench.done(&["new", "Base"]).starts_with("Made Base from the starter coffee-shop: "));
    bench.done(&["new", "Shop", "--template", "saas-seo"]);
    bench.done(&["copy", "base", "Best case"]);
    bench.done(&["rename", "best-case", "Worst case"]);
    assert!(bench.stored("worst-case").is_file() && !bench.stored("best-case").exists());
    let out = bench.done(&["delete", "worst case"]);
    assert!(out.starts_with("In the trash as worst-case."), "{out}");
    assert!(bench.done(&["trash"]).contains("Worst case"));
    assert!(bench.done(&["restore", "Worst case"]).contains("worst-case.json"));
    assert_eq!(bench.done(&["trash"]), "The trash is empty.\n");
    let mut names: Vec<_> = json(&bench.done(&["list", "--format", "json"]))
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["Base", "Shop", "Worst case"]);
}

#[test]
fn a_name_that_is_taken_or_unknown_is_refused_with_what_there_is() {
    let bench = with_plan();
    bench.done(&["new", "Base"]);
    bench.done(&["new", "Other"]);
    for arguments in [&["new", "base"][..], &["copy", "other", " BASE"], &["rename", "other", "Base"]] {
        let err = bench.refused(arguments, 2);
        assert!(err.contains("already a scenario") && err.contains("(base)"), "{err}");
    }
    bench.done(&["rename", "base", "BASE"]);
    let cases: [(&[&str], &str); 6] = [
        (&["goals", "bsae"], "did you mean base?"),
        (&["delete", "plan.json"], "is not in the store"),
        (&["restore", "nothing"], "the trash is empty"),
        (&["new", "X", "--template", "tea"], "no template \"tea\"; there are: coffee-shop, "),
        (&["new", "\u{7}"], "control characters"),
        (&["goals", "\u{1b}[31mx"], "no scenario or file"),
    ];
    for (arguments, reason) in cases {
        let err = bench.refused(arguments, 2);
        assert!(err.contains(reason), "{err}");
        assert!(!err.trim_end().chars().any(is_unsafe), "{err:?}");
    }
}

#[test]
fn long_texts_from_outside_are_cut_in_messages() {
    let bench = with_plan();
    let long = "x".repeat(5000);
    let edits = ["", "=3", ".rate=3", "@2=3"].map(|end| format!("{long}{end}"));
    let values = ["target=", "1.rate=", "1.owner=", "start=", "stage+=A@", "name=", "1.rate=0.", "target=-"]
        .map(|start| format!("{start}{}", "1".repeat(5000)));
    for edit in edits.iter().chain(&values) {
        let err = bench.refused(&["goals", "plan.json", "--set", edit], 2);
        assert!(err.chars().count() < 1000 && err.contains('…'), "{err}");
    }
    let named = fs::read_to_string(bench.path("plan.json")).unwrap().replace("Acme", &"x".repeat(3_000_000));
    fs::write(bench.path("long.json"), named).unwrap();
    let others: [&[&str]; 9] = [
        &["goals", "long.json"],
        &["explain", "plan.json", &long, "total"],
        &["explain", "plan.json", "leads", &long],
        &["new", &long],
        &["new", "A", "--template", &long],
        &["goals", &long],
        &["restore", &long],
        &["goals", "plan.json", "--today", &long],
        &[&long, "list"],
    ];
    for arguments in others {
        let err = bench.refused(arguments, 2);
        assert!(err.chars().count() < 1000 && err.contains('…'), "{err}");
    }
}

#[test]
fn wrong_arguments_exit_with_2_and_help_with_0() {
    let bench = with_plan();
    let wrong: [(&[&str], &str); 7] = [
        (&["goals"], "<SCENARIO>"),
        (&["goals", "plan.json", "--format", "xml"], "possible values: table, json, csv, markdown"),
        (&["goals", "plan.json", "--today", "soon"], "such as 2026-11-21"),
        (&["--colour"], "unexpected argument '--colour'"),
        (&["set", "plan.json"], "<EDIT>"),
        (&["plan.json", "list"], "write the subcommand first"),
        (&["list", "\u{1b}[31m"], "unexpected argument '[31m'"),
    ];
    for (arguments, reason) in wrong {
        let err = bench.refused(arguments, 2);
        assert!(err.contains(reason), "{err:?}");
    }
    for arguments in [&["--help"][..], &["-h"], &["help"], &["goals", "--help"], &["set", "-h"]] {
        assert!(bench.done(arguments).contains("Usage: backcast"), "{arguments:?}");
    }
    assert_eq!(bench.done(&["--version"]), format!("backcast {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_store_is_where_it_was_asked_for() {
    let bench = with_plan();
    bench.done(&["--store", "elsewhere", "new", "Base"]);
    assert!(bench.path("elsewhere/scenarios/base.json").is_file());
    bench.done(&["list", "--store", "elsewhere"]);
    bench.refused(&["goals", "base"], 2);
    let homeless = |arguments: &[&str]| {
        let mut command = bench.command();
        said(&command.env_clear().args(arguments).output().unwrap())
    };
    assert_eq!(homeless(&["goals", "plan.json"]).status, 0, "a path needs no store");
    let listed = homeless(&["list"]);
    assert_eq!(listed.status, 1);
    assert!(listed.err.contains("--store DIR"), "{listed:?}");
}

#[cfg(unix)]
#[test]
fn a_save_that_its_history_forbids_says_so() {
    let bench = with_plan();
    bench.done(&["new", "Base"]);
    let mut command = bench.command();
    let output = command.env("HOME", "/dev/null").args(["set", "base", "target=1m"]).output().unwrap();
    let said = said(&output);
    assert_eq!((said.status, said.out.as_str()), (1, ""));
    for part in ["base.json was not saved", "earlier version", "/dev/null", "save under another name"] {
        assert!(said.err.contains(part), "{said:?}");
    }
}

#[test]
fn an_existing_path_wins_over_a_name() {
    let bench = with_plan();
    bench.done(&["new", "plan.json", "--template", "saas-seo"]);
    assert!(bench.done(&["goals", "plan.json"]).starts_with("Acme"));
    assert!(bench.done(&["goals", "plan-json"]).starts_with("plan.json"));
}

#[test]
fn a_file_of_a_newer_version_is_read_and_never_written() {
    let bench = with_plan();
    let newer = PLAN.replace("\"version\": 1", "\"version\": 9");
    fs::write(bench.path("newer.json"), &newer).unwrap();
    let goals = bench.run(&["goals", "newer.json"]);
    assert_eq!(goals.status, 0, "{goals:?}");
    assert!(goals.err.contains("written by a newer backcast"), "{goals:?}");
    let set = bench.run(&["set", "newer.json", "target=1m"]);
    assert_eq!(set.status, 2, "{set:?}");
    assert!(set.err.contains("read-only"), "{set:?}");
    assert_eq!(fs::read_to_string(bench.path("newer.json")).unwrap(), newer);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let bench = with_plan();
    for arguments in [&["goals", "plan.json"][..], &["templates"], &["--help"], &["new", "Base"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("backcast"));
        command.current_dir(bench.path(".")).env("BACKCAST_STORE", bench.path("store")).args(arguments);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let said = said(&child.wait_with_output().unwrap());
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{arguments:?}");
    }
    assert!(bench.stored("base").is_file(), "what was asked for is done all the same");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let bench = with_plan();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("backcast"));
    let command = command.current_dir(bench.path(".")).args(["goals", "plan.json"]).stdout(full);
    let said = said(&command.output().unwrap());
    assert_eq!(said.status, 1);
    assert!(said.err.starts_with("backcast: cannot write to standard output: "), "{said:?}");
}

#[test]
fn names_that_hide_or_turn_text_are_printed_without_it() {
    let bench = Bench::new();
    let tricky = PLAN.replace("\"Acme\"", "\"Ac\\u202eme\"").replace("=New leads", "Le\\u200bads|x");
    fs::write(bench.path("tricky.json"), tricky).unwrap();
    for format in FORMATS {
        let compared = bench.done(&["compare", "tricky.json", "tricky.json", "--all", "--format", format]);
        assert!(!compared.chars().any(|char| is_unsafe(char) && char != '\n'), "{format}: {compared:?}");
        let explained = bench.done(&["explain", "tricky.json", "1", "total", "--format", format]);
        assert!(!explained.chars().any(|char| is_unsafe(char) && char != '\n'), "{format}: {explained:?}");
        let out = bench.done(&["goals", "tricky.json", "--format", format]);
        assert!(!out.chars().any(|char| is_unsafe(char) && char != '\n'), "{format}: {out:?}");
        match format {
            "json" => assert_eq!(json(&out)["scenario"], "Ac\u{202e}me"),
            "markdown" => assert!(out.contains("| Leads\\|x "), "{out}"),
            _ => assert!(out.contains("Leads|x"), "{out}"),
        }
    }
}
