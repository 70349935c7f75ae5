//! The loop: takes in what other threads send, lets `update` answer, hands effects to the worker, draws.
//!
//! Sleeps until there is something; what was waited for is shown at once, and what
//! comes meanwhile is taken in together before the next frame.

#![expect(clippy::disallowed_methods, reason = "the loop is where the clock is read")]

use std::io;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event;
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;

use super::clipboard::Clipboard;
use super::effect::journal::Journal;
use super::effect::time_of_day;
use super::effect::views::Follower;
use super::hits::Hits;
use super::incoming::{Inbox, Incoming};
use super::message::{Effect, Message};
use super::model::Model;
use super::overlay::leave;
use super::terminal::Terminal;
use super::theme::Theme;
use super::worker::Worker;
use super::{input, update, view};

/// The largest window that is drawn; what lies beyond stays empty.
const LARGEST: Size = Size { width: 1000, height: 500 };

/// How long an answer is waited for before anything else is taken in, when nothing else is being done: nobody
/// notices, and with a disk that is not slow the keys typed ahead mean what they mean after it.
const PATIENCE: Duration = Duration::from_millis(100);

/// What the loop works with.
pub(super) struct Talk<'a> {
    pub(super) terminal: &'a mut Terminal,
    pub(super) model: &'a mut Model,
    pub(super) theme: &'a Theme,
    pub(super) inbox: Inbox,
    pub(super) worker: &'a Worker,
    pub(super) views: Follower,
    pub(super) journal: &'a mut Journal,
    pub(super) clipboard: Clipboard,
}

impl Talk<'_> {
    /// Takes in what comes until the user leaves.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn run(mut self) -> io::Result<()> {
        let ended = self.until_left();
        self.views.last().into_iter().for_each(|effect| self.worker.hand(effect));
        ended
    }

    fn until_left(&mut self) -> io::Result<()> {
        let start = Instant::now();
        // Another size is told of since before the terminal was taken; one that came earlier is asked for here.
        self.model.size = window().unwrap_or(self.model.size);
        let mut hits = self.draw()?;
        // What nobody sees waits for the first frame.
        self.worker.hand(Effect::Remember);
        let mut changed = false;
        loop {
            if changed {
                hits = self.draw()?;
            }
            let now = self.model.now;
            let looks =
                [self.model.work.next_look(now), self.journal.next_look(now), self.views.next_look(now)];
            let mut next = self.inbox.ready();
            let waited = next.is_none();
            if waited {
                next = self.inbox.next(looks.into_iter().flatten().min());
            }
            self.model.now = start.elapsed();
            // Woken by nothing but the time: what is being done now says for how long.
            changed = next.is_none();
            while let Some(incoming) = next {
                changed |= self.take(incoming, &hits)?;
                self.model.now = start.elapsed();
                if self.model.work.has_left(self.model.now) {
                    return Ok(());
                }
                // What was waited for is shown at once, what comes while it is drawn all together.
                next = if waited && changed { None } else { self.inbox.ready() };
            }
            if self.model.work.has_left(self.model.now) {
                return Ok(());
            }
            self.follow_view();
            let late = self.journal.is_late(self.model.now);
            changed |= self.model.journal_is_late(late);
        }
    }

    /// Draws a frame, if there is room for any; gives what can be clicked in it.
    fn draw(&mut self) -> io::Result<Hits> {
        let mut hits = Hits::default();
        let (model, theme) = (&*self.model, self.theme);
        if can_be_drawn(model.size) {
            self.terminal.draw(model.size, |cells| hits = view::draw_into(cells, model, theme))?;
        }
        Ok(hits)
    }

    /// Takes one thing in; says whether the screen may have changed.
    fn take(&mut self, incoming: Incoming, hits: &Hits) -> io::Result<bool> {
        let message = match incoming {
            Incoming::Resized | Incoming::Event(Event::Resize(..)) => self.resized(),
            Incoming::Event(event) => match input::translate(&event, self.model, hits) {
                Some(message) => message,
                None => return Ok(false),
            },
            Incoming::Answer(answer) => {
                self.model.work.answered(self.model.now);
                match answer {
                    Some(message) => *message,
                    None => return Ok(true),
                }
            }
            Incoming::Suspend => self.suspend()?,
            Incoming::Continued => {
                self.terminal.forget();
                self.resized()
            }
            Incoming::Message(message) => *message,
            Incoming::Lost(error) => return Err(error),
        };
        self.answer(message)?;
        Ok(true)
    }

    /// Takes a message in and sees to what it asks for.
    fn answer(&mut self, message: Message) -> io::Result<()> {
        let mut next = Some(message);
        while let Some(message) = next.take() {
            self.model.time_of_day = time_of_day();
            let effect = update::update(self.model, message);
            // Before anything that was committed is seen.
            self.journal.follow(self.model);
            self.follow_view();
            next = match effect {
                None => None,
                Some(Effect::Quit) => {
                    leave::wait(self.model);
                    None
                }
                Some(Effect::Clipboard(text)) => {
                    self.terminal.copy(&text)?;
                    self.clipboard.put(text);
                    None
                }
                Some(Effect::Mouse(on)) => {
                    self.terminal.set_mouse(on)?;
                    None
                }
                Some(Effect::Redraw) => {
                    self.terminal.redraw();
                    None
                }
                Some(Effect::Suspend) => Some(self.suspend()?),
                Some(effect) => self.hand_over(effect),
            };
        }
        Ok(())
    }

    /// Has the worker keep how scenarios are looked at; nobody waits for that.
    fn follow_view(&mut self) {
        self.views.follow(self.model).into_iter().for_each(|effect| self.worker.hand(effect));
    }

    /// Hands an effect to the worker; gives the answer if it comes at once.
    fn hand_over(&mut self, effect: Effect) -> Option<Message> {
        let at_once = self.model.work.is_idle();
        self.model.work.begin(&effect, &self.model.document, self.model.now);
        self.worker.hand(effect);
        let Some(answer) = at_once.then(|| self.inbox.answer(PATIENCE)).flatten() else {
            leave::wait_for_save(self.model);
            return None;
        };
        self.model.work.answered(self.model.now);
        answer.map(|message| *message)
    }

    /// Hands the terminal to the shell for a while.
    fn suspend(&mut self) -> io::Result<Message> {
        if !self.terminal.suspend()? {
            self.model.refuse("there is no shell behind this window to go back to");
        }
        Ok(self.resized())
    }

    /// The window as it is now, all of it to be drawn: one that shrank and grew again has lost what it cut off, though
    /// its size is as it was.
    fn resized(&mut self) -> Message {
        self.terminal.redraw();
        let size = window().unwrap_or(self.model.size);
        Message::Resize(size.width, size.height)
    }
}

/// Whether a window is large enough for anything to be drawn.
const fn can_be_drawn(size: Size) -> bool {
    size.width > 1 && size.height > 1
}

/// The size of the window; none where the terminal does not say.
pub(super) fn window() -> Option<Size> {
    let (width, height) = size().ok()?;
    Some(Size { width: width.min(LARGEST.width), height: height.min(LARGEST.height) })
}
