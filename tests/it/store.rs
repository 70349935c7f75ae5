//! The store as other rooms use it, on files that refuse something, on links, and on files of every format version.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use backcast::plan::{Edit, Scenario};
use backcast::store::{Outcome, Store, format};
use tempfile::TempDir;

use crate::refusing::Refusing;
use crate::scenarios::{acme, money};

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().expect("there is room for a store");
    let store = Store::at(folder.path().join("data"), folder.path().join("state"));
    (folder, store)
}

fn with_amount(scenario: &Scenario, amount: f64) -> Scenario {
    scenario.with(&Edit::Amount(money(amount))).expect("an amount")
}

/// Every file and folder below one.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| {
            let inside = if path.is_dir() { below(&path) } else { Vec::new() };
            inside.into_iter().chain([path])
        })
        .collect()
}

#[test]
fn a_file_of_every_format_version_is_read_and_saved_unchanged_to_the_last_byte() {
    let (_folder, store) = store();
    let formats = below(Path::new("tests/data/formats"));
    assert!(formats.len() >= 2);
    for fixture in formats {
        let bytes = fs::read(&fixture).unwrap();
        let path = store.scenarios().join(fixture.file_name().unwrap());
        fs::create_dir_all(store.scenarios()).unwrap();
        fs::write(&path, &bytes).unwrap();
        let opened = store.open(&path).unwrap_or_else(|error| panic!("{error}"));
        assert!(!opened.origin.is_read_only());
        let saved = store.save(&opened.scenario, &opened.origin).unwrap();
        assert_eq!(
            (saved.outcome, fs::read(&path).unwrap() == bytes),
            (Outcome::Unchanged, true),
            "{path:?}"
        );
        let version = format!("\"version\": {},", format::VERSION);
        assert!(
            String::from_utf8(bytes.clone()).unwrap().contains(&version),
            "an older one is upgraded: test that"
        );

        let noted = |scenario: &Scenario, notes: &str| scenario.with(&Edit::Notes(notes.to_owned())).unwrap();
        let edited = store.save(&noted(&opened.scenario, "changed"), &opened.origin).unwrap();
        let kept = store.history(&path).unwrap();
        assert_eq!((edited.outcome, fs::read(&kept[0].path).unwrap() == bytes), (Outcome::Written, true));
        let again = store.open(&path).unwrap();
        let back = store.save(&noted(&again.scenario, opened.scenario.notes()), &again.origin);
        assert_eq!((back.unwrap().outcome, fs::read(&path).unwrap() == bytes), (Outcome::Written, true));
    }
}

#[test]
fn the_versions_of_a_file_that_went_away_are_found_by_its_name() {
    let (_folder, store) = store();
    let first = store.save_as(&acme().build(), None).expect("the store is ours");
    let second = store.save(&with_amount(&acme().build(), 5e6), &first.origin).expect("nobody holds it");
    let path = second.origin.path().to_owned();
    fs::remove_file(&path).expect("it is there");
    assert!(store.resolve("Draft").is_err());
    for called in ["Draft", "draft", "draft.json"] {
        assert_eq!(store.resolve_past(called).expect("it left a version"), path);
    }
    let version = store.history(&path).expect("there is a folder").remove(0).path;
    let held = store.held(&path).expect("nothing is there");
    assert!(held.is_nothing());
    store.restore_version(&path, &version, &[held]).expect("nothing is in the way");
    assert_eq!(store.open(&path).expect("it is back").scenario, acme().build());
    assert!(store.resolve_past("nobody").is_err());
}

#[test]
fn without_locks_a_save_goes_on_and_it_can_be_told() {
    let (_folder, store) = store();
    let locked = store.save_as(&acme().build(), None).unwrap().origin;
    let locked = store.save(&with_amount(&acme().build(), 1e6), &locked).unwrap().origin;
    assert!(!store.lacks_locks());
    let refuses = |call: &str, _: &Path| (call == "lock").then_some(ErrorKind::Unsupported);
    let unlocked = store.clone().on(Refusing::new(refuses));
    let saved = unlocked.save(&with_amount(&acme().build(), 2e6), &locked).unwrap();
    assert_eq!((saved.outcome, unlocked.lacks_locks()), (Outcome::Written, true));
    let stale = unlocked.save(&with_amount(&acme().build(), 3e6), &locked).unwrap();
    assert!(matches!(stale.outcome, Outcome::Conflict { .. }), "the bytes are compared all the same");
}

#[test]
fn a_history_that_cannot_be_thinned_out_fails_no_save() {
    let (_folder, store) = store();
    let origin = store.save_as(&acme().build(), None).unwrap().origin;
    let history = store.state().join("history").join(origin.slug());
    fs::create_dir_all(&history).unwrap();
    for day in 10..30 {
        fs::write(history.join(format!("200101{day}-000000-000-0123abcd.json")), "{}").unwrap();
    }
    let in_history = |path: &Path| path.components().any(|part| part.as_os_str() == "history");
    assert!(in_history(&history));
    let refusals: [fn(&str, &Path) -> Option<ErrorKind>; 2] = [
        |call, path| {
            let old = path.to_string_lossy().contains("/200101");
            (call == "remove" && old).then_some(ErrorKind::PermissionDenied)
        },
        |call, path| (call == "list" && path.ends_with("draft")).then_some(ErrorKind::PermissionDenied),
    ];
    let mut origin = origin;
    for (refuses, amount) in refusals.into_iter().zip([1e6, 2e6]) {
        let saved =
            store.clone().on(Refusing::new(refuses)).save(&with_amount(&acme().build(), amount), &origin);
        let saved = saved.unwrap();
        assert_eq!(saved.outcome, Outcome::Written);
        origin = saved.origin;
    }
    assert_eq!(fs::read_dir(&history).unwrap().count(), 22);
    store.save(&with_amount(&acme().build(), 3e6), &origin).unwrap();
    assert_eq!(fs::read_dir(&history).unwrap().count(), 10, "the next save that can clears up");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    #[test]
    fn everything_that_is_made_is_for_the_user_alone() {
        let (folder, store) = store();
        let mut journal = store.journal();
        journal.note(1, &acme().build(), None, 1);
        journal.sync().unwrap();
        let origin = store.save_as(&acme().build(), None).unwrap().origin;
        store.save(&with_amount(&acme().build(), 1e6), &origin).unwrap();
        store.delete(origin.path()).unwrap();
        fs::write(origin.path(), "{ oops").unwrap();
        store.quarantine(origin.path()).unwrap();
        fs::remove_file(origin.path()).unwrap();
        store.remember_opened(folder.path());
        let made = below(folder.path());
        for part in
            ["/trash/draft.", "/history/draft/", "/journal/", "/locks/", "/quarantine/draft-", "/last"]
        {
            assert!(made.iter().any(|path| path.to_string_lossy().contains(part)), "{part}: {made:?}");
        }
        for path in made {
            assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        }
    }

    #[test]
    fn a_relative_link_to_another_folder_is_saved_through_with_its_new_bytes_made_there() {
        let (folder, store) = store();
        let checkout = folder.path().join("checkout/plans");
        fs::create_dir_all(&checkout).unwrap();
        fs::create_dir_all(store.scenarios()).unwrap();
        let real = checkout.join("real.json");
        fs::write(&real, format::write(&acme().build(), &format::Extras::default())).unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        let link = store.scenarios().join("link.json");
        symlink("../../checkout/plans/real.json", &link).unwrap();
        let files = Refusing::new(|_, _| None);
        let store = store.on(files.clone());
        let opened = store.open(&link).unwrap();
        let saved = store.save(&with_amount(&opened.scenario, 1e6), &opened.origin).unwrap();
        assert_eq!((saved.outcome, saved.origin.path()), (Outcome::Written, link.as_path()));
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("../../checkout/plans/real.json"));
        assert_eq!((store.open(&real).unwrap().scenario.target().amount.get(), mode(&real)), (1e6, 0o640));
        let made = files.asked("create");
        let in_scenarios = |path: &PathBuf| path.starts_with(store.scenarios());
        assert!(made.iter().any(|path| path.starts_with(checkout.canonicalize().unwrap())), "{made:?}");
        assert!(!made.iter().any(in_scenarios), "a rename over the link would need bytes here: {made:?}");

        let version = store.history(&link).unwrap().remove(0).path;
        store.restore_version(&link, &version, &[saved.origin.held()]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "a version goes through the link too");
        assert_eq!((store.open(&real).unwrap().scenario.target().amount.get(), mode(&real)), (24e6, 0o640));
    }

    #[test]
    fn of_a_file_with_two_names_one_is_saved() {
        let (folder, store) = store();
        let origin = store.save_as(&acme().build(), None).unwrap().origin;
        let other = folder.path().join("other.json");
        fs::hard_link(origin.path(), &other).unwrap();
        store.save(&with_amount(&acme().build(), 1e6), &origin).unwrap();
        assert_eq!(store.open(&other).unwrap().scenario, acme().build());
        assert_eq!(fs::metadata(origin.path()).unwrap().nlink(), 1);
    }

    #[test]
    fn a_link_to_a_folder_or_a_device_is_not_saved_to() {
        let (folder, store) = store();
        let origin = store.save_as(&acme().build(), None).unwrap().origin;
        for target in [folder.path(), Path::new("/dev/null")] {
            fs::remove_file(origin.path()).unwrap();
            symlink(target, origin.path()).unwrap();
            let before = SystemTime::now();
            let refused = store.save(&with_amount(&acme().build(), 1e6), &origin).unwrap_err().to_string();
            assert!(refused.ends_with("is not a regular file; a scenario must be one"), "{refused}");
            assert!(before.elapsed().unwrap() < Duration::from_secs(5));
            assert!(store.quarantine(origin.path()).is_err());
        }
    }
}
