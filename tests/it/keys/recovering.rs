//! A session that ended without quitting: every committed edit is offered at the next start, and none is lost by
//! saying no.

use std::time::Duration;

use backcast::store::Store;
use backcast::tui::effect::journal::Journal;
use backcast::tui::message::Message;
use backcast::tui::model::Page;
use backcast::tui::overlay::Overlay;

use super::{screen, yields};
use crate::scenarios::acme;
use crate::screen::Screen;

const SOON: Duration = Duration::from_secs(10);

/// Presses keys one by one, and hands each committed edit to the journal, as the program does.
fn keys(screen: &mut Screen, journal: &mut Journal, keys: &str) {
    for key in keys.split(' ') {
        screen.keys(key);
        journal.follow(&mut screen.model);
    }
    assert!(journal.flusher().flush(SOON), "the disk is there");
}

/// A session on a stored scenario that was killed after some keys; the next one at its start.
fn after(pressed: &str) -> Screen {
    let mut screen = Screen::stored(&acme().build());
    let mut journal = screen.journal();
    keys(&mut screen, &mut journal, pressed);
    // The thread ends with the handle, the file stays as it is.
    drop(journal);
    let store = screen.store();
    wait_for_end(&store);
    screen.killed("Draft")
}

/// Waits until the journal's lock is free, which a kill brings at once and a thread a little later.
fn wait_for_end(store: &Store) {
    for _ in 0..1000 {
        if !store.leftovers().expect("the store is ours").is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_was_committed_is_offered_told_and_recovered_unsaved() {
    let mut screen = after("Down*4 Right Right Right");
    screen.expect("Not closed cleanly").expect("3 edits were not saved").expect("60 → 63 %").expect("Draft");
    assert_eq!(yields(&screen, 4), 60.0);
    screen.keys("r").expect("recovered, not saved yet").expect("● unsaved").expect("63.0%");
    assert_eq!(yields(&screen, 4), 63.0);
    screen.keys("u");
    assert_eq!(yields(&screen, 4), 60.0);
    screen.keys("U s").expect("saved to").expect("○ saved");
    assert_eq!(screen.held("Draft"), *screen.scenario());
    assert_eq!(screen.names(), ["Draft"], "it went to the file that it came from");
}

#[test]
fn comparing_shows_the_file_and_the_work_side_by_side() {
    let mut screen = after("Down*4 Right");
    screen.keys("c");
    assert_eq!(screen.model.page, Page::Compare);
    screen.expect("60.0%").expect("61.0%").expect("● unsaved");
}

#[test]
fn keeping_for_later_keeps_and_any_other_key_does_nothing() {
    let mut screen = after("Down*4 Right");
    screen.keys("Enter Space x R C q");
    assert!(matches!(screen.model.overlay, Some(Overlay::Recover(_))) && !screen.has_quit());
    screen.keys("Esc").expect("kept").expect("○ saved");
    let mut again = screen.killed("Draft");
    again.expect("1 edit was not saved").keys("k");
    again.killed("Draft").expect("1 edit was not saved");
}

#[test]
fn discarded_work_lies_in_the_trash() {
    let mut screen = after("Down*4 Right Right");
    screen.keys("D").expect("in the trash");
    let trash = screen.store().trash().expect("the store is ours");
    let kept = trash[0].content.as_ref().expect("it is a scenario");
    assert_eq!(kept.funnel().stages()[4].yields().initial(), 0.62);
    assert!(screen.killed("Draft").model.overlay.is_none());
}

#[test]
fn what_was_recovered_is_kept_by_the_new_journal_before_the_old_one_goes() {
    let mut screen = after("Down*4 Right Right");
    let mut journal = screen.journal();
    keys(&mut screen, &mut journal, "r");
    assert_eq!(
        screen.store().leftovers().expect("the store is ours"),
        [],
        "one journal, of a session that lives"
    );
    drop(journal);
    wait_for_end(&screen.store());
    let mut again = screen.killed("Draft");
    again.expect("60 → 62 %").keys("r");
    assert_eq!(yields(&again, 4), 62.0);
}

#[test]
fn what_is_saved_undone_or_given_up_is_not_offered() {
    for pressed in ["Down*4 Right s", "Down*4 Right u", "Down*4 Right q D"] {
        let mut screen = Screen::stored(&acme().build());
        let mut journal = screen.journal();
        keys(&mut screen, &mut journal, pressed);
        assert!(journal.close(SOON));
        assert_eq!(screen.store().leftovers().expect("the store is ours"), [], "{pressed}");
    }
}

#[test]
fn work_on_a_scenario_that_was_left_by_undo_is_offered_too() {
    let mut first = Screen::stored(&acme().build());
    let mut journal = first.journal();
    keys(&mut first, &mut journal, "o Down*2 Enter");
    let other = first.scenario().name().to_owned();
    assert_ne!(other, "Draft");
    keys(&mut first, &mut journal, "Down*4 Right u u");
    assert_eq!(first.scenario().name(), "Draft");
    keys(&mut first, &mut journal, "U U");
    drop(journal);
    wait_for_end(&first.store());
    let mut again = first.killed("Draft");
    again.expect(&other).expect("a new scenario, in no file yet").expect_no("compare with the file");
    again.keys("r q").expect("not saved");
}

#[test]
fn a_file_that_was_changed_since_is_not_overwritten_by_what_was_recovered() {
    let mut screen = after("Down*4 Right");
    let theirs =
        acme().build().with(&backcast::plan::Edit::Notes("theirs".to_owned())).expect("notes are free");
    let store = screen.store();
    let opened = store.open(&store.resolve("Draft").expect("it is there")).expect("it reads");
    store.save(&theirs, &opened.origin).expect("nobody holds it");
    screen.keys("r").expect("Theirs: notes written").keys("Esc s").expect("Two versions");
    assert_eq!(screen.held("Draft").notes(), "theirs");
    assert_eq!(screen.names().len(), 2);
}

#[test]
fn a_journal_that_fails_says_so_and_the_work_goes_on() {
    let mut screen = screen();
    backcast::tui::update::update(
        &mut screen.model,
        Message::Journal(Some("cannot write the journal".to_owned())),
    );
    screen.expect("NOT SAVED").expect("cannot write the");
    screen.keys("Down*4 Right").expect("● NOT SAVED");
    screen.keys("s Enter").expect("○ saved");
    backcast::tui::update::update(&mut screen.model, Message::Journal(None));
    screen.expect("kept for a crash again").keys("Right").expect("● unsaved");
}

#[test]
fn the_offer_fits_a_small_window() {
    for (width, height) in [(80, 24), (40, 12), (60, 18)] {
        let mut screen = after("Down*4 Right").size(width, height);
        for says in
            ["Not closed cleanly", "1 edit was not saved", "Recover them", "Keep them", "Discard them"]
        {
            screen.expect(says);
        }
    }
}

#[test]
fn all_documents_of_a_session_are_kept_again_before_its_journal_goes() {
    let first = Screen::stored(&acme().build());
    let mut journal = first.store().journal();
    let open = |name: &str| {
        let store = first.store();
        store.open(&store.resolve(name).expect("it is there")).expect("it reads")
    };
    let draft = open("Draft");
    let more = |amount: f64| {
        let edit = backcast::plan::Edit::Amount(backcast::plan::Money::new(amount).expect("it is in bounds"));
        draft.scenario.with(&edit).expect("nothing is locked")
    };
    journal.note(1, &more(1e6), Some(&draft.origin), 3);
    journal.note(2, &more(2e6), None, 2);
    journal.sync().expect("the disk is there");
    drop(journal);
    let mut screen = first.killed("Draft");
    screen.expect("5 edits were not saved");
    let mut journal = screen.journal();
    keys(&mut screen, &mut journal, "r");
    drop(journal);
    wait_for_end(&screen.store());
    let leftovers = screen.store().leftovers().expect("the store is ours");
    let kept: Vec<_> = leftovers[0].documents.iter().map(|document| document.edits).collect();
    assert_eq!((leftovers.len(), kept), (1, vec![3, 2]), "both, with the edits that they had");
}

#[test]
fn a_plan_whose_file_went_away_is_offered_after_a_crash() {
    let mut screen = Screen::stored(&acme().build());
    let mut journal = screen.journal();
    let store = screen.store();
    let path = store.resolve("Draft").expect("it is there");
    store
        .save_as(&acme().build().with(&backcast::plan::Edit::Name("Other".to_owned())).expect("free"), None)
        .expect("free");
    store.delete(&path).expect("nobody holds it");
    screen.event(&ratatui::crossterm::event::Event::FocusGained);
    screen.expect("file gone");
    keys(&mut screen, &mut journal, "Down");
    drop(journal);
    wait_for_end(&store);
    let mut again = screen.killed("Other");
    again.expect("Draft").keys("r").expect("● unsaved").keys("s").write("Draft").keys("Enter");
    assert_eq!(again.names(), ["Draft", "Other"]);
}

#[test]
fn a_journal_that_cannot_be_read_at_all_is_told() {
    let screen = Screen::stored(&acme().build());
    let folder = screen.store().state().join("journal");
    std::fs::create_dir_all(&folder).expect("there is room");
    crate::screen::write(&folder.join("20261121-101602-000-1.jsonl"), b"no journal\n");
    screen.killed("Draft").expect("damaged").expect("quarantine");
}

#[test]
fn a_small_window_keeps_saying_that_nothing_is_kept() {
    let mut screen = screen().size(40, 12);
    screen.keys("Right");
    screen.model.journal_fails(Some("the disk is full".to_owned()));
    screen.keys("Down Up").expect("NOT SAVED");
}
