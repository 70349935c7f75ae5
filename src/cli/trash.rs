//! `backcast trash`: what was deleted and can be brought back.

use std::process::ExitCode;

use clap::Args;

use super::list::{HEADS, Listed, page, rows};
use super::output::Output;
use super::{Common, Failure};
use crate::export::json;

/// List the scenarios in the trash; restore brings one back
#[derive(Debug, Args)]
pub(super) struct Trash {
    #[command(flatten)]
    output: Output,
}

impl Trash {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let entries: Vec<Listed> = common.store()?.trash()?.iter().map(Listed::of).collect();
        self.output.write(
            || page(&entries, HEADS, "The trash is empty."),
            || rows(&entries),
            || json::text(&entries),
        )
    }
}
