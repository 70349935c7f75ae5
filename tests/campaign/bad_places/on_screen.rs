//! The same on the screen: a save that fails is said, what was typed stays unsaved, and leaving keeps asking.

use std::fs;

use tempfile::TempDir;

use super::disks::mounter;
use crate::bad_files::RICH;
use crate::pty::{Pty, Start};

const RIGHT: &str = "\x1b[C";

fn folder() -> TempDir {
    let folder = TempDir::new().expect("there is room for a folder");
    fs::create_dir_all(folder.path().join("store/scenarios")).expect("it is ours");
    fs::write(folder.path().join("store/scenarios/base.json"), RICH).expect("it is ours");
    folder
}

/// Changes something, fails to save it, and finds it still unsaved.
#[track_caller]
fn fail_to_save(pty: &mut Pty, reason: &str) {
    pty.wait("? help").send(RIGHT).wait("[2.1%]").send("s").wait(reason);
    pty.send("\x1b").wait_gone(reason).wait("? help").wait("unsaved").wait("[2.1%]");
    pty.send("q").wait("Discard").send("\x1b").wait_gone("Discard").wait("? help").wait("unsaved");
    pty.send("q").wait("Discard").send("D");
}

#[test]
fn a_save_on_a_full_disk_stays_unsaved_and_leaves_nothing_behind() {
    if mounter().is_none() {
        return;
    }
    let folder = folder();
    let script = "cd \"$HOME\" && exec unshare -rm /bin/sh -ec 'cp -r store kept; mount -t tmpfs -o size=64k none store
        cp -r kept/scenarios store; head -c 100000 /dev/zero > store/fill 2> /dev/null || true
        \"$@\" || echo \"status $?\"; ls -A store/scenarios; cmp store/scenarios/base.json kept/scenarios/base.json && echo [kept]' sh \"$@\"";
    let mut pty = Start::new(&folder).script(script).arg("base").run();
    fail_to_save(&mut pty, "No space left");
    pty.wait("[kept]").end();
    assert!(pty.text().contains("base.json") && !pty.text().contains(".tmp\n"), "{}", pty.text());
}

#[test]
fn a_save_into_a_store_that_is_gone_makes_it_again_and_one_that_cannot_says_so() {
    let folder = folder();
    let store = folder.path().join("store");
    let mut pty = Start::new(&folder).arg("base").run();
    pty.wait("? help").send(RIGHT).wait("[2.1%]");
    fs::remove_dir_all(&store).expect("it is ours");
    pty.send("o")
        .wait("Your store is empty")
        .send("\x1b")
        .wait("[2.1%]")
        .send("s")
        .wait("saved to")
        .send("q");
    assert_eq!(pty.end().exit_code(), 0);
    assert!(fs::read_to_string(store.join("scenarios/base.json")).expect("it was saved").contains("0.021"));

    let mut pty = Start::new(&folder).arg("base").run();
    pty.wait("[2.1%]");
    fs::remove_dir_all(&store).expect("it is ours");
    fs::write(&store, "in the way").expect("it is ours");
    pty.send(RIGHT)
        .wait("[2.2%]")
        .send("s")
        .wait("is a file")
        .send("\x1b")
        .wait_gone("is a file")
        .wait("unsaved");
    pty.send("q").wait("Discard").send("D");
    pty.end();
    assert_eq!(fs::read_to_string(&store).expect("it is there"), "in the way");
}

#[test]
fn what_is_no_file_is_reported_on_the_screen_and_does_not_hold_it_up() {
    let folder = folder();
    let there = super::no_files(&folder.path().join("store/scenarios"));
    let mut pty = Start::new(&folder).arg("base").run();
    pty.wait("? help").send("o").wait("is not a regular file").wait("over 8 MiB").wait("link to nothing");
    pty.send("\x1b").wait("Ratios").send("q");
    assert_eq!(pty.end().exit_code(), 0);
    for (name, status, part) in there {
        let path = folder.path().join("store/scenarios").join(name).display().to_string();
        let mut pty = Start::new(&folder).arg(&path).run();
        if part.contains("regular") || part.contains("8 MiB") {
            // What is there is reported on the screen, which starts with something to play with.
            pty.wait("cannot be opened").send("\x1b").wait_gone("cannot be opened").wait("? help").send("q");
            assert_eq!(pty.end().exit_code(), 0, "{name}");
        } else {
            assert_eq!(pty.end().exit_code(), status as u32, "{name}: {}", pty.text());
        }
    }
}

#[test]
fn a_journal_that_finds_no_room_says_so_and_the_plan_is_saved_all_the_same() {
    if mounter().is_none() {
        return;
    }
    let folder = folder();
    let script = "cd \"$HOME\" && exec unshare -rm /bin/sh -ec 'mkdir -p .local; mount -t tmpfs -o size=64k none .local
        head -c 100000 /dev/zero > .local/fill 2> /dev/null || true
        \"$@\" && echo [ended]; find .local -type f' sh \"$@\"";
    let mut pty = Start::new(&folder).script(script).arg("base").run();
    pty.wait("? help").send(RIGHT).wait("[2.1%]").wait("NOT SAVED").send(RIGHT).wait("[2.2%]");
    pty.send("S").wait("Save as").send("x\r").wait("saved to").send("q").wait("[ended]").end();
    let saved = super::paths(&folder.path().join("store/scenarios"));
    assert_eq!(saved.len(), 2, "under another name, which has no earlier version: {saved:?}");
}
