//! `backcast completions`: what a shell needs to complete arguments.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::output::Destination;
use super::{Arguments, Failure};

/// Print what a shell needs to complete the arguments of backcast
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
    #[command(flatten)]
    to: Destination,
}

impl Completions {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "backcast", &mut script);
        self.to.write(&script)
    }
}
