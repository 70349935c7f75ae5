//! The stage editor: a panel beside the rates, so that the plan around it shows what a change does. In small windows
//! it takes all but the title and the keys.

mod about;

use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::{draw_text, put, write};
use crate::goals::Change;
use crate::goals::findings::is_outside_range;
use crate::goals::grid::ceiling;
use crate::plan::{Field, Input, Stage};
use crate::text::clean::{clean, fit, width, wrap};
use crate::text::show;
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::layout::{Form, first_visible, page_regions, regions};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::stage::line::one_line;
use crate::tui::overlay::stage::{Line, StageEditor, Typing};
use crate::tui::theme::Theme;
use crate::tui::view::boxes::input_delta;
use crate::tui::view::canvas::{Border, Canvas, clear, frame, hidden, rule};
use crate::tui::view::hints::{self, Told};

/// Draws the editor, and its keys in the place of the plan's.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, editor: &StageEditor, theme: &Theme) {
    let scenario = model.document.scenario();
    let Some((place, stage)) = scenario.funnel().find(editor.stage) else { return };
    let lines = Line::all(stage);
    let parts = Parts::of(model, editor, stage, lines.len() as u16);
    let list_rows = usize::from(parts.list.height);
    let at = editor.at.min(lines.len() - 1);
    let first = first_visible(0, at, list_rows, lines.len());

    clear_cut_numbers(canvas, parts.area);
    clear(canvas, parts.area);
    let number = scenario.funnel().stages().len();
    let title = format!("Stage {} of {number} · {}", place + 1, clean(stage.name()));
    let more = hidden(first, lines.len().saturating_sub(first + list_rows));
    frame(canvas, parts.area, Border::Double, theme.text, [&title, &more, "", ""]);
    for ((index, line), y) in lines.iter().enumerate().skip(first).take(list_rows).zip(parts.list.y..) {
        let area = Rect { y, height: 1, ..parts.list };
        let mut row = Row { canvas, area, stage, line: *line, theme };
        let typing = editor.typing.as_ref().filter(|_| index == at);
        let told_below = *line == Line::Definition && !parts.definition.is_empty();
        row.draw(model, index, (index == at, told_below), typing);
    }
    canvas.click(parts.below, Target::Row(lines.len() - 1));
    let style = if at + 1 == lines.len() { theme.selection } else { theme.text };
    let indented = Rect { x: parts.below.x + 4, width: parts.below.width.saturating_sub(4), ..parts.below };
    write(canvas, indented, parts.definition.iter().map(|line| (line.clone(), style)));
    if let Some(y) = parts.rule {
        let area = Rect { x: parts.area.x + 1, width: parts.area.width - 2, ..parts.area };
        rule(canvas, area, y, Border::Light, theme.quiet, ["", ""]);
    }
    let room = (parts.about.width, parts.about.height);
    write(canvas, parts.about, about::lines(model, editor, stage, room, parts.is_cut, theme));
    draw_keys(canvas, model, editor, theme);
}

/// Where everything in the editor stands.
struct Parts {
    /// The whole, with its border.
    area: Rect,
    /// The lines.
    list: Rect,
    /// What is free under them: a definition that is too long for its line.
    below: Rect,
    /// That definition, broken into lines; none where it does not fit.
    definition: Vec<String>,
    /// The definition neither fits its line nor the room below.
    is_cut: bool,
    /// The line between the list and what is told about it, where there is room for one.
    rule: Option<u16>,
    /// What is told about the selected line.
    about: Rect,
}

impl Parts {
    fn of(model: &Model, editor: &StageEditor, stage: &Stage, lines: u16) -> Self {
        let room = room(model);
        let columns = room.width.saturating_sub(4);
        let about_rows = match room.height {
            0..12 => 2,
            12..17 => 3,
            _ => 4,
        };
        let ruled = u16::from(room.height >= 14);
        let spare = room.height.saturating_sub(2 + lines + ruled + about_rows);
        let mut definition = long_definition(editor, stage, columns);
        let is_cut = definition.len() > usize::from(spare);
        if is_cut {
            definition.clear();
        }
        let height = room.height - spare + definition.len() as u16;
        let area = Rect { height, ..room };
        let inner = Rect { x: area.x + 2, y: area.y + 1, width: columns, height: height.saturating_sub(2) };
        let about = Rect { y: inner.bottom().saturating_sub(about_rows), height: about_rows, ..inner };
        let listed = inner.height.saturating_sub(about_rows + ruled);
        let list = Rect { height: listed.min(lines), ..inner };
        let below = Rect { y: list.bottom(), height: listed - list.height, ..inner };
        let rule = (ruled > 0).then(|| about.y.saturating_sub(1));
        Self { area, list, below, definition, is_cut, rule, about }
    }
}

/// The part of the window that the editor may take: right of the rates where they stand beside others, and above
/// the sentences.
fn room(model: &Model) -> Rect {
    let Size { width, height } = model.size;
    let hints = page_regions(model).hints;
    let whole = Rect::new(0, 1, width, height.saturating_sub(1 + hints.height));
    if Form::of(width, height) < Form::Compact {
        return whole;
    }
    let plan = regions(model);
    let x = plan.panes.first().map_or(0, |(_, area)| area.right());
    let bottom = if model.page == Page::Plan { plan.detail.y } else { hints.y };
    Rect::new(x, 1, width - x, bottom.saturating_sub(1))
}

/// Clears the numbers of the grid that the panel would cut in the middle.
fn clear_cut_numbers(canvas: &mut Canvas, area: Rect) {
    let is_digit =
        |symbol: &str| symbol.chars().all(|char| char.is_alphanumeric() || ".,$%▲▼!‹".contains(char));
    for y in area.y..area.bottom().min(canvas.area.bottom()) {
        if area.x == 0 || !is_digit(&canvas.symbol_at(area.x, y)) {
            continue;
        }
        let cut = (0..area.x).rev().take_while(|x| is_digit(&canvas.symbol_at(*x, y))).last();
        if let Some(from) = cut {
            clear(canvas, Rect { x: from, y, width: area.x - from, height: 1 });
        }
    }
}

/// The lines of a definition that is too long for its own line; none while it is typed.
fn long_definition(editor: &StageEditor, stage: &Stage, columns: u16) -> Vec<String> {
    let typed = editor.typing.is_some() && editor.line(stage) == Line::Definition;
    let text = clean(&one_line(stage.definition()));
    if typed || width(&text) <= usize::from(columns.saturating_sub(value_at(columns))) {
        return Vec::new();
    }
    wrap(&text, columns.saturating_sub(4).into())
}

/// The column in which values begin, if they are short enough.
const fn value_at(columns: u16) -> u16 {
    if columns >= 48 { 22 } else { 19 }
}

/// A line while it is drawn.
struct Row<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    area: Rect,
    stage: &'a Stage,
    line: Line,
    theme: &'a Theme,
}

impl Row<'_, '_> {
    fn draw(
        &mut self,
        model: &Model,
        index: usize,
        (selected, told_below): (bool, bool),
        typing: Option<&Typing>,
    ) {
        let (theme, area) = (self.theme, self.area);
        self.canvas.click(area, Target::Row(index));
        put(self.canvas, area.x, area.y, 1, if selected { "▸" } else { "" }, theme.strong);
        let label = self.line.label(self.stage);
        put(self.canvas, area.x + 2, area.y, area.width.saturating_sub(2), &label, theme.quiet);
        let after_label = 3 + width(&label) as u16;
        if let Some(typing) = typing {
            let x = self.begin(after_label, width(typing.text.value()) + 1, area.width);
            let field = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
            return draw_text(self.canvas, field, area.y, "", &typing.text, typing.selected, theme);
        }
        if told_below {
            return;
        }
        let mark = self.mark();
        let end = area.width.saturating_sub(if mark.is_some() { 2 } else { 0 });
        let (value, given) = self.value(model);
        let x = self.begin(after_label, width(&value), end);
        let style = match (selected, given) {
            (true, _) => theme.selection,
            (_, true) => theme.text,
            (_, false) => theme.quiet,
        };
        put(self.canvas, area.x + x, area.y, end.saturating_sub(x), &value, style);
        let x = x + width(&value) as u16 + 1;
        let room = usize::from(end.saturating_sub(x));
        if let Some((note, style)) = self.notes(model).into_iter().find(|(note, _)| width(note) <= room) {
            put(self.canvas, area.x + x, area.y, end - x, &note, style);
        }
        if let Some((mark, style)) = mark {
            put(self.canvas, area.right().saturating_sub(1), area.y, 1, mark, style);
        }
    }

    /// Where a text begins: in the column of values, or further left if it is long and the label is short.
    fn begin(&self, after_label: u16, columns: usize, end: u16) -> u16 {
        let fitting = end.saturating_sub(columns.min(usize::from(end)) as u16);
        value_at(self.area.width).min(fitting).max(after_label)
    }

    /// What the line says, and whether that was given.
    fn value(&self, model: &Model) -> (String, bool) {
        match self.line.value(self.stage, model.document.scenario()) {
            Some(text) if self.line == Line::Definition => {
                (fit(&clean(&text), self.area.width.saturating_sub(value_at(self.area.width)).into()), true)
            }
            Some(text) => (clean(&text), true),
            None if self.line != Line::AddLater => ("not given".to_owned(), false),
            None if self.stage.value().is_some() => (show::NOTHING.to_owned(), false),
            None => ("add later rate".to_owned(), false),
        }
    }

    /// The mark at the end: a locked input, a range that the plan does not keep to.
    fn mark(&self) -> Option<(&'static str, Style)> {
        match self.line {
            Line::Input(field) if self.stage.is_locked(field) => Some(("L", self.theme.note)),
            Line::Range(field) if is_outside_range(self.stage, field) => Some(("!", self.theme.warning)),
            _ => None,
        }
    }

    /// What may stand behind the value, longest first.
    fn notes(&self, model: &Model) -> Vec<(String, Style)> {
        let theme = self.theme;
        let id = self.stage.id();
        match self.line {
            Line::Input(Field::Opening) => {
                let day_one = model.document.shown().goals.day_one();
                let Some(day_one) = day_one.iter().find(|day_one| day_one.stage == id) else {
                    return Vec::new();
                };
                let needed = show::count(ceiling(day_one.needed));
                if self.stage.opening().is_none() {
                    return vec![(format!("· {needed} needed"), theme.quiet)];
                }
                vec![(format!("of {needed} needed"), theme.quiet), (format!("of {needed}"), theme.quiet)]
            }
            Line::Input(field) => {
                let (was, is) = (&model.document.baseline().scenario, model.document.scenario());
                let (delta, by) = input_delta(Change::Input(Input::Stage(id, field)), was, is);
                if delta == show::NOTHING { Vec::new() } else { vec![(delta, theme.delta(by))] }
            }
            Line::Range(field) if is_outside_range(self.stage, field) => {
                vec![("outside".to_owned(), theme.warning)]
            }
            _ => Vec::new(),
        }
    }
}

/// Writes the editor's keys over the plan's.
fn draw_keys(canvas: &mut Canvas, model: &Model, editor: &StageEditor, theme: &Theme) {
    let area = page_regions(model).hints;
    clear(canvas, area);
    if editor.typing.is_some() {
        return hints::flow(canvas, area, &typing_keys(model, editor), theme);
    }
    let command = |keys, does, command| Told::clickable(keys, does, Target::Command(command));
    let letter = |letter: char, does| Told::clickable(&letter.to_string(), does, Target::Letter(letter));
    let edit = command("Enter", "edit", Command::Edit);
    let close = command("Esc", "close", Command::Cancel);
    let mut keys = vec![edit, letter('L', "lock")];
    if area.height >= 2 {
        keys.extend([
            command("Backspace", "reset, clear", Command::Reset),
            hints::pair("←→", "nudge"),
            letter('u', "undo"),
            letter('U', "redo"),
            close,
        ]);
        hints::line(canvas, Rect { height: 1, ..area }, &keys, theme);
        let stages = [
            letter('a', "add below"),
            letter('x', "remove"),
            letter('K', "up"),
            letter('J', "down"),
            letter('n', "next stage"),
            letter('p', "previous"),
        ];
        hints::line(canvas, Rect { y: area.y + 1, height: 1, ..area }, &stages, theme);
    } else {
        keys.extend(
            [('a', "add"), ('x', "remove"), ('K', "up"), ('J', "down"), ('n', "next")]
                .map(|(key, does)| letter(key, does)),
        );
        keys.push(close);
        hints::line(canvas, area, &keys, theme);
    }
}

fn typing_keys(model: &Model, editor: &StageEditor) -> Vec<Told> {
    let stage = model.document.scenario().funnel().find(editor.stage);
    match stage.map(|(_, stage)| editor.line(stage)) {
        Some(Line::Input(_)) => hints::while_typing("+5% *1.1 -2", "work on the value"),
        Some(Line::Range(Field::Lag)) => hints::while_typing("30..60", "low and high"),
        Some(Line::Range(_)) => hints::while_typing("50..65", "low and high"),
        Some(Line::Later(_) | Line::AddLater) => hints::while_typing("2027-04 65%", "month and rate"),
        _ => hints::while_typing("Ctrl-U", "empties the line"),
    }
}
