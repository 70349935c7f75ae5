//! What people may do to a plan and what is refused (model.md §3, §4 "Moving stages", §8).

use backcast::goals::compute;
use backcast::plan::{
    Beyond, Count, Edit, EditError, Field, Funnel, Horizon, Input, Lag, Money, Month, MonthlyGrowth, Name,
    Phasing, Quantity, Rate, RateChange, Scenario, Share, Span, StageEdit, StageParts, TargetField, Weight,
    YearlyGrowth, Yield,
};

use crate::scenarios::{
    After, Draft, Split, acme, even, horizon, id, lag, money, month, name, rate, share, weight,
};

/// The plan after a change that must be allowed.
fn after(scenario: &Scenario, edit: &Edit) -> Scenario {
    scenario.with(edit).unwrap_or_else(|error| panic!("{edit:?} is refused: {error}"))
}

/// Why a change is refused.
fn refusal(scenario: &Scenario, edit: &Edit) -> EditError {
    scenario.with(edit).expect_err("the edit must be refused")
}

fn names(scenario: &Scenario) -> Vec<&str> {
    scenario.funnel().stages().iter().map(backcast::plan::Stage::name).collect()
}

/// Rate or value of each stage, top to bottom.
fn yields(scenario: &Scenario) -> Vec<f64> {
    scenario.funnel().stages().iter().map(|stage| stage.yields().initial()).collect()
}

fn typed(months: &[(usize, f64)]) -> Edit {
    Edit::Revenue(months.iter().map(|(at, amount)| (*at, weight(*amount))).collect())
}

/// Three stages, the middle one with a change and a direct share.
fn three() -> Draft {
    let mut draft = even(1200.0, &[("Leads", 0.2, 10), ("Meetings", 0.4, 20), ("Deals", 10.0, 30)]);
    draft.steps[1].changes.insert(3, 0.5);
    draft.steps[1].direct = 0.3;
    draft
}

fn custom(months: &[f64]) -> Draft {
    let split = Split::Custom(months.to_vec());
    Draft { months: months.len(), amount: months.iter().sum(), split, ..three() }
}

#[test]
fn a_stage_that_becomes_the_last_takes_over_the_value_and_the_old_last_its_rate_and_changes() {
    let plan = three().build();
    let [leads, meetings, deals] = [0, 1, 2].map(|place| id(&plan, place));
    let moved = after(&plan, &Edit::MoveStage(meetings, 2));
    assert_eq!(names(&moved), ["Leads", "Deals", "Meetings"]);
    assert_eq!(yields(&moved), [0.2, 0.4, 10.0]);
    let (_, stage) = moved.funnel().find(deals).unwrap();
    assert_eq!(stage.yields().changes(), [RateChange { from: month("2027-04"), rate: rate(0.5) }]);
    assert_eq!(stage.yields().of(month("2027-03")), 0.4);
    assert_eq!(stage.yields().of(month("2027-04")), 0.5);
    let (_, stage) = moved.funnel().find(meetings).unwrap();
    assert_eq!((stage.value(), stage.lag(), stage.direct()), (Some(money(10.0)), lag(20), share(0.3)));
    // The old last moved up, instead of the other down, ends in the same plan; moving back undoes it.
    assert_eq!(after(&plan, &Edit::MoveStage(deals, 1)), moved);
    assert_eq!(after(&moved, &Edit::MoveStage(meetings, 1)), plan);
    // Far beyond the end is the end.
    assert_eq!(after(&plan, &Edit::MoveStage(leads, 99)), after(&plan, &Edit::MoveStage(leads, 2)));
    assert_eq!(after(&plan, &Edit::MoveStage(leads, 0)), plan);
}

#[test]
fn a_stage_that_becomes_the_first_loses_its_direct_share() {
    let plan = three().build();
    let [leads, meetings] = [0, 1].map(|place| id(&plan, place));
    let moved = after(&plan, &Edit::MoveStage(meetings, 0));
    assert_eq!(names(&moved), ["Meetings", "Leads", "Deals"]);
    assert_eq!(moved.funnel().stages()[0].direct(), share(0.0));
    assert_eq!(moved.funnel().stages()[0].yields().changes().len(), 1);
    assert_eq!(after(&plan, &Edit::RemoveStage(leads)).funnel().stages()[0].direct(), share(0.0));
}

#[test]
fn a_new_stage_starts_at_50_percent_without_lag_wherever_it_stands() {
    let plan = three().build();
    let add = |place| after(&plan, &Edit::AddStage(place, name("Proposals")));
    for place in 0..=2 {
        let more = add(place);
        let stage = &more.funnel().stages()[place];
        assert_eq!((stage.name(), stage.yields()), ("Proposals", &Yield::rate(rate(0.5))));
        assert_eq!((stage.lag(), stage.direct(), stage.opening()), (lag(0), share(0.0), None));
        assert_eq!(after(&more, &Edit::RemoveStage(stage.id())).funnel().stages(), plan.funnel().stages());
    }
    for place in [3, 99] {
        assert_eq!(names(&add(place)), ["Leads", "Meetings", "Deals", "Proposals"]);
        assert_eq!(yields(&add(place)), [0.2, 0.4, 0.5, 10.0]);
    }
    // A stage added after one was taken out is another one.
    let removed = after(&plan, &Edit::RemoveStage(id(&plan, 2)));
    let again = after(&removed, &Edit::AddStage(2, name("Deals")));
    assert!(plan.funnel().find(id(&again, 2)).is_none());
}

#[test]
fn the_stage_above_a_removed_last_one_takes_over_the_value() {
    let plan = three().build();
    let fewer = after(&plan, &Edit::RemoveStage(id(&plan, 2)));
    assert_eq!(names(&fewer), ["Leads", "Meetings"]);
    assert_eq!(yields(&fewer), [0.2, 10.0]);
    assert!(fewer.funnel().stages()[1].yields().changes().is_empty());
    assert_eq!(refusal(&fewer, &Edit::RemoveStage(id(&fewer, 0))), EditError::StageCount { found: 1 });
    assert_eq!(refusal(&fewer, &Edit::RemoveStage(id(&plan, 2))), EditError::NoSuchStage);
    assert_eq!(refusal(&fewer, &Edit::MoveStage(id(&plan, 2), 0)), EditError::NoSuchStage);
}

#[test]
fn a_thirteenth_stage_is_refused() {
    let mut plan = three().build();
    for stage in 3..12 {
        plan = after(&plan, &Edit::AddStage(stage, name(&format!("Stage {stage}"))));
    }
    assert_eq!(plan.funnel().stages().len(), 12);
    let thirteenth = Edit::AddStage(0, name("One too many"));
    assert_eq!(refusal(&plan, &thirteenth), EditError::StageCount { found: 13 });
}

#[test]
fn only_the_last_stage_has_a_value_and_only_the_others_a_rate() {
    let plan = three().build();
    let stage = |place, edit| Edit::Stage(id(&plan, place), edit);
    let on_last = EditError::RateOnLast { stage: "Deals".to_owned() };
    assert_eq!(refusal(&plan, &stage(2, StageEdit::Rate(rate(0.5)))), on_last);
    assert_eq!(refusal(&plan, &stage(2, StageEdit::RateFrom(month("2027-02"), None))), on_last);
    assert_eq!(refusal(&plan, &stage(2, StageEdit::RateRange(None))), on_last);
    let not_last = EditError::ValueNotLast { stage: "Leads".to_owned() };
    assert_eq!(refusal(&plan, &stage(0, StageEdit::Value(money(5.0)))), not_last);
    assert_eq!(refusal(&plan, &stage(0, StageEdit::ValueRange(None))), not_last);
    let on_first = EditError::DirectOnFirst { stage: "Leads".to_owned() };
    assert_eq!(refusal(&plan, &stage(0, StageEdit::Direct(share(0.1)))), on_first);
    assert_eq!(after(&plan, &stage(0, StageEdit::Direct(share(0.0)))), plan);

    let part = |name: &str, yields| StageParts::new(Name::new(name).unwrap(), yields);
    let [some, value] = [Yield::rate(rate(0.5)), Yield::value(money(9.0))];
    let funnel =
        |one: &Yield, other: &Yield| Funnel::new(vec![part("A", one.clone()), part("B", other.clone())]);
    assert!(funnel(&some, &value).is_ok());
    assert_eq!(funnel(&some, &some), Err(EditError::RateOnLast { stage: "B".to_owned() }));
    assert_eq!(funnel(&value, &value), Err(EditError::ValueNotLast { stage: "A".to_owned() }));
    let direct = StageParts { direct: share(0.1), ..part("A", some.clone()) };
    let refused = Funnel::new(vec![direct, part("B", value.clone())]);
    assert_eq!(refused, Err(EditError::DirectOnFirst { stage: "A".to_owned() }));
    assert_eq!(Funnel::new(vec![part("A", value)]), Err(EditError::StageCount { found: 1 }));
}

#[test]
fn rate_changes_stand_in_order_one_to_a_month() {
    let plan = three().build();
    let from =
        |text, to: Option<f64>| Edit::Stage(id(&plan, 1), StageEdit::RateFrom(month(text), to.map(rate)));
    let edits = [from("2026-06", Some(0.6)), from("2027-04", Some(0.7)), from("2030-01", Some(0.8))];
    let changed = plan.with_all(&edits).unwrap();
    let yields = changed.funnel().stages()[1].yields();
    let listed: Vec<_> =
        yields.changes().iter().map(|change| (change.from.to_string(), change.rate.get())).collect();
    let expected = [("2026-06", 0.6), ("2027-04", 0.7), ("2030-01", 0.8)];
    assert_eq!(listed, expected.map(|(from, rate)| (from.to_owned(), rate)));
    assert_eq!([yields.of(month("2026-05")), yields.of(month("2027-03"))], [0.4, 0.6]);
    assert_eq!(after(&plan, &from("2027-04", None)), three().without_changes().build());
    assert_eq!(after(&plan, &from("2027-05", None)), plan);

    let change = RateChange { from: month("2027-04"), rate: rate(0.5) };
    let twice = Yield::Rate { initial: rate(0.4), changes: vec![change, change], range: None };
    let stages =
        vec![StageParts::new(name("A"), twice), StageParts::new(name("B"), Yield::value(money(1.0)))];
    let refused = EditError::ChangeTwice { stage: "A".to_owned(), month: month("2027-04") };
    assert_eq!(Funnel::new(stages), Err(refused));
}

#[test]
fn names_have_letters_and_differ() {
    for good in ["A", "Ä", "株", "3 calls", &"x".repeat(60), &format!("  {}  ", "é".repeat(60))] {
        assert_eq!(Name::new(good).unwrap().as_str(), good.trim());
    }
    for bad in ["", "  ", "12", "%", "a\tb", "a\nb", "\u{1b}[31mred", &"x".repeat(61), "Revenue", " rEVENUE "]
    {
        assert!(matches!(Name::new(bad), Err(EditError::BadName { .. })), "{bad:?}");
    }
    let plan = three().build();
    let taken = |found: &str| EditError::NameTaken { found: found.to_owned() };
    let rename = |place, to| Edit::Stage(id(&plan, place), StageEdit::Name(name(to)));
    assert_eq!(refusal(&plan, &rename(0, "DEALS")), taken("Deals"));
    assert_eq!(refusal(&plan, &Edit::AddStage(1, name("leads"))), taken("leads"));
    assert_eq!(names(&after(&plan, &rename(0, "LEADS")))[0], "LEADS");
    assert_eq!(plan.funnel().named("meetings").unwrap().id(), id(&plan, 1));

    for bad in ["", " ", "---", "a\u{7}", &"x".repeat(61)] {
        let edit = Edit::Name(bad.to_owned());
        assert!(matches!(refusal(&plan, &edit), EditError::BadName { .. }), "{bad:?}");
    }
    assert_eq!(after(&plan, &Edit::Name(" 2027 ".to_owned())).name(), "2027");
}

#[test]
fn numbers_are_taken_up_to_their_bounds_and_not_beyond() {
    macro_rules! bounds {
        ($($quantity:ident $low:expr, $high:expr, $under:expr, $over:expr;)*) => {
            $(
                assert_eq!($quantity::bounds(), ($low, $high));
                assert!($quantity::new($low).is_ok() && $quantity::new($high).is_ok());
                for bad in [$under, $over, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                    let error = $quantity::new(bad).unwrap_err();
                    assert_eq!(error.quantity, Quantity::$quantity);
                    assert!(error.to_string().contains(error.quantity.allowed()), "{error}");
                }
                assert_eq!($quantity::nearest(f64::MAX).get(), $high);
                assert_eq!($quantity::nearest(f64::MIN).get(), $low);
            )*
        };
    }
    bounds! {
        Rate 1e-6, 1.0, 9.9e-7, 1.000_000_1;
        Share 0.0, 0.99, -1e-9, 0.991;
        Money 0.01, 1e15, 0.009_999, 1.000_001e15;
        Weight 0.0, 1e15, -1e-9, 1.000_001e15;
        Count 0.0, 1e15, -1e-9, 1.000_001e15;
        MonthlyGrowth -0.5, 1.0, -0.500_001, 1.000_001;
        YearlyGrowth -0.9, 10.0, -0.900_001, 10.000_001;
    }
    for good in [0.0, 1.0, 720.0] {
        assert_eq!(f64::from(Lag::new(good).unwrap().days()), good);
    }
    for bad in [-1.0, 0.5, 720.5, 721.0, f64::NAN] {
        assert!(Lag::new(bad).is_err(), "{bad}");
    }
    for bad in [0.0, 1.5, 61.0, -1.0, f64::NAN] {
        assert!(Horizon::new(bad).is_err(), "{bad}");
    }
    let plan = three().build();
    assert!(plan.with(&Edit::Start(month("1900-01"))).is_ok());
    assert!(plan.with(&Edit::Start(month("2999-12"))).is_ok());
    for beyond in [month("1900-01").plus(-1), month("2999-12").plus(1)] {
        assert_eq!(refusal(&plan, &Edit::Start(beyond)), EditError::BadStart { found: beyond });
    }
}

#[test]
fn a_custom_plan_grows_by_its_last_month_and_shrinks_by_a_cut() {
    let plan = custom(&[100.0, 0.0, 150.0, 50.0]).build();
    let longer = after(&plan, &Edit::Months(horizon(6)));
    assert_eq!(longer.revenue(), [100.0, 0.0, 150.0, 50.0, 50.0, 50.0]);
    assert_eq!(longer.target().amount, money(400.0));
    let shorter = after(&plan, &Edit::Months(horizon(2)));
    assert_eq!((shorter.revenue(), shorter.target().amount), (vec![100.0, 0.0], money(100.0)));
    assert_eq!(after(&plan, &Edit::Months(horizon(4))), plan);
    // Weights are shares of the amount: the amounts are what goes on, not the weights.
    let shares = Draft { amount: 1000.0, ..custom(&[1.0, 3.0]) }.build();
    assert_eq!(after(&shares, &Edit::Months(horizon(3))).revenue(), [250.0, 750.0, 750.0]);
    let late = custom(&[0.0, 0.0, 9.0]).build();
    assert_eq!(refusal(&late, &Edit::Months(horizon(2))), EditError::NoWeight);
    // Other phasings split the same amount over more months.
    let even = after(&three().build(), &Edit::Months(horizon(24)));
    assert_eq!(even.revenue(), [50.0; 24]);
}

#[test]
fn a_typed_month_makes_the_phasing_custom_and_the_amount_the_sum() {
    let plan = three().build();
    let edited = after(&plan, &typed(&[(1, 250.0), (11, 0.0)]));
    assert_eq!(edited.target().amount, money(1250.0));
    let revenue: Vec<f64> =
        (0..12).map(|month| if month == 1 { 250.0 } else { f64::from(month != 11) * 100.0 }).collect();
    assert_eq!(edited.revenue(), revenue);
    assert!(matches!(edited.target().phasing, Phasing::Custom(_)));
    assert_eq!(after(&plan, &typed(&[(3, 100.0)])), plan, "the same amount changes nothing");
    assert_eq!(refusal(&plan, &typed(&[(12, 1.0)])), EditError::NoSuchMonth);
    let zeros: Vec<_> = (0..12).map(|month| (month, 0.0)).collect();
    assert_eq!(refusal(&plan, &typed(&zeros)), EditError::NoWeight);
    let tiny: Vec<_> = (0..12).map(|month| (month, if month == 0 { 0.001 } else { 0.0 })).collect();
    assert!(matches!(refusal(&plan, &typed(&tiny)), EditError::OutOfBounds(_)), "an amount is at least 0.01");
    let much = typed(&[(0, 1e15), (1, 1.0)]);
    assert!(matches!(refusal(&plan, &much), EditError::OutOfBounds(_)), "an amount is at most 1e15");
    // A new amount keeps the shares of typed months.
    assert_eq!(after(&edited, &Edit::Amount(money(2500.0))).revenue()[1], 500.0);
}

#[test]
fn a_phasing_needs_a_weight_for_each_month_and_one_that_is_not_zero() {
    let plan = three().build();
    let custom = |months: usize, value| Edit::Phasing(Phasing::Custom(vec![weight(value); months]));
    assert_eq!(refusal(&plan, &custom(11, 1.0)), EditError::WeightCount { found: 11, allowed: 12 });
    assert_eq!(refusal(&plan, &custom(12, 0.0)), EditError::NoWeight);
    assert_eq!(after(&plan, &custom(12, 7.0)).revenue(), plan.revenue());
    let summer =
        Phasing::Seasonal(std::array::from_fn(|at| weight(f64::from(u8::from((5..8).contains(&at))))));
    let seasonal = after(&plan, &Edit::Phasing(summer));
    assert_eq!(seasonal.revenue()[5..8], [400.0; 3]);
    assert_eq!(refusal(&seasonal, &Edit::Months(horizon(5))), EditError::NoWeight);
    let short = seasonal.with_all(&[Edit::Start(month("2027-06")), Edit::Months(horizon(2))]).unwrap();
    assert_eq!(short.revenue(), [600.0; 2]);
    assert_eq!(refusal(&short, &Edit::Start(month("2027-09"))), EditError::NoWeight);
}

#[test]
fn the_smallest_weights_split_the_amount_as_large_ones_do() {
    for scale in [f64::from_bits(1), 1e-320, 1e-308, 1e-200, 1e-150, 1e14] {
        for amount in [0.01, 400.0, 1e15] {
            let plan = Draft { amount, ..custom(&[scale, 0.0, scale * 3.0]) };
            let shares = Draft { amount, ..custom(&[1.0, 0.0, 3.0]) };
            let sum: f64 = plan.build().revenue().iter().sum();
            assert!((sum - amount).abs() <= 1e-12 * amount, "{scale:e}: {sum:e} is not {amount:e}");
            for (is, should) in plan.build().revenue_for(9).iter().zip(shares.build().revenue_for(9)) {
                assert!((is - should).abs() <= 1e-3 * amount, "{scale:e}: {is:e} is not {should:e}");
            }
        }
    }
}

#[test]
fn a_target_goes_on_as_its_phasing_does() {
    let months = |draft: &Draft, count| draft.build().revenue_for(count);
    let year = three();
    assert_eq!(months(&year, 14)[12..], [100.0; 2]);
    let stop = Draft { after: After::Stop, ..year.clone() };
    assert_eq!(months(&stop, 14)[11..], [100.0, 0.0, 0.0]);
    let grown = Draft { after: After::Grow(0.5), ..year.clone() };
    assert_eq!([months(&grown, 25)[12], months(&grown, 25)[24]], [150.0, 225.0]);
    // Shorter than a year: month by month, and 12 of them make the year's growth.
    let short = Draft { months: 6, amount: 600.0, ..grown };
    assert!((months(&short, 18)[17] - 150.0).abs() < 1e-9);
    assert!((months(&short, 18)[6] - 100.0 * 1.5_f64.powf(1.0 / 12.0)).abs() < 1e-9);
    let growth = Draft { months: 2, amount: 300.0, split: Split::Growth(1.0), ..year.clone() };
    assert_eq!(months(&growth, 5), [100.0, 200.0, 400.0, 800.0, 1600.0]);
    let stated = Draft { after: After::Grow(0.0), ..growth };
    assert_eq!(months(&stated, 4), [100.0, 200.0, 200.0, 200.0]);
    let mean = custom(&[90.0, 0.0, 30.0]);
    assert_eq!(months(&mean, 5), [90.0, 0.0, 30.0, 40.0, 40.0]);
    let repeated = custom(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0]);
    assert_eq!(months(&repeated, 16)[12..], [13.0, 2.0, 3.0, 4.0]);
}

#[test]
fn a_seasonal_plan_shorter_than_a_year_fills_its_year_before_it_grows() {
    let weights = std::array::from_fn(|at| at as f64 + 1.0);
    let october = Draft { start: month("2026-10"), months: 3, amount: 330.0, ..three() };
    let plan = Draft { split: Split::Seasonal(weights), after: After::Grow(1.0), ..october };
    let revenue = plan.build().revenue_for(27);
    let year = [100.0, 110.0, 120.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0];
    assert_eq!(revenue[..12], year);
    assert_eq!(revenue[12..24], year.map(|month| month * 2.0));
    assert_eq!(revenue[24..], [400.0, 440.0, 480.0]);
}

#[test]
fn a_locked_input_is_a_promise() {
    let plan = three().build();
    let [leads, meetings, deals] = [0, 1, 2].map(|place| id(&plan, place));
    let target = Input::Target;
    let of = Input::Stage;
    let stage = Edit::Stage;
    let cases = [
        (target(TargetField::Amount), Edit::Amount(money(5.0))),
        (target(TargetField::Amount), typed(&[(0, 5.0)])),
        (target(TargetField::Phasing), Edit::Phasing(Phasing::Growth(MonthlyGrowth::new(0.1).unwrap()))),
        (target(TargetField::Phasing), typed(&[(0, 5.0)])),
        (target(TargetField::Start), Edit::Start(month("2027-02"))),
        (target(TargetField::Months), Edit::Months(horizon(13))),
        (target(TargetField::Beyond), Edit::Beyond(Beyond::Stop)),
        (of(leads, Field::Yield), stage(leads, StageEdit::Rate(rate(0.3)))),
        (of(leads, Field::Yield), stage(leads, StageEdit::RateFrom(month("2027-03"), Some(rate(0.3))))),
        (of(deals, Field::Yield), stage(deals, StageEdit::Value(money(11.0)))),
        (of(meetings, Field::Lag), stage(meetings, StageEdit::Lag(lag(21)))),
        (of(meetings, Field::Direct), stage(meetings, StageEdit::Direct(share(0.4)))),
        (of(meetings, Field::Opening), stage(meetings, StageEdit::Opening(Some(Count::new(4.0).unwrap())))),
        // What other edits would change on the side.
        (of(deals, Field::Yield), Edit::MoveStage(deals, 0)),
        (of(deals, Field::Yield), Edit::AddStage(3, name("Renewals"))),
        (of(meetings, Field::Yield), Edit::RemoveStage(deals)),
        (of(meetings, Field::Direct), Edit::MoveStage(meetings, 0)),
        (of(meetings, Field::Direct), Edit::RemoveStage(leads)),
    ];
    for (input, edit) in cases {
        let locked = after(&plan, &Edit::Lock(input, true));
        assert!(locked.is_locked(input) && !plan.is_locked(input));
        assert_eq!(refusal(&locked, &edit), EditError::Locked(input), "{edit:?}");
        let unlocked = after(&locked, &Edit::Lock(input, false));
        assert_eq!(unlocked, plan);
        assert_ne!(after(&unlocked, &edit), plan, "{edit:?}");
    }
}

#[test]
fn a_locked_amount_also_holds_when_a_custom_plan_changes_its_months() {
    for field in [TargetField::Amount, TargetField::Phasing] {
        let input = Input::Target(field);
        let plan = after(&custom(&[100.0, 200.0, 300.0]).build(), &Edit::Lock(input, true));
        assert_eq!(refusal(&plan, &Edit::Months(horizon(4))), EditError::Locked(input));
        assert_eq!(after(&plan, &Edit::Months(horizon(3))), plan);
        // An even plan splits the locked amount over more months.
        let even = after(&three().build(), &Edit::Lock(input, true));
        assert_eq!(after(&even, &Edit::Months(horizon(6))).revenue(), [200.0; 6]);
    }
}

#[test]
fn a_lock_leaves_the_rest_of_the_stage_alone() {
    let plan = three().build();
    let meetings = id(&plan, 1);
    let locks = Field::ALL.map(|field| Edit::Lock(Input::Stage(meetings, field), true));
    let locked = plan.with_all(&locks).unwrap();
    assert_eq!(locked.funnel().stages()[1].locked().collect::<Vec<_>>(), Field::ALL);
    for edit in [
        StageEdit::Name(name("Demos")),
        StageEdit::Definition("shown to two people".to_owned()),
        StageEdit::RateRange(Some(Span::new(rate(0.6), rate(0.3)))),
        StageEdit::LagRange(Some(Span::new(lag(1), lag(9)))),
    ] {
        assert_ne!(after(&locked, &Edit::Stage(meetings, edit)), locked);
    }
    assert_eq!(names(&after(&locked, &Edit::RemoveStage(meetings))), ["Leads", "Deals"]);
    let twice = after(&locked, &locks[0]);
    assert_eq!(twice.funnel().stages()[1].locked().count(), 4);
}

#[test]
fn goals_follow_the_stage_not_its_name_or_place() {
    let plan = acme().build();
    let proposals = id(&plan, 4);
    let renamed = after(&plan, &Edit::Stage(proposals, StageEdit::Name(name("Offers"))));
    let (before, now) = (compute(&plan), compute(&renamed));
    assert_eq!(before.grid().of(proposals), now.grid().of(proposals));
    assert_eq!(before, now);
    let fewer = after(&plan, &Edit::RemoveStage(id(&plan, 0)));
    assert_eq!(
        compute(&fewer).grid().of(proposals).unwrap().need(),
        before.grid().of(proposals).unwrap().need()
    );
    assert!(compute(&fewer).grid().of(id(&plan, 0)).is_none());
}

#[test]
fn months_far_from_the_calendar_s_middle_still_count() {
    for start in ["1900-01", "2999-12"] {
        let goals = compute(&Draft { start: month(start), ..acme() }.build());
        let first: Month = goals.grid().month(0);
        assert_eq!(first.since(month(start)), -5);
        assert_eq!(goals.grid().column(first), Some(0));
        assert_eq!(goals.grid().column(first.plus(-1)), None);
        assert_eq!(goals.grid().column(first.plus(17)), None);
    }
}
