//! The sheet of the inputs: what may be changed is yellow, and every other sheet follows it.

use rust_xlsxwriter::{DataValidation, DataValidationRule};

use super::look::digits;
use super::page::{Page, fixed};
use super::{Source, date};
use crate::plan::{Beyond, Owner, Phasing, Quantity, Stage};
use crate::text::show;

pub(super) const SHEET: &str = "Inputs";

const START: u32 = 3;
const MONTHS: u32 = 4;
const AMOUNT: u32 = 5;
const PHASING: u32 = 6;
const GROWTH: u32 = 7;
const BEYOND: u32 = 8;
const YEARLY: u32 = 9;
const RUNWAY: u32 = 10;
const HEAD: u32 = 13;
/// The row of the first stage.
const FIRST: u32 = HEAD + 1;

/// The column of the plan's own inputs.
const VALUE: u16 = 1;

/// The columns of the stages.
pub(super) mod column {
    pub(in super::super) const NAME: u16 = 0;
    pub(in super::super) const OWNER: u16 = 1;
    pub(in super::super) const RATE: u16 = 2;
    pub(in super::super) const VALUE: u16 = 3;
    pub(in super::super) const LAG: u16 = 4;
    pub(in super::super) const DIRECT: u16 = 5;
    pub(in super::super) const OPENING: u16 = 6;
    pub(in super::super) const TO_REVENUE: u16 = 7;
    pub(in super::super) const WHOLE_MONTHS: u16 = 8;
    pub(in super::super) const PART: u16 = 9;
    pub(in super::super) const WORTH: u16 = 10;
    pub(in super::super) const DEFINITION: u16 = 11;
}

/// What stands over them.
const HEADS: [&str; 12] = [
    "Stage",
    "Owner",
    "Rate to the next",
    "Deal value",
    "Lag in days",
    "Direct share",
    "Inside on day one",
    "Days to revenue",
    "in whole months",
    "and part of one",
    "Revenue per entry",
    "Definition",
];

/// The cell of a stage in a formula of another sheet.
pub(super) fn of_stage(place: usize, column: u16) -> String {
    format!("{SHEET}!{}", fixed(FIRST + place as u32, column))
}

/// The names of the plan's own inputs, and where they stand.
pub(super) fn names() -> Vec<(&'static str, String)> {
    let places = [
        ("Start", START),
        ("Months", MONTHS),
        ("Amount", AMOUNT),
        ("Phasing", PHASING),
        ("MonthlyGrowth", GROWTH),
        ("Beyond", BEYOND),
        ("YearlyGrowth", YEARLY),
        ("Runway", RUNWAY),
    ];
    places.map(|(name, row)| (name, format!("={SHEET}!{}", fixed(row, VALUE)))).to_vec()
}

pub(super) const fn phasing(phasing: &Phasing) -> &'static str {
    match phasing {
        Phasing::Even => "even",
        Phasing::Growth(_) => "growth",
        Phasing::Seasonal(_) => "seasonal",
        Phasing::Custom(_) => "custom",
    }
}

pub(super) fn page(source: &Source) -> Page {
    let mut page = Page::new(SHEET);
    for (column, width) in [26, 12, 12, 14, 10, 10, 12, 12, 10, 10, 16, 50].into_iter().enumerate() {
        page.width(column as u16, f64::from(width));
    }
    let look = &source.look;
    page.text(0, 0, source.plan.scenario.name(), &look.title);
    page.text(1, 0, "Change a yellow cell: goals, day one and target follow.", &look.quiet);
    of_plan(&mut page, source);
    for (column, head) in HEADS.into_iter().enumerate() {
        let is_word = [column::NAME, column::OWNER, column::DEFINITION].contains(&(column as u16));
        page.text(HEAD, column as u16, head, if is_word { &look.head } else { &look.head_right });
    }
    let stages = source.plan.scenario.funnel().stages();
    for place in 0..stages.len() {
        of_one_stage(&mut page, source, place);
    }
    let after = after_stages(&mut page, source, FIRST + stages.len() as u32 + 1);
    page.sheet.set_print_area(0, 0, after, column::DEFINITION).expect("the cells are within the sheet");
    page
}

/// The inputs of the plan, with what may stand there.
fn of_plan(page: &mut Page, source: &Source) {
    let (scenario, look) = (source.plan.scenario, &source.look);
    let target = scenario.target();
    let amount = format!("Revenue in {}", scenario.currency().code());
    let labels = [
        (START, "Start", "the first month"),
        (MONTHS, "Months", "fixed in this workbook: export the plan again to change them"),
        (AMOUNT, amount.as_str(), "the target of all months together"),
        (PHASING, "Phasing", "even, growth, seasonal or custom: weights on the sheet Target"),
        (GROWTH, "Growth a month", "of growth phasing"),
        (BEYOND, "Beyond the plan", "continue or stop"),
        (YEARLY, "Growth a year", "of what continues; empty: as the phasing goes on"),
        (RUNWAY, "Runway", "months before the start in which work must begin"),
    ];
    for (row, label, hint) in labels {
        page.text(row, 0, label, &look.plain);
        page.text(row, VALUE + 1, hint, &look.quiet);
    }
    let start = scenario.start();
    if source.has_dates() {
        let format = look.input(digits::MONTH);
        let start = date(start);
        page.sheet
            .write_date_with_format(START, VALUE, start, &format)
            .expect("the cell is within the sheet");
    } else {
        page.text(START, VALUE, &start.to_string(), &look.number(digits::TEXT));
    }
    page.number(MONTHS, VALUE, source.months() as f64, &look.number(digits::WHOLE));
    page.number(AMOUNT, VALUE, target.amount.get(), &look.input("#,##0.##"));
    page.text(PHASING, VALUE, phasing(&target.phasing), &look.input(digits::GENERAL));
    let growth = if let Phasing::Growth(growth) = &target.phasing { growth.get() } else { 0.0 };
    page.number(GROWTH, VALUE, growth, &look.input(digits::PERCENT));
    let beyond = if target.beyond == Beyond::Stop { "stop" } else { "continue" };
    page.text(BEYOND, VALUE, beyond, &look.input(digits::GENERAL));
    match target.beyond {
        Beyond::Grow(yearly) => page.number(YEARLY, VALUE, yearly.get(), &look.input(digits::PERCENT)),
        Beyond::Continue | Beyond::Stop => page.blank(YEARLY, VALUE, &look.input(digits::PERCENT)),
    }
    let runway = source.plan.goals.grid().runway() as f64;
    if source.fixed > 0 {
        page.number(RUNWAY, VALUE, runway, &look.number(digits::WHOLE));
    } else {
        let formula = format!("=ROUNDUP({}/30,0)", fixed(FIRST, column::TO_REVENUE));
        page.formula(RUNWAY, VALUE, &formula, runway, &look.number(digits::WHOLE));
    }
    allow(page, AMOUNT, VALUE, Quantity::Money);
    choose(page, PHASING, &["even", "growth", "seasonal", "custom"]);
    allow(page, GROWTH, VALUE, Quantity::MonthlyGrowth);
    choose(page, BEYOND, &["continue", "stop"]);
    allow(page, YEARLY, VALUE, Quantity::YearlyGrowth);
}

/// The row of a stage: its inputs, and what of a goal's formula follows from them.
fn of_one_stage(page: &mut Page, source: &Source, place: usize) {
    let look = &source.look;
    let stages = source.plan.scenario.funnel().stages();
    let (stage, row) = (&stages[place], FIRST + place as u32);
    let is_last = place + 1 == stages.len();
    let owned = look.owned(Some(stage.owner()), digits::GENERAL);
    page.text(row, column::NAME, stage.name(), &owned);
    page.text(row, column::OWNER, show::owner(stage.owner()), &owned);
    let (yields, other) = if is_last { (column::VALUE, column::RATE) } else { (column::RATE, column::VALUE) };
    let format = look.input(if is_last { "#,##0.##" } else { digits::PERCENT });
    page.number(row, yields, stage.yields().initial(), &format);
    page.blank(row, other, &look.plain);
    page.number(row, column::LAG, f64::from(stage.lag().days()), &look.input(digits::WHOLE));
    if place == 0 {
        page.blank(row, column::DIRECT, &look.plain);
    } else {
        page.number(row, column::DIRECT, stage.direct().get(), &look.input(digits::PERCENT));
        allow(page, row, column::DIRECT, Quantity::Share);
    }
    match stage.opening() {
        Some(opening) => page.number(row, column::OPENING, opening.get(), &look.input(digits::LONG)),
        None => page.blank(row, column::OPENING, &look.input(digits::LONG)),
    }
    allow(page, row, yields, if is_last { Quantity::Money } else { Quantity::Rate });
    allow(page, row, column::LAG, Quantity::Lag);
    allow(page, row, column::OPENING, Quantity::Count);
    derived(page, source, place);
    page.text(row, column::DEFINITION, stage.definition(), &look.wrapped);
}

/// How far a stage is from revenue, and how much revenue an entry brings.
fn derived(page: &mut Page, source: &Source, place: usize) {
    let look = &source.look;
    let funnel = source.plan.scenario.funnel();
    let row = FIRST + place as u32;
    let is_last = place + 1 == funnel.stages().len();
    let here = |column| fixed(row, column);
    let below = |column| fixed(row + 1, column);
    let days = f64::from(funnel.lag_to_revenue(place));
    let to_revenue = match is_last {
        true => format!("={}", here(column::LAG)),
        false => format!("={}+{}", here(column::LAG), below(column::TO_REVENUE)),
    };
    page.formula(row, column::TO_REVENUE, &to_revenue, days, &look.number(digits::WHOLE));
    let (whole, part) = ((days / 30.0).floor(), days % 30.0 / 30.0);
    let whole_months = format!("=INT({}/30)", here(column::TO_REVENUE));
    page.formula(row, column::WHOLE_MONTHS, &whole_months, whole, &look.number(digits::WHOLE));
    let part_of_one = format!("=MOD({},30)/30", here(column::TO_REVENUE));
    page.formula(row, column::PART, &part_of_one, part, &look.number("0.00"));
    if place < source.fixed {
        page.text(row, column::WORTH, "a rate changes", &look.quiet);
    } else {
        let worth = match is_last {
            true => format!("={}", here(column::VALUE)),
            false => {
                format!("={}*{}/(1-{})", here(column::RATE), below(column::WORTH), below(column::DIRECT))
            }
        };
        page.formula(row, column::WORTH, &worth, worth_of(funnel.stages(), place), &look.number("#,##0.00"));
    }
}

/// The revenue that an entry at a stage brings, those counted with it that enter below directly (c of model.md §4).
fn worth_of(stages: &[Stage], place: usize) -> f64 {
    let (last, chain) = stages.split_last().expect("a funnel has stages");
    let from = place.min(chain.len());
    let entered = stages[(from + 1).min(stages.len())..].iter().map(|below| 1.0 - below.direct().get());
    let rates = chain[from..].iter().map(|stage| stage.yields().initial());
    rates.product::<f64>() * last.yields().initial() / entered.product::<f64>()
}

/// What is agreed and no number: later rates, and the notes. Gives the last row.
fn after_stages(page: &mut Page, source: &Source, mut row: u32) -> u32 {
    let (scenario, look) = (source.plan.scenario, &source.look);
    let stages = scenario.funnel().stages();
    if source.fixed > 0 {
        page.text(row, 0, "Rates that change", &look.head);
        row += 1;
        for stage in stages {
            for change in stage.yields().changes() {
                let told =
                    format!("{} from {} on", show::rate(change.rate.get()), show::month_year(change.from));
                page.text(row, 0, stage.name(), &look.plain);
                page.text(row, 1, &told, &look.plain);
                row += 1;
            }
        }
        let told = "A rate that changes has no single formula: the goals of these stages, and of those above, are \
                    values. Export the plan again after a change that concerns them.";
        page.text(row, 0, told, &look.warning);
        row += 2;
    }
    page.text(row, 0, "Owners", &look.head);
    for (column, owner) in Owner::ALL.into_iter().enumerate() {
        let format = look.owned(Some(owner), digits::GENERAL);
        page.text(row, 1 + column as u16, show::owner(owner), &format);
    }
    row += 1;
    for line in scenario.notes().lines().take(1000) {
        row += 1;
        page.text(row, 0, line, &look.plain);
    }
    row
}

/// Lets a cell take the numbers within the bounds of model.md §8.
fn allow(page: &mut Page, row: u32, column: u16, quantity: Quantity) {
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
