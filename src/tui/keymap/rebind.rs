//! Keys of the user's own, in the form of `assets/keymap.toml`: they take the place of a command's keys there.
//!
//! What cannot be is left out and told with its line; the rest is used.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Binding, Keymap, Place, SECTIONS};
use crate::tui::command::Command;

/// The keys that a user wants for a command in the places of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The line of the settings that says so, counted from 1.
    pub line: usize,
    /// The section: a place, or several.
    pub section: String,
    /// The command's id.
    pub command: String,
    /// The keys, the one to show first; two keys are written with a blank between them.
    pub keys: Vec<String>,
}

/// Why something of the settings is not used, and in which line it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what is allowed.
    pub text: String,
}

/// A wish that is understood.
struct Asked {
    line: usize,
    id: String,
    places: &'static [Place],
    command: Command,
    bindings: Vec<Binding>,
}

impl Keymap {
    /// The default keys with those that a user wants.
    pub fn with_wishes(wishes: &[Wish]) -> (Self, Vec<Problem>) {
        let defaults = Self::default();
        let mut problems = Vec::new();
        let mut asked: Vec<Asked> = Vec::new();
        for wish in wishes {
            match understood(wish, &defaults) {
                Ok(wish) => asked.push(wish),
                Err(text) => problems.push(Problem { line: wish.line, text }),
            }
        }
        // What is said of one place wins over what is said of several.
        asked.sort_by_key(|wish| std::cmp::Reverse(wish.places.len()));
        // Who is refused has the default keys again, which another may have been given meanwhile.
        let keymap = loop {
            match defaults.with_all(&asked) {
                Ok(keymap) => break keymap,
                Err((at, text)) => problems.push(Problem { line: asked.remove(at).line, text }),
            }
        };
        problems.sort_by_key(|problem| problem.line);
        (keymap, problems)
    }

    /// These keys with others for some commands; or which of them cannot be, and why.
    fn with_all(&self, asked: &[Asked]) -> Result<Self, (usize, String)> {
        let mut bindings = self.bindings.clone();
        let take_away = |bindings: &mut Vec<Binding>, wish: &Asked| {
            for binding in bindings.iter_mut().filter(|binding| binding.command == wish.command) {
                binding.places.retain(|place| !wish.places.contains(place));
            }
            bindings.retain(|binding| !binding.places.is_empty());
        };
        for wish in asked {
            take_away(&mut bindings, wish);
        }
        for (at, wish) in asked.iter().enumerate() {
            take_away(&mut bindings, wish);
            for new in &wish.bindings {
                if let Some(other) = bindings.iter().find(|other| other.is_hidden_by(new)) {
                    return Err((at, format!("{}: {}", wish.id, at_odds(other, new))));
                }
            }
            bindings.extend(wish.bindings.iter().cloned());
        }
        Ok(Self::of(bindings))
    }
}

impl Binding {
    /// Whether this one could not be reached any more, or would hide the other, in a place that they share.
    fn is_hidden_by(&self, other: &Self) -> bool {
        let begins = self.keys.iter().zip(&other.keys).all(|(one, other)| one == other);
        begins
            && self.command != other.command
            && self.places.iter().any(|place| other.places.contains(place))
    }
}

/// Why a new binding cannot stand beside another.
fn at_odds(other: &Binding, new: &Binding) -> String {
    let shared = other.places.iter().find(|place| new.places.contains(place));
    let place = shared.expect("they are at odds in a place of both").name();
    let (old, key, means) = (&other.shown, &new.shown, other.command.about().id);
    let taken = if other.keys.len() > new.keys.len() {
        format!("{key} begins {old}, which means {means}")
    } else {
        format!("{old} already means {means}")
    };
    format!("{taken} ({place}); give that other keys too")
}

/// The keys that a section of a key map asks for, and what is wrong with those that it cannot; `line` tells in which
/// line a span stands.
pub fn wishes(
    section: &str,
    commands: &DeTable<'_>,
    line: impl Fn(Range<usize>) -> usize,
) -> (Vec<Wish>, Vec<Problem>) {
    let (mut wishes, mut problems) = (Vec::new(), Vec::new());
    for (command, keys) in commands {
        let line = line(command.span());
        let (section, command) = (section.to_owned(), command.get_ref().to_string());
        if let Some(keys) = words(keys.get_ref()) {
            wishes.push(Wish { line, section, command, keys });
        } else {
            let text = format!("{command} needs a list of keys, for example {command} = [\"x\", \"ctrl-x\"]");
            problems.push(Problem { line, text });
        }
    }
    (wishes, problems)
}

/// A list of texts.
fn words(list: &DeValue<'_>) -> Option<Vec<String>> {
    let DeValue::Array(list) = list else { return None };
    list.iter().map(|word| word.get_ref().as_str().map(str::to_owned)).collect()
}

impl Wish {
    /// The places and the command that it is about, or why there are none.
    pub(super) fn meant(&self) -> Result<(&'static [Place], Command), String> {
        let Self { section, command, .. } = self;
        let places = Place::of_section(section)
            .ok_or_else(|| format!("there is no place {section:?}: the places are {SECTIONS}"))?;
        let command = Command::by_id(command)
            .ok_or_else(|| format!("there is no command {command:?}; backcast man has them all"))?;
        Ok((places, command))
    }
}

fn understood(wish: &Wish, defaults: &Keymap) -> Result<Asked, String> {
    let Wish { line, command: id, keys, .. } = wish;
    let (places, command) = wish.meant()?;
    let known = defaults.places(command);
    if let Some(place) = places.iter().find(|place| !known.contains(place)) {
        let known = Place::names(&known);
        return Err(format!("{id} means nothing in {}, only in {known}", place.name()));
    }
    if keys.is_empty() {
        return Err(format!("{id} needs a key: write for example {id} = [\"x\"]"));
    }
    if let Some(reason) = keys.iter().find_map(|key| unfit_pair(key)) {
        return Err(format!("{id}: {reason}"));
    }
    let is_typed = |key: &&String| !is_never_typed(key);
    if HOLD_WHILE_TYPING.contains(&command)
        && let Some(key) = keys.iter().find(is_typed)
    {
        return Err(format!(
            "{id}: {key} is typed into texts, where {id} works too: write ctrl- and a letter but a, e, u, w, or f1 to f12"
        ));
    }
    let bindings = keys.iter().map(|key| Binding::new(places, key, command)).collect();
    Ok(Asked { line: *line, id: id.clone(), places, command, bindings })
}

/// What works whatever lies on top, also while a text is typed.
const HOLD_WHILE_TYPING: [Command; 3] = [Command::Interrupt, Command::Suspend, Command::Redraw];

/// Whether a key means nothing where a text is typed.
fn is_never_typed(key: &str) -> bool {
    let is_function = key.strip_prefix('f').is_some_and(|number| number.parse::<u8>().is_ok());
    let control = key.strip_prefix("ctrl-").filter(|letter| letter.len() == 1);
    is_function || control.is_some_and(|letter| !["a", "e", "u", "w"].contains(&letter))
}

/// Why a key, or two with a blank between them, cannot be bound.
fn unfit_pair(keys: &str) -> Option<String> {
    if keys.split(' ').count() > 2 {
        return Some(format!("{keys:?} is more than two keys"));
    }
    keys.split(' ').find_map(unfit)
}

/// Keys by their names.
const NAMED: [&str; 14] = [
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "tab",
    "enter",
    "esc",
    "backspace",
    "delete",
    "insert",
];

/// Why a key cannot be bound; none where it can.
pub(super) fn unfit(key: &str) -> Option<String> {
    let mut rest = key;
    let is_control = rest.strip_prefix("ctrl-").is_some_and(|after| {
        rest = after;
        true
    });
    let is_shifted = rest.strip_prefix("shift-").is_some_and(|after| {
        rest = after;
        true
    });
    let is_modified = is_control || is_shifted;
    let has_one_form = ["tab", "enter", "esc", "backspace", "space"].contains(&rest);
    if is_modified && has_one_form && key != "shift-tab" {
        return Some(format!("{key} arrives as plain {rest} in many terminals"));
    }
    let function = rest.strip_prefix('f').and_then(|number| number.parse().ok());
    let is_named = NAMED.contains(&rest) || function.is_some_and(|number: u8| (1..=12).contains(&number));
    let mut characters = rest.chars();
    let character = characters.next().filter(|_| characters.as_str().is_empty());
    match character {
        _ if is_named || rest == "space" && !is_shifted => None,
        _ if rest.starts_with("alt-") => Some(format!("{key}: many terminals do not pass Alt on")),
        Some('0'..='9' | '.') => Some(format!("{key}: digits and the point begin a number")),
        Some(character) if "[]{}\\@^~".contains(character) => {
            Some(format!("{key}: many keyboards have this character only behind AltGr"))
        }
        Some('i' | 'm') if is_control => Some(format!("{key} arrives as Tab or Enter in a terminal")),
        Some(character) if is_control && !is_shifted && character.is_ascii_lowercase() => None,
        Some(character) if !is_control && !is_shifted && !character.is_control() => None,
        _ => Some(format!(
            "there is no key {key:?}: write a character, ctrl- and a small letter, {}, space or f1 to f12, also after \
             shift- or ctrl-",
            NAMED.join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bound, Key};
    use super::*;

    fn wish(line: usize, section: &str, command: &str, keys: &[&str]) -> Wish {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        Wish { line, section: section.to_owned(), command: command.to_owned(), keys }
    }

    fn leads_to(keymap: &Keymap, place: Place, key: &str) -> Option<Command> {
        match keymap.look_up(place, None, &Key::new(key)) {
            Some(Bound::Command(command)) => Some(command),
            _ => None,
        }
    }

    #[test]
    fn no_default_key_hides_another() {
        let bindings = Keymap::default().bindings;
        for (at, one) in bindings.iter().enumerate() {
            for other in &bindings[at + 1..] {
                assert!(!one.is_hidden_by(other), "{one:?}\n{other:?}");
            }
        }
    }

    #[test]
    fn keys_of_the_users_own_take_the_place_of_a_commands_keys_there_and_only_there() {
        let wishes = [
            wish(1, "anywhere", "save", &["W", "g w"]),
            wish(2, "grid", "nudge-up", &["ctrl-u", "shift-up"]),
        ];
        let (keymap, problems) = Keymap::with_wishes(&wishes);
        assert_eq!(problems, []);
        for place in Place::ALL {
            assert_eq!(keymap.keys(place, Command::Save).collect::<Vec<_>>(), ["W", "g w"]);
            assert_eq!(leads_to(&keymap, place, "s"), None);
        }
        assert_eq!(keymap.keys(Place::Grid, Command::NudgeUp).collect::<Vec<_>>(), ["Ctrl-U", "Shift-Up"]);
        assert_eq!(leads_to(&keymap, Place::Grid, "+"), None);
        assert_eq!(leads_to(&keymap, Place::Panes, "+"), Some(Command::NudgeUp));
        assert_eq!(leads_to(&keymap, Place::Grid, "right"), Some(Command::Right));
        assert_eq!(keymap.places(Command::Save), Place::ALL);
    }

    #[test]
    fn two_commands_may_change_their_keys() {
        let wishes = [wish(1, "anywhere", "undo", &["U"]), wish(2, "anywhere", "redo", &["u"])];
        let (keymap, problems) = Keymap::with_wishes(&wishes);
        assert_eq!(problems, []);
        assert_eq!(leads_to(&keymap, Place::Grid, "U"), Some(Command::Undo));
        assert_eq!(leads_to(&keymap, Place::Grid, "u"), Some(Command::Redo));
    }

    #[test]
    fn what_cannot_be_is_told_with_its_line_and_the_rest_is_used() {
        let wishes = [
            wish(1, "nowhere", "save", &["W"]),
            wish(2, "anywhere", "sing", &["W"]),
            wish(3, "grid", "apply", &["W"]),
            wish(4, "anywhere", "redo", &["?"]),
            wish(5, "anywhere", "undo", &["U"]),
            wish(6, "anywhere", "quit", &["g"]),
            wish(7, "anywhere", "notes", &[]),
            wish(8, "compare", "all-rows", &["g g g"]),
            wish(9, "anywhere", "pin", &["W"]),
            wish(10, "anywhere", "delta", &["W"]),
            wish(11, "anywhere", "find", &["s x"]),
        ];
        let (keymap, problems) = Keymap::with_wishes(&wishes);
        let expected = [
            (1, "there is no place \"nowhere\": the places are anywhere, plan"),
            (2, "there is no command \"sing\""),
            (3, "apply means nothing in Plan's goals, only in Levers"),
            (4, "redo: ? already means help (Plan's inputs); give"),
            (5, "undo: U already means redo (Plan's inputs); give"),
            (6, "quit: g begins g c, which means compare (Plan's inputs)"),
            (7, "notes needs a key"),
            (8, "all-rows: \"g g g\" is more than two keys"),
            (10, "delta: W already means pin (Plan's inputs)"),
            (11, "find: s already means save (Plan's inputs)"),
        ];
        assert_eq!(problems.len(), expected.len(), "{problems:?}");
        for (problem, (line, text)) in problems.iter().zip(expected) {
            assert!(problem.line == line && problem.text.starts_with(text), "{problem:?}\n{text}");
        }
        let defaults =
            [("u", Command::Undo), ("U", Command::Redo), ("q", Command::Quit), ("W", Command::Pin)];
        for (key, command) in defaults {
            assert_eq!(leads_to(&keymap, Place::Panes, key), Some(command), "{key}");
        }
    }

    #[test]
    fn keys_that_a_terminal_cannot_tell_or_a_keyboard_lacks_are_refused() {
        let unfit = |key| super::unfit(key).is_some();
        for key in [
            "x",
            "X",
            "ß",
            "ctrl-x",
            "ctrl-left",
            "shift-tab",
            "ctrl-shift-up",
            "f12",
            "space",
            "pageup",
            "-",
        ] {
            assert!(!unfit(key), "{key}");
        }
        let wrong = [
            "",
            "[",
            "@",
            "ctrl-[",
            "alt-x",
            "5",
            ".",
            "ctrl-5",
            "ctrl-i",
            "ctrl-m",
            "ctrl-X",
            "shift-x",
            "shift-space",
            "f13",
            "f0",
            "cntrl-x",
            "page-up",
            "Up",
            "\u{7}",
            "ctrl-",
            "ctrl-enter",
            "shift-esc",
            "ctrl-shift-tab",
        ];
        for key in wrong {
            assert!(unfit(key), "{key:?}");
        }
    }

    #[test]
    fn what_works_while_a_text_is_typed_has_no_key_of_a_text() {
        for key in ["a", "enter", "g i", "ctrl-a", "left"] {
            let (keymap, problems) = Keymap::with_wishes(&[wish(1, "anywhere", "redraw", &[key])]);
            assert!(problems[0].text.contains("is typed into texts"), "{key}: {problems:?}");
            assert_eq!(leads_to(&keymap, Place::Grid, "ctrl-l"), Some(Command::Redraw));
        }
        let (keymap, problems) = Keymap::with_wishes(&[wish(1, "anywhere", "redraw", &["f5", "ctrl-t"])]);
        assert_eq!((problems.len(), leads_to(&keymap, Place::Grid, "f5")), (0, Some(Command::Redraw)));
    }

    #[test]
    fn what_is_said_of_one_place_wins_over_what_is_said_of_several() {
        let both = [wish(1, "grid", "save", &["x"]), wish(2, "anywhere", "save", &["W"])];
        let (keymap, problems) = Keymap::with_wishes(&both);
        assert_eq!(problems, []);
        assert_eq!(keymap.keys(Place::Grid, Command::Save).collect::<Vec<_>>(), ["x"]);
        assert_eq!(keymap.keys(Place::Panes, Command::Save).collect::<Vec<_>>(), ["W"]);
    }
}
