//! Key strings as tests write them, turned into the terminal's events.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The events of a key string: words are keys, `<type …>` is a text, `word*3` is the word three times.
pub(super) fn events(keys: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut rest = keys.trim_start();
    while !rest.is_empty() {
        if let Some(typing) = rest.strip_prefix("<type ") {
            let (text, after) = typing.split_once('>').expect("<type …> is closed");
            events.extend(typed(text));
            rest = after.trim_start();
        } else {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            events.extend(pressed(word));
            rest = after.trim_start();
        }
    }
    events
}

/// A text, character by character.
pub(super) fn typed(text: &str) -> impl Iterator<Item = Event> {
    text.chars().map(|character| Event::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE)))
}

fn pressed(word: &str) -> Vec<Event> {
    match word.split_once('*') {
        Some((word, times)) if !word.is_empty() => {
            let times = times.parse().expect("a key is pressed a number of times");
            vec![key(word); times]
        }
        _ => vec![key(word)],
    }
}

/// A key by its name; `Ctrl-`, `Alt-` and `Shift-` go before it.
fn key(word: &str) -> Event {
    let mut modifiers = KeyModifiers::NONE;
    let mut name = word;
    while let Some((prefix, rest)) =
        name.split_once('-').filter(|(prefix, rest)| prefix.len() > 2 && !rest.is_empty())
    {
        modifiers |= match prefix.to_ascii_lowercase().as_str() {
            "ctrl" => KeyModifiers::CONTROL,
            "alt" => KeyModifiers::ALT,
            "shift" => KeyModifiers::SHIFT,
            other => panic!("there is no key {other:?}"),
        };
        name = rest;
    }
    let mut characters = name.chars();
    let code = match (characters.next(), characters.next()) {
        (Some(character), None) => KeyCode::Char(character),
        _ => named(name),
    };
    let code =
        if code == KeyCode::Tab && modifiers.contains(KeyModifiers::SHIFT) { KeyCode::BackTab } else { code };
    Event::Key(KeyEvent::new(code, modifiers))
}

fn named(name: &str) -> KeyCode {
    match name.to_ascii_lowercase().as_str() {
        "up" | "↑" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" | "pgup" => KeyCode::PageUp,
        "pagedown" | "pgdn" => KeyCode::PageDown,
        "tab" => KeyCode::Tab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "space" => KeyCode::Char(' '),
        "f1" => KeyCode::F(1),
        other => panic!("there is no key {other:?}"),
    }
}
