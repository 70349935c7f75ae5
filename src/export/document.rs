//! What a printed page consists of, whatever the format.
//!
//! Texts in here are safe to print: whoever makes a block has cleaned what came from outside.

use std::ops::Range;

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
    /// A picture of numbers: formats without pictures write its numbers.
    Figure(Figure),
    /// What the page comes down to: names and values.
    Facts(Vec<(&'static str, String)>),
}

/// A picture of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What stands over it.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub about: String,
    /// What is drawn.
    pub drawing: Drawing,
    /// The same numbers, for those who do not see it: none where another table of the page has them.
    pub numbers: Option<Table>,
    /// Whether it gets the page's whole width.
    pub is_wide: bool,
}

/// What a picture of numbers is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Stages of a funnel, from the top.
    Funnel(Vec<Row<Tier>>),
    /// Rows of bars month by month, each row with a scale of its own.
    Bars(Axis, Vec<Row<Vec<f64>>>),
    /// Bars from the left, all on one scale.
    Inside(Vec<Row<Inside>>),
    /// Spans of time, in columns of the axis.
    Calls(Axis, Vec<Row<Range<f64>>>),
}

/// A row of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<T> {
    /// Its name.
    pub name: String,
    /// Whose it is; none for revenue.
    pub team: Option<Owner>,
    /// What is drawn.
    pub drawn: T,
    /// What is written at its end.
    pub said: String,
}

/// A stage of a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// How many.
    pub amount: f64,
    /// The same as it is written.
    pub shown: String,
}

/// What must be there, and what is.
#[derive(Debug, Clone, PartialEq)]
pub struct Inside {
    /// How much must be there.
    pub amount: f64,
    /// The share of it that is, where that is known.
    pub covered: Option<f64>,
}

/// Months from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What stands under each; empty where nothing does.
    pub months: Vec<String>,
    /// How many at the left are runway.
    pub runway: usize,
    /// Where today lies, in columns, if it lies in one.
    pub today: Option<f64>,
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
    /// Whose row each is (none for revenue), where rows belong to teams; else empty.
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

    /// Adds a column of words, if there are any in it.
    pub fn add_words(&mut self, head: &str, cells: Vec<String>) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        self.columns.push(Column { head: head.to_owned(), align: Align::Left, glued: false });
        self.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
    }
}
