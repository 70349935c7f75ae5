//! The page of levers: the numbers of the design's frames, and every size.

use backcast::tui::ThemeChoice;

use super::{assert_lines, raised};
use crate::screen::Screen;

const LEVERS: [&str; 12] = [
    "Deal value $25,000 $27,500",
    "▸Proposals→Deals 60.0% 66.0%",
    "Meetings→Proposals 50.0% 55.0%",
    "Qualified→Meetings 40.0% 44.0%",
    "Contacts→Qualified 25.0% 27.5%",
    "Visitors→Contacts 2.0% 2.2%",
    "Lag Contacts→Qualified 45 d 35 d",
    "Lag Qualified→Meetings 14 d 4 d",
    "Lag Meetings→Proposals 21 d 11 d",
    "Lag Proposals→Deals 30 d 20 d",
    "Lag Deals→Revenue 30 d 20 d",
    "Lag Visitors→Contacts 7 d 0 d",
];
const GAINED: [&str; 12] = [
    "+$2.20M", "+$2.00M", "+$1.86M", "+$1.77M", "+$1.47M", "+$1.42M", "+$667k", "+$667k", "+$667k", "+$667k",
    "+$667k", "+$467k",
];
const SAVED: [&str; 12] = [
    "-133,333",
    "-121,212",
    "-112,727",
    "-107,070",
    "-88,888",
    "-86,060",
    "10 d later",
    "10 d later",
    "10 d later",
    "10 d later",
    "10 d later",
    "7 d later",
];

fn levers(width: u16, height: u16) -> Screen {
    let mut screen = raised(width, height);
    screen.keys("g l");
    screen
}

#[test]
fn the_levers_of_the_frames_come_out_in_their_order() {
    for (width, height) in [(80, 24), (120, 40), (160, 44)] {
        let screen = levers(width, height);
        assert_lines(&screen, &LEVERS);
        for ((lever, gained), saved) in LEVERS.iter().zip(GAINED).zip(SAVED) {
            let name = lever.split_whitespace().next().expect("a lever has a name");
            let line = screen.lines().into_iter().find(|line| super::plain(line).starts_with(lever));
            let line = line.unwrap_or_else(|| panic!("{name} is missing:\n{}", screen.text()));
            assert!(line.contains(gained) && line.contains(saved), "{line}");
        }
    }
}

#[test]
fn wide_windows_show_the_shares_and_how_to_read_them() {
    let mut screen = levers(120, 40);
    for share in ["92 %", "83 %", "78 %", "74 %", "61 %", "59 %"] {
        screen.expect(share);
    }
    screen.expect("of a Visitors→Contacts gain only 59 %").expect("No lever has a range yet");
    screen.expect(
        "Proposals→Deals 60.0% → 66.0%: +$2.00M in 2027 if the visitors stay as planned, or 121,212 fewer",
    );
}

#[test]
fn small_windows_keep_the_name_the_value_and_the_gain() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut screen = levers(width, height);
        screen.expect("▸Proposals→Deals").expect("[60.0%]").expect("+$2.00M");
        screen.keys("G").expect("▸Lag Visitors→Cont").expect("[7 d]").expect("+$467k").expect("▲");
    }
}

#[test]
fn in_ascii_and_without_colours_the_bars_are_still_there() {
    let screen = levers(120, 40).theme(ThemeChoice::None, true);
    let text = screen.text();
    assert!(text.is_ascii(), "{text}");
    assert!(screen.line_with("Deal value").contains("##########"), "{text}");
}
