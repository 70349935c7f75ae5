//! A list of values for an input that is no plain number: phasing, what follows the horizon.

use super::{Overlay, closes, moved};
use crate::plan::{Beyond, Edit, MonthlyGrowth, Phasing, TargetField, Weight, YearlyGrowth};
use crate::text::entry::{self, Kind};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;

/// What picking an item does.
#[derive(Debug, Clone)]
pub enum Pick {
    /// Makes an edit.
    Edit(Edit),
    /// Opens the palette with an assignment to go on from.
    Palette(String),
}

/// A value to choose.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// What it means.
    pub about: &'static str,
    /// What picking it does.
    pub pick: Pick,
}

/// A list of values; the one at the cursor is previewed.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is chosen.
    pub title: &'static str,
    /// The values.
    pub items: Vec<Item>,
    /// The selected one.
    pub at: usize,
}

/// Opens the list for an input of the target.
pub fn open(model: &mut Model, field: TargetField) {
    let choice = if field == TargetField::Phasing { phasings(model) } else { beyonds(model) };
    model.overlay = Some(Overlay::Choice(choice));
}

fn item(label: &str, about: &'static str, pick: Pick) -> Item {
    Item { label: label.to_owned(), about, pick }
}

fn phasings(model: &Model) -> Choice {
    let scenario = model.document.scenario();
    let current = &scenario.target().phasing;
    let growth = match current {
        Phasing::Growth(growth) => *growth,
        _ => MonthlyGrowth::nearest(0.03),
    };
    let seasonal = match current {
        Phasing::Seasonal(weights) => weights.map(Weight::get),
        _ => [1.0; 12],
    };
    let weights: Vec<String> = seasonal.iter().map(|weight| entry::print(*weight, Kind::Weight)).collect();
    let months = scenario.revenue().into_iter().map(Weight::nearest).collect();
    let grown = entry::print(growth.get(), Kind::Growth);
    let items = vec![
        item("even", "the same for each month", Pick::Edit(Edit::Phasing(Phasing::Even))),
        item(
            &format!("growth {grown} a month"),
            "then ←→ or digits set the growth",
            Pick::Edit(Edit::Phasing(Phasing::Growth(growth))),
        ),
        item(
            "seasonal …",
            "twelve weights, January to December",
            Pick::Palette(format!("phasing=seasonal:{}", weights.join(","))),
        ),
        item(
            "custom",
            "these months, to be typed over in the Revenue row",
            Pick::Edit(Edit::Phasing(Phasing::Custom(months))),
        ),
    ];
    let at = match current {
        Phasing::Even => 0,
        Phasing::Growth(_) => 1,
        Phasing::Seasonal(_) => 2,
        Phasing::Custom(_) => 3,
    };
    Choice { title: "Phasing · how the amount falls on the months", items, at }
}

fn beyonds(model: &Model) -> Choice {
    let current = model.document.scenario().target().beyond;
    let growth = match current {
        Beyond::Grow(growth) => growth,
        _ => YearlyGrowth::nearest(0.15),
    };
    let grown = entry::print(growth.get(), Kind::YearlyGrowth);
    let items = vec![
        item("continue", "the target goes on as it ends", Pick::Edit(Edit::Beyond(Beyond::Continue))),
        item(
            &format!("continue with {grown} a year"),
            "then ←→ or digits set the growth",
            Pick::Edit(Edit::Beyond(Beyond::Grow(growth))),
        ),
        item("stop", "nothing is asked for after the plan", Pick::Edit(Edit::Beyond(Beyond::Stop))),
    ];
    let at = match current {
        Beyond::Continue => 0,
        Beyond::Grow(_) => 1,
        Beyond::Stop => 2,
    };
    Choice { title: "Beyond · the target after the plan's last month", items, at }
}

/// Moves, picks or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Choice(choice)) = &mut model.overlay else { return None };
    if let Some(at) = moved(choice.at, choice.items.len(), message) {
        choice.at = at;
        let pick = choice.items[at].pick.clone();
        model.document.drop_preview();
        if let Pick::Edit(edit) = pick
            && let Err(error) = model.document.preview(&[edit])
        {
            crate::tui::pane::field::refuse(model, &error);
        }
    } else if matches!(message, Message::Command(Command::Edit)) {
        let pick = choice.items[choice.at].pick.clone();
        model.overlay = None;
        model.document.drop_preview();
        match pick {
            Pick::Palette(text) => super::palette::open(model, &text),
            Pick::Edit(edit) => {
                if let Err(error) = model.document.edit(&[edit]) {
                    crate::tui::pane::field::refuse(model, &error);
                }
            }
        }
    } else if closes(message) {
        model.overlay = None;
        model.document.drop_preview();
    }
    None
}
