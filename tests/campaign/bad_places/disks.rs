//! Disks that are full or may not be written: what was there stays, and nothing half done is left behind.

use std::process::Command;

use super::{bench, works};
use crate::run::{PROGRAM, Said, run, within};

/// A shell in which disks can be mounted that nobody else sees. None, with the reason, where the system forbids it.
pub(super) fn mounter() -> Option<[&'static str; 4]> {
    let shell = ["unshare", "-rm", "/bin/sh", "-ec"];
    if works(&[&shell[..], &["mount -t tmpfs -o size=64k none /mnt"]].concat()) {
        return Some(shell);
    }
    println!(
        "skipped: no disk can be mounted here (unshare -rm, Debian: util-linux, or its user namespaces are off)"
    );
    None
}

/// Runs a script in such a shell, in a folder with a store; the program is `$p`.
#[track_caller]
fn script(script: &str) -> Option<Said> {
    let shell = mounter()?;
    let folder = bench();
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg(script);
    within(&mut command, folder.path());
    Some(run(command.env("p", PROGRAM)))
}

/// Fills the disk of the store, tries everything that writes, and shows what is left.
const WRITE_ALL: &str = "
    for line in 'set base target=1m' 'new Fresh' 'copy base Copied' 'goals base --out store/goals.txt'; do
        $p $line 2>&1 && echo \"done: $line\" || echo \"status $?\"
    done
    ls -A store/scenarios store
    cmp store/scenarios/base.json base.json && echo kept";

#[test]
fn on_a_full_disk_nothing_is_lost_and_nothing_is_left_behind() {
    let fill =
        "cp store/scenarios/base.json . && mount -t tmpfs -o size=64k none store && mkdir store/scenarios
        cp base.json store/scenarios && head -c 100000 /dev/zero > store/fill 2> /dev/null || true";
    let Some(said) = script(&format!("{fill}\n{WRITE_ALL}")) else { return };
    assert_eq!(
        said.out.matches("No space left on device (os error 28); make room there").count(),
        4,
        "{}",
        said.out
    );
    assert_eq!(said.out.matches("status 1\n").count(), 4, "{}", said.out);
    assert!(
        said.out.ends_with("store:\nfill\nscenarios\n\nstore/scenarios:\nbase.json\nkept\n"),
        "{}",
        said.out
    );
}

#[test]
fn on_a_read_only_disk_nothing_is_lost() {
    let protect =
        "cp store/scenarios/base.json . && mount --bind store store && mount -o remount,ro,bind store";
    let Some(said) = script(&format!("{protect}\n{WRITE_ALL}\n$p delete base 2>&1 || echo \"status $?\""))
    else {
        return;
    };
    assert_eq!(
        said.out.matches("Read-only file system (os error 30); use a folder that can").count(),
        5,
        "{}",
        said.out
    );
    assert_eq!(said.out.matches("status 1\n").count(), 5, "{}", said.out);
    assert!(said.out.contains("store:\nscenarios\n\nstore/scenarios:\nbase.json\nkept\n"), "{}", said.out);
}

#[test]
fn a_save_whose_earlier_version_finds_no_room_is_not_made() {
    let fill = "cp store/scenarios/base.json . && mount -t tmpfs -o size=64k none home
        head -c 100000 /dev/zero > home/fill 2> /dev/null || true";
    let Some(said) = script(&format!("{fill}\n{WRITE_ALL}\nfind home -type f")) else { return };
    assert!(
        said.out.contains("base.json was not saved: its earlier version could not be kept in"),
        "{}",
        said.out
    );
    assert!(said.out.contains("No space left on device"), "{}", said.out);
    assert_eq!(said.out.matches("status 1\n").count(), 1, "what keeps no version is written: {}", said.out);
    assert!(
        said.out.contains("\nkept\n") && said.out.contains("base.json\ncopied.json\nfresh.json\n"),
        "{}",
        said.out
    );
    assert!(!said.out.contains(".tmp\n"), "{}", said.out);
}
