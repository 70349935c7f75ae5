//! `backcast seek` as people and scripts meet it: its table, its JSON and its exit status.

use serde_json::{Value, json};

use crate::workbench::Bench;

const NEED: &str = "visitors.need=900k";

/// A bench with the starter plan, which is the one of the screen's frames.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.done(&["new", "Acme"]);
    bench
}

fn records(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("what is printed is a JSON array")
}

#[test]
fn the_table_is_that_of_the_frame() {
    let expected = "\
Acme · Site visitors, this plan: now 1,600,000, want 900,000, by one input alone

Input                   Now    Needs   Change  Reaches  Misses by
Visitors→Contacts      2.0%    3.56%   ▲1.6pp  900,000          ·
Contacts→Qualified    25.0%    44.4%  ▲19.4pp  900,000          ·
Qualified→Meetings    40.0%    71.1%  ▲31.1pp  900,000          ·
Meetings→Proposals    50.0%    88.9%  ▲38.9pp  900,000          ·
Proposals→Deals       60.0%   100.0%  ▲40.0pp  960,000     60,000
Deal value          $25,000  $44,444   ▲77.8%  900,000          ·
Amount               $24.0M   $13.5M   ▼43.8%  900,000          ·
Direct Contacts        0.0%    43.8%  ▲43.8pp  900,000          ·
Direct Qualified       0.0%    43.8%  ▲43.8pp  900,000          ·
Direct Meetings        0.0%    43.8%  ▲43.8pp  900,000          ·
Direct Proposals       0.0%    43.8%  ▲43.8pp  900,000          ·
Direct Deals           0.0%    43.8%  ▲43.8pp  900,000          ·

No effect (it moves work, in time only): Lag Visitors→Contacts, Lag Contacts→Qualified, \
Lag Qualified→Meetings, Lag Meetings→Proposals, Lag Proposals→Deals, Lag Deals→Revenue.
Proposals→Deals cannot reach it alone: 100 % gives 960,000, 60,000 too many.
";
    assert_eq!(bench().done(&["seek", "acme", "--want", NEED]), expected);
}

#[test]
fn revenue_is_sought_with_the_visitors_of_now_and_ranges_are_told() {
    let edits = ["--set", "prop.range=50..70%", "--set", "meet.range=50..70%"];
    let out = bench().done(&[&["seek", "acme", "--want", "revenue=+25%"][..], &edits].concat());
    let title = "Acme · Revenue: now $24,000,000, want $30,000,000 with 1,600,000 site visitors, as now, by one \
                 input alone\n";
    assert!(out.starts_with(title), "{out}");
    let row = |name: &str| out.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(row("Meetings→Proposals").ends_with("62.5%  ▲12.5pp  $30,000,000          ·  in range"), "{out}");
    assert!(
        row("Proposals→Deals").ends_with("75.0%  ▲15.0pp  $30,000,000          ·  out of range"),
        "{out}"
    );
    assert_eq!(row("Amount"), "", "revenue sets the amount itself");
}

#[test]
fn as_json_an_answer_has_the_shape_of_the_page() {
    let bench = bench();
    let all = records(&bench.done(&["seek", "acme", "--want", NEED, "--format", "json"]));
    let inputs: Vec<_> = all.iter().map(|record| record["input"].as_str().unwrap()).collect();
    assert_eq!((inputs.len(), inputs[0], inputs[5]), (18, "site-visitors.rate", "deals.value"));
    assert_eq!((inputs[6], inputs[7], inputs[17]), ("target", "site-visitors.lag", "deals.direct"));
    let by = ["--by", "target", "--set", "visitors.lag=9", "--format", "json"];
    let one = records(&bench.done(&[&["seek", "acme", "--want", NEED][..], &by].concat()));
    let expected = json!([{
        "input": "target", "from": 24e6, "value": 13.5e6, "reached": 9e5, "wanted": 9e5,
        "missed_by": 0.0, "exact": true, "in_range": null
    }]);
    assert_eq!(json!(one), expected);
    let keys: Vec<_> = one[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["input", "from", "value", "reached", "wanted", "missed_by", "exact", "in_range"]);
}

#[test]
fn as_csv_each_input_has_a_row() {
    let out = bench().done(&["seek", "acme", "--want", "deals.need=480", "--format", "csv"]);
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines[0], "input,from,value,reached,wanted,missed_by,exact,in_range");
    assert_eq!(lines[1], "site-visitors.rate,0.02,0.02,960.0000000000001,480,480.0000000000001,false,");
    assert_eq!(lines[6], "deals.value,25000,50000,480,480,0,true,");
    assert_eq!(lines.len(), 19);
}

#[test]
fn what_is_out_of_reach_is_printed_and_told_by_the_exit_status() {
    let bench = bench();
    let by = |want, by| bench.run(&["seek", "acme", "--want", want, "--by", by]);
    let close = by(NEED, "prop.rate");
    assert_eq!((close.status, close.err.as_str()), (1, ""));
    assert!(close.out.ends_with("100 % gives 960,000, 60,000 too many.\n"), "{}", close.out);
    let lag = by(NEED, "prop.lag");
    let words = "\nNo effect (it moves work, in time only): Lag Proposals→Deals.\n";
    assert!(lag.status == 1 && lag.out.ends_with(words), "{lag:?}");
    assert_eq!(by(NEED, "meet.rate").status, 0);
    // Days straddle it: the nearest is all that a lag can do.
    let day = by("prop.day-one=100", "prop.lag");
    assert!(day.status == 0 && day.out.contains("nearest day"), "{day:?}");
    let record = records(&bench.done(&[
        "seek",
        "acme",
        "--want",
        "prop.day-one=100",
        "--by",
        "prop.lag",
        "--format",
        "json",
    ]));
    assert_eq!((&record[0]["value"], &record[0]["exact"]), (&json!(23.0), &json!(false)));
    // Nothing is needed before the runway of the deals.
    let nothing = bench.run(&["seek", "acme", "--want", "deals@2026-10=5"]);
    assert_eq!(nothing.status, 0, "a longer lag would: {nothing:?}");
    let all = bench.run(&["seek", "acme", "--want", "deals.need=0"]);
    assert_eq!((all.status, all.err.as_str()), (1, ""), "{all:?}");
}

#[test]
fn locked_inputs_are_left_out_and_refused_by_name() {
    let bench = bench();
    let lock = ["--set", "prop.lock=rate", "--set", "target.lock=amount"];
    let ask = |rest: &[&'static str]| [&["seek", "acme"][..], &lock, rest].concat();
    let all = records(&bench.done(&ask(&["--want", NEED, "--format", "json"])));
    assert!(
        !all.iter().any(|record| ["proposals.rate", "target"].contains(&record["input"].as_str().unwrap()))
    );
    assert_eq!(all.len(), 16);
    let refused = bench.refused(&ask(&["--want", NEED, "--by", "prop.rate"]), 2);
    assert!(
        refused.contains("\"prop.rate\": Proposals→Deals is locked; proposals.unlock=rate unlocks it"),
        "{refused}"
    );
    let refused = bench.refused(&ask(&["--want", "revenue=30m"]), 2);
    assert!(
        refused.contains("\"revenue=30m\": Amount is locked; target.unlock=amount unlocks it"),
        "{refused}"
    );
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_is_allowed() {
    let bench = bench();
    for (want, by, reason) in [
        ("visitors", None, "is not a question: write OUTPUT=VALUE"),
        ("visitors=900k", None, "(did you mean site-visitors.need?): use STAGE.need"),
        ("visitors@2026-07=1", None, "the goals have no month 2026-07: use 2026-08 to 2027-12"),
        ("visitors.need=-200%", None, "a number of buyers must be 0 to"),
        ("revenue=2e15", None, "an amount or deal value must be 0.01 to"),
        (NEED, Some("prop.rte"), "(did you mean proposals.rate?): use target"),
        (NEED, Some("deals.rate"), "it has a deal value, not a rate"),
        (NEED, Some("visitors.direct"), "Site visitors is the first stage"),
        ("revenue=30m", Some("target"), "revenue sets target itself"),
    ] {
        let by = by.map(|by| ["--by", by]).into_iter().flatten();
        let arguments: Vec<&str> = ["seek", "acme", "--want", want].into_iter().chain(by).collect();
        let refused = bench.refused(&arguments, 2);
        assert!(refused.contains(reason) && refused.lines().count() == 1, "{want}: {refused}");
    }
}

#[test]
fn a_plan_with_every_input_locked_says_so() {
    let bench = bench();
    let stages = ["visitors", "contacts", "qualified", "meetings", "proposals", "deals"];
    let locks = stages
        .iter()
        .flat_map(|stage| ["rate", "lag", "direct"].map(|field| format!("{stage}.lock={field}")));
    let mut arguments = vec!["seek".to_owned(), "acme".to_owned(), "--want".to_owned(), NEED.to_owned()];
    for lock in locks.chain(["target.lock=amount".to_owned()]) {
        arguments.extend(["--set".to_owned(), lock]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let said = bench.run(&arguments);
    assert!(said.status == 1 && said.out.ends_with("\nEvery input is locked.\n"), "{said:?}");
}
