//! How much room the parts of a page take, and how large its letters may be so that it is printed on one sheet.
//!
//! Letters differ from machine to machine: the widths are those of a wide one.

use super::super::document::{Align, Block, Table};
use super::{OWNERS, figure};
use crate::plan::Owner;
use crate::text::clean::width;
use crate::text::show;

/// What A4 and Letter leave, lying, within the margins: in millimetres.
const SHEET: (f64, f64) = (257.0, 189.5);
/// A point in millimetres.
const POINT: f64 = 0.3528;
/// How wide a character of a number is, one of a name and one of a sentence, and how high a line, in sizes of the
/// letter.
const DIGIT: f64 = 0.58;
const CHARACTER: f64 = 0.57;
const PROSE: f64 = 0.53;
const LINE: f64 = 1.25;
/// What a cell has around its text, beside and above it.
const BESIDE: f64 = 0.5;
const ABOVE: f64 = 0.22;
/// What the first cell has beside that: the colour of its team.
const BORDER: f64 = 0.6;
/// The largest letters, the smallest that can be read, and the steps between them: in points.
pub(super) const LARGEST: f64 = 9.5;
const SMALLEST: f64 = 5.5;
const STEP: f64 = 0.1;
/// Names of more columns are broken.
const NAME: usize = 30;
/// Tables of so few columns get half of the width.
const NARROW: usize = 4;
/// What is between two parts, beside and above.
const GAP: (f64, f64) = (2.0, 0.8);

/// How much of a page's width a part gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// All of it.
    Whole,
    /// Half of it.
    Half,
    /// As much as the words beside it.
    Words,
}

impl Room {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Half => "half",
            Self::Words => "words",
        }
    }
}

/// How much room a part gets.
pub(super) fn room(part: &[Block]) -> Room {
    let rooms = part.iter().map(|block| match block {
        Block::Figure(figure) if !figure.is_wide => Room::Half,
        Block::Table(table) if table.columns.len() <= NARROW => Room::Half,
        Block::Figure(_) | Block::Table(_) => Room::Whole,
        _ => Room::Words,
    });
    rooms.min_by_key(|room| *room as u8).unwrap_or(Room::Words)
}

/// What stands over the parts of a page, and the parts: each begins with a heading or is a picture.
pub(super) fn parts(page: &[Block]) -> (&[Block], Vec<&[Block]>) {
    let begins = |block: &Block| matches!(block, Block::Heading(_) | Block::Figure(_));
    let first = page.iter().position(begins).unwrap_or(page.len());
    let (lead, rest) = page.split_at(first);
    (lead, rest.chunk_by(|_, next| !begins(next)).collect())
}

/// Whether a page has nothing but words, which may go on to another sheet.
pub(super) fn is_words(page: &[Block]) -> bool {
    parts(page).1.into_iter().all(|part| room(part) == Room::Words)
}

/// Whether names of a table's rows are broken.
pub(super) fn wraps(table: &Table) -> bool {
    (0..table.rows.len()).any(|row| columns_of_cell(table, row, 0) > NAME)
}

/// How a table says whose its rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owners {
    /// With a colour, which repeats what other tables say.
    Coloured,
    /// In a line over the rows of each team.
    Headed,
    /// Behind each name, where teams take turns.
    Named,
}

/// How a table says whose its rows are.
pub(super) fn owners(table: &Table) -> Owners {
    if table.columns.len() <= NARROW || has_words(table) {
        return Owners::Coloured;
    }
    let groups = groups(table);
    let teams = OWNERS.iter().filter(|team| groups.contains(team)).count();
    if groups.len() > teams { Owners::Named } else { Owners::Headed }
}

/// The team of each run of rows that belong to one.
fn groups(table: &Table) -> Vec<Owner> {
    table.teams.chunk_by(|one, next| one == next).filter_map(|group| group[0]).collect()
}

/// How many columns of text a cell has, with the owner where it stands behind the name.
fn columns_of_cell(table: &Table, row: usize, at: usize) -> usize {
    let owner = table.teams.get(row).copied().flatten().filter(|_| at == 0 && owners(table) == Owners::Named);
    width(&table.rows[row][at]) + owner.map_or(0, |owner| 1 + width(show::owner(owner)))
}

/// Whether a table has sentences beside the names of its rows.
pub(super) fn has_words(table: &Table) -> bool {
    table.columns.iter().skip(1).any(|column| column.align == Align::Left)
}

/// The size of a page's letters in points.
pub(super) fn size(page: &[Block]) -> f64 {
    let steps = ((LARGEST - SMALLEST) / STEP).round() as i32;
    let sizes = (0..=steps).map(|step| (LARGEST * 10.0 - f64::from(step)).round() / 10.0);
    sizes.into_iter().find(|size| fits(page, *size)).unwrap_or(SMALLEST)
}

/// Whether a page with letters of a size fits a sheet.
fn fits(page: &[Block], size: f64) -> bool {
    let letter = size * POINT;
    let across = SHEET.0 / letter;
    let (lead, parts) = parts(page);
    let mut height: f64 = lead.iter().map(|block| height_of(block, across)).sum();
    for row in rows(&parts) {
        let columns = columns(row);
        let across = match room(row[0]) {
            Room::Half => (across - GAP.0) / 2.0,
            _ => (across - GAP.0 * (columns.len() - 1) as f64) / columns.len() as f64,
        };
        let high = |part: &&[Block]| part.iter().map(|block| height_of(block, across)).sum::<f64>();
        let high = |column: &&[&[Block]]| column.iter().map(|part| GAP.1 + high(part)).sum::<f64>();
        height += columns.iter().map(high).fold(0.0, f64::max);
    }
    height * letter <= SHEET.1
}

/// The columns of parts that stand beside each other: words under each other beside a half, else one part each.
pub(super) fn columns<'a, 'b>(row: &'b [&'a [Block]]) -> Vec<&'b [&'a [Block]]> {
    match row {
        [half, words @ ..] if room(half) == Room::Half && !words.is_empty() => vec![&row[..1], words],
        parts => parts.chunks(1).collect(),
    }
}

/// The parts that stand beside each other: two halves, a half and words, or words.
pub(super) fn rows<'a, 'b>(parts: &'b [&'a [Block]]) -> Vec<&'b [&'a [Block]]> {
    let mut rows = Vec::new();
    let mut left = parts;
    while let [first, others @ ..] = left {
        let beside = match (room(first), others.first().map(|part| room(part))) {
            (Room::Whole, _) => 0,
            (Room::Half, Some(Room::Half)) => 1,
            _ => others.iter().take_while(|part| room(part) == Room::Words).count(),
        };
        let (row, rest) = left.split_at(beside + 1);
        rows.push(row);
        left = rest;
    }
    rows
}

/// How high a block of a width is, both in sizes of the letter.
fn height_of(block: &Block, across: f64) -> f64 {
    match block {
        Block::Title(text) => 2.1 * lines(text, across / 1.8),
        Block::Heading(text) => LINE * lines(text, across / 1.06) + 0.35,
        Block::Text(text) => LINE * sentence(width(text), across) + 0.2,
        Block::Finding { text, .. } => LINE * sentence(width(text) + 10, across) + 0.2,
        Block::Facts(facts) => {
            let long =
                |(name, fact): &(&str, String)| 2.4 + CHARACTER * width(fact).max(width(name)) as f64 * 1.2;
            3.0 * (facts.iter().map(long).sum::<f64>() / across).ceil()
        }
        Block::Table(table) => table_height(table, across),
        Block::Figure(figure) => {
            figure::height(figure) / figure::LETTERS + LINE * lines(&figure.title, across) + 0.35
        }
    }
}

fn lines(text: &str, across: f64) -> f64 {
    lines_of(width(text), across)
}

/// The lines of so many columns of text.
fn lines_of(columns: usize, across: f64) -> f64 {
    (columns as f64 * CHARACTER / across).ceil().max(1.0)
}

/// The lines of a text that is broken between words: each loses some of its width.
fn sentence(columns: usize, across: f64) -> f64 {
    (columns as f64 * PROSE / (across - 3.0)).ceil().max(1.0)
}

fn table_height(table: &Table, across: f64) -> f64 {
    let Some(widths) = widths(table, across) else { return f64::INFINITY };
    let teams = if owners(table) == Owners::Headed { groups(table).len() } else { 0 };
    let rows = (0..table.rows.len()).map(|row| {
        let cells = widths.iter().enumerate().filter(|(at, _)| table.columns[*at].align == Align::Left);
        cells.map(|(at, width)| lines_of(columns_of_cell(table, row, at), *width)).fold(1.0, f64::max)
    });
    let beside = |at: usize| widths[at].max(width(&table.columns[at].head) as f64 * DIGIT) + BESIDE;
    let head = if (0..widths.len()).map(beside).sum::<f64>() > across { 2.0 } else { 1.0 };
    let rows: f64 = rows.map(|lines| LINE * lines + ABOVE).sum();
    head * LINE + ABOVE + rows + teams as f64 * (0.85 * LINE + ABOVE)
}

/// How wide the columns of a table are in sizes of the letter, without what is around them; none where numbers do
/// not fit. What the others leave is shared by the columns of words, else it is for long names.
fn widths(table: &Table, across: f64) -> Option<Vec<f64>> {
    let long =
        |at: usize| (0..table.rows.len()).map(|row| columns_of_cell(table, row, at)).max().unwrap_or(0);
    let head = |at: usize| table.columns[at].head.split(' ').map(width).max().unwrap_or(0);
    let is_words = |at: usize| at > 0 && table.columns[at].align == Align::Left;
    let mut widths: Vec<f64> = (0..table.columns.len())
        .map(|at| match at {
            0 => long(0).min(NAME).max(head(0)) as f64 * CHARACTER + BORDER,
            _ => long(at).max(head(at)) as f64 * DIGIT,
        })
        .collect();
    let sum = |widths: &[f64], words: bool| -> f64 {
        let some = widths.iter().enumerate().filter(|(at, _)| is_words(*at) == words);
        some.map(|(_, width)| width).sum()
    };
    let left = across - table.columns.len() as f64 * BESIDE - sum(&widths, false);
    let wanted = sum(&widths, true);
    if left < 0.0 || wanted > 0.0 && left < 20.0 {
        return None;
    }
    if wanted == 0.0 {
        let missing = long(0).saturating_sub(NAME) as f64 * CHARACTER;
        widths[0] += missing.min(left);
    } else if wanted > left {
        widths
            .iter_mut()
            .enumerate()
            .filter(|(at, _)| is_words(*at))
            .for_each(|(_, width)| *width *= left / wanted);
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: usize, columns: usize) -> Vec<Block> {
        let mut table = Table::new(&["Stage"], &vec!["Jan 27"; columns]);
        table.rows =
            vec![[vec!["Site visitors".to_owned()], vec!["93,333".to_owned(); columns]].concat(); rows];
        vec![Block::Title("A plan".to_owned()), Block::Heading("Goals".to_owned()), Block::Table(table)]
    }

    #[test]
    fn letters_get_smaller_with_what_must_fit_and_never_too_small() {
        assert_eq!(size(&page(6, 6)), LARGEST);
        let (some, more) = (size(&page(6, 18)), size(&page(6, 22)));
        assert!(LARGEST > some && some > more && more > SMALLEST, "{some} {more}");
        let (some, more) = (size(&page(40, 6)), size(&page(50, 6)));
        assert!(LARGEST > some && some > more && more > SMALLEST, "{some} {more}");
        assert_eq!(size(&page(500, 6)), SMALLEST);
    }

    #[test]
    fn rows_of_teams_that_take_turns_need_no_lines_over_them_but_wider_names() {
        let with = |teams: [Owner; 4]| {
            let mut page = page(4, 6);
            if let Block::Table(table) = &mut page[2] {
                table.teams = teams.map(Some).to_vec();
            }
            page
        };
        let (marketing, sales) = (Owner::Marketing, Owner::Sales);
        let (headed, named) =
            (with([marketing, marketing, sales, sales]), with([marketing, sales, marketing, sales]));
        let (Block::Table(headed), Block::Table(named)) = (&headed[2], &named[2]) else { panic!("no table") };
        assert_eq!((owners(headed), owners(named)), (Owners::Headed, Owners::Named));
        assert!(table_height(headed, 100.0) > table_height(named, 100.0));
        let first = |table| widths(table, 100.0).expect("the numbers fit")[0];
        assert!(first(headed) + 9.0 * CHARACTER < first(named));
    }

    #[test]
    fn words_stand_beside_the_half_that_is_left() {
        let mut page = page(3, 3);
        page.extend([Block::Heading("Notes".to_owned()), Block::Text("one".to_owned())]);
        let parts = parts(&page).1;
        assert_eq!((parts.len(), rows(&parts).len()), (2, 1));
        assert!(!is_words(&page) && is_words(&page[3..]));
    }
}
