//! A scenario: everything that a file holds, and the one door through which it changes.

use super::edit::{self, Edit, EditError};
use super::funnel::Funnel;
use super::input::Input;
use super::month::Month;
use super::target::{Origin, Target};
use super::units::{Currency, Horizon};

/// All that a scenario consists of, to make one from.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioParts {
    /// What people call it: 1 to 60 characters, a letter or a digit among them.
    pub name: String,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Its first month.
    pub start: Month,
    /// How many months it covers.
    pub months: Horizon,
    /// The revenue that it needs.
    pub target: Target,
    /// The buyer's journey.
    pub funnel: Funnel,
    /// Free text.
    pub notes: String,
}

/// A plan as people agreed on it. It is always valid and never changes: [`Scenario::with`] gives another.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    pub(super) parts: ScenarioParts,
}

impl Scenario {
    /// Makes a scenario from its parts.
    ///
    /// # Errors
    /// A name or a start month outside its bounds, or a phasing that does not fit the months.
    pub fn new(parts: ScenarioParts) -> Result<Self, EditError> {
        edit::check_title(&parts.name)?;
        if parts.start.checked().is_none() {
            return Err(EditError::BadStart { found: parts.start });
        }
        parts.target.check(parts.start, parts.months)?;
        Ok(Self { parts })
    }

    /// Makes a change: the one door.
    ///
    /// # Errors
    /// [`EditError`] says what is not allowed and why; the scenario itself stays as it is.
    pub fn with(&self, edit: &Edit) -> Result<Self, EditError> {
        edit::apply(self, edit)
    }

    /// Makes several changes, each on what the ones before gave.
    ///
    /// # Errors
    /// That of the first one that is refused.
    pub fn with_all<'a>(&self, edits: impl IntoIterator<Item = &'a Edit>) -> Result<Self, EditError> {
        edits.into_iter().try_fold(self.clone(), |scenario, edit| scenario.with(edit))
    }

    /// The same scenario, its stages under the identities that others know them by: across files stages match by
    /// name (model.md §7), and with this done every comparison can go by identity.
    ///
    /// A stage takes the identity of the first of the others that has its name; one that none of them has gets an
    /// identity that none of them ever gave. It holds as long as the others stay as they are: match anew when a
    /// stage was added to one of them.
    #[must_use]
    pub fn matched_to<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Self {
        let others: Vec<&Funnel> = others.into_iter().map(Self::funnel).collect();
        let funnel = self.parts.funnel.matched_to(&others);
        Self { parts: ScenarioParts { funnel, ..self.parts.clone() } }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.parts.name
    }

    /// The currency of its amounts.
    pub const fn currency(&self) -> Currency {
        self.parts.currency
    }

    /// Its first month.
    pub const fn start(&self) -> Month {
        self.parts.start
    }

    /// How many months it covers.
    pub const fn months(&self) -> Horizon {
        self.parts.months
    }

    /// The revenue that it needs.
    pub const fn target(&self) -> &Target {
        &self.parts.target
    }

    /// The buyer's journey.
    pub const fn funnel(&self) -> &Funnel {
        &self.parts.funnel
    }

    /// Free text.
    pub fn notes(&self) -> &str {
        &self.parts.notes
    }

    /// Revenue by month of the plan; it sums to the amount.
    pub fn revenue(&self) -> Vec<f64> {
        self.revenue_for(self.parts.months.months())
    }

    /// Revenue by month from the plan's first on, months beyond the horizon included (model.md §3).
    pub fn revenue_for(&self, months: usize) -> Vec<f64> {
        self.parts.target.revenue(self.parts.start, self.parts.months, months)
    }

    /// Where the revenue of each month comes from, months beyond the horizon included (model.md §3).
    pub fn revenue_origins(&self, months: usize) -> Vec<Origin> {
        self.parts.target.origins(self.parts.start, self.parts.months, months).collect()
    }

    /// Whether an input may not be changed.
    pub fn is_locked(&self, input: Input) -> bool {
        match input {
            Input::Target(field) => self.parts.target.locked.contains(&field),
            Input::Stage(id, field) => {
                self.parts.funnel.find(id).is_some_and(|(_, stage)| stage.is_locked(field))
            }
        }
    }
}
