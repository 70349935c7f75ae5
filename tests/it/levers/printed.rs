//! `backcast levers` as people and scripts meet it: the real binary, its text and its exit status.

#![expect(clippy::disallowed_methods, reason = "the plan is put where the binary reads it")]

use std::fs;

use backcast::text::clean::is_unsafe;
use serde_json::{Value, json};

use crate::export::assert_agree;
use crate::workbench::{Bench, TODAY, said};

/// A plan of two stages with a rate that cannot rise, a lag that cannot fall and a name from outside.
const PLAN: &str = r#"{
  "format": "backcast",
  "version": 1,
  "name": "Ac\u202eme",
  "start": "2027-04",
  "months": 12,
  "target": { "amount": 2400000 },
  "stages": [
    { "name": "=Leads|x", "rate": 1, "lag_days": 0 },
    { "name": "Deals, won", "value": 20000, "lag_days": 90, "value_range": [15000, 21000] }
  ]
}
"#;

/// A bench with the plan above as a file, and the design's plan in its store.
fn bench() -> Bench {
    let bench = Bench::new();
    fs::write(bench.path("plan.json"), PLAN).expect("there is room");
    bench.done(&["new", "Acme 2027"]);
    bench
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("what is printed is JSON")
}

#[test]
fn the_table_is_that_of_the_design_with_a_word_on_how_to_read_it() {
    let out = bench().done(&["levers", "acme-2027", "--today", TODAY]);
    let expected = "\
Acme 2027 · Levers: rates and value +10 %, lags -10 days, from 1 Jan 2027, each alone

Lever                       Now      Try   Gained  In 2027  Visitors        Work
Deal value              $25,000  $27,500  +$2.20M     92 %  -133,333           ·
Proposals→Deals           60.0%    66.0%  +$2.00M     83 %  -121,212           ·
Meetings→Proposals        50.0%    55.0%  +$1.86M     78 %  -112,727           ·
Qualified→Meetings        40.0%    44.0%  +$1.77M     74 %  -107,070           ·
Contacts→Qualified        25.0%    27.5%  +$1.47M     61 %   -88,888           ·
Visitors→Contacts          2.0%     2.2%  +$1.42M     59 %   -86,060           ·
Lag Contacts→Qualified     45 d     35 d   +$667k                  ·  10 d later
Lag Qualified→Meetings     14 d      4 d   +$667k                  ·  10 d later
Lag Meetings→Proposals     21 d     11 d   +$667k                  ·  10 d later
Lag Proposals→Deals        30 d     20 d   +$667k                  ·  10 d later
Lag Deals→Revenue          30 d     20 d   +$667k                  ·  10 d later
Lag Visitors→Contacts       7 d      0 d   +$467k                  ·   7 d later

Only buyers who enter from 1 Jan 2027 on count, and only revenue to 31 Dec 2027. 92 % of a Deal value gain falls \
in 2027, of a Visitors→Contacts gain only 59 %, as those buyers bring revenue 147 days later. The revenue is \
gained if the visitors stay as planned; fewer visitors are needed if the target stays. A shorter lag brings \
later revenue forward once: it moves work, it does not save it.
";
    assert_eq!(out, expected);
}

#[test]
fn today_is_when_levers_act_if_the_plan_has_begun() {
    let bench = bench();
    let on = |today| bench.done(&["levers", "acme-2027", "--today", today]);
    let later = on("2027-07-01");
    assert!(later.contains("from 1 Jul 2027, each alone"), "{later}");
    assert!(
        later.contains("Deal value              $25,000  $27,500  +$1.00M     83 %  -133,333"),
        "{later}"
    );
    let over = on("2028-02-01");
    let said = "The plan ended on 31 Dec 2027: whatever is better from now on gains nothing in it.";
    assert!(over.ends_with(&format!("\n{said}\n")), "{over}");
    assert!(over.contains("Deal value              $25,000  $27,500       ·"), "{over}");
}

#[test]
fn json_has_full_precision_and_no_share_of_a_lag() {
    let bench = bench();
    let found = parsed(&bench.done(&["levers", "plan.json", "--format", "json", "--today", TODAY]));
    let expected = json!([
        { "input": "2.value", "from": 20_000.0, "to": 22_000.0, "revenue_gained": 180_000.0, "share": 0.75,
          "need_saved": 120.0 * 0.75 / 11.0, "days_later": 0 },
        { "input": "2.lag", "from": 90.0, "to": 80.0, "revenue_gained": 2_400_000.0 / 36.0, "share": null,
          "need_saved": 0.0, "days_later": 10 },
        { "input": "1.rate", "from": 1.0, "to": 1.0, "revenue_gained": 0.0, "share": null,
          "need_saved": 0.0, "days_later": 0 },
        { "input": "1.lag", "from": 0.0, "to": 0.0, "revenue_gained": 0.0, "share": null,
          "need_saved": 0.0, "days_later": 0 },
    ]);
    assert_agree("levers", &found, &expected);
    assert_eq!(keys(&found[0]), keys(&expected[0]));

    let arguments = ["levers", "plan.json", "--ranges", "--set", "1.lag-range=30..0", "--format", "json"];
    let found = parsed(&bench.done(&[&arguments[..], &["--today", TODAY]].concat()));
    let expected = json!([
        { "input": "2.value", "from": 20_000.0,
          "low": { "to": 15_000.0, "revenue_gained": -450_000.0, "share": 0.75, "need_saved": -30.0, "days_later": 0 },
          "high": { "to": 21_000.0, "revenue_gained": 90_000.0, "share": 0.75, "need_saved": 90.0 / 21.0,
                    "days_later": 0 } },
        { "input": "1.lag", "from": 0.0,
          "low": { "to": 0.0, "revenue_gained": 0.0, "share": null, "need_saved": 0.0, "days_later": 0 },
          "high": { "to": 30.0, "revenue_gained": -200_000.0, "share": null, "need_saved": 0.0,
                    "days_later": -30 } },
    ]);
    assert_agree("ranges", &found, &expected);
    assert_eq!((keys(&found[0]), keys(&found[0]["low"])), (keys(&expected[0]), keys(&expected[0]["low"])));
}

fn keys(record: &Value) -> Vec<&String> {
    record.as_object().expect("it is a record").keys().collect()
}

#[test]
fn csv_has_a_row_for_each_lever_and_for_each_end_of_a_range() {
    let bench = bench();
    let csv = |more: &[&str]| {
        let arguments = [&["levers", "acme-2027", "--format", "csv", "--today", TODAY], more].concat();
        bench.done(&arguments).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let levers = csv(&[]);
    assert_eq!(levers[0], "input,from,to,revenue_gained,share,need_saved,days_later");
    assert!(levers[1].starts_with("deals.value,25000,27500,2200000"), "{levers:?}");
    assert!(levers[12].starts_with("site-visitors.lag,7,0,466666.66666") && levers[12].ends_with(",,0,7"));
    assert_eq!(levers.len(), 13);
    let ranges = csv(&["--ranges", "--set", "deals.range=12500..50k"]);
    assert_eq!(ranges[0], "input,end,from,to,revenue_gained,share,need_saved,days_later");
    assert!(ranges[1].starts_with("deals.value,low,25000,12500,-11000000"), "{ranges:?}");
    assert!(ranges[2].starts_with("deals.value,high,25000,50000,22000000"), "{ranges:?}");
    assert_eq!(ranges.len(), 3);
}

#[test]
fn ranges_are_tried_at_both_ends_and_who_has_none_is_told_how_to_give_one() {
    let bench = bench();
    let ranges =
        |more: &[&str]| bench.done(&[&["levers", "acme-2027", "--ranges", "--today", TODAY], more].concat());
    let title = "Acme 2027 · Your ranges: revenue gained or lost in 2027 at the low and the high end, \
                 from 1 Jan 2027, each alone\n";
    let how = "An edit gives one, such as proposals.range=50..65%, proposals.lag-range=20..40 or \
               deals.range=22k..28k.\n";
    assert_eq!(ranges(&[]), format!("{title}No lever has a range yet. {how}"));
    assert_eq!(ranges(&["--format", "json"]), "[]\n");
    let out = ranges(&["--set", "prop.range=50..65%", "--set", "contacts.lag-range=30..60"]);
    let table = "
Lever                     Now    Low   High  Gained low  Gained high  Visitors low  Visitors high
Proposals→Deals         60.0%  50.0%  65.0%     -$3.33M      +$1.67M      +266,667       -102,564
Lag Contacts→Qualified   45 d   30 d   60 d     +$1.00M      -$1.00M             ·              ·

";
    assert_eq!(out, format!("{title}{table}10 levers have no range yet. {how}"));
    let edits =
        how.split([' ', ',']).filter(|word| word.contains('=')).map(|word| word.trim_end_matches(".\n"));
    let edits: Vec<&str> = edits.flat_map(|edit| ["--set", edit]).collect();
    assert!(
        ranges(&edits).contains("\n9 levers have no range yet. "),
        "each edit that it names gives a range"
    );
}

#[test]
fn every_format_is_safe_to_print_whatever_the_names() {
    let bench = bench();
    for format in ["table", "json", "csv", "markdown"] {
        for more in [&[][..], &["--ranges"]] {
            let out = bench.done(&[&["levers", "plan.json", "--format", format], more].concat());
            assert!(out.ends_with('\n') && !out.ends_with("\n\n"), "{out:?}");
            assert!(!out.chars().any(|char| is_unsafe(char) && char != '\n'), "{format}: {out:?}");
        }
    }
    let markdown = bench.done(&["levers", "plan.json", "--format", "markdown", "--today", TODAY]);
    let title = "# Acme · Levers: rates and value +10 %, lags -10 days, from 1 Apr 2027, each alone\n";
    assert!(markdown.starts_with(title), "{markdown}");
    for line in [
        "| Lever | Now | Try | Gained | In the plan | =Leads\\|x | Work |",
        "| Deal value | $20,000 | $22,000 | +$180k | 75 % | -8 | · |",
        "| Lag =Leads\\|x→Deals, | 0 d | 0 d | · |  | · | · |",
    ] {
        assert!(markdown.lines().any(|found| found == line), "{line}\n{markdown}");
    }
}

#[test]
fn levers_read_standard_input_and_refuse_what_goals_refuse() {
    let bench = bench();
    let arguments = ["levers", "-", "--today", TODAY];
    let output = bench.command().args(arguments).write_stdin(PLAN).output().expect("the binary runs");
    assert_eq!(said(&output).out, bench.done(&["levers", "plan.json", "--today", TODAY]));
    let err = bench.refused(&["levers", "plan.json", "--set", "2.value=0"], 2);
    assert!(err.contains("\"2.value=0\": an amount or deal value must be 0.01 to"), "{err}");
    assert!(bench.refused(&["levers", "nothing"], 2).contains("no scenario or file \"nothing\""));
    assert!(bench.refused(&["levers"], 2).contains("<SCENARIO>"));
    let out = ["levers", "plan.json", "--out", "levers.csv", "--format", "csv"];
    assert_eq!(bench.done(&out), "");
    assert!(bench.refused(&out, 2).contains("levers.csv is there already"));
}
