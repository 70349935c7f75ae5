//! `backcast set`: edits a scenario and saves it.

use std::process::ExitCode;

use clap::Args;

use super::failure::tell_of_locks;
use super::output::{print, say};
use super::{Common, Failure, input};
use crate::goals::{compare, compute};
use crate::store::Outcome;
use crate::text::clean::strip;
use crate::text::sentence::what_changed;

/// The assignments, for the help.
pub(super) const GRAMMAR: &str = "\
Edits: FIELD=VALUE; numbers also take FIELD+=VALUE, FIELD-=VALUE, FIELD*=VALUE
  target=24.15m  target=21m+15%  start=2027-04  months=12  currency=EUR  name=Base  notes=…
  phasing=even  phasing=growth:3%  phasing=seasonal:8,9,11,…  phasing=custom:100k,0,150k,…
  beyond=continue  beyond=continue:15%  beyond=stop  revenue@2027-03=2.5m
  STAGE.rate=65%  STAGE.rate*=1.1  STAGE.rate@2027-04=65%  STAGE.rate@2027-04=none
  STAGE.lag=6w  STAGE.direct=30%  STAGE.value=26k  STAGE.opening=120
  STAGE.name=…  STAGE.owner=sales  STAGE.definition=…  STAGE.at=3
  STAGE.range=50..65%  STAGE.lag-range=20..40  STAGE.lock=rate  STAGE.unlock=rate
  stage+=Demos@4  stage-=demos
STAGE is a stage's name in lower case with - for blanks, the beginning of one of its words, or its number
from the top. A rate below 1 needs its unit: 60% or 0.6%.";

/// Edit a scenario and save it
#[derive(Debug, Args)]
#[command(after_long_help = GRAMMAR)]
pub(super) struct Set {
    /// A file's path or a name in the store
    #[arg(value_name = "NAME")]
    scenario: String,
    /// What to change, such as proposals.rate=65%; several are made in their order
    #[arg(value_name = "EDIT", required = true)]
    edits: Vec<String>,
}

impl Set {
    pub(super) fn run(self, common: &Common) -> Result<ExitCode, Failure> {
        let opened = input::open(common, &self.scenario)?;
        let before = &opened.scenario;
        let after = input::apply(before, &self.edits)?;
        let store = common.store()?;
        let saved = store.save(&after, &opened.origin)?;
        tell_of_locks(&store);
        match saved.outcome {
            Outcome::Conflict { copy } => {
                let (path, copy) = (opened.origin.path().display(), copy.display());
                let message =
                    format!("{path} was changed by somebody else and is left so; your edits are in {copy}");
                return Err(Failure::Undone(message));
            }
            Outcome::Unchanged => return say(&format!("{}: nothing to change", after.name())),
            Outcome::Written => {}
        }
        let plans = ((before, &compute(before)), (&after, &compute(&after)));
        if !compare(plans.0, plans.1).changes.is_empty() {
            print(&(strip(&what_changed(plans.0, plans.1, plans.0, common.today(), usize::MAX)) + "\n"))?;
        }
        say(&format!("Saved {}: {}", after.name(), saved.origin.path().display()))
    }
}
