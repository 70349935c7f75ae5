//! `backcast completions`: what a shell needs to complete arguments.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::output::Destination;
use super::{Arguments, Failure};

/// Where each shell looks for it, for the help.
const PLACES: &str = "\
bash:        backcast completions bash > ~/.local/share/bash-completion/completions/backcast
zsh:         backcast completions zsh > DIR/_backcast, with a DIR of $fpath
fish:        backcast completions fish > ~/.config/fish/completions/backcast.fish
PowerShell:  backcast completions powershell >> $PROFILE
elvish:      backcast completions elvish >> ~/.config/elvish/rc.elv";

/// Print what a shell needs to complete the arguments of backcast
#[derive(Debug, Args)]
#[command(after_long_help = PLACES)]
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
