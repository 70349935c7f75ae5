//! An assignment read into the edit that it makes: one branch a field of cli.md's table.
//!
//! Says nothing about what the plan allows, except where there is no current value to work on.

use super::line::{Assignment, Operator};
use super::{BareRates, GrammarError, print, stage};
use crate::plan::{
    Beyond, Count, Currency, Edit, EditError, Field, Horizon, Input, Lag, Money, MonthlyGrowth, Name,
    OutOfBounds, Owner, Phasing, Rate, Scenario, Share, Span, Stage, StageEdit, StageId, TargetField, Weight,
    YearlyGrowth, Yield,
};
use crate::text::entry::{self, Kind};
use crate::text::show;

const PLAN_FIELDS: &str = "target, start, months, phasing, beyond, currency, name, notes, stage, revenue@MONTH, \
                           target.lock, target.unlock or STAGE.FIELD";
/// What adds a stage, as messages call it.
const ADD_STAGE: &str = "stage+=NAME@PLACE";
const STAGE_FIELDS: &str = "rate, rate@MONTH, lag, direct, value, owner, name, definition, range, lag-range, \
                            opening, lock, unlock or at";

/// What an assignment is read against.
pub(super) struct Reader<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) bare: BareRates,
}

impl Reader<'_> {
    /// Reads the value of an assignment as its field asks for.
    pub(super) fn edit(&self, assignment: &Assignment) -> Result<Edit, GrammarError> {
        let Assignment { field, month, .. } = assignment;
        match (field.as_str(), month) {
            ("stage", None) => return self.stages(assignment),
            ("target", None) => {
                let current = self.scenario.target().amount.get();
                let amount = self.number(assignment, Kind::Money, Some(current))?;
                return Ok(Edit::Amount(Money::new(amount)?));
            }
            ("revenue", Some(month)) => return self.revenue(month, assignment),
            ("months", None) => {
                let current = self.scenario.months().months() as f64;
                let months = self.number(assignment, Kind::Months, Some(current))?;
                return Ok(Edit::Months(Horizon::new(months)?));
            }
            _ => {}
        }
        if let Some((stage, field)) = field.rsplit_once('.').filter(|(scope, _)| *scope != "target") {
            let id = stage::stage(stage, self.scenario.funnel())?;
            return self.stage_field(id, field, assignment);
        }
        assignment.only_set(self.other_field(assignment))
    }

    /// The fields of the plan that take nothing but `=`.
    fn other_field(&self, assignment: &Assignment) -> Result<Edit, GrammarError> {
        let Assignment { field, month, value, .. } = assignment;
        Ok(match (field.as_str(), month) {
            ("start", None) => Edit::Start(entry::month(value)?),
            ("phasing", None) => Edit::Phasing(self.phasing(value)?),
            ("beyond", None) => Edit::Beyond(self.beyond(value)?),
            ("currency", None) => {
                let value_error = || unknown("currency", value, "a code of three letters, such as USD");
                Edit::Currency(Currency::new(value).ok_or_else(value_error)?)
            }
            ("name", None) => Edit::Name(value.clone()),
            ("notes", None) => Edit::Notes(value.clone()),
            ("target.lock", None) => Edit::Lock(Input::Target(target_field(value)?), true),
            ("target.unlock", None) => Edit::Lock(Input::Target(target_field(value)?), false),
            _ => return Err(assignment.unknown_field(PLAN_FIELDS)),
        })
    }

    fn stages(&self, assignment: &Assignment) -> Result<Edit, GrammarError> {
        let funnel = self.scenario.funnel();
        let count = funnel.stages().len();
        match assignment.operator {
            Operator::Add => {
                let split = assignment.value.rsplit_once('@');
                let (name, place) = match split {
                    Some((name, place)) => (name, place_of(ADD_STAGE, place, count + 1)?),
                    None => (assignment.value.as_str(), count - 1),
                };
                Ok(Edit::AddStage(place, Name::new(name)?))
            }
            Operator::Subtract => Ok(Edit::RemoveStage(stage::stage(&assignment.value, funnel)?)),
            _ => Err(assignment.wrong_operator("+= NAME@PLACE or -= STAGE")),
        }
    }

    /// Reads the value of an assignment as a field of a stage asks for.
    pub(super) fn stage_field(
        &self,
        id: StageId,
        field: &str,
        assignment: &Assignment,
    ) -> Result<Edit, GrammarError> {
        let (_, stage) = self.scenario.funnel().find(id).ok_or(EditError::NoSuchStage)?;
        let is_none = assignment.is_none();
        let number = |kind, current| self.number(assignment, kind, current);
        let edit = match (field, &assignment.month) {
            ("rate", None) => {
                rates(stage)?;
                StageEdit::Rate(Rate::new(number(Kind::Rate, Some(stage.yields().initial()))?)?)
            }
            ("rate", Some(month)) => {
                rates(stage)?;
                let month = entry::month(month)?;
                let rate = || {
                    Rate::new(number(Kind::Rate, Some(stage.yields().of(month)))?).map_err(GrammarError::from)
                };
                StageEdit::RateFrom(month, if is_none { None } else { Some(rate()?) })
            }
            ("value", None) => {
                let current = stage
                    .value()
                    .ok_or_else(|| EditError::ValueNotLast { stage: stage.name().to_owned() })?;
                StageEdit::Value(Money::new(number(Kind::Money, Some(current.get()))?)?)
            }
            ("lag", None) => {
                StageEdit::Lag(Lag::new(number(Kind::Lag, Some(f64::from(stage.lag().days())))?)?)
            }
            ("direct", None) => {
                StageEdit::Direct(Share::new(number(Kind::Share, Some(stage.direct().get()))?)?)
            }
            ("opening", None) if is_none => StageEdit::Opening(None),
            ("opening", None) => {
                let count = number(Kind::Count, stage.opening().map(Count::get))?;
                StageEdit::Opening(Some(Count::new(count)?))
            }
            (_, None) => {
                return assignment.only_set(self.other_stage_field(stage, field, assignment));
            }
            (_, Some(_)) => return Err(assignment.unknown_field(STAGE_FIELDS)),
        };
        Ok(Edit::Stage(id, edit))
    }

    /// The fields that take nothing but `=`.
    fn other_stage_field(
        &self,
        stage: &Stage,
        field: &str,
        assignment: &Assignment,
    ) -> Result<Edit, GrammarError> {
        let value = assignment.value.as_str();
        let id = stage.id();
        let edit = match field {
            "owner" => StageEdit::Owner(owner(value)?),
            "name" => StageEdit::Name(Name::new(value)?),
            "definition" => StageEdit::Definition(value.to_owned()),
            "range" if stage.value().is_some() => {
                StageEdit::ValueRange(self.span(assignment, Kind::Money, Money::new)?)
            }
            "range" => StageEdit::RateRange(self.span(assignment, Kind::Rate, Rate::new)?),
            "lag-range" => StageEdit::LagRange(self.span(assignment, Kind::Lag, Lag::new)?),
            "lock" => return Ok(Edit::Lock(Input::Stage(id, stage_input(value)?), true)),
            "unlock" => return Ok(Edit::Lock(Input::Stage(id, stage_input(value)?), false)),
            "at" => {
                let count = self.scenario.funnel().stages().len();
                return Ok(Edit::MoveStage(id, place_of("at", value, count)?));
            }
            _ => return Err(assignment.unknown_field(STAGE_FIELDS)),
        };
        Ok(Edit::Stage(id, edit))
    }

    /// A number; an operator before the `=` works on the current value, as a leading one does.
    fn number(&self, assignment: &Assignment, kind: Kind, current: Option<f64>) -> Result<f64, GrammarError> {
        self.refuse_operator(assignment)?;
        let text = format!("{}{}", assignment.operator.sign(), assignment.value);
        self.refuse_bare(&text, kind)?;
        Ok(entry::number(&text, kind, current, self.scenario.currency())?)
    }

    /// Refuses `FIELD=-5` where no preview shows that it takes 5 away: the operator belongs before the `=`.
    fn refuse_operator(&self, assignment: &Assignment) -> Result<(), GrammarError> {
        match assignment.moved_operator().filter(|_| self.bare == BareRates::Refuse) {
            Some(hint) => Err(GrammarError::LeadingOperator { found: assignment.value.clone(), hint }),
            None => Ok(()),
        }
    }

    fn plain_number(&self, text: &str, kind: Kind) -> Result<f64, GrammarError> {
        self.refuse_bare(text, kind)?;
        Ok(entry::number(text, kind, None, self.scenario.currency())?)
    }

    /// A range, or `none`.
    fn span<T: PartialOrd + Copy>(
        &self,
        assignment: &Assignment,
        kind: Kind,
        new: impl Fn(f64) -> Result<T, OutOfBounds>,
    ) -> Result<Option<Span<T>>, GrammarError> {
        if assignment.is_none() {
            return Ok(None);
        }
        let text = assignment.value.as_str();
        let (low, high) = entry::ends(text).unwrap_or((text, ""));
        if !high.trim_end().ends_with('%') {
            self.refuse_bare(low, kind)?;
            self.refuse_bare(high, kind)?;
        }
        let (low, high) = entry::range(text, kind, self.scenario.currency())?;
        Ok(Some(Span::new(new(low)?, new(high)?)))
    }

    fn refuse_bare(&self, text: &str, kind: Kind) -> Result<(), GrammarError> {
        if self.bare == BareRates::Percent || !kind.is_percent() || !entry::is_bare_small_rate(text) {
            return Ok(());
        }
        let (sign, number) = text.split_at(text.len() - text.trim_start_matches(['+', '-']).len());
        let unit = if matches!(kind, Kind::Rate | Kind::Share) && !sign.is_empty() { "pp" } else { "%" };
        let hint = match entry::small_alone(text) {
            Some(share) => {
                let meant = entry::print(share, Kind::Rate);
                format!("write {sign}{}{unit} or {sign}{number}{unit}", meant.trim_end_matches('%'))
            }
            None => "write % or pp behind each number".to_owned(),
        };
        Err(GrammarError::BareRate { found: text.to_owned(), hint })
    }

    fn phasing(&self, text: &str) -> Result<Phasing, GrammarError> {
        let (word, rest) = split_word(text);
        let value = rest.unwrap_or_default();
        match (word.as_str(), rest) {
            ("even", None) => Ok(Phasing::Even),
            ("growth", _) => {
                Ok(Phasing::Growth(MonthlyGrowth::new(self.plain_number(value, Kind::Growth)?)?))
            }
            ("seasonal", _) => {
                let error = |_| unknown("phasing", text, "seasonal:12 weights, January to December");
                Ok(Phasing::Seasonal(self.weights(value)?.try_into().map_err(error)?))
            }
            ("custom", _) => Ok(Phasing::Custom(self.weights(value)?)),
            _ => Err(unknown(
                "phasing",
                text,
                "even, growth:3%, seasonal:12 weights or custom:a weight a month",
            )),
        }
    }

    fn beyond(&self, text: &str) -> Result<Beyond, GrammarError> {
        let (word, rest) = split_word(text);
        match (word.as_str(), rest) {
            ("stop", None) => Ok(Beyond::Stop),
            ("continue", None) => Ok(Beyond::Continue),
            ("continue", Some(rest)) => {
                Ok(Beyond::Grow(YearlyGrowth::new(self.plain_number(rest, Kind::YearlyGrowth)?)?))
            }
            _ => Err(unknown("beyond", text, "stop, continue or continue:15%")),
        }
    }

    /// Weights, separated by commas, or by blanks if there is no comma.
    fn weights(&self, text: &str) -> Result<Vec<Weight>, GrammarError> {
        let weight = |part: &str| Ok(Weight::new(self.plain_number(part, Kind::Weight)?)?);
        if text.contains(',') {
            text.split(',').map(weight).collect()
        } else {
            text.split_whitespace().map(weight).collect()
        }
    }

    /// The revenue of a month, or of months that follow each other, separated by `;`: a comma belongs to an
    /// amount. An operator works on the present revenue of a single month.
    fn revenue(&self, month: &str, assignment: &Assignment) -> Result<Edit, GrammarError> {
        let first = usize::try_from(entry::month(month)?.since(self.scenario.start()));
        let first = first.map_err(|_| EditError::NoSuchMonth)?;
        let present = self.scenario.revenue();
        if !assignment.value.contains(';') {
            let current = present.get(first).ok_or(EditError::NoSuchMonth)?;
            let amount = self.number(assignment, Kind::Weight, Some(*current))?;
            return Ok(Edit::Revenue(vec![(first, Weight::new(amount)?)]));
        }
        if assignment.operator != Operator::Set {
            return Err(assignment.wrong_operator("= for several months"));
        }
        let amount = |(month, part)| Ok((month, Weight::new(self.plain_number(part, Kind::Weight)?)?));
        (first..).zip(assignment.value.split(';')).map(amount).collect::<Result<_, _>>().map(Edit::Revenue)
    }
}

/// A word and what follows it behind a colon or a blank, if one is there.
fn split_word(text: &str) -> (String, Option<&str>) {
    let text = text.trim();
    match text.split_once(|char: char| char == ':' || char.is_whitespace()) {
        Some((word, rest)) => (word.to_lowercase(), Some(rest.trim())),
        None => (text.to_lowercase(), None),
    }
}

fn unknown(field: &'static str, found: &str, allowed: &str) -> GrammarError {
    GrammarError::Value { field, found: found.to_owned(), allowed: allowed.to_owned() }
}

fn rates(stage: &Stage) -> Result<(), EditError> {
    match stage.yields() {
        Yield::Rate { .. } => Ok(()),
        Yield::Value { .. } => Err(EditError::RateOnLast { stage: stage.name().to_owned() }),
    }
}

/// A place as it is typed, counted from 1, as one counted from 0.
fn place_of(field: &'static str, text: &str, last: usize) -> Result<usize, GrammarError> {
    let place = text.trim().parse().ok().filter(|place| (1..=last).contains(place));
    place.map(|place: usize| place - 1).ok_or_else(|| unknown(field, text, &format!("a place, 1 to {last}")))
}

fn owner(text: &str) -> Result<Owner, GrammarError> {
    let lower = text.to_lowercase();
    let found =
        Owner::ALL.into_iter().find(|team| !lower.is_empty() && show::owner(*team).starts_with(&lower));
    found.ok_or_else(|| unknown("owner", text, "marketing, sales or both"))
}

fn target_field(text: &str) -> Result<TargetField, GrammarError> {
    let found = TargetField::ALL.into_iter().find(|field| print::target_field(*field) == text.to_lowercase());
    found.ok_or_else(|| unknown("target.lock", text, "amount, phasing, start, months or beyond"))
}

fn stage_input(text: &str) -> Result<Field, GrammarError> {
    let text = text.to_lowercase();
    let is_meant =
        |field: &Field| print::stage_field(*field) == text || (*field == Field::Yield && text == "value");
    let found = Field::ALL.into_iter().find(is_meant);
    found.ok_or_else(|| unknown("lock", &text, "rate, value, lag, direct or opening"))
}
