//! The presenter: one lever and one result, the plan's own keys, nothing that would embarrass.

use super::{screen, yields};

#[test]
fn keys_move_the_lever_and_space_takes_the_next_one() {
    let mut screen = screen();
    screen.keys("Down*4 P").expect("PROPOSALS → DEALS").expect("SITE VISITORS THIS PLAN NEEDS");
    screen.keys("Right*2");
    assert_eq!(yields(&screen, 4), 62.0);
    screen.expect("was 60.0%").expect("▲2.0pp");
    screen.keys("<type 65> Enter");
    assert_eq!(yields(&screen, 4), 65.0);
    screen.keys("Space").expect("DEAL VALUE");
    screen.keys("Space").expect("LAG VISITORS → CONTACTS");
    screen.keys("u u u");
    assert_eq!(yields(&screen, 4), 60.0, "undo goes back whatever is presented");
}

#[test]
fn the_levers_go_round() {
    let mut screen = screen();
    screen.keys("P");
    let first = screen.text();
    screen.keys("Space*17");
    assert_eq!(screen.text(), first);
    screen.keys("Up").expect("BEYOND").keys("Down");
    assert_eq!(screen.text(), first);
}

#[test]
fn enter_goes_through_the_results() {
    let mut screen = screen();
    screen.keys("P");
    let titles = [
        "SITE VISITORS THIS PLAN NEEDS",
        "CONTACTS THIS PLAN NEEDS",
        "QUALIFIED LEADS THIS PLAN NEEDS",
        "MEETINGS THIS PLAN NEEDS",
        "PROPOSALS THIS PLAN NEEDS",
        "DEALS THIS PLAN NEEDS",
        "MUST BE INSIDE THE FUNNEL ON DAY ONE",
        "WORK HAD TO BEGIN 109 DAYS AGO",
        "SITE VISITORS IN THE PEAK MONTH, SEP 2026 AND 15 OTHERS",
    ];
    for title in titles {
        screen.expect(title).keys("Enter");
    }
    screen.expect(titles[0]);
}

#[test]
fn before_and_after_is_one_key() {
    let mut screen = screen();
    screen.keys("Down*4 P <type 65> Enter").expect("▲5.0pp").expect("was 1,600,000");
    screen.keys("B").expect("BEFORE (B)").expect_no("was 1,600,000");
    screen.keys("Right").expect("this is the baseline").keys("B").expect("was 1,600,000");
}

#[test]
fn p_and_esc_leave_and_a_refused_number_says_why() {
    let mut screen = screen();
    for key in ["P", "Esc"] {
        screen.keys("P").expect("THIS PLAN NEEDS").keys(key).expect("[Plan]");
    }
    screen.keys("P <type 120> Enter").expect("0.0001 % to 100 %").keys("Esc").expect_no("!");
    assert!(!screen.has_quit());
}

#[test]
fn it_leaves_to_the_page_that_it_came_from() {
    let mut screen = screen();
    for (page, title) in
        [("g l", "[Levers]"), ("g c", "[Compare]"), ("g s", "[Scenarios]"), ("g p", "[Plan]")]
    {
        for leave in ["P", "Esc", "Ctrl-c"] {
            screen.keys(page).keys("P").expect("THIS PLAN NEEDS").keys(leave).expect(title);
        }
    }
}

#[test]
fn the_sentence_tells_the_distance_from_the_baseline_whatever_the_last_key_was() {
    let distance = "145,455 more site visitors";
    let mut screen = screen();
    screen.keys("P").expect_no(" more ").expect_no("No number changes");
    screen.keys("Down*4 <type 55> Enter").expect(distance).expect("▲ 145,455");
    screen.keys("P L P").expect(distance).expect("▲ 145,455").keys("Space").expect(distance);
    screen.keys("<type 25001> Enter").expect("was $25,000").expect_no(distance).expect("more site visitors");
}

#[test]
fn the_last_step_is_told_of_the_lever_that_it_moved_and_of_no_other() {
    let foot = |screen: &super::Screen| screen.lines().pop().expect("there are lines").trim_end().to_owned();
    let mut screen = screen();
    screen.keys("Down*4 P Right");
    assert!(foot(&screen).ends_with("▲1.0pp"), "{}", foot(&screen));
    screen.keys("Space");
    assert!(foot(&screen).ends_with("to revenue"), "{}", foot(&screen));
    screen.keys("Up B");
    assert!(foot(&screen).ends_with("to revenue"), "{}", foot(&screen));
    screen.keys("B P L P");
    assert!(foot(&screen).ends_with("to revenue"), "a lock moves nothing: {}", foot(&screen));
}

#[test]
fn the_baseline_is_shown_without_a_word_about_the_plan() {
    let mut screen = screen().size(120, 40);
    screen.keys("Down*4 P Right").expect("fewer").expect("█ now ┄ baseline");
    screen.keys("B").expect_no("fewer").expect_no("█ now").expect("Site visitors per month · baseline");
}

#[test]
fn a_part_of_a_number_changes_nothing_before_enter() {
    let mut screen = screen();
    let result = |screen: &super::Screen| screen.lines()[11..screen.lines().len() - 1].join("\n");
    screen.keys("Down*4 P Right*2");
    let before = result(&screen);
    assert!(before.contains("was 1,600,000"), "{before}");
    screen.keys("6").expect("now 62.0%").expect("Enter shows it");
    assert_eq!(result(&screen), before);
    screen.keys("5 Enter").expect("▲5.0pp").expect_no("Enter shows it");
    assert_eq!(yields(&screen, 4), 65.0);
}

#[test]
fn undo_says_what_it_did_to_a_lever_that_is_not_shown() {
    let mut screen = screen();
    screen.keys("Down*4 P Right Space u").expect("Undo: Proposals→Deals 61 → 60 %").expect("DEAL VALUE");
    screen.keys("U").expect("Redo: Proposals→Deals 60 → 61 %").keys("Space").expect_no("Redo:");
    screen.keys("s").expect_no("saved");
}

#[test]
fn from_the_grid_the_last_pane_gives_the_lever() {
    let mut screen = screen();
    screen
        .keys("Tab Down Tab Tab P")
        .expect("THIS PLAN NEEDS")
        .expect("AMOUNT")
        .keys("Right")
        .expect("was $24,000,000");
}
