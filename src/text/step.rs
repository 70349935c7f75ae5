//! What a step of the session did, in words: numbers as the sentence tells them, and what it has no words for:
//! names, owners, definitions, notes, ranges and locks.
//!
//! A pure function of two plans; it knows no history and no clock.

use super::clean::{clean, fit, width};
use super::input::{label, target_label};
use super::name::running;
use super::sentence::{Plan, change_text, short_names, what_changed};
use super::show;
use crate::goals;
use crate::goals::compare::{NeedDifference, compare};
use crate::plan::{Day, Field, Input, Scenario, Stage, TargetField, Yield};

/// Says what a step did within some columns: what changed and the needs that differ, or else what is called,
/// owned, noted or locked otherwise.
pub fn said(before: Plan, after: Plan, today: Day, columns: usize) -> String {
    let step = compare(before, after);
    if step.changes.is_empty() {
        return listed(&beside_numbers(before.0, after.0), columns);
    }
    let said = what_changed(before, after, before, today, columns);
    match (&step.changes[..], step.needs.last()) {
        // A change that leaves no room for its effect in words may leave some for an arrow.
        ([change], Some(top)) if top.by != 0.0 && said == change_text(*change, before.0, after.0) => {
            let brief = format!("{said}: {}", brief_need(top, after.0));
            if width(&brief) > columns { said } else { brief }
        }
        _ => said,
    }
}

/// Says within some columns what an earlier version of a file says otherwise than the file does now; nothing where it
/// says the same.
pub fn against(now: &Scenario, version: &Scenario, today: Day, columns: usize) -> String {
    let version = version.matched_to([now]);
    said((now, &goals::compute(now)), (&version, &goals::compute(&version)), today, columns)
}

/// The difference of a need in as few columns as its exact number takes: `▼123,076 visitors`.
fn brief_need(need: &NeedDifference, scenario: &Scenario) -> String {
    let name = scenario.funnel().find(need.stage).map(|(place, _)| short_names(scenario).swap_remove(place));
    format!("{} {}", show::delta(need.by, usize::MAX), running(&name.unwrap_or_default()))
}

/// Lists all that a step changed, numbers first: `Proposals→Deals 55 → 60 %`, `owner of Meetings: sales`.
pub fn changes(before: Plan, after: Plan) -> Vec<String> {
    let numbers = compare(before, after).changes.into_iter();
    let numbers = numbers.map(|change| change_text(change, before.0, after.0));
    numbers.chain(beside_numbers(before.0, after.0)).collect()
}

/// The same within some columns: all of it where that fits, else the first and how many more.
pub fn changed(before: Plan, after: Plan, columns: usize) -> String {
    listed(&changes(before, after), columns)
}

/// Lists what differs that no number depends on.
pub fn beside_numbers(before: &Scenario, after: &Scenario) -> Vec<String> {
    let mut found = Vec::new();
    if before.name() != after.name() {
        found.push(format!("renamed to {}", clean(after.name())));
    }
    if before.notes() != after.notes() {
        found.push(match (before.notes().is_empty(), after.notes().is_empty()) {
            (true, _) => "notes written".to_owned(),
            (_, true) => "notes cleared".to_owned(),
            _ => "notes changed".to_owned(),
        });
    }
    for field in TargetField::ALL {
        let was = before.is_locked(Input::Target(field));
        found.extend(locked(target_label(field), was, after.is_locked(Input::Target(field))));
    }
    for stage in after.funnel().stages() {
        if let Some((_, was)) = before.funnel().find(stage.id()) {
            of_stage(&mut found, was, stage, after);
        }
    }
    found
}

fn of_stage(found: &mut Vec<String>, was: &Stage, is: &Stage, after: &Scenario) {
    let name = clean(is.name());
    if was.name() != is.name() {
        found.push(format!("{} renamed to {name}", clean(was.name())));
    }
    if was.owner() != is.owner() {
        found.push(format!("owner of {name}: {}", show::owner(is.owner())));
    }
    if was.definition() != is.definition() {
        let what = if is.definition().is_empty() { "cleared" } else { "changed" };
        found.push(format!("definition of {name} {what}"));
    }
    let input = |field| label(after, Input::Stage(is.id(), field));
    for (field, range) in [(Field::Yield, yield_range(was, is, after)), (Field::Lag, lag_range(was, is))] {
        found.extend(range.map(|range| format!("{}: {range}", input(field))));
    }
    for field in Field::ALL {
        found.extend(locked(&input(field), was.is_locked(field), is.is_locked(field)));
    }
}

fn locked(input: &str, was: bool, is: bool) -> Option<String> {
    (was != is).then(|| format!("{input} {}", if is { "locked" } else { "unlocked" }))
}

/// The range of a rate or a deal value where it is another; one that came with another kind of yield is none.
fn yield_range(was: &Stage, is: &Stage, after: &Scenario) -> Option<String> {
    match (was.yields(), is.yields()) {
        (Yield::Rate { range: was, .. }, Yield::Rate { range: is, .. }) => {
            let ends = is.map(|span| [span.low(), span.high()].map(|rate| show::rate(rate.get())));
            (was != is).then(|| ranged(ends))
        }
        (Yield::Value { range: was, .. }, Yield::Value { range: is, .. }) => {
            let money = |value: crate::plan::Money| show::money_full(value.get(), after.currency());
            let ends = is.map(|span| [span.low(), span.high()].map(money));
            (was != is).then(|| ranged(ends))
        }
        _ => None,
    }
}

fn lag_range(was: &Stage, is: &Stage) -> Option<String> {
    let ends = is.lag_range().map(|span| [span.low(), span.high()].map(show::lag));
    (was.lag_range() != is.lag_range()).then(|| ranged(ends))
}

fn ranged(ends: Option<[String; 2]>) -> String {
    ends.map_or_else(|| "no range".to_owned(), |[low, high]| format!("range {low} to {high}"))
}

/// All of them where they fit, else the first and how many more.
fn listed(changes: &[String], columns: usize) -> String {
    let all = changes.join(", ");
    match changes {
        [] => "No number changes".to_owned(),
        [first, others @ ..] if width(&all) > columns && !others.is_empty() => {
            let more = format!(" and {} more", others.len());
            fit(first, columns.saturating_sub(width(&more))) + &more
        }
        _ => fit(&all, columns),
    }
}
