//! What is said about levers: what is pulled and from when, and how to read the gains (model.md §7, screens.md §6).

use super::clean::width;
use super::edit::reference;
use super::entry::{Kind, range_example};
use super::input::{current, kind, label, value};
use super::name::running;
use super::sentence::{Plan, effect, short_names};
use super::show;
use crate::goals::{Lever, Ranged};
use crate::plan::{Day, Input, Scenario};

/// The most columns of what a lever did, beside the words on what was done.
const BRIEF: usize = 40;

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

/// What a sentence on how to read the levers is about, the first to be left out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// What the two numbers of a lever mean.
    Meaning,
    /// Whose entry and which revenue counts.
    Entries,
    /// What a shorter lag does.
    Lags,
    /// Why the gains of the upper stages are smaller.
    Shares,
    /// That nothing acts on the plan any more.
    Ended,
}

/// Says that the plan has ended when levers would begin to act; nothing while they do.
pub fn ended(scenario: &Scenario, from: Day) -> Option<String> {
    let last_day = last_day(scenario);
    let text = || {
        format!(
            "The plan ended on {}: whatever is better from now on gains nothing in it.",
            show::day_year(last_day)
        )
    };
    (from > last_day).then(text)
}

fn last_day(scenario: &Scenario) -> Day {
    Day::at(scenario.start(), scenario.months().days() - 1)
}

/// Says what counts in the gains, why those of the upper stages are smaller, what each number means and what a lag
/// does: a sentence each. Of a plan that has ended it says only that.
pub fn reading(scenario: &Scenario, levers: &[Lever], from: Day) -> Vec<(About, String)> {
    if let Some(ended) = ended(scenario, from) {
        return vec![(About::Ended, ended)];
    }
    let (from_day, last) = (show::day_year(from), show::day_year(last_day(scenario)));
    let top = running(&short_names(scenario)[0]);
    let entries = format!("Only buyers who enter from {from_day} on count, and only revenue to {last}.");
    let meaning = format!(
        "The revenue is gained if the {top} stay as planned; fewer {top} are needed if the target stays."
    );
    let lags = "A shorter lag brings later revenue forward once: it moves work, it does not save it.";
    let mut said = vec![(About::Entries, entries)];
    said.extend(shares(scenario, levers).map(|shares| (About::Shares, shares)));
    said.extend([(About::Meaning, meaning), (About::Lags, lags.to_owned())]);
    said
}

/// The most of those sentences that fit, in their order.
pub fn reading_fitted(mut sentences: Vec<(About, String)>, fits: impl Fn(&str) -> bool) -> String {
    loop {
        let text = sentences.iter().map(|(_, said)| said.as_str()).collect::<Vec<_>>().join(" ");
        let Some(least) = sentences.iter().map(|(about, _)| *about).min() else { return text };
        if fits(&text) {
            return text;
        }
        sentences.retain(|(about, _)| *about != least);
    }
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
            "{most} of a {} gain falls {}, of a {} gain only {least}, as those buyers bring revenue {}.",
            label(scenario, higher),
            inside(scenario),
            label(scenario, lower),
            in_words(scenario.funnel().lag_to_revenue(place)),
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
/// 121,212 fewer visitors if the target stays." With a day it also says from when on the other value would hold.
pub fn brings(scenario: &Scenario, lever: &Lever, from_day: Option<Day>) -> String {
    let Lever { input, from, pull } = lever;
    let (name, top) = (label(scenario, *input), running(&short_names(scenario)[0]));
    let [now, tried] = values(scenario, *input, [*from, pull.to], Digits::All);
    if pull.to == *from {
        return format!("{name} {now}: there is nothing to gain, it is at its best.");
    }
    let since = from_day.map(|day| format!(" from {} on", show::day_year(day))).unwrap_or_default();
    let gained = gain(scenario, pull.gained);
    let gained =
        format!("{name} {now} → {tried}{since}: {gained} {} if the {top} stay as planned", inside(scenario));
    match (pull.days_later, pull.shown_need_saved) {
        (0, 0.0) => format!("{gained}."),
        (0, saved) => {
            let way = if saved > 0.0 { "fewer" } else { "more" };
            format!("{gained}, or {} {way} {top} if the target stays.", show::count(saved.abs()))
        }
        (days, _) => format!("{gained}, or work may start {}.", in_words(days)),
    }
}

/// Says what the ends of the user's own range bring: "Proposals→Deals 50.0% – 65.0%: -$3.33M to +$1.67M in 2027 if the
/// visitors stay as planned; +266,667 to -102,564 visitors if the target stays."
pub fn between(scenario: &Scenario, ranged: &Ranged) -> String {
    let Ranged { input, from, low, high } = ranged;
    let (name, top) = (label(scenario, *input), running(&short_names(scenario)[0]));
    let [least, _, most] = values(scenario, *input, [low.to, *from, high.to], Digits::All);
    let gained = [low, high].map(|end| gain(scenario, end.gained)).join(" to ");
    let gained =
        format!("{name} {least} – {most}: {gained} {} if the {top} stay as planned", inside(scenario));
    let needs = [low, high].map(|end| -end.shown_need_saved);
    if (low.days_later, high.days_later) != (0, 0) {
        return format!(
            "{gained}; work may start {} to {}.",
            in_words(low.days_later),
            in_words(high.days_later)
        );
    }
    if needs == [0.0, 0.0] {
        return format!("{gained}; as many {top} if the target stays.");
    }
    let [least, most] = needs.map(|by| if by == 0.0 { "no more".to_owned() } else { show::signed(by) });
    format!("{gained}; {least} to {most} {top} if the target stays.")
}

/// Says that a lever has no range, and which key gives it one.
pub fn has_no_range(scenario: &Scenario, input: Input, now: f64, key: &str) -> String {
    let example = kind(scenario, input).map(range_example).unwrap_or_default();
    format!(
        "{} {} has no range yet: {key} gives it a low and a high end, such as {example}.",
        label(scenario, input),
        value(scenario, input, now),
    )
}

/// A gain or a loss within a sentence.
fn gain(scenario: &Scenario, gained: f64) -> String {
    match show::money_short_signed(gained, scenario.currency()) {
        none if none == show::NOTHING => "nothing".to_owned(),
        gained => gained,
    }
}

/// Days within a sentence: "10 days later", "1 day earlier", "on the same day".
fn in_words(days_later: i32) -> String {
    let way = match days_later {
        0 => return "on the same day".to_owned(),
        1.. => "later",
        _ => "earlier",
    };
    format!("{} {} {way}", days_later.abs(), if days_later.abs() == 1 { "day" } else { "days" })
}

/// How many digits money gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// All of them.
    All,
    /// Three, where there is no room for all.
    Three,
}

/// Numbers of one input, with enough digits to tell those apart that differ.
pub fn values<const N: usize>(
    scenario: &Scenario,
    input: Input,
    numbers: [f64; N],
    digits: Digits,
) -> [String; N] {
    let are_apart = |texts: &[String; N]| {
        let pairs = || numbers.iter().zip(texts);
        pairs().all(|(one, text)| pairs().all(|(other, same)| one == other || text != same))
    };
    let full = numbers.map(|number| value(scenario, input, number));
    let other = match kind(scenario, input) {
        Some(Kind::Money) if digits == Digits::Three => {
            Some(numbers.map(|number| show::money_short(number, scenario.currency())))
        }
        Some(Kind::Rate) if !are_apart(&full) => {
            let with = |decimals| numbers.map(|number| show::rate_bare(number, decimals) + "%");
            (5..=12).map(with).find(are_apart)
        }
        _ => None,
    };
    other.filter(are_apart).unwrap_or(full)
}

/// Says that a lever cannot be pulled.
pub fn at_its_best(scenario: &Scenario, input: Input) -> String {
    format!("{} is at its best: there is nothing to apply", label(scenario, input))
}

/// Says that a lever's value is the plan's now, months before its start too, and what that does, then what is given
/// to end with; in so many columns as far as it can.
pub fn applied(before: Plan, after: Plan, input: Input, today: Day, columns: usize, end: &str) -> String {
    let now = format!("{} is now {}, for the whole plan: ", label(after.0, input), current(after.0, input));
    let room = |taken: usize| columns.saturating_sub(taken).min(BRIEF);
    let told = now.clone() + &effect(before, after, today, room(width(&now) + width(end))) + end;
    if width(&told) <= columns {
        return told;
    }
    let room = room(width(&now));
    now + &effect(before, after, today, room)
}
