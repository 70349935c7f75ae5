//! The page of scenarios at every size: the numbers of the design's frame, columns that fit, nothing cut in a number.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};

use backcast::plan::{Edit, Scenario, StageEdit};
use backcast::tui::ThemeChoice;

use super::{assert_lines, base, plain};
use crate::scenarios::{id, money, rate};
use crate::screen::Screen;

/// A day in November 2023.
const LONG_AGO: Duration = Duration::from_secs(1_700_000_000);

fn renamed(name: &str, edits: &[Edit]) -> Scenario {
    let named = base().with(&Edit::Name(name.to_owned())).expect("a plain name");
    named.with_all(edits).expect("edits that are allowed")
}

fn rate_of(place: usize, of: f64) -> Edit {
    Edit::Stage(id(&base(), place), StageEdit::Rate(rate(of)))
}

/// Gives a file a time long ago, and so many seconds more.
fn age_by(path: &Path, seconds: u64) {
    let file = File::options().write(true).open(path).expect("it was just written");
    file.set_modified(SystemTime::UNIX_EPOCH + LONG_AGO - Duration::from_secs(seconds)).expect("it is ours");
}

/// The store of the design's frame, with the plan of the frames on the screen, raised but not saved.
fn page(width: u16, height: u16) -> Screen {
    let screen = Screen::stored(&base());
    let stretch = Edit::Stage(id(&base(), 5), StageEdit::Value(money(27_000.0)));
    let others = [
        renamed("Faster follow-up", &[rate_of(1, 0.28)]),
        renamed("Stretch 30M", &[Edit::Amount(money(30e6)), rate_of(4, 0.6), stretch]),
    ];
    let store = screen.store();
    for (plan, age) in others.iter().zip(0..) {
        let saved = store.save_as(plan, None).expect("the store is ours");
        age_by(saved.origin.path(), age);
    }
    let newer = store.save_as(&renamed("board-2026", &[]), None).expect("the store is ours").origin;
    let text = String::from_utf8(crate::screen::read(newer.path())).expect("a scenario is text");
    crate::screen::write(newer.path(), text.replace("\"version\": 1", "\"version\": 2").as_bytes());
    let broken = store.scenarios().join("broken.json");
    crate::screen::write(&broken, b"{\n  \"format\" 1");
    age_by(newer.path(), 2);
    age_by(&broken, 3);
    let gone = store.save_as(&renamed("Gone", &[]), None).expect("the store is ours").origin;
    store.delete(gone.path()).expect("it is there");
    let mut screen = screen.size(width, height);
    screen.keys("Down*4 <type 60> Enter g s");
    screen
}

#[test]
fn at_80_by_24_list_and_preview_show_the_numbers_of_the_design() {
    let screen = page(80, 24);
    assert_lines(
        &screen,
        &[
            "Acme 2027 base ● unsaved",
            "Scenarios · newest first",
            "Name Changed Amount Visitors",
            "▸ Acme 2027 base ● now $24.0M 1,600,000",
            "Faster follow-up Nov 2023 $24.0M 1,558,442",
            "Stretch 30M Nov 2023 $30.0M 1,851,852",
            "READ ONLY",
            "file of a newer version",
            "line 2, column",
            "NEW FROM A TEMPLATE",
            "Coffee shop 6 stages, 147 days",
            "B2B SaaS, SEO-led 6 stages, 105 days",
            "/ search · Space mark",
            "Enter open n new c duplicate r rename D trash Space mark C compare marked",
        ],
    );
    assert_lines(
        &screen,
        &[
            "Preview",
            "Amount $24,000,000",
            "Start Jan 2027, 12 mo",
            "Phasing even",
            "Beyond continue",
            "Site visitors 2.0% 7 d",
            "Contacts 25.0% 45 d",
            "Qualified leads 40.0% 14 d",
            "Meetings 50.0% 21 d",
            "Proposals 60.0%* 30 d",
            "Deals $25,000 30 d",
            "Visitors needed 1,600,000",
            "First work 4 Aug 2026",
            "Inside on day one $9.80M",
            "* not saved: was 55.0%",
        ],
    );
}

#[test]
fn wider_windows_show_more_columns_and_full_names() {
    assert_lines(
        &page(120, 40),
        &[
            "Name Changed Start Amount Visitors Amount $24,000,000",
            "▸ Acme 2027 base ● now Jan 2027 $24.0M 1,600,000",
            "Empty 2 stages, 30 days",
            "TRASH · Enter brings it back",
            "Gone",
        ],
    );
    let screen = page(160, 44);
    assert_lines(
        &screen,
        &[
            "Name Changed Start Months Days Amount Visitors",
            "▸ Acme 2027 base ● now Jan 2027 12 147 $24.0M 1,600,000",
            "Site visitors needed 1,600,000",
        ],
    );
    assert!(!screen.shows("▼"), "all fits:\n{}", screen.text());
}

#[test]
fn small_windows_show_the_list_alone_and_the_preview_with_tab() {
    let mut screen = page(60, 18);
    assert_lines(
        &screen,
        &[
            "Name Changed Amount Visitors",
            "▸ Acme 2027 base ● now $24.0M 1,600,000",
            "Tab preview · / search",
            "Enter open n new",
        ],
    );
    screen.expect_no("Preview").keys("Tab").expect("Proposals").expect("60.0%*").expect_no("NEW FROM");
    let mut screen = page(40, 12);
    assert_lines(
        &screen,
        &[
            "Name Changed Amount",
            "▸ Acme 2027 base ● now $24.0M",
            "Faster follow-up Nov 2023 $24.0M",
            "newer version",
        ],
    );
    screen.keys("Tab").expect("Acme 2027 base ━").expect("$24,000,000").keys("Tab").expect("Stretch");
}

#[test]
fn in_ascii_marks_and_signs_are_plain() {
    let mut screen = page(80, 24).theme(ThemeChoice::None, true);
    screen.keys("Space Down Space");
    let first = plain(&screen.line_with("Acme 2027 base    "));
    assert!(first.contains("1 Acme 2027 base * now"), "{first}");
    assert!(screen.line_with("Faster follow-up").contains(">2 Faster"), "{}", screen.text());
    assert!(screen.text().is_ascii(), "{}", screen.text());
}

#[test]
fn sections_keep_their_heading_in_sight_when_the_selection_comes_back_up() {
    let mut screen = page(40, 12);
    screen.keys("End").expect("Gone").keys("Up*9").expect("NEW FROM A TEMPLATE");
    assert!(screen.line_with("▸").contains("Coffee shop"), "{}", screen.text());
    screen.keys("Home").expect("▼").expect_no("▲");
}

#[test]
fn twelve_stages_and_long_names_stay_readable() {
    let mut draft = crate::scenarios::acme();
    let last = draft.steps.pop().expect("it has stages");
    for number in draft.steps.len()..11 {
        let name = format!("A stage with quite a long name {number}");
        draft.steps.push(crate::scenarios::Step::new(&name, 0.9, 365));
    }
    draft.steps.push(last);
    draft.months = 60;
    let long = "An extraordinarily long name of a scenario, sixty letters in";
    let plan = draft.build().with(&Edit::Name(long.to_owned())).expect("60 letters");
    for (width, height) in [(80, 24), (120, 40), (160, 44), (60, 18), (40, 12)] {
        let mut screen = Screen::new(plan.clone()).size(width, height);
        screen.keys("g s");
        let row = screen.line_with("▸");
        assert!(row.contains("● now") && row.contains("$24.0M"), "{row}");
        assert!(!screen.shows("##"), "{}", screen.text());
        if width < 80 {
            screen.keys("Tab");
        }
        screen.expect("Jan 2027, 60 mo").expect("2.0%   7 d");
    }
}

#[test]
fn the_hints_are_about_what_is_selected() {
    let mut screen = page(120, 40);
    screen.expect("Enter open ").expect("r rename").expect("H earlier versions");
    screen.keys("n").expect("Enter start a copy").expect_no("r rename").expect_no("D trash");
    screen.keys("End").expect("Enter bring back").expect_no("D trash");
    screen.keys("/").expect("Enter keeps").expect("Esc shows all").expect_no("D trash").keys("Esc");
    while !screen.line_with("▸").contains("broken") {
        screen.keys("Up");
    }
    screen.expect("H earlier versions").expect("D trash").expect_no("Enter open ").expect_no("c duplicate");
    let text = screen.text();
    assert_eq!(
        text.matches("H earlier versions").count(),
        1,
        "what is hinted above is not hinted below:\n{text}"
    );
}
