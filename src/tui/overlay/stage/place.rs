//! Stages among each other: the next one, a new one, one taken out, one moved (model.md §4 "Moving stages").

use super::{Line, StageEditor, typing};
use crate::plan::{Edit, Name, Scenario, StageId};
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::pane::act::make;

/// Goes to the stage above or below; the same line of it stays selected where it has one.
pub(super) fn go_to(model: &mut Model, id: StageId, by: isize) {
    let funnel = model.document.scenario().funnel();
    let Some((place, stage)) = funnel.find(id) else { return };
    let Some(next) = place.checked_add_signed(by).and_then(|place| funnel.stages().get(place)) else {
        return model.say(if by < 0 { "this is the first stage" } else { "this is the last stage" });
    };
    let (next_id, lines) = (next.id(), Line::all(next));
    if let Some(Overlay::Stage(editor)) = &mut model.overlay {
        let line = editor.line(stage);
        let found = lines.iter().position(|other| *other == line);
        *editor = StageEditor::of(next_id, found.unwrap_or(editor.at.min(lines.len() - 1)));
        model.cursor.row = place.saturating_add_signed(by);
    }
}

/// Adds a stage below, and asks for its name.
pub(super) fn add(model: &mut Model, id: StageId) {
    let funnel = model.document.scenario().funnel();
    let Some((place, _)) = funnel.find(id) else { return };
    let free = |name: &String| funnel.named(name).is_none();
    let numbered = (2..).map(|number| format!("New stage {number}"));
    let mut names = std::iter::once("New stage".to_owned()).chain(numbered);
    let Some(name) = names.find(free).and_then(|name| Name::new(&name).ok()) else { return };
    if make(model, &[Edit::AddStage(place + 1, name)], None).is_some()
        && let Some(stage) = model.document.stage_at(place + 1)
    {
        model.cursor.row = place + 1;
        model.overlay = Some(Overlay::Stage(StageEditor::of(stage, 0)));
        typing::open(model, stage, Line::Name);
    }
}

/// Takes the stage out and goes to the one that stands there now.
pub(super) fn remove(model: &mut Model, id: StageId) {
    let Some((place, stage)) = model.document.scenario().funnel().find(id) else { return };
    let name = stage.name().to_owned();
    if make(model, &[Edit::RemoveStage(id)], None).is_some() {
        model.say(format!("{name} removed · u brings it back"));
        let place = place.min(model.stage_count() - 1);
        model.cursor.row = place;
        if let (Some(Overlay::Stage(editor)), Some(next)) =
            (&mut model.overlay, model.document.stage_at(place))
        {
            editor.stage = next;
        }
    }
}

/// Moves the stage up or down.
pub(super) fn relocate(model: &mut Model, id: StageId, by: isize) {
    let funnel = model.document.scenario().funnel();
    let Some((place, stage)) = funnel.find(id) else { return };
    let last = funnel.stages().len() - 1;
    let to = place.saturating_add_signed(by).min(last);
    if to == place {
        return model.say(if by < 0 { "this is the first stage" } else { "this is the last stage" });
    }
    let name = stage.name().to_owned();
    let before = direct_shares(model.document.scenario());
    if make(model, &[Edit::MoveStage(id, to)], None).is_some() {
        model.cursor.row = to;
        if direct_shares(model.document.scenario()) == before {
            model.say(format!("{name} is now stage {} of {}", to + 1, last + 1));
        } else {
            model.say("the first stage has no direct share: it was cleared · u brings it back");
        }
    }
}

/// How many stages have entries that skip the stage above.
fn direct_shares(scenario: &Scenario) -> usize {
    scenario.funnel().stages().iter().filter(|stage| stage.direct().get() > 0.0).count()
}
