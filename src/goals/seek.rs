//! Goal seek: given a result and the value wanted of it, the inputs that give it, each alone (model.md §7).
//!
//! Nothing is clamped in silence: an answer says what its value reaches and by how much that misses. How a value
//! is found is in `solve`, what a value would do in `trial`; words and rounding are `text`'s.

mod solve;
mod trial;

use self::solve::{Dial, Nearest, nearest_day, solve};
use self::trial::Trial;
use super::compare::same;
use super::{GoalGrid, Goals};
use crate::plan::{
    Count, Edit, Field, Input, Money, Month, OutOfBounds, Rate, Scenario, Share, StageId, TargetField,
};

/// A result of a plan that something can be wanted of (cli.md "OUTPUT").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// A goal of a stage, in buyers.
    Stage(StageId, Measure),
    /// The revenue that the top stage's present need brings, in the plan's currency.
    Revenue,
}

/// What is counted of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The goal of a month that the grid shows.
    Month(Month),
    /// The largest column, runway included.
    Peak,
    /// The plan's own months together.
    Total,
    /// What this plan needs, runway included.
    Need,
    /// Who must be inside on day one.
    DayOne,
}

impl Measure {
    /// Reads it off the goals of a stage by its place.
    fn of(self, goals: &Goals, place: usize) -> f64 {
        let bearing = goals.grid().bearing(place);
        match self {
            Self::Month(month) => goals.grid().column(month).map_or(0.0, |column| bearing.goals()[column]),
            Self::Peak => bearing.peak().1,
            Self::Total => bearing.total(),
            Self::Need => bearing.need(),
            Self::DayOne => goals.day_one()[place].needed,
        }
    }
}

impl Output {
    /// What it is today: buyers, or for revenue the amount.
    ///
    /// # Errors
    /// A stage that the plan does not have, a month that its grid does not show.
    pub fn now(self, scenario: &Scenario, goals: &Goals) -> Result<f64, Refused> {
        let Self::Stage(id, measure) = self else { return Ok(scenario.target().amount.get()) };
        let (place, _) = scenario.funnel().find(id).ok_or(Refused::NoSuchStage)?;
        if let Measure::Month(found) = measure {
            shown(goals.grid(), found)?;
        }
        Ok(measure.of(goals, place))
    }
}

/// Whether the grid shows a month.
fn shown(grid: &GoalGrid, found: Month) -> Result<(), Refused> {
    let (first, last) = (grid.month(0), grid.month(grid.columns() - 1));
    if (first..=last).contains(&found) { Ok(()) } else { Err(Refused::NoSuchColumn { found, first, last }) }
}

/// Why something cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refused {
    /// The stage is not in the plan.
    NoSuchStage,
    /// The grid does not show the month.
    NoSuchColumn {
        /// The month.
        found: Month,
        /// The first month that it shows.
        first: Month,
        /// The last month that it shows.
        last: Month,
    },
    /// No number of buyers, or no amount.
    OutOfBounds(OutOfBounds),
    /// Revenue is wanted, which sets the amount, and that is locked.
    Locked(Input),
}

/// A result, and the value that is wanted of it.
#[derive(Debug)]
pub struct Question<'a> {
    scenario: &'a Scenario,
    goals: &'a Goals,
    output: Output,
    wanted: f64,
    now: f64,
    trial: Trial<'a>,
    /// What the trial measures today.
    measured: f64,
    /// What the trial must measure.
    sought: f64,
}

/// What one input can do about a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The input.
    pub input: Input,
    /// Its value today, in the model's units.
    pub from: f64,
    /// What was found; none if the input is locked.
    pub found: Option<Found>,
}

/// The value of an input that comes nearest to what is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// In the model's units: a share of one, planning days, an amount. Always within the bounds of model.md §8.
    pub value: f64,
    /// What the output is with it.
    pub reached: f64,
    /// What is reached less what is wanted; 0 when they agree within 1e-9.
    pub missed_by: f64,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the value lies in the user's own range, where one was given.
    pub in_range: Option<bool>,
}

/// How the search for a value ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The value gives what is wanted, within 1e-9 of it.
    Exact,
    /// Less is reached on some days of a lag and more on others: this day comes nearest.
    NearestDay,
    /// No allowed value gives it; this one comes nearest.
    OutOfReach,
    /// No value of the input changes the output; the value is today's.
    NoEffect(Idle),
}

/// Why an input does not change an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// It only changes the goals of stages above the output's.
    Above,
    /// The output is 0 whatever the input.
    Nothing,
    /// The lag moves work in time, and the output is the same at all times.
    Timing,
    /// Later rates are in force for all that counts.
    Overruled,
}

impl Found {
    /// Whether the input does what is wanted, as near as whole days allow.
    pub fn is_reached(&self) -> bool {
        self.missed_by == 0.0 || self.outcome == Outcome::NearestDay
    }
}

impl<'a> Question<'a> {
    /// Asks for a value of an output: buyers, or for revenue an amount.
    ///
    /// # Errors
    /// An output that the plan does not have; a value that is no number of buyers or, for revenue, no amount
    /// (model.md §8); revenue while the amount is locked.
    pub fn new(
        scenario: &'a Scenario,
        goals: &'a Goals,
        output: Output,
        wanted: f64,
    ) -> Result<Self, Refused> {
        let now = output.now(scenario, goals)?;
        let amount = Input::Target(TargetField::Amount);
        let (place, measure) = match output {
            Output::Stage(id, measure) => {
                Count::new(wanted).map_err(Refused::OutOfBounds)?;
                (scenario.funnel().find(id).ok_or(Refused::NoSuchStage)?.0, measure)
            }
            Output::Revenue => {
                Money::new(wanted).map_err(Refused::OutOfBounds)?;
                (0, Measure::Need)
            }
        };
        if output == Output::Revenue && scenario.is_locked(amount) {
            return Err(Refused::Locked(amount));
        }
        let trial = Trial::new(scenario, place, measure);
        let measured = trial.today();
        // A need is a multiple of the amount: with the amount wanted it must stay, so with today's it must shrink
        // as much as the amount grows.
        let sought = if output == Output::Revenue { measured * now / wanted } else { wanted };
        Ok(Self { scenario, goals, output, wanted, now, trial, measured, sought })
    }

    /// The plan that it is about.
    pub const fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The plan's goals.
    pub const fn goals(&self) -> &'a Goals {
        self.goals
    }

    /// The result that it is about.
    pub const fn output(&self) -> Output {
        self.output
    }

    /// The value wanted of it.
    pub const fn wanted(&self) -> f64 {
        self.wanted
    }

    /// Its value today.
    pub const fn now(&self) -> f64 {
        self.now
    }

    /// The inputs that can be asked, in the order of the plan: rates and deal value, amount, lags, direct shares.
    ///
    /// Revenue sets the amount itself; the first stage has no direct share.
    pub fn inputs(&self) -> Vec<Input> {
        let stages = self.scenario.funnel().stages();
        let each = |field| stages.iter().map(move |stage| Input::Stage(stage.id(), field));
        let amount = (self.output != Output::Revenue).then_some(Input::Target(TargetField::Amount));
        let rest = each(Field::Lag).chain(each(Field::Direct).skip(1));
        each(Field::Yield).chain(amount).chain(rest).collect()
    }

    /// What each input can do alone, in the order of [`Self::inputs`].
    pub fn answers(&self) -> Vec<Answer> {
        self.inputs().into_iter().filter_map(|input| self.answer(input)).collect()
    }

    /// What one input can do alone; `None` if it is none of [`Self::inputs`].
    pub fn answer(&self, input: Input) -> Option<Answer> {
        if !self.inputs().contains(&input) {
            return None;
        }
        let from = self.scenario.number(input)?;
        let found = (!self.scenario.is_locked(input)).then(|| self.find(input, from));
        Some(Answer { input, from, found })
    }

    /// The edits of an answer, for one step of undo; none if the input is locked or changes nothing.
    pub fn edits(&self, answer: &Answer) -> Vec<Edit> {
        let found = answer.found.filter(|found| !matches!(found.outcome, Outcome::NoEffect(_)));
        let setting = found.and_then(|found| self.scenario.setting(answer.input, found.value).ok()?);
        let amount = (self.output == Output::Revenue).then(|| Edit::Amount(Money::nearest(self.wanted)));
        amount.filter(|_| setting.is_some()).into_iter().chain(setting).collect()
    }

    fn find(&self, input: Input, from: f64) -> Found {
        let nearest = if self.trial.acts_on(input) { self.nearest(input, from) } else { None };
        let Some(nearest) = nearest else {
            let outcome = Outcome::NoEffect(self.idle(input));
            return self.found(input, from, self.now, outcome);
        };
        let outcome = if same(nearest.reached, self.wanted) {
            Outcome::Exact
        } else if nearest.straddles {
            Outcome::NearestDay
        } else {
            Outcome::OutOfReach
        };
        self.found(input, nearest.value, nearest.reached, outcome)
    }

    fn found(&self, input: Input, value: f64, reached: f64, outcome: Outcome) -> Found {
        // What agrees but for rounding noise is what is wanted.
        let reached = if same(reached, self.wanted) { self.wanted } else { reached };
        let in_range = self.scenario.range(input).map(|range| range.contains(value));
        Found { value, reached, missed_by: reached - self.wanted, outcome, in_range }
    }

    /// The value that comes nearest, and the output with it; `None` if the input changes nothing.
    fn nearest(&self, input: Input, from: f64) -> Option<Nearest> {
        let Some(dial) = self.dial(input) else {
            return nearest_day(from, self.wanted, |days| self.told(self.trial.with(input, days)));
        };
        let found = solve(dial, from, self.sought, |value| self.trial.with(input, value))?;
        Some(Nearest { reached: self.told(found.reached), ..found })
    }

    /// What the trial measures, told in the units of the output.
    fn told(&self, measured: f64) -> f64 {
        match self.output {
            Output::Stage(..) => measured,
            Output::Revenue => self.now * self.measured / measured,
        }
    }

    /// How an input is turned; `None` for a lag, which goes by whole days.
    fn dial(&self, input: Input) -> Option<Dial> {
        let Input::Stage(id, field) = input else {
            return Some(Dial { bounds: Money::bounds(), turn: |amount| amount });
        };
        let is_last = self.scenario.funnel().find(id).is_some_and(|(_, stage)| stage.value().is_some());
        match field {
            Field::Yield if is_last => Some(Dial { bounds: Money::bounds(), turn: f64::recip }),
            Field::Yield => Some(Dial { bounds: Rate::bounds(), turn: f64::recip }),
            Field::Direct => Some(Dial { bounds: Share::bounds(), turn: |share| 1.0 - share }),
            Field::Lag | Field::Opening => None,
        }
    }

    /// Why an input changes nothing.
    fn idle(&self, input: Input) -> Idle {
        match input {
            _ if !self.trial.acts_on(input) => Idle::Above,
            _ if self.now == 0.0 => Idle::Nothing,
            Input::Stage(_, Field::Lag) => Idle::Timing,
            _ => Idle::Overruled,
        }
    }
}
