//! The sheet of the inputs: what may be changed is yellow, and every other sheet follows it.

use rust_xlsxwriter::{DataValidation, DataValidationRule};

use super::look::digits;
use super::page::{Page, fixed};
use super::stages;
use super::{Source, date, measure, notice};
use crate::plan::month::DAYS;
use crate::plan::{Beyond, Month, Owner, Phasing, Quantity};
use crate::text::show;

pub(super) use super::stages::{column, of_stage};

pub(super) const SHEET: &str = "Inputs";

const START: u32 = 3;
const MONTHS: u32 = 4;
const AMOUNT: u32 = 5;
const PHASING: u32 = 6;
const GROWTH: u32 = 7;
const BEYOND: u32 = 8;
const YEARLY: u32 = 9;
const RUNWAY: u32 = 10;
const NOTICE: u32 = 11;

/// The column of the plan's own inputs.
const VALUE: u16 = 1;

/// The words that choose a phasing and what is beyond, as formulas know them.
const PHASINGS: [&str; 4] = ["even", "growth", "seasonal", "custom"];
const BEYONDS: [&str; 2] = ["continue", "stop"];

/// The name of the first month in formulas.
pub(super) const START_NAME: &str = "Start";

/// The names of the plan's own inputs, and where they stand.
pub(super) fn names() -> Vec<(&'static str, String)> {
    let places = [
        (START_NAME, START, VALUE),
        ("Months", MONTHS, VALUE),
        ("Amount", AMOUNT, VALUE),
        ("Phasing", PHASING, VALUE),
        ("MonthlyGrowth", GROWTH, VALUE),
        ("Beyond", BEYOND, VALUE),
        ("YearlyGrowth", YEARLY, VALUE),
        ("Runway", RUNWAY, VALUE),
        (notice::NAME, NOTICE, 0),
    ];
    places.map(|(name, row, column)| (name, format!("{SHEET}!{}", fixed(row, column)))).to_vec()
}

pub(super) fn page(source: &Source) -> Page {
    let mut page = Page::new(SHEET);
    let look = &source.look;
    let name = source.plan.scenario.name();
    page.text(0, 0, name, &look.title);
    let follows =
        if source.fixed > 0 { "what has no † follows" } else { "goals, day one and target follow" };
    page.text(1, 0, &format!("Change a yellow cell: {follows}."), &look.quiet);
    labels(&mut page, source);
    of_plan(&mut page, source);
    notice::write(&mut page, source, NOTICE);
    let (last, end) = stages::write(&mut page, source);
    let owners = changes(&mut page, source, last + 2);
    page.text(owners, 0, "Owners", &look.quiet);
    for (column, owner) in (VALUE..).zip(Owner::ALL) {
        page.text(owners, column, show::owner(owner), &look.named(Some(owner)));
    }
    page.print_to(owners, end);
    page
}

/// What the inputs of the plan are.
fn labels(page: &mut Page, source: &Source) {
    let amount = format!("Revenue in {}", source.plan.scenario.currency().code());
    let labels = [
        (START, "Start", "the first month"),
        (MONTHS, "Months", "fixed in this workbook: export the plan again to change them"),
        (AMOUNT, amount.as_str(), "the target of all months together"),
        (PHASING, "Phasing", "even, growth, seasonal or custom (these by the weights on the sheet Target)"),
        (GROWTH, "Growth a month", "of growth phasing"),
        (BEYOND, "Beyond the plan", "continue or stop"),
        (YEARLY, "Growth a year", "of what continues; empty: it goes on as the phasing does"),
        (RUNWAY, "Runway", "months before the start in which work must begin"),
    ];
    for (row, label, hint) in labels {
        page.text(row, 0, label, &source.look.plain);
        page.text(row, VALUE + 1, hint, &source.look.hint);
    }
}

/// The inputs of the plan, with what may stand there.
fn of_plan(page: &mut Page, source: &Source) {
    let (scenario, look) = (source.plan.scenario, &source.look);
    let target = scenario.target();
    start(page, source);
    page.number(MONTHS, VALUE, source.months() as f64, &look.number(digits::PLAIN));

    let amount = target.amount.get();
    page.number(AMOUNT, VALUE, amount, &look.input(digits::money(amount)));
    allow(page, AMOUNT, VALUE, Quantity::Money);

    let (phasing, growth) = match &target.phasing {
        Phasing::Even => (PHASINGS[0], 0.0),
        Phasing::Growth(growth) => (PHASINGS[1], growth.get()),
        Phasing::Seasonal(_) => (PHASINGS[2], 0.0),
        Phasing::Custom(_) => (PHASINGS[3], 0.0),
    };
    page.text(PHASING, VALUE, phasing, &look.input(digits::GENERAL));
    choose(page, PHASING, &PHASINGS);
    page.number(GROWTH, VALUE, growth, &look.input(digits::PERCENT));
    allow(page, GROWTH, VALUE, Quantity::MonthlyGrowth);

    let (beyond, yearly) = match target.beyond {
        Beyond::Continue => (BEYONDS[0], None),
        Beyond::Grow(yearly) => (BEYONDS[0], Some(yearly.get())),
        Beyond::Stop => (BEYONDS[1], None),
    };
    page.text(BEYOND, VALUE, beyond, &look.input(digits::GENERAL));
    choose(page, BEYOND, &BEYONDS);
    page.optional(YEARLY, VALUE, yearly, &look.input(digits::PERCENT));
    allow(page, YEARLY, VALUE, Quantity::YearlyGrowth);

    let runway = source.plan.goals.grid().runway() as f64;
    if source.fixed > 0 {
        page.number(RUNWAY, VALUE, runway, &look.number(digits::PLAIN));
    } else {
        let formula = format!("ROUNDUP({}/{DAYS},0)", of_stage(0, column::TO_REVENUE));
        page.formula(RUNWAY, VALUE, &formula, runway, &look.number(digits::PLAIN));
    }
}

/// The first month: a date that may be changed, or a text where there are no dates.
fn start(page: &mut Page, source: &Source) {
    let (start, look) = (source.plan.scenario.start(), &source.look);
    if !source.has_dates() {
        page.text(START, VALUE, &start.to_string(), &look.number(digits::TEXT));
        return;
    }
    page.number(START, VALUE, date(start).to_excel(), &look.input(digits::MONTH));
    let (first, last) = (source.first_start(), Month::LAST);
    let rule = DataValidation::new().allow_date(DataValidationRule::Between(date(first), date(last)));
    validate(page, START, VALUE, rule, &format!("a month from {first} to {last}"));
}

/// What is agreed and no number in a cell: later rates. Gives the next free row.
fn changes(page: &mut Page, source: &Source, mut row: u32) -> u32 {
    if source.fixed == 0 {
        return row;
    }
    let look = &source.look;
    let told = "† A rate that changes over time has no single formula: the goals of these stages, and of those above, \
                are values.";
    page.text(row, 0, told, &look.plain);
    row += 1;
    let told = "Their rates and lags, and the direct shares down to the stage below them, are no inputs here: \
                to change these, change the plan and export it again.";
    page.text(row, 0, told, &look.plain);
    for stage in source.plan.scenario.funnel().stages() {
        for change in stage.yields().changes() {
            row += 1;
            page.text(row, 0, stage.name(), &look.named(Some(stage.owner())));
            page.height(row, &[(stage.name(), source.names)]);
            let told = format!("{} from {} on", show::rate(change.rate.get()), show::month_year(change.from));
            page.text(row, VALUE, &told, &look.hint);
        }
    }
    row + 2
}

/// Lets a cell take the numbers within the bounds of model.md §8.
pub(super) fn allow(page: &mut Page, row: u32, column: u16, quantity: Quantity) {
    let (low, high) = quantity.range();
    let rule = DataValidation::new();
    let rule = match quantity {
        Quantity::Lag => rule.allow_whole_number(DataValidationRule::Between(low as i32, high as i32)),
        _ => rule.allow_decimal_number(DataValidationRule::Between(low, high)),
    };
    validate(page, row, column, rule, quantity.allowed());
}

fn choose(page: &mut Page, row: u32, words: &[&str]) {
    let rule = DataValidation::new().allow_list_strings(words).expect("the words are short");
    validate(page, row, VALUE, rule, &words.join(", "));
}

fn validate(page: &mut Page, row: u32, column: u16, rule: DataValidation, allowed: &str) {
    let rule = rule.set_error_message(format!("Allowed: {allowed}.")).expect("the bounds are a short text");
    page.sheet.add_data_validation(row, column, row, column, &rule).expect("the cell is within the sheet");
}

/// How wide the column of the plan's inputs must be, in which the owners stand too.
pub(super) fn value_width(source: &Source) -> f64 {
    let owners = Owner::ALL.map(|owner| measure::text(show::owner(owner)) + 1.0);
    let amount = measure::widest([source.plan.scenario.target().amount.get()], 2) + 1.0;
    owners.into_iter().fold(amount, f64::max).max(12.0)
}
