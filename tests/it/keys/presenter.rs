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
        "WORK MUST BEGIN ON",
        "SITE VISITORS IN THE PEAK MONTH, SEP 2026",
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
fn from_the_grid_the_last_pane_gives_the_lever() {
    let mut screen = screen();
    screen
        .keys("Tab Down Tab Tab P")
        .expect("THIS PLAN NEEDS")
        .expect("AMOUNT")
        .keys("Right")
        .expect("was $24,000,000");
}
