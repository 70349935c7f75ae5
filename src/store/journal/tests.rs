//! What must hold of a journal: what was synced comes back, what is damaged harms nothing before it.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of crashes and other programs")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::{Opened, Store, template};
use crate::plan::{Edit, Money, Scenario};

struct Bench {
    _folder: TempDir,
    store: Store,
    opened: Opened,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path().join("data"), folder.path().join("state"));
    let scenario = template("coffee-shop").unwrap().scenario;
    let path = store.save_as(&scenario, None).unwrap().origin.path().to_owned();
    let opened = store.open(&path).unwrap();
    Bench { _folder: folder, store, opened }
}

fn amount(scenario: &Scenario, amount: f64) -> Scenario {
    scenario.with(&Edit::Amount(Money::new(amount).unwrap())).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn only_file(store: &Store) -> PathBuf {
    let files = files(&store.state().join("journal"));
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

#[test]
fn what_was_synced_is_found_after_a_crash_and_not_while_the_session_lives() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    for edits in 1..=3 {
        journal.note(7, &amount(&opened.scenario, f64::from(edits) * 1e6), Some(&opened.origin), edits);
        journal.sync().unwrap();
    }
    assert_eq!(store.leftovers().unwrap(), [], "its session lives");
    drop(journal);
    let leftovers = store.leftovers().unwrap();
    assert_eq!((leftovers.len(), leftovers[0].edits(), leftovers[0].damaged), (1, 3, false));
    let unsaved = &leftovers[0].documents[0];
    assert_eq!(unsaved.scenario.target().amount.get(), 3e6);
    let saved = unsaved.saved.clone().unwrap();
    assert_eq!((saved.origin.path(), &saved.scenario), (opened.origin.path(), &opened.scenario));
    // What is recovered can be saved where it came from.
    store.save(&unsaved.scenario, &saved.origin).unwrap();
    assert_eq!(store.open(opened.origin.path()).unwrap().scenario.target().amount.get(), 3e6);
}

#[test]
fn nothing_is_written_before_there_is_something_and_nothing_stays_when_all_is_settled() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    journal.sync().unwrap();
    assert!(!store.state().join("journal").exists());
    journal.note(1, &amount(&opened.scenario, 5.0), None, 1);
    journal.sync().unwrap();
    only_file(&store);
    journal.settle(1);
    journal.settle(2);
    journal.close().unwrap();
    assert_eq!(files(&store.state().join("journal")), [""; 0].map(PathBuf::from));
    assert_eq!(files(&store.state().join("locks")).len(), 0, "nor its lock");
}

#[test]
fn a_new_scenario_is_recovered_without_a_file_and_what_is_settled_is_not() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    journal.note(1, &amount(&opened.scenario, 5.0), Some(&opened.origin), 1);
    journal.note(2, &amount(&opened.scenario, 6.0), None, 4);
    journal.settle(1);
    journal.close().unwrap();
    let leftovers = store.leftovers().unwrap();
    let [unsaved] = leftovers[0].documents.as_slice() else { panic!("{leftovers:?}") };
    assert_eq!((unsaved.saved.as_ref(), unsaved.edits), (None, 4));
    assert_eq!(unsaved.scenario, amount(&opened.scenario, 6.0));
}

#[test]
fn a_journal_cut_anywhere_gives_what_was_whole_and_a_flipped_bit_ends_it() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    let mut ends = Vec::new();
    for edits in 1..=3 {
        journal.note(1, &amount(&opened.scenario, f64::from(edits)), Some(&opened.origin), edits);
        journal.sync().unwrap();
        ends.push(fs::metadata(only_file(&store)).unwrap().len() as usize);
    }
    drop(journal);
    let path = only_file(&store);
    let bytes = fs::read(&path).unwrap();
    for cut in 0..=bytes.len() {
        let found = super::leftover::read(path.clone(), &bytes[..cut]).unwrap();
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!((found.edits() as usize, found.damaged), (whole, false), "cut at {cut}");
    }
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << bit;
            let found = super::leftover::read(path.clone(), &damaged).unwrap();
            let whole = ends.iter().filter(|end| **end <= at).count();
            assert_eq!(found.edits() as usize, whole, "bit {bit} of byte {at}");
        }
    }
    let mut damaged = bytes;
    damaged[ends[0] + 20] ^= 1;
    fs::write(&path, &damaged).unwrap();
    let leftovers = store.leftovers().unwrap();
    assert!(leftovers[0].damaged && leftovers[0].edits() == 1);
    let mut journal = store.journal();
    journal.replace(leftovers.into_iter().next().unwrap());
    journal.sync().unwrap();
    assert_eq!(store.leftovers().unwrap(), []);
    let kept = files(&store.state().join("quarantine"));
    assert_eq!(fs::read(&kept[0]).unwrap(), damaged, "what could not be read is kept");
}

#[test]
fn a_large_journal_is_begun_anew_with_what_is_unsaved() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    let lengthy = opened.scenario.with(&Edit::Notes("x".repeat(90_000))).unwrap();
    journal.note(2, &amount(&opened.scenario, 2.0), Some(&opened.origin), 1);
    for edits in 1..=60 {
        journal.note(1, &amount(&lengthy, f64::from(edits)), Some(&opened.origin), edits);
        journal.sync().unwrap();
    }
    assert!(fs::metadata(only_file(&store)).unwrap().len() < 5 << 20);
    drop(journal);
    let leftovers = store.leftovers().unwrap();
    let documents: Vec<_> = leftovers[0].documents.iter().map(|unsaved| unsaved.edits).collect();
    assert_eq!(documents, [1, 60]);
}

#[test]
fn a_discarded_journal_lies_in_the_trash_as_scenarios() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    journal.note(1, &amount(&opened.scenario, 5.0), Some(&opened.origin), 1);
    journal.close().unwrap();
    let leftover = store.leftovers().unwrap().remove(0);
    store.discard(&leftover).unwrap();
    assert_eq!(store.leftovers().unwrap(), []);
    let trash = store.trash().unwrap();
    assert_eq!(trash[0].content.as_ref().unwrap().target().amount.get(), 5.0);
}

#[test]
fn damage_at_the_beginning_is_told_and_kept_and_a_newer_journal_is_left_alone() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    journal.note(1, &amount(&opened.scenario, 5.0), Some(&opened.origin), 1);
    journal.sync().unwrap();
    drop(journal);
    let path = only_file(&store);
    let whole = fs::read_to_string(&path).unwrap();
    let (_, rest) = whole.split_once('\n').unwrap();
    let newer =
        super::super::checked::line(&serde_json::json!({ "journal": "backcast", "version": 2 })) + rest;
    fs::write(&path, &newer).unwrap();
    assert_eq!(store.leftovers().unwrap(), []);
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    fs::write(&path, format!("x{whole}")).unwrap();
    let leftovers = store.leftovers().unwrap();
    assert!(leftovers.len() == 1 && leftovers[0].damaged && leftovers[0].documents.is_empty());
    let kept = files(&store.state().join("quarantine"));
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), format!("x{whole}"));
    assert_eq!(store.leftovers().unwrap(), [], "it is told once");
}

#[test]
fn files_that_were_written_in_vain_are_not_heaped_up() {
    let Bench { store, opened, .. } = bench();
    let mut journal = store.journal();
    for edits in 1..=5 {
        journal.note(1, &amount(&opened.scenario, f64::from(edits)), Some(&opened.origin), edits);
        journal.write().unwrap();
        assert!(journal.unsynced().is_some());
        journal.synced(false);
    }
    assert!(files(&store.state().join("journal")).len() <= 2);
    drop(journal);
    let leftovers = store.leftovers().unwrap();
    assert!(leftovers.iter().any(|leftover| leftover.edits() == 5), "a kill loses nothing that was written");
}
