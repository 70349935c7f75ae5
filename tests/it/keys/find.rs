//! Find a value: opened on a result, typed, previewed, applied as one step, refused with the reason.

use backcast::goals::compute;
use backcast::tui::overlay::Overlay;

use super::{amount, screen, screen_of, yields};
use crate::screen::Screen;

/// What this plan needs of the top stage.
fn need(screen: &Screen) -> f64 {
    compute(screen.scenario()).grid().top().need()
}

#[test]
fn from_an_input_the_top_need_is_asked_for_and_enter_applies_one_step() {
    let mut screen = screen();
    screen
        .keys("Down*2 f")
        .expect("Site visitors, need of this plan, months before it included")
        .expect("Now 1,600,000");
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
    let march = goals.grid().bearing(1).cell(backcast::goals::Content::Goals, column);
    assert!((march - 3000.0).abs() < 1e-6, "{march}");
}

#[test]
fn tab_goes_through_the_other_results() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab f");
    let titles = [
        "Jan 2027",
        "peak month",
        "total of the plan's months",
        "need of this plan",
        "Revenue",
        "inside on day one",
        "Jan 2027",
    ];
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
    screen.expect("Proposals→Deals 60.0% → 75.0%: revenue $30,000,000 · u takes it back");
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

/// The text in the line.
#[track_caller]
fn wanted(screen: &Screen) -> &str {
    let Some(Overlay::Find(find)) = &screen.model.overlay else { panic!("not open:\n{}", screen.text()) };
    find.text.value()
}

#[test]
fn what_is_offered_is_the_number_that_is_shown_for_now() {
    let mut screen = screen_of(|draft| {
        draft.amount = 24_000_001.25;
        draft.steps[0].yields = 0.07;
        draft.steps[4].yields = 0.55;
    });
    screen.keys("Tab Tab Tab Right Right f");
    let results = ["2027", "peak month", "total", "need", "Revenue", "day one"];
    for result in results {
        screen.expect(result);
        let want = wanted(&screen).to_owned();
        assert!(want.chars().all(|letter| letter.is_ascii_digit() || letter == ','), "{want}");
        let currency = if result == "Revenue" { "$" } else { "" };
        screen.expect(&format!("Now {currency}{want} "));
        let line = screen.lines().into_iter().find(|line| line.contains("▸ Visitors→Contacts"));
        let line = line.unwrap_or_else(|| panic!("{}", screen.text()));
        assert!(line.contains(&format!(" {currency}{want} ")), "reached as now, in whole units: {line}");
        assert!(!screen.model.document.is_previewing(), "nothing changes: {result}");
        screen.keys("Tab");
    }
}

#[test]
fn the_peak_is_the_largest_cell_of_the_grid() {
    let mut screen = screen_of(|draft| draft.steps[0].yields = 0.03);
    screen.keys("Tab Tab Tab f Tab").expect("peak month");
    let goals = compute(screen.scenario());
    let shown = goals.grid().top().shown_peak(backcast::goals::Content::Goals);
    assert_eq!(wanted(&screen).replace(',', "").parse(), Ok(shown));
}

#[test]
fn what_was_applied_is_told_as_far_as_the_line_has_room() {
    let mut screen = screen().size(120, 40);
    screen.keys("Tab Tab Tab G End f <type 30m> Down*4 Enter");
    screen.expect(
        "Proposals→Deals 60.0% → 75.0%: revenue $30,000,000 with 1,600,000 site visitors · u takes it back",
    );
    screen.keys("u Tab*3 f").keys("Enter").expect("that is what it is now: type the number you want");
    assert_eq!(screen.model.document.undo_depth(), 0);
}

#[test]
fn a_number_that_was_typed_is_kept_for_the_next_result_and_an_offered_one_is_not() {
    let mut screen = screen();
    screen.keys("f <type 900k> Tab").expect("Revenue");
    assert_eq!(wanted(&screen), "900k");
    screen.keys("Shift-Tab").expect("need of this plan").expect("44.4%");
    screen.keys("Esc f End Tab");
    assert_eq!(wanted(&screen), "24,000,000");
}

#[test]
fn a_paste_goes_where_the_cursor_is_and_replaces_only_what_is_selected() {
    let mut screen = screen();
    screen.keys("f").paste("9\u{7}0\t0k\nmore");
    assert_eq!(wanted(&screen), "90 0k");
    screen.keys("Left").paste("1");
    assert_eq!(wanted(&screen), "90 01k");
    screen.keys("Esc S End <type 2>").paste("x\n");
    let Some(Overlay::Prompt(prompt)) = &screen.model.overlay else { panic!("{}", screen.text()) };
    assert!(prompt.text.value().ends_with("2x") && prompt.text.value().len() > 2, "{}", prompt.text.value());
}

#[test]
fn what_is_more_than_can_be_wanted_is_said_and_a_smaller_number_can_be_typed() {
    let mut screen = screen_of(|draft| {
        draft.amount = 1e12;
        draft.steps[0].yields = 1e-6;
        draft.steps[1].yields = 1e-6;
    });
    screen
        .keys("f")
        .expect("Now ")
        .expect("! it is more now than can be wanted: type up to 1,000,000,000,000,000");
    assert_eq!(wanted(&screen), "");
    screen.keys("<type 900k>").expect("Want 900k").expect("100.0%").expect_no("more now");
}

#[test]
fn while_it_is_open_no_keys_of_the_plan_are_told() {
    let mut screen = screen();
    screen.expect("nudge").keys("f").expect_no("nudge").expect_no("quit").keys("Esc").expect("nudge");
    for keys in ["w", "S", "H"] {
        screen.keys(keys).expect_no("nudge").keys("Esc");
    }
}

#[test]
fn at_the_baseline_there_is_nothing_to_find() {
    let mut screen = screen();
    screen.keys("B f").expect("this is the baseline");
    assert!(screen.model.overlay.is_none());
}
