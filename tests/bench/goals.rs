//! How long the model takes: what the plan's page shows, and what can be asked of a plan.
//!
//! `cargo bench --bench goals` runs all of it; a part of a name runs those that have it. Compare figures of one run:
//! "by hand" is the least that a backward grid costs on the machine at hand.

use std::hint::black_box;

use backcast::goals::seek::{Measure, Output, Question};
use backcast::goals::{Bearing, Content, GoalGrid, Plan, compare, compute, findings, levers};
use backcast::plan::{Day, Edit, Horizon, Lag, MonthlyGrowth, Name, Phasing, Rate, Scenario, StageEdit};
use backcast::store::template;
use criterion::{Criterion, criterion_group, criterion_main};

/// The months of the default plan with those before it, and its rows.
const MONTHS: usize = 18;
const ROWS: usize = 7;

/// The plans that everything is measured on: the first starter, which asks for the same in each month, the same with
/// growth, and the largest, in which every rate changes.
fn plans() -> [(&'static str, Scenario); 3] {
    let even = template("coffee-shop").expect("the first starter is there").scenario;
    let growth = Edit::Phasing(Phasing::Growth(MonthlyGrowth::nearest(0.02)));
    let growing = even.with(&growth).expect("any plan may grow");
    let large = large(&growing);
    [("6 × 12", even), ("6 × 12 growing", growing), ("12 × 60 changing", large)]
}

/// Twelve stages and sixty months, with three changes of every rate.
fn large(plan: &Scenario) -> Scenario {
    let names = ["A", "B", "C", "D", "E", "F"].map(|name| Name::new(name).expect("a letter is a name"));
    let add = names.into_iter().map(|name| Edit::AddStage(3, name));
    let edits: Vec<Edit> = add.chain([Edit::Months(Horizon::new(60.0).expect("60 months"))]).collect();
    let mut plan = plan.with_all(&edits).expect("twelve stages and sixty months are allowed");
    for (place, stage) in plan.clone().funnel().stages().iter().enumerate() {
        let lag = [Edit::Stage(stage.id(), StageEdit::Lag(Lag::nearest(20.0 + 3.0 * place as f64)))];
        let change = |month: i32| {
            let rate = Rate::nearest(stage.yields().initial() * (1.0 + f64::from(month) / 100.0));
            Edit::Stage(stage.id(), StageEdit::RateFrom(plan.start().plus(month), Some(rate)))
        };
        let changes = [6, 18, 30].map(change).into_iter().filter(|_| stage.value().is_none());
        plan = plan.with_all(&changes.chain(lag).collect::<Vec<_>>()).expect("lags and rates within bounds");
    }
    plan
}

/// The plan with one rate changed, that of its third stage.
fn changed(plan: &Scenario) -> Scenario {
    let rate = StageEdit::Rate(Rate::nearest(0.31));
    plan.with(&Edit::Stage(plan.funnel().stages()[2].id(), rate)).expect("the third stage has a rate")
}

/// A backward grid with nothing but its numbers: each row is the one below, later by whole months, over its yield.
fn by_hand(revenue: &[f64; MONTHS], yields: &[f64; ROWS]) -> [[f64; MONTHS]; ROWS] {
    let mut rows = [*revenue; ROWS];
    let mut below = *revenue;
    for (row, yields) in rows.iter_mut().zip(yields) {
        for month in 0..MONTHS - 1 {
            row[month] = (0.25 * below[month] + 0.75 * below[month + 1]) * yields;
        }
        below = *row;
    }
    rows
}

/// Every row as the page shows it: the whole units of its cells, with the runway and the total in one each, what the
/// plan needs, and the largest goal.
fn rows(grid: &GoalGrid) -> f64 {
    let row = |bearing: Bearing| {
        let mut cells = bearing.shown(Content::Goals);
        let runway: f64 = cells.by_ref().take(grid.runway()).sum();
        let total: f64 = cells.sum();
        let need = bearing.need();
        runway + total + need + bearing.whole(need) + bearing.peak().1
    };
    grid.bearings().map(row).sum()
}

/// Everything that the plan's page shows of a plan, measured against a baseline.
fn everything(plan: &Scenario, baseline: Plan, today: Day) -> f64 {
    let goals = compute(plan);
    let found = findings(plan, &goals, today);
    let difference = compare(baseline, (plan, &goals));
    let sums = goals.inside_on_day_one() + goals.check();
    rows(goals.grid()) + sums + (found.len() + difference.changes.len()) as f64
}

fn page(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for (name, baseline) in plans() {
        let plan = changed(&baseline);
        let today = Day { month: plan.start().plus(2), day: 15 };
        let (before, goals) = (compute(&baseline), compute(&plan));
        let (before, after) = ((&baseline, &before), (&plan, &goals));
        group.bench_function(format!("everything, {name}"), |bencher| {
            bencher.iter(|| everything(black_box(&plan), before, today));
        });
        group.bench_function(format!("goals, {name}"), |bencher| {
            bencher.iter(|| GoalGrid::new(black_box(&plan)));
        });
        group.bench_function(format!("rows, {name}"), |bencher| {
            bencher.iter(|| rows(black_box(goals.grid())));
        });
        group.bench_function(format!("with day one and check, {name}"), |bencher| {
            bencher.iter(|| compute(black_box(&plan)));
        });
        group.bench_function(format!("findings, {name}"), |bencher| {
            bencher.iter(|| findings(black_box(&plan), &goals, today));
        });
        group.bench_function(format!("compare, {name}"), |bencher| {
            bencher.iter(|| compare(black_box(before), after));
        });
    }
    let (revenue, yields) = ([2e6; MONTHS], [1.0, 4e-5, 0.6, 0.5, 0.4, 0.25, 0.02]);
    group.bench_function("grid, by hand", |bencher| {
        bencher.iter(|| by_hand(black_box(&revenue), black_box(&yields)));
    });
    group.finish();
}

fn questions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("questions");
    group.sample_size(20);
    for (name, plan) in plans() {
        let (goals, today) = (compute(&plan), Day { month: plan.start(), day: 1 });
        group.bench_function(format!("levers, {name}"), |bencher| {
            bencher.iter(|| levers(black_box(&plan), &goals, today));
        });
        let top = plan.funnel().stages()[0].id();
        for (of, measure) in [("need", Measure::Need), ("peak", Measure::Peak)] {
            let output = Output::Stage(top, measure);
            let wanted = output.now(&plan, &goals).expect("the top stage is in the plan") * 0.9;
            group.bench_function(format!("find a value of the {of}, {name}"), |bencher| {
                let ask = || Question::new(black_box(&plan), &goals, output, wanted);
                bencher.iter(|| ask().expect("a need may be wanted").answers());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, page, questions);
criterion_main!(benches);
