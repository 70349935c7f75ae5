//! Pages as one HTML file that needs nothing else: no network, no script; each page prints on one landscape sheet.

mod figure;
mod fit;

use super::document::{Align, Block, Table};
use crate::plan::Owner;

const STYLE: &str = include_str!("../../assets/handout.css");

/// Nothing may be loaded, whatever a name says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes pages; the first one's title names the file.
pub fn text(pages: &[Vec<Block>]) -> String {
    let titles = pages.iter().flatten().filter_map(|block| match block {
        Block::Title(title) => Some(escaped(title)),
        _ => None,
    });
    let title = titles.into_iter().next().unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"backcast\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    for page in pages {
        section(&mut out, page);
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// A page: its title and lead, then its parts, each with its heading.
fn section(out: &mut String, page: &[Block]) {
    out.push_str(&format!("<section class=\"page\" style=\"--size:{}pt\">\n", fit::size(page)));
    let first = page.iter().position(|block| matches!(block, Block::Heading(_))).unwrap_or(page.len());
    let (lead, parts) = page.split_at(first);
    blocks(out, lead);
    out.push_str("<div class=\"parts\">\n");
    for part in parts.chunk_by(|_, next| !matches!(next, Block::Heading(_))) {
        out.push_str(&format!("<div class=\"part{}\">\n", fit::room(part).class()));
        blocks(out, part);
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n</section>\n");
}

fn blocks(out: &mut String, blocks: &[Block]) {
    let is_finding = |block: &Block| matches!(block, Block::Finding { .. });
    for group in blocks.chunk_by(|one, next| is_finding(one) && is_finding(next)) {
        let in_list = is_finding(&group[0]);
        if in_list {
            out.push_str("<ul>\n");
        }
        group.iter().for_each(|block| self::block(out, block));
        if in_list {
            out.push_str("</ul>\n");
        }
    }
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Title(line) => element(out, "h1", line),
        Block::Heading(line) => element(out, "h2", line),
        Block::Text(line) => element(out, "p", line),
        Block::Finding { warning, text } => {
            let (class, kind) = if *warning { (" class=\"warning\"", "Warning: ") } else { ("", "Note: ") };
            out.push_str(&format!("<li{class}>{kind}{}</li>\n", escaped(text)));
        }
        Block::Table(table) => rows(out, table),
        Block::Figure(figure) => figure::draw(out, figure),
    }
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

fn rows(out: &mut String, table: &Table) {
    let number = |align| if align == Align::Right { " class=\"n\"" } else { "" };
    out.push_str("<table>\n<thead><tr>");
    for column in &table.columns {
        let class = number(column.align);
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escaped(&column.head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (at, row) in table.rows.iter().enumerate() {
        let class = match table.teams.get(at) {
            None => String::new(),
            Some(team) => format!(" class=\"{}\"", team.map_or("total", class_of)),
        };
        out.push_str(&format!("<tr{class}>"));
        for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let class = number(column.align);
            let (open, name) = if place == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            out.push_str(&format!("<{open}{class}>{}</{name}>", escaped(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

const fn class_of(team: Owner) -> &'static str {
    match team {
        Owner::Marketing => "marketing",
        Owner::Sales => "sales",
        Owner::Both => "both",
    }
}

/// Takes the meaning from every character that HTML would act on.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            char => out.push(char),
        }
    }
    out
}
