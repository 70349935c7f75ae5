//! The help: what is under the cursor, what every key does here, and a search through all commands.
//!
//! It opens on what is selected. Whatever is typed searches; a command that is found can be run from here.

pub mod found;
pub mod meaning;
pub mod sections;

use tui_input::{Input, InputRequest};

use self::found::{Found, where_it_works};
use self::sections::Line;
use super::{Overlay, moved};
use crate::text::clean::wrap;
use crate::tui::command::Command;
use crate::tui::message::{Effect, Message};
use crate::tui::model::Model;
use crate::tui::pane::line;
use crate::tui::update;

/// What is searched for, and what is visible.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// What is searched for.
    pub text: Input,
    /// The selected command of those that were found.
    pub at: usize,
    /// The first visible line while nothing is searched for.
    pub first: usize,
}

/// How the help is laid out in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The columns inside of the border.
    pub width: u16,
    /// The lines inside of the border.
    pub height: u16,
    /// The lines that scroll, in one column or in two.
    pub columns: Vec<Vec<Line>>,
    /// How many of them are visible.
    pub visible: usize,
    /// What stands under the cursor, in lines that do not scroll; none in low windows, where the keys follow it.
    pub meaning: Vec<String>,
}

/// The widest help: two columns whose lines can be told in full.
const WIDEST: u16 = 136;
/// From so many columns on there are two.
const TWO: u16 = 70;
/// Below so many lines the meaning scrolls with the keys.
const LOW: u16 = 16;
/// The most lines of the meaning that do not scroll.
const MEANING: usize = 4;

impl Shape {
    /// Lays the help out in the window.
    pub fn of(model: &Model) -> Self {
        let width = model.size.width.saturating_sub(4).min(WIDEST);
        let room = model.size.height.saturating_sub(3);
        let meaning = meaning::meaning(model);
        let (this, general, marks) = (sections::this(model), sections::general(model), sections::marks());
        let mut columns = if width >= TWO {
            vec![[this, marks].concat(), general]
        } else {
            vec![[this, general, marks].concat()]
        };
        let wrapped = |columns: u16| meaning.iter().flat_map(move |text| wrap(text, columns.into()));
        let mut below: Vec<String> = Vec::new();
        if room < LOW {
            let above = wrapped(Self::left(width)).map(|line| Line::Note("", line));
            columns[0].splice(0..0, above);
        } else {
            below.extend(wrapped(width).take(MEANING));
        }
        let lines = columns.iter().map(Vec::len).max().unwrap_or(0);
        // The search line, and the rule above the meaning.
        let fixed = 1 + if below.is_empty() { 0 } else { 1 + below.len() };
        let visible = lines.min(usize::from(room).saturating_sub(fixed));
        Self { width, height: (fixed + visible) as u16, columns, visible, meaning: below }
    }

    /// The columns of the left half, or of all.
    pub const fn left(width: u16) -> u16 {
        if width >= TWO { width / 2 + 1 } else { width }
    }

    /// How far the lines can be scrolled.
    pub fn last_first(&self) -> usize {
        let lines = self.columns.iter().map(Vec::len).max().unwrap_or(0);
        lines.saturating_sub(self.visible)
    }
}

/// Opens it.
pub fn open(model: &mut Model) {
    model.overlay = Some(Overlay::Help(Help::default()));
}

impl Help {
    /// Whether something is searched for.
    pub fn is_searching(&self) -> bool {
        !self.text.value().trim().is_empty()
    }

    /// The commands that fit to what is searched for.
    pub fn found(&self, model: &Model) -> Vec<Found> {
        found::found(model, self.text.value())
    }
}

/// Searches, scrolls, picks, runs or leaves.
pub fn update(model: &mut Model, message: &Message) -> Option<Effect> {
    let Some(Overlay::Help(help)) = &model.overlay else { return None };
    match (message, help.is_searching()) {
        (Message::Command(Command::Cancel | Command::Interrupt), _)
        | (Message::Command(Command::Edit) | Message::Type(InputRequest::InsertChar('?')), false) => {
            model.overlay = None;
        }
        (Message::Type(InputRequest::GoToStart | InputRequest::GoToEnd), false) => {
            let is_start = *message == Message::Type(InputRequest::GoToStart);
            scroll(model, &Message::Command(if is_start { Command::Home } else { Command::End }));
        }
        (Message::Type(request), _) => type_in(model, |line| _ = line.handle(*request)),
        (Message::Paste(text), _) => {
            type_in(model, |line| line::paste(line, &mut false, text));
        }
        (Message::Command(Command::Edit), true) => return run(model),
        (Message::Row(row), false) => look_up(model, *row),
        (message, false) => scroll(model, message),
        (message, true) => {
            let at = moved(help.at, help.found(model).len(), message).unwrap_or(help.at);
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                help.at = at;
            }
        }
    }
    None
}

fn type_in(model: &mut Model, edit: impl FnOnce(&mut Input)) {
    let Some(Overlay::Help(help)) = &mut model.overlay else { return };
    edit(&mut help.text);
    help.at = 0;
}

fn scroll(model: &mut Model, message: &Message) {
    let shape = Shape::of(model);
    let last = shape.last_first();
    let Some(Overlay::Help(help)) = &mut model.overlay else { return };
    let first = help.first.min(last);
    help.first = match message {
        Message::Command(Command::PageUp) => first.saturating_sub(shape.visible),
        Message::Command(Command::PageDown) => (first + shape.visible).min(last),
        message => moved(first, last + 1, message).unwrap_or(first),
    };
}

/// Searches for the command of a line that was clicked, which tells more of it.
fn look_up(model: &mut Model, row: usize) {
    let line = Shape::of(model).columns.into_iter().flatten().nth(row);
    if let (Some(Line::Commands { commands, .. }), Some(Overlay::Help(help))) = (line, &mut model.overlay)
        && let Some(command) = commands.first()
    {
        help.text = Input::new(command.about().name());
        help.at = 0;
    }
}

/// Runs the selected command as its key would, or says where it works.
fn run(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Help(help)) = &model.overlay else { return None };
    let selected = help.found(model).into_iter().nth(help.at)?;
    if selected.is_here(model) {
        model.overlay = None;
        return update::update(model, Message::Command(selected.about.command));
    }
    let works = where_it_works(model, &selected);
    model.refuse(works);
    None
}
