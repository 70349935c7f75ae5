//! Which key means which command: the defaults are data in `assets/keymap.toml`.
//!
//! Looked up both ways: a key's command, and a command's key for help and hints.

pub mod rebind;

use toml::de::DeTable;

use super::command::{Command, TABLE};
use crate::text::name::capital;

/// A key with its modifiers, as people write it: `a`, `A`, `ctrl-r`, `shift-left`, `pageup`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// A key by its written form.
    pub fn new(written: impl Into<String>) -> Self {
        Self(written.into())
    }

    /// The character, if it is a plain one.
    pub fn character(&self) -> Option<char> {
        let mut characters = self.0.chars();
        characters.next().filter(|_| characters.as_str().is_empty())
    }

    /// How help and hints show it.
    pub fn shown(&self) -> String {
        match self.0.as_str() {
            "up" => "↑".to_owned(),
            "down" => "↓".to_owned(),
            "left" => "←".to_owned(),
            "right" => "→".to_owned(),
            "shift-left" => "Shift←".to_owned(),
            "shift-right" => "Shift→".to_owned(),
            "pageup" => "PgUp".to_owned(),
            "pagedown" => "PgDn".to_owned(),
            "shift-tab" => "Shift-Tab".to_owned(),
            key if key.chars().count() == 1 => key.to_owned(),
            key => key.split('-').map(capital).collect::<Vec<_>>().join("-"),
        }
    }
}

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the panes of inputs.
    Panes,
    /// In the goal grid.
    Grid,
    /// Among scenarios side by side.
    Compare,
    /// Among the levers.
    Levers,
    /// Among the scenarios of the store.
    Scenarios,
    /// In front of an audience.
    Presenter,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Panes, Self::Grid, Self::Compare, Self::Levers, Self::Scenarios, Self::Presenter];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Panes => "Plan's inputs",
            Self::Grid => "Plan's goals",
            Self::Compare => "Compare",
            Self::Levers => "Levers",
            Self::Scenarios => "Scenarios",
            Self::Presenter => "Presenter",
        }
    }

    /// What people call several of them: "Plan and Levers", "anywhere".
    pub fn names(places: &[Self]) -> String {
        let mut names: Vec<&str> = Vec::new();
        let whole_plan = places.contains(&Self::Panes) && places.contains(&Self::Grid);
        for place in places {
            let name =
                if whole_plan && matches!(place, Self::Panes | Self::Grid) { "Plan" } else { place.name() };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.as_slice() {
            _ if places.len() == Self::ALL.len() => "anywhere".to_owned(),
            [] => "nowhere".to_owned(),
            [only] => (*only).to_owned(),
            [others @ .., last] => format!("{} and {last}", others.join(", ")),
        }
    }

    /// The places of a section of the key map.
    pub fn of_section(section: &str) -> Option<&'static [Self]> {
        Some(match section {
            "anywhere" => &Self::ALL,
            "plan" => &[Self::Panes, Self::Grid],
            "panes" => &[Self::Panes],
            "grid" => &[Self::Grid],
            "compare" => &[Self::Compare],
            "levers" => &[Self::Levers],
            "scenarios" => &[Self::Scenarios],
            "presenter" => &[Self::Presenter],
            _ => return None,
        })
    }
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A command.
    Command(Command),
    /// The first of two keys.
    Prefix,
}

#[derive(Debug, Clone)]
struct Binding {
    places: Vec<Place>,
    /// How many places its section has: the bindings of one place win over those of several.
    rank: usize,
    keys: Vec<Key>,
    /// The keys as help and hints show them: every frame asks.
    shown: String,
    command: Command,
}

impl Binding {
    /// Keys as the key map writes them, with a blank between two that are pressed one after the other.
    fn new(places: &[Place], keys: &str, command: Command) -> Self {
        let keys: Vec<Key> = keys.split(' ').map(Key::new).collect();
        Self { places: places.to_vec(), rank: places.len(), shown: shown(&keys), keys, command }
    }
}

/// What people may call places in a key map.
const SECTIONS: &str = "anywhere, plan, panes, grid, compare, levers, scenarios and presenter";

/// The bindings of a session.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// Keys that are pressed one after the other, as help shows them.
fn shown(keys: &[Key]) -> String {
    keys.iter().map(Key::shown).collect::<Vec<_>>().join(" ")
}

/// The default keys, in the form that the user's settings have too.
pub const DEFAULTS: &str = include_str!("../../assets/keymap.toml");

impl Default for Keymap {
    fn default() -> Self {
        const READ: &str = "the built-in key map is read by the tests";
        let table = DeTable::parse(DEFAULTS).expect(READ);
        let mut bindings = Vec::new();
        for (section, commands) in table.get_ref() {
            let commands = commands.get_ref().as_table().expect(READ);
            let (wishes, _) = rebind::wishes(section.get_ref(), commands, |_| 0);
            for wish in wishes {
                let (places, command) = wish.meant().expect(READ);
                bindings.extend(wish.keys.iter().map(|keys| Binding::new(places, keys, command)));
            }
        }
        Self::of(bindings)
    }
}

impl Keymap {
    fn of(mut bindings: Vec<Binding>) -> Self {
        bindings.sort_by_key(|binding| binding.rank);
        Self { bindings }
    }

    /// What a key leads to, after a first key that was pressed before it.
    pub fn look_up(&self, place: Place, prefix: Option<&Key>, key: &Key) -> Option<Bound> {
        let mut here = self.here(place);
        let pressed: Vec<&Key> = prefix.into_iter().chain([key]).collect();
        here.find_map(|binding| {
            if binding.keys.iter().eq(pressed.iter().copied()) {
                Some(Bound::Command(binding.command))
            } else {
                (binding.keys.len() > 1 && prefix.is_none() && binding.keys[0] == *key)
                    .then_some(Bound::Prefix)
            }
        })
    }

    /// The keys of a command at a place, the one to show first; two keys are shown with a blank between them.
    pub fn keys(&self, place: Place, command: Command) -> impl Iterator<Item = &str> {
        let of = self.bindings.iter().filter(move |binding| binding.command == command);
        of.filter(move |binding| binding.places.contains(&place)).map(|binding| binding.shown.as_str())
    }

    /// Where a command has a key; nowhere else does it mean anything.
    pub fn places(&self, command: Command) -> Vec<Place> {
        let own: Vec<&Binding> = self.bindings.iter().filter(|binding| binding.command == command).collect();
        Place::ALL.into_iter().filter(|place| own.iter().any(|of| of.places.contains(place))).collect()
    }

    /// The keys that may follow a first one at a place, with what they lead to, in the order of the table.
    pub fn continuations(&self, place: Place, first: &Key) -> Vec<(String, Command)> {
        let following = |binding: &Binding| match binding.keys.split_first() {
            Some((key, rest)) if key == first && !rest.is_empty() => Some((shown(rest), binding.command)),
            _ => None,
        };
        let mut found: Vec<(String, Command)> = self.here(place).filter_map(following).collect();
        found.sort_by_key(|(_, command)| TABLE.iter().position(|about| about.command == *command));
        found
    }

    /// The first keys at a place that something must follow.
    pub fn prefixes(&self, place: Place) -> Vec<String> {
        let mut prefixes: Vec<String> = Vec::new();
        for binding in self.here(place).filter(|binding| binding.keys.len() > 1) {
            let first = binding.keys[0].shown();
            if !prefixes.contains(&first) {
                prefixes.push(first);
            }
        }
        prefixes
    }

    fn here(&self, place: Place) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.places.contains(&place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_key_and_no_key_has_two_commands_in_a_place() {
        let keymap = Keymap::default();
        for about in TABLE {
            let bound = Place::ALL.iter().any(|place| keymap.keys(*place, about.command).next().is_some());
            assert!(bound, "{} has no key", about.id);
        }
        for (at, one) in keymap.bindings.iter().enumerate() {
            for other in &keymap.bindings[at + 1..] {
                let same_place = one.places == other.places;
                assert!(!same_place || one.keys != other.keys, "{:?} has two commands", one.keys);
            }
        }
    }

    #[test]
    fn no_key_is_one_that_many_keyboards_lack() {
        for key in Keymap::default().bindings.into_iter().flat_map(|binding| binding.keys) {
            assert_eq!(rebind::unfit(&key.0), None, "{key:?}");
        }
    }

    #[test]
    fn where_a_command_works_is_told_in_words() {
        let keymap = Keymap::default();
        let told = |command| Place::names(&keymap.places(command));
        assert_eq!(told(Command::Save), "anywhere");
        assert_eq!(told(Command::Runway), "Plan");
        assert_eq!(told(Command::Left), "Plan's goals and Compare");
        assert_eq!(told(Command::Lock), "Plan and Levers");
        assert_eq!(told(Command::Peek), "Plan, Compare, Levers and Presenter");
        assert_eq!(Place::names(&[]), "nowhere");
    }

    #[test]
    fn a_place_wins_over_anywhere_and_g_waits_for_a_second_key() {
        let keymap = Keymap::default();
        let look = |place, key| keymap.look_up(place, None, &Key::new(key));
        assert_eq!(look(Place::Panes, "left"), Some(Bound::Command(Command::NudgeDown)));
        assert_eq!(look(Place::Grid, "left"), Some(Bound::Command(Command::Left)));
        assert_eq!(look(Place::Grid, "g"), Some(Bound::Prefix));
        let follow: Vec<String> =
            keymap.continuations(Place::Grid, &Key::new("g")).into_iter().map(|(key, _)| key).collect();
        assert_eq!(follow, ["g", "p", "c", "l", "s"]);
        assert_eq!(keymap.prefixes(Place::Grid), ["g"]);
        let gg = keymap.look_up(Place::Grid, Some(&Key::new("g")), &Key::new("g"));
        assert_eq!(gg, Some(Bound::Command(Command::Top)));
    }
}
