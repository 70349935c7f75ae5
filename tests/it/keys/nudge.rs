//! Nudging: how far, in which steps, and where it ends.

use backcast::plan::{Month, Phasing};
use backcast::tui::model::Focus;

use super::{amount, grid_row, lag, screen, screen_of, yields};
use crate::scenarios::{Split, month};

#[test]
fn arrows_letters_and_signs_move_a_rate_by_a_point() {
    for (less, more) in [("Left", "Right"), ("h", "l"), ("-", "+"), ("-", "=")] {
        let mut screen = screen();
        screen.keys("Down*4").keys(more);
        assert_eq!(yields(&screen, 4), 61.0, "{more}");
        screen.keys(less).keys(less);
        assert_eq!(yields(&screen, 4), 59.0, "{less}");
    }
}

#[test]
fn angle_brackets_and_shifted_arrows_move_ten_steps() {
    for (less, more) in [("<", ">"), ("Shift-Left", "Shift-Right")] {
        let mut screen = screen();
        screen.keys("Down*4").keys(more);
        assert_eq!(yields(&screen, 4), 70.0, "{more}");
        screen.keys(less).keys(less);
        assert_eq!(yields(&screen, 4), 50.0, "{less}");
    }
}

#[test]
fn the_grid_totals_and_sentence_follow_a_nudge_on_the_same_frame() {
    let mut screen = screen();
    assert!(grid_row(&screen, "Proposals").ends_with("1,600"));
    screen.keys("Down*4 Right");
    screen.expect("60 → 61 %").expect("[61.0%]").expect("26 fewer proposals");
    screen.expect("▲1.0pp");
    assert!(grid_row(&screen, "Proposals").ends_with("1,574"));
}

#[test]
fn t_turns_through_three_steps_and_back() {
    let mut screen = screen();
    screen.keys("Down*4 Right");
    screen.expect("step 1.0 pp");
    assert_eq!(yields(&screen, 4), 61.0);
    screen.keys("t Right").expect("step 5.0 pp");
    assert_eq!(yields(&screen, 4), 66.0);
    screen.keys("t Right").expect("step 0.1 pp");
    assert_eq!(yields(&screen, 4), 66.1);
    screen.keys("t Right").expect("step 1.0 pp");
    assert_eq!(yields(&screen, 4), 67.0, "rounded to the decimals of the step");
}

#[test]
fn rates_under_ten_percent_move_in_tenths() {
    let mut screen = screen();
    screen.keys("Right").expect("step 0.1 pp");
    assert_eq!(yields(&screen, 0), 2.1);
    screen.keys("t Right");
    assert_eq!(yields(&screen, 0), 3.0, "rounded to the decimals of the step");
    screen.keys("t Right");
    assert_eq!(yields(&screen, 0), 3.01);
}

#[test]
fn thirty_steps_of_a_tenth_are_three() {
    let mut screen = screen();
    screen.keys("Right*30");
    assert_eq!(screen.scenario().funnel().stages()[0].yields().initial(), 0.05);
    screen.expect("[5.0%]");
    screen.keys("Left*30");
    assert_eq!(screen.scenario().funnel().stages()[0].yields().initial(), 0.02);
    screen.keys("<type .1> Enter Right*29");
    assert_eq!(screen.scenario().funnel().stages()[0].yields().initial(), 0.03, "30 × 0.1 is 3.0");
}

#[test]
fn a_rate_stops_at_a_hundred_percent_and_says_so() {
    let mut screen = screen();
    screen.keys("Down*4 >*4");
    assert_eq!(yields(&screen, 4), 100.0);
    screen.keys("Right").expect("100");
    let notice = screen.model.notice.clone().expect("a refusal is told");
    assert!(notice.error && notice.text.contains("must be"), "{notice:?}");
    assert_eq!(yields(&screen, 4), 100.0);
    screen.keys("u");
    assert_eq!(yields(&screen, 4), 90.0, "a refused nudge is no step");
}

#[test]
fn a_rate_never_reaches_zero() {
    let mut screen = screen();
    screen.keys("<*9");
    assert!(yields(&screen, 0) > 0.0, "{}", yields(&screen, 0));
    assert!(screen.model.notice.as_ref().is_some_and(|notice| notice.error));
}

#[test]
fn lags_move_by_days_and_never_below_none() {
    let mut screen = screen();
    screen.keys("Tab Right");
    assert_eq!((screen.model.focus, lag(&screen, 0)), (Focus::Lags, 8));
    screen.keys("t Right");
    assert_eq!(lag(&screen, 0), 13);
    screen.keys("t Right");
    assert_eq!(lag(&screen, 0), 43);
    screen.keys("<");
    assert_eq!(lag(&screen, 0), 0);
    screen.keys("Left").expect("720");
    assert_eq!(lag(&screen, 0), 0);
}

#[test]
fn money_moves_by_a_tenth_of_its_magnitude() {
    let mut screen = screen();
    screen.keys("Down*5 Right");
    assert_eq!(yields(&screen, 5), 26_000.0);
    screen.keys("Tab Tab Right");
    assert_eq!(amount(&screen), 25e6);
    screen.keys("t Right t Right");
    assert_eq!(amount(&screen), 35.1e6);
}

#[test]
fn a_burst_of_nudges_keeps_the_step_with_which_it_began() {
    let mut screen = screen_of(|draft| draft.steps[5].yields = 9_900.0);
    screen.keys("Down*5").every(100).keys("Right*3");
    assert_eq!(yields(&screen, 5), 10_200.0);
    screen.every(900).keys("Right");
    assert_eq!(yields(&screen, 5), 11_200.0, "after a pause the step is that of the value then");
}

#[test]
fn months_and_start_move_by_months() {
    let mut screen = screen();
    screen.keys("Tab Tab Down*2 Right");
    assert_eq!(screen.scenario().start(), month("2027-02"));
    screen.keys("t Right");
    assert_eq!(screen.scenario().start(), month("2027-08"));
    screen.keys("Down Left");
    assert_eq!(screen.scenario().months().months(), 6, "the step of months is six now");
    screen.keys("<");
    assert_eq!(screen.scenario().months().months(), 1);
    screen.keys("Left").expect("60");
}

#[test]
fn the_last_month_that_can_be_told_is_where_a_start_stops() {
    let mut screen = screen_of(|draft| draft.start = Month::new(2999, 12).expect("the last"));
    screen.keys("Tab Tab Down*2 Right");
    assert_eq!(screen.scenario().start(), Month::new(2999, 12).expect("the last"));
    assert!(screen.model.notice.as_ref().is_some_and(|notice| notice.error));
}

#[test]
fn growth_is_nudged_and_an_even_phasing_says_that_enter_chooses() {
    let mut screen = screen();
    screen.keys("Tab Tab Down Right").expect("Enter");
    assert_eq!(screen.scenario().target().phasing, Phasing::Even);
    let mut screen = screen_of(|draft| draft.split = Split::Growth(0.03));
    screen.keys("Tab Tab Down Right");
    let Phasing::Growth(growth) = screen.scenario().target().phasing else { panic!("it grows") };
    assert_eq!(growth.get(), 0.031);
}

#[test]
fn a_result_is_not_nudged_and_says_what_is() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    screen.keys("Tab Tab Tab +").expect("follows from the inputs");
    assert_eq!(*screen.scenario(), before);
}
