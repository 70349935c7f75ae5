//! The buyer's journey: stages in their order and what holds between them (model.md §1, §4 "Moving stages").
//!
//! Only the last stage has a deal value, only the first can have no direct entries: both follow from the order
//! and are kept here.

use super::edit::EditError;
use super::month::Month;
use super::units::{Count, Lag, Money, Rate, Share, Span};

/// The name of a stage: 1 to 60 characters, at least one letter, no control characters, not "Revenue".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// The most characters a name may have.
    pub const MAX: usize = 60;

    /// Checks the rules; blanks around the name are dropped.
    ///
    /// # Errors
    /// [`EditError::BadName`] with the rule that is broken.
    pub fn new(text: &str) -> Result<Self, EditError> {
        let text = text.trim();
        let rule = if text.is_empty() {
            "must not be empty"
        } else if text.chars().count() > Self::MAX {
            "must have at most 60 characters"
        } else if text.chars().any(char::is_control) {
            "must not contain control characters"
        } else if !text.chars().any(char::is_alphabetic) {
            "must contain a letter"
        } else if text.to_lowercase() == "revenue" {
            "must not be Revenue, which is the row under the stages"
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(EditError::BadName { found: text.to_owned(), rule })
    }

    /// The name as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two names count as the same: upper and lower case do not matter.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

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
pub struct StageId(u32);

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
    id: StageId,
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

/// The stages, 2 to 12, top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    stages: Vec<Stage>,
    next_id: u32,
}

impl Funnel {
    /// The fewest and the most stages.
    pub const BOUNDS: (usize, usize) = (2, 12);

    /// Puts stages in order and checks what must hold between them.
    ///
    /// # Errors
    /// The number of stages, a name given twice, a rate on the last or a value on another, a direct share on
    /// the first, a month with two rate changes.
    pub fn new(stages: Vec<StageParts>) -> Result<Self, EditError> {
        let next_id = stages.len() as u32;
        let stages =
            stages.into_iter().zip(0..).map(|(parts, id)| Stage { id: StageId(id), parts }).collect();
        Self { stages, next_id }.checked()
    }

    fn checked(mut self) -> Result<Self, EditError> {
        let found = self.stages.len();
        if !(Self::BOUNDS.0..=Self::BOUNDS.1).contains(&found) {
            return Err(EditError::StageCount { found });
        }
        for (at, stage) in self.stages.iter_mut().enumerate() {
            let name = stage.name().to_owned();
            match (&stage.parts.yields, at + 1 == found) {
                (Yield::Rate { .. }, true) => return Err(EditError::RateOnLast { stage: name }),
                (Yield::Value { .. }, false) => return Err(EditError::ValueNotLast { stage: name }),
                _ => {}
            }
            if at == 0 && stage.direct().get() > 0.0 {
                return Err(EditError::DirectOnFirst { stage: name });
            }
            if let Yield::Rate { changes, .. } = &mut stage.parts.yields {
                changes.sort_by_key(|change| change.from);
                if let Some(twice) = changes.windows(2).find(|pair| pair[0].from == pair[1].from) {
                    return Err(EditError::ChangeTwice { stage: name, month: twice[0].from });
                }
            }
        }
        for (at, stage) in self.stages.iter().enumerate() {
            if self.stages[..at].iter().any(|other| other.parts.name.same_as(&stage.parts.name)) {
                return Err(EditError::NameTaken { found: stage.name().to_owned() });
            }
        }
        Ok(self)
    }

    /// The stages, top to bottom.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// A stage and its place from the top, counted from 0.
    pub fn find(&self, id: StageId) -> Option<(usize, &Stage)> {
        self.stages.iter().enumerate().find(|(_, stage)| stage.id == id)
    }

    /// The stage with a name, whatever its case.
    pub fn named(&self, name: &str) -> Option<&Stage> {
        let name = name.to_lowercase();
        self.stages.iter().find(|stage| stage.name().to_lowercase() == name)
    }

    /// The sum of the lags from a stage (by its place) down to revenue, in planning days: Λ of model.md §4.
    pub fn lag_to_revenue(&self, place: usize) -> i32 {
        self.stages.iter().skip(place).map(|stage| stage.lag().days()).sum()
    }

    pub(super) fn edit(
        &self,
        id: StageId,
        change: impl FnOnce(&mut StageParts) -> Result<(), EditError>,
    ) -> Result<Self, EditError> {
        let mut funnel = self.clone();
        let stage = funnel.stages.iter_mut().find(|stage| stage.id == id).ok_or(EditError::NoSuchStage)?;
        change(&mut stage.parts)?;
        funnel.checked()
    }

    /// Adds a stage at a place: 50 %, lag 0; as the last it takes over the deal value.
    pub(super) fn add(&self, place: usize, name: Name) -> Result<Self, EditError> {
        let mut funnel = self.clone();
        let id = StageId(funnel.next_id);
        funnel.next_id += 1;
        let parts = StageParts::new(name, Yield::rate(Rate::nearest(0.5)));
        let place = place.min(funnel.stages.len());
        funnel.stages.insert(place, Stage { id, parts });
        funnel.settle()
    }

    /// Takes a stage out; when it was the last, the one above takes over the deal value.
    pub(super) fn remove(&self, id: StageId) -> Result<Self, EditError> {
        let (place, _) = self.find(id).ok_or(EditError::NoSuchStage)?;
        let mut funnel = self.clone();
        let removed = funnel.stages.remove(place);
        if let (Yield::Value { .. }, Some(last)) = (&removed.parts.yields, funnel.stages.last_mut()) {
            last.parts.yields = removed.parts.yields;
        }
        funnel.settle()
    }

    /// Moves a stage to a place; value, rates and the first stage's direct share follow the order.
    pub(super) fn relocate(&self, id: StageId, place: usize) -> Result<Self, EditError> {
        let (from, _) = self.find(id).ok_or(EditError::NoSuchStage)?;
        let mut funnel = self.clone();
        let stage = funnel.stages.remove(from);
        let place = place.min(funnel.stages.len());
        funnel.stages.insert(place, stage);
        funnel.settle()
    }

    /// Hands the deal value to the last stage, its rate to the one that had the value, and clears the direct
    /// share of the first.
    fn settle(mut self) -> Result<Self, EditError> {
        let last = self.stages.len().saturating_sub(1);
        let holder = self.stages.iter().position(|stage| stage.value().is_some());
        if let Some(holder) = holder.filter(|holder| *holder != last) {
            let value = self.stages[holder].parts.yields.clone();
            let rate = std::mem::replace(&mut self.stages[last].parts.yields, value);
            self.stages[holder].parts.yields = rate;
        }
        if let Some(first) = self.stages.first_mut() {
            first.parts.direct = Share::nearest(0.0);
        }
        self.checked()
    }
}
