//! A disk that hangs: the keys stay alive, nothing newer is taken for saved, and leaving waits, but not for ever.

use backcast::tui::overlay::Overlay;

use super::yields;
use crate::scenarios::acme;
use crate::screen::Screen;

/// A scenario of the store with a change whose save hangs.
fn saving() -> Screen {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 Right").hang().keys("s");
    assert_eq!(screen.waiting(), 1);
    screen
}

#[test]
fn the_title_says_what_takes_long_and_since_when() {
    let mut screen = saving();
    screen.expect("● unsaved").after(1).expect("● saving … 1 s").after(6).expect("● saving … 7 s");
    screen.disk().expect("○ saved").expect_no("saving");
    screen.keys("o").after(3).expect("listing … 3 s");
}

#[test]
fn the_keys_stay_alive_and_what_is_newer_stays_unsaved() {
    let mut screen = saving();
    screen.keys("Right");
    assert_eq!(yields(&screen, 4), 62.0);
    screen.disk().expect("● unsaved").expect("saved to");
    assert!((screen.held("Draft").funnel().stages()[4].yields().initial() - 0.61).abs() < 1e-12);
    screen.keys("s").disk().expect("○ saved");
    assert_eq!(screen.held("Draft"), *screen.scenario());
}

#[test]
fn what_is_being_saved_is_not_saved_twice() {
    let mut screen = saving();
    screen.keys("s").expect("it is being saved");
    assert_eq!(screen.waiting(), 1);
    let mut screen = super::screen();
    screen.keys("Down*4 Right").hang().keys("s Enter Right s").expect("for the first time");
    screen.disk();
    assert_eq!((screen.waiting(), screen.names()), (0, vec!["Draft".to_owned()]));
    screen.expect("● unsaved").keys("s").disk().expect("○ saved");
    assert_eq!((screen.names(), screen.held("Draft")), (vec!["Draft".to_owned()], screen.scenario().clone()));
}

#[test]
fn q_waits_for_the_save_of_what_is_on_the_screen() {
    let mut screen = saving();
    screen.keys("q").expect("leaves once that is done");
    assert!(!screen.has_quit() && screen.model.overlay.is_none());
    screen.keys("Right");
    assert_eq!(yields(&screen, 4), 61.0, "nothing is changed any more");
    screen.disk();
    assert!(screen.has_quit() && screen.model.work.unfinished(screen.model.now).is_none());
}

#[test]
fn q_asks_about_what_is_newer_and_leaves_when_that_is_saved_too() {
    let mut screen = saving();
    screen.keys("Right q").expect("Save and quit").keys("s").disk();
    assert!(!screen.has_quit(), "the older one is saved");
    screen.disk();
    assert!(screen.has_quit());
    assert_eq!(screen.held("Draft"), *screen.scenario());
}

#[test]
fn esc_stays_and_the_save_that_follows_does_not_quit() {
    let mut screen = saving();
    screen.keys("q Esc").expect("stays").disk();
    assert!(!screen.has_quit());
    screen.keys("Right");
    assert_eq!(yields(&screen, 4), 62.0);
}

#[test]
fn a_save_that_fails_in_the_end_does_not_quit() {
    let mut screen = super::screen();
    crate::screen::write(screen.store().data(), b"in the way");
    screen.keys("Down*4 Right").hang().keys("q s Enter").expect("leaves once that is done").disk();
    assert!(!screen.has_quit());
    assert!(matches!(screen.model.overlay, Some(Overlay::Report(_))), "{}", screen.text());
    screen.keys("Esc Right").after(60).expect("● unsaved");
    assert!(!screen.has_quit());
    assert_eq!(yields(&screen, 4), 62.0);
}

#[test]
fn leaving_waits_five_seconds_and_tells_what_was_not_finished() {
    let mut screen = saving();
    screen.keys("q").after(4);
    assert!(!screen.has_quit());
    screen.after(1);
    assert!(screen.has_quit());
    assert_eq!(screen.model.work.unfinished(screen.model.now), Some(("saving", 7)));
}

#[test]
fn ctrl_c_twice_keeps_the_work_and_twice_again_leaves_at_once() {
    let mut screen = saving();
    screen.keys("Right").every(100).keys("Ctrl-c Ctrl-c").expect("leaves once that is done");
    assert_eq!((screen.waiting(), screen.has_quit()), (2, false));
    screen.keys("Ctrl-c");
    assert!(!screen.has_quit(), "pressed on and on it leaves nothing behind");
    screen.keys("Ctrl-c");
    assert!(screen.has_quit());
}

#[test]
fn work_that_is_kept_is_waited_for() {
    let mut screen = saving();
    screen.keys("Right").every(100).keys("Ctrl-c Ctrl-c").disk();
    assert!(!screen.has_quit());
    screen.disk();
    assert!(screen.has_quit());
    assert_eq!(screen.names(), ["Draft", "Draft (kept 10:02)"]);
    assert_eq!(screen.held("Draft (kept 10:02)").funnel(), screen.scenario().funnel());
}

#[test]
fn discarding_waits_for_the_older_save() {
    let mut screen = saving();
    screen.keys("Right q D");
    assert!(!screen.has_quit());
    screen.disk();
    assert!(screen.has_quit());
}

#[test]
fn nobody_waits_for_what_is_only_read() {
    let mut screen = Screen::stored(&acme().build());
    screen.hang().keys("o q");
    assert!(screen.has_quit());
}

#[test]
fn a_scenario_that_comes_late_does_not_take_the_place_of_newer_work() {
    let other = acme().build();
    let other = other.with(&backcast::plan::Edit::Name("Other".to_owned())).expect("a name");
    let mut screen = Screen::stored(&acme().build());
    screen.store().save_as(&other, None).expect("the store is ours");
    screen.keys("o").expect("Other").keys("/ <type Other> Enter").hang().keys("Enter");
    assert_eq!(screen.waiting(), 1);
    screen.keys("g p Down*4 Right").disk().expect("Other was not opened");
    assert_eq!((screen.scenario().name(), yields(&screen, 4)), ("Draft", 61.0));
}
