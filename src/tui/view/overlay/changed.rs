//! The question about a file that somebody else wrote while work is unsaved: what each side changed, and the answers.

use ratatui::layout::Rect;

use super::{dialog, write};
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::model::Model;
use crate::tui::overlay::changed::told;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// The columns of the keys and of what stands before a change.
const LEAD: usize = 8;

/// Draws the question.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, theme: &Theme) {
    let columns = canvas.area.width.saturating_sub(4).min(60);
    let [theirs, yours] = told(&model.document, usize::from(columns).saturating_sub(LEAD));
    let take = format!("Take theirs: {} brings mine back", model.key(Command::Undo));
    let answers = [
        ("c", "Compare them"),
        ("n", "Save mine as a new scenario"),
        ("t", take.as_str()),
        ("Esc", "Later: saving keeps both files"),
    ];
    let said = [("Theirs:", theirs), ("Yours:", yours)];
    let lines = said.map(|(whose, said)| (format!("{whose:<LEAD$}{said}"), theme.note));
    let area = dialog(canvas, columns, 6, "Changed on disk", "", theme);
    let answer = |(key, text): (&str, &str)| (format!("{key:<4}{text}"), theme.text);
    write(canvas, area, lines.into_iter().chain(answers.map(answer)));
    for ((key, _), y) in answers.into_iter().zip(area.y + 2..area.bottom()) {
        let letter = key.chars().next().filter(|_| key.len() == 1);
        let target = letter.map_or(Target::Command(Command::Cancel), Target::Letter);
        canvas.click(Rect { y, height: 1, ..area }, target);
    }
}
