//! The thread that works on files, so that the screen never waits for the disk: one effect after the other, each
//! with one answer.

#![expect(clippy::disallowed_methods, reason = "how long an effect took is logged")]

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;
use std::time::Instant;

use super::incoming::Incoming;
use super::message::{Effect, Message};
use super::panics::guarded;
use super::work::in_words;

/// Starts the worker; it lasts as long as somebody can hand it effects. What fails by our fault while it works is
/// answered as a failure, and it goes on.
///
/// # Errors
/// That there can be no thread.
pub fn start(
    mut perform: impl FnMut(Effect) -> Option<Message> + Send + 'static,
    answers: Sender<Incoming>,
) -> io::Result<Sender<Effect>> {
    let (sender, effects) = channel();
    let work = move || {
        for effect in effects {
            let (what, begun) = (in_words(&effect).0, Instant::now());
            let answer = guarded(|| perform(effect)).unwrap_or_else(|panic| Some(Message::Failed(panic)));
            // Why it failed may name a file, and that a scenario.
            let failed = matches!(answer, Some(Message::Failed(_)));
            tracing::debug!(what, failed, took = ?begun.elapsed());
            if answers.send(Incoming::Answer(answer.map(Box::new))).is_err() {
                return;
            }
        }
    };
    Builder::new().name("worker".to_owned()).spawn(work)?;
    Ok(sender)
}
