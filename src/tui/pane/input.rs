//! Reads and sets what stands under the cursor, whatever kind of input it is.

use crate::plan::{Edit, EditError, Field, Input, Scenario, StageEdit, TargetField, Weight, Yield};
use crate::text::entry::Kind;
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

/// The edits that give a cell the value that it has in another plan; none where that plan lacks it.
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
            let (_, stage) = baseline.funnel().find(id)?;
            let edit = match (field, stage.yields()) {
                (Field::Yield, Yield::Rate { initial, .. }) => StageEdit::Rate(*initial),
                (Field::Yield, Yield::Value { value, .. }) => StageEdit::Value(*value),
                (Field::Lag, _) => StageEdit::Lag(stage.lag()),
                (Field::Direct, _) => StageEdit::Direct(stage.direct()),
                (Field::Opening, _) => StageEdit::Opening(stage.opening()),
            };
            Edit::Stage(id, edit)
        }
    }])
}
