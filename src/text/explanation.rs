//! What the explanation of a cell says (screens.md §8.2): the chain line by line, and what the number consists of.
//!
//! Rows of text for whoever lays them out, the screen and the command line alike. Every line can be recomputed from
//! the one before it and its own rule.

use super::clean::strip;
use super::entry::{self, Kind};
use super::name::{REVENUE, running, uncut};
use super::sentence::{Plan, change_text};
use super::show;
use crate::goals::compare::{compare, same};
use crate::goals::explain::{Cell, Explanation, Part, RevenueMonth, Shown, Step, explain};
use crate::plan::month::DAYS;
use crate::plan::{Beyond, Day, Month, Origin, Scenario};

/// A line of the chain, from revenue up to the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The stage.
    pub name: String,
    /// Its entries with two decimals, or the revenue in full.
    pub amount: String,
    /// What makes it of the line before: "÷ 60.0%", "× (1 - 30%) ÷ 60.0%". A stage with several rates names the
    /// part too that each is for: "40.00 ÷ 60.0%". Empty for revenue.
    pub rule: String,
    /// The days of the entries, or which days of which months the revenue is of.
    pub dates: String,
}

/// Something else that can be said of the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// How much, or when.
    pub amount: String,
    /// What that means.
    pub about: String,
}

/// The explanation of a cell in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The number that is explained, whose it is and when: "Why 133,333 · Site visitors · Aug 2027".
    pub title: String,
    /// What leads to the lines, or why there are none.
    pub lead: String,
    /// From revenue up to the cell.
    pub lines: Vec<Line>,
    /// What the number consists of, how it is rounded, what it was, and until when it counts.
    pub facts: Vec<Fact>,
}

/// Explains the cell of a row (by its place; revenue comes after the last stage), against another plan if there is one.
pub fn words(plan: Plan, place: usize, cell: Cell, baseline: Option<Plan>) -> Words {
    let (scenario, goals) = plan;
    let explained = explain(scenario, goals, place, cell.days(scenario, goals, place));
    let title = title(plan, place, cell);
    let baseline = baseline.and_then(|baseline| against(plan, place, cell, baseline));
    if explained.stage.is_none() {
        let (lead, lines) = (revenue_lead(scenario, &explained), revenue_lines(scenario, &explained));
        return Words { title, lead, lines, facts: baseline.into_iter().collect() };
    }
    let facts = parts(scenario, &explained).into_iter().chain(shown(plan, place, cell));
    Words {
        title,
        lead: lead(scenario, place, cell, &explained),
        lines: explained.steps.iter().map(|step| line(scenario, &explained, step)).collect(),
        facts: facts.chain(baseline).chain([last_call(plan, place)]).collect(),
    }
}

/// The name of a cell: "Aug 2027", "Total", "Need", "day one".
pub fn cell_name(cell: Cell) -> String {
    match cell {
        Cell::Month(month) => show::month_year(month),
        Cell::Runway => "before the plan".to_owned(),
        Cell::Total => "Total".to_owned(),
        Cell::Need => "Need".to_owned(),
        Cell::DayOne => "day one".to_owned(),
    }
}

/// The name of a row (by its place) in full.
pub fn row_name(scenario: &Scenario, place: usize) -> String {
    scenario.funnel().stages().get(place).map_or_else(|| REVENUE.to_owned(), |stage| strip(stage.name()))
}

fn title((scenario, goals): Plan, place: usize, cell: Cell) -> String {
    let number = match cell.shown(goals, place) {
        Some(shown) => show::count(shown.units()),
        None => show::money_full(cell.exact(goals, place), scenario.currency()),
    };
    format!("Why {number} · {} · {}", row_name(scenario, place), cell_name(cell))
}

/// What the buyers of a stage are called inside a sentence: "visitors".
fn buyers(scenario: &Scenario, place: usize) -> String {
    let names = scenario.funnel().names();
    strip(&running(&uncut(&names)[place]))
}

fn lead(scenario: &Scenario, place: usize, cell: Cell, explained: &Explanation) -> String {
    let start = scenario.start();
    if explained.days.is_empty() {
        if cell == Cell::DayOne {
            return "Nobody has to be inside: with a lag of 0 days nobody stays.".to_owned();
        }
        let first = Day::at(start, -scenario.funnel().lag_to_revenue(place));
        return format!("Nobody has to enter yet: the first day that counts is {}.", show::day_year(first));
    }
    let (buyers, revenue) = (buyers(scenario, place), show::days(start, &explained.serves()));
    if explained.goal == 0.0 {
        format!("Nobody has to enter for the revenue of {revenue}, as there is none:")
    } else if explained.has_direct() {
        format!("With direct entries these {buyers} turn into the revenue of {revenue}:")
    } else {
        format!("These {buyers} turn into the revenue of {revenue}:")
    }
}

fn line(scenario: &Scenario, explained: &Explanation, step: &Step) -> Line {
    let place = step.stage.and_then(|id| scenario.funnel().find(id)).map(|(place, _)| place);
    let (Some(place), Some(yields)) = (place, step.yields) else {
        return Line {
            name: REVENUE.to_owned(),
            amount: show::money_exact(step.amount, scenario.currency()),
            rule: String::new(),
            dates: days_of_months(&explained.months),
        };
    };
    let stage = &scenario.funnel().stages()[place];
    let is_piece = explained.steps.iter().filter(|other| other.stage == step.stage).count() > 1;
    let of = if is_piece { show::exact(step.of) + " " } else { String::new() };
    let direct = if step.direct > 0.0 {
        format!("× (1 - {}) ", entry::print(step.direct, Kind::Share))
    } else {
        String::new()
    };
    let yields = match stage.value() {
        Some(value) => show::money_full(value.get(), scenario.currency()),
        None => show::rate(yields),
    };
    Line {
        name: row_name(scenario, place),
        amount: show::exact(step.amount),
        rule: format!("{of}{direct}÷ {yields}"),
        dates: show::days_short(scenario.start(), &step.days),
    }
}

/// Which days of which months: "3 days of Dec 2027 and 27 of Jan 2028", "all of Jan 2027 to Dec 2027".
fn days_of_months(months: &[RevenueMonth]) -> String {
    let part = |month: &RevenueMonth| {
        let name = show::month_year(month.month);
        match month.days {
            DAYS => format!("all of {name}"),
            1 => format!("1 day of {name}"),
            days => format!("{days} days of {name}"),
        }
    };
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return show::NOTHING.to_owned() };
    if months.len() == 1 {
        return part(first);
    }
    let name = show::month_year(last.month);
    let until = match (first.days, last.days) {
        (DAYS, DAYS) => name,
        (from, days) if from < DAYS && days < DAYS => format!("{days} of {name}"),
        _ => part(last),
    };
    format!("{} {} {until}", part(first), if months.len() == 2 { "and" } else { "to" })
}

fn revenue_lead(scenario: &Scenario, explained: &Explanation) -> String {
    let start = scenario.start();
    if explained.days.is_empty() {
        return format!("No revenue counts before {}.", show::day_year(Day::at(start, 0)));
    }
    let plan = show::days(start, &(0..scenario.months().days()));
    format!("The amount is split over {plan} by weight ({}):", show::phasing(&scenario.target().phasing))
}

/// The amount, then the share of each month.
fn revenue_lines(scenario: &Scenario, explained: &Explanation) -> Vec<Line> {
    if explained.days.is_empty() {
        return Vec::new();
    }
    let money = |amount| show::money_exact(amount, scenario.currency());
    let start = scenario.start();
    let amount = Line {
        name: "Amount".to_owned(),
        amount: money(scenario.target().amount.get()),
        rule: String::new(),
        dates: show::days(start, &(0..scenario.months().days())),
    };
    let month = |month: &RevenueMonth| Line {
        name: show::month_year(month.month),
        amount: money(month.revenue),
        rule: match month.origin {
            Origin::Weight { weight, of } => format!("× {} ÷ {}", show::factor(weight), show::factor(of)),
            origin => going_on(origin, last_month(scenario)),
        },
        dates: String::new(),
    };
    [amount].into_iter().chain(explained.months.iter().map(month)).collect()
}

fn last_month(scenario: &Scenario) -> Month {
    scenario.start().plus(scenario.months().months() as i32 - 1)
}

/// How the target goes on behind the plan.
fn going_on(origin: Origin, last: Month) -> String {
    let last = show::month_year(last);
    match origin {
        Origin::Nothing => format!("the target stops after {last}"),
        Origin::Weight { .. } => format!("its seasons go on after {last}"),
        Origin::Mean { growth: 1.0 } => format!("goes on at its mean after {last}"),
        Origin::Mean { growth } => format!("its mean × {} after {last}", show::factor(growth)),
        Origin::Earlier { growth: 1.0, .. } => format!("the target goes on after {last}"),
        Origin::Earlier { growth, .. } => format!("goes on after {last}, × {}", show::factor(growth)),
    }
}

/// What the goal is for: the plan, and what follows it.
fn parts(scenario: &Scenario, explained: &Explanation) -> [Fact; 2] {
    let amount = |part: &Part| {
        if part.serves.is_empty() { show::NOTHING.to_owned() } else { show::exact(part.amount) }
    };
    let (plan, beyond) = (&explained.this_plan, &explained.beyond);
    let horizon = scenario.months().days();
    let goes_on = || {
        let first = beyond.serves.start.div_euclid(DAYS);
        let month = explained.months.iter().find(|month| month.month.since(scenario.start()) >= first);
        month.map_or_else(String::new, |month| going_on(month.origin, last_month(scenario)))
    };
    let within_a_year = beyond.serves.end <= horizon + 12 * DAYS;
    let year = next_year(scenario).filter(|_| within_a_year && !beyond.serves.is_empty());
    [
        Fact {
            name: "For this plan".to_owned(),
            amount: amount(plan),
            about: match plan.serves.is_empty() {
                false => format!("the revenue of {}", show::days(scenario.start(), &plan.serves)),
                true if explained.days.is_empty() => "nothing".to_owned(),
                true => "nothing: all is after the last call".to_owned(),
            },
        },
        Fact {
            name: year.map_or_else(|| "Beyond".to_owned(), |year| format!("For {year}")),
            amount: amount(beyond),
            about: match beyond.serves.is_empty() {
                false => goes_on(),
                true if explained.days.is_empty() => "nothing".to_owned(),
                true => "nothing: all is for this plan".to_owned(),
            },
        },
    ]
}

/// The year that follows a plan which ends with a December.
fn next_year(scenario: &Scenario) -> Option<i32> {
    let last = last_month(scenario);
    (last.number() == 12).then(|| last.year() + 1)
}

/// How the whole units come about.
fn shown((scenario, goals): Plan, place: usize, cell: Cell) -> Option<Fact> {
    let shown = cell.shown(goals, place)?;
    let last = if let Cell::Month(month) = cell { month } else { last_month(scenario) };
    let about = if shown.upto == 0.0 {
        "nothing".to_owned()
    } else if shown.before > 0.0 {
        format!("{} up to {} less {}", show::count(shown.upto), show::month(last), show::count(shown.before))
    } else {
        "rounded up".to_owned()
    };
    Some(Fact { name: "Shown".to_owned(), amount: show::count(shown.units()), about })
}

/// What the cell is in another plan, and which inputs make the difference; nothing where nothing can be compared.
fn against(plan: Plan, place: usize, cell: Cell, baseline: Plan) -> Option<Fact> {
    let changes = compare(baseline, plan).changes;
    if changes.is_empty() || plan.0.currency() != baseline.0.currency() {
        return None;
    }
    let fact = |amount, about| Some(Fact { name: "Baseline".to_owned(), amount, about });
    let found = match plan.0.funnel().stages().get(place) {
        None => Some(baseline.0.funnel().stages().len()),
        Some(stage) => baseline.0.funnel().find(stage.id()).map(|(place, _)| place),
    };
    let Some(was) = found else {
        return fact(show::NOTHING.to_owned(), "new: it has no such stage".to_owned());
    };
    let exact = [cell.exact(plan.1, place), cell.exact(baseline.1, was)];
    let shown = [cell.shown(plan.1, place), cell.shown(baseline.1, was)];
    let units = shown.map(|shown| shown.map_or(0.0, Shown::units));
    let is_revenue = place == plan.0.funnel().stages().len();
    let [now, before] = if is_revenue || matches!(cell, Cell::Month(_)) { exact } else { units };
    let amount =
        if is_revenue { show::money_exact(exact[1], baseline.0.currency()) } else { show::count(units[1]) };
    let change = match changes[..] {
        [only] => strip(&change_text(only, baseline.0, plan.0)),
        _ => format!("{} inputs", changes.len()),
    };
    let delta = show::delta(now - before, show::WIDEST);
    let about = match delta == show::NOTHING {
        false => format!("{delta}: {change}"),
        true if same(exact[0], exact[1]) => "no difference".to_owned(),
        true => format!("under 1 apart: {change}"),
    };
    fact(amount, about)
}

/// Until when an entry still becomes revenue of the plan.
fn last_call((scenario, goals): Plan, place: usize) -> Fact {
    let last = goals.last_call(place);
    let same_year = last.month.year() == scenario.start().year();
    let buyers = buyers(scenario, place);
    let then = match next_year(scenario) {
        _ if scenario.target().beyond == Beyond::Stop => "nothing".to_owned(),
        Some(year) => year.to_string(),
        None => "what follows the plan".to_owned(),
    };
    Fact {
        name: "Last call".to_owned(),
        amount: if same_year { show::day(last) } else { show::day_year(last) },
        about: format!("{buyers} after that serve {then}"),
    }
}
