//! The sheets of the goals: one exact, one in whole units; stages down, months across.
//!
//! The months begin with the runway, however long that is: the columns follow it when a lag is changed.

use rust_xlsxwriter::ChartRange;

use super::Source;
use super::chart;
use super::inputs::{column, of_stage};
use super::look::{self, digits};
use super::measure;
use super::page::{Gives, Page, fixed, in_column, in_row, loose, pages};
use crate::goals::grid::{NOISE, ceiling};
use crate::goals::{Bearing, Content};
use crate::plan::{Owner, Stage};
use crate::text::name::REVENUE;
use crate::text::show;

const SHEET: &str = "Goals";
const WHOLE_SHEET: &str = "Whole units";

const CAPTION: u32 = 1;
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

/// How wide a head such as `Sep 26` or `1901-09` is, in digits.
const MONTH_HEAD: [f64; 2] = [6.4, 7.4];
/// How wide a cell beyond the grid is, in pixels.
const BEYOND: f64 = 64.0;

/// Of how many digits a name is broken, and how wide it may stay then.
const NAMES: (f64, f64) = (24.0, 40.0);

/// How many pixels a chart stays off columns that every page repeats.
const ASIDE: u32 = 8;

/// The height of a row in pixels, and a page's width over its height with room for the margins.
const ROW: f64 = 20.0;
const LANDSCAPE: f64 = 1.53;

/// How wide the columns are, in digits.
struct Widths {
    name: f64,
    owner: f64,
    total: f64,
    month: f64,
}

impl Widths {
    /// As wide as what stands there needs: on paper, what a column takes the letters lose.
    fn new(source: &Source) -> Self {
        let stages = source.plan.scenario.funnel().stages();
        let bearings = source.plan.goals.grid().bearings();
        let longest = (0..stages.len()).map(|place| measure::text(&source.marked(place))).fold(8.0, f64::max);
        let name = if longest <= NAMES.0 { longest } else { (longest / 2.0).clamp(NAMES.0, NAMES.1) };
        let owner = stages.iter().map(|stage| measure::text(show::owner(stage.owner()))).fold(6.0, f64::max);
        let totals = bearings.clone().map(|bearing| {
            let (_, decimals) = digits_of(bearing);
            measure::widest([bearing.total().ceil(), bearing.need().ceil()], decimals)
        });
        let months = bearings.clone().map(|bearing| {
            let (_, decimals) = digits_of(bearing);
            measure::widest(bearing.goals().iter().map(|goal| goal.ceil()), decimals)
        });
        Self {
            name: name + 0.5,
            owner: owner + 0.5,
            total: measure::bold(totals.fold(5.0, f64::max)) + 0.5,
            month: (months.fold(0.0, f64::max) + 0.3).max(MONTH_HEAD[usize::from(!source.has_dates())]),
        }
    }

    /// How many pixels wide the names with their owners are.
    fn names(&self) -> f64 {
        pixels(self.name) + pixels(self.owner)
    }

    /// How many pixels wide the grid is.
    fn grid(&self, source: &Source) -> f64 {
        let columns = source.plan.goals.grid().columns() as f64;
        self.names() + 2.0 * pixels(self.total) + columns * pixels(self.month)
    }
}

/// A column's width in pixels.
fn pixels(digits: f64) -> f64 {
    (digits * 7.0 + 5.0).floor()
}

/// How the numbers of a row are written, and with how many decimals: money without.
fn digits_of(bearing: Bearing) -> (&'static str, usize) {
    match bearing.stage() {
        Some(_) => digits::of_row(bearing.goals().iter().copied().fold(0.0, f64::max)),
        None => (digits::WHOLE, 0),
    }
}

/// The goals exactly, as formulas over the inputs.
pub(super) fn exact(source: &Source) -> Page {
    let mut page = frame(source, SHEET, "goals by month, exactly");
    for (place, bearing) in source.plan.goals.grid().bearings().enumerate() {
        exact_row(&mut page, source, place, bearing);
    }
    let rows = draw(&mut page, source);
    page.print_to(last_row(source) + 2 + rows, last_printed(source));
    page.sheet.set_active(true);
    page
}

fn exact_row(page: &mut Page, source: &Source, place: usize, bearing: Bearing) {
    let row = FIRST + place as u32;
    let is_fixed = place < source.fixed;
    let [total, cell] = label(page, source, place, digits_of(bearing).0);
    for (at, column) in columns(source) {
        let goal = bearing.goals().get(at).copied();
        if is_fixed {
            page.optional(row, column, goal, &cell);
        } else {
            page.formula(row, column, &goal_of(source, place, column), goal, &cell);
        }
    }
    page.formula(row, TOTAL, &of_own_months(source, row), bearing.total(), &total);
    if is_fixed {
        page.number(row, NEED, bearing.need(), &total);
    } else {
        let need = match bearing.stage() {
            Some(_) => format!("Amount/{}", of_stage(place, column::WORTH)),
            None => "Amount".to_owned(),
        };
        page.formula(row, NEED, &need, bearing.need(), &total);
    }
}

/// The goals in whole units by cumulative ceiling, as the screen shows them.
pub(super) fn whole(source: &Source) -> Page {
    let mut page = frame(source, WHOLE_SHEET, "goals by month, in whole units");
    for (place, bearing) in source.plan.goals.grid().bearings().enumerate() {
        whole_row(&mut page, source, place, bearing);
    }
    page.print_to(last_row(source), last_printed(source));
    page
}

fn whole_row(page: &mut Page, source: &Source, place: usize, bearing: Bearing) {
    let row = FIRST + place as u32;
    let [total, cell] = label(page, source, place, digits::WHOLE);
    let shown: Vec<f64> = bearing.shown(Content::Goals).collect();
    let rounded_up = |exact: &str| format!("ROUNDUP({exact}*(1-{NOISE:E}),0)");
    for (at, column) in columns(source) {
        let upto = rounded_up(&format!("SUM({SHEET}!{}:{})", in_column(row, MONTHS), loose(row, column)));
        let formula = match bearing.stage() {
            None => format!("{SHEET}!{}", loose(row, column)),
            Some(_) if at == 0 => upto,
            Some(_) => format!("{upto}-SUM({}:{})", in_column(row, MONTHS), loose(row, column - 1)),
        };
        page.formula(row, column, &where_a_month_is(column, &formula), shown.get(at).copied(), &cell);
    }
    page.formula(row, TOTAL, &of_own_months(source, row), bearing.shown_total(Content::Goals), &total);
    let exact = format!("{SHEET}!{}", loose(row, NEED));
    let (need, gives) = match bearing.stage() {
        None => (exact, bearing.need()),
        Some(_) => (rounded_up(&exact), ceiling(bearing.need())),
    };
    page.formula(row, NEED, &need, gives, &total);
}

/// What both sheets have: title, heads, widths, colours, print set-up.
fn frame(source: &Source, name: &str, title: &str) -> Page {
    let mut page = Page::new(name);
    let (look, scenario) = (&source.look, source.plan.scenario);
    page.text(0, NAME, &format!("{}: {title}", scenario.name()), &look.title);
    page.caption(CAPTION, &caption(source), &look.quiet);
    page.texts(HEAD, NAME, &["Stage", "Owner"], &look.head);
    page.texts(HEAD, TOTAL, &["Total", "Need"], &look.head_right);
    page.text(NUMBER, NAME, "Months from the start", &look.quiet);
    let widths = Widths::new(source);
    page.widths(&[widths.name, widths.owner, widths.total, widths.total]);
    for (at, column) in columns(source) {
        month(&mut page, source, at, column);
        page.width(column, widths.month);
    }
    colours(&mut page, source);
    page.freeze(FIRST, TOTAL);
    page.print_wide(widths.grid(source), OWNER);
    page
}

/// What is said over the grid.
fn caption(source: &Source) -> String {
    let values = if source.fixed > 0 { " † values, because a rate changes over time." } else { "" };
    format!(
        "Revenue in {}. Grey months: runway, before the plan starts. Total: the plan's own months. \
         Need: what this plan alone asks for.{values}",
        source.plan.scenario.currency().code()
    )
}

/// How many pixels wide what is printed is: the grid, or the words over it.
fn printed(source: &Source) -> f64 {
    let caption = measure::text(&caption(source)) * 7.0;
    Widths::new(source).grid(source).max(caption)
}

/// The last column that is printed: beyond the grid there are empty ones.
fn last_printed(source: &Source) -> u16 {
    let widths = Widths::new(source);
    let (mut column, mut wide) = (last_column(source), widths.grid(source));
    let wanted = printed(source);
    while wide < wanted {
        column += 1;
        wide += if column <= last_of_room(source) { pixels(widths.month) } else { BEYOND };
    }
    column
}

/// The head of a month: how far it is from the start, and which it is.
fn month(page: &mut Page, source: &Source, at: usize, column: u16) {
    let look = &source.look;
    let grid = source.plan.goals.grid();
    let from_start = at as i32 - grid.runway() as i32;
    let is_there = at < grid.columns();
    let number = format!("IF({at}<Runway+Months,{at}-Runway,\"\")");
    page.formula(
        NUMBER,
        column,
        &number,
        is_there.then_some(f64::from(from_start)),
        &look.by_the_way(digits::PLAIN),
    );

    let (formula, now) = source.month(&loose(NUMBER, column), source.plan.scenario.start().plus(from_start));
    let gives = if is_there { now } else { Gives::Nothing };
    let head = look.number(digits::SHORT_MONTH).set_bold();
    page.formula(HEAD, column, &where_a_month_is(column, &formula), gives, &head);
}

/// The colours of heads and rows, which are where the months are.
fn colours(page: &mut Page, source: &Source) {
    let (first, last) = (MONTHS, last_of_room(source));
    let number = in_row(NUMBER, MONTHS);
    let is_month = format!("{number}<>\"\"");
    page.when(&format!("AND({is_month},{number}<0)"), (HEAD, first, HEAD, last), &look::runway());
    page.when(&is_month, (HEAD, first, HEAD, last), &look::band());
    for row in FIRST..=last_row(source) {
        let ground = look::ground(owner(source, (row - FIRST) as usize));
        page.when(&is_month, (row, first, row, last), &ground);
    }
}

/// Writes whose row it is; gives the formats of its totals and of its cells.
fn label(page: &mut Page, source: &Source, place: usize, digits: &str) -> [rust_xlsxwriter::Format; 2] {
    let look = &source.look;
    let row = FIRST + place as u32;
    let owner = owner(source, place);
    let named = look.named(owner);
    let name = if owner.is_some() { source.marked(place) } else { REVENUE.to_owned() };
    page.text(row, NAME, &name, &named);
    page.height(row, &[(&name, Widths::new(source).name)]);
    page.text(row, OWNER, owner.map(show::owner).unwrap_or_default(), &named);
    let cell = look.number(digits);
    [look.owned(owner, digits).set_bold(), cell]
}

/// Whose row it is; nobody's is revenue.
fn owner(source: &Source, place: usize) -> Option<Owner> {
    source.plan.scenario.funnel().stages().get(place).map(Stage::owner)
}

/// The columns of the months, those that the runway may grow by with them.
fn columns(source: &Source) -> impl Iterator<Item = (usize, u16)> {
    (0..source.room + source.months()).zip(MONTHS..)
}

fn last_of_room(source: &Source) -> u16 {
    MONTHS + (source.room + source.months()) as u16 - 1
}

fn last_column(source: &Source) -> u16 {
    MONTHS + source.plan.goals.grid().columns() as u16 - 1
}

/// The row of revenue.
fn last_row(source: &Source) -> u32 {
    FIRST + source.plan.scenario.funnel().stages().len() as u32
}

/// A formula of a month's column, which may be beyond the last month.
fn where_a_month_is(column: u16, formula: &str) -> String {
    format!("IF({}=\"\",\"\",{formula})", in_row(NUMBER, column))
}

/// The goal of a month as a formula (model.md §4).
fn goal_of(source: &Source, place: usize, column: u16) -> String {
    let number = in_row(NUMBER, column);
    let revenue_of = |month: &str| format!("SUMIF(MonthNumbers,{month},Revenue)");
    let formula = if owner(source, place).is_none() {
        revenue_of(&number)
    } else {
        let [whole, part, worth] =
            [column::WHOLE_MONTHS, column::PART, column::WORTH].map(|column| of_stage(place, column));
        let (first, second) =
            (revenue_of(&format!("{number}+{whole}")), revenue_of(&format!("{number}+{whole}+1")));
        format!("((1-{part})*{first}+{part}*{second})/{worth}")
    };
    where_a_month_is(column, &formula)
}

/// The sum of a row over the plan's own months.
fn of_own_months(source: &Source, row: u32) -> String {
    let last = last_of_room(source);
    let numbers = format!("{}:{}", fixed(NUMBER, MONTHS), fixed(NUMBER, last));
    format!("SUMIF({numbers},\">=0\",{}:{})", in_column(row, MONTHS), in_column(row, last))
}

/// Draws the chart under the grid, in what is left of the page; gives how many rows it takes.
fn draw(page: &mut Page, source: &Source) -> u32 {
    let last = last_column(source);
    let stages = FIRST..last_row(source);
    let rows: Vec<chart::Row> = stages
        .map(|row| chart::Row {
            name: ChartRange::new_from_range(SHEET, row, NAME, row, NAME),
            months: ChartRange::new_from_range(SHEET, HEAD, MONTHS, HEAD, last),
            goals: ChartRange::new_from_range(SHEET, row, MONTHS, row, last),
        })
        .collect();
    let widths = Widths::new(source);
    let (grid, names) = (printed(source), widths.names());
    let pages = f64::from(pages(grid));
    // On several pages beside each other it stands on the first, behind the names that each repeats.
    let page_width = (grid + (pages - 1.0) * names) / pages;
    let (column, width) =
        if pages > 1.0 { (TOTAL, page_width - names - pixels(widths.month)) } else { (NAME, page_width) };
    let above = names_heights(source, widths.name) + f64::from(FIRST + 4) * ROW;
    let height = (page_width / LANDSCAPE - above).clamp(320.0, 1000.0);
    let chart = chart::of(source, &rows, width as u32, height as u32);
    let aside = if pages > 1.0 { ASIDE } else { 0 };
    page.sheet
        .insert_chart_with_offset(last_row(source) + 2, column, &chart, aside, 0)
        .expect("the chart has series");
    (height / ROW).ceil() as u32
}

/// How many pixels the rows of the stages are high.
fn names_heights(source: &Source, name: f64) -> f64 {
    let stages = source.plan.scenario.funnel().stages();
    (0..stages.len()).map(|place| measure::lines(&source.marked(place), name) as f64 * ROW).sum()
}
