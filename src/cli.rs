//! The command line: one file a subcommand; without one the screen opens.
//!
//! Reads arguments, asks the other rooms, prints. What a plan means is decided in `goals`, how it looks as text
//! in `export`; nothing here computes.

mod check;
mod clock;
mod compare;
mod completions;
mod copy;
mod delete;
mod explain;
mod failure;
mod goals;
mod history;
mod input;
mod levers;
mod list;
mod man;
mod new;
mod output;
mod rename;
mod restore;
mod schema;
mod seek;
mod set;
mod settings;
mod templates;
mod trash;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use self::failure::Failure;
use self::settings::Settings;
use crate::plan::Day;
use crate::plan::name::quote;
use crate::store::{Store, StoreError};
use crate::tui::{self, Options, ThemeChoice};

/// From a revenue target back to a goal for every stage and month.
///
/// Without a subcommand the screen opens: with SCENARIO, else with the one open last, else with a starter.
#[derive(Debug, Parser)]
#[command(name = "backcast", version, after_help = AFTER_HELP)]
struct Arguments {
    /// What to open: a file's path, a name in the store, or - for standard input
    #[arg(value_name = "SCENARIO")]
    scenario: Option<String>,
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER_HELP: &str = "\
Exit status: 0 done, 1 it could not be done, 2 the arguments or a file are wrong.
A scenario that is called like a subcommand is opened by its path, such as ./list.json.";

const STORE_HELP: &str = "The folder of your scenarios [default: $BACKCAST_STORE, else your data folder]";

/// What every subcommand understands.
#[derive(Debug, Args)]
struct Common {
    /// The folder of your scenarios
    #[arg(long, value_name = "DIR", global = true, help = STORE_HELP)]
    store: Option<PathBuf>,
    /// What counts as today, such as 2026-11-21 [default: the clock]
    #[arg(long, value_name = "DATE", global = true, value_parser = clock::date)]
    today: Option<Day>,
    /// Your settings [default: config.toml in your configuration folder, if it is there]
    #[arg(long, value_name = "FILE", global = true, help_heading = "Screen")]
    config: Option<PathBuf>,
    /// The look
    #[arg(long, value_enum, global = true, help_heading = "Screen")]
    theme: Option<Theme>,
    /// Draw with ASCII characters only
    #[arg(long, global = true, help_heading = "Screen")]
    ascii: bool,
    /// Leave the mouse to the terminal
    #[arg(long, global = true, help_heading = "Screen")]
    no_mouse: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Theme {
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// Without colours
    None,
}

#[derive(Debug, Subcommand)]
enum Command {
    Goals(goals::Goals),
    Compare(compare::Compare),
    Levers(levers::Levers),
    Explain(explain::Explain),
    Seek(seek::Seek),
    Set(set::Set),
    Check(check::Check),
    List(list::List),
    New(new::New),
    Templates(templates::Templates),
    Copy(copy::Copy),
    Rename(rename::Rename),
    Delete(delete::Delete),
    Trash(trash::Trash),
    Restore(restore::Restore),
    History(history::History),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Common {
    /// The store. It is looked for only when it is needed: a file's path needs none.
    fn store(&self) -> Result<Store, StoreError> {
        Store::locate(self.store.as_deref())
    }

    fn today(&self) -> Day {
        self.today.unwrap_or_else(clock::today)
    }

    /// How the screen is to be: as the arguments say, else as the settings.
    fn options(&self, settings: Settings) -> Options {
        let theme = self.theme.or(settings.theme).map(|theme| match theme {
            Theme::Dark => ThemeChoice::Dark,
            Theme::Light => ThemeChoice::Light,
            Theme::None => ThemeChoice::None,
        });
        Options {
            theme,
            ascii: self.ascii || settings.ascii,
            mouse: !(self.no_mouse || settings.no_mouse),
            today: self.today,
            keymap: settings.keymap,
            problems: settings.problems,
        }
    }
}

impl Command {
    fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        match self {
            Self::Goals(goals) => goals.run(common),
            Self::Compare(compare) => compare.run(common),
            Self::Levers(levers) => levers.run(common),
            Self::Explain(explain) => explain.run(common),
            Self::Seek(seek) => seek.run(common),
            Self::Set(set) => set.run(common),
            Self::Check(check) => check.run(common),
            Self::List(list) => list.run(common),
            Self::New(new) => new.run(common),
            Self::Templates(templates) => templates.run(),
            Self::Copy(copy) => copy.run(common),
            Self::Rename(rename) => rename.run(common),
            Self::Delete(delete) => delete.run(common),
            Self::Trash(trash) => trash.run(common),
            Self::Restore(restore) => restore.run(common),
            Self::History(history) => history.run(common),
            Self::Schema(schema) => schema.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
        }
    }
}

/// Does what the arguments of this process ask for.
///
/// # Errors
/// A bug. What a person can mend is said on standard error and told by the exit status.
pub fn main() -> color_eyre::Result<ExitCode> {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return Ok(failure::explain(error)),
    };
    let Arguments { scenario, common, command } = arguments;
    match (scenario, command) {
        (scenario, None) => screen(&common, scenario.as_deref()),
        (None, Some(command)) => Ok(command.run(&common).unwrap_or_else(Failure::report)),
        (Some(scenario), Some(_)) => {
            let message =
                format!("{} stands before a subcommand; write the subcommand first", quote(&scenario));
            Ok(Failure::Wrong(message).report())
        }
    }
}

/// Opens the screen. What is wrong with the settings is told before, where it can be read again after it.
fn screen(common: &Common, scenario: Option<&str>) -> color_eyre::Result<ExitCode> {
    let settings = match settings::read(common.config.as_deref()) {
        Ok(settings) => settings,
        Err(failure) => return Ok(failure.report()),
    };
    for problem in &settings.problems {
        failure::complain(&format!("{}: {problem}", settings.file.display()));
    }
    match common.store() {
        Ok(store) => tui::run(store, scenario, common.options(settings)),
        Err(error) => Ok(Failure::from(error).report()),
    }
}
