//! What ends the program from outside, or stops it for a while: it goes at once, and the terminal is as it was.

#![expect(clippy::disallowed_methods, reason = "how long an end takes is measured by the clock")]

use std::fs::OpenOptions;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::pty::{Pty, Start, kill};
use crate::screen::read;

/// What the scripts below say when the program has ended.
pub(super) const ENDS: &str = "[ended ";

/// Runs the program between two looks at the terminal's modes, and says its number.
const BETWEEN_LOOKS: &str = "stty -g > \"$HOME/before\"; \
    sh -c 'echo $$ > \"$HOME/id\"; exec \"$@\"' sh \"$@\"; \
    echo \"[ended $?]\"; stty -g > \"$HOME/after\"";

fn folder() -> TempDir {
    TempDir::new().expect("there is room for a store")
}

fn text(path: &Path) -> String {
    String::from_utf8(read(path)).expect("it is text")
}

/// The number of the program, as its script told it.
pub(super) fn id(folder: &TempDir) -> u32 {
    text(&folder.path().join("id")).trim().parse().expect("it is a number")
}

/// Checks that the terminal's modes are what they were.
#[track_caller]
pub(super) fn assert_as_before(folder: &TempDir) {
    let looks = ["before", "after"].map(|look| text(&folder.path().join(look)));
    assert!(!looks[0].is_empty() && looks[0] == looks[1], "{looks:?}");
}

#[test]
fn the_modes_are_what_they_were_whatever_ends_the_program() {
    for (signal, status) in
        [(None, 0), (Some("-TERM"), 143), (Some("-HUP"), 129), (Some("-INT"), 130), (Some("-QUIT"), 131)]
    {
        let folder = folder();
        let mut pty = Start::new(&folder).script(BETWEEN_LOOKS).run();
        pty.wait("Total");
        match signal {
            None => _ = pty.send("q"),
            Some(signal) => kill(signal, id(&folder)),
        }
        pty.wait(&format!("{ENDS}{status}]"));
        assert!(!pty.is_full_screen());
        pty.end();
        assert_as_before(&folder);
    }
}

#[test]
fn a_signal_that_asks_to_stop_hands_the_terminal_to_the_shell() {
    let folder = folder();
    let script = "set -m; stty -g > \"$HOME/before\"; sh -c 'echo $$ > \"$HOME/id\"; exec \"$@\"' sh \"$@\"; \
                  echo \"[stopped]\"; stty -g > \"$HOME/after\"; read line; fg > /dev/null; echo \"[ended $?]\"";
    let mut pty = Start::new(&folder).script(script).run();
    pty.wait("Total");
    kill("-TSTP", id(&folder));
    pty.wait("[stopped]").until("the shell's screen", |pty| !pty.is_full_screen());
    pty.send("\n").until("the screen to return", Pty::is_full_screen).wait("Total");
    assert_as_before(&folder);
    pty.send("\x1b[C").wait("[2.1%]").send("u").wait("Undo").send("qD").wait("[ended 0]");
}

#[test]
fn where_no_shell_waits_nothing_is_stopped() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("\x1a").wait("no shell").send("\x1b[C").wait("[2.1%]");
    pty.signal("-TSTP");
    pty.wait("no shell").send("\x1b[C").wait("[2.2%]");
}

/// As in a container that was entered from a session outside: that and its groups have no number in it.
#[test]
fn in_a_container_without_its_own_shell_nothing_is_stopped() {
    let container = ["--user", "--map-root-user", "--pid", "--fork"];
    if !Command::new("unshare").args(container).arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("not tried: this machine lets nobody make a container");
        return;
    }
    let folder = folder();
    let script = "exec unshare --user --map-root-user --pid --fork sh -c '\"$@\"; exit' sh \"$@\"";
    let mut pty = Start::new(&folder).script(script).run();
    pty.wait("Total").send("\x1a").wait("no shell").send("\x1b[C").wait("[2.1%]").send("qD").end();
}

#[test]
fn a_program_that_was_stopped_by_force_takes_the_terminal_again() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").signal("-STOP");
    pty.until("the stop", |pty| state(pty.id()).is_some_and(|(state, _)| state == 'T'));
    let set = Command::new("stty").arg("-F").arg(pty.path()).args(["icanon", "echo", "isig"]).status();
    assert!(set.expect("there is stty").success());
    let drawn = |pty: &Pty| String::from_utf8_lossy(&pty.bytes()).matches("\x1b[?1049h").count();
    let before = drawn(&pty);
    pty.signal("-CONT");
    pty.until("the screen to be taken again", |pty| drawn(pty) > before);
    pty.send("\x1b[C").wait("[2.1%]");
}

/// Whether a process runs, as a letter, and the time that it and its children took of the processor.
fn state(id: u32) -> Option<(char, Duration)> {
    let line = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = line.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks: u64 = fields.get(11..15)?.iter().filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Some((fields[0].chars().next()?, Duration::from_millis(ticks * 10)))
}

/// Waits for the end of the process that was started, which nobody has taken note of yet; the time it took until then.
#[track_caller]
fn until_dead(pty: &mut Pty) -> Duration {
    let start = Instant::now();
    pty.until("the program's end", |pty| state(pty.id()).is_none_or(|(state, _)| state == 'Z'));
    start.elapsed()
}

/// How long the end may take; a second on a machine that is not busy.
const AT_ONCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 1_000 });

#[test]
fn a_closed_terminal_ends_the_program_at_once_and_without_haste() {
    let with_shell = "trap '' HUP; setsid --wait sh -c 'echo $$ > \"$HOME/id\"; exec \"$@\"' sh \"$@\"";
    let ignoring = "trap '' HUP; echo $$ > \"$HOME/id\"; exec \"$@\"";
    let plain = "echo $$ > \"$HOME/id\"; exec \"$@\"";
    for (what, script) in
        [("plain", plain), ("without hang-ups", ignoring), ("in another session", with_shell)]
    {
        let folder = folder();
        let mut pty = Start::new(&folder).script(script).run();
        pty.wait("Total");
        let (_, before) = state(id(&folder)).expect("it runs");
        pty.hang_up();
        let took = until_dead(&mut pty);
        let (_, after) = state(pty.id()).expect("nobody has taken note of its end");
        let used = after.saturating_sub(before);
        eprintln!("{what}: gone after {took:?}, having used {used:?}");
        assert!(took < AT_ONCE, "{what}: {took:?}");
        assert!(used < Duration::from_millis(200), "{what}: {used:?}");
    }
}

#[test]
fn a_signal_ends_the_program_though_the_terminal_does_not_read() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    // The modes last while somebody has the terminal open.
    let held = OpenOptions::new().read(true).open(pty.path()).expect("the terminal can be opened");
    let modes = |pty: &Pty| {
        let look = Command::new("stty").arg("-F").arg(pty.path()).arg("-g").output().expect("there is stty");
        String::from_utf8_lossy(&look.stdout).into_owned()
    };
    pty.wait("Total");
    let raw = modes(&pty);
    pty.be_deaf();
    // The loop is stuck once it writes to the terminal, its descriptor 1, and goes on doing so.
    let writes = |pty: &Pty| {
        let call =
            std::fs::read_to_string(format!("/proc/{0}/task/{0}/syscall", pty.id())).unwrap_or_default();
        call.split(' ').nth(1) == Some("0x1")
    };
    let mut stuck = 0;
    while stuck < 20 {
        pty.send("\x0c");
        std::thread::sleep(Duration::from_millis(5));
        stuck = if writes(&pty) { stuck + 1 } else { 0 };
    }
    pty.signal("-TERM");
    let took = until_dead(&mut pty);
    eprintln!("gone after {took:?}");
    assert!(took < AT_ONCE, "{took:?}");
    let after = modes(&pty);
    assert!(after != raw && !after.is_empty(), "the terminal is left in raw mode");
    drop(held);
}

#[test]
fn a_window_without_room_and_one_without_end_are_no_trouble() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total");
    for (width, height) in [(0, 0), (1, 1), (2, 1), (1, 2), (3000, 900)] {
        pty.resize(width, height);
        pty.send("\x1b[C");
    }
    pty.resize(80, 24);
    pty.wait("[2.5%]").wait("Total").send("q").wait("Discard").send("D");
    assert_eq!(pty.end().exit_code(), 0);
}
