//! A home with a store in a folder that goes away: programs are run there, and what they did is looked at file by
//! file.

#![expect(clippy::disallowed_methods, reason = "a campaign looks at the files themselves")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use backcast::store::format;
use tempfile::TempDir;

/// The scenario that is saved again and again.
pub(crate) const SLUG: &str = "coffee-shop";

/// Where the scenario files are.
const SCENARIOS: &str = "store/scenarios/";

/// All files of a place by their path in it. A folder's path ends with a slash.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The folder. All that runs in it has its home there.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug, Clone)]
pub(crate) struct Ran {
    /// The exit status; none if a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Place {
    /// A home without a store.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("there is room for a folder") }
    }

    /// A home with a store that has [`SLUG`].
    pub(crate) fn new() -> Self {
        let place = Self::empty();
        place.done(&["new", "Coffee shop"]);
        place
    }

    pub(crate) const fn folder(&self) -> &TempDir {
        &self.folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The file of a scenario.
    pub(crate) fn scenario(&self, slug: &str) -> PathBuf {
        self.path().join(format!("{SCENARIOS}{slug}.json"))
    }

    /// A program, ready to run for this home; nothing else is known to it.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        // The root, so that no path but the place's own leads into the place.
        command.current_dir("/").env_clear().env("HOME", self.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The real binary on the store, ready to run.
    pub(crate) fn backcast(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_backcast"));
        command.args(arguments).arg("--store").arg(self.path().join("store"));
        command.args(["--today", "2026-11-21"]);
        command
    }

    /// Runs the real binary, which must do what is asked.
    pub(crate) fn done(&self, arguments: &[&str]) {
        let ran = run(&mut self.backcast(arguments));
        assert_eq!(ran.status, Some(0), "{arguments:?}: {ran:?}");
    }

    /// All that is there now.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        self.collect("", &mut files);
        files
    }

    fn collect(&self, under: &str, files: &mut Files) {
        for entry in fs::read_dir(self.path().join(under)).expect("the folder can be listed") {
            let entry = entry.expect("the folder can be listed");
            let path = format!("{under}{}", entry.file_name().to_str().expect("all names here are plain"));
            if entry.file_type().expect("it is there").is_dir() {
                let folder = path + "/";
                self.collect(&folder, files);
                files.insert(folder, Vec::new());
            } else {
                files.insert(path, fs::read(entry.path()).expect("it can be read"));
            }
        }
    }

    /// Makes everything as it was.
    pub(crate) fn reset(&self, to: &Files) {
        let now = self.files();
        // Backwards what is in a folder comes before the folder, forwards the folder comes first.
        for path in now.keys().rev().filter(|path| !to.contains_key(*path)) {
            let path = self.path().join(path);
            let gone = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
            gone.expect("the place is ours");
        }
        for (path, bytes) in to.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes)) {
            let full = self.path().join(path);
            let made = if path.ends_with('/') { fs::create_dir(full) } else { fs::write(full, bytes) };
            made.expect("the place is ours");
        }
    }

    /// The amount in the file of [`SLUG`].
    pub(crate) fn amount(&self) -> Result<u64, String> {
        amount(&fs::read(self.scenario(SLUG)).map_err(|error| format!("{SLUG}: {error}"))?)
    }

    /// The amounts in the versions of all scenarios, replaced, deleted or not, by path; or which file is damaged.
    pub(crate) fn amounts(&self) -> Result<BTreeMap<String, u64>, String> {
        let versions = self.files().into_iter().filter(|(path, _)| is_version(path));
        versions
            .map(|(path, bytes)| match amount(&bytes) {
                Ok(amount) => Ok((path, amount)),
                Err(damage) => Err(format!("{path} is damaged: {damage}")),
            })
            .collect()
    }
}

/// Runs to the end.
pub(crate) fn run(command: &mut Command) -> Ran {
    command.output().expect("the program starts").into()
}

/// Whether a path is that of a scenario's version that a person can see.
pub(crate) fn is_version(path: &str) -> bool {
    let is_kept = [SCENARIOS, "store/trash/"].iter().any(|folder| path.starts_with(folder));
    !is_hidden(path) && has_ending(path, "json") && (is_kept || is_history(path))
}

/// Whether a path is that of a file that is not finished yet.
pub(crate) fn is_temp(path: &str) -> bool {
    is_hidden(path) && has_ending(path, "tmp")
}

fn has_ending(path: &str, wanted: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == wanted)
}

pub(crate) fn is_history(path: &str) -> bool {
    path.contains("/history/") && !path.ends_with('/')
}

/// Whether a path is that of a file with a hidden name, as those have that are not finished yet.
pub(crate) fn is_hidden(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

/// The target's amount in a scenario file that is whole to its last byte; or what is wrong with it.
pub(crate) fn amount(bytes: &[u8]) -> Result<u64, String> {
    let file = format::read(bytes).map_err(|error| error.to_string())?;
    if format::write(&file.scenario, &file.extras) != bytes {
        return Err("its bytes are not those that are written for what it says".to_owned());
    }
    Ok(file.scenario.target().amount.get() as u64)
}
