//! What is printed adds up, fits, and is what an independent calculation gives.

#![expect(clippy::disallowed_methods, reason = "these tests look at the files themselves")]

use std::fs;
use std::path::Path;

use backcast::export::document::Block;
use backcast::export::sheet::{self, Dated};
use backcast::export::table::{self, Look};
use backcast::goals::compute;
use backcast::plan::{Day, Scenario};
use backcast::store::templates;
use backcast::text::clean::width;
use serde_json::Value;

use crate::scenarios::month;
use crate::workbench::Bench;

fn today() -> Day {
    Day { month: month("2026-11"), day: 21 }
}

fn page(scenario: &Scenario) -> Vec<Block> {
    sheet::page(Dated { scenario, goals: &compute(scenario), today: today() })
}

/// Asserts that numbers agree within 1e-9 and everything else is equal; what only one side has is not looked at.
pub(crate) fn assert_agree(path: &str, found: &Value, expected: &Value) {
    match (found, expected) {
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{path}");
            for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_agree(&format!("{path}[{at}]"), found, expected);
            }
        }
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected.iter().filter(|(key, _)| *key != "month_index") {
                let found = found.get(key).unwrap_or_else(|| panic!("{path} has no {key}"));
                assert_agree(&format!("{path}.{key}"), found, expected);
            }
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64(), expected.as_f64());
            let (found, expected) = (found.unwrap_or(f64::NAN), expected.unwrap_or(f64::NAN));
            let tolerance = 1e-9 * found.abs().max(expected.abs());
            assert!((found - expected).abs() <= tolerance, "{path}: {found:e} is not {expected:e}");
        }
        _ => assert_eq!(found, expected, "{path}"),
    }
}

#[test]
fn json_of_the_real_binary_is_what_an_independent_calculation_gives() {
    let bench = Bench::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden");
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let golden: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let file = bench.path("golden.json");
        fs::write(&file, serde_json::to_vec(&golden["scenario"]).unwrap()).unwrap();
        let out = bench.done(&["goals", "golden.json", "--format", "json"]);
        let goals: Value = serde_json::from_str(&out).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_agree(name, &goals, &golden["expect"]);
        let start = month(golden["scenario"]["start"].as_str().unwrap());
        let calls = goals["last_call"].as_array().unwrap().iter();
        for (call, expected) in calls.zip(golden["expect"]["last_call"].as_array().unwrap()) {
            let found = month(call["month"].as_str().unwrap()).since(start);
            assert_eq!(expected["month_index"], found, "{name}: {call}");
        }
        for (found, expected) in
            goals["rows"].as_array().unwrap().iter().zip(golden["expect"]["rows"].as_array().unwrap())
        {
            assert_eq!(found["whole"], expected.get("whole").cloned().unwrap_or_default(), "{name}");
        }
        files += 1;
    }
    assert!(files >= 14, "{files} golden files");
}

#[test]
fn the_shown_months_of_a_row_add_up_to_its_total() {
    for template in templates() {
        let scenario = &template.scenario;
        let page = page(scenario);
        let Some(Block::Table(grid)) = page.iter().find(|block| matches!(block, Block::Table(_))) else {
            panic!("a page has a grid")
        };
        let number = |cell: &String| cell.replace(',', "").replace('·', "0").parse::<f64>().unwrap();
        let months = scenario.months().months();
        let stages = &grid.rows[..grid.rows.len() - 1];
        for row in stages {
            let cells: Vec<f64> = row[2..].iter().map(number).collect();
            let (cells, totals) = cells.split_at(cells.len() - 2);
            let own: f64 = cells[cells.len() - months..].iter().sum();
            assert_eq!(own, totals[0], "{} of {}", row[0], template.id);
        }
        assert_eq!(grid.rows.len(), scenario.funnel().stages().len() + 1);
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_and_no_number_is_lost() {
    let scenario = &templates().remove(0).scenario;
    let page = page(scenario);
    let unwrapped = table::text(&page, Look::default());
    let words = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    };
    for columns in [40, 60, 80, 120, 250] {
        let text = table::text(&page, Look { columns: Some(columns), color: false });
        for line in text.lines() {
            assert!(width(line) <= columns, "{columns}: {line}");
        }
        assert_eq!(words(&text), words(&unwrapped), "{columns}");
    }
}

#[test]
fn a_plan_without_openings_is_not_asked_about_them() {
    let text = table::text(&page(&templates().remove(0).scenario), Look::default());
    assert!(!text.contains("Have") && !text.contains("At risk"), "{text}");
    assert!(text.contains("Proposals           134   $2.00M    1 Feb – 28 Feb 2027"), "{text}");
    assert!(text.contains("Total                     $9.80M    1 Jan – 27 May 2027"), "{text}");
}
