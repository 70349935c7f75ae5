//! Save, open and new, with a store in a folder of its own.

use backcast::plan::Edit;
use backcast::tui::overlay::Overlay;

use super::{screen, yields};
use crate::scenarios::acme;
use crate::screen::Screen;

#[test]
fn the_first_save_asks_for_a_name_and_the_next_does_not() {
    let mut screen = screen();
    screen.keys("Down*4 Right").expect("● unsaved").keys("s").expect("Draft");
    screen.keys("Enter").expect("saved to").expect("○ saved");
    assert_eq!(screen.names(), ["Draft"]);
    assert_eq!(screen.held("Draft"), *screen.scenario());
    screen.keys("Right").expect("● unsaved").keys("Ctrl-s").expect("○ saved");
    assert_eq!(screen.held("Draft"), *screen.scenario());
    screen.keys("s").expect("nothing to save");
    screen.keys("u").expect("● unsaved").keys("U").expect("○ saved");
}

#[test]
fn a_name_typed_over_the_offered_one_is_the_files() {
    let mut screen = screen();
    screen.keys("s").write("Plan B").keys("Enter").expect("Plan B");
    assert_eq!(screen.names(), ["Plan B"]);
}

#[test]
fn a_name_that_cannot_be_is_refused_in_the_prompt() {
    let mut screen = screen();
    for name in ["  ", "!!!", "x".repeat(61).as_str()] {
        screen.keys("s").write(name).keys("Enter");
        assert!(matches!(screen.model.overlay, Some(Overlay::Prompt(_))), "{name}");
        screen.expect("a name must").keys("Esc");
    }
    assert!(screen.names().is_empty() && screen.asked.is_empty());
}

#[test]
fn save_as_leaves_the_first_file_as_it_is() {
    let mut screen = Screen::stored(&acme().build());
    let first = screen.scenario().clone();
    screen
        .keys("Down*4 <type 70> Enter S")
        .write("Hopeful")
        .keys("Enter")
        .expect("Hopeful")
        .expect("○ saved");
    assert_eq!(screen.names(), ["Draft", "Hopeful"]);
    assert_eq!(screen.held("Draft"), first);
    screen.keys("Right s");
    assert_eq!(screen.held("Hopeful").funnel(), screen.scenario().funnel(), "later saves go to the new file");
    assert_eq!(screen.held("Draft"), first);
}

#[test]
fn a_name_that_another_scenario_has_is_refused() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("o c Esc");
    screen.keys("S").write("draft copy").keys("Enter").expect("already a scenario").keys("Esc");
    assert_eq!(screen.names(), ["Draft", "Draft copy"]);
}

#[test]
fn a_file_that_somebody_else_changed_is_not_written_over() {
    let mut screen = Screen::stored(&acme().build());
    // No key comes after a second of quiet: nobody looks at the file before it is saved.
    screen.keys("Down*4 Right").every(10);
    let store = screen.store();
    let path = store.resolve("Draft").expect("it was saved");
    let theirs = acme().build().with(&Edit::Amount(crate::scenarios::money(1e6))).expect("an amount");
    store.save(&theirs, &store.open(&path).expect("it is there").origin).expect("the store is ours");
    screen.keys("s").expect("changed by somebody else");
    assert_eq!(store.open(&path).expect("it is there").scenario, theirs);
    assert_eq!(screen.names().len(), 2);
    assert!(!screen.model.document.is_unsaved(), "the work is in a file");
    let own = screen.scenario().name().to_owned();
    assert_eq!(screen.held(&own), *screen.scenario());
}

#[test]
fn a_quit_that_meets_a_changed_file_keeps_both_and_stays_to_tell() {
    let mut screen = Screen::stored(&acme().build());
    // No key comes after a second of quiet: nobody looks at the file before it is saved.
    screen.keys("Down*4 Right").every(10);
    let store = screen.store();
    let path = store.resolve("Draft").expect("it was saved");
    let theirs = acme().build().with(&Edit::Amount(crate::scenarios::money(1e6))).expect("an amount");
    store.save(&theirs, &store.open(&path).expect("it is there").origin).expect("the store is ours");
    screen.keys("q s").expect("changed by somebody else");
    assert!(!screen.has_quit());
    screen.keys("Esc q");
    assert!(screen.has_quit(), "both are in files now");
    assert_eq!(screen.names().len(), 2);
}

#[test]
fn a_name_that_another_file_has_takes_nothing_from_it() {
    let mut screen = Screen::stored(&acme().build());
    let first = screen.scenario().clone();
    screen.keys("S").write("Other").keys("Enter Down*4 Right S").write("Draft").keys("Enter");
    screen.expect("already").keys("Esc");
    let paths: Vec<_> = screen.store().list().expect("the store is ours");
    assert_eq!(paths.len(), 2, "two of one name could not be told apart: {:?}", screen.names());
    assert!(paths.iter().any(|entry| entry.content.as_ref() == Ok(&first)));
    assert_eq!(screen.scenario().name(), "Other", "what was refused changes nothing");
}

#[test]
fn a_file_of_a_newer_version_is_read_only_until_it_is_saved_under_another_name() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down").every(10);
    let path = screen.store().resolve("Draft").expect("it was saved");
    let text = String::from_utf8(crate::screen::read(&path)).expect("a scenario is text");
    let newer = text.replacen("\"version\": 1", "\"version\": 99", 1);
    assert_ne!(newer, text);
    crate::screen::write(&path, newer.as_bytes());
    screen.keys("o Down Enter").expect("newer").keys("Down*3 Right s").expect("read-only");
    assert_eq!(crate::screen::read(&path), newer.as_bytes());
    screen.keys("S").write("Mine").keys("Enter").expect("saved to").keys("Right s").expect("saved to");
    assert_eq!(crate::screen::read(&path), newer.as_bytes());
    assert_eq!(screen.held("Mine"), *screen.scenario());
}

#[test]
fn opening_something_else_asks_first_when_work_is_unsaved() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 Right n Down Enter");
    assert!(matches!(screen.model.overlay, Some(Overlay::Leave(_))));
    screen.keys("Esc");
    assert_eq!((screen.scenario().name(), yields(&screen, 4)), ("Draft", 61.0), "Esc stays");
    screen.keys("Esc n Down Enter s");
    assert_ne!(screen.scenario().name(), "Draft");
    let held = screen.held("Draft");
    assert!((held.funnel().stages()[4].yields().initial() - 0.61).abs() < 1e-12, "s saves before it goes");
}

#[test]
fn what_is_discarded_for_another_scenario_comes_back_with_u() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 Right n Down Enter D");
    assert_ne!(screen.scenario().name(), "Draft");
    screen.keys("u");
    assert_eq!((screen.scenario().name(), yields(&screen, 4)), ("Draft", 61.0));
}

#[test]
fn an_untouched_starter_makes_room_without_a_question() {
    let mut screen = screen();
    screen.keys("n").expect("Coffee shop").keys("Enter").expect("Coffee shop").expect("● unsaved");
    assert!(screen.model.overlay.is_none());
    screen.keys("n Down Enter");
    assert!(screen.model.overlay.is_none());
    assert!(screen.names().is_empty(), "a starter is in no file until it is saved");
}
