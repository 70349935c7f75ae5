//! `backcast compare` as people and scripts meet it.

#![expect(clippy::disallowed_methods, reason = "these tests write the files that they compare")]

use std::fs;

use backcast::export::comparison::{self, Comparison};
use backcast::export::table::{self, Look};
use backcast::goals::compute;
use backcast::text::clean::width;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

use super::matching::pairs;
use super::today;
use crate::scenarios::id;
use crate::workbench::{Bench, TODAY, said};

/// A store with the plan of the design's frames at 55 % and at 60 %.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.done(&["new", "Baseline"]);
    bench.done(&["copy", "baseline", "now"]);
    bench.done(&["set", "baseline", "proposals.rate=55%"]);
    bench
}

fn compared(bench: &Bench, arguments: &[&str]) -> String {
    bench.done(&[&["compare"], arguments, &["--today", TODAY]].concat())
}

fn rows(bench: &Bench, scenarios: &[&str]) -> Value {
    let out = compared(bench, &[scenarios, &["--format", "json"]].concat());
    serde_json::from_str(&out).expect("what is printed is JSON")
}

fn row<'a>(compared: &'a Value, field: &str) -> &'a Value {
    let rows = compared["rows"].as_array().expect("there are rows");
    rows.iter().find(|row| row["field"] == field).unwrap_or_else(|| panic!("there is no row {field}"))
}

#[test]
fn a_table_has_the_rows_that_differ_the_words_and_the_months() {
    let bench = bench();
    let out = compared(&bench, &["baseline", "now"]);
    let expected = "\
Baseline compared with now
Only rows that differ; Δ is the difference to Baseline.

                             Baseline        now  Δ
ASSUMPTIONS
Proposals→Deals                 55.0%      60.0%  ▲5.0pp
THIS PLAN NEEDS
Site visitors               1,745,455  1,600,000  ▼8.3%
Contacts                       34,910     32,000  ▼8.3%
Qualified leads                 8,728      8,000  ▼8.3%
Meetings                        3,491      3,200  ▼8.3%
Proposals                       1,746      1,600  ▼8.3%
TIMING
Visitors due by now           518,788    475,556  ▼8.3%
Visitors, peak month          145,455    133,334  ▼8.3%
TOTAL IN THE PLAN'S MONTHS
";
    assert!(out.starts_with(expected), "{out}\n--\n{expected}");
    let words = "\nIn words, against Baseline\nnow: Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 \
                 fewer site visitors for this plan";
    assert!(out.contains(words), "{out}");
    let months = "\n\nSite visitors by month\nMonth    Baseline      now\n2026-08   130,910  120,000\n";
    assert!(out.contains(months), "{out}");
    assert!(out.ends_with("2027-12   145,454  133,334\n"), "{out}");
    assert!(!out.contains("First work"), "{out}");
    let all = compared(&bench, &["baseline", "now", "--all"]);
    assert!(all.contains("First work                     4 Aug 26     4 Aug 26  ·\n"), "{all}");
    let proposals = compared(&bench, &["baseline", "now", "--stage", "prop"]);
    assert!(
        proposals.contains("Proposals by month\nMonth    Baseline  now\n2026-08         ·    ·\n"),
        "{proposals}"
    );
}

#[test]
fn four_scenarios_fit_a_wiki() {
    let bench = bench();
    bench.done(&["copy", "baseline", "Faster follow-up"]);
    bench.done(&["set", "faster-follow-up", "contacts.rate=28%", "contacts.lag=25", "qualified.lag=7"]);
    bench.done(&["copy", "now", "Stretch 30M"]);
    bench.done(&["set", "stretch-30m", "target=30m", "phasing=growth:2%", "deals.value=27k"]);
    let plans = ["baseline", "now", "faster-follow-up", "stretch-30m", "--format", "markdown"];
    let out = compared(&bench, &plans);
    for line in [
        "|  | Baseline | now | Δ | Faster follow-up | Δ | Stretch 30M | Δ |",
        "| --- | ---: | ---: | --- | ---: | --- | ---: | --- |",
        "| Phasing | even | even | · | even | · | +2.0%/mo | new |",
        "| First work | 4 Aug 26 | 4 Aug 26 | · | 1 Sep 26 | ▲28 d | 4 Aug 26 | · |",
        "| Visitors, peak month | 145,455 | 133,334 | ▼8.3% | 129,871 | ▼10.7% | 189,173 | ▲30.1% |",
        "| 2026-08 | 130,910 | 120,000 | · | 124,266 |",
    ] {
        assert!(out.lines().any(|found| found == line), "{line}\n{out}");
    }
    assert!(out.contains("Stretch 30M: 4 inputs (Amount $24.0M → $30.0M, "), "{out}");
}

#[test]
fn json_has_every_row_in_machine_values() {
    let bench = bench();
    bench.done(&[
        "set",
        "now",
        "proposals.rate@2027-04=65%",
        "start=2027-02",
        "target=25m",
        "phasing=growth:2%",
    ]);
    bench.done(&["set", "now", "stage+=Demos@4", "visitors.lag=10", "proposals.opening=12"]);
    let found = rows(&bench, &["baseline", "now"]);
    assert_eq!(found["scenarios"], json!(["Baseline", "now"]));
    let keys: Vec<&String> = found.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["scenarios", "rows"]);
    for (field, section, values, delta) in [
        ("currency", "assumptions", json!(["USD", "USD"]), json!("same")),
        ("target", "assumptions", json!([24e6, 25e6]), json!(1e6)),
        ("phasing", "assumptions", json!(["even", "growth:2%"]), json!("new")),
        ("start", "assumptions", json!(["2027-01", "2027-02"]), json!(1)),
        ("months", "assumptions", json!([12, 12]), json!(0)),
        ("beyond", "assumptions", json!(["continue", "continue"]), json!("same")),
        ("proposals.rate@2027-04", "assumptions", json!([null, 0.65]), json!("new")),
        ("deals.value", "assumptions", json!([25e3, 25e3]), json!(0)),
        ("site-visitors.lag", "assumptions", json!([7, 10]), json!(3)),
        ("proposals.opening", "assumptions", json!([null, 12.0]), json!("new")),
        ("stages", "assumptions", json!([6, 7]), json!(1)),
        ("demos.need", "needs", json!([null, row(&found, "demos.need")["values"][1]]), json!("new")),
        ("first-work", "timing", json!(["2026-08-04", "2026-09-01"]), json!(28)),
        ("site-visitors.last-call", "timing", json!(["2027-08-03", "2027-08-31"]), json!(28)),
        ("total-lag", "details", json!([147, 150]), json!(3)),
    ] {
        let row = row(&found, field);
        assert_eq!((&row["section"], &row["values"]), (&section.into(), &values), "{field}");
        assert_eq!(row["delta"], json!([null, delta]), "{field}");
    }
    let need = row(&found, "proposals.rate");
    let points = need["delta"][1].as_f64().expect("a number");
    assert!((points - 0.05).abs() < 1e-12, "{need}");
    let goals: Value = serde_json::from_str(&bench.done(&["goals", "now", "--format", "json"]))
        .expect("what is printed is JSON");
    assert_eq!(row(&found, "site-visitors.need")["values"][1], goals["rows"][0]["this_plan_total"]);
    assert_eq!(row(&found, "meetings.total")["values"][1], goals["rows"][4]["total"]);
    assert_eq!(row(&found, "proposals.day-one")["values"][1], goals["day_one"][5]["needed"]);
    let order =
        json!(["site-visitors", "contacts", "qualified-leads", "demos", "meetings", "proposals", "deals"]);
    assert_eq!(row(&found, "order")["values"][1], order);
}

#[test]
fn csv_is_tidy_and_starts_no_formula() {
    let bench = bench();
    bench.done(&["set", "now", "name==SUM(1)", "contacts.name==Contacts"]);
    let out = compared(&bench, &["baseline", "now", "--format", "csv"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[..3],
        ["field,scenario,value,delta", "currency,Baseline,USD,", "currency,'=SUM(1),USD,same"]
    );
    assert!(lines.contains(&"target,'=SUM(1),24000000,0"), "{out}");
    assert!(lines.contains(&"contacts.need,'=SUM(1),,gone"), "{out}");
    let value = |line: &str| line.splitn(3, ',').nth(2).is_some_and(|rest| rest.starts_with(['=', '+', '@']));
    assert!(!lines.iter().any(|line| value(line)), "{out}");
}

#[test]
fn stages_match_by_name_across_files_and_each_row_has_a_name_of_its_own() {
    let bench = Bench::new();
    let plan = |name: &str, stage: &str| {
        let text = format!(
            r#"{{"format":"backcast","version":1,"name":{name:?},"start":"2027-01","months":3,
            "target":{{"amount":1000000}},"stages":[{{"name":"LEADS","rate":0.5,"lag_days":30}},
            {{"name":{stage:?},"rate":0.5,"lag_days":30}},{{"name":"Deals","value":1000,"lag_days":0}}]}}"#
        );
        fs::write(bench.path(&format!("{name}.json")), text).expect("the folder can be written to");
    };
    plan("a", "Won = sure?");
    plan("b", "Lost = sure?");
    let renamed = fs::read_to_string(bench.path("b.json")).expect("it was written").replace("LEADS", "leads");
    fs::write(bench.path("b.json"), renamed).expect("the folder can be written to");
    let found = rows(&bench, &["a.json", "b.json"]);
    assert_eq!(row(&found, "leads.need")["values"], json!([4000.0, 4000.0]));
    assert_eq!(row(&found, "2.need")["values"], json!([2000.0, null]));
    assert_eq!(row(&found, "2.need#2")["values"], json!([null, 2000.0]));
    let out = compared(&bench, &["a.json", "b.json", "--stage", "lost"]);
    assert!(out.contains("Lost = sure? by month\n"), "{out}");
}

#[test]
fn scenarios_of_one_name_are_told_apart() {
    let bench = bench();
    fs::copy(bench.stored("now"), bench.path("now.json")).expect("the folder can be written to");
    let found = rows(&bench, &["now", "now.json", "now", "baseline"]);
    assert_eq!(found["scenarios"], json!(["now (now)", "now (now.json)", "now (now, 2)", "Baseline"]));
    let out = compared(&bench, &["now", "now.json"]);
    assert!(
        out.contains("\nNothing differs.\n") && out.contains("now (now.json): no number differs\n"),
        "{out}"
    );
    let text = fs::read_to_string(bench.path("now.json")).expect("it was written");
    let command = || {
        let mut command = bench.command();
        command.args(["compare", "now", "-", "--format", "json"]).write_stdin(text.clone());
        command
    };
    let found: Value = serde_json::from_str(&said(&command().output().expect("it runs")).out)
        .expect("what is printed is JSON");
    assert_eq!(found["scenarios"], json!(["now (now)", "now (-)"]));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let bench = bench();
    fs::write(bench.path("broken.json"), "{}").expect("the folder can be written to");
    let cases: [(&[&str], &str); 7] = [
        (&[], "<A>"),
        (&["now"], "<B>"),
        (&["now", "now", "now", "now", "now"], "unexpected argument 'now' found"),
        (&["now", "broken.json"], "broken.json: format is missing"),
        (&["nwo", "baseline"], "did you mean now?"),
        (&["-", "now", "-"], "standard input can be read only once"),
        (&["now", "baseline", "--stage", "demo"], "no stage \"demo\": the stages are site-visitors"),
    ];
    for (arguments, reason) in cases {
        let err = bench.refused(&[&["compare"], arguments].concat(), 2);
        assert!(err.contains(reason), "{err}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_plans_can_be_printed((one, other) in pairs()) {
        let one = one.build();
        let other = other.build().matched_to([&one]);
        let goals = [compute(&one), compute(&other)];
        let plans = [(&one, &goals[0]), (&other, &goals[1])];
        let names = ["One".to_owned(), "Other".to_owned()];
        let compared = Comparison { names: &names, plans: &plans, today: today() };
        let tidy = comparison::tidy(compared).rows;
        let printed: Value = serde_json::from_str(&comparison::json(compared)).expect("it is JSON");
        let rows = printed["rows"].as_array().expect("there are rows");
        prop_assert_eq!(tidy.len(), 2 * rows.len());
        for (row, cells) in rows.iter().zip(tidy.chunks(2)) {
            prop_assert_eq!(row["field"].as_str(), Some(cells[0][0].as_str()));
            prop_assert!(rows.iter().filter(|other| other["field"] == row["field"]).count() == 1, "{}", row);
            for (at, cells) in cells.iter().enumerate() {
                let found = &row["values"][at];
                let agrees = match found.as_f64() {
                    Some(number) => cells[2].parse() == Ok(number),
                    None => found.is_array() || found.as_str().unwrap_or_default() == cells[2],
                };
                prop_assert!(agrees, "{} {:?}", row, cells);
            }
        }
        let page = comparison::page(compared, true, id(&other, 0));
        let text = table::text(&page, Look { columns: Some(80), color: false });
        prop_assert!(text.lines().all(|line| width(line) <= 80), "{}", text);
    }
}
