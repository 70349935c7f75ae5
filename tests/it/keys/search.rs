//! `/` goes to inputs, goals, pages and scenarios by their names, and changes no number.

use backcast::plan::{Field, Input};
use backcast::text::input;
use backcast::tui::model::{Cell, Focus, Page, Shown};
use backcast::tui::overlay::Overlay;
use backcast::tui::overlay::palette::shown_rows;

use super::{screen, screen_of, yields};
use crate::scenarios::acme;
use crate::screen::Screen;

#[test]
fn every_input_is_reached_by_its_label() {
    let inputs = input::all(screen().scenario());
    assert_eq!(inputs.len(), 6 + 6 + 5 + 5 + 6);
    for wanted in inputs {
        let mut screen = screen();
        let label = input::label(screen.scenario(), wanted);
        screen.keys("Down*2 g l /").write(&label).keys("Enter");
        assert_eq!(screen.model.page, Page::Plan, "{label}");
        if matches!(wanted, Input::Stage(_, Field::Direct)) {
            screen.expect("▸ Direct share");
        } else {
            assert_eq!(screen.model.cell(), Cell::Input(wanted), "{label}:\n{}", screen.text());
        }
        assert_eq!((screen.scenario(), screen.model.document.undo_depth()), (&acme().build(), 0), "{label}");
    }
}

#[test]
fn a_stage_is_found_by_its_full_name_and_by_its_path() {
    let mut screen = screen();
    screen.keys("/ <type site visitors> Enter");
    assert_eq!((screen.model.focus, screen.model.cursor.row), (Focus::Ratios, 0));
    screen.keys("/ <type qualified leads lags> Enter");
    assert_eq!((screen.model.focus, screen.model.cursor.row), (Focus::Lags, 2), "{}", screen.text());
    screen.keys("/ <type deals.value> Enter");
    assert_eq!((screen.model.focus, screen.model.cursor.row), (Focus::Ratios, 5));
}

#[test]
fn the_goals_of_a_stage_are_a_place_too_whatever_is_shown() {
    let mut screen = screen();
    screen.keys("v v v / <type meetings: goals> Enter");
    assert_eq!((screen.model.focus, screen.model.cursor.row), (Focus::Grid, 3));
    assert!(matches!(screen.model.display.shown, Shown::Grid(_)));
    screen.keys("/ <type revenue: goals> Enter");
    assert_eq!(screen.model.cursor.row, 6);
}

#[test]
fn pages_are_reached_by_name() {
    for (typed, page) in [
        ("compare", Page::Compare),
        ("levers", Page::Levers),
        ("scenarios", Page::Scenarios),
        ("presenter", Page::Presenter),
        ("plan", Page::Plan),
    ] {
        let mut screen = screen();
        screen.keys("/").write(typed).keys("Enter");
        assert_eq!(screen.model.page, page);
    }
}

#[test]
fn a_scenario_that_is_known_is_selected_and_not_opened() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("/ <type consulting>").expect("Nothing to go to").keys("Esc");
    screen.keys("g s Esc / <type consulting>").expect("▸ Consulting").keys("Enter");
    assert_eq!((screen.model.page, screen.scenario().name()), (Page::Scenarios, "Draft"));
    let listings = screen.model.scenarios.listings.as_ref().expect("they were looked up");
    assert_eq!(listings[screen.model.scenarios.at].name, "Consulting");
}

#[test]
fn the_list_tells_what_each_input_is_now_and_takes_no_assignment() {
    let mut screen = screen();
    screen.keys("/").expect("2.0% · Ratios").keys("Down").expect("▸ Visitors→Contacts");
    assert!(shown_rows(&screen.model).len() > 35);
    screen.keys("<type lag prop>").expect("30 d · Lags");
    screen.keys("Esc / <type proposals.rate=65> Enter");
    assert_eq!((yields(&screen, 4), screen.model.document.is_previewing()), (60.0, false));
    assert!(matches!(screen.model.overlay, Some(Overlay::Palette(_))), "nothing is like that");
    screen.keys("Esc");
    assert!(screen.model.overlay.is_none());
}

#[test]
fn in_small_windows_search_goes_to_the_pane_that_was_hidden() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut screen = screen().size(width, height);
        screen.keys("/ <type amount> Enter").expect("[$24,000,000]");
        screen.keys("/ <type lag contacts> Enter").expect("[45 d]");
    }
}

#[test]
fn inputs_of_long_names_that_begin_alike_are_told_apart() {
    let mut screen = screen_of(|draft| {
        for (place, step) in draft.steps.iter_mut().enumerate() {
            step.name = format!("A rather long name of stage {place}");
        }
    });
    screen.keys("/");
    let rows = shown_rows(&screen.model);
    for (at, row) in rows.iter().enumerate() {
        assert!(rows[at + 1..].iter().all(|other| other.label != row.label), "{} is there twice", row.label);
    }
    screen.expect("A rather long name of stage 1→A rather long name of stage 2");
}
