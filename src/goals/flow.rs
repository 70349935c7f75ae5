//! Flows of buyers or revenue over planning days (model.md §4).
//!
//! A flow is cut on the same days of every month. So a few series of months carry it to the day, and whatever is
//! asked of it goes through months, not through days. Knows nothing of stages and goals.

use std::ops::{Deref, Range};

use crate::plan::Month;
use crate::plan::month::DAYS;

/// Buyers or revenue by planning day; nothing before its first day and after its last.
///
/// It goes in turns of 30 days from its first day on, and from one cut of a turn to the next it is the same on each
/// day. Its numbers are its own or, where they are a slice, a grid's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow<Daily = Vec<f64>> {
    from: i32,
    turns: usize,
    cuts: Cuts,
    /// What flows on each day behind a cut: cut by cut, each of them turn by turn.
    daily: Daily,
}

/// The days of a turn on which a flow may change, a bit for each: on the first it may.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cuts(u32);

impl Cuts {
    /// The days from each cut to the next.
    fn ranges(self) -> impl Iterator<Item = Range<i32>> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let day = (left != 0).then(|| left.trailing_zeros() as i32)?;
            left &= left - 1;
            Some(day..DAYS.min(left.trailing_zeros() as i32))
        })
    }

    /// Which of the ranges a day lies in.
    const fn range_of(self, day: i32) -> usize {
        (self.0 & (u32::MAX >> (31 - day))).count_ones() as usize - 1
    }
}

/// The days from one cut to the next, in every turn.
#[derive(Debug, Clone, Copy)]
struct Strand<'a> {
    /// The first of them in the first turn.
    first: i32,
    /// How many they are in a turn.
    days: i32,
    /// What flows on each of them, turn by turn.
    daily: &'a [f64],
}

impl Strand<'_> {
    /// The first day of a turn.
    const fn day(&self, turn: usize) -> i32 {
        self.first + turn as i32 * DAYS
    }

    /// The turns of which a range of days has any day.
    fn turns(&self, days: &Range<i32>) -> Range<usize> {
        let turn = |day: i32| turn_from(self.first, day).min(self.daily.len());
        turn(days.start.saturating_add(1 - self.days))..turn(days.end)
    }
}

/// The first turn that does not begin before a day, of turns of which the first one begins on another.
fn turn_from(first: i32, day: i32) -> usize {
    ((day - first).max(0) + DAYS - 1) as usize / DAYS as usize
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

    /// The days on which it may change, within some days.
    fn changes_in(&self, days: Range<i32>) -> impl Iterator<Item = i32> {
        self.changes.iter().map(|(from, _)| *from).filter(move |from| days.contains(from))
    }

    /// Some days, cut where it changes, with the factor of each piece.
    fn pieces(&self, days: Range<i32>) -> impl Iterator<Item = (Range<i32>, f64)> {
        let starts = [(days.start, self.initial)].into_iter().chain(self.changes.iter().copied());
        let ends = self.changes.iter().map(|(from, _)| *from).chain([days.end]);
        let piece = move |((start, factor), end): ((i32, f64), i32)| {
            (start.max(days.start)..end.min(days.end), factor)
        };
        starts.zip(ends).map(piece).filter(|(days, _)| !days.is_empty())
    }

    /// The factor of a day.
    fn on(&self, day: i32) -> f64 {
        match self.changes.partition_point(|(from, _)| *from <= day) {
            0 => self.initial,
            passed => self.changes[passed - 1].1,
        }
    }
}

impl<Daily> Flow<Daily> {
    /// The same flow with its numbers kept in another way.
    pub(super) fn kept<'a, Other>(&'a self, keep: impl FnOnce(&'a Daily) -> Other) -> Flow<Other> {
        Flow { from: self.from, turns: self.turns, cuts: self.cuts, daily: keep(&self.daily) }
    }

    /// The days for which it has a number.
    pub const fn days(&self) -> Range<i32> {
        self.from..self.from + self.turns as i32 * DAYS
    }
}

impl<Daily: Deref<Target = [f64]>> Flow<Daily> {
    fn strands(&self) -> impl Iterator<Item = Strand<'_>> {
        let mut rest = &*self.daily;
        self.cuts.ranges().map(move |days| {
            let (daily, others) = rest.split_at(self.turns);
            rest = others;
            Strand { first: self.from + days.start, days: days.end - days.start, daily }
        })
    }

    /// The first day on which anything flows.
    pub fn first_day(&self) -> Option<i32> {
        let first = |strand: Strand| Some(strand.day(strand.daily.iter().position(|daily| *daily > 0.0)?));
        self.strands().filter_map(first).min()
    }

    /// The day after the last one on which anything flows.
    pub fn end(&self) -> Option<i32> {
        let last = |strand: Strand| Some(strand.day(strand.daily.iter().rposition(|daily| *daily > 0.0)?));
        self.strands().filter_map(|strand| Some(last(strand)? + strand.days)).max()
    }

    /// What flows in a range of days.
    pub fn between(&self, days: Range<i32>) -> f64 {
        let mut sum = 0.0;
        if days.is_empty() {
            return sum;
        }
        for strand in self.strands() {
            let of = |turn: usize| {
                let first = strand.day(turn);
                let count = (first + strand.days).min(days.end) - first.max(days.start);
                strand.daily[turn] * f64::from(count)
            };
            // The range has all days of every turn between the first and the last.
            let mut turns = strand.turns(&days);
            sum += turns.next().map_or(0.0, of);
            sum += turns.next_back().map_or(0.0, of);
            sum += total(&strand.daily[turns]) * f64::from(strand.days);
        }
        sum
    }

    /// What flows in the first of its turns of 30 days.
    pub fn in_turns(&self, turns: usize) -> f64 {
        // Each turn by itself: a round number of every month stays one in all.
        let of = |strand: Strand| -> f64 {
            strand.daily[..turns].iter().map(|daily| daily * f64::from(strand.days)).sum()
        };
        self.strands().map(of).sum()
    }

    /// What flows in a range of days, each day's times its factor.
    pub fn weighed(&self, factor: &Factor, days: Range<i32>) -> f64 {
        factor.pieces(days).map(|(days, by)| self.between(days) * by).sum()
    }

    /// What flows in each month, from a month (counted from day 0's) on.
    pub fn by_month(&self, first: i32, months: usize) -> Vec<f64> {
        let mut sums = vec![0.0; months];
        self.add_to(&mut sums, first);
        sums
    }

    /// Adds what flows in each month to its sum; the first sum is that of a month (counted from day 0's).
    pub(super) fn add_to(&self, sums: &mut [f64], first: i32) {
        for strand in self.strands() {
            let month = strand.first.div_euclid(DAYS) - first;
            // Some days may lie behind the end of the month in which the others lie.
            let days = strand.days.min(DAYS - strand.first.rem_euclid(DAYS));
            if days < strand.days {
                add(sums, month + 1, strand.daily, strand.days - days);
            }
            add(sums, month, strand.daily, days);
        }
    }
}

/// The sum of some numbers.
pub(super) fn total(numbers: &[f64]) -> f64 {
    folded(numbers, |one, other| one + other)
}

/// The largest of some numbers, 0 if none is larger.
pub(super) fn largest(numbers: &[f64]) -> f64 {
    folded(numbers, |one, other| if one < other { other } else { one })
}

/// Folds numbers into 0. Each step would wait for the one before, so every fourth goes into a result of its own.
fn folded(numbers: &[f64], with: impl Fn(f64, f64) -> f64) -> f64 {
    let (fours, rest) = numbers.as_chunks::<4>();
    let all = fours.iter().fold([0.0; 4], |all, four| std::array::from_fn(|at| with(all[at], four[at])));
    rest.iter().chain(&all).fold(0.0, |one, other| with(one, *other))
}

/// Adds some days of each number to the sums, those of the first number to the sum at a place; what falls outside of
/// the sums is left out.
fn add(sums: &mut [f64], at: i32, daily: &[f64], days: i32) {
    let (sums_from, daily_from) = (at.max(0) as usize, at.min(0).unsigned_abs() as usize);
    let (sums, daily) = (sums.get_mut(sums_from..), daily.get(daily_from..));
    let days = f64::from(days);
    for (sum, daily) in sums.unwrap_or_default().iter_mut().zip(daily.unwrap_or_default()) {
        *sum += daily * days;
    }
}

impl Flow {
    /// Spreads monthly amounts evenly over the days of their months, the first month starting on day 0.
    pub fn of_months(amounts: impl Into<Vec<f64>>) -> Self {
        let mut daily = amounts.into();
        for amount in &mut daily {
            *amount /= f64::from(DAYS);
        }
        Self { from: 0, turns: daily.len(), cuts: Cuts(1), daily }
    }

    /// The same flow a number of days later (earlier if negative).
    #[must_use]
    pub fn shifted(self, days: i32) -> Self {
        Self { from: self.from + days, ..self }
    }

    /// The flow times a factor, cut where the factor changes.
    #[must_use]
    pub fn scaled(mut self, factor: &Factor) -> Self {
        let days = self.days();
        for day in factor.changes_in(days.clone()) {
            self.cut((day - days.start) % DAYS);
        }
        for (cut, daily) in self.cuts.ranges().zip(self.daily.chunks_exact_mut(self.turns.max(1))) {
            let mut turn = 0;
            for (piece, by) in factor.pieces(days.clone()) {
                let next = turn_from(days.start + cut.start, piece.end).min(self.turns);
                daily[turn..next].iter_mut().for_each(|daily| *daily *= by);
                turn = next;
            }
        }
        self
    }

    /// The sum of the flow and a share of one that has numbers for the same days.
    #[must_use]
    pub fn plus(mut self, other: Flow<&[f64]>, share: f64) -> Self {
        debug_assert_eq!(self.days(), other.days(), "turns of the same days are added");
        for range in other.cuts.ranges() {
            self.cut(range.start);
        }
        for (range, daily) in self.cuts.ranges().zip(self.daily.chunks_exact_mut(self.turns.max(1))) {
            let others = &other.daily[other.cuts.range_of(range.start) * other.turns..];
            for (daily, other) in daily.iter_mut().zip(others) {
                *daily += other * share;
            }
        }
        self
    }

    /// Cuts every turn on a day of it.
    fn cut(&mut self, day: i32) {
        let cuts = Cuts(self.cuts.0 | 1 << day);
        if cuts != self.cuts {
            // What flowed before the cut flows behind it too.
            let (at, end) = (self.cuts.range_of(day) * self.turns, self.daily.len());
            self.daily.resize(end + self.turns, 0.0);
            self.daily.copy_within(at..end, at + self.turns);
            self.cuts = cuts;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What flows on a day.
    fn daily(flow: &Flow, day: i32) -> f64 {
        flow.between(day..day + 1)
    }

    #[test]
    fn a_flow_is_cut_where_its_factor_changes() {
        let flow = Flow::of_months([30.0, 60.0]).shifted(-10);
        let factor = Factor { initial: 1.0, changes: vec![(-30, 2.0), (0, 3.0), (30, 5.0)] };
        let weighed = flow.weighed(&factor, -100..100);
        let scaled = flow.scaled(&factor);
        for (day, number) in [(-11, 0.0), (-10, 2.0), (-1, 2.0), (0, 3.0), (20, 6.0), (30, 10.0), (50, 0.0)] {
            assert_eq!(daily(&scaled, day), number, "day {day}");
        }
        assert_eq!(scaled.between(-100..100), 20.0 + 60.0 + 60.0 + 200.0);
        assert_eq!(weighed, scaled.between(-100..100));
        assert_eq!(scaled.between(-100..5), 20.0 + 15.0);
        assert_eq!(scaled.by_month(-1, 4), [20.0, 60.0 + 60.0, 200.0, 0.0]);
        assert_eq!(scaled.by_month(0, 1), [120.0], "months outside are left out");
        assert_eq!((scaled.first_day(), scaled.end()), (Some(-10), Some(50)));
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
        let flow = Flow::of_months([30.0, 60.0]);
        let late = flow.clone().scaled(&Factor { initial: 0.0, changes: vec![(20, 2.0)] });
        let sum = flow.plus(late.kept(Vec::as_slice), 0.5);
        for (day, number) in [(-1, 0.0), (0, 1.0), (19, 1.0), (20, 2.0), (29, 2.0), (30, 4.0), (60, 0.0)] {
            assert_eq!(daily(&sum, day), number, "day {day}");
        }
    }
}
