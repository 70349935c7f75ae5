//! The presenter's result in words: what it is called, how far it is from the baseline's, what the last key did.
//!
//! All of it is about the plan that is shown, against the baseline; only the last step is about a key.

use crate::goals::compare::{Change, changes, same};
use crate::goals::{Bearing, Content, Goals};
use crate::plan::Day;
use crate::text::clean::{clean, width};
use crate::text::{input, sentence, show};
use crate::tui::document::Computed;
use crate::tui::model::{Cell, Model};
use crate::tui::page::presenter::{Shown, shown};
use crate::tui::pane::act;

/// A result in words: what it is called, its value, and how it differs from the baseline's.
pub(super) struct Told {
    /// What it is called, from the longest form to the shortest.
    pub(super) titles: Vec<String>,
    /// It should have been done before today.
    pub(super) late: bool,
    /// Its value.
    pub(super) value: String,
    /// The baseline's.
    pub(super) was: String,
    /// How the two differ.
    pub(super) deltas: Vec<String>,
}

fn stage_name(plan: &Computed, place: usize) -> String {
    clean(plan.scenario.funnel().stages()[place].name()).to_uppercase()
}

/// Tells the result that the presenter is at.
pub(super) fn told(model: &Model) -> Told {
    let (plan, baseline) = (shown(model), model.document.baseline());
    match Shown::of(model) {
        Shown::Need(place) => {
            let titles = vec![format!("{} THIS PLAN NEEDS", stage_name(plan, place))];
            let need = |bearing: Bearing| (bearing.need(), bearing.shown_need());
            count(titles, plan, baseline, place, |_, bearing| need(bearing))
        }
        Shown::Peak => {
            let exact = |goals: &Goals| goals.peak(0).1;
            count(peak_titles(plan), plan, baseline, 0, |goals, bearing| {
                (exact(goals), bearing.shown_peak(Content::Goals))
            })
        }
        Shown::DayOne => {
            let amount = |plan: &Computed| plan.goals.inside_on_day_one();
            let money = |plan: &Computed| show::money_short(amount(plan), plan.scenario.currency());
            let deltas = vec![show::percent_delta(amount(baseline), amount(plan))];
            let titles = vec!["MUST BE INSIDE THE FUNNEL ON DAY ONE".to_owned()];
            Told { titles, late: false, value: money(plan), was: money(baseline), deltas }
        }
        Shown::FirstWork => first_work(plan, baseline, model.today),
    }
}

/// A number of buyers of a stage, by its place: exact, and in whole units as it is shown.
fn count(
    titles: Vec<String>,
    plan: &Computed,
    baseline: &Computed,
    place: usize,
    number: impl Fn(&Goals, Bearing) -> (f64, f64),
) -> Told {
    let bearing = plan.goals.grid().bearing(place);
    let (is, shown_is) = number(&plan.goals, bearing);
    let before = bearing.stage().and_then(|stage| baseline.goals.grid().of(stage));
    let (was, shown_was) = before.map_or((0.0, 0.0), |bearing| number(&baseline.goals, bearing));
    let by = shown_is - shown_was;
    let arrow = if by > 0.0 { "▲" } else { "▼" };
    let deltas = vec![format!("{arrow} {}", show::count(by.abs())), show::percent_delta(was, is)];
    Told { titles, late: false, value: show::count(shown_is), was: show::count(shown_was), deltas }
}

/// The peak's month, and how many months ask for as much: of a flat plan it is no month in particular.
fn peak_titles(plan: &Computed) -> Vec<String> {
    let (column, peak) = plan.goals.peak(0);
    let grid = plan.goals.grid();
    let as_much = grid.top().cells(Content::Goals).filter(|goal| same(*goal, peak)).count();
    let others = match as_much.saturating_sub(1) {
        0 => String::new(),
        1 => " AND ANOTHER".to_owned(),
        others => format!(" AND {others} OTHERS"),
    };
    let (stage, month) = (stage_name(plan, 0), show::month_year(grid.month(column)).to_uppercase());
    vec![
        format!("{stage} IN THE PEAK MONTH, {month}{others}"),
        format!("{stage} IN {month}{others}"),
        format!("{stage}, PEAK MONTH"),
    ]
}

fn first_work(plan: &Computed, baseline: &Computed, today: Day) -> Told {
    let first = |plan: &Computed| plan.goals.first_work();
    let day = |plan: &Computed| first(plan).map_or_else(|| show::NOTHING.to_owned(), show::day_year);
    let number = |plan: &Computed| first(plan).map_or(0, Day::calendar_number);
    let ago = first(plan).map_or(0, |first| today.calendar_number() - first.calendar_number());
    let title = match ago {
        1 => "WORK HAD TO BEGIN YESTERDAY".to_owned(),
        2.. => format!("WORK HAD TO BEGIN {ago} DAYS AGO"),
        _ => "WORK MUST BEGIN ON".to_owned(),
    };
    let deltas = vec![show::days_delta(number(plan) - number(baseline))];
    Told { titles: vec![title], late: ago > 0, value: day(plan), was: day(baseline), deltas }
}

/// How far the needs are from the baseline's, and on a second line what of it can still be had; nothing where no
/// number differs.
pub(super) fn effect(model: &Model, columns: usize, lines: u16) -> Vec<String> {
    let (baseline, plan) = (model.document.baseline(), shown(model));
    if changes(&baseline.scenario, &plan.scenario).is_empty() {
        return Vec::new();
    }
    let said = |columns| sentence::effect(baseline.pair(), plan.pair(), model.today, columns);
    let full = said(usize::MAX);
    let mut clauses = full.split("; ");
    match (clauses.next(), clauses.last()) {
        (Some(counts), Some(last)) if lines > 1 && width(counts).max(width(last)) <= columns => {
            vec![counts.to_owned(), last.to_owned()]
        }
        _ => vec![said(columns)],
    }
}

/// What undo or redo just did: it may be about another lever than the one that is shown.
pub(super) fn undone(model: &Model) -> Option<&str> {
    let notice = model.notice.as_ref()?;
    (act::stepped(model).as_ref() == Some(&notice.text)).then_some(notice.text.as_str())
}

/// What the last step did to the lever that is shown, where it did that and nothing else.
pub(super) fn last_step(model: &Model) -> String {
    let Cell::Input(selected) = model.cell_of(model.pane) else { return String::new() };
    let (before, now) = (&model.document.before().scenario, &model.document.shown().scenario);
    if model.display.peek || model.field.is_some() || changes(before, now) != [Change::Input(selected)] {
        return String::new();
    }
    // What is no number has no size to tell.
    Some(input::delta(before, now, selected))
        .filter(|delta| delta.starts_with(['▲', '▼']))
        .unwrap_or_default()
}
