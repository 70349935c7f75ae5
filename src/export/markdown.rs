//! A page as Markdown: headings, tables and lists that any wiki shows.

use super::document::{Align, Block, Table};

/// Writes a page.
pub fn text(page: &[Block]) -> String {
    let mut lines = Vec::new();
    let mut in_list = false;
    for block in page {
        let is_finding = matches!(block, Block::Finding { .. });
        if !(lines.is_empty() || in_list && is_finding) {
            lines.push(String::new());
        }
        in_list = is_finding;
        match block {
            Block::Title(line) => lines.push(format!("# {}", escaped(line))),
            Block::Heading(line) => lines.push(format!("## {}", escaped(line))),
            Block::Text(line) => lines.push(paragraph(line)),
            Block::Finding { warning, text } => {
                let kind = if *warning { "Warning" } else { "Note" };
                lines.push(format!("- **{kind}:** {}", escaped(text)));
            }
            Block::Table(table) => lines.extend(rows(table)),
            Block::Figure(_) => {}
        }
    }
    lines.join("\n") + "\n"
}

fn rows(table: &Table) -> Vec<String> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = |align| if align == Align::Left { "---" } else { "---:" };
    let head = line(table.columns.iter().map(|column| escaped(&column.head)).collect());
    let rules = line(table.columns.iter().map(|column| rule(column.align).to_owned()).collect());
    let rows = table.rows.iter().map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
    [head, rules].into_iter().chain(rows).collect()
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
