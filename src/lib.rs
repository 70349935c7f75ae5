//! backcast: from a revenue target back to a goal for every stage and month.

pub mod cli;
pub mod export;
pub mod goals;
pub mod plan;
pub mod store;
pub mod text;
pub mod tui;
