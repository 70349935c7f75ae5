//! Scenarios that are named on the command line, and the edits that go with them.

use std::io::{self, Read};
use std::path::Path;

use super::{Common, Failure};
use crate::export::sheet::Dated;
use crate::goals::{Goals, compute};
use crate::plan::name::quote;
use crate::plan::{Day, Scenario};
use crate::store::{Opened, Store, StoreError, format};
use crate::text::edit::{BareRates, parse, reason};

/// Opens what a person named: standard input, a file, or a scenario of the store.
pub(super) fn open(common: &Common, name: &str) -> Result<Opened, Failure> {
    let opened = if name == "-" {
        Store::read_bytes(standard_input()?, "standard input")?
    } else {
        let store = reading(common, name)?;
        store.open(&store.resolve(name)?)?
    };
    if opened.origin.is_read_only() {
        let path = opened.origin.path().display();
        super::failure::complain(&format!(
            "{path} was written by a newer backcast: what it adds is not shown"
        ));
    }
    Ok(opened)
}

/// The store to look a name up in. A path that exists needs none.
fn reading(common: &Common, name: &str) -> Result<Store, StoreError> {
    match common.store() {
        Err(StoreError::NoHome) if Path::new(name).is_file() => Ok(Store::at("".into(), "".into())),
        store => store,
    }
}

/// All of standard input, but never more than tells that it is too large.
fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = format::MAX_BYTES as u64 + 1;
    let read = io::stdin().lock().take(limit).read_to_end(&mut bytes);
    read.map_err(|error| Failure::Undone(format!("cannot read standard input: {error}")))?;
    Ok(bytes)
}

/// What follows from a scenario with edits tried on it; nothing is saved.
pub(super) struct Planned {
    pub(super) scenario: Scenario,
    pub(super) goals: Goals,
    pub(super) today: Day,
}

impl Planned {
    /// The plan as pages and rows are made of it.
    pub(super) const fn dated(&self) -> Dated<'_> {
        Dated { scenario: &self.scenario, goals: &self.goals, today: self.today }
    }
}

/// Opens what a person named, tries assignments on it and computes the goals.
pub(super) fn planned(common: &Common, name: &str, assignments: &[String]) -> Result<Planned, Failure> {
    let scenario = apply(&open(common, name)?.scenario, assignments)?;
    let goals = compute(&scenario);
    Ok(Planned { scenario, goals, today: common.today() })
}

/// Applies assignments in their order, each to what the ones before gave.
pub(super) fn apply(scenario: &Scenario, assignments: &[String]) -> Result<Scenario, Failure> {
    assignments.iter().try_fold(scenario.clone(), |scenario, text| {
        let edited = parse(text, &scenario, BareRates::Refuse).and_then(|edit| Ok(scenario.with(&edit)?));
        edited.map_err(|error| Failure::Wrong(format!("{}: {}", quote(text), reason(&error, &scenario))))
    })
}
