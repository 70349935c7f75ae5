//! Makes scenarios of every kind, for the law of the round trip.

use super::*;

fn lock_fields() -> impl Strategy<Value = Vec<crate::plan::Field>> {
    subsequence(Field::ALL.to_vec(), 0..=4)
}

fn bounded<T: std::fmt::Debug>((low, high): (f64, f64), new: fn(f64) -> T) -> impl Strategy<Value = T> {
    let whole = (low.ceil() as i64)..=(high.min(1e6) as i64);
    prop_oneof![low..=high, whole.prop_map(|value| value as f64), Just(low), Just(high)].prop_map(new)
}

fn rate() -> impl Strategy<Value = Rate> {
    bounded(Rate::bounds(), Rate::nearest)
}

fn month() -> impl Strategy<Value = Month> {
    (1900..=2999, 1u32..=12).prop_map(|(year, month)| Month::new(year, month).unwrap())
}

fn lag() -> impl Strategy<Value = Lag> {
    (0..=720).prop_map(|days| Lag::nearest(f64::from(days)))
}

fn span<T: PartialOrd + Copy + std::fmt::Debug>(
    end: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Option<Span<T>>> {
    of((end.clone(), end).prop_map(|(one, other)| Span::new(one, other)))
}

fn stage(number: usize, last: bool, first: bool) -> impl Strategy<Value = StageParts> {
    let money = || bounded(Money::bounds(), Money::nearest).boxed();
    let changes = proptest::collection::btree_map(month(), rate(), 0..4).prop_map(|changes| {
        changes.into_iter().map(|(from, rate)| RateChange { from, rate }).collect::<Vec<_>>()
    });
    let rates = (rate(), changes, span(rate().boxed())).prop_map(|(initial, changes, range)| Yield::Rate {
        initial,
        changes,
        range,
    });
    let values = (money(), span(money())).prop_map(|(value, range)| Yield::Value { value, range });
    let yields = if last { values.boxed() } else { rates.boxed() };
    let top = if first { 0.0 } else { 0.99 };
    let text = ("[ \\PC]{0,20}", "\\PC{0,30}|[\\x00-\\x7f]{0,10}");
    let numbers = (0.0..=top, of(bounded(Count::bounds(), Count::nearest)), lag(), span(lag().boxed()));
    (text, select(Owner::ALL.to_vec()), yields, numbers, lock_fields()).prop_map(
        move |((name, definition), owner, yields, (direct, opening, lag, lag_range), locked)| StageParts {
            name: Name::new(&format!("{number}a{name}")).unwrap(),
            owner,
            definition,
            yields,
            lag,
            direct: Share::nearest(direct),
            opening,
            lag_range,
            locked,
        },
    )
}

fn target(months: usize) -> impl Strategy<Value = Target> {
    let weight = || bounded((1e-3, 1e15), Weight::nearest);
    let phasing = prop_oneof![
        Just(Phasing::Even),
        bounded(MonthlyGrowth::bounds(), MonthlyGrowth::nearest).prop_map(Phasing::Growth),
        vec(weight(), 12).prop_map(|weights| Phasing::Seasonal(weights.try_into().unwrap())),
        vec(weight(), months).prop_map(Phasing::Custom),
    ];
    let growth = bounded(YearlyGrowth::bounds(), YearlyGrowth::nearest);
    let beyond = prop_oneof![Just(Beyond::Continue), Just(Beyond::Stop), growth.prop_map(Beyond::Grow)];
    let words: Vec<_> = TARGET_FIELDS.iter().map(|(_, field)| *field).collect();
    let amount = bounded(Money::bounds(), Money::nearest);
    (amount, phasing, beyond, subsequence(words, 0..=5))
        .prop_map(|(amount, phasing, beyond, locked)| Target { amount, phasing, beyond, locked })
}

pub(super) fn scenario() -> impl Strategy<Value = Scenario> {
    (2..=12usize, 1..=60usize).prop_flat_map(|(stages, months)| {
        let stages: Vec<_> = (0..stages).map(|at| stage(at, at + 1 == stages, at == 0).boxed()).collect();
        let rest = ("[a-z] ?[\\PC]{0,20}", "[A-Z]{3}", month(), "(\\PC|[\n\t\"\\\\]){0,40}");
        (stages, target(months), rest).prop_map(move |(stages, target, (name, currency, start, notes))| {
            let parts = ScenarioParts {
                name,
                currency: Currency::new(&currency).unwrap(),
                start,
                months: Horizon::new(months as f64).unwrap(),
                target,
                funnel: Funnel::new(stages).unwrap(),
                notes,
            };
            Scenario::new(parts).unwrap()
        })
    })
}
