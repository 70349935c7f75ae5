//! What is kept of a scenario between sessions beside its file: the pinned baseline, step sizes, what the views show.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

use std::fs;
use std::path::PathBuf;

use backcast::plan::{Edit, Scenario, Stage, StageId};
use backcast::store::{Extras, View, format};
use backcast::tui::model::view::Settings;

use super::{screen, yields};
use crate::scenarios::{acme, even, id, name};
use crate::screen::Screen;

/// Sets everything that can be set otherwise than at first.
const SET_ALL: &str = "t Tab t Tab t Down*3 t Shift-Tab*2 d e r T v g c a d g l v Esc";

/// Pins the baseline at 60 %, goes on to 65 % and saves.
const PIN: &str = "b Down*4 <type 65> Enter s";

fn stored() -> Screen {
    Screen::stored(&acme().build())
}

/// Where a scenario of the store lies.
fn file(screen: &Screen, slug: &str) -> PathBuf {
    screen.store().scenarios().join(format!("{slug}.json"))
}

/// What the store keeps of how a scenario is looked at.
fn kept(screen: &Screen, slug: &str) -> Option<View> {
    screen.store().view(&file(screen, slug)).expect("a whole view or none")
}

fn settings(screen: &Screen) -> Settings {
    screen.model.view().settings
}

/// The rate that the fifth stage had at the baseline, in percent.
fn baseline(screen: &Screen) -> f64 {
    screen.model.document.baseline().scenario.funnel().stages()[4].yields().initial() * 100.0
}

#[test]
fn what_was_set_is_set_again_at_the_next_start() {
    let mut screen = stored();
    screen.keys(SET_ALL);
    let set = settings(&screen);
    assert_eq!(set.words().len(), 12, "{set:?}");
    let screen = screen.left("Draft");
    assert_eq!(settings(&screen), set);
    assert!(!screen.model.document.is_unsaved(), "nothing of it is in the file");
}

#[test]
fn a_pinned_baseline_is_measured_from_at_the_next_start_and_is_no_step_of_it() {
    let mut screen = stored();
    screen.keys(PIN).expect("saved to");
    let mut screen = screen.left("Draft").size(120, 40);
    screen.expect("baseline pinned ").expect("60 → 65 %").expect("▲5.0pp").expect("○ saved");
    let title = screen.line_with("What changed");
    assert!(title.contains("10:02"), "the clock of the machine says which day that was: {title}");
    assert_eq!((baseline(&screen), yields(&screen, 4)), (60.0, 65.0));
    screen.keys("u").expect("nothing to undo").expect("60 → 65 %");
    screen.keys("Down*4 Right u").expect("60 → 65 %");
    screen.keys("H").expect("began with Draft").keys("Esc g c").expect("60.0%").expect("65.0%");
    screen.keys("g p b").expect_no("60 → 65 %").keys("u").expect("60 → 65 %").expect("baseline pinned ");
}

#[test]
fn a_baseline_that_was_not_pinned_is_the_scenario_as_opened() {
    let mut screen = stored();
    screen.keys("Down*4 <type 65> Enter s");
    assert_eq!(baseline(&screen), 60.0);
    let screen = screen.left("Draft");
    assert_eq!((baseline(&screen), kept(&screen, "draft")), (65.0, None));
    let mut screen = stored();
    screen.keys("b u");
    assert_eq!(kept(&screen.left("Draft"), "draft"), None, "a pin that was taken back is not kept");
}

#[test]
fn each_scenario_of_a_session_is_looked_at_in_its_own_way_and_undo_knows_it() {
    let other = acme().build().with(&Edit::Name("Other".to_owned())).expect("a plain name");
    let mut screen = stored();
    screen.store().save_as(&other, None).expect("the store is ours");
    screen.keys("t e").keys(PIN).keys("g s Down Enter").expect("opened Other");
    let first = Settings::default();
    assert_eq!((settings(&screen), screen.model.document.pinned()), (first, None));
    screen.keys("T");
    let of_other = settings(&screen);
    screen.keys("u").expect("back to Draft");
    let of_draft = settings(&screen);
    assert!(of_draft.display.exact && of_draft != of_other && baseline(&screen) == 60.0);
    screen.keys("U");
    assert_eq!(settings(&screen), of_other);
    screen.keys("g s Down Enter").expect("opened Draft");
    assert_eq!((settings(&screen), baseline(&screen)), (of_draft, 60.0));
    let screen = screen.left("Other");
    assert_eq!(settings(&screen), of_other);
}

#[test]
fn it_is_written_once_it_has_been_so_for_a_while_and_only_then() {
    let mut screen = stored();
    screen.every(100).keys("e T d d");
    assert_eq!(kept(&screen, "draft"), None);
    screen.every(2000).keys("Down");
    let written = kept(&screen, "draft").expect("two seconds are over");
    assert_eq!(written.settings.len(), 3);
    screen.keys("Down Up Right Left");
    assert_eq!(kept(&screen, "draft"), Some(written), "the plan and the cursor are not a part of it");
    screen.every(100).keys("e");
    let screen = screen.killed("Draft");
    assert!(settings(&screen).display.exact, "what a kill loses is not two seconds old");
}

#[test]
fn a_scenario_in_no_file_takes_its_view_into_its_first_one_and_a_copy_of_that_has_it_too() {
    let mut screen = screen();
    screen.keys("e b Down*4 <type 65> Enter s Enter").expect("saved to");
    assert!(kept(&screen, "draft").is_some_and(|view| view.pinned.is_some()));
    screen.keys("S").write("Second").keys("Enter").expect("saved to");
    assert_eq!(
        kept(&screen, "second").map(|view| view.settings),
        kept(&screen, "draft").map(|view| view.settings)
    );
    let screen = screen.left("Second");
    assert_eq!((baseline(&screen), settings(&screen).display.exact), (60.0, true));
    assert_eq!(screen.model.document.baseline().scenario.name(), "Second");
}

#[test]
fn a_renamed_scenario_takes_its_view_along_and_a_new_one_of_its_name_has_none() {
    let mut screen = stored();
    screen.keys("e").keys(PIN).keys("o r").write("Renamed").keys("Enter").expect("renamed: Renamed");
    let mut screen = screen.left("Renamed");
    assert_eq!((baseline(&screen), settings(&screen).display.exact), (60.0, true));
    assert_eq!(screen.model.document.baseline().scenario.name(), "Renamed");
    screen.keys("o D").expect("in the trash");
    let fresh = acme().build().with(&Edit::Name("Renamed".to_owned())).expect("a plain name");
    screen.store().save_as(&fresh, None).expect("the name is free");
    let screen = screen.left("Renamed");
    assert_eq!((settings(&screen), screen.model.document.pinned()), (Settings::default(), None));
}

#[test]
fn what_was_deleted_and_brought_back_is_looked_at_as_before() {
    let mut screen = stored();
    screen.keys("e").keys(PIN).keys("o D").expect("in the trash").keys("u").expect("brought back");
    let screen = screen.left("Draft");
    assert_eq!((baseline(&screen), settings(&screen).display.exact), (60.0, true));
}

#[test]
fn a_baseline_of_other_stages_is_left_out_and_one_with_some_more_is_not_mixed_up() {
    let mut screen = stored();
    screen.keys(PIN);
    let path = file(&screen, "draft");
    let five = screen.scenario().with(&Edit::RemoveStage(id(screen.scenario(), 2))).expect("five are enough");
    fs::write(&path, format::write(&five, &Extras::default())).expect("the file is ours");
    let mut screen = screen.left("Draft");
    assert_eq!(baseline(&screen), 60.0);
    screen.model.document.edit(&[Edit::AddStage(2, name("Calls"))]).expect("there is room for a stage");
    let ids =
        |scenario: &Scenario| -> Vec<StageId> { scenario.funnel().stages().iter().map(Stage::id).collect() };
    let (now, then) = (ids(screen.scenario()), ids(&screen.model.document.baseline().scenario));
    let shared = now.iter().filter(|id| then.contains(id)).count();
    assert_eq!((now.len(), shared), (6, 5), "the added stage is none of the baseline's: {now:?} {then:?}");
    let other = even(1e6, &[("Guests", 0.5, 3), ("Bookings", 100.0, 3)]).build();
    fs::write(&path, format::write(&other, &Extras::default())).expect("the file is ours");
    let screen = screen.killed("Draft");
    assert_eq!(screen.model.document.pinned(), None);
}

#[test]
fn a_view_that_cannot_be_read_or_written_is_done_without_and_nobody_is_told() {
    let mut screen = stored();
    screen.keys("e").keys(PIN);
    let folder = screen.store().state().join("view");
    fs::write(folder.join("draft.json"), b"{ \"damaged\": ").expect("the folder is ours");
    let mut screen = screen.left("Draft");
    assert_eq!((settings(&screen), baseline(&screen)), (Settings::default(), 65.0));
    assert!(screen.model.notice.is_none() && screen.model.overlay.is_none());
    fs::remove_dir_all(&folder).expect("the folder is ours");
    fs::write(&folder, b"in the way").expect("the folder is ours");
    screen.keys("e Down Down");
    assert!(screen.model.notice.is_none() && screen.model.overlay.is_none());
    screen.keys("Right s").expect("saved to");
    assert_eq!(settings(&screen.left("Draft")), Settings::default());
}

#[test]
fn recovered_work_is_measured_from_what_was_pinned() {
    let mut screen = stored();
    let mut journal = screen.journal();
    for key in ["b", "Down*4", "<type 65>", "Enter"] {
        screen.keys(key);
        journal.follow(&mut screen.model);
    }
    assert!(journal.close(std::time::Duration::from_secs(10)));
    let mut screen = screen.killed("Draft");
    screen.keys("r").expect("recovered").expect("▲5.0pp");
    assert_eq!((baseline(&screen), yields(&screen, 4)), (60.0, 65.0));
    assert!(screen.model.document.pinned().is_some());
    screen.keys("u");
    assert_eq!((baseline(&screen), yields(&screen, 4)), (60.0, 60.0));
    assert!(screen.model.document.pinned().is_some());
}
