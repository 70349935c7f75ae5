//! Every key of the key map does what its help says, at every place of its section; palette and help name every
//! command, run it as its key does, and name only keys that there are.

use std::collections::BTreeMap;

use backcast::plan::{Input, TargetField};
use backcast::tui::command::{Command, Group, TABLE};
use backcast::tui::keymap::Place;
use backcast::tui::message::Effect;
use backcast::tui::model::{Cell, Page};
use backcast::tui::overlay::Overlay;
use backcast::tui::overlay::help::{found, sections};
use backcast::tui::overlay::palette::Seeks;
use backcast::tui::overlay::palette::rows::Does;
use backcast::tui::overlay::palette::shown_rows;
use backcast::tui::pane::input;

use super::{fingerprint, screen};
use crate::scenarios::acme;
use crate::screen::Screen;

const KEYMAP: &str = include_str!("../../../assets/keymap.toml");

/// What to press to come to a place so that each command has something to do there.
const STATES: [(Place, &[&str]); 6] = [
    (
        Place::Panes,
        &["", "Down*4 Right", "Down*4 Right u", "Down*2", "Tab Down", "Tab Tab Down", "Tab Tab Down*2", "B"],
    ),
    (
        Place::Grid,
        &[
            "Tab*3",
            "Down*4 Right u Tab*3 Right Down",
            "Tab*3 G Right +",
            "Tab*3 G End +",
            "v v v Down",
            "Tab*3 B",
        ],
    ),
    (Place::Compare, &["g c", "Down*4 Right g c", "Down*4 Right u g c Down", "Down*4 Right g c Left"]),
    (Place::Levers, &["g l", "Down*4 Right g l", "Down*4 Right u g l Down"]),
    (
        Place::Scenarios,
        &["g s", "g s Down", "Down*4 Right g s", "Down*4 Right s u g s End", "Down*4 Right s g s"],
    ),
    (Place::Presenter, &["P", "Down*4 Right P", "Down*4 Right u P"]),
];

/// Keys that many keyboards lack, or that mean something else there.
const FORBIDDEN: &str = "[]{}\\@^~";

/// A key of the map as written, what it is bound to and in which section.
#[derive(Clone)]
struct Binding {
    section: String,
    id: String,
    key: String,
}

impl Binding {
    fn command(&self) -> Command {
        Command::by_id(&self.id).unwrap_or_else(|| panic!("there is no command {:?}", self.id))
    }
}

/// All bindings of the map.
fn bindings() -> Vec<Binding> {
    let table: toml::Table = KEYMAP.parse().expect("the key map is read at every start");
    let mut bindings = Vec::new();
    for (section, commands) in &table {
        for (id, keys) in commands.as_table().expect("a section holds commands") {
            for key in keys.as_array().expect("keys are a list") {
                let key = key.as_str().expect("a key is a text").to_owned();
                bindings.push(Binding { section: section.clone(), id: id.clone(), key });
            }
        }
    }
    bindings
}

/// The bindings that hold at a place.
fn here(place: Place) -> Vec<Binding> {
    let is_here = |binding: &Binding| {
        let places = Place::of_section(&binding.section);
        places.unwrap_or_else(|| panic!("there is no section {:?}", binding.section)).contains(&place)
    };
    bindings().into_iter().filter(is_here).collect()
}

/// The screen after keys, without a notice; on a file only where that matters, as files are slow.
fn at(state: &str) -> Screen {
    let is_about_files = state.contains("g s");
    let mut screen =
        if is_about_files { Screen::stored(&acme().build()) } else { Screen::new(acme().build()) };
    screen.keys(state);
    screen.model.notice = None;
    screen
}

fn after(state: &str, keys: &str) -> Screen {
    let mut screen = at(state);
    screen.keys(keys);
    screen
}

fn states(place: Place) -> &'static [&'static str] {
    let found = STATES.iter().find(|(of, _)| *of == place);
    found.map(|(_, states)| *states).expect("each place has states")
}

/// The number under the cursor, whatever it is; for the start its month.
fn number(screen: &Screen, baseline: bool) -> Option<f64> {
    let document = &screen.model.document;
    let scenario = if baseline { &document.baseline().scenario } else { document.scenario() };
    match screen.model.cell() {
        Cell::Input(Input::Target(TargetField::Start)) => {
            Some(f64::from(scenario.start().year() * 12) + f64::from(scenario.start().number()))
        }
        cell => input::read(scenario, cell)?.value,
    }
}

/// What moving changes: the cursor, the focus, what a page has selected.
fn standing(screen: &Screen) -> String {
    let model = &screen.model;
    let scenarios = &model.scenarios;
    let scenarios = (scenarios.at, scenarios.preview, scenarios.search.is_some(), &scenarios.marked);
    let pages = (&model.compare, &model.levers, scenarios, &model.presenter);
    format!("{:?}", (model.page, model.focus, model.cursor, pages))
}

fn is_locked(screen: &Screen) -> bool {
    let locked = |input| screen.scenario().is_locked(input);
    screen.model.cell().locked_as().is_some_and(locked)
}

/// Whether a command did what its help says.
fn did(command: Command, before: &Screen, after: &Screen) -> bool {
    use Command as C;
    let (was, is) = (&before.model, &after.model);
    let page = |page| is.page == page;
    let lies_on_top = |fits: fn(&Overlay) -> bool| is.overlay.as_ref().is_some_and(fits);
    let by = number(after, false).zip(number(before, false)).map_or(0.0, |(is, was)| is - was);
    match command {
        C::NudgeDown | C::NudgeDownTen => by < 0.0,
        C::NudgeUp | C::NudgeUpTen => by > 0.0,
        C::StepSize => was.steps != is.steps,
        C::Edit if was.page == Page::Scenarios => is.document.id() != was.document.id(),
        C::Edit if was.page == Page::Presenter => was.presenter.result != is.presenter.result,
        C::Edit if was.page != Page::Plan => page(Page::Plan),
        // What a page makes of it is told by the tests of that page.
        _ if command.at(was.place()) != *command.about() => fingerprint(before) != fingerprint(after),
        C::Edit => is.field.is_some() || lies_on_top(|top| matches!(top, Overlay::Choice(_))),
        C::Reset => by != 0.0 && number(after, false) == number(after, true),
        C::Find => lies_on_top(|top| matches!(top, Overlay::Find(_))),
        C::Why => lies_on_top(|top| matches!(top, Overlay::Explain(_) | Overlay::Findings(_))),
        C::Stage => lies_on_top(|top| matches!(top, Overlay::Stage(_))),
        C::History => lies_on_top(|top| matches!(top, Overlay::HistoryList(_))),
        C::Notes => lies_on_top(|top| matches!(top, Overlay::Notes(_))),
        C::Help => lies_on_top(|top| matches!(top, Overlay::Help(_))),
        C::SaveAs | C::Rename => lies_on_top(|top| matches!(top, Overlay::Prompt(_))),
        C::Commands => {
            lies_on_top(|top| matches!(top, Overlay::Palette(top) if top.seeks == Seeks::Commands))
        }
        C::Search => lies_on_top(|top| matches!(top, Overlay::Palette(top) if top.seeks == Seeks::Places)),
        C::Lock => is_locked(before) != is_locked(after),
        C::Undo => is.document.undo_depth() < was.document.undo_depth(),
        C::Redo => is.document.undo_depth() > was.document.undo_depth(),
        C::Pin => is.document.pinned().is_some(),
        // Some pages have a setting of their own.
        C::Peek | C::Delta | C::Content | C::Exact | C::Runway | C::Transpose => {
            was.display != is.display || standing(before) != standing(after)
        }
        C::ShowPlan => page(Page::Plan),
        C::ShowCompare => page(Page::Compare),
        C::ShowLevers => page(Page::Levers),
        C::Open if was.page == Page::Compare => lies_on_top(|top| matches!(top, Overlay::AddColumn(_))),
        C::ShowScenarios | C::Open | C::New => page(Page::Scenarios),
        C::Present => page(Page::Presenter),
        C::Save => !is.document.is_unsaved() || lies_on_top(|top| matches!(top, Overlay::Prompt(_))),
        C::Mouse => after.asked.iter().any(|asked| matches!(asked, Effect::Mouse(_))),
        C::Redraw => after.asked.contains(&Effect::Redraw),
        C::Suspend => after.asked.contains(&Effect::Suspend),
        C::Quit => after.has_quit() || lies_on_top(|top| matches!(top, Overlay::Leave(_))),
        C::Cancel | C::Interrupt => was.page != is.page || was.display.peek != is.display.peek,
        C::Duplicate => after.names().len() > before.names().len(),
        C::Trash => after.names().len() < before.names().len(),
        _ if command.at(was.place()).group == Group::Move => standing(before) != standing(after),
        _ => fingerprint(before) != fingerprint(after),
    }
}

#[test]
fn every_key_does_what_its_help_says_wherever_it_has_a_meaning() {
    let mut idle = Vec::new();
    for place in Place::ALL {
        let states: Vec<(&str, Screen)> = states(place).iter().map(|state| (*state, at(state))).collect();
        for (state, screen) in &states {
            assert_eq!(screen.model.place(), place, "{state:?}");
        }
        for binding in &here(place) {
            let (command, key) = (binding.command(), &binding.key);
            let acts = states.iter().any(|(state, before)| did(command, before, &after(state, key)));
            let says = command.at(place).help;
            if !acts {
                idle.push(format!("{key} ({}) at {place:?}: {says}", binding.id));
            }
        }
    }
    assert!(idle.is_empty(), "these do not do what they say:\n{}", idle.join("\n"));
}

#[test]
fn what_only_moves_or_shows_changes_no_number() {
    for place in Place::ALL {
        let looks =
            |binding: &&Binding| matches!(binding.command().at(place).group, Group::Move | Group::Show);
        for binding in here(place).iter().filter(looks) {
            for state in states(place) {
                let (before, after) = (at(state), after(state, &binding.key));
                assert_eq!(before.scenario(), after.scenario(), "{} after {state:?}", binding.key);
                assert_eq!(before.model.document.undo_depth(), after.model.document.undo_depth());
            }
        }
    }
}

#[test]
fn all_keys_of_a_command_do_the_same() {
    for place in Place::ALL {
        let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for binding in here(place) {
            keys.entry(binding.id).or_default().push(binding.key);
        }
        for (id, keys) in keys.iter().filter(|(_, keys)| keys.len() > 1) {
            for state in &states(place)[..3] {
                let first = fingerprint(&after(state, &keys[0]));
                for key in &keys[1..] {
                    let same = fingerprint(&after(state, key)) == first;
                    assert!(same, "{key} and {} ({id}) differ after {state:?}", keys[0]);
                }
            }
        }
    }
}

#[test]
fn no_key_has_two_meanings_at_a_place_and_none_is_forbidden() {
    for place in Place::ALL {
        let here = here(place);
        for (at, one) in here.iter().enumerate() {
            for other in &here[at + 1..] {
                let begins = |one: &str, other: &str| {
                    other.strip_prefix(one).is_some_and(|rest| rest.starts_with(' '))
                };
                let clash =
                    one.key == other.key || begins(&one.key, &other.key) || begins(&other.key, &one.key);
                assert!(!clash, "{:?} is {} and {} at {place:?}", one.key, one.id, other.id);
            }
        }
    }
    for Binding { id, key, .. } in bindings() {
        assert!(!key.contains("alt-") && key != "ctrl-enter", "{key} ({id})");
        let first = key.chars().next().expect("a key has a name");
        assert!(!FORBIDDEN.contains(first), "{key} ({id}) is forbidden");
        assert!(!first.is_ascii_digit() && key != ".", "{key} ({id}) would be typed");
    }
}

#[test]
fn every_command_has_a_plain_key_but_those_that_are_the_terminals() {
    let is_alias = |key: &String| key.starts_with("ctrl-") || (key.len() > 1 && key.starts_with('f'));
    for about in TABLE {
        let keys: Vec<String> = bindings()
            .into_iter()
            .filter(|binding| binding.id == about.id)
            .map(|binding| binding.key)
            .collect();
        assert!(!keys.is_empty(), "{} has no key", about.id);
        let is_terminals = matches!(about.command, Command::Interrupt | Command::Suspend | Command::Redraw);
        assert!(is_terminals || !keys.iter().all(is_alias), "{} has only {keys:?}", about.id);
    }
}

/// A key as help shows it, as a person presses it.
pub(super) fn pressed(shown: &str) -> String {
    if let Some(letter) = shown.strip_prefix("Ctrl-") {
        return format!("Ctrl-{}", letter.to_lowercase());
    }
    let arrows = [("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right")];
    let shown = shown.replace("Shift←", "Shift-←").replace("Shift→", "Shift-→");
    arrows.iter().fold(shown, |keys, (arrow, name)| keys.replace(arrow, name))
}

#[test]
fn the_palette_finds_every_command_by_its_name_and_runs_it_as_its_key_does() {
    for place in Place::ALL {
        let state = states(place)[1];
        for about in TABLE {
            let mut by_name = after(state, ":");
            let keys: Vec<String> =
                by_name.model.keymap.keys(place, about.command).map(str::to_owned).collect();
            let Some(key) = keys.first() else { continue };
            by_name.write(&about.name());
            let first = shown_rows(&by_name.model).into_iter().next().expect("there is such a command");
            assert_eq!(first.does, Does::Run(about.command), "{:?} at {place:?}", about.name());
            assert_eq!(first.note.split("  ").collect::<Vec<_>>(), keys, "{} at {place:?}", about.id);
            by_name.keys("Enter");
            let same = fingerprint(&by_name) == fingerprint(&after(state, &pressed(key)));
            assert!(same, "{} by name and {key} differ at {place:?} after {state:?}", about.id);
        }
    }
}

#[test]
fn the_help_finds_every_command_of_every_place_and_runs_those_of_this_one() {
    for place in Place::ALL {
        let state = states(place)[0];
        let empty = at(state);
        for about in TABLE {
            let told = found::found(&empty.model, &about.name());
            for elsewhere in empty.model.keymap.places(about.command) {
                let says = about.command.at(elsewhere);
                assert!(
                    told.iter().any(|one| one.about == says),
                    "{} of {elsewhere:?} at {place:?}",
                    about.id
                );
            }
            let mut by_help = after(state, "?");
            by_help.write(&about.name());
            let key = by_help.model.keymap.keys(place, about.command).next().map(str::to_owned);
            by_help.keys("Enter");
            if let Some(key) = key {
                let same = fingerprint(&by_help) == fingerprint(&after(state, &pressed(&key)));
                assert!(same, "{} by help and {key} differ at {place:?}", about.id);
            } else {
                let works = Place::names(&told[0].places);
                by_help.expect(&format!("{} works in {works}", about.name()));
                assert_eq!(by_help.scenario(), empty.scenario());
            }
        }
    }
}

#[test]
fn help_types_back_into_the_key_map() {
    for place in Place::ALL {
        let state = states(place)[0];
        let screen = at(state);
        let mut told = Vec::new();
        for line in [sections::this(&screen.model), sections::general(&screen.model)].concat() {
            let sections::Line::Commands { commands, keys, .. } = line else { continue };
            for (command, keys) in commands.into_iter().zip(keys) {
                told.push(command);
                let by_name = after(state, &format!(": <type {}> Enter", command.about().name()));
                for key in keys {
                    let by_key = after(state, &pressed(&key));
                    let same = fingerprint(&by_key) == fingerprint(&by_name);
                    assert!(same, "{key} is not {command:?} at {place:?}");
                }
            }
        }
        let doubled = told.iter().enumerate().find(|(at, command)| told[at + 1..].contains(command));
        assert!(doubled.is_none(), "{doubled:?} has two lines at {place:?}");
        for command in TABLE.iter().map(|about| about.command).filter(|command| !told.contains(command)) {
            for key in screen.model.keymap.keys(place, command) {
                let untold = after(state, &pressed(key));
                assert_eq!(untold.scenario(), screen.scenario(), "{command:?} works and is not in the help");
            }
        }
    }
}

#[test]
fn the_help_shows_what_its_lines_say_in_every_window() {
    for (width, height) in [(200, 60), (120, 40), (80, 24), (60, 18), (40, 12)] {
        let mut screen = screen().size(width, height);
        screen.keys("?");
        let mut seen = screen.text();
        for _ in 0..9 {
            screen.keys("PageDown");
            seen.push_str(&screen.text());
        }
        for line in
            [sections::this(&screen.model), sections::general(&screen.model), sections::marks()].concat()
        {
            match line {
                sections::Line::Heading(text) => assert!(seen.contains(text), "{text} at {width}×{height}"),
                sections::Line::Note(mark, text) => {
                    assert!(seen.contains(mark) && seen.contains(&text), "{text} at {width}×{height}");
                }
                sections::Line::Commands { keys, says, .. } => {
                    assert!(seen.contains(&keys[0][0]), "{keys:?} at {width}×{height}");
                    assert!(
                        says.iter().any(|says| seen.contains(says)),
                        "{says:?} at {width}×{height}:\n{seen}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_command_can_be_read_in_the_search_of_the_help() {
    for about in TABLE {
        let mut screen = screen();
        let places = screen.model.keymap.places(about.command);
        let place = if places.contains(&Place::Panes) { Place::Panes } else { places[0] };
        screen.keys("?").write(&about.name()).expect(about.command.at(place).brief());
    }
}

#[test]
fn a_key_without_a_meaning_says_so_and_changes_nothing() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    for key in ["z", "Z", "Delete", "Ctrl-k", "ü", "Alt-x"] {
        screen.keys(key).expect("does nothing here");
    }
    assert_eq!(*screen.scenario(), before);
}

#[test]
fn the_findings_are_listed_with_w() {
    let mut screen = screen();
    screen.keys("w").expect("475,556").keys("Esc").expect("Ratios");
    assert!(screen.model.overlay.is_none());
}
