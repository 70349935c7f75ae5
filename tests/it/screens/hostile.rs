//! Names, notes and file names that attack, on every view: nothing that acts on a terminal gets into a cell.

use backcast::plan::name::Name;
use backcast::plan::{Edit, Scenario, StageEdit};

use super::random::assert_fits;
use crate::hostile::{NAMES, first_hostile, texts};
use crate::scenarios::id;
use crate::screen::{Screen, write};

/// Every view and overlay, by the keys that lead there.
const VIEWS: [&str; 30] = [
    "",
    "v",
    "v v",
    "T",
    "r",
    "e",
    "d",
    "d d",
    "Tab",
    "Tab Tab Tab",
    "Tab Tab Tab End",
    "Tab Tab Tab w",
    "?",
    "? <type save>",
    "w",
    "i",
    "n",
    "N",
    "S",
    ":",
    ": <type prop>",
    "/",
    "g",
    "g c",
    "g c a",
    "g l",
    "g l v v",
    "P",
    "f",
    "H",
];

/// The plan of the frames with such names and texts.
fn named(names: &[&str]) -> Scenario {
    let plan = super::base();
    let text = NAMES.concat();
    let edits = names.iter().enumerate().flat_map(|(place, name)| {
        let name = StageEdit::Name(Name::new(name).expect("the name is allowed"));
        [name, StageEdit::Definition(text.clone())].map(|edit| Edit::Stage(id(&plan, place), edit))
    });
    let edits: Vec<Edit> =
        [Edit::Name(names[0].to_owned()), Edit::Notes(text.clone())].into_iter().chain(edits).collect();
    plan.with_all(&edits).expect("the names are allowed and all different")
}

#[track_caller]
fn assert_harmless(screen: &Screen, what: &str) {
    for cell in screen.buffer().content {
        assert_eq!(first_hostile(cell.symbol()), None, "{what}: {:?} in\n{}", cell.symbol(), screen.text());
    }
}

#[test]
fn no_name_or_note_that_attacks_gets_into_a_cell_of_any_view() {
    let allowed: Vec<&str> = NAMES.into_iter().filter(|name| Name::new(name).is_ok()).collect();
    assert!(allowed.len() > 15, "most names are allowed");
    for names in allowed.chunks(6) {
        for view in VIEWS {
            let mut screen = Screen::stored(&named(names));
            screen.keys("Down Right Right").keys(view);
            for (width, height) in [(80, 24), (120, 40), (40, 12)] {
                screen.resize(width, height);
                assert_harmless(&screen, view);
                assert_fits(&screen);
            }
            screen.keys("Down Down Enter");
            assert_harmless(&screen, view);
        }
    }
}

#[test]
fn no_text_that_is_typed_or_pasted_gets_into_a_cell_as_it_is() {
    for text in texts().iter().filter(|text| text.chars().count() < 200) {
        for view in ["", "n", "S", ":", "/", "?", "g s /"] {
            let mut screen = Screen::new(super::base());
            screen.keys(view).paste(text);
            assert_harmless(&screen, view);
            screen.write(text).keys("Enter");
            assert_harmless(&screen, view);
        }
    }
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_that_attacks_gets_into_a_cell() {
    use std::os::unix::ffi::OsStrExt;

    let mut screen = Screen::stored(&super::base());
    let folder = screen.store().scenarios();
    for (at, name) in NAMES.iter().enumerate() {
        let bytes = format!("{at} {}\u{1b}]0;x\u{7}", name.replace('/', "\u{9b}"));
        let path = folder.join(std::ffi::OsStr::from_bytes(&[bytes.as_bytes(), b"\xff.json"].concat()));
        write(&path, if at % 2 == 0 { b"{ \"\x1b\": oops" } else { b"{ \"format\": \"\\u001b[2J\" }" });
    }
    screen.keys("o");
    for _ in 0..NAMES.len() {
        assert_harmless(&screen, "the list");
        screen.keys("Down Enter");
        assert_harmless(&screen, "a report");
        screen.keys("Esc");
        if !screen.shows("cannot be read") {
            screen.keys("o");
        }
    }
    for keys in ["D", "Esc", "R", "Esc", "c", "Esc", "/ <type a>", "Esc Esc", "H", "x"] {
        screen.keys(keys);
        assert_harmless(&screen, keys);
    }
}
