//! The real program, run with hostile arguments, files and places: what it said, and that it behaved.

#![expect(clippy::disallowed_methods, reason = "a run that hangs is seen by a clock")]

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::hostile::first_hostile;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_backcast");

/// How long a run may take on a machine that does other things too.
const DEADLINE: Duration = Duration::from_secs(10);

/// What a run said, as text, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
    pub(crate) took: Duration,
}

/// The program with a store in a folder and that folder as home, in that folder.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    within(&mut command, folder);
    command
}

/// Keeps a command to a folder.
pub(crate) fn within(command: &mut Command, folder: &Path) {
    command.current_dir(folder).env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command.env("HOME", folder.join("home")).env("BACKCAST_STORE", folder.join("store"));
}

/// Runs a command to its end and checks what always holds: it ends, in time, with a status of ours and no panic, and
/// nothing that it prints could act on a terminal.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> Said {
    let begun = Instant::now();
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let out = collect(child.stdout.take().expect("it is piped"));
    let err = collect(child.stderr.take().expect("it is piped"));
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is our child") {
            break status;
        }
        if begun.elapsed() > DEADLINE {
            let _ = child.kill();
            panic!("{command:?} does not end");
        }
        thread::sleep(Duration::from_micros(200));
    };
    let text = |bytes: thread::JoinHandle<Vec<u8>>| {
        let bytes = bytes.join().expect("reading does not fail");
        String::from_utf8(bytes).unwrap_or_else(|error| panic!("{command:?} printed no UTF-8: {error}"))
    };
    let (out, err) = (text(out), text(err));
    let status = status.code().unwrap_or_else(|| panic!("{command:?} was killed: {status}"));
    let said = Said { out, err, status, took: begun.elapsed() };
    assert!(matches!(said.status, 0..=2), "{command:?}: {said:?}");
    for text in [&said.out, &said.err] {
        let found = first_hostile(text);
        assert!(found.is_none(), "{command:?} printed {found:?}: {said:?}");
        assert!(!text.contains("panicked") && !text.contains("RUST_BACKTRACE"), "{command:?}: {said:?}");
    }
    said
}

fn collect(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        bytes
    })
}

/// Runs the program with arguments in a folder.
#[track_caller]
pub(crate) fn say<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Said {
    run(program(folder).args(arguments))
}

/// Checks that a refusal is one that a person can act on: something on standard error.
#[track_caller]
pub(crate) fn assert_told(said: &Said) {
    assert!(said.err.starts_with("backcast: ") && said.err.chars().count() > 20, "{said:?}");
}
