//! The mouse: click, double click, wheel, drag.

use backcast::tui::message::Effect;
use backcast::tui::model::{Focus, GridColumn};

use super::{lag, screen, screen_of, yields};
use crate::scenarios::Step;
use crate::screen::Screen;

/// The row and pane that are selected.
fn selected(screen: &Screen) -> (Focus, usize) {
    let model = &screen.model;
    (model.focus, if model.focus == Focus::Target { model.cursor.target } else { model.cursor.row })
}

#[test]
fn a_click_selects_a_number_a_row_or_a_cell() {
    let mut screen = screen();
    assert_eq!(selected(screen.click("50.0%")), (Focus::Ratios, 3));
    assert_eq!(selected(screen.click("45 d")), (Focus::Lags, 1));
    assert_eq!(selected(screen.click("Months ")), (Focus::Target, 3));
    assert_eq!(selected(screen.click("Qualified→")), (Focus::Ratios, 2));
    assert_eq!(selected(screen.click("720")), (Focus::Grid, 3));
    screen.click("24.0M");
    assert_eq!((selected(&screen), screen.model.cursor.column), ((Focus::Grid, 6), GridColumn::Total));
    screen.click("step").click("BACKCAST").click("Goals");
    assert_eq!(screen.model.document.undo_depth(), 0, "a click changes nothing");
}

#[test]
fn a_double_click_opens_the_number() {
    let mut screen = screen();
    screen.every(100).click("40.0%");
    assert!(screen.model.field.is_none());
    screen.click("40.0%");
    assert!(screen.model.field.as_ref().is_some_and(|field| field.selected));
    screen.keys("<type 44> Enter");
    assert_eq!(yields(&screen, 2), 44.0);
}

#[test]
fn a_double_click_beside_every_number_opens_nothing() {
    for place in ["BACKCAST", "Δ off", "need 1,600,000", "nudge"] {
        let mut screen = screen();
        screen.every(100).click(place).click(place);
        assert!(screen.model.field.is_none(), "{place}:\n{}", screen.text());
    }
}

#[test]
fn two_slow_clicks_open_nothing() {
    let mut screen = screen();
    screen.every(600).click("40.0%").click("40.0%");
    assert!(screen.model.field.is_none());
}

#[test]
fn a_double_click_on_phasing_opens_the_list() {
    let mut screen = screen();
    screen.every(100).click("Phasing").click("Phasing").expect("seasonal");
}

#[test]
fn a_click_elsewhere_keeps_what_is_typed_and_stays_where_it_is_refused() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65>").click("45 d");
    assert_eq!((yields(&screen, 4), selected(&screen)), (65.0, (Focus::Lags, 1)));
    screen.keys("<type 9999>").click("50.0%");
    assert!(screen.model.field.is_some());
    assert_eq!(selected(&screen), (Focus::Lags, 1));
}

#[test]
fn the_wheel_over_the_selected_number_nudges_it() {
    let mut screen = screen();
    screen.keys("Down*4").wheel("60.0%", true);
    assert_eq!(yields(&screen, 4), 61.0);
    screen.wheel("61.0%", false).wheel("60.0%", false);
    assert_eq!((yields(&screen, 4), selected(&screen)), (59.0, (Focus::Ratios, 4)));
}

#[test]
fn turns_of_the_wheel_in_short_order_are_one_step() {
    let mut screen = screen();
    screen.keys("Down*4").every(50);
    for rate in 60..70 {
        screen.wheel(&format!("{rate}.0%"), true);
    }
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (70.0, 1));
}

#[test]
fn the_wheel_anywhere_else_scrolls_and_changes_nothing() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    for place in ["60.0%", "45 d", "2.0M", "Goals", "BACKCAST", "Amount"] {
        screen.wheel(place, false);
    }
    assert_eq!(*screen.scenario(), before);
    assert_eq!(selected(&screen), (Focus::Ratios, 0));
    let mut many = screen_of(|draft| {
        let step = |number| Step::new(&format!("Step {number:02}"), 0.9, 3);
        draft.steps.splice(0..0, (1..=6).map(step));
    });
    let before = many.scenario().clone();
    many.expect("Step 01").expect_no("Proposals→Deals");
    for _ in 0..12 {
        many.wheel("Goals", false);
    }
    many.expect("Proposals→Deals");
    assert_eq!((many.scenario(), selected(&many)), (&before, (Focus::Ratios, 0)));
}

#[test]
fn the_wheel_does_not_move_a_number_that_is_being_typed() {
    for place in ["[65▏]", "45 d", "Goals"] {
        let mut screen = screen();
        screen.keys("Down*4 <type 65>").wheel(place, true).wheel(place, false).wheel(place, false);
        screen.expect("[65▏]").expect("60 → 65 %");
        screen.keys("Enter");
        assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (65.0, 1), "{place}");
    }
}

#[test]
fn a_drag_does_not_reach_into_another_scenario() {
    let mut screen = screen();
    screen.press("60.0%").drag(10).keys("n Enter");
    let opened = screen.scenario().clone();
    screen.drag(14).release(14);
    assert_eq!(*screen.scenario(), opened);
    assert!(!screen.model.document.is_previewing());
}

#[test]
fn the_wheel_scrolls_help_and_lists() {
    let mut screen = screen();
    screen.keys("?");
    let before = screen.text();
    screen.wheel("THIS CELL", false);
    assert_ne!(screen.text(), before);
    screen.wheel("SHOW", true);
    assert_eq!(screen.text(), before);
}

#[test]
fn dragging_the_selected_number_scrubs_it_as_one_step() {
    let mut screen = screen();
    screen.press("60.0%");
    for columns in 1..=6 {
        screen.drag(columns);
    }
    screen.expect("[63.0%]").expect("60 → 63 %");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 0), "a preview");
    screen.release(6);
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (63.0, 1));
    screen.press("63.0%").drag(-8).release(-8);
    assert_eq!(yields(&screen, 4), 59.0);
    screen.keys("u u");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn dragging_back_to_where_it_began_is_no_step() {
    let mut screen = screen();
    let before = screen.press("60.0%").release(0).text();
    screen.press("60.0%").drag(9).drag(0).release(0);
    assert_eq!((screen.text(), screen.model.document.undo_depth()), (before, 0));
}

#[test]
fn esc_cancels_a_drag_and_letting_go_then_does_nothing() {
    let mut screen = screen();
    screen.press("60.0%").drag(10).expect("[65.0%]").keys("Esc").expect("[60.0%]");
    screen.drag(12).release(12);
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 0));
    screen.expect("[60.0%]");
}

#[test]
fn a_drag_stops_at_the_bounds() {
    let mut screen = screen();
    screen.press("7 d").drag(-60).release(-60);
    assert_eq!(lag(&screen, 0), 0);
    screen.press("Proposals→Deals").drag(60).release(60);
    assert!(yields(&screen, 4) <= 100.0);
}

#[test]
fn a_locked_number_is_not_scrubbed() {
    let mut screen = screen();
    screen.keys("Down*4 L").press("60.0%").drag(10).expect("locked");
    screen.release(10);
    assert_eq!(yields(&screen, 4), 60.0);
    screen.wheel("60.0%", true);
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn a_key_in_the_middle_of_a_drag_does_not_confuse_it() {
    for keys in ["Right", "u", "Down", "Tab", "7", "i", "q", "b", "n"] {
        let mut screen = screen();
        screen.press("60.0%").drag(10).keys(keys).drag(14).release(14);
        screen.keys("Esc Esc Esc u u u u u");
        assert_eq!(yields(&screen, 4), 60.0, "{keys}");
        assert!(!screen.model.document.is_previewing(), "{keys}");
    }
}

#[test]
fn the_baseline_is_not_scrubbed() {
    let mut screen = screen();
    screen.keys("Down*4 Right B").press("60.0%").drag(10).release(10);
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (61.0, 1));
}

#[test]
fn shift_m_gives_the_mouse_back_and_takes_it_again() {
    let mut screen = screen();
    screen.keys("M").expect("mouse off").keys("M").expect("mouse on");
    assert_eq!(screen.asked, [Effect::Mouse(false), Effect::Mouse(true)]);
}
