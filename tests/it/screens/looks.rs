//! Without colour and in ASCII everything can still be told.

use backcast::tui::ThemeChoice;
use ratatui::style::{Color, Modifier};

use super::{base, raised};
use crate::screen::Screen;

/// Key strings that bring each kind of view and overlay up.
const STATES: [&str; 25] = [
    "",
    "Down*4 Right",
    "<type 65>",
    "<type 900>",
    "v v v",
    "Tab Tab Tab End",
    "?",
    "w",
    "i",
    "i a",
    "Down i Down*4 Enter <type 50..90> Enter Down*5 Enter",
    ":",
    ": <type proposals.rate=65% deals.value=27k>",
    "/",
    "g",
    "? <type trash> Enter",
    ": <type prop> Tab",
    "n Down",
    "o",
    "n Tab Down",
    "g s Space / o",
    "g s Down Space D",
    "Right q",
    "S",
    "Tab Tab Down Enter",
];

const SIZES: [(u16, u16); 6] = [(160, 44), (120, 40), (80, 24), (60, 18), (40, 12), (30, 8)];

#[test]
fn without_colour_no_cell_has_one_and_what_is_selected_is_reversed() {
    for (width, height) in SIZES {
        for state in STATES {
            let mut screen = Screen::new(base()).size(width, height).theme(ThemeChoice::None, false);
            screen.keys(state);
            let buffer = screen.buffer();
            let coloured = |cell: &&ratatui::buffer::Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
            assert!(buffer.content.iter().find(coloured).is_none(), "{width}×{height} {state:?}");
            let reversed = buffer.content.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED));
            let must = width >= 40 && (state.is_empty() || state == "Down*4 Right" || state == "v v v");
            assert!(reversed || !must, "nothing is reversed, {width}×{height} {state:?}:\n{}", screen.text());
        }
    }
}

#[test]
fn nothing_is_ever_dim() {
    for choice in [ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::None] {
        for state in STATES {
            let mut screen = Screen::new(base()).theme(choice, false);
            screen.keys(state);
            assert!(screen.buffer().content.iter().all(|cell| !cell.modifier.contains(Modifier::DIM)));
        }
    }
}

#[test]
fn in_ascii_every_cell_is_ascii() {
    for (width, height) in SIZES {
        for state in STATES {
            let mut screen = Screen::new(base()).size(width, height).theme(ThemeChoice::Dark, true);
            screen.keys("b Down*4 <type 60> Enter").keys(state);
            let text = screen.text();
            let foreign: String = text.chars().filter(|letter| !letter.is_ascii()).collect();
            assert!(foreign.is_empty(), "{foreign:?} at {width}×{height} {state:?}:\n{text}");
        }
    }
}

#[test]
fn differences_have_an_arrow_besides_their_colour() {
    let screen = raised(120, 40).theme(ThemeChoice::None, true);
    assert!(screen.line_with("Proposals>Deals").contains("+5.0pp"), "{}", screen.text());
    assert!(screen.shows("-12k"), "{}", screen.text());
}
