//! The terminal as we hold it: raw mode, alternate screen, mouse, paste, cursor; and how it is handed back on
//! quit, panic, suspend, signal and error.
//!
//! The only file that writes to the terminal.

pub mod end;
mod job;
mod pen;
pub mod screen;
#[cfg(unix)]
pub mod signals;

use std::io::{self, Write};

use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use ratatui::crossterm::queue;
use ratatui::crossterm::style::{ResetColor, force_color_output};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::Size;

use self::screen::Screen;
use super::surface::Surface;

/// Buttons, motion with a button down, coordinates without a limit. Plain motion would only wake us up.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const SYNC_BEGIN: &str = "\x1b[?2026h";
const SYNC_END: &str = "\x1b[?2026l";

/// A frame of so many bytes reaches the terminal in one piece: it need not be told where it begins and ends.
const SHORT: usize = 1024;

/// The terminal, ours until this is dropped.
pub struct Terminal {
    screen: Screen,
    size: Size,
    synchronized: bool,
    mouse: bool,
    /// Nobody else has used it since it was taken.
    taken: bool,
}

impl Terminal {
    /// Takes the terminal.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn enter(size: Size, mouse: bool, synchronized: bool) -> io::Result<Self> {
        // With NO_COLOR crossterm would wipe bold and reverse; our own theme has no colours then.
        force_color_output(true);
        take(mouse)?;
        Ok(Self { screen: Screen::new(size), size, synchronized, mouse, taken: true })
    }

    /// Draws a frame of a size and sends what differs from the last one in a single write. A terminal that somebody
    /// else may have used is taken again first; while it is somebody else's, nothing is drawn.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn draw(&mut self, size: Size, draw: impl FnOnce(&mut Surface)) -> io::Result<()> {
        if !self.taken {
            if !job::is_in_foreground() {
                return Ok(());
            }
            // Its modes may have been changed: they are set anew, not taken for what they were.
            disable_raw_mode()?;
            take(self.mouse)?;
            self.redraw();
            self.taken = true;
        }
        if size != self.size {
            self.size = size;
            self.redraw();
        }
        let mut frame = self.screen.draw(draw);
        if frame.is_empty() {
            return Ok(());
        }
        if self.synchronized && frame.len() > SHORT {
            frame.insert_str(0, SYNC_BEGIN);
            frame.push_str(SYNC_END);
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(frame.as_bytes())?;
        stdout.flush()
    }

    /// Forgets what is on the screen, so that the next frame clears it and draws every cell: a program that was killed
    /// leaves the alternate one on, with what was typed into it since.
    pub fn redraw(&mut self) {
        self.screen = Screen::new(self.size);
    }

    /// Turns mouse reports on or off.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let mut stdout = io::stdout().lock();
        stdout.write_all(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())?;
        stdout.flush()
    }

    /// Sends a text to the clipboard of the machine at which the user sits (OSC 52). Whether it takes it is not told.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        queue!(stdout, CopyToClipboard::to_clipboard_from(text))?;
        stdout.flush()
    }

    /// Hands the terminal to the shell until it brings the program back; says whether there is a shell that can.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn suspend(&mut self) -> io::Result<bool> {
        let can = job::can_be_brought_back();
        if can {
            leave();
            self.taken = false;
            job::stop()?;
        }
        Ok(can)
    }

    /// Takes the terminal again with the next frame: the program was stopped, and somebody else may have used it.
    pub const fn forget(&mut self) {
        self.taken = false;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    let mut stdout = io::stdout().lock();
    queue!(stdout, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
    if mouse {
        stdout.write_all(MOUSE_ON.as_bytes())?;
    }
    stdout.flush()
}

/// Hands the terminal back as it was. Can be called from anywhere and more than once; what fails is passed over,
/// because nothing better can be done then.
pub fn leave() {
    give_back_modes();
    let mut stdout = io::stdout().lock();
    let _ = say_goodbye(&mut stdout);
    let _ = stdout.flush();
}

/// Gives the terminal's own modes back; this does not wait for one that does not read.
fn give_back_modes() {
    // Behind the shell's back the modes are the shell's.
    if job::is_in_foreground() {
        let _ = disable_raw_mode();
    }
}

/// Undoes what taking the terminal sent to it.
fn say_goodbye(out: &mut impl Write) -> io::Result<()> {
    out.write_all(MOUSE_OFF.as_bytes())?;
    queue!(out, ResetColor, DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, Show)
}
