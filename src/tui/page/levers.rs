//! Which input is worth changing, and when it pays. The selected lever is the input under the plan's own cursor, so
//! that nudging, typing, locking and stepping mean what they mean in the plan.

use super::Taken;
use crate::goals::levers::{Lever, Ranged, Trial, edits, levers, ranges};
use crate::plan::{Field, Input};
use crate::text::{input, lever};
use crate::tui::command::Command;
use crate::tui::layout::{first_visible, levers_layout};
use crate::tui::message::{Effect, Message};
use crate::tui::model::{Cell, Focus, Model, Page};
use crate::tui::overlay::{moved, prompt};
use crate::tui::pane::{act, cursor, nudge};

/// What the list shows, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Levers by the revenue that they gain inside the plan.
    #[default]
    Gained,
    /// Levers by what they save of the top stage's need.
    Saved,
    /// The user's own ranges, by how far their ends lie apart.
    Ranges,
}

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct Levers {
    /// What the list shows.
    pub order: Order,
    /// The first visible row.
    pub first: usize,
    /// The wheel moved the list; it need not show the selected lever until the next key.
    pub scrolled: bool,
}

/// The inputs of the list, top to bottom.
pub fn inputs(model: &Model) -> Vec<Input> {
    match model.levers.order {
        Order::Ranges => ranges_and_others(model).into_iter().map(|(lever, _)| lever.input).collect(),
        order => sorted(model, order).iter().map(|lever| lever.input).collect(),
    }
}

/// The levers in an order; those that save the same keep the order of their gains.
pub fn sorted(model: &Model, order: Order) -> Vec<Lever> {
    let plan = model.shown();
    let mut levers = levers(&plan.scenario, &plan.goals, model.today);
    if order == Order::Saved {
        levers.sort_by(|one, other| {
            let saved = |lever: &Lever| lever.pull.shown_need_saved;
            saved(other).total_cmp(&saved(one))
        });
    }
    levers
}

/// The levers with a range, widest first, then all others by the revenue that they gain.
pub fn ranges_and_others(model: &Model) -> Vec<(Lever, Option<Ranged>)> {
    let plan = model.shown();
    let found = ranges(&plan.scenario, &plan.goals, model.today);
    let place = |lever: &Lever| found.iter().position(|ranged| ranged.input == lever.input);
    let mut levers = levers(&plan.scenario, &plan.goals, model.today);
    levers.sort_by_key(|lever| place(lever).unwrap_or(found.len()));
    levers.into_iter().map(|lever| (lever, place(&lever).map(|place| found[place]))).collect()
}

/// The input that the plan's cursor is at, as far as it is a lever.
pub fn selected(model: &Model) -> Option<Input> {
    match model.cell_of(model.pane) {
        Cell::Input(input @ Input::Stage(_, Field::Yield | Field::Lag)) => Some(input),
        _ => None,
    }
}

/// Comes to the screen with a lever selected: the one under the cursor, or the first.
pub fn enter(model: &mut Model) -> Option<Effect> {
    cursor::focus(model, model.pane);
    keep_selection(model);
    model.levers.scrolled = false;
    None
}

/// Selects the first of the list where nothing of it is selected.
fn keep_selection(model: &mut Model) {
    let inputs = inputs(model);
    let is_listed = selected(model).is_some_and(|input| inputs.contains(&input));
    if !is_listed && let Some(first) = inputs.first() {
        cursor::select_input(model, *first);
    }
    // A plan's grid has no lever under its cursor.
    if model.focus == Focus::Grid {
        cursor::focus(model, model.pane);
    }
}

/// Selects a lever by its row.
pub fn select(model: &mut Model, row: usize) {
    if let Some(input) = inputs(model).get(row) {
        cursor::select_input(model, *input);
    }
}

/// Takes a command that is for this page.
pub fn on_command(model: &mut Model, command: Command) -> Taken {
    model.levers.scrolled = false;
    match command {
        Command::Edit => model.page = Page::Plan,
        Command::Content => {
            let order = match model.levers.order {
                Order::Gained => Order::Saved,
                Order::Saved if levers_layout(model).ranges.is_none() => Order::Ranges,
                Order::Saved | Order::Ranges => Order::Gained,
            };
            model.levers.order = order;
            keep_selection(model);
        }
        Command::Apply => apply(model),
        Command::Range => range(model),
        _ => return go(model, command),
    }
    Taken::Here(None)
}

/// Moves in the list; anything else means what it means in the plan.
fn go(model: &mut Model, command: Command) -> Taken {
    let command = match command {
        Command::Top => Command::Home,
        Command::Bottom => Command::End,
        command => command,
    };
    let inputs = inputs(model);
    let at = selected(model).and_then(|input| inputs.iter().position(|other| *other == input));
    match moved(at.unwrap_or(0), inputs.len(), &Message::Command(command)) {
        Some(row) => {
            select(model, row);
            Taken::Here(None)
        }
        None => Taken::Elsewhere,
    }
}

/// Makes the tried value the plan's, as one step; not where no tried value is shown.
fn apply(model: &mut Model) {
    let Some(input) = selected(model).filter(|_| !model.refuses_at_baseline()) else { return };
    if model.levers.order == Order::Ranges {
        let (order, apply) = (model.key(Command::Content), model.key(Command::Apply));
        return model.say(format!("{order} goes to the levers; {apply} applies there"));
    }
    let edits = edits(model.document.scenario(), input, Trial::Pull);
    if edits.is_empty() {
        return model.say(lever::at_its_best(model.document.scenario(), input));
    }
    let before = model.document.shown().clone();
    // In a list it is told by its name which lever is locked.
    if act::make(model, &edits, None).is_some() {
        let after = model.document.shown();
        let columns = usize::from(model.size.width).saturating_sub(2);
        let told = lever::applied(
            (&before.scenario, &before.goals),
            (&after.scenario, &after.goals),
            input,
            model.today,
            columns,
            &format!(" · {} takes it back", model.key(Command::Undo)),
        );
        model.say(told);
    }
}

/// Asks for the range of the selected lever.
fn range(model: &mut Model) {
    let Some(input) = selected(model).filter(|_| !model.refuses_at_baseline()) else { return };
    let present = input::range(model.document.scenario(), input).unwrap_or_default();
    prompt::open(model, prompt::Purpose::Range(input), &present);
}

/// The wheel nudges the selected lever when it turns over it, and scrolls anywhere else.
pub fn on_wheel(model: &mut Model, row: Option<usize>, direction: f64) {
    let over = row.and_then(|row| inputs(model).get(row).copied());
    if over.is_some() && over == selected(model) {
        if model.field.is_none() && !model.refuses_at_baseline() {
            nudge::nudge(model, direction);
        }
        return;
    }
    let layout = levers_layout(model);
    let last = inputs(model).len().saturating_sub(layout.rows);
    let by = if direction > 0.0 { -1 } else { 1 };
    model.levers.first = first_row(model, layout.rows).saturating_add_signed(by).min(last);
    model.levers.scrolled = true;
}

/// The first visible row of a list with room for so many.
pub fn first_row(model: &Model, rows: usize) -> usize {
    let inputs = inputs(model);
    let at = selected(model).and_then(|input| inputs.iter().position(|other| *other == input)).unwrap_or(0);
    if model.levers.scrolled {
        model.levers.first.min(inputs.len().saturating_sub(rows))
    } else {
        first_visible(model.levers.first, at, rows, inputs.len())
    }
}
