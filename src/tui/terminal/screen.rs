//! What the terminal shows, and the bytes that make it show the next frame.
//!
//! ratatui's own backend jumps over every cell that stays, and takes its colours back after each frame. Here short gaps
//! are written again, what becomes empty is erased, and the pen stays as it is: a key sends a third of the bytes, which
//! over a slow line is a third of the time. What is shown is kept in few bytes a cell, because comparing two frames cell
//! by cell would cost more than drawing one. Knows no terminal: the bytes are sent elsewhere.

use ratatui::layout::Size;

use super::pen::Pen;
use crate::tui::surface::{Cell, Surface};

/// Clears all, and hides the cursor, with the plain pen.
const CLEAR: &str = "\x1b[m\x1b[?25l\x1b[2J";

/// So many cells are written as blanks rather than erased: the sequence that does it is not shorter.
const FEW: usize = 4;

/// The cells of the terminal, as far as we know them.
#[derive(Debug)]
pub struct Screen {
    /// The frame that is drawn next.
    frame: Surface,
    shown: Vec<Cell>,
    /// What is to be shown: only within [`Self::draw`].
    next: Vec<Cell>,
    pen: Pen,
}

impl Screen {
    /// A screen of which nothing is known: the first frame clears it.
    pub fn new(size: Size) -> Self {
        let mut pen = Pen::default();
        pen.clear(CLEAR);
        let frame = Surface::new(size);
        Self { shown: frame.seen().collect(), next: Vec::new(), frame, pen }
    }

    /// Has a frame drawn on empty cells; gives the bytes that show it, none if nothing differs.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Surface)) -> String {
        self.frame.reset();
        draw(&mut self.frame);
        self.next.clear();
        self.next.extend(self.frame.seen());
        let columns = usize::from(self.frame.area.width).max(1);
        let rows = self.shown.chunks_exact(columns).zip(self.next.chunks_exact(columns));
        for (y, (was, is)) in (0..).zip(rows).filter(|(_, (was, is))| was != is) {
            row(&mut self.pen, y, was, is, &self.frame);
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        self.pen.take()
    }
}

/// Writes the cells of a row that differ.
fn row(pen: &mut Pen, y: u16, was: &[Cell], is: &[Cell], frame: &Surface) {
    let mut x = 0;
    // Until here a wide symbol reached that is overwritten in part: nobody knows what is left of it.
    let mut broken = 0;
    while x < is.len() {
        let cell = is[x];
        let columns = frame.columns(cell);
        if x >= broken && was[x] == cell {
            x += columns;
            continue;
        }
        let empty = emptied(&was[x..], &is[x..]);
        let written = if empty > FEW { empty } else { columns };
        let end = is.len().min(x + written);
        broken = (x..end).map(|at| at + frame.columns(was[at])).max().unwrap_or(end).max(broken);
        go(pen, x, y, is, frame);
        match cell.plain() {
            _ if empty > FEW => pen.erase(empty, end == is.len()),
            Some(char) => pen.write(char, frame.look(cell)),
            // Terminals do not agree on how wide any other symbol is.
            None => frame.with_symbol(cell, |symbol| pen.write_odd(symbol, columns, frame.look(cell))),
        }
        x += written;
    }
}

/// Goes to a cell of the row: over a gap that was just left by writing its cells again where that is shorter.
fn go(pen: &mut Pen, x: usize, y: u16, row: &[Cell], frame: &Surface) {
    if let Some(from) = pen.column_in(y).filter(|from| *from <= x) {
        let gap = &row[from..x];
        let suits = |cell: Cell| cell.plain().filter(|char| pen.suits(*char, frame.look(cell)));
        let bytes = gap.iter().try_fold(0, |bytes, cell| Some(bytes + suits(*cell)?.len_utf8()));
        if bytes.is_some_and(|bytes| bytes <= Pen::leap(gap.len())) {
            return gap.iter().filter_map(|cell| cell.plain()).for_each(|char| pen.write_again(char));
        }
    }
    pen.go(x as u16, y);
}

/// How many cells from the first on are empty now, to the last of them that was not.
fn emptied(was: &[Cell], is: &[Cell]) -> usize {
    let empty = is.iter().take_while(|cell| **cell == Cell::EMPTY).count();
    was[..empty].iter().rposition(|was| *was != Cell::EMPTY).map_or(0, |last| last + 1)
}
