//! The program's end when the loop cannot be asked: it may be stuck in a write to a terminal that does not read.
//!
//! Everything here is done once and within a time, whoever ends the program and whatever hangs.

use std::io::{Write, stdout};
use std::process::exit;
use std::sync::mpsc::channel;
use std::sync::{Arc, Once};
use std::thread::{Builder, park};
use std::time::Duration;

use super::{give_back_modes, say_goodbye};

/// How long what must be done at the end may take.
const AT_END: Duration = Duration::from_millis(300);

/// How long the terminal may take for the goodbye.
const GOODBYE: Duration = Duration::from_millis(300);

/// What must be done before the program ends, once.
pub struct AtEnd {
    act: Arc<dyn Fn() + Send + Sync>,
    once: Once,
}

impl AtEnd {
    /// Keeps what is to be done.
    pub fn new(act: Arc<dyn Fn() + Send + Sync>) -> Arc<Self> {
        Arc::new(Self { act, once: Once::new() })
    }

    /// Does it if nobody has; waits while somebody does.
    pub fn run(&self) {
        self.once.call_once(|| {
            let act = Arc::clone(&self.act);
            within(AT_END, move |done| {
                act();
                done();
            });
        });
    }
}

#[cfg(unix)]
/// Ends the program from another thread than the loop's: hands the terminal back and exits with a status.
pub(super) fn end(at_end: &AtEnd, status: i32) -> ! {
    at_end.run();
    give_back_modes();
    within(GOODBYE, |done| {
        let mut out = stdout().lock();
        let _ = say_goodbye(&mut out);
        let _ = out.flush();
        done();
        // The loop must not draw any more.
        loop {
            park();
        }
    });
    exit(status)
}

/// Does something in a thread of its own and waits so long for it to say that it is done.
fn within(limit: Duration, act: impl FnOnce(&dyn Fn()) + Send + 'static) {
    let (sender, done) = channel();
    let act = move || {
        act(&|| {
            let _ = sender.send(());
        });
    };
    // Without a thread it cannot be done in time, so it is not.
    if Builder::new().name("end".to_owned()).spawn(act).is_ok() {
        let _ = done.recv_timeout(limit);
    }
}
