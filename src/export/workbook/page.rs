//! A sheet that is being written: cells by row and column, counted from 0.

use rust_xlsxwriter::{Format, Formula, Worksheet, utility};

use crate::export::csv::harmless;
use crate::text::clean::strip;

/// The longest text that a cell takes.
const LONGEST: usize = 32_000;

/// The address of a cell, such as `$C$5`.
pub(super) fn fixed(row: u32, column: u16) -> String {
    utility::row_col_to_cell_absolute(row, column)
}

/// The address of a cell that keeps its row when it is copied, such as `C$5`.
pub(super) fn in_row(row: u32, column: u16) -> String {
    format!("{}${}", utility::column_number_to_name(column), row + 1)
}

/// The address of a cell that keeps its column when it is copied, such as `$C5`.
pub(super) fn in_column(row: u32, column: u16) -> String {
    format!("${}{}", utility::column_number_to_name(column), row + 1)
}

/// The address of a cell, such as `C5`.
pub(super) fn loose(row: u32, column: u16) -> String {
    utility::row_col_to_cell(row, column)
}

/// What a formula gives, as long as nothing is changed.
#[derive(Debug, Clone)]
pub(super) enum Gives {
    Number(f64),
    Text(String),
    Nothing,
}

impl From<f64> for Gives {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<f64>> for Gives {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

/// A sheet that is being written.
pub(super) struct Page {
    pub(super) sheet: Worksheet,
}

impl Page {
    pub(super) fn new(name: &str) -> Self {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).expect("the names of the sheets are our own");
        sheet.set_screen_gridlines(false).set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
        sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.set_footer("&L&8&F&C&8&A&R&8backcast");
        Self { sheet }
    }

    pub(super) fn done(self) -> Worksheet {
        self.sheet
    }

    /// Writes a text, which nothing takes for a formula.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) {
        let text: String = harmless(&strip(text)).chars().take(LONGEST).collect();
        self.sheet.write_string_with_format(row, column, text, format).expect("the cell is within the sheet");
    }

    pub(super) fn number(&mut self, row: u32, column: u16, number: f64, format: &Format) {
        self.sheet
            .write_number_with_format(row, column, number, format)
            .expect("the cell is within the sheet");
    }

    pub(super) fn blank(&mut self, row: u32, column: u16, format: &Format) {
        self.sheet.write_blank(row, column, format).expect("the cell is within the sheet");
    }

    /// Writes a formula with what it gives now.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        gives: impl Into<Gives>,
        format: &Format,
    ) {
        let gives = match gives.into() {
            Gives::Number(number) => number.to_string(),
            Gives::Text(text) => text,
            Gives::Nothing => String::new(),
        };
        let formula = Formula::new(formula).set_result(gives);
        self.sheet
            .write_formula_with_format(row, column, formula, format)
            .expect("the cell is within the sheet");
    }

    pub(super) fn width(&mut self, column: u16, width: f64) {
        self.sheet.set_column_width(column, width).expect("the column is within the sheet");
    }
}
