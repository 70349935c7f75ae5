//! Levers: what each input is worth when it alone is better, or at the ends of the user's own range (model.md §7).
//!
//! Each is tried by itself, for the buyers who enter its stage from a day on. Nothing is changed in the plan:
//! [`edits`] says what would have to be. How gains are worded and drawn is decided elsewhere.

use super::Goals;
use super::backward::Step;
use super::compare::SAME;
use super::flow::Factor;
use super::grid::ceiling;
use super::worth::{Passage, Worth};
use crate::plan::units::fifteen_digits;
use crate::plan::{Day, Edit, Field, Input, Lag, Money, Rate, Scenario, Stage, StageEdit, Yield};

/// By how much a rate or the deal value is raised.
const RAISE: f64 = 1.1;

/// By how many planning days a lag is shortened.
const SHORTER: i32 = 10;

/// What is tried on an input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trial {
    /// The lever is pulled: every rate in force, or the deal value, times 1.1, a lag 10 days shorter; never out
    /// of bounds.
    Pull,
    /// A value stands in the place of every one in force: a rate, an amount, or whole planning days.
    To(f64),
}

impl Trial {
    fn rate(self, was: Rate) -> Rate {
        match self {
            Self::Pull => Rate::nearest(fifteen_digits(was.get() * RAISE)),
            Self::To(rate) => Rate::nearest(rate),
        }
    }

    fn value(self, was: Money) -> Money {
        match self {
            Self::Pull => Money::nearest(fifteen_digits(was.get() * RAISE)),
            Self::To(value) => Money::nearest(value),
        }
    }

    fn lag(self, was: Lag) -> Lag {
        match self {
            Self::Pull => Lag::nearest(f64::from(was.days() - SHORTER)),
            Self::To(days) => Lag::nearest(days),
        }
    }

    /// What becomes of a yield of a stage: of its deal value, or of one of its rates.
    fn yields(self, stage: &Stage, was: f64) -> f64 {
        match stage.yields() {
            Yield::Rate { .. } => self.rate(Rate::nearest(was)).get(),
            Yield::Value { .. } => self.value(Money::nearest(was)).get(),
        }
    }
}

/// What a trial of one input brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    /// The value that is tried: a rate, an amount, or planning days.
    pub to: f64,
    /// The revenue gained inside the horizon, while the numbers of the top stage and of all direct entries stay
    /// as planned; negative for a loss.
    pub gained: f64,
    /// That over all that the entries up to the plan's end gain, whenever it lands. None for a lag, and where
    /// there is nothing to gain. A share of 0 to 1, unless some cohorts gain and others lose: a value that
    /// stands in the place of rates on both sides of it.
    pub share: Option<f64>,
    /// By how much this plan's need of the top stage falls, while the target stays: exact; negative where more
    /// are needed.
    pub need_saved: f64,
    /// The same as people see it: the shown need less the one that would be shown.
    pub shown_need_saved: f64,
    /// By how many planning days the work may start later; negative for earlier. 0 for a yield.
    pub days_later: i32,
}

/// An input that is pulled alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// The input: the yield or the lag of a stage.
    pub input: Input,
    /// The value in force on the day from which on the lever acts: a rate, an amount, or planning days.
    pub from: f64,
    /// What pulling it brings.
    pub pull: Pull,
}

/// An input at both ends of the range that the user finds plausible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranged {
    /// The input: the yield or the lag of a stage.
    pub input: Input,
    /// The value in force on the day from which on it is tried: a rate, an amount, or planning days.
    pub from: f64,
    /// What the low end brings.
    pub low: Pull,
    /// What the high end brings.
    pub high: Pull,
}

/// The first day whose entries a lever acts on: the plan's first, or today when that is later.
pub fn acts_from(scenario: &Scenario, today: Day) -> Day {
    Day::at(scenario.start(), today.since(scenario.start()).max(0))
}

/// Pulls every lever of a plan, one at a time: sorted by the revenue gained, the most first.
///
/// Gains that agree to 1e-9 of the amount keep the order of the stages, yields before lags.
pub fn levers(scenario: &Scenario, goals: &Goals, today: Day) -> Vec<Lever> {
    let tornado = Tornado::new(scenario, goals, today);
    let lever = |(input, place, field)| {
        let from = tornado.in_force(place, field);
        Lever { input, from, pull: tornado.pull(place, field, Trial::Pull) }
    };
    tornado.ranked(inputs(scenario).map(lever), |lever| lever.pull.gained)
}

/// Tries both ends of every range that the user gave: sorted by how far they lie apart in revenue, widest first.
///
/// Swings that agree to 1e-9 of the amount keep the order of the stages, yields before lags.
pub fn ranges(scenario: &Scenario, goals: &Goals, today: Day) -> Vec<Ranged> {
    let tornado = Tornado::new(scenario, goals, today);
    let ranged = |(input, place, field)| {
        let range = scenario.range(input)?;
        let end = |end| tornado.pull(place, field, Trial::To(end));
        let from = tornado.in_force(place, field);
        Some(Ranged { input, from, low: end(range.low()), high: end(range.high()) })
    };
    let swing = |ranged: &Ranged| (ranged.high.gained - ranged.low.gained).abs();
    tornado.ranked(inputs(scenario).filter_map(ranged), swing)
}

/// The edits that make a trial the plan's: of every rate in force, before the plan starts too. None where the
/// trial changes nothing, or where the input is no lever.
pub fn edits(scenario: &Scenario, input: Input, trial: Trial) -> Vec<Edit> {
    let Input::Stage(id, field) = input else { return Vec::new() };
    let Some((_, stage)) = scenario.funnel().find(id) else { return Vec::new() };
    let mut edits = Vec::new();
    match (field, stage.yields()) {
        (Field::Yield, Yield::Rate { initial, changes, .. }) => {
            let tried = |was: Rate| Some(trial.rate(was)).filter(|rate| *rate != was);
            edits.extend(tried(*initial).map(StageEdit::Rate));
            edits.extend(changes.iter().filter_map(|change| {
                tried(change.rate).map(|rate| StageEdit::RateFrom(change.from, Some(rate)))
            }));
        }
        (Field::Yield, Yield::Value { value, .. }) => {
            edits.extend(Some(trial.value(*value)).filter(|to| to != value).map(StageEdit::Value));
        }
        (Field::Lag, _) => {
            let to = trial.lag(stage.lag());
            edits.extend(Some(to).filter(|to| *to != stage.lag()).map(StageEdit::Lag));
        }
        (Field::Direct | Field::Opening, _) => {}
    }
    edits.into_iter().map(|edit| Edit::Stage(id, edit)).collect()
}

/// Every lever with the place of its stage, in the order of the stages: yields, then lags.
fn inputs(scenario: &Scenario) -> impl Iterator<Item = (Input, usize, Field)> {
    let stages = scenario.funnel().stages();
    let of = move |field| {
        let input = move |(place, stage): (usize, &Stage)| (Input::Stage(stage.id(), field), place, field);
        stages.iter().enumerate().map(input)
    };
    [Field::Yield, Field::Lag].into_iter().flat_map(of)
}

/// A plan with what its entries are worth, from the day on that levers act.
struct Tornado<'a> {
    scenario: &'a Scenario,
    goals: &'a Goals,
    worth: Worth,
    from: Day,
}

impl<'a> Tornado<'a> {
    fn new(scenario: &'a Scenario, goals: &'a Goals, today: Day) -> Self {
        Self { scenario, goals, worth: Worth::of(scenario), from: acts_from(scenario, today) }
    }

    /// The value in force on the day from which on levers act.
    fn in_force(&self, place: usize, field: Field) -> f64 {
        let stage = &self.scenario.funnel().stages()[place];
        match field {
            Field::Lag => f64::from(stage.lag().days()),
            _ => stage.yields().of(self.from.month),
        }
    }

    /// What a trial of one input of a stage brings.
    fn pull(&self, place: usize, field: Field, trial: Trial) -> Pull {
        let stage = &self.scenario.funnel().stages()[place];
        let was = Passage::of(self.scenario, place);
        let mut tried = was.clone();
        if field == Field::Lag {
            tried.lag = trial.lag(stage.lag()).days();
        } else {
            tried.yields = Step::of(self.scenario, place).by_yield(|yields| trial.yields(stage, yields));
        }
        let gained = self.gained(place, &tried, &self.worth.inside);
        let ever = self.gained(place, &tried, &self.worth.ever);
        let share = (field != Field::Lag && ever != 0.0).then(|| gained / ever);
        // A yield is another for the entries from the start on; a lag in the whole plan.
        let first = if field == Field::Lag { i32::MIN / 2 } else { was.lag };
        let need_saved = self.need_saved(place, &tried, first);
        let top = self.goals.grid().top();
        Pull {
            to: if field == Field::Lag {
                tried.lag.into()
            } else {
                trial.yields(stage, self.in_force(place, field))
            },
            gained,
            share,
            need_saved,
            shown_need_saved: top.shown_need() - ceiling(top.need() - need_saved),
            days_later: was.lag - tried.lag,
        }
    }

    /// The revenue that the entries of a stage, from the day on that levers act to the plan's end, bring more.
    fn gained(&self, place: usize, tried: &Passage, worth: &[Factor]) -> f64 {
        let more = tried.brings(&worth[place + 1]).combined(&worth[place], |with, without| with - without);
        let entries = self.goals.grid().bearing(place).flow();
        let from = self.from.since(self.scenario.start());
        entries.weighed(&more, from..self.scenario.months().days())
    }

    /// The buyers of the top stage that this plan's entries of the next stage take less, from one of its days on.
    fn need_saved(&self, place: usize, tried: &Passage, first: i32) -> f64 {
        let takes = &self.worth.takes;
        let less = takes[place + 1].combined(&tried.takes(&takes[place]), |without, with| without - with);
        let next = self.goals.grid().bearing(place + 1);
        next.flow().weighed(&less, first..next.plan_ends())
    }

    /// Sorts by an amount of revenue, the largest first; those that agree stay in their order.
    fn ranked<T>(&self, trials: impl Iterator<Item = T>, by: impl Fn(&T) -> f64) -> Vec<T> {
        let noise = SAME * self.scenario.target().amount.get();
        let mut ranked: Vec<(usize, T)> = trials.enumerate().collect();
        ranked.sort_by(|(_, one), (_, other)| by(other).total_cmp(&by(one)));
        for equal in ranked.chunk_by_mut(|(_, one), (_, next)| by(one) - by(next) <= noise) {
            equal.sort_by_key(|(order, _)| *order);
        }
        ranked.into_iter().map(|(_, trial)| trial).collect()
    }
}
