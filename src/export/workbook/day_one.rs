//! The sheet of day one and last calls (model.md §6).

use super::inputs::{column, of_stage};
use super::look::digits;
use super::page::{Gives, Page, loose};
use super::{Source, date};
use crate::goals::DayOne;
use crate::plan::Day;
use crate::text::show;

const SHEET: &str = "Day one";

const HEAD: u32 = 3;
const FIRST: u32 = HEAD + 1;

const NAME: u16 = 0;
const OWNER: u16 = 1;
const NEEDED: u16 = 2;
const CARRIES: u16 = 3;
const HAVE: u16 = 4;
const COVER: u16 = 5;
const AT_RISK: u16 = 6;
const CALL_MONTH: u16 = 7;
const CALL_DAY: u16 = 8;
/// Revenue of the first days, as many as lie between a stage and revenue.
const UPTO: u16 = 9;
/// The share of a stage's buyers' revenue that is theirs: what enters below directly is not.
const CHAINED: u16 = 10;

pub(super) fn page(source: &Source) -> Page {
    let mut page = Page::new(SHEET);
    for (column, width) in [26, 10, 12, 16, 14, 10, 16, 14, 12, 18, 12].into_iter().enumerate() {
        page.width(column as u16, f64::from(width));
    }
    let (look, scenario) = (&source.look, source.plan.scenario);
    let start = show::day_year(Day::at(scenario.start(), 0));
    page.text(0, 0, &format!("{}: day one, {start}", scenario.name()), &look.title);
    page.text(
        1,
        0,
        "Who must already be inside when the plan starts, and the last day for an entry that still counts in it.",
        &look.quiet,
    );
    let heads = [
        "Stage",
        "Owner",
        "Needed",
        "Revenue they carry",
        "Have",
        "Cover",
        "Revenue at risk",
        "Last call",
        "Day of 30",
        "Revenue until they pay",
        "Not direct below",
    ];
    for (column, head) in heads.into_iter().enumerate() {
        page.text(HEAD, column as u16, head, if column < 2 { &look.head } else { &look.head_right });
    }
    let rows = source.plan.goals.day_one();
    for (place, day_one) in rows.iter().enumerate() {
        of_stage_row(&mut page, source, place, day_one);
    }
    let last = FIRST + rows.len() as u32 - 1;
    let bold = look.owned(None, digits::WHOLE);
    page.text(last + 1, NAME, "Total", &bold);
    let risk: f64 = rows.iter().filter_map(DayOne::at_risk).sum();
    for (column, sum) in [(CARRIES, source.plan.goals.inside_on_day_one()), (AT_RISK, risk)] {
        let formula = format!("=SUM({}:{})", loose(FIRST, column), loose(last, column));
        page.formula(last + 1, column, &formula, sum, &bold);
    }
    page.sheet.set_freeze_panes(FIRST, OWNER).expect("the cells are there");
    page
}

fn of_stage_row(page: &mut Page, source: &Source, place: usize, day_one: &DayOne) {
    let (look, scenario) = (&source.look, source.plan.scenario);
    let stages = scenario.funnel().stages();
    let (stage, row) = (&stages[place], FIRST + place as u32);
    let format = |digits: &str| look.owned(Some(stage.owner()), digits);
    page.text(row, NAME, stage.name(), &format(digits::GENERAL));
    page.text(row, OWNER, show::owner(stage.owner()), &format(digits::GENERAL));

    let days = of_stage(place, column::TO_REVENUE);
    let upto = format!(
        "=SUMIF(MonthNumbers,\"<\"&INT({days}/30),Revenue)+{}*SUMIF(MonthNumbers,INT({days}/30),Revenue)",
        of_stage(place, column::PART)
    );
    let lag = scenario.funnel().lag_to_revenue(place);
    page.formula(
        row,
        UPTO,
        &upto,
        source.plan.goals.grid().revenue().flow().between(0..lag),
        &format(digits::WHOLE),
    );
    let is_last = place + 1 == stages.len();
    let below = |column: u16| loose(row + 1, column);
    let chained = match is_last {
        true => "=1".to_owned(),
        false => format!("={}*(1-{})", below(CHAINED), of_stage(place + 1, column::DIRECT)),
    };
    let now: f64 = stages[place + 1..].iter().map(|stage| 1.0 - stage.direct().get()).product();
    page.formula(row, CHAINED, &chained, now, &format(digits::PERCENT));

    let served = match is_last {
        true => loose(row, UPTO),
        false => format!("({}-{})", loose(row, UPTO), below(UPTO)),
    };
    if place < source.fixed {
        page.number(row, NEEDED, day_one.needed, &format(digits::TENTHS));
    } else {
        let needed = format!("={served}/{}", of_stage(place, column::WORTH));
        page.formula(row, NEEDED, &needed, day_one.needed, &format(digits::TENTHS));
    }
    let carries = format!("={served}*{}", loose(row, CHAINED));
    page.formula(row, CARRIES, &carries, day_one.carries, &format(digits::WHOLE));

    let (have, needed) = (of_stage(place, column::OPENING), loose(row, NEEDED));
    let text = |empty_if: &str, formula: &str| format!("=IF({empty_if},\"\",{formula})");
    let none = format!("{have}=\"\"");
    page.formula(row, HAVE, &text(&none, &have), day_one.opening, &format(digits::LONG));
    let cover = text(&format!("OR({none},{needed}=0)"), &format!("{have}/{needed}"));
    page.formula(row, COVER, &cover, day_one.coverage(), &format("0%"));
    let at_risk = format!("IF({have}>={needed}*(1-1E-13),0,(1-{have}/{needed})*{})", loose(row, CARRIES));
    page.formula(row, AT_RISK, &text(&none, &at_risk), day_one.at_risk(), &format(digits::WHOLE));

    let call = source.plan.goals.last_call(place);
    let last_day = format!("(30*Months-1-{days})");
    if source.has_dates() {
        let month = format!("=EDATE(Start,INT({last_day}/30))");
        page.formula(row, CALL_MONTH, &month, date(call.month).to_excel(), &format(digits::MONTH));
    } else {
        page.text(row, CALL_MONTH, &call.month.to_string(), &format(digits::TEXT));
    }
    page.formula(
        row,
        CALL_DAY,
        &format!("=MOD({last_day},30)+1"),
        f64::from(call.day),
        &format(digits::WHOLE),
    );
    let _ = Gives::Nothing;
}
