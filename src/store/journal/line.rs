//! The lines of a journal as text.

use std::time::SystemTime;

use serde_json::{Value, json};

use super::super::format::{self, Extras};
use super::super::{Origin, checked, slug};
use crate::plan::Scenario;

/// What a line says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// The first one: this is a journal; whether this version can read it.
    Head {
        /// A newer version wrote it.
        newer: bool,
    },
    /// Where a document came from: a file's path and what the file said.
    Origin {
        /// The document.
        document: u32,
        /// The file; none for what is in no file yet.
        file: Option<(String, String)>,
    },
    /// A committed state that the file does not have.
    State {
        /// The document.
        document: u32,
        /// How many edits led to it.
        edits: u32,
        /// When it was committed.
        at: SystemTime,
        /// The bytes of a scenario file.
        scenario: Vec<u8>,
    },
    /// Nothing is unsaved in a document any more.
    Settled {
        /// The document.
        document: u32,
    },
}

pub(super) fn head() -> String {
    checked::line(&json!({ "journal": "backcast", "version": 1 }))
}

pub(super) fn origin(document: u32, origin: Option<&Origin>) -> String {
    let file = origin.filter(|origin| origin.is_file);
    let path = file.and_then(|origin| origin.path.to_str());
    let said = file.map(|origin| String::from_utf8_lossy(&origin.bytes));
    checked::line(&json!({ "document": document, "file": path, "said": said }))
}

pub(super) fn state(
    document: u32,
    scenario: &Scenario,
    extras: &Extras,
    edits: u32,
    now: SystemTime,
) -> String {
    let scenario: Value =
        serde_json::from_slice(&format::write(scenario, extras)).expect("a scenario file is JSON");
    let at = slug::stamp(now);
    checked::line(&json!({ "document": document, "edits": edits, "at": at, "scenario": scenario }))
}

pub(super) fn settled(document: u32) -> String {
    checked::line(&json!({ "document": document, "settled": true }))
}

/// Reads a line without its end; none for one that is damaged or says nothing that is known.
pub(super) fn read(line: &str) -> Option<Line> {
    let value = checked::read(line)?;
    if value["journal"] == "backcast" {
        return value["version"].as_u64().map(|version| Line::Head { newer: version > 1 });
    }
    let number = |key: &str| u32::try_from(value[key].as_u64()?).ok();
    let document = number("document")?;
    if value["settled"] == true {
        return Some(Line::Settled { document });
    }
    if let Some(at) = value["at"].as_str() {
        let scenario = serde_json::to_vec(&value["scenario"]).ok()?;
        return Some(Line::State { document, edits: number("edits")?, at: slug::stamped(at)?, scenario });
    }
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    Some(Line::Origin { document, file: text("file").zip(text("said")) })
}
