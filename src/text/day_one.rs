//! What is said of a stage on day one: whose revenue its buyers carry, and what is at risk where they are too few.

use super::show;
use crate::goals::grid::ceiling;
use crate::goals::{DayOne, Goals};
use crate::plan::{Day, Scenario};

/// The days whose revenue a stage's buyers carry: `1 Feb – 28 Feb`.
pub fn serves(scenario: &Scenario, day_one: &DayOne) -> String {
    show::days_short(scenario.start(), &day_one.serves)
}

/// The revenue that a stage's buyers carry, in words: `Feb's revenue`, or the revenue of some days.
pub fn revenue_served(scenario: &Scenario, day_one: &DayOne) -> String {
    let first = Day::at(scenario.start(), day_one.serves.start);
    let last = Day::at(scenario.start(), day_one.serves.end - 1);
    if first.month == last.month {
        format!("{}'s revenue", show::month(first.month))
    } else {
        format!("the revenue of {}", serves(scenario, day_one))
    }
}

/// Where an opening pipeline falls short (model.md §6): who is needed, and the revenue that has no buyer in play.
pub struct Shortfall {
    /// Who must be inside, in whole buyers: `134`.
    pub needed: String,
    /// The money at risk: `$507k`.
    pub money: String,
    /// The same with whose revenue it is: `$507k of Feb's revenue at risk`.
    pub at_risk: String,
}

/// Says by how much a stage (by its place) falls short on day one; none where enough are there or nobody said.
pub fn shortfall(scenario: &Scenario, goals: &Goals, place: usize) -> Option<Shortfall> {
    let day_one = goals.day_one().get(place)?;
    let at_risk = day_one.at_risk().filter(|at_risk| *at_risk > 0.0)?;
    let money = show::money_short(at_risk, scenario.currency());
    Some(Shortfall {
        needed: show::count(ceiling(day_one.needed)),
        at_risk: format!("{money} of {} at risk", revenue_served(scenario, day_one)),
        money,
    })
}
