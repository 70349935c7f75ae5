//! What comes from the system rather than from the keyboard: signals, and the terminal's end.
//!
//! Two threads that sleep until there is something. They end the program by themselves: the loop may be stuck, and
//! crossterm's reader spins for ever, at full speed, once the terminal is gone.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::Builder;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio::{dup2_stdin, stdin};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::end::{AtEnd, end};
use crate::tui::incoming::Incoming;

/// Watches signals and the terminal.
///
/// # Errors
/// That they cannot be watched.
pub fn watch(news: Sender<Incoming>, at_end: &Arc<AtEnd>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let at_the_end = Arc::clone(at_end);
    let take_signals = move || {
        for signal in signals.forever() {
            let incoming = match signal {
                SIGWINCH => Incoming::Resized,
                SIGTSTP => Incoming::Suspend,
                SIGCONT => Incoming::Continued,
                signal => {
                    tracing::info!(signal, "ends");
                    end(&at_the_end, 128 + signal)
                }
            };
            // A loop that takes no news is about to leave.
            let _ = news.send(incoming);
        }
    };
    Builder::new().name("signals".to_owned()).spawn(take_signals)?;
    let at_the_end = Arc::clone(at_end);
    let watch_terminal = move || {
        wait_for_the_terminals_end();
        tracing::info!("the terminal is gone");
        // Whoever reads the terminal now waits instead of spinning.
        let quiet = io::pipe();
        if let Ok((nothing, _)) = &quiet {
            let _ = dup2_stdin(nothing);
        }
        end(&at_the_end, 128 + SIGHUP)
    };
    Builder::new().name("watchdog".to_owned()).spawn(watch_terminal)?;
    Ok(())
}

/// Sleeps until the other end of the terminal is closed: no event but that is asked for.
fn wait_for_the_terminals_end() {
    let stdin = stdin();
    let mut terminal = [PollFd::new(&stdin, PollFlags::empty())];
    while matches!(poll(&mut terminal, None), Err(Errno::INTR)) {}
}
