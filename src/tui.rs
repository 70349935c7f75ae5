//! The screen.

use std::process::ExitCode;

use crate::plan::Day;
use crate::store::Store;

/// How the screen is to look and behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The look that was asked for.
    pub theme: Option<ThemeChoice>,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
    /// Whether to listen to the mouse.
    pub mouse: bool,
    /// What counts as today; none for the clock's.
    pub today: Option<Day>,
}

/// A look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeChoice {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Without colours.
    None,
}

/// Opens the screen.
///
/// # Errors
/// That the terminal fails.
pub fn run(store: Store, scenario: Option<String>, options: Options) -> color_eyre::Result<ExitCode> {
    let _ = (store, scenario, options);
    Ok(ExitCode::SUCCESS)
}
