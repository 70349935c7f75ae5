//! The presenter's wall: the numbers of the design in big digits, at every size.

use backcast::tui::ThemeChoice;
use ratatui::style::{Color, Modifier};

use super::raised;

/// The lines of "1,600,000" in digits made of quadrants.
const QUADRANTS: [&str; 4] = [
    "▗█      ▗▛▘ ▟▀▜▖▟▀▜▖    ▟▀▜▖▟▀▜▖▟▀▜▖",
    " █      █▄▖ █▗█▌█▗█▌    █▗█▌█▗█▌█▗█▌",
    " █   ▄  █ █ █▛▐▌█▛▐▌ ▄  █▛▐▌█▛▐▌█▛▐▌",
    "▀▀▀ ▗▛  ▝▀▘ ▝▀▀ ▝▀▀ ▗▛  ▝▀▀ ▝▀▀ ▝▀▀",
];

#[test]
fn the_wall_shows_the_lever_the_result_and_what_changed() {
    for (width, height) in [(80, 24), (40, 12), (60, 18)] {
        let mut screen = raised(width, height);
        screen.keys("P").expect("PROPOSALS → DEALS").expect("was 55.0%").expect("▲5.0pp");
        for line in QUADRANTS {
            screen.expect(line);
        }
        screen.expect("145,455 fewer site visitors").expect("$24.0M · 960 deals");
    }
}

#[test]
fn wide_walls_have_larger_digits_and_the_months() {
    for (width, height) in [(120, 40), (160, 44)] {
        let mut screen = raised(width, height);
        screen.keys("P").expect("██████    ██     ████    █████   █████").expect("was 1,745,455");
        screen.expect("Site visitors per month").expect("$9.80M must be inside on day one");
        screen.expect("[Proposals→ 60.0%]");
    }
}

#[test]
fn the_wall_turns_white_and_black() {
    let mut screen = raised(80, 24);
    screen.keys("P K");
    let buffer = screen.buffer();
    assert!(buffer.content.iter().all(|cell| cell.bg == Color::Indexed(231)));
    screen.keys("K");
    assert!(screen.buffer().content.iter().all(|cell| cell.bg == Color::Indexed(16)));
    screen.keys("K");
    assert!(screen.buffer().content.iter().all(|cell| cell.bg == Color::Reset));
    let mut plain = raised(80, 24).theme(ThemeChoice::None, false);
    plain.keys("P K");
    let buffer = plain.buffer();
    assert!(buffer.content.iter().all(|cell| cell.bg == Color::Reset && cell.fg == Color::Reset));
    assert!(buffer.content.iter().all(|cell| cell.modifier.contains(Modifier::REVERSED)));
}

#[test]
fn in_ascii_the_digits_are_hashes() {
    let mut screen = raised(120, 40).theme(ThemeChoice::Dark, true);
    screen.keys("P").expect("######    ##     ####    #####   #####");
    assert!(screen.text().is_ascii(), "{}", screen.text());
}
