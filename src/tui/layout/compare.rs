//! Where rows and columns of plans side by side stand, and how wide they are. Names give way first, then numbers are
//! written shorter, then columns scroll; the names of the rows and the reference stay (screens.md §3, §5).

use ratatui::layout::Rect;

use super::{Form, page_regions, take_top};
use crate::text::clean::width;
use crate::tui::model::{Delta, Model};
use crate::tui::page::compare::{Line, Sheet, selected_row};

/// A column that is visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which one.
    pub column: usize,
    /// Its left end.
    pub x: u16,
    /// Its columns up to the last digit of the values.
    pub values: u16,
    /// The columns of the differences behind, a blank before them; none where they are not shown.
    pub differences: u16,
}

/// The parts of the page of plans side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareLayout {
    /// The whole page with its border.
    pub frame: Rect,
    /// The names of the columns.
    pub header: Rect,
    /// Whether a rule parts them from the list.
    pub rule: bool,
    /// The list.
    pub list: Rect,
    /// Its first visible line.
    pub first_line: usize,
    /// The columns of the rows' names.
    pub labels: u16,
    /// The visible columns, the reference first.
    pub places: Vec<Place>,
    /// The first visible column beside the reference.
    pub first_column: usize,
    /// How many columns a count may take.
    pub digits: usize,
    /// The goals by month.
    pub months: Option<Rect>,
    /// What differs, in words.
    pub words: Option<Rect>,
    /// The lines of each sentence.
    pub word_lines: u16,
}

impl CompareLayout {
    /// How many rows lie above and below the window.
    pub fn hidden_rows(&self, lines: &[Line]) -> (usize, usize) {
        let rows = |lines: &[Line]| lines.iter().filter(|line| matches!(line, Line::Row(_))).count();
        let end = (self.first_line + usize::from(self.list.height)).min(lines.len());
        (rows(&lines[..self.first_line.min(end)]), rows(&lines[end..]))
    }

    /// How many columns of so many lie left and right of the window.
    pub const fn hidden_columns(&self, columns: usize) -> (usize, usize) {
        let shown = self.places.len() - 1;
        (self.first_column - 1, columns - self.first_column - shown)
    }
}

/// Divides the page of plans side by side.
pub fn compare_layout(model: &Model, sheet: &Sheet) -> CompareLayout {
    let regions = page_regions(model);
    let frame = regions.body;
    let mut rest = Rect {
        x: frame.x + 2,
        y: frame.y + 1,
        width: frame.width.saturating_sub(4),
        height: frame.height.saturating_sub(2),
    };
    let header = take_top(&mut rest, 1);
    let rule = regions.form >= Form::Compact;
    take_top(&mut rest, u16::from(rule));

    let (plans, wide) = (sheet.plans.len() as u16, regions.form >= Form::Wide);
    // Where nothing differs, three lines say so.
    let wanted = (sheet.lines.len() as u16).max(3);
    let below = if wide { 2 * plans + 1 } else { 0 };
    let height = rest.height.saturating_sub(below).min(wanted);
    let list = take_top(&mut rest, height);
    let months = wide.then(|| take_top(&mut rest, plans + 1));
    let has_words = wide || (rule && !sheet.rows.is_empty() && rest.height >= plans);
    let word_lines = (rest.height.saturating_sub(1) / (plans - 1)).clamp(1, 3);
    let words = has_words.then(|| take_top(&mut rest, 1 + word_lines * (plans - 1)));

    let widths = Widths::of(model, sheet, header.width);
    let first_column = first_column(model, widths.columns, sheet.plans.len());
    let first_line = first_line(model, sheet, list.height.into());
    let places = widths.places(header, first_column);
    let (labels, digits) = (widths.labels, widths.digits);
    CompareLayout {
        frame,
        header,
        rule,
        list,
        first_line,
        labels,
        places,
        first_column,
        digits,
        months,
        words,
        word_lines,
    }
}

/// The first visible column beside the reference, so that the selected one is visible.
fn first_column(model: &Model, shown: usize, columns: usize) -> usize {
    let selected = model.compare.column.max(1);
    let others = shown - 1;
    let first =
        super::first_visible(model.compare.first_column.max(1) - 1, selected - 1, others, columns - 1);
    // The selection may be the reference, which is always visible: then nothing moves.
    if model.compare.column == 0 { model.compare.first_column.clamp(1, columns - others) } else { first + 1 }
}

/// The first visible line, so that the selected row is visible, under its heading where that is next to it.
fn first_line(model: &Model, sheet: &Sheet, visible: usize) -> usize {
    let furthest = sheet.lines.len().saturating_sub(visible);
    let first = model.compare.first_line;
    if model.scrolled {
        return first.min(furthest);
    }
    let selected = selected_row(model, sheet);
    let line = sheet.lines.iter().position(|line| *line == Line::Row(selected)).unwrap_or(0);
    let has_heading = line > 0 && matches!(sheet.lines[line - 1], Line::Heading(_));
    first.min(line - usize::from(has_heading)).max((line + 1).saturating_sub(visible)).min(furthest)
}

/// How wide things are. All columns but the reference are alike, so that nothing moves when they scroll.
#[derive(Clone, Copy)]
struct Widths {
    /// How many columns are visible.
    columns: usize,
    labels: u16,
    /// The widest value of the reference, and of the others.
    reference: u16,
    others: u16,
    differences: u16,
    /// Blanks before each column, beside the one that there always is.
    spare: u16,
    digits: usize,
}

/// The columns that a count may take, from full digits to the shortest form.
const DIGITS: [usize; 4] = [24, 9, 7, 5];

/// The widest window in which a fourth column scrolls in.
const WIDEST_FOR_THREE: u16 = 109;

impl Widths {
    fn of(model: &Model, sheet: &Sheet, room: u16) -> Self {
        let columns = sheet.plans.len();
        let most = if model.size.width > WIDEST_FOR_THREE { columns } else { columns.min(3) };
        let labels = sheet.labels.iter().map(|label| width(label)).max().unwrap_or(0) as u16;
        let least = labels.min(if room >= 56 { 16 } else { 12 });
        let full = Self { columns: most, ..Self::measured(sheet, DIGITS[0]) };
        let found = if least + full.taken() <= room {
            full
        } else {
            Self::narrower(sheet, most, room.saturating_sub(least))
        };
        let left = room.saturating_sub(found.taken());
        let labels = left.min(labels);
        let spare = ((left - labels) / found.columns as u16).min(14);
        Self { labels, spare, ..found }
    }

    /// The widest that fits: numbers are written shorter before columns scroll, and differences go last.
    fn narrower(sheet: &Sheet, most: usize, room: u16) -> Self {
        let measured = DIGITS.map(|digits| Self::measured(sheet, digits));
        let with = (2..=most).rev().flat_map(|columns| measured.map(|widths| Self { columns, ..widths }));
        let without = measured.map(|widths| Self { columns: 2, differences: 0, ..widths });
        let fits = |widths: &Self| widths.taken() <= room;
        with.chain(without).find(fits).unwrap_or(without[DIGITS.len() - 1])
    }

    /// What stands in the columns, with counts in so many digits.
    fn measured(sheet: &Sheet, digits: usize) -> Self {
        let rows = 0..sheet.rows.len();
        let values = |column: usize| {
            let values = rows.clone().map(|row| width(&sheet.value(row, column, digits)));
            // A name is told by ten columns of it.
            values.max().unwrap_or(0).max(width(sheet.name(column)).min(10)) as u16
        };
        let differences = |column: usize| {
            let differences = rows.clone().map(|row| width(&sheet.difference(row, column, digits)));
            differences.max().unwrap_or(0) as u16
        };
        let others = 1..sheet.plans.len();
        let shown = others.clone().filter(|_| sheet.delta != Delta::Off);
        let widest = shown.map(differences).max().unwrap_or(0);
        Self {
            columns: 2,
            labels: 0,
            reference: values(0),
            others: others.map(values).max().unwrap_or(0),
            differences: if widest > 0 { widest + 1 } else { 0 },
            spare: 0,
            digits,
        }
    }

    /// What the columns take, each with a blank before it.
    const fn taken(&self) -> u16 {
        let others = self.columns as u16 - 1;
        1 + self.reference + others * (1 + self.others + self.differences)
    }

    /// Where the visible columns stand.
    fn places(&self, area: Rect, first: usize) -> Vec<Place> {
        let mut x = area.x + self.labels + 1;
        let columns = std::iter::once(0).chain(first..first + self.columns - 1);
        let place = |column: usize| {
            let (values, differences) =
                if column == 0 { (self.reference, 0) } else { (self.others, self.differences) };
            let place = Place { column, x, values: self.spare + values, differences };
            x += place.values + differences + 1;
            place
        };
        columns.map(place).collect()
    }
}
