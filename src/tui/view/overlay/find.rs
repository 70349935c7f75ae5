//! Find a value: what is wanted, and a row for what each input would have to be.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, dialog_at, draw_text};
use crate::goals::seek::{Answer, Outcome, Question};
use crate::text::clean::{clean, strip, width};
use crate::text::{answer as phrases, input};
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::model::Model;
use crate::tui::overlay::find::Find;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, put, put_right, rule, wrap};

/// Lines that are no answers: what is wanted, a rule and the heading above, a rule and two lines below.
const FRAME: u16 = 6;

/// Draws it at the top, so that the goals below show what the selected answer does.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, find: &Find, theme: &Theme) {
    let window = canvas.area;
    let columns = window.width.saturating_sub(4).min(96);
    let answers = find.answers.len() as u16;
    // Some of the plan stays in sight below.
    let below = match window.height {
        34.. => window.height / 2,
        24.. => 8,
        _ => 2,
    };
    let rows = (answers + FRAME).min(window.height.saturating_sub(below + 2)).max(FRAME + 1);
    let visible = usize::from(rows - FRAME);
    let first = first_visible(0, find.at, visible, find.answers.len());
    let below = find.answers.len().saturating_sub(first + visible);
    let hidden = match (first, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("↑{above} · "),
        (0, below) => format!("↓{below} · "),
        (above, below) => format!("↑{above} ↓{below} · "),
    };
    let foot = format!("{hidden}↑↓ pick · Enter apply (one undo) · Esc leave as is");
    let foot =
        if width(&foot) + 4 > usize::from(columns) { format!("{hidden}Enter apply · Esc") } else { foot };
    let scenario = &model.document.present().scenario;
    let title = format!("Find a value · {}", strip(&phrases::output(find.output, scenario)));
    let area = dialog_at(canvas, columns, rows, At::Top, [&title, &foot], theme);
    wanted(canvas, model, find, area, theme);
    rule(canvas, area, area.y + 1, Border::Light, theme.quiet, ["", ""]);
    let Ok(question) = find.question(model) else { return problem(canvas, find, area, theme) };
    let columns = Columns::of(area.width);
    let head = ["Input", "Now", "Needs", "Change", "Reaches", "Misses by"]
        .map(|head| (head.to_owned(), theme.quiet));
    columns.put(canvas, Rect { y: area.y + 2, height: 1, ..area }, head);
    let list = Rect { y: area.y + 3, height: visible as u16, ..area };
    for ((row, answer), y) in find.answers.iter().enumerate().skip(first).zip(list.y..list.bottom()) {
        let line = Rect { y, height: 1, ..area };
        let selected = row == find.at;
        put(canvas, line.x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        draw_answer(canvas, &question, answer, line, &columns, selected, theme);
        canvas.click(line, Target::Row(row));
    }
    let foot = Rect { y: list.bottom(), height: area.bottom().saturating_sub(list.bottom()), ..area };
    rule(canvas, foot, foot.y, Border::Light, theme.quiet, ["", ""]);
    said(canvas, model, find, &question, foot, theme);
}

/// What the result is now and what is wanted, with the cursor in it.
fn wanted(canvas: &mut Canvas, model: &Model, find: &Find, area: Rect, theme: &Theme) {
    let now = find.question(model).map(|question| phrases::now(&question)).unwrap_or_default();
    let before = format!("Now {now}    Want ");
    draw_text(
        canvas,
        Rect { width: area.width.min(width(&before) as u16 + 24), ..area },
        area.y,
        &before,
        &find.text,
        find.selected,
        theme,
    );
    let x = area.x + width(&before) as u16 + 25;
    let room = area.right().saturating_sub(x);
    let hints = ["by one input alone · Tab: other result", "Tab: other result"];
    if let Some(hint) = hints.into_iter().find(|hint| width(hint) <= room.into()) {
        put_right(canvas, x, area.y, room, hint, theme.quiet);
    }
}

fn problem(canvas: &mut Canvas, find: &Find, area: Rect, theme: &Theme) {
    let text = find.problem.as_deref().unwrap_or_default();
    for (line, y) in
        wrap(&format!("! {}", strip(text)), area.width.into()).iter().zip(area.y + 2..area.bottom())
    {
        put(canvas, area.x, y, area.width, line, theme.warning);
    }
}

/// Where the columns end.
struct Columns {
    widths: [u16; 6],
}

impl Columns {
    const fn of(width: u16) -> Self {
        let widths = match width {
            76.. => [width - 50, 9, 10, 10, 11, 10],
            56.. => [width - 33, 9, 12, 0, 12, 0],
            _ => [width.saturating_sub(17), 8, 9, 0, 0, 0],
        };
        Self { widths }
    }

    fn put(&self, canvas: &mut Canvas, line: Rect, texts: [(String, Style); 6]) {
        let mut x = line.x + 2;
        for (at, ((text, style), columns)) in texts.into_iter().zip(self.widths).enumerate() {
            let columns = if at == 0 { columns.saturating_sub(2) } else { columns };
            match at {
                _ if columns == 0 => {}
                0 => put(canvas, x, line.y, columns.saturating_sub(1), &text, style),
                _ => put_right(canvas, x, line.y, columns, &text, style),
            }
            x += columns;
        }
    }

    /// Where the columns begin that a sentence may take instead.
    fn after_now(&self) -> u16 {
        self.widths[0] + self.widths[1]
    }
}

fn draw_answer(
    canvas: &mut Canvas,
    question: &Question,
    answer: &Answer,
    line: Rect,
    columns: &Columns,
    selected: bool,
    theme: &Theme,
) {
    let scenario = question.scenario();
    let label = clean(&input::label(scenario, answer.input));
    let style = if selected { theme.selection } else { theme.text };
    let now = phrases::from(scenario, answer);
    let blank = || (String::new(), theme.text);
    let sentence = |canvas: &mut Canvas, text: &str, style| {
        let x = line.x + columns.after_now() + 3;
        put(canvas, x, line.y, line.right().saturating_sub(x), text, style);
    };
    let named = [(label, style), (now, theme.text), blank(), blank(), blank(), blank()];
    let Some(found) = answer.found else {
        columns.put(canvas, line, named);
        return sentence(canvas, "L  locked", theme.note);
    };
    if let Outcome::NoEffect(_) = found.outcome {
        columns.put(canvas, line, named);
        return sentence(canvas, &strip(&phrases::note(question, &found)), theme.quiet);
    }
    let missed = phrases::missed(question, &found);
    let is_far = found.outcome == Outcome::OutOfReach;
    let reach = if is_far { theme.warning } else { theme.text };
    let [label, now, ..] = named;
    let texts = [
        label,
        now,
        (
            phrases::needed(scenario, answer.input, found.value),
            if is_far { theme.warning } else { theme.strong },
        ),
        (phrases::change(scenario, answer, &found), theme.delta(found.value - answer.from)),
        (phrases::amount(question, found.reached), reach),
        (missed, reach),
    ];
    columns.put(canvas, line, texts);
}

/// What the plan behind shows, and what else there is to say of the selected answer.
fn said(canvas: &mut Canvas, model: &Model, find: &Find, question: &Question, area: Rect, theme: &Theme) {
    let mut lines: Vec<(String, Style)> = Vec::new();
    if let Some(problem) = &find.problem {
        lines.push((format!("! {}", strip(problem)), theme.warning));
    } else if let Some(notice) = model.notice.as_ref().filter(|notice| notice.error) {
        lines.push((format!("! {}", strip(&notice.text)), theme.warning));
    } else if let Some(answer) = find.answers.get(find.at) {
        let name = clean(&input::label(question.scenario(), answer.input));
        if let Some(found) = answer.found.filter(|_| model.document.is_previewing()) {
            let value = phrases::needed(question.scenario(), answer.input, found.value);
            let note = phrases::note(question, &found);
            let note = if note.is_empty() { note } else { format!(" · {note}") };
            lines.push((format!("The plan behind shows {name} at {value}{note}."), theme.text));
        } else if find.selected {
            lines.push((
                "Type the number you want; each input then says what it would have to be.".to_owned(),
                theme.quiet,
            ));
        }
        // Of the selected one first, else of another that has somewhere to go.
        let moves = |answer: &&Answer| answer.found.is_some_and(|found| found.value != answer.from);
        let others = find.answers.iter().filter(moves);
        let far = std::iter::once(answer).chain(others).find_map(|answer| phrases::why_not(question, answer));
        lines.extend(far.map(|far| (strip(&far), theme.note)));
        lines.extend(phrases::kept(question).map(|kept| (format!("Revenue {kept}."), theme.quiet)));
    }
    for ((text, style), y) in lines.into_iter().zip(area.y + 1..area.bottom()) {
        put(canvas, area.x, y, area.width, &text, style);
    }
}
