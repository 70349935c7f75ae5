//! Find a value: opened on a result, typed, previewed, applied as one step, refused with the reason.

use backcast::goals::compute;

use super::{amount, screen, screen_of, yields};
use crate::screen::Screen;

/// What this plan needs of the top stage.
fn need(screen: &Screen) -> f64 {
    compute(screen.scenario()).grid().top().need()
}

#[test]
fn from_an_input_the_top_need_is_asked_for_and_enter_applies_one_step() {
    let mut screen = screen();
    screen.keys("Down*2 f").expect("Find a value · Site visitors, this plan").expect("Now 1,600,000");
    screen
        .keys("<type 900k>")
        .expect("44.4%")
        .expect("$44,444")
        .expect("Proposals→Deals cannot reach it alone");
    assert!((need(&screen) - 1_600_000.0).abs() < 1e-3, "nothing is made yet");
    screen.keys("Down*3 Enter");
    assert!((need(&screen) - 900_000.0).abs() < 1e-3, "{}", need(&screen));
    assert!((yields(&screen, 3) - 88.888_888).abs() < 1e-3);
    screen.keys("u");
    assert_eq!(yields(&screen, 3), 50.0, "one step");
}

#[test]
fn the_selected_answer_is_previewed_on_the_plan_behind_and_esc_leaves_it() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    screen.keys("f <type 900k> Down*3");
    assert!(screen.model.document.is_previewing());
    let shown = screen.model.document.shown().goals.grid().top().need();
    assert!((shown - 900_000.0).abs() < 1e-3, "{shown}");
    screen.keys("Esc");
    assert!(!screen.model.document.is_previewing());
    assert_eq!(*screen.scenario(), before);
}

#[test]
fn a_number_typed_on_a_result_is_a_question_about_that_result() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab Right Right Down <type 3000>");
    screen.expect("Find a value · Contacts, Mar 2027").expect("3,000");
    screen.keys("Enter");
    let goals = compute(screen.scenario());
    let column = goals.grid().column("2027-03".parse().expect("a month")).expect("a column");
    let march = goals.grid().bearings()[1].cell(backcast::goals::Content::Goals, column);
    assert!((march - 3000.0).abs() < 1e-6, "{march}");
}

#[test]
fn tab_goes_through_the_other_results() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab f");
    let titles = ["Jan 2027", "peak month", "total", "this plan", "Revenue", "inside on day one", "Jan 2027"];
    for title in titles {
        screen.expect(title).keys("Tab");
    }
    screen
        .keys("Esc Left*9 End f")
        .expect("Site visitors, total")
        .keys("Esc v v v f")
        .expect("inside on day one");
}

#[test]
fn more_revenue_from_the_same_visitors() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab G End f").expect("Find a value · Revenue").keys("<type 30m>");
    screen.expect("1,600,000 site visitors, as now").keys("Down*4 Enter");
    assert_eq!(amount(&screen), 30_000_000.0);
    assert!((yields(&screen, 4) - 75.0).abs() < 1e-9);
    assert!((need(&screen) - 1_600_000.0).abs() < 1e-3);
    screen.keys("u");
    assert_eq!((amount(&screen), yields(&screen, 4)), (24_000_000.0, 60.0), "amount and rate are one step");
}

#[test]
fn a_locked_input_has_no_answer_and_is_not_applied() {
    let mut screen = screen();
    screen.keys("Down*4 L f <type 1m> Down*4").expect("locked");
    let before = screen.scenario().clone();
    screen.keys("Enter").expect("locked, L unlocks it");
    assert_eq!(*screen.scenario(), before);
}

#[test]
fn an_input_without_effect_says_why_and_one_out_of_reach_goes_to_its_bound_and_says_so() {
    let mut screen = screen();
    screen.keys("f <type 900k> Down*7").expect("no effect: it moves work, in time only");
    screen.keys("Enter").expect("has no effect");
    screen.keys("Up*3 Enter").expect("100 % gives 960,000, 60,000 too many");
    assert_eq!(yields(&screen, 4), 100.0);
}

#[test]
fn a_text_that_is_no_number_says_so_and_is_not_applied() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    screen.keys("f").write("many").keys("Enter").expect("! ").expect("Find a value");
    screen.keys("Ctrl-u").write("+10%").expect("1,760,000").keys("Esc");
    assert_eq!(*screen.scenario(), before);
}

#[test]
fn a_click_picks_an_answer_and_a_second_one_applies_it() {
    let mut screen = screen();
    screen.keys("f <type 900k>").click("Amount   ").expect("plan behind shows Amount at $13.5M");
    screen.every(100).click("Amount   ").click("Amount   ");
    assert!((amount(&screen) - 13_500_000.0).abs() < 1e-3);
}

#[test]
fn the_users_range_is_told() {
    let mut screen = screen_of(|draft| draft.steps[3].yields = 0.5);
    screen.keys(":").write("meetings.range=40..60%").keys("Enter");
    screen.keys("f <type 900k> Down*3").expect("out of range");
    screen.keys("Ctrl-u").write("1500k").expect("in range");
}

#[test]
fn at_the_baseline_there_is_nothing_to_find() {
    let mut screen = screen();
    screen.keys("B f").expect("this is the baseline");
    assert!(screen.model.overlay.is_none());
}
