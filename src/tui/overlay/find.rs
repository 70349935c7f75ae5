//! Find a value: a result is wanted, and every input says what it would have to be (screens.md §8.1).
//!
//! The answer at the cursor is previewed on the plan behind; Enter makes it one step of undo.

use tui_input::{Input as Text, InputRequest};

use super::{Overlay, moved};
use crate::goals::seek::{Answer, Measure, Outcome, Output, Question, Refused};
use crate::plan::{Count, Month};
use crate::text::clean::{fit_numbers, width};
use crate::text::seek::{SeekError, kind};
use crate::text::{answer as phrases, entry, finding, input};
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::{Focus, GridColumn, Model, Page, Shown};
use crate::tui::pane::field::refuse;
use crate::tui::pane::line;

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

/// What the result is today, exactly and as it is shown.
fn now(model: &Model, output: Output) -> Result<(f64, f64), SeekError> {
    let plan = model.document.present();
    let exact = output.now(&plan.scenario, &plan.goals)?;
    Ok((exact, phrases::shown_now(output, &plan.scenario, &plan.goals)?))
}

/// What is offered for a result: today's value, and the text of the number that is shown for it.
///
/// # Errors
/// Why that cannot be wanted.
fn offered(model: &Model, output: Output) -> Result<(f64, String), String> {
    let (exact, shown) = now(model, output).map_err(|error| error.to_string())?;
    let plan = model.document.present();
    match Question::new(&plan.scenario, &plan.goals, output, exact) {
        Ok(_) => Ok((exact, entry::print(shown, kind(output)))),
        Err(Refused::OutOfBounds(_)) => {
            let most = phrases::in_units(output, &plan.scenario, Count::bounds().1);
            Err(format!("it is more now than can be wanted: type up to {most}"))
        }
        Err(refused) => Err(SeekError::from(refused).to_string()),
    }
}

/// Starts from what the result is today, ready to be typed over.
fn ask_for_now(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let offered = offered(model, find.output);
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    let (wanted, text, problem) = match offered {
        Ok((now, text)) => (now, text, None),
        Err(problem) => (0.0, String::new(), Some(problem)),
    };
    (find.wanted, find.text, find.problem) = (wanted, Text::new(text), problem);
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
    let asked = find.question(model).ok().filter(|question| question.wanted() != question.now());
    let edits = asked.map(|question| question.edits(answer)).unwrap_or_default();
    if !edits.is_empty()
        && let Err(error) = model.document.preview(&edits)
    {
        refuse(model, &error);
    }
}

/// What a text means as a value of a result; the number that is shown for today means today's, not a hair more.
///
/// # Errors
/// Why it means nothing.
fn understood(model: &Model, output: Output, text: &str) -> Result<f64, String> {
    let today = now(model, output).ok();
    let shown = today.map(|(_, shown)| shown);
    let currency = model.document.scenario().currency();
    let wanted = entry::number(text, kind(output), shown, currency).map_err(|error| error.to_string())?;
    Ok(today.filter(|(_, shown)| *shown == wanted).map_or(wanted, |(exact, _)| exact))
}

/// Reads what is typed.
fn read(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let read = understood(model, find.output, find.text.value());
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    match read {
        Ok(wanted) => (find.wanted, find.problem) = (wanted, None),
        Err(problem) => find.problem = Some(problem),
    }
    answer(model);
}

fn type_in(model: &mut Model, request: InputRequest) {
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    line::type_in(&mut find.text, &mut find.selected, request);
    read(model);
}

/// Types, picks, takes another result, applies or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Find(find)) = &mut model.overlay else { return None };
    match message {
        Message::Type(request) => type_in(model, *request),
        Message::Paste(text) => {
            line::paste(&mut find.text, &mut find.selected, text);
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

/// Asks about the next result: for the number that was typed, where it can be one of that result too.
fn other_output(model: &mut Model, by: isize) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let count = find.outputs.len() as isize;
    let at = find.outputs.iter().position(|output| *output == find.output).unwrap_or(0) as isize;
    let output = find.outputs[(at + by).rem_euclid(count) as usize];
    let is_offered = |text: &str| offered(model, find.output).is_ok_and(|(_, offered)| offered == text);
    let typed = Some(find.text.value().to_owned()).filter(|text| !find.selected && !is_offered(text));
    model.document.drop_preview();
    let Some(Overlay::Find(find)) = &mut model.overlay else { return };
    find.output = output;
    ask_for_now(model);
    if let Some(typed) = typed.filter(|text| understood(model, output, text).is_ok())
        && let Some(Overlay::Find(find)) = &mut model.overlay
    {
        (find.text, find.selected) = (Text::new(typed), false);
        read(model);
    }
}

/// Makes the selected answer the plan's, as one step; says what was set, or that it is only the nearest there is.
fn apply(model: &mut Model) {
    let Some(Overlay::Find(find)) = &model.overlay else { return };
    let Some(answer) = find.answers.get(find.at).copied() else { return };
    let Ok(question) = find.question(model) else { return };
    let name = input::label(question.scenario(), answer.input);
    let Some(found) = answer.found else {
        return model.refuse(format!("{name} is locked, {} unlocks it", model.key(Command::Lock)));
    };
    if let Outcome::NoEffect(idle) = found.outcome {
        let why = phrases::idle_as(&question, idle);
        return model.refuse(format!("{name} has no effect: {why}"));
    }
    if question.wanted() == question.now() {
        return model.refuse("that is what it is now: type the number you want");
    }
    let edits = question.edits(&answer);
    let columns = usize::from(model.size.width.saturating_sub(2));
    let not_reached = phrases::why_not(&question, &answer);
    let [set, gives, of_what] = phrases::applied(&question, &answer, &found);
    let back = format!("{} takes it back", model.key(Command::Undo));
    let forms = [
        format!("{set}: {gives} {of_what} · {back}"),
        format!("{set}: {gives} · {back}"),
        format!("{set} · {back}"),
    ];
    let said = forms.into_iter().find(|form| width(form) <= columns).unwrap_or(set);
    model.overlay = None;
    match model.document.edit(&edits) {
        Ok(_) => match not_reached {
            Some(why) => model.refuse(fit_numbers(&why, columns.saturating_sub(2))),
            None => model.say(said),
        },
        Err(error) => model.refuse(finding::refusal(&error, &model.key(Command::Lock))),
    }
    model.document.drop_preview();
}
