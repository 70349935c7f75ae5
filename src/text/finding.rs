//! What findings and refusals say, with their numbers (model.md §9).

use super::clean::width;
use super::input::label;
use super::name::{running, uncut};
use super::show;
use crate::goals::grid::ceiling;
use crate::plan::{Day, EditError, Field, Finding, Input, Scenario, StageId, TargetField};

/// Says a finding in full.
pub fn text(finding: &Finding, scenario: &Scenario, today: Day) -> String {
    let name = |id: StageId| {
        let found = scenario.funnel().find(id);
        found.map_or_else(|| "a stage".to_owned(), |(_, stage)| stage.name().to_owned())
    };
    let money = |amount| show::money_short(amount, scenario.currency());
    match finding {
        Finding::Begun { due } => begun(due, scenario, &show::day_year(today), usize::MAX),
        Finding::AllBeforeStart { stage, last_call } => format!(
            "{}: all work for this plan lies before it starts; last call was to be {}",
            name(*stage),
            show::day_year(*last_call)
        ),
        Finding::DayOneShort { stage, at_risk, fill } => {
            let way_out = way_out(*stage, *fill, scenario, show::day_year);
            format!("{}: {} is at risk on day one; {way_out}", name(*stage), money(*at_risk))
        }
        Finding::OutsideRange { stage, field } => {
            let what = if *field == Field::Lag { "the lag" } else { "the rate or value" };
            format!("{}: {what} lies outside your own range", name(*stage))
        }
        Finding::NoTarget { months } => {
            let months: Vec<String> = months.iter().map(|month| show::month_year(*month)).collect();
            format!("no revenue is planned for {}", months.join(", "))
        }
        Finding::Stops { stage, from } => format!(
            "{}: nothing is asked for from {} on, as the target stops",
            name(*stage),
            show::month_year(*from)
        ),
        Finding::IdleChange { stage, from } => {
            format!("{}: the rate from {} on changes no goal", name(*stage), show::month_year(*from))
        }
        Finding::Huge { stage, month, goal } => {
            let goal = show::count(ceiling(*goal));
            format!(
                "{}: a goal of {goal} in {} is more than a billion",
                name(*stage),
                show::month_year(*month)
            )
        }
    }
}

/// Says who can still fill a stage before day one, and until when; by its short name where a stage is told to.
pub fn way_out(
    stage: StageId,
    fill: Option<(StageId, Day)>,
    scenario: &Scenario,
    date: fn(Day) -> String,
) -> String {
    let names = scenario.funnel().names();
    let names = uncut(&names);
    let name = |id| scenario.funnel().find(id).map_or("a stage", |(place, _)| &names[place]);
    let is_top = scenario.funnel().find(stage).is_some_and(|(place, _)| place == 0);
    match fill {
        Some((by, day)) if by == stage && !is_top => {
            format!("direct entries until {} can still fill {}", date(day), name(stage))
        }
        Some((by, day)) => {
            let (new, day) = (running(name(by)), date(day));
            format!("new {new} until {day} can still fill {}", name(stage))
        }
        None => format!("it is too late to fill {}", name(stage)),
    }
}

/// Says a finding in short: of work that is overdue all stages, by short names.
pub fn brief(finding: &Finding, scenario: &Scenario, today: Day) -> String {
    match finding {
        Finding::Begun { due } => begun(due, scenario, &show::day(today), usize::MAX - 1),
        _ => text(finding, scenario, today),
    }
}

/// Says a finding in as many columns as there are; of work that is overdue as many stages as fit.
pub fn fitted(finding: &Finding, scenario: &Scenario, today: Day, columns: usize) -> String {
    let whole = text(finding, scenario, today);
    match finding {
        Finding::Begun { due } if width(&whole) > columns => begun(due, scenario, &show::day(today), columns),
        _ => super::clean::fit(&whole, columns),
    }
}

fn begun(due: &[(StageId, f64)], scenario: &Scenario, today: &str, columns: usize) -> String {
    let names = scenario.funnel().names();
    let names: Vec<String> = if columns == usize::MAX {
        names.iter().map(|name| (*name).to_owned()).collect()
    } else {
        uncut(&names)
    };
    let mut said = format!("Due before today, {today}:");
    let mut some = false;
    for (id, count) in due.iter().filter(|(_, count)| *count > 0.0) {
        let Some((place, _)) = scenario.funnel().find(*id) else { continue };
        let comma = if some { "," } else { "" };
        let next = format!("{comma} {} {}", show::count(ceiling(*count)), running(&names[place]));
        if some && width(&said) + width(&next) > columns {
            break;
        }
        said.push_str(&next);
        some = true;
    }
    said
}

/// Says why an edit is refused to somebody who stands on an input: a lock on another one is told by its name, and
/// which key unlocks.
pub fn refusal_at(error: &EditError, scenario: &Scenario, here: Option<Input>, unlock: &str) -> String {
    match error {
        EditError::Locked(input) if Some(*input) == here => format!("locked, {unlock} unlocks"),
        EditError::Locked(input) => {
            format!("{} is locked: {unlock} there unlocks it", label(scenario, *input))
        }
        other => refusal(other, unlock),
    }
}

/// Says why an edit is refused and what to do: of a lock which key unlocks.
pub fn refusal(error: &EditError, unlock: &str) -> String {
    match error {
        EditError::Locked(Input::Target(TargetField::Amount)) => {
            format!("the amount is locked; {unlock} on Amount unlocks it")
        }
        EditError::Locked(_) => format!("locked, {unlock} unlocks"),
        other => other.to_string(),
    }
}
