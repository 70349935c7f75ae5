//! What other programs do to the file of the plan on the screen: when it is looked at, and what follows.
//!
//! Nothing comes between the user and what is being typed: until that is done, the title's mark is all.

use std::time::Duration;

use crate::text::step;
use crate::tui::command::Command;
use crate::tui::document::{Computed, Outside};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::page;

/// How long no key makes it quiet: the next one has the file looked at.
const QUIET: Duration = Duration::from_secs(1);

/// When the file is to be looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watch {
    /// When the last key was pressed.
    last: Duration,
    /// A look is due.
    due: bool,
}

impl Watch {
    /// Takes in that a key was pressed.
    pub(super) fn pressed(&mut self, now: Duration) {
        self.due |= now.saturating_sub(self.last) >= QUIET;
        self.last = now;
    }

    /// Takes in that the user came back to the window.
    pub(super) const fn came_back(&mut self) {
        self.due = true;
    }
}

/// Tells what happened to the file, or has it looked at, where nothing else is asked for: that comes first, and the
/// look follows its answer.
pub(super) fn settle(model: &mut Model, asked: Option<Effect>) -> Option<Effect> {
    // A save looks for itself.
    model.watch.due &= !matches!(asked, Some(Effect::Save(..) | Effect::SaveAs(..)));
    asked.or_else(|| tell(model)).or_else(|| look(model))
}

fn look(model: &mut Model) -> Option<Effect> {
    let has_file = !model.document.is_new() && !model.document.is_in_trash();
    // A disk that is slow is not given more to do than it was asked for.
    let is_due = std::mem::take(&mut model.watch.due) && has_file && model.work.is_idle();
    is_due.then(|| Effect::Look(model.document.id()))
}

/// Tells what became of the file, once and only where that disturbs nobody.
fn tell(model: &mut Model) -> Option<Effect> {
    if is_busy(model) {
        return None;
    }
    match model.document.untold()? {
        Outside::Gone => {
            let save = model.key(Command::Save);
            model
                .refuse(format!("the file is gone: the plan is on the screen only · {save} writes it again"));
        }
        Outside::Unreadable(reason) => {
            let save_as = model.key(Command::SaveAs);
            let left = format!("it is left alone, {save_as} saves another");
            model.refuse(format!("the file cannot be read now: {reason} · {left}"));
        }
        Outside::Changed { .. } => return changed(model),
    }
    model.document.set_told(true);
    None
}

/// Whether something else is going on that must not be disturbed.
fn is_busy(model: &Model) -> bool {
    model.overlay.is_some()
        || model.field.is_some()
        || model.drag.is_some()
        || model.prefix.is_some()
        || model.next.is_some()
        || model.work.writes()
        || model.display.peek
        || model.page == Page::Presenter
        || page::takes_text(model)
}

/// Takes theirs where nothing of the user's is in its way, or asks.
fn changed(model: &mut Model) -> Option<Effect> {
    let (theirs, saved) = (model.document.theirs()?, model.document.saved()?);
    let is_clean = !model.document.is_unsaved();
    if theirs == **saved || theirs == *model.document.scenario() {
        // Written otherwise, it says the same as before, or as the screen.
        if !is_clean && theirs != **saved {
            model.say("the file was changed by somebody else: it says the same as the screen by now");
        }
        return take(model, false);
    }
    if is_clean {
        let said = said(model);
        let effect = take(model, true);
        let undo = model.key(Command::Undo);
        model.say(format!("{said} · {undo} brings back what was here"));
        return effect;
    }
    if matches!(model.page, Page::Plan | Page::Levers) {
        model.burst = None;
        model.overlay = Some(Overlay::Changed);
        model.document.set_told(true);
    }
    None
}

/// Counts the file as it is by now as the plan's own, and brings it to the screen or leaves that as it is.
pub(in crate::tui) fn take(model: &mut Model, shows: bool) -> Option<Effect> {
    let theirs = model.document.take_over()?;
    if shows {
        model.burst = None;
        model.document.show_theirs(&theirs);
    }
    Some(Effect::TakeTheirs(model.document.id(), Box::new((*theirs).clone())))
}

/// What somebody else did, in words; on the plan the first detail line says it.
fn said(model: &Model) -> String {
    const LEAD: &str = "changed by somebody else and read again";
    match model.document.theirs() {
        Some(theirs) if model.page != Page::Plan => {
            let theirs = Computed::new(&theirs.into());
            let columns = usize::from(model.size.width).saturating_sub(4);
            let present = model.document.present().pair();
            format!("{LEAD}: {}", step::said(present, theirs.pair(), model.today, columns))
        }
        _ => LEAD.to_owned(),
    }
}
