//! Any plan in any window under any keys: nothing panics, nothing leaves the window, and undo leads all the way back.

use std::fs;
use std::path::Path;

use backcast::plan::{Edit, Scenario};
use backcast::text::clean::width;
use backcast::tui::model::Model;
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::sample::select;

use crate::scenarios::drafts;
use crate::screen::Screen;
use crate::size::size;

/// What a person, or a cat, may do.
#[derive(Debug, Clone)]
enum Act {
    Keys(&'static str),
    Write(String),
    Paste(String),
    Resize(u16, u16),
    /// A click, a drag by columns or a turn of the wheel, somewhere.
    Mouse(u16, u16, u8),
}

const KEYS: [&str; 82] = [
    "f",
    "f",
    "E",
    "Up",
    "Down",
    "Left",
    "Right",
    "Up",
    "Down",
    "Left",
    "Right",
    "PageUp",
    "PageDown",
    "Home",
    "End",
    "g g",
    "G",
    "Tab",
    "Shift-Tab",
    "Tab",
    "h",
    "j",
    "k",
    "l",
    "-",
    "+",
    "<",
    ">",
    "t",
    "Enter",
    "Enter",
    "Enter",
    "Backspace",
    "L",
    "i",
    "u",
    "U",
    "Ctrl-r",
    "b",
    "B",
    "d",
    "v",
    "e",
    "r",
    "T",
    "w",
    "s",
    "S",
    "o",
    "n",
    ":",
    "/",
    "?",
    "g c",
    "g l",
    "g s",
    "P",
    "N",
    "M",
    "Ctrl-l",
    "Esc",
    "Esc",
    "Esc",
    "Ctrl-c",
    "q",
    "a",
    "x",
    "J",
    "K",
    "D",
    "c",
    "C",
    "H",
    "/",
    "g s",
    "Delete",
    "Ctrl-u",
    "g",
    "Ctrl-w",
    "Space",
    "z",
    "g c",
];

fn acts() -> BoxedStrategy<Act> {
    let texts = select(
        &[
            "prop",
            "lag",
            "target=1m",
            "65",
            "0",
            "1e300",
            "24m",
            "+5%",
            "*1.1",
            "-2",
            "1/4",
            "feb 2027",
            "ü漢",
            "...",
            "x",
        ][..],
    );
    let pastes = select(&["1m\t2m\t3m", "12", "5\n6\n7\n8", "", "\u{1b}[31m", "漢字", "1\r\n2"][..]);
    prop_oneof![
        12 => select(KEYS.to_vec()).prop_map(Act::Keys),
        2 => texts.prop_map(|text| Act::Write(text.to_owned())),
        1 => pastes.prop_map(|text| Act::Paste(text.to_owned())),
        2 => (0..250_u16, 0..80_u16, 0..4_u8).prop_map(|(x, y, what)| Act::Mouse(x, y, what)),
        1 => (1..=250_u16, 1..=80_u16).prop_map(|(width, height)| Act::Resize(width, height)),
        1 => Just(Act::Resize(80, 24)),
    ]
    .boxed()
}

fn perform(screen: &mut Screen, act: &Act) {
    match act {
        Act::Keys(keys) => _ = screen.keys(keys),
        Act::Write(text) => _ = screen.write(text),
        Act::Paste(text) => _ = screen.paste(text),
        Act::Resize(width, height) => screen.resize(*width, *height),
        Act::Mouse(x, y, what) => screen.poke(*x, *y, *what),
    }
}

/// Draws, and checks that each line is as wide as the window.
pub(super) fn assert_fits(screen: &Screen) {
    let size = screen.model.size;
    let lines = screen.lines();
    assert_eq!(lines.len(), usize::from(size.height));
    for line in &lines {
        assert_eq!(width(line), usize::from(size.width), "{line:?} at {size:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

/// Everything that undo brings back: a file's name is not among it.
fn state(model: &Model) -> (Scenario, Scenario, Option<String>) {
    let document = &model.document;
    let pinned = document.pinned().map(str::to_owned);
    let unnamed = |scenario: &Scenario| scenario.with(&Edit::Name("any".to_owned())).expect("a plain name");
    (unnamed(document.scenario()), unnamed(&document.baseline().scenario), pinned)
}

/// Leaves whatever is open.
fn settle(screen: &mut Screen) {
    screen.keys("Esc*4");
    assert!(screen.model.overlay.is_none() && screen.model.field.is_none());
}

/// Checks that undo leads all the way back to a state, and redo to where it was.
fn assert_undone(screen: &mut Screen, first: &(Scenario, Scenario, Option<String>)) {
    settle(screen);
    while screen.model.document.redo() {}
    let last = state(&screen.model);
    while screen.model.document.undo() {}
    assert_eq!(state(&screen.model), *first);
    while screen.model.document.redo() {}
    assert_eq!(state(&screen.model), last);
}

pub(super) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() }
}

proptest! {
    // Before a release some ten minutes of them.
    #![proptest_config(cases(size(300, 10_000) as u32))]

    #[test]
    fn no_keys_in_no_window_break_anything(
        draft in drafts(),
        size in (1..=250_u16, 1..=80_u16),
        acts in vec(acts(), 200),
    ) {
        let mut screen = Screen::new(draft.build()).size(size.0, size.1);
        screen.every(300);
        let first = state(&screen.model);
        for (at, act) in acts.iter().enumerate() {
            perform(&mut screen, act);
            if at % 8 == 0 {
                assert_fits(&screen);
            }
        }
        assert_undone(&mut screen, &first);
    }

    #[test]
    fn every_window_shows_every_plan_within_its_bounds(
        draft in drafts(),
        sizes in vec((1..=250_u16, 1..=80_u16), 6),
        view in select(&["", "v v v", "T", "r", "e", "d", "d d", "Tab Tab Tab End", "?", "w", "i", "n", "S", ":", "g s", "n Tab", "g c", "g c a", "/", "g", "? <type save>", ": <type target=1m>", "g l", "g l v v", "P", "P K", "f", "N", "H", "Tab Tab Tab w"][..]),
    ) {
        let mut screen = Screen::new(draft.build());
        screen.keys("Down Right").keys(view);
        for (width, height) in sizes {
            screen.resize(width, height);
            assert_fits(&screen);
        }
    }
}

#[test]
fn the_smallest_windows_are_drawn() {
    let mut screen = Screen::new(super::base());
    for keys in [
        "",
        "Right",
        "?",
        "Esc w",
        "Esc i",
        "Esc n",
        "Esc o",
        "Esc :",
        "Esc S",
        "Esc q",
        "Esc /",
        "Esc g",
        "Esc <type 6>",
    ] {
        screen.keys(keys);
        for (width, height) in
            [(1, 1), (2, 1), (1, 2), (3, 3), (10, 2), (250, 1), (1, 80), (39, 12), (40, 11)]
        {
            screen.resize(width, height);
            assert_fits(&screen);
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "saved keys are files")]
fn saved_keys_break_nothing_in_any_window() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz/keys");
    let files: Vec<_> = fs::read_dir(folder).expect("there are saved keys").collect();
    assert!(!files.is_empty());
    for file in files {
        let path = file.expect("it can be listed").path();
        let lines = fs::read_to_string(&path).expect("it is text");
        for (width, height) in [(80, 24), (120, 40), (40, 12), (9, 3)] {
            let mut screen = Screen::new(super::base()).size(width, height);
            let first = state(&screen.model);
            for line in lines.lines() {
                screen.keys(line);
                assert_fits(&screen);
            }
            assert_undone(&mut screen, &first);
        }
    }
}
