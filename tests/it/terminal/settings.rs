//! The user's settings in a real terminal: read from where they are, told where they are wrong, and overridden.

#![expect(clippy::disallowed_methods, reason = "the settings are written here")]

use std::fs;

use tempfile::TempDir;

use super::pty::Start;

/// A home with settings in it.
fn home(settings: &str) -> TempDir {
    let home = TempDir::new().expect("there is room for a folder");
    fs::create_dir_all(home.path().join(".config/backcast")).expect("the folder is ours");
    fs::write(home.path().join(".config/backcast/config.toml"), settings).expect("the folder is ours");
    home
}

#[test]
fn settings_are_read_and_arguments_win_over_them() {
    let home =
        home("theme = \"none\"\nascii = true\nmouse = false\n[anywhere]\nquit = [\"Z\"]\nsave = [\"W\"]\n");
    let mut pty = Start::new(&home).run();
    pty.wait("W save").wait("W saves");
    let sent = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(!sent.contains("\x1b[38;5;") && !sent.contains("\x1b[?1000h"), "no colour, no mouse");
    assert!(!pty.text().contains('│') && pty.text().contains('|'), "{}", pty.text());
    pty.send("q").wait("q does nothing here").send("Z");
    assert!(pty.end().success());

    let mut pty = Start::new(&home).arg("--theme").arg("dark").run();
    pty.wait("W save");
    assert!(String::from_utf8_lossy(&pty.bytes()).contains("\x1b[38;5;"), "colours again");
    pty.send("Z");
    assert!(pty.end().success());
}

#[test]
fn what_is_wrong_is_told_on_the_screen_and_in_full_where_it_began() {
    let home = home("theme = \"blue\"\n[grid]\nsing = [\"x\"]\n[anywhere]\nsave = [\"X\"]\n");
    let mut pty = Start::new(&home).run();
    pty.wait("settings (1 more): line 1: theme is \"dark\", \"light\" or \"none\"");
    pty.wait("X save").send("q");
    assert!(pty.end().success());
    let left = pty.text();
    assert!(left.contains("config.toml: line 1: theme is") && left.contains("there is no command"), "{left}");
}
