//! What a printed page consists of, whatever the format.
//!
//! Texts in here are safe to print: whoever makes a block has cleaned what came from outside.

use crate::plan::Owner;

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the page is about.
    Title(String),
    /// What the next blocks are about.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Something to know, or to act on.
    Finding {
        /// Whether something will be missed unless somebody acts.
        warning: bool,
        /// What it says.
        text: String,
    },
    /// Rows and columns.
    Table(Table),
    /// A picture of numbers that a table of the page has too: formats without pictures leave it out.
    Figure(Figure),
}

/// A picture of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows, for those who do not see it.
    pub about: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What a picture of numbers is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Stages of a funnel, from the top.
    Funnel(Vec<Tier>),
    /// Rows of bars over the same columns, each row with a scale of its own.
    Bars {
        /// What stands under the columns; empty where there is no room for it.
        columns: Vec<String>,
        /// How many columns at the left are runway.
        runway: usize,
        /// The rows.
        rows: Vec<Bars>,
    },
    /// Parts of a whole, side by side.
    Tiles(Vec<Tile>),
}

/// A stage of a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// Whose it is; none for revenue.
    pub team: Option<Owner>,
    /// How many.
    pub amount: f64,
    /// The same as it is written.
    pub shown: String,
    /// What becomes of them.
    pub next: String,
}

/// A row of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Its name.
    pub name: String,
    /// Whose it is; none for revenue.
    pub team: Option<Owner>,
    /// The bars, column by column.
    pub heights: Vec<f64>,
    /// The highest, as it is written.
    pub highest: String,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub team: Owner,
    /// How much.
    pub amount: f64,
    /// The same as it is written.
    pub shown: String,
}

/// To which side a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub head: String,
    /// To which side it is set.
    pub align: Align,
    /// Whether it explains the column before it, and so stays beside that wherever a table is broken.
    pub glued: bool,
}

/// Rows and columns of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// How many columns at the left name the row: repeated wherever a table is broken.
    pub labels: usize,
    /// The cells, row by row, one for each column.
    pub rows: Vec<Vec<String>>,
    /// Whose row each is, where rows belong to teams; may be shorter than the rows.
    pub teams: Vec<Option<Owner>>,
}

impl Table {
    /// A table without rows, from the names of its columns: those of words, then those of numbers.
    pub fn new(words: &[&str], numbers: &[&str]) -> Self {
        let column = |head: &&str, align| Column { head: (*head).to_owned(), align, glued: false };
        let words = words.iter().map(|head| column(head, Align::Left));
        let numbers = numbers.iter().map(|head| column(head, Align::Right));
        Self { columns: words.chain(numbers).collect(), labels: 1, rows: Vec::new(), teams: Vec::new() }
    }
}
