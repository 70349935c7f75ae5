//! The thread that works on files, so that the screen never waits for the disk: one effect after the other, each
//! with one answer, but for what nobody waits for.

#![expect(clippy::disallowed_methods, reason = "how long an effect took is logged")]

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::incoming::Incoming;
use super::message::{Effect, Message};
use super::panics::guarded;
use super::work::in_words;

/// The worker as the loop sees it.
pub struct Worker {
    effects: Sender<Effect>,
    /// Closed when the thread ends.
    ended: Receiver<()>,
}

impl Worker {
    /// Hands over an effect.
    pub fn hand(&self, effect: Effect) {
        self.effects.send(effect).expect("the worker lasts until nobody can hand it anything");
    }

    /// Waits so long for what it was handed.
    pub fn close(self, within: Duration) {
        drop(self.effects);
        let _ = self.ended.recv_timeout(within);
    }
}

/// Starts the worker; it lasts as long as somebody can hand it effects. What fails by our fault while it works is
/// answered as a failure, and it goes on.
///
/// # Errors
/// That there can be no thread.
pub fn start(
    mut perform: impl FnMut(Effect) -> Option<Message> + Send + 'static,
    answers: Sender<Incoming>,
) -> io::Result<Worker> {
    let (sender, effects) = channel();
    let (end, ended) = channel();
    let work = move || {
        let _end: Sender<()> = end;
        for effect in effects {
            let is_awaited = !matches!(effect, Effect::KeepView(..) | Effect::Remember);
            let (what, begun) = (in_words(&effect).0, Instant::now());
            let answer = guarded(|| perform(effect)).unwrap_or_else(|panic| Some(Message::Failed(panic)));
            // Why it failed may name a file, and that a scenario.
            let failed = matches!(answer, Some(Message::Failed(_)));
            tracing::debug!(what, failed, took = ?begun.elapsed());
            if is_awaited && answers.send(Incoming::Answer(answer.map(Box::new))).is_err() {
                return;
            }
        }
    };
    Builder::new().name("worker".to_owned()).spawn(work)?;
    Ok(Worker { effects: sender, ended })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::document::DocumentId;

    #[test]
    fn what_nobody_waits_for_has_no_answer_and_is_done_before_the_end() {
        let (answers, answered) = channel();
        let (done, was_done) = channel();
        let perform = move |effect| {
            std::thread::sleep(Duration::from_millis(20));
            done.send(effect).unwrap();
            None
        };
        let worker = start(perform, answers).unwrap();
        worker.hand(Effect::List);
        worker.hand(Effect::KeepView(DocumentId(1), Box::default()));
        worker.close(Duration::from_secs(10));
        assert_eq!((answered.iter().count(), was_done.try_iter().count()), (1, 2));
    }

    #[test]
    fn the_end_does_not_wait_for_a_disk_that_does_not_answer() {
        let (answers, _answered) = channel();
        let (let_go, held) = channel::<()>();
        let worker = start(move |_| held.recv().map_or(None, |()| None), answers).unwrap();
        worker.hand(Effect::KeepView(DocumentId(1), Box::default()));
        worker.close(Duration::from_millis(20));
        drop(let_go);
    }
}
