//! Brushes: texts at places, boxes with titles in their borders. Nothing is ever drawn outside of its area.

use ratatui::layout::Rect;
use ratatui::style::Style;

use std::ops::{Deref, DerefMut};

use crate::text::clean::{fit, is_unsafe, plain_width, strip, width};
use crate::tui::hits::{Hits, Target};
use crate::tui::surface::Surface;

/// What is drawn on: the cells of the window, and what a click on some of them means.
pub struct Canvas<'a> {
    surface: &'a mut Surface,
    hits: Hits,
}

impl<'a> Canvas<'a> {
    /// Starts on a window's cells.
    pub fn new(surface: &'a mut Surface) -> Self {
        Self { surface, hits: Hits::default() }
    }

    /// Lets an area be clicked.
    pub fn click(&mut self, area: Rect, target: Target) {
        let area = area.intersection(self.surface.area);
        self.hits.add(area, target);
    }

    /// Lets nothing that was drawn so far be clicked.
    pub fn cover(&mut self) {
        self.hits.cover();
    }

    /// What the frame lets be clicked.
    pub fn into_hits(self) -> Hits {
        self.hits
    }
}

impl Deref for Canvas<'_> {
    type Target = Surface;

    fn deref(&self) -> &Surface {
        self.surface
    }
}

impl DerefMut for Canvas<'_> {
    fn deref_mut(&mut self) -> &mut Surface {
        self.surface
    }
}

/// The lines of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// A region.
    Light,
    /// The region with the focus.
    Heavy,
    /// An overlay.
    Double,
}

impl Border {
    /// Heavy with the focus, light without.
    pub const fn focused(focused: bool) -> Self {
        if focused { Self::Heavy } else { Self::Light }
    }

    /// Corners from the top left clockwise, then horizontal and vertical.
    const fn lines(self) -> [&'static str; 6] {
        match self {
            Self::Light => ["┌", "┐", "┘", "└", "─", "│"],
            Self::Heavy => ["┏", "┓", "┛", "┗", "━", "┃"],
            Self::Double => ["╔", "╗", "╝", "╚", "═", "║"],
        }
    }
}

/// Writes a text from a place on, cut at a number of columns. Whatever it is, nothing of it acts on the terminal:
/// what comes from outside is cleaned where it is laid out, and here once more.
pub fn put(surface: &mut Surface, x: u16, y: u16, columns: u16, text: &str, style: Style) {
    if y >= surface.area.bottom() || x >= surface.area.right() {
        return;
    }
    let columns = columns.min(surface.area.right() - x);
    if plain_width(text).is_some_and(|width| width <= columns.into()) {
        surface.put_plain(x, y, text, style);
    } else if text.chars().any(is_unsafe) {
        put(surface, x, y, columns, &strip(text), style);
    } else {
        surface.put(x, y, columns, &fit(text, columns.into()), style);
    }
}

/// Writes a text so that it ends before a place.
pub fn put_right(surface: &mut Surface, x: u16, y: u16, columns: u16, text: &str, style: Style) {
    let plain = plain_width(text);
    let taken = plain.unwrap_or_else(|| width(text));
    let Some(pad) = usize::from(columns).checked_sub(taken) else {
        return put_right(surface, x, y, columns, &fit(text, columns.into()), style);
    };
    let x = x + pad as u16;
    if plain.is_some()
        && taken > 0
        && y < surface.area.bottom()
        && usize::from(x) + taken <= surface.area.right().into()
    {
        surface.put_plain(x, y, text, style);
    } else {
        put(surface, x, y, taken as u16, text, style);
    }
}

/// Draws a box; its titles stand in the border: top left, top right, bottom left, bottom right.
pub fn frame(surface: &mut Surface, area: Rect, border: Border, style: Style, titles: [&str; 4]) {
    let area = area.intersection(surface.area);
    if area.width < 2 || area.height < 2 {
        return;
    }
    let [top_left, top_right, bottom_right, bottom_left, horizontal, vertical] = border.lines();
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let inner = Rect { x: area.x + 1, width: area.width - 2, ..area };
    let line = horizontal.repeat(inner.width.into());
    for (y, left_end, right_end) in [(area.y, top_left, top_right), (bottom, bottom_left, bottom_right)] {
        surface.put_plain(area.x, y, left_end, style);
        surface.put_plain(inner.x, y, &line, style);
        surface.put_plain(right, y, right_end, style);
    }
    for y in area.y + 1..bottom {
        surface.put_plain(area.x, y, vertical, style);
        surface.put_plain(right, y, vertical, style);
    }
    rule_titles(surface, inner, area.y, style, titles[0], titles[1]);
    rule_titles(surface, inner, bottom, style, titles[2], titles[3]);
}

/// Draws a rule across, with titles in it.
pub fn rule(surface: &mut Surface, area: Rect, y: u16, border: Border, style: Style, titles: [&str; 2]) {
    if y >= area.bottom() {
        return;
    }
    let horizontal = border.lines()[4];
    for x in area.x..area.right() {
        put(surface, x, y, 1, horizontal, style);
    }
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    rule_titles(surface, inner, y, style, titles[0], titles[1]);
}

/// Draws a rule across the first line of an area inside of a box.
pub fn rule_in(surface: &mut Surface, area: Rect, style: Style) {
    let line = Border::Light.lines()[4].repeat(area.width.into());
    put(surface, area.x, area.y, area.width, &line, style);
}

/// Titles keep a line's end on both sides; the left one gives way to the right one.
fn rule_titles(surface: &mut Surface, inner: Rect, y: u16, style: Style, left: &str, right: &str) {
    let room = usize::from(inner.width).saturating_sub(2);
    let spaced = |title: &str, room: usize| format!(" {} ", fit(title, room.saturating_sub(2)));
    let right = if right.is_empty() { String::new() } else { spaced(right, room) };
    let taken = width(&right);
    if !right.is_empty() {
        let x = inner.right() - 1 - taken as u16;
        put(surface, x, y, taken as u16, &right, style);
    }
    if !left.is_empty() {
        let room = room.saturating_sub(taken);
        let left = spaced(left, room);
        put(surface, inner.x + 1, y, room as u16, &left, style);
    }
}

/// The part inside of a border, a blank to each side.
pub const fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// How much lies outside of a window, above and below: `▲2 ▼3`.
pub fn hidden(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("▲{above}"),
        (0, below) => format!("▼{below}"),
        (above, below) => format!("▲{above} ▼{below}"),
    }
}

/// Makes a part of the window empty.
pub fn clear(surface: &mut Surface, area: Rect) {
    let area = area.intersection(surface.area);
    for y in area.y..area.bottom() {
        // A wide character that begins left of the area would reach into it.
        if area.x > 0 && width(&surface.symbol_at(area.x - 1, y)) > 1 {
            surface.set(area.x - 1, y, " ", Style::new());
        }
        (area.x..area.right()).for_each(|x| surface.empty(x, y));
    }
}
