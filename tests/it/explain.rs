//! Where a goal comes from (screens.md §8.2): the figures of the frame, and for any plan and any days a chain that
//! can be recomputed line by line.

use std::collections::BTreeMap;
use std::ops::Range;

use backcast::goals::explain::{Cell, Explanation, Step, explain};
use backcast::goals::{Content, compute};
use backcast::plan::{Currency, Edit, Origin, Scenario, StageEdit};
use backcast::text::explanation::{Words, words};
use proptest::prelude::{
    BoxedStrategy, Just, ProptestConfig, Strategy, TestCaseError, prop_assert, prop_assert_eq, prop_oneof,
    proptest,
};

use crate::oracle::{Oracle, target};
use crate::scenarios::{After, Draft, Split, acme, drafts, id, lag, money, month, name, rate, share};

/// The accuracy that the explanation promises.
const PRECISE: f64 = 1e-9;

fn agree(one: f64, other: f64) -> bool {
    (one - other).abs() <= PRECISE * one.abs().max(other.abs())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// The words about a cell, each line with blanks between its parts, and the facts alike.
fn said(words: &Words) -> (Vec<String>, Vec<String>) {
    let lines = words.lines.iter();
    let lines = lines.map(|line| [&line.name, &line.amount, &line.rule, &line.dates].map(String::as_str));
    let facts = words.facts.iter().map(|fact| [&fact.name, &fact.amount, &fact.about].map(String::as_str));
    let joined = |parts: &[&str]| {
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" | ")
    };
    (lines.map(|parts| joined(&parts)).collect(), facts.map(|parts| joined(&parts)).collect())
}

fn words_of(scenario: &Scenario, place: usize, cell: Cell) -> Words {
    words((scenario, &compute(scenario)), place, cell, None)
}

#[test]
fn the_frame_of_the_design_comes_out() {
    let after = acme().build();
    let before = after.with(&Edit::Stage(id(&after, 4), StageEdit::Rate(rate(0.55)))).unwrap();
    let (goals, baseline) = (compute(&after), compute(&before));
    let cell = Cell::Month(month("2027-08"));
    let words = words((&after, &goals), 0, cell, Some((&before, &baseline)));
    assert_eq!(words.title, "Why 133,333 · Site visitors · Aug 2027");
    assert_eq!(words.lead, "These visitors turn into the revenue of 28 Dec 2027 – 27 Jan 2028:");
    let (lines, facts) = said(&words);
    let expected = [
        "Revenue | $2,000,000.00 | 3 days of Dec 2027 and 27 of Jan 2028",
        "Deals | 80.00 | ÷ $25,000 | 28 Nov – 27 Dec",
        "Proposals | 133.33 | ÷ 60.0% | 28 Oct – 27 Nov",
        "Meetings | 266.67 | ÷ 50.0% | 7 Oct – 6 Nov",
        "Qualified leads | 666.67 | ÷ 40.0% | 23 Sep – 22 Oct",
        "Contacts | 2,666.67 | ÷ 25.0% | 8 Aug – 7 Sep",
        "Site visitors | 133,333.33 | ÷ 2.0% | 1 Aug – 31 Aug",
    ];
    assert_eq!(lines, expected);
    let expected = [
        "For this plan | 13,333.33 | the revenue of 28 Dec – 31 Dec 2027",
        "For 2028 | 120,000.00 | the target goes on after Dec 2027",
        "Shown | 133,333 | 1,720,000 up to Aug less 1,586,667",
        "Baseline | 145,454 | ▼12,121: Proposals→Deals 55 → 60 %",
        "Last call | 3 Aug | visitors after that serve 2028",
    ];
    assert_eq!(facts, expected);
}

#[test]
fn a_rate_that_changes_within_the_dates_gets_a_line_for_each() {
    let scenario = acme().build();
    let proposals = id(&scenario, 4);
    let edit = Edit::Stage(proposals, StageEdit::RateFrom(month("2027-05"), Some(rate(0.8))));
    let scenario = scenario.with(&edit).unwrap();
    let (lines, _) = said(&words_of(&scenario, 3, Cell::Month(month("2027-04"))));
    let expected = [
        "Revenue | $2,000,000.00 | 9 days of Jun 2027 and 21 of Jul 2027",
        "Deals | 80.00 | ÷ $25,000 | 22 May – 21 Jun",
        "Proposals | 40.00 | 24.00 ÷ 60.0% | 22 Apr – 30 Apr",
        "Proposals | 70.00 | 56.00 ÷ 80.0% | 1 May – 21 May",
        "Meetings | 220.00 | ÷ 50.0% | 1 Apr – 30 Apr",
    ];
    assert_eq!(lines, expected);
    // A change on the day after the last is none of these days'.
    let (lines, _) = said(&words_of(&scenario, 4, Cell::Month(month("2027-04"))));
    assert_eq!(lines.len(), 3, "{lines:?}");
    // A change to the same rate is none.
    let again = Edit::Stage(proposals, StageEdit::RateFrom(month("2027-07"), Some(rate(0.8))));
    let scenario = scenario.with(&again).unwrap();
    let (lines, _) = said(&words_of(&scenario, 4, Cell::Total));
    assert_eq!(lines.iter().filter(|line| line.starts_with("Proposals")).count(), 2, "{lines:?}");
}

#[test]
fn a_direct_share_is_taken_off_before_the_yield() {
    let scenario = acme().build();
    let edit = Edit::Stage(id(&scenario, 3), StageEdit::Direct(share(0.3)));
    let scenario = scenario.with(&edit).unwrap();
    let words = words_of(&scenario, 2, Cell::Need);
    let (lines, _) = said(&words);
    assert!(words.lead.starts_with("With direct entries these qualified turn into"), "{}", words.lead);
    assert_eq!(lines[4], "Qualified leads | 5,600.00 | × (1 - 30%) ÷ 40.0% | 26 Sep 2026 – 25 Sep");
}

#[test]
fn every_other_number_of_a_row_is_explained_too() {
    let scenario = acme().build();
    let about = |place, cell| {
        let words = words_of(&scenario, place, cell);
        let (lines, facts) = said(&words);
        (words.title, words.lead, lines[0].clone(), facts[2].clone())
    };
    let text = |texts: [&str; 4]| {
        let [title, lead, revenue, shown] = texts.map(str::to_owned);
        (title, lead, revenue, shown)
    };
    assert_eq!(
        about(0, Cell::Total),
        text([
            "Why 1,600,000 · Site visitors · Total",
            "These visitors turn into the revenue of 28 May 2027 – 27 May 2028:",
            "Revenue | $24,000,000.00 | 3 days of May 2027 to 27 of May 2028",
            "Shown | 1,600,000 | 2,253,334 up to Dec less 653,334",
        ])
    );
    assert_eq!(
        about(4, Cell::Need),
        text([
            "Why 1,600 · Proposals · Need",
            "These proposals turn into the revenue of 1 Jan – 31 Dec 2027:",
            "Revenue | $24,000,000.00 | all of Jan 2027 to Dec 2027",
            "Shown | 1,600 | rounded up",
        ])
    );
    assert_eq!(
        about(4, Cell::DayOne),
        text([
            "Why 134 · Proposals · day one",
            "These proposals turn into the revenue of 1 Feb – 28 Feb 2027:",
            "Revenue | $2,000,000.00 | all of Feb 2027",
            "Shown | 134 | rounded up",
        ])
    );
    assert_eq!(
        about(0, Cell::Month(month("2026-08"))),
        text([
            "Why 120,000 · Site visitors · Aug 2026",
            "These visitors turn into the revenue of 1 Jan – 27 Jan 2027:",
            "Revenue | $1,800,000.00 | 27 days of Jan 2027",
            "Shown | 120,000 | rounded up",
        ])
    );
}

#[test]
fn a_month_of_revenue_is_its_weight_of_the_amount() {
    let draft = Draft { split: Split::Growth(0.03), ..acme() };
    let words = words_of(&draft.build(), 6, Cell::Month(month("2027-03")));
    assert_eq!(words.title, "Why $1,794,077.44 · Revenue · Mar 2027");
    assert_eq!(words.lead, "The amount is split over 1 Jan – 31 Dec 2027 by weight (growth 3 %/mo):");
    let (lines, facts) = said(&words);
    let expected =
        ["Amount | $24,000,000.00 | 1 Jan – 31 Dec 2027", "Mar 2027 | $1,794,077.44 | × 1.0609 ÷ 14.192"];
    assert_eq!(lines, expected);
    assert!(facts.is_empty(), "{facts:?}");
    assert_eq!(words_of(&acme().build(), 6, Cell::Total).lines.len(), 1 + 12);
}

#[test]
fn what_asks_for_nobody_says_why() {
    let draft = Draft { after: After::Stop, ..acme() };
    let scenario = draft.build();
    let words = words_of(&scenario, 5, Cell::Month(month("2026-09")));
    assert_eq!(words.title, "Why 0 · Deals · Sep 2026");
    assert_eq!(words.lead, "Nobody has to enter yet: the first day that counts is 1 Dec 2026.");
    assert!(words.lines.is_empty());
    let words = words_of(&scenario, 0, Cell::Month(month("2027-12")));
    assert!(words.lead.ends_with("as there is none:"), "{}", words.lead);
    let (_, facts) = said(&words);
    assert_eq!(facts[0], "For this plan | · | nothing: all is after the last call");
    assert_eq!(facts[1], "For 2028 | 0.00 | the target stops after Dec 2027");
    assert_eq!(facts.last().unwrap(), "Last call | 3 Aug | visitors after that serve nothing");
    let at_once = scenario.with(&Edit::Stage(id(&scenario, 5), StageEdit::Lag(lag(0)))).unwrap();
    let words = words_of(&at_once, 5, Cell::DayOne);
    assert_eq!(words.lead, "Nobody has to be inside: with a lag of 0 days nobody stays.");
    let words = words_of(&scenario, 6, Cell::Month(month("2026-09")));
    assert_eq!(words.lead, "No revenue counts before 1 Jan 2027.");
}

#[test]
fn what_follows_the_plan_is_named() {
    let beyond = |draft: Draft, cell: &str| {
        let words = words_of(&draft.build(), 0, Cell::Month(month(cell)));
        said(&words).1.swap_remove(1)
    };
    let growing = Draft { after: After::Grow(0.15), ..acme() };
    assert_eq!(beyond(growing, "2027-08"), "For 2028 | 138,000.00 | goes on after Dec 2027, × 1.15");
    let short = Draft { months: 6, split: Split::Custom(vec![1.0; 6]), ..acme() };
    assert_eq!(beyond(short, "2027-03"), "Beyond | 266,666.67 | goes on at its mean after Jun 2027");
    let mut weights = [1.0; 12];
    weights[6] = 3.0;
    let season = Draft { months: 6, split: Split::Seasonal(weights), ..acme() };
    assert!(beyond(season, "2027-03").ends_with("| its seasons go on after Jun 2027"));
    assert_eq!(beyond(acme(), "2027-01"), "Beyond | · | nothing: all is for this plan");
}

#[test]
fn the_baseline_is_the_cell_of_the_same_month_stage_and_kind() {
    let before = acme().build();
    let baseline = |after: &Scenario, place, cell| {
        let (was, is) = (compute(&before), compute(after));
        let facts = said(&words((after, &is), place, cell, Some((&before, &was)))).1;
        facts.into_iter().find(|fact| fact.starts_with("Baseline"))
    };
    let with = |edits: &[Edit]| before.with_all(edits).unwrap();
    let august = Cell::Month(month("2027-08"));
    let rate = Edit::Stage(id(&before, 4), StageEdit::Rate(rate(0.65)));
    assert_eq!(
        baseline(&before.with(&rate).unwrap(), 0, Cell::Need).unwrap(),
        "Baseline | 1,600,000 | ▼123,076: Proposals→Deals 60 → 65 %"
    );
    assert_eq!(baseline(&before.with(&rate).unwrap(), 5, august).unwrap(), "Baseline | 80 | no difference");
    let demos = Edit::AddStage(3, name("Demos"));
    assert_eq!(
        baseline(&before.with(&demos).unwrap(), 3, august).unwrap(),
        "Baseline | · | new: it has no such stage"
    );
    assert_eq!(
        baseline(&with(&[demos, rate]), 6, Cell::Total).unwrap(),
        "Baseline | 960 | no difference",
        "a stage keeps its identity when another is put above it"
    );
    let later = with(&[Edit::Start(month("2027-04"))]);
    assert_eq!(
        baseline(&later, 5, Cell::Month(month("2028-02"))).unwrap(),
        "Baseline | 0 | ▲80: Start Jan 2027 → Apr 2027",
        "a month that the baseline does not have is 0"
    );
    assert_eq!(baseline(&before, 0, august), None);
    let euros = with(&[Edit::Currency(Currency::new("EUR").unwrap())]);
    assert_eq!(baseline(&euros, 0, august), None);
    let more = with(&[Edit::Amount(money(25e6))]);
    assert_eq!(
        baseline(&more, 6, august).unwrap(),
        "Baseline | $2,000,000.00 | ▲83,333: Amount $24.0M → $25.0M"
    );
}

/// Any range of days, within the plan or far from it.
fn ranges() -> BoxedStrategy<Range<i32>> {
    let month = (-30..60_i32).prop_map(|month| month * 30..month * 30 + 30);
    let any = (-3000..4000_i32, 0..1500_i32).prop_map(|(from, days)| from..from + days);
    prop_oneof![2 => month, 2 => any, 1 => Just(i32::MIN..i32::MAX)].boxed()
}

/// Entries or revenue by day, from the explanation alone.
type Days = BTreeMap<i32, f64>;

/// The revenue of each served day, from the months.
fn revenue_by_day(draft: &Draft, explained: &Explanation) -> Result<Days, TestCaseError> {
    let mut days = Days::new();
    for month in &explained.months {
        let first = month.month.since(draft.start) * 30;
        let served = (first..first + 30).filter(|day| explained.serves().contains(day));
        let before = days.len();
        days.extend(served.map(|day| (day, month.revenue / 30.0)));
        prop_assert_eq!(days.len() - before, month.days as usize);
    }
    prop_assert_eq!(days.len(), explained.serves().len(), "the months are all of the days");
    Ok(days)
}

/// A stage's lines, checked against the entries below them; gives the stage's entries by day.
fn entries_by_day(draft: &Draft, place: usize, lines: &[&Step], below: &Days) -> Result<Days, TestCaseError> {
    let oracle = Oracle::new(draft);
    let lag = i32::from(draft.steps[place].lag);
    let direct = draft.steps.get(place + 1).map_or(0.0, |step| step.direct);
    let mut days = Days::new();
    let mut next = below.keys().next().map(|day| day - lag);
    for line in lines {
        prop_assert_eq!(Some(line.days.start), next, "the dates tile");
        next = Some(line.days.end);
        prop_assert!(!line.days.is_empty(), "no line is about nothing");
        prop_assert_eq!(line.direct, direct);
        let yields = line.yields.expect("a stage has a yield");
        let of: Vec<f64> = line.days.clone().filter_map(|day| below.get(&(day + lag)).copied()).collect();
        prop_assert_eq!(of.len(), line.days.len(), "the days are the lag before those below");
        prop_assert!(agree(line.of, of.iter().sum()), "{:?} is of {:e}", line, of.iter().sum::<f64>());
        prop_assert!(agree(line.amount, line.of * (1.0 - direct) / yields), "{:?}", line);
        for (day, of) in line.days.clone().zip(of) {
            prop_assert_eq!(oracle.yields(place, day), yields, "day {} of {:?}", day, line);
            days.insert(day, of * (1.0 - direct) / yields);
        }
    }
    prop_assert_eq!(days.len(), below.len(), "no day is lost");
    let split_for_a_reason = lines.windows(2).all(|pair| pair[0].yields != pair[1].yields);
    prop_assert!(split_for_a_reason, "{:?}", lines);
    Ok(days)
}

/// The revenue of a month beyond the horizon or within it, from where it is said to come from.
fn from_origin(draft: &Draft, origin: Origin) -> f64 {
    match origin {
        Origin::Nothing => 0.0,
        Origin::Weight { weight, of } => draft.amount / of * weight,
        Origin::Earlier { month, growth } => target(draft, month + 1)[month] * growth,
        Origin::Mean { growth } => draft.amount / draft.months as f64 * growth,
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn each_line_and_all_together_give_the_goal(draft in drafts(), place in 0..13_usize, days in ranges()) {
        let place = place % (draft.steps.len() + 1);
        let scenario = draft.build();
        let goals = compute(&scenario);
        let explained = explain(&scenario, &goals, place, days.clone());
        let oracle = Oracle::new(&draft);
        prop_assert!(agree(explained.goal, oracle.entries(place, days)));
        prop_assert!(agree(explained.goal, explained.this_plan.amount + explained.beyond.amount));
        prop_assert_eq!(explained.this_plan.serves.end, explained.beyond.serves.start);
        if explained.days.is_empty() {
            prop_assert!(explained.steps.is_empty() && explained.months.is_empty());
            return Ok(());
        }
        let mut by_day = revenue_by_day(&draft, &explained)?;
        for month in &explained.months {
            prop_assert!(agree(month.revenue, from_origin(&draft, month.origin)), "{:?}", month);
        }
        let revenue = &explained.steps[0];
        prop_assert_eq!((revenue.stage, revenue.yields, revenue.direct), (None, None, 0.0));
        prop_assert_eq!(revenue.of, revenue.amount);
        prop_assert!(agree(revenue.amount, by_day.values().sum()));
        for at in (place..draft.steps.len()).rev() {
            let stage = Some(id(&scenario, at));
            let lines: Vec<&Step> = explained.steps.iter().filter(|step| step.stage == stage).collect();
            by_day = entries_by_day(&draft, at, &lines, &by_day)?;
        }
        prop_assert!(agree(explained.goal, by_day.values().sum()));
        prop_assert_eq!(by_day.keys().next(), Some(&explained.days.start));
        prop_assert_eq!(by_day.len(), explained.days.len());
        let bottom_up = explained.steps.windows(2).all(|pair| {
            let place = |step: &Step| step.stage.map_or(draft.steps.len(), |id| scenario.funnel().find(id).unwrap().0);
            place(&pair[1]) <= place(&pair[0]) && place(&pair[1]) + 1 >= place(&pair[0])
        });
        prop_assert!(bottom_up, "{:?}", explained.steps);
    }

    #[test]
    fn every_cell_of_the_grid_is_explained_as_it_stands(draft in drafts(), place in 0..13_usize, column in 0..400_usize) {
        let place = place % (draft.steps.len() + 1);
        let scenario = draft.build();
        let goals = compute(&scenario);
        let grid = goals.grid();
        let bearing = grid.bearing(place);
        let column = column % grid.columns();
        let explain = |cell: Cell| explain(&scenario, &goals, place, cell.days(&scenario, &goals, place));
        let month = Cell::Month(grid.month(column));
        let explained = explain(month);
        prop_assert_eq!(explained.goal, bearing.cell(Content::Goals, column));
        prop_assert!(agree(explained.this_plan.amount, bearing.cell(Content::ThisPlan, column)));
        prop_assert!(agree(explain(Cell::Total).goal, bearing.total()));
        let need = explain(Cell::Need);
        prop_assert!(agree(need.goal, bearing.need()) && need.beyond.amount == 0.0);
        prop_assert_eq!(need.serves(), 0..30 * draft.months as i32);
        if let Some(day_one) = goals.day_one().get(place) {
            prop_assert!(agree(explain(Cell::DayOne).goal, day_one.needed));
            prop_assert_eq!(explain(Cell::DayOne).serves(), day_one.serves.clone());
        }
        for cell in [month, Cell::Total, Cell::Need, Cell::DayOne] {
            prop_assert!(agree(cell.exact(&goals, place), explain(cell).goal));
            let shown = cell.shown(&goals, place);
            prop_assert_eq!(shown.is_some(), bearing.stage().is_some());
        }
        let row = bearing.shown(Content::Goals).collect::<Vec<_>>();
        // Above 2^53 there are no single units left to count.
        if bearing.stage().is_some() && row.iter().sum::<f64>() < 1e12 {
            let shown = month.shown(&goals, place).unwrap();
            prop_assert_eq!(shown.units(), row[column]);
            prop_assert_eq!(shown.upto, row[..=column].iter().sum::<f64>());
            let total = Cell::Total.shown(&goals, place).unwrap();
            prop_assert_eq!(total.units(), bearing.shown_total(Content::Goals));
        }
    }
}
