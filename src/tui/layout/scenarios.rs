//! Where the list of scenarios and the preview beside it stand.

use ratatui::layout::Rect;

use super::page_regions;
use crate::tui::model::Model;

/// The narrowest window with a preview beside the list, and the columns that the preview has there.
const WITH_PREVIEW: (u16, u16) = (80, 31);

/// The parts of the page; the list and the preview with their borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScenarioPanes {
    /// The list, unless the preview has taken its place.
    pub list: Option<Rect>,
    /// The preview, where there is room for it or it has the focus.
    pub preview: Option<Rect>,
    /// The line of the list that names its columns.
    pub header: Rect,
    /// The rows of the list.
    pub rows: Rect,
}

/// Divides the page: side by side, or in narrow windows one at a time.
pub fn panes(model: &Model) -> ScenarioPanes {
    let body = page_regions(model).body;
    let (narrowest, columns) = WITH_PREVIEW;
    let (list, preview) = if body.width >= narrowest {
        let width = columns + (body.width - narrowest) * 2 / 5;
        let list = Rect { width: body.width - width, ..body };
        (Some(list), Some(Rect { x: list.right(), width, ..body }))
    } else if model.scenarios.preview.is_some() {
        (None, Some(body))
    } else {
        (Some(body), None)
    };
    let area = list.unwrap_or(body);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let above = 1 + u16::from(model.scenarios.search.is_some());
    let header = Rect { y: inner.y + above - 1, height: 1.min(inner.height), ..inner };
    let rows = Rect { y: inner.y + above, height: inner.height.saturating_sub(above), ..inner };
    ScenarioPanes { list, preview, header, rows }
}
