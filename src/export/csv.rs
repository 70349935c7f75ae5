//! A table as comma-separated values (RFC 4180 quoting, a line feed after each record).
//!
//! A text that a spreadsheet would take for a formula gets a leading `'` (store.md "Text from outside").

use super::document::{Align, Table};

/// Writes a table, its heads first. Cells of columns set to the left are text, the others numbers.
pub fn text(table: &Table) -> String {
    let mut out = String::new();
    let heads = table.columns.iter().map(|column| harmless(&column.head));
    record(&mut out, heads);
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| match column.align {
            Align::Left => harmless(cell),
            Align::Right => cell.clone(),
        });
        record(&mut out, cells);
    }
    out
}

fn record(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

/// Keeps a spreadsheet from computing a text.
pub(super) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_doubled_and_formulas_disarmed_but_numbers_are_left_alone() {
        let mut table = Table::new(&["stage"], &["goal"]);
        table.rows.push(vec!["=HYPERLINK(\"x\",1)".to_owned(), "-1.5".to_owned()]);
        table.rows.push(vec!["Deals, won".to_owned(), "2".to_owned()]);
        assert_eq!(text(&table), "stage,goal\n\"'=HYPERLINK(\"\"x\"\",1)\",-1.5\n\"Deals, won\",2\n");
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            assert_eq!(harmless(&format!("{start}1")), format!("'{start}1"));
        }
    }
}
