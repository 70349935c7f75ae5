//! A JSON tree to a scenario: which keys there are, which must be there and what goes with what.
//!
//! The bounds of numbers and the rules between stages are the plan's; this file only says where they were broken.

use super::cursor::{At, Object};
use super::tree::{Keys, Value};
use super::{Extras, File, FormatError, OWNERS, TARGET_FIELDS, VERSION, stage_fields};
use crate::plan::{
    Beyond, Count, Currency, EditError, Funnel, Horizon, Lag, Money, Month, MonthlyGrowth, Name, Owner,
    Phasing, Quantity, Rate, RateChange, Scenario, ScenarioParts, Share, StageParts, Target, Weight,
    YearlyGrowth, Yield,
};

/// Reads the file's object.
pub(super) fn file(tree: Value) -> Result<File, FormatError> {
    let mut top = At::top(tree).object("a JSON object in braces, with \"format\": \"backcast\" first")?;
    top.need("format", "\"format\": \"backcast\"")?.word(&[("backcast", ())])?;
    let version = top.need("version", "\"version\": 1")?;
    let version = version.as_ordinal().ok_or_else(|| version.refuse(VERSION.to_string()))?;
    match scenario(top) {
        Ok((scenario, extras)) => Ok(File { scenario, extras, read_only: version > VERSION }),
        Err(reason) if version > VERSION => Err(FormatError::Newer { version, reason: Box::new(reason) }),
        Err(reason) => Err(reason),
    }
}

fn scenario(mut top: Object) -> Result<(Scenario, Extras), FormatError> {
    let mut extras = Extras::default();
    let name_path = top.path("name");
    let name = top.need("name", "\"name\": \"Base 2027\"")?.text()?;
    let currency = top.take("currency").map_or(Ok(Currency::USD), |at| currency(&at))?;
    let start = top.need("start", "\"start\": \"2027-01\"")?.month()?;
    let months = top.need("months", "\"months\": 12")?.number(Quantity::Horizon, Horizon::new)?;
    let target = top.need("target", "\"target\": { \"amount\": 1000000 }")?;
    let target = read_target(target, &mut extras)?;
    let funnel = top.need("stages", STAGES)?;
    let funnel = read_funnel(funnel, &mut extras)?;
    let notes = text_or_empty(top.take("notes"))?;
    extras.top = top.rest();
    let parts = ScenarioParts { name, currency, start, months, target, funnel, notes };
    let scenario = Scenario::new(parts).map_err(|rule| {
        let path = if let EditError::BadName { .. } = rule { name_path } else { WEIGHTS.to_owned() };
        FormatError::Rule { path, rule }
    })?;
    Ok((scenario, extras))
}

const STAGES: &str = "\"stages\": [ { \"name\": \"Leads\", \"rate\": 0.2, \"lag_days\": 30 }, \
                      { \"name\": \"Deals\", \"value\": 10000, \"lag_days\": 0 } ]";
const WEIGHTS: &str = "target.phasing.weights";

fn currency(at: &At) -> Result<Currency, FormatError> {
    let rule = "a currency code of three letters, for example \"USD\"";
    at.as_str().and_then(Currency::new).ok_or_else(|| at.refuse(rule))
}

fn text_or_empty(at: Option<At>) -> Result<String, FormatError> {
    at.map_or_else(|| Ok(String::new()), At::text)
}

fn read_target(at: At, extras: &mut Extras) -> Result<Target, FormatError> {
    let mut keys = at.object("an object, for example { \"amount\": 1000000 }")?;
    let amount = keys.need("amount", "\"amount\": 1000000")?.number(Quantity::Money, Money::new)?;
    let (phasing, rest) = keys.take("phasing").map_or(Ok((Phasing::Even, Keys::default())), phasing)?;
    extras.phasing = rest;
    let (beyond, rest) = keys.take("beyond").map_or(Ok((Beyond::Continue, Keys::default())), beyond)?;
    extras.beyond = rest;
    let locked = keys.take("locked").map_or(Ok(Vec::new()), |at| at.words(&TARGET_FIELDS))?;
    extras.target = keys.rest();
    Ok(Target { amount, phasing, beyond, locked })
}

fn phasing(at: At) -> Result<(Phasing, Keys), FormatError> {
    #[derive(Clone, Copy)]
    enum Kind {
        Even,
        Growth,
        Seasonal,
        Custom,
    }
    let kinds = [
        ("even", Kind::Even),
        ("growth", Kind::Growth),
        ("seasonal", Kind::Seasonal),
        ("custom", Kind::Custom),
    ];
    let mut keys = at.object("an object, for example { \"kind\": \"even\" }")?;
    let kind = keys.need("kind", "\"kind\": \"even\"")?.word(&kinds)?;
    let phasing = match kind {
        Kind::Even => Phasing::Even,
        Kind::Growth => {
            let monthly = keys.need("monthly", "\"monthly\": 0.03")?;
            Phasing::Growth(monthly.number(Quantity::MonthlyGrowth, MonthlyGrowth::new)?)
        }
        Kind::Seasonal => {
            let rule = "12 numbers, January to December";
            let at = keys.need("weights", "\"weights\": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]")?;
            let refusal = at.refuse(rule);
            Phasing::Seasonal(weights(at, rule)?.try_into().map_err(|_| refusal)?)
        }
        Kind::Custom => {
            let at = keys.need("weights", "\"weights\": [one number for each month]")?;
            Phasing::Custom(weights(at, "a number for each month of the plan")?)
        }
    };
    if !matches!(kind, Kind::Growth) {
        keys.forbid(&["monthly"], "no monthly growth in this kind of phasing (only in \"growth\")")?;
    }
    if matches!(kind, Kind::Even | Kind::Growth) {
        keys.forbid(
            &["weights"],
            "no weights in this kind of phasing (only in \"seasonal\" and \"custom\")",
        )?;
    }
    Ok((phasing, keys.rest()))
}

fn weights(at: At, rule: &str) -> Result<Vec<Weight>, FormatError> {
    at.list(rule)?.iter().map(|at| at.number(Quantity::Weight, Weight::new)).collect()
}

fn beyond(at: At) -> Result<(Beyond, Keys), FormatError> {
    let mut keys = at.object("an object, for example { \"kind\": \"continue\" }")?;
    let goes_on =
        keys.need("kind", "\"kind\": \"continue\"")?.word(&[("continue", true), ("stop", false)])?;
    if !goes_on {
        keys.forbid(&["yearly_growth"], "no yearly growth where the target stops (only in \"continue\")")?;
        return Ok((Beyond::Stop, keys.rest()));
    }
    let beyond = match keys.take("yearly_growth") {
        Some(at) => Beyond::Grow(at.number(Quantity::YearlyGrowth, YearlyGrowth::new)?),
        None => Beyond::Continue,
    };
    Ok((beyond, keys.rest()))
}

/// A stage, its unknown keys and those of its rate changes.
type ReadStage = (StageParts, Keys, Vec<(Month, Keys)>);

fn read_funnel(at: At, extras: &mut Extras) -> Result<Funnel, FormatError> {
    let path = at.path();
    let list = at.list("a list of 2 to 12 stages")?;
    let found = list.len();
    if !(Funnel::BOUNDS.0..=Funnel::BOUNDS.1).contains(&found) {
        return Err(FormatError::Rule { path, rule: EditError::StageCount { found } });
    }
    let stages = list.into_iter().zip(1..).map(|(at, place)| read_stage(at, place == found));
    let stages = stages.collect::<Result<Vec<ReadStage>, _>>()?;
    let parts: Vec<_> = stages.iter().map(|(parts, ..)| parts.clone()).collect();
    let funnel = Funnel::new(parts.clone()).map_err(|rule| blame(&path, &parts, rule))?;
    for (stage, (_, keys, changes)) in funnel.stages().iter().zip(stages) {
        extras.stages.push((stage.id(), keys));
        extras.changes.extend(changes.into_iter().map(|(from, keys)| (stage.id(), from, keys)));
    }
    extras.stages.retain(|(_, keys)| !keys.is_empty());
    extras.changes.retain(|(_, _, keys)| !keys.is_empty());
    Ok(funnel)
}

/// The path of the stage that broke a rule between stages.
fn blame(path: &str, parts: &[StageParts], rule: EditError) -> FormatError {
    let (name, key) = match &rule {
        EditError::NameTaken { found } => (found.as_str(), "name"),
        EditError::DirectOnFirst { stage } => (stage.as_str(), "direct"),
        EditError::ChangeTwice { stage, .. } => (stage.as_str(), "changes"),
        _ => return FormatError::Rule { path: path.to_owned(), rule },
    };
    let mut places = parts.iter().enumerate().filter(|(_, stage)| stage.name.as_str() == name);
    // Of two stages with the same name it is the later that is to blame.
    let place = if key == "name" { places.next_back() } else { places.next() };
    let at = place.map_or(0, |(at, _)| at);
    FormatError::Rule { path: format!("{path}[{at}].{key}"), rule }
}

fn read_stage(at: At, last: bool) -> Result<ReadStage, FormatError> {
    let mut keys =
        at.object("an object, for example { \"name\": \"Leads\", \"rate\": 0.2, \"lag_days\": 30 }")?;
    let path = keys.path("name");
    let name = keys.need("name", "\"name\": \"Leads\"")?.text()?;
    let name = Name::new(&name).map_err(|rule| FormatError::Rule { path, rule })?;
    let owner = keys.take("owner").map_or(Ok(Owner::Both), |at| at.word(&OWNERS))?;
    let definition = text_or_empty(keys.take("definition"))?;
    let mut change_keys = Vec::new();
    let yields = if last { read_value(&mut keys)? } else { read_rate(&mut keys, &mut change_keys)? };
    let lag = keys.need("lag_days", "\"lag_days\": 30")?.number(Quantity::Lag, Lag::new)?;
    let direct =
        keys.take("direct").map_or(Ok(Share::nearest(0.0)), |at| at.number(Quantity::Share, Share::new))?;
    let opening = keys.take("opening").map(|at| at.number(Quantity::Count, Count::new)).transpose()?;
    let lag_range = keys.take("lag_range").map(|at| at.span(Quantity::Lag, Lag::new)).transpose()?;
    let locked = keys.take("locked").map_or(Ok(Vec::new()), |at| at.words(&stage_fields(last)))?;
    let parts = StageParts { name, owner, definition, yields, lag, direct, opening, lag_range, locked };
    Ok((parts, keys.rest(), change_keys))
}

fn read_value(keys: &mut Object) -> Result<Yield, FormatError> {
    let why = "nothing of a rate here: the last stage has a deal value (\"value\") instead";
    keys.forbid(&["rate", "changes", "rate_range"], why)?;
    let value = keys.need("value", "\"value\": 10000")?.number(Quantity::Money, Money::new)?;
    let range = keys.take("value_range").map(|at| at.span(Quantity::Money, Money::new)).transpose()?;
    Ok(Yield::Value { value, range })
}

fn read_rate(keys: &mut Object, change_keys: &mut Vec<(Month, Keys)>) -> Result<Yield, FormatError> {
    let why = "nothing of a deal value here: only the last stage has one, all others a \"rate\"";
    keys.forbid(&["value", "value_range"], why)?;
    let initial = keys.need("rate", "\"rate\": 0.2")?.number(Quantity::Rate, Rate::new)?;
    let mut changes = Vec::new();
    if let Some(at) = keys.take("changes") {
        for at in at.list("a list, for example [ { \"from\": \"2027-04\", \"rate\": 0.65 } ]")? {
            let mut keys = at.object("an object, for example { \"from\": \"2027-04\", \"rate\": 0.65 }")?;
            let from = keys.need("from", "\"from\": \"2027-04\"")?.month()?;
            let rate = keys.need("rate", "\"rate\": 0.65")?.number(Quantity::Rate, Rate::new)?;
            changes.push(RateChange { from, rate });
            change_keys.push((from, keys.rest()));
        }
    }
    let range = keys.take("rate_range").map(|at| at.span(Quantity::Rate, Rate::new)).transpose()?;
    Ok(Yield::Rate { initial, changes, range })
}
