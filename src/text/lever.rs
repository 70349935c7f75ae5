//! What is said about levers: what is pulled and from when, and how to read the gains (model.md §7, screens.md §6).

use super::edit::reference;
use super::input::{current, label, value};
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

/// Says what counts in the gains, why those of the upper stages are smaller, what each number means and what a lag
/// does: a sentence each.
pub fn reading(scenario: &Scenario, levers: &[Lever], from: Day) -> Vec<String> {
    let last_day = Day::at(scenario.start(), scenario.months().days() - 1);
    let (from_day, last) = (show::day_year(from), show::day_year(last_day));
    if from > last_day {
        return vec![format!(
            "The plan ended on {last}: whatever is better from now on gains nothing in it."
        )];
    }
    let top = running(&short_names(scenario)[0]);
    let mut said =
        vec![format!("Only buyers who enter from {from_day} on count, and only revenue to {last}.")];
    said.extend(shares(scenario, levers));
    said.push(format!(
        "The revenue is gained if the {top} stay as planned; fewer {top} are needed if the target stays."
    ));
    said.push(
        "A shorter lag brings later revenue forward once: it moves work, it does not save it.".to_owned(),
    );
    said
}

/// The most of those sentences that fit: first go what the numbers mean, then who counts, then the lag.
pub fn reading_fitted(sentences: &[String], fits: impl Fn(&str) -> bool) -> String {
    let drop = ["The revenue is gained", "Only buyers", "A shorter lag"];
    let without = |count: usize| {
        let kept = sentences.iter().filter(|said| !drop[..count].iter().any(|start| said.starts_with(start)));
        kept.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    (0..=drop.len()).map(without).find(|text| fits(text)).unwrap_or_default()
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
            "{most} of a {} gain falls {}, of a {} gain only {least}, as those buyers bring revenue {} days later.",
            label(scenario, higher),
            inside(scenario),
            label(scenario, lower),
            scenario.funnel().lag_to_revenue(place),
        )
    })
}

/// Says how many levers have no range: "8 levers have no range yet"; nothing where all have one.
pub fn lack_range(scenario: &Scenario, ranges: usize) -> Option<String> {
    let levers = 2 * scenario.funnel().stages().len();
    match levers - ranges {
        0 => None,
        1 => Some("1 lever has no range yet".to_owned()),
        others if others == levers => Some("No lever has a range yet".to_owned()),
        others => Some(format!("{others} levers have no range yet")),
    }
}

/// The same for the command line, with the edits that give one.
pub fn without_range(scenario: &Scenario, ranges: usize) -> Option<String> {
    let stages = scenario.funnel().stages();
    let last = stages.len() - 1;
    let lack = lack_range(scenario, ranges)?;
    let [rate, value] = [last - 1, last].map(|place| reference(stages[place].id(), scenario.funnel()));
    Some(format!(
        "{lack}. An edit gives one, such as {rate}.range=50..65%, {rate}.lag-range=20..40 or {value}.range=22k..28k."
    ))
}

/// Says what a lever brings: "Proposals→Deals 60.0% → 66.0%: +$2.00M in 2027 if the visitors stay as planned, or
/// 121,212 fewer visitors if the target stays."
pub fn brings(scenario: &Scenario, lever: &Lever) -> String {
    let Lever { input, from, pull } = lever;
    let (name, top) = (label(scenario, *input), running(&short_names(scenario)[0]));
    if pull.to == *from {
        return format!(
            "{name} {}: there is nothing to gain, it is at its best.",
            value(scenario, *input, *from)
        );
    }
    let change = format!("{name} {} → {}", value(scenario, *input, *from), value(scenario, *input, pull.to));
    let gained = show::money_short_signed(pull.gained, scenario.currency());
    let gained = format!("{change}: {gained} {} if the {top} stay as planned", inside(scenario));
    match (pull.days_later, pull.shown_need_saved) {
        (0, 0.0) => format!("{gained}."),
        (0, saved) => {
            let way = if saved > 0.0 { "fewer" } else { "more" };
            format!("{gained}, or {} {way} {top} if the target stays.", show::count(saved.abs()))
        }
        (days, _) => format!("{gained}, or work may start {}.", starts(days).replace(" d ", " days ")),
    }
}

/// Says that a lever cannot be pulled.
pub fn at_its_best(scenario: &Scenario, input: Input) -> String {
    format!("{} is at its best: there is nothing to apply", label(scenario, input))
}

/// Says that a lever's value is the plan's now.
pub fn applied(scenario: &Scenario, input: Input) -> String {
    format!("{} is now {} · u takes it back", label(scenario, input), current(scenario, input))
}
