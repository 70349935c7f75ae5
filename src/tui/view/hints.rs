//! The last lines: the keys that matter here, the most used first, cut from the end.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, put};
use crate::text::clean::width;
use crate::tui::command::Command as C;
use crate::tui::hits::Target;
use crate::tui::input::shown_keys;
use crate::tui::model::{Cell, Focus, Model, Page, Shown};
use crate::tui::overlay::Overlay;
use crate::tui::pane::input;
use crate::tui::theme::Theme;

/// Commands that share a hint.
type Hint = &'static [C];

const ON_INPUT: &[Hint] = &[
    &[C::Up, C::Down],
    &[C::NudgeDown, C::NudgeUp],
    &[C::Find],
    &[C::Edit],
    &[C::Lock],
    &[C::StepSize],
    &[C::Pin],
    &[C::Delta],
    &[C::Content],
    &[C::Why],
    &[C::Peek],
    &[C::Stage],
    &[C::Reset],
];
const ON_RESULT: &[Hint] = &[
    &[C::Up, C::Down],
    &[C::Left, C::Right],
    &[C::Find],
    &[C::Why],
    &[C::Content],
    &[C::Delta],
    &[C::Exact],
    &[C::Runway],
    &[C::Pin],
    &[C::Stage],
    &[C::Peek],
    &[C::Transpose],
];
const IN_COMPARE: &[Hint] = &[
    &[C::Left, C::Right],
    &[C::Edit],
    &[C::Open],
    &[C::RemoveColumn],
    &[C::Pin],
    &[C::AllRows],
    &[C::Delta],
    &[C::Why],
];
const IN_LEVERS: &[Hint] = &[
    &[C::Up, C::Down],
    &[C::NudgeDown, C::NudgeUp],
    &[C::Apply],
    &[C::Edit],
    &[C::Content],
    &[C::Range],
    &[C::Lock],
    &[C::Why],
];
const IN_SCENARIOS: &[Hint] = &[
    &[C::Edit],
    &[C::Duplicate],
    &[C::Rename],
    &[C::Trash],
    &[C::Mark],
    &[C::CompareMarked],
    &[C::History],
    &[C::New],
];
const ON_DAY_ONE: &[Hint] =
    &[&[C::Up, C::Down], &[C::Edit], &[C::Reset], &[C::Content], &[C::Stage], &[C::Why]];
const SMALL: &[Hint] =
    &[&[C::Up, C::Down], &[C::NudgeDown, C::NudgeUp], &[C::NextPane], &[C::Help], &[C::Quit], &[C::Save]];
const ANYWHERE: &[Hint] = &[
    &[C::NextPane],
    &[C::Save],
    &[C::Undo],
    &[C::Present],
    &[C::Search],
    &[C::Commands],
    &[C::Help],
    &[C::Quit],
    &[C::SaveAs],
    &[C::Redo],
    &[C::Notes],
    &[C::History],
    &[C::Open],
    &[C::New],
];

/// Draws the hints of what is selected, then those that hold anywhere.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect, theme: &Theme) {
    let here = hints_here(model);
    let typing = model.field.is_some() || matches!(model.overlay, Some(Overlay::Palette(_)));
    let mut anywhere = if typing { Vec::new() } else { hints(model, ANYWHERE) };
    if !typing {
        let views = model.keymap.prefixes(model.place()).into_iter().map(|key| pair(&key, "views"));
        anywhere.splice(1.min(anywhere.len())..1.min(anywhere.len()), views);
    }
    if area.height >= 2 {
        line(canvas, Rect { height: 1, ..area }, &here, theme);
        line(canvas, Rect { y: area.y + 1, height: 1, ..area }, &anywhere, theme);
    } else {
        line(canvas, area, &if model.field.is_some() { here } else { hints(model, SMALL) }, theme);
    }
}

/// A hint: keys, what they do, and the command that a click runs.
struct Told {
    keys: String,
    does: String,
    command: Option<C>,
}

fn pair(keys: &str, does: &str) -> Told {
    Told { keys: keys.to_owned(), does: does.to_owned(), command: None }
}

fn hints_here(model: &Model) -> Vec<Told> {
    if model.field.is_some() {
        let mut here =
            vec![pair("Enter", "keeps"), pair("Tab", "keeps and goes on"), pair("Esc", "leaves as it was")];
        here.push(match input::read(model.document.scenario(), model.cell()) {
            None => pair("feb 2027", "or 2027-02"),
            Some(_) => pair("+5% *1.1 -2", "work on the value"),
        });
        return here;
    }
    if matches!(model.overlay, Some(Overlay::Palette(_))) {
        return vec![pair("Enter", "does it"), pair("Esc", "leaves as it was")];
    }
    let cell = model.cell();
    match model.page {
        Page::Compare => return hints(model, IN_COMPARE),
        Page::Levers => return hints(model, IN_LEVERS),
        Page::Scenarios => return hints(model, IN_SCENARIOS),
        Page::Plan | Page::Presenter => {}
    }
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
        here.retain(|hint| hint.does != "nudge" && hint.does != "step");
    }
    here.insert(2.min(here.len()), pair("0-9", "type"));
    if model.focus == Focus::Grid {
        here.retain(|hint| hint.does != "nudge");
        here.insert(1, pair("←→", "column"));
        here.insert(2, pair("-+", "nudge"));
    }
    here
}

fn hints(model: &Model, commands: &[Hint]) -> Vec<Told> {
    let hint = |commands: &&Hint| {
        let keys = shown_keys(model, model.place(), commands);
        let about = commands.first()?.at(model.place());
        let command = (commands.len() == 1).then_some(about.command);
        let told = || Told { keys: keys.clone(), does: about.hint.to_owned(), command };
        (!keys.is_empty() && !about.hint.is_empty()).then(told)
    };
    commands.iter().filter_map(|commands| hint(&commands)).collect()
}

/// Writes as many hints as fit, closer together in narrow windows.
fn line(canvas: &mut Canvas, area: Rect, hints: &[Told], theme: &Theme) {
    let gap = if area.width >= 110 { 3 } else { 2 };
    let mut x = area.x + u16::from(area.width >= 60);
    for Told { keys, does, command } in hints {
        let keys = &theme.keys(keys);
        let (keys_width, does_width) = (width(keys) as u16, width(does) as u16);
        if x + keys_width + 1 + does_width > area.right() {
            break;
        }
        put(canvas, x, area.y, keys_width, keys, theme.quiet.add_modifier(Modifier::BOLD));
        put(canvas, x + keys_width + 1, area.y, does_width, does, theme.quiet);
        if let Some(command) = command {
            let width = keys_width + 1 + does_width;
            canvas.click(Rect { x, width, height: 1, ..area }, Target::Command(*command));
        }
        x += keys_width + 1 + does_width + gap;
    }
}
