//! How much room the parts of a page take, and how large its letters may be so that it is printed on one sheet.
//!
//! Letters differ from machine to machine: the widths are those of a wide one.

use super::super::document::{Block, Drawing, Table};
use crate::text::clean::width;

/// What A4 and Letter leave, lying, within the margins: in millimetres.
const SHEET: (f64, f64) = (257.0, 186.0);
/// A point in millimetres.
const POINT: f64 = 0.3528;
/// How wide a character is, and how high a line, in sizes of the letter.
const CHARACTER: f64 = 0.62;
const LINE: f64 = 1.3;
/// The height of a row of figures: in millimetres.
const FIGURES: f64 = 54.0;
/// The tiles are one bar.
const TILES: f64 = 12.0;
/// The largest letters, the smallest that can be read, and the steps between them: in points.
const LARGEST: f64 = 9.0;
const SMALLEST: f64 = 5.5;
const STEP: f64 = 0.25;
/// Tables of more columns get the page's width.
const NARROW: usize = 8;

/// How much of a page's width a part gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// All of it.
    Whole,
    /// Half of it.
    Half,
    /// What it needs.
    Needed,
}

impl Room {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Whole => " wide",
            Self::Half => " picture",
            Self::Needed => "",
        }
    }
}

/// How much room a part gets.
pub(super) fn room(part: &[Block]) -> Room {
    let has_table = part.iter().any(|block| matches!(block, Block::Table(_)));
    let is_large = |block: &Block| matches!(block, Block::Table(table) if table.columns.len() > NARROW);
    let has_figure = part.iter().any(|block| matches!(block, Block::Figure(_)));
    match (has_table, has_figure) {
        (false, true) => Room::Half,
        (true, _) if !part.iter().any(is_large) => Room::Needed,
        _ => Room::Whole,
    }
}

/// The size of a page's letters in points.
pub(super) fn size(page: &[Block]) -> f64 {
    let mut size = LARGEST;
    while size > SMALLEST && !fits(page, size) {
        size -= STEP;
    }
    size
}

/// Whether a page with letters of a size fits a sheet.
fn fits(page: &[Block], size: f64) -> bool {
    let letter = size * POINT;
    let across = SHEET.0 / letter;
    let mut height = 0.0;
    // The parts that stand side by side, and how much of the width they take.
    let (mut row, mut taken) = (0.0_f64, 0.0);
    for part in page.chunk_by(|_, next| !matches!(next, Block::Heading(_))) {
        let needs = match room(part) {
            Room::Whole => across,
            Room::Half => across * 0.49,
            Room::Needed => part.iter().map(across_of).fold(0.0, f64::max),
        };
        if part.iter().any(|block| across_of(block) > across) {
            return false;
        }
        if taken + needs > across {
            height += row;
            (row, taken) = (0.0, 0.0);
        }
        taken += needs + 1.8;
        row = row.max(part.iter().map(|block| height_of(block, letter, needs.min(across))).sum());
    }
    height + row <= SHEET.1
}

/// How wide a block must at least be, in letters.
fn across_of(block: &Block) -> f64 {
    let Block::Table(table) = block else { return 0.0 };
    (0..table.columns.len()).map(|at| column(table, at)).sum()
}

/// How wide a column is in letters.
fn column(table: &Table, at: usize) -> f64 {
    let cells = table.rows.iter().map(|row| width(&row[at]));
    cells.max().unwrap_or(0).max(width(&table.columns[at].head)) as f64 * CHARACTER + 0.9
}

/// How high a block is in millimetres.
fn height_of(block: &Block, letter: f64, across: f64) -> f64 {
    let lines = |text: &str| (width(text) as f64 * CHARACTER / across).ceil().max(1.0);
    letter
        * match block {
            Block::Title(text) => 1.75 * lines(text) + 0.3,
            Block::Heading(_) => LINE + 0.9,
            Block::Text(text) | Block::Finding { text, .. } => LINE * lines(text) + 0.3,
            Block::Table(table) => (LINE + 0.3) * (1.0 + table.rows.len() as f64),
            Block::Figure(figure) if matches!(figure.drawing, Drawing::Tiles(_)) => TILES / letter,
            Block::Figure(_) => FIGURES / letter,
        }
}
