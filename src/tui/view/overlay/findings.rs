//! What the plan cannot promise, worst first, and what can still be done about it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::{dialog, write};
use crate::goals::levers::acts_from;
use crate::goals::{findings, levers};
use crate::plan::Severity;
use crate::text::clean::{strip, wrap};
use crate::text::{finding, lever, show};
use crate::tui::model::Model;
use crate::tui::theme::Theme;

/// How many levers are told.
const LEVERS: usize = 4;

/// Draws the findings and the levers, from a line on.
pub(super) fn draw(buffer: &mut Buffer, model: &Model, first: usize, theme: &Theme) {
    let plan = model.shown();
    let found = findings(&plan.scenario, &plan.goals, model.today);
    let columns = buffer.area.width.saturating_sub(8).min(100);
    let mut lines = Vec::new();
    let mut paragraph = |mark: &str, text: &str, style: Style| {
        for (at, line) in wrap(&strip(text), usize::from(columns) - 2).into_iter().enumerate() {
            lines.push((format!("{}{line}", if at == 0 { mark } else { "  " }), style));
        }
    };
    for one in &found {
        let (mark, style) = match one.code().severity() {
            Severity::Warning => ("! ", theme.warning),
            Severity::Note => ("· ", theme.text),
        };
        paragraph(mark, &finding::text(one, &plan.scenario, model.today), style);
    }
    if found.is_empty() {
        paragraph("  ", "Nothing to warn of: the plan can still be met in full.", theme.text);
    }
    let from = acts_from(&plan.scenario, model.today);
    paragraph("", "", theme.text);
    let heading = format!("What can still act, from {} on (all of them: Levers):", show::day_year(from));
    paragraph("", &heading, theme.strong);
    for one in levers(&plan.scenario, &plan.goals, model.today).iter().take(LEVERS) {
        paragraph("  ", &lever::brings(&plan.scenario, one), theme.text);
    }
    let title = match found.len() {
        1 => "Why · 1 finding".to_owned(),
        number => format!("Why · {number} findings, worst first"),
    };
    let rows = lines.len() as u16;
    let area = dialog(buffer, columns, rows, &title, "↑↓ · Esc closes", theme);
    let first = first.min(lines.len().saturating_sub(area.height.into()));
    write(buffer, area, lines.into_iter().skip(first));
}
