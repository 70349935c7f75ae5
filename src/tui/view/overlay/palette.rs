//! The commands, and assignments with what they would do.

use ratatui::layout::Rect;

use super::{At, dialog_at, draw_text, write};
use crate::text::clean::clean;
use crate::text::sentence;
use crate::tui::model::Model;
use crate::tui::overlay::palette::Palette;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, wrap};

/// Draws the line being typed and what it would do.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, palette: &Palette, theme: &Theme) {
    const EXAMPLES: [&str; 3] = [
        "proposals.rate=65%   deals.value=27k   target=21m+15%   contacts.lag=5w",
        "proposals.rate+=2pp  meetings.direct=30%  start=2027-02  months=18",
        "stage+=Demos@4   demos.at=3   stage-=demos   proposals.rate from 2027-04=70%",
    ];
    let document = &model.document;
    let columns = usize::from(canvas.area.width.saturating_sub(4));
    let mut lines = Vec::new();
    if let Some(problem) = &palette.problem {
        let said = wrap(&format!("! {}", clean(problem)), columns);
        lines.extend(said.into_iter().take(3).map(|line| (line, theme.warning)));
    } else if document.is_previewing() && !palette.text.value().trim().is_empty() {
        let (before, shown, baseline) = (document.before(), document.shown(), document.baseline());
        let effect = sentence::what_changed(
            (&before.scenario, &before.goals),
            (&shown.scenario, &shown.goals),
            (&baseline.scenario, &baseline.goals),
            model.today,
            columns,
        );
        lines.push((effect, theme.text));
    } else {
        lines
            .push(("Assignments as on the command line; several are one undo step:".to_owned(), theme.quiet));
        lines.extend(EXAMPLES.map(|line| (line.to_owned(), theme.quiet)));
    }
    // At the bottom, so that the plan above shows what the line would do.
    let rows = (lines.len() as u16 + 1).max(3);
    let foot = "Enter does it (one undo) · Esc leaves as is";
    let area = dialog_at(canvas, columns as u16, rows, At::Bottom, ["Commands", foot], theme);
    draw_text(canvas, area, area.y, ": ", &palette.text, false, theme);
    write(canvas, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, lines);
}
