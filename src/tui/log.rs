//! What the program did, in a file of the state folder, for the case that it must be found out later. It tells of
//! nothing that a scenario says, nor of what it is called.
//!
//! A thread writes, so that the screen never waits for the disk; a log that cannot be written is done without.

use std::io::{self, Write};
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;

use tracing::Level;

use crate::store::Store;

/// Hands what is logged to the thread.
struct ToThread(Sender<Vec<u8>>);

impl Write for ToThread {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let _ = self.0.send(line.to_owned());
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins the log of this session.
pub(super) fn start(store: &Store) {
    let (to, lines) = channel::<Vec<u8>>();
    let store = store.clone();
    let write = move || {
        let mut file = None;
        for line in lines {
            // A log that failed once stays as it is: half of one is better than two.
            let Some(open) = file.get_or_insert_with(|| store.log().ok()) else { continue };
            if open.write(&line).is_err() {
                file = Some(None);
            }
        }
    };
    if Builder::new().name("log".to_owned()).spawn(write).is_ok() {
        let log = tracing_subscriber::fmt().with_max_level(Level::DEBUG).with_ansi(false).with_target(false);
        // A second screen in one process, which only tests have, goes on with the log of the first.
        let _ = log.with_writer(move || ToThread(to.clone())).try_init();
    }
}
