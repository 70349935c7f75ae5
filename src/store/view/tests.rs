//! What must hold of a view: it comes back as it was kept, goes where its file goes, and damage harms nothing.

#![expect(clippy::disallowed_methods, reason = "these tests play the part of crashes and other programs")]

use std::fs;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::plan::{Edit, Money};
use crate::store::template;

struct Bench {
    _folder: TempDir,
    store: Store,
    /// A scenario of the store.
    file: PathBuf,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path().join("data"), folder.path().join("state"));
    let file = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    Bench { _folder: folder, store, file }
}

fn coffee_shop() -> Scenario {
    template("coffee-shop").unwrap().scenario
}

fn view(amount: f64) -> View {
    let settings = [("shown", "day one"), ("exact", "yes")];
    let settings = settings.map(|(name, word)| (name.to_owned(), word.to_owned())).into();
    let baseline = coffee_shop().with(&Edit::Amount(Money::new(amount).unwrap())).unwrap();
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(1_799_047_730_007);
    View { settings, pinned: Some(Pinned { baseline, at }) }
}

fn files(folder: &Path) -> Vec<String> {
    let listing = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = listing.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_view_comes_back_as_it_was_kept_and_the_last_one_wins() {
    let Bench { store, file, _folder } = bench();
    assert_eq!(store.view(&file).unwrap(), None);
    for view in
        [view(1e6), View { pinned: None, ..view(1e6) }, View { settings: BTreeMap::new(), ..view(0.1 + 0.2) }]
    {
        store.keep_view(&file, &view).unwrap();
        assert_eq!(store.view(&file).unwrap(), Some(view));
    }
    assert_eq!(files(&store.view_folder()), ["coffee-shop.json"]);
    assert_eq!(
        (files(store.data()), files(&store.scenarios())),
        (vec!["scenarios".to_owned()], vec!["coffee-shop.json".to_owned()])
    );
    store.keep_view(&file, &View::default()).unwrap();
    assert_eq!(files(&store.view_folder()), [""; 0], "what is as at first needs no file");
}

#[test]
fn a_file_outside_of_the_store_has_a_view_of_its_own() {
    let Bench { _folder: folder, store, file } = bench();
    let outside = folder.path().join("coffee-shop.json");
    fs::copy(&file, &outside).unwrap();
    store.keep_view(&outside, &view(1e6)).unwrap();
    assert_eq!((store.view(&outside).unwrap(), store.view(&file).unwrap()), (Some(view(1e6)), None));
}

#[test]
fn equal_bytes_are_not_written_nor_anything_of_a_file_that_is_gone() {
    let Bench { store, file, _folder } = bench();
    store.keep_view(&file, &view(1e6)).unwrap();
    let kept = store.view_path(&file).unwrap();
    let options = fs::File::options().write(true).open(&kept).unwrap();
    options.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    store.keep_view(&file, &view(1e6)).unwrap();
    assert_eq!(fs::metadata(&kept).unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH);
    store.keep_view(&file, &view(2e6)).unwrap();
    assert_ne!(fs::metadata(&kept).unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH);
    fs::remove_file(&file).unwrap();
    store.keep_view(&file, &view(3e6)).unwrap();
    assert_eq!(store.view(&file).unwrap(), Some(view(2e6)));
}

#[test]
fn damage_at_any_byte_leaves_no_view_and_no_other() {
    let whole = write(&view(1e6));
    assert_eq!(read(&whole).unwrap(), view(1e6));
    for at in 0..whole.len() {
        assert!(read(&whole[..at]).is_err(), "cut at {at}");
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << bit;
            assert!(read(&damaged).is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn what_is_foreign_is_no_view_and_what_is_unknown_says_nothing() {
    let view = |value: Value| read(checked::line(&value).as_bytes());
    let kept = json!({ "view": "backcast", "version": 1, "settings": { "exact": "yes", "deep": [1], "new": 2 }, "more": {} });
    let expected = View { settings: [("exact".to_owned(), "yes".to_owned())].into(), pinned: None };
    assert_eq!(view(kept.clone()).unwrap(), expected);
    for (key, other) in [
        ("version", json!(2)),
        ("view", json!("theirs")),
        ("pinned", json!("10:02")),
        ("pinned", json!({ "at": "20270104-072850-007", "baseline": { "format": "backcast" } })),
    ] {
        let mut foreign = kept.clone();
        foreign[key] = other;
        assert!(view(foreign).is_err(), "{key}");
    }
    let bench = bench();
    assert!(read(&fs::read(&bench.file).unwrap()).is_err(), "a scenario is no view");
}

#[test]
fn whatever_lies_in_its_place_is_told_and_the_scenario_stays() {
    let Bench { store, file, _folder } = bench();
    let kept = store.view_path(&file).unwrap();
    let before = fs::read(&file).unwrap();
    fs::create_dir_all(&kept).unwrap();
    assert!(store.view(&file).is_err() && store.keep_view(&file, &view(1e6)).is_err());
    assert_eq!(files(&store.view_folder()), ["coffee-shop.json"], "nothing half written stays");
    fs::remove_dir(&kept).unwrap();
    fs::write(&kept, "not a view").unwrap();
    assert!(store.view(&file).is_err());
    store.keep_view(&file, &view(1e6)).unwrap();
    assert_eq!(store.view(&file).unwrap(), Some(view(1e6)), "it is replaced");
    fs::remove_dir_all(store.view_folder()).unwrap();
    fs::write(store.view_folder(), "in the way").unwrap();
    assert!(store.view(&file).is_err() && store.keep_view(&file, &view(1e6)).is_err());
    assert_eq!(fs::read(&file).unwrap(), before);
    let renamed = store.rename(&file, "Tea shop").unwrap();
    store.delete(renamed.origin.path()).unwrap();
    store.save_as(&coffee_shop(), None).unwrap();
}

#[test]
fn a_view_goes_where_its_file_goes() {
    let Bench { store, file, _folder } = bench();
    store.keep_view(&file, &view(1e6)).unwrap();
    let renamed = store.rename(&file, "Tea shop").unwrap().origin.path().to_owned();
    assert_eq!((store.view(&file).unwrap(), store.view(&renamed).unwrap()), (None, Some(view(1e6))));
    let trashed = store.delete(&renamed).unwrap();
    assert_eq!((store.view(&renamed).unwrap(), store.view(&trashed.path).unwrap()), (None, Some(view(1e6))));
    let back = store.restore(&trashed.name).unwrap();
    assert_eq!((store.view(&trashed.path).unwrap(), store.view(&back).unwrap()), (None, Some(view(1e6))));
}

#[test]
fn a_new_file_has_no_view_whatever_had_its_name() {
    let Bench { store, file, _folder } = bench();
    store.keep_view(&file, &view(1e6)).unwrap();
    assert_eq!(store.view(store.duplicate(&file, None).unwrap().origin.path()).unwrap(), None);
    // Somebody else removes the file: nobody takes its view away.
    fs::remove_file(&file).unwrap();
    assert_eq!(store.save_as(&coffee_shop(), None).unwrap().origin.path(), file);
    assert_eq!(store.view(&file).unwrap(), None);
    // A file without a view takes the place of one that had one.
    store.keep_view(&file, &view(1e6)).unwrap();
    fs::remove_file(&file).unwrap();
    let other = coffee_shop().with(&Edit::Name("Tea shop".to_owned())).unwrap();
    let other = store.save_as(&other, None).unwrap().origin.path().to_owned();
    assert_eq!(store.rename(&other, "Coffee shop").unwrap().origin.path(), file);
    assert_eq!(store.view(&file).unwrap(), None);
}
