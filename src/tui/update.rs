//! What every message does to the model. Pure but for the model: input and output are asked for as effects.

mod answers;
mod mouse;
pub mod outside;

use std::time::Duration;

use ratatui::layout::{Position, Size};

use super::command::Command;
use super::document::Step;
use super::layout::{Form, regions};
use super::message::{Effect, Message, Mouse};
use super::model::{Cell, Delta, Focus, Model, Page, Shown, view};
use super::overlay::leave::Next;
use super::overlay::prompt::Purpose;
use super::overlay::{
    self, Overlay, Report, changed, choice, explain, export, find, help, history, leave, notes, palette,
    prompt, stage,
};
use super::page::{self, Taken, scenarios};
use super::pane::{act, copy, cursor, drag, field, input, nudge};
use crate::plan::Input;

/// Two presses within this time are a double click, two Ctrl-C within twice of it a wish to leave.
const DOUBLE: Duration = Duration::from_millis(500);

/// Takes a message in.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    model.document.tell_time(&model.time_of_day);
    if model.work.is_leaving() && is_input(&message) {
        let again = message == Message::Command(Command::Interrupt) && is_second_interrupt(model);
        return leave::while_waiting(model, &message, again);
    }
    if is_from_user(&message) {
        model.notice = None;
        model.prefix = None;
        model.scrolled = false;
        model.watch.pressed(model.now);
        if !is_nudge(&message) {
            model.burst = None;
        }
    }
    let effect = dispatch(model, message);
    let effect = outside::settle(model, effect);
    view::settle(model);
    changed::settle(model);
    cursor::settle(model);
    page::settle(model);
    history::settle(model);
    effect
}

/// Whether a message is of the keyboard or the mouse.
const fn is_input(message: &Message) -> bool {
    is_from_user(message) || matches!(message, Message::Prefix(_) | Message::Mouse(..) | Message::WheelOn(..))
}

/// Whether a message begins something new.
const fn is_from_user(message: &Message) -> bool {
    matches!(
        message,
        Message::Command(_)
            | Message::StartTyping(_)
            | Message::Type(_)
            | Message::Choose(_)
            | Message::Paste(_)
            | Message::Unknown(_)
            | Message::Row(_)
            | Message::Column(_)
            | Message::Mouse(Mouse::Press, ..)
    )
}

/// Whether a message may nudge; in the stage editor columns and signs do.
const fn is_nudge(message: &Message) -> bool {
    use Command as C;
    matches!(
        message,
        Message::Command(C::NudgeDown | C::NudgeUp | C::NudgeDownTen | C::NudgeUpTen | C::Left | C::Right)
            | Message::Choose('-' | '+' | '=' | '<' | '>')
    )
}

fn dispatch(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Resize(width, height) => model.size = Size { width, height },
        Message::CameBack => model.watch.came_back(),
        Message::Seen(id, what) => model.document.see(id, what),
        Message::Opened(opened) => answers::open(model, opened),
        Message::Saved(saved) => return answers::save_done(model, saved),
        Message::Listed(listings) => {
            scenarios::list(model, listings);
            page::compare::listed(model);
        }
        Message::NotListed(problem, listings) => scenarios::not_listed(model, problem, listings),
        Message::Versions(file, versions) if model.page == Page::Scenarios => {
            scenarios::versions::list(model, file, versions);
        }
        Message::Versions(_, versions) => history::list_versions(model, versions),
        Message::Exported(path) => model.say(format!("written to {path}")),
        Message::InTheWay(path, asked) => export::in_the_way(model, path, asked),
        Message::NotExported(path, asked, reason) => export::failed(model, &path, *asked, reason),
        Message::Copied(what, text) => {
            let rows = text.lines().count().saturating_sub(1);
            model.say(format!("sent to the clipboard: {what}, a table of {rows} rows for a spreadsheet"));
            return Some(Effect::Clipboard(text));
        }
        Message::Filed(filed) => return scenarios::files::filed(model, filed),
        Message::Journal(failing) => model.journal_fails(failing),
        Message::Discarded => model.say("discarded: it lies in the trash"),
        Message::Failed(reason) => {
            leave::stay(model);
            let text = format!("{reason}\n\nNothing was lost: what is on the screen is as it was.");
            model.overlay = Some(Overlay::Report(Report { title: "That did not work", text }));
            // What failed may be about a file that is no longer as it is listed.
            return (model.page == Page::Scenarios).then_some(Effect::List);
        }
        Message::Command(Command::Suspend) => return Some(Effect::Suspend),
        Message::Command(Command::Redraw) => return Some(Effect::Redraw),
        Message::Command(Command::Interrupt) if is_second_interrupt(model) => return interrupt(model),
        Message::Mouse(mouse, x, y) => return mouse::on_mouse(model, mouse, Position { x, y }),
        Message::Row(row) => return row_clicked(model, row),
        Message::WheelOn(_, up) if model.overlay.is_some() => {
            let command = if up { Command::Up } else { Command::Down };
            return overlay::update(model, &Message::Command(command));
        }
        Message::WheelOn(row, up) => page::on_wheel(model, Some(row), if up { 1.0 } else { -1.0 }),
        message if model.overlay.is_some() => return overlay::update(model, &message),
        Message::Column(column) => page::compare::select_column(model, column),
        Message::Command(command) if model.field.is_some() => return in_field(model, command),
        Message::Type(request) if page::takes_text(model) => scenarios::search::on_type(model, request),
        Message::Paste(text) if page::takes_text(model) => scenarios::search::on_paste(model, &text),
        Message::StartTyping(_) | Message::Paste(_) if !page::takes_numbers(model) => {
            let plan = model.key(Command::ShowPlan);
            model.say(format!("there is no number to type here · {plan} goes to the plan"));
        }
        Message::Type(request) => field::type_in(model, request),
        Message::StartTyping(first) => field::start(model, first),
        Message::Paste(text) => field::paste(model, &text),
        Message::Prefix(key) => model.prefix = Some(key),
        Message::Unknown(key) => {
            let help = model.key(Command::Help);
            model.say(format!("{} does nothing here · {help} shows all keys", key.shown()));
        }
        Message::Command(command) => return on_command(model, command),
        Message::Choose(_) => {}
    }
    None
}

/// The keys that end typing: Enter keeps, Tab keeps and goes on, arrows keep and move, Esc leaves.
fn in_field(model: &mut Model, command: Command) -> Option<Effect> {
    match command {
        Command::Cancel | Command::Interrupt => field::cancel(model),
        Command::Edit => {
            field::accept(model);
        }
        _ => {
            if field::accept(model) {
                return on_command(model, command);
            }
        }
    }
    None
}

/// A row of the list on top was clicked: it is selected, a second click accepts it.
fn row_clicked(model: &mut Model, row: usize) -> Option<Effect> {
    let again = model
        .clicked_row
        .replace((row, model.now))
        .is_some_and(|(before, when)| before == row && model.now.saturating_sub(when) < DOUBLE);
    if again {
        model.clicked_row = None;
        return dispatch(model, Message::Command(Command::Edit));
    }
    if model.overlay.is_some() {
        return overlay::update(model, &Message::Row(row));
    }
    page::on_row(model, row);
    None
}

/// Gives a command to the page; what it does not take means what it means anywhere.
fn on_command(model: &mut Model, command: Command) -> Option<Effect> {
    use Command as C;
    if let Taken::Here(effect) = page::on_command(model, command) {
        return effect;
    }
    match command {
        C::ShowPlan => page::show(model, Page::Plan),
        C::ShowCompare => page::show(model, Page::Compare),
        C::ShowLevers => page::show(model, Page::Levers),
        C::ShowScenarios | C::Open => page::show(model, Page::Scenarios),
        C::New => scenarios::show_starters(model),
        C::Present => page::show(model, Page::Presenter),
        C::Find => find::open(model),
        C::Notes => notes::open(model),
        C::History => history::open(model),
        C::Copy => copy::cell(model),
        C::CopyTable => Some(copy::table(model)),
        C::Why if model.page == Page::Plan && model.focus == Focus::Grid => explain::open(model),
        C::Save | C::SaveAs | C::Export | C::Mouse | C::Quit => on_file(model, command),
        _ => {
            on_plan(model, command);
            None
        }
    }
}

/// Commands that ask for nothing outside of the model.
fn on_plan(model: &mut Model, command: Command) {
    use Command as C;
    let lever = model.focus != Focus::Grid && Form::of(model.size.width, model.size.height) <= Form::Lever;
    match command {
        C::Up if lever => cursor::next_lever(model, -1),
        C::Down if lever => cursor::next_lever(model, 1),
        C::NextPane | C::PreviousPane if lever => cursor::focus(model, Focus::Grid),
        C::NextPane | C::PreviousPane if Form::of(model.size.width, model.size.height) <= Form::Lever => {
            cursor::focus(model, model.pane);
        }
        C::Up => cursor::rows(model, -1),
        C::Down => cursor::rows(model, 1),
        C::Left => cursor::columns(model, -1),
        C::Right => cursor::columns(model, 1),
        C::PageUp => cursor::page(model, -1),
        C::PageDown => cursor::page(model, 1),
        C::Home => cursor::edge(model, false),
        C::End => cursor::edge(model, true),
        C::Top => cursor::far_row(model, false),
        C::Bottom => cursor::far_row(model, true),
        C::NextPane => cursor::next_pane(model, 1),
        C::PreviousPane => cursor::next_pane(model, -1),
        C::Cancel | C::Interrupt => cancel(model),
        C::Delta | C::Content | C::Exact | C::Runway | C::Transpose | C::Peek => show(model, command),
        C::Help => help::open(model),
        C::Why => model.overlay = Some(Overlay::Findings(0)),
        C::Commands => palette::open(model, ""),
        C::Search => palette::search(model),
        C::Undo => step_back(model, Step::Undone),
        C::Redo => step_back(model, Step::Redone),
        _ => change(model, command),
    }
}

/// Commands that change the plan. While the baseline is on the screen there is nothing to change.
fn change(model: &mut Model, command: Command) {
    use Command as C;
    if model.refuses_at_baseline() {
        return;
    }
    match command {
        C::NudgeDown => nudge::nudge(model, -1.0),
        C::NudgeUp => nudge::nudge(model, 1.0),
        C::NudgeDownTen => nudge::nudge(model, -10.0),
        C::NudgeUpTen => nudge::nudge(model, 10.0),
        C::StepSize => {
            let reading = input::read(model.document.scenario(), model.cell());
            model.steps.turn(reading.map(|reading| reading.kind));
        }
        C::Edit => edit(model),
        C::Reset => act::reset(model, model.cell()),
        C::Lock => lock(model),
        C::Stage => stage::open(model),
        C::Pin => {
            let when: String = model.time_of_day.chars().take("10:02".len()).collect();
            model.document.pin(&when);
            model.say_undoable("pinned: changes are measured from here");
        }
        _ => {}
    }
}

fn cancel(model: &mut Model) {
    if model.drag.is_some() {
        drag::cancel(model);
    } else if model.display.peek {
        model.display.peek = false;
    } else if model.page == Page::Plan {
        let (quit, help) = (model.key(Command::Quit), model.key(Command::Help));
        model.say(format!("{quit} quits · {help} shows all keys"));
    } else {
        model.page = Page::Plan;
    }
}

fn edit(model: &mut Model) {
    let cell = model.cell();
    match cell {
        Cell::Input(input) if cell.is_choice() && model.document.scenario().is_locked(input) => {
            model.refuse_locked();
        }
        Cell::Input(Input::Target(field)) if cell.is_choice() => choice::open(model, field),
        Cell::Result => {
            find::open(model);
        }
        _ => field::edit(model),
    }
}

fn lock(model: &mut Model) {
    match model.cell().locked_as() {
        Some(input) => act::lock(model, input),
        None => model.refuse("a result cannot be locked, only an input"),
    }
}

fn step_back(model: &mut Model, step: Step) {
    if !model.refuses_at_baseline() {
        act::step_back(model, step);
    }
}

fn show(model: &mut Model, command: Command) {
    let of_the_grid =
        matches!(command, Command::Delta | Command::Exact | Command::Runway | Command::Transpose);
    if of_the_grid && model.display.shown == Shown::DayOne {
        let content = model.key(Command::Content);
        return model.say(format!("that is about the months' grid · {content} goes on to it"));
    }
    let delta = regions(model).delta;
    let display = &mut model.display;
    match command {
        Command::Delta => {
            display.delta = Some(match delta {
                Delta::Off => Delta::Absolute,
                Delta::Absolute => Delta::Percent,
                Delta::Percent => Delta::Off,
            });
        }
        Command::Content => display.shown = display.shown.next(),
        Command::Exact => display.exact = !display.exact,
        Command::Runway => {
            let folded = regions(model).grid.folded;
            model.display.runway = Some(folded);
        }
        Command::Transpose => {
            let down = regions(model).grid.down;
            model.display.transposed = Some(!down);
        }
        Command::Peek => {
            display.peek = !display.peek;
            if display.peek {
                let peek = model.key(Command::Peek);
                model.say(format!("the baseline · {peek} goes back to your plan"));
            }
        }
        _ => {}
    }
    if command == Command::Content && model.display.shown == Shown::DayOne {
        cursor::focus(model, Focus::Grid);
    }
}

fn on_file(model: &mut Model, command: Command) -> Option<Effect> {
    match command {
        Command::Save => leave::save(model),
        Command::SaveAs => {
            let name = model.document.scenario().name().to_owned();
            prompt::open(model, Purpose::SaveAs, &name);
            None
        }
        Command::Export => {
            export::open(model);
            None
        }
        Command::Mouse => {
            model.mouse = !model.mouse;
            model.say(if model.mouse { "mouse on" } else { "mouse off: the terminal selects text again" });
            Some(Effect::Mouse(model.mouse))
        }
        Command::Quit => leave::leave(model, Next::Quit),
        _ => None,
    }
}

fn is_second_interrupt(model: &mut Model) -> bool {
    let before = model.interrupted.replace(model.now);
    before.is_some_and(|before| model.now.saturating_sub(before) < 2 * DOUBLE)
}

/// Leaves and keeps the work.
fn interrupt(model: &mut Model) -> Option<Effect> {
    field::cancel(model);
    notes::keep(model);
    model.overlay = None;
    // Whoever presses it on and on does not leave the work behind.
    model.interrupted = None;
    if model.document.has_unsaved_work() { leave::keep(model, Next::Quit) } else { Some(Effect::Quit) }
}
