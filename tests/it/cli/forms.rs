//! The form of what is printed: as it is asked for, else as the file's ending says.

use std::fs;

use super::with_plan;

#[test]
fn the_ending_of_a_file_says_its_form() {
    let bench = with_plan();
    for (file, form) in [
        ("a.html", "html"),
        ("a.xlsx", "xlsx"),
        ("a.md", "markdown"),
        ("a.CSV", "csv"),
        ("a.json", "json"),
        ("a.txt", "table"),
        ("a.log", "table"),
        ("a", "table"),
    ] {
        bench.done(&["goals", "plan.json", "--out", file]);
        bench.done(&["goals", "plan.json", "--format", form, "--out", "asked"]);
        let [guessed, asked] = [file, "asked"].map(|name| fs::read(bench.path(name)).unwrap());
        assert!(guessed == asked, "{file}");
        fs::remove_file(bench.path("asked")).unwrap();
    }
    bench.done(&["levers", "plan.json", "--out", "levers.csv"]);
    assert!(fs::read_to_string(bench.path("levers.csv")).unwrap().starts_with("input,from,to"));
}

#[test]
fn what_was_asked_for_wins_over_the_ending() {
    let bench = with_plan();
    bench.done(&["goals", "plan.json", "--format", "csv", "--out", "goals.txt"]);
    assert!(fs::read_to_string(bench.path("goals.txt")).unwrap().starts_with("month,stage"));
}

#[test]
fn an_ending_that_a_subcommand_has_no_form_for_is_refused_with_those_it_has() {
    let bench = with_plan();
    let err = bench.refused(&["levers", "plan.json", "--out", "levers.xlsx"], 2);
    assert!(err.contains("there is no .xlsx of that") && err.contains(".txt .json .csv .md"), "{err}");
    assert!(!bench.path("levers.xlsx").exists());
    for ending in ["pdf", "DOCX", "tsv"] {
        let err = bench.refused(&["goals", "plan.json", "--out", &format!("plan.{ending}")], 2);
        assert!(err.contains(&format!("there is no .{} of that", ending.to_lowercase())), "{err}");
    }
    let err = bench.refused(&["levers", "plan.json", "--format", "html"], 2);
    assert!(err.contains("possible values: table, json, csv, markdown"), "{err}");
}
