//! The clipboard of the machine that the program runs on, beside the one that the terminal is asked to fill: many
//! terminals do not take what they are sent.
//!
//! A thread of its own, begun with the first text: a window system that does not answer holds up nothing.

use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;

use super::panics::guarded;

/// The clipboard, as long as the program runs: on some systems what was copied goes with it.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    texts: Option<Sender<String>>,
}

impl Clipboard {
    /// Puts a text there, if there is a clipboard at all.
    pub(super) fn put(&mut self, text: String) {
        if self.texts.is_none() {
            self.texts = start();
        }
        if let Some(texts) = &self.texts {
            let _ = texts.send(text);
        }
    }
}

/// Starts the thread; none where there can be none.
fn start() -> Option<Sender<String>> {
    let (sender, texts) = channel();
    let fill = move || {
        let mut clipboard = None;
        for text in texts {
            let filled = guarded(|| {
                if clipboard.is_none() {
                    clipboard = Some(arboard::Clipboard::new()?);
                }
                clipboard
                    .as_mut()
                    .map_or(Ok(()), |clipboard: &mut arboard::Clipboard| clipboard.set_text(text))
            });
            if let Ok(Err(error)) = filled {
                // Over ssh and on a console there is none: the terminal's own does.
                tracing::debug!(%error, "no clipboard of the system");
                clipboard = None;
            }
        }
    };
    Builder::new().name("clipboard".to_owned()).spawn(fill).ok()?;
    Some(sender)
}
