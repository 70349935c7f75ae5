//! Flows of buyers or revenue over planning days (model.md §4).
//!
//! A flow is constant between cuts, so a list of runs carries it to the day at the cost of months.
//! Knows nothing of stages and goals.

use std::ops::Range;

use crate::plan::Month;
use crate::plan::month::DAYS;

/// Days on which the flow is the same.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    /// The day after the last one.
    until: i32,
    /// Buyers, or revenue, of each day.
    daily: f64,
}

/// Buyers or revenue by planning day; nothing before its first day and after its last.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    from: i32,
    runs: Vec<Run>,
}

/// A factor that is constant between days.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    initial: f64,
    changes: Vec<(i32, f64)>,
}

impl Factor {
    /// The same on every day.
    pub const fn constant(factor: f64) -> Self {
        Self { initial: factor, changes: Vec::new() }
    }

    /// One that changes on the first days of months, given in their order.
    pub fn by_month(start: Month, initial: f64, changes: impl Iterator<Item = (Month, f64)>) -> Self {
        Self { initial, changes: changes.map(|(from, factor)| (from.since(start) * DAYS, factor)).collect() }
    }

    /// One before a day, nothing from it on.
    pub fn until(end: i32) -> Self {
        Self { initial: 1.0, changes: vec![(end, 0.0)] }
    }

    /// The same factor a number of days later (earlier if negative).
    #[must_use]
    pub fn shifted(&self, days: i32) -> Self {
        let changes = self.changes.iter().map(|(from, factor)| (from + days, *factor)).collect();
        Self { initial: self.initial, changes }
    }

    /// What a function makes of two factors, day by day.
    #[must_use]
    pub fn combined(&self, other: &Self, of: impl Fn(f64, f64) -> f64) -> Self {
        let mut days: Vec<i32> =
            [self, other].iter().flat_map(|factor| factor.changes.iter().map(|(from, _)| *from)).collect();
        days.sort_unstable();
        days.dedup();
        let changes = days.into_iter().map(|day| (day, of(self.on(day), other.on(day)))).collect();
        Self { initial: of(self.initial, other.initial), changes }
    }

    /// The factor of a day.
    fn on(&self, day: i32) -> f64 {
        match self.changes.partition_point(|(from, _)| *from <= day) {
            0 => self.initial,
            passed => self.changes[passed - 1].1,
        }
    }
}

impl Flow {
    /// Spreads monthly amounts evenly over the days of their months, the first month starting on day 0.
    pub fn of_months(amounts: &[f64]) -> Self {
        let mut flow = Self { from: 0, runs: Vec::with_capacity(amounts.len()) };
        for (month, amount) in (1..).zip(amounts) {
            flow.push(month * DAYS, amount / f64::from(DAYS));
        }
        flow
    }

    /// Adds a run at the end; one that goes on as the last does makes it longer.
    fn push(&mut self, until: i32, daily: f64) {
        match self.runs.last_mut() {
            Some(last) if last.daily == daily => last.until = until,
            _ => self.runs.push(Run { until, daily }),
        }
    }

    /// The same flow a number of days later (earlier if negative).
    #[must_use]
    pub fn shifted(mut self, days: i32) -> Self {
        self.from += days;
        for run in &mut self.runs {
            run.until += days;
        }
        self
    }

    /// The flow times a factor, cut where the factor changes.
    #[must_use]
    pub fn scaled(&self, factor: &Factor) -> Self {
        let mut scaled = Self { from: self.from, runs: Vec::with_capacity(self.runs.len()) };
        let mut changes = factor.changes.iter().copied().peekable();
        let mut by = factor.initial;
        let mut day = self.from;
        for run in &self.runs {
            while let Some((from, next)) = changes.next_if(|(from, _)| *from < run.until) {
                if from > day {
                    scaled.push(from, run.daily * by);
                    day = from;
                }
                by = next;
            }
            scaled.push(run.until, run.daily * by);
            day = run.until;
        }
        scaled
    }

    /// The sum of two flows.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut cuts: Vec<i32> =
            [self, other].iter().flat_map(|flow| flow.runs.iter().map(|run| run.until)).collect();
        cuts.extend([self.from, other.from]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut sum = Self { from: cuts[0], runs: Vec::with_capacity(cuts.len()) };
        for pair in cuts.windows(2) {
            sum.push(pair[1], self.daily(pair[0]) + other.daily(pair[0]));
        }
        sum
    }

    /// What flows on a day.
    pub fn daily(&self, day: i32) -> f64 {
        if day < self.from {
            return 0.0;
        }
        let at = self.runs.partition_point(|run| run.until <= day);
        self.runs.get(at).map_or(0.0, |run| run.daily)
    }

    /// The first day on which anything flows.
    pub fn first_day(&self) -> Option<i32> {
        let mut day = self.from;
        for run in &self.runs {
            if run.daily > 0.0 && run.until > day {
                return Some(day);
            }
            day = run.until;
        }
        None
    }

    /// The day after the last one on which anything flows.
    pub fn end(&self) -> Option<i32> {
        self.runs.iter().rev().find(|run| run.daily > 0.0).map(|run| run.until)
    }

    /// What flows in a range of days.
    pub fn between(&self, days: Range<i32>) -> f64 {
        let mut sum = 0.0;
        let mut day = self.from.max(days.start);
        let first = self.runs.partition_point(|run| run.until <= day);
        for run in &self.runs[first..] {
            if day >= days.end {
                break;
            }
            let until = run.until.min(days.end);
            sum += run.daily * f64::from(until - day);
            day = until;
        }
        sum
    }

    /// What flows in each month, from a month (counted from day 0's) on.
    pub fn by_month(&self, first: i32, months: usize) -> Vec<f64> {
        (first..).take(months).map(|month| self.between(month * DAYS..(month + 1) * DAYS)).collect()
    }

    /// The flow without what comes on or after a day.
    #[must_use]
    pub fn before(&self, end: i32) -> Self {
        let mut cut = Self { from: self.from, runs: Vec::with_capacity(self.runs.len()) };
        let mut day = self.from;
        for run in self.runs.iter().take_while(|_| self.from < end) {
            if day >= end {
                break;
            }
            day = run.until.min(end);
            cut.push(day, run.daily);
        }
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_is_cut_where_its_factor_changes() {
        let flow = Flow::of_months(&[30.0, 60.0]).shifted(-10);
        let factor = Factor { initial: 1.0, changes: vec![(-30, 2.0), (0, 3.0), (30, 5.0)] };
        let scaled = flow.scaled(&factor);
        for (day, daily) in [(-11, 0.0), (-10, 2.0), (-1, 2.0), (0, 3.0), (20, 6.0), (30, 10.0), (50, 0.0)] {
            assert_eq!(scaled.daily(day), daily, "day {day}");
        }
        assert_eq!(scaled.between(-100..100), 20.0 + 60.0 + 60.0 + 200.0);
        assert_eq!(scaled.before(5).between(-100..100), 20.0 + 15.0);
    }

    #[test]
    fn factors_combine_day_by_day() {
        let one = Factor { initial: 2.0, changes: vec![(-5, 3.0), (10, 5.0)] };
        let both = one.shifted(10).combined(&Factor::until(5), |one, other| one - other);
        for (day, factor) in [(-99, 1.0), (4, 1.0), (5, 3.0), (19, 3.0), (20, 5.0), (99, 5.0)] {
            assert_eq!(both.on(day), factor, "day {day}");
        }
        assert_eq!(both.changes.len(), 2);
    }

    #[test]
    fn flows_add_day_by_day() {
        let one = Flow::of_months(&[30.0]);
        let sum = one.plus(&one.clone().shifted(20));
        for (day, daily) in [(0, 1.0), (19, 1.0), (20, 2.0), (29, 2.0), (30, 1.0), (49, 1.0), (50, 0.0)] {
            assert_eq!(sum.daily(day), daily, "day {day}");
        }
    }
}
