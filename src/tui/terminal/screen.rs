//! What the terminal shows, and the bytes that make it show the next frame.
//!
//! ratatui's own backend jumps over every cell that stays, and takes its colours back after each frame. Here short gaps
//! are written again, what becomes empty is erased, and the pen stays as it is: a key sends a third of the bytes, which
//! over a slow line is a third of the time. Knows no terminal: the bytes are sent elsewhere.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};

use super::pen::{Look, Pen};
use crate::text::clean::{plain_width, width};

/// Clears all, and hides the cursor, with a pen that is known.
const CLEAR: &str = "\x1b[m\x1b[?25l\x1b[2J";

/// So many cells are written as blanks rather than erased: the sequence that does it is not shorter.
const FEW: usize = 4;

/// The cells of the terminal, as far as we know them.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    /// The frame that is drawn next; between frames the one before.
    frame: Buffer,
    pen: Pen,
}

impl Screen {
    /// A screen of which nothing is known: the first frame clears it.
    pub fn new(size: Size) -> Self {
        let mut pen = Pen::default();
        pen.clear(CLEAR);
        let empty = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        Self { shown: empty.clone(), frame: empty, pen }
    }

    /// Has a frame drawn on empty cells; gives the bytes that show it, none if nothing differs.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Buffer)) -> String {
        self.frame.reset();
        draw(&mut self.frame);
        let columns = usize::from(self.frame.area.width).max(1);
        let rows = self.shown.content.chunks_exact(columns).zip(self.frame.content.chunks_exact(columns));
        for (y, (was, is)) in (0..).zip(rows) {
            row(&mut self.pen, y, was, is);
        }
        std::mem::swap(&mut self.shown, &mut self.frame);
        self.pen.take()
    }
}

/// Writes the cells of a row that differ.
fn row(pen: &mut Pen, y: u16, was: &[Cell], is: &[Cell]) {
    let mut x = 0;
    // Until here a wide symbol reached that is overwritten in part: nobody knows what is left of it.
    let mut broken = 0;
    while x < is.len() {
        let cell = &is[x];
        let wide = columns(cell);
        if x >= broken && looks_same(&was[x], cell) {
            x += wide;
            continue;
        }
        let empty = emptied(&was[x..], &is[x..]);
        let written = if empty > FEW { empty } else { wide };
        let end = is.len().min(x + written);
        broken = (x..end).map(|at| at + columns(&was[at])).max().unwrap_or(end).max(broken);
        go(pen, x, y, is);
        if empty > FEW {
            pen.erase(empty, end == is.len());
        } else if plain_width(cell.symbol()) == Some(1) {
            pen.write(cell.symbol(), Look::of(cell));
        } else {
            // Terminals do not agree on how wide such a symbol is.
            pen.erase(wide, false);
            pen.write(cell.symbol(), Look::of(cell));
            pen.get_lost();
        }
        x += written;
    }
}

/// Goes to a cell of the row: over a gap that was just left by writing its cells again where that is shorter.
fn go(pen: &mut Pen, x: usize, y: u16, row: &[Cell]) {
    if let Some(from) = pen.column_in(y).filter(|from| *from <= x) {
        let gap = &row[from..x];
        let bytes: usize = gap.iter().map(|cell| cell.symbol().len()).sum();
        let again = |cell: &Cell| plain_width(cell.symbol()) == Some(1) && pen.suits(Look::of(cell));
        if bytes <= Pen::leap(gap.len()) && gap.iter().all(again) {
            return gap.iter().for_each(|cell| pen.write(cell.symbol(), Look::of(cell)));
        }
    }
    pen.go(x as u16, y);
}

/// How many cells from the first on are empty now, to the last of them that was not.
fn emptied(was: &[Cell], is: &[Cell]) -> usize {
    let empty = is.iter().take_while(|cell| Look::of(cell).is_nothing() && cell.symbol() == " ").count();
    was[..empty].iter().zip(is).rposition(|(was, is)| !looks_same(was, is)).map_or(0, |last| last + 1)
}

fn looks_same(one: &Cell, other: &Cell) -> bool {
    one.symbol() == other.symbol() && Look::of(one) == Look::of(other)
}

fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => width(symbol).max(1),
    }
}
