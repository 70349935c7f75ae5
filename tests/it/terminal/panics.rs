//! Panics: of the thread that draws with the terminal handed back, of any other as a notice on the screen.
//!
//! The product has no way to make it panic, so a test of this binary is the program: it is started in a terminal.

#![expect(clippy::disallowed_methods, reason = "a program finds its folder in the environment")]

use std::fs::OpenOptions;
use std::io::{Read, Write, stdin};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use backcast::tui::incoming::{Inbox, Incoming};
use backcast::tui::message::{Effect, Message};
use backcast::tui::panics::{guarded, install};
use backcast::tui::terminal::Terminal;
use backcast::tui::terminal::end::AtEnd;
use backcast::tui::worker;
use ratatui::layout::Size;
use ratatui::text::Text;
use tempfile::TempDir;

use super::ending::assert_as_before;
use super::pty::Start;
use crate::screen::read;

#[test]
fn a_worker_that_panics_says_so_and_goes_on() {
    let (answers, mut inbox) = Inbox::new();
    let perform = |effect| match effect {
        Effect::List => panic!("on purpose, {}", 1 + 1),
        _ => Some(Message::Exported("done".to_owned())),
    };
    let worker = worker::start(perform, answers).expect("there is room for a thread");
    for (effect, answer) in [(Effect::List, "on purpose, 2"), (Effect::Redraw, "done"), (Effect::List, "bug")]
    {
        worker.hand(effect);
        let Some(Incoming::Answer(Some(message))) = inbox.next(None) else { panic!("each has one answer") };
        let (Message::Failed(told) | Message::Exported(told)) = *message else { panic!("{message:?}") };
        assert!(told.contains(answer), "{told}");
    }
}

#[test]
#[ignore = "is the program that the next test starts in a terminal"]
fn program() {
    let at_end = PathBuf::from(std::env::var_os("HOME").expect("it is set")).join("at-end");
    let once = move || {
        let mut file = OpenOptions::new().create(true).append(true).open(&at_end).expect("there is room");
        file.write_all(b"once").expect("there is room");
        None
    };
    install(AtEnd::new(Arc::new(once)));
    let size = Size { width: 80, height: 24 };
    let mut terminal = Terminal::enter(size, true, true).expect("there is a terminal");
    let behind = thread::spawn(|| {
        guarded(|| panic!("behind the screen")).map_or_else(|told| told, |()| String::new())
    });
    let told = behind.join().expect("it goes on");
    terminal
        .draw(size, |cells| cells.render(Text::raw(format!("[told] {told}")), cells.area))
        .expect("it is drawn");
    stdin().read_exact(&mut [0]).expect("a key comes");
    panic!("before the screen");
}

#[test]
fn a_panic_behind_the_screen_is_told_on_it_and_one_before_it_after_it_is_handed_back() {
    let folder = TempDir::new().expect("there is room");
    let script = "stty -g > \"$HOME/before\"; \
        \"$TESTS\" --exact terminal::panics::program --ignored --nocapture --test-threads=1; \
        echo \"[ended $?]\"; stty -g > \"$HOME/after\"";
    let tests = std::env::current_exe().expect("it runs");
    let mut pty = Start::new(&folder).env("TESTS", tests.display().to_string()).script(script).run();
    pty.wait("[told]").wait("behind the screen").wait("panics.rs");
    let sent = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(!sent.contains("panicked"), "it is printed over the screen: {sent:?}");
    pty.send("x").wait("before the screen").wait("[ended 101]");
    assert!(!pty.is_full_screen());
    let sent = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let told = sent.rfind("before the screen").expect("it is told");
    assert!(sent.find("\x1b[?1049l").is_some_and(|left| left < told), "the report is lost with the screen");
    pty.end();
    assert_as_before(&folder);
    assert_eq!(read(&folder.path().join("at-end")), b"once");
}
