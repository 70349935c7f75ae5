//! What other programs do to the file while the plan is on the screen: it is read again or asked about, and whoever
//! wrote what, nothing is lost.

use std::path::{Path, PathBuf};

use backcast::plan::{Edit, Rate, Scenario, StageEdit};
use backcast::store::Store;
use backcast::tui::model::Page;
use backcast::tui::overlay::Overlay;
use ratatui::crossterm::event::Event;

use super::{amount, screen, stage_names, yields};
use crate::scenarios::{acme, id, money};
use crate::screen::{Screen, read, write};

/// A scenario of the store on the screen, and its file.
fn stored() -> (Screen, PathBuf) {
    let screen = Screen::stored(&acme().build());
    let path = screen.store().resolve("Draft").expect("it was saved");
    (screen, path)
}

/// Writes the file as another window does.
fn save(store: &Store, path: &Path, edits: &[Edit]) -> Scenario {
    let opened = store.open(path).expect("it is a scenario");
    let theirs = opened.scenario.with_all(edits).expect("the edits can be made");
    store.save(&theirs, &opened.origin).expect("the store is ours");
    theirs
}

/// Meetings become qualified at another rate.
fn other_rate(percent: f64) -> Edit {
    let stage = id(&acme().build(), 2);
    Edit::Stage(stage, StageEdit::Rate(Rate::new(percent / 100.0).expect("a rate")))
}

/// A plan with a change that is not saved, and a file that somebody else changed: the question about both.
fn asked() -> (Screen, PathBuf, Scenario) {
    let (mut screen, path) = stored();
    screen.keys("Down*4 <type 65> Enter");
    let theirs = save(&screen.store(), &path, &[other_rate(38.0)]);
    came_back(&mut screen);
    assert!(matches!(screen.model.overlay, Some(Overlay::Changed)), "{}", screen.text());
    (screen, path, theirs)
}

fn came_back(screen: &mut Screen) {
    screen.event(&Event::FocusGained);
}

#[test]
fn who_has_nothing_unsaved_gets_the_new_version_with_a_notice_and_u_brings_the_old_one_back() {
    let (mut screen, path) = stored();
    let (opened, loaded) = (screen.scenario().clone(), read(&path));
    let theirs = save(&screen.store(), &path, &[other_rate(38.0)]);
    came_back(&mut screen);
    screen.expect("changed by somebody else").expect("u brings back").expect("○ saved");
    screen.expect("Qualified→Meetings 40 → 38 %");
    assert_eq!(*screen.scenario(), theirs);
    assert_eq!(*screen.model.document.baseline().scenario, opened, "the baseline does not move");
    assert_eq!(screen.model.document.undo_depth(), 1);
    screen.keys("H").expect("by somebody else: Qualified→Meetings 40 → 38 %").keys("Esc");
    screen.keys("u").expect("● unsaved");
    assert_eq!(*screen.scenario(), opened);
    let versions = screen.store().history(&path).expect("the store is ours");
    assert!(versions.iter().any(|version| read(&version.path) == loaded));
    screen.keys("U").expect("○ saved").keys("u s").expect("saved to");
    assert_eq!(screen.held("Draft"), opened, "it was seen before it was written over");
    assert_eq!(screen.names(), ["Draft"]);
}

#[test]
fn the_first_key_after_a_second_of_quiet_has_the_file_looked_at_and_does_its_own_work() {
    let (mut screen, path) = stored();
    screen.every(2000).keys("Down").every(900);
    save(&screen.store(), &path, &[other_rate(38.0)]);
    screen.keys("Down Down").expect_no("somebody else");
    screen.every(1000).keys("Down").expect("somebody else");
    assert_eq!((screen.model.cursor.row, yields(&screen, 2)), (4, 38.0));
    // A key with something else to do in the store has the look follow it.
    save(&screen.store(), &path, &[other_rate(37.0)]);
    screen.keys("g s").expect("37");
    assert_eq!((screen.model.page, yields(&screen, 2)), (Page::Scenarios, 37.0));
}

#[test]
fn who_has_unsaved_work_is_asked_once_and_saving_later_keeps_both_files() {
    let (mut screen, path, theirs) = asked();
    screen.expect("Theirs: Qualified→Meetings 40 → 38 %").expect("Yours:  Proposals→Deals 60 → 65 %");
    screen.keys("Esc").expect("● changed on disk");
    came_back(&mut screen);
    screen.keys("Up Down").expect_no("Theirs").expect("● changed on disk");
    let mine = screen.scenario().funnel().clone();
    screen.keys("s").expect("Two versions").keys("Esc").expect("○ saved");
    assert_eq!(screen.store().open(&path).expect("it is there").scenario, theirs);
    let copy = screen.scenario().name().to_owned();
    assert!(copy.contains("conflict"), "{copy}");
    assert_eq!(*screen.held(&copy).funnel(), mine);
    // The copy is on the screen: the list says so in its preview, and of the others in their rows.
    screen.keys("g s").expect("conflict copy of draft").keys("Down Enter g s");
    assert_eq!(*screen.scenario(), theirs);
    let row = screen.line_with("conflict copy of ");
    assert!(row.contains("Draft (con"), "{row}");
}

#[test]
fn other_bytes_are_asked_about_again() {
    let (mut screen, path, _) = asked();
    screen.keys("Esc");
    save(&screen.store(), &path, &[other_rate(37.0)]);
    came_back(&mut screen);
    screen.expect("Theirs: Qualified→Meetings 40 → 37 %");
}

#[test]
fn t_takes_theirs_and_u_brings_mine_back_unsaved_against_it() {
    let (mut screen, path, theirs) = asked();
    let mine = screen.scenario().clone();
    screen.keys("t").expect("○ saved").expect("u brings yours back");
    assert_eq!(*screen.scenario(), theirs);
    screen.keys("u").expect("● unsaved");
    assert_eq!(*screen.scenario(), mine);
    screen.keys("s").expect("saved to");
    assert_eq!(screen.store().open(&path).expect("it is there").scenario, mine);
    assert_eq!(screen.names(), ["Draft"], "theirs was seen: it is in the history");
    let versions = screen.store().history(&path).expect("the store is ours");
    assert!(versions.iter().any(|version| version.content.as_ref() == Ok(&theirs)));
}

#[test]
fn c_puts_both_beside_what_they_came_from_and_the_question_comes_back_with_the_plan() {
    let (mut screen, ..) = asked();
    screen.keys("c").expect("before").expect("now").expect("on disk").expect("Qualified→Meetings");
    assert_eq!((screen.model.page, screen.model.compare.columns.len()), (Page::Compare, 3));
    screen.keys("Down").expect_no("Theirs").expect("changed on disk");
    screen.keys("Esc").expect("Theirs").keys("t").expect("○ saved");
}

#[test]
fn n_saves_mine_under_another_name_and_leaves_theirs() {
    let (mut screen, path, theirs) = asked();
    let mine = screen.scenario().funnel().clone();
    screen.keys("n").expect("Draft (mine)").keys("Esc").expect("Theirs");
    screen.keys("n Enter").expect("Draft (mine)").expect("○ saved");
    assert_eq!(screen.names(), ["Draft", "Draft (mine)"]);
    assert_eq!(*screen.held("Draft (mine)").funnel(), mine);
    assert_eq!(screen.store().open(&path).expect("it is there").scenario, theirs);
    screen.keys("Right s").expect("saved to");
    assert_eq!(screen.store().open(&path).expect("it is there").scenario, theirs);
}

#[test]
fn nothing_comes_between_the_user_and_what_is_being_typed() {
    for (dirty, opens, closes) in [
        (true, "<type 6>", "<type 5> Enter"),
        (true, "?", "Esc"),
        (true, "N <type call>", "Esc"),
        (true, "P", "P"),
        (true, "g", "p"),
        (true, "g s / <type x>", "Esc Esc"),
        (false, "<type 6>", "<type 5> Esc"),
        (false, "B", "B"),
        (false, ":", "Esc"),
    ] {
        let (mut screen, path) = stored();
        screen.keys(if dirty { "Down*4 Right" } else { "Down*4" });
        let before = screen.scenario().clone();
        screen.every(10).keys(opens);
        save(&screen.store(), &path, &[other_rate(38.0)]);
        let overlay = std::mem::discriminant(&screen.model.overlay);
        came_back(&mut screen);
        assert_eq!(std::mem::discriminant(&screen.model.overlay), overlay, "{opens}");
        assert_eq!(*screen.scenario(), before, "{opens}");
        if screen.model.page != Page::Presenter {
            screen.expect("changed on disk");
        }
        screen.keys(closes);
        if dirty {
            screen.expect("Theirs: Qualified→Meetings 40 → 38 %");
        } else {
            assert_eq!(yields(&screen, 2), 38.0, "{opens}");
        }
    }
}

#[test]
fn a_file_that_is_gone_is_written_again_with_s_and_not_left_without_a_question() {
    let (mut screen, path) = stored();
    crate::screen::remove(&path);
    came_back(&mut screen);
    screen.expect("the file is gone").expect("● file gone");
    screen.keys("q").expect("not saved").keys("Esc s").expect("saved to").expect("○ saved");
    assert_eq!(screen.held("Draft"), *screen.scenario());
    screen.keys("q");
    assert!(screen.has_quit());
}

#[test]
fn a_file_that_comes_back_as_it_was_is_no_news() {
    let (mut screen, path) = stored();
    let bytes = read(&path);
    crate::screen::remove(&path);
    came_back(&mut screen);
    write(&path, &bytes);
    came_back(&mut screen);
    screen.expect("○ saved").keys("q");
    assert!(screen.has_quit());
}

#[test]
fn what_goes_into_the_trash_by_our_own_hand_is_not_gone() {
    let (mut screen, _) = stored();
    screen.keys("g s D");
    came_back(&mut screen);
    screen.keys("g p Down").expect_no("file gone").expect("● unsaved");
}

#[test]
fn a_damaged_file_is_told_with_its_place_and_stays_as_it_is() {
    let (mut screen, path) = stored();
    write(&path, b"{\n \"format\": ");
    came_back(&mut screen);
    screen.expect("cannot be read now: line 2").expect("unreadable on disk");
    screen.keys("Down*4 Right s").expect("Two versions").keys("Esc");
    assert_eq!(read(&path), b"{\n \"format\": ");
    let own = screen.scenario().name().to_owned();
    assert_eq!(screen.held(&own), *screen.scenario());
}

#[test]
fn the_same_content_written_otherwise_is_taken_without_a_word() {
    let (mut screen, path) = stored();
    screen.keys("Down*4 Right");
    let text = String::from_utf8(read(&path)).expect("a scenario is text").replace('\n', "\n ");
    write(&path, text.as_bytes());
    came_back(&mut screen);
    screen.expect_no("somebody else").expect("● unsaved").keys("s").expect("saved to");
    assert_eq!(screen.names(), ["Draft"]);
}

#[test]
fn who_made_the_same_change_is_told_so_and_has_it_saved() {
    let (mut screen, path) = stored();
    screen.keys("Down*2 <type 38> Enter");
    let theirs = save(&screen.store(), &path, &[other_rate(38.0)]);
    came_back(&mut screen);
    screen.expect("says the same as the screen").expect("○ saved");
    assert_eq!(*screen.scenario(), theirs);
    assert_eq!(screen.model.document.undo_depth(), 1, "the user's own step");
}

#[test]
fn stages_that_others_moved_are_told_apart_by_name_across_the_new_version() {
    let (mut screen, path) = stored();
    let opened = screen.scenario().clone();
    let (third, last) = (id(&opened, 3), id(&opened, 1));
    save(&screen.store(), &path, &[Edit::MoveStage(third, 1), Edit::RemoveStage(last), other_rate(38.0)]);
    came_back(&mut screen);
    assert_eq!(
        stage_names(screen.scenario()),
        ["Site visitors", "Meetings", "Qualified leads", "Proposals", "Deals"]
    );
    screen.keys("H").expect("by somebody else: 3 inputs").keys("Esc u");
    assert_eq!(*screen.scenario(), opened);
    screen.keys("U Down*4 Right s").expect("saved to");
    assert_eq!(screen.held("Draft").funnel().names(), screen.scenario().funnel().names());
}

#[test]
fn a_file_that_is_renamed_here_after_somebody_changed_it_is_still_not_written_over() {
    let (mut screen, path) = stored();
    screen.every(10).keys("Down*4 Right g s");
    let theirs = save(&screen.store(), &path, &[Edit::Amount(money(1e6))]);
    screen.keys("r").write("Renamed").keys("Enter g p Right s");
    let both = screen.store().list().expect("the store is ours");
    let amounts: Vec<f64> = both
        .iter()
        .filter_map(|entry| entry.content.as_ref().ok())
        .map(|plan| plan.target().amount.get())
        .collect();
    assert!(amounts.contains(&theirs.target().amount.get()), "theirs is there: {amounts:?}");
    assert!(amounts.contains(&amount(&screen)), "mine is there: {amounts:?}\n{}", screen.text());
}

#[test]
fn a_plan_in_no_file_has_nobody_to_look_after() {
    let mut screen = screen();
    came_back(&mut screen);
    screen.keys("Right").expect("● unsaved").expect_no("disk");
}

#[test]
fn the_question_answers_to_the_mouse() {
    let (mut screen, _, theirs) = asked();
    screen.click("Later");
    assert!(screen.model.overlay.is_none());
    let (mut screen, ..) = asked();
    screen.click("Take theirs");
    assert_eq!(*screen.scenario(), theirs);
}
