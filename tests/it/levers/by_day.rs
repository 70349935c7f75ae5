//! Levers worked out a second time, straight from model.md §7: whole plans run day by day, with one input another.
//!
//! Written from the page alone: nothing here may use `backcast::goals`.

use crate::oracle::target;
use crate::scenarios::Draft;

/// Days of a planning month.
const MONTH: i32 = 30;

/// One stage with another yield or another lag.
#[derive(Debug, Clone, Copy)]
pub(super) enum Other {
    /// Every rate in force, or the deal value, becomes what a function makes of it.
    Yield(fn(f64, f64) -> f64, f64),
    /// The lag becomes another.
    Lag(i32),
}

impl Other {
    /// Times 1.1, but never over a bound.
    pub(super) fn raised(bound: f64) -> Self {
        Self::Yield(|was, bound| (was * 1.1).min(bound), bound)
    }

    /// The same value whatever was in force.
    pub(super) fn fixed(to: f64) -> Self {
        Self::Yield(|_, to| to, to)
    }
}

/// Amounts by planning day.
struct Days {
    first: i32,
    amounts: Vec<f64>,
}

impl Days {
    fn get(&self, day: i32) -> f64 {
        usize::try_from(day - self.first).ok().and_then(|at| self.amounts.get(at)).copied().unwrap_or(0.0)
    }

    fn add(&mut self, day: i32, amount: f64) {
        let at = usize::try_from(day - self.first).expect("no day is before the first");
        self.amounts[at] += amount;
    }

    fn sum(&self, days: std::ops::Range<i32>) -> f64 {
        days.map(|day| self.get(day)).sum()
    }
}

/// A draft with its planned entries by day.
pub(super) struct ByDay<'a> {
    draft: &'a Draft,
    /// The days that are looked at: those on which anything for the plan can happen, whatever a lag becomes.
    days: std::ops::Range<i32>,
    planned: Vec<Days>,
    /// The revenue of the horizon as planned.
    brought: f64,
    /// This plan's need of the top stage.
    pub(super) need: f64,
}

impl<'a> ByDay<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        let reach = 720 + draft.steps.iter().map(|step| i32::from(step.lag)).sum::<i32>();
        let end = MONTH * draft.months as i32 + 2 * reach;
        let mut by_day = Self { draft, days: -reach..end, planned: Vec::new(), brought: 0.0, need: 0.0 };
        by_day.planned = by_day.backward(end, None);
        by_day.brought = by_day.forward(None);
        by_day.need = by_day.needed(None);
        by_day
    }

    /// The day after the plan's last.
    pub(super) fn horizon(&self) -> i32 {
        MONTH * self.draft.months as i32
    }

    fn empty(&self) -> Days {
        Days { first: self.days.start, amounts: vec![0.0; self.days.len()] }
    }

    /// y of model.md §4 for the cohort of a day.
    fn yields(&self, place: usize, day: i32) -> f64 {
        let step = &self.draft.steps[place];
        let month = day.div_euclid(MONTH);
        step.changes.range(..=month).next_back().map_or(step.yields, |(_, rate)| *rate)
    }

    /// The yield and the lag of a stage for those who enter on a day, with the other in force from a day on.
    fn way(&self, place: usize, day: i32, other: Option<(usize, Other, i32)>) -> (f64, i32) {
        let (yields, lag) = (self.yields(place, day), i32::from(self.draft.steps[place].lag));
        match other {
            Some((at, other, from)) if at == place && day >= from => match other {
                Other::Yield(change, by) => (change(yields, by), lag),
                Other::Lag(days) => (yields, days),
            },
            _ => (yields, lag),
        }
    }

    fn direct(&self, place: usize) -> f64 {
        self.draft.steps.get(place).map_or(0.0, |step| step.direct)
    }

    /// Model.md §4: the entries that revenue before a day asks for, top to bottom, then the revenue.
    fn backward(&self, until: i32, other: Option<(usize, Other, i32)>) -> Vec<Days> {
        let series = target(self.draft, (self.days.end / MONTH + 1) as usize);
        let mut revenue = self.empty();
        for day in 0..until.min(self.days.end) {
            revenue.add(day, series[(day / MONTH) as usize] / f64::from(MONTH));
        }
        let mut flows = vec![revenue];
        for place in (0..self.draft.steps.len()).rev() {
            let chained = 1.0 - self.direct(place + 1);
            let mut entering = self.empty();
            for day in self.days.clone() {
                let (yields, lag) = self.way(place, day, other);
                entering.add(day, flows[0].get(day + lag) * chained / yields);
            }
            flows.insert(0, entering);
        }
        flows
    }

    /// Model.md §5: the revenue of the horizon from the planned top and direct entries.
    fn forward(&self, other: Option<(usize, Other, i32)>) -> f64 {
        let mut entering = self.empty();
        entering.amounts.clone_from(&self.planned[0].amounts);
        for place in 0..self.draft.steps.len() {
            let mut next = self.empty();
            for day in self.days.start..self.horizon() {
                let (yields, lag) = self.way(place, day, other);
                if day + lag < self.horizon() {
                    next.add(day + lag, entering.get(day) * yields);
                }
                next.add(day, self.direct(place + 1) * self.planned[place + 1].get(day));
            }
            entering = next;
        }
        entering.sum(0..self.horizon())
    }

    /// Model.md §7 "Revenue gained": of the entries from a day on.
    pub(super) fn gained(&self, place: usize, other: Other, from: i32) -> f64 {
        self.forward(Some((place, other, from))) - self.brought
    }

    /// Model.md §7 "Share": the gain of the entries from a day to the plan's end, followed one by one to revenue;
    /// what lands inside the plan, all of it, and the same with losses counted as gains.
    pub(super) fn followed(&self, place: usize, other: Other, from: i32) -> (f64, f64, f64) {
        let (mut inside, mut ever, mut moved) = (0.0, 0.0, 0.0);
        for entered in from..self.horizon() {
            let changed = self.way(place, entered, Some((place, other, from))).0;
            let mut more = self.planned[place].get(entered) * (changed - self.yields(place, entered));
            let mut day = entered + i32::from(self.draft.steps[place].lag);
            for (below, step) in self.draft.steps.iter().enumerate().skip(place + 1) {
                more *= self.yields(below, day);
                day += i32::from(step.lag);
            }
            ever += more;
            moved += more.abs();
            inside += if day < self.horizon() { more } else { 0.0 };
        }
        (inside, ever, moved)
    }

    fn needed(&self, other: Option<(usize, Other, i32)>) -> f64 {
        self.backward(self.horizon(), other)[0].amounts.iter().sum()
    }

    /// Model.md §7 "Need saved".
    pub(super) fn need_saved(&self, place: usize, other: Other) -> f64 {
        let from = if let Other::Lag(_) = other { i32::MIN } else { 0 };
        self.need - self.needed(Some((place, other, from)))
    }
}
