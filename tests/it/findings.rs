//! What a plan cannot promise: each finding when its condition holds and not a step before (model.md §6, §9).

use backcast::goals::{compute, findings};
use backcast::plan::{Code, Day, Field, Finding, Scenario, Severity};

use crate::scenarios::{After, Draft, Split, acme, even, id, month};

fn day(text: &str, day: u32) -> Day {
    Day { month: month(text), day }
}

/// The findings of a kind, as of long before the plan.
fn found(draft: &Draft, code: Code) -> Vec<Finding> {
    found_on(draft, code, day("1950-01", 1))
}

fn found_on(draft: &Draft, code: Code, today: Day) -> Vec<Finding> {
    let scenario = draft.build();
    let mut findings = findings(&scenario, &compute(&scenario), today);
    findings.retain(|finding| finding.code() == code);
    findings
}

/// The names of the stages that findings are about.
fn stages(scenario: &Scenario, findings: &[Finding]) -> Vec<String> {
    let name = |finding: &Finding| scenario.funnel().find(finding.stage()?).map(|(_, stage)| stage.name());
    findings.iter().filter_map(name).map(str::to_owned).collect()
}

/// The design's screen: what a team has on day one.
fn with_openings() -> Draft {
    let mut draft = acme();
    for (step, opening) in draft.steps.iter_mut().zip([24_000.0, 3_100.0, 240.0, 150.0, 120.0, 80.0]) {
        step.opening = Some(opening);
    }
    draft
}

#[test]
fn work_that_should_have_begun_is_counted_to_the_day() {
    let today = day("2026-11", 21);
    let begun = found_on(&acme(), Code::Begun, today);
    let [Finding::Begun { due }] = &begun[..] else { panic!("{begun:?}") };
    let due: Vec<_> = due.iter().map(|(_, due)| due.ceil()).collect();
    assert_eq!(due, [475_556.0, 8_889.0, 1_223.0, 365.0, 89.0, 0.0]);
    assert_eq!(begun[0].code().severity(), Severity::Warning);
    // The first visitors are due on 4 August: nothing is late on that morning, a day's worth on the next.
    assert!(found_on(&acme(), Code::Begun, day("2026-08", 4)).is_empty());
    let [Finding::Begun { due }] = &found_on(&acme(), Code::Begun, day("2026-08", 5))[..] else { panic!() };
    assert!((due[0].1 - 4_444.444_444).abs() < 1e-5 && due[1].1 == 0.0);
    // Long after the plan the whole grid is due, and no more.
    let [Finding::Begun { due }] = &found_on(&acme(), Code::Begun, day("2040-01", 1))[..] else { panic!() };
    let whole =
        compute(&acme().build()).grid().top().cells(backcast::goals::Content::Goals).collect::<Vec<_>>();
    assert!((due[0].1 - whole.iter().sum::<f64>()).abs() < 1e-3);
}

#[test]
fn a_stage_whose_work_lies_before_the_plan_is_told_with_its_last_call() {
    let draft = even(1e6, &[("Leads", 0.1, 271), ("Meetings", 0.5, 59), ("Deals", 1000.0, 30)]);
    let scenario = draft.build();
    let all = found(&draft, Code::AllBeforeStart);
    assert_eq!(stages(&scenario, &all), ["Leads"]);
    let Finding::AllBeforeStart { last_call, .. } = all[0] else { panic!() };
    assert_eq!(last_call, day("2026-12", 30));
    let just = Draft {
        steps: {
            let mut steps = draft.steps.clone();
            steps[0].lag = 270;
            steps
        },
        ..draft
    };
    assert_eq!(found(&just, Code::AllBeforeStart), []);
    assert_eq!(compute(&just.build()).last_call(0), day("2027-01", 1));
}

#[test]
fn day_one_needs_what_the_design_shows() {
    let goals = compute(&with_openings().build());
    let rows: Vec<_> = goals.day_one().iter().collect();
    let needed: Vec<_> = rows.iter().map(|row| backcast::goals::grid::ceiling(row.needed)).collect();
    assert_eq!(needed, [31_112.0, 4_000.0, 312.0, 187.0, 134.0, 80.0]);
    let covers = [24_000.0 / 31_111.111_111, 0.775, 240.0 / 311.111_111, 150.0 / 186.666_667, 0.9, 1.0];
    for (row, cover) in rows.iter().zip(covers) {
        assert!((row.coverage().unwrap() - cover).abs() < 1e-8, "{cover}");
    }
    let carries: Vec<_> = rows.iter().map(|row| (row.carries / 1e3).round()).collect();
    assert_eq!(carries, [467.0, 3000.0, 933.0, 1400.0, 2000.0, 2000.0]);
    let at_risk: Vec<_> = rows.iter().map(|row| (row.at_risk().unwrap() / 1e3).round()).collect();
    assert_eq!(at_risk, [107.0, 675.0, 213.0, 275.0, 200.0, 0.0]);
    let sum: f64 = rows.iter().filter_map(|row| row.at_risk()).sum();
    assert_eq!([(goals.inside_on_day_one() / 1e4).round(), (sum / 1e4).round()], [980.0, 147.0]);
    let serves: Vec<_> = rows.iter().map(|row| (row.serves.start, row.serves.end)).collect();
    assert_eq!(serves, [(140, 147), (95, 140), (81, 95), (60, 81), (30, 60), (0, 30)]);
}

#[test]
fn a_short_opening_pipeline_is_told_with_the_last_day_that_can_still_fill_it() {
    let draft = with_openings();
    let scenario = draft.build();
    let short = found_on(&draft, Code::DayOneShort, day("2026-11", 21));
    let names = ["Site visitors", "Contacts", "Qualified leads", "Meetings", "Proposals"];
    assert_eq!(stages(&scenario, &short), names, "deals are all there");
    let fill = |today, place: usize| {
        let all = found_on(&draft, Code::DayOneShort, today);
        let Finding::DayOneShort { fill, .. } = all[place] else { panic!() };
        fill
    };
    let [contacts, meetings, proposals] = [1, 3, 4].map(|place| id(&scenario, place));
    // New meetings until 9 December, then proposals that come from elsewhere until the eve, then nothing.
    assert_eq!(fill(day("2026-11", 21), 4), Some((meetings, day("2026-12", 9))));
    assert_eq!(fill(day("2026-12", 9), 4), Some((meetings, day("2026-12", 9))));
    assert_eq!(fill(day("2026-12", 10), 4), Some((proposals, day("2026-12", 30))));
    assert_eq!(fill(day("2026-12", 30), 4), Some((proposals, day("2026-12", 30))));
    assert_eq!(fill(day("2027-01", 1), 4), None);
    assert_eq!(
        fill(day("2026-11", 21), 2),
        Some((id(&scenario, 2), day("2026-12", 30))),
        "contacts take 45 days"
    );
    assert_eq!(fill(day("2026-11", 14), 2), Some((contacts, day("2026-11", 15))));
    assert_eq!(fill(day("2026-11", 21), 0), Some((id(&scenario, 0), day("2026-12", 30))));
}

#[test]
fn an_opening_pipeline_that_is_full_but_for_rounding_noise_is_not_short() {
    let mut draft = acme();
    let goals = compute(&draft.build());
    for (step, day_one) in draft.steps.iter_mut().zip(goals.day_one()) {
        step.opening = Some(day_one.needed * (1.0 - 1e-15));
    }
    assert_eq!(found(&draft, Code::DayOneShort), []);
    assert!(compute(&draft.build()).day_one().iter().all(|row| row.at_risk() == Some(0.0)));
    draft.steps[5].opening = Some(79.999);
    assert_eq!(found(&draft, Code::DayOneShort).len(), 1);
}

#[test]
fn a_stage_that_needs_nobody_on_day_one_has_no_coverage_and_nothing_at_risk() {
    let mut draft = even(1200.0, &[("Leads", 0.5, 10), ("Deals", 10.0, 0)]);
    draft.steps[1].opening = Some(0.0);
    let goals = compute(&draft.build());
    let [leads, deals] = goals.day_one() else { panic!() };
    assert_eq!((deals.needed, deals.carries, deals.coverage(), deals.at_risk()), (0.0, 0.0, None, Some(0.0)));
    assert!(deals.serves.is_empty());
    assert_eq!((leads.coverage(), leads.at_risk()), (None, None), "no opening was given");
    assert_eq!(found(&draft, Code::DayOneShort), []);
}

#[test]
fn direct_entries_leave_the_revenue_of_those_inside_to_others() {
    let mut draft = acme();
    draft.steps[4].direct = 0.5;
    let goals = compute(&draft.build());
    // Half of the proposals never were meetings, so the meetings inside carry half of those days' revenue.
    assert!((goals.day_one()[3].carries - 0.7e6).abs() < 1e-3);
    assert!((goals.day_one()[4].carries - 2e6).abs() < 1e-3);
}

#[test]
fn an_input_outside_its_own_range_is_told_ends_included() {
    let mut draft = acme();
    draft.steps[4].yield_range = Some((0.6, 0.7));
    draft.steps[4].lag_range = Some((20, 30));
    draft.steps[5].yield_range = Some((20_000.0, 25_000.0));
    assert_eq!(found(&draft, Code::OutsideRange), []);
    let outside = |draft: &Draft| -> Vec<_> {
        let field = |finding| match finding {
            Finding::OutsideRange { stage, field } => (draft.build().funnel().find(stage).unwrap().0, field),
            other => panic!("{other:?}"),
        };
        found(draft, Code::OutsideRange).into_iter().map(field).collect()
    };
    draft.steps[5].yields = 25_001.0;
    draft.steps[4].lag = 31;
    assert_eq!(outside(&draft), [(4, Field::Lag), (5, Field::Yield)]);
    draft.steps[4].changes.insert(6, 0.71);
    assert_eq!(outside(&draft), [(4, Field::Yield), (4, Field::Lag), (5, Field::Yield)]);
}

#[test]
fn months_without_revenue_are_named() {
    assert_eq!(found(&acme(), Code::NoTarget), []);
    let split = Split::Custom(vec![1.0, 0.0, 2.0, 0.0]);
    let draft = Draft { months: 4, split, ..acme() };
    let months = vec![month("2027-02"), month("2027-04")];
    assert_eq!(found(&draft, Code::NoTarget), [Finding::NoTarget { months }]);
}

#[test]
fn a_plan_that_stops_says_from_when_a_stage_is_asked_for_nothing() {
    assert_eq!(found(&acme(), Code::Stops), []);
    let draft = Draft { after: After::Stop, ..acme() };
    let from = |draft: &Draft| -> Vec<_> {
        let month = |finding| match finding {
            Finding::Stops { from, .. } => from.to_string(),
            other => panic!("{other:?}"),
        };
        found(draft, Code::Stops).into_iter().map(month).collect()
    };
    assert_eq!(from(&draft), ["2027-09", "2027-09", "2027-10", "2027-11", "2027-11", "2027-12"]);
    let scenario = draft.build();
    let grid = compute(&scenario);
    for finding in found(&draft, Code::Stops) {
        let Finding::Stops { stage, from } = finding else { panic!() };
        let cells = grid.grid().of(stage).unwrap().cells(backcast::goals::Content::Goals).collect::<Vec<_>>();
        let column = grid.grid().column(from).unwrap();
        assert!(cells[column - 1] > 0.0 && cells[column..].iter().all(|cell| *cell == 0.0));
    }
    // Lags shorter than a month leave something to do in every month.
    let brief = Draft { after: After::Stop, ..even(1e6, &[("Leads", 0.1, 10), ("Deals", 1000.0, 19)]) };
    assert_eq!(from(&brief), [""; 0]);
    // A plan whose last months are empty asks for nothing even earlier.
    let mut weights = vec![1.0; 12];
    weights[9..].fill(0.0);
    let ends = Draft { split: Split::Custom(weights), ..draft };
    assert_eq!(from(&ends)[5], "2027-09");
}

#[test]
fn a_rate_change_that_changes_no_goal_is_idle() {
    let idle = |changes: &[(i32, f64)]| -> Vec<_> {
        let mut draft = acme();
        draft.steps[4].changes = changes.iter().copied().collect();
        let from = |finding| match finding {
            Finding::IdleChange { from, .. } => from.since(draft.start),
            other => panic!("{other:?}"),
        };
        found(&draft, Code::IdleChange).into_iter().map(from).collect()
    };
    assert_eq!(idle(&[(0, 0.7), (11, 0.8)]), [0; 0]);
    assert_eq!(idle(&[(12, 0.7), (40, 0.8)]), [12, 40], "after the last column");
    // Proposals begin two months before the plan: an earlier change acts unless another replaces it by then.
    assert_eq!(idle(&[(-2, 0.7)]), [0; 0]);
    assert_eq!(idle(&[(-30, 0.7)]), [0; 0]);
    assert_eq!(idle(&[(-30, 0.7), (-2, 0.8)]), [-30]);
    assert_eq!(idle(&[(-3, 0.7), (-1, 0.8)]), [0; 0]);
    let mut stop = Draft { after: After::Stop, ..acme() };
    stop.steps[4].changes.insert(10, 0.7);
    assert_eq!(
        found(&stop, Code::IdleChange).len(),
        1,
        "the last proposals of a plan that stops are October's"
    );
}

#[test]
fn a_goal_over_a_billion_is_surely_mistyped() {
    let draft = even(12e9, &[("Leads", 1.0, 0), ("Deals", 1.0, 0)]);
    assert_eq!(found(&draft, Code::Huge), [], "a billion is not over a billion");
    let more = Draft { amount: 12.1e9, ..draft };
    let [Finding::Huge { goal, month: at, .. }, Finding::Huge { .. }] = &found(&more, Code::Huge)[..] else {
        panic!("both stages are huge")
    };
    assert!((goal - 12.1e9 / 12.0).abs() < 1.0);
    assert_eq!(*at, month("2027-01"));
}

#[test]
fn findings_come_worst_first_and_then_in_the_order_of_the_stages() {
    let mut draft = with_openings();
    draft.after = After::Stop;
    draft.amount = 1e15;
    draft.steps[0].lag = 400;
    draft.steps[1].changes.insert(50, 0.5);
    draft.steps[2].yield_range = Some((0.1, 0.2));
    draft.split = Split::Custom(vec![1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    let scenario = draft.build();
    let all = findings(&scenario, &compute(&scenario), day("2026-11", 21));
    let mut codes: Vec<_> = all.iter().map(Finding::code).collect();
    assert!(codes.is_sorted());
    codes.dedup();
    let expected = [
        "begun",
        "all-before-start",
        "day-one-short",
        "outside-range",
        "no-target",
        "stops",
        "idle-change",
        "huge",
    ];
    assert_eq!(codes.iter().map(|code| code.as_str()).collect::<Vec<_>>(), expected);
    let warnings = codes.iter().filter(|code| code.severity() == Severity::Warning).count();
    assert_eq!(warnings, 3);
    for code in codes {
        let places: Vec<_> = all
            .iter()
            .filter(|finding| finding.code() == code)
            .filter_map(|finding| Some(scenario.funnel().find(finding.stage()?)?.0))
            .collect();
        assert!(places.is_sorted(), "{code:?}");
    }
}
