//! Pictures of numbers as inline SVG: what they show is also in a table, and told in words.

use super::super::document::{Bars, Drawing, Figure, Tier, Tile};
use super::{class_of, escaped};
use crate::plan::Owner;
use crate::text::clean::fit;

/// The width of every picture; its height follows from its rows.
const WIDTH: f64 = 500.0;
/// The height of a row of letters.
const LETTERS: f64 = 11.0;

pub(super) fn draw(out: &mut String, figure: &Figure) {
    let (height, inside) = match &figure.drawing {
        Drawing::Funnel(tiers) => funnel(tiers),
        Drawing::Bars { columns, runway, rows } => bars(columns, *runway, rows),
        Drawing::Tiles(tiles) => self::tiles(tiles),
    };
    out.push_str(&format!(
        "<figure><svg viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{0}\" font-size=\"{LETTERS}\">\
         <title>{0}</title>\n{inside}</svg></figure>\n",
        escaped(&figure.about)
    ));
}

fn team(owner: Option<Owner>) -> &'static str {
    owner.map_or("revenue", class_of)
}

fn text(x: f64, y: f64, anchor: &str, class: &str, words: &str) -> String {
    let words = escaped(words);
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" class=\"{class}\">{words}</text>\n")
}

fn bar([x, y, width, height]: [f64; 4], class: &str) -> String {
    format!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.2}\" height=\"{height:.2}\" class=\"{class}\"/>\n")
}

/// Tiers as wide as the logarithm of what they hold: a funnel spans orders of magnitude.
fn funnel(tiers: &[Tier]) -> (f64, String) {
    const ROW: f64 = 23.0;
    const MIDDLE: f64 = 290.0;
    const WIDEST: f64 = 190.0;
    let top = tiers.iter().map(|tier| tier.amount).fold(1.0, f64::max);
    let mut out = String::new();
    for (at, tier) in tiers.iter().enumerate() {
        let y = at as f64 * ROW;
        let share = if tier.amount <= 0.0 { 0.25 } else { 0.25 + 0.75 * (1.0 + tier.amount).ln() / (1.0 + top).ln() };
        let width = WIDEST * share;
        out += &bar([MIDDLE - width / 2.0, y + 2.0, width, ROW - 4.0], team(tier.team));
        let base = y + ROW / 2.0 + 4.0;
        out += &text(0.0, base, "start", "", &fit(&tier.name, 32));
        out += &text(MIDDLE, base, "middle", "on", &tier.shown);
        out += &text(MIDDLE + WIDEST / 2.0 + 8.0, base, "start", "q", &tier.next);
    }
    (tiers.len() as f64 * ROW, out)
}

fn bars(columns: &[String], runway: usize, rows: &[Bars]) -> (f64, String) {
    const ROW: f64 = 24.0;
    const LEFT: f64 = 130.0;
    const RIGHT: f64 = 60.0;
    let step = (WIDTH - LEFT - RIGHT) / columns.len().max(1) as f64;
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        let floor = (at + 1) as f64 * ROW;
        let top = row.heights.iter().copied().fold(0.0, f64::max);
        out += &text(0.0, floor - 5.0, "start", "", &fit(&row.name, 24));
        for (column, height) in row.heights.iter().enumerate() {
            let height = if top > 0.0 { height / top * (ROW - 5.0) } else { 0.0 };
            let x = LEFT + column as f64 * step;
            let class = format!("{}{}", team(row.team), if column < runway { " runway" } else { "" });
            out += &bar([x + step * 0.08, floor - height, step * 0.84, height], &class);
        }
        out += &text(WIDTH, floor - 5.0, "end", "q", &row.highest);
        let right = WIDTH - RIGHT;
        out += &format!("<path d=\"M{LEFT} {floor}H{right}\" class=\"rule\"/>\n");
    }
    let base = rows.len() as f64 * ROW + LETTERS + 3.0;
    let mut free = 0.0;
    for (column, name) in columns.iter().enumerate() {
        let x = LEFT + column as f64 * step;
        if !name.is_empty() && x >= free {
            out += &text(x, base, "start", "q", name);
            free = x + 50.0;
        }
    }
    out += &text(WIDTH, base, "end", "q", "highest");
    (base + 4.0, out)
}

/// Parts of a bar as wide as what they hold; a name where there is room for it.
fn tiles(tiles: &[Tile]) -> (f64, String) {
    const HEIGHT: f64 = 16.0;
    let sum: f64 = tiles.iter().map(|tile| tile.amount).sum();
    let mut out = String::new();
    let mut x = 0.0;
    for (at, tile) in tiles.iter().enumerate() {
        let width = WIDTH * tile.amount / sum;
        let class = format!("{}{}", class_of(tile.team), if at % 2 == 1 { " runway" } else { "" });
        out += &bar([x, 0.0, width, HEIGHT], &class);
        let told = format!("{} {}", tile.name, tile.shown);
        if width > told.chars().count() as f64 * 6.2 {
            out += &text(x + 4.0, HEIGHT + LETTERS, "start", "q", &told);
        }
        x += width;
    }
    (HEIGHT + LETTERS + 4.0, out)
}
