//! The sentence that says what a change did (screens.md §14): its examples, and each clause checked against both
//! plans for random pairs of them.

use backcast::goals::compare::{Difference, Timing, When};
use backcast::goals::{Change, Goals, ahead, compare, compute};
use backcast::plan::{Beyond, Day, Edit, Field, Input, Month, MonthlyGrowth, Phasing};
use backcast::plan::{Scenario, StageEdit, TargetField};
use backcast::text::clean::width;
use backcast::text::sentence::{effect, what_changed};
use backcast::text::show;
use proptest::collection::vec;
use proptest::prelude::{
    BoxedStrategy, Just, ProptestConfig, Strategy, TestCaseError, prop_assert, prop_assert_eq, prop_oneof,
    proptest,
};

use crate::oracle::Oracle;
use crate::scenarios::{
    After, Draft, Split, Step, acme, drafts, id, lag, lags, money, month, name, rate, rates, share,
};

/// The frames' today.
fn today() -> Day {
    Day::of_date(month("2026-11"), 21)
}

/// Acme's plan at another rate of proposals.
fn acme_at(proposals: f64) -> Scenario {
    let mut draft = acme();
    draft.steps[4].yields = proposals;
    draft.build()
}

/// The sentence about a step from the baseline.
fn said(before: &Scenario, after: &Scenario, columns: usize) -> String {
    said_from(before, before, after, columns)
}

fn said_from(baseline: &Scenario, before: &Scenario, after: &Scenario, columns: usize) -> String {
    let goals = [baseline, before, after].map(compute);
    what_changed((before, &goals[1]), (after, &goals[2]), (baseline, &goals[0]), today(), columns)
}

fn with(scenario: &Scenario, edits: &[Edit]) -> Scenario {
    scenario.with_all(edits).expect("the edits are allowed")
}

fn stage(scenario: &Scenario, place: usize, edit: StageEdit) -> Edit {
    Edit::Stage(id(scenario, place), edit)
}

#[test]
fn the_examples_of_the_design_come_out() {
    let plan = acme().build();
    let growth = Phasing::Growth(MonthlyGrowth::new(0.03).unwrap());
    let examples = [
        (
            acme_at(0.55),
            stage(&plan, 4, StageEdit::Rate(rate(0.6))),
            "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors for this plan; \
             first month affected Aug 2026 (past); 102,222 of the site visitors from today on",
        ),
        (
            plan.clone(),
            stage(&plan, 1, StageEdit::Lag(lag(35))),
            "Contacts→Qualified lag 45 → 35 d: same numbers for this plan, site visitors and contacts 10 days \
             later; first work 14 Aug 2026, was 4 Aug 2026",
        ),
        (
            plan.clone(),
            Edit::Amount(money(25e6)),
            "Amount $24.0M → $25.0M: 40 more deals and 66,667 more site visitors for this plan; first month \
             affected Aug 2026 (past)",
        ),
        (
            plan.clone(),
            Edit::Phasing(growth),
            "Phasing even → growth 3 %/mo: same numbers for this plan, peak site visitors 133,334 → 180,386 in \
             Dec 2027; first month affected Aug 2026 (past)",
        ),
        (
            plan.clone(),
            Edit::Beyond(Beyond::Stop),
            "Beyond continue → stop: same numbers for this plan, 653,334 fewer site visitors in the Total; \
             first month affected Aug 2027",
        ),
    ];
    for (before, edit, expected) in examples {
        assert_eq!(said(&before, &with(&before, &[edit]), usize::MAX), expected);
    }
}

#[test]
fn shorter_examples_and_frames_come_out_in_their_columns() {
    let (was, is) = (acme_at(0.55), acme_at(0.6));
    let short = "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors";
    assert_eq!(said(&was, &is, 78), short, "Plan at 80 columns");
    let middle = "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors for this plan; \
                  from Aug 2026 (past)";
    assert_eq!(said(&was, &is, 118), middle, "Plan at 120 columns");
    let long = "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors for this plan; \
                first month affected Aug 2026 (past)";
    assert_eq!(said(&was, &is, 158), long, "Plan at 160 columns");
    let compared = "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer visitors for this plan; \
                    from Aug 2026 (past)";
    assert_eq!(said(&was, &is, 109), compared, "Compare at 120 columns");

    let finer = with(&is, &[stage(&is, 4, StageEdit::Rate(rate(0.600_01)))]);
    let under = "Proposals→Deals 60.000 → 60.001 %: under 1 fewer in Proposals and 26 fewer site visitors for \
                 this plan";
    assert_eq!(said(&is, &finer, width(under)), under);

    let second = with(&is, &[stage(&is, 3, StageEdit::Rate(rate(0.52)))]);
    let both = "Meetings→Proposals 50 → 52 %: 123 fewer meetings and 61,538 fewer site visitors · 2 inputs from \
                baseline: 206,993 fewer site visitors";
    assert_eq!(said_from(&was, &is, &second, width(both)), both);
    let alone = "Meetings→Proposals 50 → 52 %: 123 fewer meetings and 61,538 fewer site visitors";
    assert_eq!(said_from(&was, &is, &second, width(alone)), alone);
}

#[test]
fn several_inputs_say_what_holds_for_all() {
    let was = acme_at(0.55);
    let faster = with(
        &was,
        &[
            stage(&was, 1, StageEdit::Rate(rate(0.28))),
            stage(&was, 1, StageEdit::Lag(lag(25))),
            stage(&was, 2, StageEdit::Lag(lag(7))),
        ],
    );
    let expected =
        "3 inputs: 3,741 fewer contacts and 187,013 fewer visitors for this plan; first work 1 Sep 2026";
    assert_eq!(said(&was, &faster, 98), expected);
    let stretch = with(
        &was,
        &[
            Edit::Amount(money(30e6)),
            Edit::Phasing(Phasing::Growth(MonthlyGrowth::new(0.02).unwrap())),
            stage(&was, 4, StageEdit::Rate(rate(0.6))),
            stage(&was, 5, StageEdit::Value(money(27_000.0))),
        ],
    );
    let expected =
        "4 inputs: 152 more deals and 106,397 more visitors, peak visitors 145,455 → 189,173 in Dec 2027";
    assert_eq!(said(&was, &stretch, 103), expected);
    let two = with(&was, &[Edit::Amount(money(30e6)), stage(&was, 0, StageEdit::Rate(rate(0.021)))]);
    assert!(said(&was, &two, usize::MAX).ends_with("first month affected Aug 2026 (past)"));
}

#[test]
fn a_month_is_past_or_begun_or_neither() {
    let (was, is) = (acme_at(0.55), acme_at(0.6));
    let goals = [&was, &is].map(compute);
    for (date, day, mark, ahead) in [
        ("2026-07", 30, "Aug 2026", false),
        ("2026-08", 1, "Aug 2026", false),
        ("2026-08", 2, "Aug 2026 (begun)", false),
        ("2026-08", 5, "Aug 2026 (begun)", true),
        ("2026-08", 30, "Aug 2026 (begun)", true),
        ("2026-09", 1, "Aug 2026 (past)", true),
    ] {
        let today = Day { month: month(date), day };
        let said = what_changed((&was, &goals[0]), (&is, &goals[1]), (&was, &goals[0]), today, usize::MAX);
        assert!(said.contains(&format!("first month affected {mark}")), "{said}");
        assert_eq!(said.contains("from today on"), ahead, "{date} {day}: {said}");
    }
    let late = Day { month: month("2027-09"), day: 1 };
    let said = what_changed((&was, &goals[0]), (&is, &goals[1]), (&was, &goals[0]), late, usize::MAX);
    assert!(said.ends_with("; none of the site visitors from today on"), "{said}");
    assert_eq!(
        effect((&was, &goals[0]), (&is, &goals[1]), late, 120),
        "146 fewer proposals and 145,455 fewer site visitors for this plan; first month affected Aug 2026 (past)"
    );
}

#[test]
fn what_is_no_number_changes_nothing_and_a_currency_is_not_converted() {
    let plan = acme().build();
    assert_eq!(said(&plan, &plan, 80), "No change from the baseline");
    let renamed = with(&plan, &[Edit::Name("Other".to_owned())]);
    assert_eq!(said(&plan, &renamed, 80), "No number changes");
    let euros = backcast::plan::Currency::new("EUR").unwrap();
    let euros = with(&plan, &[Edit::Currency(euros), Edit::Amount(money(25e6))]);
    let sentence = said(&plan, &euros, 80);
    assert!(sentence.ends_with("amounts are not converted") && !sentence.contains("month"), "{sentence}");
    let opening = stage(&plan, 4, StageEdit::Opening(Some(backcast::plan::Count::new(120.0).unwrap())));
    let opened = with(&plan, &[opening]);
    assert_eq!(
        said(&plan, &opened, 80),
        "Proposals inside on day one none → 120: $200k of Feb's revenue at risk"
    );
    let demos = with(&plan, &[Edit::AddStage(3, name("Demos"))]);
    let sentence = said(&plan, &demos, usize::MAX);
    assert_eq!(
        sentence,
        "Demos added: 1,600,000 more site visitors for this plan; first month affected Aug 2026 (past)"
    );
    assert_eq!(
        said(&demos, &with(&plan, &[]), usize::MAX),
        "Demos removed: 1,600,000 fewer site visitors for this plan; first month affected Aug 2026 (past); \
         1,124,444 of the site visitors from today on"
    );
}

/// A change to a draft.
#[derive(Debug, Clone)]
enum Nudge {
    Yield(usize, f64),
    Lag(usize, u16),
    Direct(usize, f64),
    RateFrom(usize, i32, f64),
    Amount(f64),
    Growth(f64),
    Months(usize),
    Start(i32),
    After(After),
    Below,
}

fn nudges() -> BoxedStrategy<Nudge> {
    let afters = prop_oneof![Just(After::Continue), Just(After::Stop), (0.0..1.0).prop_map(After::Grow)];
    prop_oneof![
        4 => (0..12_usize, rates()).prop_map(|(place, rate)| Nudge::Yield(place, rate)),
        3 => (0..12_usize, lags()).prop_map(|(place, lag)| Nudge::Lag(place, lag)),
        1 => (0..12_usize, 0.0..0.9).prop_map(|(place, share)| Nudge::Direct(place, share)),
        1 => (0..12_usize, -20..30_i32, rates()).prop_map(|(place, from, rate)| Nudge::RateFrom(place, from, rate)),
        2 => (0.1..3.0).prop_map(Nudge::Amount),
        1 => (-0.1..0.2).prop_map(Nudge::Growth),
        1 => (1..40_usize).prop_map(Nudge::Months),
        1 => (-20..20_i32).prop_map(Nudge::Start),
        1 => afters.prop_map(Nudge::After),
        1 => Just(Nudge::Below),
    ]
    .boxed()
}

/// The draft after a change; as it was where its months would have no revenue.
fn nudge(before: &Draft, by: &Nudge) -> Draft {
    let mut draft = before.clone();
    let last = draft.steps.len() - 1;
    match *by {
        Nudge::Yield(place, rate) if place % (last + 1) == last => draft.steps[last].yields *= 0.5 + rate,
        Nudge::Yield(place, rate) => draft.steps[place % (last + 1)].yields = rate,
        Nudge::Lag(place, lag) => draft.steps[place % (last + 1)].lag = lag,
        Nudge::Direct(place, share) => draft.steps[1 + place % last].direct = share,
        Nudge::RateFrom(place, from, rate) => _ = draft.steps[place % last].changes.insert(from, rate),
        Nudge::Amount(factor) => draft.amount = (draft.amount * factor).max(0.01),
        Nudge::Growth(growth) => draft.split = Split::Growth(growth),
        Nudge::Months(months) => {
            if let Split::Custom(weights) = &mut draft.split {
                weights.resize(months, 1.0);
            }
            draft.months = months;
        }
        Nudge::Start(by) => draft.start = draft.start.plus(by),
        Nudge::After(after) => draft.after = after,
        Nudge::Below if draft.steps.len() == 12 => {}
        Nudge::Below => {
            let value = std::mem::replace(&mut draft.steps[last].yields, 0.5);
            draft.steps.push(Step::new(&format!("Stage {}", last + 1), value, 10));
        }
    }
    let calendar = (0..draft.months).map(|at| (draft.start.number() as usize - 1 + at) % 12);
    match &draft.split {
        Split::Seasonal(weights) if calendar.map(|month| weights[month]).sum::<f64>() == 0.0 => {
            before.clone()
        }
        _ => draft,
    }
}

/// Two plans that have most in common, with a day to look at them from. Stages are the same by their place.
fn pairs() -> BoxedStrategy<(Draft, Draft, i32)> {
    let steps = prop_oneof![3 => vec(nudges(), 1..=1), 1 => vec(nudges(), 2..5)];
    (drafts(), steps, -700..700_i32)
        .prop_filter("weights", |(draft, ..)| draft.months <= 40)
        .prop_map(|(before, nudges, today)| {
            let after = nudges.iter().fold(before.clone(), |draft, by| nudge(&draft, by));
            (before, after, today)
        })
        .boxed()
}

/// Both plans worked out, by the program and day by day.
struct Pair {
    drafts: [Draft; 2],
    plans: [Scenario; 2],
    goals: [Goals; 2],
    oracles: [Oracle; 2],
    today: Day,
}

impl Pair {
    fn new(before: &Draft, after: &Draft, today: i32) -> Self {
        let drafts = [before.clone(), after.clone()];
        let plans = drafts.each_ref().map(Draft::build);
        let goals = plans.each_ref().map(compute);
        let oracles = drafts.each_ref().map(Oracle::new);
        Self { plans, goals, oracles, today: Day::at(before.start, today), drafts }
    }

    fn before(&self) -> (&Scenario, &Goals) {
        (&self.plans[0], &self.goals[0])
    }

    fn after(&self) -> (&Scenario, &Goals) {
        (&self.plans[1], &self.goals[1])
    }

    fn said(&self, columns: usize) -> String {
        what_changed(self.before(), self.after(), self.before(), self.today, columns)
    }

    /// The shown needs of a stage before and after; 0 where there is none.
    fn needs(&self, place: usize) -> [f64; 2] {
        let of = |at: usize| self.drafts[at].steps.get(place).map(|_| self.goals[at].grid().bearing(place));
        [0, 1].map(|at| of(at).map_or(0.0, backcast::goals::Bearing::shown_need))
    }

    /// The first month in which the day by day goals of a stage differ.
    fn first_month(&self) -> Option<Month> {
        let goal = |at: usize, rows: &[Vec<f64>], place: usize, month: Month| {
            let column = month.since(self.drafts[at].start) + self.oracles[at].runway();
            let row = rows.get(place).filter(|_| place < self.drafts[at].steps.len())?;
            row.get(usize::try_from(column).ok()?).copied()
        };
        let rows = self.oracles.each_ref().map(Oracle::goals);
        let first = |at: usize| self.drafts[at].start.plus(-self.oracles[at].runway());
        let end = |at: usize| self.drafts[at].start.plus(self.drafts[at].months as i32);
        let start = first(0).min(first(1));
        let months = end(0).max(end(1)).since(start);
        (0..months).map(|month| start.plus(month)).find(|month| {
            (0..12).any(|place| {
                let [was, is] = [0, 1].map(|at| goal(at, &rows[at], place, *month).unwrap_or(0.0));
                (was - is).abs() > 1e-9 * was.max(is)
            })
        })
    }

    /// The entries of the top stage for the plan before today and from then on, counted day by day.
    fn around_today(&self, at: usize) -> [f64; 2] {
        let draft = &self.drafts[at];
        let lags: i32 = draft.steps.iter().map(|step| i32::from(step.lag)).sum();
        let (today, end) = (self.today.since(draft.start), 30 * draft.months as i32 - lags);
        let entries = |days| self.oracles[at].entries(0, days);
        [entries(-lags..today.min(end)), entries(today.max(-lags)..end)]
    }
}

/// Whether a difference of whole units is right for two exact numbers, whatever their last digits.
fn is_difference(by: f64, was: f64, is: f64) -> bool {
    let low = |exact: f64| (exact * (1.0 - 1e-9)).ceil();
    let high = |exact: f64| (exact * (1.0 + 1e-9)).ceil();
    (low(is) - high(was)..=high(is) - low(was)).contains(&by)
}

/// A count of the sentence: by how many, and the place of the stage. "Stage 3" is the only kind of name here.
fn count(text: &str) -> (f64, bool, usize) {
    let more = text.contains(" more ");
    let (number, stage) = text.split_once(if more { " more " } else { " fewer " }).expect("a count");
    let number = number.strip_prefix("under ").map_or_else(|| number.replace(',', ""), |_| "0".to_owned());
    let place = stage.rsplit(' ').next().and_then(|place| place.parse().ok()).expect("a stage");
    (number.parse::<f64>().expect("a number") * if more { 1.0 } else { -1.0 }, more, place)
}

fn check_counts(pair: &Pair, text: &str) -> Result<(), TestCaseError> {
    let counts: Vec<_> =
        if text == "same numbers" { Vec::new() } else { text.split(" and ").map(count).collect() };
    for (by, more, place) in &counts {
        let [was, is] = pair.needs(*place);
        prop_assert_eq!(is - was, *by, "{}", text);
        prop_assert_eq!(is > was, *more && *by != 0.0, "{}", text);
    }
    let top = [0, 1].map(|at| pair.goals[at].grid().top().need());
    let differs = (top[0] - top[1]).abs() > 1e-9 * top[0].max(top[1]);
    prop_assert_eq!(
        counts.last().is_some_and(|count| count.2 == 0),
        differs,
        "the top stage is told: {}",
        text
    );
    prop_assert!(counts.len() <= 2 && (counts.len() < 2 || counts[0].2 > 0), "{}", text);
    Ok(())
}

fn check_when(pair: &Pair, text: Option<&str>) -> Result<(), TestCaseError> {
    let [was, is] = pair.goals.each_ref().map(|goals| goals.first_work().expect("every plan has work"));
    let changes = compare(pair.before(), pair.after()).changes;
    let moves = changes.iter().any(|change| {
        matches!(change, Change::Input(Input::Stage(_, Field::Lag) | Input::Target(TargetField::Start)))
    });
    let expected = if moves && was != is {
        Some(format!("first work {}, was {}", show::day_year(is), show::day_year(was)))
    } else {
        pair.first_month().map(|month| {
            let mark = match pair.today.since(month) {
                30.. => " (past)",
                1.. => " (begun)",
                _ => "",
            };
            format!("first month affected {}{mark}", show::month_year(month))
        })
    };
    prop_assert_eq!(text.map(str::to_owned), expected);
    Ok(())
}

fn check_ahead(pair: &Pair, text: Option<&str>) -> Result<(), TestCaseError> {
    let [was, is] = [0, 1].map(|at| pair.around_today(at));
    let [needed, needs] = pair.needs(0);
    let (saved, still) = (needed - needs, was[1] - is[1]);
    // Far from the edges: a saving, some of it past, some whole units.
    let is_told = saved >= 2.0 && was[0] - is[0] > 2.0 && still > 2.0;
    let is_not = needs > needed || was[0] + is[0] == 0.0 || still < -1e-9 * was[1].max(is[1]);
    prop_assert!(text.is_some() || !is_told, "{} saved, {} still", saved, still);
    prop_assert!(text.is_none() || !is_not, "{:?}: {} saved, {} still", text, saved, still);
    let Some(text) = text else { return Ok(()) };
    let number = text.strip_suffix(" of the stage 0 from today on").expect("it is about the top stage");
    match number {
        "none" => prop_assert!(still.abs() <= 1e-9 * was[1].max(is[1]), "{still}"),
        "under 1" => prop_assert!(still > 0.0 && is_difference(0.0, was[1], is[1]), "{still}"),
        number => {
            let number: f64 = number.replace(',', "").parse().expect("a number");
            prop_assert!(is_difference(-number, was[1], is[1]), "{} is not {}", number, still);
            prop_assert!(number < saved);
        }
    }
    Ok(())
}

/// The parts of a sentence with numbers in them.
fn numbers(text: &str) -> Vec<&str> {
    let has_digit = |word: &&str| word.chars().any(|char| char.is_ascii_digit());
    text.split(' ').filter(has_digit).map(|word| word.trim_matches([',', ';', ':', '(', ')'])).collect()
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn each_clause_holds_for_the_two_plans((before, after, today) in pairs()) {
        let pair = Pair::new(&before, &after, today);
        let whole = pair.said(usize::MAX);
        let differs = !compare(pair.before(), pair.after()).changes.is_empty();
        let Some((_, clauses)) = whole.split_once(": ") else {
            prop_assert!(!differs, "{}", whole);
            return Ok(());
        };
        let mut clauses: Vec<&str> = clauses.split("; ").collect();
        let first = clauses.remove(0);
        let (counts, _) = first.split_once(" for this plan").expect("there is room to say so");
        // Above 2^53 there are no single units left to count.
        if pair.goals.iter().all(|goals| goals.grid().top().need() < 1e12) {
            check_counts(&pair, counts)?;
            let ahead = clauses.iter().position(|clause| clause.ends_with(" from today on"));
            check_ahead(&pair, ahead.map(|at| clauses.remove(at)))?;
        } else {
            clauses.retain(|clause| clause.starts_with("first "));
        }
        check_when(&pair, clauses.pop())?;
        prop_assert!(clauses.is_empty(), "{}", whole);
    }

    #[test]
    fn every_form_fits_and_no_number_is_cut((before, after, today) in pairs(), third in nudges(), columns in vec(0..260_usize, 8)) {
        let pair = Pair::new(&before, &after, today);
        let baseline = nudge(&before, &third).build();
        let goals = compute(&baseline);
        let said = |columns| what_changed(pair.before(), pair.after(), (&baseline, &goals), pair.today, columns);
        let whole = said(usize::MAX);
        let shortest = said(0);
        for columns in columns {
            let fitted = said(columns);
            prop_assert!(width(&fitted) <= columns || fitted == shortest, "{}: {}", columns, fitted);
            for number in numbers(&fitted) {
                prop_assert!(numbers(&whole).contains(&number), "{} of {}", number, whole);
            }
            let alone = effect(pair.before(), pair.after(), pair.today, columns);
            let least = effect(pair.before(), pair.after(), pair.today, 0);
            prop_assert!(width(&alone) <= columns || alone == least, "{}: {}", columns, alone);
        }
        prop_assert!(width(&shortest) <= width(&whole));
    }

    #[test]
    fn the_way_back_is_the_mirror_image((before, after, today) in pairs()) {
        let pair = Pair::new(&before, &after, today);
        let there = compare(pair.before(), pair.after());
        let back = compare(pair.after(), pair.before());
        prop_assert_eq!(there.changes.len(), back.changes.len());
        let turned = there.when.map(|when| match when {
            When::FirstWork { was, is } => When::FirstWork { was: is, is: was },
            same @ When::FirstMonth(_) => same,
        });
        prop_assert_eq!(turned, back.when);
        if before.steps.len() != after.steps.len() {
            // A stage that is gone cannot be told of.
            return Ok(());
        }
        let swapped = |text: &str, one: &str, other: &str| text.replace(one, "~").replace(other, one).replace('~', other);
        let counts = |text: String| text.split([';', ',']).next().map(str::to_owned);
        let [forth, mirrored] = [(pair.before(), pair.after()), (pair.after(), pair.before())]
            .map(|(from, to)| counts(effect(from, to, pair.today, usize::MAX)));
        prop_assert_eq!(forth.map(|text| swapped(&text, "fewer", "more")), mirrored);
        let days = |difference: &Difference| match &difference.timing {
            Some(Timing::Days { stages, later }) => Some((stages.clone(), *later)),
            _ => None,
        };
        prop_assert_eq!(days(&there).map(|(stages, later)| (stages, -later)), days(&back));
        let [still, turned] = [[0, 1], [1, 0]].map(|[was, is]| ahead(&pair.goals[was], &pair.goals[is], pair.today));
        prop_assert_eq!(still.map(|still| (-still.by, -still.exact)), turned.map(|still| (still.by, still.exact)));
    }
}

#[test]
fn a_direct_share_is_about_the_stage_above() {
    let plan = acme().build();
    let direct = with(&plan, &[stage(&plan, 3, StageEdit::Direct(share(0.3)))]);
    assert_eq!(
        said(&plan, &direct, usize::MAX),
        "Meetings direct 0 → 30 %: 2,400 fewer qualified leads and 480,000 fewer site visitors for this plan; \
         first month affected Aug 2026 (past); 337,333 of the site visitors from today on"
    );
}
