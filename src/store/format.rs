//! The scenario file, version 1 (scenario-format.md): bytes to a [`Scenario`] and back.
//!
//! The files are the user's data and outlive every refactoring, so nothing of the domain is serialized: what a
//! file says is written down here and nowhere else. Pure: touches no disk.

mod cursor;
mod layout;
mod read;
mod schema;
mod tree;
mod write;

#[cfg(test)]
mod tests;

pub use schema::schema;
use tree::Keys;

use crate::plan::{EditError, Field, Month, Owner, Scenario, Stage, StageId, TargetField, Yield};

/// The version of the format that is written.
pub const VERSION: u64 = 1;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 8 << 20;

/// The longest piece of a file that is repeated in a message, in characters.
const SHOWN: usize = 40;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The scenario.
    pub scenario: Scenario,
    /// The keys that this version does not know.
    pub extras: Extras,
    /// Whether a newer version wrote it, so that it may not be written over.
    pub read_only: bool,
}

/// Keys of a file that this version does not know: kept, and written back last in their object.
///
/// Those of a stage follow the stage, whatever its name and place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras {
    top: Keys,
    target: Keys,
    phasing: Keys,
    beyond: Keys,
    stages: Vec<(StageId, Keys)>,
    changes: Vec<(StageId, Month, Keys)>,
}

impl Extras {
    /// The same keys for the same stages under other identities: those of a scenario with its stages in the same places.
    #[must_use]
    pub(super) fn moved(mut self, from: &Scenario, to: &Scenario) -> Self {
        let ids = |scenario: &Scenario| -> Vec<StageId> {
            scenario.funnel().stages().iter().map(Stage::id).collect()
        };
        let (from, to) = (ids(from), ids(to));
        let moved = |id: &mut StageId| {
            if let Some((_, to)) = from.iter().zip(&to).find(|(from, _)| *from == id) {
                *id = *to;
            }
        };
        self.stages.iter_mut().for_each(|(id, _)| moved(id));
        self.changes.iter_mut().for_each(|(id, ..)| moved(id));
        self
    }
}

/// Why bytes are not a scenario file.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FormatError {
    /// The file is too large to be a scenario.
    #[error("the file is over 8 MiB; a scenario takes a few thousand bytes")]
    TooLarge,
    /// There is nothing in it.
    #[error("the file is empty; a scenario file is a JSON object that starts with \"format\": \"backcast\"")]
    Empty,
    /// Not text.
    #[error("line {line} is not UTF-8; save the file as UTF-8 text")]
    NotUtf8 {
        /// The line, counted from 1.
        line: usize,
    },
    /// Not JSON, or a key given twice.
    #[error("line {line}, column {column}: {reason}")]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A value that is not allowed where it stands.
    #[error("{path}: found {found}, allowed {allowed}")]
    Value {
        /// The path of its key.
        path: String,
        /// What was found.
        found: String,
        /// What may stand there.
        allowed: String,
    },
    /// A key that must be there.
    #[error("{path} is missing; add for example {example}")]
    Missing {
        /// The path of the key.
        path: String,
        /// The key with a value, as it could stand in the file.
        example: &'static str,
    },
    /// Values that do not go together.
    #[error("{path}: {rule}")]
    Rule {
        /// The path of the key that is to blame.
        path: String,
        /// The rule of the plan that it breaks.
        rule: EditError,
    },
    /// A file of a newer version that says something this one does not understand.
    #[error("written by a newer backcast (file version {version}, this one knows {VERSION}): {reason}")]
    Newer {
        /// The file's version.
        version: u64,
        /// What was not understood.
        reason: Box<Self>,
    },
}

/// Reads a scenario file.
///
/// # Errors
/// [`FormatError`] names the key's path or the line, what was found and what is allowed.
pub fn read(bytes: &[u8]) -> Result<File, FormatError> {
    read::file(tree::parse(bytes)?)
}

/// Whether a file says that it is a scenario, also one that cannot be read or that a newer version wrote.
pub fn says_scenario(bytes: &[u8]) -> bool {
    let dense: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let said = b"\"format\":\"backcast\"";
    dense.windows(said.len()).any(|window| window == said)
}

/// Writes a scenario file: the same bytes for the same content, always.
pub fn write(scenario: &Scenario, extras: &Extras) -> Vec<u8> {
    layout::lay_out(&write::file(scenario, extras)).into_bytes()
}

/// Whether two scenarios say the same in a file; the ids of their stages may differ.
pub(super) fn same_content(one: &Scenario, other: &Scenario) -> bool {
    let locks = |scenario: &Scenario| TargetField::ALL.map(|field| scenario.target().locked.contains(&field));
    let frame = |scenario: &Scenario| {
        let parts =
            (scenario.currency(), scenario.start(), scenario.months(), scenario.funnel().stages().len());
        (scenario.name().to_owned(), scenario.notes().to_owned(), parts)
    };
    let (stages, others) = (one.funnel().stages(), other.funnel().stages());
    frame(one) == frame(other)
        && locks(one) == locks(other)
        && one.target().amount == other.target().amount
        && one.target().phasing == other.target().phasing
        && one.target().beyond == other.target().beyond
        && stages.iter().zip(others).all(|(stage, other)| same_stage(stage, other))
}

fn same_stage(one: &Stage, other: &Stage) -> bool {
    one.name() == other.name()
        && one.owner() == other.owner()
        && one.definition() == other.definition()
        && one.yields() == other.yields()
        && one.lag() == other.lag()
        && one.direct() == other.direct()
        && one.opening() == other.opening()
        && one.lag_range() == other.lag_range()
        && one.locked().eq(other.locked())
}

/// What an owner is called in a file.
const OWNERS: [(&str, Owner); 3] =
    [("marketing", Owner::Marketing), ("sales", Owner::Sales), ("both", Owner::Both)];

/// What the inputs of the target are called in its `locked`.
const TARGET_FIELDS: [(&str, TargetField); 5] = [
    ("amount", TargetField::Amount),
    ("phasing", TargetField::Phasing),
    ("beyond", TargetField::Beyond),
    ("start", TargetField::Start),
    ("months", TargetField::Months),
];

/// What the inputs of a stage are called in its `locked`.
const fn stage_fields(last: bool) -> [(&'static str, Field); 4] {
    let yields = if last { "value" } else { "rate" };
    [(yields, Field::Yield), ("lag", Field::Lag), ("direct", Field::Direct), ("opening", Field::Opening)]
}

/// Whether a stage has a deal value, which is to say that it is the last.
const fn is_last(stage: &Stage) -> bool {
    matches!(stage.yields(), Yield::Value { .. })
}
