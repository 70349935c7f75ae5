//! Every change that a person can make, as data, and what is not allowed.
//!
//! The screen, the command line and imports all end here, so a rule is written once.

use super::funnel::Funnel;
use super::input::Input;
use super::month::Month;
use super::name::{Name, quote, visible};
use super::scenario::Scenario;
use super::stage::{Field, Owner, RateChange, StageId, Yield};
use super::target::{Beyond, Phasing, TargetField};
use super::units::{Count, Currency, Horizon, Lag, Money, OutOfBounds, Rate, Share, Span, Weight};

/// A change to a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Renames the scenario.
    Name(String),
    /// Sets the currency; no amount is converted.
    Currency(Currency),
    /// Replaces the notes.
    Notes(String),
    /// Sets the first month.
    Start(Month),
    /// Sets the number of months; a custom phasing grows by its last month or is cut.
    Months(Horizon),
    /// Sets the amount.
    Amount(Money),
    /// Sets the phasing.
    Phasing(Phasing),
    /// Sets what follows the horizon.
    Beyond(Beyond),
    /// Sets the revenue of months of the plan (counted from 0): phasing becomes custom, the amount the sum.
    Revenue(Vec<(usize, Weight)>),
    /// Changes a stage.
    Stage(StageId, StageEdit),
    /// Adds a stage at a place, counted from 0.
    AddStage(usize, Name),
    /// Takes a stage out.
    RemoveStage(StageId),
    /// Moves a stage to a place, counted from 0.
    MoveStage(StageId, usize),
    /// Locks or unlocks an input.
    Lock(Input, bool),
}

/// A change to one stage.
#[derive(Debug, Clone, PartialEq)]
pub enum StageEdit {
    /// Renames it.
    Name(Name),
    /// Sets the team that answers for it.
    Owner(Owner),
    /// Replaces the definition.
    Definition(String),
    /// Sets the rate before the first change.
    Rate(Rate),
    /// Sets or takes out the rate from a month on.
    RateFrom(Month, Option<Rate>),
    /// Sets the deal value of the last stage.
    Value(Money),
    /// Sets the lag.
    Lag(Lag),
    /// Sets the direct share.
    Direct(Share),
    /// Sets or clears the opening pipeline.
    Opening(Option<Count>),
    /// Sets or clears the plausible rates.
    RateRange(Option<Span<Rate>>),
    /// Sets or clears the plausible deal values.
    ValueRange(Option<Span<Money>>),
    /// Sets or clears the plausible lags.
    LagRange(Option<Span<Lag>>),
}

/// A change that is not allowed, and why.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EditError {
    /// A number outside its bounds.
    #[error(transparent)]
    OutOfBounds(#[from] OutOfBounds),
    /// A name that breaks a rule.
    #[error("a name {rule}: {}", quote(found))]
    BadName {
        /// What was found.
        found: String,
        /// The rule that it breaks.
        rule: &'static str,
    },
    /// A stage name that another stage has.
    #[error("there is already a stage {}; stage names must differ, whatever their case", quote(found))]
    NameTaken {
        /// The name.
        found: String,
    },
    /// A start outside 1900-01 to 2999-12.
    #[error("a start must be 1900-01 to 2999-12, not {found}")]
    BadStart {
        /// What was found.
        found: Month,
    },
    /// Too few or too many stages.
    #[error("a plan has 2 to 12 stages, not {found}")]
    StageCount {
        /// How many it would have.
        found: usize,
    },
    /// The stage is not in this plan.
    #[error("this stage is no longer in the plan")]
    NoSuchStage,
    /// The last stage has a deal value, not a rate.
    #[error("{} is the last stage: it has a deal value, not a rate", visible(stage))]
    RateOnLast {
        /// Its name.
        stage: String,
    },
    /// Only the last stage has a deal value.
    #[error("{} is not the last stage: it has a rate, not a deal value", visible(stage))]
    ValueNotLast {
        /// Its name.
        stage: String,
    },
    /// Nothing stands above the first stage, so its entries have no direct share.
    #[error(
        "{} is the first stage: all of its entries are direct, so a direct share must be 0 %",
        visible(stage)
    )]
    DirectOnFirst {
        /// Its name.
        stage: String,
    },
    /// Two rate changes from the same month on.
    #[error("{} has two rate changes from {month} on; one is allowed", visible(stage))]
    ChangeTwice {
        /// The stage's name.
        stage: String,
        /// The month.
        month: Month,
    },
    /// A custom phasing with more or fewer weights than months.
    #[error("a custom phasing needs a weight for each of the {allowed} months, not {found}")]
    WeightCount {
        /// How many there are.
        found: usize,
        /// How many months the plan has.
        allowed: usize,
    },
    /// All months of the plan would be without revenue.
    #[error("at least one month of the plan must have revenue")]
    NoWeight,
    /// A month that the plan does not have.
    #[error("the plan has no such month")]
    NoSuchMonth,
    /// A lock is a promise.
    #[error("locked: unlock it first")]
    Locked(Input),
}

/// Checks the name of a scenario.
pub(super) fn check_title(name: &str) -> Result<(), EditError> {
    let rule = if name.trim().is_empty() {
        "must not be empty"
    } else if name.chars().count() > Name::MAX {
        "must have at most 60 characters"
    } else if name.chars().any(char::is_control) {
        "must not contain control characters"
    } else if !visible(name).chars().any(char::is_alphanumeric) {
        "must contain a letter or a digit"
    } else {
        return Ok(());
    };
    Err(EditError::BadName { found: name.to_owned(), rule })
}

/// The input that an edit sets, if a lock on it forbids the edit.
fn guarded_by(edit: &Edit) -> Option<Input> {
    Some(match edit {
        Edit::Start(_) => Input::Target(TargetField::Start),
        Edit::Months(_) => Input::Target(TargetField::Months),
        Edit::Amount(_) | Edit::Revenue(_) => Input::Target(TargetField::Amount),
        Edit::Phasing(_) => Input::Target(TargetField::Phasing),
        Edit::Beyond(_) => Input::Target(TargetField::Beyond),
        Edit::Stage(id, edit) => Input::Stage(
            *id,
            match edit {
                StageEdit::Rate(_) | StageEdit::RateFrom(..) | StageEdit::Value(_) => Field::Yield,
                StageEdit::Lag(_) => Field::Lag,
                StageEdit::Direct(_) => Field::Direct,
                StageEdit::Opening(_) => Field::Opening,
                _ => return None,
            },
        ),
        _ => return None,
    })
}

/// Applies a change.
pub(super) fn apply(scenario: &Scenario, edit: &Edit) -> Result<Scenario, EditError> {
    if let Some(input) = guarded_by(edit).filter(|input| scenario.is_locked(*input)) {
        return Err(EditError::Locked(input));
    }
    let mut parts = scenario.parts.clone();
    match edit {
        Edit::Name(name) => name.trim().clone_into(&mut parts.name),
        Edit::Currency(currency) => parts.currency = *currency,
        Edit::Notes(notes) => parts.notes.clone_from(notes),
        Edit::Start(start) => parts.start = *start,
        Edit::Months(months) => {
            if let Phasing::Custom(_) = parts.target.phasing
                && *months != parts.months
            {
                let mut revenue = scenario.revenue();
                let last = revenue.last().copied().unwrap_or(0.0);
                revenue.resize(months.months(), last);
                (parts.target.amount, parts.target.phasing) = custom(&revenue)?;
            }
            parts.months = *months;
        }
        Edit::Amount(amount) => parts.target.amount = *amount,
        Edit::Phasing(phasing) => parts.target.phasing = phasing.clone(),
        Edit::Beyond(beyond) => parts.target.beyond = *beyond,
        Edit::Revenue(months) => {
            let mut revenue = scenario.revenue();
            for (month, amount) in months {
                *revenue.get_mut(*month).ok_or(EditError::NoSuchMonth)? = amount.get();
            }
            if revenue != scenario.revenue() {
                (parts.target.amount, parts.target.phasing) = custom(&revenue)?;
            }
        }
        Edit::Stage(id, edit) => parts.funnel = change_stage(&parts.funnel, *id, edit)?,
        Edit::AddStage(place, name) => parts.funnel = parts.funnel.add(*place, name.clone())?,
        Edit::RemoveStage(id) => parts.funnel = parts.funnel.remove(*id)?,
        Edit::MoveStage(id, place) => parts.funnel = parts.funnel.relocate(*id, *place)?,
        Edit::Lock(Input::Target(field), on) => toggle(&mut parts.target.locked, *field, *on),
        Edit::Lock(Input::Stage(id, field), on) => {
            parts.funnel = parts.funnel.edit(*id, |stage| {
                toggle(&mut stage.locked, *field, *on);
                Ok(())
            })?;
        }
    }
    let changed = Scenario::new(parts)?;
    // Some edits change inputs besides the one that they name: a typed month the phasing, a move the value.
    match broken_lock(scenario, &changed) {
        Some(input) => Err(EditError::Locked(input)),
        None => Ok(changed),
    }
}

/// The first input that is locked and yet differs; the locks of a stage go with it.
fn broken_lock(before: &Scenario, after: &Scenario) -> Option<Input> {
    let target = TargetField::ALL.into_iter().map(Input::Target);
    let stages = before.funnel().stages().iter();
    let mut inputs =
        target.chain(stages.flat_map(|stage| Field::ALL.map(|field| Input::Stage(stage.id(), field))));
    inputs.find(|input| before.is_locked(*input) && before.differs_in(after, *input))
}

/// Typed months become the custom weights, and the amount is their sum.
fn custom(revenue: &[f64]) -> Result<(Money, Phasing), EditError> {
    let sum: f64 = revenue.iter().sum();
    if sum == 0.0 {
        return Err(EditError::NoWeight);
    }
    let weights = revenue.iter().map(|month| Weight::new(*month)).collect::<Result<_, _>>()?;
    Ok((Money::new(sum)?, Phasing::Custom(weights)))
}

fn toggle<T: PartialEq>(locked: &mut Vec<T>, field: T, on: bool) {
    locked.retain(|other| *other != field);
    if on {
        locked.push(field);
    }
}

fn change_stage(funnel: &Funnel, id: StageId, edit: &StageEdit) -> Result<Funnel, EditError> {
    funnel.edit(id, |stage| {
        let name = || stage.name.as_str().to_owned();
        match (edit, &mut stage.yields) {
            (StageEdit::Rate(rate), Yield::Rate { initial, .. }) => *initial = *rate,
            (StageEdit::RateFrom(month, rate), Yield::Rate { changes, .. }) => {
                changes.retain(|change| change.from != *month);
                changes.extend(rate.map(|rate| RateChange { from: *month, rate }));
            }
            (StageEdit::RateRange(span), Yield::Rate { range, .. }) => *range = *span,
            (StageEdit::Value(money), Yield::Value { value, .. }) => *value = *money,
            (StageEdit::ValueRange(span), Yield::Value { range, .. }) => *range = *span,
            (StageEdit::Rate(_) | StageEdit::RateFrom(..) | StageEdit::RateRange(_), _) => {
                return Err(EditError::RateOnLast { stage: name() });
            }
            (StageEdit::Value(_) | StageEdit::ValueRange(_), _) => {
                return Err(EditError::ValueNotLast { stage: name() });
            }
            (StageEdit::Name(name), _) => stage.name = name.clone(),
            (StageEdit::Owner(owner), _) => stage.owner = *owner,
            (StageEdit::Definition(text), _) => stage.definition.clone_from(text),
            (StageEdit::Lag(lag), _) => stage.lag = *lag,
            (StageEdit::Direct(share), _) => stage.direct = *share,
            (StageEdit::Opening(count), _) => stage.opening = *count,
            (StageEdit::LagRange(span), _) => stage.lag_range = *span,
        }
        Ok(())
    })
}
