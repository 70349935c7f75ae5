//! The page of scenarios: each action on files of a real store, the list that stays on its file, search, marks and
//! earlier versions.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use backcast::plan::{Edit, Scenario};
use backcast::tui::model::Page;
use backcast::tui::overlay::Overlay;

use super::amount;
use crate::scenarios::{acme, money};
use crate::screen::{Screen, read, write};

/// A plan by another name.
fn called(name: &str) -> Scenario {
    acme().build().with(&Edit::Name(name.to_owned())).expect("a plain name")
}

/// The program on "Draft", with other scenarios in the store, the last one newest; the page is on the screen.
fn page_with(names: &[&str]) -> Screen {
    let mut screen = Screen::stored(&acme().build());
    for (name, size) in names.iter().zip(1..) {
        let plan = called(name).with(&Edit::Amount(money(f64::from(size) * 1e6))).expect("an amount");
        let saved = screen.store().save_as(&plan, None).expect("the store is ours");
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + size as u64);
        set_changed(saved.origin.path(), later);
    }
    screen.keys("g s");
    screen
}

/// Says when a file was changed.
fn set_changed(path: &Path, when: SystemTime) {
    let file = fs::File::options().write(true).open(path).expect("the file is there");
    file.set_modified(when).expect("the file is ours");
}

/// The name in the selected row.
fn selected(screen: &Screen) -> String {
    let line = screen.line_with("▸");
    let row =
        line.split('▸').nth(1).expect("the line has the sign").trim_start_matches([' ', '1', '2', '3', '4']);
    row.split("  ").next().expect("a row has a name").trim().to_owned()
}

fn trash_size(screen: &Screen) -> usize {
    screen.store().trash().expect("the store is ours").len()
}

#[test]
fn the_page_opens_on_the_plan_of_the_screen_and_lists_the_others_newest_first() {
    let mut screen = page_with(&["Older", "Newer"]);
    assert_eq!(selected(&screen), "Draft");
    let places = ["Draft  ", "Newer  ", "Older  ", "NEW FROM A TEMPLATE", "Coffee shop"];
    let places = places.map(|text| screen.place_of(text).1);
    assert!(places.is_sorted(), "{}", screen.text());
    assert!(screen.line_with("▸").contains("○ now"));
    screen.keys("Esc Down*4 Right g s");
    assert!(screen.line_with("▸").contains("● now"), "{}", screen.text());
}

#[test]
fn enter_opens_and_the_page_stays_on_the_same_file() {
    let mut screen = page_with(&["Older", "Newer"]);
    screen.keys("Down*2");
    assert_eq!(selected(&screen), "Older");
    screen.keys("Enter").expect("opened Older").expect("○ saved");
    assert_eq!((screen.scenario().name(), amount(&screen), screen.model.page), ("Older", 1e6, Page::Plan));
    screen.keys("o");
    assert_eq!(selected(&screen), "Older");
    assert!(screen.line_with("▸").contains("○ now"));
    screen.keys("Esc u");
    assert_eq!((screen.scenario().name(), amount(&screen)), ("Draft", 24e6));
}

#[test]
fn enter_on_the_plan_of_the_screen_goes_to_it_without_opening_it_again() {
    let mut screen = page_with(&[]);
    screen.keys("Esc Down*4 Right o Enter");
    assert_eq!(screen.model.page, Page::Plan);
    assert!(screen.model.overlay.is_none() && screen.model.document.is_unsaved());
}

#[test]
fn headings_and_blanks_are_stepped_over() {
    let mut screen = page_with(&["Other"]);
    screen.keys("Down*2");
    assert_eq!(selected(&screen), "Coffee shop");
    screen.keys("Up");
    assert_eq!(selected(&screen), "Other");
    screen.keys("G");
    assert_eq!(selected(&screen), "Empty");
    screen.keys("g g");
    assert_eq!(selected(&screen), "Draft");
    screen.keys("PageDown PageUp");
    assert_eq!(selected(&screen), "Draft");
}

#[test]
fn n_leads_to_the_first_starter_and_enter_starts_a_copy_of_it() {
    for place in ["", "g s ", "g c "] {
        let mut screen = Screen::stored(&acme().build());
        screen.keys(&format!("{place}n"));
        assert_eq!(selected(&screen), "Coffee shop");
        screen.keys("Enter").expect("not saved yet").expect("● unsaved");
        assert_eq!((screen.scenario().name(), screen.names().len()), ("Coffee shop", 1));
    }
}

#[test]
fn a_second_copy_of_a_starter_has_a_name_that_it_can_be_saved_with() {
    let mut screen = page_with(&["Coffee shop"]);
    screen.keys("n Enter s Enter").expect("saved to");
    assert_eq!(screen.names(), ["Coffee shop", "Coffee shop 2", "Draft"]);
}

#[test]
fn a_scenario_is_duplicated_and_the_copy_is_selected_but_not_opened() {
    let mut screen = page_with(&["Other"]);
    screen.keys("Down c").expect("copied: Other copy");
    assert_eq!(selected(&screen), "Other copy");
    screen.keys("c");
    assert_eq!(screen.names(), ["Draft", "Other", "Other copy", "Other copy copy"]);
    assert_eq!(screen.scenario().name(), "Draft");
    screen.keys("Home Esc Down*4 Right g s c").expect("copied as it was saved: Draft copy");
    assert_eq!(screen.held("Draft copy").funnel(), screen.held("Draft").funnel());
}

#[test]
fn the_open_scenario_is_renamed_with_its_file_and_its_title() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("o r").write("Renamed").keys("Enter").expect("renamed: Renamed");
    assert_eq!((screen.names(), screen.scenario().name()), (vec!["Renamed".to_owned()], "Renamed"));
    assert!(screen.lines()[0].contains("Renamed ○ saved"), "{}", screen.text());
    assert_eq!(selected(&screen), "Renamed");
    screen.keys("Esc Down*4 Right s").expect("saved to");
    assert_eq!(screen.names(), ["Renamed"]);
    assert_eq!(screen.held("Renamed"), *screen.scenario());
}

#[test]
fn another_scenario_is_renamed_and_stays_selected_and_marked() {
    let mut screen = page_with(&["Older", "Newer"]);
    screen.keys("Down*2 Space r").write("Ancient").keys("Enter");
    assert_eq!(selected(&screen), "Ancient");
    assert!(screen.line_with("Ancient").contains("▸1"), "{}", screen.text());
    assert_eq!(screen.names(), ["Ancient", "Draft", "Newer"]);
    screen.keys("r").write("newer").keys("Enter").expect("already a scenario").keys("Esc");
    assert_eq!((selected(&screen).as_str(), screen.names().len()), ("Ancient", 3));
}

#[test]
fn a_document_opened_twice_follows_its_renamed_file_in_both() {
    let mut screen = page_with(&["Other"]);
    screen.keys("Down Enter o Down Enter o r").write("Renamed").keys("Enter Esc u Down*4 Right s");
    screen.expect("saved to");
    assert_eq!(screen.names(), ["Other", "Renamed"]);
}

#[test]
fn a_scenario_goes_to_the_trash_unasked_and_enter_there_brings_it_back() {
    let mut screen = page_with(&["Older", "Newer"]);
    screen.keys("Down D").expect("in the trash, u brings it back: Newer");
    assert!(screen.model.overlay.is_none());
    assert_eq!((screen.names(), trash_size(&screen)), (vec!["Draft".to_owned(), "Older".to_owned()], 1));
    assert_eq!(selected(&screen), "Older", "the next one comes up");
    screen.keys("End");
    assert_eq!(selected(&screen), "Newer");
    screen.keys("Enter").expect("brought back: Newer");
    assert_eq!((screen.names().len(), trash_size(&screen), selected(&screen).as_str()), (3, 0, "Newer"));
}

#[test]
fn u_brings_back_what_was_deleted_on_this_page_and_then_undoes_the_plan() {
    let mut screen = page_with(&["Older", "Newer"]);
    screen.keys("Esc Down*4 Right g s Down D D");
    assert_eq!(screen.names(), ["Draft"]);
    screen.keys("u").expect("brought back: Older");
    assert_eq!(selected(&screen), "Older");
    screen.keys("u").expect("brought back: Newer");
    assert!(screen.model.document.is_unsaved(), "the plan is as it was");
    screen.keys("u");
    assert!(!screen.model.document.is_unsaved());
    screen.keys("D Esc g s u");
    assert_eq!(screen.names().len(), 2, "another visit of the page is not right after");
}

#[test]
fn of_two_deleted_files_of_one_name_the_selected_one_comes_back() {
    let mut screen = page_with(&["Twin"]);
    screen.keys("Down D");
    let second = called("Twin").with(&Edit::Amount(money(7e6))).expect("an amount");
    screen.store().save_as(&second, None).expect("the name is free");
    screen.keys("Esc g s Down D End").expect("$7.00M");
    assert!(screen.line_with("▸").contains("$1.00M"), "the one deleted last comes first:\n{}", screen.text());
    screen.keys("Enter");
    assert_eq!(screen.held("Twin").target().amount.get(), 1e6);
    screen.keys("End Enter").expect("Twin\" cannot come back").keys("Esc");
    assert_eq!((screen.names().len(), trash_size(&screen)), (2, 1));
    assert_eq!(selected(&screen), "Twin");
}

#[test]
fn the_open_scenario_can_be_deleted_and_is_still_on_the_screen() {
    let mut screen = page_with(&[]);
    screen.keys("D").expect("Its file is in the trash").expect("● unsaved");
    assert!(screen.names().is_empty());
    screen.keys("u").expect("○ saved").expect_no("Its file is in the trash");
    screen.keys("D q");
    assert!(screen.has_quit(), "nothing is lost that is not in the trash");
}

#[test]
fn work_on_a_deleted_file_can_still_be_saved() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("o D Esc Down*4 Right s");
    let saved = screen.held("Draft");
    assert_eq!(saved.funnel(), screen.scenario().funnel(), "{}", screen.text());
    screen.expect("○ saved");
}

#[test]
fn a_plan_in_no_file_is_listed_and_saved_from_the_page() {
    let mut screen = super::screen();
    screen.keys("g s").expect("Your store is empty").expect("in no file yet");
    for key in ["r", "c", "D", "H"] {
        screen.keys(key).expect("it is in no file yet");
    }
    screen.keys("s").write("First").keys("Enter").expect_no("Your store is empty").expect("○ now");
    assert_eq!((screen.names(), selected(&screen).as_str()), (vec!["First".to_owned()], "First"));
    assert_eq!(screen.model.page, Page::Scenarios);
}

#[test]
fn what_is_not_saved_and_no_number_is_told_by_name() {
    let mut screen = page_with(&[]);
    screen.keys("Esc Down*4 L g s").expect("* not saved:").expect("→Deals locked").expect_no("such as");
}

#[test]
fn what_is_not_saved_is_told_beside_its_number() {
    let mut screen = page_with(&["Other"]);
    screen.keys("Esc Down*4 <type 65> Enter g s").expect("* not saved: was 60.0%").expect("65.0%*");
    screen.keys("Down").expect_no("not saved").keys("Up");
    screen.keys("Esc Tab Tab <type 30m> Enter g s").expect("* not saved: 2 inputs").expect("Amount *");
    screen.keys("Esc u u g s").expect_no("not saved");
}

#[test]
fn a_file_that_cannot_be_read_is_read_only_with_its_reason_and_what_to_do() {
    let mut screen = page_with(&["Board"]);
    screen.keys("Down Enter Tab Tab <type 2m> Enter s g s Home Down Enter g s");
    let broken = screen.store().resolve("Board").expect("it is there");
    write(&broken, b"{\"format\": \"backcast\",\n \"version\": 1, }");
    screen.keys("Esc g s").expect("READ ONLY").expect("line 2, column");
    let (heading, row) = (screen.place_of("READ ONLY").1, screen.place_of("board  ").1);
    assert_eq!(row, heading + 1);
    while selected(&screen) != "board" {
        screen.keys("Down");
    }
    screen.expect("The file is left as it is");
    for key in ["r", "c"] {
        screen.keys(key).expect("it cannot be read");
    }
    screen.keys("Space").expect("cannot be compared");
    assert_eq!(read(&broken), b"{\"format\": \"backcast\",\n \"version\": 1, }");
    screen.keys("H").expect("Earlier versions · board").keys("Enter").expect("Board (earlier)");
    assert_eq!((screen.scenario().target().amount.get(), screen.model.document.is_new()), (1e6, true));
}

#[test]
fn a_file_of_a_newer_version_is_read_only_and_can_be_copied() {
    let mut screen = page_with(&["Board"]);
    let path = screen.store().resolve("Board").expect("it is there");
    let newer = String::from_utf8(read(&path))
        .expect("a scenario is text")
        .replace("\"version\": 1", "\"version\": 99");
    write(&path, newer.as_bytes());
    screen.keys("Esc g s").expect("file of a newer version");
    while selected(&screen) != "Board" {
        screen.keys("Down");
    }
    screen.expect("Written by a newer").keys("r").expect("a newer backcast wrote it");
    screen.keys("c").expect("copied: Board copy");
    assert_eq!(read(&path), newer.as_bytes());
}

#[test]
fn earlier_versions_open_as_copies_and_esc_goes_back() {
    let mut screen = page_with(&["Other"]);
    screen.keys("H").expect("no earlier versions").expect_no("Earlier versions ·");
    screen.keys("Esc Down*4 <type 65> Enter s <type 70> Enter s g s H");
    screen.expect("Earlier versions · Draft").expect("Enter opens a copy");
    let shown = screen.text();
    assert_eq!(shown.matches("1,600,000").count(), 1, "{shown}");
    assert_eq!(shown.matches("1,476,924").count(), 2, "the newest is selected and previewed:\n{shown}");
    for key in ["r", "c", "D", "Space"] {
        screen.keys(key).expect("an earlier version");
    }
    screen.keys("Esc").expect("NEW FROM A TEMPLATE");
    assert_eq!(selected(&screen), "Draft");
    screen.keys("H Down Enter").expect("● unsaved");
    assert_eq!((screen.scenario().name(), super::yields(&screen, 4)), ("Draft (earlier)", 60.0));
    screen.keys("s Enter").expect("saved to");
    assert_eq!(screen.names(), ["Draft", "Draft (earlier)", "Other"]);
}

#[test]
fn opening_an_earlier_version_asks_first_when_work_is_unsaved() {
    let mut screen = page_with(&[]);
    screen.keys("Esc Down*4 <type 65> Enter s <type 70> Enter g s H Enter");
    assert!(matches!(screen.model.overlay, Some(Overlay::Leave(_))));
    screen.keys("Esc").expect("Earlier versions").keys("Enter D");
    assert_eq!(screen.scenario().name(), "Draft (earlier)");
}

#[test]
fn the_marked_ones_are_compared() {
    let mut screen = page_with(&["One", "Two", "Three"]);
    screen.keys("C").expect("mark 2 to 4").keys("Space C").expect("mark 2 to 4");
    screen.keys("Down*2 Space").expect("2 marked");
    let line = |name: &str| screen.line_with(&format!(" {name}  "));
    assert!(line("Draft").contains(" 1 Draft") && line("Two").contains("▸2 Two"), "{}", screen.text());
    screen.keys("C");
    assert_eq!(screen.model.page, Page::Compare);
    screen.expect("Draft").expect("Two").expect_no("Three");
    screen.keys("g s").expect("2 marked");
}

#[test]
fn a_column_of_the_comparison_follows_its_renamed_file_and_no_other_that_takes_its_place() {
    let mut screen = page_with(&["One", "Two"]);
    screen.keys("Space Down Space C").expect("Two").keys("g s r").write("Zwei").keys("Enter g c");
    screen.expect("Zwei").expect_no("Two").keys("g s D g p S").write("Zwei").keys("Enter g c");
    screen.expect("$2.00M").expect("Zwei");
}

#[test]
fn four_can_be_marked_and_a_mark_is_taken_away_again() {
    let mut screen = page_with(&["One", "Two", "Three"]);
    screen.keys("Space Down Space Down Space Down Space Down Space").expect("4 are the most");
    assert_eq!(screen.model.scenarios.marked.len(), 4);
    screen.keys("Up Space Down Space").expect("4 marked");
    assert!(screen.line_with("▸").contains("▸4 Coffee shop"), "{}", screen.text());
    screen.keys("Home Down D");
    assert_eq!(screen.model.scenarios.marked.len(), 3, "what is in the trash is not compared");
}

#[test]
fn the_list_is_searched_while_typing() {
    let mut screen = page_with(&["Bravo", "Alpha one", "Alpha two"]);
    screen.keys("/").write("ALPHA").expect("2 found").expect_no("Bravo").expect_no("Draft  ");
    assert_eq!(selected(&screen), "Alpha two", "the first that is found");
    screen.keys("Down");
    assert_eq!(selected(&screen), "Alpha one");
    screen
        .write("  o")
        .expect("0 found")
        .expect("Nothing is called so")
        .keys("Ctrl-u")
        .write("one")
        .expect("1 found");
    screen.keys("Esc").expect("Bravo");
    assert_eq!(selected(&screen), "Alpha one", "what was found stays selected");
}

#[test]
fn a_search_that_is_kept_gives_the_keys_back() {
    let mut screen = page_with(&["Bravo", "Alpha"]);
    screen
        .keys("/")
        .write("lph")
        .keys("Enter")
        .expect("1 found")
        .keys("c")
        .expect("Alpha copy")
        .expect("2 found");
    screen.keys("/ Backspace*3").expect("found").write("brav").keys("Enter Enter");
    assert_eq!((screen.scenario().name(), screen.model.page), ("Bravo", Page::Plan));
    screen.keys("g s").expect("Alpha").keys("/ Enter").expect_no("found");
    screen.keys("/").write("x").keys("Enter Esc").expect("Bravo");
    assert_eq!(screen.model.page, Page::Scenarios, "the first Esc ends the search");
    screen.keys("Esc");
    assert_eq!(screen.model.page, Page::Plan);
}

#[test]
fn text_is_pasted_into_the_search_and_nowhere_else_on_the_page() {
    let mut screen = page_with(&["Bravo"]);
    screen.paste("65").expect("there is no number to type here").keys("6").expect("no number");
    assert!(screen.model.field.is_none());
    screen.keys("/").paste("bra\nvo").expect("1 found");
    assert_eq!(selected(&screen), "Bravo");
}

#[test]
fn the_preview_is_read_on_with_tab() {
    let mut screen = page_with(&[]);
    screen.keys("n").expect_no("all lags").keys("Tab End").expect("all lags");
    let end = screen.text();
    screen.keys("Down").keys("Up");
    assert_ne!(screen.text(), end, "a line up from the end is a line up");
    screen.keys("Tab Down");
    assert_eq!(selected(&screen), "B2B SaaS, SEO-led");
    let mut small = Screen::stored(&acme().build()).size(40, 12);
    small.keys("g s").expect("NEW FROM").keys("Tab").expect("$24,000,000").keys("Esc").expect("NEW FROM");
}

#[test]
fn rows_are_clicked_and_double_clicked_and_headings_are_not() {
    let mut screen = page_with(&["Older", "Newer"]);
    screen.click("Older  ");
    assert_eq!(selected(&screen), "Older");
    screen.click("NEW FROM");
    assert_eq!(selected(&screen), "Older");
    screen.every(100).click("Newer  ").click("Newer  ");
    assert_eq!((screen.scenario().name(), screen.model.page), ("Newer", Page::Plan));
}

#[test]
fn the_wheel_scrolls_the_list_and_selects_nothing() {
    let names: Vec<String> = (10..60).map(|number| format!("Plan {number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut screen = page_with(&names);
    screen.expect("Plan 59").expect("▼").expect_no("▲");
    screen.wheel("Plan 59", false).wheel("Plan 50", false).expect_no("Plan 59").expect_no("▸");
    screen.wheel("Plan 50", true).wheel("Plan 50", true).wheel("Plan 50", true).expect("▸").expect_no("▲");
    for _ in 0..40 {
        screen.wheel("Preview", false);
    }
    screen.expect("Empty").keys("Down");
    assert_eq!(selected(&screen), "Plan 59", "a key goes on from where the selection is");
}

#[test]
fn a_thousand_scenarios_are_listed_and_walked_through() {
    let mut screen = Screen::stored(&acme().build());
    let path = screen.store().resolve("Draft").expect("it is there");
    let text = String::from_utf8(read(&path)).expect("a scenario is text");
    for number in 0..1000 {
        let named = text.replace("\"Draft\"", &format!("\"Plan {number:04}\""));
        write(&path.with_file_name(format!("plan-{number:04}.json")), named.as_bytes());
    }
    screen.keys("g s").expect("▼992").keys("G").expect("▲994");
    assert_eq!(selected(&screen), "Empty");
    screen.keys("g g").expect("▼992").keys("/").write("0777").expect("1 found");
    assert_eq!(selected(&screen), "Plan 0777");
}

#[test]
fn a_store_that_cannot_be_read_is_reported_once_and_told_on_the_page() {
    let mut screen = super::screen();
    let store = screen.store();
    store.save_as(&called("Other"), None).expect("the store is ours");
    for entry in store.list().expect("it can be read") {
        fs::remove_file(entry.path).expect("the file is ours");
    }
    fs::remove_dir(store.scenarios()).expect("it is empty");
    write(&store.scenarios(), b"a file where a folder should be");
    screen.keys("g s").expect("The store cannot be read").expect("cannot list");
    assert!(matches!(screen.model.overlay, Some(Overlay::Report(_))));
    screen.keys("Esc").expect("The store cannot be read").expect("Coffee shop").keys("Esc g s");
    assert!(screen.model.overlay.is_none());
    screen.keys("n Enter");
    assert_eq!(screen.scenario().name(), "Coffee shop");
}

#[test]
fn names_from_files_cannot_move_the_cursor_or_hide() {
    let mut screen = page_with(&["Other"]);
    let path = screen.store().resolve("Other").expect("it is there");
    let text = String::from_utf8(read(&path)).expect("a scenario is text");
    let nasty = text
        .replace("\"Other\"", "\"Ot\u{202e}h\u{200b}er\"")
        .replace("\"stages\"", "\"notes\": \"one\\u001b[31m two\\nthree\", \"stages\"");
    write(&path, nasty.as_bytes());
    screen.keys("Esc g s Down").expect("Other").keys("Tab End").expect("one[31m two").expect("three");
    let text = screen.text();
    let unsafe_left = |letter: char| letter != '\n' && backcast::text::clean::is_unsafe(letter);
    assert!(!text.contains(unsafe_left), "{text}");
}

#[test]
fn what_failed_is_told_and_the_list_is_as_the_store_is() {
    let mut screen = page_with(&["Other"]);
    let path = screen.store().resolve("Other").expect("it is there");
    fs::remove_file(&path).expect("the file is ours");
    screen.keys("Down c").expect("there is no file").keys("Esc").expect_no("Other");
    assert_eq!(selected(&screen), "Draft");
}
