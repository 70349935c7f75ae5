//! The questions of goal seek, read and written (cli.md "OUTPUT" and "INPUT").
//!
//! Whether a question can be asked is `goals`' to say; here it only gets its words.

use super::edit::{self, GrammarError, reference};
use super::entry::{self, EntryError, Kind};
use super::nearest::nearest;
use crate::goals::Goals;
use crate::goals::seek::{Answer, Measure, Output, Question, Refused};
use crate::plan::name::quote;
use crate::plan::{EditError, Field, Input, Month, Scenario, TargetField};

const OUTPUTS: &str = "STAGE.need, STAGE.total, STAGE.peak, STAGE.day-one, STAGE@MONTH or revenue";
const INPUTS: &str = "target, STAGE.rate, STAGE.lag, STAGE.direct or, of the last stage, STAGE.value";

/// What is counted of a stage, as it is written behind the stage.
const MEASURES: [(&str, Measure); 4] = [
    ("need", Measure::Need),
    ("total", Measure::Total),
    ("peak", Measure::Peak),
    ("day-one", Measure::DayOne),
];

/// The inputs of a stage, as they are written behind it.
const FIELDS: [&str; 4] = ["rate", "value", "lag", "direct"];

/// A question that cannot be read or asked, and why.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SeekError {
    /// No output and value.
    #[error(
        "{} is not a question: write OUTPUT=VALUE, such as visitors.need=900k or revenue=30m",
        quote(found)
    )]
    NotAQuestion {
        /// What was found.
        found: String,
    },
    /// An output that does not exist.
    #[error("no output {}{}: use {OUTPUTS}", quote(found), meant(hint.as_ref()))]
    UnknownOutput {
        /// What was found.
        found: String,
        /// What was probably meant.
        hint: Option<String>,
    },
    /// An input that does not exist, or that no result depends on.
    #[error("no input {}{}: use {INPUTS}", quote(found), meant(hint.as_ref()))]
    UnknownInput {
        /// What was found.
        found: String,
        /// What was probably meant.
        hint: Option<String>,
    },
    /// The amount, where a revenue is wanted.
    #[error("revenue sets target itself: seek it by another input, or by none to see them all")]
    AmountIsWanted,
    /// A month that the goals do not cover.
    #[error("the goals have no month {found}: use {first} to {last}")]
    NoSuchColumn {
        /// What was found.
        found: Month,
        /// The first month of the goals.
        first: Month,
        /// The last month of the goals.
        last: Month,
    },
    /// A stage, a number or a lock: what an assignment says of them too.
    #[error(transparent)]
    Grammar(#[from] GrammarError),
}

/// What was probably meant, in words.
fn meant(hint: Option<&String>) -> String {
    hint.map(|hint| format!(" (did you mean {hint}?)")).unwrap_or_default()
}

impl From<EditError> for SeekError {
    fn from(error: EditError) -> Self {
        GrammarError::from(error).into()
    }
}

impl From<EntryError> for SeekError {
    fn from(error: EntryError) -> Self {
        GrammarError::from(error).into()
    }
}

impl From<Refused> for SeekError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NoSuchStage => EditError::NoSuchStage.into(),
            Refused::NoSuchColumn { found, first, last } => Self::NoSuchColumn { found, first, last },
            Refused::OutOfBounds(error) => EntryError::from(error).into(),
            Refused::Locked(input) => EditError::Locked(input).into(),
        }
    }
}

/// Reads `OUTPUT=VALUE`; an operator before or behind the `=` works on today's value.
///
/// # Errors
/// [`SeekError`] says what was found and what is allowed.
pub fn question<'a>(text: &str, scenario: &'a Scenario, goals: &'a Goals) -> Result<Question<'a>, SeekError> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| SeekError::NotAQuestion { found: text.to_owned() })?;
    let before = name.trim_end();
    let (name, value) = match before.strip_suffix(['+', '-', '*', '/']) {
        Some(name) => (name, before[name.len()..].to_owned() + value),
        None => (name, value.to_owned()),
    };
    let output = output(name, scenario)?;
    let now = output.now(scenario, goals)?;
    let wanted = entry::number(&value, kind(output), Some(now), scenario.currency())?;
    Ok(Question::new(scenario, goals, output, wanted)?)
}

/// What kind of number an output is.
pub const fn kind(output: Output) -> Kind {
    match output {
        Output::Stage(..) => Kind::Count,
        Output::Revenue => Kind::Money,
    }
}

/// Reads `STAGE.need`, `STAGE.total`, `STAGE.peak`, `STAGE.day-one`, `STAGE@MONTH` or `revenue`.
///
/// # Errors
/// [`SeekError`] says what was found and what is allowed.
pub fn output(text: &str, scenario: &Scenario) -> Result<Output, SeekError> {
    let text = text.trim();
    let funnel = scenario.funnel();
    if text.eq_ignore_ascii_case("revenue") {
        return Ok(Output::Revenue);
    }
    if let Some((stage, month)) = text.rsplit_once('@') {
        let id = edit::stage(stage, funnel)?;
        return Ok(Output::Stage(id, Measure::Month(entry::month(month)?)));
    }
    let unknown = |hint| SeekError::UnknownOutput { found: text.to_owned(), hint };
    let Some((stage, word)) = text.rsplit_once('.') else {
        let lower = text.to_lowercase();
        let stage = edit::stage(text, funnel).ok().map(|id| format!("{}.need", reference(id, funnel)));
        return Err(unknown(stage.or_else(|| nearest(&lower, ["revenue".to_owned()]))));
    };
    let id = edit::stage(stage, funnel)?;
    let lower = word.trim().to_lowercase();
    let known = MEASURES.iter().find(|(word, _)| *word == lower);
    known.map(|(_, measure)| Output::Stage(id, *measure)).ok_or_else(|| {
        let words = MEASURES.iter().map(|(word, _)| (*word).to_owned());
        unknown(nearest(&lower, words).map(|word| format!("{}.{word}", reference(id, funnel))))
    })
}

/// Writes an output so that [`output`] reads it back.
pub fn print(output: Output, scenario: &Scenario) -> String {
    let Output::Stage(id, measure) = output else { return "revenue".to_owned() };
    let stage = reference(id, scenario.funnel());
    if let Measure::Month(month) = measure {
        return format!("{stage}@{month}");
    }
    let named = MEASURES.iter().find(|(_, named)| *named == measure);
    let (word, _) = named.expect("every measure but a month has a word of its own");
    format!("{stage}.{word}")
}

/// Reads `target`, `STAGE.rate`, `STAGE.lag`, `STAGE.direct` or `STAGE.value`; [`super::input::path`] writes it.
///
/// # Errors
/// [`SeekError`] says what was found and what is allowed.
pub fn input(text: &str, scenario: &Scenario) -> Result<Input, SeekError> {
    let text = text.trim();
    let funnel = scenario.funnel();
    if text.eq_ignore_ascii_case("target") {
        return Ok(Input::Target(TargetField::Amount));
    }
    let unknown = |hint| SeekError::UnknownInput { found: text.to_owned(), hint };
    let Some((stage, word)) = text.rsplit_once('.') else {
        let lower = text.to_lowercase();
        let stage = edit::stage(text, funnel).ok();
        let stage = stage.map(|id| super::input::path(scenario, Input::Stage(id, Field::Yield)));
        return Err(unknown(stage.or_else(|| nearest(&lower, ["target".to_owned()]))));
    };
    let id = edit::stage(stage, funnel)?;
    let (place, found) = funnel.find(id).ok_or(EditError::NoSuchStage)?;
    let (name, is_last) = (found.name().to_owned(), found.value().is_some());
    let lower = word.trim().to_lowercase();
    let field = match lower.as_str() {
        "rate" if is_last => return Err(EditError::RateOnLast { stage: name }.into()),
        "value" if !is_last => return Err(EditError::ValueNotLast { stage: name }.into()),
        "direct" if place == 0 => return Err(EditError::DirectOnFirst { stage: name }.into()),
        "rate" | "value" => Field::Yield,
        "lag" => Field::Lag,
        "direct" => Field::Direct,
        _ => {
            let meant = nearest(&lower, FIELDS.map(str::to_owned));
            return Err(unknown(meant.map(|word| format!("{}.{word}", reference(id, funnel)))));
        }
    };
    Ok(Input::Stage(id, field))
}

/// Reads INPUT and asks what it can do alone.
///
/// # Errors
/// [`SeekError`] says what was found and what is allowed; an input that is locked.
pub fn answer(text: &str, question: &Question) -> Result<Answer, SeekError> {
    let input = input(text, question.scenario())?;
    let answer = question.answer(input).ok_or(SeekError::AmountIsWanted)?;
    if answer.found.is_none() { Err(EditError::Locked(input).into()) } else { Ok(answer) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::compute;
    use crate::plan::{Edit, Field};
    use crate::text::input::path;
    use crate::text::sample::plan;

    fn asked(text: &str) -> Result<(Output, f64), SeekError> {
        let plan = plan();
        question(text, &plan, &compute(&plan)).map(|question| (question.output(), question.wanted()))
    }

    fn refused(text: &str) -> String {
        asked(text).expect_err(text).to_string()
    }

    fn stage(place: usize, measure: Measure) -> Output {
        Output::Stage(plan().funnel().stages()[place].id(), measure)
    }

    #[test]
    fn questions_are_read_as_people_write_them() {
        let march = Measure::Month("2027-03".parse().unwrap());
        for (text, output, wanted) in [
            ("visitors.need=900k", stage(0, Measure::Need), 9e5),
            ("Site-Visitors.TOTAL = 1,200", stage(0, Measure::Total), 1200.0),
            ("prop.peak=12.5", stage(4, Measure::Peak), 12.5),
            ("2.day-one=0", stage(1, Measure::DayOne), 0.0),
            ("meetings@2027-03=80", stage(3, march), 80.0),
            ("meetings@mar 2027=80", stage(3, march), 80.0),
            ("meetings@3/2027 = 80", stage(3, march), 80.0),
            ("revenue=30m", Output::Revenue, 30e6),
            ("revenue=$30m", Output::Revenue, 30e6),
            ("revenue=+10%", Output::Revenue, 23.1e6),
            ("revenue*=2", Output::Revenue, 42e6),
            ("Revenue -= 1m", Output::Revenue, 20e6),
        ] {
            assert_eq!(asked(text), Ok((output, wanted)), "{text}");
        }
        let (_, halved) = asked("lost.need/=2").unwrap();
        assert!((halved - 420.0).abs() < 1e-9, "{halved}");
    }

    #[test]
    fn a_refusal_says_what_was_found_and_what_is_allowed() {
        for (text, reason) in [
            ("visitors.need", "\"visitors.need\" is not a question: write OUTPUT=VALUE, such as"),
            (
                "visitors=9",
                "no output \"visitors\" (did you mean site-visitors.need?): use STAGE.need, STAGE.total",
            ),
            ("revenu=9", "no output \"revenu\" (did you mean revenue?): use"),
            ("zebra=9", "no output \"zebra\": use"),
            ("visitors.peek=9", "(did you mean site-visitors.peak?)"),
            ("visitors.dayone=9", "(did you mean site-visitors.day-one?)"),
            ("visitors.rate=9", "no output \"visitors.rate\": use STAGE.need"),
            ("propsals.need=9", "no stage \"propsals\" (did you mean proposals?): the stages are"),
            ("de.need=9", "\"de\" could be deals, deals-=-lost?"),
            ("visitors@smarch=9", "\"smarch\" is not a month"),
            ("visitors@2026-07=9", "the goals have no month 2026-07: use 2026-08 to 2027-12"),
            ("visitors.need=many", "\"many\" is not a number of buyers: type 1200"),
            ("visitors.need=", "\"\" is not a number of buyers"),
            ("visitors.need=-200%", "a number of buyers must be 0 to"),
            ("revenue=0", "an amount or deal value must be 0.01 to"),
        ] {
            assert!(refused(text).contains(reason), "{text}: {}", refused(text));
        }
    }

    #[test]
    fn inputs_are_read_as_people_write_them() {
        let plan = plan();
        let goals = compute(&plan);
        let asked = question("visitors.need=900k", &plan, &goals).unwrap();
        for text in ["target", "site-visitors.rate", "proposals.lag", "meetings.direct", "7.value"] {
            let input = answer(text, &asked).unwrap_or_else(|error| panic!("{text}: {error}")).input;
            assert_eq!(path(&plan, input), text);
        }
        assert_eq!(input(" LOST . Value ", &plan), input("7.value", &plan));
        for (text, reason) in [
            ("amount", "no input \"amount\": use target, STAGE.rate, STAGE.lag"),
            ("targt", "(did you mean target?)"),
            ("prop", "(did you mean proposals.rate?)"),
            ("prop.rat", "(did you mean proposals.rate?)"),
            ("prop.opening", "no input \"prop.opening\": use"),
            ("propsals.rate", "(did you mean proposals?)"),
            ("lost.rate", "it has a deal value, not a rate"),
            ("prop.value", "it has a rate, not a deal value"),
            ("visitors.direct", "Site visitors is the first stage"),
        ] {
            let refused = input(text, &plan).unwrap_err().to_string();
            assert!(refused.contains(reason), "{text}: {refused}");
        }
    }

    #[test]
    fn a_lock_and_the_amount_of_a_wanted_revenue_are_no_way_out() {
        let rate = Input::Stage(plan().funnel().stages()[0].id(), Field::Yield);
        let plan = plan().with(&Edit::Lock(rate, true)).unwrap();
        let goals = compute(&plan);
        let asked = question("revenue=30m", &plan, &goals).unwrap();
        assert_eq!(answer("1.rate", &asked), Err(EditError::Locked(rate).into()));
        assert_eq!(answer("target", &asked), Err(SeekError::AmountIsWanted));
        let amount = Input::Target(TargetField::Amount);
        let locked = plan.with(&Edit::Lock(amount, true)).unwrap();
        let refused = question("revenue=30m", &locked, &goals).err();
        assert_eq!(refused, Some(EditError::Locked(amount).into()));
    }

    #[test]
    fn outputs_are_read_back_as_they_are_written() {
        let plan = plan();
        let month = "2027-03".parse().unwrap();
        for place in 0..7 {
            for measure in MEASURES.map(|(_, measure)| measure).into_iter().chain([Measure::Month(month)]) {
                let written = print(stage(place, measure), &plan);
                assert_eq!(output(&written, &plan), Ok(stage(place, measure)), "{written}");
            }
        }
        assert_eq!(output(&print(Output::Revenue, &plan), &plan), Ok(Output::Revenue));
        assert_eq!(print(stage(0, Measure::DayOne), &plan), "site-visitors.day-one");
        assert_eq!(print(stage(6, Measure::Month(month)), &plan), "7@2027-03");
    }
}
