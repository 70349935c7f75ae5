//! Numbers, money, lags, months, names and edits as text, both ways: the only room that rounds for display.
//!
//! Pure: no I/O, no clock, no drawing. What a number means is decided in `plan` and `goals`; here it is only
//! written and read.

pub mod agreed;
pub mod answer;
pub mod clean;
pub mod comparison;
pub mod day_one;
pub mod edit;
pub mod entry;
pub mod explanation;
pub mod finding;
pub mod form;
pub mod input;
pub mod lever;
pub mod name;
mod nearest;
#[cfg(test)]
mod sample;
pub mod seek;
pub mod sentence;
pub mod show;
pub mod step;
