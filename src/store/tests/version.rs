//! Earlier versions: kept, thinned out, put back; and what cannot be read is copied before anybody mends it.

use super::super::format::MAX_BYTES;
use super::*;

/// A scenario of the store that was saved with these amounts, in this order.
fn saved_with(store: &Store, amounts: &[f64]) -> Origin {
    let mut origin = store.save_as(&coffee_shop(), None).unwrap().origin;
    for amount in amounts {
        origin = store.save(&with_amount(&coffee_shop(), *amount), &origin).unwrap().origin;
        std::thread::sleep(Duration::from_millis(2));
    }
    origin
}

fn versions(store: &Store, path: &Path) -> Vec<PathBuf> {
    store.history(path).unwrap().into_iter().map(|entry| entry.path).collect()
}

fn amount(store: &Store, path: &Path) -> f64 {
    store.open(path).unwrap().scenario.target().amount.get()
}

#[test]
fn a_version_takes_the_place_of_its_file_which_becomes_a_version() {
    let Bench { store, .. } = bench();
    let origin = saved_with(&store, &[1e6, 2e6]);
    let path = origin.path();
    let first = versions(&store, path).pop().unwrap();
    let Reverted { opened, replaced } = store.restore_version(path, &first, &[origin.held()]).unwrap();
    assert_eq!((amount(&store, path), opened.origin.path()), (24e6, path));
    assert_eq!(fs::read(path).unwrap(), fs::read(&first).unwrap());
    assert_eq!(amount(&store, replaced.as_ref().unwrap()), 2e6);

    let saved = store.save(&with_amount(&opened.scenario, 3e6), &opened.origin).unwrap();
    assert_eq!(saved.outcome, Outcome::Written, "what was restored is what was seen");
    let second = replaced.unwrap();
    let back = store.restore_version(path, &second, &[saved.origin.held()]).unwrap();
    assert_eq!((amount(&store, path), versions(&store, path).len()), (2e6, 5));
    let again = store.restore_version(path, &second, &[back.opened.origin.held()]).unwrap();
    assert_eq!(again.replaced, None, "equal bytes are not written");
    assert_eq!((versions(&store, path).len(), names(&store.scenarios()).len()), (5, 1));
}

#[test]
fn a_file_that_somebody_else_changed_is_not_replaced() {
    let Bench { store, .. } = bench();
    let origin = saved_with(&store, &[1e6]);
    let version = versions(&store, origin.path()).pop().unwrap();
    let theirs = store.save(&with_amount(&coffee_shop(), 5e6), &origin).unwrap();
    let refused = store.restore_version(origin.path(), &version, &[origin.held()]).unwrap_err();
    assert!(matches!(refused, StoreError::Changed { .. }));
    assert!(refused.to_string().ends_with("is left as it is; look at it again, then restore"), "{refused}");
    assert_eq!((amount(&store, theirs.origin.path()), versions(&store, origin.path()).len()), (5e6, 2));

    fs::remove_file(origin.path()).unwrap();
    let back = store.restore_version(origin.path(), &version, &[origin.held()]).unwrap();
    assert_eq!(
        (back.replaced, amount(&store, origin.path())),
        (None, 24e6),
        "nothing is lost by a file anew"
    );
    let none = bench().store.held(origin.path().with_file_name("none.json").as_path()).unwrap();
    let refused = store.restore_version(origin.path(), &versions(&store, origin.path())[0], &[none]);
    assert!(matches!(refused, Err(StoreError::Changed { .. })), "there was no file when it was looked at");
}

#[test]
fn damage_goes_to_the_history_and_the_quarantine_before_a_version_takes_its_place() {
    let Bench { store, .. } = bench();
    let path = saved_with(&store, &[1e6]).path().to_owned();
    let version = versions(&store, &path).pop().unwrap();
    fs::write(&path, "{ oops").unwrap();
    let seen = store.held(&path).unwrap();
    let kept = store.restore_version(&path, &version, &[seen]).unwrap().replaced.unwrap();
    assert_eq!((fs::read_to_string(kept).unwrap().as_str(), amount(&store, &path)), ("{ oops", 24e6));
    let quarantine = store.state().join("quarantine");
    assert_eq!(fs::read_to_string(quarantine.join(&names(&quarantine)[0])).unwrap(), "{ oops");
}

#[test]
fn what_a_newer_version_wrote_is_neither_replaced_nor_put_back() {
    let Bench { store, .. } = bench();
    let path = saved_with(&store, &[1e6]).path().to_owned();
    let version = versions(&store, &path).pop().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let newer = text.replace("\"version\": 1", "\"version\": 2");
    for bytes in [newer.clone(), newer.replace("\"kind\": \"even\"", "\"kind\": \"tidal\"")] {
        fs::write(&path, &bytes).unwrap();
        let refused = store.restore_version(&path, &version, &[store.held(&path).unwrap()]);
        assert!(matches!(refused, Err(StoreError::ReadOnly { .. })), "{refused:?}");
        store.quarantine(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), bytes);
    }
    assert_eq!(names(&store.state().join("quarantine")), [""; 0]);
    fs::write(&path, text).unwrap();
    fs::write(&version, newer).unwrap();
    let refused = store.restore_version(&path, &version, &[store.held(&path).unwrap()]);
    assert!(matches!(refused, Err(StoreError::ReadOnly { .. })));
    fs::write(&version, "{").unwrap();
    let refused = store.restore_version(&path, &version, &[store.held(&path).unwrap()]);
    assert!(matches!(refused, Err(StoreError::Format { .. })));
}

#[test]
fn no_version_brings_back_a_name_that_another_scenario_has() {
    let Bench { store, .. } = bench();
    let origin = saved_with(&store, &[]);
    let renamed = store.rename(origin.path(), "Tea room").unwrap().origin;
    store.save_as(&coffee_shop(), None).unwrap();
    let version = versions(&store, renamed.path()).pop().unwrap();
    let refused = store.restore_version(renamed.path(), &version, &[renamed.held()]);
    assert!(matches!(refused, Err(StoreError::InTheWay { .. })), "{refused:?}");
    assert_eq!(store.open(renamed.path()).unwrap().scenario.name(), "Tea room");
}

#[test]
fn a_version_is_found_by_the_beginning_of_its_name() {
    let Bench { store, .. } = bench();
    let path = saved_with(&store, &[1e6, 2e6]).path().to_owned();
    let all = versions(&store, &path);
    let name = |path: &Path| stem(path);
    assert_eq!(store.version(&path, &name(&all[0])).unwrap(), all[0]);
    assert_eq!(store.version(&path, &format!("{}.json", name(&all[1]))).unwrap(), all[1]);
    for (wanted, hint) in [("20", "there are: 20"), ("", "there are: 20"), ("1999", "there are: 20")] {
        let refused = store.version(&path, wanted).unwrap_err().to_string();
        assert!(refused.contains(hint) && refused.contains(&name(&all[1])), "{refused}");
    }
    let other = store.save_as(&called("Other"), None).unwrap().origin;
    let refused = store.version(other.path(), "x").unwrap_err().to_string();
    assert!(refused.ends_with("has no earlier version \"x\"; there is none at all"), "{refused}");
}

#[test]
fn what_cannot_be_read_is_copied_once_and_left_where_it_is() {
    let Bench { folder, store } = bench();
    let path = saved_with(&store, &[]).path().to_owned();
    let quarantine = store.state().join("quarantine");
    store.quarantine(&path).unwrap();
    assert!(!quarantine.exists(), "a good file is nothing to copy");
    for bytes in [b"{ oops".to_vec(), b"{ oops".to_vec(), vec![0xff; 3]] {
        fs::write(&path, &bytes).unwrap();
        store.quarantine(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    let copies = names(&quarantine);
    assert_eq!(copies.len(), 2, "{copies:?}");
    assert!(copies.iter().all(|name| name.starts_with("coffee-shop-")), "{copies:?}");
    fs::write(&path, vec![b' '; MAX_BYTES + 1]).unwrap();
    assert!(store.quarantine(&path).is_err());
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(store.quarantine(&path).is_err());
    let elsewhere = folder.path().join("elsewhere.json");
    fs::write(&elsewhere, "{ not yours").unwrap();
    store.quarantine(&elsewhere).unwrap();
    assert_eq!(names(&quarantine), copies);
}

#[test]
fn a_save_thins_out_old_versions_and_tells_their_time_by_their_name() {
    let Bench { store, .. } = bench();
    let origin = saved_with(&store, &[1e6]);
    let history = store.state().join("history/coffee-shop");
    let bytes = fs::read(origin.path()).unwrap();
    let days = |days: u64| SystemTime::now() - Duration::from_secs(days * 24 * 3600);
    for age in 1..=100 {
        for part in 0..3 {
            let time = days(age) - Duration::from_secs(part * 60);
            fs::write(history.join(format!("{}-0123abcd.json", slug::stamp(time))), &bytes).unwrap();
        }
    }
    fs::write(history.join("notes.json"), "of another program").unwrap();
    store.save(&with_amount(&coffee_shop(), 2e6), &origin).unwrap();
    let kept = store.history(origin.path()).unwrap();
    let dated = || kept.iter().filter_map(|entry| slug::stamped(&entry.slug));
    assert!(kept.iter().any(|entry| entry.slug == "notes"), "what it did not write it does not remove");
    assert!(dated().all(|time| time > days(91)), "nothing older than 90 days but the last ten");
    assert!((90..=110).contains(&dated().count()), "one of a day, some of an hour: {}", dated().count());
    assert!(
        kept.iter()
            .filter(|entry| entry.slug != "notes")
            .all(|entry| Some(entry.modified) == slug::stamped(&entry.slug))
    );
    assert!(kept.iter().any(|entry| entry.slug.contains(&slug::hash8(&bytes))), "the last one is there");
}
