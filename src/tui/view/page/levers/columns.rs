//! The columns of a table: as wide as its widest text, so that no number is ever cut.
//!
//! Where there is no room for all, bars give way first, then whole columns, then the names. Knows nothing of levers.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::clean::{fit, width};
use crate::tui::surface::Surface;
use crate::tui::view::canvas::{put, put_right};

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, at the left; it may be shortened.
    Name,
    /// A number, at the right; it is shown whole, or its column is not shown at all.
    Number,
    /// A bar, at the left, with so many parts of the room that is left; its heading may reach over what follows.
    Bar(u16),
}

/// A name is hardly shortened below this while a column can give way instead.
const NAME: u16 = 20;

/// Columns left for bars from which on the others stand further apart.
const ROOMY: u16 = 20;

/// A bar that is shorter tells nothing.
const SHORTEST_BAR: u16 = 6;

/// Where the columns stand.
pub(super) struct Columns<const N: usize> {
    kinds: [Kind; N],
    widths: [u16; N],
    gap: u16,
    /// How many columns gave way.
    pub(super) left_out: usize,
}

impl<const N: usize> Columns<N> {
    /// Finds the widths for the texts of all rows within some columns; of the columns that may give way the first goes
    /// first.
    pub(super) fn of(kinds: [Kind; N], give_way: &[usize], rows: &[[&str; N]], room: u16) -> Self {
        let widest = |at: usize| rows.iter().map(|row| width(row[at])).max().unwrap_or(0) as u16;
        let mut widths: [u16; N] = std::array::from_fn(|at| match kinds[at] {
            Kind::Bar(_) => 0,
            Kind::Name | Kind::Number => widest(at),
        });
        let names = widths[0];
        let numbers = |widths: &[u16; N], gap: u16| {
            widths[1..].iter().filter(|width| **width > 0).map(|width| width + gap).sum::<u16>()
        };
        let mut left_out = 0;
        for at in give_way {
            if names.min(NAME) + numbers(&widths, 1) <= room {
                break;
            }
            widths[*at] = 0;
            left_out += 1;
        }
        // A bar is worth more than a second blank.
        let gap = if names + numbers(&widths, 2) + ROOMY <= room { 2 } else { 1 };
        widths[0] = names.min(room.saturating_sub(numbers(&widths, gap)));
        let spare = room.saturating_sub(widths[0] + numbers(&widths, gap));
        let parts: u16 = kinds.iter().map(|kind| if let Kind::Bar(parts) = kind { *parts } else { 0 }).sum();
        for (width, kind) in widths.iter_mut().zip(kinds) {
            if let Kind::Bar(of) = kind {
                // A bar has two blanks before it, whatever the gap.
                let bar = (spare / parts.max(1) * of).saturating_sub(2);
                *width = if bar < SHORTEST_BAR { 0 } else { bar };
            }
        }
        Self { kinds, widths, gap, left_out }
    }

    /// How wide a column is; 0 where it is not shown.
    pub(super) const fn width(&self, at: usize) -> u16 {
        self.widths[at]
    }

    /// Where a column begins, from the left end of the table on.
    pub(super) fn x(&self, at: usize) -> u16 {
        let before = self.kinds.iter().zip(self.widths).take(at + 1).enumerate();
        let mut x = 0;
        for (place, (kind, width)) in before {
            let gap = match kind {
                _ if place == 0 || width == 0 => 0,
                Kind::Bar(_) => 2,
                Kind::Name | Kind::Number => self.gap,
            };
            x += gap + if place < at { width } else { 0 };
        }
        x
    }

    /// Writes the texts of a row into their columns.
    pub(super) fn put(&self, surface: &mut Surface, area: Rect, texts: [(&str, Style); N]) {
        for (at, (text, style)) in texts.into_iter().enumerate() {
            let (x, columns) = (area.x + self.x(at), self.widths[at].min(area.width));
            match self.kinds[at] {
                _ if columns == 0 => {}
                Kind::Name => put(surface, x, area.y, columns, &fit(text, columns.into()), style),
                Kind::Bar(_) => put(surface, x, area.y, columns, text, style),
                Kind::Number => put_right(surface, x, area.y, columns, text, style),
            }
        }
    }
}
