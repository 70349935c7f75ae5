//! Nudges: how far a step goes, and which nudges belong to one undo step (screens.md §10).

use std::time::Duration;

use super::{act, input};
use crate::plan::{Edit, EditError, Input, Month, Scenario, TargetField};
use crate::text::entry::Kind;
use crate::tui::command::Command;
use crate::tui::model::{Cell, Model};

/// Nudges that follow each other faster than this are one undo step.
const BURST: Duration = Duration::from_millis(500);

/// Which of three step sizes each kind of input uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepSizes {
    pub(in crate::tui) percent: usize,
    pub(in crate::tui) days: usize,
    pub(in crate::tui) money: usize,
    pub(in crate::tui) months: usize,
}

impl Default for StepSizes {
    fn default() -> Self {
        Self { percent: 1, days: 0, money: 1, months: 0 }
    }
}

impl StepSizes {
    fn of(&mut self, kind: Option<Kind>) -> &mut usize {
        match kind {
            Some(Kind::Rate | Kind::Share | Kind::Growth | Kind::YearlyGrowth) => &mut self.percent,
            Some(Kind::Lag) => &mut self.days,
            Some(Kind::Money | Kind::Count | Kind::Weight) => &mut self.money,
            Some(Kind::Months) | None => &mut self.months,
        }
    }

    /// Takes the next of the three sizes for a kind of input (none: the start).
    pub fn turn(&mut self, kind: Option<Kind>) {
        let size = self.of(kind);
        *size = (*size + 1) % 3;
    }

    /// The step for a value in the units in which it is shown (percent, days, money, months).
    pub fn step(mut self, kind: Option<Kind>, value: f64) -> f64 {
        let size = *self.of(kind);
        match kind {
            Some(Kind::Rate | Kind::Share | Kind::Growth | Kind::YearlyGrowth) if value.abs() < 0.1 => {
                [0.01, 0.1, 1.0][size]
            }
            Some(Kind::Rate | Kind::Share | Kind::Growth | Kind::YearlyGrowth) => [0.1, 1.0, 5.0][size],
            Some(Kind::Lag) => [1.0, 5.0, 30.0][size],
            Some(Kind::Months) | None => [1.0, 6.0, 12.0][size],
            Some(Kind::Money | Kind::Weight | Kind::Count) => {
                let magnitude = if value > 0.0 { value.log10().floor() as i32 } else { 3 };
                let step = 10_f64.powi(magnitude + size as i32 - 2);
                step.max(if kind == Some(Kind::Count) { 1.0 } else { 0.01 })
            }
        }
    }
}

/// A run of nudges on one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burst {
    cell: Cell,
    last: Duration,
    step: f64,
}

/// Moves what is selected by steps: -10, -1, 1 or 10.
pub fn nudge(model: &mut Model, steps: f64) {
    nudge_cell(model, model.cell(), steps);
}

/// Moves an input by steps, wherever it is shown.
pub fn nudge_cell(model: &mut Model, cell: Cell, steps: f64) {
    let scenario = model.document.scenario();
    // Before anything about bounds: at its bound a locked input is still locked.
    if cell.locked_as().is_some_and(|input| scenario.is_locked(input)) {
        return model.refuse_locked();
    }
    let reading = input::read(scenario, cell);
    let running =
        model.burst.filter(|burst| burst.cell == cell && model.now.saturating_sub(burst.last) < BURST);
    let kind = reading.map(|reading| reading.kind);
    let value = reading.and_then(|reading| reading.value);
    let step = running.map_or_else(|| model.steps.step(kind, value.unwrap_or(0.0)), |burst| burst.step);
    let edit = match (cell, reading, value) {
        (Cell::Result, _, _) => return model.refuse(act::IS_A_RESULT),
        (Cell::Input(Input::Target(TargetField::Start)), _, _) => nudge_start(scenario, step * steps),
        (Cell::Input(Input::Target(TargetField::Phasing | TargetField::Beyond)), _, None) => {
            let edit = model.key(Command::Edit);
            return model.refuse(format!("nothing to nudge here: {edit} shows the choices"));
        }
        (_, Some(reading), value) => {
            let current = value.unwrap_or(0.0);
            let next = moved(reading.kind, current, step, steps);
            if value == Some(next) {
                return model.refuse(format!(
                    "{} must be {}",
                    reading.kind.quantity().name(),
                    reading.kind.quantity().allowed()
                ));
            }
            input::set(scenario, cell, next)
        }
        _ => return,
    };
    let depth = model.document.undo_depth();
    let result = edit.and_then(|edit| {
        let edits = [edit];
        if running.is_some() { model.document.amend(&edits) } else { model.document.edit(&edits) }
    });
    match result {
        // A burst that came back to where it began left no step to go on with.
        Ok(true) if model.document.undo_depth() < depth => model.burst = None,
        Ok(true) => model.burst = Some(Burst { cell, last: model.now, step }),
        Ok(false) => {}
        Err(error) => act::refuse(model, cell.locked_as(), &error),
    }
}

fn nudge_start(scenario: &Scenario, months: f64) -> Result<Edit, EditError> {
    let start: Month = scenario.start().plus(months as i32);
    start.checked().map(Edit::Start).ok_or(EditError::BadStart { found: start })
}

/// A value moved by steps, rounded to the step's decimals and kept within bounds.
pub fn moved(kind: Kind, value: f64, step: f64, steps: f64) -> f64 {
    let scale = if kind.is_percent() { 100.0 } else { 1.0 };
    let decimals = 10_f64.powi((-step.log10().floor()).clamp(0.0, 6.0) as i32);
    let next = ((value * scale + step * steps) * decimals).round() / decimals / scale;
    kind.nearest(next)
}

/// The edit that one more step up would make of what is selected, and that step in words: `+1.0 pp`. None where
/// there is nothing to nudge, or nowhere to go.
pub fn one_more(model: &Model) -> Option<(String, Edit)> {
    let (cell, scenario) = (model.cell(), model.document.scenario());
    let reading = input::read(scenario, cell)?;
    let value = reading.value?;
    let next = moved(reading.kind, value, model.steps.step(Some(reading.kind), value), 1.0);
    let edit = input::set(scenario, cell, next).ok().filter(|_| next != value)?;
    Some((format!("+{}", step_label(model, cell)?), edit))
}

/// How far a nudge goes, in words: `1.0 pp`; none where nothing can be nudged.
pub fn step_label(model: &Model, cell: Cell) -> Option<String> {
    let scenario = model.document.scenario();
    let reading = input::read(scenario, cell)?;
    // A phasing that does not grow has nothing to nudge.
    if reading.value.is_none() && reading.kind.is_percent() {
        return None;
    }
    let step = model.steps.step(Some(reading.kind), reading.value.unwrap_or(0.0));
    Some(match reading.kind {
        Kind::Rate | Kind::Share | Kind::Growth | Kind::YearlyGrowth => format!("{} pp", trimmed(step)),
        Kind::Lag => format!("{step} d"),
        Kind::Months => step.to_string(),
        Kind::Money | Kind::Weight | Kind::Count if step < 1.0 => step.to_string(),
        Kind::Money | Kind::Weight | Kind::Count => crate::text::show::cell(step, 6),
    })
}

/// The three steps that can be chosen for a cell, smallest first: `0.1 1 5 pp`; none where nothing can be nudged.
pub fn step_choices(model: &Model, cell: Cell) -> Option<String> {
    let reading = input::read(model.document.scenario(), cell)?;
    step_label(model, cell)?;
    let kind = Some(reading.kind);
    let mut steps = model.steps;
    let choices = [0, 1, 2].map(|size| {
        *steps.of(kind) = size;
        let step = steps.step(kind, reading.value.unwrap_or(0.0));
        match reading.kind {
            // A step is a one with zeros: the narrowest cell that holds it has its unit.
            Kind::Money | Kind::Weight | Kind::Count if step >= 1.0 => (1..8)
                .map(|width| crate::text::show::cell(step, width))
                .find(|cell| !cell.contains('#'))
                .unwrap_or_else(|| step.to_string()),
            _ => step.to_string(),
        }
    });
    let unit = match reading.kind {
        kind if kind.is_percent() => " pp",
        Kind::Lag => " d",
        _ => "",
    };
    Some(format!("{}{unit}", choices.join(" ")))
}

fn trimmed(step: f64) -> String {
    if step >= 1.0 { format!("{step:.1}") } else { format!("{step}") }
}
