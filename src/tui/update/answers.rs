//! What the effects answer about a scenario that was opened or saved.

use crate::tui::command::Command;
use crate::tui::message::{Effect, Opened, Saved};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::{Overlay, Report, leave};

pub(super) fn open(model: &mut Model, opened: Opened) {
    let Opened { id, scenario, saved, read_only, view } = opened;
    let name = scenario.name().to_owned();
    if model.work.is_overtaken(&model.document) && model.document.has_unsaved_work() {
        return model.refuse(format!("{name} was not opened: you changed this plan while it was read"));
    }
    model.overlay = None;
    model.next = None;
    model.page = Page::Plan;
    model.field = None;
    model.drag = None;
    model.display.peek = false;
    model.document.open(id, scenario, saved);
    model.look_as_before(id, &view);
    let [back, save, save_as] =
        [Command::Undo, Command::Save, Command::SaveAs].map(|command| model.key(command));
    if read_only {
        model.document.protect(id);
        model.refuse(format!("{name} is from a newer backcast: read-only here, {save_as} saves a copy"));
    } else if saved {
        model.say(format!("opened {name} · {back} goes back"));
    } else {
        model.say(format!("{name}: a copy, not saved yet · {save} saves it · {back} goes back"));
    }
}

pub(super) fn save_done(model: &mut Model, saved: Saved) -> Option<Effect> {
    let Saved { id, scenario, notice, warning } = saved;
    // A copy has a name of its own, and so has a file that was saved under another.
    model.document.rename(id, scenario.name());
    model.document.mark_saved(id, scenario);
    if warning {
        leave::stay(model);
        let open = model.key(Command::Open);
        let text = format!("{notice}\n\nThe screen shows yours; {open} opens theirs.");
        model.overlay = Some(Overlay::Report(Report { title: "Two versions", text }));
    } else {
        model.say(notice);
    }
    // What follows waits for the last of several saves, and what was changed since then is asked about.
    let is_last = id == model.document.id() && !model.work.saves(id);
    let next = model.next.take_if(|_| is_last).and_then(|next| leave::leave(model, next));
    next.or_else(|| (model.page == Page::Scenarios).then_some(Effect::List))
}
