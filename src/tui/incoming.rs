//! What comes to the loop from other threads, in one queue: events of the terminal, answers of the worker, news of
//! the signals. Nothing here decides or draws.

#![expect(clippy::disallowed_methods, reason = "waiting for a time needs a clock")]

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event};

use super::message::Message;
use super::panics::guarded;

/// What the loop takes in.
#[derive(Debug)]
pub enum Incoming {
    /// The terminal delivered an event.
    Event(Event),
    /// The worker is done with an effect.
    Answer(Option<Box<Message>>),
    /// The window may have another size.
    Resized,
    /// Another program asks to hand the terminal to the shell.
    Suspend,
    /// The program goes on after it was stopped.
    Continued,
    /// Another thread has something to say that was not asked for.
    Message(Box<Message>),
    /// The terminal cannot be read any more.
    Lost(io::Error),
}

/// The loop's end of the queue.
pub struct Inbox {
    receiver: Receiver<Incoming>,
    /// What came while an answer was waited for.
    held: VecDeque<Incoming>,
}

impl Inbox {
    /// Makes a queue with its two ends.
    pub fn new() -> (Sender<Incoming>, Self) {
        let (sender, receiver) = channel();
        (sender, Self { receiver, held: VecDeque::new() })
    }

    /// Waits for what comes next; none when nothing came within a time.
    pub fn next(&mut self, wait: Option<Duration>) -> Option<Incoming> {
        if let Some(held) = self.held.pop_front() {
            return Some(held);
        }
        match wait {
            None => self.receiver.recv().ok(),
            Some(wait) => self.receiver.recv_timeout(wait).ok(),
        }
    }

    /// What is there already.
    pub fn ready(&mut self) -> Option<Incoming> {
        self.held.pop_front().or_else(|| self.receiver.try_recv().ok())
    }

    /// Waits so long for the worker's answer, and leaves everything else where it is.
    pub fn answer(&mut self, wait: Duration) -> Option<Option<Box<Message>>> {
        let until = Instant::now() + wait;
        while let Ok(incoming) = self.receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
            match incoming {
                Incoming::Answer(message) => return Some(message),
                other => self.held.push_back(other),
            }
        }
        None
    }
}

/// Starts the thread that reads the terminal.
///
/// # Errors
/// That there can be no thread.
pub fn read_terminal(loop_: Sender<Incoming>) -> io::Result<()> {
    let read = move || {
        loop {
            let incoming = match guarded(event::read) {
                // The signal thread tells of another size: the one told here gets lost when a key comes with it.
                Ok(Ok(Event::Resize(..))) if cfg!(unix) => continue,
                Ok(Ok(event)) => Incoming::Event(event),
                Ok(Err(error)) => {
                    let _ = loop_.send(Incoming::Lost(error));
                    return;
                }
                Err(panic) => Incoming::Message(Box::new(Message::Failed(panic))),
            };
            if loop_.send(incoming).is_err() {
                return;
            }
        }
    };
    Builder::new().name("input".to_owned()).spawn(read)?;
    Ok(())
}
