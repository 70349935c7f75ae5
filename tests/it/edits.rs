//! Edits at random and inputs at their bounds: every plan that can exist has finite goals (model.md §8).

use backcast::goals::{Content, compute, findings};
use backcast::plan::{
    Beyond, Count, Day, Edit, Field, Horizon, Input, Lag, Money, MonthlyGrowth, Phasing, Rate, Scenario,
    Share, StageEdit, StageId, TargetField, Weight, YearlyGrowth,
};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, TestCaseError, prop_assert, prop_assert_eq, proptest};

use crate::scenarios::{After, Draft, Split, Step, drafts, month, name};

/// An edit before it is known which stages the plan has: a kind, places and a number of 0 to 1.
type Wish = (u8, usize, usize, f64);

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    vec((0..30_u8, 0..13_usize, 0..13_usize, 0.0..=1.0), 1..12)
}

/// A number between the bounds, both of them included.
fn between((low, high): (f64, f64), at: f64) -> f64 {
    (low + (high - low) * at).clamp(low, high)
}

fn edit(scenario: &Scenario, (kind, place, other, at): Wish) -> Edit {
    let stages = scenario.funnel().stages();
    let id = stages[place % stages.len()].id();
    let from = scenario.start().plus((at * 90.0) as i32 - 20);
    let rate = || Rate::nearest(between((-0.1, 1.1), at));
    let money = || Money::nearest(10_f64.powf(at * 16.0 - 1.0));
    let stage = |edit| Edit::Stage(id, edit);
    let weights = |count: usize| (0..count).map(|month| Weight::nearest(((month + place) % 4) as f64 * at));
    match kind {
        0 => Edit::Start(from),
        1 | 2 => Edit::Months(Horizon::new(between((1.0, 60.0), at).round()).expect("within bounds")),
        3 => Edit::Amount(money()),
        4 => Edit::Phasing(Phasing::Even),
        5 => Edit::Phasing(Phasing::Growth(MonthlyGrowth::nearest(between((-0.6, 1.1), at)))),
        6 => {
            let mut year = [Weight::nearest(at); 12];
            year.iter_mut().zip(weights(12)).for_each(|(month, weight)| *month = weight);
            Edit::Phasing(Phasing::Seasonal(year))
        }
        7 => Edit::Phasing(Phasing::Custom(weights(scenario.months().months()).collect())),
        8 => Edit::Beyond(Beyond::Continue),
        9 => Edit::Beyond(Beyond::Grow(YearlyGrowth::nearest(between((-1.0, 11.0), at)))),
        10 => Edit::Beyond(Beyond::Stop),
        11 | 12 => Edit::Revenue(vec![(place, Weight::nearest(at * 1e6)), (other, Weight::nearest(0.0))]),
        13 => stage(StageEdit::Rate(rate())),
        14 => stage(StageEdit::RateFrom(from, Some(rate()))),
        15 => stage(StageEdit::RateFrom(from, None)),
        16 => stage(StageEdit::Value(money())),
        17 => stage(StageEdit::Lag(Lag::nearest(at * 800.0))),
        18 => stage(StageEdit::Direct(Share::nearest(at))),
        19 => stage(StageEdit::Opening(Some(Count::nearest(at * 1e6)))),
        20 | 21 => Edit::AddStage(place, name(&format!("New {other}"))),
        22 | 23 => Edit::RemoveStage(id),
        24 | 25 => Edit::MoveStage(id, other),
        26 => Edit::Lock(Input::Target(TargetField::ALL[other % 5]), at < 0.8),
        27 => Edit::Lock(Input::Stage(id, Field::ALL[other % 4]), at < 0.8),
        28 => stage(StageEdit::Name(name(&format!("Renamed {other}")))),
        _ => Edit::Name("Another".to_owned()),
    }
}

/// Goals without a number that is not one, and a check that gives the amount back.
fn assert_sound(scenario: &Scenario) -> Result<(), TestCaseError> {
    let goals = compute(scenario);
    for bearing in goals.grid().bearings() {
        for content in [Content::Goals, Content::ThisPlan, Content::Beyond] {
            let cells = bearing.cells(content).chain(bearing.shown(content).collect::<Vec<_>>());
            for cell in cells.chain([bearing.total(), bearing.need(), bearing.shown_need()]) {
                prop_assert!(cell.is_finite() && cell >= 0.0, "{} in {:?}", cell, bearing.stage());
            }
        }
    }
    for row in goals.day_one() {
        let risk = row.at_risk().unwrap_or(0.0);
        prop_assert!(row.needed.is_finite() && row.carries.is_finite() && row.coverage() != Some(f64::NAN));
        prop_assert!((0.0..=row.carries).contains(&risk), "{} of {} at risk", risk, row.carries);
    }
    let amount = scenario.target().amount.get();
    let sum: f64 = scenario.revenue().iter().sum();
    prop_assert!((sum - amount).abs() <= 1e-9 * amount, "months of {} do not sum to {}", sum, amount);
    prop_assert!((goals.check() - amount).abs() <= 1e-9 * amount, "{} is not {}", goals.check(), amount);
    prop_assert!(goals.one_in() >= 0.0 && goals.first_work().is_some());
    findings(scenario, &goals, Day { month: scenario.start(), day: 1 });
    Ok(())
}

/// What must hold between the stages of every plan.
fn assert_in_order(scenario: &Scenario) -> Result<(), TestCaseError> {
    let stages = scenario.funnel().stages();
    prop_assert!((2..=12).contains(&stages.len()));
    for (place, stage) in stages.iter().enumerate() {
        prop_assert_eq!(stage.value().is_some(), place + 1 == stages.len());
        prop_assert!(stage.yields().changes().is_sorted_by(|one, next| one.from < next.from));
        prop_assert!(place > 0 || stage.direct().get() == 0.0);
        for other in &stages[..place] {
            prop_assert!(other.id() != stage.id() && other.name() != stage.name());
        }
    }
    Ok(())
}

/// All that a lock protects.
fn locked(scenario: &Scenario) -> Vec<(Input, String)> {
    let target = scenario.target();
    let of_target = |field| match field {
        TargetField::Amount => format!("{:?}", target.amount),
        TargetField::Phasing => format!("{:?}", target.phasing),
        TargetField::Start => format!("{:?}", scenario.start()),
        TargetField::Months => format!("{:?}", scenario.months()),
        TargetField::Beyond => format!("{:?}", target.beyond),
    };
    let of_stage = |id: StageId, field| {
        let (_, stage) = scenario.funnel().find(id).expect("the stage is there");
        match field {
            Field::Yield => format!("{:?} {:?}", stage.yields().initial(), stage.yields().changes()),
            Field::Lag => format!("{:?}", stage.lag()),
            Field::Direct => format!("{:?}", stage.direct()),
            Field::Opening => format!("{:?}", stage.opening()),
        }
    };
    let target = TargetField::ALL.map(|field| (Input::Target(field), of_target(field)));
    let ids = scenario.funnel().stages().iter().map(backcast::plan::Stage::id);
    let stages = ids.flat_map(|id| Field::ALL.map(|field| (Input::Stage(id, field), of_stage(id, field))));
    target.into_iter().chain(stages).filter(|(input, _)| scenario.is_locked(*input)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_gives_a_sound_plan_or_is_refused(draft in drafts(), wishes in wishes()) {
        let mut scenario = draft.build();
        for wish in wishes {
            let edit = edit(&scenario, wish);
            let before = scenario.clone();
            match scenario.with(&edit) {
                Ok(changed) => scenario = changed,
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
            assert_in_order(&scenario)?;
            assert_sound(&scenario)?;
            if matches!(edit, Edit::Lock(..)) {
                continue;
            }
            for (input, value) in locked(&before) {
                let gone = matches!(input, Input::Stage(id, _) if scenario.funnel().find(id).is_none());
                let kept = || locked(&scenario).contains(&(input, value.clone()));
                prop_assert!(gone || kept(), "{:?} changed {:?} from {}", edit, input, value);
            }
        }
    }

    #[test]
    fn moving_a_stage_and_back_changes_nothing(draft in drafts(), from in 0..12_usize, to in 0..12_usize) {
        let scenario = draft.without_direct().build();
        let count = scenario.funnel().stages().len();
        let stage = scenario.funnel().stages()[from % count].id();
        let moved = scenario.with(&Edit::MoveStage(stage, to % count)).unwrap();
        prop_assert_eq!(moved.funnel().stages()[to % count].id(), stage);
        prop_assert_eq!(moved.with(&Edit::MoveStage(stage, from % count)).unwrap(), scenario);
    }
}

#[test]
fn goals_are_finite_at_all_bounds_at_once() {
    let tiniest = f64::from_bits(1);
    let mut lone = [0.0; 12];
    lone[0] = tiniest;
    let mut uneven = [1e15; 12];
    uneven[0] = tiniest;
    let splits = |months: usize| {
        let mut last = vec![0.0; months];
        last[months - 1] = tiniest;
        let mixed = (0..months).map(|at| if at % 2 == 0 { tiniest } else { 1e15 }).collect();
        let customs = [last, vec![1e15; months], mixed].map(Split::Custom);
        let others = [
            Split::Even,
            Split::Growth(1.0),
            Split::Growth(-0.5),
            Split::Seasonal(lone),
            Split::Seasonal(uneven),
        ];
        others.into_iter().chain(customs)
    };
    let afters = [After::Continue, After::Grow(10.0), After::Grow(-0.9), After::Stop];
    for (rate, lag, direct) in [(1e-6, 720, 0.0), (1e-6, 720, 0.99), (1.0, 0, 0.0), (1.0, 720, 0.99)] {
        let stage =
            |at: usize| Step { direct, opening: Some(1e15), ..Step::new(&format!("S{at}"), rate, lag) };
        let mut steps: Vec<_> = (0..12).map(stage).collect();
        steps[0].direct = 0.0;
        steps[3].opening = Some(0.0);
        for (amount, value) in [(1e15, 0.01), (0.01, 1e15), (1e15, 1e15), (0.01, 0.01)] {
            steps[11].yields = value;
            for months in [1, 11, 12, 60] {
                for (split, after) in
                    splits(months).flat_map(|split| afters.map(|after| (split.clone(), after)))
                {
                    let draft =
                        Draft { start: month("2027-01"), months, amount, split, after, steps: steps.clone() };
                    let sound = assert_sound(&draft.build());
                    assert!(sound.is_ok(), "{draft:?}: {sound:?}");
                }
            }
        }
    }
}
