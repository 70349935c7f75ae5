//! What is said about levers: what is pulled and from when, and how to read the gains (model.md §7, screens.md §6).

use super::edit::reference;
use super::input::label;
use super::name::running;
use super::sentence::short_names;
use super::show;
use crate::goals::Lever;
use crate::plan::{Day, Input, Scenario};

/// Says what is pulled, and for whom: "rates and value +10 %, lags -10 days, from 1 Jan 2027, each alone".
pub fn pulled(from: Day) -> String {
    format!("rates and value +10 %, lags -10 days, from {}, each alone", show::day_year(from))
}

/// Names the time of the plan: "in 2027" for a calendar year, else "in the plan".
pub fn inside(scenario: &Scenario) -> String {
    match (scenario.start().number(), scenario.months().months()) {
        (1, 12) => format!("in {}", scenario.start().year()),
        _ => "in the plan".to_owned(),
    }
}

/// Says how much later work may start: "10 d later", "15 d earlier", "·".
pub fn starts(days_later: i32) -> String {
    match days_later {
        0 => show::NOTHING.to_owned(),
        days => format!("{} d {}", days.abs(), if days > 0 { "later" } else { "earlier" }),
    }
}

/// Says what counts in the gains, and why those of the upper stages are smaller.
pub fn reading(scenario: &Scenario, levers: &[Lever], from: Day) -> String {
    let last_day = Day::at(scenario.start(), scenario.months().days() - 1);
    if from > last_day {
        let ended = show::day_year(last_day);
        return format!("The plan ended on {ended}: whatever is better from now on gains nothing in it.");
    }
    let top = running(&short_names(scenario)[0]);
    format!(
        "Only buyers who enter from {} on count, and only revenue to {}. {}The revenue is gained if the {top} stay \
         as planned; fewer {top} are needed if the target stays. A shorter lag brings later revenue forward once: \
         it moves work, it does not save it.",
        show::day_year(from),
        show::day_year(last_day),
        shares(scenario, levers).unwrap_or_default(),
    )
}

/// The levers of which the largest and the smallest part falls inside the plan, where they differ.
fn shares(scenario: &Scenario, levers: &[Lever]) -> Option<String> {
    let shares = || levers.iter().filter_map(|lever| Some((lever.pull.share?, lever.input)));
    let (most, higher) = shares().max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let (least, lower) = shares().min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let (most, least) = (show::share(most), show::share(least));
    let Input::Stage(id, _) = lower else { return None };
    let (place, _) = scenario.funnel().find(id)?;
    (most != least).then(|| {
        format!(
            "{most} of a {} gain falls {}, of a {} gain only {least}, as those buyers bring revenue {} days later. ",
            label(scenario, higher),
            inside(scenario),
            label(scenario, lower),
            scenario.funnel().lag_to_revenue(place),
        )
    })
}

/// Says how many levers have no range, and how one is given; nothing where all have one.
pub fn without_range(scenario: &Scenario, ranges: usize) -> Option<String> {
    let stages = scenario.funnel().stages();
    let (levers, last) = (2 * stages.len(), stages.len() - 1);
    let lack = match levers - ranges {
        0 => return None,
        1 => "1 lever has no range".to_owned(),
        others if others == levers => "No lever has a range".to_owned(),
        others => format!("{others} levers have no range"),
    };
    let [rate, value] = [last - 1, last].map(|place| reference(stages[place].id(), scenario.funnel()));
    Some(format!(
        "{lack} yet. An edit gives one, such as {rate}.range=50..65%, {rate}.lag-range=20..40 or \
         {value}.range=22k..28k."
    ))
}
