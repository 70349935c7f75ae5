//! The buyer's journey: stages in their order and what holds between them (model.md §1, §4 "Moving stages").
//!
//! Only the last stage has a deal value, only the first can have no direct entries: both follow from the order
//! and are kept here.

use super::edit::EditError;
use super::name::{Name, look_the_same};
use super::stage::{Stage, StageId, StageParts, Yield};
use super::units::{Rate, Share};

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

    fn checked(self) -> Result<Self, EditError> {
        self.ordered()?.distinct()
    }

    /// Checks all but the names.
    fn ordered(mut self) -> Result<Self, EditError> {
        let found = self.stages.len();
        if !(Self::BOUNDS.0..=Self::BOUNDS.1).contains(&found) {
            return Err(EditError::StageCount { found });
        }
        for (at, stage) in self.stages.iter_mut().enumerate() {
            let name = |stage: &Stage| stage.name().to_owned();
            match (&stage.parts.yields, at + 1 == found) {
                (Yield::Rate { .. }, true) => return Err(EditError::RateOnLast { stage: name(stage) }),
                (Yield::Value { .. }, false) => return Err(EditError::ValueNotLast { stage: name(stage) }),
                _ => {}
            }
            if at == 0 && stage.direct().get() > 0.0 {
                return Err(EditError::DirectOnFirst { stage: name(stage) });
            }
            if let Yield::Rate { changes, .. } = &mut stage.parts.yields {
                changes.sort_by_key(|change| change.from);
                if let Some(twice) = changes.windows(2).find(|pair| pair[0].from == pair[1].from) {
                    let month = twice[0].from;
                    return Err(EditError::ChangeTwice { stage: name(stage), month });
                }
            }
        }
        Ok(self)
    }

    /// Checks that no name is given twice.
    fn distinct(self) -> Result<Self, EditError> {
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

    /// The names of the stages, top to bottom.
    pub fn names(&self) -> Vec<&str> {
        self.stages.iter().map(Stage::name).collect()
    }

    /// A stage and its place from the top, counted from 0.
    pub fn find(&self, id: StageId) -> Option<(usize, &Stage)> {
        self.stages.iter().enumerate().find(|(_, stage)| stage.id == id)
    }

    /// The stage with a name, whatever its case and what cannot be seen of it.
    pub fn named(&self, name: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| look_the_same(stage.name(), name))
    }

    /// The sum of the lags from a stage (by its place) down to revenue, in planning days: Λ of model.md §4.
    pub fn lag_to_revenue(&self, place: usize) -> i32 {
        self.stages.iter().skip(place).map(|stage| stage.lag().days()).sum()
    }

    /// The same stages under the identities that others know them by (model.md §7 "Matching").
    ///
    /// A stage takes the identity of the first of the others that has its name; one that none of them has gets an
    /// identity that none of them ever gave.
    pub(super) fn matched_to(&self, others: &[&Self]) -> Self {
        let mut known: Vec<Option<StageId>> = vec![None; self.stages.len()];
        for other in others {
            for (place, stage) in self.stages.iter().enumerate() {
                let id = other.named(stage.name()).map(|namesake| namesake.id);
                // Two of the others may know one identity by different names.
                if known[place].is_none() && id.is_some() && !known.contains(&id) {
                    known[place] = id;
                }
            }
        }
        let mut matched = self.clone();
        matched.next_id = others.iter().map(|other| other.next_id).max().unwrap_or(0);
        for (stage, id) in matched.stages.iter_mut().zip(known) {
            stage.id = id.unwrap_or_else(|| {
                matched.next_id += 1;
                StageId(matched.next_id - 1)
            });
        }
        matched
    }

    pub(super) fn edit(
        &self,
        id: StageId,
        change: impl FnOnce(&mut StageParts) -> Result<(), EditError>,
    ) -> Result<Self, EditError> {
        let mut funnel = self.clone();
        let stage = funnel.stages.iter_mut().find(|stage| stage.id == id).ok_or(EditError::NoSuchStage)?;
        let name = stage.parts.name.clone();
        change(&mut stage.parts)?;
        if stage.parts.name == name { funnel.ordered() } else { funnel.checked() }
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
