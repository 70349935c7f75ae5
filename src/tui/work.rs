//! What the screen waits for: effects that were handed to the worker and are not answered yet, and whether the
//! program leaves once they are.
//!
//! Plain data. The loop notes what it hands over and what came back; the times are those of the messages.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::document::{Document, DocumentId};
use super::message::Effect;
use crate::plan::Scenario;

/// How long something takes until the screen says so.
const NOTICEABLE: Duration = Duration::from_secs(1);

/// How long leaving waits for what is being written.
const LAST_WAIT: Duration = Duration::from_secs(5);

/// An effect that is not answered yet.
#[derive(Debug, Clone, PartialEq)]
struct Task {
    /// What is being done, in words.
    what: &'static str,
    /// Whether it changes a file.
    writes: bool,
    /// The document that it saves.
    saves: Option<DocumentId>,
    /// The plan on the screen when it was asked for.
    plan: Arc<Scenario>,
    /// Since when it is being done.
    since: Duration,
}

/// All that is not answered yet, in the order in which it is done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Work {
    tasks: VecDeque<Task>,
    /// The plan on the screen when that was asked for which was answered last.
    asked_at: Option<Arc<Scenario>>,
    /// When the program leaves at the latest.
    leave_by: Option<Duration>,
}

impl Work {
    /// Notes that an effect was handed to the worker.
    pub fn begin(&mut self, effect: &Effect, document: &Document, now: Duration) {
        let (what, writes) = in_words(effect);
        let saves = match effect {
            Effect::Save(id, _) | Effect::SaveAs(id, _) => Some(*id),
            _ => None,
        };
        let plan = Arc::clone(&document.present().scenario);
        self.tasks.push_back(Task { what, writes, saves, plan, since: now });
    }

    /// Notes that the first of them was answered; the next begins.
    pub fn answered(&mut self, now: Duration) {
        self.asked_at = self.tasks.pop_front().map(|task| task.plan);
        if let Some(next) = self.tasks.front_mut() {
            next.since = now;
        }
    }

    /// Whether nothing is being done.
    pub fn is_idle(&self) -> bool {
        self.tasks.is_empty()
    }

    /// What has been going on for noticeably long, and for how many seconds.
    pub fn told(&self, now: Duration) -> Option<(&'static str, u64)> {
        let task = self.tasks.front()?;
        let passed = now.saturating_sub(task.since);
        (passed >= NOTICEABLE).then_some((task.what, passed.as_secs()))
    }

    /// How long until the screen must say something else; none while it need not.
    pub fn next_look(&self, now: Duration) -> Option<Duration> {
        let task = self.tasks.front()?;
        let second = Duration::from_secs(now.saturating_sub(task.since).as_secs() + 1);
        let look = task.since + second;
        Some(self.leave_by.map_or(look, |leave_by| leave_by.min(look)).saturating_sub(now))
    }

    /// Whether a document is being saved.
    pub fn saves(&self, id: DocumentId) -> bool {
        self.tasks.iter().any(|task| task.saves == Some(id))
    }

    /// Whether a document is being saved as it is on the screen.
    pub fn saves_all_of(&self, document: &Document) -> bool {
        let last = self.tasks.iter().rfind(|task| task.saves == Some(document.id()));
        last.is_some_and(|task| *task.plan == *document.scenario())
    }

    /// Whether the plan changed since that was asked for which was answered last.
    pub fn is_overtaken(&self, document: &Document) -> bool {
        self.asked_at.as_ref().is_some_and(|plan| **plan != *document.scenario())
    }

    /// Whether a file is being changed.
    pub fn writes(&self) -> bool {
        self.tasks.iter().any(|task| task.writes)
    }

    /// What is being written and was not finished, and for how many seconds.
    pub fn unfinished(&self, now: Duration) -> Option<(&'static str, u64)> {
        let task = self.tasks.iter().find(|task| task.writes)?;
        Some((task.what, now.saturating_sub(task.since).as_secs()))
    }

    /// Leaves once everything is written, or when that takes too long.
    pub fn leave(&mut self, now: Duration) {
        self.leave_by.get_or_insert(now + LAST_WAIT);
    }

    /// Leaves whatever is being written.
    pub const fn leave_at_once(&mut self, now: Duration) {
        self.leave_by = Some(now);
    }

    /// Does not leave.
    pub const fn stay(&mut self) {
        self.leave_by = None;
    }

    /// Whether the program leaves once everything is written.
    pub const fn is_leaving(&self) -> bool {
        self.leave_by.is_some()
    }

    /// Whether it is time to leave.
    pub fn has_left(&self, now: Duration) -> bool {
        self.leave_by.is_some_and(|leave_by| leave_by <= now || !self.writes())
    }
}

/// What an effect does, in a word or two, and whether it changes a file.
pub(super) const fn in_words(effect: &Effect) -> (&'static str, bool) {
    match effect {
        Effect::Save(..) | Effect::SaveAs(..) => ("saving", true),
        Effect::Look(_) | Effect::TakeTheirs(..) => ("looking at the file", false),
        Effect::Open(_) => ("opening", false),
        Effect::List => ("listing", false),
        Effect::VersionsOf(_) | Effect::Versions(_) => ("looking for versions", false),
        Effect::Export(..) => ("writing", true),
        Effect::Discard(_) => ("discarding", true),
        Effect::Delete(_) => ("moving to the trash", true),
        Effect::Restore(_) => ("bringing back", true),
        Effect::Revert(_) => ("restoring", true),
        Effect::Rename(..) => ("renaming", true),
        Effect::Duplicate(_) => ("copying", true),
        Effect::CopyTable(..) => ("copying", false),
        Effect::Remember => ("remembering", false),
        Effect::KeepView(..) => ("keeping the view", false),
        Effect::Clipboard(_) | Effect::Mouse(_) | Effect::Suspend | Effect::Redraw | Effect::Quit => {
            ("", false)
        }
    }
}
