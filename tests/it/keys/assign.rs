//! `:` takes edits as the command line does, and lists offer what is no plain number.

use backcast::plan::{Beyond, Phasing};

use super::{amount, screen, yields};

#[test]
fn an_assignment_is_previewed_and_enter_makes_it_one_step() {
    let mut screen = screen();
    screen.keys(": <type proposals.rate=65%>").expect("Set Proposals→Deals to 65 %").expect("now 60.0%");
    screen.expect("123 fewer proposals and 123,076 fewer site visitors").expect("65.0%  ▲5.0pp");
    assert_eq!(yields(&screen, 4), 60.0, "nothing is made yet");
    screen.keys("Enter");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (65.0, 1));
    assert!(screen.model.overlay.is_none());
}

#[test]
fn several_assignments_are_one_step() {
    let mut screen = screen();
    screen.keys("Ctrl-p <type proposals.rate=65% deals.value=27k target=21m> Enter");
    assert_eq!((yields(&screen, 4), yields(&screen, 5), amount(&screen)), (65.0, 27_000.0, 21e6));
    screen.keys("u");
    assert_eq!((yields(&screen, 4), yields(&screen, 5), amount(&screen)), (60.0, 25_000.0, 24e6));
}

#[test]
fn esc_leaves_an_assignment_without_a_trace() {
    let mut screen = screen();
    let before = screen.text();
    screen.keys(": <type target=1m> Esc");
    assert_eq!((screen.text(), screen.model.document.undo_depth()), (before, 0));
}

#[test]
fn an_assignment_that_cannot_be_says_why_and_stays_open() {
    let mut screen = screen();
    for (text, says) in [
        ("proposals.rate=900%", "100"),
        ("nobody.rate=5%", "nobody"),
        ("proposals.size=5", "size"),
        ("target=", ""),
        ("months=99", "60"),
    ] {
        screen.keys(":").write(text).keys("Enter");
        assert!(screen.model.overlay.is_some(), "{text} stays open");
        screen.expect(says);
        assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 0), "{text}");
        screen.keys("Esc");
    }
}

#[test]
fn an_assignment_does_not_get_past_a_lock() {
    let mut screen = screen();
    screen.keys("Down*4 L : <type proposals.rate=65%> Enter").expect("lock");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn a_pasted_assignment_is_taken_up_to_its_first_line_end() {
    let mut screen = screen();
    screen.keys(":").paste("proposals.rate=65%\ntarget=1").keys("Enter");
    assert_eq!((yields(&screen, 4), amount(&screen)), (65.0, 24e6));
}

#[test]
fn the_list_of_phasings_previews_each_and_enter_picks_one() {
    let mut screen = screen();
    screen.keys("Tab Tab Down Enter").expect("even").expect("growth").expect("seasonal").expect("custom");
    screen.keys("Down");
    assert_eq!(screen.scenario().target().phasing, Phasing::Even, "only a preview");
    assert!(matches!(screen.model.shown().scenario.target().phasing, Phasing::Growth(_)));
    screen.keys("Esc");
    assert_eq!(screen.model.shown().scenario.target().phasing, Phasing::Even);
    screen.keys("Enter Down Enter");
    assert!(matches!(screen.scenario().target().phasing, Phasing::Growth(_)));
    assert_eq!(screen.model.document.undo_depth(), 1);
    screen.keys("<type 5> Enter");
    let Phasing::Growth(growth) = screen.scenario().target().phasing else { panic!("it grows") };
    assert_eq!(growth.get(), 0.05);
    screen.keys("Enter G Enter");
    assert!(matches!(screen.scenario().target().phasing, Phasing::Growth(_)), "G is no key of lists");
    screen.keys("Esc Enter End Enter");
    assert!(matches!(screen.scenario().target().phasing, Phasing::Custom(_)));
}

#[test]
fn seasonal_goes_on_in_the_assignment_line() {
    let mut screen = screen();
    screen.keys("Tab Tab Down Enter Down*2 Enter").expect("seasonal:");
    screen.keys("Enter");
    assert!(matches!(screen.scenario().target().phasing, Phasing::Seasonal(_)));
}

#[test]
fn what_follows_the_plan_is_chosen_from_a_list() {
    let mut screen = screen();
    screen.keys("Tab Tab Down*4 Enter End").expect("stop");
    screen.keys("Enter");
    assert_eq!(screen.scenario().target().beyond, Beyond::Stop);
    screen.keys("Enter Up Enter <type 20> Enter");
    let Beyond::Grow(growth) = screen.scenario().target().beyond else { panic!("it grows") };
    assert_eq!(growth.get(), 0.2);
    screen.keys("Enter Home Enter");
    assert_eq!(screen.scenario().target().beyond, Beyond::Continue);
}
