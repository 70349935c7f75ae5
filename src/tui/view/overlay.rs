//! What lies over the view, centred, never over the title.

mod add_column;
mod changed;
mod explain;
mod find;
mod findings;
mod help;
mod history;
mod notes;
mod palette;
mod recover;
mod stage;

use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;

use super::canvas::{Border, Canvas, clear, frame, inner, put};
use crate::text::clean::{clean, strip, width, wrap};
use crate::text::entry::range_example;
use crate::text::{input, sentence};
use crate::tui::command::Command;
use crate::tui::hits::Target;
use crate::tui::model::Model;
use crate::tui::overlay::choice::Choice;
use crate::tui::overlay::export;
use crate::tui::overlay::leave::{Leave, Next};
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::overlay::{Overlay, Report};
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// Draws the overlay.
pub fn draw(surface: &mut Canvas, model: &Model, overlay: &Overlay, theme: &Theme) {
    match overlay {
        Overlay::Help(help) => help::draw(surface, model, help, theme),
        Overlay::Findings(first) => findings::draw(surface, model, *first, theme),
        Overlay::Report(Report { title, text }) => {
            draw_report(surface, title, text, "Enter or Esc goes on", theme);
        }
        Overlay::Damaged(damaged) => {
            let title = format!("{} cannot be read", damaged.file.name);
            draw_report(surface, &title, &damaged.text(), damaged.foot(), theme);
        }
        Overlay::Explain(explain) => explain::draw(surface, model, explain, theme),
        Overlay::Find(find) => find::draw(surface, model, find, theme),
        Overlay::Notes(notes) => notes::draw(surface, model, notes, theme),
        Overlay::HistoryList(history) => history::draw(surface, model, history, theme),
        Overlay::Palette(palette) => palette::draw(surface, model, palette, theme),
        Overlay::Prompt(prompt) => draw_prompt(surface, model, prompt, theme),
        Overlay::InTheWay(asked) => {
            let text = format!(
                "{}\n\nIt may be somebody's work. Written over, it is gone.",
                strip(&asked.path.display().to_string())
            );
            let foot = "O writes over it · Esc another name";
            draw_report(surface, "That file is there already", &text, foot, theme);
        }
        Overlay::AddColumn(add) => add_column::draw(surface, model, add, theme),
        Overlay::Choice(choice) => draw_choice(surface, choice, theme),
        Overlay::Stage(editor) => stage::draw(surface, model, editor, theme),
        Overlay::Changed => changed::draw(surface, model, theme),
        Overlay::Leave(leave) => draw_leave(surface, model, leave, theme),
        Overlay::Recover(recover) => recover::draw(surface, model, recover, theme),
    }
}

/// What a prompt for the name of a scenario promises.
const NEVER_OVER: &str = "A file of another scenario is never written over.";

/// Where an overlay lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Top,
    Middle,
    Bottom,
}

/// Draws an empty box in the middle, under the title; gives the part inside of it.
fn dialog(surface: &mut Surface, columns: u16, rows: u16, title: &str, foot: &str, theme: &Theme) -> Rect {
    dialog_at(surface, columns, rows, At::Middle, [title, foot], theme)
}

fn dialog_at(
    surface: &mut Surface,
    columns: u16,
    rows: u16,
    at: At,
    [title, foot]: [&str; 2],
    theme: &Theme,
) -> Rect {
    let window = surface.area;
    let columns = (columns + 4).min(window.width);
    let rows = (rows + 2).min(window.height.saturating_sub(1));
    let spare = window.height.saturating_sub(1) - rows;
    let area = Rect {
        x: (window.width - columns) / 2,
        y: 1 + match at {
            At::Top => 0,
            At::Middle => spare / 2,
            At::Bottom => spare,
        },
        width: columns,
        height: rows,
    };
    clear(surface, area);
    frame(surface, area, Border::Double, theme.text, [title, "", "", &theme.keys(foot)]);
    inner(area)
}

/// Writes lines from the top on.
fn write(surface: &mut Surface, area: Rect, lines: impl IntoIterator<Item = (String, Style)>) {
    for ((text, style), y) in lines.into_iter().zip(area.y..area.bottom()) {
        put(surface, area.x, y, area.width, &text, style);
    }
}

/// Draws the notice that an overlay caused over its last line.
fn draw_notice(surface: &mut Surface, model: &Model, area: Rect, theme: &Theme) {
    if let Some(notice) = &model.notice {
        let last = Rect { y: area.bottom().saturating_sub(1), ..area };
        super::detail::draw_notice(surface, notice, last, theme);
    }
}

/// A text with its cursor; the part around the cursor is shown when it is too long.
pub(in crate::tui::view) fn draw_text(
    surface: &mut Surface,
    area: Rect,
    y: u16,
    before: &str,
    text: &Input,
    selected: bool,
    theme: &Theme,
) {
    put(surface, area.x, y, area.width, before, theme.text);
    let x = area.x + width(before) as u16;
    let room = area.right().saturating_sub(x + 1);
    if room == 0 {
        return;
    }
    let scroll = text.visual_scroll(room.into());
    let value = text.value();
    let visible: String = skip_columns(value, scroll);
    let style = if selected { theme.selection } else { theme.preview };
    put(surface, x, y, room, &clean(&visible), style);
    let cursor = x + (text.visual_cursor().max(scroll) - scroll) as u16;
    if cursor < area.right() {
        surface.set_style(Rect::new(cursor, y, 1, 1), theme.selection);
    }
}

fn skip_columns(text: &str, columns: usize) -> String {
    let mut skipped = 0;
    let rest = text.chars().skip_while(|character| {
        let skip = skipped < columns;
        skipped += width(&character.to_string());
        skip
    });
    rest.collect()
}

fn draw_report(surface: &mut Surface, title: &str, text: &str, foot: &str, theme: &Theme) {
    let columns = surface.area.width.saturating_sub(8).min(72);
    let lines: Vec<String> = text.lines().flat_map(|line| wrap(line, columns.into())).collect();
    let area = dialog(surface, columns, lines.len() as u16, title, foot, theme);
    write(surface, area, lines.into_iter().map(|line| (line, theme.text)));
}

fn draw_prompt(surface: &mut Surface, model: &Model, prompt: &Prompt, theme: &Theme) {
    let plain = |title: &str, label, says: &str| (title.to_owned(), label, says.to_owned());
    let (title, label, says) = match &prompt.purpose {
        Purpose::SaveAs => plain("Save as a scenario of your store", "Name: ", NEVER_OVER),
        Purpose::Rename(_) => plain("Rename", "Name: ", NEVER_OVER),
        Purpose::Export(what) => {
            let form = export::form(what, prompt.text.value());
            let form = form.map_or_else(
                || format!("Its name ends in {}.", export::endings(what)),
                |form| format!("{}: {}.", form.ending(), form.about()),
            );
            let others = if what.forms().len() > 1 { " Tab takes another form." } else { "" };
            let says =
                format!("{form}{others}\nIn the current folder, or name another; never over a file unasked.");
            (format!("Export {}", what.name()), "File: ", says)
        }
        Purpose::Range(of) => {
            let scenario = model.document.scenario();
            let title = format!("Range of {}, low and high", clean(&input::label(scenario, *of)));
            let example = input::kind(scenario, *of).map(range_example).unwrap_or_default();
            (title, "Low and high: ", format!("Such as {example}; an empty line takes the range out."))
        }
    };
    let columns = surface.area.width.saturating_sub(4).min(66);
    let (says, style) = match &prompt.problem {
        Some(problem) => (format!("! {}", strip(problem)), theme.warning),
        None => (says, theme.quiet),
    };
    let says: Vec<String> = says.lines().flat_map(|line| wrap(line, columns.into())).collect();
    let rows = 2 + says.len() as u16;
    let does = prompt.purpose.accepting();
    let area = dialog(surface, columns, rows, &title, &format!("{does} · Esc leaves as is"), theme);
    draw_text(surface, area, area.y, label, &prompt.text, prompt.selected, theme);
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    write(surface, below, says.into_iter().map(|line| (line, style)));
}

fn draw_choice(canvas: &mut Canvas, choice: &Choice, theme: &Theme) {
    let labels = choice.items.iter().map(|item| width(&item.label)).max().unwrap_or(0) as u16;
    let abouts = choice.items.iter().map(|item| width(item.about)).max().unwrap_or(0) as u16;
    let columns = (2 + labels + 3 + abouts).max(width(choice.title) as u16 + 4);
    let foot = "↑↓ pick, previewed · Enter takes it · Esc leaves as is";
    let columns = columns.max(width(foot) as u16 + 2);
    // At the bottom, so that the plan above shows what the choice would do.
    let rows = choice.items.len() as u16;
    let area = dialog_at(canvas, columns, rows, At::Bottom, [choice.title, foot], theme);
    for ((at, item), y) in choice.items.iter().enumerate().zip(area.y..area.bottom()) {
        let selected = at == choice.at;
        canvas.click(Rect { y, height: 1, ..area }, Target::Row(at));
        put(canvas, area.x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        let style = if selected { theme.selection } else { theme.text };
        put(canvas, area.x + 2, y, labels, &item.label, style);
        let x = area.x + 2 + labels + 3;
        put(canvas, x, y, area.right().saturating_sub(x), item.about, theme.quiet);
    }
}

fn draw_leave(canvas: &mut Canvas, model: &Model, leave: &Leave, theme: &Theme) {
    let document = &model.document;
    let (title, then) = match leave.next {
        Next::Quit => ("Quit · not saved", "quit"),
        Next::Open(_) => ("Open · not saved", "open"),
        Next::Restore { .. } => ("Restore · not saved", "restore"),
        Next::GoBack(_) => ("Go back · not saved", "go back"),
    };
    let (was, is) = (document.baseline(), document.shown());
    let columns = canvas.area.width.saturating_sub(4).min(60);
    let changed = sentence::what_changed(was.pair(), is.pair(), was.pair(), model.today, columns.into());
    let key = |key: &str, text: String| (format!("{key:<4}{text}"), theme.text);
    let lines = vec![
        (changed, theme.note),
        key("s", format!("Save and {then}")),
        key("k", format!("Keep as a scenario of its own and {then}")),
        key("D", format!("Discard and {then}")),
        key("Esc", "Stay".to_owned()),
    ];
    let area = dialog(canvas, columns, lines.len() as u16, title, "", theme);
    write(canvas, area, lines);
    for (letter, y) in ['s', 'k', 'D'].into_iter().zip(area.y + 1..area.bottom()) {
        canvas.click(Rect { y, height: 1, ..area }, Target::Letter(letter));
    }
    let esc = Rect { y: area.y + 4, height: 1, ..area };
    canvas.click(esc, Target::Command(Command::Cancel));
}
