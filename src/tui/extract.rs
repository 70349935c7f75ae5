//! What leaves the screen as a file or on the clipboard: which plans, and what of them. The effects make the bytes.

use std::sync::Arc;

use crate::goals::Content;
use crate::plan::slug::slug;
use crate::plan::{Day, Scenario, StageId};
use crate::text::form::Form;

/// What a file can be made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Extract {
    /// A plan.
    Plan(Arc<Scenario>),
    /// What each input of a plan is worth.
    Levers(Arc<Scenario>),
    /// What the ends of the user's own ranges are worth.
    Ranges(Arc<Scenario>),
    /// Plans side by side.
    Comparison(Compared),
    /// All that was tried in the session.
    Tried(Tried),
}

/// Plans side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What to call them, no two the same.
    pub names: Vec<String>,
    /// The plans, their stages matched; the first is the reference.
    pub plans: Vec<Arc<Scenario>>,
    /// Rows that do not differ are wanted too.
    pub all: bool,
    /// The stage that is wanted month by month.
    pub stage: StageId,
}

/// All that was tried with a scenario in the session, and where it led.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The tries in the order of time.
    pub tries: Vec<Try>,
    /// The plan as it stands.
    pub now: Arc<Scenario>,
    /// What it is measured against.
    pub baseline: Arc<Scenario>,
    /// When that was pinned; none: it is the scenario as opened.
    pub pinned: Option<String>,
}

/// A step of the session.
#[derive(Debug, Clone, PartialEq)]
pub struct Try {
    /// When it was made, as `10:02`.
    pub time: String,
    /// Whether it was undone.
    pub undone: bool,
    /// What it did but for editing the plan, in words; empty where it did nothing else.
    pub said: String,
    /// The plan that it edited; none where it edited none.
    pub before: Option<Arc<Scenario>>,
    /// The plan that it made.
    pub after: Arc<Scenario>,
    /// What that was measured against.
    pub baseline: Arc<Scenario>,
}

impl Extract {
    /// The forms that its file can have, the one that is offered first: the richest.
    pub fn forms(&self) -> Vec<Form> {
        let plainest_first: &[Form] = match self {
            Self::Plan(_) => &Form::ALL,
            Self::Levers(_) | Self::Ranges(_) | Self::Comparison(_) => &Form::OF_PAGES,
            Self::Tried(_) => &[Form::Markdown],
        };
        plainest_first.iter().rev().copied().collect()
    }

    /// What it is called.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Plan(_) => "the plan",
            Self::Levers(_) => "the levers",
            Self::Ranges(_) => "the ranges",
            Self::Comparison(_) => "the comparison",
            Self::Tried(_) => "what was tried",
        }
    }

    /// The name that is offered for its file.
    pub fn file_name(&self) -> String {
        let (plan, ending) = match self {
            Self::Plan(plan) => (plan, ""),
            Self::Levers(plan) => (plan, "-levers"),
            Self::Ranges(plan) => (plan, "-ranges"),
            Self::Comparison(compared) => (&compared.plans[0], "-compared"),
            Self::Tried(tried) => (&tried.now, "-what-we-tried"),
        };
        format!("{}{ending}.{}", slug(plan.name()), self.forms()[0].ending())
    }
}

/// A file that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// What it is made of.
    pub what: Extract,
    /// In which form.
    pub form: Form,
    /// What counts as today.
    pub today: Day,
    /// Whether it may take the place of another file.
    pub over: bool,
}

/// A table that goes to the clipboard.
#[derive(Debug, Clone, PartialEq)]
pub enum Table {
    /// The inputs of a plan.
    Inputs(Arc<Scenario>),
    /// Its goals by month: which, and whether exactly.
    Goals(Arc<Scenario>, Content, bool),
    /// Who must be inside on day one, and last calls.
    DayOne(Arc<Scenario>),
    /// What each input of a plan is worth.
    Levers(Arc<Scenario>),
    /// What the ends of the user's own ranges are worth.
    Ranges(Arc<Scenario>),
    /// Plans side by side.
    Comparison(Compared),
    /// Names of scenarios, with when they were changed.
    Names(Vec<[String; 2]>),
}

impl Table {
    /// What it is called.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Inputs(_) => "the inputs",
            Self::Goals(_, Content::Goals, _) => "the goals by month",
            Self::Goals(_, Content::ThisPlan, _) => "this plan by month",
            Self::Goals(_, Content::Beyond, _) => "what is beyond, by month",
            Self::DayOne(_) => "day one",
            Self::Levers(_) => "the levers",
            Self::Ranges(_) => "the ranges",
            Self::Comparison(_) => "the comparison",
            Self::Names(_) => "the names",
        }
    }
}
