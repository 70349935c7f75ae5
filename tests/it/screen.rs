//! A screen without a terminal: key strings go through the real input, update and effects, and the drawn buffer
//! comes back as text. Time passes only when a test lets it.

mod keys;

use std::collections::VecDeque;
use std::path::{Component, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use backcast::plan::{Day, Scenario};
use backcast::store::Store;
use backcast::store::file_system::{FileSystem, RealFiles};
use backcast::text::clean::width;
use backcast::tui::ThemeChoice;
use backcast::tui::document::DocumentId;
use backcast::tui::effect::Effects;
use backcast::tui::effect::journal::Journal;
use backcast::tui::effect::views::Follower;
use backcast::tui::hits::Hits;
use backcast::tui::input::translate;
use backcast::tui::message::{Effect, Message, Opened};
use backcast::tui::model::Model;
use backcast::tui::model::view::View;
use backcast::tui::overlay::{leave, recover};
use backcast::tui::surface::Surface;
use backcast::tui::theme::Theme;
use backcast::tui::update::update;
use backcast::tui::view::draw_into;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;
use tempfile::TempDir;

use crate::scenarios::month;

/// How long a person waits between two keys, unless a test says otherwise: longer than a burst or a double click.
const UNHURRIED: Duration = Duration::from_secs(2);

/// The program with everything but a terminal.
pub(crate) struct Screen {
    pub(crate) model: Model,
    effects: Effects,
    views: Follower,
    folder: TempDir,
    theme: Theme,
    pause: Duration,
    /// What a disk that hangs has still to do; none while it works at once.
    hanging: Option<VecDeque<Effect>>,
    /// What was asked of the terminal: to quit, suspend, redraw, or turn the mouse.
    pub(crate) asked: Vec<Effect>,
}

impl Screen {
    /// Starts on a scenario that no file holds yet, at 80×24 on 21 November 2026, with an empty store.
    pub(crate) fn new(scenario: Scenario) -> Self {
        let folder = TempDir::new().expect("there is room for a store");
        let store = store_in(&folder);
        let view = View::default();
        let first = Opened { id: DocumentId(0), scenario, saved: false, read_only: false, view };
        Self::on(first, Effects::new(store), folder)
    }

    /// Starts on a scenario that the store holds.
    pub(crate) fn stored(scenario: &Scenario) -> Self {
        Self::stored_on(scenario, Arc::new(RealFiles))
    }

    /// The same on another file system.
    pub(crate) fn stored_on(scenario: &Scenario, files: Arc<dyn FileSystem>) -> Self {
        let folder = TempDir::new().expect("there is room for a store");
        let store = store_in(&folder).on(files);
        let saved = store.save_as(scenario, None).expect("the store is ours");
        let mut effects = Effects::new(store);
        let path = saved.origin.path().to_str().expect("the path is plain").to_owned();
        let first = effects.open_named(&path).expect("it was just saved");
        Self::on(first, effects, folder)
    }

    fn on(first: Opened, effects: Effects, folder: TempDir) -> Self {
        let today = Day::of_date(month("2026-11"), 21);
        let mut model = Model::starting(first, Size { width: 80, height: 24 }, today);
        model.now = Duration::from_secs(60);
        "10:02".clone_into(&mut model.time_of_day);
        let theme = Theme::new(ThemeChoice::Dark, false);
        let views = Follower::new(&model);
        Self { model, effects, views, folder, theme, pause: UNHURRIED, hanging: None, asked: Vec::new() }
    }

    /// Begins as the program does: asks about what earlier sessions left unsaved.
    pub(crate) fn begin(mut self) -> Self {
        let leftovers = self.effects.leftovers();
        recover::ask(&mut self.model, leftovers);
        self
    }

    /// Starts the journal of the session, as the program does. What it has to tell reaches nobody.
    pub(crate) fn journal(&self) -> Journal {
        let (store, session) = self.effects.shared();
        Journal::start(store.journal(), session, |_| {}).expect("there is room for a thread")
    }

    /// Ends the session as a kill does, and begins another on the same store and scenario.
    pub(crate) fn killed(self, scenario: &str) -> Self {
        let mut effects = Effects::new(store_in(&self.folder));
        let first = effects.open_named(scenario).expect("the store has it");
        Self::on(first, effects, self.folder).begin()
    }

    /// Leaves the program, and begins another session on the same store and scenario.
    pub(crate) fn left(mut self, scenario: &str) -> Self {
        let effect = self.views.last();
        self.keep(effect);
        self.killed(scenario)
    }

    /// Keeps how a scenario is looked at, as the program does on another thread.
    fn keep(&mut self, effect: Option<Effect>) {
        let answer = effect.and_then(|effect| self.effects.perform(effect));
        assert_eq!(answer, None, "nobody waits for it");
    }

    /// Has a window of another size.
    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.event(&Event::Resize(width, height));
        self
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.event(&Event::Resize(width, height));
    }

    /// Counts another day as today, `2026-11-21`.
    pub(crate) fn today(mut self, date: &str) -> Self {
        let (month_of, day) = date.rsplit_once('-').expect("dates are written 2026-11-21");
        self.model.today = Day::of_date(month(month_of), day.parse().expect("a day is a number"));
        self
    }

    /// Has other looks.
    pub(crate) fn theme(mut self, choice: ThemeChoice, ascii: bool) -> Self {
        self.theme = Theme::new(choice, ascii);
        self
    }

    /// Lets so much time pass before each key from now on.
    pub(crate) fn every(&mut self, milliseconds: u64) -> &mut Self {
        self.pause = Duration::from_millis(milliseconds);
        self
    }

    /// Has another time of day, `10:02:30`.
    pub(crate) fn at(&mut self, time: &str) -> &mut Self {
        time.clone_into(&mut self.model.time_of_day);
        self
    }

    /// Presses keys: `Down*4 Right <type 65> Enter Ctrl-r Shift-Left`. A word of one character is that character.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for event in keys::events(keys) {
            self.event(&event);
        }
        self
    }

    /// Types a text, character by character.
    pub(crate) fn write(&mut self, text: &str) -> &mut Self {
        for event in keys::typed(text) {
            self.event(&event);
        }
        self
    }

    /// Pastes a text.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.event(&Event::Paste(text.to_owned()));
        self
    }

    /// Lets an event happen, after the pause, with all that follows from it.
    pub(crate) fn event(&mut self, event: &Event) {
        self.model.now += self.pause;
        let hits = if matches!(event, Event::Mouse(_)) { self.hits() } else { Hits::default() };
        let mut next = translate(event, &self.model, &hits);
        while let Some(message) = next.take() {
            next = self.take(message);
        }
    }

    fn take(&mut self, message: Message) -> Option<Message> {
        let effect = update(&mut self.model, message);
        let view = self.views.follow(&self.model);
        self.keep(view);
        match effect? {
            Effect::Quit if self.hanging.is_some() => {
                leave::wait(&mut self.model);
                None
            }
            effect @ (Effect::Clipboard(_)
            | Effect::Quit
            | Effect::Mouse(_)
            | Effect::Redraw
            | Effect::Suspend) => {
                self.asked.push(effect);
                None
            }
            effect => {
                let effect = self.inside(effect);
                let Some(hanging) = &mut self.hanging else { return self.effects.perform(effect) };
                self.model.work.begin(&effect, &self.model.document, self.model.now);
                hanging.push_back(effect);
                leave::wait_for_save(&mut self.model);
                None
            }
        }
    }

    /// Whatever a test types as a file's name, the file goes into the test's own folder.
    fn inside(&self, effect: Effect) -> Effect {
        let Effect::Export(path, export) = effect else { return effect };
        let inside = path.strip_prefix(self.folder.path()).unwrap_or(&path);
        let parts = inside.components().filter(|part| matches!(part, Component::Normal(_)));
        Effect::Export(self.folder.path().join(parts.collect::<PathBuf>()), export)
    }

    /// Has a disk that does nothing from now on, until it is asked to.
    pub(crate) fn hang(&mut self) -> &mut Self {
        self.hanging.get_or_insert_default();
        self
    }

    /// How many effects the disk has still to perform.
    pub(crate) fn waiting(&self) -> usize {
        self.hanging.as_ref().map_or(0, VecDeque::len)
    }

    /// Lets the disk do the first thing that it has to.
    #[track_caller]
    pub(crate) fn disk(&mut self) -> &mut Self {
        let effect = self.hanging.as_mut().and_then(VecDeque::pop_front).expect("something is to be done");
        let mut next = self.effects.perform(effect);
        self.model.work.answered(self.model.now);
        while let Some(message) = next.take() {
            next = self.take(message);
        }
        self
    }

    /// Lets time pass without anything happening.
    pub(crate) fn after(&mut self, seconds: u64) -> &mut Self {
        self.model.now += Duration::from_secs(seconds);
        self
    }

    /// Whether the program has ended.
    pub(crate) fn has_quit(&self) -> bool {
        self.asked.contains(&Effect::Quit) || self.model.work.has_left(self.model.now)
    }

    /// What was sent to the clipboard last.
    #[track_caller]
    pub(crate) fn clipboard(&self) -> &str {
        let sent = self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Clipboard(text) => Some(text.as_str()),
            _ => None,
        });
        sent.unwrap_or_else(|| panic!("nothing was sent to the clipboard:\n{}", self.text()))
    }

    /// The test's own folder, in which files are written.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The scenario as committed.
    pub(crate) fn scenario(&self) -> &Scenario {
        self.model.document.scenario()
    }

    /// What the frame lets be clicked.
    pub(crate) fn hits(&self) -> Hits {
        draw_into(&mut Surface::new(self.model.size), &self.model, &self.theme)
    }

    /// The drawn cells.
    pub(crate) fn buffer(&self) -> Buffer {
        let mut surface = Surface::new(self.model.size);
        draw_into(&mut surface, &self.model, &self.theme);
        surface.to_buffer(surface.area)
    }

    /// The drawn lines, each as wide as the window.
    pub(crate) fn lines(&self) -> Vec<String> {
        let buffer = self.buffer();
        let row = |cells: &[ratatui::buffer::Cell]| {
            let mut line = String::new();
            let mut covered = 0;
            for cell in cells {
                if covered == 0 {
                    line.push_str(cell.symbol());
                    covered = width(cell.symbol()).saturating_sub(1);
                } else {
                    covered -= 1;
                }
            }
            line
        };
        buffer.content.chunks(usize::from(buffer.area.width).max(1)).map(row).collect()
    }

    /// All lines as one text.
    pub(crate) fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// Whether a text stands anywhere.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.lines().iter().any(|line| line.contains(text))
    }

    /// Checks that a text stands somewhere.
    #[track_caller]
    pub(crate) fn expect(&mut self, text: &str) -> &mut Self {
        assert!(self.shows(text), "{text:?} is not on the screen:\n{}", self.text());
        self
    }

    /// Checks that a text stands nowhere.
    #[track_caller]
    pub(crate) fn expect_no(&mut self, text: &str) -> &mut Self {
        assert!(!self.shows(text), "{text:?} is on the screen:\n{}", self.text());
        self
    }

    /// The first line with a text.
    #[track_caller]
    pub(crate) fn line_with(&self, text: &str) -> String {
        let lines = self.lines();
        let found = lines.into_iter().find(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{}", self.text()))
    }

    /// Where a text first stands.
    #[track_caller]
    pub(crate) fn place_of(&self, text: &str) -> (u16, u16) {
        let lines = self.lines();
        let found = lines
            .iter()
            .enumerate()
            .find_map(|(y, line)| line.find(text).map(|at| (width(&line[..at]) as u16, y as u16)));
        found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{}", self.text()))
    }

    fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.event(&Event::Mouse(event));
    }

    /// Clicks on the first place of a text.
    #[track_caller]
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let (x, y) = self.place_of(text);
        self.press(text);
        self.mouse(MouseEventKind::Up(MouseButton::Left), x, y);
        self
    }

    /// Holds the mouse button down on the first place of a text.
    #[track_caller]
    pub(crate) fn press(&mut self, text: &str) -> &mut Self {
        let (x, y) = self.place_of(text);
        self.mouse(MouseEventKind::Down(MouseButton::Left), x, y);
        self
    }

    /// Moves the mouse sideways with the button held, from where it was pressed.
    pub(crate) fn drag(&mut self, columns: i16) -> &mut Self {
        let (at, _) = self.model.clicked.expect("it was pressed");
        self.mouse(MouseEventKind::Drag(MouseButton::Left), at.x.saturating_add_signed(columns), at.y);
        self
    }

    /// Lets the button go, so many columns from where it was pressed.
    pub(crate) fn release(&mut self, columns: i16) -> &mut Self {
        let (at, _) = self.model.clicked.expect("it was pressed");
        self.mouse(MouseEventKind::Up(MouseButton::Left), at.x.saturating_add_signed(columns), at.y);
        self
    }

    /// Does something with the mouse at a place: a click, a drag that ends, a drag that does not, a turn of the wheel.
    pub(crate) fn poke(&mut self, x: u16, y: u16, what: u8) {
        let left = MouseButton::Left;
        match what {
            0 => {
                self.mouse(MouseEventKind::Down(left), x, y);
                self.mouse(MouseEventKind::Up(left), x, y);
            }
            1 => {
                self.mouse(MouseEventKind::Down(left), x, y);
                self.mouse(MouseEventKind::Drag(left), x + 9, y);
                self.mouse(MouseEventKind::Up(left), x + 9, y);
            }
            2 => {
                self.mouse(MouseEventKind::Down(left), x, y);
                self.mouse(MouseEventKind::Drag(left), x.saturating_sub(9), y);
            }
            _ => self.mouse(MouseEventKind::ScrollUp, x, y),
        }
    }

    /// Turns the wheel over the first place of a text.
    #[track_caller]
    pub(crate) fn wheel(&mut self, text: &str, up: bool) -> &mut Self {
        let (x, y) = self.place_of(text);
        self.mouse(if up { MouseEventKind::ScrollUp } else { MouseEventKind::ScrollDown }, x, y);
        self
    }

    /// The store of the session.
    pub(crate) fn store(&self) -> Store {
        store_in(&self.folder)
    }

    /// The names of the scenarios in the store, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = self.store().list().expect("the store is ours");
        let mut names: Vec<String> =
            entries.iter().filter_map(|entry| Some(entry.content.as_ref().ok()?.name().to_owned())).collect();
        names.sort();
        names
    }

    /// What the store holds under a name.
    #[track_caller]
    pub(crate) fn held(&self, name: &str) -> Scenario {
        let path: PathBuf = self.store().resolve(name).unwrap_or_else(|error| panic!("{error}"));
        let opened = self.store().open(&path).unwrap_or_else(|error| panic!("{error}"));
        opened.scenario
    }
}

fn store_in(folder: &TempDir) -> Store {
    Store::at(folder.path().join("data"), folder.path().join("state"))
}

/// Writes a file as somebody else would.
#[expect(clippy::disallowed_methods, reason = "a file that is not the store's doing")]
pub(crate) fn write(path: &std::path::Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("there is room for a file");
}

/// Reads a file as somebody else would.
#[expect(clippy::disallowed_methods, reason = "a file that is not the store's doing")]
pub(crate) fn read(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).expect("the file is there")
}

/// Removes a file as somebody else would.
#[expect(clippy::disallowed_methods, reason = "a file that is not the store's doing")]
pub(crate) fn remove(path: &std::path::Path) {
    std::fs::remove_file(path).expect("the file is there");
}
