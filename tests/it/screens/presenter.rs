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

#[test]
fn a_lag_has_a_slider_and_stands_among_the_lags() {
    let mut screen = raised(120, 40);
    screen.keys("Tab Up*9 Down P").expect("LAG CONTACTS → QUALIFIED").expect(" 0 d ").expect(" 90 d");
    screen.expect("Visitors→ 7 d   [Contacts→ 45 d]   Qualified→ 14 d").expect_no("[Contacts→ 25.0%]");
    screen.keys("<type 120> Enter P b P").expect(" 240 d");
    let at = screen.line_with("●").find('●');
    screen.keys("Right*4").expect(" 240 d");
    assert!(screen.line_with("●").find('●') > at, "the lever moves, not its scale");
}

#[test]
fn an_input_of_the_target_is_marked_nowhere_in_the_footer() {
    let mut screen = raised(120, 40);
    screen.keys("Tab Tab P").expect("Visitors→ 2.0%").expect_no("[Visitors").expect_no("[Proposals");
}

#[test]
fn keys_before_and_black_are_told_where_there_is_room() {
    for (width, told) in
        [(120, "B before   K black   P leave"), (80, "B before  P leave"), (60, "next lever  P leave")]
    {
        let mut screen = raised(width, 40);
        screen.keys("P").expect("Acme 2027 base").expect(told);
    }
}

#[test]
fn months_share_the_whole_width_of_the_chart_and_years_stand_under_their_first_month() {
    for months in [12, 24, 36, 60] {
        let mut screen = raised(120, 40);
        screen.keys(&format!(": <type months={months}> Enter P"));
        let ground = screen.line_with("   0 ┤");
        let end = ground.chars().collect::<Vec<_>>().iter().rposition(|cell| *cell == '█').expect("bars");
        // A sixth at most is left for what cannot be shared evenly.
        assert!(end > 95, "{months} months end at {end}:\n{}", screen.text());
        let years = screen.line_with("─2026 ");
        assert!((2027..2027 + months / 12).all(|year| years.contains(&format!("{year} "))), "{years}");
    }
}

#[test]
fn the_peak_is_the_largest_goal_that_is_shown() {
    let mut screen = raised(80, 24);
    screen.keys(": <type phasing=growth:2%> Enter : <type beyond=stop> Enter : <type target=250k> Enter b");
    let goals = screen.model.document.shown().goals.clone();
    let shown = goals.grid().top().shown(backcast::goals::Content::Goals).fold(0.0, f64::max);
    assert_ne!(shown, goals.peak(0).1.ceil(), "whole units make it another");
    screen.keys("P PageUp").expect("SITE VISITORS IN THE PEAK MONTH").expect_no("OTHERS");
    screen.keys("<type 50> Enter").expect(&format!("was {}", backcast::text::show::count(shown)));
}

#[test]
fn what_does_not_fit_beside_the_digits_is_left_out_and_not_cut() {
    let mut screen = raised(40, 12);
    screen.keys("P").expect("THIS PLAN NEEDS").expect_no("was 1,…").expect_no("▼ 1…");
}

#[test]
fn digits_of_hashes_take_the_room_they_need_or_one_line() {
    let mut low = raised(120, 40).theme(ThemeChoice::Dark, true);
    low.keys("P").expect("    60.0%   was 55.0%  +5.0pp");
    let place = |screen: &crate::screen::Screen, text: &str| screen.place_of(text).1;
    assert_eq!(place(&low, " 0 %") - place(&low, "60.0%"), 3);
    let mut high = raised(160, 44).theme(ThemeChoice::Dark, true);
    high.keys("P").expect("##  ##  #### ##         #### ##").expect("was 55.0%");
}
