//! Numbers in big digits, as large as the room allows.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use tui_big_text::{BigText, PixelSize};

use super::canvas::put;
use crate::text::clean::width;
use crate::tui::surface::Surface;

/// How large digits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Eight columns and eight lines each.
    Full,
    /// Eight columns and four lines each.
    Half,
    /// Four columns and four lines each.
    Quadrant,
}

impl Size {
    const fn cell(self) -> (u16, u16) {
        match self {
            Self::Full => (8, 8),
            Self::Half => (8, 4),
            Self::Quadrant => (4, 4),
        }
    }

    const fn pixels(self) -> PixelSize {
        match self {
            Self::Full => PixelSize::Full,
            Self::Half => PixelSize::HalfHeight,
            Self::Quadrant => PixelSize::Quadrant,
        }
    }
}

/// The first of some sizes in which a text fits an area. In ASCII every drawn pixel is a `#`, so only whole cells
/// will do.
fn fitting(area: Rect, text: &str, sizes: &[Size], ascii: bool) -> Option<Size> {
    let letters = text.chars().count() as u16;
    let fits = |size: &Size| {
        let (columns, lines) = size.cell();
        letters.saturating_mul(columns) <= area.width && lines <= area.height
    };
    let drawable = text.chars().all(|letter| letter.is_ascii_graphic() || letter == ' ');
    let sizes = if ascii { &[Size::Full] } else { sizes };
    sizes.iter().copied().find(fits).filter(|_| drawable)
}

/// How many lines of an area [`big`] takes.
pub fn lines(area: Rect, text: &str, sizes: &[Size], ascii: bool) -> u16 {
    fitting(area, text, sizes, ascii).map_or(1, |size| size.cell().1)
}

/// Writes a text in the first of some sizes in which it fits an area, else in plain letters; gives the area that
/// it took.
pub fn big(surface: &mut Surface, area: Rect, text: &str, sizes: &[Size], style: Style, ascii: bool) -> Rect {
    let style = style.add_modifier(Modifier::BOLD);
    let Some(size) = fitting(area, text, sizes, ascii) else {
        put(surface, area.x, area.y, area.width, text, style);
        return Rect { width: (width(text) as u16).min(area.width), height: 1.min(area.height), ..area };
    };
    let (columns, lines) = size.cell();
    let taken = Rect { width: text.chars().count() as u16 * columns, height: lines, ..area };
    let drawn = BigText::builder()
        .pixel_size(size.pixels())
        .style(style)
        .lines([Line::from(text.to_owned())])
        .build();
    surface.render(drawn, taken);
    taken
}
