//! Turns what the terminal delivers into messages. Overlays come first, then a text being typed, then the pane,
//! then what holds anywhere.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;
use tui_input::InputRequest;

use super::command::Command;
use super::hits::{Hits, Target};
use super::keymap::{Bound, Key, Place};
use super::message::{Message, Mouse};
use super::model::Model;

/// The message of an event, if it has one; `hits` are what the last frame lets be clicked.
pub fn translate(event: &Event, model: &Model, hits: &Hits) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => on_key(key, model),
        Event::FocusGained => Some(Message::CameBack),
        Event::Paste(text) => Some(Message::Paste(text.clone())),
        Event::Resize(width, height) => Some(Message::Resize(*width, *height)),
        Event::Mouse(mouse) => on_mouse(*mouse, hits),
        _ => None,
    }
}

fn on_key(event: &KeyEvent, model: &Model) -> Option<Message> {
    let key = written(event)?;
    let bound = |place, prefix| model.keymap.look_up(place, prefix, &key);
    let place = model.place();
    // These hold whatever lies on top.
    if let Some(Bound::Command(command @ (Command::Interrupt | Command::Suspend | Command::Redraw))) =
        bound(place, None)
    {
        return Some(Message::Command(command));
    }
    let types = match &model.overlay {
        Some(overlay) => overlay.takes_text(),
        None => model.field.is_some() || super::page::takes_text(model),
    };
    if types {
        return typing(event).or_else(|| moving(event));
    }
    if model.overlay.is_some() {
        return moving(event).or_else(|| key.character().map(Message::Choose));
    }
    if let Some(prefix) = &model.prefix {
        return Some(match bound(place, Some(prefix)) {
            Some(Bound::Command(command)) => Message::Command(command),
            _ if event.code == KeyCode::Esc => Message::Command(Command::Cancel),
            _ => Message::Unknown(key),
        });
    }
    Some(match (bound(place, None), key.character()) {
        (_, Some(digit @ ('0'..='9' | '.'))) => Message::StartTyping(digit),
        (Some(Bound::Command(command)), _) => Message::Command(command),
        (Some(Bound::Prefix), _) => Message::Prefix(key),
        (None, _) => Message::Unknown(key),
    })
}

/// Keys that mean a text is being written.
fn typing(event: &KeyEvent) -> Option<Message> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let request = match event.code {
        KeyCode::Char('u') if control => InputRequest::DeleteLine,
        KeyCode::Char('w') if control => InputRequest::DeletePrevWord,
        KeyCode::Char('a') if control => InputRequest::GoToStart,
        KeyCode::Char('e') if control => InputRequest::GoToEnd,
        KeyCode::Char(_) if control => return None,
        KeyCode::Char(character) => InputRequest::InsertChar(character),
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        _ => return None,
    };
    Some(Message::Type(request))
}

/// Keys that move, accept or leave, wherever they are pressed.
const fn moving(event: &KeyEvent) -> Option<Message> {
    Some(Message::Command(match event.code {
        KeyCode::Up => Command::Up,
        KeyCode::Down => Command::Down,
        KeyCode::PageUp => Command::PageUp,
        KeyCode::PageDown => Command::PageDown,
        KeyCode::Home => Command::Home,
        KeyCode::End => Command::End,
        KeyCode::Tab => Command::NextPane,
        KeyCode::BackTab => Command::PreviousPane,
        KeyCode::Enter => Command::Edit,
        KeyCode::Esc => Command::Cancel,
        KeyCode::Backspace => Command::Reset,
        KeyCode::Left => Command::Left,
        KeyCode::Right => Command::Right,
        _ => return None,
    }))
}

/// A key as the key map writes it.
fn written(event: &KeyEvent) -> Option<Key> {
    let name = match event.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(character) => character.to_string(),
        KeyCode::F(number) => format!("f{number}"),
        KeyCode::BackTab => return Some(Key::new("shift-tab")),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Insert => "insert".to_owned(),
        _ => return None,
    };
    let is_character = matches!(event.code, KeyCode::Char(_));
    let mut written = String::new();
    if event.modifiers.contains(KeyModifiers::CONTROL) {
        written.push_str("ctrl-");
    }
    if event.modifiers.contains(KeyModifiers::ALT) {
        written.push_str("alt-");
    }
    if event.modifiers.contains(KeyModifiers::SHIFT) && !is_character {
        written.push_str("shift-");
    }
    written.push_str(&name);
    Some(Key::new(written))
}

fn on_mouse(event: MouseEvent, hits: &Hits) -> Option<Message> {
    let mouse = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Press,
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag,
        MouseEventKind::Up(MouseButton::Left) => Mouse::Release,
        MouseEventKind::ScrollUp => Mouse::WheelUp,
        MouseEventKind::ScrollDown => Mouse::WheelDown,
        _ => return None,
    };
    let at = Position { x: event.column, y: event.row };
    Some(match (mouse, hits.at(at)) {
        (Mouse::Press, Some(Target::Command(command))) => Message::Command(command),
        (Mouse::Press, Some(Target::Letter(letter))) => Message::Choose(letter),
        (Mouse::Press, Some(Target::Row(row))) => Message::Row(row),
        (Mouse::Press, Some(Target::Column(column))) => Message::Column(column),
        (Mouse::WheelUp | Mouse::WheelDown, Some(Target::Row(row))) => {
            Message::WheelOn(row, mouse == Mouse::WheelUp)
        }
        _ => Message::Mouse(mouse, at.x, at.y),
    })
}

/// The keys of a command as hints show them, the first of each.
pub fn shown_keys(model: &Model, place: Place, commands: &[Command]) -> String {
    let keys = commands.iter().filter_map(|command| model.keymap.keys(place, *command).next());
    keys.collect()
}
