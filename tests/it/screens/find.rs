//! Find a value: the numbers of the design's frame at every size, and a plan that stays in sight below.

use backcast::tui::ThemeChoice;

use super::{assert_lines, base, raised};
use crate::screen::Screen;

fn find(width: u16, height: u16) -> Screen {
    let mut screen = raised(width, height);
    screen.keys("f <type 900000> Down*3");
    screen
}

#[test]
fn the_answers_of_the_frame_come_out() {
    for (width, height) in [(80, 24), (120, 40), (160, 44)] {
        let screen = find(width, height);
        assert_lines(
            &screen,
            &[
                "Find a value · Site visitors, need of this plan, months before it included",
                "Now 1,600,000 Want 900000",
                "Visitors→Contacts 2.0% 3.56% ▲1.6pp 900,000 ·",
                "Contacts→Qualified 25.0% 44.4% ▲19.4pp 900,000 ·",
                "Qualified→Meetings 40.0% 71.1% ▲31.1pp 900,000 ·",
                "▸ Meetings→Proposals 50.0% 88.9% ▲38.9pp 900,000 ·",
                "Proposals→Deals 60.0% 100.0% ▲40.0pp 960,000 60,000",
                "Deal value $25,000 $44,444 ▲77.8% 900,000 ·",
                "Amount $24.0M $13.5M ▼43.8% 900,000 ·",
                "Lag Visitors→Contacts 7 d no effect: it moves work, in time only",
                "The plan behind shows Meetings→Proposals at 88.9%.",
                "Proposals→Deals cannot reach it alone: 100 % gives 960,000, 60,000 too many.",
            ],
        );
    }
}

#[test]
fn what_the_answer_does_is_seen_below() {
    let mut wide = find(120, 40);
    wide.expect("Meetings→Proposals").expect("1,745,455 →   900,000");
    let mut compact = find(80, 24);
    compact.expect("700,000 fewer").expect("▼10 · ↑↓ pick");
}

#[test]
fn small_windows_keep_the_input_its_value_and_what_it_needs() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut screen = find(width, height);
        screen.expect("▸ Meetings→").expect("50.0%").expect("88.9%");
        screen.keys("Down").expect("100.0%").keys("Down*12").expect("▲");
    }
}

#[test]
fn in_ascii_it_is_all_there() {
    let screen = find(120, 40).theme(ThemeChoice::None, true);
    let text = screen.text();
    assert!(text.is_ascii() && text.contains("> Meetings>Proposals"), "{text}");
}

/// The words of a line, whatever stands between them.
fn words(line: &str) -> Vec<&str> {
    line.split([' ', '║']).filter(|word| !word.is_empty()).collect()
}

#[test]
fn no_number_is_cut_and_none_touches_another() {
    for (width, height) in [(80, 24), (60, 18), (120, 40)] {
        let mut screen = Screen::new(base()).size(width, height);
        screen.keys(": <type currency=EUR> Enter f Shift-Tab*5").expect("Revenue").keys("<type 30m>");
        let text = screen.text();
        let rate = text.lines().find(|line| line.contains("Visitors→Contacts ")).expect("a row");
        assert!(words(rate).windows(2).any(|pair| pair == ["EUR", "30,000,000"]), "{text}");
        let value = text.lines().find(|line| line.contains("Deal value")).expect("a row");
        let needed = ["value", "EUR", "25,000", "EUR", "31,250"];
        assert!(words(value).windows(5).any(|five| five == needed), "{text}");
    }
    let mut screen = raised(60, 18);
    screen.keys("f").expect(" 1,600,000").keys("<type 800k> Down*4").expect("100 % gives");
    screen.expect("960,000, 160,000 too many.");
}
