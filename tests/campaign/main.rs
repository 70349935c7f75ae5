//! The campaigns: the store and the program are crashed, killed, starved and fed with rubbish, again and again
//! (store.md, "How it is shown"). Each runs on every change in a small size, and before a release in a large one.
//!
//! `BACKCAST_CAMPAIGN=release cargo test --release --test campaign -- --nocapture` runs the large ones.

mod bad_files;
mod bad_names;
mod bad_places;
mod crash;
mod fuzz;
mod hostile;
#[cfg(target_os = "linux")]
mod inject;
#[cfg(unix)]
mod jobs;
#[cfg(unix)]
mod kill;
#[cfg(unix)]
mod kill_screen;
mod place;
mod planted;
#[cfg(unix)]
mod planted_savers;
#[cfg(unix)]
#[expect(dead_code, reason = "shared with the tests of the terminal, which use all of it")]
#[path = "../it/terminal/pty.rs"]
mod pty;
mod run;
mod saver;
mod simulated;
mod size;
#[cfg(target_os = "linux")]
mod strace;
#[cfg(unix)]
mod twin;
#[cfg(unix)]
mod writers;
