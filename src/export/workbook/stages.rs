//! The stages on the sheet of the inputs: what each was agreed to be, and what of a goal's formula follows from it.

use super::Source;
use super::inputs::{SHEET, allow, value_width};
use super::look::digits;
use super::measure;
use super::page::{Page, fixed};
use crate::plan::month::DAYS;
use crate::plan::{Count, Money, Quantity, Stage};
use crate::text::show;

const HEAD: u32 = 13;
/// The row of the first stage.
const FIRST: u32 = HEAD + 1;

/// The columns.
pub(super) mod column {
    pub(crate) const NAME: u16 = 0;
    pub(crate) const OWNER: u16 = 1;
    pub(crate) const RATE: u16 = 2;
    pub(crate) const VALUE: u16 = 3;
    pub(crate) const LAG: u16 = 4;
    pub(crate) const DIRECT: u16 = 5;
    pub(crate) const OPENING: u16 = 6;
    pub(crate) const TO_REVENUE: u16 = 7;
    pub(crate) const WHOLE_MONTHS: u16 = 8;
    pub(crate) const PART: u16 = 9;
    pub(crate) const WORTH: u16 = 10;
    pub(crate) const DEFINITION: u16 = 11;
}

/// What stands over the numbers.
const HEADS: [&str; 9] = [
    "Rate to the next",
    "Deal value",
    "Lag in days",
    "Direct share",
    "Inside on day one",
    "Days to revenue",
    "in whole months",
    "and part of one",
    "Revenue per entry",
];

/// How wide the definitions are.
const DEFINITION: f64 = 60.0;

/// The cell of a stage in a formula.
pub(super) fn of_stage(place: usize, column: u16) -> String {
    format!("{SHEET}!{}", fixed(FIRST + place as u32, column))
}

/// Writes the stages; gives their last row and column.
pub(super) fn write(page: &mut Page, source: &Source) -> (u32, u16) {
    let look = &source.look;
    let stages = source.plan.scenario.funnel().stages();
    let value = measure::widest(stages.iter().filter_map(Stage::value).map(Money::get), 2) + 1.0;
    let opening = measure::widest(stages.iter().filter_map(Stage::opening).map(Count::get), 0) + 1.0;
    let worth =
        measure::widest((source.fixed..stages.len()).map(|place| worth_of(&stages[place..])), 2) + 1.0;
    let currency = source.plan.scenario.currency();
    let code = currency.code();
    page.widths(&[
        source.names,
        value_width(source),
        10.0,
        value.max(10.0),
        9.0,
        9.0,
        opening.max(11.0),
        10.0,
        10.0,
        10.0,
        worth.max(14.0),
    ]);
    page.texts(HEAD, column::NAME, &["Stage", "Owner"], &look.head);
    page.texts(HEAD, column::RATE, &HEADS, &look.head_right);
    page.text(HEAD, column::VALUE, &format!("Deal value, {code}"), &look.head_right);
    page.text(HEAD, column::WORTH, &format!("Revenue per entry, {code}"), &look.head_right);
    page.sheet.set_row_height(HEAD, 30).expect("the row is within the sheet");
    let defined = stages.iter().any(|stage| !stage.definition().is_empty());
    if defined {
        page.width(column::DEFINITION, DEFINITION);
        page.text(HEAD, column::DEFINITION, "Definition", &look.head.clone().set_indent(1));
    }
    for (place, stage) in stages.iter().enumerate() {
        agreed(page, source, place);
        derived(page, source, place);
        let row = FIRST + place as u32;
        if defined {
            page.text(row, column::DEFINITION, stage.definition(), &look.wrapped);
        }
        page.height(row, &[(&source.marked(place), source.names), (stage.definition(), DEFINITION)]);
    }
    (FIRST + stages.len() as u32 - 1, if defined { column::DEFINITION } else { column::WORTH })
}

/// What was agreed about a stage.
fn agreed(page: &mut Page, source: &Source, place: usize) {
    let look = &source.look;
    let stage = &source.plan.scenario.funnel().stages()[place];
    let row = FIRST + place as u32;
    let named = look.named(Some(stage.owner()));
    page.text(row, column::NAME, &source.marked(place), &named);
    page.text(row, column::OWNER, show::owner(stage.owner()), &named);
    // What only values were made from is no input: it would move nothing.
    let input =
        |digits: &str, is_live: bool| if is_live { look.input(digits) } else { look.by_the_way(digits) };
    let (is_live, is_live_above) = (place >= source.fixed, place > source.fixed);
    let yields = stage.yields().initial();
    if stage.value().is_some() {
        page.number(row, column::VALUE, yields, &input(digits::money(yields), is_live));
        allow(page, row, column::VALUE, Quantity::Money);
    } else {
        page.number(row, column::RATE, yields, &input(digits::PERCENT, is_live));
        allow(page, row, column::RATE, Quantity::Rate);
    }
    page.number(row, column::LAG, f64::from(stage.lag().days()), &input(digits::PLAIN, is_live));
    allow(page, row, column::LAG, Quantity::Lag);
    if place > 0 {
        page.number(row, column::DIRECT, stage.direct().get(), &input(digits::PERCENT, is_live_above));
        allow(page, row, column::DIRECT, Quantity::Share);
    }
    page.optional(row, column::OPENING, stage.opening().map(Count::get), &look.input(digits::TYPED));
    allow(page, row, column::OPENING, Quantity::Count);
}

/// How far a stage is from revenue, and how much revenue an entry brings.
fn derived(page: &mut Page, source: &Source, place: usize) {
    let look = &source.look;
    let funnel = source.plan.scenario.funnel();
    let row = FIRST + place as u32;
    let is_last = place + 1 == funnel.stages().len();
    let here = |column| fixed(row, column);
    let below = |column| fixed(row + 1, column);

    let days = funnel.lag_to_revenue(place);
    let lag = here(column::LAG);
    let to_revenue = if is_last { lag } else { format!("{lag}+{}", below(column::TO_REVENUE)) };
    page.formula(row, column::TO_REVENUE, &to_revenue, f64::from(days), &look.by_the_way(digits::PLAIN));

    let to_revenue = here(column::TO_REVENUE);
    let (whole, part) = (f64::from(days / DAYS), f64::from(days % DAYS) / f64::from(DAYS));
    let formula = format!("INT({to_revenue}/{DAYS})");
    page.formula(row, column::WHOLE_MONTHS, &formula, whole, &look.by_the_way(digits::PLAIN));
    let formula = format!("MOD({to_revenue},{DAYS})/{DAYS}");
    page.formula(row, column::PART, &formula, part, &look.by_the_way("0.00"));

    if place < source.fixed {
        page.text(row, column::WORTH, "a rate changes", &look.by_the_way(digits::GENERAL));
        return;
    }
    let worth = if is_last {
        here(column::VALUE)
    } else {
        format!("{}*{}/(1-{})", here(column::RATE), below(column::WORTH), below(column::DIRECT))
    };
    page.formula(
        row,
        column::WORTH,
        &worth,
        worth_of(&funnel.stages()[place..]),
        &look.by_the_way(digits::CENTS),
    );
}

/// The revenue that an entry at the first of these stages brings, with those who join below (c of model.md §4).
fn worth_of(stages: &[Stage]) -> f64 {
    match stages {
        [] => 1.0,
        [stage] => stage.yields().initial(),
        [stage, below @ ..] => stage.yields().initial() * worth_of(below) / (1.0 - below[0].direct().get()),
    }
}
