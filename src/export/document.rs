//! What a printed page consists of, whatever the format.
//!
//! Texts in here are safe to print: whoever makes a block has cleaned what came from outside.

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

impl Table {
    /// A table without rows, from the names of its columns: those of words, then those of numbers.
    pub fn new(words: &[&str], numbers: &[&str]) -> Self {
        let column = |head: &&str, align| Column { head: (*head).to_owned(), align, glued: false };
        let words = words.iter().map(|head| column(head, Align::Left));
        let numbers = numbers.iter().map(|head| column(head, Align::Right));
        Self { columns: words.chain(numbers).collect(), labels: 1, rows: Vec::new() }
    }
}
