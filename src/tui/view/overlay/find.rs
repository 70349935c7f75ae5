//! Find a value: what is wanted, and a row for what each input would have to be.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, dialog_at, draw_text};
use crate::goals::seek::{Answer, Outcome, Question};
use crate::text::clean::{clean, fit_numbers, strip, width, wrap};
use crate::text::{answer as phrases, input};
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::model::Model;
use crate::tui::overlay::find::Find;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, put, put_right, rule};

/// Lines that are no answers: what is wanted, a rule and the heading above, a rule below.
const FRAME: u16 = 4;

const HEAD: [&str; 6] = ["Input", "Now", "Needs", "Change", "Reaches", "Misses by"];

/// The columns that the name of an input keeps before others are left out.
const SHORTEST_NAME: u16 = 14;

/// The most blanks between columns: figures stay near the input.
const WIDEST_GAP: u16 = 4;

/// The columns that a number being typed must have.
const FOR_NUMBER: usize = 12;

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
    // In a narrow window a sentence takes two lines.
    let told = if (50..76).contains(&columns) { 3 } else { 2 };
    let frame = FRAME + told;
    let rows = (answers + frame).min(window.height.saturating_sub(below + 2)).max(frame + 1);
    let visible = usize::from(rows - frame);
    let first = first_visible(0, find.at, visible, find.answers.len());
    let below = find.answers.len().saturating_sub(first + visible);
    let hidden = match (first, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("▲{above} · "),
        (0, below) => format!("▼{below} · "),
        (above, below) => format!("▲{above} ▼{below} · "),
    };
    let foot = format!("{hidden}↑↓ pick · Enter apply (one undo) · Esc leave as is");
    let foot =
        if width(&foot) + 4 > usize::from(columns) { format!("{hidden}Enter apply · Esc") } else { foot };
    let scenario = &model.document.present().scenario;
    let names = [phrases::output_in_full(find.output, scenario), phrases::output(find.output, scenario)];
    let [title, brief] = names.map(|name| format!("Find a value · {}", strip(&name)));
    let title = if width(&title) > usize::from(columns) { brief } else { title };
    let area = dialog_at(canvas, columns, rows, At::Top, [&title, &foot], theme);
    wanted(canvas, model, find, area, theme);
    rule(canvas, area, area.y + 1, Border::Light, theme.quiet, ["", ""]);
    let asked = find.question(model).ok().filter(|_| find.problem.is_none());
    let Some(question) = asked else { return problem(canvas, find, area, theme) };
    let texts: Vec<[String; 6]> = find.answers.iter().map(|answer| texts(&question, answer)).collect();
    let columns = Columns::of(&texts, area.width);
    let head = HEAD.map(str::to_owned);
    columns.put(canvas, Rect { y: area.y + 2, height: 1, ..area }, &head, [theme.quiet; 6]);
    let list = Rect { y: area.y + 3, height: visible as u16, ..area };
    for ((row, answer), y) in find.answers.iter().enumerate().skip(first).zip(list.y..list.bottom()) {
        let line = Rect { y, height: 1, ..area };
        let selected = row == find.at;
        put(canvas, line.x, y, 1, if selected { "▸" } else { "" }, theme.strong);
        let styles = styles(answer, selected, theme);
        let end = columns.put(canvas, line, &texts[row], styles);
        let (note, style) = without_figures(&question, answer, theme);
        let room = line.right().saturating_sub(end + 3);
        put(canvas, end + 3, y, room, &fit_numbers(&note, room.into()), style);
        canvas.click(line, Target::Row(row));
    }
    let foot = Rect { y: list.bottom(), height: area.bottom().saturating_sub(list.bottom()), ..area };
    rule(canvas, foot, foot.y, Border::Light, theme.quiet, ["", ""]);
    said(canvas, model, find, &question, foot, theme);
}

/// What the result is now and what is wanted, with the cursor in it.
fn wanted(canvas: &mut Canvas, model: &Model, find: &Find, area: Rect, theme: &Theme) {
    let plan = model.document.present();
    let now = phrases::shown_now(find.output, &plan.scenario, &plan.goals);
    let now = now.map(|now| phrases::in_units(find.output, &plan.scenario, now)).unwrap_or_default();
    let forms = [format!("Now {now}    Want "), format!("Now {now} Want "), "Want ".to_owned()];
    let fits = |form: &&String| width(form) + FOR_NUMBER <= area.width.into();
    let before = forms.iter().find(fits).unwrap_or(&forms[2]);
    let typed = Rect { width: area.width.min(width(before) as u16 + 24), ..area };
    draw_text(canvas, typed, area.y, before, &find.text, find.selected, theme);
    let x = area.x + width(before) as u16 + 25;
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

/// How wide the columns are; 0 for one that is left out.
struct Columns {
    widths: [u16; 6],
    /// The blanks before each but the first.
    gap: u16,
}

impl Columns {
    /// As wide as what they say, which is never cut: the input's name gives way, then the columns that matter least.
    fn of(texts: &[[String; 6]], columns: u16) -> Self {
        let widest = |at: usize| {
            let texts = texts.iter().map(|texts| width(&texts[at]));
            texts.max().unwrap_or(0).max(width(HEAD[at])) as u16
        };
        let mut widths = [0, 1, 2, 3, 4, 5].map(widest);
        let room = columns.saturating_sub(2);
        let others = |widths: &[u16; 6], gap: u16| -> u16 {
            widths[1..].iter().filter(|width| **width > 0).map(|width| width + gap).sum()
        };
        let name = widths[0].min(SHORTEST_NAME);
        for left_out in [5, 3, 4, 1] {
            if name + others(&widths, 1) > room {
                widths[left_out] = 0;
            }
        }
        let gap = (2..=WIDEST_GAP).rev().find(|gap| widths[0] + others(&widths, *gap) <= room).unwrap_or(1);
        widths[0] = widths[0].min(room.saturating_sub(others(&widths, gap)));
        Self { widths, gap }
    }

    /// Writes a line of them; gives the place where the last one ends that says anything.
    fn put(&self, canvas: &mut Canvas, line: Rect, texts: &[String; 6], styles: [Style; 6]) -> u16 {
        let mut x = line.x + 2;
        let mut end = x;
        for (at, ((text, style), columns)) in texts.iter().zip(styles).zip(self.widths).enumerate() {
            match at {
                _ if columns == 0 => continue,
                0 => put(canvas, x, line.y, columns, text, style),
                _ => {
                    x += self.gap;
                    put_right(canvas, x, line.y, columns, text, style);
                }
            }
            x += columns;
            end = if text.is_empty() { end } else { x };
        }
        end
    }
}

/// The input, its value and, where there is anything to be found, what it would have to be.
fn texts(question: &Question, answer: &Answer) -> [String; 6] {
    let scenario = question.scenario();
    let named = [clean(&input::label(scenario, answer.input)), phrases::from(scenario, answer)];
    let found = answer.found.filter(|found| !matches!(found.outcome, Outcome::NoEffect(_)));
    let figures = found.map(|found| {
        [
            phrases::needed(scenario, answer.input, found.value),
            phrases::change(scenario, answer, &found),
            phrases::amount(question, found.reached),
            phrases::missed(question, &found),
        ]
    });
    let ([name, now], [needed, change, reached, missed]) = (named, figures.unwrap_or_default());
    [name, now, needed, change, reached, missed]
}

fn styles(answer: &Answer, selected: bool, theme: &Theme) -> [Style; 6] {
    let is_far = answer.found.is_some_and(|found| found.outcome == Outcome::OutOfReach);
    let change = answer.found.map_or(0.0, |found| found.value - answer.from);
    [
        if selected { theme.selection } else { theme.text },
        theme.text,
        if is_far { theme.warning } else { theme.strong },
        theme.delta(change),
        if is_far { theme.warning } else { theme.text },
        if is_far { theme.warning } else { theme.text },
    ]
}

/// What is said instead of figures, where nothing can be found.
fn without_figures(question: &Question, answer: &Answer, theme: &Theme) -> (String, Style) {
    match answer.found {
        None => ("L  locked".to_owned(), theme.note),
        Some(found) if matches!(found.outcome, Outcome::NoEffect(_)) => {
            (strip(&phrases::note(question, &found)), theme.quiet)
        }
        Some(_) => (String::new(), theme.text),
    }
}

/// What the plan behind shows, and what else there is to say of the selected answer.
fn said(canvas: &mut Canvas, model: &Model, find: &Find, question: &Question, area: Rect, theme: &Theme) {
    let mut lines: Vec<(String, Style)> = Vec::new();
    if let Some(notice) = model.notice.as_ref().filter(|notice| notice.error) {
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
    sentences(canvas, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, &lines);
}

/// Writes sentences one below the other, broken where they must be; numbers are not cut where there is no more room.
fn sentences(canvas: &mut Canvas, area: Rect, sentences: &[(String, Style)]) {
    let columns = usize::from(area.width);
    let mut y = area.y;
    for (sentence, style) in sentences {
        let lines = wrap(sentence, columns);
        for (at, line) in lines.iter().enumerate() {
            if y >= area.bottom() {
                return;
            }
            let is_last = y + 1 == area.bottom();
            let line = if is_last { fit_numbers(&lines[at..].join(" "), columns) } else { line.clone() };
            put(canvas, area.x, y, area.width, &line, *style);
            y += 1;
        }
    }
}
