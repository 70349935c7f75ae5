//! The plan as a workbook whose numbers are formulas: a rate that is changed in it changes the goals as it would here.
//!
//! A goal is one formula over the revenue by month (the closed form of model.md §4); where a rate changes over time
//! there is none, so the stages at and above that one hold values and say so. Every formula carries the result that
//! this program computed, for readers that do not compute.

mod day_one;
mod grid;
mod inputs;
mod look;
mod page;
mod target;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::look::Look;
use super::sheet::Dated;
use crate::plan::Month;
use crate::text::clean::strip;

/// How many months the runway may grow in the workbook before it has to be exported again.
const SPARE: usize = 24;

/// The first year whose months are written as dates: spreadsheets do not agree on those before, and count none before
/// 1900.
const FIRST_YEAR: i32 = 1905;

/// What the sheets are made from.
struct Source<'a> {
    plan: Dated<'a>,
    look: Look,
    /// How many stages from the top have values instead of formulas: those at and above a change of a rate.
    fixed: usize,
    /// How many months of runway there is room for.
    room: usize,
    /// Revenue by month from the plan's first on, as far as any goal looks.
    revenue: Vec<f64>,
}

impl<'a> Source<'a> {
    fn new(plan: Dated<'a>) -> Self {
        let stages = plan.scenario.funnel().stages();
        let fixed = stages.iter().rposition(|stage| !stage.yields().changes().is_empty());
        let fixed = fixed.map_or(0, |place| place + 1);
        let grid = plan.goals.grid();
        let room = grid.runway() + if fixed > 0 { 0 } else { SPARE };
        let revenue = plan.scenario.revenue_for(grid.months() + room + 1);
        Self { plan, look: Look::new(), fixed, room, revenue }
    }

    fn months(&self) -> usize {
        self.plan.goals.grid().months()
    }

    /// Whether the months can be dates.
    fn has_dates(&self) -> bool {
        self.plan.scenario.start().plus(-(self.room as i32)).year() >= FIRST_YEAR
    }
}

/// The first day of a month as a date, where that can be one.
fn date(month: Month) -> ExcelDateTime {
    ExcelDateTime::from_ymd(month.year() as u16, month.number() as u8, 1)
        .expect("months that are written as dates lie within 1905 and 3300")
}

/// Writes a plan as a workbook (Office Open XML).
pub fn bytes(plan: Dated) -> Vec<u8> {
    let source = Source::new(plan);
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(strip(plan.scenario.name())).set_author("backcast");
    let today = plan.today.month;
    workbook.set_properties(&if today.year() >= FIRST_YEAR {
        properties.set_creation_datetime(&date(today))
    } else {
        properties
    });
    for page in [
        inputs::page(&source),
        grid::goals(&source),
        grid::whole(&source),
        day_one::page(&source),
        target::page(&source),
    ] {
        workbook.push_worksheet(page.done());
    }
    for (name, place) in inputs::names().into_iter().chain(target::names(&source)) {
        workbook.define_name(name, &place).expect("the names are our own");
    }
    workbook.save_to_buffer().expect("the sheets are within the format's limits")
}
