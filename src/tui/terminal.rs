//! The terminal as we hold it: raw mode, alternate screen, mouse, paste, cursor; and how it is handed back on
//! quit, panic, suspend, signal and error.
//!
//! The only file that writes to the terminal.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, TerminalOptions, Viewport};

/// Buttons, motion with a button down, coordinates without a limit. Plain motion would only wake us up.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
const SYNC_END: &[u8] = b"\x1b[?2026l";

/// Collects a frame, so that it goes out in one write.
#[derive(Clone, Default)]
struct Frames(Rc<RefCell<Vec<u8>>>);

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: a frame is sent when it is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal, ours until this is dropped.
pub struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<Frames>>,
    size: Size,
    frames: Frames,
    synchronized: bool,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal; a panic from now on hands it back before it is told.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn enter(size: Size, mouse: bool, synchronized: bool) -> io::Result<Self> {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            previous(panic);
        }));
        // With NO_COLOR crossterm would wipe bold and reverse; our own theme has no colours then.
        force_color_output(true);
        take(mouse)?;
        let frames = Frames::default();
        let screen = screen(&frames, size)?;
        Ok(Self { screen, size, frames, synchronized, mouse })
    }

    /// Draws a frame of a size and sends what differs from the last one in a single write.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn draw(&mut self, size: Size, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if size != self.size {
            self.size = size;
            self.redraw()?;
        }
        self.screen.draw(draw)?;
        let mut frame = self.frames.0.borrow_mut();
        if frame.is_empty() {
            return Ok(());
        }
        let mut out = Vec::with_capacity(frame.len() + SYNC_BEGIN.len() + SYNC_END.len());
        if self.synchronized {
            out.extend_from_slice(SYNC_BEGIN);
        }
        out.append(&mut frame);
        if self.synchronized {
            out.extend_from_slice(SYNC_END);
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(&out)?;
        stdout.flush()
    }

    /// Forgets what is on the screen, so that the next frame draws every cell.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn redraw(&mut self) -> io::Result<()> {
        // A new one knows nothing of the screen. The old one's `clear` would ask the terminal where its cursor is,
        // and one that does not answer would end the program.
        self.screen = screen(&self.frames, self.size)?;
        queue!(self.frames, Clear(ClearType::All))
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

    /// Hands the terminal to the shell until it brings the program back.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        take(self.mouse)?;
        self.redraw()
    }
}

/// A screen of the size that the model knows: the window's own may have changed since, and what is drawn must fit
/// what was laid out.
fn screen(frames: &Frames, size: Size) -> io::Result<ratatui::Terminal<CrosstermBackend<Frames>>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    ratatui::Terminal::with_options(CrosstermBackend::new(frames.clone()), TerminalOptions { viewport })
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
    let mut stdout = io::stdout();
    let _ = stdout.write_all(MOUSE_OFF.as_bytes());
    let _ = execute!(stdout, DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Ends the program on a signal, with the terminal handed back and the shell's exit status for it.
///
/// # Errors
/// That the signals cannot be watched.
#[cfg(unix)]
pub fn watch_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            leave();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Does nothing where there are no signals.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn watch_signals() -> io::Result<()> {
    Ok(())
}
