//! The campaigns: the store and the program are crashed, killed, starved and fed with rubbish, again and again
//! (store.md, "How it is shown"). Each runs on every change in a small size, and before a release in a large one.
//!
//! `BACKCAST_CAMPAIGN=release cargo test --release --test campaign -- --nocapture` runs the large ones.

#[cfg(target_os = "linux")]
mod inject;
#[cfg(unix)]
mod kill;
#[cfg(unix)]
mod kill_screen;
mod place;
#[cfg(unix)]
mod planted;
#[cfg(unix)]
#[expect(dead_code, reason = "the other tests look at more of a terminal")]
#[path = "../it/terminal/pty.rs"]
mod pty;
mod saver;
mod size;
#[cfg(target_os = "linux")]
mod strace;
#[cfg(unix)]
mod writers;
