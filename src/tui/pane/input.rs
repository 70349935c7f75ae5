//! Reads and sets what stands under the cursor, whatever kind of input it is.

use crate::plan::{
    Beyond, Count, Edit, EditError, Field, Horizon, Input, Lag, Money, MonthlyGrowth, Phasing, Rate,
    Scenario, Share, StageEdit, StageId, TargetField, Weight, YearlyGrowth, Yield,
};
use crate::text::entry::{self, Kind};
use crate::text::finding::refusal;
use crate::tui::model::Cell;

/// A number under the cursor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// What kind of number it is.
    pub kind: Kind,
    /// Its value in the model's units; none where nothing was given yet.
    pub value: Option<f64>,
}

/// The number of a cell; none for results and for the start, which is a month.
pub fn read(scenario: &Scenario, cell: Cell) -> Option<Reading> {
    let reading = |kind, value| Some(Reading { kind, value });
    let target = scenario.target();
    match cell {
        Cell::Result => None,
        Cell::Revenue(month) => reading(Kind::Weight, scenario.revenue().get(month).copied()),
        Cell::Input(Input::Target(field)) => match field {
            TargetField::Amount => reading(Kind::Money, Some(target.amount.get())),
            TargetField::Months => reading(Kind::Months, Some(scenario.months().months() as f64)),
            TargetField::Start => None,
            TargetField::Phasing => match target.phasing {
                Phasing::Growth(growth) => reading(Kind::Growth, Some(growth.get())),
                _ => reading(Kind::Growth, None),
            },
            TargetField::Beyond => match target.beyond {
                Beyond::Grow(growth) => reading(Kind::YearlyGrowth, Some(growth.get())),
                _ => reading(Kind::YearlyGrowth, None),
            },
        },
        Cell::Input(Input::Stage(id, field)) => {
            let (_, stage) = scenario.funnel().find(id)?;
            match field {
                Field::Yield => {
                    let kind = if stage.value().is_some() { Kind::Money } else { Kind::Rate };
                    reading(kind, Some(stage.yields().initial()))
                }
                Field::Lag => reading(Kind::Lag, Some(f64::from(stage.lag().days()))),
                Field::Direct => reading(Kind::Share, Some(stage.direct().get())),
                Field::Opening => reading(Kind::Count, stage.opening().map(Count::get)),
            }
        }
    }
}

/// The edit that gives a cell a value in the model's units.
///
/// # Errors
/// The value's bounds, or a cell that is no number.
pub fn set(scenario: &Scenario, cell: Cell, value: f64) -> Result<Edit, EditError> {
    Ok(match cell {
        Cell::Result => return Err(EditError::NoSuchMonth),
        Cell::Revenue(month) => Edit::Revenue(vec![(month, Weight::new(value)?)]),
        Cell::Input(Input::Target(field)) => match field {
            TargetField::Amount => Edit::Amount(Money::new(value)?),
            TargetField::Months => Edit::Months(Horizon::new(value)?),
            TargetField::Start => Edit::Start(scenario.start().plus(value as i32)),
            TargetField::Phasing => Edit::Phasing(Phasing::Growth(MonthlyGrowth::new(value)?)),
            TargetField::Beyond => Edit::Beyond(Beyond::Grow(YearlyGrowth::new(value)?)),
        },
        Cell::Input(Input::Stage(id, field)) => Edit::Stage(
            id,
            match field {
                Field::Yield if is_value(scenario, id) => StageEdit::Value(Money::new(value)?),
                Field::Yield => StageEdit::Rate(Rate::new(value)?),
                Field::Lag => StageEdit::Lag(Lag::new(value)?),
                Field::Direct => StageEdit::Direct(Share::new(value)?),
                Field::Opening => StageEdit::Opening(Some(Count::new(value)?)),
            },
        ),
    })
}

/// Whether a cell need not be given.
pub const fn is_optional(cell: Cell) -> bool {
    matches!(cell, Cell::Input(Input::Stage(_, Field::Opening)))
}

/// Whether a typed text stands for nothing given.
pub fn is_nothing(text: &str) -> bool {
    text.trim().is_empty() || text.trim().eq_ignore_ascii_case("none")
}

/// The edit that a typed text makes of a cell; an empty one and `none` clear what need not be given.
///
/// # Errors
/// Why the text is not taken, with what is allowed.
pub fn parse(scenario: &Scenario, cell: Cell, text: &str) -> Result<Edit, String> {
    if let Cell::Input(Input::Stage(id, Field::Opening)) = cell
        && is_nothing(text)
    {
        return Ok(Edit::Stage(id, StageEdit::Opening(None)));
    }
    match read(scenario, cell) {
        Some(reading) => {
            let value = entry::number(text, reading.kind, reading.value, scenario.currency())
                .map_err(|error| error.to_string())?;
            set(scenario, cell, value).map_err(|error| refusal(&error))
        }
        None => entry::month(text).map(Edit::Start).map_err(|error| error.to_string()),
    }
}

/// What a typed text means where that may surprise: a rate below 1 %.
pub fn hint(scenario: &Scenario, cell: Cell, text: &str) -> Option<String> {
    let is_rate = read(scenario, cell).is_some_and(|reading| reading.kind == Kind::Rate);
    let rate = text.trim().trim_end_matches('%').parse::<f64>().ok().filter(|_| is_rate)?;
    entry::rate_hint(rate / 100.0, text)
}

fn is_value(scenario: &Scenario, id: StageId) -> bool {
    scenario.funnel().find(id).is_some_and(|(_, stage)| stage.value().is_some())
}

/// The edits that give a cell the value that it has in another plan, or clear what need not be given; none where
/// that plan lacks it.
pub fn reset(scenario: &Scenario, baseline: &Scenario, cell: Cell) -> Option<Vec<Edit>> {
    let target = baseline.target();
    Some(vec![match cell {
        Cell::Result => return None,
        Cell::Revenue(month) => {
            if scenario.target().phasing == target.phasing && scenario.target().amount == target.amount {
                return None;
            }
            let revenue = baseline.revenue_for(month + 1);
            Edit::Revenue(vec![(month, Weight::new(revenue[month]).ok()?)])
        }
        Cell::Input(Input::Target(field)) => match field {
            TargetField::Amount => Edit::Amount(target.amount),
            TargetField::Months => Edit::Months(baseline.months()),
            TargetField::Start => Edit::Start(baseline.start()),
            TargetField::Phasing => Edit::Phasing(target.phasing.clone()),
            TargetField::Beyond => Edit::Beyond(target.beyond),
        },
        Cell::Input(Input::Stage(id, field)) => {
            let was = || Some(baseline.funnel().find(id)?.1);
            let edit = match field {
                Field::Yield => match was()?.yields() {
                    Yield::Rate { initial, .. } => StageEdit::Rate(*initial),
                    Yield::Value { value, .. } => StageEdit::Value(*value),
                },
                Field::Lag => StageEdit::Lag(was()?.lag()),
                Field::Direct => StageEdit::Direct(was()?.direct()),
                Field::Opening => StageEdit::Opening(None),
            };
            Edit::Stage(id, edit)
        }
    }])
}
