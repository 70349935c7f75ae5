//! What can be done to the numbers in the panes and in the grid: select, nudge, type, scrub.
//!
//! State and actions only; nothing here draws.

pub mod act;
pub mod cells;
pub mod copy;
pub mod cursor;
pub mod drag;
pub mod field;
pub mod input;
pub mod line;
pub mod named;
pub mod nudge;
pub mod text_area;
