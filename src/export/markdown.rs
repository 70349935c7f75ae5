//! A page as Markdown: headings, tables and lists that any wiki shows, and that can be read in an e-mail as they are.

use super::document::{Align, Block, Table};
use crate::text::clean::width;
use crate::text::show;

/// Writes a page, or several one under the other: the first title is that of the whole, the others are one level
/// below it, and what is under them another.
pub fn text(page: &[Block]) -> String {
    let mut level = 0;
    let mut lines: Vec<String> = Vec::new();
    let is_item = |block: &Block| matches!(block, Block::Finding { .. });
    let heading = |level: usize, line: &str| vec![format!("{} {}", "#".repeat(level), escaped(line))];
    let mut before = None;
    for block in page {
        let said = match block {
            Block::Title(line) => {
                level = (level + 1).min(2);
                heading(level, line)
            }
            Block::Heading(line) => heading(level.max(1) + 1, line),
            Block::Text(line) => vec![paragraph(line)],
            Block::Facts(facts) => {
                facts.iter().map(|(name, fact)| format!("- **{name}:** {}", escaped(fact))).collect()
            }
            Block::Finding { warning, text } => {
                let kind = if *warning { "Warning" } else { "Note" };
                vec![format!("- **{kind}:** {}", escaped(text))]
            }
            Block::Table(table) => rows(table),
            Block::Figure(figure) => match &figure.numbers {
                Some(table) => {
                    [heading(level.max(1) + 1, &figure.title), vec![String::new()], rows(table)].concat()
                }
                None => continue,
            },
        };
        if before.is_some_and(|before| !(is_item(before) && is_item(block))) {
            lines.push(String::new());
        }
        lines.extend(said);
        before = Some(block);
    }
    lines.join("\n") + "\n"
}

/// A table. Where its rows belong to teams, as in what is handed out, whose each is stands behind its name, and the
/// columns stand in line, so that an e-mail can be read as it is.
fn rows(table: &Table) -> Vec<String> {
    let mut heads: Vec<String> = table.columns.iter().map(|column| escaped(&column.head)).collect();
    let mut aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
    let mut cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect()).collect();
    let is_in_line = !table.teams.is_empty();
    if is_in_line {
        heads.insert(1, "Owner".to_owned());
        aligns.insert(1, Align::Left);
        let owners = table.teams.iter().map(|team| team.map_or("", show::owner));
        cells.iter_mut().zip(owners).for_each(|(row, owner)| row.insert(1, owner.to_owned()));
    }
    let widest = |at: usize| cells.iter().chain([&heads]).map(|row| width(&row[at])).max().unwrap_or(0);
    let rule_width = |align: &Align| if *align == Align::Left { 3 } else { 4 };
    let wide = |at: usize| rule_width(&aligns[at]).max(if is_in_line { widest(at) } else { 0 });
    let widths: Vec<usize> = (0..heads.len()).map(wide).collect();
    let rule = |(align, width): (&Align, &usize)| match align {
        Align::Left => "-".repeat(*width),
        Align::Right => "-".repeat(width - 1) + ":",
    };
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&aligns).zip(&widths).map(|((cell, align), wide)| {
            let blanks = " ".repeat(if is_in_line { wide - width(cell) } else { 0 });
            if *align == Align::Left { format!("{cell}{blanks}") } else { format!("{blanks}{cell}") }
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rules = format!("| {} |", aligns.iter().zip(&widths).map(rule).collect::<Vec<_>>().join(" | "));
    [line(&heads), rules].into_iter().chain(cells.iter().map(line)).collect()
}

/// A paragraph stays one, whatever it begins with: a mark of a heading, a list, a quotation or code.
fn paragraph(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let at = if digits > 0 && text[digits..].starts_with(['.', ')']) { digits } else { 0 };
    let is_mark = at > 0 || text.starts_with(['#', '>', '+', '-', '=']);
    format!("{}{}{}", &text[..at], if is_mark { "\\" } else { "" }, escaped(&text[at..]))
}

/// Takes the meaning from every character that Markdown or HTML would act on.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | '|' | '`' | '*' | '_' | '<' | '[' | ']' | '&' | '~') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_cell() {
        let mut table = Table::new(&["Stage"], &["Total"]);
        table.rows.push(vec!["a|b <i>*x*".to_owned(), "1".to_owned()]);
        let expected = "| Stage | Total |\n| --- | ---: |\n| a\\|b \\<i>\\*x\\* | 1 |\n";
        assert_eq!(text(&[Block::Table(table)]), expected);
    }

    #[test]
    fn a_paragraph_is_no_heading_list_or_quotation() {
        for (line, expected) in [
            ("# one", "\\# one\n"),
            ("- one", "\\- one\n"),
            ("    > one", "\\> one\n"),
            ("12. one", "12\\. one\n"),
            ("1) one", "1\\) one\n"),
            ("12.5 more", "12\\.5 more\n"),
            ("2027 – 15 %", "2027 – 15 %\n"),
            ("*one*", "\\*one\\*\n"),
        ] {
            assert_eq!(text(&[Block::Text(line.to_owned())]), expected);
        }
    }
}
