//! What must hold of a store: nothing is lost, nothing is overwritten unseen, and every refusal says what to do.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

mod library;
#[cfg(unix)]
mod unix;
mod version;
mod watch;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::save::stem;
use super::*;
use crate::plan::{Edit, Money, Scenario};

struct Bench {
    folder: TempDir,
    store: Store,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path().join("data"), folder.path().join("state"));
    Bench { folder, store }
}

fn coffee_shop() -> Scenario {
    template("coffee-shop").unwrap().scenario
}

fn with_amount(scenario: &Scenario, amount: f64) -> Scenario {
    scenario.with(&Edit::Amount(Money::new(amount).unwrap())).unwrap()
}

fn called(name: &str) -> Scenario {
    coffee_shop().with(&Edit::Name(name.to_owned())).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let listing = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().file_name()));
    let mut names: Vec<_> = listing.into_iter().flatten().map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn making_and_listing_an_empty_store_touches_no_disk() {
    let Bench { folder, store } = bench();
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(store.trash().unwrap(), []);
    assert_eq!(store.last_opened(), None);
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_saved_scenario_is_opened_again_as_it_was() {
    let Bench { store, .. } = bench();
    let saved = store.save_as(&coffee_shop(), None).unwrap();
    assert_eq!(saved.origin.path(), store.scenarios().join("coffee-shop.json"));
    let Opened { scenario, origin } = store.open(saved.origin.path()).unwrap();
    assert_eq!((&scenario, &origin), (&coffee_shop(), &saved.origin));

    let changed = with_amount(&scenario, 5e6);
    let saved = store.save(&changed, &origin).unwrap();
    assert_eq!(saved.outcome, Outcome::Written);
    assert_eq!(store.open(saved.origin.path()).unwrap().scenario, changed);
    assert_eq!(names(&store.scenarios()), ["coffee-shop.json"]);
    let history = store.state().join("history/coffee-shop");
    let kept = names(&history);
    assert_eq!(kept.len(), 1);
    assert_eq!(store.open(&history.join(&kept[0])).unwrap().scenario, coffee_shop());
}

#[test]
fn equal_bytes_are_not_written() {
    let Bench { store, .. } = bench();
    let saved = store.save_as(&coffee_shop(), None).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(saved.origin.path()).unwrap().set_modified(long_ago).unwrap();
    let again = store.save(&coffee_shop(), &saved.origin).unwrap();
    assert_eq!(again.outcome, Outcome::Unchanged);
    assert_eq!(fs::metadata(saved.origin.path()).unwrap().modified().unwrap(), long_ago);
    assert_eq!(names(store.state()), ["locks"]);
}

#[test]
fn a_new_scenario_never_takes_the_file_of_another() {
    let Bench { store, .. } = bench();
    for name in ["Coffee shop", "Coffee-shop", "Coffee shop!"] {
        store.save_as(&called(name), None).unwrap();
    }
    assert_eq!(names(&store.scenarios()), ["coffee-shop-2.json", "coffee-shop-3.json", "coffee-shop.json"]);
}

#[test]
fn a_file_that_somebody_else_changed_is_kept_and_ours_goes_beside_it() {
    let Bench { store, .. } = bench();
    let mine = store.save_as(&coffee_shop(), None).unwrap();
    let theirs = store.save(&with_amount(&coffee_shop(), 1e6), &mine.origin).unwrap();

    let saved = store.save(&with_amount(&coffee_shop(), 2e6), &mine.origin).unwrap();
    let Outcome::Conflict { copy } = saved.outcome else { panic!("{:?}", saved.outcome) };
    assert_eq!(store.open(theirs.origin.path()).unwrap().scenario.target().amount.get(), 1e6);
    let ours = store.open(&copy).unwrap();
    assert_eq!(ours.scenario.target().amount.get(), 2e6);
    assert!(ours.scenario.name().starts_with("Coffee shop (conflict 20"), "{}", ours.scenario.name());
    assert_eq!((saved.name.as_str(), &saved.origin), (ours.scenario.name(), &ours.origin));

    let next = store.save(&with_amount(&ours.scenario, 3e6), &saved.origin).unwrap();
    assert_eq!((next.outcome, next.origin.path()), (Outcome::Written, copy.as_path()));
    assert_eq!(names(&store.scenarios()).len(), 2);
}

#[test]
fn damage_by_others_and_files_grown_too_large_are_conflicts_too() {
    let Bench { store, .. } = bench();
    for bytes in [b"{ oops".to_vec(), Vec::new(), vec![b' '; format::MAX_BYTES + 1]] {
        let origin = store.save_as(&coffee_shop(), None).unwrap().origin;
        fs::write(origin.path(), &bytes).unwrap();
        let saved = store.save(&with_amount(&coffee_shop(), 2e6), &origin).unwrap();
        assert!(matches!(saved.outcome, Outcome::Conflict { .. }));
        assert_eq!(fs::read(origin.path()).unwrap(), bytes);
    }
}

#[test]
fn the_same_change_made_by_somebody_else_is_no_conflict() {
    let Bench { store, .. } = bench();
    let mine = store.save_as(&coffee_shop(), None).unwrap();
    let changed = with_amount(&coffee_shop(), 1e6);
    let theirs = store.save(&changed, &mine.origin).unwrap();
    let saved = store.save(&changed, &mine.origin).unwrap();
    assert_eq!((saved.outcome, saved.origin), (Outcome::Unchanged, theirs.origin));
}

#[test]
fn a_file_that_was_deleted_meanwhile_is_made_again() {
    let Bench { store, .. } = bench();
    let saved = store.save_as(&coffee_shop(), None).unwrap();
    fs::remove_file(saved.origin.path()).unwrap();
    assert_eq!(store.save(&coffee_shop(), &saved.origin).unwrap().outcome, Outcome::Written);
    assert_eq!(store.open(saved.origin.path()).unwrap().scenario, coffee_shop());
}

#[test]
fn a_file_outside_the_store_is_saved_by_the_same_rules() {
    let Bench { folder, store } = bench();
    let path = folder.path().join("My Plan.json");
    fs::write(&path, format::write(&coffee_shop(), &Extras::default())).unwrap();
    let Opened { scenario, origin } = store.open(&path).unwrap();
    store.save(&with_amount(&scenario, 2e6), &origin).unwrap();
    assert_eq!(store.open(&path).unwrap().scenario.target().amount.get(), 2e6);
    let history = names(&store.state().join("history"));
    assert!(history.len() == 1 && history[0].starts_with("my-plan-"), "{history:?}");
    assert!(matches!(store.save(&scenario, &origin).unwrap().outcome, Outcome::Conflict { .. }));
    assert!(matches!(store.delete(&path), Err(StoreError::NotInStore { .. })));
}

#[test]
fn what_a_newer_version_wrote_is_never_written_over() {
    let Bench { store, .. } = bench();
    let saved = store.save_as(&coffee_shop(), None).unwrap();
    let text = fs::read_to_string(saved.origin.path()).unwrap().replace("\"version\": 1", "\"version\": 2");
    fs::write(saved.origin.path(), &text).unwrap();
    let Opened { scenario, origin } = store.open(saved.origin.path()).unwrap();
    assert!(origin.is_read_only());
    assert!(matches!(store.save(&scenario, &origin), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(store.rename(origin.path(), "Other"), Err(StoreError::ReadOnly { .. })));
    assert_eq!(fs::read_to_string(origin.path()).unwrap(), text);
    assert!(!store.save_as(&called("Mine"), Some(&origin)).unwrap().origin.is_read_only());
}

#[test]
fn standard_input_is_read_but_not_saved_to() {
    let Bench { store, .. } = bench();
    let bytes = format::write(&coffee_shop(), &Extras::default());
    let Opened { scenario, origin } = Store::read_bytes(bytes, "standard input").unwrap();
    let refusal = store.save(&scenario, &origin).unwrap_err().to_string();
    assert_eq!(refusal, "standard input is not a file that could be saved to; save under a name");
    let refusal = Store::read_bytes(b"{}".to_vec(), "standard input").unwrap_err().to_string();
    assert!(refusal.starts_with("standard input: format is missing"), "{refusal}");
}

#[test]
fn a_file_that_another_process_holds_is_not_saved_to() {
    let Bench { store, .. } = bench();
    let saved = store.save_as(&coffee_shop(), None).unwrap();
    let held = store.lock("coffee-shop", saved.origin.path()).unwrap();
    let refused = store.save(&with_amount(&coffee_shop(), 2e6), &saved.origin);
    assert!(matches!(refused, Err(StoreError::Locked { .. })));
    drop(held);
    assert!(store.save(&with_amount(&coffee_shop(), 2e6), &saved.origin).is_ok());
}

#[test]
fn of_three_writers_on_one_file_no_acknowledged_save_is_lost() {
    let Bench { store, .. } = bench();
    let path = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    let writer = |writer: u32| {
        let (store, path) = (store.clone(), path.clone());
        std::thread::spawn(move || {
            for round in 0..10 {
                let Opened { scenario, origin } = store.open(&path).unwrap();
                let amount = f64::from(1000 * writer + round + 1);
                store.save(&with_amount(&scenario, amount), &origin).unwrap();
            }
        })
    };
    let writers: Vec<_> = (1..=3).map(writer).collect();
    for writer in writers {
        writer.join().unwrap();
    }
    let everywhere = [store.list().unwrap(), store.history(&path).unwrap()].concat();
    let amounts: Vec<f64> =
        everywhere.iter().map(|entry| entry.content.as_ref().unwrap().target().amount.get()).collect();
    for writer in 1..=3 {
        for round in 0..10 {
            assert!(amounts.contains(&f64::from(1000 * writer + round + 1)), "{writer} {round}");
        }
    }
    assert_eq!(names(&store.scenarios()).len(), store.list().unwrap().len(), "no temporary file is left");
}

#[test]
fn the_last_opened_file_is_remembered_while_it_is_there() {
    let Bench { store, .. } = bench();
    let path = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    store.remember_opened(&path);
    store.remember_opened(&path);
    assert_eq!(store.last_opened(), Some(path.clone()));
    assert_eq!(names(store.state()), ["last"]);
    fs::remove_file(path).unwrap();
    assert_eq!(store.last_opened(), None);
}

#[test]
fn errors_name_the_file_and_the_reason() {
    let Bench { folder, store } = bench();
    let message = |path: &Path| store.open(path).unwrap_err().to_string();
    let missing = folder.path().join("missing.json");
    assert_eq!(message(&missing), format!("there is no file {}", missing.display()));
    let not_regular = "is not a regular file; a scenario must be one";
    assert_eq!(message(folder.path()), format!("{} {not_regular}", folder.path().display()));
    let bad = folder.path().join("bad.json");
    fs::write(&bad, "{ \"format\": \"forecast\" }").unwrap();
    assert_eq!(message(&bad), format!("{}: format: found \"forecast\", allowed \"backcast\"", bad.display()));
}
