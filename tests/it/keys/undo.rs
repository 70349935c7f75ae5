//! Undo and redo of everything, the baseline, and what counts as one step.

use super::{amount, lag, screen, yields};
use crate::screen::Screen;

/// What undo is to bring back.
fn state(screen: &Screen) -> String {
    let document = &screen.model.document;
    format!("{:?}", (document.id(), document.scenario(), &document.baseline().scenario, document.pinned()))
}

/// Keys that each make one step: values, typed and nudged, locks, pins, stages, months, another scenario.
const STEPS: [&str; 25] = [
    "Down*4 Right",
    "<type 65> Enter",
    "L",
    "b",
    "Tab <type 40> Enter",
    "Backspace",
    "L",
    "L",
    "Tab <type 20m> Enter",
    "Down Enter Down Enter",
    "Down Right",
    "Down Left",
    "Down Enter End Enter",
    ": <type meetings.rate=45% deals.value=27k> Enter",
    "",
    "i a Esc Esc",
    "i Enter <type Trial> Enter Esc",
    "i Down Enter Esc",
    "i K Esc",
    "i x Esc",
    "Tab G End Left <type 3m> Enter",
    "v v v <type 120> Enter",
    "v",
    "b",
    "n Down Enter D",
];

#[test]
fn everything_can_be_undone_and_redone_step_by_step() {
    let mut screen = screen();
    let mut states = vec![state(&screen)];
    for keys in STEPS {
        let depth = screen.model.document.undo_depth();
        screen.keys(keys);
        assert!(screen.model.overlay.is_none() && screen.model.field.is_none(), "{keys}:\n{}", screen.text());
        match screen.model.document.undo_depth() - depth {
            0 if keys.is_empty() || keys == "v" => {}
            1 => states.push(state(&screen)),
            steps => panic!("{keys} made {steps} steps:\n{}", screen.text()),
        }
    }
    for expected in states.iter().rev().skip(1) {
        screen.keys("u");
        assert_eq!(state(&screen), *expected);
    }
    screen.keys("u").expect("nothing to undo");
    for expected in &states[1..] {
        screen.keys("U");
        assert_eq!(state(&screen), *expected);
    }
    screen.keys("Ctrl-r").expect("nothing to redo");
}

#[test]
fn undo_brings_back_the_earlier_screen() {
    let mut screen = screen();
    screen.keys("Down*4 Right Left*2");
    let lines = screen.lines();
    screen.keys("< u");
    for (at, (was, is)) in lines.iter().zip(screen.lines()).enumerate() {
        // The first detail line tells of the undo itself.
        assert!(*was == is || at >= 19, "{was}\n{is}");
    }
    screen.expect("Undo: ");
    screen.keys("U").expect("Redo: ");
}

#[test]
fn a_new_step_gives_up_what_was_undone() {
    let mut screen = screen();
    screen.keys("Down*4 Right Right u Left U").expect("nothing to redo");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn nudges_in_short_order_are_one_step() {
    let mut screen = screen();
    screen.keys("Down*4").every(499).keys("Right*5 >");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (75.0, 1));
    screen.keys("u");
    assert_eq!(yields(&screen, 4), 60.0);
    screen.keys("U");
    assert_eq!(yields(&screen, 4), 75.0);
}

#[test]
fn a_pause_another_key_or_another_input_ends_a_burst() {
    let mut screen = screen();
    screen.keys("Down*4").every(500).keys("Right*2");
    assert_eq!(screen.model.document.undo_depth(), 2, "half a second is a pause");
    screen.every(10).keys("Right Right d Right Right");
    assert_eq!(screen.model.document.undo_depth(), 3, "another key ends the burst");
    screen.keys("Down Right Right Tab Right Right");
    assert_eq!(screen.model.document.undo_depth(), 5, "each input is a burst of its own");
    assert_eq!((yields(&screen, 4), yields(&screen, 5), lag(&screen, 5)), (66.0, 27_000.0, 32));
}

#[test]
fn a_burst_that_comes_back_to_where_it_began_is_no_step_and_what_follows_is_one() {
    let mut screen = screen();
    screen.keys("Down*4").every(100).keys("Right Left");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 0));
    screen.keys("Right Right");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (62.0, 1));
    screen.keys("u");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn undoing_in_the_middle_of_a_burst_undoes_what_was_nudged_so_far() {
    let mut screen = screen();
    screen.keys("Down*4").every(100).keys("Right*3 u Right*2 u u");
    assert_eq!(yields(&screen, 4), 60.0);
    screen.expect("nothing to undo");
}

#[test]
fn pinning_measures_changes_from_here_on_and_can_be_undone() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65> Enter").expect("▲5.0pp");
    screen.keys("b").expect_no("▲5.0pp");
    assert_eq!(screen.model.document.pinned(), Some("10:02"));
    screen.keys("Right").expect("▲1.0pp");
    screen.keys("u u").expect("▲5.0pp");
    assert_eq!(screen.model.document.pinned(), None);
}

#[test]
fn saving_does_not_move_the_baseline() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65> Enter s Enter").expect("▲5.0pp").expect("saved");
}

#[test]
fn peeking_shows_the_baseline_on_the_whole_screen_and_changes_nothing() {
    let mut screen = screen();
    screen.keys("Down*4");
    let grid = |screen: &Screen| screen.lines()[9..18].to_vec();
    let baseline = grid(&screen);
    screen.keys("<type 75> Enter");
    let changed = grid(&screen);
    screen.keys("B").expect("60.0%").expect("baseline");
    assert_eq!(grid(&screen), baseline);
    for keys in ["Right", "7", "Enter", "Backspace", "L", "i", "b"] {
        screen.keys(keys);
        assert!(screen.model.overlay.is_none() && screen.model.field.is_none(), "{keys}:\n{}", screen.text());
        assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (75.0, 1), "{keys}");
    }
    screen.paste("70").keys("v v v").paste("1\n2\n3").keys("v");
    assert_eq!(screen.model.document.undo_depth(), 1, "nothing is pasted over the baseline");
    screen.keys("Tab B");
    assert_eq!(grid(&screen), changed);
    screen.keys("B Esc");
    assert_eq!(grid(&screen), changed, "Esc goes back, too");
}

#[test]
fn another_scenario_is_shown_as_it_is_and_not_its_baseline() {
    let mut screen = screen();
    screen.keys("B n Enter Down*4 Right").expect("[61.0%]").expect_no("BASELINE");
    assert_eq!(yields(&screen, 4), 61.0);
}

#[test]
fn opening_another_scenario_is_a_step_like_any_other() {
    let mut screen = screen();
    screen.keys("Tab Tab <type 20m> Enter s Enter n Down Enter");
    let other = screen.scenario().name().to_owned();
    assert_ne!(other, "Draft");
    screen.keys("u").expect("back to Draft");
    assert_eq!((screen.scenario().name(), amount(&screen)), ("Draft", 20e6));
    screen.expect("○ saved");
    screen.keys("u").expect("● unsaved");
    assert_eq!(amount(&screen), 24e6);
    screen.keys("U U");
    assert_eq!(screen.scenario().name(), other);
}

#[test]
fn a_name_that_a_file_took_is_not_undone() {
    let mut screen = screen();
    screen.keys("Down*4 Right S").write("Other").keys("Enter u");
    assert_eq!((screen.scenario().name(), yields(&screen, 4)), ("Other", 60.0));
    screen.keys("s");
    assert_eq!(screen.names(), ["Other"]);
}
