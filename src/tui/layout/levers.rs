//! Where the levers, the user's ranges and how to read them stand.

use ratatui::layout::Rect;

use super::{Form, page_regions, take_bottom, take_top};
use crate::plan::{Field, Scenario, Stage};
use crate::tui::model::Model;

/// The parts of the page of levers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeversLayout {
    /// The list with its border.
    pub list: Rect,
    /// How many levers it shows.
    pub rows: usize,
    /// The box of the user's ranges, in windows with room for it.
    pub ranges: Option<Rect>,
    /// How to read the list; may be empty.
    pub reading: Rect,
}

/// Divides the page of levers.
pub fn levers_layout(model: &Model) -> LeversLayout {
    let regions = page_regions(model);
    let mut body = regions.body;
    let scenario = &model.shown().scenario;
    let levers = 2 * scenario.funnel().stages().len() as u16;
    let (reading, ranges) = match regions.form {
        Form::Full | Form::Wide => {
            // All ranges where there is room for them beside all levers; else eight.
            let room = body.height.saturating_sub(9 + levers + 4).max(12);
            (9, (range_count(scenario) + 4).min(room))
        }
        Form::Compact => (6, 0),
        Form::Narrow => (3, 0),
        Form::Lever | Form::TooSmall => (0, 0),
    };
    let reading = take_bottom(&mut body, reading);
    let ranges = take_bottom(&mut body, ranges);
    // Border, heading and a line of air above the lower border where there is room.
    let list = take_top(&mut body, levers + if regions.form >= Form::Wide { 4 } else { 3 });
    let reading = Rect { y: list.bottom() + ranges.height, height: reading.height + body.height, ..reading };
    let ranges = Rect { y: list.bottom(), ..ranges };
    LeversLayout {
        list,
        rows: usize::from(list.height.saturating_sub(3)),
        ranges: (ranges.height > 0).then_some(ranges),
        reading,
    }
}

/// How many inputs have a range.
fn range_count(scenario: &Scenario) -> u16 {
    let stages = scenario.funnel().stages().iter();
    let of = |stage: &Stage| {
        [Field::Yield, Field::Lag].into_iter().filter(|field| stage.range(*field).is_some()).count() as u16
    };
    stages.map(of).sum()
}
