//! The sentence that says what a change did (screens.md §14): the change, and the needs that differ.
//!
//! A pure function of two plans, before and after; it shortens until it fits and never cuts a number.

use super::clean::width;
use super::name::{running, short, steps};
use super::show;
use crate::goals::compare::{Difference, NeedDifference, Timing, compare};
use crate::goals::{Change, Goals};
use crate::plan::{Field, Input, Month, Phasing, Scenario, Stage, StageId, TargetField};

/// What stands for the counts between plans in different currencies, which get no differences (model.md §7).
const NOT_CONVERTED: &str = "amounts are not converted";

/// A plan with its goals.
pub type Plan<'a> = (&'a Scenario, &'a Goals);

/// How stages are called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Full,
    Short,
}

/// What one side of the sentence may leave out to fit.
#[derive(Clone, Copy)]
struct Form {
    names: Names,
    list: bool,
    for_this_plan: bool,
    counts: usize,
    distance: bool,
}

/// The forms from the fullest to the shortest (screens.md §14 rule 5), each first with full names.
fn forms() -> impl Iterator<Item = Form> {
    let full = Form { names: Names::Full, list: true, for_this_plan: true, counts: 2, distance: true };
    let steps = [
        full,
        Form { list: false, ..full },
        Form { list: false, for_this_plan: false, ..full },
        Form { list: false, distance: false, ..full },
        Form { list: false, for_this_plan: false, distance: false, ..full },
        Form { list: false, for_this_plan: false, distance: false, counts: 1, ..full },
        Form { list: false, for_this_plan: false, distance: false, counts: 0, ..full },
    ];
    steps.into_iter().flat_map(|form| [form, Form { names: Names::Short, ..form }])
}

/// Says what changed between two plans, and how far the later one is from the baseline, within some columns.
pub fn what_changed(before: Plan, after: Plan, baseline: Plan, columns: usize) -> String {
    let step = compare(before, after);
    let distance = compare(baseline, after);
    if step.changes.is_empty() {
        return match (before.0 == after.0, distance.changes.is_empty()) {
            // Names, owners, notes and locks.
            (false, _) => "No number changes".to_owned(),
            (true, true) => "No change from the baseline".to_owned(),
            (true, false) => fitted(&distance, baseline.0, after.0, None, columns),
        };
    }
    let from_baseline = compare(baseline, before).changes.is_empty();
    fitted(&step, before.0, after.0, (!from_baseline).then_some(&distance), columns)
}

/// Says what a change did to the needs, without the change itself.
pub fn effect(before: Plan, after: Plan, columns: usize) -> String {
    let step = compare(before, after);
    if step.changes.is_empty() {
        return "No number changes".to_owned();
    }
    if step.changes.contains(&Change::Currency) {
        return NOT_CONVERTED.to_owned();
    }
    let told = forms().filter(|form| form.counts > 0);
    first_fitting(told.map(|form| clauses(&step, after.0, form)), columns)
}

/// Says a single change: the input, what it was and what it is.
pub fn change_text(change: Change, before: &Scenario, after: &Scenario) -> String {
    one_change(change, before, after)
}

fn fitted(
    step: &Difference,
    before: &Scenario,
    after: &Scenario,
    distance: Option<&Difference>,
    columns: usize,
) -> String {
    first_fitting(forms().map(|form| say(step, before, after, distance, form)), columns)
}

/// The first that fits, or else the last, which is the shortest.
fn first_fitting(forms: impl Iterator<Item = String>, columns: usize) -> String {
    let mut shortest = String::new();
    for form in forms {
        if width(&form) <= columns {
            return form;
        }
        shortest = form;
    }
    shortest
}

fn say(
    step: &Difference,
    before: &Scenario,
    after: &Scenario,
    distance: Option<&Difference>,
    form: Form,
) -> String {
    let mut said = change(&step.changes, before, after, form);
    if step.changes.contains(&Change::Currency) {
        said.push_str(": ");
        said.push_str(NOT_CONVERTED);
    } else if form.counts > 0 {
        said.push_str(": ");
        said.push_str(&clauses(step, after, form));
    }
    if let Some(distance) = distance.filter(|_| form.distance) {
        said.push_str(" · ");
        said.push_str(&from_baseline(distance, after, form));
    }
    said
}

fn from_baseline(distance: &Difference, after: &Scenario, form: Form) -> String {
    match distance.changes.len() {
        0 => "back at the baseline".to_owned(),
        number if distance.changes.contains(&Change::Currency) => {
            format!("{number} inputs from baseline, the currency among them")
        }
        number => {
            let inputs = if number == 1 { "input" } else { "inputs" };
            let counts = counts(&distance.needs, after, Form { counts: 1, ..form });
            format!("{number} {inputs} from baseline: {counts}")
        }
    }
}

/// The counts, and when things differ. "Same numbers" gives way to the latter where room is short.
fn clauses(step: &Difference, after: &Scenario, form: Form) -> String {
    let timing = step.timing.as_ref().map(|timing| time(timing, after, form));
    let mut clauses = Vec::new();
    if !step.needs.is_empty() || form.counts > 1 || timing.is_none() {
        let plan = if form.for_this_plan { " for this plan" } else { "" };
        clauses.push(format!("{}{plan}", counts(&step.needs, after, form)));
    }
    clauses.extend(timing);
    clauses.join(", ")
}

fn time(timing: &Timing, after: &Scenario, form: Form) -> String {
    let names = names(after, form);
    let top = running(&names[0]);
    match timing {
        Timing::Days { stages, later } => {
            let way = if *later < 0 { "earlier" } else { "later" };
            let due: Vec<String> = names[..stages.len()].iter().map(|name| running(name)).collect();
            let who = match due.split_last() {
                None => "all stages".to_owned(),
                Some((last, [])) => last.clone(),
                Some((last, others)) => format!("{} and {last}", others.join(", ")),
            };
            let days = later.abs();
            format!("{who} {days} {} {way}", if days == 1 { "day" } else { "days" })
        }
        Timing::Peak { was, is, month } => {
            let (was, is) = (show::count(*was), show::count(*is));
            format!("peak {top} {was} → {is} in {}", show::month_year(*month))
        }
        Timing::Total { by } => {
            let way = if *by > 0.0 { "more" } else { "fewer" };
            format!("{} {way} {top} in the Total", show::count(by.abs()))
        }
    }
}

/// The names of the stages, in full or short.
fn names(scenario: &Scenario, form: Form) -> Vec<String> {
    match form.names {
        Names::Short => short_names(scenario),
        Names::Full => scenario.funnel().stages().iter().map(|stage| stage.name().to_owned()).collect(),
    }
}

/// The needs that differ: the stage of the change, then the top one; where only one fits, the top one.
fn counts(needs: &[NeedDifference], after: &Scenario, form: Form) -> String {
    let first = needs.len().saturating_sub(form.counts);
    let said: Vec<String> = needs[first..].iter().filter_map(|need| count(need, after, form)).collect();
    if said.is_empty() { "same numbers".to_owned() } else { said.join(" and ") }
}

fn count(need: &NeedDifference, after: &Scenario, form: Form) -> Option<String> {
    let (place, _) = after.funnel().find(need.stage)?;
    let name = names(after, form).swap_remove(place);
    let way = if need.more { "more" } else { "fewer" };
    Some(match need.by.abs() {
        0.0 => format!("under 1 {way} in {name}"),
        1.0 => format!("1 {way} in {name}"),
        by => format!("{} {way} {}", show::count(by), running(&name)),
    })
}

fn change(changes: &[Change], before: &Scenario, after: &Scenario, form: Form) -> String {
    let one = |change: &Change| one_change(*change, before, after);
    match changes {
        [only] => one(only),
        several if form.list => {
            let list: Vec<String> = several.iter().map(one).collect();
            format!("{} inputs ({})", several.len(), list.join(", "))
        }
        several => format!("{} inputs", several.len()),
    }
}

/// The names of the stages as the panes show them.
pub fn short_names(scenario: &Scenario) -> Vec<String> {
    let names: Vec<&str> = scenario.funnel().stages().iter().map(Stage::name).collect();
    short(&names, 9)
}

/// The name of a step from a stage to the next: `Proposals→Deals`.
pub fn step_name(scenario: &Scenario, place: usize) -> String {
    steps(&short_names(scenario)).swap_remove(place)
}

fn one_change(change: Change, before: &Scenario, after: &Scenario) -> String {
    let stage_in = |scenario: &Scenario, id: StageId| scenario.funnel().find(id).map(|(place, _)| place);
    match change {
        Change::Currency => format!("Currency {} → {}", before.currency().code(), after.currency().code()),
        Change::Input(Input::Target(field)) => target_change(field, before, after),
        Change::Input(Input::Stage(id, field)) => {
            let (Some((_, was)), Some((place, is))) = (before.funnel().find(id), after.funnel().find(id))
            else {
                return "a stage".to_owned();
            };
            stage_change(field, was, is, place, after)
        }
        Change::RateFrom(id, month) => {
            let Some(place) = stage_in(after, id) else { return "a rate".to_owned() };
            let rate = |scenario: &Scenario| {
                scenario.funnel().find(id).map_or(1.0, |(_, stage)| stage.yields().of(month))
            };
            let step = step_name(after, place);
            format!("{step} from {} {}", show::month_year(month), percents(rate(before), rate(after)))
        }
        Change::Added(id) => named("added", after, id),
        Change::Removed(id) => named("removed", before, id),
        Change::Reordered => "Stages moved".to_owned(),
    }
}

fn named(what: &str, scenario: &Scenario, id: StageId) -> String {
    let found = scenario.funnel().find(id);
    found.map_or_else(|| format!("A stage {what}"), |(_, stage)| format!("{} {what}", stage.name()))
}

fn target_change(field: TargetField, before: &Scenario, after: &Scenario) -> String {
    let months = |scenario: &Scenario| scenario.months().months();
    match field {
        TargetField::Amount => {
            let money = |scenario: &Scenario| scenario.target().amount.get();
            format!("Amount {}", monies(money(before), money(after), after))
        }
        TargetField::Phasing => {
            if let (Phasing::Growth(was), Phasing::Growth(is)) =
                (&before.target().phasing, &after.target().phasing)
            {
                return format!("Phasing growth {}/mo", percents(was.get(), is.get()));
            }
            let (was, is) = (show::phasing(&before.target().phasing), show::phasing(&after.target().phasing));
            if was == is { format!("Phasing {is}, other months") } else { format!("Phasing {was} → {is}") }
        }
        TargetField::Start => {
            let start = |month: Month| show::month_year(month);
            format!("Start {} → {}", start(before.start()), start(after.start()))
        }
        TargetField::Months => format!("Months {} → {}", months(before), months(after)),
        TargetField::Beyond => {
            let beyond = |scenario: &Scenario| show::beyond(scenario.target().beyond);
            format!("Beyond {} → {}", beyond(before), beyond(after))
        }
    }
}

fn stage_change(field: Field, was: &Stage, is: &Stage, place: usize, after: &Scenario) -> String {
    let name = || short_names(after)[place].clone();
    match field {
        Field::Yield if is.value().is_some() => {
            format!("Deal value {}", monies(was.yields().initial(), is.yields().initial(), after))
        }
        Field::Yield => {
            format!("{} {}", step_name(after, place), percents(was.yields().initial(), is.yields().initial()))
        }
        Field::Lag => {
            format!("{} lag {} → {} d", step_name(after, place), was.lag().days(), is.lag().days())
        }
        Field::Direct => format!("{} direct {}", name(), percents(was.direct().get(), is.direct().get())),
        Field::Opening => {
            let have = |stage: &Stage| super::input::opening(stage.opening());
            format!("{} inside on day one {} → {}", name(), have(was), have(is))
        }
    }
}

/// Two shares in percent with the fewest decimals, the same for both, that tell them apart and are true to 4.
pub fn percents(was: f64, is: f64) -> String {
    let exact = |decimals: usize| {
        let fits = |share: f64| {
            let shown: f64 = show::rate_bare(share, decimals).parse().unwrap_or(f64::NAN);
            (shown - share * 100.0).abs() < 1e-9
        };
        fits(was) && fits(is)
    };
    let apart = |decimals: &usize| show::rate_bare(was, *decimals) != show::rate_bare(is, *decimals);
    let decimals = (0..=4).find(|decimals| exact(*decimals)).or_else(|| (1..=12).find(apart)).unwrap_or(12);
    format!("{} → {} %", show::rate_bare(was, decimals), show::rate_bare(is, decimals))
}

/// Two amounts in three digits, or in full where those do not tell them apart.
fn monies(was: f64, is: f64, scenario: &Scenario) -> String {
    let currency = scenario.currency();
    let (short_was, short_is) = (show::money_short(was, currency), show::money_short(is, currency));
    if short_was == short_is {
        format!("{} → {}", show::money_full(was, currency), show::money_full(is, currency))
    } else {
        format!("{short_was} → {short_is}")
    }
}
