//! The binary: bugs get a report, everything else is said in one line by the command line.

use std::process::ExitCode;

fn main() -> color_eyre::Result<ExitCode> {
    color_eyre::install()?;
    backcast::cli::main()
}
