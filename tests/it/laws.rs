//! What must hold for every plan (model.md §4 to §6), tried on random ones.

use backcast::goals::{Content, Goals, compare, compute};
use backcast::plan::Scenario;
use proptest::prelude::{ProptestConfig, TestCaseError, prop_assert, prop_assert_eq, proptest};

use crate::oracle::{Oracle, target};
use crate::scenarios::{After, Draft, Split, drafts, even, rates};

/// The accuracy that the model promises.
const PRECISE: f64 = 1e-9;

/// How many random plans each law is tried on.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Whether two numbers agree to the accuracy that the model promises.
fn agree(one: f64, other: f64) -> bool {
    (one - other).abs() <= PRECISE * one.abs().max(other.abs())
}

fn assert_agree(what: &str, engine: &[f64], oracle: &[f64]) -> Result<(), TestCaseError> {
    prop_assert_eq!(engine.len(), oracle.len(), "{} has another length", what);
    for (at, (engine, oracle)) in engine.iter().zip(oracle).enumerate() {
        prop_assert!(agree(*engine, *oracle), "{} at {}: {:e} is not {:e}", what, at, engine, oracle);
    }
    Ok(())
}

/// Every exact cell of a grid, row by row.
fn cells(goals: &Goals, content: Content) -> Vec<Vec<f64>> {
    goals.grid().bearings().map(|bearing| bearing.cells(content).collect::<Vec<_>>()).collect()
}

fn revenue_check(scenario: &Scenario, goals: &Goals) -> Result<(), TestCaseError> {
    let amount = scenario.target().amount.get();
    prop_assert!(agree(goals.check(), amount), "forward gives {:e}, not {:e}", goals.check(), amount);
    for row in cells(goals, Content::Goals) {
        prop_assert!(row.iter().all(|goal| goal.is_finite() && *goal >= 0.0), "{:?}", row);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn the_target_is_that_of_the_model(draft in drafts()) {
        let scenario = draft.build();
        let months = draft.months + 70;
        assert_agree("target", &scenario.revenue_for(months), &target(&draft, months))?;
        prop_assert!(agree(scenario.revenue().iter().sum(), draft.amount));
        prop_assert_eq!(scenario.revenue(), &scenario.revenue_for(months)[..draft.months]);
    }

    #[test]
    fn goals_are_those_counted_day_by_day(draft in drafts()) {
        let goals = compute(&draft.build());
        let oracle = Oracle::new(&draft);
        prop_assert_eq!(goals.grid().runway() as i32, oracle.runway());
        let exact = oracle.goals();
        for (place, row) in cells(&goals, Content::Goals).iter().enumerate() {
            assert_agree(&format!("goals of row {place}"), row, &exact[place])?;
        }
        for (place, row) in cells(&goals, Content::ThisPlan).iter().enumerate() {
            assert_agree(&format!("this plan of row {place}"), row, &oracle.this_plan()[place])?;
        }
        for (place, day_one) in goals.day_one().iter().enumerate() {
            let engine = [day_one.needed, day_one.carries];
            let exact = [oracle.needed(place), oracle.carries(place)];
            assert_agree(&format!("day one of row {place}"), &engine, &exact)?;
        }
    }

    #[test]
    fn goals_have_a_closed_form_where_no_rate_changes(draft in drafts()) {
        let draft = draft.without_changes();
        let goals = compute(&draft.build());
        let oracle = Oracle::new(&draft);
        let runway = goals.grid().runway();
        let asked: f64 = target(&draft, draft.months + runway).iter().sum();
        for (place, row) in cells(&goals, Content::Goals).iter().enumerate().take(draft.steps.len()) {
            let closed = oracle.closed(place);
            // Differences of large sums lose digits that the flows keep.
            let per_revenue = draft.steps[place..].iter().map(|step| (1.0 - step.direct) / step.yields);
            let noise = 1e-13 * asked * per_revenue.product::<f64>() / (1.0 - draft.steps[place].direct);
            for (goal, closed) in row.iter().zip(&closed) {
                let close = agree(*goal, *closed) || (goal - closed).abs() <= noise;
                prop_assert!(close, "row {}: {:e} is not {:e}", place, goal, closed);
            }
        }
    }

    #[test]
    fn forward_of_backward_returns_the_target(draft in drafts()) {
        let scenario = draft.build();
        let goals = compute(&scenario);
        revenue_check(&scenario, &goals)?;
        let forward = backcast::goals::forward::forward(&scenario, goals.grid());
        let by_month = forward.by_month(0, draft.months);
        assert_agree("forward", &by_month, &scenario.revenue())?;
        assert_agree("forward, day by day", &by_month, &Oracle::new(&draft).forward())?;
    }

    #[test]
    fn day_one_revenues_tile_the_first_days_of_a_plain_chain(draft in drafts()) {
        let draft = draft.without_direct();
        let goals = compute(&draft.build());
        let mut until = 0;
        for day_one in goals.day_one().iter().rev() {
            prop_assert_eq!(day_one.serves.start, until);
            until = day_one.serves.end;
        }
        let first_days = goals.grid().revenue().flow().between(0..until);
        prop_assert!(agree(goals.inside_on_day_one(), first_days));
    }

    #[test]
    fn day_one_carries_what_the_yields_below_make_of_it(draft in drafts()) {
        let draft = draft.without_changes();
        for (place, day_one) in compute(&draft.build()).day_one().iter().enumerate() {
            let yields: f64 = draft.steps[place..].iter().map(|step| step.yields).product();
            prop_assert!(agree(day_one.carries, day_one.needed * yields));
        }
    }

    #[test]
    fn goals_are_linear_in_the_target(draft in drafts(), factor in 0.5..3.0_f64) {
        let more = Draft { amount: (draft.amount * factor).max(0.01), ..draft.clone() };
        let factor = more.amount / draft.amount;
        let (goals, more) = (compute(&draft.build()), compute(&more.build()));
        for content in [Content::Goals, Content::ThisPlan] {
            for (row, more) in cells(&goals, content).iter().zip(cells(&more, content)) {
                let expected: Vec<f64> = row.iter().map(|goal| goal * factor).collect();
                assert_agree("scaled goals", &more, &expected)?;
            }
        }
    }

    #[test]
    fn goals_of_two_targets_add_up(draft in drafts(), other in proptest::collection::vec(0.1..9.0, 12)) {
        let base = Draft { months: 12, after: After::Stop, ..draft };
        let plan = |months: Vec<f64>| {
            let draft = Draft { amount: months.iter().sum(), split: Split::Custom(months), ..base.clone() };
            cells(&compute(&draft.build()), Content::Goals)
        };
        let one: Vec<f64> = (1..=12).map(f64::from).collect();
        let both = one.iter().zip(&other).map(|(one, other)| one + other).collect();
        for ((one, other), both) in plan(one).iter().zip(plan(other)).zip(plan(both)) {
            let sum: Vec<f64> = one.iter().zip(other).map(|(one, other)| one + other).collect();
            assert_agree("goals of both", &both, &sum)?;
        }
    }

    #[test]
    fn a_higher_rate_never_raises_a_goal(draft in drafts(), place in 0..11_usize, higher in rates()) {
        let place = place % (draft.steps.len() - 1);
        let mut better = draft.clone();
        let step = &mut better.steps[place];
        step.yields = step.yields.max(higher);
        for rate in step.changes.values_mut() {
            *rate = rate.max(higher);
        }
        let (before, after) = (compute(&draft.build()), compute(&better.build()));
        for (before, after) in cells(&before, Content::Goals).iter().zip(cells(&after, Content::Goals)) {
            for (before, after) in before.iter().zip(after) {
                prop_assert!(after <= before * (1.0 + PRECISE), "{:e} rose to {:e}", before, after);
            }
        }
    }

    #[test]
    fn whole_units_never_fall_behind_and_never_run_a_unit_ahead(draft in drafts()) {
        let goals = compute(&draft.build());
        for bearing in goals.grid().bearings().filter(|bearing| bearing.stage().is_some()) {
            for content in [Content::Goals, Content::ThisPlan] {
                let (exact, shown) = (bearing.cells(content).collect::<Vec<_>>(), bearing.shown(content).collect::<Vec<_>>());
                let (mut sum, mut sum_shown) = (0.0, 0.0);
                for (exact, shown) in exact.iter().zip(&shown) {
                    prop_assert!(*shown >= 0.0 && shown.fract() == 0.0);
                    sum += exact;
                    sum_shown += shown;
                    // Above 2^53 there are no single units left to count.
                    if sum < 1e12 {
                        prop_assert!(sum_shown >= sum * (1.0 - 1e-12), "{} behind {}", sum_shown, sum);
                        prop_assert!(sum_shown <= sum + 1.0, "{} ahead of {}", sum_shown, sum);
                    }
                }
                if content == Content::ThisPlan && sum < 1e12 {
                    prop_assert_eq!(bearing.shown_need(), shown.iter().sum::<f64>());
                }
                let own: f64 = shown[goals.grid().runway()..].iter().sum();
                prop_assert_eq!(bearing.shown_total(content), own);
            }
        }
    }

    #[test]
    fn beyond_is_what_is_left_of_the_goals_as_shown(draft in drafts()) {
        let goals = compute(&draft.build());
        for bearing in goals.grid().bearings() {
            let [all, plan, beyond] = [Content::Goals, Content::ThisPlan, Content::Beyond]
                .map(|content| (bearing.shown(content).collect::<Vec<_>>(), bearing.cells(content).collect::<Vec<_>>()));
            for at in 0..goals.grid().columns() {
                prop_assert_eq!(beyond.0[at], all.0[at] - plan.0[at]);
                prop_assert_eq!(beyond.1[at], all.1[at] - plan.1[at]);
                prop_assert!(beyond.0[at] >= 0.0 && beyond.1[at] >= 0.0);
            }
            if draft.after == After::Stop {
                prop_assert!(beyond.1.iter().all(|cell| *cell == 0.0));
            }
        }
    }

    #[test]
    fn moving_the_start_moves_only_the_labels(draft in drafts(), by in -300..300_i32) {
        let mut draft = draft.without_changes();
        if let Split::Seasonal(_) = draft.split {
            draft.split = Split::Growth(0.01);
        }
        let moved = Draft { start: draft.start.plus(by), ..draft.clone() };
        let (was, is) = (compute(&draft.build()), compute(&moved.build()));
        for content in [Content::Goals, Content::ThisPlan, Content::Beyond] {
            prop_assert_eq!(cells(&was, content), cells(&is, content));
        }
        prop_assert_eq!(was.day_one(), is.day_one());
        for column in 0..was.grid().columns() {
            prop_assert_eq!(was.grid().month(column).plus(by), is.grid().month(column));
            prop_assert_eq!(is.grid().column(is.grid().month(column)), Some(column));
        }
        for place in 0..draft.steps.len() {
            prop_assert_eq!(was.last_call(place).month.plus(by), is.last_call(place).month);
            prop_assert_eq!(was.last_call(place).day, is.last_call(place).day);
        }
    }

    #[test]
    fn the_need_of_a_plain_chain_is_the_amount_over_its_yields(draft in drafts()) {
        let draft = draft.without_changes().without_direct();
        let goals = compute(&draft.build());
        for (place, bearing) in goals.grid().bearings().enumerate().take(draft.steps.len()) {
            let yields: f64 = draft.steps[place..].iter().map(|step| step.yields).product();
            prop_assert!(agree(bearing.need(), draft.amount / yields));
        }
        let yields: f64 = draft.steps[..draft.steps.len() - 1].iter().map(|step| step.yields).product();
        prop_assert!(agree(goals.one_in(), 1.0 / yields));
    }

    #[test]
    fn the_peak_is_the_largest_column_and_the_earliest_of_equals(draft in drafts()) {
        let goals = compute(&draft.build());
        for place in 0..draft.steps.len() {
            let row = goals.grid().bearing(place).cells(Content::Goals).collect::<Vec<_>>();
            let (column, goal) = goals.peak(place);
            prop_assert_eq!(row[column], goal);
            prop_assert!(row.iter().all(|other| *other <= goal * (1.0 + 1e-11)));
            prop_assert!(row[..column].iter().all(|other| *other < goal));
        }
    }

    #[test]
    fn the_grid_starts_no_later_than_the_work_and_ends_with_the_plan(draft in drafts()) {
        let goals = compute(&draft.build());
        let grid = goals.grid();
        let first = goals.first_work().expect("every plan asks for something").since(draft.start);
        prop_assert!(first >= grid.first_day(0));
        prop_assert_eq!(grid.first_day(grid.columns() - 1) + 30, 30 * draft.months as i32);
        for bearing in grid.bearings() {
            let all: f64 = bearing.cells(Content::Goals).collect::<Vec<_>>().iter().sum();
            prop_assert_eq!(bearing.due_before(first), 0.0);
            prop_assert!(agree(bearing.due_before(i32::MAX / 2), all));
        }
    }

    #[test]
    fn a_plan_does_not_differ_from_itself(draft in drafts()) {
        let scenario = draft.build();
        let goals = compute(&scenario);
        let difference = compare((&scenario, &goals), (&scenario, &goals));
        prop_assert!(difference.changes.is_empty() && difference.needs.is_empty());
    }
}

#[test]
fn the_peak_of_equal_goals_is_the_earliest_whatever_their_last_digits() {
    let mut draft = even(1200.0, &[("Leads", 0.01, 0), ("Meetings", 0.25, 0), ("Deals", 10.0, 0)]);
    // 1 % of 25 % is 5 % of 5 %, but not to the last bit.
    draft.steps[0].changes.insert(6, 0.05);
    draft.steps[1].changes.insert(6, 0.05);
    let goals = compute(&draft.build());
    let row = goals.grid().top().cells(Content::Goals).collect::<Vec<_>>();
    assert!(row[6] > row[0] && row[6] < row[0] * (1.0 + 1e-14));
    assert_eq!(goals.peak(0), (0, row[0]));
}
