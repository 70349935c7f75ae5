//! Find a value: a result is wanted, and every input says what it would have to be (screens.md §8.1).
//!
//! The answer at the cursor is previewed on the plan behind; Enter makes it one step of undo.

use tui_input::{Input as Text, InputRequest};

use super::{Overlay, first_line, moved};
use crate::goals::seek::{Answer, Measure, Outcome, Output, Question};
use crate::plan::Month;
use crate::text::seek::{SeekError, kind};
use crate::text::{answer as phrases, entry, finding, input};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::{Focus, GridColumn, Model, Page, Shown};
use crate::tui::pane::field::{refuse, replace_if_selected};

/// What is wanted, and the answers.
#[derive(Debug, Clone)]
pub struct Find {
    /// Which result is wanted.
    pub output: Output,
    /// The results that Tab goes through.
    outputs: Vec<Output>,
    /// The value wanted, as typed.
    pub text: Text,
    /// The whole text is selected: typing replaces it.
    pub selected: bool,
    /// What each input would have to be; kept because finding them costs more than drawing them.
    pub answers: Vec<Answer>,
    /// The value wanted, as understood.
    pub wanted: f64,
    /// The selected answer.
    pub at: usize,
    /// Why the text is not taken.
    pub problem: Option<String>,
}

/// Opens it on the result under the cursor; from an input, on the top stage's need.
pub fn open(model: &mut Model) -> Option<Effect> {
    open_with(model, None);
    None
}

/// Opens it with the first character of a number that was typed on a result.
pub fn start(model: &mut Model, first: char) {
    open_with(model, Some(first));
}

fn open_with(model: &mut Model, first: Option<char>) {
    if model.refuses_at_baseline() {
        return;
    }
    let (output, outputs) = outputs(model);
    model.overlay = Some(Overlay::Find(Find {
        output,
        outputs,
        text: Text::default(),
        selected: true,
        answers: Vec::new(),
        wanted: 0.0,
        at: 0,
        problem: None,
    }));
    ask_for_now(model);
    if let Some(first) = first {
        type_in(model, InputRequest::InsertChar(first));
    }
}

/// The result that is asked for at the cursor, and all that Tab goes through.
fn outputs(model: &Model) -> (Output, Vec<Output>) {
    let scenario = model.document.scenario();
    let stages = scenario.funnel().stages();
    let on_results = model.page == Page::Plan && model.focus == Focus::Grid;
    let (place, month) = match (on_results, model.cursor.column) {
        (true, GridColumn::Month(month)) => (model.cursor.row, month),
        (true, _) => (model.cursor.row, scenario.start()),
        (false, _) => (0, scenario.start()),
    };
    let is_revenue = place >= stages.len();
    let stage = stages[if is_revenue { 0 } else { place }].id();
    let of = |measure| Output::Stage(stage, measure);
    let month: Month = month;
    let outputs = vec![
        of(Measure::Month(month)),
        of(Measure::Peak),
        of(Measure::Total),
        of(Measure::Need),
        Output::Revenue,
        of(Measure::DayOne),
    ];
    let asked = match (model.cursor.column, model.display.shown) {
        _ if !on_results => of(Measure::Need),
        (_, Shown::DayOne) => of(Measure::DayOne),
        _ if is_revenue => Output::Revenue,
        (GridColumn::Month(month), _) => of(Measure::Month(month)),
        (GridColumn::Total, _) => of(Measure::Total),
        (GridColumn::Need, _) => of(Measure::Need),
    };
    (asked, outputs)
}

impl Find {
    /// The question as it stands.
    ///
    /// # Errors
    /// Why it cannot be asked of this plan.
    pub fn question<'a>(&self, model: &'a Model) -> Result<Question<'a>, SeekError> {
        let plan = model.document.present();
        Ok(Question::new(&plan.scenario, &plan.goals, self.output, self.wanted)?)
    }
}

/// Starts from what the result is today, ready to be typed over.
fn ask_for_now(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let plan = model.document.present();
    let now = find.output.now(&plan.scenario, &plan.goals);
    let output = find.output;
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    match now {
        Ok(now) => {
            let shown = if output == Output::Revenue { now } else { now.ceil() };
            find.text = Text::new(entry::print(shown, kind(output)));
            find.wanted = now;
            find.problem = None;
        }
        Err(refused) => find.problem = Some(SeekError::from(refused).to_string()),
    }
    find.selected = true;
    find.at = 0;
    answer(model);
}

/// Asks again, and previews the selected answer.
fn answer(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let asked = if find.problem.is_some() {
        Ok(Vec::new())
    } else {
        find.question(model).map(|question| question.answers())
    };
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    match asked {
        Ok(answers) => find.answers = answers,
        Err(problem) => {
            find.answers.clear();
            find.problem = Some(problem.to_string());
        }
    }
    // An input that does nothing about it is not what was meant.
    let acts =
        |answer: &Answer| answer.found.is_some_and(|found| !matches!(found.outcome, Outcome::NoEffect(_)));
    if find.answers.get(find.at).is_some_and(|answer| !acts(answer)) {
        find.at = find.answers.iter().position(acts).unwrap_or(0);
    }
    preview(model);
}

/// Shows what the selected answer would make of the plan.
fn preview(model: &mut Model) {
    model.document.drop_preview();
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let Some(answer) = find.answers.get(find.at) else { return };
    let edits = find.question(model).map(|question| question.edits(answer)).unwrap_or_default();
    if !edits.is_empty()
        && let Err(error) = model.document.preview(&edits)
    {
        refuse(model, &error);
    }
}

/// Reads what is typed.
fn read(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let plan = model.document.present();
    let now = find.output.now(&plan.scenario, &plan.goals).ok();
    let read = entry::number(find.text.value(), kind(find.output), now, plan.scenario.currency());
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    match read {
        Ok(wanted) => {
            find.wanted = wanted;
            find.problem = None;
        }
        Err(error) => find.problem = Some(error.to_string()),
    }
    answer(model);
}

fn type_in(model: &mut Model, request: InputRequest) {
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    replace_if_selected(&mut find.text, &mut find.selected, request);
    find.text.handle(request);
    read(model);
}

/// Types, picks, takes another result, applies or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Find(find)) = &mut model.overlay else { return None };
    match message {
        Message::Type(request) => type_in(model, *request),
        Message::Paste(text) => {
            find.text = Text::new(first_line(text));
            find.selected = false;
            read(model);
        }
        Message::Command(Command::NextPane) => other_output(model, 1),
        Message::Command(Command::PreviousPane) => other_output(model, -1),
        Message::Command(Command::Edit) => apply(model),
        Message::Command(Command::Cancel | Command::Interrupt) => {
            model.overlay = None;
            model.document.drop_preview();
        }
        message => {
            if let Some(at) = moved(find.at, find.answers.len(), message) {
                find.at = at;
                preview(model);
            }
        }
    }
    None
}

/// Asks about the next result.
fn other_output(model: &mut Model, by: isize) {
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    let count = find.outputs.len() as isize;
    let at = find.outputs.iter().position(|output| *output == find.output).unwrap_or(0) as isize;
    find.output = find.outputs[(at + by).rem_euclid(count) as usize];
    model.document.drop_preview();
    ask_for_now(model);
}

/// Makes the selected answer the plan's, as one step; says so when it is only the nearest there is.
fn apply(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let Some(answer) = find.answers.get(find.at).copied() else { return };
    let Ok(question) = find.question(model) else { return };
    let scenario = question.scenario();
    let name = input::label(scenario, answer.input);
    let (edits, outcome) = (question.edits(&answer), answer.found.map(|found| found.outcome));
    let notice = phrases::why_not(&question, &answer);
    match outcome {
        None => return model.refuse(format!("{name} is locked, L unlocks it")),
        Some(Outcome::NoEffect(idle)) => {
            let why = phrases::idle_as(&question, idle);
            return model.refuse(format!("{name} has no effect: {why}"));
        }
        Some(_) => {}
    }
    model.overlay = None;
    match model.document.edit(&edits) {
        Ok(_) => match notice {
            Some(notice) => model.refuse(notice),
            None => model.say(format!("{name} found · u takes it back")),
        },
        Err(error) => model.refuse(finding::refusal(&error)),
    }
    model.document.drop_preview();
}
