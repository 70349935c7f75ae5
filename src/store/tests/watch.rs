//! What other programs do to an open document's file is noticed, told once, and nothing of it is lost.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::{Bench, bench, coffee_shop, names, with_amount};
use crate::store::format;
use crate::store::{Opened, Origin, Outcome, Seen, Store, StoreError};

/// A store with a scenario, its file, and the document that was opened from it.
fn open_document() -> (Bench, PathBuf, Origin) {
    let bench = bench();
    let path = bench.store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    let origin = bench.store.open(&path).unwrap().origin;
    (bench, path, origin)
}

/// A scenario's bytes with an amount of so many millions, all of one length.
fn with_millions(millions: u8) -> Vec<u8> {
    format::write(&with_amount(&coffee_shop(), f64::from(millions) * 1e6), &format::Extras::default())
}

/// Gives a file an age.
fn age(path: &PathBuf, age: Duration) -> SystemTime {
    let time = SystemTime::now() - age;
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    time
}

fn versions(store: &Store) -> usize {
    names(&store.state().join("history/coffee-shop")).len()
}

#[test]
fn a_file_that_nobody_touched_or_only_touched_is_nothing_new() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    assert!(store.look(&mut origin).is_none());
    age(&path, Duration::from_secs(60));
    assert!(store.look(&mut origin).is_none(), "another time, the same bytes");
    fs::write(&path, fs::read(&path).unwrap()).unwrap();
    assert!(store.look(&mut origin).is_none());
    assert_eq!(versions(store), 0);
}

#[test]
fn a_changed_file_is_told_once_and_the_version_that_was_loaded_goes_into_the_history() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    let loaded = fs::read(&path).unwrap();
    for (round, millions) in [(1, 5), (2, 6)] {
        fs::write(&path, with_millions(millions)).unwrap();
        let Some(Seen::Changed(theirs)) = store.look(&mut origin) else { panic!("round {round}") };
        assert_eq!(theirs.scenario, with_amount(&coffee_shop(), f64::from(millions) * 1e6));
        assert!(store.look(&mut origin).is_none(), "the same bytes are old news");
        assert_eq!(versions(store), 1, "what was loaded, once");
    }
    let kept = store.history(&path).unwrap().remove(0).path;
    assert_eq!(fs::read(kept).unwrap(), loaded);
    fs::write(&path, &loaded).unwrap();
    assert!(matches!(store.look(&mut origin), Some(Seen::AsLoaded)));
}

#[test]
fn a_version_that_another_window_kept_is_not_kept_twice() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    let other = store.open(&path).unwrap();
    store.save(&with_amount(&other.scenario, 5e6), &other.origin).unwrap();
    assert_eq!(versions(store), 1);
    assert!(matches!(store.look(&mut origin), Some(Seen::Changed(_))));
    assert_eq!(versions(store), 1);
}

#[test]
fn size_and_time_tell_that_nothing_happened_but_not_while_they_are_young() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    fs::write(&path, with_millions(5)).unwrap();
    let young = age(&path, Duration::from_millis(1));
    assert!(matches!(store.look(&mut origin), Some(Seen::Changed(_))));
    // Another write within the file system's tick leaves size and time as they are.
    fs::write(&path, with_millions(6)).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(young).unwrap();
    assert!(matches!(store.look(&mut origin), Some(Seen::Changed(_))), "the bytes decide");
    let old = age(&path, Duration::from_secs(60));
    assert!(store.look(&mut origin).is_none());
    fs::write(&path, with_millions(7)).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    assert!(store.look(&mut origin).is_none(), "an old file with its old size and time is not read again");
    fs::write(&path, with_millions(8)).unwrap();
    assert!(matches!(store.look(&mut origin), Some(Seen::Changed(_))));
}

#[test]
fn a_file_that_went_away_or_broke_is_told_and_a_save_keeps_what_is_there() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    fs::remove_file(&path).unwrap();
    assert!(matches!(store.look(&mut origin), Some(Seen::Gone)));
    assert!(store.look(&mut origin).is_none());
    assert_eq!(versions(store), 1, "what was loaded is still somewhere");
    fs::write(&path, b"{ half").unwrap();
    let Some(Seen::Unreadable(error @ StoreError::Format { .. })) = store.look(&mut origin) else { panic!() };
    assert!(error.to_string().contains("line 1"), "{error}");
    assert!(store.look(&mut origin).is_none());
    assert_eq!(names(&store.state().join("quarantine")).len(), 1);
    let saved = store.save(&coffee_shop(), &origin).unwrap();
    assert!(matches!(saved.outcome, Outcome::Conflict { .. }));
    assert_eq!(fs::read(&path).unwrap(), b"{ half");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(store.look(&mut origin), Some(Seen::Unreadable(StoreError::NotRegular { .. }))));
}

#[test]
fn after_taking_theirs_a_save_writes_over_it_and_their_unknown_keys_follow_their_stages() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    let ours = coffee_shop();
    // Theirs has the first two stages in the other order, and a key of the second in the file.
    let swapped = ours.with(&crate::plan::Edit::MoveStage(ours.funnel().stages()[1].id(), 0)).unwrap();
    let text = String::from_utf8(format::write(&swapped, &format::Extras::default())).unwrap();
    let name = format!("\"name\": \"{}\",", ours.funnel().stages()[0].name());
    let text = text.replacen(&name, &format!("{name}\n      \"colour\": \"blue\","), 1);
    fs::write(&path, &text).unwrap();
    let Some(Seen::Changed(theirs)) = store.look(&mut origin) else { panic!() };
    let matched = theirs.scenario.matched_to([&ours]);
    assert_ne!(matched, theirs.scenario, "the stages are known by other identities");
    origin.take_theirs(&matched);
    assert!(store.look(&mut origin).is_none());
    assert_eq!(store.save(&with_amount(&matched, 5e6), &origin).unwrap().outcome, Outcome::Written);
    let Opened { scenario, .. } = store.open(&path).unwrap();
    assert_eq!(scenario.target().amount.get(), 5e6);
    let written = fs::read_to_string(&path).unwrap();
    let (before, after) = written.split_at(written.find("colour").unwrap());
    assert!(before.contains(&name) && !after.contains(&name), "{written}");
    assert_eq!(before.rmatches("\"name\"").count(), 3, "the scenario's and two stages': {written}");
}

#[test]
fn what_was_taken_but_is_not_there_any_more_is_no_leave_to_write_over_the_next() {
    let (bench, path, mut origin) = open_document();
    let store = &bench.store;
    fs::write(&path, with_millions(5)).unwrap();
    let Some(Seen::Changed(theirs)) = store.look(&mut origin) else { panic!() };
    fs::write(&path, with_millions(6)).unwrap();
    assert!(matches!(store.look(&mut origin), Some(Seen::Changed(_))));
    origin.take_theirs(&theirs.scenario);
    let saved = store.save(&with_amount(&coffee_shop(), 7e6), &origin).unwrap();
    assert!(matches!(saved.outcome, Outcome::Conflict { .. }));
    assert_eq!(fs::read(&path).unwrap(), with_millions(6));
}
