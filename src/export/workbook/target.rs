//! The sheet of the target: revenue by month, the plan's own and as it goes on beyond (model.md §3).

use super::look::digits;
use super::measure;
use super::page::{Gives, Page, fixed, loose};
use super::{Source, inputs};
use crate::plan::target::CEILING;
use crate::plan::{Beyond, Month, Origin, Phasing, Quantity};
use crate::text::show;

const SHEET: &str = "Target";

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

/// The names of what formulas look up here, and where it stands.
pub(super) fn names(source: &Source) -> Vec<(&'static str, String)> {
    let months = |column: u16, count: usize| {
        format!("{SHEET}!{}:{}", fixed(FIRST, column), fixed(FIRST + count as u32 - 1, column))
    };
    vec![
        ("MonthNumbers", months(NUMBER, source.revenue.len())),
        ("Revenue", months(REVENUE, source.revenue.len())),
        ("Weights", months(WEIGHT, source.months())),
        ("SeasonalWeights", months(SEASONAL, 12)),
        ("YearFactor", format!("{SHEET}!{}", fixed(FACTOR, REVENUE))),
        ("MonthFactor", format!("{SHEET}!{}", fixed(FACTOR + 1, REVENUE))),
    ]
}

pub(super) fn page(source: &Source) -> Page {
    let mut page = Page::new(SHEET);
    let (look, scenario) = (&source.look, source.plan.scenario);
    let money = measure::widest(source.revenue.iter().copied(), 0) + 1.0;
    let weight = match &scenario.target().phasing {
        Phasing::Seasonal(weights) => measure::widest(weights.iter().map(|weight| weight.get()), 0) + 1.0,
        Phasing::Custom(weights) => measure::widest(weights.iter().map(|weight| weight.get()), 0) + 1.0,
        Phasing::Even | Phasing::Growth(_) => 0.0,
    };
    let custom = money.max(weight).max(14.0);
    page.widths(&[8.0, 11.0, weight.max(14.0), custom, money.max(16.0), 4.0, 10.0, weight.max(12.0)]);
    page.text(0, 0, &format!("{}: revenue by month", scenario.name()), &look.title);
    let told = "The plan's own months share the amount by weight; what follows goes on from them.";
    page.caption(1, told, &look.quiet);
    factors(&mut page, source);
    let revenue = format!("Revenue in {}", scenario.currency().code());
    page.texts(HEAD, NUMBER, &["No.", "Month", "Weight", "Custom weight", &revenue], &look.head_right);
    page.text(HEAD, CALENDAR, "Season", &look.head);
    page.text(HEAD, SEASONAL, "Weight", &look.head_right);
    let origins = scenario.revenue_origins(source.revenue.len());
    for (number, origin) in origins.into_iter().enumerate() {
        let calendar = month(&mut page, source, number);
        if number < source.months() {
            own(&mut page, source, number, &calendar, origin);
        } else {
            beyond(&mut page, source, number, &calendar, origin);
        }
    }
    seasons(&mut page, source);
    let grid = source.plan.goals.grid();
    let served = grid.months() + grid.runway();
    page.print_to(FIRST + served.max(12) as u32 - 1, SEASONAL);
    page.freeze(FIRST, 0);
    page
}

/// By how much what continues exceeds what it continues.
fn factors(page: &mut Page, source: &Source) {
    let target = source.plan.scenario.target();
    let [year, month] = match (target.beyond, &target.phasing) {
        (Beyond::Grow(yearly), _) => [1.0 + yearly.get(), (1.0 + yearly.get()).powf(1.0 / 12.0)],
        (_, Phasing::Growth(growth)) => [(1.0 + growth.get()).powi(12), 1.0 + growth.get()],
        _ => [1.0, 1.0],
    };
    let factors = [
        ("Growth beyond, over a year", "1+YearlyGrowth", "(1+MonthlyGrowth)^12", year),
        ("over a month", "(1+YearlyGrowth)^(1/12)", "1+MonthlyGrowth", month),
    ];
    for (row, (label, stated, phased, now)) in (FACTOR..).zip(factors) {
        let formula = format!("IF(YearlyGrowth<>\"\",{stated},IF(Phasing=\"growth\",{phased},1))");
        page.text(row, NUMBER, label, &source.look.quiet);
        page.formula(row, REVENUE, &formula, now, &source.look.by_the_way("0.0000"));
    }
}

/// Writes which month it is; gives its number in the calendar as a formula.
fn month(page: &mut Page, source: &Source, number: usize) -> String {
    let look = &source.look;
    let row = FIRST + number as u32;
    let of_month = source.plan.scenario.start().plus(number as i32);
    page.number(row, NUMBER, number as f64, &look.by_the_way(digits::PLAIN));
    let (formula, now) = source.month(&fixed(row, NUMBER), of_month);
    page.formula(row, MONTH, &formula, now, &look.number(digits::MONTH));
    if source.has_dates() { format!("MONTH({})", fixed(row, MONTH)) } else { of_month.number().to_string() }
}

/// A month of the plan: its share of the amount.
fn own(page: &mut Page, source: &Source, number: usize, calendar: &str, origin: Origin) {
    let (look, row) = (&source.look, FIRST + number as u32);
    let formula = format!(
        "IF(Phasing=\"even\",1,IF(Phasing=\"growth\",(1+MonthlyGrowth)^{},IF(Phasing=\"seasonal\",{},{})))",
        loose(row, NUMBER),
        season(calendar),
        loose(row, CUSTOM)
    );
    let weight = if let Origin::Weight { weight, .. } = origin { weight } else { 0.0 };
    page.formula(row, WEIGHT, &formula, weight, &look.number(digits::TYPED));
    let revenue = source.revenue[number];
    let custom = match &source.plan.scenario.target().phasing {
        Phasing::Custom(weights) => weights[number].get(),
        _ => revenue,
    };
    page.number(row, CUSTOM, custom, &look.input(digits::TYPED));
    inputs::allow(page, row, CUSTOM, Quantity::Weight);
    page.formula(row, REVENUE, &by_weight(row), revenue, &look.number(digits::WHOLE));
}

/// A month after the plan: as the same month of the year before, or in a plan shorter than a year as the month before
/// (a seasonal one first fills its year, a custom one goes on from its mean).
fn beyond(page: &mut Page, source: &Source, number: usize, calendar: &str, origin: Origin) {
    let (look, row, own) = (&source.look, FIRST + number as u32, source.months());
    let earlier =
        |back: u32, factor: &str| format!("MIN({}*{factor},{CEILING:E})", loose(row - back, REVENUE));
    let goes_on = if own >= 12 {
        earlier(12, "YearFactor")
    } else {
        let seasonal = if number < 12 {
            let now = match (&source.plan.scenario.target().phasing, origin) {
                (Phasing::Seasonal(_), Origin::Weight { weight, .. }) => Gives::Number(weight),
                _ => Gives::Nothing,
            };
            let formula = format!("IF(AND(Phasing=\"seasonal\",Beyond<>\"stop\"),{},\"\")", season(calendar));
            page.formula(row, WEIGHT, &formula, now, &look.by_the_way(digits::TYPED));
            by_weight(row)
        } else {
            earlier(12, "YearFactor")
        };
        let before = earlier(1, "MonthFactor");
        let others = if number == own {
            format!("IF(Phasing=\"custom\",Amount/{own}*MonthFactor,{before})")
        } else {
            before
        };
        format!("IF(Phasing=\"seasonal\",{seasonal},{others})")
    };
    let formula = format!("IF(Beyond=\"stop\",0,{goes_on})");
    page.formula(row, REVENUE, &formula, source.revenue[number], &look.by_the_way(digits::WHOLE));
}

/// The weight of a month of the calendar.
fn season(calendar: &str) -> String {
    format!("INDEX(SeasonalWeights,{calendar})")
}

/// What a month's weight gives it of the amount.
fn by_weight(row: u32) -> String {
    format!("Amount*({}/SUM(Weights))", loose(row, WEIGHT))
}

/// The weights of the calendar's months.
fn seasons(page: &mut Page, source: &Source) {
    let look = &source.look;
    for at in 0..12_u32 {
        let weight = match &source.plan.scenario.target().phasing {
            Phasing::Seasonal(weights) => weights[at as usize].get(),
            _ => 1.0,
        };
        let row = FIRST + at;
        let name = Month::new(2001, at + 1).map(show::month).unwrap_or_default();
        page.text(row, CALENDAR, name, &look.plain);
        page.number(row, SEASONAL, weight, &look.input(digits::TYPED));
        inputs::allow(page, row, SEASONAL, Quantity::Weight);
    }
}
