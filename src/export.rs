//! What a plan says, as bytes for people and programs: a table, Markdown, CSV, JSON.
//!
//! Bytes out and nothing else: no file is opened here. [`sheet`] alone chooses what the rows and columns of the
//! goals are, [`levers`], [`explanation`], [`answers`] and [`comparison`] those of the what-if, [`history`] those of a
//! session's steps; each format only writes them down.

pub mod answers;
pub mod comparison;
pub mod csv;
pub mod document;
pub mod explanation;
pub mod forms;
pub mod handout;
pub mod history;
pub mod html;
pub mod json;
pub mod levers;
pub mod markdown;
pub mod palette;
pub mod sheet;
pub mod table;
pub mod tabs;
pub mod workbook;
