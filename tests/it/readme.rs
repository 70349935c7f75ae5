//! The README shows what the program does: its commands are run, its screen is drawn, its keys are in the key map.

#![expect(clippy::disallowed_methods, reason = "the README is read from its file")]

use std::fs;
use std::path::Path;

use backcast::store::templates;

use crate::screen::Screen;
use crate::workbench::Bench;

/// A command of the README and the lines that it shows below it.
struct Example {
    command: String,
    shown: Vec<String>,
}

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).expect("there is a README")
}

/// The commands of all blocks of the console, in their order.
fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut in_console = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) {
            examples.push(Example { command: command.to_owned(), shown: Vec::new() });
        } else if in_console && let Some(example) = examples.last_mut() {
            example.shown.push(line.to_owned());
        }
    }
    examples
}

#[cfg(unix)]
#[test]
fn every_example_runs_and_prints_what_is_shown() {
    let examples = examples(&readme());
    assert!(examples.len() >= 15, "the README shows the command line");
    let bench = Bench::new();
    let folder = format!("{}/", bench.path("").display());
    for Example { command, shown } in examples {
        let said = bench.shell(&command);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "`{command}`: {said:?}");
        let printed = said.out.replace(&folder, "");
        let mut lines = printed.lines();
        for shown in shown.iter().filter(|shown| shown.trim() != "…") {
            let there = lines.any(|line| line.trim_end() == shown.trim_end());
            assert!(there, "`{command}` does not print (in this order)\n{shown}\nbut\n{printed}");
        }
    }
}

#[test]
fn the_screen_that_it_shows_is_what_the_program_draws() {
    let readme = readme();
    let shown =
        readme.split("<!-- screen: begin").nth(1).and_then(|rest| rest.split("<!-- screen: end").next());
    let shown = shown.expect("the README shows the screen");
    let keys =
        shown.split(" after: ").nth(1).and_then(|rest| rest.split(')').next()).expect("its keys are named");
    let shown = shown.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block");

    let mut screen = Screen::new(templates().swap_remove(0).scenario);
    // A key that is held makes one step, which the sentence tells as a whole.
    screen.every(100).keys(keys);
    let trimmed = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(
        trimmed(shown),
        trimmed(&screen.text()),
        "the README shows another screen:\n{}",
        screen.text()
    );
}

#[test]
fn every_key_that_it_lists_is_in_the_key_map() {
    let readme = readme();
    let keys = readme.split("## Keys").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    let rows = keys.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let mut found = 0;
    for key in rows.flat_map(|row| row.split('`').skip(1).step_by(2).collect::<Vec<_>>()) {
        let name = match key {
            "↑" => "up",
            "↓" => "down",
            "←" => "left",
            "→" => "right",
            key => key,
        };
        let map = include_str!("../../assets/keymap.toml");
        assert!(
            map.contains(&format!("\"{name}\"")),
            "the README lists {key}, which the key map does not have"
        );
        found += 1;
    }
    assert!(found > 20, "{found} keys");
}

#[test]
fn the_two_commands_that_matter_are_there() {
    let readme = readme();
    for command in ["cargo run --release", "cargo test"] {
        assert!(
            readme.lines().any(|line| line == command),
            "the README says `{command}` on a line of its own"
        );
    }
}
