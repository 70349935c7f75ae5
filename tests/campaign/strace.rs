//! Runs a program under strace: which calls it makes on a place's files, and what it does when some of them fail.

#![expect(clippy::disallowed_methods, reason = "a run that does not end is given up after a while")]

use std::collections::HashMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::place::{Place, Ran, run};

/// How long a run may take, on a machine that does much else.
const DEADLINE: Duration = Duration::from_secs(10);

/// A system call of a run.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// The how many-th of its name and thread it is, from 1.
    pub(crate) ordinal: usize,
    /// As strace prints it, with the paths of open files and without what is read and written.
    pub(crate) line: String,
}

impl Call {
    /// Whether it failed because it was told to.
    pub(crate) fn is_hit(&self) -> bool {
        self.line.contains("(INJECTED)")
    }

    /// Whether it has to do with a place's files.
    pub(crate) fn concerns(&self, place: &Place) -> bool {
        // Starting the program is not its own doing, and debug builds ask whether a file is open before closing it.
        let is_other = matches!(self.name.as_str(), "execve" | "fcntl");
        !is_other && self.line.contains(&*place.path().to_string_lossy())
    }
}

/// An error that calls are told to give.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) call: String,
    /// Which of them, as strace understands it.
    pub(crate) when: String,
    pub(crate) error: &'static str,
}

/// What a traced run did.
pub(crate) struct Traced {
    pub(crate) ran: Ran,
    pub(crate) calls: Vec<Call>,
}

impl Traced {
    /// The calls on a place's files.
    pub(crate) fn on(self, place: &Place) -> Vec<Call> {
        self.calls.into_iter().filter(|call| call.concerns(place)).collect()
    }
}

/// Why nothing can be traced here, if so.
pub(crate) fn obstacle() -> Option<String> {
    let mut trial = Command::new("strace");
    match trial.args(["-f", "-o", "/dev/null", "true"]).output() {
        Err(error) => Some(format!("strace cannot be run ({error}); Debian has it in the package strace")),
        Ok(output) if !output.status.success() => {
            Some(format!("strace may not trace here: {}", String::from_utf8_lossy(&output.stderr).trim()))
        }
        Ok(_) => None,
    }
}

/// Runs with faults and writes down all calls.
pub(crate) fn trace(place: &Place, command: &Command, faults: &[Fault]) -> Result<Traced, String> {
    strace(place, command, faults, &[])
}

/// Runs with faults and writes down only the calls that have the faults' names, which is faster.
pub(crate) fn inject(place: &Place, command: &Command, faults: &[Fault]) -> Result<Traced, String> {
    let names: Vec<&str> = faults.iter().map(|fault| fault.call.as_str()).collect();
    strace(place, command, faults, &["--seccomp-bpf", "-e", &format!("trace={}", names.join(","))])
}

fn strace(place: &Place, command: &Command, faults: &[Fault], filter: &[&str]) -> Result<Traced, String> {
    let log = tempfile::NamedTempFile::new().expect("there is room for a log");
    let mut strace = place.command("strace");
    // With -s 0 what is read and written does not stand in the log, and paths do.
    strace.args(["-f", "-y", "-qq", "-s", "0", "-e", "signal=none", "-o"]).arg(log.path()).args(filter);
    for Fault { call, when, error } in faults {
        strace.arg("-e").arg(format!("inject={call}:error={error}:when={when}"));
    }
    strace.arg("--").arg(command.get_program()).args(command.get_args());
    strace.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let ran = run_at_most(&mut strace)?;
    let log = fs::read_to_string(log.path()).map_err(|error| error.to_string())?;
    Ok(Traced { ran, calls: calls(&log) })
}

/// Runs to the end, which must come in time.
fn run_at_most(command: &mut Command) -> Result<Ran, String> {
    // A group of its own, so that what is traced ends as well.
    let mut child = command.process_group(0).spawn().expect("strace starts");
    let begun = Instant::now();
    while child.try_wait().expect("it is our child").is_none() {
        if begun.elapsed() > DEADLINE {
            run(Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]));
            let ran = Ran::from(child.wait_with_output().expect("it is our child"));
            return Err(format!("it does not end: {ran:?}"));
        }
        thread::sleep(Duration::from_millis(1));
    }
    Ok(child.wait_with_output().expect("it is our child").into())
}

fn calls(log: &str) -> Vec<Call> {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    let call = |line| {
        // Lines about signals and ends, and second halves of interrupted lines, name no call at their beginning.
        let (thread, call) = str::split_once(line, ' ')?;
        let (name, _) = call.trim_start().split_once('(')?;
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then_some(())?;
        let count = counts.entry((thread, name)).or_default();
        *count += 1;
        Some(Call { name: name.to_owned(), ordinal: *count, line: call.trim_start().to_owned() })
    };
    log.lines().filter_map(call).collect()
}

#[test]
fn calls_are_counted_by_name_and_thread() {
    let log = "\
7  openat(AT_FDCWD</>, \"/a\", O_RDONLY) = 3</a>
7  read(3</a>, \"\"..., 32) = 32
8  openat(AT_FDCWD</>, \"/b\", O_RDONLY <unfinished ...>
7  openat(AT_FDCWD</>, \"/c\", O_RDONLY) = -1 EIO (Input/output error) (INJECTED)
8  <... openat resumed>) = 4</b>
8  +++ exited with 0 +++
";
    let calls = calls(log);
    let counted: Vec<_> =
        calls.iter().map(|call| (call.name.as_str(), call.ordinal, call.is_hit())).collect();
    assert_eq!(
        counted,
        [("openat", 1, false), ("read", 1, false), ("openat", 1, false), ("openat", 2, true)]
    );
}
