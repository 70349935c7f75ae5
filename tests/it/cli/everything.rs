//! Every subcommand by a table: its forms, standard input, `--out`, `--set`, a reader that goes away, hostile texts.

use std::fs;
use std::process::{Command, Stdio};

use super::{FORMATS, json};
use crate::workbench::{Bench, TODAY, said};

/// How a subcommand is called, and what it takes.
struct Subcommand {
    /// Its words; `@` stands for the scenario.
    words: &'static [&'static str],
    /// Whether `-` may stand for the scenario.
    reads: bool,
    /// Whether it takes `--set`.
    tries: bool,
    /// Whether it takes `--format` and `--out`.
    prints: Prints,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prints {
    /// One line about what was done, and to nowhere else.
    Nothing,
    /// One form.
    One,
    /// Every form of FORMATS.
    Forms,
}

const fn prints(words: &'static [&'static str], reads: bool, tries: bool) -> Subcommand {
    Subcommand { words, reads, tries, prints: Prints::Forms }
}

const fn does(words: &'static [&'static str], reads: bool) -> Subcommand {
    Subcommand { words, reads, tries: false, prints: Prints::Nothing }
}

const fn tells(words: &'static [&'static str]) -> Subcommand {
    Subcommand { words, reads: false, tries: false, prints: Prints::One }
}

/// Every way to call a subcommand, in an order in which all can be called one after the other.
const ALL: [Subcommand; 26] = [
    prints(&["goals", "@"], true, true),
    prints(&["compare", "@", "base"], true, false),
    prints(&["compare", "base", "changed", "@", "--all"], true, false),
    prints(&["levers", "@"], true, true),
    prints(&["levers", "@", "--ranges", "--set", "last.range=20k..30k"], true, true),
    prints(&["explain", "@", "1", "2027-01"], true, true),
    prints(&["explain", "@", "1", "day-one"], true, true),
    prints(&["explain", "@", "revenue", "total"], true, true),
    prints(&["seek", "@", "--want", "1.need=200"], true, true),
    prints(&["seek", "@", "--want", "1.need=200", "--by", "1.rate"], true, true),
    prints(&["check", "@"], true, false),
    prints(&["check", "@", "base", "broken.json"], true, false),
    prints(&["list"], false, false),
    prints(&["trash"], false, false),
    prints(&["history", "changed"], false, false),
    prints(&["templates"], false, false),
    tells(&["schema"]),
    tells(&["man"]),
    tells(&["completions", "fish"]),
    does(&["set", "@", "target=1m"], false),
    does(&["new", "Another"], false),
    does(&["copy", "@", "Copied"], true),
    does(&["rename", "another", "Renamed"], false),
    does(&["delete", "renamed"], false),
    does(&["restore", "renamed"], false),
    does(&["restore", "changed", "--version", "20"], false),
];

/// A plan in which every text is one that a spreadsheet would compute.
const PLAN: &str = r#"{
  "format": "backcast",
  "version": 1,
  "name": "=1+1 plan",
  "start": "2027-01",
  "months": 3,
  "target": { "amount": 2250000 },
  "stages": [
    { "name": "+1 first", "definition": "=2", "rate": 0.25, "lag_days": 45,
      "changes": [ { "from": "2027-02", "rate": 0.3 } ] },
    { "name": "@SUM(1) last", "definition": "-3", "value": 25000, "lag_days": 30, "opening": 15 }
  ],
  "notes": "=cmd|' /C calc'!A0"
}
"#;

/// A store with two scenarios, of which one has versions, something in the trash, and files beside it.
fn bench() -> Bench {
    let bench = Bench::new();
    fs::write(bench.path("=plan.json"), PLAN).expect("the folder can be written to");
    fs::write(bench.path("broken.json"), PLAN.replace("0.25", "1.4")).expect("the folder can be written to");
    for words in
        [&["new", "Base"][..], &["copy", "=plan.json", "Changed"], &["copy", "=plan.json", "--", "-1 old"]]
    {
        bench.done(words);
    }
    bench.done(&["delete", "1-old"]);
    bench.done(&["set", "changed", "target=1m"]);
    bench
}

impl Subcommand {
    /// Its words with the scenario in its place.
    fn on<'a>(&'a self, scenario: &'a str) -> Vec<&'a str> {
        self.words.iter().map(|word| if *word == "@" { scenario } else { *word }).collect()
    }

    /// The status that it has: a broken file among others is told by it.
    fn status(&self) -> i32 {
        if self.words.contains(&"broken.json") { 2 } else { 0 }
    }

    /// The forms in which it can be asked to print.
    fn formats(&self) -> Vec<&'static str> {
        let more: &[&str] = if self.words[0] == "goals" { &["html", "xlsx"] } else { &[] };
        if self.prints == Prints::Forms { [&FORMATS[..], more].concat() } else { Vec::new() }
    }
}

/// Runs with bytes as standard input, and gives the bytes of standard output.
fn bytes(bench: &Bench, words: &[&str], input: &str, status: i32) -> Vec<u8> {
    let output = bench.command().args(words).write_stdin(input).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(status), "{words:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{words:?}: {output:?}");
    output.stdout
}

/// Whether a text has a form, as far as its beginning tells.
fn begins(format: &str, out: &[u8]) -> bool {
    let starts = |with: &[&str]| with.iter().any(|start| out.starts_with(start.as_bytes()));
    let first_line = out.split(|byte| *byte == b'\n').next().unwrap_or_default();
    match format {
        "html" => starts(&["<!"]),
        "xlsx" => starts(&["PK\x03\x04"]),
        "json" => starts(&["[\n", "{\n", "[]"]),
        "markdown" => starts(&["# ", "## ", "| "]),
        "csv" => first_line.contains(&b',') && !starts(&["# ", "| ", "{", "["]),
        _ => !starts(&["<!", "PK", "{", "[", "# ", "| "]),
    }
}

#[test]
fn the_table_has_every_subcommand() {
    let help = bench().done(&["--help"]);
    let listed = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    for name in
        listed.lines().map(|line| line.split_whitespace().next().unwrap()).filter(|name| *name != "help")
    {
        assert!(ALL.iter().any(|subcommand| subcommand.words[0] == name), "{name} is not in the table");
    }
}

#[test]
fn each_is_done_in_each_form_from_a_file_and_from_standard_input() {
    let bench = bench();
    for subcommand in &ALL {
        let (words, status) = (subcommand.on("=plan.json"), subcommand.status());
        if subcommand.prints != Prints::Forms {
            assert!(!bytes(&bench, &words, "", status).is_empty(), "{words:?}");
        }
        for format in subcommand.formats() {
            let form = ["--format", format, "--today", TODAY];
            let out = bytes(&bench, &[&words[..], &form].concat(), "", status);
            assert!(
                begins(format, &out) && !out.is_empty(),
                "{words:?} {format}: {:?}",
                String::from_utf8_lossy(&out)
            );
            if format == "json" {
                json(std::str::from_utf8(&out).unwrap());
            }
            if subcommand.reads {
                let piped = bytes(&bench, &[&subcommand.on("-")[..], &form].concat(), PLAN, status);
                let names = |out: &[u8]| {
                    String::from_utf8_lossy(out)
                        .replace("\"-\"", "\"=plan.json\"")
                        .replace("'-,", "'=plan.json,")
                        .replace("-: ok", "=plan.json: ok")
                };
                assert!(
                    names(&piped) == names(&out),
                    "{words:?} {format}\n{}\n{}",
                    names(&piped),
                    names(&out)
                );
            }
        }
        if subcommand.reads && subcommand.prints == Prints::Nothing {
            let again: Vec<&str> = subcommand
                .on("-")
                .into_iter()
                .map(|word| if word == "Copied" { "Piped" } else { word })
                .collect();
            bytes(&bench, &again, PLAN, status);
        }
    }
}

#[test]
fn standard_input_that_cannot_be_read_is_refused_by_each() {
    let bench = bench();
    for subcommand in ALL.iter().filter(|subcommand| subcommand.words.contains(&"@")) {
        let words = subcommand.on("-");
        for (input, reason) in [("", "empty"), ("{", "line 1"), ("{}", "format is missing")] {
            let output = bench.command().args(&words).write_stdin(input).output().unwrap();
            let said = said(&output);
            assert_eq!(said.status, 2, "{words:?}: {said:?}");
            let told =
                if words[0] == "check" { said.out.contains(reason) } else { said.err.contains(reason) };
            assert!(told || words[0] == "set", "{words:?}: {said:?}");
        }
    }
}

#[test]
fn each_writes_the_same_to_a_file_which_it_writes_over_only_by_force() {
    let bench = bench();
    for (number, subcommand) in ALL.iter().enumerate() {
        let words = subcommand.on("=plan.json");
        if subcommand.prints == Prints::Nothing {
            bench.refused(&[&words[..], &["--out", "x"]].concat(), 2);
            continue;
        }
        let formats = subcommand.formats();
        for format in if formats.is_empty() { vec![""] } else { formats } {
            let form: &[&str] = if format.is_empty() { &[] } else { &["--format", format, "--today", TODAY] };
            let words = [&words[..], form].concat();
            let file = format!("out-{number}.{format}");
            let to_file = [&words[..], &["--out", &file]].concat();
            let printed = bytes(&bench, &words, "", subcommand.status());
            assert!(bytes(&bench, &to_file, "", subcommand.status()).is_empty(), "{words:?}");
            assert!(fs::read(bench.path(&file)).unwrap() == printed, "{words:?}");

            fs::write(bench.path(&file), "mine").unwrap();
            let refusal = bench.refused(&to_file, 2);
            assert!(refusal.contains("is there already; --force writes over it"), "{refusal}");
            assert_eq!(fs::read(bench.path(&file)).unwrap(), b"mine");
            bytes(&bench, &[&to_file[..], &["--force"]].concat(), "", subcommand.status());
            assert!(fs::read(bench.path(&file)).unwrap() == printed, "{words:?}");
            let nowhere = [&words[..], &["--out", "no/such/folder"]].concat();
            assert!(bench.refused(&nowhere, 1).contains("cannot write no/such/folder"), "{words:?}");
        }
    }
}

#[test]
fn each_that_tries_edits_tries_them_in_each_form_and_the_others_refuse_them() {
    let bench = bench();
    let edits = ["--set", "1.rate=50%", "--set", "target*=2", "--today", TODAY];
    for subcommand in &ALL {
        let words = subcommand.on("=plan.json");
        let tried = [&words[..], &edits].concat();
        if !subcommand.tries {
            assert!(bench.refused(&tried, 2).contains("unexpected argument '--set'"), "{words:?}");
            continue;
        }
        for format in subcommand.formats() {
            let form = ["--format", format];
            let plain = bytes(&bench, &[&words[..], &["--today", TODAY], &form].concat(), "", 0);
            assert_ne!(bytes(&bench, &[&tried[..], &form].concat(), "", 0), plain, "{words:?} {format}");
        }
        let wrong = bench.refused(&[&words[..], &["--set", "1.rate=140%"]].concat(), 2);
        assert!(wrong.contains("a rate must be 0.0001 % to 100 %"), "{wrong}");
    }
    assert_eq!(fs::read_to_string(bench.path("=plan.json")).unwrap(), PLAN);
}

#[test]
fn a_reader_that_goes_away_is_no_error_for_any() {
    let bench = bench();
    let run = |words: &[&str]| {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("backcast"));
        command
            .current_dir(bench.path("."))
            .env("BACKCAST_STORE", bench.path("store"))
            .env("HOME", bench.path("."));
        let child =
            command.args(words).stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        said(&child.wait_with_output().unwrap())
    };
    for subcommand in &ALL {
        let words = subcommand.on("=plan.json");
        let formats = subcommand.formats();
        for format in if formats.is_empty() { vec![""] } else { formats } {
            let form: &[&str] = if format.is_empty() { &[] } else { &["--format", format] };
            let said = run(&[&words[..], form].concat());
            assert_eq!((said.status, said.err.as_str()), (0, ""), "{words:?} {format}");
        }
    }
}

/// Takes CSV apart (RFC 4180): a quote within quotes is doubled.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            char => cell.push(char),
        }
    }
    assert!(record.is_empty() && cell.is_empty() && !quoted, "the last line ends");
    records
}

#[test]
fn no_cell_of_any_csv_is_a_formula_and_numbers_are_left_alone() {
    let bench = bench();
    let mut disarmed = Vec::new();
    for subcommand in ALL.iter().filter(|subcommand| subcommand.prints == Prints::Forms) {
        let words = [&subcommand.on("=plan.json")[..], &["--format", "csv", "--today", TODAY]].concat();
        let out = String::from_utf8(bytes(&bench, &words, "", subcommand.status())).unwrap();
        let records = records(&out);
        for record in &records {
            assert_eq!(record.len(), records[0].len(), "{words:?}: {record:?}");
            for cell in record {
                let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
                assert!(
                    is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{words:?}: {cell}"
                );
                let number_inside = cell.strip_prefix('\'').is_some_and(|rest| rest.parse::<f64>().is_ok());
                assert!(!number_inside, "{words:?}: {cell}");
                disarmed.extend(cell.strip_prefix('\'').map(|_| subcommand.words[0]));
            }
        }
    }
    disarmed.dedup();
    assert_eq!(disarmed, ["goals", "compare", "explain", "check", "list", "trash", "history"]);
}

#[test]
fn a_workbook_is_refused_to_a_terminal_only() {
    let bench = bench();
    let out = bytes(&bench, &["goals", "=plan.json", "--format", "xlsx"], "", 0);
    assert!(out.starts_with(b"PK") && out.len() > 2000);
    for (words, reason) in [
        (["levers", "=plan.json", "--format", "xlsx"], "possible values: table, json, csv, markdown"),
        (
            ["goals", "=plan.json", "--format", "pdf"],
            "possible values: table, json, csv, markdown, xlsx, html",
        ),
    ] {
        let err = bench.refused(&words, 2);
        assert!(err.contains(reason), "{err}");
    }
}

#[test]
fn what_is_out_of_reach_is_printed_with_status_1_in_every_form() {
    let bench = bench();
    let words = ["seek", "=plan.json", "--want", "1.need=1", "--by", "1.rate"];
    for format in FORMATS {
        let said = bench.run(&[&words[..], &["--format", format]].concat());
        assert_eq!((said.status, said.err.as_str()), (1, ""), "{format}");
        assert!(!said.out.is_empty(), "{format}");
    }
}
