//! Sentences on the screen name the keys that the key map has: the defaults, or those of the user's own.

use backcast::tui::command::{Command, TABLE};
use backcast::tui::keymap::rebind::Wish;
use backcast::tui::keymap::{DEFAULTS, Keymap, Place};
use backcast::tui::message::Message;
use backcast::tui::update::update;
use ratatui::crossterm::event::Event;

use super::documented::pressed;
use crate::scenarios::acme;
use crate::screen::{Screen, remove, write};
use crate::tidy::{read as read_source, rust_files};

/// A letter for each command that no text has otherwise.
fn letter(command: Command) -> String {
    let place = TABLE.iter().position(|about| about.command == command).expect("it has a row");
    let letter = char::from_u32('а' as u32 + place as u32).expect("there are as many Cyrillic letters");
    letter.to_string()
}

/// Every command with another key wherever it has one.
fn other_keys() -> Keymap {
    let defaults: toml::Table = DEFAULTS.parse().expect("the defaults are TOML");
    let mut wishes = Vec::new();
    for (section, commands) in &defaults {
        for id in commands.as_table().expect("a place holds commands").keys() {
            let command = Command::by_id(id).expect("the defaults are known");
            let key = match command {
                // These work in the midst of a text, too.
                Command::Interrupt => "f7".to_owned(),
                Command::Suspend => "f8".to_owned(),
                Command::Redraw => "f9".to_owned(),
                command => letter(command),
            };
            let (section, keys) = (section.clone(), vec![key]);
            wishes.push(Wish { line: 1, section, command: id.clone(), keys });
        }
    }
    let (keymap, problems) = Keymap::with_wishes(&wishes);
    assert_eq!(problems, []);
    keymap
}

/// A text with the key that a key map has for each `{command}` in it, where the screen is.
fn filled(text: &str, keymap: &Keymap, screen: &Screen) -> String {
    let place = screen.model.place();
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('}').expect("a brace is closed");
        let command = Command::by_id(id).unwrap_or_else(|| panic!("there is no command {id:?}"));
        let key = |place| keymap.keys(place, command).next();
        let elsewhere = || keymap.places(command).into_iter().find_map(key);
        filled.push_str(key(place).or_else(elsewhere).expect("every command has a key"));
        filled.push_str(rest);
    }
    filled
}

/// Presses the keys of commands, `@save`, as the key map has them, and other keys as they are.
fn press(screen: &mut Screen, script: &str) {
    let mut rest = script.trim();
    while !rest.is_empty() {
        let end = if rest.starts_with('<') { rest.find('>').map(|at| at + 1) } else { rest.find(' ') };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        match word.strip_prefix('@') {
            Some(id) => {
                let command = Command::by_id(id).unwrap_or_else(|| panic!("there is no command {id:?}"));
                let key = screen.model.keymap.keys(screen.model.place(), command).next();
                let key = key.unwrap_or_else(|| panic!("{id} has no key here")).to_owned();
                screen.keys(&pressed(&key));
            }
            None => _ = screen.keys(word),
        }
        rest = after.trim_start();
    }
}

/// What leads to a text with keys, in a window of some size, on a plan that is stored or not.
struct Way {
    stored: bool,
    size: (u16, u16),
    script: &'static str,
    says: &'static [&'static str],
}

const fn new(script: &'static str, says: &'static [&'static str]) -> Way {
    Way { stored: false, size: (120, 40), script, says }
}

const fn stored(script: &'static str, says: &'static [&'static str]) -> Way {
    Way { stored: true, ..new(script, says) }
}

const fn sized(size: (u16, u16), script: &'static str, says: &'static [&'static str]) -> Way {
    Way { size, ..new(script, says) }
}

const WAYS: &[Way] = &[
    new("@lock", &["locked: {lock} unlocks"]),
    new("@lock @nudge-up", &["locked, {lock} unlocks"]),
    new("@lock <type 5>", &["locked, {lock} unlocks"]),
    new("@lock @edit", &["locked, {lock} unlocks"]),
    new("@lock @present @nudge-up", &["locked, {lock} unlocks"]),
    new("@next-pane @next-pane @down @nudge-up", &["nothing to nudge here: {edit} shows the choices"]),
    new("@pin", &["pinned: changes are measured from here · {undo} takes it back"]),
    new("@peek", &["the baseline · {peek} goes back to your plan", "{peek} goes back"]),
    new("@peek @nudge-up", &["this is the baseline · {peek} goes back to your plan"]),
    new("@cancel", &["{quit} quits · {help} shows all keys"]),
    new("Delete", &["Delete does nothing here · {help} shows all keys"]),
    new("@levers @apply", &["· {undo} takes it back", "· {content} order"]),
    sized(
        (80, 24),
        "@levers @content @content @apply",
        &["{content} goes to the levers; {apply} applies there"],
    ),
    sized((80, 24), "@levers @content @content", &["{range} low-high", "{content} order"]),
    new("@compare 5", &["there is no number to type here · {plan} goes to the plan"]),
    new("@compare @remove-column", &["nothing to compare · {open} adds another", "· {all-rows} all rows"]),
    new(
        "@compare",
        &["Change a number in the plan ({plan})", "{open} adds another scenario, {all-rows} shows"],
    ),
    new("@compare @all-rows", &["· {all-rows} only what differs", "first column · {delta}"]),
    new("@notes <type x> Esc", &["notes kept · {undo} takes them back"]),
    new("@content @content @content @exact", &["months' grid · {content} goes on to it"]),
    new("@content @content @content", &["{content} what is shown"]),
    new("", &["{delta}  {content} what  {exact} exact  {runway} runway", "{save} save", "{help} help"]),
    new(
        "@next-pane @next-pane @next-pane @bottom",
        &["{left}{right} column", "{nudge-down}{nudge-up} nudge"],
    ),
    new("@find 9 0 0 k Enter", &["· {undo} takes it back"]),
    new("@commands <type zzzz>", &["; {help} finds those of other pages."]),
    new("@nudge-up @history Down Down Enter", &["· {undo} takes it back"]),
    new(
        "@present",
        &["{nudge-down}{nudge-up} nudge   {next-lever} next lever   {edit} result", "{present} leave"],
    ),
    new("@present @peek", &["BEFORE ({peek})"]),
    new("@levers", &["{range} gives it a low and a high end"]),
    new(
        "@scenarios",
        &["Your store is empty.", "{save-as} saves the plan on the screen.", "{edit} on a template starts"],
    ),
    new("@scenarios", &["Not saved: in no file yet. {save-as} saves it", "{search} search · {mark} mark"]),
    new("@scenarios @rename", &["it is in no file yet: {save-as} saves it under a name"]),
    new("@scenarios @down @rename", &["it comes with the program: {edit} starts a copy of it"]),
    new(
        "@scenarios @compare-marked",
        &["mark 2 to 4 with {mark} first, then {compare-marked} compares them"],
    ),
    new("@scenarios @search <type zzzz> Enter", &["Nothing is called so. {cancel} shows all."]),
    new("@scenarios @down @edit", &["a copy, not saved yet · {save} saves it · {undo} goes back"]),
    sized((80, 24), "", &["· {content} what is shown"]),
    sized((30, 10), "", &["{save} save · {quit} quit"]),
    stored("@scenarios", &[". {history} shows earlier"]),
    stored(
        "@scenarios @restore",
        &["{history} shows its earlier versions: {restore} on one of them restores it"],
    ),
    stored("@scenarios @trash", &["in the trash, {undo} brings it back", "TRASH · {edit} brings it back"]),
    stored("@scenarios @trash @rename", &["is in the trash: {edit} on it there brings it back"]),
    stored("@scenarios @trash", &["Its file is in the trash: {save} saves it again."]),
    stored("@scenarios @mark @mark @mark", &["1 marked · {mark} mark"]),
    stored(
        "@nudge-up @save @nudge-up @save @scenarios @history",
        &["{edit} opens a copy · {restore} restores · {cancel} back", "{cancel} back to the scenarios"],
    ),
    stored("@nudge-up @save @scenarios @history @rename", &["{edit} opens it as a copy, {cancel} goes back"]),
    stored(
        "@nudge-up @save @scenarios @history @mark",
        &["{edit} opens it as a copy, which can be compared"],
    ),
    stored("@nudge-up @save @scenarios @history @restore", &["{undo} takes it back: "]),
];

impl Way {
    fn begin(&self, keymap: &Keymap) -> Screen {
        let plan = acme().build();
        let screen = if self.stored { Screen::stored(&plan) } else { Screen::new(plan) };
        let mut screen = screen.size(self.size.0, self.size.1);
        screen.model.keymap = keymap.clone();
        screen
    }
}

/// What is wrong with the keys that a screen names: those that it has must stand there, and none that another key map
/// has in their place.
fn complaint(screen: &Screen, text: &str, other: &Keymap, after: &str) -> Option<String> {
    let (own, others) = (filled(text, &screen.model.keymap, screen), filled(text, other, screen));
    if !screen.shows(&own) {
        return Some(format!("{own:?} is not there after {after:?}:\n{}", screen.text()));
    }
    (own != others && screen.shows(&others)).then(|| format!("{others:?} is there after {after:?}"))
}

#[track_caller]
fn names(screen: &Screen, text: &str, other: &Keymap, after: &str) {
    assert_eq!(complaint(screen, text, other, after), None);
}

#[test]
fn every_sentence_names_the_keys_that_there_are() {
    let (defaults, others) = (Keymap::default(), other_keys());
    let mut complaints = Vec::new();
    for (own, other) in [(&defaults, &others), (&others, &defaults)] {
        for way in WAYS {
            let mut screen = way.begin(own);
            press(&mut screen, way.script);
            complaints.extend(way.says.iter().filter_map(|text| complaint(&screen, text, other, way.script)));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_happens_outside_is_told_with_the_keys_that_there_are() {
    let (defaults, others) = (Keymap::default(), other_keys());
    for (own, other) in [(&defaults, &others), (&others, &defaults)] {
        let way = stored("", &[]);
        let mut screen = way.begin(own);
        let path = screen.store().resolve("Draft").expect("it was saved");
        update(&mut screen.model, Message::Journal(Some("the disk is full".to_owned())));
        names(
            &screen,
            "NOT SAVED: edits are on this screen only · {save} saves · the disk",
            other,
            "a full disk",
        );
        write(&path, b"no scenario");
        screen.event(&Event::FocusGained);
        names(&screen, "{save-as} saves another", other, "a file that cannot be read");
        remove(&path);
        screen.event(&Event::FocusGained);
        names(
            &screen,
            "the plan is on the screen only · {save} writes it again",
            other,
            "a file that is gone",
        );
    }
}

#[test]
fn the_stage_editor_names_its_own_letters() {
    let mut screen = new("", &[]).begin(&other_keys());
    press(&mut screen, "@stage Down Down L");
    screen
        .expect("locked: L unlocks")
        .keys("5")
        .expect("locked, L unlocks")
        .keys("x")
        .expect("u brings it back");
}

/// Where keys are those of a dialog itself, whatever the key map says.
const DIALOGS: [&str; 5] = [
    "src/tui/overlay/damaged.rs",
    "src/tui/overlay/prompt.rs",
    "src/tui/overlay/stage",
    "src/tui/view/overlay",
    "src/tui/view/menu.rs",
];

/// The same elsewhere: small windows, typing, help on dialogs, and what is no key at all. That Enter brings a file back
/// is help on a command, which is the same text for every key map.
const OWN: [&str; 8] = [
    "s save, k keep,",
    "D discard, Esc stay",
    "Esc leaves as is",
    "Esc closes what",
    "Enter shows it",
    "history: all steps and earlier versions; E there exports them",
    "to the trash: Enter on it there brings it back",
    "= for several months",
];

/// The strings of the sources behind the screen, each with its file; not those of their tests.
fn strings() -> Vec<(String, String)> {
    let mut strings = Vec::new();
    for path in rust_files("src/tui").into_iter().chain(rust_files("src/text")) {
        let text = read_source(&path);
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = lines.collect::<Vec<_>>().join("\n").replace("'\"'", "").replace("\\\"", "");
        strings.extend(code.split('"').skip(1).step_by(2).map(|string| (path.clone(), string.to_owned())));
    }
    strings
}

/// Whether a text has a sentence, or a part of one, that begins with a default key and goes on with
/// what it does.
fn names_a_key(text: &str, defaults: &[String]) -> bool {
    let parts = text.split(['·', ':', ',', ';', '.', '(', '\n']).map(str::trim_start);
    let begins = |part: &str| {
        part.split_once(' ').is_some_and(|(word, does)| {
            defaults.iter().any(|key| key == word) && does.starts_with(|next: char| next.is_lowercase())
        })
    };
    parts.into_iter().any(begins)
}

#[test]
fn no_source_names_a_default_key_in_words() {
    let keymap = Keymap::default();
    let keys = TABLE.iter().flat_map(|about| Place::ALL.map(|place| keymap.keys(place, about.command)));
    let is_article = |key: &str| matches!(key, "a" | "A");
    let defaults: Vec<String> = keys.flatten().filter(|key| !is_article(key)).map(str::to_owned).collect();
    assert!(
        names_a_key("pinned · u takes it back", &defaults) && names_a_key("saved, S saves it", &defaults)
    );
    assert!(!names_a_key("a copy of it, as it was · {undo} takes it back", &defaults));
    let is_own = |(path, text): &(String, String)| {
        DIALOGS.iter().any(|dialog| path.starts_with(dialog)) || OWN.contains(&text.as_str())
    };
    let named: Vec<(String, String)> =
        strings().into_iter().filter(|string| names_a_key(&string.1, &defaults) && !is_own(string)).collect();
    assert!(named.is_empty(), "{named:#?}");
}
