//! The rows and columns of a plan's levers and ranges: the only place that chooses them.
//!
//! A page is for people and rounds; rows and JSON have full precision.

use serde::Serialize;

use super::document::{Block, Table};
use super::json;
use super::sheet::Dated;
use crate::goals::levers::acts_from;
use crate::goals::{Lever, Pull, Ranged};
use crate::plan::Input;
use crate::text::clean::strip;
use crate::text::lever::Digits;
use crate::text::name::{capital, uncut};
use crate::text::{input, lever, show};

/// What is said of a trial, for scripts.
const NUMBERS: [&str; 6] = ["from", "to", "revenue_gained", "share", "need_saved", "days_later"];

#[derive(Serialize)]
struct LeverRecord {
    input: String,
    from: f64,
    #[serde(flatten)]
    pull: PullRecord,
}

#[derive(Serialize)]
struct RangedRecord {
    input: String,
    from: f64,
    low: PullRecord,
    high: PullRecord,
}

#[derive(Serialize)]
struct PullRecord {
    to: f64,
    revenue_gained: f64,
    share: Option<f64>,
    need_saved: f64,
    days_later: i32,
}

impl From<Pull> for PullRecord {
    fn from(pull: Pull) -> Self {
        let Pull { to, gained, share, need_saved, days_later, .. } = pull;
        Self { to, revenue_gained: gained, share, need_saved, days_later }
    }
}

/// The levers of a plan as a page: what each one gains, and how to read it.
pub fn page(plan: Dated, levers: &[Lever]) -> Vec<Block> {
    let from = acts_from(plan.scenario, plan.today);
    let inside = lever::inside(plan.scenario);
    let mut table = Table::new(&["Lever"], &["Now", "Try", "Gained", &capital(&inside), &top(plan), "Work"]);
    for Lever { input, from, pull } in levers {
        let [now, tried] = lever::values(plan.scenario, *input, [*from, pull.to], Digits::All);
        table.rows.push(vec![
            label(plan, *input),
            now,
            tried,
            gained(plan, pull),
            pull.share.map(show::share).unwrap_or_default(),
            need(pull),
            lever::starts(pull.days_later),
        ]);
    }
    let title = format!("{} · Levers: {}", strip(plan.scenario.name()), lever::pulled(from));
    let reading = lever::reading_fitted(lever::reading(plan.scenario, levers, from), |_| true);
    vec![Block::Title(title), Block::Table(table), Block::Text(strip(&reading))]
}

/// The levers of a plan in rows, the most worth first.
pub fn rows(plan: Dated, levers: &[Lever]) -> Table {
    let mut table = Table::new(&["input"], &NUMBERS);
    for Lever { input, from, pull } in levers {
        table.rows.push([path(plan, *input)].into_iter().chain(numbers(*from, pull)).collect());
    }
    table
}

/// The levers of a plan as JSON (cli.md).
pub fn json(plan: Dated, levers: &[Lever]) -> String {
    let record = |lever: &Lever| LeverRecord {
        input: input::path(plan.scenario, lever.input),
        from: lever.from,
        pull: lever.pull.into(),
    };
    json::text(&levers.iter().map(record).collect::<Vec<_>>())
}

/// The ranges of a plan as a page: what each end gains or loses, and how a range is given.
pub fn ranges_page(plan: Dated, ranges: &[Ranged]) -> Vec<Block> {
    let title = format!(
        "{} · Your ranges: revenue gained or lost {} at the low and the high end, from {}, each alone",
        strip(plan.scenario.name()),
        lever::inside(plan.scenario),
        show::day_year(acts_from(plan.scenario, plan.today)),
    );
    let mut page = vec![Block::Title(title)];
    if !ranges.is_empty() {
        page.push(Block::Table(ends(plan, ranges)));
    }
    let without = lever::without_range(plan.scenario, ranges.len());
    page.extend(without.map(|without| Block::Text(strip(&without))));
    page
}

fn ends(plan: Dated, ranges: &[Ranged]) -> Table {
    let top = top(plan);
    let needs = ["low", "high"].map(|end| format!("{top} {end}"));
    let heads = ["Now", "Low", "High", "Gained low", "Gained high", &needs[0], &needs[1]];
    let mut table = Table::new(&["Lever"], &heads);
    for Ranged { input, from, low, high } in ranges {
        let [now, least, most] = lever::values(plan.scenario, *input, [*from, low.to, high.to], Digits::All);
        table.rows.push(vec![
            label(plan, *input),
            now,
            least,
            most,
            gained(plan, low),
            gained(plan, high),
            need(low),
            need(high),
        ]);
    }
    table
}

/// The ranges of a plan in rows, one for each end.
pub fn ranges_rows(plan: Dated, ranges: &[Ranged]) -> Table {
    let mut table = Table::new(&["input", "end"], &NUMBERS);
    for Ranged { input, from, low, high } in ranges {
        for (end, pull) in [("low", low), ("high", high)] {
            let words = [path(plan, *input), end.to_owned()];
            table.rows.push(words.into_iter().chain(numbers(*from, pull)).collect());
        }
    }
    table
}

/// The ranges of a plan as JSON: both ends of each.
pub fn ranges_json(plan: Dated, ranges: &[Ranged]) -> String {
    let record = |ranged: &Ranged| RangedRecord {
        input: input::path(plan.scenario, ranged.input),
        from: ranged.from,
        low: ranged.low.into(),
        high: ranged.high.into(),
    };
    json::text(&ranges.iter().map(record).collect::<Vec<_>>())
}

fn numbers(from: f64, pull: &Pull) -> [String; 6] {
    let Pull { to, gained, share, need_saved, days_later, .. } = pull;
    [
        from.to_string(),
        to.to_string(),
        gained.to_string(),
        share.map(|share| share.to_string()).unwrap_or_default(),
        need_saved.to_string(),
        days_later.to_string(),
    ]
}

fn label(plan: Dated, input: Input) -> String {
    strip(&input::clear_label(plan.scenario, input))
}

fn path(plan: Dated, input: Input) -> String {
    strip(&input::path(plan.scenario, input))
}

fn gained(plan: Dated, pull: &Pull) -> String {
    show::money_short_signed(pull.gained, plan.scenario.currency())
}

/// How the need of the top stage changes, in whole units.
fn need(pull: &Pull) -> String {
    show::signed(-pull.shown_need_saved)
}

/// The short name of the top stage.
fn top(plan: Dated) -> String {
    strip(&uncut(&plan.scenario.funnel().names())[0])
}
