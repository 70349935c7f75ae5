//! What a plan says, as bytes for people and programs: a table, Markdown, CSV, JSON.
//!
//! Bytes out and nothing else: no file is opened here. [`sheet`] and [`levers`] alone choose what rows and columns
//! there are; each format only writes them down.

pub mod csv;
pub mod document;
pub mod json;
pub mod levers;
pub mod markdown;
pub mod sheet;
pub mod table;
