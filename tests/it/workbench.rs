//! The real binary with a store of its own in a folder that goes away.

use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// What counts as today in tests.
pub(crate) const TODAY: &str = "2026-11-21";

/// A folder to work in, with a store in it.
pub(crate) struct Bench {
    folder: TempDir,
}

/// What a run said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("there is room for a folder") }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of a scenario in the store.
    pub(crate) fn stored(&self, slug: &str) -> PathBuf {
        self.path(&format!("store/scenarios/{slug}.json"))
    }

    /// The binary, ready to run in the folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("backcast");
        command.current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("BACKCAST_STORE", self.path("store"));
        command
    }

    /// Runs with arguments.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        said(&self.command().args(arguments).output().expect("the binary runs"))
    }

    /// Runs a line of a shell in the folder, with the binary as `backcast`.
    #[cfg(unix)]
    #[expect(
        clippy::disallowed_methods,
        reason = "the shell needs the tools of this machine beside the binary"
    )]
    pub(crate) fn shell(&self, line: &str) -> Said {
        let binary = assert_cmd::cargo::cargo_bin!("backcast");
        let folder = binary.parent().expect("it lies in a folder").display().to_string();
        let tools = std::env::var("PATH").unwrap_or_default();
        let mut shell = Command::new("sh");
        shell.current_dir(self.folder.path()).env_clear().env("PATH", format!("{folder}:{tools}"));
        shell.env("HOME", self.folder.path()).env("BACKCAST_STORE", self.path("store"));
        said(&shell.args(["-c", line]).output().expect("there is a shell"))
    }

    /// Runs with arguments that must do what they ask for, and gives what was printed.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{arguments:?}: {said:?}");
        said.out
    }

    /// Runs with arguments that must be refused, and gives the reason.
    pub(crate) fn refused(&self, arguments: &[&str], status: i32) -> String {
        let said = self.run(arguments);
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{arguments:?}: {said:?}");
        assert!(said.err.starts_with("backcast: "), "{arguments:?}: {said:?}");
        said.err
    }
}

/// What a finished run said, as text.
pub(crate) fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8");
    Said {
        out: text(&output.stdout),
        err: text(&output.stderr),
        status: output.status.code().expect("nothing killed it"),
    }
}
