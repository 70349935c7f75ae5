//! The answers of goal seek as a page, as rows and as JSON: the only place that chooses their rows and columns.
//!
//! Locked inputs have no row; what an answer says in words is `text`'s.

use serde::Serialize;

use super::document::{Align, Block, Column, Table};
use super::json;
use crate::goals::seek::{Answer, Found, Idle, Outcome, Question};
use crate::text::answer as phrases;
use crate::text::clean::strip;
use crate::text::input::{clear_label, path};

/// What one input can do, as scripts read it (cli.md).
#[derive(Serialize)]
struct Record {
    input: String,
    from: f64,
    value: f64,
    reached: f64,
    wanted: f64,
    missed_by: f64,
    exact: bool,
    in_range: Option<bool>,
}

/// The answers that have a row, with what was found.
fn told(answers: &[Answer]) -> impl Iterator<Item = (&Answer, Found)> {
    answers.iter().filter_map(|answer| Some((answer, answer.found?)))
}

/// The answers as a page: what was asked, a row for each input that does something, those that do not, and why
/// the nearest of those that fail does.
pub fn page(question: &Question, answers: &[Answer]) -> Vec<Block> {
    let mut page = vec![Block::Title(strip(&title(question)))];
    if told(answers).next().is_none() {
        page.push(Block::Text("Every input is locked.".to_owned()));
    }
    let table = table(question, answers);
    if !table.rows.is_empty() {
        page.push(Block::Table(table));
    }
    let said = idle(question, answers).into_iter().chain(failure(question, answers));
    page.extend(said.map(|said| Block::Text(strip(&said))));
    page
}

fn title(question: &Question) -> String {
    let scenario = question.scenario();
    let kept = phrases::kept(question).map(|kept| format!(" {kept}")).unwrap_or_default();
    format!(
        "{} · {}: now {}, want {}{kept}, by one input alone",
        scenario.name(),
        phrases::output(question.output(), scenario),
        phrases::now(question),
        phrases::amount(question, question.wanted()),
    )
}

/// A row for each input that does something; the last column is there only if it says anything.
fn table(question: &Question, answers: &[Answer]) -> Table {
    let acting = || told(answers).filter(|(_, found)| !matches!(found.outcome, Outcome::NoEffect(_)));
    let mut table = Table::new(&["Input"], &["Now", "Needs", "Change", "Reaches", "Misses by"]);
    table.rows = acting().map(|(answer, found)| row(question, answer, &found)).collect();
    let notes: Vec<String> = acting().map(|(_, found)| phrases::note(question, &found)).collect();
    if notes.iter().any(|note| !note.is_empty()) {
        table.columns.push(Column { head: "Note".to_owned(), align: Align::Left, glued: false });
        for (row, note) in table.rows.iter_mut().zip(notes) {
            row.push(note);
        }
    }
    table
}

fn row(question: &Question, answer: &Answer, found: &Found) -> Vec<String> {
    let scenario = question.scenario();
    vec![
        strip(&clear_label(scenario, answer.input)),
        phrases::from(scenario, answer),
        phrases::needed(scenario, answer.input, found.value),
        phrases::change(scenario, answer, found),
        phrases::amount(question, found.reached),
        phrases::missed(question, found),
    ]
}

/// Why the nearest of the inputs that do not reach it fails.
fn failure(question: &Question, answers: &[Answer]) -> Option<String> {
    let short = told(answers).filter(|(_, found)| found.outcome == Outcome::OutOfReach);
    let nearest = short.min_by(|(_, one), (_, other)| one.missed_by.abs().total_cmp(&other.missed_by.abs()));
    nearest.and_then(|(answer, _)| phrases::why_not(question, answer))
}

/// The inputs without effect, those with the same reason in a line.
fn idle(question: &Question, answers: &[Answer]) -> Vec<String> {
    let mut lines: Vec<(Idle, Vec<String>)> = Vec::new();
    for (answer, found) in told(answers) {
        let Outcome::NoEffect(idle) = found.outcome else { continue };
        let input = clear_label(question.scenario(), answer.input);
        match lines.iter_mut().find(|(reason, _)| *reason == idle) {
            Some((_, inputs)) => inputs.push(input),
            None => lines.push((idle, vec![input])),
        }
    }
    let line = |(idle, inputs): (Idle, Vec<String>)| {
        format!("No effect ({}): {}.", phrases::idle_as(question, idle), inputs.join(", "))
    };
    lines.into_iter().map(line).collect()
}

/// The answers in rows, exact.
pub fn rows(question: &Question, answers: &[Answer]) -> Table {
    let numbers = ["from", "value", "reached", "wanted", "missed_by", "exact", "in_range"];
    let mut table = Table::new(&["input"], &numbers);
    table.rows.extend(records(question, answers).map(|record| {
        let numbers = [record.from, record.value, record.reached, record.wanted, record.missed_by];
        let mut row = vec![strip(&record.input)];
        row.extend(numbers.map(|number| number.to_string()));
        row.push(record.exact.to_string());
        row.push(record.in_range.map(|inside| inside.to_string()).unwrap_or_default());
        row
    }));
    table
}

/// The answers as JSON (cli.md).
pub fn json(question: &Question, answers: &[Answer]) -> String {
    json::text(&records(question, answers).collect::<Vec<_>>())
}

fn records(question: &Question, answers: &[Answer]) -> impl Iterator<Item = Record> {
    told(answers).map(|(answer, found)| Record {
        input: path(question.scenario(), answer.input),
        from: answer.from,
        value: found.value,
        reached: found.reached,
        wanted: question.wanted(),
        missed_by: found.missed_by,
        exact: found.missed_by == 0.0,
        in_range: found.in_range,
    })
}
