//! What the program tells a shell, an editor and a reader about itself: completions, the schema, the manual page.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use super::{PLAN, json, with_plan};
use crate::workbench::Bench;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// The subcommands, as the help lists them.
fn subcommands(bench: &Bench) -> Vec<String> {
    let help = bench.done(&["--help"]);
    let listed = help
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .expect("the help lists them");
    let names: Vec<String> = listed
        .lines()
        .map(|line| line.split_whitespace().next().expect("no line is empty").to_owned())
        .collect();
    assert!(names.len() > 18 && names.contains(&"goals".to_owned()), "{names:?}");
    names.into_iter().filter(|name| name != "help").collect()
}

/// The long options of a subcommand, as its help lists them.
fn options(bench: &Bench, subcommand: &str) -> BTreeSet<String> {
    let help = bench.done(&[subcommand, "--help"]);
    let options = help.lines().filter_map(|line| {
        line.trim_start().split("--").nth(1).filter(|_| {
            let line = line.trim_start();
            line.starts_with("--") || line.starts_with("-h, --")
        })
    });
    options
        .map(|option| format!("--{}", option.split([' ', '=']).next().expect("an option has a name")))
        .collect()
}

/// Runs a program on a text; none where it is not installed, which is said.
fn run(program: &[&str], text: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: {} is not installed (the Debian package has the same name)", program[0]);
        return None;
    };
    child.stdin.take().expect("it is a pipe").write_all(text.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    Some((output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[test]
fn every_shell_completes_every_subcommand_and_its_options() {
    let bench = with_plan();
    let subcommands = subcommands(&bench);
    for shell in SHELLS {
        let script = bench.done(&["completions", shell]);
        for name in &subcommands {
            assert!(script.contains(name.as_str()), "{shell} does not know {name}");
            for option in options(&bench, name) {
                let (long, fish) = (option.as_str(), format!("-l {}", &option[2..]));
                assert!(script.contains(long) || script.contains(&fish), "{shell}: {name} {option}");
            }
        }
        // The other two complete no words.
        for word in ["markdown", "xlsx", "always"].iter().filter(|_| ["bash", "zsh", "fish"].contains(&shell))
        {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
    }
    let err = bench.refused(&["completions", "tcsh"], 2);
    assert!(err.contains("bash, elvish, fish, powershell, zsh"), "{err}");
}

#[test]
fn the_shells_themselves_can_read_their_completions() {
    let bench = with_plan();
    let programs: [&[&str]; 3] = [&["bash", "-n"], &["zsh", "-n"], &["fish", "--no-execute"]];
    for program in programs {
        let script = bench.done(&["completions", program[0]]);
        if let Some((done, said)) = run(program, &script) {
            assert!(done && said.is_empty(), "{program:?}: {said}");
            let broken = run(program, &format!("{script}\nfor (\n")).unwrap();
            assert!(!broken.0, "{program:?} reads anything");
        }
    }
}

#[test]
fn bash_completes_a_subcommand_and_a_word() {
    let script = with_plan().done(&["completions", "bash"]);
    let ask = |words: &str, at: usize| {
        let words = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={at}\n_backcast backcast \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"\n\
             test \"${{COMPREPLY[*]}}\" = \"$1\" || {{ echo \"${{COMPREPLY[*]}}\" >&2; exit 1; }}"
        );
        move |wanted: &str| run(&["bash", "-s", "--", wanted], &words)
    };
    for (words, at, wanted) in [
        ("backcast hist", 1, "history"),
        ("backcast goals --format x", 3, "xlsx"),
        ("backcast goals --form", 2, "--format"),
    ] {
        if let Some((done, said)) = ask(words, at)(wanted) {
            assert!(done, "{words}: {said}");
        }
    }
}

#[test]
fn the_manual_has_every_subcommand_and_every_option() {
    let bench = with_plan();
    let page = bench.done(&["man"]);
    let plain = page.replace("\\-", "-");
    for name in subcommands(&bench) {
        assert!(plain.contains(&format!("\n\\fBbackcast {name}\\fR")), "{name}");
        for option in options(&bench, &name) {
            assert!(plain.contains(&format!("\\fB{option}\\fR")), "{name} {option}");
        }
    }
    for heading in [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "COMMANDS",
        "EDITS",
        "ENVIRONMENT",
        "FILES",
        "EXIT STATUS",
        "EXAMPLES",
    ] {
        assert!(page.contains(&format!("\n.SH {heading}\n")), "{heading}");
    }
    for variable in ["BACKCAST_STORE", "NO_COLOR", "COLORFGBG", "BACKCAST_NO_SYNC"] {
        assert!(page.contains(variable), "{variable}");
    }
    assert!(page.contains(&format!("backcast {}", env!("CARGO_PKG_VERSION"))) && !page.contains("\n.\\\"= "));
    assert_eq!(plain.matches("\\fB--store\\fR").count(), 1, "what all commands take is told once");
}

#[test]
fn the_manual_is_set_without_a_complaint() {
    let page = with_plan().done(&["man"]);
    assert!(page.is_ascii(), "other letters are written as escapes");
    if let Some((done, said)) = run(&["groff", "-man", "-Tutf8", "-ww", "-z"], &page) {
        assert!(done && said.is_empty(), "{said}");
    }
}

#[test]
fn the_edits_of_the_manual_and_of_the_help_are_edits() {
    let bench = with_plan();
    let page = bench.done(&["man"]).replace("\\-", "-");
    let edits = page.split("\n.SH EDITS\n").nth(1).and_then(|rest| rest.split("\n.SH ").next()).unwrap();
    let help = bench.done(&["set", "--help"]);
    let help = help.split("Edits: FIELD").nth(1).and_then(|rest| rest.split("STAGE is").next()).unwrap();
    let lines = edits.lines().filter(|line| !line.contains('\\')).chain(help.lines().skip(1));
    let words = lines.flat_map(str::split_whitespace).filter(|word| word.contains('='));
    let mut tried = 0;
    for word in words {
        let stage = if word.contains("value") || word.contains("direct") { "deals" } else { "leads" };
        let edit = [
            ("STAGE", stage),
            ("stage-=demos", "stage-=lost"),
            ("8,9,11,…", "8,9,11,8,8,8,6,5,9,10,9,9"),
            ("150k,…", "150k"),
            ("=...", "=Some"),
            ("=…", "=Some"),
        ];
        let edit = edit.iter().fold(word.to_owned(), |edit, (from, to)| edit.replace(from, to));
        let first = ["--set", "stage+=Lost@2", "--set", "leads.lock=direct"];
        bench.done(&[&["goals", "plan.json"][..], &first, &["--set", &edit]].concat());
        tried += 1;
    }
    assert!(tried > 60, "{tried} edits");
}

#[test]
fn the_schema_is_printed_as_it_may_be_kept() {
    let bench = with_plan();
    let schema = bench.done(&["schema"]);
    assert_eq!(json(&schema)["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(bench.done(&["schema", "--out", "backcast.schema.json"]), "");
    assert_eq!(std::fs::read_to_string(bench.path("backcast.schema.json")).unwrap(), schema);
    bench.refused(&["schema", "--out", "backcast.schema.json"], 2);
    let plan = PLAN.replacen('{', "{ \"$schema\": \"./backcast.schema.json\",", 1);
    std::fs::write(bench.path("plan.json"), plan).unwrap();
    bench.done(&["set", "plan.json", "target=1m"]);
    let kept = std::fs::read_to_string(bench.path("plan.json")).unwrap();
    assert_eq!(json(&kept)["$schema"], "./backcast.schema.json");
    assert!(kept.starts_with("{\n  \"format\": \"backcast\""), "{kept}");
}

#[test]
fn settings_that_were_asked_for_must_be_there() {
    let bench = with_plan();
    let err = bench.refused(&["--config", "nothing.toml"], 2);
    assert!(err.contains("--config nothing.toml: it is not there"), "{err}");
    std::fs::write(bench.path("mine.toml"), "theme = 7\n[grid]\nsing = [\"x\"]\n").unwrap();
    let err = bench.refused(&["--config", "mine.toml"], 2);
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines[0], "backcast: mine.toml: line 1: theme is \"dark\", \"light\" or \"none\"");
    assert!(lines[1].starts_with("backcast: mine.toml: line 3: there is no command \"sing\""), "{err}");
    assert!(lines[2].contains("the screen needs a terminal") && lines.len() == 3, "{err}");
    assert!(
        bench.done(&["--config", "nothing.toml", "goals", "plan.json"]).starts_with("Acme"),
        "not on the screen"
    );
}

#[cfg(unix)]
#[test]
fn settings_that_are_no_file_or_too_large_are_told_and_hang_nothing() {
    let bench = with_plan();
    let said = |path: &str| bench.refused(&["--config", path], 2);
    assert!(said("/dev/zero").contains("/dev/zero: it is not a regular file"));
    assert!(said(".").contains(".: it is not a regular file"));
    assert!(Command::new("mkfifo").arg(bench.path("pipe")).status().unwrap().success());
    assert!(said("pipe").contains("pipe: it is not a regular file"));
    std::fs::write(bench.path("large.toml"), vec![b'#'; 2 << 20]).unwrap();
    assert!(said("large.toml").contains("large.toml: it is over 1 MiB"));
    std::fs::write(bench.path("latin.toml"), b"theme = \"d\xe4rk\"").unwrap();
    assert!(said("latin.toml").contains("latin.toml: it is not UTF-8 text"));
}
