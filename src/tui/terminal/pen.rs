//! The place and the style in which the terminal writes the next symbol, and the shortest sequences that change them.

use std::fmt::Write;

use ratatui::backend::IntoCrossterm;
use ratatui::crossterm::style::Colored;
use ratatui::style::Modifier;

use crate::tui::surface::Look;

/// What turns each modifier on.
const CODES: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

/// Collects what is sent to the terminal; knows what it has sent.
#[derive(Debug)]
pub(super) struct Pen {
    sent: String,
    look: Look,
    /// Where the next symbol goes; none where that is not known.
    at: Option<(u16, u16)>,
}

impl Default for Pen {
    fn default() -> Self {
        Self { sent: String::new(), look: Look::PLAIN, at: None }
    }
}

impl Pen {
    /// Sends a sequence after which the terminal's style is the plain one and the place not known.
    pub(super) fn clear(&mut self, sequence: &str) {
        self.sent.push_str(sequence);
        self.look = Look::PLAIN;
        self.at = None;
    }

    /// What was collected.
    pub(super) fn take(&mut self) -> String {
        // Whoever writes between two frames may move the cursor, but leaves the style alone.
        self.at = None;
        std::mem::take(&mut self.sent)
    }

    /// The column of the next symbol, if it stands in a row.
    pub(super) fn column_in(&self, row: u16) -> Option<usize> {
        self.at.filter(|(_, y)| *y == row).map(|(x, _)| x.into())
    }

    /// How many bytes it takes to leap over some cells.
    pub(super) const fn leap(cells: usize) -> usize {
        match cells {
            0..=1 => 3,
            2..=9 => 4,
            10..=99 => 5,
            _ => 6,
        }
    }

    /// Goes to a place.
    pub(super) fn go(&mut self, x: u16, y: u16) {
        let to = Some((x, y));
        if self.at == to {
            return;
        }
        match self.at {
            Some((from, row)) if row == y && from < x => match x - from {
                1 => self.sent.push_str("\x1b[C"),
                cells => self.sequence(format_args!("{cells}C")),
            },
            _ if x == 0 => self.sequence(format_args!("{}H", y + 1)),
            _ => self.sequence(format_args!("{};{}H", y + 1, x + 1)),
        }
        self.at = to;
    }

    /// Whether a character that looks so can be written as the pen is: on a blank no ink is seen.
    pub(super) fn suits(&self, char: char, look: Look) -> bool {
        self.look == look || char == ' ' && self.look.on_blank() == look
    }

    /// Writes a character of one column.
    pub(super) fn write(&mut self, char: char, look: Look) {
        if !self.suits(char, look) {
            self.dip(look);
        }
        self.write_again(char);
    }

    /// Writes a character of one column that suits the pen.
    #[inline]
    pub(super) fn write_again(&mut self, char: char) {
        self.sent.push(char);
        self.at = self.at.map(|(x, y)| (x + 1, y));
    }

    /// Writes a symbol in columns that it may not fill, or more than fill; where the next one goes is not known then.
    pub(super) fn write_odd(&mut self, symbol: &str, columns: usize, look: Look) {
        self.erase(columns, false);
        if self.look != look {
            self.dip(look);
        }
        self.sent.push_str(symbol);
        self.at = None;
    }

    /// Erases cells from here on, all of the row if they are its last, and stays.
    pub(super) fn erase(&mut self, cells: usize, to_the_end: bool) {
        // Some terminals erase in the colours of the pen.
        if self.look.on_blank() != Look::PLAIN {
            self.dip(Look::PLAIN);
        }
        if to_the_end { self.sent.push_str("\x1b[K") } else { self.sequence(format_args!("{cells}X")) }
    }

    /// Changes the style: by what differs, or from the plain one where something has to be turned off.
    fn dip(&mut self, look: Look) {
        let mut codes = String::new();
        let mut was = self.look;
        if !look.modifier.contains(was.modifier) || look == Look::PLAIN {
            codes.push('0');
            was = Look::PLAIN;
        }
        let mut add = |code: std::fmt::Arguments| {
            let between = if codes.is_empty() { "" } else { ";" };
            let _ = write!(codes, "{between}{code}");
        };
        for (modifier, code) in CODES {
            if look.modifier.contains(modifier) && !was.modifier.contains(modifier) {
                add(format_args!("{code}"));
            }
        }
        if look.fg != was.fg {
            add(format_args!("{}", Colored::ForegroundColor(look.fg.into_crossterm())));
        }
        if look.bg != was.bg {
            add(format_args!("{}", Colored::BackgroundColor(look.bg.into_crossterm())));
        }
        let codes = if codes == "0" { "" } else { &codes };
        self.sequence(format_args!("{codes}m"));
        self.look = look;
    }

    fn sequence(&mut self, what: std::fmt::Arguments) {
        // A string takes everything.
        let _ = write!(self.sent, "\x1b[{what}");
    }
}
