//! Files and folders that are not what they should be: pipes, devices, loops, full and read-only disks, no home.
//!
//! Each is refused in words, at once, with the right status; nothing is lost and nothing is written elsewhere.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the places are laid out by the test")]

mod disks;
mod homes;
mod on_screen;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::bad_files::RICH;
use crate::run::{PROGRAM, Said, assert_told, program, run, say, within};

/// How long a refusal may take on a machine that does other things too; alone it takes a few milliseconds.
const AT_ONCE: Duration = Duration::from_secs(2);

/// A folder to work in with a scenario in its store.
fn bench() -> TempDir {
    let folder = TempDir::new().expect("there is room for a folder");
    let scenarios = folder.path().join("store/scenarios");
    fs::create_dir_all(&scenarios).expect("it is ours");
    fs::create_dir(folder.path().join("home")).expect("it is ours");
    fs::write(scenarios.join("base.json"), RICH).expect("it is ours");
    folder
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// All paths below a folder.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(paths(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

/// Whether a command can be run here.
fn works(command: &[&str]) -> bool {
    let mut command = {
        let mut it = Command::new(command[0]);
        it.args(&command[1..]);
        it
    };
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n")
}

/// Somebody whom permissions hold: this user, or nobody where this is root. None, with the reason, where that fails.
struct Somebody {
    prefix: Vec<&'static str>,
    program: PathBuf,
    _folder: TempDir,
}

impl Somebody {
    fn new() -> Option<Self> {
        let folder = TempDir::new().expect("there is room for a folder");
        mode(folder.path(), 0o755);
        let program = folder.path().join("backcast");
        fs::copy(PROGRAM, &program).expect("there is room for the program");
        let prefix = if is_root() {
            vec!["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        } else {
            Vec::new()
        };
        let runs = [&prefix[..], &[program.to_str()?, "--version"]].concat();
        if !works(&runs) {
            println!("skipped: this is root, and setpriv (Debian: util-linux) cannot make it somebody else");
            return None;
        }
        Some(Self { prefix, program, _folder: folder })
    }

    /// Runs the program with arguments in a folder.
    #[track_caller]
    fn say(&self, folder: &Path, arguments: &[&str]) -> Said {
        let mut command = match self.prefix.split_first() {
            Some((first, rest)) => {
                let mut it = Command::new(first);
                it.args(rest).arg(&self.program);
                it
            }
            None => Command::new(&self.program),
        };
        within(&mut command, folder);
        run(command.args(arguments))
    }
}

/// Checks a refusal: its status, that it came at once, and that it says something.
#[track_caller]
fn assert_refused(said: &Said, status: i32, parts: &[&str]) {
    assert_eq!((said.status, said.out.as_str()), (status, ""), "{said:?}");
    assert_told(said);
    assert_eq!(said.err.lines().count(), 1, "{said:?}");
    assert!(said.took < AT_ONCE, "{said:?}");
    for part in parts {
        assert!(said.err.contains(part), "{part:?} is not said: {said:?}");
    }
}

/// What stands where a scenario should, the status of reading it, and what is said of it.
fn no_files(folder: &Path) -> Vec<(&'static str, i32, &'static str)> {
    let at = |name: &str| folder.join(name);
    let link = |to: &str, name: &str| symlink(to, at(name)).expect("it is ours");
    assert!(works(&["mkfifo", at("pipe.json").to_str().expect("it is plain")]), "there is a mkfifo");
    drop(UnixListener::bind(at("socket.json")).expect("it is ours"));
    fs::create_dir(at("folder.json")).expect("it is ours");
    fs::File::create(at("sparse.json")).and_then(|file| file.set_len(50 << 30)).expect("holes take no room");
    link("/dev/zero", "zero.json");
    link("/dev/full", "full.json");
    link("/dev/tty", "tty.json");
    link("gone.json", "dangling.json");
    link("loop.json", "loop.json");
    link("pipe.json", "to-pipe.json");
    link("sparse.json", "to-sparse.json");
    vec![
        ("pipe.json", 2, "is not a regular file; a scenario must be one"),
        ("socket.json", 2, "is not a regular file; a scenario must be one"),
        ("folder.json", 2, "is not a regular file; a scenario must be one"),
        ("zero.json", 2, "is not a regular file; a scenario must be one"),
        ("full.json", 2, "is not a regular file; a scenario must be one"),
        ("tty.json", 2, "is not a regular file; a scenario must be one"),
        ("to-pipe.json", 2, "is not a regular file; a scenario must be one"),
        ("sparse.json", 2, "the file is over 8 MiB"),
        ("to-sparse.json", 2, "the file is over 8 MiB"),
        ("dangling.json", 2, "is a link to nothing: there is no gone.json"),
        ("loop.json", 1, "Too many levels of symbolic links"),
    ]
}

/// The ways to a scenario by its path.
const WAYS: [&[&str]; 8] = [
    &["goals", "@"],
    &["levers", "@"],
    &["explain", "@", "1", "total"],
    &["seek", "@", "--want", "1.need=900k"],
    &["compare", "base", "@"],
    &["set", "@", "target=1m"],
    &["copy", "@", "Copied"],
    &["rename", "@", "Renamed"],
];

#[test]
fn what_is_no_file_is_refused_at_once_by_every_subcommand() {
    let folder = bench();
    let there = no_files(folder.path());
    let before = paths(folder.path());
    let mut slowest = Duration::ZERO;
    for (name, status, part) in &there {
        for way in WAYS {
            let line: Vec<&str> = way.iter().map(|word| if *word == "@" { *name } else { *word }).collect();
            let said = say(folder.path(), &line);
            assert_refused(&said, *status, &[part, name]);
            slowest = slowest.max(said.took);
        }
        let checked = say(folder.path(), &["check", name]);
        assert!(checked.status == *status && checked.out.contains(part), "{checked:?}");
        if part.contains("regular") {
            let out = say(folder.path(), &["goals", "base", "--out", name, "--force"]);
            assert_refused(&out, 1, &["it is not a regular file", name]);
        }
    }
    assert_eq!(paths(folder.path()), before, "nothing was written");
    println!(
        "places: {} that are no files × {} subcommands, the slowest took {slowest:?}",
        there.len(),
        WAYS.len() + 2
    );
}

#[test]
fn a_list_with_what_is_no_file_in_it_is_there_at_once_and_says_so() {
    let folder = bench();
    let scenarios = folder.path().join("store/scenarios");
    let there = no_files(&scenarios);
    for format in ["table", "json", "csv", "markdown"] {
        let said = say(folder.path(), &["list", "--format", format]);
        assert!(said.status == 0 && said.took < AT_ONCE, "{said:?}");
        for (name, _, part) in &there {
            let slug = name.trim_end_matches(".json");
            assert!(said.out.contains(slug), "{slug} is not listed: {said:?}");
            assert!(
                said.out.replace('\\', "").contains(part) || *name == "dangling.json",
                "{part}: {said:?}"
            );
        }
    }
    for (name, ..) in &there {
        let slug = name.trim_end_matches(".json");
        let said = say(folder.path(), &["goals", slug]);
        assert!(said.status > 0 && said.took < AT_ONCE, "{said:?}");
        assert_told(&said);
    }
    let said = say(folder.path(), &["set", "base", "target=1m"]);
    assert_eq!(said.status, 0, "the others go on: {said:?}");
}

#[test]
fn a_link_to_a_file_elsewhere_is_saved_through_and_stays_a_link() {
    let folder = bench();
    let real = folder.path().join("real.json");
    fs::write(&real, RICH).expect("it is ours");
    let link = folder.path().join("store/scenarios/linked.json");
    symlink(&real, &link).expect("it is ours");
    let said = say(folder.path(), &["set", "linked", "name=Linked", "target=1m"]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert!(fs::read_to_string(&real).expect("it is there").contains("1000000"));
}

#[test]
fn a_path_that_is_too_long_or_leads_through_a_file_is_refused() {
    let folder = bench();
    let long = format!("{}.json", "n".repeat(300));
    let deep = format!("{}x.json", "d/".repeat(3000));
    for name in ["store/scenarios/base.json/x", "", "\n", long.as_str(), deep.as_str()] {
        for way in WAYS {
            let line: Vec<&str> = way.iter().map(|word| if *word == "@" { name } else { *word }).collect();
            assert_refused(&say(folder.path(), &line), 2, &["no scenario or file"]);
        }
    }
    for (out, part) in [
        ("store/scenarios/base.json/x", "is a file"),
        (long.as_str(), "too long"),
        ("no/such/x", "No such file"),
        ("store", "is there already"),
    ] {
        let said = say(folder.path(), &["goals", "base", "--out", out]);
        assert_refused(&said, if out == "store" { 2 } else { 1 }, &[part]);
    }
}

#[test]
fn what_may_not_be_read_or_written_is_said_and_left_alone() {
    let Some(somebody) = Somebody::new() else { return };
    let folder = bench();
    let at = |name: &str| folder.path().join(name);
    mode(folder.path(), 0o755);
    fs::create_dir(at("closed")).expect("it is ours");
    for name in ["secret.json", "closed/plan.json", "open.json"] {
        fs::write(at(name), RICH).expect("it is ours");
    }
    mode(&at("home"), 0o777);
    mode(&at("secret.json"), 0o000);
    mode(&at("closed"), 0o000);
    mode(&at("open.json"), 0o644);
    mode(&at("store/scenarios/base.json"), 0o644);
    for read_only in ["store/scenarios", "store", "."] {
        mode(&at(read_only), 0o555);
    }
    let denied = "Permission denied";
    let say = |line: &[&str]| somebody.say(folder.path(), line);
    assert_refused(&say(&["goals", "secret.json"]), 1, &["secret.json", denied, "change who may use it"]);
    assert_refused(&say(&["set", "secret.json", "target=1m"]), 1, &["secret.json", denied]);
    assert_refused(&say(&["goals", "closed/plan.json"]), 1, &["closed/plan.json", denied]);
    assert_refused(&say(&["new", "Fresh"]), 1, &["fresh.json", denied, "--store DIR"]);
    assert_refused(&say(&["set", "base", "target=1m"]), 1, &["base.json", denied, "--store DIR"]);
    assert_refused(&say(&["copy", "base", "Copied"]), 1, &["copied.json", denied]);
    assert_refused(&say(&["rename", "base", "Renamed"]), 1, &["base.json", denied]);
    assert_refused(&say(&["delete", "base"]), 1, &["trash", denied]);
    assert_refused(&say(&["goals", "base", "--out", "goals.txt"]), 1, &["goals.txt", denied]);
    assert_eq!(say(&["goals", "base"]).status, 0, "what may be read is");
    let left: Vec<PathBuf> = paths(&at("store"));
    for (name, bits) in [(".", 0o755), ("store", 0o755), ("store/scenarios", 0o755), ("closed", 0o755)] {
        mode(&at(name), bits);
    }
    assert_eq!(left, [at("store/scenarios"), at("store/scenarios/base.json")]);
    assert_eq!(fs::read_to_string(at("store/scenarios/base.json")).expect("it is ours"), RICH);
    // A file that may be written in a folder that may not.
    assert_eq!(
        program(folder.path()).args(["goals", "open.json"]).output().map(|out| out.status.code()).ok(),
        Some(Some(0))
    );
}
