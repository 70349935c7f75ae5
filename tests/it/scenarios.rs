//! Plans to test with: a plain draft that anybody can build, and random ones.
//!
//! A draft holds bare numbers, so a failing case prints and shrinks readably. It knows nothing of goals.

use std::collections::BTreeMap;

use backcast::plan::{
    Beyond, Count, Currency, Funnel, Horizon, Lag, Money, Month, MonthlyGrowth, Name, Owner, Phasing, Rate,
    RateChange, Scenario, ScenarioParts, Share, Span, StageId, StageParts, Target, Weight, YearlyGrowth,
    Yield,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop_oneof};

/// A stage in bare numbers; the last one's `yields` is the deal value.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) yields: f64,
    pub(crate) lag: u16,
    pub(crate) direct: f64,
    /// New rates by month, counted from the plan's first.
    pub(crate) changes: BTreeMap<i32, f64>,
    pub(crate) opening: Option<f64>,
    pub(crate) yield_range: Option<(f64, f64)>,
    pub(crate) lag_range: Option<(u16, u16)>,
}

impl Step {
    /// A stage with a name, a rate or value, and a lag.
    pub(crate) fn new(name: &str, yields: f64, lag: u16) -> Self {
        let name = name.to_owned();
        let changes = BTreeMap::new();
        Self { name, yields, lag, direct: 0.0, changes, opening: None, yield_range: None, lag_range: None }
    }
}

/// How a draft's amount is split.
#[derive(Debug, Clone)]
pub(crate) enum Split {
    Even,
    Growth(f64),
    Seasonal([f64; 12]),
    Custom(Vec<f64>),
}

/// What follows a draft's horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum After {
    Continue,
    Grow(f64),
    Stop,
}

/// A plan in bare numbers.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) start: Month,
    pub(crate) months: usize,
    pub(crate) amount: f64,
    pub(crate) split: Split,
    pub(crate) after: After,
    pub(crate) steps: Vec<Step>,
}

/// A month from its text.
pub(crate) fn month(text: &str) -> Month {
    text.parse().expect("tests name months that exist")
}

/// A stage name.
pub(crate) fn name(text: &str) -> Name {
    Name::new(text).expect("tests use valid names")
}

/// An amount.
pub(crate) fn money(amount: f64) -> Money {
    Money::new(amount).expect("tests use valid amounts")
}

/// A rate.
pub(crate) fn rate(rate: f64) -> Rate {
    Rate::new(rate).expect("tests use valid rates")
}

/// A month's weight.
pub(crate) fn weight(weight: f64) -> Weight {
    Weight::new(weight).expect("tests use valid weights")
}

/// A direct share.
pub(crate) fn share(share: f64) -> Share {
    Share::new(share).expect("tests use valid shares")
}

/// A lag.
pub(crate) fn lag(days: u16) -> Lag {
    Lag::new(f64::from(days)).expect("tests use valid lags")
}

/// A horizon.
pub(crate) fn horizon(months: usize) -> Horizon {
    Horizon::new(months as f64).expect("tests use valid horizons")
}

/// The identity of the stage at a place.
pub(crate) fn id(scenario: &Scenario, place: usize) -> StageId {
    scenario.funnel().stages()[place].id()
}

/// An even year from January 2027 without anything but what is given.
pub(crate) fn even(amount: f64, steps: &[(&str, f64, u16)]) -> Draft {
    let steps = steps.iter().map(|(name, yields, lag)| Step::new(name, *yields, *lag)).collect();
    Draft { start: month("2027-01"), months: 12, amount, split: Split::Even, after: After::Continue, steps }
}

/// The plan of the design's screens: $24M, six odd lags.
pub(crate) fn acme() -> Draft {
    even(
        24e6,
        &[
            ("Site visitors", 0.02, 7),
            ("Contacts", 0.25, 45),
            ("Qualified leads", 0.4, 14),
            ("Meetings", 0.5, 21),
            ("Proposals", 0.6, 30),
            ("Deals", 25_000.0, 30),
        ],
    )
}

impl Draft {
    /// The scenario that it describes.
    pub(crate) fn build(&self) -> Scenario {
        let phasing = match &self.split {
            Split::Even => Phasing::Even,
            Split::Growth(growth) => Phasing::Growth(MonthlyGrowth::new(*growth).expect("drafts are valid")),
            Split::Seasonal(weights) => Phasing::Seasonal(weights.map(weight)),
            Split::Custom(weights) => Phasing::Custom(weights.iter().copied().map(weight).collect()),
        };
        let beyond = match self.after {
            After::Continue => Beyond::Continue,
            After::Grow(growth) => Beyond::Grow(YearlyGrowth::new(growth).expect("drafts are valid")),
            After::Stop => Beyond::Stop,
        };
        let last = self.steps.len() - 1;
        let stages = self.steps.iter().enumerate().map(|(at, step)| self.stage(step, at == last)).collect();
        Scenario::new(ScenarioParts {
            name: "Draft".to_owned(),
            currency: Currency::USD,
            start: self.start,
            months: horizon(self.months),
            target: Target { amount: money(self.amount), phasing, beyond, locked: Vec::new() },
            funnel: Funnel::new(stages).expect("drafts are valid"),
            notes: String::new(),
        })
        .expect("drafts are valid")
    }

    fn stage(&self, step: &Step, last: bool) -> StageParts {
        let range = step.yield_range;
        let yields = if last {
            let range = range.map(|(low, high)| Span::new(money(low), money(high)));
            Yield::Value { value: money(step.yields), range }
        } else {
            let change = |(at, to): (&i32, &f64)| RateChange { from: self.start.plus(*at), rate: rate(*to) };
            Yield::Rate {
                initial: rate(step.yields),
                changes: step.changes.iter().map(change).collect(),
                range: range.map(|(low, high)| Span::new(rate(low), rate(high))),
            }
        };
        StageParts {
            owner: Owner::Both,
            lag: lag(step.lag),
            direct: share(step.direct),
            opening: step.opening.map(|count| Count::new(count).expect("drafts are valid")),
            lag_range: step.lag_range.map(|(low, high)| Span::new(lag(low), lag(high))),
            ..StageParts::new(name(&step.name), yields)
        }
    }

    /// The same plan with rates that never change.
    pub(crate) fn without_changes(mut self) -> Self {
        for step in &mut self.steps {
            step.changes.clear();
        }
        self
    }

    /// The same plan without entries that skip the stage above.
    pub(crate) fn without_direct(mut self) -> Self {
        for step in &mut self.steps {
            step.direct = 0.0;
        }
        self
    }
}

/// Rates: round percentages first, then everything down to the bound.
pub(crate) fn rates() -> BoxedStrategy<f64> {
    prop_oneof![
        3 => (1..=100_u32).prop_map(|percent| f64::from(percent) / 100.0),
        1 => (-6.0..=0.0).prop_map(|exponent| 10_f64.powf(exponent).clamp(1e-6, 1.0)),
    ]
    .boxed()
}

/// Lags: none, whole months, any day.
pub(crate) fn lags() -> BoxedStrategy<u16> {
    prop_oneof![
        1 => Just(0),
        2 => (0..=3_u16).prop_map(|months| months * 30),
        4 => 0..=60_u16,
        1 => 0..=720_u16,
    ]
    .boxed()
}

/// Weights: often the same, sometimes none.
pub(crate) fn weights() -> BoxedStrategy<f64> {
    prop_oneof![3 => Just(1.0), 1 => Just(0.0), 3 => 0.1..100.0, 1 => 1e-6..1e9].boxed()
}

fn steps() -> BoxedStrategy<Step> {
    let direct = prop_oneof![3 => Just(0.0), 1 => 0.0..=0.99];
    let changes = prop_oneof![
        3 => Just(BTreeMap::new()),
        1 => btree_map(-30..70_i32, rates(), 1..4),
    ];
    let opening = prop_oneof![2 => Just(None), 1 => (0.0..1e6).prop_map(Some)];
    (rates(), lags(), direct, changes, opening)
        .prop_map(|(rate, lag, direct, changes, opening)| Step {
            direct,
            changes,
            opening,
            ..Step::new("", rate, lag)
        })
        .boxed()
}

fn afters() -> BoxedStrategy<After> {
    prop_oneof![3 => Just(After::Continue), 1 => (-0.9..=10.0).prop_map(After::Grow), 1 => Just(After::Stop)]
        .boxed()
}

/// Every kind of plan that can exist, from two bare stages up.
pub(crate) fn drafts() -> BoxedStrategy<Draft> {
    let kinds = prop_oneof![Just(0), Just(1), Just(2), Just(3)];
    let values = prop_oneof![Just(10_000.0), (0.0..7.0).prop_map(|exponent| 10_f64.powf(exponent))];
    (
        vec(steps(), 2..=12),
        prop_oneof![2 => 1..=18_usize, 1 => 1..=60_usize],
        prop_oneof![Just(1e6), (-2.0..12.0).prop_map(|exponent| 10_f64.powf(exponent).max(0.01))],
        values,
        (kinds, -0.5..=1.0, vec(weights(), 60)),
        afters(),
        0..12_i32,
    )
        .prop_map(|(mut steps, months, amount, value, (kind, growth, mut weights), after, start)| {
            let count = steps.len();
            for (place, step) in steps.iter_mut().enumerate() {
                step.name = format!("Stage {place}");
                if place == 0 {
                    step.direct = 0.0;
                }
                if place + 1 == count {
                    step.yields = value;
                    step.changes.clear();
                }
            }
            weights[0] = weights[0].max(0.5);
            let split = match kind {
                0 => Split::Even,
                1 => Split::Growth(growth),
                2 => {
                    let calendar = |at: usize| weights[(at + 12 - start as usize) % 12];
                    Split::Seasonal(std::array::from_fn(calendar))
                }
                _ => Split::Custom(weights[..months].to_vec()),
            };
            let start = month("2027-01").plus(start);
            Draft { start, months, amount, split, after, steps }
        })
        .boxed()
}
