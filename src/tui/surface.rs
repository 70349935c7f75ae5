//! The cells of a window while a frame is drawn.
//!
//! A cell of ratatui's buffer has a string, colours and flags, and to fill and compare thousands of them was half of
//! what a key asked for. Here a cell is two numbers. Widgets of ratatui are drawn on a buffer of theirs and copied.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::{is_plain, width};

/// Modifiers that are seen on a blank as well.
const ON_BLANK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// The colours and modifiers of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The colour of its ink.
    pub fg: Color,
    /// The colour behind it.
    pub bg: Color,
    /// How it is written.
    pub modifier: Modifier,
}

impl Look {
    /// That of an empty cell.
    pub const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// The look with what a style says of it.
    fn patched(self, style: Style) -> Self {
        Self {
            fg: style.fg.unwrap_or(self.fg),
            bg: style.bg.unwrap_or(self.bg),
            modifier: self.modifier.union(style.add_modifier).difference(style.sub_modifier),
        }
    }

    /// What of it is seen on a blank: no ink.
    #[must_use]
    pub fn on_blank(self) -> Self {
        let modifier = self.modifier.intersection(ON_BLANK);
        // Reversed, a blank has the colour of the ink.
        let fg = if modifier.is_empty() { Color::Reset } else { self.fg };
        Self { fg, modifier, ..self }
    }
}

/// A cell, by the numbers of its symbol and its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    symbol: u32,
    look: u32,
}

impl Cell {
    /// A plain blank.
    pub const EMPTY: Self = Self { symbol: ' ' as u32, look: 0 };

    /// Its character, if it is one that takes a column wherever it stands.
    #[inline]
    pub fn plain(self) -> Option<char> {
        char::from_u32(self.symbol).filter(|char| is_plain(*char))
    }

    /// Whether nothing is written in it.
    #[inline]
    pub const fn is_blank(self) -> bool {
        self.symbol == ' ' as u32
    }
}

/// The cells of a window, row by row.
#[derive(Debug)]
pub struct Surface {
    /// The window.
    pub area: Rect,
    cells: Vec<Cell>,
    /// Every symbol of several characters that was ever drawn: few names have one, and no number. A symbol of one
    /// character has that character's number.
    several: Vec<String>,
    /// Every look that was ever drawn, that of empty cells first, each with the number of what a blank shows of it.
    looks: Vec<(Look, u32)>,
}

impl Surface {
    /// Empty cells for a window.
    pub fn new(size: Size) -> Self {
        let area = Rect::new(0, 0, size.width, size.height);
        let cells = vec![Cell::EMPTY; area.area() as usize];
        Self { area, cells, several: Vec::new(), looks: vec![(Look::PLAIN, 0)] }
    }

    /// Empties all cells.
    pub fn reset(&mut self) {
        self.cells.fill(Cell::EMPTY);
    }

    /// Writes characters of one column each from a place on, as many as the row has room for.
    pub fn put_plain(&mut self, x: u16, y: u16, text: &str, style: Style) {
        let first = self.at(x, y);
        let room = usize::from(self.area.width - x);
        let fresh = self.number(Look::PLAIN.patched(style));
        for (at, char) in (first..first + room).zip(text.chars()) {
            let look = if self.cells[at].look == 0 { fresh } else { self.patched(at, style) };
            self.cells[at] = Cell { symbol: char.into(), look };
        }
    }

    /// Writes as much of a text as some columns and the row have room for, from a place on.
    pub fn put(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) {
        let end = self.area.right().min(x.saturating_add(columns));
        let mut x = x;
        for symbol in text.graphemes(true) {
            let next = x.saturating_add(width(symbol) as u16);
            if next > end {
                return;
            }
            if next > x {
                self.set(x, y, symbol, style);
                // The rest of a wide symbol covers them.
                (x + 1..next).for_each(|x| self.empty(x, y));
                x = next;
            }
        }
    }

    /// Writes a symbol into a cell.
    pub fn set(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        let at = self.at(x, y);
        let symbol = self.symbol(symbol);
        self.cells[at] = Cell { symbol, look: self.patched(at, style) };
    }

    /// Changes the look of an area.
    pub fn set_style(&mut self, area: Rect, style: Style) {
        for place in area.intersection(self.area).positions() {
            let at = self.at(place.x, place.y);
            self.cells[at].look = self.patched(at, style);
        }
    }

    /// Empties a cell.
    pub fn empty(&mut self, x: u16, y: u16) {
        let at = self.at(x, y);
        self.cells[at] = Cell::EMPTY;
    }

    /// What is written in a cell.
    pub fn symbol_at(&self, x: u16, y: u16) -> String {
        self.with_symbol(self.cells[self.at(x, y)], str::to_owned)
    }

    /// Whether nothing is written in a cell.
    pub fn is_blank(&self, x: u16, y: u16) -> bool {
        self.cells[self.at(x, y)].is_blank()
    }

    /// Replaces what is written in every cell for which there is something else.
    pub fn replace(&mut self, by: impl Fn(&str) -> Option<&'static str>) {
        for at in 0..self.cells.len() {
            if let Some(symbol) = self.with_symbol(self.cells[at], &by) {
                self.cells[at].symbol = self.symbol(symbol);
            }
        }
    }

    /// Draws a widget of ratatui's on what is there.
    pub fn render(&mut self, widget: impl Widget, area: Rect) {
        let area = area.intersection(self.area);
        let mut buffer = self.to_buffer(area);
        widget.render(area, &mut buffer);
        for place in area.positions() {
            let drawn = &buffer[place];
            let look = Look { fg: drawn.fg, bg: drawn.bg, modifier: drawn.modifier };
            let at = self.at(place.x, place.y);
            self.cells[at] = Cell { symbol: self.symbol(drawn.symbol()), look: self.number(look) };
        }
    }

    /// The cells of an area as ratatui has them.
    pub fn to_buffer(&self, area: Rect) -> Buffer {
        let mut buffer = Buffer::empty(area);
        for place in area.positions() {
            let cell = self.cells[self.at(place.x, place.y)];
            let Look { fg, bg, modifier } = self.look(cell);
            let style = Style::new().fg(fg).bg(bg).add_modifier(modifier);
            self.with_symbol(cell, |symbol| _ = buffer[place].set_symbol(symbol).set_style(style));
        }
        buffer
    }

    /// The cells as they are seen, row by row.
    pub fn seen(&self) -> impl Iterator<Item = Cell> {
        let seen = |cell: &Cell| if cell.is_blank() { self.looks[cell.look as usize].1 } else { cell.look };
        self.cells.iter().map(move |cell| Cell { look: seen(cell), ..*cell })
    }

    /// The look of a cell.
    #[inline]
    pub fn look(&self, cell: Cell) -> Look {
        self.looks[cell.look as usize].0
    }

    /// Gives what is written in a cell to somebody.
    pub fn with_symbol<T>(&self, cell: Cell, with: impl FnOnce(&str) -> T) -> T {
        match char::from_u32(cell.symbol) {
            Some(char) => with(char.encode_utf8(&mut [0; 4])),
            None => with(&self.several[(cell.symbol - u32::from(char::MAX) - 1) as usize]),
        }
    }

    /// The columns that a cell takes.
    #[inline]
    pub fn columns(&self, cell: Cell) -> usize {
        if cell.plain().is_some() { 1 } else { self.with_symbol(cell, width).max(1) }
    }

    #[inline]
    fn at(&self, x: u16, y: u16) -> usize {
        assert!(x < self.area.width, "column {x} is outside of the window");
        usize::from(y) * usize::from(self.area.width) + usize::from(x)
    }

    /// The number of a cell's look with what a style says of it.
    fn patched(&mut self, at: usize, style: Style) -> u32 {
        self.number(self.look(self.cells[at]).patched(style))
    }

    fn number(&mut self, look: Look) -> u32 {
        if let Some(known) = self.looks.iter().position(|(known, _)| *known == look) {
            return known as u32;
        }
        let blank = look.on_blank();
        let number = self.looks.len() as u32;
        self.looks.push((look, number));
        if blank != look {
            self.looks[number as usize].1 = self.number(blank);
        }
        number
    }

    fn symbol(&mut self, symbol: &str) -> u32 {
        let mut chars = symbol.chars();
        if let (Some(char), "") = (chars.next(), chars.as_str()) {
            return char.into();
        }
        let known = self.several.iter().position(|known| known == symbol);
        let place = known.unwrap_or_else(|| {
            self.several.push(symbol.to_owned());
            self.several.len() - 1
        });
        u32::from(char::MAX) + 1 + place as u32
    }
}
