//! What a plan says, as bytes for people and programs: a table, Markdown, CSV, JSON.
//!
//! Bytes out and nothing else: no file is opened here. [`sheet`] alone chooses what the rows and columns of the
//! goals are, [`history`] what those of a session's steps are; each format only writes them down.

pub mod csv;
pub mod document;
pub mod history;
pub mod json;
pub mod markdown;
pub mod sheet;
pub mod table;
