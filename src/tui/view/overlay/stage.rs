//! The stage editor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{dialog, draw_text, put};
use crate::plan::Field;
use crate::text::clean::clean;
use crate::tui::model::Model;
use crate::tui::overlay::stage::{Line, StageEditor, value};
use crate::tui::theme::Theme;

/// Draws the editor.
pub(super) fn draw(buffer: &mut Buffer, model: &Model, editor: &StageEditor, theme: &Theme) {
    let scenario = model.document.scenario();
    let Some((place, stage)) = scenario.funnel().find(editor.stage) else { return };
    let columns = buffer.area.width.saturating_sub(4).min(74);
    let title =
        format!("Stage {} of {} · {}", place + 1, scenario.funnel().stages().len(), clean(stage.name()));
    let foot = if editor.typing.is_some() {
        "Enter keeps · Esc leaves as it was"
    } else {
        "Enter edits · a add below  x remove  K up  J down  u undo · Esc"
    };
    let rows = Line::ALL.len() as u16 + 2;
    let area = dialog(buffer, columns, rows, &title, foot, theme);
    let values = Rect { x: area.x + 21, width: area.width.saturating_sub(21), ..area };
    for ((at, line), y) in Line::ALL.into_iter().enumerate().zip(area.y..area.bottom()) {
        let selected = at == editor.at;
        put(buffer, area.x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        let name = match line {
            Line::Name => "Name",
            Line::Owner => "Owner",
            Line::Input(Field::Yield) if stage.value().is_some() => "Deal value",
            Line::Input(Field::Yield) => "Rate",
            Line::Input(Field::Lag) => "Lag",
            Line::Input(Field::Direct) => "Direct share",
            Line::Input(Field::Opening) => "Inside on day one",
            Line::Definition => "Definition",
        };
        put(buffer, area.x + 2, y, 18, name, theme.quiet);
        if let Some(typing) = editor.typing.as_ref().filter(|_| selected) {
            draw_text(buffer, values, y, "", &typing.text, typing.selected, theme);
        } else {
            let given = line != Line::Definition || !stage.definition().is_empty();
            let style = match (selected, given) {
                (true, _) => theme.selection,
                (_, true) => theme.text,
                (_, false) => theme.quiet,
            };
            put(buffer, values.x, y, values.width, &clean(&value(scenario, stage, line)), style);
        }
    }
    let bottom = area.bottom().saturating_sub(1);
    let problem = editor.typing.as_ref().and_then(|typing| typing.problem.as_deref());
    if let Some(problem) = problem {
        put(buffer, area.x, bottom, area.width, &format!("! {}", clean(problem)), theme.warning);
    } else if let Some(notice) = &model.notice {
        let style = if notice.error { theme.warning } else { theme.note };
        put(buffer, area.x, bottom, area.width, &clean(&notice.text), style);
    }
}
