//! Whether committed edits are kept for a crash, and what is said when they are not.

use super::Model;
use crate::tui::command::Command;

impl Model {
    /// Whether the journal can be written.
    pub const fn is_kept(&self) -> bool {
        self.journal.is_none() && !self.journal_late
    }

    /// Takes in why the journal cannot be written, or that it can be again.
    pub fn journal_fails(&mut self, reason: Option<String>) {
        self.journal = reason;
        self.say_whether_kept();
    }

    /// Takes in whether the disk lets the journal wait; says whether that is news.
    pub fn journal_is_late(&mut self, late: bool) -> bool {
        let is_news = self.journal_late != late;
        if is_news {
            self.journal_late = late;
            self.say_whether_kept();
        }
        is_news
    }

    fn say_whether_kept(&mut self) {
        let reason = match &self.journal {
            Some(reason) => reason.clone(),
            None if self.journal_late => "the disk does not answer".to_owned(),
            None => return self.say("every edit is kept for a crash again"),
        };
        let save = self.key(Command::Save);
        self.refuse(format!("NOT SAVED: edits are on this screen only · {save} saves · {reason}"));
    }
}
