//! The clipboard of the machine that the program runs on, beside the one that the terminal is asked to fill: many
//! terminals do not take what they are sent.
//!
//! A thread of its own, begun with the first text: a window system that does not answer holds up nothing.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use super::panics::guarded;

/// How long the last text may take when the program ends: some systems hand it on to another program then.
const LAST_WAIT: Duration = Duration::from_millis(250);

/// The clipboard, as long as the program runs.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    filler: Option<Filler>,
}

/// The thread that fills it.
#[derive(Debug)]
struct Filler {
    texts: Sender<String>,
    /// Closed when the thread ends.
    ended: Receiver<()>,
}

impl Clipboard {
    /// Puts a text there, if there is a clipboard at all.
    pub(super) fn put(&mut self, text: String) {
        self.filler = self.filler.take().or_else(start);
        if let Some(filler) = &self.filler {
            let _ = filler.texts.send(text);
        }
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        if let Some(Filler { texts, ended }) = self.filler.take() {
            drop(texts);
            let _ = ended.recv_timeout(LAST_WAIT);
        }
    }
}

/// Starts the thread; none where there can be none.
fn start() -> Option<Filler> {
    let (texts, received) = channel();
    let (end, ended) = channel();
    let fill = move || {
        let _end: Sender<()> = end;
        let _ = guarded(|| fill(&received));
    };
    Builder::new().name("clipboard".to_owned()).spawn(fill).ok()?;
    Some(Filler { texts, ended })
}

/// Puts each text there. Over ssh and on a console there is no clipboard: the terminal's own does.
fn fill(texts: &Receiver<String>) {
    let mut clipboard = None;
    for text in texts {
        let there = clipboard.take().map_or_else(arboard::Clipboard::new, Ok);
        let filled = there.and_then(|mut there| there.set_text(text).map(|()| there));
        match filled {
            Ok(filled) => clipboard = Some(filled),
            Err(error) => tracing::debug!(%error, "no clipboard of the system"),
        }
    }
}
