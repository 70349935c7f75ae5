//! Modes, links, pipes and devices.

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
