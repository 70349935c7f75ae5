//! The sheet of day one and last calls (model.md §6).

use super::Source;
use super::inputs::{column, of_stage};
use super::look::digits;
use super::measure;
use super::page::{Page, loose};
use crate::goals::DayOne;
use crate::goals::grid::NOISE;
use crate::plan::Day;
use crate::plan::month::DAYS;
use crate::text::show;

const SHEET: &str = "Day one";

const CAPTION: u32 = 1;
const HEAD: u32 = 3;
/// The row of the first stage.
const FIRST: u32 = HEAD + 1;

const NAME: u16 = 0;
const OWNER: u16 = 1;
const NEEDED: u16 = 2;
const CARRIES: u16 = 3;
const HAVE: u16 = 4;
const COVER: u16 = 5;
const AT_RISK: u16 = 6;
const CALL: u16 = 7;
/// Revenue of the days that a stage's buyers serve, with those who enter below directly.
const SERVED: u16 = 8;
/// The share of that revenue which is theirs.
const THEIRS: u16 = 9;

pub(super) fn page(source: &Source) -> Page {
    let mut page = Page::new(SHEET);
    let (look, scenario, goals) = (&source.look, source.plan.scenario, source.plan.goals);
    let rows = goals.day_one();
    let inside = goals.inside_on_day_one();
    widths(&mut page, source);
    let start = show::day_year(Day::at(scenario.start(), 0));
    page.text(0, NAME, &format!("{}: day one, {start}", scenario.name()), &look.title);
    let told = "Who must already be inside when the plan starts, and the last day for a new entry that still pays in it. \
                Have: what Inputs says is inside on day one.";
    page.caption(CAPTION, told, &look.quiet);
    page.texts(HEAD, NAME, &["Stage", "Owner"], &look.head);
    heads(&mut page, source);
    for (place, day_one) in rows.iter().enumerate() {
        inside_stage(&mut page, source, place, day_one);
        against_what_is_there(&mut page, source, place, day_one);
        last_call(&mut page, source, place);
    }
    let last = FIRST + rows.len() as u32;
    for column in NAME..=THEIRS {
        page.blank(last, column, &look.owned(None, digits::WHOLE));
    }
    page.text(last, NAME, "Total", &look.named(None));
    let of = |column| format!("{}:{}", loose(FIRST, column), loose(last - 1, column));
    page.formula(last, CARRIES, &format!("SUM({})", of(CARRIES)), inside, &look.owned(None, digits::WHOLE));
    let risks = rows.iter().filter_map(DayOne::at_risk);
    let risk = risks.clone().next().map(|_| risks.sum::<f64>());
    let formula = format!("IF(COUNT({0})=0,\"\",SUM({0}))", of(AT_RISK));
    page.formula(last, AT_RISK, &formula, risk, &look.owned(None, digits::WHOLE));
    page.freeze(FIRST, OWNER);
    page
}

/// What stands over the numbers.
fn heads(page: &mut Page, source: &Source) {
    let currency = source.plan.scenario.currency();
    let code = currency.code();
    let [carry, risk, days] =
        ["they carry", "at risk", "of their days"].map(|which| format!("Revenue {which}, {code}"));
    let heads = ["Needed", &carry, "Have", "Cover", &risk, "Last call", &days, "Share not direct"];
    page.texts(HEAD, NEEDED, &heads, &source.look.head_right);
    page.sheet.set_row_height(HEAD, 45).expect("the row is within the sheet");
}

/// As wide as the numbers and their totals need.
fn widths(page: &mut Page, source: &Source) {
    let goals = source.plan.goals;
    let rows = goals.day_one();
    let risks: f64 = rows.iter().filter_map(DayOne::at_risk).sum();
    let served = rows.iter().map(|row| served(source, row));
    let wide = |column: f64| measure::bold(column) + 1.0;
    let needed = wide(measure::widest(rows.iter().map(|row| row.needed), 1));
    let have = wide(measure::widest(rows.iter().filter_map(|row| row.opening), 0));
    let carries = rows.iter().map(|row| row.carries).chain([goals.inside_on_day_one()]);
    let carries = wide(measure::widest(carries, 0));
    let at_risk = rows.iter().filter_map(DayOne::at_risk).chain([risks]);
    let at_risk = wide(measure::widest(at_risk, 0));
    let served = wide(measure::widest(served, 0));
    page.widths(&[
        source.names,
        11.0,
        needed.max(11.0),
        carries.max(13.0),
        have.max(11.0),
        11.0,
        at_risk.max(13.0),
        13.0,
        served.max(13.0),
        11.0,
    ]);
}

/// Revenue of the days that a stage's buyers serve.
fn served(source: &Source, row: &DayOne) -> f64 {
    source.plan.goals.grid().revenue().flow().between(row.serves.clone())
}

/// Who must be inside a stage, and the revenue that they carry.
fn inside_stage(page: &mut Page, source: &Source, place: usize, day_one: &DayOne) {
    let (look, scenario) = (&source.look, source.plan.scenario);
    let stages = scenario.funnel().stages();
    let (stage, row) = (&stages[place], FIRST + place as u32);
    let format = |digits: &str| look.owned(Some(stage.owner()), digits);
    let named = look.named(Some(stage.owner()));
    page.text(row, NAME, &source.marked(place), &named);
    page.height(row, &[(&source.marked(place), source.names)]);
    page.text(row, OWNER, show::owner(stage.owner()), &named);

    let served = served(source, day_one);
    page.formula(row, SERVED, &served_by(place, stages.len()), served, &format(digits::WHOLE));
    let theirs = if place + 1 == stages.len() {
        "1".to_owned()
    } else {
        format!("{}*(1-{})", loose(row + 1, THEIRS), of_stage(place + 1, column::DIRECT))
    };
    let share: f64 = stages[place + 1..].iter().map(|stage| 1.0 - stage.direct().get()).product();
    page.formula(row, THEIRS, &theirs, share, &format(digits::PERCENT));

    if place < source.fixed {
        page.number(row, NEEDED, day_one.needed, &format(digits::TENTHS));
    } else {
        let needed = format!("{}/{}", loose(row, SERVED), of_stage(place, column::WORTH));
        page.formula(row, NEEDED, &needed, day_one.needed, &format(digits::TENTHS));
    }
    let carries = format!("{}*{}", loose(row, SERVED), loose(row, THEIRS));
    page.formula(row, CARRIES, &carries, day_one.carries, &format(digits::WHOLE));
}

/// The revenue from the day on when the buyers of the stage below have paid until those of a stage have: the months
/// between, less the part of the first and with the part of the last.
fn served_by(place: usize, stages: usize) -> String {
    let [whole, part] = [column::WHOLE_MONTHS, column::PART].map(|column| of_stage(place, column));
    if place + 1 == stages {
        return format!(
            "SUMIF(MonthNumbers,\"<\"&{whole},Revenue)+{part}*SUMIF(MonthNumbers,{whole},Revenue)"
        );
    }
    let [from, from_part] = [column::WHOLE_MONTHS, column::PART].map(|column| of_stage(place + 1, column));
    format!(
        "SUMIFS(Revenue,MonthNumbers,\">=\"&{from},MonthNumbers,\"<\"&{whole})\
         -{from_part}*SUMIF(MonthNumbers,{from},Revenue)+{part}*SUMIF(MonthNumbers,{whole},Revenue)"
    )
}

/// What is inside a stage, if somebody said so, against what is needed.
fn against_what_is_there(page: &mut Page, source: &Source, place: usize, day_one: &DayOne) {
    let row = FIRST + place as u32;
    let owner = source.plan.scenario.funnel().stages()[place].owner();
    let format = |digits: &str| source.look.owned(Some(owner), digits);
    let (have, needed) = (of_stage(place, column::OPENING), loose(row, NEEDED));
    let unless = |empty: &str, formula: &str| format!("IF({empty},\"\",{formula})");
    let unknown = format!("{have}=\"\"");
    page.formula(row, HAVE, &unless(&unknown, &have), day_one.opening, &format(digits::TYPED));
    let cover = unless(&format!("OR({unknown},{needed}=0)"), &format!("{have}/{needed}"));
    page.formula(row, COVER, &cover, day_one.coverage(), &format(digits::COVER));
    let at_risk = format!("IF({have}>={needed}*(1-{NOISE:E}),0,(1-{have}/{needed})*{})", loose(row, CARRIES));
    page.formula(row, AT_RISK, &unless(&unknown, &at_risk), day_one.at_risk(), &format(digits::WHOLE));
}

/// The last day for a new entry that still becomes revenue in the plan.
fn last_call(page: &mut Page, source: &Source, place: usize) {
    let row = FIRST + place as u32;
    let owner = source.plan.scenario.funnel().stages()[place].owner();
    let format = |digits: &str| source.look.owned(Some(owner), digits);
    let call = source.plan.goals.last_call(place);
    let days = format!("({DAYS}*Months-1-{})", of_stage(place, column::TO_REVENUE));
    let (formula, now) = source.day(&days, call);
    page.formula(row, CALL, &formula, now, &format(digits::DAY));
}
