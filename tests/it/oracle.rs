//! The model worked out a second time, day by day, straight from model.md §3 to §6.
//!
//! Written from the page alone: nothing here may use `backcast::goals`.

use crate::scenarios::{After, Draft, Split};

/// Days of a planning month.
const MONTH: i32 = 30;

/// What the goals of a draft must be.
pub(crate) struct Oracle {
    draft: Draft,
    /// Σ L.
    longest: i32,
    /// Entries of each stage by day, top to bottom, then revenue; the first day is `−longest` rounded to a month.
    flows: Vec<Vec<f64>>,
}

impl Oracle {
    /// Works a draft out.
    pub(crate) fn new(draft: &Draft) -> Self {
        let longest = draft.steps.iter().map(|step| i32::from(step.lag)).sum();
        let mut oracle = Self { draft: draft.clone(), longest, flows: Vec::new() };
        oracle.flows = oracle.backward(|_| true);
        oracle
    }

    /// R of model.md §4.
    pub(crate) fn runway(&self) -> i32 {
        (f64::from(self.longest) / f64::from(MONTH)).ceil() as i32
    }

    fn months(&self) -> i32 {
        self.draft.months as i32
    }

    fn days(&self) -> std::ops::Range<i32> {
        -MONTH * self.runway()..MONTH * (self.months() + self.runway())
    }

    fn at(&self, flow: &[f64], day: i32) -> f64 {
        usize::try_from(day - self.days().start).ok().and_then(|at| flow.get(at)).copied().unwrap_or(0.0)
    }

    /// Entries of a row on some days.
    pub(crate) fn entries(&self, place: usize, days: std::ops::Range<i32>) -> f64 {
        let followed = self.days();
        let days = days.start.max(followed.start)..days.end.min(followed.end);
        days.map(|day| self.at(&self.flows[place], day)).sum()
    }

    /// y of model.md §4 on a day.
    pub(crate) fn yields(&self, place: usize, day: i32) -> f64 {
        let step = &self.draft.steps[place];
        let month = day.div_euclid(MONTH);
        let mut in_force = step.yields;
        for (from, rate) in &step.changes {
            if *from <= month {
                in_force = *rate;
            }
        }
        in_force
    }

    /// The share of a row's entries that come from the stage above.
    fn chained(&self, place: usize) -> f64 {
        self.draft.steps.get(place).map_or(1.0, |step| 1.0 - step.direct)
    }

    /// Model.md §4, for the days of revenue that are asked for.
    fn backward(&self, counted: impl Fn(i32) -> bool) -> Vec<Vec<f64>> {
        let target = target(&self.draft, (self.months() + self.runway()) as usize);
        let revenue = |day: i32| {
            if day < 0 || !counted(day) { 0.0 } else { target[(day / MONTH) as usize] / f64::from(MONTH) }
        };
        let mut flows = vec![self.days().map(revenue).collect::<Vec<f64>>()];
        for place in (0..self.draft.steps.len()).rev() {
            let below = &flows[0];
            let lag = i32::from(self.draft.steps[place].lag);
            let entries =
                |day: i32| self.at(below, day + lag) * self.chained(place + 1) / self.yields(place, day);
            let entering = self.days().map(entries).collect();
            flows.insert(0, entering);
        }
        flows
    }

    fn by_month(&self, flow: &[f64]) -> Vec<f64> {
        let month = |month: i32| (month * MONTH..(month + 1) * MONTH).map(|day| self.at(flow, day)).sum();
        (-self.runway()..self.months()).map(month).collect()
    }

    /// The goals of every row, runway first.
    pub(crate) fn goals(&self) -> Vec<Vec<f64>> {
        self.flows.iter().map(|flow| self.by_month(flow)).collect()
    }

    /// The same, asked for by revenue inside the horizon only.
    pub(crate) fn this_plan(&self) -> Vec<Vec<f64>> {
        let inside = self.backward(|day| day < MONTH * self.months());
        inside.iter().map(|flow| self.by_month(flow)).collect()
    }

    /// P of model.md §6.
    pub(crate) fn needed(&self, place: usize) -> f64 {
        let lag = i32::from(self.draft.steps[place].lag);
        (-lag..0).map(|day| self.at(&self.flows[place], day)).sum()
    }

    /// W of model.md §6: what those who are inside on day one become, followed down day by day.
    pub(crate) fn carries(&self, place: usize) -> f64 {
        let lag = i32::from(self.draft.steps[place].lag);
        (-lag..0)
            .map(|entered| {
                let mut buyers = self.at(&self.flows[place], entered);
                let mut day = entered;
                for below in place..self.draft.steps.len() {
                    buyers *= self.yields(below, day);
                    day += i32::from(self.draft.steps[below].lag);
                }
                buyers
            })
            .sum()
    }

    /// Model.md §5: revenue by month of the plan.
    pub(crate) fn forward(&self) -> Vec<f64> {
        let mut entering = self.flows[0].clone();
        for (place, step) in self.draft.steps.iter().enumerate() {
            let lag = i32::from(step.lag);
            let direct = 1.0 - self.chained(place + 1);
            let arriving = |day: i32| {
                let from = day - lag;
                self.at(&entering, from) * self.yields(place, from)
                    + direct * self.at(&self.flows[place + 1], day)
            };
            entering = self.days().map(arriving).collect();
        }
        self.by_month(&entering).split_off(self.runway() as usize)
    }

    /// The closed form of model.md §4 for a stage's goals; right where no yield changes over time.
    pub(crate) fn closed(&self, place: usize) -> Vec<f64> {
        let (months, runway) = (self.months(), self.runway());
        let target = target(&self.draft, (months + runway) as usize);
        let steps = &self.draft.steps[place..];
        let lag = f64::from(steps.iter().map(|step| i32::from(step.lag)).sum::<i32>()) / f64::from(MONTH);
        let yields: f64 = steps.iter().map(|step| step.yields).product();
        let chained: f64 = steps[1..].iter().map(|step| 1.0 - step.direct).product();
        let cumulative = |time: f64| {
            let whole = time.max(0.0).floor();
            let full: f64 = target.iter().take(whole as usize).sum();
            full + (time.max(0.0) - whole) * target.get(whole as usize).copied().unwrap_or(0.0)
        };
        (-runway..months)
            .map(|month| {
                let from = f64::from(month) + lag;
                (cumulative(from + 1.0) - cumulative(from)) / (yields / chained)
            })
            .collect()
    }
}

/// T of model.md §3, month by month.
pub(crate) fn target(draft: &Draft, months: usize) -> Vec<f64> {
    let own = draft.months;
    let first = draft.start.number() as usize - 1;
    let weight = |month: usize| match &draft.split {
        Split::Even => 1.0,
        Split::Growth(growth) => (1.0 + growth).powf(month as f64),
        Split::Seasonal(weights) => weights[(first + month) % 12],
        Split::Custom(weights) => weights[month],
    };
    let sum: f64 = (0..own).map(weight).sum();
    let of_plan = |month: usize| draft.amount / sum * weight(month);
    let period = match &draft.split {
        Split::Seasonal(_) => 12,
        _ if own < 12 => 1,
        _ => 12,
    };
    let factor = match (draft.after, &draft.split) {
        (After::Grow(yearly), _) if period == 1 => (1.0 + yearly).powf(1.0 / 12.0),
        (After::Grow(yearly), _) => 1.0 + yearly,
        (_, Split::Growth(growth)) => (1.0 + growth).powf(period as f64),
        _ => 1.0,
    };
    let mut series: Vec<f64> = Vec::new();
    for month in 0..months {
        let revenue = if month < own {
            of_plan(month)
        } else if draft.after == After::Stop {
            0.0
        } else if matches!(draft.split, Split::Seasonal(_)) && month < 12 {
            of_plan(month)
        } else if matches!(draft.split, Split::Custom(_)) && own < 12 && month == own {
            draft.amount / own as f64 * factor
        } else {
            series[month - period] * factor
        };
        series.push(revenue);
    }
    series
}
