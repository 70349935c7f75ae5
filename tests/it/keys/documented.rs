//! Every key of the key map does what its command says, and help and hints name the keys that there are.

use std::collections::BTreeMap;

use backcast::tui::command::{Command, TABLE};

use super::{fingerprint, screen};
use crate::scenarios::acme;
use crate::screen::Screen;

const KEYMAP: &str = include_str!("../../../assets/keymap.toml");

/// What to press before a key so that each command has something to do.
const STATES: [&str; 12] = [
    "",
    "Down*2",
    "Down*4 Right",
    "Down*4 Right u",
    "Tab",
    "Tab Tab Down",
    "Tab Tab Tab",
    "Tab Tab Tab Right Down",
    "Tab Tab Tab G Right",
    "v v v Down",
    "?",
    "<type 6>",
];

/// The bindings as written: the place, the command and its keys.
fn bindings() -> BTreeMap<(String, String), Vec<String>> {
    let table: toml::Table = KEYMAP.parse().expect("the key map is read at every start");
    let mut bindings = BTreeMap::new();
    for (place, commands) in &table {
        for (id, keys) in commands.as_table().expect("a place holds commands") {
            let keys = keys.as_array().expect("keys are a list").iter();
            let keys = keys.map(|key| key.as_str().expect("a key is a text").to_owned()).collect();
            bindings.insert((place.clone(), id.clone()), keys);
        }
    }
    bindings
}

/// What a key makes of a state; none where it does nothing but say so.
fn outcome(state: &str, key: &str) -> Option<String> {
    let mut screen = Screen::stored(&acme().build());
    screen.keys(state);
    screen.model.notice = None;
    let before = fingerprint(&screen);
    screen.keys(key);
    let after = fingerprint(&screen);
    let folder = screen.store().data().display().to_string();
    let unknown =
        screen.model.notice.as_ref().is_some_and(|notice| notice.text.contains("does nothing here"));
    (before != after && !unknown).then(|| after.replace(&folder, ""))
}

/// The states in which keys of a place count.
fn states(place: &str) -> impl Iterator<Item = &'static str> + use<> {
    let grid = place == "grid";
    let panes = place == "panes";
    STATES.into_iter().filter(move |state| {
        let in_grid = state.starts_with("Tab Tab Tab") || state.starts_with("v v v");
        if grid { in_grid } else { !panes || !in_grid }
    })
}

#[test]
fn every_command_is_reached_by_its_keys_and_does_something() {
    for ((place, id), keys) in bindings() {
        assert!(Command::by_id(&id).is_some(), "{id}");
        for key in &keys {
            let acts = states(&place).any(|state| outcome(state, key).is_some());
            assert!(acts, "{key} ({id}) does nothing in any state of {place}");
        }
    }
    for about in TABLE {
        assert!(bindings().keys().any(|(_, id)| id == about.id), "{} has no key", about.id);
    }
}

#[test]
fn all_keys_of_a_command_do_the_same() {
    for ((place, id), keys) in bindings() {
        for state in states(&place).filter(|state| !["?", "<type 6>"].contains(state)) {
            let first = outcome(state, &keys[0]);
            for key in &keys[1..] {
                // What a key is called stands in the text of a first of two keys only.
                assert_eq!(outcome(state, key), first, "{key} and {} ({id}) after {state:?}", keys[0]);
            }
        }
    }
}

#[test]
fn help_lists_every_command_with_its_keys() {
    let mut screen = screen().size(100, 70);
    screen.keys("?");
    let text = screen.text();
    for about in TABLE {
        assert!(text.contains(about.help), "{} is not in the help:\n{text}", about.id);
    }
    for key in ["Ctrl-R", "PgUp", "Shift-Tab", "Backspace", "0-9"] {
        assert!(text.contains(key), "{key} is not in the help:\n{text}");
    }
}

#[test]
fn help_scrolls_to_its_end_and_back_and_closes() {
    let mut screen = screen();
    screen.keys("?");
    let first = screen.text();
    screen.keys("PageDown*9").expect("quit");
    screen.keys("End");
    screen.keys("Home");
    assert_eq!(screen.text(), first);
    for key in ["Esc", "q", "?", "Enter"] {
        screen.keys("Esc ?").keys(key);
        assert!(screen.model.overlay.is_none(), "{key}");
    }
    assert!(!screen.has_quit());
}

#[test]
fn a_key_without_a_meaning_says_so_and_changes_nothing() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    for key in ["z", "Z", "Delete", "Ctrl-k", "ü", "Alt-x"] {
        screen.keys(key).expect("does nothing here");
    }
    assert_eq!(*screen.scenario(), before);
}

#[test]
fn the_findings_are_listed_with_w() {
    let mut screen = screen();
    screen.keys("w").expect("475,556").keys("Esc").expect("Ratios");
    assert!(screen.model.overlay.is_none());
}
