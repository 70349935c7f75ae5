//! A stage: what is counted, who owns it, what it yields and how long that takes (model.md §1).
//!
//! What must hold between stages is the funnel's.

use super::month::Month;
use super::name::Name;
use super::units::{Count, Lag, Money, Rate, Share, Span};

/// The team that answers for a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owner {
    /// Marketing.
    Marketing,
    /// Sales.
    Sales,
    /// The two together.
    #[default]
    Both,
}

impl Owner {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Marketing, Self::Sales, Self::Both];
}

/// Tells a stage from the others for as long as a scenario lives in memory, whatever its name and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StageId(pub(super) u32);

/// A new rate for the cohorts that enter from a month on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateChange {
    /// The first month whose cohort has it.
    pub from: Month,
    /// The rate from then on.
    pub rate: Rate,
}

/// What a buyer of a stage yields of the next: a share of a buyer, or revenue for the last stage.
#[derive(Debug, Clone, PartialEq)]
pub enum Yield {
    /// A conversion rate.
    Rate {
        /// The rate before the first change.
        initial: Rate,
        /// Later rates, by month, no two from the same.
        changes: Vec<RateChange>,
        /// The rates that the user finds plausible.
        range: Option<Span<Rate>>,
    },
    /// Revenue per deal.
    Value {
        /// In the plan's currency.
        value: Money,
        /// The values that the user finds plausible.
        range: Option<Span<Money>>,
    },
}

impl Yield {
    /// A constant rate without a range.
    pub const fn rate(initial: Rate) -> Self {
        Self::Rate { initial, changes: Vec::new(), range: None }
    }

    /// A deal value without a range.
    pub const fn value(value: Money) -> Self {
        Self::Value { value, range: None }
    }

    /// The yield before the first change.
    pub const fn initial(&self) -> f64 {
        match self {
            Self::Rate { initial, .. } => initial.get(),
            Self::Value { value, .. } => value.get(),
        }
    }

    /// The changes over time; none for a value.
    pub fn changes(&self) -> &[RateChange] {
        match self {
            Self::Rate { changes, .. } => changes,
            Self::Value { .. } => &[],
        }
    }

    /// The yield for the cohort of a month.
    pub fn of(&self, month: Month) -> f64 {
        let in_force = self.changes().iter().rev().find(|change| change.from <= month);
        in_force.map_or(self.initial(), |change| change.rate.get())
    }
}

/// An input of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The rate, or the deal value of the last stage.
    Yield,
    /// The lag.
    Lag,
    /// The direct share.
    Direct,
    /// The opening pipeline.
    Opening,
}

impl Field {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Yield, Self::Lag, Self::Direct, Self::Opening];
}

/// All that a stage consists of, to make one from.
#[derive(Debug, Clone, PartialEq)]
pub struct StageParts {
    /// Its name.
    pub name: Name,
    /// The team that answers for it.
    pub owner: Owner,
    /// What counts as a buyer in it, as both teams agreed.
    pub definition: String,
    /// Rate, or deal value for the last.
    pub yields: Yield,
    /// Days until a buyer enters the next stage.
    pub lag: Lag,
    /// The share of entries that do not come from the stage above.
    pub direct: Share,
    /// What will be inside on day one.
    pub opening: Option<Count>,
    /// The lags that the user finds plausible.
    pub lag_range: Option<Span<Lag>>,
    /// The inputs that may not be changed.
    pub locked: Vec<Field>,
}

impl StageParts {
    /// A stage with nothing but a name and a yield.
    pub fn new(name: Name, yields: Yield) -> Self {
        Self {
            name,
            owner: Owner::default(),
            definition: String::new(),
            yields,
            lag: Lag::default(),
            direct: Share::nearest(0.0),
            opening: None,
            lag_range: None,
            locked: Vec::new(),
        }
    }
}

/// A step of the buyer's journey that is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    pub(super) id: StageId,
    pub(super) parts: StageParts,
}

impl Stage {
    /// Tells it from the others.
    pub const fn id(&self) -> StageId {
        self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.parts.name.as_str()
    }

    /// The team that answers for it.
    pub const fn owner(&self) -> Owner {
        self.parts.owner
    }

    /// What counts as a buyer in it.
    pub fn definition(&self) -> &str {
        &self.parts.definition
    }

    /// Its rate or deal value.
    pub const fn yields(&self) -> &Yield {
        &self.parts.yields
    }

    /// Days until a buyer enters the next stage.
    pub const fn lag(&self) -> Lag {
        self.parts.lag
    }

    /// The share of entries that do not come from the stage above.
    pub const fn direct(&self) -> Share {
        self.parts.direct
    }

    /// What will be inside on day one, if it was given.
    pub const fn opening(&self) -> Option<Count> {
        self.parts.opening
    }

    /// The lags that the user finds plausible.
    pub const fn lag_range(&self) -> Option<Span<Lag>> {
        self.parts.lag_range
    }

    /// Whether an input of the stage may not be changed.
    pub fn is_locked(&self, field: Field) -> bool {
        self.parts.locked.contains(&field)
    }

    /// The locked inputs, in the order of the file.
    pub fn locked(&self) -> impl Iterator<Item = Field> + '_ {
        Field::ALL.into_iter().filter(|field| self.is_locked(*field))
    }

    /// The deal value: only the last stage has one.
    pub const fn value(&self) -> Option<Money> {
        match &self.parts.yields {
            Yield::Value { value, .. } => Some(*value),
            Yield::Rate { .. } => None,
        }
    }
}
