//! The sheet of the target: revenue by month, the plan's own and as it goes on beyond (model.md §3).

use super::look::digits;
use super::page::{Gives, Page, fixed, loose};
use super::{Source, date};
use crate::plan::{Beyond, Month, Origin, Phasing};
use crate::text::show;

pub(super) const SHEET: &str = "Target";

const FACTOR: u32 = 3;
const HEAD: u32 = 6;
/// The row of the plan's first month.
const FIRST: u32 = HEAD + 1;

const NUMBER: u16 = 0;
const MONTH: u16 = 1;
const WEIGHT: u16 = 2;
const CUSTOM: u16 = 3;
const REVENUE: u16 = 4;
/// The columns of the seasonal weights.
const CALENDAR: u16 = 6;
const SEASONAL: u16 = 7;

/// The highest revenue of a month that the target grows to (as in the plan).
const CEILING: &str = "1E+150";

fn range(column: u16, count: usize) -> String {
    format!("={SHEET}!{}:{}", fixed(FIRST, column), fixed(FIRST + count as u32 - 1, column))
}

/// The names of what formulas look up here.
pub(super) fn names(source: &Source) -> Vec<(&'static str, String)> {
    vec![
        ("MonthNumbers", range(NUMBER, source.revenue.len())),
        ("Revenue", range(REVENUE, source.revenue.len())),
        ("Weights", range(WEIGHT, source.months())),
        ("SeasonalWeights", range(SEASONAL, 12)),
        ("YearFactor", format!("={SHEET}!{}", fixed(FACTOR, REVENUE))),
        ("MonthFactor", format!("={SHEET}!{}", fixed(FACTOR + 1, REVENUE))),
    ]
}

pub(super) fn page(source: &Source) -> Page {
    let mut page = Page::new(SHEET);
    for (column, width) in [9, 11, 14, 14, 20, 3, 12, 12].into_iter().enumerate() {
        page.width(column as u16, f64::from(width));
    }
    let (look, scenario) = (&source.look, source.plan.scenario);
    page.text(0, 0, "Revenue by month", &look.title);
    page.text(
        1,
        0,
        "The plan's own months share the amount by weight; what follows goes on from them.",
        &look.quiet,
    );
    let year = "=IF(YearlyGrowth<>\"\",1+YearlyGrowth,IF(Phasing=\"growth\",(1+MonthlyGrowth)^12,1))";
    let month = "=IF(YearlyGrowth<>\"\",(1+YearlyGrowth)^(1/12),IF(Phasing=\"growth\",1+MonthlyGrowth,1))";
    let target = scenario.target();
    let factors = match (target.beyond, &target.phasing) {
        (Beyond::Grow(yearly), _) => [1.0 + yearly.get(), (1.0 + yearly.get()).powf(1.0 / 12.0)],
        (_, Phasing::Growth(growth)) => [(1.0 + growth.get()).powi(12), 1.0 + growth.get()],
        _ => [1.0, 1.0],
    };
    let factors = [("Growth beyond, over a year", year, factors[0]), ("over a month", month, factors[1])];
    for (row, (label, formula, gives)) in (FACTOR..).zip(factors) {
        page.text(row, NUMBER, label, &look.plain);
        page.formula(row, REVENUE, formula, gives, &look.number("0.0000"));
    }
    let revenue = format!("Revenue in {}", scenario.currency().code());
    for (column, head) in ["No.", "Month", "Weight", "Custom weight", &revenue].into_iter().enumerate() {
        page.text(HEAD, column as u16, head, &look.head_right);
    }
    page.text(HEAD, CALENDAR, "Season", &look.head);
    page.text(HEAD, SEASONAL, "Weight", &look.head_right);
    let origins = scenario.revenue_origins(source.revenue.len());
    for number in 0..source.revenue.len() {
        month_row(&mut page, source, number, origins[number]);
    }
    seasons(&mut page, source);
    page.sheet.set_freeze_panes(FIRST, 0).expect("the cells are within the sheet");
    page
}

fn month_row(page: &mut Page, source: &Source, number: usize, origin: Origin) {
    let (look, scenario) = (&source.look, source.plan.scenario);
    let row = FIRST + number as u32;
    let month = scenario.start().plus(number as i32);
    page.number(row, NUMBER, number as f64, &look.number(digits::WHOLE));
    let calendar = if source.has_dates() {
        let formula = format!("=EDATE(Start,{})", fixed(row, NUMBER));
        page.formula(row, MONTH, &formula, date(month).to_excel(), &look.number(digits::MONTH));
        format!("MONTH({})", loose(row, MONTH))
    } else {
        page.text(row, MONTH, &month.to_string(), &look.plain);
        month.number().to_string()
    };
    let (own, count) = (source.months(), number as f64);
    let number_cell = loose(row, NUMBER);
    let seasonal = format!("INDEX(SeasonalWeights,{calendar})");
    let weight = loose(row, WEIGHT);
    let by_weight = format!("Amount*({weight}/SUM(Weights))");
    let gives = source.revenue[number];
    if number < own {
        let formula = format!(
            "=IF(Phasing=\"even\",1,IF(Phasing=\"growth\",(1+MonthlyGrowth)^{number_cell},\
             IF(Phasing=\"seasonal\",{seasonal},{})))",
            loose(row, CUSTOM)
        );
        let now = if let Origin::Weight { weight, .. } = origin { weight } else { 0.0 };
        page.formula(row, WEIGHT, &formula, now, &look.number(digits::LONG));
        let custom = if let Phasing::Custom(weights) = &scenario.target().phasing {
            weights[number].get()
        } else {
            gives
        };
        page.number(row, CUSTOM, custom, &look.input(digits::LONG));
        page.formula(row, REVENUE, &format!("={by_weight}"), gives, &look.number(digits::WHOLE));
        return;
    }
    let earlier = |back: usize, factor: &str| {
        let cell = loose(row - back as u32, REVENUE);
        format!("MIN({cell}*{factor},{CEILING})")
    };
    let goes_on = if own >= 12 {
        earlier(12, "YearFactor")
    } else {
        let season = if number < 12 {
            let now = match (&scenario.target().phasing, origin) {
                (Phasing::Seasonal(_), Origin::Weight { weight, .. }) => Gives::Number(weight),
                _ => Gives::Nothing,
            };
            let formula = format!("=IF(Phasing=\"seasonal\",{seasonal},\"\")");
            page.formula(row, WEIGHT, &formula, now, &look.number(digits::LONG));
            by_weight
        } else {
            earlier(12, "YearFactor")
        };
        let first = if count == own as f64 {
            format!("IF(Phasing=\"custom\",Amount/{own}*MonthFactor,{})", earlier(1, "MonthFactor"))
        } else {
            earlier(1, "MonthFactor")
        };
        format!("IF(Phasing=\"seasonal\",{season},{first})")
    };
    let formula = format!("=IF(Beyond=\"stop\",0,{goes_on})");
    page.formula(row, REVENUE, &formula, gives, &look.number(digits::WHOLE));
}

/// The weights of the calendar's months.
fn seasons(page: &mut Page, source: &Source) {
    let look = &source.look;
    for at in 0..12_u32 {
        let weight = match &source.plan.scenario.target().phasing {
            Phasing::Seasonal(weights) => weights[at as usize].get(),
            _ => 1.0,
        };
        let name = Month::new(2001, at + 1).map(show::month).unwrap_or_default();
        page.text(FIRST + at, CALENDAR, name, &look.plain);
        page.number(FIRST + at, SEASONAL, weight, &look.input(digits::LONG));
    }
}
