//! Finds the value of an input that gives what is sought, whatever the input means.
//!
//! Pure numbers: knows no stages and no plans.

use crate::goals::compare::same;
use crate::plan::Lag;
use crate::plan::units::fifteen_digits;

/// An input with bounds that is turned like a dial.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dial {
    /// The smallest and the largest value allowed.
    pub bounds: (f64, f64),
    /// Turns a value so that results rise with it and are a straight line in it, or the highest of several
    /// (model.md §7: 1/rate, 1/value, the amount, 1 − direct); turned again it is the value.
    pub turn: fn(f64) -> f64,
}

/// The value that comes nearest to what is sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Nearest {
    /// The value.
    pub value: f64,
    /// What it gives.
    pub reached: f64,
    /// Whether other values give less than is sought and others more, and none gives it.
    pub straddles: bool,
}

/// A value that was tried.
#[derive(Debug, Clone, Copy)]
struct Tried {
    value: f64,
    turned: f64,
    reached: f64,
}

/// How near is near enough, relative to what is sought. Two roundings of the value leave less.
const ENOUGH: f64 = 1e-14;

/// The most values that are tried: two do on a straight line, a few dozen at a peak that moves between months.
const TRIES: usize = 200;

/// Turns a dial until it gives what is sought, starting from its value today; at a bound if that is out of reach.
/// `None` if the dial changes nothing.
///
/// False position: each try lies where the straight line between the two ends crosses what is sought, and becomes
/// the end on its side; an end that stays twice is weighed half (the Illinois rule), so that both close in.
pub(super) fn solve(dial: Dial, from: f64, sought: f64, result: impl Fn(f64) -> f64) -> Option<Nearest> {
    let tried = |value: f64| Tried { value, turned: (dial.turn)(value), reached: result(value) };
    let off = |tried: &Tried| tried.reached - sought;
    let (low, high) = dial.bounds;
    let (mut under, mut over) = (tried(low), tried(high));
    if under.turned > over.turned {
        (under, over) = (over, under);
    }
    if same(under.reached, over.reached) {
        return None;
    }
    if off(&under) >= 0.0 {
        return Some(under.nearest());
    }
    if off(&over) <= 0.0 {
        return Some(over.nearest());
    }
    let mut next = tried(from);
    let (mut weight_under, mut weight_over) = (1.0, 1.0);
    let mut was_under = None;
    for _ in 0..TRIES {
        if off(&next).abs() <= ENOUGH * sought {
            return Some(next.nearest());
        }
        let is_under = off(&next) < 0.0;
        let stays = if was_under == Some(is_under) { 0.5 } else { 1.0 };
        if is_under {
            (under, weight_under, weight_over) = (next, 1.0, weight_over * stays);
        } else {
            (over, weight_over, weight_under) = (next, 1.0, weight_under * stays);
        }
        was_under = Some(is_under);
        let (below, above) = (off(&under) * weight_under, off(&over) * weight_over);
        let turned = under.turned + (over.turned - under.turned) * (below / (below - above));
        let value = fifteen_digits((dial.turn)(turned)).clamp(low, high);
        if value == under.value || value == over.value {
            break;
        }
        next = tried(value);
    }
    let nearest = if -off(&under) < off(&over) { under } else { over };
    Some(nearest.nearest())
}

impl Tried {
    fn nearest(&self) -> Nearest {
        Nearest { value: self.value, reached: self.reached, straddles: false }
    }
}

/// Results that differ by less, relative to the larger, are the same but for rounding noise.
const NOISE: f64 = 1e-12;

/// The lag, in whole days, that comes nearest to what is sought; of several the nearest to today's, then the
/// shortest. `None` if all days give the same.
pub(super) fn nearest_day(today: f64, sought: f64, result: impl Fn(f64) -> f64) -> Option<Nearest> {
    let all: Vec<(f64, f64)> = (0..=Lag::MAX.days()).map(f64::from).map(|day| (day, result(day))).collect();
    let least = all.iter().map(|(_, reached)| *reached).fold(f64::INFINITY, f64::min);
    let most = all.iter().map(|(_, reached)| *reached).fold(0.0, f64::max);
    if same(least, most) {
        return None;
    }
    let off = |reached: f64| (reached - sought).abs();
    let best = all.iter().map(|(_, reached)| off(*reached)).fold(f64::INFINITY, f64::min);
    let ties = all.iter().filter(|(_, reached)| off(*reached) <= best + NOISE * reached.max(sought));
    let away = |day: f64| (day - today).abs();
    let (value, reached) = *ties.min_by(|one, other| away(one.0).total_cmp(&away(other.0)))?;
    Some(Nearest { value, reached, straddles: least < sought && sought < most })
}
