//! Pages as one HTML file that needs nothing else: no network, no script; each page prints on one landscape sheet.

mod figure;
mod fit;

use std::fmt::Write;

use self::fit::Owners;
use super::document::{Align, Block, Table};
use crate::plan::Owner;
use crate::text::name::capital;
use crate::text::show;

const STYLE: &str = include_str!("../../assets/handout.css");

/// Nothing may be loaded, whatever a name says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The owners of stages in the order of a funnel.
const OWNERS: [Owner; 3] = [Owner::Marketing, Owner::Both, Owner::Sales];

/// Writes what cannot fail, as a text takes everything.
macro_rules! put {
    ($out:expr, $($said:tt)*) => { write!($out, $($said)*).expect("a text takes everything") };
}
use put;

/// Writes pages; the first one's title names the file.
pub fn text(pages: &[Vec<Block>]) -> String {
    let mut out = String::new();
    put!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"backcast\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(pages.first().map_or("", |page| title(page)))
    );
    for (at, page) in pages.iter().enumerate() {
        section(&mut out, page, at + 1);
    }
    out + "</main>\n</body>\n</html>\n"
}

/// The size of a page's letters in points, so that it is printed on one sheet.
pub(super) fn size(page: &[Block]) -> f64 {
    fit::size(page)
}

fn title(page: &[Block]) -> &str {
    page.iter()
        .find_map(|block| if let Block::Title(title) = block { Some(title.as_str()) } else { None })
        .unwrap_or("")
}

/// A page: its title and facts, then its parts, each with its heading.
fn section(out: &mut String, page: &[Block], number: usize) {
    let (class, size) = if fit::is_words(page) { (" words", fit::LARGEST) } else { ("", fit::size(page)) };
    put!(
        out,
        "<section class=\"page{class}\" style=\"--size:{size}pt\" aria-labelledby=\"page-{number}\">\n<header>\n"
    );
    put!(out, "<h1 id=\"page-{number}\">{}</h1>\n", escaped(title(page)));
    teams(out, page);
    let (lead, parts) = fit::parts(page);
    blocks(out, lead);
    put!(out, "</header>\n<div class=\"parts\">\n");
    for row in fit::rows(&parts) {
        put!(out, "<div class=\"row\">\n");
        for column in fit::columns(row) {
            put!(out, "<div class=\"column {}\">\n", fit::room(column[0]).class());
            for part in column {
                out.push_str("<div class=\"part\">\n");
                blocks(out, part);
                out.push_str("</div>\n");
            }
            out.push_str("</div>\n");
        }
        put!(out, "</div>\n");
    }
    put!(out, "</div>\n</section>\n");
}

/// What the colours of a page mean.
fn teams(out: &mut String, page: &[Block]) {
    let tables =
        page.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let there: Vec<Owner> = tables.flat_map(|table| table.teams.iter().flatten().copied()).collect();
    if there.is_empty() {
        return;
    }
    put!(out, "<p class=\"teams\">");
    for owner in OWNERS.into_iter().filter(|owner| there.contains(owner)) {
        put!(out, "<span class=\"{}\">{}</span>", class_of(owner), name_of(owner));
    }
    put!(out, "</p>\n");
}

fn blocks(out: &mut String, blocks: &[Block]) {
    let is_finding = |block: &Block| matches!(block, Block::Finding { .. });
    for group in blocks.chunk_by(|one, next| is_finding(one) && is_finding(next)) {
        let (open, close) = if is_finding(&group[0]) { ("<ul>\n", "</ul>\n") } else { ("", "") };
        out.push_str(open);
        for block in group {
            self::block(out, block);
        }
        out.push_str(close);
    }
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Title(_) => {}
        Block::Heading(line) => put!(out, "<h2>{}</h2>\n", escaped(line)),
        Block::Text(line) => put!(out, "<p>{}</p>\n", escaped(line)),
        Block::Finding { warning: true, text } => {
            put!(out, "<li class=\"warning\"><b>Warning:</b> {}</li>\n", escaped(text));
        }
        Block::Finding { text, .. } => put!(out, "<li><b>Note:</b> {}</li>\n", escaped(text)),
        Block::Facts(facts) => {
            put!(out, "<dl>\n");
            for (name, fact) in facts {
                put!(out, "<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(fact));
            }
            put!(out, "</dl>\n");
        }
        Block::Table(table) => {
            put!(out, "<div class=\"scrolls\" tabindex=\"0\">\n");
            rows(out, table);
            put!(out, "</div>\n");
        }
        Block::Figure(figure) => {
            put!(out, "<h2>{}</h2>\n", escaped(&figure.title));
            figure::draw(out, figure);
            if let Some(numbers) = &figure.numbers {
                put!(out, "<div class=\"spoken\">\n");
                rows(out, numbers);
                put!(out, "</div>\n");
            }
        }
    }
}

/// A table; where its rows belong to teams, each team's are headed by its name, or each name says whose it is.
fn rows(out: &mut String, table: &Table) {
    let class = |align| if align == Align::Right { " class=\"n\"" } else { "" };
    let owners = fit::owners(table);
    let names = if fit::wraps(table) { "long" } else { "short" };
    let told = if fit::has_words(table) { " told" } else { "" };
    put!(out, "<table class=\"{names}{told}\">\n<thead><tr>");
    for column in &table.columns {
        put!(out, "<th scope=\"col\"{}>{}</th>", class(column.align), escaped(&column.head));
    }
    put!(out, "</tr></thead>\n<tbody>\n");
    for (at, row) in table.rows.iter().enumerate() {
        let team = table.teams.get(at).copied();
        let owner = team.flatten().filter(|_| owners == Owners::Named);
        let owner = owner.map(|owner| format!(" <small>{}</small>", show::owner(owner))).unwrap_or_default();
        if let Some(Some(owner)) = team
            && owners == Owners::Headed
            && (at == 0 || table.teams[at - 1] != Some(owner))
        {
            let (class, columns) = (class_of(owner), table.columns.len());
            put!(
                out,
                "<tr class=\"team {class}\"><th scope=\"rowgroup\" colspan=\"{columns}\">{}</th></tr>\n",
                name_of(owner)
            );
        }
        put!(out, "<tr class=\"{}\">", team.map_or("", |team| team.map_or("total", class_of)));
        for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let (class, cell) = (class(column.align), escaped(cell));
            match place {
                0 => put!(out, "<th scope=\"row\"{class}>{cell}{owner}</th>"),
                _ => put!(out, "<td{class}>{cell}</td>"),
            }
        }
        put!(out, "</tr>\n");
    }
    put!(out, "</tbody>\n</table>\n");
}

const fn class_of(team: Owner) -> &'static str {
    show::owner(team)
}

/// How a team is called where it stands for itself.
fn name_of(team: Owner) -> String {
    match team {
        Owner::Both => "Both teams".to_owned(),
        team => capital(show::owner(team)),
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
