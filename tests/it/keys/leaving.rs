//! Quitting asks once and only when something would be lost; Esc never quits.

use backcast::tui::message::Effect;
use backcast::tui::overlay::Overlay;

use super::{screen, yields};
use crate::scenarios::acme;
use crate::screen::Screen;

/// A scenario of the store with a change that is not saved.
fn changed() -> Screen {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 Right");
    screen
}

#[test]
fn without_unsaved_work_q_quits_at_once() {
    for mut screen in [screen(), Screen::stored(&acme().build())] {
        screen.keys("q");
        assert!(screen.has_quit());
    }
    let mut screen = changed();
    screen.keys("s q");
    assert!(screen.has_quit());
}

#[test]
fn what_was_changed_and_changed_back_is_nothing_to_ask_about() {
    let mut screen = changed();
    screen.keys("u q");
    assert!(screen.has_quit());
}

#[test]
fn with_unsaved_work_q_asks_and_q_again_does_nothing() {
    let mut screen = changed();
    screen.keys("q").expect("not saved").expect("Discard").expect("Keep").expect("Stay");
    screen.keys("q q Enter Space d y");
    assert!(
        !screen.has_quit() && matches!(screen.model.overlay, Some(Overlay::Leave(_))),
        "{}",
        screen.text()
    );
}

#[test]
fn s_saves_and_quits() {
    let mut screen = changed();
    screen.keys("q s");
    assert!(screen.has_quit());
    assert_eq!(screen.held("Draft"), *screen.scenario());
}

#[test]
fn s_asks_a_new_scenario_for_its_name_first() {
    let mut screen = screen();
    screen.keys("Down*4 Right q s");
    assert!(!screen.has_quit());
    screen.keys("Enter");
    assert!(screen.has_quit());
    assert_eq!(screen.names(), ["Draft"]);
}

#[test]
fn esc_in_the_prompt_stays_and_a_later_save_does_not_quit() {
    let mut screen = screen();
    screen.keys("Down*4 Right q s Esc s Enter");
    assert!(!screen.has_quit());
    assert_eq!(screen.names(), ["Draft"]);
}

#[test]
fn k_keeps_the_work_beside_the_file_and_quits() {
    let mut screen = changed();
    screen.keys("q k");
    assert!(screen.has_quit());
    assert_eq!(screen.held("Draft"), acme().build(), "the file is as it was");
    let kept = screen.held("Draft (kept 10:02)");
    assert!((kept.funnel().stages()[4].yields().initial() - 0.61).abs() < 1e-12);
}

#[test]
fn only_a_capital_d_discards() {
    let mut screen = changed();
    screen.keys("q d");
    assert!(!screen.has_quit());
    screen.keys("D");
    assert!(screen.has_quit());
    assert_eq!((screen.names(), screen.held("Draft")), (vec!["Draft".to_owned()], acme().build()));
}

#[test]
fn esc_and_ctrl_c_stay() {
    for keys in ["Esc", "Ctrl-c"] {
        let mut screen = changed();
        screen.keys("q").keys(keys);
        assert!(!screen.has_quit() && screen.model.overlay.is_none(), "{keys}");
        assert_eq!(yields(&screen, 4), 61.0);
    }
}

#[test]
fn esc_never_quits() {
    for keys in
        ["", "?", "w", "i", "i Enter", ":", "n", "o", "S", "q", "<type 6>", "B", "g", "Tab Tab Down Enter"]
    {
        let mut screen = changed();
        screen.keys(keys).every(1).keys("Esc*9");
        assert!(!screen.has_quit(), "{keys}");
        assert!(screen.model.overlay.is_none() && screen.model.field.is_none(), "{keys}:\n{}", screen.text());
    }
}

#[test]
fn ctrl_c_once_cancels() {
    for (keys, is_closed) in
        [("<type 65>", true), ("?", true), (": <type target=1>", true), ("i Enter", false)]
    {
        let mut screen = changed();
        screen.keys(keys).keys("Ctrl-c");
        assert!(!screen.has_quit(), "{keys}");
        assert!(screen.model.field.is_none(), "{keys}");
        assert!(screen.model.overlay.is_none() || !is_closed, "{keys}:\n{}", screen.text());
        assert_eq!(yields(&screen, 4), 61.0);
    }
}

#[test]
fn ctrl_c_twice_within_a_second_quits_and_keeps_the_work() {
    let mut screen = changed();
    screen.keys("<type 70>").every(900).keys("Ctrl-c Ctrl-c");
    assert!(screen.has_quit());
    assert_eq!(screen.names(), ["Draft", "Draft (kept 10:02)"]);
    let kept = screen.held("Draft (kept 10:02)");
    assert!(
        (kept.funnel().stages()[4].yields().initial() - 0.61).abs() < 1e-12,
        "what was committed is kept"
    );
    assert_eq!(screen.held("Draft"), acme().build());
}

#[test]
fn ctrl_c_twice_with_a_pause_between_does_not_quit() {
    let mut screen = changed();
    screen.every(1_100).keys("Ctrl-c Ctrl-c");
    assert!(!screen.has_quit());
}

#[test]
fn ctrl_c_twice_without_unsaved_work_leaves_no_file() {
    let mut screen = screen();
    screen.every(100).keys("Ctrl-c Ctrl-c");
    assert!(screen.has_quit());
    assert!(screen.names().is_empty());
}

#[test]
fn a_save_that_fails_does_not_quit() {
    let mut screen = screen();
    // A file stands where the store's folder should be.
    crate::screen::write(screen.store().data(), b"in the way");
    screen.keys("Down*4 Right q s Enter");
    assert!(!screen.has_quit(), "{}", screen.text());
    assert!(matches!(screen.model.overlay, Some(Overlay::Report(_))), "{}", screen.text());
    screen.keys("Esc").expect("● unsaved");
    assert_eq!(yields(&screen, 4), 61.0);
    screen.keys("q k");
    assert!(!screen.has_quit(), "what cannot be kept is not left");
}

#[test]
fn ctrl_z_and_ctrl_l_are_the_terminals_wherever_they_are_pressed() {
    for keys in ["", "?", "<type 6>", "q", ": <type a>"] {
        let mut screen = changed();
        screen.keys(keys);
        let before = super::fingerprint(&screen).replace("asked", "");
        screen.keys("Ctrl-z Ctrl-l");
        assert_eq!(screen.asked, [Effect::Suspend, Effect::Redraw], "{keys}");
        let field = |text: &str| text.matches("TextField").count() + text.matches("Overlay").count();
        assert_eq!(field(&before), field(&super::fingerprint(&screen)), "{keys} stays open");
    }
}
