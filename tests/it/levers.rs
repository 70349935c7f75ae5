//! Levers and ranges: the design's figures, and what must hold for any plan (model.md §7).

mod by_day;
mod printed;

use backcast::goals::levers::{acts_from, edits};
use backcast::goals::{Lever, Pull, Ranged, Trial, compute, levers, ranges};
use backcast::plan::{Currency, Day, Edit, EditError, Field, Input, Scenario, StageEdit};
use backcast::text::{input, lever as words, show};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{
    BoxedStrategy, ProptestConfig, Strategy, TestCaseError, prop_assert, prop_assert_eq, proptest,
};

use self::by_day::{ByDay, Other};
use crate::scenarios::{Draft, acme, drafts, id, lags, month, rate, rates};

/// A day before the plans of these tests start.
fn early() -> Day {
    Day { month: month("2026-11"), day: 21 }
}

fn pulled(scenario: &Scenario, today: Day) -> Vec<Lever> {
    levers(scenario, &compute(scenario), today)
}

fn tried(scenario: &Scenario, today: Day) -> Vec<Ranged> {
    ranges(scenario, &compute(scenario), today)
}

/// The lever of a stage's input.
fn lever(scenario: &Scenario, today: Day, place: usize, field: Field) -> Lever {
    let input = Input::Stage(id(scenario, place), field);
    pulled(scenario, today).into_iter().find(|lever| lever.input == input).expect("every input is listed")
}

fn money(amount: f64) -> String {
    show::money_short_signed(amount, Currency::USD)
}

#[test]
fn the_levers_of_the_design_come_out() {
    let scenario = acme().build();
    let shown: Vec<String> = pulled(&scenario, early())
        .iter()
        .map(|Lever { input, from, pull }| {
            let share = pull.share.map(show::share).unwrap_or_default();
            let label = input::label(&scenario, *input);
            let saved = show::signed(-pull.shown_need_saved);
            format!("{label} {from} {} {} {share} {saved} {}", pull.to, money(pull.gained), pull.days_later)
        })
        .collect();
    let expected = [
        "Deal value 25000 27500 +$2.20M 92 % -133,333 0",
        "Proposals→Deals 0.6 0.66 +$2.00M 83 % -121,212 0",
        "Meetings→Proposals 0.5 0.55 +$1.86M 78 % -112,727 0",
        "Qualified→Meetings 0.4 0.44 +$1.77M 74 % -107,070 0",
        "Contacts→Qualified 0.25 0.275 +$1.47M 61 % -88,888 0",
        "Visitors→Contacts 0.02 0.022 +$1.42M 59 % -86,060 0",
        "Lag Contacts→Qualified 45 35 +$667k  · 10",
        "Lag Qualified→Meetings 14 4 +$667k  · 10",
        "Lag Meetings→Proposals 21 11 +$667k  · 10",
        "Lag Proposals→Deals 30 20 +$667k  · 10",
        "Lag Deals→Revenue 30 20 +$667k  · 10",
        "Lag Visitors→Contacts 7 0 +$467k  · 7",
    ];
    assert_eq!(shown, expected);
}

/// The design's plan with its four ranges.
fn ranged() -> Draft {
    let mut draft = acme();
    draft.steps[5].yield_range = Some((22_000.0, 28_000.0));
    draft.steps[4].yield_range = Some((0.5, 0.65));
    draft.steps[1].yield_range = Some((0.2, 0.28));
    draft.steps[1].lag_range = Some((30, 60));
    draft
}

#[test]
fn the_ranges_of_the_design_come_out() {
    let scenario = ranged().build();
    let end = |pull: &Pull| {
        let need = show::signed(-pull.shown_need_saved);
        format!("{} {} {need} {}", pull.to, money(pull.gained), pull.days_later)
    };
    let shown: Vec<String> = tried(&scenario, early())
        .iter()
        .map(|Ranged { input, from, low, high }| {
            format!("{} {from}: {} / {}", input::label(&scenario, *input), end(low), end(high))
        })
        .collect();
    let expected = [
        "Deal value 25000: 22000 -$2.64M +200,000 0 / 28000 +$2.64M -157,142 0",
        "Proposals→Deals 0.6: 0.5 -$3.33M +266,667 0 / 0.65 +$1.67M -102,564 0",
        "Contacts→Qualified 0.25: 0.2 -$2.93M +244,445 0 / 0.28 +$1.76M -104,761 0",
        "Lag Contacts→Qualified 45: 30 +$1.00M · 15 / 60 -$1.00M · -15",
    ];
    assert_eq!(shown, expected);
    assert_eq!(tried(&acme().build(), early()), []);
}

#[test]
fn pulls_stop_at_the_bounds_and_what_cannot_move_stays_listed() {
    let mut draft = acme();
    draft.steps[1].yields = 1.0;
    draft.steps[1].lag = 0;
    draft.steps[2].yields = 0.95;
    draft.steps[2].lag = 4;
    draft.steps[5].yields = 1e15;
    let scenario = draft.build();
    let of = |place, field| lever(&scenario, early(), place, field);
    assert_eq!(pulled(&scenario, early()).len(), 12);
    for (place, field, value) in [(1, Field::Yield, 1.0), (1, Field::Lag, 0.0), (5, Field::Yield, 1e15)] {
        let Lever { from, pull, .. } = of(place, field);
        assert_eq!((from, pull.to, pull.gained, pull.share), (value, value, 0.0, None));
        assert_eq!((pull.need_saved, pull.shown_need_saved, pull.days_later), (0.0, 0.0, 0));
    }
    assert_eq!(of(2, Field::Yield).pull.to, 1.0);
    let inside = 24e6 * f64::from(360 - 4 - 21 - 30 - 30) / 360.0;
    assert!((of(2, Field::Yield).pull.gained / (inside * 0.05 / 0.95) - 1.0).abs() < 1e-9);
    assert_eq!((of(2, Field::Lag).pull.to, of(2, Field::Lag).pull.days_later), (0.0, 4));
}

#[test]
fn each_rate_over_time_is_raised_for_itself() {
    let mut draft = acme();
    draft.steps[4].changes.insert(3, 0.95);
    draft.steps[4].changes.insert(6, 0.5);
    let scenario = draft.build();
    let in_month = |month| lever(&scenario, Day { month: draft.start.plus(month), day: 1 }, 4, Field::Yield);
    for (month, from, to) in [(-2, 0.6, 0.66), (0, 0.6, 0.66), (3, 0.95, 1.0), (6, 0.5, 0.55)] {
        let lever = in_month(month);
        assert_eq!((lever.from, lever.pull.to), (from, to), "month {month}");
    }
    // 2M a month come from the proposals of two months before: those of the rates 60, 95 and 50 %.
    let expected = 2e6 * (3.0 * 0.1 + 3.0 * 0.05 / 0.95 + 4.0 * 0.1);
    assert!((in_month(0).pull.gained / expected - 1.0).abs() < 1e-9);
    assert!((in_month(6).pull.gained / (2e6 * 4.0 * 0.1) - 1.0).abs() < 1e-9);
}

#[test]
fn once_the_plan_is_over_no_lever_gains() {
    let scenario = acme().build();
    let over = Day { month: month("2028-01"), day: 1 };
    assert_eq!(acts_from(&scenario, over), over);
    assert_eq!(acts_from(&scenario, early()), Day { month: month("2027-01"), day: 1 });
    for Lever { pull, .. } in pulled(&scenario, over) {
        assert_eq!((pull.gained, pull.share), (0.0, None));
    }
    // Only the deals of the last day before it can still be worth more, and their revenue comes too late.
    let eve = Day { month: month("2027-12"), day: 30 };
    let value = lever(&scenario, eve, 5, Field::Yield).pull;
    assert_eq!((value.gained, value.share), (0.0, Some(0.0)));
}

#[test]
fn only_what_a_trial_changes_is_edited_and_a_lock_holds() {
    let mut draft = acme();
    draft.steps[3].yields = 1.0;
    draft.steps[3].changes.insert(4, 0.4);
    let scenario = draft.build();
    let input = |field| Input::Stage(id(&scenario, 3), field);
    let pull = edits(&scenario, input(Field::Yield), Trial::Pull);
    let change = StageEdit::RateFrom(month("2027-05"), Some(rate(0.44)));
    assert_eq!(pull, [Edit::Stage(id(&scenario, 3), change)]);
    assert_eq!(edits(&scenario, input(Field::Direct), Trial::Pull), []);
    let locked = scenario.with(&Edit::Lock(input(Field::Yield), true)).unwrap();
    assert_eq!(locked.with_all(&pull), Err(EditError::Locked(input(Field::Yield))));
    assert_eq!(pulled(&locked, early()), pulled(&scenario, early()));
}

#[test]
fn words_fit_the_plan_and_the_number() {
    let mut draft = acme();
    assert_eq!(words::inside(&draft.build()), "in 2027");
    draft.start = month("2027-04");
    assert_eq!(words::inside(&draft.build()), "in the plan");
    assert_eq!([10, 0, -15].map(words::starts), ["10 d later", "·", "15 d earlier"]);
    let lack = |ranges| words::without_range(&draft.build(), ranges);
    for (ranges, said) in [(0, "No lever has a range yet. "), (11, "1 lever has no range yet. ")] {
        assert!(lack(ranges).is_some_and(|text| text.starts_with(said)), "{:?}", lack(ranges));
    }
    assert_eq!(lack(12), None);
}

/// Whether two numbers agree to 1e-9, or to the noise of the large sums that one of them is the difference of.
fn agree(one: f64, other: f64, sums: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()) + 1e-12 * sums
}

/// A plan with ranges, and how many days after its start today is.
fn plans() -> BoxedStrategy<(Draft, i32)> {
    let ends = (rates(), rates(), lags(), lags());
    let ranges = vec((option::of(ends.clone()), option::of(ends)), 12);
    (drafts(), ranges, -0.3..1.2)
        .prop_map(|(mut draft, ranges, today)| {
            let last = draft.steps.len() - 1;
            for (place, (step, (yields, lags))) in draft.steps.iter_mut().zip(ranges).enumerate() {
                let scale = if place == last { 2.0 * step.yields } else { 1.0 };
                let at_least = if place == last { 0.01 } else { 0.0 };
                step.yield_range = yields.map(|(one, other, ..)| {
                    ((one.min(other) * scale).max(at_least), (one.max(other) * scale).max(at_least))
                });
                step.lag_range = lags.map(|(.., one, other)| (one.min(other), one.max(other)));
            }
            let today = (f64::from(30 * draft.months as u32) * today) as i32;
            (draft, today)
        })
        .boxed()
}

/// Asserts that a trial brings what whole plans run day by day do.
fn assert_by_day(
    by_day: &ByDay,
    amount: f64,
    (place, field): (usize, Field),
    (pull, other, from): (&Pull, Other, i32),
) -> Result<(), TestCaseError> {
    let gained = by_day.gained(place, other, from);
    prop_assert!(agree(pull.gained, gained, amount), "gain of {place} {field:?}: {pull:?}, not {gained:e}");
    let (inside, ever, moved) = by_day.followed(place, other, from);
    prop_assert_eq!(pull.share.is_some(), field == Field::Yield && moved != 0.0, "{:?}", pull);
    if let Some(share) = pull.share {
        prop_assert!(
            agree(pull.gained, inside, moved),
            "followed {place} {field:?}: {pull:?}, not {inside:e}"
        );
        prop_assert!(agree(share * ever, inside, moved), "share of {place} {field:?}: {pull:?} of {ever:e}");
    }
    let (saved, need) = (by_day.need_saved(place, other), by_day.need);
    prop_assert!(agree(pull.need_saved, saved, need), "need of {place} {field:?}: {pull:?}, not {saved:e}");
    // Above that there are no single units left to count.
    if need.max(need - saved) < 1e10 {
        let shown = pull.shown_need_saved;
        prop_assert!((shown - pull.need_saved).abs() < 1.01 && shown.fract() == 0.0, "{pull:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn levers_are_worth_what_whole_plans_say_that_are_run_day_by_day((draft, today) in plans()) {
        let (scenario, by_day) = (draft.build(), ByDay::new(&draft));
        let from = today.max(0);
        let today = Day::at(draft.start, today);
        let last = draft.steps.len() - 1;
        let found = pulled(&scenario, today);
        prop_assert_eq!(found.len(), 2 * draft.steps.len());
        for (place, step) in draft.steps.iter().enumerate() {
            for field in [Field::Yield, Field::Lag] {
                let lever = lever(&scenario, today, place, field);
                let shorter = (i32::from(step.lag) - 10).max(0);
                let other = match field {
                    Field::Lag => Other::Lag(shorter),
                    _ => Other::raised(if place == last { 1e15 } else { 1.0 }),
                };
                let later = if field == Field::Lag { i32::from(step.lag) - shorter } else { 0 };
                prop_assert_eq!(lever.pull.days_later, later);
                assert_by_day(&by_day, draft.amount, (place, field), (&lever.pull, other, from))?;
            }
        }
    }

    #[test]
    fn both_ends_of_every_range_are_worth_what_whole_plans_say((draft, today) in plans()) {
        let (scenario, by_day) = (draft.build(), ByDay::new(&draft));
        let from = today.max(0);
        let found = tried(&scenario, Day::at(draft.start, today));
        let steps = draft.steps.iter();
        let given: usize = steps.map(|step| step.yield_range.iter().count() + step.lag_range.iter().count()).sum();
        prop_assert_eq!(found.len(), given);
        for Ranged { input, low, high, .. } in found {
            let Input::Stage(stage, field) = input else { panic!("{input:?} is no lever") };
            let (place, _) = scenario.funnel().find(stage).expect("it is in the plan");
            let step = &draft.steps[place];
            let (lowest, highest) = match field {
                Field::Lag => step.lag_range.map(|(low, high)| (low.into(), high.into())).unwrap(),
                _ => step.yield_range.unwrap(),
            };
            for (pull, end) in [(low, lowest), (high, highest)] {
                prop_assert_eq!(pull.to, end);
                let other = match field {
                    Field::Lag => Other::Lag(end as i32),
                    _ => Other::fixed(end),
                };
                let later = if field == Field::Lag { i32::from(step.lag) - end as i32 } else { 0 };
                prop_assert_eq!(pull.days_later, later);
                assert_by_day(&by_day, draft.amount, (place, field), (&pull, other, from))?;
            }
        }
    }

    #[test]
    fn levers_and_ranges_are_ranked_and_ties_stand_in_the_order_of_the_stages((draft, today) in plans()) {
        let scenario = draft.build();
        let today = Day::at(draft.start, today);
        let order = |input: Input| {
            let Input::Stage(stage, field) = input else { panic!("{input:?} is no lever") };
            (field == Field::Lag, scenario.funnel().find(stage).map(|(place, _)| place))
        };
        let levers = pulled(&scenario, today).into_iter().map(|lever| (lever.input, lever.pull.gained));
        let swing = |range: &Ranged| (range.high.gained - range.low.gained).abs();
        let ranges = tried(&scenario, today).into_iter().map(|range| (range.input, swing(&range)));
        for ranked in [levers.collect::<Vec<_>>(), ranges.collect()] {
            for pair in ranked.windows(2) {
                let ((one, more), (other, less)) = (pair[0], pair[1]);
                let noise = 1e-9 * draft.amount;
                prop_assert!(more >= less - ranked.len() as f64 * noise, "{ranked:?}");
                if more - less <= noise {
                    prop_assert!(order(one) < order(other), "{ranked:?}");
                }
            }
        }
    }

    #[test]
    fn a_rate_gains_no_more_the_later_it_is_pulled((draft, today) in plans(), wait in 0..400) {
        let scenario = draft.build();
        for place in 0..draft.steps.len() {
            let on = |day| lever(&scenario, Day::at(draft.start, day), place, Field::Yield).pull;
            let (now, later) = (on(today), on(today + wait));
            prop_assert!(later.gained <= now.gained * (1.0 + 1e-9), "{now:?} {later:?}");
            prop_assert_eq!(now.need_saved, later.need_saved);
        }
    }

    #[test]
    fn edits_make_a_trial_the_plan_s((draft, today) in plans()) {
        let scenario = draft.build();
        let today = Day::at(draft.start, today);
        let pulls = pulled(&scenario, today).into_iter().map(|lever| (lever.input, Trial::Pull, lever.pull.to));
        let ends = tried(&scenario, today).into_iter().flat_map(|ranged| {
            [ranged.low, ranged.high].map(|end| (ranged.input, Trial::To(end.to), end.to))
        });
        for (input, trial, to) in pulls.chain(ends) {
            let applied = scenario.with_all(&edits(&scenario, input, trial)).expect("it stays within the bounds");
            let now = pulled(&applied, today).into_iter().find(|lever| lever.input == input);
            prop_assert_eq!(now.map(|lever| lever.from), Some(to));
            for (was, is) in scenario.funnel().stages().iter().zip(applied.funnel().stages()) {
                let Input::Stage(stage, field) = input else { panic!("{input:?} is no lever") };
                if was.id() != stage {
                    prop_assert_eq!(was, is);
                    continue;
                }
                prop_assert!(field == Field::Lag || was.lag() == is.lag());
                for (was, is) in was.yields().changes().iter().zip(is.yields().changes()) {
                    let expected = match (field, trial) {
                        (Field::Lag, _) => was.rate.get(),
                        (_, Trial::Pull) => (was.rate.get() * 1.1).min(1.0),
                        (_, Trial::To(rate)) => rate,
                    };
                    prop_assert!(was.from == is.from && agree(is.rate.get(), expected, 0.0));
                }
            }
        }
    }
}
