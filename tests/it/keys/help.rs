//! `?` opens on what is under the cursor, says what it is and what keys do with it, and finds every command; `g`
//! shows what may follow.

use backcast::plan::{Edit, StageEdit};
use backcast::tui::command::Command;
use backcast::tui::model::{Focus, Page};
use backcast::tui::overlay::help::meaning::meaning;

use super::{screen, screen_of, yields};
use crate::scenarios::{Split, id, lag};
use crate::screen::Screen;

#[test]
fn the_title_says_what_it_is_about() {
    for (keys, title) in [
        ("Down*4", "Help · Plan › Ratios › Proposals→Deals"),
        ("Down*4 Tab", "Help · Plan › Lags › Lag Proposals→Deals"),
        ("Tab Tab Down", "Help · Plan › Target › Phasing"),
        ("Tab*3 Right", "Help · Plan › Goals › Site visitors › Feb 2027"),
        ("Tab*3 Left", "Help · Plan › Goals › Site visitors › before Jan 2027"),
        ("v Tab*3 End Down", "Help · Plan › This plan › Contacts › Total"),
        ("Tab*3 G", "Help · Plan › Goals › Revenue › Jan 2027"),
        ("v v v", "Help · Plan › Day one › Site visitors"),
        ("g c", "Help · Compare"),
        ("P", "Help · Presenter"),
    ] {
        let mut screen = screen();
        screen.keys(keys).keys("?").expect(title);
    }
}

/// What the help says of what keys lead to.
fn said(keys: &str) -> String {
    let mut screen = screen();
    screen.keys(keys);
    meaning(&screen.model).join(" ")
}

#[test]
fn every_kind_of_input_is_told_and_what_raising_it_does() {
    for (keys, parts) in [
        (
            "Down*4",
            "Share of a month's proposals that become deals, 30 days later. Raising it lowers the need for proposals and all above; deals and revenue stay.",
        ),
        (
            "",
            "Share of a month's site visitors that become contacts, 7 days later. Raising it lowers the need for site visitors; contacts and all below stay.",
        ),
        (
            "Down*5",
            "Revenue that each of the deals brings, 30 days later. Raising it lowers the need for deals and all above; revenue stays.",
        ),
        (
            "Tab Down",
            "Days from contacts to qualified leads. A longer lag asks for contacts and all above so much earlier; how many are needed stays.",
        ),
        ("Tab Down*5", "Days from deals to revenue."),
        ("Tab Tab", "Raising it raises every goal by the same share; dates stay."),
        ("Tab Tab Down", "How the amount falls on the months."),
        ("Tab Tab Down*2", "A later start moves all work later by as much"),
        ("Tab Tab Down*3", "With more of them each asks for less"),
        ("Tab Tab Down*4", "What is asked for after the plan's last month."),
        ("v v v Down*4", "How many proposals will be inside on 1 Jan 2027; 134 are needed then."),
        ("Tab*3 G", "Revenue planned for Jan 2027."),
    ] {
        assert!(said(keys).contains(parts), "{keys}: {}", said(keys));
    }
}

#[test]
fn every_kind_of_result_is_told_and_how_to_change_it() {
    for (keys, parts) in [
        ("Tab*3", "The site visitors that must come in Jan 2027"),
        ("Tab*3 Left", "in the months before Jan 2027"),
        ("v Tab*3", "that the plan's own revenue asks for in Jan 2027"),
        ("v v Tab*3", "that revenue after the plan asks for in Jan 2027"),
        ("Tab*3 End", "in the plan's own months, from Jan 2027 on"),
    ] {
        assert!(said(keys).contains(parts), "{keys}: {}", said(keys));
        assert!(
            said(keys).contains("Press w for how that comes about, f for an input that changes it."),
            "{}",
            said(keys)
        );
    }
    assert!(said("Tab*3 G Left").contains("No revenue is planned before Jan 2027"));
    let mut wide = screen().size(120, 40);
    wide.keys("Tab*3 End ? ").expect("that this plan needs in all");
}

#[test]
fn every_page_is_told() {
    for (keys, part) in [
        ("g c", "side by side"),
        ("g l", "a little better"),
        ("g s", "starters to begin from"),
        ("P", "a room can read"),
    ] {
        assert!(said(keys).contains(part), "{keys}: {}", said(keys));
        let mut screen = screen();
        screen.keys(keys).keys("?").expect(part);
    }
}

#[test]
fn what_is_said_of_a_lag_of_no_days_and_of_a_later_rate_is_true() {
    let mut screen = screen_of(|draft| {
        draft.steps[4].lag = 0;
        draft.steps[3].lag = 1;
        draft.steps[4].changes.insert(3, 0.7);
        draft.split = Split::Custom(vec![1.0; 12]);
    });
    screen.keys("Down*4");
    assert!(meaning(&screen.model)[0].contains("on the same day"));
    assert!(meaning(&screen.model)[0].ends_with("From Apr 2027 on another rate holds."));
    screen.keys("Up");
    assert!(meaning(&screen.model)[0].contains("a day later"));
    screen.keys("Tab Tab Down*3");
    assert!(meaning(&screen.model)[0].contains("An added month repeats"), "{:?}", meaning(&screen.model));
    assert_eq!(lag(0).days(), 0);
}

#[test]
fn the_definition_that_both_teams_agreed_on_is_shown() {
    let mut screen = screen();
    let stage = id(screen.scenario(), 4);
    let agreed = Edit::Stage(stage, StageEdit::Definition("a price was sent".to_owned()));
    screen.model.document.edit(&[agreed]).expect("any text will do");
    screen.keys("Down*4 ?").expect("Proposals, as agreed: a price was sent").keys("Esc Up ?");
    screen.expect_no("as agreed").keys("Esc Tab Tab ?").expect_no("as agreed");
}

#[test]
fn the_sections_are_about_what_is_selected() {
    let mut screen = screen();
    screen.keys("Down*4 ?").expect("nudge 1.0 pp").expect("step 0.1 1 5 pp").expect("type a value");
    screen.keys("Esc Tab ?").expect("nudge 1 d").expect("step 1 5 30 d");
    screen.keys("Esc Tab ?").expect("nudge 1.00M").expect("step 100k 1M 10M");
    screen.keys("Esc Down ?").expect("type the growth").expect_no("nudge").expect_no("step");
    screen.keys("Esc Down ?").expect("type a month").expect("nudge");
    screen
        .keys("Esc Tab ?")
        .expect("ask what would give it")
        .expect_no("lock, unlock")
        .expect("why this number");
    screen.keys("Esc g s ?").expect("THIS SCENARIO").expect("duplicate");
}

#[test]
fn help_scrolls_to_its_end_and_back_and_closes() {
    let mut screen = screen();
    screen.keys("?").expect("PgDn");
    let first = screen.text();
    screen.keys("PageDown*9").expect("Ctrl-C").expect_no("PgDn ·").keys("Up").expect("PgDn ·");
    screen.keys("End").expect("Ctrl-C").keys("Home");
    assert_eq!(screen.text(), first);
    for key in ["Esc", "?", "Enter", "Ctrl-c"] {
        screen.keys("Esc ?").keys(key);
        assert!(screen.model.overlay.is_none(), "{key}");
    }
    assert!(!screen.has_quit());
}

#[test]
fn letters_search_and_only_then_a_question_mark_is_one_of_them() {
    let mut screen = screen();
    screen.keys("? q").expect("Search: q").expect("quit").keys("?").expect("No command is like that");
    screen.keys("Backspace Backspace").expect("THIS CELL").keys("Ctrl-u").paste("trash\nsave");
    screen.expect("Search: trash").expect("in Scenarios").keys("Esc");
    assert!(screen.model.overlay.is_none());
}

#[test]
fn a_command_that_was_found_is_run_where_it_works() {
    let mut screen = screen();
    screen.keys("Down*4 ? <type a step more>").expect("▸ →").keys("Enter");
    assert_eq!(yields(&screen, 4), 61.0);
    screen.keys("? <type levers> Enter").expect("[Levers]");
}

#[test]
fn one_that_works_elsewhere_says_where_and_stays() {
    let mut screen = screen();
    screen.keys("? <type duplicate>").expect("in Scenarios").keys("Enter");
    screen.expect("! duplicate works in Scenarios: g s goes there").keys("<type x>").expect_no("goes there");
    screen.keys("Esc ? <type left> Enter").expect("Tab goes there");
    screen.keys("Esc g s ? <type runway> Enter").expect("runway works in Plan: g p goes there");
}

#[test]
fn a_click_picks_a_command_and_a_second_one_runs_it() {
    let mut screen = screen();
    screen.keys("Down*4 ?").click("undo, redo").expect("Search: undo").expect("take the last step back");
    screen.keys("Esc Right ? <type undo>").every(100).click("take the last").click("take the last");
    assert_eq!((yields(&screen, 4), screen.model.overlay.is_none()), (60.0, true));
}

#[test]
fn small_windows_show_the_meaning_first_and_all_keys_by_scrolling() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut screen = screen().size(width, height);
        screen.keys("Down*4 ?").expect("Share of a month's proposals").keys("End").expect("L › +");
    }
}

/// The keys of the menu on the screen, each with what it does.
fn menu(screen: &Screen) -> Vec<(String, Command)> {
    let first = screen.model.prefix.as_ref().expect("a first key was pressed");
    screen.model.keymap.continuations(screen.model.place(), first)
}

#[test]
fn after_g_a_menu_shows_all_that_may_follow() {
    for size in [(80, 24), (60, 18), (40, 12), (160, 44)] {
        let mut screen = screen().size(size.0, size.1);
        screen.keys("g").expect("g …").expect("Esc cancels");
        let menu = menu(&screen);
        assert_eq!(menu.len(), 5);
        for (key, command) in menu {
            screen.expect(command.about().brief()).expect(&format!("{key}  {}", command.about().brief()));
        }
        screen.keys("Esc").expect_no("g …").keys("g l").expect("Levers").expect_no("g …");
        assert_eq!(screen.model.page, Page::Levers);
        screen.keys("g").expect("g …").keys("g p");
    }
}

#[test]
fn the_menu_takes_a_click_and_a_key_that_is_not_in_it_says_so() {
    let mut screen = screen();
    screen.keys("Tab*3 Down*2 g").click("first row");
    assert_eq!((screen.model.focus, screen.model.cursor.row), (Focus::Grid, 0));
    screen.keys("g").click("Compare: scenarios");
    assert_eq!(screen.model.page, Page::Compare);
    screen.keys("g z").expect("does nothing here").expect_no("g …");
    assert!(screen.model.overlay.is_none());
}
