//! `backcast new`: a scenario made from a starter.

use std::process::ExitCode;

use clap::Args;

use super::output::say;
use super::{Common, Failure};
use crate::plan::Edit;
use crate::plan::name::quote;
use crate::store::{template, templates};

/// Make a scenario from a starter
#[derive(Debug, Args)]
pub(super) struct New {
    /// What to call it
    name: String,
    /// The starter, as `backcast templates` lists them
    #[arg(long, value_name = "T", default_value = "coffee-shop")]
    template: String,
}

impl New {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let Some(starter) = template(&self.template) else {
            let ids: Vec<&str> = templates().iter().map(|template| template.id).collect();
            let message = format!("no template {}; there are: {}", quote(&self.template), ids.join(", "));
            return Err(Failure::Wrong(message));
        };
        let store = common.store()?;
        let scenario = starter.scenario.with(&Edit::Name(self.name))?;
        let saved = store.save_as(&scenario, None)?;
        let path = saved.origin.path().display();
        say(&format!("Made {} from the starter {}: {path}", saved.name, starter.id))
    }
}
