//! Draws the offer to recover what a session left unsaved.

use ratatui::layout::Rect;

use super::{dialog, write};
use crate::text::clean::{clean, fit};
use crate::text::sentence;
use crate::tui::command::Command;
use crate::tui::document::Computed;
use crate::tui::hits::Target;
use crate::tui::model::Model;
use crate::tui::overlay::recover::{Recover, Unsaved};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::Canvas;

/// Draws the dialog.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, recover: &Recover, theme: &Theme) {
    let first = &recover.waiting[0];
    let columns = canvas.area.width.saturating_sub(6).min(60);
    let width = usize::from(columns);
    let mut told = Vec::new();
    for document in &first.documents {
        told.push((fit(&clean(document.scenario.name()), width), theme.strong));
        told.push((what(model, document, width), theme.note));
    }
    let count = match first.edits {
        1 => "1 edit was not saved".to_owned(),
        edits => format!("{edits} edits were not saved"),
    };
    told.push((count, theme.text));
    if first.damaged {
        told.push(("! what came after them cannot be read; it is kept".to_owned(), theme.warning));
    }
    let has_file = first.documents.iter().any(|document| document.saved.is_some());
    let choices = [
        ("r", "Recover them, unsaved", Some(Target::Letter('r'))),
        ("c", "Recover and compare with what was saved", has_file.then_some(Target::Letter('c'))),
        ("k", "Keep them for later (Esc)", Some(Target::Command(Command::Cancel))),
        ("D", "Discard them: into the trash", Some(Target::Letter('D'))),
    ];
    let choices: Vec<_> =
        choices.into_iter().filter_map(|(key, says, does)| Some((key, says, does?))).collect();
    // In a low window the choices matter more than all that is told.
    let room = usize::from(canvas.area.height.saturating_sub(3)).saturating_sub(choices.len());
    told.truncate(room);
    let title = format!("Not closed cleanly, {}", first.when);
    let more = recover.waiting.len() - 1;
    let foot = if more > 0 { format!("{more} more after this") } else { String::new() };
    let rows = told.len() + choices.len();
    let area = dialog(canvas, columns, rows as u16, &title, &foot, theme);
    let below = area.y + told.len() as u16;
    let lines = choices.iter().map(|(key, says, _)| (format!("{key:<4}{says}"), theme.text));
    write(canvas, area, told.into_iter().chain(lines));
    for ((.., does), y) in choices.into_iter().zip(below..area.bottom()) {
        canvas.click(Rect { y, height: 1, ..area }, does);
    }
}

/// What was changed, in one line.
fn what(model: &Model, document: &Unsaved, width: usize) -> String {
    let Some(saved) = &document.saved else { return fit("a new scenario, in no file yet", width) };
    let [was, is] = [saved, &document.scenario].map(|scenario| Computed::new(&scenario.clone().into()));
    sentence::what_changed(was.pair(), is.pair(), was.pair(), model.today, width)
}
