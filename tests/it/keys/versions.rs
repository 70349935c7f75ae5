//! Earlier versions on the page of scenarios: looked at, put back in their file, taken back; files that are damaged,
//! of a newer version, or in the trash.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use backcast::tui::model::Page;
use backcast::tui::overlay::Overlay;

use super::{amount, yields};
use crate::refusing::Refusing;
use crate::scenarios::acme;
use crate::screen::{Screen, read, write};

/// "Draft" with 60 % in one version and 65 % in the next; the file says 70 %.
fn with_versions() -> Screen {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 <type 65> Enter s <type 70> Enter s g s");
    screen
}

/// Goes to the row with a text.
fn select(screen: &mut Screen, text: &str) {
    screen.keys("g g");
    for _ in 0..30 {
        if screen.line_with("▸").contains(text) {
            return;
        }
        screen.keys("Down");
    }
    panic!("{text:?} is in no row:\n{}", screen.text());
}

fn draft(screen: &Screen) -> PathBuf {
    screen.store().scenarios().join("draft.json")
}

/// The rate that the file of "Draft" has.
fn in_file(screen: &Screen) -> f64 {
    screen.held("Draft").funnel().stages()[4].yields().initial() * 100.0
}

fn versions(screen: &Screen) -> usize {
    screen.store().history(&draft(screen)).expect("the history is ours").len()
}

fn quarantined(screen: &Screen) -> usize {
    fs::read_dir(screen.store().state().join("quarantine")).map_or(0, Iterator::count)
}

#[test]
fn the_preview_of_a_version_says_what_differs_from_the_file_now() {
    let mut screen = with_versions();
    screen.keys("H").expect("Enter opens a copy · R restores · Esc back").expect("R restore");
    screen.keys("Tab End").expect("Against the file now:").expect("70 → 65 %").expect("Replaced");
    screen.keys("Tab Down Tab End").expect("70 → 60 %");
}

#[test]
fn a_version_is_put_back_in_its_file_the_screen_follows_and_u_takes_it_back() {
    let mut screen = with_versions();
    screen.keys("H Down R").expect("restored as of").expect("u takes it back: Draft");
    screen.expect_no("Earlier versions").expect("○ saved");
    assert_eq!((in_file(&screen), yields(&screen, 4), versions(&screen)), (60.0, 60.0, 3));
    screen.keys("u").expect("taken back: Draft").expect("○ saved");
    assert_eq!((in_file(&screen), yields(&screen, 4), versions(&screen)), (70.0, 70.0, 4));

    screen.keys("H Down*3 R Esc <type 50> Enter s").expect("saved to draft.json").expect("○ saved");
    assert_eq!((in_file(&screen), screen.names().len()), (50.0, 1), "the next save is no conflict");
    screen.keys("u u").expect("● unsaved");
    assert_eq!(yields(&screen, 4), 70.0, "the plan's own undo goes over it as a step");
}

#[test]
fn a_version_of_another_file_is_put_back_without_touching_the_plan_on_the_screen() {
    let mut screen = with_versions();
    screen.keys("Esc S").write("Other").keys("Enter <type 33> Enter g s Down");
    screen.expect("Draft").keys("H R").expect("restored as of");
    assert!(screen.model.overlay.is_none(), "the unsaved work is not about this file");
    assert_eq!((in_file(&screen), yields(&screen, 4), screen.scenario().name()), (65.0, 33.0, "Other"));
    screen.keys("u");
    assert_eq!((in_file(&screen), yields(&screen, 4)), (70.0, 33.0));
}

#[test]
fn unsaved_work_on_the_file_is_asked_for_first() {
    for (key, kept) in [("s", 90.0), ("k", 70.0), ("D", 70.0)] {
        let mut screen = with_versions();
        screen.keys("Esc <type 90> Enter g s H Down R").expect("Restore · not saved");
        screen.keys("Esc").expect("Earlier versions").keys("R").keys(key);
        assert_eq!(in_file(&screen), 60.0, "{key}: {}", screen.text());
        let newest = screen.store().history(&draft(&screen)).unwrap().remove(0).content.unwrap();
        assert_eq!(newest.funnel().stages()[4].yields().initial() * 100.0, kept, "{key}");
        let shown = if key == "k" { 90.0 } else { 60.0 };
        assert_eq!((yields(&screen, 4), screen.model.document.is_unsaved()), (shown, false), "{key}");
    }
}

#[test]
fn a_file_that_changed_since_its_versions_were_listed_is_left_as_it_is() {
    let mut screen = with_versions();
    screen.keys("Esc n Enter g s");
    select(&mut screen, "Draft");
    screen.keys("H");
    let theirs = String::from_utf8(read(&draft(&screen))).unwrap().replace("0.7", "0.77");
    write(&draft(&screen), theirs.as_bytes());
    screen.keys("Down R").expect("was changed by somebody else").expect("is left as it is").keys("Esc");
    assert_eq!((read(&draft(&screen)) == theirs.as_bytes(), versions(&screen)), (true, 2));
    screen.keys("Esc H Down R").expect("restored as of");
    assert_eq!((in_file(&screen), versions(&screen)), (60.0, 3));
    screen.keys("u");
    assert_eq!(read(&draft(&screen)), theirs.as_bytes());
}

#[test]
fn r_says_where_there_is_something_to_restore() {
    let mut screen = with_versions();
    screen.keys("R").expect("H shows its earlier versions: R on one of them");
    screen.keys("n R").expect("it comes with the program");
    screen.keys("g g D End R").expect("Enter brings it back first");
    let mut new = super::screen();
    new.keys("g s R").expect("it is in no file yet");
}

#[test]
fn a_damaged_file_is_copied_and_offers_its_last_good_version() {
    let mut screen = with_versions();
    screen.keys("Esc n Enter g s");
    let damage = b"{\"format\": \"backcast\",\n \"version\": 1, }";
    write(&draft(&screen), damage);
    screen.keys("Esc g s").expect("line 2, column").keys("Esc g s");
    assert_eq!(
        (quarantined(&screen), read(&draft(&screen)) == damage),
        (1, true),
        "copied once, left as it is"
    );
    select(&mut screen, "  draft ");
    screen.expect("R restores its last good");
    screen.keys("Enter").expect("draft cannot be read").expect("R restores it · H all versions");
    screen.keys("H").expect("Earlier versions · draft").keys("Esc Enter Esc");
    assert_eq!(read(&draft(&screen)), damage);
    screen.keys("Enter R").expect("restored as of").expect("H shows all versions: Draft");
    assert_eq!((in_file(&screen), versions(&screen), quarantined(&screen)), (65.0, 3, 1));
    screen.keys("H").expect("This version cannot be").keys("R").expect("this version cannot be read");
}

#[test]
fn a_damaged_file_without_a_good_version_is_told_and_left() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("n Enter");
    write(&draft(&screen), b"{");
    screen.keys("g s").expect("READ ONLY");
    select(&mut screen, "  draft ");
    screen.expect("No earlier version of it").keys("R").expect("no earlier version of it can be read");
    screen.keys("Enter").expect("No earlier version of it can be read").keys("R").expect("cannot be read");
    screen.keys("Esc D").expect("in the trash");
    assert_eq!((screen.names().len(), quarantined(&screen)), (0, 1));
}

#[test]
fn a_quarantine_that_cannot_be_written_keeps_nobody_from_the_reason() {
    let in_quarantine = |call: &str, path: &Path| {
        let meant = path.components().any(|part| part.as_os_str() == "quarantine");
        (meant && call != "open").then_some(ErrorKind::PermissionDenied)
    };
    let mut screen = Screen::stored_on(&acme().build(), Refusing::new(in_quarantine));
    screen.keys("n Enter");
    write(&draft(&screen), b"{");
    screen.keys("g s").expect("line 1, column").expect_no("quarantine");
    assert_eq!(quarantined(&screen), 0);
}

#[test]
fn a_file_of_a_newer_version_stays_as_it_is_whatever_is_done() {
    let mut screen = with_versions();
    screen.keys("Esc n Enter");
    let path = draft(&screen);
    let newer = String::from_utf8(read(&path)).unwrap().replace("\"version\": 1,", "\"version\": 7,");
    write(&path, newer.as_bytes());
    let as_it_was = |screen: &Screen| {
        let bytes = read(&draft(screen));
        assert!(bytes == newer.as_bytes(), "{}", String::from_utf8_lossy(&bytes));
    };
    screen.keys("g s").expect("newer version");
    select(&mut screen, "Draft");
    screen.keys("r").expect("a newer backcast wrote it");
    screen.keys("H R").expect("a newer backcast wrote the file").keys("Esc");
    as_it_was(&screen);
    screen.keys("c").expect("copied: Draft copy");
    as_it_was(&screen);
    select(&mut screen, "Draft  ");
    screen.keys("D").expect("in the trash").keys("u").expect("brought back");
    as_it_was(&screen);
    screen.keys("Enter").expect("read-only here");
    assert_eq!(screen.model.page, Page::Plan);
    screen.keys("Down*4 <type 12> Enter s").expect("read-only here: S saves a copy");
    as_it_was(&screen);
    screen.keys("S").write("Mine").keys("Enter").expect("saved to mine.json");
    screen.keys("<type 13> Enter s").expect("saved to mine.json");
    as_it_was(&screen);
    assert_eq!(screen.names(), ["Draft", "Draft copy", "Mine"]);
    assert_eq!((versions(&screen), quarantined(&screen)), (2, 0));
}

#[test]
fn what_cannot_come_back_from_the_trash_says_why() {
    let mut screen = with_versions();
    screen.keys("D End");
    let trashed = screen.store().trash().unwrap().remove(0).path;
    fs::remove_file(&trashed).expect("the file is ours");
    screen.keys("Enter").expect("there is no file").keys("Esc").expect_no("TRASH");

    let read_only = |call: &str, path: &Path| {
        let back = path.file_name().is_some_and(|name| name == "draft.json");
        (back && matches!(call, "rename_new" | "link" | "create")).then_some(ErrorKind::ReadOnlyFilesystem)
    };
    let mut screen = with_versions();
    screen.keys("D");
    let path = screen.store().trash().unwrap().remove(0).path;
    let kept = read(&path);
    let store = screen.store().on(Refusing::new(read_only));
    let refused = store.restore_file(&path).unwrap_err().to_string();
    assert!(refused.starts_with("cannot put a file into ") && refused.contains("scenarios"), "{refused}");
    assert_eq!((read(&path) == kept, screen.names().len()), (true, 0), "it is still in the trash");
    screen.keys("u").expect("brought back: Draft");
}

#[test]
fn that_there_are_no_locks_is_said_once_and_the_save_goes_on() {
    let refuses = |call: &str, _: &Path| (call == "lock").then_some(ErrorKind::Unsupported);
    let mut screen = Screen::stored_on(&acme().build(), Refusing::new(refuses));
    screen.keys("Down*4 <type 65> Enter s").expect("no locks on that disk").expect("○ saved");
    screen.keys("<type 66> Enter s").expect_no("no locks").expect("saved to draft.json");
    assert_eq!((in_file(&screen), amount(&screen)), (66.0, 24e6));
    assert!(!matches!(screen.model.overlay, Some(Overlay::Report(_))));
}
