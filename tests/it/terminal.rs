//! The real program in a real terminal: what is on the screen, what goes to the terminal, and how it is handed back.

mod bytes;
mod ending;
mod guard;
mod hanging;
mod panics;
mod pty;
mod session;
mod settings;
