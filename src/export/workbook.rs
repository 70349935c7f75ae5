//! The plan as a workbook whose numbers are formulas: a rate that is changed in it changes the goals as it would here.
//!
//! A goal is one formula over the revenue by month (the closed form of model.md §4); where a rate changes over time
//! there is none, so the stages at and above that one hold values and say so. Every formula carries the result that
//! this program computed, for readers that do not compute. The columns follow the runway when a lag is changed; what
//! the chart shows and what is printed stays as exported.

mod chart;
mod day_one;
mod grid;
mod inputs;
mod look;
mod measure;
mod notes;
mod notice;
mod page;
mod stages;
mod target;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::look::Look;
use self::page::Gives;
use super::sheet::Dated;
use crate::plan::month::DAYS;
use crate::plan::{Day, Month};
use crate::text::clean::{strip, width};

/// How many months the runway may grow in the workbook before it has to be exported again.
const SPARE: usize = 24;

/// The first year whose months are written as dates: spreadsheets do not agree on those before, and count none before
/// 1900.
const FIRST_YEAR: i32 = 1905;

/// How wide the column of the names is.
const NAMES: (usize, usize) = (14, 40);

/// What the sheets are made from.
struct Source<'a> {
    plan: Dated<'a>,
    look: Look,
    /// How many stages from the top have values instead of formulas: those at and above a change of a rate.
    fixed: usize,
    /// How many months of runway the formulas can follow.
    reach: usize,
    /// How many months of runway there are columns for.
    room: usize,
    /// Revenue by month from the plan's first on, as far as any goal looks.
    revenue: Vec<f64>,
    /// How wide the column of the names is.
    names: f64,
}

impl<'a> Source<'a> {
    fn new(plan: Dated<'a>) -> Self {
        let stages = plan.scenario.funnel().stages();
        let fixed = stages.iter().rposition(|stage| !stage.yields().changes().is_empty());
        let fixed = fixed.map_or(0, |place| place + 1);
        let grid = plan.goals.grid();
        let reach = grid.runway() + SPARE;
        let room = if fixed > 0 { grid.runway() } else { reach };
        let revenue = plan.scenario.revenue_for(grid.months() + reach + 1);
        let names = stages.iter().map(|stage| width(stage.name())).max().unwrap_or_default();
        let names = names.clamp(NAMES.0, NAMES.1) as f64 + 4.0;
        Self { plan, look: Look::new(), fixed, reach, room, revenue, names }
    }

    /// How many months the plan has.
    fn months(&self) -> usize {
        self.plan.goals.grid().months()
    }

    /// The first start whose runway can be dates.
    fn first_start(&self) -> Month {
        let first = Month::new(FIRST_YEAR, 1).expect("1905 is a year that plans may have");
        first.plus(self.reach as i32)
    }

    /// Whether the months can be dates.
    fn has_dates(&self) -> bool {
        self.plan.scenario.start() >= self.first_start()
    }

    /// The month so many months after the start, as a formula and as what it is now.
    fn month(&self, months: &str, now: Month) -> (String, Gives) {
        if self.has_dates() {
            return (format!("EDATE({},{months})", inputs::START_NAME), Gives::Number(date(now).to_excel()));
        }
        let start = self.plan.scenario.start();
        let counted = format!("({}+{months})", start.year() * 12 + start.number() as i32 - 1);
        let formula = format!("INT({counted}/12)&\"-\"&TEXT(MOD({counted},12)+1,\"00\")");
        (formula, Gives::Text(now.to_string()))
    }

    /// The calendar day that stands for a planning day so many days after the start (its 30th is a month's last), as a
    /// formula and as what it is now.
    fn day(&self, days: &str, now: Day) -> (String, Gives) {
        let (month, day) = (format!("INT({days}/{DAYS})"), format!("MOD({days},{DAYS})+1"));
        let (year, number) = (self.plan.scenario.start().year(), self.plan.scenario.start().number());
        if self.has_dates() {
            let first = inputs::START_NAME;
            let formula = format!(
                "IF({day}={DAYS},EOMONTH({first},{month}),MIN(EOMONTH({first},{month}-1)+{day},EOMONTH({first},{month})))"
            );
            return (formula, Gives::Number(date_of(now).to_excel()));
        }
        // The calendar of 400 years later is the same, and has dates.
        let last = format!("DAY(DATE({year}+400,{number}+{month}+1,0))");
        let (of_month, _) = self.month(&month, now.month);
        let formula = format!("{of_month}&\"-\"&TEXT(IF({day}={DAYS},{last},MIN({day},{last})),\"00\")");
        (formula, Gives::Text(format!("{}-{:02}", now.month, now.calendar_day())))
    }

    /// The name of a stage, marked if its goals are values.
    fn marked(&self, place: usize) -> String {
        let name = self.plan.scenario.funnel().stages()[place].name();
        if place < self.fixed { format!("{name} †") } else { name.to_owned() }
    }
}

/// The first day of a month as a date, where that can be one.
fn date(month: Month) -> ExcelDateTime {
    date_of(Day::at(month, 0))
}

/// The calendar day that stands for a planning day as a date, where that can be one.
fn date_of(day: Day) -> ExcelDateTime {
    ExcelDateTime::from_ymd(day.month.year() as u16, day.month.number() as u8, day.calendar_day() as u8)
        .expect("days that are written as dates lie within 1905 and 3300")
}

/// The first day of a month in a formula.
fn month_one(month: Month) -> String {
    format!("DATE({},{},1)", month.year(), month.number())
}

/// Writes a plan as a workbook (Office Open XML).
pub fn bytes(plan: Dated) -> Vec<u8> {
    let source = Source::new(plan);
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(strip(plan.scenario.name())).set_author("backcast");
    if plan.today.month.year() >= FIRST_YEAR {
        properties = properties.set_creation_datetime(&date_of(plan.today));
    }
    workbook.set_properties(&properties);
    let pages = vec![
        inputs::page(&source),
        grid::exact(&source),
        grid::whole(&source),
        day_one::page(&source),
        target::page(&source),
    ];
    for page in pages.into_iter().chain(notes::page(&source)) {
        workbook.push_worksheet(page.sheet);
    }
    for (name, place) in inputs::names().into_iter().chain(target::names(&source)) {
        workbook.define_name(name, &format!("={place}")).expect("the names are our own");
    }
    workbook.save_to_buffer().expect("the sheets are within the format's limits")
}
