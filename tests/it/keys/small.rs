//! Small windows show less and refuse nothing.

use super::{lag, screen, yields};
use crate::scenarios::acme;
use crate::screen::Screen;

const TINY: [(u16, u16); 6] = [(1, 1), (5, 2), (20, 3), (30, 8), (39, 12), (40, 11)];

#[test]
fn below_40_by_12_the_window_says_what_it_needs() {
    let mut screen = screen().size(36, 10);
    screen.expect("36 × 10").expect("40 × 12").expect("Nothing is lost").expect("s save · q quit");
}

#[test]
fn tiny_windows_save_and_quit() {
    for (width, height) in TINY {
        let mut screen = Screen::stored(&acme().build());
        screen.keys("Down*4 Right");
        screen.resize(width, height);
        screen.keys("s");
        assert_eq!(screen.held("Draft"), *screen.scenario(), "{width}×{height}");
        screen.keys("q");
        assert!(screen.has_quit(), "{width}×{height}");
    }
}

#[test]
fn tiny_windows_ask_before_work_is_lost() {
    for (width, height) in TINY {
        let mut screen = screen();
        screen.keys("Down*4 Right");
        screen.resize(width, height);
        screen.keys("q");
        assert!(!screen.has_quit(), "{width}×{height}");
        screen.keys("s Enter");
        assert!(screen.has_quit(), "{width}×{height}");
        assert_eq!(screen.names(), ["Draft"]);
    }
}

#[test]
fn a_window_of_30_by_8_tells_how_to_answer() {
    let mut screen = screen().size(30, 8);
    screen.keys("s").expect("Enter saves").keys("Esc <type 3> Enter q").expect("D discard").expect("s save");
}

#[test]
fn at_40_by_12_up_and_down_walk_through_all_inputs() {
    let mut screen = screen().size(40, 12);
    screen.expect("1 of 17").keys("Down*6 Right").expect("7 of 17");
    assert_eq!(lag(&screen, 0), 8);
    screen.keys("Down*6").expect("Amount").expect("13 of 17").keys("Down*9").expect("17 of 17");
    screen.keys("Up*99").expect("1 of 17");
}

#[test]
fn at_40_by_12_typing_previews_and_tab_goes_to_the_grid_and_back() {
    let mut screen = screen().size(40, 12);
    screen.keys("Down*4 <type 65>").expect("[65▏]").expect("1477").keys("Enter");
    assert_eq!(yields(&screen, 4), 65.0);
    screen.keys("Tab Down*3 Tab Right");
    assert_eq!(yields(&screen, 4), 66.0);
}

#[test]
fn at_60_by_18_tab_changes_the_pane_that_is_shown() {
    let mut screen = screen().size(60, 18);
    screen.expect("Ratios").expect_no("Lags");
    screen.keys("Tab").expect("Lags").expect_no("Ratios");
    screen.keys("Tab").expect("Amount").expect_no("Lags");
}

#[test]
fn what_is_typed_survives_any_change_of_size() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65>");
    for (width, height) in [(160, 44), (40, 12), (1, 1), (120, 40), (60, 18), (80, 24)] {
        screen.resize(width, height);
    }
    screen.expect("[65▏]").keys("Enter");
    assert_eq!(yields(&screen, 4), 65.0);
}

#[test]
fn a_window_too_small_for_numbers_takes_nothing_from_the_mouse() {
    for (width, height) in TINY {
        let mut screen = screen();
        screen.keys("Tab Tab Tab G");
        screen.resize(width, height);
        screen.every(50);
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            for what in [0, 0, 1, 3] {
                screen.poke(x, y, what);
            }
        }
        assert!(screen.model.field.is_none(), "{width}×{height}");
        assert_eq!(screen.model.document.undo_depth(), 0, "{width}×{height}");
    }
}
