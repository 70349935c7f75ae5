//! The page of levers: the list, nudging and typing on it, applying, ranges.

use backcast::plan::{Field, Input, Scenario};
use backcast::tui::model::Page;

use super::{lag, screen, yields};
use crate::scenarios::id;
use crate::screen::Screen;

/// The line of the selected lever.
fn selected(screen: &Screen) -> String {
    let line = screen.line_with("▸");
    line.trim_matches(|letter: char| "┃│▸ ".contains(letter)).to_owned()
}

fn range(scenario: &Scenario, place: usize) -> Option<(f64, f64)> {
    let stage = &scenario.funnel().stages()[place];
    match stage.yields() {
        backcast::plan::Yield::Rate { range, .. } => {
            range.map(|range| (range.low().get(), range.high().get()))
        }
        backcast::plan::Yield::Value { range, .. } => {
            range.map(|range| (range.low().get(), range.high().get()))
        }
    }
}

#[test]
fn the_lever_under_the_cursor_is_selected_and_arrows_go_by_rank() {
    let mut screen = screen();
    screen.keys("Down*4 g l");
    assert!(selected(&screen).starts_with("Proposals→Deals"), "{}", screen.text());
    screen.keys("Up");
    assert!(selected(&screen).starts_with("Deal value"), "{}", screen.text());
    screen.keys("G");
    assert!(selected(&screen).starts_with("Lag Visitors→Contacts"), "{}", screen.text());
    screen.keys("g g Down*6");
    assert!(selected(&screen).starts_with("Lag Contacts→Qualified"), "{}", screen.text());
    screen.keys("Enter").expect("[Plan]").expect("[45 d]");
}

#[test]
fn from_the_target_the_first_lever_is_selected() {
    let mut screen = screen();
    screen.keys("Tab Tab g l");
    assert!(selected(&screen).starts_with("Deal value"), "{}", screen.text());
}

#[test]
fn a_lever_is_nudged_and_typed_and_stays_selected_when_its_rank_changes() {
    let mut screen = screen();
    screen.keys("Down*4 g l Right");
    assert_eq!(yields(&screen, 4), 61.0);
    screen.keys("<type 95> Enter");
    assert_eq!(yields(&screen, 4), 95.0);
    assert!(selected(&screen).starts_with("Proposals→Deals"), "{}", screen.text());
    screen.keys("<type 100> Enter");
    let line = selected(&screen);
    assert!(line.contains("[100.0%]") && line.contains('·'), "a rate at its best stays listed: {line}");
    screen.keys("a").expect("nothing to apply");
    screen.keys("u u u");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn one_key_makes_the_tried_value_the_plans() {
    let mut screen = screen();
    screen.keys("Down*4 g l a").expect("Proposals→Deals is now 66.0%, for the whole plan: ");
    assert_eq!(yields(&screen, 4), 66.0);
    screen.keys("u");
    assert_eq!(yields(&screen, 4), 60.0, "one step");
    screen.keys("g g Down*7 a");
    assert_eq!(lag(&screen, 2), 4);
    screen.keys("L a").expect("Lag Qualified→Meetings is locked: L there unlocks it");
    assert!(selected(&screen).starts_with("L Lag Qualified→Meetings"), "{}", screen.text());
    assert_eq!(lag(&screen, 2), 4);
}

#[test]
fn a_range_is_typed_shown_and_taken_out() {
    let mut screen = screen();
    screen.keys("Down*4 g l r").write("50..65").keys("Enter");
    assert_eq!(range(screen.scenario(), 4), Some((0.5, 0.65)));
    screen.keys("v v").expect("Your ranges").expect("50.0% – 65.0%").expect("-$3.33M").expect("+$1.67M");
    screen.expect("▓ low end  █ high end");
    assert!(
        !screen.line_with("Low – high").contains('…') && screen.line_with("Your ranges").contains("in 2027 ")
    );
    screen.keys("r Backspace Enter");
    assert_eq!(range(screen.scenario(), 4), None);
    screen.keys("u");
    assert_eq!(range(screen.scenario(), 4), Some((0.5, 0.65)));
    screen.keys("v r").write("lots").keys("Enter").expect("! ").keys("Esc");
    assert_eq!(range(screen.scenario(), 4), Some((0.5, 0.65)));
}

#[test]
fn levers_without_a_range_are_listed_below_those_with_one_and_r_gives_them_one() {
    let mut screen = screen();
    screen.keys("Down*4 g l r").write("50..65").keys("Enter v v");
    assert!(selected(&screen).starts_with("Proposals→Deals"), "{}", screen.text());
    screen.expect("Proposals→Deals 50.0% – 65.0%: -$3.33M to +$1.67M in 2027 if the visitors stay");
    screen.expect("as planned; +266,667 to -102,564 visitors if the target stays.");
    screen.keys("Down");
    let line = selected(&screen);
    assert!(line.starts_with("Deal value") && line.ends_with("r gives one"), "{line}");
    screen.expect("Deal value $25,000 has no range yet: r gives it a low and a high end, such as");
    let before = screen.scenario().clone();
    screen.keys("a").expect("v goes to the levers; a applies there");
    assert_eq!(*screen.scenario(), before, "no value is tried in this list, so none is applied");
    screen.keys("r").expect("Range of Deal value, low and high").expect("Such as 22k..28k").write("26k..28k");
    screen.keys("Enter").expect("! $26,000 – $28,000");
    assert_eq!(range(screen.scenario(), 5), Some((26_000.0, 28_000.0)));
}

#[test]
fn a_later_rate_outside_of_its_range_is_marked_too() {
    let mut screen = screen();
    screen.keys("Down*4 g l r").write("50..65").keys("Enter v v").expect_no("! 50.0% – 65.0%");
    screen.keys(":").write("proposals.rate@2027-06=70%").keys("Enter").expect("! 50.0% – 65.0%");
}

#[test]
fn applying_says_what_it_does_to_the_whole_plan() {
    let mut screen = screen().size(120, 40);
    screen.keys("g l g g a");
    screen.expect(
        "Deal value is now $27,500, for the whole plan: 145,454 fewer site visitors · u takes it back",
    );
    let mut small = super::screen();
    small.keys("g l g g a");
    small.expect("Deal value is now $27,500, for the whole plan: 145,454 fewer site visitors");
}

#[test]
fn the_findings_scroll_as_far_as_there_are_lines_and_come_back_at_once() {
    let mut screen = screen().size(40, 12);
    screen.keys("w").expect("▼");
    let top = screen.text();
    screen.keys("PageDown*10").expect_no("▼");
    let bottom = screen.text();
    screen.keys("Up").expect("▼1 ");
    screen.keys("Down");
    assert_eq!(screen.text(), bottom);
    screen.keys("PageUp*10");
    assert_eq!(screen.text(), top);
}

#[test]
fn the_lever_of_another_rank_by_what_it_saves() {
    let mut screen = screen();
    screen.keys("g l g g v").expect("sorted by need saved");
    assert!(selected(&screen).starts_with("Deal value"));
    screen.keys("v").expect("Your ranges").keys("v").expect("sorted by revenue gained");
}

#[test]
fn a_click_selects_a_second_one_goes_to_the_plan_and_the_wheel_nudges_the_selected_only() {
    let mut screen = screen();
    screen.keys("g l").click("Meetings→Proposals");
    assert!(selected(&screen).starts_with("Meetings→Proposals"), "{}", screen.text());
    screen.wheel("Meetings→Proposals", true);
    assert_eq!(yields(&screen, 3), 51.0);
    let before = screen.scenario().clone();
    screen.wheel("Deal value", true).wheel("Deal value", false);
    assert_eq!(*screen.scenario(), before);
    assert!(selected(&screen).starts_with("Meetings→Proposals"), "{}", screen.text());
    screen.every(100).click("Meetings→Proposals").click("Meetings→Proposals");
    assert_eq!(screen.model.page, Page::Plan);
    let input = Input::Stage(id(screen.scenario(), 3), Field::Yield);
    assert_eq!(screen.model.cell(), backcast::tui::model::Cell::Input(input));
}

#[test]
fn at_the_baseline_nothing_is_changed() {
    let mut screen = screen();
    screen.keys("Down*4 g l Right B");
    let before = screen.scenario().clone();
    for key in ["a", "r", "Right", "7"] {
        screen.keys(key).expect("this is the baseline").keys("Esc B");
        screen.model.page = Page::Levers;
        screen.model.display.peek = true;
    }
    assert_eq!(*screen.scenario(), before);
}
