//! What people agree on: a scenario and every change that can be made to it.
//!
//! Pure: no I/O, no clock, no text for the screen, nothing from the rest of the crate. Every value that exists
//! is valid; the only way to another is [`Scenario::with`].

pub mod edit;
pub mod finding;
pub mod funnel;
pub mod input;
pub mod month;
pub mod name;
pub mod scenario;
pub mod slug;
pub mod stage;
pub mod target;
pub mod units;

pub use edit::{Edit, EditError, StageEdit};
pub use finding::{Code, Finding, Severity};
pub use funnel::Funnel;
pub use input::Input;
pub use month::{Day, Elapsed, Month};
pub use name::Name;
pub use scenario::{Scenario, ScenarioParts};
pub use stage::{Field, Owner, RateChange, Stage, StageId, StageParts, Yield};
pub use target::{Beyond, Origin, Phasing, Target, TargetField};
pub use units::{
    Count, Currency, Horizon, Lag, Money, MonthlyGrowth, OutOfBounds, Quantity, Rate, Share, Span, Weight,
    YearlyGrowth,
};
