//! A page as plain text for a terminal, a pipe or a screen reader.
//!
//! In a terminal no line is wider than it: a wide table is broken into blocks that repeat the names of its rows.

use super::document::{Align, Block, Table};
use crate::text::clean::width;

/// How a page is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The columns that a line may take; as many as it needs where there is no limit.
    pub columns: Option<usize>,
    /// Whether headings and warnings stand out by more than their words.
    pub color: bool,
}

const BOLD: &str = "\u{1b}[1m";
const YELLOW: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";
const GAP: &str = "  ";

/// Writes a page.
pub fn text(page: &[Block], look: Look) -> String {
    let mut out = String::new();
    for (at, block) in page.iter().enumerate() {
        let opens = matches!(block, Block::Heading(_) | Block::Table(_));
        let closes = at > 0 && matches!(page[at - 1], Block::Table(_));
        let follows_heading = at > 0 && matches!(page[at - 1], Block::Heading(_));
        if at > 0 && (opens || closes) && !follows_heading {
            out.push('\n');
        }
        match block {
            Block::Title(line) | Block::Heading(line) => paragraph(&mut out, line, "", look, BOLD),
            Block::Text(line) => paragraph(&mut out, line, "", look, ""),
            Block::Finding { warning: true, text } => {
                paragraph(&mut out, &format!("! {text}"), GAP, look, YELLOW);
            }
            Block::Finding { text, .. } => paragraph(&mut out, &format!("- {text}"), GAP, look, ""),
            Block::Table(table) => lay_out(&mut out, table, look),
            Block::Facts(facts) => {
                for (name, fact) in facts {
                    paragraph(&mut out, &format!("{name}: {fact}"), GAP, look, "");
                }
            }
            Block::Figure(figure) => {
                paragraph(&mut out, &figure.title, "", look, BOLD);
                if let Some(table) = &figure.numbers {
                    lay_out(&mut out, table, look);
                }
            }
        }
    }
    out
}

/// Writes a paragraph, broken between words.
fn paragraph(out: &mut String, text: &str, indent: &str, look: Look, style: &str) {
    let style = if look.color { style } else { "" };
    for line in wrapped(text, look.columns, indent) {
        out.push_str(style);
        out.push_str(&line);
        if !style.is_empty() {
            out.push_str(PLAIN);
        }
        out.push('\n');
    }
}

/// Breaks a text between words; lines from the second on are indented.
fn wrapped(text: &str, columns: Option<usize>, indent: &str) -> Vec<String> {
    let columns = columns.unwrap_or(usize::MAX);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.trim().is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::replace(&mut line, indent.to_owned() + word));
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.push(line);
    lines
}

/// Writes a table, in as many blocks as the columns need.
fn lay_out(out: &mut String, table: &Table, look: Look) {
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| column_width(table, at)).collect();
    for (number, block) in blocks(&widths, table, look.columns).into_iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let heads = block.iter().map(|at| padded(&table.columns[*at].head, table, *at, widths[*at]));
        let (style, plain) = if look.color { (BOLD, PLAIN) } else { ("", "") };
        out.extend([style, heads.collect::<Vec<_>>().join(GAP).trim_end(), plain, "\n"]);
        for row in &table.rows {
            let cells = block.iter().map(|at| padded(&row[*at], table, *at, widths[*at]));
            out.extend([cells.collect::<Vec<_>>().join(GAP).trim_end(), "\n"]);
        }
    }
}

fn column_width(table: &Table, at: usize) -> usize {
    let cells = table.rows.iter().map(|row| width(&row[at]));
    cells.max().unwrap_or(0).max(width(&table.columns[at].head))
}

/// Which columns stand side by side: the labels, then as many others as fit, those that are glued together.
fn blocks(widths: &[usize], table: &Table, columns: Option<usize>) -> Vec<Vec<usize>> {
    let columns = columns.unwrap_or(usize::MAX);
    let labels: Vec<usize> = (0..table.labels.min(widths.len())).collect();
    let others: Vec<usize> = (labels.len()..widths.len()).collect();
    let taken = |columns: &[usize]| -> usize { columns.iter().map(|at| widths[*at] + GAP.len()).sum() };
    let mut blocks = vec![labels.clone()];
    for group in others.chunk_by(|_, next| table.columns[*next].glued) {
        let last = blocks.last_mut().expect("there is always a block");
        if last.len() > labels.len() && taken(last) + taken(group) > columns.saturating_add(GAP.len()) {
            blocks.push([&labels, group].concat());
        } else {
            last.extend(group);
        }
    }
    blocks
}

fn padded(text: &str, table: &Table, column: usize, columns: usize) -> String {
    let blanks = " ".repeat(columns - width(text));
    match table.columns[column].align {
        Align::Left => format!("{text}{blanks}"),
        Align::Right => format!("{blanks}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Vec<Block> {
        let mut table = Table::new(&["Stage"], &["2027-01", "2027-02", "Total"]);
        table.rows.push(["Visitors", "1,000", "900", "1,900"].map(str::to_owned).to_vec());
        table.rows.push(["日本", "·", "1", "1"].map(str::to_owned).to_vec());
        let warning = Block::Finding { warning: true, text: "three words here".to_owned() };
        vec![Block::Title("A plan".to_owned()), Block::Table(table), warning]
    }

    #[test]
    fn without_a_limit_a_table_is_one_block() {
        let expected = "A plan\n\nStage     2027-01  2027-02  Total\nVisitors    1,000      900  1,900\n\
                        日本            ·        1      1\n\n! three words here\n";
        assert_eq!(text(&page(), Look::default()), expected);
    }

    #[test]
    fn in_a_narrow_terminal_columns_and_words_go_to_the_next_line() {
        let expected = "A plan\n\nStage     2027-01\nVisitors    1,000\n日本            ·\n\n\
                        Stage     2027-02\nVisitors      900\n日本            1\n\n\
                        Stage     Total\nVisitors  1,900\n日本          1\n\n! three words\n  here\n";
        assert_eq!(text(&page(), Look { columns: Some(17), color: false }), expected);
    }

    #[test]
    fn glued_columns_go_to_the_next_line_together() {
        let mut table = Table::new(&["Row"], &["A", "B", "d"]);
        table.columns[3].glued = true;
        table.rows.push(["x", "1111", "2222", "33"].map(str::to_owned).to_vec());
        for (columns, lines) in
            [(None, "Row     A     B   d\n"), (Some(15), "Row     A\nx    1111\n\nRow     B   d\n")]
        {
            let text = text(&[Block::Table(table.clone())], Look { columns, color: false });
            assert!(text.starts_with(lines), "{text}");
        }
    }

    #[test]
    fn colour_repeats_what_the_words_say() {
        let shown = text(&page(), Look { columns: None, color: true });
        assert!(shown.contains("\u{1b}[1;33m! three words here\u{1b}[0m\n"), "{shown}");
        let plain = shown.replace(BOLD, "").replace(YELLOW, "").replace(PLAIN, "");
        assert_eq!(plain, text(&page(), Look::default()));
    }
}
