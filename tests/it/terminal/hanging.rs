//! A disk that hangs under the real program: `strace` holds up each call that waits for it.

use std::process::{Command, Stdio};

use super::ending::{ENDS, assert_as_before, id};
use super::pty::{Pty, Start, kill};
use tempfile::TempDir;

/// A disk that takes five seconds for the first save.
const SLOW_ONCE: &str = "stty -g > \"$HOME/before\"; \
    strace -f -qq -o /dev/null -e inject=fsync,fdatasync:delay_enter=5000000:when=1 \"$@\"; \
    echo \"[ended $?]\"; stty -g > \"$HOME/after\"";

/// A disk that takes five seconds whenever something is to be safe on it.
const ALWAYS_SLOW: &str = "strace -f -qq -o /dev/null -e inject=fsync,fdatasync:delay_enter=5000000 \
    sh -c 'echo $$ > \"$HOME/id\"; exec \"$@\"' sh \"$@\"";

/// Starts the program with a slow disk; none where nothing can do that.
fn on_slow_disk(folder: &TempDir, script: &'static str) -> Option<Pty> {
    let strace = Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !strace.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no strace (Debian package strace)");
        return None;
    }
    Some(Start::new(folder).script(script).run())
}

#[test]
fn keys_are_answered_while_a_save_hangs_and_the_title_says_so() {
    let folder = TempDir::new().expect("there is room for a store");
    let Some(mut pty) = on_slow_disk(&folder, SLOW_ONCE) else { return };
    pty.wait("Total").send("s").wait("Save as").send("\r").wait("saving … 1 s");
    pty.send("\x1b[C").wait("[2.1%]").send("\x1b[C").wait("[2.2%]").wait("saving … 3 s");
    assert!(!pty.text().contains("saved to"), "{}", pty.text());
    pty.patiently("saved to").wait("● unsaved");
}

#[test]
fn quitting_does_not_wait_for_ever_and_says_what_was_not_finished() {
    let folder = TempDir::new().expect("there is room for a store");
    let Some(mut pty) = on_slow_disk(&folder, SLOW_ONCE) else { return };
    pty.wait("Total").send("s").wait("Save as").send("\r").wait("saving …").send("q").wait("leaves once");
    pty.send("\x03\x03").wait("before this was finished");
    pty.patiently(ENDS);
    pty.end();
    assert_as_before(&folder);
}

#[test]
fn in_the_very_first_session_on_a_slow_disk_a_kill_takes_no_edit() {
    let folder = TempDir::new().expect("there is room for a store");
    let Some(mut pty) = on_slow_disk(&folder, ALWAYS_SLOW) else { return };
    pty.wait("Total").send("\x1b[C").wait("[2.1%]").wait("NOT SAVED");
    kill("-KILL", id(&folder));
    pty.end();
    Start::new(&folder).run().wait("Recover").send("r").wait("recovered").wait("[2.1%]");
}
