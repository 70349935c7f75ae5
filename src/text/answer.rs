//! What goal seek asks and finds, in words and figures (screens.md §8.1).
//!
//! The phrases of the screen and of the command line's table; which of them stand where is theirs.

use super::entry::Kind;
use super::input::{kind, label};
use super::name::running;
use super::show;
use crate::goals::grid::ceiling;
use crate::goals::seek::{Answer, Found, Idle, Measure, Outcome, Output, Question, Refused};
use crate::goals::{Content, Goals};
use crate::plan::{Field, Input, Lag, Scenario, StageId};

/// Names an output: "Site visitors, this plan", "Proposals, Mar 2027", "Revenue".
pub fn output(output: Output, scenario: &Scenario) -> String {
    named(output, scenario, "total", "this plan")
}

/// Names an output where there is room to say which months count.
pub fn output_in_full(output: Output, scenario: &Scenario) -> String {
    named(output, scenario, "total of the plan's months", "need of this plan, months before it included")
}

fn named(output: Output, scenario: &Scenario, total: &str, need: &str) -> String {
    let Output::Stage(id, measure) = output else { return super::name::REVENUE.to_owned() };
    let what = match measure {
        Measure::Month(month) => &show::month_year(month),
        Measure::Peak => "peak month",
        Measure::Total => total,
        Measure::Need => need,
        Measure::DayOne => "inside on day one",
    };
    format!("{}, {what}", stage_name(scenario, id))
}

fn stage_name(scenario: &Scenario, id: StageId) -> &str {
    scenario.funnel().find(id).map_or("a stage", |(_, stage)| stage.name())
}

/// What an output is today as the grid shows it: whole buyers; of revenue cents only under 1,000.
///
/// # Errors
/// An output that the plan does not have.
pub fn shown_now(output: Output, scenario: &Scenario, goals: &Goals) -> Result<f64, Refused> {
    let exact = output.now(scenario, goals)?;
    let Output::Stage(id, measure) = output else { return Ok(show::rounded_money(exact)) };
    let grid = goals.grid();
    let in_grid = grid.of(id).and_then(|bearing| match measure {
        Measure::Month(month) => bearing.shown(Content::Goals).nth(grid.column(month)?),
        Measure::Peak => Some(bearing.shown_peak(Content::Goals)),
        Measure::Total => Some(bearing.shown_total(Content::Goals)),
        Measure::Need => Some(bearing.shown_need()),
        Measure::DayOne => None,
    });
    Ok(in_grid.unwrap_or_else(|| ceiling(exact)))
}

/// Writes what an output is today, as the grid shows it: in whole units, or for revenue in full.
pub fn now(question: &Question) -> String {
    in_units(question.output(), question.scenario(), whole(question, question.now()))
}

/// Writes a value of an output: buyers in whole units, revenue in full.
pub fn in_units(output: Output, scenario: &Scenario, value: f64) -> String {
    match output {
        Output::Revenue => show::money_whole(value, scenario.currency()),
        Output::Stage(..) => show::count(value),
    }
}

/// Writes a value of the output: buyers as whole as the wanted number is, revenue in full.
pub fn amount(question: &Question, value: f64) -> String {
    match question.output() {
        Output::Stage(..) if !is_whole(question) => show::exact(value),
        Output::Stage(..) => in_units(question.output(), question.scenario(), whole(question, value)),
        Output::Revenue => in_units(question.output(), question.scenario(), value),
    }
}

/// Whether whole numbers say it all: a whole number is wanted, or what there is today.
fn is_whole(question: &Question) -> bool {
    question.wanted().fract() == 0.0 || question.wanted() == question.now()
}

/// The whole buyers that cover a number of them: of today's what the grid shows, a whole number as it is.
fn whole(question: &Question, buyers: f64) -> f64 {
    if buyers == question.now() {
        shown_now(question.output(), question.scenario(), question.goals()).unwrap_or(buyers)
    } else if buyers.fract() == 0.0 {
        buyers
    } else {
        ceiling(buyers)
    }
}

/// Writes by how much a value misses what is wanted, without a sign; `·` for an exact one.
pub fn missed(question: &Question, found: &Found) -> String {
    let by = match question.output() {
        // What is shown can be checked by subtraction.
        Output::Stage(..) if is_whole(question) => {
            whole(question, found.reached) - whole(question, question.wanted())
        }
        _ => found.missed_by,
    };
    let shown = amount(question, by.abs());
    match found.missed_by {
        0.0 => show::NOTHING.to_owned(),
        _ if shown == amount(question, 0.0) => "under 1".to_owned(),
        _ => shown,
    }
}

/// Writes the value that an input has: "60.0%", "45 d", "$25,000", "$24.0M".
pub fn from(scenario: &Scenario, answer: &Answer) -> String {
    match kind(scenario, answer.input) {
        Some(Kind::Rate | Kind::Share) => show::rate(answer.from),
        Some(Kind::Money) if is_deal_value(answer.input) => {
            show::money_full(answer.from, scenario.currency())
        }
        _ => needed(scenario, answer.input, answer.from),
    }
}

/// Writes a value that was found for an input: "88.9%", "45 d", "$44,444", "$13.5M".
pub fn needed(scenario: &Scenario, input: Input, value: f64) -> String {
    match kind(scenario, input) {
        Some(Kind::Rate | Kind::Share) => show::rate_short(value),
        Some(Kind::Lag) => show::lag(Lag::nearest(value)),
        _ if is_deal_value(input) => show::money_whole(value, scenario.currency()),
        _ => show::money_short(value, scenario.currency()),
    }
}

fn is_deal_value(input: Input) -> bool {
    matches!(input, Input::Stage(_, Field::Yield))
}

/// Writes how far a value that was found lies from today's: "▲38.9pp", "▼43.8%", "▼10 d".
pub fn change(scenario: &Scenario, answer: &Answer, found: &Found) -> String {
    match kind(scenario, answer.input) {
        Some(Kind::Rate | Kind::Share) => show::points(answer.from, found.value),
        Some(Kind::Lag) => show::days_delta((found.value - answer.from) as i64),
        _ => show::percent_delta(answer.from, found.value),
    }
}

/// Says what there is to say besides the figures: why there is no effect, that a day is the nearest one, and where
/// the value stands to the user's own range. May be empty.
pub fn note(question: &Question, found: &Found) -> String {
    if let Outcome::NoEffect(idle) = found.outcome {
        return format!("no effect: {}", idle_as(question, idle));
    }
    let day = (found.outcome == Outcome::NearestDay).then_some("nearest day");
    let range = found.in_range.map(|inside| if inside { "in range" } else { "out of range" });
    day.into_iter().chain(range).collect::<Vec<_>>().join(", ")
}

/// Says why an input changes nothing: "it moves work, in time only".
pub fn idle_as(question: &Question, idle: Idle) -> String {
    match (idle, question.output()) {
        (Idle::Above, Output::Stage(id, _)) => {
            format!("it works above {}", running(stage_name(question.scenario(), id)))
        }
        (Idle::Above | Idle::Nothing, _) => "nothing is needed there".to_owned(),
        (Idle::Timing, _) => "it moves work, in time only".to_owned(),
        (Idle::Overruled, _) => "later rates are in force by then".to_owned(),
    }
}

/// Says why an input cannot do it alone: "Proposals→Deals cannot reach it alone: 100 % gives 960,000, 60,000 too
/// many." `None` where it can, where it has no effect, and for a locked input.
pub fn why_not(question: &Question, answer: &Answer) -> Option<String> {
    let scenario = question.scenario();
    let found = answer.found.as_ref().filter(|found| found.outcome == Outcome::OutOfReach)?;
    let input = label(scenario, answer.input);
    let value = match kind(scenario, answer.input) {
        Some(Kind::Rate | Kind::Share) => show::percent(found.value),
        _ => needed(scenario, answer.input, found.value),
    };
    let too = match (question.output(), found.missed_by > 0.0) {
        (Output::Stage(..), true) => "too many",
        (Output::Stage(..), false) => "too few",
        (Output::Revenue, true) => "too much",
        (Output::Revenue, false) => "too little",
    };
    let (reached, missed) = (amount(question, found.reached), missed(question, found));
    Some(format!("{input} cannot reach it alone: {value} gives {reached}, {missed} {too}."))
}

/// Says what stays as it is while revenue is sought: "with 1,600,000 site visitors, as now"; `None` for others.
pub fn kept(question: &Question) -> Option<String> {
    (question.output() == Output::Revenue).then(|| format!("with {}, as now", top_need(question)))
}

/// The need of the first stage: "1,600,000 site visitors".
fn top_need(question: &Question) -> String {
    let top = question.scenario().funnel().stages().first();
    let need = question.goals().grid().top().shown_need();
    format!("{} {}", show::count(need), running(top.map_or("buyers", |top| top.name())))
}

/// Says what an answer sets, what that gives and of what: "Proposals→Deals 60.0% → 75.0%", "revenue $30,000,000",
/// "with 1,600,000 site visitors".
pub fn applied(question: &Question, answer: &Answer, found: &Found) -> [String; 3] {
    let scenario = question.scenario();
    let (was, is) = (from(scenario, answer), needed(scenario, answer.input, found.value));
    let set = format!("{} {was} → {is}", label(scenario, answer.input));
    let reached = amount(question, found.reached);
    let Output::Stage(id, measure) = question.output() else {
        return [set, format!("revenue {reached}"), format!("with {}", top_need(question))];
    };
    let when = match measure {
        Measure::Month(month) => format!("in {}", show::month_year(month)),
        Measure::Peak => "in the peak month".to_owned(),
        Measure::Total => "in the plan's months".to_owned(),
        Measure::Need => "for this plan".to_owned(),
        Measure::DayOne => "inside on day one".to_owned(),
    };
    [set, format!("{reached} {}", running(stage_name(scenario, id))), when]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::compute;
    use crate::text::sample::plan;
    use crate::text::{edit, seek};

    /// What is said of a question and one input: name, now, want, then the row of the input.
    fn said(edits: &str, question: &str, input: &str) -> String {
        let mut plan = plan();
        if !edits.is_empty() {
            let edits = edit::parse_all(edits, &plan, edit::BareRates::Refuse).unwrap();
            plan = plan.with_all(&edits).unwrap();
        }
        let goals = compute(&plan);
        let question = seek::question(question, &plan, &goals).unwrap();
        let answer = seek::answer(input, &question).unwrap();
        let found = answer.found.unwrap();
        let words = [
            output(question.output(), &plan),
            now(&question),
            amount(&question, question.wanted()),
            from(&plan, &answer),
            needed(&plan, answer.input, found.value),
            change(&plan, &answer, &found),
            amount(&question, found.reached),
            missed(&question, &found),
            note(&question, &found),
        ];
        words
            .into_iter()
            .chain(kept(&question))
            .chain(why_not(&question, &answer))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn answers_are_said_as_in_the_frame() {
        for (question, input, expected) in [
            (
                "visitors.need=900k",
                "meet.rate",
                "Site visitors, this plan | 1,555,556 | 900,000 | 50.0% | 86.4% | ▲36.4pp | 900,000 | · | ",
            ),
            (
                "deals.total=500",
                "deals.rate",
                "Deals, total | 934 | 500 | 90.0% | 100.0% | ▲10.0pp | 840 | 340 |  | \
                 Deals→Deals =… cannot reach it alone: 100 % gives 840, 340 too many.",
            ),
            (
                "prop@2027-03=100",
                "lost.value",
                "Proposals, Mar 2027 | 130 | 100 | $25,000 | $32,407 | ▲29.6% | 100 | · | ",
            ),
            (
                "prop.day-one=99.5",
                "prop.lag",
                "Proposals, inside on day one | 130 | 99.50 | 30 d | 23 d | ▼7 d | 99.38 | 0.12 | nearest day",
            ),
            (
                "prop.peak=1m",
                "target",
                "Proposals, peak month | 130 | 1,000,000 | $21.0M | $162B | ▲>9,999% | 1,000,000 | · | ",
            ),
            (
                "revenue=42m",
                "prop.rate",
                "Revenue | $21,000,000 | $42,000,000 | 60.0% | 100.0% | ▲40.0pp | $35,000,000 | $7,000,000 |  | \
                 with 1,555,556 site visitors, as now | Proposals→Deals cannot reach it alone: 100 % gives \
                 $35,000,000, $7,000,000 too little.",
            ),
        ] {
            assert_eq!(said("", question, input), expected, "{question} by {input}");
        }
    }

    #[test]
    fn what_has_no_effect_is_said_with_its_reason() {
        for (edits, question, input, reason) in [
            ("", "visitors.need=1", "meet.lag", "it moves work, in time only"),
            ("", "deals.need=1", "prop.rate", "it works above deals"),
            ("", "lost.day-one=1", "target", "nothing is needed there"),
            (
                "visitors.rate@2026-01=3%",
                "visitors.need=1",
                "visitors.rate",
                "later rates are in force by then",
            ),
        ] {
            let said = said(edits, question, input);
            assert!(said.ends_with(&format!("| no effect: {reason}")), "{said}");
        }
    }

    #[test]
    fn what_was_set_is_said_with_what_it_gives() {
        let plan = plan();
        let goals = compute(&plan);
        for (text, input, said) in [
            ("prop@2027-03=100", "lost.value", "Deal value $25,000 → $32,407|100 proposals|in Mar 2027"),
            ("deals.total=900", "target", "Amount $21.0M → $20.3M|900 deals|in the plan's months"),
            ("visitors.need=1.5m", "target", "Amount $21.0M → $20.3M|1,500,000 site visitors|for this plan"),
        ] {
            let question = seek::question(text, &plan, &goals).unwrap();
            let answer = seek::answer(input, &question).unwrap();
            assert_eq!(applied(&question, &answer, &answer.found.unwrap()).join("|"), said, "{text}");
        }
    }

    #[test]
    fn a_range_and_a_miss_of_less_than_one_are_told() {
        let inside = said("prop.range=50..70%", "visitors.need*=0.9", "prop.rate");
        assert!(inside.ends_with("| in range"), "{inside}");
        let outside = said("prop.lag-range=25..40", "prop.day-one=99.5", "prop.lag");
        assert!(outside.ends_with("| nearest day, out of range"), "{outside}");
        let close = said("", "deals.total=839.9999", "deals.rate");
        assert!(close.contains("| 840.00 | under 1 |") && close.ends_with("under 1 too many."), "{close}");
    }
}
