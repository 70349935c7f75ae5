//! The program's end when the loop cannot be asked: it may be stuck in a write to a terminal that does not read.
//!
//! Everything here is done once and within a time, whoever ends the program and whatever hangs.

use std::io::{Write, stderr, stdout};
use std::process::exit;
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::thread::{Builder, park};
use std::time::Duration;

use super::{give_back_modes, say_goodbye};

/// How long what must be done at the end may take.
const AT_END: Duration = Duration::from_millis(300);

/// How long the terminal may take for the goodbye.
const GOODBYE: Duration = Duration::from_millis(300);

/// What is done at the end; it may leave something to say.
type Act = dyn Fn() -> Option<&'static str> + Send + Sync;

/// What must be done before the program ends, once.
pub struct AtEnd {
    act: Arc<Act>,
    once: OnceLock<Option<&'static str>>,
}

impl AtEnd {
    /// Keeps what is to be done.
    pub fn new(act: Arc<Act>) -> Arc<Self> {
        Arc::new(Self { act, once: OnceLock::new() })
    }

    /// Does it if nobody has; waits while somebody does. Gives what is left to say.
    pub fn run(&self) -> Option<&'static str> {
        *self.once.get_or_init(|| {
            let act = Arc::clone(&self.act);
            within(AT_END, move |done| done(act())).flatten()
        })
    }
}

#[cfg(unix)]
/// Ends the program from another thread than the loop's: hands the terminal back and exits with a status.
pub(super) fn end(at_end: &AtEnd, status: i32) -> ! {
    let left_to_say = at_end.run();
    give_back_modes();
    within(GOODBYE, move |done| {
        let mut out = stdout().lock();
        let _ = say_goodbye(&mut out);
        let _ = out.flush();
        if let Some(text) = left_to_say {
            let _ = writeln!(stderr(), "backcast: {text}");
        }
        done(());
        // The loop must not draw any more.
        loop {
            park();
        }
    });
    exit(status)
}

/// Does something in a thread of its own and waits so long for what it hands over.
fn within<T: Send + 'static>(limit: Duration, act: impl FnOnce(&dyn Fn(T)) + Send + 'static) -> Option<T> {
    let (sender, done) = channel();
    let act = move || {
        act(&|result| {
            let _ = sender.send(result);
        });
    };
    // Without a thread it cannot be done in time, so it is not.
    Builder::new().name("end".to_owned()).spawn(act).ok()?;
    done.recv_timeout(limit).ok()
}
