//! The screen: events become messages, messages change the model, the model is drawn.
//!
//! One thread draws, another works on files, others wait for keys and signals: an idle program sleeps until there is
//! something. No async.

#![expect(clippy::disallowed_methods, reason = "the environment is read here")]

mod clipboard;
pub mod clock;
pub mod command;
pub mod document;
pub mod effect;
pub mod extract;
pub mod history;
pub mod hits;
pub mod incoming;
pub mod input;
pub mod keymap;
pub mod layout;
mod log;
pub mod message;
pub mod model;
pub mod overlay;
pub mod page;
pub mod pane;
pub mod panics;
pub mod surface;
mod talk;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod work;
pub mod worker;

use std::io::{self, IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use ratatui::layout::Size;

use self::clipboard::Clipboard;
use self::command::Command;
use self::effect::Effects;
use self::effect::journal::Journal;
use self::effect::views::Follower;
use self::incoming::{Inbox, Incoming};
use self::keymap::Keymap;
use self::model::Model;
use self::overlay::recover;
use self::talk::{Talk, window};
use self::terminal::Terminal;
use self::terminal::end::AtEnd;
use self::theme::Theme;
pub use self::theme::ThemeChoice;
use crate::plan::Day;
use crate::store::{Store, StoreError};
use crate::text::clean::strip;

/// How the screen was asked to be.
#[derive(Debug, Clone)]
pub struct Options {
    /// The looks; none: found out from the environment.
    pub theme: Option<ThemeChoice>,
    /// Marks and lines in ASCII.
    pub ascii: bool,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// What counts as past; none: the clock.
    pub today: Option<Day>,
    /// Which key means which command; none: the defaults.
    pub keymap: Option<Keymap>,
    /// What in the settings is not used, and why.
    pub problems: Vec<String>,
}

/// How long the journal may take to come to the disk when the program is ended, and how scenarios were looked at when
/// it ends.
const LAST_FLUSH: Duration = Duration::from_millis(250);

/// What is said when its last words cannot be written.
const NOT_KEPT: &str = "the last unsaved edits may not have been kept: the disk did not take them";

/// How long its last words may take when the user leaves.
const LAST_WAIT: Duration = Duration::from_secs(2);

/// The window of a terminal that does not say how large it is.
const USUAL: Size = Size { width: 80, height: 24 };

/// Runs the screen on a scenario, by a file's path or a name in the store; without one on the last, or a starter.
///
/// # Errors
/// Those of the terminal. A scenario that cannot be found ends with exit status 2, one that cannot be reached
/// with 1, without a screen.
pub fn run(store: Store, scenario: Option<&str>, options: Options) -> color_eyre::Result<ExitCode> {
    if !stdin().is_terminal() || !stdout().is_terminal() || is_set("TERM", "dumb") {
        let _ = writeln!(
            stderr(),
            "backcast: the screen needs a terminal. Without one, try: backcast goals FILE, backcast list, \
             backcast templates, backcast --help"
        );
        return Ok(ExitCode::from(2));
    }
    log::start(&store);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "begins");
    for problem in &options.problems {
        tracing::warn!(problem, "of the settings");
    }
    let theme = Theme::new(options.theme.unwrap_or_else(looks), options.ascii);
    let mut effects = Effects::new(store);
    let mut model = match begin(&mut effects, scenario, options) {
        Ok(model) => model,
        Err(error) => {
            let _ = writeln!(stderr(), "backcast: {}", strip(&error.to_string()));
            let status = if matches!(error, StoreError::Io { .. }) { 1 } else { 2 };
            return Ok(ExitCode::from(status));
        }
    };
    let (news, inbox) = Inbox::new();
    let (store, session) = effects.shared();
    let told = news.clone();
    let tell = move |message| _ = told.send(Incoming::Message(Box::new(message)));
    let mut journal = Journal::start(store.journal(), session, tell)?;
    let flusher = journal.flusher();
    let at_end = AtEnd::new(Arc::new(move || (!flusher.flush(LAST_FLUSH)).then_some(NOT_KEPT)));
    let ended = talk(&mut model, effects, &theme, (news, inbox), &mut journal, &at_end);
    at_end.run();
    let keeps_work = journal.keeps_work();
    let is_kept = journal.close(LAST_WAIT);
    Ok(say_how_it_ended(&model, ended, keeps_work.then_some(is_kept)))
}

/// Takes the terminal until the user leaves.
fn talk(
    model: &mut Model,
    mut effects: Effects,
    theme: &Theme,
    (news, inbox): (Sender<Incoming>, Inbox),
    journal: &mut Journal,
    at_end: &Arc<AtEnd>,
) -> io::Result<()> {
    let worker = worker::start(move |effect| effects.perform(effect), news.clone())?;
    panics::install(Arc::clone(at_end));
    #[cfg(unix)]
    terminal::signals::watch(news.clone(), at_end)?;
    let mut terminal = Terminal::enter(model.size, model.mouse, !is_set("BACKCAST_NO_SYNC", "1"))?;
    incoming::read_terminal(news)?;
    let views = Follower::new(model);
    let talk = Talk {
        terminal: &mut terminal,
        model,
        theme,
        inbox,
        worker: &worker,
        views,
        journal,
        clipboard: Clipboard::default(),
    };
    let ended = talk.run();
    drop(terminal);
    worker.close(LAST_FLUSH);
    ended
}

/// Says what is left to say once the terminal is handed back. Whoever reads it may have gone: the work is done either
/// way.
fn say_how_it_ended(model: &Model, ended: io::Result<()>, unsaved_is_kept: Option<bool>) -> ExitCode {
    match unsaved_is_kept {
        Some(true) => _ = writeln!(stdout(), "Unsaved work is kept: the next start offers it."),
        Some(false) => _ = writeln!(stderr(), "backcast: {NOT_KEPT}"),
        None => {}
    }
    if let Err(error) = ended {
        let _ = writeln!(stderr(), "backcast: the terminal cannot be used any more: {error}");
        return ExitCode::FAILURE;
    }
    if let Some((what, seconds)) = model.work.unfinished(model.now) {
        let _ = writeln!(
            stderr(),
            "backcast: left before this was finished, after {seconds} s: {what}. The disk does not answer; what was \
             saved before is as it was."
        );
        return ExitCode::FAILURE;
    }
    if let Some(notice) = model.notice.as_ref().filter(|notice| !notice.text.is_empty()) {
        let _ = writeln!(stdout(), "{}", strip(&notice.text));
    }
    ExitCode::SUCCESS
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
    let today = options.today.unwrap_or_else(effect::today);
    let mut model = Model::starting(first, window().unwrap_or(USUAL), today);
    model.document.tell_time(&effect::time_of_day());
    model.mouse = options.mouse;
    if let Some(keymap) = options.keymap {
        model.keymap = keymap;
    }
    let leftovers = effects.leftovers();
    if let Some(problem) = problem.as_ref().filter(|_| !leftovers.is_empty()) {
        model.refuse(problem.clone());
    } else if let Some(problem) = problem {
        let open = model.key(Command::Open);
        let text = format!(
            "{problem}\n\nThe file is left as it is. {open} lists your scenarios; this is a starter."
        );
        let report = overlay::Report { title: "That scenario cannot be opened", text };
        model.overlay = Some(overlay::Overlay::Report(report));
    } else if is_starter {
        let save = model.key(Command::Save);
        model.say(format!("a starter to play with: arrows move a number, digits type one, {save} saves"));
    }
    model.tell_of_settings(&options.problems);
    recover::ask(&mut model, leftovers);
    Ok(model)
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
