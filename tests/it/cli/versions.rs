//! Earlier versions and files of newer versions on the command line; who may read what it makes; disks without locks.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::json;
use crate::workbench::{Bench, TODAY, said};

/// A store with "Base", saved three times.
fn with_versions() -> Bench {
    let bench = Bench::new();
    bench.done(&["new", "Base"]);
    for amount in ["target=1m", "target=2m"] {
        bench.done(&["set", "base", amount]);
    }
    bench
}

#[test]
fn the_history_lists_versions_with_what_differs_and_how_to_get_one() {
    let bench = with_versions();
    let out = bench.done(&["history", "base", "--today", TODAY]);
    assert!(out.starts_with("Name  Version"), "{out}");
    assert!(out.contains("against the file now: Amount $2.00M → $1.00M"), "{out}");
    assert!(out.contains("$24,000,000") && out.contains("history/base"), "{out}");
    assert!(out.contains("restore NAME --version VERSION puts one back"), "{out}");

    let listed = json(&bench.done(&["history", "base", "--format", "json", "--today", TODAY]));
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let (last, first) = (&listed[0], &listed[1]);
    assert_eq!((&last["amount"], &first["amount"]), (&1e6.into(), &24e6.into()));
    assert!(last["differs"].as_str().unwrap().starts_with("Amount $2.00M → $1.00M"), "{last}");
    assert!(Path::new(last["file"].as_str().unwrap()).is_file());
    let goals = bench.done(&["goals", last["file"].as_str().unwrap()]);
    assert!(goals.contains("$1,000,000"), "{goals}");
    let csv = bench.done(&["history", "base", "--format", "csv"]);
    assert!(csv.lines().next().unwrap().ends_with(",differs") && csv.lines().count() == 3, "{csv}");

    bench.done(&["new", "Other"]);
    assert!(bench.done(&["history", "other"]).starts_with("There are no earlier versions"));
    bench.refused(&["history", "nobody"], 2);
}

#[test]
fn a_version_is_put_back_and_what_was_there_is_kept() {
    let bench = with_versions();
    let names = || -> Vec<String> {
        let listed = json(&bench.done(&["history", "base", "--format", "json"]));
        listed.as_array().unwrap().iter().map(|entry| entry["slug"].as_str().unwrap().to_owned()).collect()
    };
    let first = names().pop().unwrap();
    let out = bench.done(&["restore", "base", "--version", &first]);
    assert!(out.contains(&format!("as of {first}; what it held is kept as ")), "{out}");
    assert!(bench.done(&["list"]).contains("$24,000,000"));
    assert_eq!(names().len(), 3);
    let kept = out.trim_end().rsplit(' ').next().unwrap().to_owned();
    bench.done(&["restore", "base", "--version", &kept]);
    assert!(bench.done(&["list"]).contains("$2,000,000"));
    assert!(bench.done(&["restore", "base", "--version", &kept]).contains("says the same as"));
    let err = bench.refused(&["restore", "base", "--version", "19"], 2);
    assert!(err.contains("has no earlier version \"19\"; there are: ") && err.contains(&first), "{err}");
    assert!(bench.refused(&["restore", "base", "--version", "2"], 2).contains("there are: "));
}

#[test]
fn a_damaged_file_is_left_by_all_that_read_and_mended_from_its_history() {
    let bench = with_versions();
    let file = bench.stored("base");
    fs::write(&file, "{ \"format\":\n oops").unwrap();
    let versions = json(&bench.done(&["history", "base", "--format", "json"]));
    let version = Path::new(versions[0]["file"].as_str().unwrap());
    let quarantine = version.ancestors().nth(3).unwrap().join("quarantine");
    let copies = || fs::read_dir(&quarantine).map_or(0, Iterator::count);
    assert!(bench.done(&["list"]).contains("base: line 2"));
    assert!(bench.done(&["history", "base"]).contains("Base"));
    for arguments in [&["goals", "base"][..], &["set", "base", "target=3m"], &["rename", "base", "B"]] {
        assert!(bench.refused(arguments, 2).contains("line 2"), "{arguments:?}");
    }
    assert_eq!((fs::read_to_string(&file).unwrap().as_str(), copies()), ("{ \"format\":\n oops", 0));
    bench.done(&["restore", "base", "--version", versions[0]["slug"].as_str().unwrap()]);
    assert_eq!(copies(), 1);
    assert!(bench.done(&["list"]).contains("$1,000,000"));
}

#[test]
fn a_file_of_a_newer_version_stays_as_it_is_whatever_is_asked() {
    let bench = with_versions();
    let file = bench.stored("base");
    let newer =
        fs::read_to_string(&file).unwrap().replace("\"version\": 1,", "\"version\": 3, \"new\": [1],");
    fs::write(&file, &newer).unwrap();
    let versions = json(&bench.done(&["history", "base", "--format", "json"]));
    let version = versions[0]["slug"].as_str().unwrap();
    let refused: [&[&str]; 3] = [
        &["set", "base", "target=3m"],
        &["rename", "base", "Other"],
        &["restore", "base", "--version", version],
    ];
    for arguments in refused {
        let said = bench.run(arguments);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{arguments:?}: {said:?}");
        assert!(said.err.contains("read-only here"), "{arguments:?}: {said:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), newer, "{arguments:?}");
    }
    let reading: [&[&str]; 4] =
        [&["goals", "base"], &["check", "base"], &["copy", "base", "Copy"], &["list"]];
    for arguments in reading {
        assert_eq!(bench.run(arguments).status, 0, "{arguments:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), newer, "{arguments:?}");
    }
    bench.done(&["delete", "base"]);
    bench.done(&["restore", "base"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
}

#[test]
fn a_version_of_the_format_that_cannot_be_is_refused() {
    let bench = Bench::new();
    let plan = fs::read_to_string("tests/data/formats/version-1.json").unwrap();
    let check = |version: &str| {
        let text = plan.replace("\"version\": 1,", &format!("\"version\": {version},"));
        fs::write(bench.path("plan.json"), text).unwrap();
        bench.run(&["goals", "plan.json", "--today", TODAY])
    };
    for version in ["0", "-1", "1.5", "\"1\"", "null", "true", "[1]", "0.999999"] {
        let said = check(version);
        assert_eq!(said.status, 2, "{version}: {said:?}");
        assert!(said.err.contains("version: found") && said.err.contains("allowed 1"), "{version}: {said:?}");
    }
    for version in ["2", "2.0", "18446744073709551616", "1e300"] {
        let said = check(version);
        assert_eq!(said.status, 0, "{version}: {said:?}");
        assert!(said.err.contains("written by a newer backcast"), "{version}: {said:?}");
        assert_eq!(bench.run(&["set", "plan.json", "target=1m"]).status, 2, "{version}");
    }
    assert!(check("1e400").err.contains("line 3, column 18: number out of range"));
    assert_eq!(check("1.0").err, "");
}

#[cfg(unix)]
#[test]
fn whatever_the_umask_what_is_made_is_for_the_user_alone_and_modes_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let program = bench.command().get_program().to_owned();
    let run = |arguments: &str| {
        let mut command = Command::new("sh");
        command.current_dir(bench.path("")).env_clear().env("HOME", bench.path(""));
        command.env("BACKCAST_STORE", bench.path("store")).env("PROGRAM", &program);
        let output =
            command.args(["-c", &format!("umask 0; exec \"$PROGRAM\" {arguments}")]).output().unwrap();
        assert!(output.status.success(), "{:?}", said(&output));
    };
    run("new Base");
    run("new Gone");
    run("set base target=1m");
    run("delete gone");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut seen = 0;
    let mut folders = vec![bench.path("store"), bench.path(".local/state/backcast")];
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 4, "a scenario, a deleted one, a version and locks: {seen}");
    fs::set_permissions(bench.stored("base"), fs::Permissions::from_mode(0o664)).unwrap();
    run("set base target=2m");
    assert_eq!(mode(&bench.stored("base")), 0o664);
}

#[cfg(target_os = "linux")]
#[test]
fn that_there_are_no_locks_is_said_on_standard_error() {
    let bench = with_versions();
    let program = bench.command().get_program().to_owned();
    let mut command = Command::new("strace");
    command.args(["-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOTSUP"]);
    command.arg(program).args(["set", "base", "target=9m"]);
    command.env("HOME", bench.path("")).env("BACKCAST_STORE", bench.path("store"));
    let Ok(output) = command.output() else {
        eprintln!("skipped: strace is not installed (Debian package strace)");
        return;
    };
    let said = said(&output);
    if said.err.contains("strace:") {
        eprintln!("skipped: strace may not trace here: {}", said.err);
        return;
    }
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(
        said.err, "backcast: there are no locks on that disk: do not save from two programs at once\n",
        "{said:?}"
    );
    assert!(bench.done(&["list"]).contains("$9,000,000"));
}
