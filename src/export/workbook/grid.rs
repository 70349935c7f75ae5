//! The sheets of the goals: one exact, one in whole units; stages down, months across.
//!
//! The months begin with the runway, however long that is: the columns follow it when a lag is changed.

use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartLine, ChartType, Color, ConditionalFormatFormula};

use super::inputs::{column, of_stage};
use super::look::digits;
use super::page::{Gives, Page, fixed, in_column, in_row, loose};
use super::{Source, date};
use crate::export::palette;
use crate::goals::grid::ceiling;
use crate::goals::{Bearing, Content};
use crate::plan::{Owner, Phasing};
use crate::text::name::REVENUE;
use crate::text::show;

pub(super) const SHEET: &str = "Goals";
const WHOLE_SHEET: &str = "Whole units";

const LEGEND: u32 = 1;
const NUMBER: u32 = 2;
const HEAD: u32 = 3;
/// The row of the first stage.
const FIRST: u32 = HEAD + 1;

const NAME: u16 = 0;
const OWNER: u16 = 1;
const TOTAL: u16 = 2;
const NEED: u16 = 3;
/// The column of the first month.
const MONTHS: u16 = 4;

/// From how many columns on larger paper is asked for (A3 instead of A4).
const WIDE: usize = 26;

/// The goals exactly, as formulas over the inputs.
pub(super) fn goals(source: &Source) -> Page {
    let mut page = frame(source, SHEET, "Goals by month, exactly");
    let grid = source.plan.goals.grid();
    for (place, bearing) in grid.bearings().iter().enumerate() {
        let row = FIRST + place as u32;
        let format = label(&mut page, source, row, bearing, digits::TENTHS);
        for at in 0..source.room + grid.months() {
            let column = MONTHS + at as u16;
            let goal = bearing.cells(Content::Goals).get(at).copied();
            match goal_formula(source, place, column) {
                Some(formula) => page.formula(row, column, &formula, goal, &format),
                None => page.number(row, column, goal.unwrap_or_default(), &format),
            }
        }
        let total = of_own_months(source, row);
        page.formula(row, TOTAL, &total, bearing.total(), &format.clone().set_bold());
        let need = match bearing.stage() {
            None => Some("=SUM(Weights)/SUM(Weights)*Amount".to_owned()),
            Some(_) if place < source.fixed => None,
            Some(_) => Some(format!("=Amount/{}", of_stage(place, column::WORTH))),
        };
        match need {
            Some(need) => page.formula(row, NEED, &need, bearing.need(), &format),
            None => page.number(row, NEED, bearing.need(), &format),
        }
    }
    chart(&mut page, source);
    page.sheet.set_active(true);
    page
}

/// The goals in whole units by cumulative ceiling, as the screen shows them.
pub(super) fn whole(source: &Source) -> Page {
    let mut page = frame(source, WHOLE_SHEET, "Goals by month, in whole units");
    let grid = source.plan.goals.grid();
    for (place, bearing) in grid.bearings().iter().enumerate() {
        let row = FIRST + place as u32;
        let format = label(&mut page, source, row, bearing, digits::WHOLE);
        let shown = bearing.shown(Content::Goals);
        for at in 0..source.room + grid.months() {
            let column = MONTHS + at as u16;
            let exact = format!("{SHEET}!{}", loose(row, column));
            let upto = format!(
                "ROUNDUP(SUM({SHEET}!{}:{})*(1-1E-13),0)",
                in_column(row, MONTHS),
                loose(row, column)
            );
            let formula = match bearing.stage() {
                None => exact,
                Some(_) if at == 0 => upto,
                Some(_) => format!("{upto}-SUM({}:{})", in_column(row, MONTHS), loose(row, column - 1)),
            };
            let formula = format!("=IF({}=\"\",\"\",{formula})", in_row(NUMBER, column));
            page.formula(row, column, &formula, shown.get(at).copied(), &format);
        }
        let total = of_own_months(source, row);
        page.formula(row, TOTAL, &total, bearing.shown_total(Content::Goals), &format.clone().set_bold());
        let exact = format!("{SHEET}!{}", loose(row, NEED));
        let (need, gives) = match bearing.stage() {
            None => (format!("={exact}"), bearing.need()),
            Some(_) => (format!("=ROUNDUP({exact}*(1-1E-13),0)"), ceiling(bearing.need())),
        };
        page.formula(row, NEED, &need, gives, &format);
    }
    page
}

/// What both sheets have: title, heads, widths, print set-up.
fn frame(source: &Source, name: &str, title: &str) -> Page {
    let mut page = Page::new(name);
    let look = &source.look;
    let scenario = source.plan.scenario;
    let grid = source.plan.goals.grid();
    let (columns, all) = (grid.columns(), source.room + grid.months());
    page.text(0, 0, &format!("{}: {title}", scenario.name()), &look.title);
    legend(&mut page, source);
    for (at, head) in ["Stage", "Owner", "Total", "Need"].into_iter().enumerate() {
        let format = if at < 2 { &look.head } else { &look.head_right };
        page.text(HEAD, at as u16, head, format);
    }
    page.text(NUMBER, NAME, "Months from the start", &look.quiet);
    let number = look.quiet.clone().set_align(rust_xlsxwriter::FormatAlign::Right);
    let month = look.head_right.clone().set_num_format(digits::SHORT_MONTH);
    for at in 0..all {
        let column = MONTHS + at as u16;
        let from_start = at as i32 - grid.runway() as i32;
        let is_there = at < columns;
        let formula = format!("=IF({at}<Runway+Months,{at}-Runway,\"\")");
        page.formula(NUMBER, column, &formula, is_there.then_some(f64::from(from_start)), &number);
        let here = loose(NUMBER, column);
        let of_month = scenario.start().plus(from_start);
        if source.has_dates() {
            let formula = format!("=IF({here}=\"\",\"\",EDATE(Start,{here}))");
            page.formula(HEAD, column, &formula, is_there.then(|| date(of_month).to_excel()), &month);
        } else {
            let counted = scenario.start().year() * 12 + scenario.start().number() as i32 - 1;
            let sum = format!("{counted}+{here}");
            let formula = format!("=IF({here}=\"\",\"\",INT(({sum})/12)&\"-\"&TEXT(MOD({sum},12)+1,\"00\"))");
            let gives = if is_there { Gives::Text(of_month.to_string()) } else { Gives::Nothing };
            page.formula(HEAD, column, &formula, gives, &month);
        }
    }
    page.width(NAME, 24.0);
    page.width(OWNER, 10.0);
    page.width(TOTAL, 14.0);
    page.width(NEED, 14.0);
    for at in 0..all {
        page.width(MONTHS + at as u16, width(source));
    }
    let runway = ConditionalFormatFormula::new()
        .set_rule(format!("=AND({0}<>\"\",{0}<0)", in_row(NUMBER, MONTHS)).as_str())
        .set_format(look.runway.clone());
    let last = FIRST + grid.bearings().len() as u32 - 1;
    let (first, end) = (MONTHS, MONTHS + all as u16 - 1);
    page.sheet.add_conditional_format(NUMBER, first, HEAD, end, &runway).expect("the cells are there");
    page.sheet.set_freeze_panes(FIRST, MONTHS).expect("the cells are there");
    page.sheet.set_paper_size(if columns > WIDE { 8 } else { 9 });
    let rows = if name == SHEET { last + 2 + CHART_ROWS } else { last };
    page.sheet.set_print_area(0, 0, rows, MONTHS + columns as u16 - 1).expect("the cells are there");
    page
}

/// As wide as the largest number needs.
fn width(source: &Source) -> f64 {
    let most = source.plan.goals.grid().bearings().iter().map(Bearing::total).fold(0.0, f64::max);
    let digits = most.max(1.0).log10().floor() as i32 + 1;
    f64::from((digits + digits / 3 + 3).clamp(9, 22))
}

/// What the sheet says of itself, and whether it can still be trusted.
fn legend(page: &mut Page, source: &Source) {
    let look = &source.look;
    let room = source.room;
    let longer = "The runway is longer than this workbook has room for: export the plan again.";
    let (formula, gives) = if source.fixed > 0 {
        let told = "† values, because a rate changes over time: export the plan again after a change that concerns them.";
        (format!("=IF({},\"{told}\",\"! {told}\")", as_exported(source)), Gives::Text(told.to_owned()))
    } else {
        let told = format!(
            "Revenue in {}. Grey: runway, before the plan starts. Total: the plan's own months. Need: what this plan alone asks for.",
            source.plan.scenario.currency().code()
        );
        (format!("=IF(Runway>{room},\"{longer}\",\"{told}\")"), Gives::Text(told))
    };
    page.formula(LEGEND, NAME, &formula, gives, &look.quiet);
}

/// Whether what the values were computed from is what it was.
fn as_exported(source: &Source) -> String {
    let scenario = source.plan.scenario;
    let mut same = Vec::new();
    for (place, stage) in scenario.funnel().stages().iter().enumerate() {
        let yields = if stage.value().is_some() { column::VALUE } else { column::RATE };
        same.push((of_stage(place, yields), stage.yields().initial()));
        same.push((of_stage(place, column::LAG), f64::from(stage.lag().days())));
        same.push((of_stage(place, column::DIRECT), stage.direct().get()));
    }
    let mut checks: Vec<String> = same.iter().map(|(cell, value)| format!("{cell}={value}")).collect();
    for weighted in ["SUM(Revenue)", "SUMPRODUCT(MonthNumbers,Revenue)"] {
        let numbers = (0..).map(|number| if weighted.starts_with("SUM(") { 1.0 } else { f64::from(number) });
        let sum: f64 = source.revenue.iter().zip(numbers).map(|(revenue, number)| revenue * number).sum();
        checks.push(format!("ABS({weighted}-{sum})<={}", sum.abs() * 1e-12));
    }
    // EDATE(0) of the start: the calendar matters where the weights or the rates follow it.
    let _ = matches!(scenario.target().phasing, Phasing::Seasonal(_));
    format!("AND({})", checks.join(","))
}

/// The goal of a month as a formula; none where there is no closed form.
fn goal_formula(source: &Source, place: usize, column: u16) -> Option<String> {
    let number = in_row(NUMBER, column);
    let stages = source.plan.scenario.funnel().stages().len();
    let of = |month: &str| format!("SUMIF(MonthNumbers,{month},Revenue)");
    if place == stages {
        return Some(format!("=IF({number}=\"\",\"\",{})", of(&number)));
    }
    if place < source.fixed {
        return None;
    }
    let [whole, part, worth] =
        [column::WHOLE_MONTHS, column::PART, column::WORTH].map(|column| of_stage(place, column));
    let (first, second) = (of(&format!("{number}+{whole}")), of(&format!("{number}+{whole}+1")));
    Some(format!("=IF({number}=\"\",\"\",((1-{part})*{first}+{part}*{second})/{worth})"))
}

/// The sum of a row over the plan's own months.
fn of_own_months(source: &Source, row: u32) -> String {
    let last = MONTHS + (source.room + source.months()) as u16 - 1;
    format!(
        "=SUMIF({}:{},\">=0\",{}:{})",
        fixed(NUMBER, MONTHS),
        fixed(NUMBER, last),
        in_column(row, MONTHS),
        in_column(row, last)
    )
}

/// Writes whose row it is; gives the format of its cells.
fn label(
    page: &mut Page,
    source: &Source,
    row: u32,
    bearing: &Bearing,
    digits: &str,
) -> rust_xlsxwriter::Format {
    let look = &source.look;
    let stage = bearing.stage().and_then(|id| source.plan.scenario.funnel().find(id));
    let owner = stage.map(|(_, stage)| stage.owner());
    let digits = if stage.is_none() { digits::WHOLE } else { digits };
    let format = look.owned(owner, digits);
    let mark = if stage.is_some_and(|(place, _)| place < source.fixed) { " †" } else { "" };
    let name = stage.map_or(REVENUE, |(_, stage)| stage.name());
    page.text(row, NAME, &format!("{name}{mark}"), &format);
    page.text(row, OWNER, owner.map(show::owner).unwrap_or_default(), &format);
    format
}

/// How many rows the chart takes.
const CHART_ROWS: u32 = 18;

/// The goals of the stages over the months; logarithmic, because a funnel spans orders of magnitude.
fn chart(page: &mut Page, source: &Source) {
    let grid = source.plan.goals.grid();
    let stages = source.plan.scenario.funnel().stages();
    let last = MONTHS + grid.columns() as u16 - 1;
    let mut chart = Chart::new(ChartType::Line);
    chart.title().set_name("Goals by month (logarithmic)");
    chart.legend().set_position(ChartLegendPosition::Right);
    chart.y_axis().set_log_base(10).set_num_format("#,##0");
    chart.x_axis().set_num_format(digits::SHORT_MONTH);
    let mut of_team = [0; Owner::ALL.len()];
    for (place, stage) in stages.iter().enumerate() {
        let row = FIRST + place as u32;
        let team = &mut of_team[stage.owner() as usize];
        let color = lighter(palette::ink(stage.owner()), *team);
        *team += 1;
        chart
            .add_series()
            .set_name((SHEET, row, NAME))
            .set_categories((SHEET, HEAD, MONTHS, HEAD, last))
            .set_values((SHEET, row, MONTHS, row, last))
            .set_format(ChartLine::new().set_width(2.25).set_color(Color::RGB(color)));
    }
    let width: f64 = 62.0 + width(source) * grid.columns() as f64;
    chart.set_width((width * 7.0 + 5.0 * 4.0) as u32).set_height(CHART_ROWS * 20 - 10);
    let row = FIRST + grid.bearings().len() as u32 + 1;
    page.sheet.insert_chart(row, NAME, &chart).expect("the chart has series");
}

/// A colour nearer to white, step by step.
fn lighter(rgb: u32, steps: u32) -> u32 {
    let part = |shift: u32| {
        let part = rgb >> shift & 0xFF;
        (part + (0xFF - part) * steps.min(5) * 14 / 100) << shift
    };
    part(16) | part(8) | part(0)
}
