//! A file of what is on the screen: which, where to, and whether it may take the place of another.
//!
//! The ending of its name says in which form. Nothing is written over without being asked about, and Enter alone,
//! however long it is held, writes over nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tui_input::Input;

use super::prompt::{self, Purpose};
use super::{Overlay, closes};
use crate::text::clean::strip;
use crate::text::form::Form;
use crate::tui::command::Command;
use crate::tui::extract::{Compared, Export, Extract};
use crate::tui::message::{Effect, Message};
use crate::tui::model::{Model, Page};
use crate::tui::page::compare::{columns, selected_row, sheet};
use crate::tui::page::levers::Order;
use crate::tui::page::scenarios::rows;

/// Another file that is there already.
#[derive(Debug, Clone)]
pub struct InTheWay {
    /// Where it is, as it was typed.
    pub path: PathBuf,
    /// What was to be written there.
    asked: Box<Export>,
}

/// Asks where the file of what is on the screen is to go.
pub fn open(model: &mut Model) {
    match of_page(model) {
        Some(what) => ask(model, what),
        None => model.refuse("there is nothing here to export"),
    }
}

/// Asks where a file is to go, offering a name.
pub fn ask(model: &mut Model, what: Extract) {
    let offered = what.file_name();
    prompt::open(model, Purpose::Export(Box::new(what)), &offered);
}

/// What of the page that fills the window a file can be made of; none where its selected row cannot be read.
pub fn of_page(model: &Model) -> Option<Extract> {
    let plan = || Arc::clone(&model.shown().scenario);
    Some(match model.page {
        Page::Plan | Page::Presenter => Extract::Plan(plan()),
        Page::Levers if model.levers.order == Order::Ranges => Extract::Ranges(plan()),
        Page::Levers => Extract::Levers(plan()),
        Page::Compare => Extract::Comparison(compared(model)),
        Page::Scenarios => Extract::Plan(Arc::new(rows::selected_scenario(model)?)),
    })
}

/// The plans side by side, as the page has them.
pub fn compared(model: &Model) -> Compared {
    let sheet = sheet(model);
    let row = selected_row(model, &sheet);
    Compared {
        names: columns::full_names(&model.compare.columns, &model.document),
        plans: sheet.plans.iter().map(|plan| Arc::clone(&plan.scenario)).collect(),
        all: model.compare.all,
        stage: sheet.stage(row),
    }
}

/// The form that a name asks for.
pub fn form(what: &Extract, name: &str) -> Option<Form> {
    Form::of(Path::new(name.trim())).filter(|form| what.forms().contains(form))
}

/// The endings that a file may have, for a sentence.
pub fn endings(what: &Extract) -> String {
    let endings: Vec<String> = what.forms().iter().map(|form| format!(".{}", form.ending())).collect();
    match endings.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        endings => endings.concat(),
    }
}

/// Gives the name the ending of the next form, or the one before.
pub fn turn(what: &Extract, text: &mut Input, by: isize) {
    let forms = what.forms();
    let at = form(what, text.value()).and_then(|form| forms.iter().position(|other| *other == form));
    let next = at.map_or(0, |at| (at as isize + by).rem_euclid(forms.len() as isize) as usize);
    let name = text.value();
    let stem = if at.is_some() { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
    *text = Input::new(format!("{stem}.{}", forms[next].ending()));
}

/// Asks for the file, if its name says in which form.
pub fn accept(model: &mut Model) -> Option<Effect> {
    let today = model.today;
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return None };
    let Purpose::Export(what) = &prompt.purpose else { return None };
    let name = prompt.text.value().trim();
    let Some(form) = form(what, name) else {
        prompt.problem = Some(format!("a file must have a name that ends in {}", endings(what)));
        return None;
    };
    let effect =
        Effect::Export(name.into(), Box::new(Export { what: (**what).clone(), form, today, over: false }));
    model.overlay = None;
    Some(effect)
}

/// Asks again for a file that could not be written, and says why; whoever does something else by now is told.
pub fn failed(model: &mut Model, path: &Path, asked: Export, reason: String) {
    if is_busy(model) {
        return model.refuse(reason);
    }
    ask_again(model, path, asked, Some(reason));
}

/// Asks what is to become of the file that is there; whoever does something else by now is told.
pub fn in_the_way(model: &mut Model, path: PathBuf, asked: Box<Export>) {
    if is_busy(model) {
        let file = strip(&path.display().to_string());
        return model.refuse(format!("{file} is there already: nothing was written"));
    }
    model.overlay = Some(Overlay::InTheWay(InTheWay { path, asked }));
}

const fn is_busy(model: &Model) -> bool {
    model.overlay.is_some() || model.field.is_some()
}

/// Asks with the name as it was typed, to be mended.
fn ask_again(model: &mut Model, path: &Path, asked: Export, problem: Option<String>) {
    prompt::open(model, Purpose::Export(Box::new(asked.what)), &path.to_string_lossy());
    if let Some(Overlay::Prompt(prompt)) = &mut model.overlay {
        (prompt.selected, prompt.problem) = (false, problem);
    }
}

/// Writes over it, or goes back to the name.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let goes_back = closes(message) || *message == Message::Command(Command::Edit);
    // A capital, which no command has: the question may come up while somebody types on.
    let writes_over = *message == Message::Choose('O');
    if !(goes_back || writes_over) {
        return None;
    }
    let Some(Overlay::InTheWay(InTheWay { path, asked })) = model.overlay.take() else { return None };
    if writes_over {
        return Some(Effect::Export(path, Box::new(Export { over: true, ..*asked })));
    }
    ask_again(model, &path, *asked, None);
    None
}
