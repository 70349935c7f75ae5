//! The page of levers: the numbers of the design's frames, and every size.

use backcast::text::edit::{BareRates, parse};
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
        "Proposals→Deals 60.0% → 66.0% from 1 Jan 2027 on: +$2.00M in 2027 if the visitors stay as planned, or 121,212",
    );
    screen.expect_no("The revenue is gained if").expect("of it in 2027");
}

#[test]
fn small_windows_keep_the_name_the_value_and_the_gain() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut screen = levers(width, height);
        screen.expect("▸Proposals→Deals").expect("[60.0%]").expect("+$2.00M");
        screen.keys("G").expect("▸Lag Visitors→Cont").expect("[7 d]").expect("+$467k").expect("▲");
    }
}

/// The plan of the frames with other inputs, on the page of levers.
fn changed(width: u16, height: u16, edits: &[&str]) -> Screen {
    let mut scenario = super::base();
    for edit in edits {
        let edit = parse(edit, &scenario, BareRates::Percent).expect("an edit");
        scenario = scenario.with(&edit).expect("it is allowed");
    }
    let mut screen = Screen::new(scenario).size(width, height).today("2026-11-21");
    screen.keys("g l");
    screen
}

#[test]
fn no_number_is_cut_and_none_touches_the_next_whatever_the_currency_and_the_amount() {
    let ranges = ["deals.range=22k..28k", "proposals.range=50..65%"];
    for edits in
        [&["currency=EUR"][..], &["target=1t"], &["currency=EUR", "deals.value=123456789", "target=1t"]]
    {
        for (width, height) in [(40, 12), (60, 18), (80, 24), (110, 34), (120, 40), (160, 44)] {
            let mut screen = changed(width, height, &[edits, &ranges].concat());
            for _ in 0..3 {
                let rows = screen.lines().into_iter().filter(|line| line.starts_with(['┃', '│']));
                for line in rows.filter(|line| line.contains("Deal value")) {
                    let numbers = line.replacen("Deal value", "", 1);
                    assert!(!numbers.contains('…'), "{}", screen.text());
                    let mut words = numbers.split_whitespace();
                    let is_glued = |word: &str| {
                        let unsigned = word.trim_start_matches(['+', '-', '[']);
                        unsigned.matches('$').count() > 1 || unsigned.contains("EUR") && unsigned != "EUR"
                    };
                    assert!(!words.any(is_glued), "{}", screen.text());
                }
                screen.keys("v");
            }
        }
    }
}

#[test]
fn the_selected_value_has_the_digits_of_the_others() {
    for (width, height) in [(40, 12), (60, 18), (80, 24)] {
        let mut screen = levers(width, height);
        screen.keys("g g").expect("[$25,000]").keys("Down").expect(" $25,000 ");
    }
}

#[test]
fn a_rate_too_small_for_four_decimals_still_differs_from_the_one_that_is_tried() {
    let screen = changed(80, 24, &["visitors.rate=0.0001%"]);
    let line = screen.line_with("Visitors→Contacts");
    assert!(line.contains("0.00010%") && line.contains("0.00011%"), "{line}");
}

#[test]
fn of_a_plan_that_has_ended_it_is_only_said_that_nothing_acts_any_more() {
    let ended = "The plan ended on 31 Dec 2024: whatever is better from now on gains nothing in";
    let mut screen = changed(80, 24, &["start=2024-01"]);
    screen.expect(ended).expect_no("if the visitors stay").keys("g p w");
    screen
        .expect("The plan ended on 31 Dec 2024")
        .expect_no("What can still act")
        .expect_no("if the visitors stay");
}

#[test]
fn a_plan_without_findings_is_said_to_have_none() {
    let mut screen = changed(80, 24, &["start=2029-01"]);
    screen.keys("g p w").expect("Why · nothing to warn of").expect_no("worst first");
}

#[test]
fn one_day_is_no_days() {
    let mut screen = changed(80, 24, &["contacts.lag=1"]);
    screen.keys("g p Tab Up*9 Down g l").expect("work may start 1 day later.");
}

#[test]
fn in_ascii_and_without_colours_the_bars_are_still_there() {
    let screen = levers(120, 40).theme(ThemeChoice::None, true);
    let text = screen.text();
    assert!(text.is_ascii(), "{text}");
    assert!(screen.line_with("Deal value").contains("##########"), "{text}");
}
