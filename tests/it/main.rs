//! The one test binary: the model's laws and worked numbers, plans and what may be done to them.

mod differences;
mod edits;
mod findings;
mod golden;
mod keys;
mod laws;
mod oracle;
mod plan;
mod published;
mod scenarios;
mod screen;
mod screens;
#[cfg(unix)]
mod terminal;
