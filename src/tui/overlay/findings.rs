//! All findings and what can still act, laid out in lines: how far they scroll, and what closes them.

use super::{Overlay, closes, moved};
use crate::goals::levers::acts_from;
use crate::goals::{findings, levers};
use crate::plan::Severity;
use crate::text::clean::{strip, wrap};
use crate::text::{finding, lever, show};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;

/// How many levers are told.
const LEVERS: usize = 4;

/// What a line is, for its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A finding that asks for something.
    Warning,
    /// Above what can still act.
    Heading,
    /// Anything else.
    Text,
}

/// How the findings are laid out in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What they are, and how many.
    pub title: String,
    /// The columns inside of the border.
    pub columns: u16,
    /// All lines, visible or not.
    pub lines: Vec<(String, Kind)>,
    /// How many of them are visible.
    pub visible: usize,
}

impl Shape {
    /// Lays the findings out in the window.
    pub fn of(model: &Model) -> Self {
        let plan = model.shown();
        let found = findings(&plan.scenario, &plan.goals, model.today);
        let columns = model.size.width.saturating_sub(8).min(100);
        let mut lines = Vec::new();
        let mut paragraph = |mark: &str, text: &str, kind: Kind| {
            let wrapped = wrap(&strip(text), usize::from(columns).saturating_sub(2));
            for (at, line) in wrapped.into_iter().enumerate() {
                lines.push((format!("{}{line}", if at == 0 { mark } else { "  " }), kind));
            }
        };
        for one in &found {
            let (mark, kind) = match one.code().severity() {
                Severity::Warning => ("! ", Kind::Warning),
                Severity::Note => ("· ", Kind::Text),
            };
            paragraph(mark, &finding::text(one, &plan.scenario, model.today), kind);
        }
        if found.is_empty() {
            paragraph("  ", "The plan can still be met in full.", Kind::Text);
        }
        paragraph("", "", Kind::Text);
        let from = acts_from(&plan.scenario, model.today);
        if let Some(ended) = lever::ended(&plan.scenario, from) {
            paragraph("", &ended, Kind::Heading);
        } else {
            let heading =
                format!("What can still act, from {} on (all of them: Levers):", show::day_year(from));
            paragraph("", &heading, Kind::Heading);
            for one in levers(&plan.scenario, &plan.goals, model.today).iter().take(LEVERS) {
                paragraph("  ", &lever::brings(&plan.scenario, one, None), Kind::Text);
            }
        }
        let title = match found.len() {
            0 => "Why · nothing to warn of".to_owned(),
            1 => "Why · 1 finding".to_owned(),
            number => format!("Why · {number} findings, worst first"),
        };
        // Above lies the title, above and below the border.
        let visible = lines.len().min(usize::from(model.size.height.saturating_sub(3)));
        Self { title, columns, lines, visible }
    }

    /// The first visible line when everything is scrolled to its end.
    pub fn last_first(&self) -> usize {
        self.lines.len() - self.visible
    }
}

/// Scrolls as far as there are lines, or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let leaves = closes(message)
        || matches!(message, Message::Command(Command::Edit) | Message::Choose('?' | 'w' | ' '));
    if leaves {
        model.overlay = None;
        return None;
    }
    let rows = Shape::of(model).last_first() + 1;
    if let Some(Overlay::Findings(first)) = &mut model.overlay {
        // A window may have grown since.
        let at = (*first).min(rows - 1);
        *first = moved(at, rows, message).unwrap_or(at);
    }
    None
}
