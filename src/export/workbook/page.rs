//! A sheet that is being written: cells by row and column, counted from 0.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Worksheet, utility};

use super::look;
use super::measure;
use super::notice;
use crate::export::csv::harmless;
use crate::text::clean::strip;

/// The longest text that a cell takes, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A row of one line, in points, and how many lines a row can have.
const LINE: f64 = 15.0;
const LINES: usize = 27;

/// The papers A4 and A3, as the format counts them.
const A4: u8 = 9;
const A3: u8 = 8;

/// How many pixels of a sheet can be read on a page of them.
const A4_HOLDS: f64 = 1650.0;
const A3_HOLDS: f64 = 2400.0;

const INSIDE: &str = "the cells are within the sheet";

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
pub(super) enum Gives {
    Number(f64),
    Text(String),
    /// An empty text.
    Nothing,
}

/// How many pages beside each other a sheet so many pixels wide takes.
pub(super) fn pages(pixels: f64) -> u16 {
    (pixels / A3_HOLDS).ceil() as u16
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
        sheet.set_formula_result_default("");
        sheet.set_screen_gridlines(false).set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 1);
        sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.set_footer("&L&8&F&C&8&A&R&8backcast");
        Self { sheet }
    }

    /// Writes a text, which nothing takes for a formula.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) {
        let mut units = 0;
        let fits = |char: &char| {
            units += char.len_utf16();
            units <= LONGEST
        };
        let text: String = harmless(&strip(text)).chars().take_while(fits).collect();
        self.sheet.write_string_with_format(row, column, text, format).expect(INSIDE);
    }

    /// Writes texts beside each other.
    pub(super) fn texts(&mut self, row: u32, column: u16, texts: &[&str], format: &Format) {
        for (column, text) in (column..).zip(texts) {
            self.text(row, column, text, format);
        }
    }

    pub(super) fn number(&mut self, row: u32, column: u16, number: f64, format: &Format) {
        self.sheet.write_number_with_format(row, column, number, format).expect(INSIDE);
    }

    /// Writes a number that somebody may leave out.
    pub(super) fn optional(&mut self, row: u32, column: u16, number: Option<f64>, format: &Format) {
        match number {
            Some(number) => self.number(row, column, number, format),
            None => self.blank(row, column, format),
        }
    }

    pub(super) fn blank(&mut self, row: u32, column: u16, format: &Format) {
        self.sheet.write_blank(row, column, format).expect(INSIDE);
    }

    /// Writes a formula with what it gives now, to the last bit.
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
        let formula = Formula::new(format!("={formula}")).set_result(gives);
        self.sheet.write_formula_with_format(row, column, formula, format).expect(INSIDE);
    }

    /// Writes what the sheet is about, in a row that is red when there is a notice.
    pub(super) fn caption(&mut self, row: u32, told: &str, format: &Format) {
        let formula = format!("IF({0}=\"\",\"{told}\",{0})", notice::NAME);
        self.formula(row, 0, &formula, Gives::Text(told.to_owned()), format);
        self.when(&format!("{}<>\"\"", notice::NAME), (row, 0, row, 0), &look::warning());
    }

    /// Gives cells another look when a formula about the first of them is true; of several the first counts.
    pub(super) fn when(&mut self, formula: &str, cells: (u32, u16, u32, u16), format: &Format) {
        let rule = ConditionalFormatFormula::new().set_rule(format!("={formula}").as_str());
        let (first_row, first_column, last_row, last_column) = cells;
        self.sheet
            .add_conditional_format(
                first_row,
                first_column,
                last_row,
                last_column,
                &rule.set_format(format).set_stop_if_true(true),
            )
            .expect(INSIDE);
    }

    pub(super) fn widths(&mut self, widths: &[f64]) {
        for (column, width) in (0..).zip(widths) {
            self.width(column, *width);
        }
    }

    pub(super) fn width(&mut self, column: u16, width: f64) {
        self.sheet.set_column_width(column, width).expect(INSIDE);
    }

    /// Makes a row as high as texts need that stand in columns of these widths.
    pub(super) fn height(&mut self, row: u32, texts: &[(&str, f64)]) {
        let lines = texts.iter().map(|(text, column)| measure::lines(text, *column)).max();
        let lines = lines.map_or(1, |lines| lines.min(LINES));
        if lines > 1 {
            self.sheet.set_row_height(row, lines as f64 * LINE).expect(INSIDE);
        }
    }

    /// Keeps the rows above a cell and the columns left of it in sight.
    pub(super) fn freeze(&mut self, row: u32, column: u16) {
        self.sheet.set_freeze_panes(row, column).expect(INSIDE);
    }

    /// Prints the cells from the first to this one.
    pub(super) fn print_to(&mut self, row: u32, column: u16) {
        self.sheet.set_print_area(0, 0, row, column).expect(INSIDE);
    }

    /// Prints a sheet so many pixels wide on one page, on larger paper if it must; what could not be read there goes on
    /// beside it, with the names repeated.
    pub(super) fn print_wide(&mut self, pixels: f64, names: u16) {
        if pixels > A4_HOLDS {
            self.sheet.set_paper_size(A3);
        }
        let pages = pages(pixels);
        if pages > 1 {
            self.sheet.set_print_fit_to_pages(pages, 1);
            self.sheet.set_repeat_columns(0, names).expect(INSIDE);
        }
    }

    /// Prints words on upright pages, as many below each other as it takes.
    pub(super) fn print_long(&mut self) {
        self.sheet.set_portrait().set_print_fit_to_pages(1, 0);
    }
}
