//! `backcast man`: the manual page, with all subcommands in it.

use std::io;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use super::output::Destination;
use super::{Arguments, Failure};

/// Print the manual page
#[derive(Debug, Args)]
pub(super) struct Man {
    #[command(flatten)]
    to: Destination,
}

impl Man {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        self.to.write(&page()?)
    }
}

/// The page in roff: the program, then a section for each subcommand.
fn page() -> io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut roff = Vec::new();
    Page::new(command.clone()).render(&mut roff)?;
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        let name = subcommand.get_name().to_owned();
        if name == "help" {
            continue;
        }
        let page = Page::new(subcommand.clone());
        roff.extend(format!(".SH \"backcast {name}\"\n").bytes());
        page.render_description_section(&mut roff)?;
        page.render_synopsis_section(&mut roff)?;
        page.render_options_section(&mut roff)?;
    }
    Ok(roff)
}
