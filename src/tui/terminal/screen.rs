//! What the terminal shows, and the bytes that make it show the next frame.
//!
//! ratatui's own backend jumps over every cell that stays, and takes its colours back after each frame. Here short gaps
//! are written again, what becomes empty is erased, and the pen stays as it is: a key sends a third of the bytes, which
//! over a slow line is a third of the time. What is shown is kept in few bytes a cell, because comparing two frames cell
//! by cell would cost more than drawing one. Knows no terminal: the bytes are sent elsewhere.

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
    /// The frame that is drawn next.
    frame: Buffer,
    shown: Vec<Seen>,
    known: Known,
    pen: Pen,
}

/// A cell as it is seen, by the numbers of its symbol and its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    symbol: u32,
    look: u32,
}

impl Seen {
    const EMPTY: Self = Self { symbol: ' ' as u32, look: 0 };

    /// Its character, if every terminal shows it in one column.
    fn plain(self) -> Option<char> {
        char::from_u32(self.symbol).filter(|char| is_plain(*char))
    }
}

/// What the numbers of symbols and looks stand for. A symbol of one character has that character's.
#[derive(Debug)]
struct Known {
    /// Every symbol of several characters that was ever drawn: few names have one, and no number.
    several: Vec<String>,
    /// Every look that was ever drawn, that of empty cells first.
    looks: Vec<Look>,
    /// The look of the cell that was read last, its number, and that of a blank that looks so.
    last: (Look, [u32; 2]),
}

impl Known {
    fn new() -> Self {
        Self { several: Vec::new(), looks: vec![Look::PLAIN], last: (Look::PLAIN, [0, 0]) }
    }

    /// Reads a cell of a frame.
    fn read(&mut self, cell: &Cell) -> Seen {
        let symbol = match cell.symbol().as_bytes() {
            [byte] => u32::from(*byte),
            _ => self.symbol(cell.symbol()),
        };
        let look = Look::of(cell);
        if look != self.last.0 {
            self.last = (look, [look, look.of_blank()].map(|look| self.number(look)));
        }
        Seen { symbol, look: self.last.1[usize::from(symbol == u32::from(' '))] }
    }

    fn symbol(&mut self, symbol: &str) -> u32 {
        let mut chars = symbol.chars();
        if let (Some(char), "") = (chars.next(), chars.as_str()) {
            return char.into();
        }
        u32::from(char::MAX) + 1 + place(&mut self.several, |known| known == symbol, || symbol.to_owned())
    }

    fn number(&mut self, look: Look) -> u32 {
        place(&mut self.looks, |known| *known == look, || look)
    }

    fn look(&self, cell: Seen) -> Look {
        self.looks[cell.look as usize]
    }

    /// Gives the text of a symbol to somebody.
    fn with_text<T>(&self, cell: Seen, with: impl FnOnce(&str) -> T) -> T {
        match char::from_u32(cell.symbol) {
            Some(char) => with(char.encode_utf8(&mut [0; 4])),
            None => with(&self.several[(cell.symbol - u32::from(char::MAX) - 1) as usize]),
        }
    }

    /// The columns that a cell takes.
    fn columns(&self, cell: Seen) -> usize {
        if cell.plain().is_some() { 1 } else { self.with_text(cell, width).max(1) }
    }
}

/// The place of something in a list, to which it is added if it is new.
fn place<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> u32 {
    let found = list.iter().position(is_it);
    found.unwrap_or_else(|| {
        list.push(new());
        list.len() - 1
    }) as u32
}

impl Screen {
    /// A screen of which nothing is known: the first frame clears it.
    pub fn new(size: Size) -> Self {
        let mut pen = Pen::default();
        pen.clear(CLEAR);
        let frame = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let shown = vec![Seen::EMPTY; frame.content.len()];
        Self { frame, shown, known: Known::new(), pen }
    }

    /// Has a frame drawn on empty cells; gives the bytes that show it, none if nothing differs.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Buffer)) -> String {
        self.frame.reset();
        draw(&mut self.frame);
        let columns = usize::from(self.frame.area.width).max(1);
        let mut now = vec![Seen::EMPTY; columns];
        let rows = self.shown.chunks_exact_mut(columns).zip(self.frame.content.chunks_exact(columns));
        for (y, (was, drawn)) in (0..).zip(rows) {
            for (now, cell) in now.iter_mut().zip(drawn) {
                *now = self.known.read(cell);
            }
            if *was != *now {
                row(&mut self.pen, y, was, &now, &self.known);
                was.copy_from_slice(&now);
            }
        }
        self.pen.take()
    }
}

/// Writes the cells of a row that differ.
fn row(pen: &mut Pen, y: u16, was: &[Seen], is: &[Seen], known: &Known) {
    let mut x = 0;
    // Until here a wide symbol reached that is overwritten in part: nobody knows what is left of it.
    let mut broken = 0;
    while x < is.len() {
        let cell = is[x];
        let columns = known.columns(cell);
        if x >= broken && was[x] == cell {
            x += columns;
            continue;
        }
        let empty = emptied(&was[x..], &is[x..]);
        let written = if empty > FEW { empty } else { columns };
        let end = is.len().min(x + written);
        broken = (x..end).map(|at| at + known.columns(was[at])).max().unwrap_or(end).max(broken);
        go(pen, x, y, is, known);
        match cell.plain() {
            _ if empty > FEW => pen.erase(empty, end == is.len()),
            Some(char) => pen.write(char, known.look(cell)),
            // Terminals do not agree on how wide any other symbol is.
            None => known.with_text(cell, |symbol| pen.write_odd(symbol, columns, known.look(cell))),
        }
        x += written;
    }
}

/// Goes to a cell of the row: over a gap that was just left by writing its cells again where that is shorter.
fn go(pen: &mut Pen, x: usize, y: u16, row: &[Seen], known: &Known) {
    if let Some(from) = pen.column_in(y).filter(|from| *from <= x) {
        let gap = &row[from..x];
        let suits = |cell: Seen| cell.plain().filter(|char| pen.suits(*char, known.look(cell)));
        let bytes = gap.iter().try_fold(0, |bytes, cell| Some(bytes + suits(*cell)?.len_utf8()));
        if bytes.is_some_and(|bytes| bytes <= Pen::leap(gap.len())) {
            return gap.iter().filter_map(|cell| cell.plain()).for_each(|char| pen.write_again(char));
        }
    }
    pen.go(x as u16, y);
}

/// How many cells from the first on are empty now, to the last of them that was not.
fn emptied(was: &[Seen], is: &[Seen]) -> usize {
    let empty = is.iter().take_while(|cell| **cell == Seen::EMPTY).count();
    was[..empty].iter().rposition(|was| *was != Seen::EMPTY).map_or(0, |last| last + 1)
}
