//! The store as a whole: listing, finding, renaming, duplicating, the trash, history.

use super::*;

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
    assert!(!list[1].read_only);
    let newer = fs::read_to_string(old.origin.path()).unwrap().replace("\"version\": 1", "\"version\": 2");
    fs::write(old.origin.path(), newer).unwrap();
    assert!(store.list().unwrap().iter().any(|entry| entry.slug == "coffee-shop" && entry.read_only));
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
    let own = empty.path();
    fs::copy(&twin, own).unwrap();
    assert_eq!(store.find("Empty").unwrap(), own, "to look at, the others are copies of it");
    assert!(store.resolve("Empty").is_err(), "what may change or delete it must be told which");
    fs::remove_file(own).unwrap();
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
    store.save_as(&called("Coffee, shop"), None).unwrap();
    assert!(
        store.restore("tea").unwrap_err().to_string().ends_with(&format!("the trash has {}", trashed.name))
    );
    assert_eq!(store.restore(&trashed.name).unwrap(), store.scenarios().join("coffee-shop-2.json"));
    assert_eq!(store.trash().unwrap(), []);
    assert!(matches!(store.restore(&trashed.name), Err(StoreError::Unknown { .. })));
    assert!(matches!(store.delete(&store.scenarios().join("no.json")), Err(StoreError::NotFound { .. })));
}

#[test]
fn nothing_is_restored_beside_a_scenario_of_the_same_name() {
    let Bench { store, .. } = bench();
    let trashed = store.delete(store.save_as(&coffee_shop(), None).unwrap().origin.path()).unwrap();
    let taken = store.save_as(&called("COFFEE shop"), None).unwrap().origin;
    for refused in [store.restore("Coffee shop"), store.restore_file(&trashed.path)] {
        let refused = refused.unwrap_err().to_string();
        assert_eq!(
            refused,
            "\"Coffee shop\" cannot come back: a scenario is called so by now (coffee-shop); rename or delete \
             that one first"
        );
    }
    assert_eq!((store.trash().unwrap().len(), store.list().unwrap().len()), (1, 1));
    store.rename(taken.path(), "Tea room").unwrap();
    assert_eq!(store.restore_file(&trashed.path).unwrap(), store.scenarios().join("coffee-shop.json"));
}

#[test]
fn that_very_file_is_restored_even_if_it_cannot_be_read() {
    let Bench { store, .. } = bench();
    let mut paths = Vec::new();
    for amount in [1e6, 2e6] {
        let saved = store.save_as(&with_amount(&coffee_shop(), amount), None).unwrap();
        paths.push(store.delete(saved.origin.path()).unwrap().path);
        std::thread::sleep(Duration::from_millis(2));
    }
    let back = store.restore_file(&paths[0]).unwrap();
    assert_eq!(store.open(&back).unwrap().scenario.target().amount.get(), 1e6, "not the one deleted last");
    let broken = store.scenarios().join("broken.json");
    fs::write(&broken, "{").unwrap();
    let trashed = store.delete(&broken).unwrap().path;
    assert_eq!(store.restore_file(&trashed).unwrap(), broken);
    assert!(matches!(store.restore_file(&trashed), Err(StoreError::NotFound { .. })));
}

#[test]
fn a_free_name_is_numbered_when_it_is_taken() {
    let Bench { store, .. } = bench();
    assert_eq!(store.free_name("Base", "").unwrap(), "Base");
    store.save_as(&called("Base"), None).unwrap();
    store.save_as(&called("base 2"), None).unwrap();
    assert_eq!(store.free_name("Base", "").unwrap(), "Base 3");
    assert_eq!(store.free_name("Base", " (earlier)").unwrap(), "Base (earlier)");
}

#[cfg(unix)]
#[test]
fn two_spellings_of_a_path_are_one_file() {
    let Bench { folder, store } = bench();
    let path = store.save_as(&coffee_shop(), None).unwrap().origin.path().to_owned();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(store.scenarios(), &link).unwrap();
    assert!(Store::is_same_file(&path, &link.join("coffee-shop.json")));
    assert!(!Store::is_same_file(&path, &folder.path().join("coffee-shop.json")));
    assert!(!Store::is_same_file(&path, &link.join("tea.json")));
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
    store.rename(&path, "Coffee, shop").unwrap();
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
