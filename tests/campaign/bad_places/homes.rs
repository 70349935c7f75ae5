//! Homes and stores that are missing, empty, relative, files, somebody else's, or gone.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Somebody, assert_refused, bench, mode, paths};
use crate::run::{PROGRAM, Said, program, run};

/// Runs without a store of its own, with variables as they are given.
#[track_caller]
fn homeless(folder: &Path, variables: &[(&str, &str)], line: &[&str]) -> Said {
    let mut command = program(folder);
    command.env_remove("HOME").env_remove("BACKCAST_STORE");
    run(command.envs(variables.iter().copied()).args(line))
}

#[test]
fn without_a_home_the_way_out_is_said_and_nothing_is_written() {
    let folder = bench();
    let before = paths(folder.path());
    for home in [None, Some(""), Some("relative"), Some("."), Some("~")] {
        let variables: Vec<_> = home.map(|home| ("HOME", home)).into_iter().collect();
        for line in [
            &["list"][..],
            &["new", "X"],
            &["trash"],
            &["goals", "base"],
            &["restore", "x"],
            &["delete", "x"],
        ] {
            assert_refused(
                &homeless(folder.path(), &variables, line),
                1,
                &["HOME is not an absolute path", "--store DIR"],
            );
        }
        let said = homeless(folder.path(), &variables, &["goals", "store/scenarios/base.json"]);
        assert_eq!(said.status, 0, "a path needs no home: {said:?}");
        let said = homeless(folder.path(), &variables, &["--store", "store", "list"]);
        assert!(said.status == 0 && said.out.contains("Canon"), "{said:?}");
        for xdg in ["XDG_DATA_HOME", "XDG_STATE_HOME"] {
            let variables = [&variables[..], &[(xdg, "relative")]].concat();
            assert_refused(&homeless(folder.path(), &variables, &["new", "X"]), 1, &["--store DIR"]);
        }
    }
    assert_eq!(paths(folder.path()), before);
}

#[test]
fn a_home_that_is_no_folder_is_said_and_nothing_is_written() {
    let folder = bench();
    let before = paths(folder.path());
    let file = folder.path().join("store/scenarios/base.json");
    for home in ["/dev/null", file.to_str().expect("it is plain"), "/proc/nowhere"] {
        for line in [&["list"][..], &["new", "X"], &["trash"]] {
            let said = homeless(folder.path(), &[("HOME", home)], line);
            if home == "/proc/nowhere" && line[0] != "new" {
                assert_eq!(said.status, 0, "what is not there is empty: {said:?}");
            } else {
                assert_refused(&said, 1, &[home]);
            }
        }
        let set =
            homeless(folder.path(), &[("HOME", home)], &["set", "store/scenarios/base.json", "target=1m"]);
        assert_refused(&set, 1, &[home]);
    }
    assert_eq!(paths(folder.path()), before);
}

#[test]
fn relative_folders_of_the_desktop_are_passed_over() {
    let folder = bench();
    let home = folder.path().join("home").display().to_string();
    let variables = [
        ("HOME", home.as_str()),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "./state"),
        ("XDG_CONFIG_HOME", "../x"),
    ];
    let said = homeless(folder.path(), &variables, &["new", "X"]);
    assert!(
        said.status == 0 && said.out.contains(&format!("{home}/.local/share/backcast/scenarios/x.json")),
        "{said:?}"
    );
    let mut there: Vec<_> =
        fs::read_dir(folder.path()).expect("it is ours").map(|entry| entry.unwrap().file_name()).collect();
    there.sort();
    assert_eq!(there, ["home", "store"]);
}

#[test]
fn a_store_that_is_no_folder_is_said() {
    let folder = bench();
    fs::write(folder.path().join("file"), "not a store").expect("it is ours");
    let before = paths(folder.path());
    for line in [&["list"][..], &["trash"], &["new", "X"], &["goals", "x"], &["restore", "x"]] {
        let said = run(program(folder.path()).args(["--store", "file"]).args(line));
        assert_refused(&said, 1, &["/file", "a part of that path is a file", "--store DIR"]);
        let said = run(program(folder.path()).env("BACKCAST_STORE", "/dev/null").args(line));
        assert_refused(&said, 1, &["/dev/null"]);
    }
    let said = run(program(folder.path()).args(["--store", "", "list"]));
    assert!(said.status == 2 && said.err.contains("a value is required for '--store <DIR>'"), "{said:?}");
    let said = run(program(folder.path()).env("BACKCAST_STORE", "").args(["list"]));
    assert!(
        said.status == 0 && said.out.contains("/home/.local/share"),
        "an empty variable is none: {said:?}"
    );
    assert_eq!(paths(folder.path()), before);
}

#[test]
fn a_home_of_somebody_else_is_said() {
    let Some(somebody) = Somebody::new() else { return };
    let folder = bench();
    mode(folder.path(), 0o755);
    mode(&folder.path().join("home"), 0o555);
    mode(&folder.path().join("store"), 0o777);
    mode(&folder.path().join("store/scenarios"), 0o777);
    mode(&folder.path().join("store/scenarios/base.json"), 0o666);
    let said = somebody.say(folder.path(), &["set", "base", "target=1m"]);
    assert_refused(
        &said,
        1,
        &["was not saved", "earlier version", "Permission denied", "set HOME to a folder"],
    );
    let said = somebody.say(folder.path(), &["new", "Fresh"]);
    assert_eq!(said.status, 0, "a new file has no earlier version: {said:?}");
    mode(&folder.path().join("home"), 0o755);
    assert!(paths(&folder.path().join("home")).is_empty());
}

#[test]
fn a_folder_that_is_gone_under_the_program_is_said() {
    let folder = bench();
    let gone = folder.path().join("gone");
    // The shell goes into a folder and takes it away before the program starts there.
    let script = "mkdir gone && cd gone && rmdir ../gone && exec \"$@\"";
    let said = |line: &[&str]| {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script, "sh", PROGRAM]).args(line);
        crate::run::within(&mut command, folder.path());
        run(&mut command)
    };
    assert_eq!(said(&["list"]).status, 0, "the store has its own folder");
    assert_eq!(said(&["goals", "base"]).status, 0);
    assert_refused(&said(&["goals", "plan.json"]), 2, &["no scenario or file"]);
    for line in [
        &["--store", "x", "new", "X"][..],
        &["goals", "base", "--out", "x"],
        &["goals", "../store/scenarios/base.json"],
    ] {
        assert_refused(&said(line), 1, &["the folder that you are in is gone"]);
    }
    assert!(!gone.exists());
}
