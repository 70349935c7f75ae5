//! What must hold of a store: nothing is lost, nothing is overwritten unseen, and every refusal says what to do.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of other programs")]

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
fn the_list_is_newest_first_and_tells_what_cannot_be_read() {
    let Bench { store, .. } = bench();
    let old = store.save_as(&coffee_shop(), None).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(old.origin.path()).unwrap().set_modified(long_ago).unwrap();
    fs::write(store.scenarios().join("broken.json"), "{").unwrap();
    fs::write(store.scenarios().join(".hidden.json"), "{").unwrap();
    fs::write(store.scenarios().join("notes.txt"), "{").unwrap();
    let list = store.list().unwrap();
    let slugs: Vec<_> = list.iter().map(|entry| entry.slug.as_str()).collect();
    assert_eq!(slugs, ["broken", "coffee-shop"]);
    assert!(list[0].content.as_ref().unwrap_err().starts_with("line 1, column 1"));
    assert_eq!(list[1].content.as_ref().unwrap(), &coffee_shop());
}

#[test]
fn a_text_means_a_file_then_a_slug_then_a_name() {
    let Bench { folder, store } = bench();
    let unknown = |text: &str| store.resolve(text).unwrap_err().to_string();
    assert!(unknown("Base").contains("there are no scenarios in"), "{}", unknown("Base"));
    let shop = store.save_as(&coffee_shop(), None).unwrap().origin;
    let empty = store.save_as(&template("empty").unwrap().scenario, None).unwrap().origin;
    for text in ["coffee-shop", "Coffee shop", "COFFEE SHOP ", "coffee-shop.json"] {
        assert_eq!(store.resolve(text).unwrap(), shop.path(), "{text}");
    }
    let path = folder.path().join("elsewhere");
    fs::write(&path, "").unwrap();
    assert_eq!(store.resolve(path.to_str().unwrap()).unwrap(), path);
    assert_eq!(unknown("cofee shp"), "no scenario or file \"cofee shp\"; did you mean coffee-shop?");
    assert!(unknown("zebra").ends_with("there are: empty, coffee-shop"), "{}", unknown("zebra"));

    let named = |name: &str| store.save_as(&called(name), None).unwrap().origin.path().to_owned();
    let (plan, hyphen) = (named("Q1 plan"), named("Q1-plan"));
    let (japan, same) = (named("日本"), named("scenario"));
    assert_eq!((stem(&hyphen), stem(&japan)), ("q1-plan-2".to_owned(), "scenario".to_owned()));
    for (text, path) in [
        ("Q1-plan", &hyphen),
        ("Q1 PLAN", &plan),
        ("q1-plan.json", &plan),
        ("q1-plan-2", &hyphen),
        ("scenario", &same),
        ("日本", &japan),
        ("scenario.json", &japan),
        ("日\u{200b}本", &japan),
    ] {
        assert_eq!(store.resolve(text).unwrap(), *path, "{text}");
    }
    for (text, files) in
        [("q1-plan", ["q1-plan.json", "q1-plan-2.json"]), ("SCENARIO", ["scenario.json", "scenario-2.json"])]
    {
        let said = unknown(text);
        assert!(said.starts_with("several scenarios are called"), "{said}");
        assert!(files.iter().all(|file| said.contains(file)), "{said}");
    }
    for path in [plan, hyphen, japan, same] {
        store.delete(&path).unwrap();
    }
    let back = store.restore("scenario").unwrap();
    assert_eq!(store.open(&back).unwrap().scenario.name(), "scenario", "not the one with this slug");
    store.delete(&back).unwrap();

    let twin = empty.path().with_file_name("twin.json");
    fs::copy(empty.path(), &twin).unwrap();
    assert_eq!(store.resolve("empty.json").unwrap(), empty.path());
    fs::rename(empty.path(), empty.path().with_file_name("other.json")).unwrap();
    let several = unknown("Empty");
    assert!(several.starts_with("several scenarios are called \"Empty\"; say which: "), "{several}");
    assert!(several.contains("other.json") && several.contains("twin.json"), "{several}");
    assert_eq!(store.resolve("twin.json").unwrap(), twin);
    for number in 0..20 {
        fs::copy(&twin, twin.with_file_name(format!("more-{number}.json"))).unwrap();
    }
    let several = unknown("Empty");
    assert!(several.matches(".json").count() == 8 && several.ends_with(", …"), "{several}");
}

#[test]
fn renaming_moves_the_file_and_its_history_and_keeps_unknown_keys() {
    let Bench { store, .. } = bench();
    let path = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    store.save_as(&coffee_shop().with(&Edit::Name("Tea room".into())).unwrap(), None).unwrap();
    let text =
        fs::read_to_string(&path).unwrap().replace("\"version\": 1,", "\"version\": 1, \"x\": [true],");
    fs::write(&path, text).unwrap();
    let saved = store.rename(&path, "Tea Room!").unwrap();
    assert_eq!(saved.origin.path(), store.scenarios().join("tea-room-2.json"));
    assert!(fs::read_to_string(saved.origin.path()).unwrap().contains("\"x\": [\n    true\n  ]\n}"));
    assert_eq!(store.open(saved.origin.path()).unwrap().origin, saved.origin);
    assert_eq!(names(&store.scenarios()), ["tea-room-2.json", "tea-room.json"]);
    assert_eq!(names(&store.state().join("history")), ["tea-room-2"]);
    assert!(matches!(store.rename(saved.origin.path(), " "), Err(StoreError::Name(_))));
}

#[test]
fn a_duplicate_has_a_name_and_a_file_of_its_own() {
    let Bench { store, .. } = bench();
    let path = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    assert_eq!(store.duplicate(&path, None).unwrap().name, "Coffee shop copy");
    let second = store.duplicate(&path, None).unwrap();
    assert_eq!(second.name, "Coffee shop copy 2");
    assert_eq!(second.origin.slug(), "coffee-shop-copy-2");
    assert_eq!(store.duplicate(&path, Some("Tea room")).unwrap().origin.slug(), "tea-room");
}

#[test]
fn no_two_scenarios_get_one_name() {
    let Bench { folder, store } = bench();
    let shop = store.save_as(&coffee_shop(), None).unwrap().origin;
    let other = store.save_as(&called("Other"), None).unwrap().origin;
    for name in ["Coffee shop", " COFFEE SHOP", "Coffee\u{200b} shop"] {
        for refused in [
            store.save_as(&called(name), Some(&other)),
            store.rename(other.path(), name),
            store.duplicate(other.path(), Some(name)),
            store.save(&called(name), &other),
        ] {
            let said = refused.unwrap_err().to_string();
            assert!(
                said.starts_with("there is already a scenario \"") && said.contains("(coffee-shop); choose"),
                "{said}"
            );
        }
    }
    assert_eq!(names(&store.scenarios()), ["coffee-shop.json", "other.json"]);
    assert_eq!(store.rename(shop.path(), "COFFEE shop").unwrap().name, "COFFEE shop");
    let outside = folder.path().join("outside.json");
    fs::write(&outside, format::write(&called("Plan"), &Extras::default())).unwrap();
    assert_eq!(store.rename(&outside, "Other").unwrap().name, "Other", "a file elsewhere has its path");
}

#[test]
fn conflict_copies_have_names_of_their_own() {
    let Bench { store, .. } = bench();
    let origin = store.save_as(&called(&"x".repeat(60)), None).unwrap().origin;
    store.save(&with_amount(&called(&"x".repeat(60)), 1e6), &origin).unwrap();
    let mut copies: Vec<_> = (0..30)
        .map(|_| store.save(&with_amount(&called(&"x".repeat(60)), 2e6), &origin).unwrap().name)
        .collect();
    assert!(copies.iter().any(|name| name.ends_with(") 2")), "several fall into one second: {copies:?}");
    copies.sort();
    copies.dedup();
    assert_eq!(copies.len(), 30);
}

#[test]
fn what_is_deleted_can_be_restored() {
    let Bench { store, .. } = bench();
    let path = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    let trashed = store.delete(&path).unwrap();
    assert!(trashed.name.starts_with("coffee-shop.20"));
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(store.trash().unwrap()[0].slug, trashed.name);
    store.save_as(&template("coffee-shop").unwrap().scenario, None).unwrap();
    assert!(
        store.restore("tea").unwrap_err().to_string().ends_with(&format!("the trash has {}", trashed.name))
    );
    assert_eq!(store.restore(&trashed.name).unwrap(), store.scenarios().join("coffee-shop-2.json"));
    assert_eq!(store.trash().unwrap(), []);
    assert!(matches!(store.restore(&trashed.name), Err(StoreError::Unknown { .. })));
    assert!(matches!(store.delete(&store.scenarios().join("no.json")), Err(StoreError::NotFound { .. })));
}

#[test]
fn the_last_deleted_of_a_name_is_restored_first() {
    let Bench { store, .. } = bench();
    for amount in [1e6, 2e6] {
        let saved = store.save_as(&with_amount(&coffee_shop(), amount), None).unwrap();
        store.delete(saved.origin.path()).unwrap();
        std::thread::sleep(Duration::from_millis(2));
    }
    let path = store.restore("Coffee shop").unwrap();
    assert_eq!(store.open(&path).unwrap().scenario.target().amount.get(), 2e6);
    assert_eq!(store.restore("coffee-shop").unwrap(), store.scenarios().join("coffee-shop-2.json"));
}

#[test]
fn the_history_has_every_replaced_version_the_last_first() {
    let Bench { store, .. } = bench();
    let mut origin = store.save_as(&coffee_shop(), None).unwrap().origin;
    for amount in [1e6, 2e6, 3e6] {
        origin = store.save(&with_amount(&coffee_shop(), amount), &origin).unwrap().origin;
        std::thread::sleep(Duration::from_millis(2));
    }
    let amount = |entry: &Entry| entry.content.as_ref().unwrap().target().amount.get();
    let amounts: Vec<_> = store.history(origin.path()).unwrap().iter().map(amount).collect();
    assert_eq!(amounts, [2e6, 1e6, 24e6]);
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

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn new_files_are_private_and_replaced_ones_keep_their_mode() {
        let Bench { store, .. } = bench();
        let saved = store.save_as(&coffee_shop(), None).unwrap();
        assert_eq!((mode(saved.origin.path()), mode(&store.scenarios())), (0o600, 0o700));
        fs::set_permissions(saved.origin.path(), fs::Permissions::from_mode(0o664)).unwrap();
        store.save(&with_amount(&coffee_shop(), 2e6), &saved.origin).unwrap();
        assert_eq!(mode(saved.origin.path()), 0o664);
    }

    #[test]
    fn a_write_protected_file_is_left_alone() {
        let Bench { store, .. } = bench();
        let saved = store.save_as(&coffee_shop(), None).unwrap();
        fs::set_permissions(saved.origin.path(), fs::Permissions::from_mode(0o444)).unwrap();
        let refused = store.save(&with_amount(&coffee_shop(), 2e6), &saved.origin);
        assert!(matches!(refused, Err(StoreError::Protected { .. })));
        assert_eq!(store.open(saved.origin.path()).unwrap().scenario, coffee_shop());
    }

    #[test]
    fn a_link_to_a_file_is_saved_through_and_deleted_as_a_link() {
        let Bench { folder, store } = bench();
        let real = folder.path().join("real.json");
        fs::write(&real, format::write(&coffee_shop(), &Extras::default())).unwrap();
        fs::create_dir_all(store.scenarios()).unwrap();
        let link = store.scenarios().join("link.json");
        symlink(&real, &link).unwrap();
        let Opened { scenario, origin } = store.open(&link).unwrap();
        store.save(&with_amount(&scenario, 2e6), &origin).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(store.open(&real).unwrap().scenario.target().amount.get(), 2e6);
        store.delete(&link).unwrap();
        assert!(real.exists() && !link.exists());
    }

    #[test]
    fn pipes_and_devices_are_refused_without_opening_them() {
        let Bench { folder, store } = bench();
        let endless = folder.path().join("endless.json");
        symlink("/dev/zero", &endless).unwrap();
        assert!(matches!(store.open(&endless), Err(StoreError::NotRegular { .. })));
        let socket = folder.path().join("socket.json");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(matches!(store.open(&socket), Err(StoreError::NotRegular { .. })));
    }

    #[test]
    fn what_is_there_but_no_file_is_called_what_it_is() {
        let Bench { folder, store } = bench();
        let link = folder.path().join("link.json");
        symlink("gone.json", &link).unwrap();
        let said = |path: &Path| store.resolve(path.to_str().unwrap()).unwrap_err().to_string();
        let (link_said, folder_said) = (said(&link), said(folder.path()));
        assert_eq!(link_said, format!("{} is a link to nothing: there is no gone.json", link.display()));
        let regular = "is not a regular file; a scenario must be one";
        assert_eq!(folder_said, format!("{} {regular}", folder.path().display()));
        let nothing = said(&folder.path().join("nothing"));
        assert!(nothing.starts_with("no scenario or file"), "{nothing}");
    }

    #[test]
    fn a_save_that_fails_leaves_the_file_and_no_rubbish() {
        let Bench { store, .. } = bench();
        let saved = store.save_as(&coffee_shop(), None).unwrap();
        fs::create_dir_all(store.state()).unwrap();
        fs::write(store.state().join("history"), "in the way").unwrap();
        let failed = store.save(&with_amount(&coffee_shop(), 2e6), &saved.origin).unwrap_err().to_string();
        let history = store.state().join("history");
        let (path, folder) = (saved.origin.path().display(), history.join("coffee-shop"));
        let said = format!(
            "{path} was not saved: its earlier version could not be kept in {} (cannot make the folder {}: ",
            folder.display(),
            history.display()
        );
        assert!(failed.starts_with(&said) && failed.ends_with("or save under another name"), "{failed}");
        assert_eq!(names(&store.scenarios()), ["coffee-shop.json"]);
        assert_eq!(store.open(saved.origin.path()).unwrap().scenario, coffee_shop());
    }
}
