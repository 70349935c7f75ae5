//! Keys of the user's own: they do what they are to do, and help, hints and palette show them.

use backcast::tui::keymap::Keymap;
use backcast::tui::keymap::rebind::Wish;

use super::{screen, yields};
use crate::screen::Screen;

/// A screen on which some commands have other keys.
fn with(wishes: &[(&str, &str, &str)]) -> Screen {
    let wish = |(section, command, key): &(&str, &str, &str)| {
        let [section, command, key] = [section, command, key].map(|text| (**text).to_owned());
        Wish { line: 1, section, command, keys: vec![key] }
    };
    let wishes: Vec<Wish> = wishes.iter().map(wish).collect();
    let (keymap, problems) = Keymap::with_wishes(&wishes);
    assert_eq!(problems, []);
    let mut screen = screen();
    screen.model.keymap = keymap;
    screen
}

#[test]
fn a_key_of_the_users_own_does_what_the_default_did() {
    let mut screen = with(&[("panes", "nudge-up", "x"), ("anywhere", "undo", "z")]);
    let before = yields(&screen, 0);
    screen.keys("right");
    assert_eq!(yields(&screen, 0), before, "the default key is free");
    screen.keys("x");
    assert!(yields(&screen, 0) > before);
    screen.keys("u");
    assert!(yields(&screen, 0) > before);
    screen.keys("z");
    assert_eq!(yields(&screen, 0), before);
}

#[test]
fn help_hints_and_palette_show_the_users_own_keys() {
    let mut screen = with(&[("anywhere", "help", "X"), ("anywhere", "save", "W"), ("anywhere", "why", "Q")]);
    assert!(screen.text().contains("X help"), "{}", screen.text());
    screen.keys("X");
    let help = screen.text();
    assert!(help.contains('W') && help.contains('Q'), "{help}");
    screen.keys("esc").keys(": s a v e");
    let palette = screen.text();
    let row = palette.lines().find(|line| line.contains("Save") && !line.contains("as")).unwrap_or_default();
    assert!(row.contains('W'), "{palette}");
}

#[test]
fn what_is_wrong_with_the_settings_is_said_in_a_line() {
    let mut screen = screen();
    screen.model.tell_of_settings(&[
        "line 3: theme is true".to_owned(),
        "line 4: b".to_owned(),
        "line 9: c".to_owned(),
    ]);
    assert!(screen.text().contains("settings (2 more): line 3: theme is true"), "{}", screen.text());
    screen.model.tell_of_settings(&["line 3: theme is true".to_owned()]);
    assert!(screen.text().contains("settings: line 3: theme is true"), "{}", screen.text());
}
