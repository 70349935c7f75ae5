//! What a plan says, as bytes for people and programs: tables, Markdown, CSV, JSON, hand-outs, workbooks.
//!
//! Bytes out and nothing else: no file is opened here. What stands where is chosen apart from how it is written:
//! [`sheet`] chooses the rows and columns of the goals as they are printed, [`handout`] as they are handed out,
//! [`tabs`] as they are copied, [`workbook`] as a spreadsheet computes them; [`levers`], [`explanation`], [`answers`]
//! and [`comparison`] choose those of the what-if, [`history`] those of a session's steps. [`forms`] writes any of them
//! in the form that is asked for.

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
