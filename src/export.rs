//! What a plan says, as bytes for people and programs: a table, Markdown, CSV, JSON.
//!
//! Bytes out and nothing else: no file is opened here. [`sheet`] alone chooses what the rows and columns of the
//! goals are, [`comparison`] those of plans side by side; each format only writes them down.
//! Bytes out and nothing else: no file is opened here. [`sheet`] and [`levers`] alone choose what rows and columns
//! there are; each format only writes them down.

pub mod comparison;
pub mod csv;
pub mod document;
pub mod explanation;
pub mod json;
pub mod levers;
pub mod markdown;
pub mod sheet;
pub mod table;
