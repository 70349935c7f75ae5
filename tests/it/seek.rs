//! Goal seek (model.md §7): the figures of the screen's frame, what must hold for any plan and question, and the
//! subcommand.

mod line;

use backcast::goals::compute;
use backcast::goals::seek::{Answer, Found, Idle, Measure, Outcome, Output, Question, Refused};
use backcast::plan::{Edit, Field, Input, Lag, Scenario, Span, Stage, StageEdit, TargetField};
use backcast::text::show;
use proptest::prelude::{ProptestConfig, TestCaseError, prop_assert, prop_assert_eq, prop_assume, proptest};

use crate::scenarios::{acme, drafts, even, id, money, month, rate};

/// The accuracy that the model promises.
const PRECISE: f64 = 1e-9;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn agree(one: f64, other: f64) -> bool {
    (one - other).abs() <= PRECISE * one.abs().max(other.abs())
}

fn yield_of(scenario: &Scenario, place: usize) -> Input {
    Input::Stage(id(scenario, place), Field::Yield)
}

const AMOUNT: Input = Input::Target(TargetField::Amount);

fn now(scenario: &Scenario, output: Output) -> f64 {
    output.now(scenario, &compute(scenario)).expect("the plan has the output")
}

fn answers(scenario: &Scenario, output: Output, wanted: f64) -> Vec<Answer> {
    Question::new(scenario, &compute(scenario), output, wanted).expect("it can be asked").answers()
}

fn answer(scenario: &Scenario, output: Output, wanted: f64, input: Input) -> Answer {
    let goals = compute(scenario);
    let question = Question::new(scenario, &goals, output, wanted).expect("it can be asked");
    question.answer(input).expect("the input is among those that can be asked")
}

fn found(scenario: &Scenario, output: Output, wanted: f64, input: Input) -> Found {
    answer(scenario, output, wanted, input).found.expect("the input is not locked")
}

/// The plan after an answer was applied.
fn applied(scenario: &Scenario, output: Output, wanted: f64, answer: &Answer) -> Scenario {
    let goals = compute(scenario);
    let question = Question::new(scenario, &goals, output, wanted).expect("it can be asked");
    scenario.with_all(&question.edits(answer)).expect("what is found is allowed")
}

#[test]
fn the_frame_has_its_figures() {
    let acme = acme().build();
    let need = Output::Stage(id(&acme, 0), Measure::Need);
    let answers = answers(&acme, need, 900_000.0);
    assert!(agree(now(&acme, need), 1_600_000.0));
    let shown: Vec<_> = answers[..4]
        .iter()
        .map(|answer| show::rate_short(answer.found.expect("nothing is locked").value))
        .collect();
    assert_eq!(shown, ["3.56%", "44.4%", "71.1%", "88.9%"]);
    for answer in &answers[..4] {
        let found = answer.found.expect("nothing is locked");
        assert_eq!((found.outcome, found.reached, found.missed_by), (Outcome::Exact, 900_000.0, 0.0));
    }
    let close = answers[4].found.expect("nothing is locked");
    assert_eq!((close.outcome, close.value), (Outcome::OutOfReach, 1.0));
    assert!(agree(close.reached, 960_000.0) && agree(close.missed_by, 60_000.0), "{close:?}");
    let value = found(&acme, need, 900_000.0, yield_of(&acme, 5)).value;
    assert!(agree(value, 25_000.0 * 16.0 / 9.0), "{value}");
    assert_eq!(found(&acme, need, 900_000.0, AMOUNT).value, 13.5e6);
    for answer in answers.iter().filter(|answer| matches!(answer.input, Input::Stage(_, Field::Lag))) {
        let found = answer.found.expect("nothing is locked");
        assert_eq!((found.outcome, found.value), (Outcome::NoEffect(Idle::Timing), answer.from));
        assert!(agree(found.reached, 1_600_000.0) && agree(found.missed_by, 700_000.0));
    }
}

#[test]
fn what_is_there_already_asks_for_no_change() {
    let acme = acme().build();
    let need = Output::Stage(id(&acme, 0), Measure::Need);
    // The need is 1,600,000 but for the last bits.
    for answer in answers(&acme, need, 1.6e6) {
        let found = answer.found.expect("nothing is locked");
        assert!(agree(found.value, answer.from) && found.is_reached(), "{answer:?}");
        assert_eq!((found.reached, found.missed_by), (1.6e6, 0.0));
    }
}

#[test]
fn inputs_stand_in_the_order_of_the_plan() {
    let plan = even(1e6, &[("Leads", 0.1, 5), ("Meetings", 0.2, 6), ("Deals", 1e4, 7)]).build();
    let goals = compute(&plan);
    let stage = |place, field| Input::Stage(id(&plan, place), field);
    let yields = [0, 1, 2].map(|place| stage(place, Field::Yield));
    let lags = [0, 1, 2].map(|place| stage(place, Field::Lag));
    let direct = [1, 2].map(|place| stage(place, Field::Direct));
    let inputs = |output| Question::new(&plan, &goals, output, 2e6).unwrap().inputs();
    let peak = Output::Stage(id(&plan, 1), Measure::Peak);
    assert_eq!(inputs(peak), [&yields[..], &[AMOUNT], &lags, &direct].concat());
    assert_eq!(inputs(Output::Revenue), [&yields[..], &lags, &direct].concat());
    let froms: Vec<f64> = answers(&plan, peak, 1.0).iter().map(|answer| answer.from).collect();
    assert_eq!(froms, [0.1, 0.2, 1e4, 1e6, 5.0, 6.0, 7.0, 0.0, 0.0]);
}

#[test]
fn more_revenue_from_the_same_visitors_takes_a_better_rate() {
    let acme = acme().build();
    let wanted = 30e6;
    for input in [yield_of(&acme, 0), yield_of(&acme, 4), yield_of(&acme, 5)] {
        let answer = answer(&acme, Output::Revenue, wanted, input);
        let value = answer.found.expect("nothing is locked").value;
        assert!(agree(value, answer.from * 1.25), "{answer:?}");
        let after = applied(&acme, Output::Revenue, wanted, &answer);
        assert_eq!(after.target().amount, money(wanted));
        let visitors = Output::Stage(id(&acme, 0), Measure::Need);
        assert!(agree(now(&after, visitors), 1_600_000.0));
    }
    let close = found(&acme, Output::Revenue, 48e6, yield_of(&acme, 4));
    assert_eq!((close.value, close.outcome), (1.0, Outcome::OutOfReach));
    assert!(agree(close.reached, 40e6) && agree(close.missed_by, -8e6), "{close:?}");
}

#[test]
fn with_changes_only_the_rate_before_the_first_is_turned() {
    let mut draft = even(12e6, &[("Leads", 0.5, 0), ("Deals", 1000.0, 0)]);
    draft.steps[0].changes.insert(6, 0.25);
    let plan = draft.build();
    // 1,000 deals a month: 2,000 leads in each of six months, then 4,000.
    let total = Output::Stage(id(&plan, 0), Measure::Total);
    let peak = Output::Stage(id(&plan, 0), Measure::Peak);
    let rate = yield_of(&plan, 0);
    assert!(agree(found(&plan, total, 39e3, rate).value, 0.4));
    let beyond = found(&plan, total, 29e3, rate);
    assert_eq!((beyond.value, beyond.outcome), (1.0, Outcome::OutOfReach));
    assert!(agree(beyond.reached, 30e3) && agree(beyond.missed_by, 1e3));
    // The peak moves to the first months once their goal passes the 4,000 of the later ones.
    assert!(agree(found(&plan, peak, 5e3, rate).value, 0.2));
    let below = found(&plan, peak, 3e3, rate);
    assert_eq!((below.value, below.outcome), (1.0, Outcome::OutOfReach));
    assert!(agree(below.reached, 4e3) && agree(below.missed_by, 1e3), "{below:?}");
    let july = Output::Stage(id(&plan, 0), Measure::Month(month("2027-07")));
    assert_eq!(found(&plan, july, 3e3, rate).outcome, Outcome::NoEffect(Idle::Overruled));
}

#[test]
fn a_lag_is_sought_in_whole_days_and_ties_stay_near_todays() {
    let mut draft = even(360.0, &[("Leads", 1.0, 45), ("Deals", 1.0, 0)]);
    draft.after = crate::scenarios::After::Stop;
    let plan = draft.build();
    let lag = Input::Stage(id(&plan, 0), Field::Lag);
    let leads = |measure| Output::Stage(id(&plan, 0), measure);
    // A lead a day from 1 Jan 2027 less the lag on, for 360 days.
    let december = leads(Measure::Month(month("2026-12")));
    let straddled = found(&plan, december, 9.5, lag);
    assert_eq!((straddled.value, straddled.reached, straddled.missed_by), (10.0, 10.0, 0.5));
    assert_eq!(straddled.outcome, Outcome::NearestDay);
    assert!(straddled.is_reached());
    let none = found(&plan, december, 31.0, lag);
    assert_eq!((none.value, none.reached, none.outcome), (45.0, 30.0, Outcome::OutOfReach));
    // Any lag from 390 days on leaves December 2026 empty: the nearest to today's 45 is none at all.
    let empty = found(&plan, december, 0.0, lag);
    assert_eq!((empty.value, empty.outcome), (0.0, Outcome::Exact));
    let inside = found(&plan, leads(Measure::DayOne), 60.0, lag);
    assert_eq!((inside.value, inside.outcome), (60.0, Outcome::Exact));
    assert_eq!(found(&plan, leads(Measure::Peak), 31.0, lag).outcome, Outcome::NoEffect(Idle::Timing));
    let deals = Output::Stage(id(&plan, 1), Measure::Need);
    assert_eq!(found(&plan, deals, 31.0, lag).outcome, Outcome::NoEffect(Idle::Above));
    let below = Output::Stage(id(&plan, 1), Measure::DayOne);
    assert_eq!(found(&plan, below, 31.0, AMOUNT).outcome, Outcome::NoEffect(Idle::Nothing));
}

#[test]
fn nothing_at_all_is_out_of_reach_of_everything_that_multiplies() {
    let acme = acme().build();
    let need = Output::Stage(id(&acme, 0), Measure::Need);
    for answer in answers(&acme, need, 0.0) {
        let found = answer.found.expect("nothing is locked");
        let is_lag = matches!(answer.input, Input::Stage(_, Field::Lag));
        assert_eq!(matches!(found.outcome, Outcome::NoEffect(_)), is_lag, "{answer:?}");
        assert!(is_lag || found.outcome == Outcome::OutOfReach, "{answer:?}");
        assert!(found.reached > 0.0 && found.missed_by == found.reached, "{answer:?}");
    }
}

#[test]
fn a_locked_input_has_no_answer_and_a_range_is_told() {
    let acme = acme().build();
    let close = id(&acme, 4);
    let acme = acme
        .with_all(&[
            Edit::Lock(AMOUNT, true),
            Edit::Lock(Input::Stage(close, Field::Lag), true),
            Edit::Stage(close, StageEdit::RateRange(Some(Span::new(rate(0.5), rate(0.65))))),
        ])
        .unwrap();
    let need = Output::Stage(id(&acme, 0), Measure::Need);
    for answer in answers(&acme, need, 1.5e6) {
        assert_eq!(answer.found.is_none(), acme.is_locked(answer.input), "{answer:?}");
        let ranged = answer.input == yield_of(&acme, 4);
        assert_eq!(answer.found.and_then(|found| found.in_range), ranged.then_some(true));
        assert_eq!(applied(&acme, need, 1.5e6, &answer) == acme, answer.found.is_none_or(no_effect));
    }
    assert_eq!(found(&acme, need, 1e6, yield_of(&acme, 4)).in_range, Some(false));
    let refused = Question::new(&acme, &compute(&acme), Output::Revenue, 30e6).err();
    assert_eq!(refused, Some(Refused::Locked(AMOUNT)));
}

fn no_effect(found: Found) -> bool {
    matches!(found.outcome, Outcome::NoEffect(_))
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let acme = acme().build();
    let goals = compute(&acme);
    let refused = |output, wanted| Question::new(&acme, &goals, output, wanted).err();
    let top = |measure| Output::Stage(id(&acme, 0), measure);
    for wanted in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(refused(top(Measure::Need), wanted), Some(Refused::OutOfBounds(_))), "{wanted}");
    }
    assert!(matches!(refused(Output::Revenue, 0.0), Some(Refused::OutOfBounds(_))));
    let (first, last) = (month("2026-08"), month("2027-12"));
    for found in [month("2026-07"), month("2028-01")] {
        let outside = Refused::NoSuchColumn { found, first, last };
        assert_eq!(refused(top(Measure::Month(found)), 1.0), Some(outside));
    }
    assert_eq!(refused(top(Measure::Month(first)), 1.0), None);
    let gone = acme.with(&Edit::RemoveStage(id(&acme, 1))).unwrap();
    let output = Output::Stage(id(&acme, 1), Measure::Need);
    assert_eq!(Question::new(&gone, &compute(&gone), output, 1.0).err(), Some(Refused::NoSuchStage));
    let question = Question::new(&acme, &goals, top(Measure::Need), 1.0).unwrap();
    assert_eq!(question.answer(Input::Stage(id(&acme, 0), Field::Direct)), None);
    assert_eq!(question.answer(Input::Target(TargetField::Months)), None);
}

/// Numbers from 0 to 1 that choose a question about a plan.
type Choice = (f64, f64, f64, f64);

fn pick<T: Copy>(from: &[T], at: f64) -> T {
    from[((at * from.len() as f64) as usize).min(from.len() - 1)]
}

fn output(scenario: &Scenario, (stage, measure, ..): Choice) -> Output {
    let grid = compute(scenario);
    let grid = grid.grid();
    let month = grid.month((stage * 1000.0) as usize % grid.columns());
    let measures = [Measure::Month(month), Measure::Peak, Measure::Total, Measure::Need, Measure::DayOne];
    let stages = scenario.funnel().stages();
    let at = (measure * 6.0) as usize;
    measures.get(at).map_or(Output::Revenue, |measure| {
        Output::Stage(pick(&stages.iter().map(Stage::id).collect::<Vec<_>>(), stage), *measure)
    })
}

fn input(scenario: &Scenario, output: Output, choice: Choice) -> Input {
    let goals = compute(scenario);
    let wanted = now(scenario, output).clamp(0.01, 1e15);
    let question = Question::new(scenario, &goals, output, wanted).expect("it can be asked");
    pick(&question.inputs(), choice.2)
}

/// The bounds of an input (model.md §8).
fn bounds(scenario: &Scenario, input: Input) -> (f64, f64) {
    match input {
        Input::Target(_) => (0.01, 1e15),
        Input::Stage(_, Field::Lag) => (0.0, 720.0),
        Input::Stage(_, Field::Direct) => (0.0, 0.99),
        Input::Stage(id, _) if scenario.funnel().stages().last().map(Stage::id) == Some(id) => (0.01, 1e15),
        Input::Stage(..) => (1e-6, 1.0),
    }
}

/// An allowed value of an input: anything between its bounds, small ones as likely as large ones.
fn value(scenario: &Scenario, input: Input, at: f64) -> f64 {
    match (input, bounds(scenario, input)) {
        (Input::Stage(_, Field::Lag), (_, high)) => (at * high).round(),
        (_, (0.0, high)) => at * high,
        (_, (low, high)) => (low * (high / low).powf(at)).clamp(low, high),
    }
}

fn set(scenario: &Scenario, input: Input, value: f64) -> Scenario {
    let edit = scenario.setting(input, value).expect("the value is allowed").expect("the input is a number");
    scenario.with(&edit).expect("nothing is locked")
}

/// What an output is with another value of an input; for revenue, what the top stage's present need brings.
fn with(scenario: &Scenario, output: Output, input: Input, value: f64) -> f64 {
    let after = set(scenario, input, value);
    match output {
        // A lag that moves the runway moves the first month of the grid: what is not shown is 0.
        Output::Stage(_, Measure::Month(_)) => output.now(&after, &compute(&after)).unwrap_or(0.0),
        Output::Stage(..) => now(&after, output),
        Output::Revenue => {
            let need = |plan: &Scenario| compute(plan).grid().top().need();
            scenario.target().amount.get() * need(scenario) / need(&after)
        }
    }
}

fn law_of_nearness(
    scenario: &Scenario,
    output: Output,
    wanted: f64,
    input: Input,
    others: &[f64],
) -> Result<(), TestCaseError> {
    let answer = answer(scenario, output, wanted, input);
    let found = answer.found.expect("drafts have no locks");
    let reached = with(scenario, output, input, found.value);
    let after = applied(scenario, output, wanted, &answer);
    prop_assert_eq!(after.number(input), Some(found.value));
    let (low, high) = bounds(scenario, input);
    let is_bound = matches!(input, Input::Stage(_, Field::Lag)) || found.value == low || found.value == high;
    prop_assert!(is_bound || found.outcome != Outcome::OutOfReach, "{:?} is not at a bound", found);
    prop_assert!(agree(reached, found.reached), "{:?} gives {:e}", found, reached);
    prop_assert_eq!(found.missed_by, found.reached - wanted);
    let noise = PRECISE * wanted.max(reached);
    for other in others {
        let tried = with(scenario, output, input, *other);
        let nearer = (tried - wanted).abs() < found.missed_by.abs() - noise;
        prop_assert!(!nearer, "{} gives {:e}, nearer to {:e} than {:?}", other, tried, wanted, found);
        match found.outcome {
            Outcome::NoEffect(_) => prop_assert!(agree(tried, reached), "{} gives {:e}", other, tried),
            Outcome::OutOfReach if found.missed_by > 0.0 => prop_assert!(tried > wanted - noise),
            Outcome::OutOfReach => prop_assert!(tried < wanted + noise),
            Outcome::Exact => prop_assert_eq!(found.missed_by, 0.0),
            Outcome::NearestDay => prop_assert!(matches!(input, Input::Stage(_, Field::Lag))),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn what_one_value_gives_is_found_again(
        draft in drafts(),
        choice in (0.0..1.0, 0.0..1.0, 0.0..1.0, 0.0..=1.0),
    ) {
        let scenario = draft.build();
        let output = output(&scenario, choice);
        let input = input(&scenario, output, choice);
        let wanted = with(&scenario, output, input, value(&scenario, input, choice.3));
        prop_assume!(wanted < 1e15 && (output != Output::Revenue || wanted >= 0.01));
        let answer = answer(&scenario, output, wanted, input);
        let found = answer.found.expect("drafts have no locks");
        prop_assert!(agree(found.reached, wanted), "{:e} wanted: {:?}", wanted, answer);
        let after = applied(&scenario, output, wanted, &answer);
        match output {
            Output::Revenue => {
                let top = Output::Stage(id(&scenario, 0), Measure::Need);
                prop_assert!(agree(now(&after, top), now(&scenario, top)), "{:?}", answer);
                let applies = !no_effect(found);
                prop_assert!(!applies || after.target().amount == money(wanted));
            }
            Output::Stage(..) => prop_assert!(agree(with(&after, output, input, found.value), wanted), "{:?}", answer),
        }
    }

    #[test]
    fn no_other_value_comes_nearer(
        draft in drafts(),
        choice in (0.0..1.0, 0.0..1.0, 0.0..1.0, 0.0..=1.0),
        factor in -6.0..6.0_f64,
        others in proptest::collection::vec(0.0..=1.0, 12),
    ) {
        let scenario = draft.build();
        let output = output(&scenario, choice);
        let input = input(&scenario, output, choice);
        let wanted = now(&scenario, output) * 10_f64.powf(factor);
        prop_assume!(wanted < 1e15 && (output != Output::Revenue || wanted >= 0.01));
        let ends = [0.0, 1.0].into_iter().chain(others);
        let others: Vec<f64> = ends.map(|at| value(&scenario, input, at)).collect();
        law_of_nearness(&scenario, output, wanted, input, &others)?;
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn a_lag_is_the_best_of_all_days(
        draft in drafts(),
        choice in (0.0..1.0, 0.0..1.0, 0.0..1.0, 0.0..=1.0),
        factor in 0.2..3.0_f64,
    ) {
        let scenario = draft.build();
        let output = output(&scenario, choice);
        let stages = scenario.funnel().stages();
        let place = (choice.2 * stages.len() as f64) as usize;
        let input = Input::Stage(stages[place].id(), Field::Lag);
        let wanted = (now(&scenario, output) * factor).clamp(0.01, 1e15);
        let days: Vec<f64> = (0..=Lag::MAX.days()).map(f64::from).collect();
        law_of_nearness(&scenario, output, wanted, input, &days)?;
    }
}
