//! Plans side by side: the figures of the design's frames, and that every value is what its own plan gives.

mod matching;
mod printed;

use backcast::goals::grid::ceiling;
use backcast::goals::side_by_side::{Delta, Row, Section, Subject, Value};
use backcast::goals::{Content, Goals, by_month, compare, compute, side_by_side};
use backcast::plan::{
    Beyond, Count, Currency, Day, Edit, Field, Input, MonthlyGrowth, Phasing, Scenario, StageEdit, StageId,
    TargetField,
};
use backcast::text::comparison::{delta, field, name as row_name, section, value};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

use self::matching::pairs;
use crate::scenarios::{Split, acme, horizon, id, lag, money, month, name, rate, share};

/// What counts as today in the frames.
fn today() -> Day {
    Day { month: month("2026-11"), day: 21 }
}

/// The rows of plans whose stages are matched.
fn rows(plans: &[&Scenario]) -> Vec<Row> {
    let goals: Vec<Goals> = plans.iter().map(|plan| compute(plan)).collect();
    let plans: Vec<_> = plans.iter().copied().zip(&goals).collect();
    side_by_side(&plans, today())
}

/// The subjects of the inputs that differ between two plans.
fn differing(before: &Scenario, after: &Scenario) -> Vec<Subject> {
    let rows = rows(&[before, after]);
    let differs = rows.iter().filter(|row| row.section == Section::Assumptions && row.differs());
    differs.map(|row| row.subject).collect()
}

/// A row as it is shown: its name, then each value with its difference.
fn shown(row: &Row, plans: &[&Scenario]) -> Vec<String> {
    let cell =
        |at: usize| format!("{} {}", value(row, at, 12), delta(row, at, false, 7)).trim_end().to_owned();
    [row_name(row.subject, plans)].into_iter().chain((0..plans.len()).map(cell)).collect()
}

/// The plans of the frames: at 55 %, at 60 %, with faster follow-up, and stretched to $30M.
pub(crate) fn four() -> [Scenario; 4] {
    let mut baseline = acme();
    baseline.steps[4].yields = 0.55;
    let mut faster = baseline.clone();
    faster.steps[1].yields = 0.28;
    faster.steps[1].lag = 25;
    faster.steps[2].lag = 7;
    let mut stretch = acme();
    stretch.amount = 30e6;
    stretch.split = Split::Growth(0.02);
    stretch.steps[5].yields = 27_000.0;
    [baseline, acme(), faster, stretch].map(|draft| draft.build())
}

/// What the frames of screens.md §5 show of three or four plans, section by section.
fn frame(plans: &[&Scenario]) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let rows = rows(plans);
    let told = rows.iter().filter(|row| row.section <= Section::Timing && row.differs());
    for section_rows in told.collect::<Vec<_>>().chunk_by(|row, next| row.section == next.section) {
        lines.push(vec![section(section_rows[0].section).to_uppercase()]);
        lines.extend(section_rows.iter().map(|row| shown(row, plans)));
    }
    lines
}

#[test]
fn the_frame_at_120_by_40_comes_out() {
    let plans = four();
    let expected = "\
ASSUMPTIONS
Amount|$24.0M|$24.0M ·|$24.0M ·|$30.0M ▲25.0%
Phasing|even|even ·|even ·|+2.0%/mo new
Contacts→Qualified|25.0%|25.0% ·|28.0% ▲3.0pp|25.0% ·
Proposals→Deals|55.0%|60.0% ▲5.0pp|55.0% ·|60.0% ▲5.0pp
Deal value|$25,000|$25,000 ·|$25,000 ·|$27,000 ▲8.0%
Lag Contacts→Qualified|45 d|45 d ·|25 d ▼20 d|45 d ·
Lag Qualified→Meetings|14 d|14 d ·|7 d ▼7 d|14 d ·
THIS PLAN NEEDS
Site visitors|1,745,455|1,600,000 ▼8.3%|1,558,442 ▼10.7%|1,851,852 ▲6.1%
Contacts|34,910|32,000 ▼8.3%|31,169 ▼10.7%|37,038 ▲6.1%
Qualified leads|8,728|8,000 ▼8.3%|8,728 ·|9,260 ▲6.1%
Meetings|3,491|3,200 ▼8.3%|3,491 ·|3,704 ▲6.1%
Proposals|1,746|1,600 ▼8.3%|1,746 ·|1,852 ▲6.1%
Deals|960|960 ·|960 ·|1,112 ▲15.7%
TIMING
First work|4 Aug 26|4 Aug 26 ·|1 Sep 26 ▲28 d|4 Aug 26 ·
Visitors due by now|518,788|475,556 ▼8.3%|346,321 ▼33.2%|505,591 ▼2.5%
Inside on day one|$9.80M|$9.80M ·|$8.00M ▼18.4%|$11.4M ▲16.3%
Visitors, peak month|145,455|133,334 ▼8.3%|129,871 ▼10.7%|189,173 ▲30.1%
Last call, visitors|3 Aug 27|3 Aug 27 ·|31 Aug 27 ▲28 d|3 Aug 27 ·";
    let lines: Vec<String> = frame(&plans.each_ref()).iter().map(|line| line.join("|")).collect();
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn the_frame_at_80_by_24_comes_out() {
    let [baseline, now, faster, _] = four();
    let lines = frame(&[&baseline, &now, &faster]);
    let names: Vec<&str> = lines.iter().map(|line| line[0].as_str()).collect();
    let inputs =
        ["Contacts→Qualified", "Proposals→Deals", "Lag Contacts→Qualified", "Lag Qualified→Meetings"];
    let needs = ["Site visitors", "Contacts", "Qualified leads", "Meetings", "Proposals"];
    assert_eq!(names[1..5], inputs);
    assert_eq!(names[6..11], needs, "deals are the same in all three");
    assert_eq!(lines[13][3], "346,321 ▼33.2%");
}

#[test]
fn differences_are_absolute_where_that_is_asked_for() {
    let [baseline, now, faster, _] = four();
    let rows = rows(&[&baseline, &now, &faster]);
    let top = id(&baseline, 0);
    let absolute = |subject, at, columns| {
        let row = rows.iter().find(|row| row.subject == subject).expect("there is such a row");
        delta(row, at, true, columns)
    };
    assert_eq!(absolute(Subject::Need(top), 1, 9), "▼145,455", "the difference of the two that are shown");
    assert_eq!(absolute(Subject::Need(top), 1, 6), "▼145k");
    assert_eq!(absolute(Subject::Inside, 2, 7), "▼1.80M");
    assert_eq!(absolute(Subject::TotalLag, 2, 7), "▼27 d");
    assert_eq!(absolute(Subject::Input(Input::Stage(id(&now, 4), Field::Yield)), 1, 7), "▲5.0pp");
    assert_eq!(absolute(Subject::Need(id(&now, 5)), 1, 7), "·");
    let hardly = now.with(&Edit::Amount(money(24_000_010.0))).unwrap();
    let row = self::rows(&[&now, &hardly]).into_iter().find(|row| row.subject == Subject::Need(id(&now, 4)));
    let row = row.expect("there is such a row");
    assert_eq!(delta(&row, 1, true, 7), "▲1", "1,601 are shown, where 1,600 were");
    let row = self::rows(&[&hardly, &now.with(&Edit::Amount(money(24_000_020.0))).unwrap()]);
    let row =
        row.into_iter().find(|row| row.subject == Subject::Need(id(&now, 4))).expect("there is such a row");
    assert_eq!(delta(&row, 1, true, 7), "▲<1", "both show 1,601 and are not the same");
}

#[test]
fn each_edit_makes_its_own_rows_differ() {
    let plan = acme().build();
    let target = |field| Subject::Input(Input::Target(field));
    let of = |place, field| Subject::Input(Input::Stage(id(&plan, place), field));
    let stage = |place, edit| Edit::Stage(id(&plan, place), edit);
    let april = month("2027-04");
    let cases: [(Edit, &[Subject]); 14] = [
        (Edit::Amount(money(25e6)), &[target(TargetField::Amount)]),
        (Edit::Amount(money(24e6 + 0.01)), &[target(TargetField::Amount)]),
        (Edit::Phasing(Phasing::Growth(MonthlyGrowth::nearest(0.01))), &[target(TargetField::Phasing)]),
        (Edit::Start(april), &[target(TargetField::Start)]),
        (Edit::Months(horizon(18)), &[target(TargetField::Months)]),
        (Edit::Beyond(Beyond::Stop), &[target(TargetField::Beyond)]),
        (stage(1, StageEdit::Rate(rate(0.3))), &[of(1, Field::Yield)]),
        (stage(1, StageEdit::RateFrom(april, Some(rate(0.3)))), &[Subject::RateFrom(id(&plan, 1), april)]),
        (stage(5, StageEdit::Value(money(26e3))), &[Subject::DealValue]),
        (stage(5, StageEdit::Lag(lag(0))), &[of(5, Field::Lag)]),
        (stage(3, StageEdit::Direct(share(0.5))), &[of(3, Field::Direct)]),
        (stage(3, StageEdit::Opening(Some(Count::nearest(0.0)))), &[of(3, Field::Opening)]),
        (Edit::MoveStage(id(&plan, 1), 3), &[Subject::Order]),
        (Edit::Name("Another".to_owned()), &[]),
    ];
    for (edit, subjects) in cases {
        assert_eq!(differing(&plan, &plan.with(&edit).unwrap()), subjects, "{edit:?}");
    }
}

#[test]
fn what_has_no_partner_is_new_or_gone() {
    let plan = acme().build();
    let april = month("2027-04");
    let changed = Edit::Stage(id(&plan, 1), StageEdit::RateFrom(april, Some(rate(0.3))));
    let edits = [changed, Edit::AddStage(3, name("Demos")), Edit::RemoveStage(id(&plan, 4))];
    let other = plan.with_all(&edits).unwrap();
    let demos = id(&other, 3);
    let plans = [&plan, &other];
    let rows = rows(&plans);
    let told = |subject| {
        let row = rows.iter().find(|row| row.subject == subject).expect("there is such a row");
        shown(row, &plans).join("|")
    };
    assert_eq!(told(Subject::Need(demos)), "Demos|–|3,840 new");
    assert_eq!(told(Subject::LastCall(id(&plan, 4))), "Last call, proposals|31 Oct 27|– gone");
    assert_eq!(told(Subject::RateFrom(id(&plan, 1), april)), "Contacts→Qualified from Apr 2027|–|30.0% new");
    assert_eq!(told(Subject::Stages), "Stages|6|6 ·");
    assert_eq!(told(Subject::Order), "Order of stages|1 2 3 4 5 6|1 2 3 + 4 6 ·");
    let moved = plan.with(&Edit::MoveStage(id(&plan, 1), 3)).unwrap();
    let rows = self::rows(&[&plan, &moved]);
    let order = rows.iter().find(|row| row.subject == Subject::Order).expect("there is such a row");
    assert_eq!(shown(order, &[&plan, &moved])[2], "1 3 4 2 5 6 moved");
    let stages: Vec<StageId> = rows
        .iter()
        .filter(|row| row.section == Section::Needs)
        .filter_map(|row| row.subject.stage())
        .collect();
    let first: Vec<StageId> = (0..6).map(|place| id(&plan, place)).collect();
    assert_eq!(stages, first, "the first plan's order");
}

#[test]
fn words_and_dates_differ_in_their_own_units() {
    let plan = acme().build();
    let with = |edit: Edit| plan.with(&edit).unwrap();
    let growth = |growth| Edit::Phasing(Phasing::Growth(MonthlyGrowth::nearest(growth)));
    let (slow, fast) = (with(growth(-0.01)), with(growth(0.015)));
    let told = |plans: [&Scenario; 2], field| {
        let rows = rows(&plans);
        let row = rows.into_iter().find(|row| row.subject == Subject::Input(Input::Target(field)));
        shown(&row.expect("there is such a row"), &plans)[1..].join("|")
    };
    assert_eq!(told([&slow, &fast], TargetField::Phasing), "-1.0%/mo|+1.5%/mo ▲2.5pp");
    assert_eq!(told([&slow, &plan], TargetField::Phasing), "-1.0%/mo|even new");
    let (later, longer) = (with(Edit::Start(month("2027-04"))), with(Edit::Months(horizon(18))));
    assert_eq!(told([&plan, &later], TargetField::Start), "Jan 2027|Apr 2027 ▲3 mo");
    assert_eq!(told([&longer, &plan], TargetField::Months), "18|12 ▼6");
    let stop = with(Edit::Beyond(Beyond::Stop));
    assert_eq!(told([&plan, &stop], TargetField::Beyond), "continue|stop new");
}

#[test]
fn amounts_in_different_currencies_get_no_differences() {
    let plan = acme().build();
    let euro = plan.with(&Edit::Currency(Currency::new("EUR").unwrap())).unwrap();
    let euro = euro.with(&Edit::Stage(id(&plan, 4), StageEdit::Rate(rate(0.5)))).unwrap();
    let plans = [&plan, &euro];
    let rows = rows(&plans);
    for (subject, expected) in [
        (Subject::Currency, "Currency|USD|EUR other"),
        (Subject::Input(Input::Target(TargetField::Amount)), "Amount|$24.0M|EUR 24.0M"),
        (Subject::DealValue, "Deal value|$25,000|EUR 25,000"),
        (Subject::Inside, "Inside on day one|$9.80M|EUR 9.80M"),
        (Subject::Need(id(&plan, 0)), "Site visitors|1,600,000|1,920,000 ▲20.0%"),
    ] {
        let row = rows.iter().find(|row| row.subject == subject).expect("there is such a row");
        assert!(row.differs(), "{subject:?}");
        assert_eq!(shown(row, &plans).join("|"), expected);
    }
}

#[test]
fn the_months_of_a_stage_stand_under_each_other_in_the_calendar() {
    let [baseline, now, faster, _] = four();
    let shorter = now.with_all(&[Edit::Start(month("2027-03")), Edit::Months(horizon(3))]).unwrap();
    let goals = [&baseline, &now, &faster, &shorter].map(compute);
    let plans = goals.each_ref();
    let visitors = by_month(&plans, Some(id(&now, 0)));
    assert_eq!((visitors.months[0], visitors.months.len()), (month("2026-08"), 17));
    assert!(visitors.months.windows(2).all(|pair| pair[1].since(pair[0]) == 1));
    let peaks: Vec<f64> = visitors.plans.iter().map(backcast::goals::by_month::Cells::peak).collect();
    assert_eq!(peaks[..3], [145_455.0, 133_334.0, 129_871.0]);
    let empty =
        |at: usize| visitors.plans[at].exact.iter().map(|goal| u8::from(*goal == 0.0)).collect::<Vec<_>>();
    assert_eq!(empty(0), [0; 17]);
    assert_eq!(empty(2)[..2], [1, 0], "faster follow-up begins a month later");
    let shorter = compute(&shorter);
    for (at, month) in visitors.months.iter().enumerate() {
        let cell = shorter
            .grid()
            .column(*month)
            .map_or(0.0, |column| shorter.grid().top().cell(Content::Goals, column));
        assert_eq!(visitors.plans[3].exact[at], cell, "{month}");
    }
    assert_eq!(visitors.top(), shorter.peak(0).1, "the scale reaches the largest of all");
    let revenue = by_month(&plans, None);
    let sums: Vec<f64> = revenue.plans.iter().map(|plan| plan.exact.iter().sum()).collect();
    assert!(sums.iter().all(|sum| (sum - 24e6).abs() < 1e-6), "{sums:?}");
    assert_eq!(
        by_month(&plans, Some(id(&now, 0))).plans[0].shown,
        goals[0].grid().top().shown(Content::Goals).collect::<Vec<_>>()
    );
}

/// The place of a stage, by its name, in a plan that was not matched.
fn place(matched: &Scenario, own: &Scenario, stage: StageId) -> Option<usize> {
    let (_, stage) = matched.funnel().find(stage)?;
    own.funnel().stages().iter().position(|other| other.name() == stage.name())
}

/// The exact number of a result of a plan alone and what is shown for it; none where it lacks the stage.
fn alone(subject: Subject, matched: &Scenario, own: &Scenario) -> Option<(f64, f64)> {
    let goals = compute(own);
    let day = |day: Day| f64::from(day.since(month("1900-01")));
    let place = |stage| place(matched, own, stage);
    let bearing = |stage| Some(goals.grid().bearing(place(stage)?));
    let exact = match subject {
        Subject::Need(stage) => bearing(stage)?.need(),
        Subject::Total(stage) => {
            return bearing(stage).map(|row| (row.total(), row.shown_total(Content::Goals)));
        }
        Subject::Peak(stage) => {
            let shown = bearing(stage)?.shown(Content::Goals).collect::<Vec<_>>();
            return Some((goals.peak(place(stage)?).1, shown.into_iter().fold(0.0, f64::max)));
        }
        Subject::DayOne(stage) => goals.day_one()[place(stage)?].needed,
        Subject::Due(stage) => bearing(stage)?.due_before(today().since(own.start())),
        other => {
            let number = match other {
                Subject::PeakMonth(stage) => {
                    day(Day { month: goals.grid().month(goals.peak(place(stage)?).0), day: 1 })
                }
                Subject::Inside => goals.inside_on_day_one(),
                Subject::FirstWork => day(goals.first_work()?),
                Subject::LastCall(stage) => day(goals.last_call(place(stage)?)),
                Subject::TotalLag => {
                    own.funnel().stages().iter().map(|stage| f64::from(stage.lag().days())).sum()
                }
                _ => panic!("{other:?} is no result"),
            };
            return Some((number, number));
        }
    };
    Some((exact, ceiling(exact)))
}

/// The exact number of a value and what is shown for it.
fn numbers(value: &Value) -> Option<(f64, f64)> {
    let number = match value {
        Value::Absent => return None,
        Value::Count { shown, exact } => return Some((*exact, *shown)),
        Value::Money(number, _) => *number,
        Value::Days(days) => f64::from(*days),
        Value::Date(day) => f64::from(day.since(month("1900-01"))),
        Value::Month(at) => f64::from(Day { month: *at, day: 1 }.since(month("1900-01"))),
        other => panic!("{other:?} is no result"),
    };
    Some((number, number))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_result_is_what_the_plan_alone_gives((one, other) in pairs()) {
        let (one, other) = (one.build(), other.build());
        let euro = other.with(&Edit::Currency(Currency::new("EUR").unwrap())).unwrap();
        let matched = euro.matched_to([&one]);
        let rows = rows(&[&one, &matched]);
        for row in rows.iter().filter(|row| row.section != Section::Assumptions) {
            prop_assert_eq!(numbers(&row.values[0]), alone(row.subject, &one, &one), "{:?}", row.subject);
            prop_assert_eq!(numbers(&row.values[1]), alone(row.subject, &matched, &other), "{:?}", row.subject);
        }
        let subjects: Vec<Subject> = rows.iter().map(|row| row.subject).collect();
        let needs = subjects.iter().filter(|subject| matches!(subject, Subject::Need(_))).count();
        let unmatched = other.funnel().stages().iter().filter(|stage| one.funnel().named(stage.name()).is_none());
        prop_assert_eq!(needs, one.funnel().stages().len() + unmatched.count());
        prop_assert!(rows.windows(2).all(|pair| pair[0].section <= pair[1].section));
        let twice = |at: usize| subjects[..at].contains(&subjects[at]);
        prop_assert!(!(0..subjects.len()).any(twice));
    }

    #[test]
    fn rows_differ_where_and_only_where_the_plans_do((one, other) in pairs()) {
        let (one, other) = (one.build(), other.build());
        let again = one.matched_to([&one]);
        for row in rows(&[&one, &again, &one]) {
            prop_assert!(!row.differs(), "{:?}", row);
            for at in 0..3 {
                prop_assert!(matches!(row.delta(at), Delta::Same | Delta::Untold), "{:?}", row);
            }
        }
        let other = other.matched_to([&one]);
        let found = compare((&one, &compute(&one)), (&other, &compute(&other)));
        prop_assert_eq!(found.changes.is_empty(), differing(&one, &other).is_empty());
        let plans = [&one, &other];
        for row in rows(&plans) {
            prop_assert!(!row_name(row.subject, &plans).is_empty() && !field(row.subject, &plans).is_empty());
            prop_assert_eq!(delta(&row, 0, false, 8), "");
            let told = delta(&row, 1, false, 8);
            prop_assert_eq!(row.differs(), told != "·" && row.delta(1) != Delta::Untold, "{:?} {}", row, told);
        }
    }
}
