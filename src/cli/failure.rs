//! What a person can mend: said in one line on standard error, with an exit status that scripts can tell apart.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::error::{ContextValue, ErrorKind as Parsed};

use super::output;
use crate::plan::EditError;
use crate::plan::name::beginning;
use crate::store::{Store, StoreError};
use crate::text::clean::strip;

/// Why a subcommand ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// The arguments or a file are wrong.
    Wrong(String),
    /// It could not be done.
    Undone(String),
    /// Nobody reads on: no reason to complain.
    Unread,
}

impl Failure {
    /// Says what happened, and gives the exit status.
    pub(super) fn report(self) -> ExitCode {
        let (message, status) = match self {
            Self::Wrong(message) => (message, 2),
            Self::Undone(message) => (message, 1),
            Self::Unread => return ExitCode::SUCCESS,
        };
        complain(&message);
        ExitCode::from(status)
    }
}

/// Writes a line to standard error. Where even that fails, nobody can be told.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "backcast: {}", strip(message));
}

/// Says so if a file had to be written without a lock.
pub(super) fn tell_of_locks(store: &Store) {
    if store.lacks_locks() {
        complain("there are no locks on that disk: do not save from two programs at once");
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match error {
            StoreError::Io { .. }
            | StoreError::NoHome
            | StoreError::Locked { .. }
            | StoreError::Changed { .. }
            | StoreError::NotKept { .. }
            | StoreError::Protected { .. }
            | StoreError::Unfaithful { .. } => Self::Undone(message),
            _ => Self::Wrong(message),
        }
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Undone(format!("cannot write to standard output: {error}")),
        }
    }
}

/// Says what is wrong with the arguments, or shows the help that was asked for.
pub(super) fn explain(error: clap::Error) -> ExitCode {
    if error.kind() == Parsed::InvalidUtf8 {
        let way_out = "an argument is not UTF-8 text; give the file another name, or read it with - < FILE";
        return Failure::Wrong(way_out.to_owned()).report();
    }
    let error = shortened(error);
    let text = error.render().to_string();
    if matches!(error.kind(), Parsed::DisplayHelp | Parsed::DisplayVersion) {
        let shown = output::print(&text).map_err(Failure::from);
        return shown.map_or_else(Failure::report, |()| ExitCode::SUCCESS);
    }
    let lines: Vec<String> = text.trim_end().lines().map(strip).collect();
    let message = lines.join("\n");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let _ = writeln!(io::stderr().lock(), "backcast: {message}");
    ExitCode::from(2)
}

/// The same error with the beginnings of the arguments that it repeats.
fn shortened(mut error: clap::Error) -> clap::Error {
    let repeated: Vec<_> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, ContextValue::String(beginning(text)))),
            _ => None,
        })
        .collect();
    for (kind, text) in repeated {
        error.insert(kind, text);
    }
    error
}
