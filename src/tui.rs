//! The screen: events become messages, messages change the model, the model is drawn.
//!
//! One thread, blocking, no async: an idle program sleeps until the next key.

#![expect(clippy::disallowed_methods, reason = "the loop is where the clock and the environment are read")]

pub mod command;
pub mod document;
pub mod effect;
pub mod history;
pub mod hits;
pub mod input;
pub mod keymap;
pub mod layout;
mod log;
pub mod message;
pub mod model;
pub mod overlay;
pub mod page;
pub mod pane;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;

use std::io::{IsTerminal, Write, stdin, stdout};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event};
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;

use self::document::Document;
use self::effect::Effects;
use self::hits::Hits;
use self::message::{Effect, Message};
use self::model::Model;
use self::terminal::Terminal;
use self::theme::Theme;
pub use self::theme::ThemeChoice;
use crate::plan::Day;
use crate::store::{Store, StoreError};
use crate::text::clean::strip;

/// How the screen was asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The looks; none: found out from the environment.
    pub theme: Option<ThemeChoice>,
    /// Marks and lines in ASCII.
    pub ascii: bool,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// What counts as past; none: the clock.
    pub today: Option<Day>,
}

/// The largest window that is drawn; what lies beyond stays empty.
const LARGEST: Size = Size { width: 1000, height: 500 };

/// How long nothing happens until it is quiet.
const QUIET: Duration = Duration::from_millis(50);

/// The window of a terminal that does not say how large it is.
const USUAL: Size = Size { width: 80, height: 24 };

/// Runs the screen on a scenario, by a file's path or a name in the store; without one on the last, or a starter.
///
/// # Errors
/// Those of the terminal. A scenario that cannot be found ends with exit status 2, one that cannot be reached
/// with 1, without a screen.
pub fn run(store: Store, scenario: Option<&str>, options: Options) -> color_eyre::Result<ExitCode> {
    if !stdin().is_terminal() || !stdout().is_terminal() || is_set("TERM", "dumb") {
        eprintln!(
            "backcast: the screen needs a terminal. Without one, try: backcast goals FILE, backcast list, \
             backcast templates, backcast --help"
        );
        return Ok(ExitCode::from(2));
    }
    log::start(&store);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "begins");
    let mut effects = Effects::new(store);
    let mut model = match begin(&mut effects, scenario, options) {
        Ok(model) => model,
        Err(error) => {
            eprintln!("backcast: {}", strip(&error.to_string()));
            let status = if matches!(error, StoreError::Io { .. }) { 1 } else { 2 };
            return Ok(ExitCode::from(status));
        }
    };
    let theme = Theme::new(options.theme.unwrap_or_else(looks), options.ascii);
    terminal::watch_signals()?;
    let mut terminal = Terminal::enter(model.size, model.mouse, !is_set("BACKCAST_NO_SYNC", "1"))?;
    let ended = talk(&mut terminal, &mut model, &mut effects, &theme);
    drop(terminal);
    ended?;
    if let Some(notice) = model.notice.filter(|notice| !notice.text.is_empty()) {
        // Whoever reads this may have gone; the work is done either way.
        let _ = writeln!(stdout(), "{}", strip(&notice.text));
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens what was asked for; a file that is there but cannot be read is told on the screen.
fn begin(effects: &mut Effects, name: Option<&str>, options: Options) -> Result<Model, StoreError> {
    let opened = match name {
        Some(name) => Some(effects.open_named(name)),
        None => effects.open_last(),
    };
    let (first, problem) = match opened {
        Some(Ok(opened)) => (opened, None),
        Some(Err(error @ (StoreError::Format { .. } | StoreError::NotRegular { .. }))) => {
            (effects.starter(), Some(strip(&error.to_string())))
        }
        Some(Err(error)) if name.is_some() => return Err(error),
        _ => (effects.starter(), None),
    };
    let is_starter = !first.saved;
    let mut document = Document::new(first.id, first.scenario, first.saved);
    if first.read_only {
        document.protect(first.id);
    }
    document.tell_time(&effect::time_of_day());
    let today = options.today.unwrap_or_else(effect::today);
    let mut model = Model::new(document, window().unwrap_or(USUAL), today);
    model.mouse = options.mouse;
    if let Some(problem) = problem {
        let text =
            format!("{problem}\n\nThe file is left as it is. o lists your scenarios; this is a starter.");
        let report = overlay::Report { title: "That scenario cannot be opened", text };
        model.overlay = Some(overlay::Overlay::Report(report));
    } else if is_starter {
        model.say("a starter to play with: arrows move a number, digits type one, s saves");
    }
    Ok(model)
}

/// Takes events until the user leaves. Everything that is waiting is taken in before the next frame.
fn talk(
    terminal: &mut Terminal,
    model: &mut Model,
    effects: &mut Effects,
    theme: &Theme,
) -> color_eyre::Result<()> {
    let start = Instant::now();
    // Only the first look for events begins to watch for another size: one that came earlier is asked for here.
    event::poll(Duration::ZERO)?;
    model.size = window().unwrap_or(model.size);
    let mut changed = true;
    let mut hits = Hits::default();
    loop {
        if changed && can_be_drawn(model.size) {
            terminal.draw(model.size, |frame| hits = view::draw(frame, model, theme))?;
        }
        // A change of the size that comes together with a key is not told: once it is quiet the window is asked.
        let resized = if event::poll(QUIET)? { None } else { window().filter(|size| *size != model.size) };
        changed = resized.is_some();
        if let Some(Size { width, height }) = resized {
            take(Message::Resize(width, height), terminal, model, effects, theme)?;
            continue;
        }
        let mut event = event::read()?;
        loop {
            model.now = start.elapsed();
            // A window that shrank and grew again has lost what it cut off, though its size is as it was.
            if matches!(event, Event::Resize(..)) {
                terminal.redraw()?;
            }
            if let Some(message) = translate(&event, model, &hits) {
                changed = true;
                if !take(message, terminal, model, effects, theme)? {
                    return Ok(());
                }
            }
            if !event::poll(Duration::ZERO)? {
                break;
            }
            event = event::read()?;
        }
    }
}

fn translate(event: &Event, model: &Model, hits: &Hits) -> Option<Message> {
    match event {
        Event::Resize(width, height) => {
            Some(Message::Resize((*width).min(LARGEST.width), (*height).min(LARGEST.height)))
        }
        event => input::translate(event, model, hits),
    }
}

/// Takes a message in and performs what it asks for; says whether the program goes on.
fn take(
    message: Message,
    terminal: &mut Terminal,
    model: &mut Model,
    effects: &mut Effects,
    theme: &Theme,
) -> color_eyre::Result<bool> {
    let mut next = Some(message);
    while let Some(message) = next.take() {
        model.time_of_day = effect::time_of_day();
        next = match update::update(model, message) {
            None => None,
            Some(Effect::Quit) => return Ok(false),
            Some(Effect::Mouse(on)) => {
                terminal.set_mouse(on)?;
                None
            }
            Some(Effect::Redraw) => {
                terminal.redraw()?;
                None
            }
            Some(Effect::Suspend) => {
                terminal.suspend()?;
                let size = window().unwrap_or(model.size);
                Some(Message::Resize(size.width, size.height))
            }
            Some(effect) => {
                // A large store takes its time: the page is there before it.
                if effect == Effect::List && can_be_drawn(model.size) {
                    terminal.draw(model.size, |frame| _ = view::draw(frame, model, theme))?;
                }
                effects.perform(effect)
            }
        };
    }
    Ok(true)
}

/// Whether a window is large enough for anything to be drawn.
const fn can_be_drawn(size: Size) -> bool {
    size.width > 1 && size.height > 1
}

/// The size of the window; none where the terminal does not say.
fn window() -> Option<Size> {
    let (width, height) = size().ok()?;
    Some(Size { width: width.min(LARGEST.width), height: height.min(LARGEST.height) })
}

/// The looks that the environment asks for: `NO_COLOR`, or the background that the terminal told the shell.
/// The terminal itself is not asked, because one that does not answer would hold up the first frame.
fn looks() -> ThemeChoice {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return ThemeChoice::None;
    }
    let colours = std::env::var("COLORFGBG").unwrap_or_default();
    let background = colours.rsplit(';').next().and_then(|index| index.parse::<u8>().ok());
    match background {
        Some(7 | 9..=15) => ThemeChoice::Light,
        _ => ThemeChoice::Dark,
    }
}

fn is_set(variable: &str, value: &str) -> bool {
    std::env::var_os(variable).is_some_and(|found| found == value)
}
