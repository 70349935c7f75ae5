//! What a plan says, as bytes for people and programs: a table, Markdown, CSV, JSON.
//!
//! Bytes out and nothing else: no file is opened here. [`sheet`] alone chooses what the rows and columns of the
pub mod answers;
pub mod comparison;
pub mod csv;
pub mod document;
pub mod explanation;
pub mod json;
pub mod levers;
pub mod markdown;
pub mod sheet;
pub mod table;
