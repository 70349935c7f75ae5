//! The grid: what it shows, and typing months and opening pipelines into it.

use backcast::plan::{Count, Phasing};
use backcast::tui::model::{Delta, Focus, GridColumn, Shown};

use super::{amount, grid_row, screen, screen_of};
use crate::scenarios::Split;
use crate::screen::Screen;
use crate::screens::plain;

fn revenue(screen: &Screen) -> Vec<f64> {
    screen.scenario().revenue()
}

#[test]
fn d_turns_differences_off_absolute_and_percent() {
    let mut screen = screen().size(120, 40);
    screen.keys("Down*4 <type 75> Enter").expect("▼320");
    screen.keys("d").expect("▼20.0%");
    screen.keys("d");
    assert_eq!(screen.model.display.delta, Some(Delta::Off));
    let grid = screen.lines()[8..20].join("\n");
    assert!(grid.contains("1,280") && !grid.contains('▼'), "{grid}");
    screen.keys("d").expect("▼320");
}

#[test]
fn at_80_by_24_d_shows_differences_in_place_of_the_numbers() {
    let mut screen = screen();
    screen.keys("Down*4 <type 75> Enter");
    let row = |screen: &Screen| grid_row(screen, "Proposals");
    assert!(row(&screen).ends_with("1,280"), "{}", row(&screen));
    screen.keys("d");
    assert!(screen.text().contains("▼320"), "{}", screen.text());
    screen.keys("d");
    assert!(screen.text().contains("▼20"), "{}", screen.text());
    screen.keys("d");
    assert!(row(&screen).ends_with("1,280"), "{}", row(&screen));
}

#[test]
fn v_turns_through_goals_this_plan_beyond_and_day_one() {
    let mut screen = screen();
    screen.expect("Goals ·");
    let of = |screen: &Screen| grid_row(screen, "Visitors");
    let goals = of(&screen);
    screen.keys("v");
    let plan = of(&screen);
    screen.keys("v");
    let beyond = of(&screen);
    assert!(goals != plan && plan != beyond, "{goals}\n{plan}\n{beyond}");
    screen.keys("v").expect("Needed").expect("Have");
    assert_eq!(screen.model.display.shown, Shown::DayOne);
    screen.keys("v");
    assert_eq!(plain(&of(&screen)), plain(&goals));
}

#[test]
fn goals_are_this_plan_and_beyond_together() {
    let mut screen = screen().size(250, 50);
    screen.keys("d d");
    let mut rows = || {
        let text = plain(&screen.line_with("B Meetings "));
        screen.keys("v");
        let cells = text.split_once("Meetings ").expect("the row has its title").1.to_owned();
        let number = |cell: &str| cell.replace(',', "").parse::<i64>().unwrap_or(0);
        cells.split(' ').map(number).collect::<Vec<_>>()
    };
    let (goals, plan, beyond) = (rows(), rows(), rows());
    // The columns up to the last month; totals differ in what they count.
    for at in 0..17 {
        let sum = plan[at] + beyond[at];
        assert!((goals[at] - sum).abs() <= 1, "{at}: {goals:?} {plan:?} {beyond:?}");
    }
}

#[test]
fn e_shows_decimals_r_the_runway_and_shift_t_months_down() {
    let mut wide = screen().size(160, 44);
    wide.keys("e").expect("266.67").keys("e").expect_no("266.67");
    let mut screen = screen();
    screen.expect("!‹Jan").keys("r").expect("!Aug").expect_no("!‹Jan");
    screen.keys("r").expect("!‹Jan");
    let across = screen.text();
    screen.keys("T");
    assert_ne!(screen.text(), across);
    let line = plain(&screen.line_with("!‹Jan"));
    assert!(line.contains("653,334 12,445 2,112 720 267 80"), "{line}");
    screen.keys("T");
    assert_eq!(screen.text(), across);
}

#[test]
fn in_the_grid_arrows_move_and_signs_nudge() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab Right Right Down");
    assert_eq!((screen.model.focus, screen.model.cursor.row), (Focus::Grid, 1));
    assert_eq!(screen.model.cursor.column, GridColumn::Month(screen.scenario().start().plus(2)));
    screen.keys("h l l Home");
    assert!(
        matches!(screen.model.cursor.column, GridColumn::Month(month) if month < screen.scenario().start())
    );
    screen.keys("End");
    assert_eq!(screen.model.cursor.column, GridColumn::Total);
    screen.keys("G");
    assert_eq!(screen.model.cursor.row, 6, "the last row is Revenue");
    screen.keys("+");
    assert_eq!(amount(&screen), 25e6, "the total of the Revenue row is the amount");
    screen.keys("g g");
    assert_eq!(screen.model.cursor.row, 0);
    screen.keys("g Esc g x").expect("does nothing here");
}

#[test]
fn a_typed_month_makes_the_phasing_custom_and_the_amount_the_sum() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab G Home Right <type 3m>").expect("25.0M").expect("[3m▏]");
    screen.keys("Enter");
    let months = revenue(&screen);
    assert_eq!((months[0], months[1], amount(&screen)), (3e6, 2e6, 25e6));
    assert!(matches!(screen.scenario().target().phasing, Phasing::Custom(_)));
    screen.expect("custom");
    screen.keys("u");
    assert_eq!((amount(&screen), &screen.scenario().target().phasing), (24e6, &Phasing::Even));
}

#[test]
fn runway_months_and_goals_are_results() {
    let mut screen = screen();
    screen
        .keys("Tab Tab Tab G Home 5")
        .expect("Find a value")
        .keys("Esc +")
        .expect("follows from the inputs");
    screen.keys("Up Right 5").expect("Find a value").keys("Esc +").expect("follows from the inputs");
    assert_eq!(screen.model.document.undo_depth(), 0);
}

#[test]
fn a_month_can_be_nudged_edited_and_reset() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab G Right +");
    assert_eq!(revenue(&screen)[1], 2.1e6);
    screen.keys("Enter <type +10%> Enter");
    assert!((revenue(&screen)[1] - 2.31e6).abs() < 1e-3);
    screen.keys("Backspace");
    assert_eq!((revenue(&screen)[1], amount(&screen)), (2e6, 24e6));
}

#[test]
fn cells_are_pasted_into_the_revenue_row_as_one_step() {
    for cells in ["1m\t2m\t3m", "1m\n2m\n3m\n", "1,000,000\r\n2,000,000\r\n3,000,000\r\n"] {
        let mut screen = screen();
        screen.keys("Tab Tab Tab G Right").paste(cells);
        let months = revenue(&screen);
        assert_eq!(months[..5], [2e6, 1e6, 2e6, 3e6, 2e6], "{cells:?}");
        assert_eq!((amount(&screen), screen.model.document.undo_depth()), (24e6, 1));
        screen.keys("u");
        assert_eq!(revenue(&screen), [2e6; 12]);
    }
}

#[test]
fn months_pasted_over_another_phasing_stand_as_they_were_pasted() {
    let mut screen = screen_of(|draft| draft.split = Split::Growth(0.1));
    let cells: Vec<String> = (1..=12).map(|month| format!("{month}00000")).collect();
    screen.keys("Tab Tab Tab G").paste(&cells.join("\t"));
    let expected: Vec<f64> = (1..=12).map(|month| f64::from(month) * 100_000.0).collect();
    assert_eq!((revenue(&screen), amount(&screen)), (expected, 7.8e6));
}

#[test]
fn more_cells_than_fit_or_one_that_is_no_number_change_nothing() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab G Right*10").paste("1m\t2m\t3m").expect("3 cells were pasted, 2 fit");
    screen.paste("1m\tabc").expect("nothing was pasted");
    assert_eq!((revenue(&screen), screen.model.document.undo_depth()), (vec![2e6; 12], 0));
}

#[test]
fn a_blank_cell_that_is_pasted_keeps_its_place_and_changes_nothing() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab G").paste("1m\t\t3m").expect("pasted 2 cells, left 1 as it was");
    assert_eq!(revenue(&screen)[..4], [1e6, 2e6, 3e6, 2e6]);
    screen.keys("u v v v g g").paste("24000\r\n\r\n240\r\n150\r\n120\r\n80\r\n");
    let stages = screen.scenario().funnel().stages();
    let have: Vec<_> = stages.iter().map(|stage| stage.opening().map(Count::get)).collect();
    assert_eq!(have, [Some(24_000.0), None, Some(240.0), Some(150.0), Some(120.0), Some(80.0)]);
}

#[test]
fn a_cell_that_is_pasted_takes_the_values_place_and_never_works_on_it() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab G").paste("-500000\t3m").expect("nothing was pasted");
    assert_eq!((revenue(&screen), screen.model.document.undo_depth()), (vec![2e6; 12], 0));
}

#[test]
fn what_is_there_on_day_one_is_typed_and_cleared() {
    let mut screen = screen();
    screen.keys("v v v");
    assert_eq!(screen.model.focus, Focus::Grid);
    screen.keys("Down*4 <type 120>").expect("90%").expect("$200k");
    screen.keys("Enter");
    let have =
        |screen: &Screen, place: usize| screen.scenario().funnel().stages()[place].opening().map(Count::get);
    assert_eq!(have(&screen, 4), Some(120.0));
    screen.expect("$200k").keys("Backspace");
    assert_eq!(have(&screen, 4), None);
    screen.keys("g g").paste("24000\n3100\n240\n150\n120\n80");
    let all: Vec<_> = (0..6).map(|place| have(&screen, place)).collect();
    assert_eq!(all, [24_000.0, 3_100.0, 240.0, 150.0, 120.0, 80.0].map(Some));
    screen.expect("$1.47M").keys("u");
    assert_eq!(have(&screen, 0), None);
}

#[test]
fn have_is_nudged_by_whole_units() {
    let mut screen = screen();
    screen.keys("v v v Down*4 <type 12> Enter +");
    assert_eq!(screen.scenario().funnel().stages()[4].opening().map(Count::get), Some(13.0));
}
