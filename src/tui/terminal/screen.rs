//! What the terminal shows, and the bytes that make it show the next frame.
//!
//! ratatui's own backend jumps over every cell that stays, and takes its colours back after each frame. Here short gaps
//! are written again, what becomes empty is erased, and the pen stays as it is: a key sends a third of the bytes, which
//! over a slow line is a third of the time. What is shown is kept in few bytes a cell, and one walk reads the frame and
//! empties it for the next, because most of that time goes into waiting for memory. Knows no terminal: the bytes are
//! sent elsewhere.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};

use super::pen::{Look, Pen};
use crate::text::clean::{is_plain, width};

/// Clears all, and hides the cursor, with a pen that is known.
const CLEAR: &str = "\x1b[m\x1b[?25l\x1b[2J";

/// So many cells are written as blanks rather than erased: the sequence that does it is not shorter.
const FEW: usize = 4;

/// The cells of the terminal, as far as we know them.
#[derive(Debug)]
pub struct Screen {
    /// The frame that is drawn next: empty until it is.
    frame: Buffer,
    shown: Vec<Shown>,
    pen: Pen,
    /// Every symbol of several characters that was ever drawn: few names have one, and no number.
    several: Vec<String>,
}

/// A cell as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    symbol: Symbol,
    look: Look,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Symbol {
    /// One character.
    Char(char),
    /// Several, by their place among those that were drawn.
    Several(usize),
}

const EMPTY: Shown = Shown { symbol: Symbol::Char(' '), look: Look::PLAIN };

impl Screen {
    /// A screen of which nothing is known: the first frame clears it.
    pub fn new(size: Size) -> Self {
        let mut pen = Pen::default();
        pen.clear(CLEAR);
        let frame = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let shown = vec![EMPTY; frame.content.len()];
        Self { frame, shown, pen, several: Vec::new() }
    }

    /// Has a frame drawn on empty cells; gives the bytes that show it, none if nothing differs.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Buffer)) -> String {
        draw(&mut self.frame);
        let Self { frame, shown, pen, several } = self;
        let columns = usize::from(frame.area.width).max(1);
        let mut now = Vec::with_capacity(columns);
        let rows = shown.chunks_exact_mut(columns).zip(frame.content.chunks_exact_mut(columns));
        for (y, (was, drawn)) in (0..).zip(rows) {
            now.clear();
            now.extend(drawn.iter_mut().map(|cell| taken(cell, several)));
            row(pen, y, was, &now, several);
            was.copy_from_slice(&now);
        }
        pen.take()
    }
}

/// Takes a cell out of a frame.
fn taken(cell: &mut Cell, several: &mut Vec<String>) -> Shown {
    let mut chars = cell.symbol().chars();
    let symbol = match (chars.next(), chars.as_str()) {
        (Some(char), "") => Symbol::Char(char),
        _ => {
            let known = several.iter().position(|known| known == cell.symbol());
            Symbol::Several(known.unwrap_or_else(|| {
                several.push(cell.symbol().to_owned());
                several.len() - 1
            }))
        }
    };
    let shown = Shown { symbol, look: Look::of(cell) };
    cell.reset();
    shown
}

impl Shown {
    /// The columns that it takes.
    fn columns(self, several: &[String]) -> usize {
        match self.symbol {
            Symbol::Char(char) if is_plain(char) => 1,
            Symbol::Char(char) => width(char.encode_utf8(&mut [0; 4])).max(1),
            Symbol::Several(at) => width(&several[at]).max(1),
        }
    }

    /// Its character, if every terminal shows it in one column.
    fn plain(self) -> Option<char> {
        match self.symbol {
            Symbol::Char(char) => Some(char).filter(|char| is_plain(*char)),
            Symbol::Several(_) => None,
        }
    }
}

/// Writes the cells of a row that differ.
fn row(pen: &mut Pen, y: u16, was: &[Shown], is: &[Shown], several: &[String]) {
    let mut x = 0;
    // Until here a wide symbol reached that is overwritten in part: nobody knows what is left of it.
    let mut broken = 0;
    while x < is.len() {
        let cell = is[x];
        let wide = cell.columns(several);
        if x >= broken && was[x] == cell {
            x += wide;
            continue;
        }
        let empty = emptied(&was[x..], &is[x..]);
        let written = if empty > FEW { empty } else { wide };
        let end = is.len().min(x + written);
        broken = (x..end).map(|at| at + was[at].columns(several)).max().unwrap_or(end).max(broken);
        go(pen, x, y, is);
        match (cell.plain(), cell.symbol) {
            _ if empty > FEW => pen.erase(empty, end == is.len()),
            (Some(char), _) => pen.write(char, cell.look),
            // Terminals do not agree on how wide any other symbol is.
            (None, Symbol::Char(char)) => pen.write_odd(char.encode_utf8(&mut [0; 4]), wide, cell.look),
            (None, Symbol::Several(at)) => pen.write_odd(&several[at], wide, cell.look),
        }
        x += written;
    }
}

/// Goes to a cell of the row: over a gap that was just left by writing its cells again where that is shorter.
fn go(pen: &mut Pen, x: usize, y: u16, row: &[Shown]) {
    if let Some(from) = pen.column_in(y).filter(|from| *from <= x) {
        let gap = &row[from..x];
        let again =
            |cell: &Shown| cell.plain().filter(|char| pen.suits(*char, cell.look)).map(char::len_utf8);
        let bytes = gap.iter().try_fold(0, |bytes, cell| Some(bytes + again(cell)?));
        if bytes.is_some_and(|bytes| bytes <= Pen::leap(gap.len())) {
            return gap.iter().filter_map(|cell| cell.plain()).for_each(|char| pen.write_again(char));
        }
    }
    pen.go(x as u16, y);
}

/// How many cells from the first on are empty now, to the last of them that was not.
fn emptied(was: &[Shown], is: &[Shown]) -> usize {
    let empty = is.iter().take_while(|cell| **cell == EMPTY).count();
    was[..empty].iter().rposition(|was| *was != EMPTY).map_or(0, |last| last + 1)
}
