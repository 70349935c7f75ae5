//! Why this number: the chain under the cursor, walked to the input behind each line.

use backcast::plan::{Field, Input, TargetField};
use backcast::tui::model::Cell;

use super::{screen, screen_of};
use crate::scenarios::id;
use crate::screens::{assert_lines, raised};

#[test]
fn the_chain_of_the_design_comes_out() {
    for (width, height) in [(80, 24), (120, 40), (160, 44)] {
        let mut screen = raised(width, height);
        screen.keys("Tab*3 g g Right*7 w");
        assert_lines(
            &screen,
            &[
                "Why 133,333 · Site visitors · Aug 2027",
                "These visitors turn into the revenue of 28 Dec 2027 – 27 Jan 2028:",
                "Revenue $2,000,000.00 3 days of Dec 2027 and 27 of Jan 2028",
                "Deals 80.00 ÷ $25,000 28 Nov – 27 Dec",
                "Proposals 133.33 ÷ 60.0% 28 Oct – 27 Nov",
                "Meetings 266.67 ÷ 50.0% 7 Oct – 6 Nov",
                "Qualified leads 666.67 ÷ 40.0% 23 Sep – 22 Oct",
                "Contacts 2,666.67 ÷ 25.0% 8 Aug – 7 Sep",
                "Site visitors 133,333.33 ÷ 2.0% 1 Aug – 31 Aug",
                "For this plan 13,333.33 the revenue of 28 Dec – 31 Dec 2027",
                "For 2028 120,000.00 the target goes on after Dec 2027",
                "Shown 133,333 1,720,000 up to Aug less 1,586,667",
                "Baseline 145,454 ▼12,121: Proposals→Deals 55 → 60 %",
                "Last call 3 Aug visitors after that serve 2028",
            ],
        );
    }
}

#[test]
fn enter_goes_to_the_input_behind_the_line() {
    let mut screen = screen();
    screen.keys("Tab*3 w Up*2 Enter");
    let scenario = screen.scenario().clone();
    assert_eq!(screen.model.cell(), Cell::Input(Input::Stage(id(&scenario, 2), Field::Yield)));
    screen.keys("Tab*3 w Home Enter");
    assert_eq!(screen.model.cell(), Cell::Input(Input::Target(TargetField::Amount)));
}

#[test]
fn every_number_of_the_grid_is_explained() {
    let mut screen = raised(160, 44);
    screen.keys("Tab*3 g g End w").expect("Why 1,600,000 · Site visitors · Need").keys("Esc");
    screen.keys("Left w").expect("Why 1,600,000 · Site visitors · Total").keys("Esc");
    screen.keys("G w").expect("Why $24,000,000 · Revenue · Total").keys("w");
    screen.keys("v v v g g w").expect("Why 31,112 · Site visitors · day one").keys("q");
    assert!(!screen.has_quit());
    let mut small = raised(80, 24);
    small.keys("Tab*3 g g Left w").expect("Why 653,334 · Site visitors · before the plan");
}

#[test]
fn what_both_teams_agreed_on_stands_below() {
    let mut screen = screen_of(|_| {});
    screen.keys(":").write("contacts.definition=gave a name and a work address").keys("Enter");
    screen.keys("Tab*3 Down w").expect("One of them counts when: gave a name and a work address");
}

#[test]
fn small_windows_scroll_the_chain() {
    let mut screen = raised(40, 12);
    screen.keys("Tab g g Left*6 Down*7 w").expect("Why 133,333 · Site visitors").expect("▸ Site vis…");
    screen.expect_no("Deals   ").keys("Home").expect("▸ Revenue").keys("Down").expect("▸ Deals");
}
