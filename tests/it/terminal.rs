//! The real program in a real terminal: what is on the screen, what goes to the terminal, and how it is handed back.

mod guard;
mod pty;
mod session;
