//! Reads and sets what stands under the cursor, whatever kind of input it is.

use crate::plan::name::quote;
use crate::plan::{Edit, EditError, Field, Input, Scenario, StageEdit, TargetField, Weight, Yield};
use crate::text::entry::{self, Kind};
use crate::text::input;
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
    match cell {
        Cell::Result => None,
        Cell::Revenue(month) => {
            Some(Reading { kind: Kind::Weight, value: scenario.revenue().get(month).copied() })
        }
        Cell::Input(input) => {
            Some(Reading { kind: input::kind(scenario, input)?, value: scenario.number(input) })
        }
    }
}

/// The edit that gives a cell a value in the model's units.
///
/// # Errors
/// The value's bounds, or a cell that is no number.
pub fn set(scenario: &Scenario, cell: Cell, value: f64) -> Result<Edit, EditError> {
    match cell {
        Cell::Result => Err(EditError::NoSuchMonth),
        Cell::Revenue(month) => Ok(Edit::Revenue(vec![(month, Weight::new(value)?)])),
        Cell::Input(input) => {
            // The start is a month, so its number is by how many months it moves.
            let start = || Edit::Start(scenario.start().plus(value as i32));
            Ok(scenario.setting(input, value)?.unwrap_or_else(start))
        }
    }
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
            set(scenario, cell, value).map_err(|error| error.to_string())
        }
        None => entry::month(text).map(Edit::Start).map_err(|error| error.to_string()),
    }
}

/// The edit that a pasted cell makes: it takes the value's place, so nothing in it works on the value.
///
/// # Errors
/// Why the cell is not taken, with what is allowed.
pub fn parse_pasted(scenario: &Scenario, cell: Cell, text: &str) -> Result<Edit, String> {
    if text.starts_with(['+', '-', '−', '*', '×', '/', '÷']) {
        return Err(format!("{} is no number of 0 or more", quote(text)));
    }
    parse(scenario, cell, text)
}

/// What a typed text means where that may surprise: a rate below 1 %.
pub fn hint(scenario: &Scenario, cell: Cell, text: &str) -> Option<String> {
    let is_rate = read(scenario, cell).is_some_and(|reading| reading.kind == Kind::Rate);
    let rate = text.trim().trim_end_matches('%').parse::<f64>().ok().filter(|_| is_rate)?;
    entry::rate_hint(rate / 100.0, text)
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
