//! The last lines: the keys that matter here, the most used first, cut from the end.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, put};
use crate::text::clean::width;
use crate::tui::command::{About, Command as C};
use crate::tui::hits::Target;
use crate::tui::input::shown_keys;
use crate::tui::model::{Cell, Focus, Model, Page, Shown};
use crate::tui::overlay::Overlay;
use crate::tui::page;
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
const ON_DAY_ONE: &[Hint] =
    &[&[C::Up, C::Down], &[C::Edit], &[C::Reset], &[C::Content], &[C::Stage], &[C::Why]];
const SMALL: &[Hint] =
    &[&[C::Up, C::Down], &[C::NudgeDown, C::NudgeUp], &[C::NextPane], &[C::Help], &[C::Quit], &[C::Save]];
const SMALL_ON_RESULT: &[Hint] = &[
    &[C::Up, C::Down],
    &[C::Left, C::Right],
    &[C::Find],
    &[C::Why],
    &[C::NextPane],
    &[C::Help],
    &[C::Quit],
    &[C::Save],
];
const SMALL_ON_DAY_ONE: &[Hint] =
    &[&[C::Up, C::Down], &[C::Edit], &[C::Content], &[C::NextPane], &[C::Help], &[C::Quit], &[C::Save]];
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
    &[C::Export],
    &[C::Copy, C::CopyTable],
];

const ON_A_PAGE: &[Hint] = &[
    &[C::ShowPlan],
    &[C::Save],
    &[C::Undo],
    &[C::Present],
    &[C::Search],
    &[C::Commands],
    &[C::Help],
    &[C::Quit],
];

/// Draws the hints of what is selected, then those that hold anywhere; under an overlay only its own, if any.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect, theme: &Theme) {
    if !matches!(model.overlay, None | Some(Overlay::Palette(_) | Overlay::Notes(_))) {
        return;
    }
    let here = hints_here(model);
    let typing = model.field.is_some()
        || matches!(model.overlay, Some(Overlay::Palette(_) | Overlay::Notes(_)))
        || page::takes_text(model);
    let on_plan = model.page == Page::Plan;
    if typing {
        return flow(canvas, area, &here, theme);
    }
    let mut anywhere = hints(model, if on_plan { ANYWHERE } else { ON_A_PAGE });
    if on_plan {
        let views = model.keymap.prefixes(model.place()).into_iter().map(|key| pair(&key, "views"));
        anywhere.splice(1.min(anywhere.len())..1.min(anywhere.len()), views);
    }
    if area.height >= 2 {
        let told = line(canvas, Rect { height: 1, ..area }, &here, theme);
        anywhere.retain(|hint| here[..told].iter().all(|told| told.keys != hint.keys));
        line(canvas, Rect { y: area.y + 1, height: 1, ..area }, &anywhere, theme);
    } else {
        line(canvas, area, &if on_plan { hints(model, small(model)) } else { here }, theme);
    }
}

/// The hints of a small window: what can be nudged where the cursor stands, or else what can be asked there.
fn small(model: &Model) -> &'static [Hint] {
    match (model.focus, model.display.shown, model.cell()) {
        (Focus::Grid, Shown::DayOne, _) => SMALL_ON_DAY_ONE,
        (_, _, Cell::Result) => SMALL_ON_RESULT,
        _ => SMALL,
    }
}

/// Writes as many hints as fit, line after line.
pub(super) fn flow(canvas: &mut Canvas, area: Rect, hints: &[Told], theme: &Theme) {
    let mut rest = hints;
    for y in area.y..area.bottom() {
        let drawn = line(canvas, Rect { y, height: 1, ..area }, rest, theme);
        rest = &rest[drawn..];
    }
}

/// A hint: keys, what they do, and what a click on it means.
pub(super) struct Told {
    keys: String,
    does: String,
    target: Option<Target>,
}

impl Told {
    /// A hint that a click follows.
    pub(super) fn clickable(keys: &str, does: &str, target: Target) -> Self {
        Self { target: Some(target), ..pair(keys, does) }
    }
}

/// A hint that cannot be clicked.
pub(super) fn pair(keys: &str, does: &str) -> Told {
    Told { keys: keys.to_owned(), does: does.to_owned(), target: None }
}

/// What the keys do while a text is typed, with examples of what it may be.
pub(super) fn while_typing(examples: &str, about: &str) -> Vec<Told> {
    vec![
        Told::clickable("Enter", "keeps", Target::Command(C::Edit)),
        Told::clickable("Tab", "keeps and goes on", Target::Command(C::NextPane)),
        Told::clickable("Esc", "leaves as it was", Target::Command(C::Cancel)),
        pair(examples, about),
    ]
}

fn hints_here(model: &Model) -> Vec<Told> {
    if model.field.is_some() {
        return match input::read(model.document.scenario(), model.cell()) {
            None => while_typing("feb 2027", "or 2027-02"),
            Some(_) => while_typing("+5% *1.1 -2", "work on the value"),
        };
    }
    if matches!(model.overlay, Some(Overlay::Palette(_))) {
        return vec![pair("Enter", "does it"), pair("Esc", "leaves as it was")];
    }
    if matches!(model.overlay, Some(Overlay::Notes(_))) {
        return vec![
            pair("Esc", "keeps the text"),
            pair("Enter", "new line"),
            pair("Ctrl-W", "takes a word out"),
        ];
    }
    let cell = model.cell();
    match model.page {
        Page::Compare => return hints(model, IN_COMPARE),
        Page::Levers => return hints(model, IN_LEVERS),
        Page::Scenarios => return in_scenarios(model),
        Page::Plan | Page::Presenter => {}
    }
    if cell == Cell::Result {
        let mut here = hints(model, ON_RESULT);
        here.insert(2.min(here.len()), pair("0-9", "what you want"));
        return here;
    }
    if model.focus == Focus::Grid && model.display.shown == Shown::DayOne {
        let mut here = hints(model, ON_DAY_ONE);
        for reset in here.iter_mut().filter(|hint| hint.target == Some(Target::Command(C::Reset))) {
            "clear".clone_into(&mut reset.does);
        }
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
        let keys = |commands: &[C]| shown_keys(model, model.place(), commands);
        here.insert(1, pair(&keys(&[C::Left, C::Right]), "column"));
        here.insert(2, pair(&keys(&[C::NudgeDown, C::NudgeUp]), "nudge"));
    }
    here
}

/// What the keys do to the selected scenario, starter, or deleted or earlier version.
fn in_scenarios(model: &Model) -> Vec<Told> {
    if page::takes_text(model) {
        return vec![pair("Enter", "keeps"), pair("↑↓", "row"), pair("Esc", "shows all")];
    }
    let (_, offered) = page::scenarios::offers(model);
    let offered: Vec<Hint> = offered.iter().map(std::slice::from_ref).collect();
    let mut here = hints(model, &offered);
    if model.scenarios.versions.is_some() {
        here.push(pair(&model.key(C::Cancel), "back to the scenarios"));
    }
    here
}

/// What a command does here, in a word or two: among the scenarios it depends on the selected one.
fn does(model: &Model, about: &About) -> &'static str {
    match (model.page, about.command) {
        (Page::Scenarios, C::Edit) => page::scenarios::offers(model).0,
        _ => about.hint,
    }
}

fn hints(model: &Model, commands: &[Hint]) -> Vec<Told> {
    let hint = |commands: &&Hint| {
        let keys = shown_keys(model, model.place(), commands);
        let about = commands.first()?.at(model.place());
        let target = (commands.len() == 1).then_some(Target::Command(about.command));
        let told = || Told { target, ..pair(&keys, does(model, &about)) };
        (!keys.is_empty() && !about.hint.is_empty()).then(told)
    };
    commands.iter().filter_map(|commands| hint(&commands)).collect()
}

/// Writes as many hints as fit, closer together in narrow windows; says how many.
pub(super) fn line(canvas: &mut Canvas, area: Rect, hints: &[Told], theme: &Theme) -> usize {
    let gap = if area.width >= 110 { 3 } else { 2 };
    let mut x = area.x + u16::from(area.width >= 60);
    for (at, Told { keys, does, target }) in hints.iter().enumerate() {
        let keys = &theme.keys(keys);
        let (keys_width, does_width) = (width(keys) as u16, width(does) as u16);
        if x + keys_width + 1 + does_width > area.right() {
            return at;
        }
        put(canvas, x, area.y, keys_width, keys, theme.quiet.add_modifier(Modifier::BOLD));
        put(canvas, x + keys_width + 1, area.y, does_width, does, theme.quiet);
        if let Some(target) = target {
            let width = keys_width + 1 + does_width;
            canvas.click(Rect { x, width, height: 1, ..area }, *target);
        }
        x += keys_width + 1 + does_width + gap;
    }
    hints.len()
}
