//! The last lines: the keys that matter here, the most used first, cut from the end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::put;
use crate::text::clean::width;
use crate::tui::command::Command as C;
use crate::tui::input::shown_keys;
use crate::tui::model::{Cell, Focus, Model, Shown};
use crate::tui::overlay::Overlay;
use crate::tui::pane::input;
use crate::tui::theme::Theme;

/// Commands that share a hint.
type Hint = &'static [C];

const ON_INPUT: &[Hint] = &[
    &[C::Up, C::Down],
    &[C::NudgeDown, C::NudgeUp],
    &[C::Edit],
    &[C::StepSize],
    &[C::Pin],
    &[C::Lock],
    &[C::Delta],
    &[C::Content],
    &[C::Stage],
    &[C::Why],
    &[C::Peek],
    &[C::Reset],
];
const ON_RESULT: &[Hint] = &[
    &[C::Up, C::Down],
    &[C::Left, C::Right],
    &[C::Content],
    &[C::Delta],
    &[C::Exact],
    &[C::Runway],
    &[C::Stage],
    &[C::Why],
    &[C::Pin],
    &[C::Peek],
    &[C::Transpose],
];
const ON_DAY_ONE: &[Hint] =
    &[&[C::Up, C::Down], &[C::Edit], &[C::Reset], &[C::Content], &[C::Stage], &[C::Why]];
const SMALL: &[Hint] =
    &[&[C::Up, C::Down], &[C::NudgeDown, C::NudgeUp], &[C::NextPane], &[C::Help], &[C::Quit], &[C::Save]];
const ANYWHERE: &[Hint] = &[
    &[C::NextPane],
    &[C::Save],
    &[C::Undo],
    &[C::Redo],
    &[C::New],
    &[C::Open],
    &[C::Assign],
    &[C::Help],
    &[C::Quit],
    &[C::SaveAs],
];

/// Draws the hints of what is selected, then those that hold anywhere.
pub fn draw(buffer: &mut Buffer, model: &Model, area: Rect, theme: &Theme) {
    let here = hints_here(model);
    let typing = model.field.is_some() || matches!(model.overlay, Some(Overlay::Assign(_)));
    let anywhere = if typing { Vec::new() } else { hints(model, ANYWHERE) };
    if area.height >= 2 {
        line(buffer, Rect { height: 1, ..area }, &here, theme);
        line(buffer, Rect { y: area.y + 1, height: 1, ..area }, &anywhere, theme);
    } else {
        line(buffer, area, &if model.field.is_some() { here } else { hints(model, SMALL) }, theme);
    }
}

fn pair(keys: &str, does: &str) -> (String, String) {
    (keys.to_owned(), does.to_owned())
}

fn hints_here(model: &Model) -> Vec<(String, String)> {
    if model.field.is_some() {
        let mut here =
            vec![pair("Enter", "keeps"), pair("Tab", "keeps and goes on"), pair("Esc", "leaves as it was")];
        here.push(match input::read(model.document.scenario(), model.cell()) {
            None => pair("feb 2027", "or 2027-02"),
            Some(_) => pair("+5% *1.1 -2", "work on the value"),
        });
        return here;
    }
    if matches!(model.overlay, Some(Overlay::Assign(_))) {
        return vec![pair("Enter", "does it"), pair("Esc", "leaves as it was")];
    }
    let cell = model.cell();
    if cell == Cell::Result {
        return hints(model, ON_RESULT);
    }
    if model.focus == Focus::Grid && model.display.shown == Shown::DayOne {
        let mut here = hints(model, ON_DAY_ONE);
        here.insert(1.min(here.len()), pair("0-9", "type what you have"));
        return here;
    }
    let mut here = hints(model, ON_INPUT);
    let nothing_to_nudge = model.focus == Focus::Target
        && input::read(model.document.scenario(), cell).is_some_and(|reading| reading.value.is_none());
    if nothing_to_nudge {
        here.retain(|(_, does)| does != "nudge" && does != "step");
    }
    here.insert(2.min(here.len()), pair("0-9", "type"));
    if model.focus == Focus::Grid {
        here.retain(|(_, does)| does != "nudge");
        here.insert(1, pair("←→", "column"));
        here.insert(2, pair("-+", "nudge"));
    }
    here
}

fn hints(model: &Model, commands: &[Hint]) -> Vec<(String, String)> {
    let hint = |commands: &&Hint| {
        let keys = shown_keys(model, model.place(), commands);
        let about = commands.first()?.about();
        (!keys.is_empty() && !about.hint.is_empty()).then(|| pair(&keys, about.hint))
    };
    commands.iter().filter_map(|commands| hint(&commands)).collect()
}

/// Writes as many hints as fit, closer together in narrow windows.
fn line(buffer: &mut Buffer, area: Rect, hints: &[(String, String)], theme: &Theme) {
    let gap = if area.width >= 110 { 3 } else { 2 };
    let mut x = area.x + u16::from(area.width >= 60);
    for (keys, does) in hints {
        let keys = &theme.keys(keys);
        let (keys_width, does_width) = (width(keys) as u16, width(does) as u16);
        if x + keys_width + 1 + does_width > area.right() {
            break;
        }
        put(buffer, x, area.y, keys_width, keys, theme.quiet.add_modifier(Modifier::BOLD));
        put(buffer, x + keys_width + 1, area.y, does_width, does, theme.quiet);
        x += keys_width + 1 + does_width + gap;
    }
}
