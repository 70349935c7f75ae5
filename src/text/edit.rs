//! The assignments of the command line and of the screen's `:`, read into edits and written back
//! (cli.md "EDIT").
//!
//! Reads and writes only: whether an edit is allowed is the plan's to say. Several assignments in one line are
//! separated by blanks. A new one begins at a word that holds an operator after a field (`FIELD=`,
//! `FIELD +=`, `STAGE.rate from MONTH=`), so values may contain blanks; text that holds such a word goes in
//! double quotes, a quote within them doubled.

mod describe;
mod line;
mod print;
mod read;
mod stage;

pub use self::describe::describe;
pub use self::print::{assigned, print};
pub use self::stage::{reference, stage};

use self::line::Assignment;
use self::read::Reader;
use super::entry::EntryError;
use super::input::label;
use crate::plan::name::{beginning, quote};
use crate::plan::{Edit, EditError, Month, OutOfBounds, Scenario, StageId};

/// What a bare rate below 1 means, and an operator behind a plain `=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BareRates {
    /// A number in percent, as everywhere, and an operator works on the present value; a preview shows it.
    Percent,
    /// Nothing: both are refused, as no preview could warn.
    Refuse,
}

/// An assignment that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GrammarError {
    /// No field, operator and value.
    #[error(
        "{} is not an assignment: write FIELD=VALUE, such as target=24m or proposals.rate=65%",
        quote(found)
    )]
    NotAnAssignment {
        /// What was found.
        found: String,
    },
    /// A double quote without another.
    #[error("{} has no closing quote", quote(found))]
    OpenQuote {
        /// The text from the quote on.
        found: String,
    },
    /// A field that does not exist.
    #[error("no field {}: use {allowed}", quote(found))]
    UnknownField {
        /// What was found.
        found: String,
        /// The fields that exist there.
        allowed: &'static str,
    },
    /// A stage that does not exist.
    #[error("no stage {}{hint}: the stages are {stages}", quote(found))]
    UnknownStage {
        /// What was found.
        found: String,
        /// The closest stage, in words; may be empty.
        hint: String,
        /// The stages of the plan.
        stages: String,
    },
    /// A beginning that several stages share.
    #[error("{} could be {candidates}: type more of the name", quote(found))]
    AmbiguousStage {
        /// What was found.
        found: String,
        /// The stages that it could be.
        candidates: String,
    },
    /// An operator that the field does not take.
    #[error("{} takes {allowed}, not {found}", beginning(field))]
    Operator {
        /// The field.
        field: String,
        /// What was found.
        found: &'static str,
        /// What it takes.
        allowed: &'static str,
    },
    /// A value that is not one of the field's.
    #[error("{} is not a value of {field}: use {allowed}", quote(found))]
    Value {
        /// The field.
        field: &'static str,
        /// What was found.
        found: String,
        /// What it takes.
        allowed: String,
    },
    /// A bare number below 1 for a rate, where nothing could warn.
    #[error("{} could mean two rates: {}", quote(found), beginning(hint))]
    BareRate {
        /// What was found.
        found: String,
        /// What to write.
        hint: String,
    },
    /// An operator behind the `=`, where nothing could show that it works on the present value.
    #[error(
        "{} works on the present value, whatever sign was meant: write {}",
        quote(found),
        beginning(hint)
    )]
    LeadingOperator {
        /// What was found.
        found: String,
        /// The assignment with the operator where it belongs.
        hint: String,
    },
    /// A number, range or month that cannot be read.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A change that the plan does not allow.
    #[error(transparent)]
    Refused(#[from] EditError),
}

impl From<OutOfBounds> for GrammarError {
    fn from(error: OutOfBounds) -> Self {
        Self::Entry(error.into())
    }
}

/// Reads one assignment; the value is all that stands behind the operator.
///
/// # Errors
/// [`GrammarError`] says what was found and what is allowed.
pub fn parse(text: &str, scenario: &Scenario, bare: BareRates) -> Result<Edit, GrammarError> {
    Reader { scenario, bare }.edit(&Assignment::one(text)?)
}

/// Reads what was typed for a field of a stage, or for one that holds from a month on, where a preview shows what it
/// means; an empty text takes out what was given, as `none` does.
///
/// # Errors
/// [`GrammarError`] says what was found and what is allowed.
pub fn typed(
    id: StageId,
    field: &str,
    month: Option<Month>,
    text: &str,
    scenario: &Scenario,
) -> Result<Edit, GrammarError> {
    let value = if text.trim().is_empty() { "none" } else { text };
    let assignment = Assignment::setting(field, month, value);
    Reader { scenario, bare: BareRates::Percent }.stage_field(id, field, &assignment)
}

/// Reads several assignments, separated by blanks; each is read and tried on what the ones before gave.
///
/// # Errors
/// [`GrammarError`] of the first that cannot be read, or that the plan does not allow.
pub fn parse_all(text: &str, scenario: &Scenario, bare: BareRates) -> Result<Vec<Edit>, GrammarError> {
    let mut scenario = scenario.clone();
    let mut edits = Vec::new();
    for assignment in Assignment::all(text)? {
        let edit = Reader { scenario: &scenario, bare }.edit(&assignment)?;
        scenario = scenario.with(&edit)?;
        edits.push(edit);
    }
    Ok(edits)
}

/// Why an assignment is refused, and the way out: of a lock which input it holds, and what unlocks it.
pub fn reason(error: &GrammarError, scenario: &Scenario) -> String {
    let GrammarError::Refused(EditError::Locked(input)) = error else { return error.to_string() };
    let unlock = print(&Edit::Lock(*input, false), scenario);
    format!("{} is locked; {unlock} unlocks it", label(scenario, *input))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{
        Beyond, Count, Currency, Field, Funnel, Horizon, Input, Lag, Money, MonthlyGrowth, Name, Owner,
        Phasing, Rate, Share, Span, StageEdit, TargetField, Weight, YearlyGrowth,
    };
    use crate::text::sample;
    use proptest::prelude::*;

    fn read(text: &str) -> Edit {
        parse(text, &sample::plan(), BareRates::Refuse).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn refused(text: &str) -> String {
        parse(text, &sample::plan(), BareRates::Refuse).unwrap_err().to_string()
    }

    fn id(name: &str) -> StageId {
        sample::plan().funnel().named(name).unwrap().id()
    }

    fn edit(name: &str, edit: StageEdit) -> Edit {
        Edit::Stage(id(name), edit)
    }

    fn a_rate(rate: f64) -> Rate {
        Rate::new(rate).unwrap()
    }

    fn a_weight(weight: f64) -> Weight {
        Weight::new(weight).unwrap()
    }

    #[test]
    fn the_fields_of_the_plan_are_those_of_the_table() {
        let money = |money| Edit::Amount(Money::new(money).unwrap());
        for (text, edit) in [
            ("target=24.15m", money(24.15e6)),
            ("target=21m+15%", money(24.15e6)),
            ("target+=15%", money(24.15e6)),
            ("target*=1.1", money(23.1e6)),
            ("TARGET = $24m", money(24e6)),
            ("target/=2", money(10.5e6)),
            ("phasing=even", Edit::Phasing(Phasing::Even)),
            ("phasing=growth:3%", Edit::Phasing(Phasing::Growth(MonthlyGrowth::new(0.03).unwrap()))),
            ("phasing=growth -3%", Edit::Phasing(Phasing::Growth(MonthlyGrowth::new(-0.03).unwrap()))),
            (
                "phasing=seasonal:8,9,11,1,1,1,1,1,1,1,1,0",
                Edit::Phasing(Phasing::Seasonal(
                    [8.0, 9.0, 11.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0].map(a_weight),
                )),
            ),
            (
                "phasing=custom:100k, 0, 150k",
                Edit::Phasing(Phasing::Custom([1e5, 0.0, 1.5e5].map(a_weight).to_vec())),
            ),
            ("beyond=stop", Edit::Beyond(Beyond::Stop)),
            ("beyond=continue", Edit::Beyond(Beyond::Continue)),
            ("beyond=continue:15%", Edit::Beyond(Beyond::Grow(YearlyGrowth::new(0.15).unwrap()))),
            ("currency=eur", Edit::Currency(Currency::new("EUR").unwrap())),
            ("start=2027-04", Edit::Start("2027-04".parse().unwrap())),
            ("start=feb 2028", Edit::Start("2028-02".parse().unwrap())),
            ("months+=6", Edit::Months(Horizon::new(18.0).unwrap())),
            ("name=Acme 2028", Edit::Name("Acme 2028".to_owned())),
            ("notes=a=b, so months=3", Edit::Notes("a=b, so months=3".to_owned())),
            ("target.lock=amount", Edit::Lock(Input::Target(TargetField::Amount), true)),
            ("target.unlock=beyond", Edit::Lock(Input::Target(TargetField::Beyond), false)),
            ("revenue@2027-12=150k", Edit::Revenue(vec![(11, a_weight(1.5e5))])),
            ("revenue@2027-02=$1,000,000", Edit::Revenue(vec![(1, a_weight(1e6))])),
            ("revenue@2027-02+=50k", Edit::Revenue(vec![(1, a_weight(1.8e6))])),
            ("revenue@2027-02-=50k", Edit::Revenue(vec![(1, a_weight(1.7e6))])),
            ("revenue@2027-02*=2", Edit::Revenue(vec![(1, a_weight(3.5e6))])),
            ("revenue@feb.2027/=2", Edit::Revenue(vec![(1, a_weight(875e3))])),
            ("revenue@2027-01=1;2", Edit::Revenue(vec![(0, a_weight(1.0)), (1, a_weight(2.0))])),
            ("stage+=Demos@4", Edit::AddStage(3, Name::new("Demos").unwrap())),
            ("stage+=Big demos", Edit::AddStage(6, Name::new("Big demos").unwrap())),
            ("stage-=meet", Edit::RemoveStage(id("Meetings"))),
            ("meet.at=3", Edit::MoveStage(id("Meetings"), 2)),
        ] {
            assert_eq!(read(text), edit, "{text}");
        }
    }

    #[test]
    fn the_fields_of_a_stage_are_those_of_the_table() {
        let april = "2027-04".parse().unwrap();
        let (deals, prop) = ("Deals = lost?", "Proposals");
        let lag = |days: f64| Lag::new(days).unwrap();
        let money = |money| Money::new(money).unwrap();
        for (text, edit) in [
            ("proposals.rate=65%", edit(prop, StageEdit::Rate(a_rate(0.65)))),
            ("proposals.rate*=1.1", edit(prop, StageEdit::Rate(a_rate(0.66)))),
            ("prop.rate+=2pp", edit(prop, StageEdit::Rate(a_rate(0.62)))),
            ("5.rate-=2", edit(prop, StageEdit::Rate(a_rate(0.58)))),
            ("visitors.lag=6w", edit("Site visitors", StageEdit::Lag(lag(42.0)))),
            ("meetings.direct=30%", edit("Meetings", StageEdit::Direct(Share::new(0.3).unwrap()))),
            ("lost.value=26k", edit(deals, StageEdit::Value(money(26e3)))),
            (
                "lost.range=22k..28k",
                edit(deals, StageEdit::ValueRange(Some(Span::new(money(22e3), money(28e3))))),
            ),
            ("prop.owner=s", edit(prop, StageEdit::Owner(Owner::Sales))),
            ("prop.name=Offers", edit(prop, StageEdit::Name(Name::new("Offers").unwrap()))),
            ("prop.definition=sent, priced", edit(prop, StageEdit::Definition("sent, priced".to_owned()))),
            ("prop.rate@2027-04=65%", edit(prop, StageEdit::RateFrom(april, Some(a_rate(0.65))))),
            ("prop.rate from 2027-04=65%", edit(prop, StageEdit::RateFrom(april, Some(a_rate(0.65))))),
            ("prop.rate from apr 2027 = none", edit(prop, StageEdit::RateFrom(april, None))),
            ("prop.rate@2027-04+=5", edit(prop, StageEdit::RateFrom(april, Some(a_rate(0.65))))),
            (
                "prop.range=50..65%",
                edit(prop, StageEdit::RateRange(Some(Span::new(a_rate(0.5), a_rate(0.65))))),
            ),
            ("prop.range=none", edit(prop, StageEdit::RateRange(None))),
            (
                "prop.lag-range=30 to 60",
                edit(prop, StageEdit::LagRange(Some(Span::new(lag(30.0), lag(60.0))))),
            ),
            ("prop.lock=rate", Edit::Lock(Input::Stage(id(prop), Field::Yield), true)),
            ("lost.unlock=value", Edit::Lock(Input::Stage(id(deals), Field::Yield), false)),
            ("prop.opening=120", edit(prop, StageEdit::Opening(Some(Count::new(120.0).unwrap())))),
            ("prop.opening=none", edit(prop, StageEdit::Opening(None))),
        ] {
            assert_eq!(read(text), edit, "{text}");
        }
    }

    #[test]
    fn a_refusal_says_what_was_found_and_what_is_allowed() {
        for (text, part) in [
            ("hello", "is not an assignment"),
            ("amount=3", "no field \"amount\": use target"),
            ("prop.speed=3", "no field \"prop.speed\": use rate"),
            ("target@2027-01=3", "no field \"target@2027-01\""),
            ("propsals.rate=3", "(did you mean proposals?)"),
            ("start+=1", "start takes =, not +="),
            ("prop.owner*=s", "prop.owner takes =, not *="),
            ("stage=Demos", "stage takes += NAME@PLACE or -= STAGE, not ="),
            ("stage+=Demos@9", "\"9\" is not a value of stage+=NAME@PLACE: use a place, 1 to 8"),
            ("stage+=Demos@x", "\"x\" is not a value of stage+=NAME@PLACE: use a place, 1 to 8"),
            ("stage+=Demos@99999999999999999999", "use a place, 1 to 8"),
            ("stage+=Demos@0", "use a place, 1 to 8"),
            ("stage+=Demos@", "use a place, 1 to 8"),
            ("stage+=me@home", "use a place, 1 to 8"),
            ("prop.at=0", "use a place, 1 to 7"),
            ("prop.owner=me", "use marketing, sales or both"),
            ("prop.lock=name", "use rate, value, lag, direct or opening"),
            ("phasing=odd", "use even, growth:3%"),
            ("phasing=seasonal:1,2", "12"),
            ("phasing=even:", "use even, growth:3%"),
            ("phasing=growth:", "is not"),
            ("beyond=continue:", "\"\" is not"),
            ("beyond=stop:", "use stop, continue or continue:15%"),
            ("beyond=forever", "use stop, continue or continue:15%"),
            ("currency=euro", "a code of three letters"),
            ("prop.rate=140", "a rate must be 0.0001 % to 100 %"),
            ("prop.rate=abc", "is not a rate"),
            ("lost.rate=60%", "it has a deal value, not a rate"),
            ("prop.value=60", "it has a rate, not a deal value"),
            ("prop.opening+=5", "there is none yet"),
            ("revenue@2026-12=5", "no such month"),
            ("revenue@2028-01=5", "no such month"),
            ("revenue@2027-03=-1", "write revenue@2027-03-=1"),
            ("revenue@2027-03-=3m", "must be 0"),
            ("revenue@2027-03+=1;2", "revenue takes = for several months, not +="),
            ("revenue+=5", "no field \"revenue\""),
            ("prop.name=Revenue", "a name must not be Revenue"),
        ] {
            assert!(refused(text).contains(part), "{text}: {}", refused(text));
        }
    }

    #[test]
    fn outside_the_screen_a_bare_rate_below_1_is_refused() {
        assert_eq!(refused("prop.rate=0.6"), "\"0.6\" could mean two rates: write 60% or 0.6%");
        assert_eq!(refused("prop.rate+=.07"), "\"+.07\" could mean two rates: write +7pp or +.07pp");
        assert_eq!(refused("phasing=growth:-0.03"), "\"-0.03\" could mean two rates: write -3% or -0.03%");
        for text in
            ["prop.range=0.5..0.65", "prop.range=0.5%..0.65", "meet.direct=0.3", "beyond=continue:0.15"]
        {
            assert!(refused(text).contains("could mean two rates"), "{text}");
        }
        for text in
            ["prop.rate=0.6%", "prop.rate=1/4", "prop.rate*=0.9", "meet.direct=0", "prop.range=0.5..6%"]
        {
            read(text);
        }
        let small = parse("prop.rate=0.6", &sample::plan(), BareRates::Percent);
        assert_eq!(small, Ok(edit("Proposals", StageEdit::Rate(a_rate(0.006)))));
    }

    #[test]
    fn outside_the_screen_an_operator_stands_before_the_equals_sign() {
        for (text, hint) in [
            ("target=-5", "write target-=5"),
            ("target=+5%", "write target+=5%"),
            ("months = * 2", "write months*=2"),
            ("prop.rate=-5%", "write prop.rate-=5%"),
            ("prop.rate from apr 2027=/2", "write prop.rate from apr 2027/=2"),
            ("prop.opening=-1", "write prop.opening-=1"),
            ("prop.lag=+2", "write prop.lag+=2"),
            ("lost.value=*1.1", "write lost.value*=1.1"),
            ("meet.direct=-0.3", "write meet.direct-=0.3"),
        ] {
            let said = refused(text);
            assert!(said.contains(hint), "{text}: {said}");
            let seen = parse(text, &sample::plan(), BareRates::Percent);
            assert!(!matches!(seen, Err(GrammarError::LeadingOperator { .. })), "{text}");
        }
        let shown = parse("target=+5%", &sample::plan(), BareRates::Percent);
        assert_eq!(shown, Ok(Edit::Amount(Money::new(22.05e6).unwrap())));
        let less = parse("revenue@2027-03=-50k", &sample::plan(), BareRates::Percent);
        assert_eq!(less, Ok(Edit::Revenue(vec![(2, a_weight(1.7e6))])));
        read("phasing=growth:-3%");
        read("beyond=continue:+15%");
    }

    #[test]
    fn several_assignments_see_what_the_ones_before_gave() {
        let plan = sample::plan();
        let edits =
            parse_all("stage+=Demos@4 demos.rate=30% target=10m target+=1m", &plan, BareRates::Refuse)
                .unwrap();
        let plan = plan.with_all(&edits).unwrap();
        let demos = &plan.funnel().stages()[3];
        assert_eq!(
            (demos.name(), demos.yields().initial(), plan.target().amount.get()),
            ("Demos", 0.3, 11e6)
        );
        let refused = parse_all("prop.lock=rate prop.rate=5%", &sample::plan(), BareRates::Refuse);
        assert!(matches!(refused, Err(GrammarError::Refused(EditError::Locked(_)))));
    }

    #[test]
    fn a_stage_that_cannot_be_named_is_printed_by_its_number() {
        let plan = sample::plan();
        assert_eq!(
            print(&edit("Deals = lost?", StageEdit::Value(Money::new(5.0).unwrap())), &plan),
            "7.value=5"
        );
        assert_eq!(
            print(&edit("Site visitors", StageEdit::Rate(a_rate(0.02))), &plan),
            "site-visitors.rate=2%"
        );
        let twins = ["Deals won", "deals-won"].map(|name| {
            let edits = [
                Edit::Stage(id("Deals"), StageEdit::Name(Name::new("Deals won").unwrap())),
                Edit::AddStage(0, Name::new("deals-won").unwrap()),
            ];
            let plan = sample::plan().with_all(&edits).unwrap();
            print(&Edit::RemoveStage(plan.funnel().named(name).unwrap().id()), &plan)
        });
        assert_eq!(twins, ["stage-=7", "stage-=deals-won"]);
    }

    fn stage_edit(funnel: &Funnel) -> impl Strategy<Value = Edit> + use<> {
        let stages: Vec<(StageId, bool)> =
            funnel.stages().iter().map(|stage| (stage.id(), stage.value().is_some())).collect();
        let month = (1900_i32..3000, 1_u32..13).prop_map(|(year, month)| Month::new(year, month).unwrap());
        let rates = (1e-6_f64..=1.0, proptest::option::of(1e-6_f64..=1.0))
            .prop_map(|(one, other)| (a_rate(one), other.map(a_rate)));
        let amounts = (0.01_f64..1e15, proptest::option::of(0.0_f64..1e15));
        let days = (0_u16..=720, proptest::option::of(0_u16..=720));
        let text = (any::<String>(), "[a-z][^\\pC]{0,20}");
        (proptest::sample::select(stages), month, rates, amounts, days, text, 0_usize..18).prop_map(
            |((id, is_last), month, rates, amounts, days, (text, name), which)| {
                let lag = |days| Lag::nearest(f64::from(days));
                let money = Money::nearest;
                let name = Name::new(&name).unwrap();
                let value =
                    if is_last { StageEdit::Value(money(amounts.0)) } else { StageEdit::Rate(rates.0) };
                let range = if is_last {
                    StageEdit::ValueRange(amounts.1.map(|other| Span::new(money(amounts.0), money(other))))
                } else {
                    StageEdit::RateRange(rates.1.map(|other| Span::new(rates.0, other)))
                };
                let edit = match which {
                    0 => StageEdit::Name(name),
                    1 => StageEdit::Owner(Owner::ALL[usize::from(days.0) % 3]),
                    2 => StageEdit::Definition(text),
                    3 if !is_last => StageEdit::RateFrom(month, rates.1),
                    4 => StageEdit::Lag(lag(days.0)),
                    5 => StageEdit::Direct(Share::nearest(rates.0.get())),
                    6 => StageEdit::Opening(amounts.1.map(Count::nearest)),
                    7 => range,
                    8 => StageEdit::LagRange(days.1.map(|other| Span::new(lag(days.0), lag(other)))),
                    9 => return Edit::AddStage(usize::from(days.0) % 8, name),
                    10 => return Edit::RemoveStage(id),
                    11 => return Edit::MoveStage(id, usize::from(days.0) % 7),
                    12 => return Edit::Lock(Input::Stage(id, Field::ALL[usize::from(days.0) % 4]), is_last),
                    _ => value,
                };
                Edit::Stage(id, edit)
            },
        )
    }

    fn plan_edit() -> impl Strategy<Value = Edit> {
        let month = (1900_i32..3000, 1_u32..13).prop_map(|(year, month)| Month::new(year, month).unwrap());
        let weights = proptest::collection::vec((0.0_f64..1e15).prop_map(a_weight), 12);
        let run = (0_usize..12, 1_usize..4);
        (any::<String>(), month, 0.01_f64..1e15, -0.5_f64..=1.0, weights, run, 0_usize..13).prop_map(
            |(text, month, amount, growth, weights, (first, length), which)| match which {
                0 => Edit::Name(text),
                1 => Edit::Currency(Currency::new("CHF").unwrap()),
                2 => Edit::Notes(text),
                3 => Edit::Start(month),
                4 => Edit::Months(Horizon::new((first + 1) as f64).unwrap()),
                5 => Edit::Phasing(Phasing::Growth(MonthlyGrowth::nearest(growth))),
                6 => Edit::Phasing(Phasing::Seasonal(weights.try_into().unwrap())),
                7 => Edit::Phasing(Phasing::Custom(weights)),
                8 => Edit::Beyond(Beyond::Grow(YearlyGrowth::nearest(growth))),
                9 => Edit::Beyond(if first > 5 { Beyond::Stop } else { Beyond::Continue }),
                10 => Edit::Revenue((first..).zip(weights).take(length).collect()),
                11 => Edit::Lock(Input::Target(TargetField::ALL[first % 5]), length > 1),
                _ => Edit::Amount(Money::nearest(amount)),
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(edit in prop_oneof![plan_edit(), stage_edit(sample::plan().funnel())]) {
            let plan = sample::plan();
            let text = print(&edit, &plan);
            prop_assert_eq!(parse(&text, &plan, BareRates::Refuse), Ok(edit.clone()), "{}", text);
            if plan.with(&edit).is_ok() {
                prop_assert_eq!(parse_all(&text, &plan, BareRates::Refuse), Ok(vec![edit]), "{}", text);
            }
        }

        #[test]
        fn a_stage_of_any_name_is_found_again(name in "[-a-z.@=İß ]{0,6}[a-zA-Z]\\PC{0,6}|target|Revenue x") {
            let name = Name::new(&name).unwrap();
            let plan = sample::plan();
            if let Ok(plan) = plan.with(&Edit::Stage(id("Meetings"), StageEdit::Name(name))) {
                let edit = edit("Meetings", StageEdit::Lag(Lag::MAX));
                let text = print(&edit, &plan);
                prop_assert_eq!(parse(&text, &plan, BareRates::Refuse), Ok(edit), "{}", text);
            }
        }

        #[test]
        fn any_line_is_read_or_refused(line in "[a-z.=+@ \"0-9%]{0,40}|(prop|deals|1|target)[.](rate|at|range|lock) ?(from |@)?[-0-9]{0,7}[+*]?=.{0,8}") {
            let plan = sample::plan();
            let _ = parse(&line, &plan, BareRates::Refuse);
            if let Ok(edits) = parse_all(&line, &plan, BareRates::Percent) {
                prop_assert!(plan.with_all(&edits).is_ok());
            }
        }
    }

    #[test]
    fn months_apart_take_an_assignment_each() {
        let plan = sample::plan();
        let edit = Edit::Revenue(vec![(0, a_weight(1e6)), (1, a_weight(2e6)), (5, a_weight(0.0))]);
        let text = print(&edit, &plan);
        assert_eq!(text, "revenue@2027-01=1000000;2000000 revenue@2027-06=0");
        assert_eq!(parse_all(&text, &plan, BareRates::Refuse).unwrap().len(), 2);
    }
}
