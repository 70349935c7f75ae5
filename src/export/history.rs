//! What was tried in a session, as a page: each step with what it did to the needs, and where the plan stands.
//!
//! Knows no session: whoever has one hands over its steps in the order of time.

use super::document::{Block, Table};
use crate::goals::compare::compare;
use crate::goals::grid::Bearing;
use crate::plan::Day;
use crate::text::clean::strip;
use crate::text::sentence::{Plan, effect};
use crate::text::{show, step};

/// So many columns have room for the needs that differ, but not for when and what of it lies ahead.
const BRIEF: usize = 60;

/// A step of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// When it was made, as `10:02`.
    pub time: String,
    /// Whether it was undone and not redone since.
    pub undone: bool,
    /// What it changed.
    pub change: String,
    /// What that did to the needs; empty where it changed no plan.
    pub effect: String,
    /// How far the plan was from its baseline then.
    pub distance: String,
}

impl Row {
    /// A step from one plan to the next.
    pub fn edited(time: &str, before: Plan, after: Plan, baseline: Plan, today: Day) -> Self {
        let change = strip(&step::changes(before, after).join(", "));
        Self {
            effect: strip(&effect(before, after, today, usize::MAX)),
            ..Self::brought(time, change, after, baseline, today)
        }
    }

    /// A step that edited nothing: the session began, a scenario was opened, the baseline pinned.
    pub fn brought(time: &str, change: String, after: Plan, baseline: Plan, today: Day) -> Self {
        let distance = distance(baseline, after, today);
        Self { time: time.to_owned(), undone: false, change, effect: String::new(), distance }
    }
}

/// All that was tried, and where it led.
#[derive(Debug, Clone)]
pub struct Tried<'a> {
    /// The day on which it is written down.
    pub date: Day,
    /// The steps, the first one first.
    pub rows: Vec<Row>,
    /// The plan as it stands.
    pub now: Plan<'a>,
    /// What it is measured against.
    pub baseline: Plan<'a>,
    /// When that was pinned; none: it is the scenario as opened.
    pub pinned: Option<&'a str>,
}

/// How far a plan is from its baseline: the inputs that differ, and what that does to the needs.
fn distance(baseline: Plan, now: Plan, today: Day) -> String {
    let needs = || strip(&effect(baseline, now, today, BRIEF));
    match compare(baseline, now).changes.len() {
        0 => show::NOTHING.to_owned(),
        1 => format!("1 input: {}", needs()),
        inputs => format!("{inputs} inputs: {}", needs()),
    }
}

/// The page: the steps, the plan against its baseline, the notes.
pub fn page(tried: &Tried) -> Vec<Block> {
    let scenario = tried.now.0;
    let title = format!("What we tried · {} · {}", strip(scenario.name()), show::day_year(tried.date));
    let mut page = vec![Block::Title(title), Block::Text(measured(tried)), Block::Table(steps(&tried.rows))];
    page.push(Block::Heading("Where the plan stands against the baseline".to_owned()));
    let changes = step::changes(tried.baseline, tried.now);
    if changes.is_empty() {
        page.push(Block::Text("No input differs from the baseline.".to_owned()));
    } else {
        let mut table = Table::new(&["What differs"], &[]);
        table.rows = changes.iter().map(|change| vec![strip(change)]).collect();
        page.push(Block::Table(table));
    }
    page.push(Block::Table(needs(tried)));
    let notes = scenario.notes().lines().map(strip).filter(|line| !line.trim().is_empty());
    let notes: Vec<Block> = notes.map(Block::Text).collect();
    if !notes.is_empty() {
        page.push(Block::Heading("Notes".to_owned()));
        page.extend(notes);
    }
    page
}

fn measured(tried: &Tried) -> String {
    match tried.pinned {
        Some(when) => format!("Baseline: the plan as it was pinned at {when}."),
        None => "Baseline: the scenario as it was opened.".to_owned(),
    }
}

fn steps(rows: &[Row]) -> Table {
    let mut table = Table::new(&["Time", "Step", "What it did", "Against the baseline"], &[]);
    table.rows.extend(rows.iter().map(|row| {
        let change = if row.undone { format!("{} (undone)", row.change) } else { row.change.clone() };
        vec![row.time.clone(), change, row.effect.clone(), row.distance.clone()]
    }));
    table
}

/// The need of each stage in the baseline and now; plans in different currencies get no differences.
fn needs(tried: &Tried) -> Table {
    let mut table = Table::new(&["This plan needs"], &["Baseline", "Now", "Difference"]);
    let comparable = tried.baseline.0.currency() == tried.now.0.currency();
    for stage in tried.now.0.funnel().stages() {
        let need =
            |plan: Plan| plan.1.grid().of(stage.id()).map(|row: Bearing| (row.need(), row.shown_need()));
        let shown = |need: Option<(f64, f64)>| need.map_or_else(String::new, |(_, shown)| show::count(shown));
        let (was, is) = (need(tried.baseline), need(tried.now));
        let difference = match (was, is) {
            (Some((was, _)), Some((is, _))) if comparable => show::percent_delta(was, is),
            (None, _) => "new".to_owned(),
            _ => String::new(),
        };
        table.rows.push(vec![strip(stage.name()), shown(was), shown(is), difference]);
    }
    table
}
