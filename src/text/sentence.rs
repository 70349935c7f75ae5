//! The sentence that says what a change did (screens.md §14): the change, the needs that differ, from when on, and
//! what of it still lies ahead.
//!
//! A pure function of two plans, before and after, and of today; it shortens until it fits and never cuts a number.

mod change;

pub use self::change::{change_text, percents};
use super::clean::first_fitting;
use super::day_one::{Shortfall, shortfall};
pub use super::name::short_names;
use super::name::{running, steps};
use super::show;
pub use crate::goals::Plan;
use crate::goals::compare::{Ahead, Difference, NeedDifference, Timing, When, ahead, compare};
use crate::goals::{Change, Goals};
use crate::plan::{Day, Elapsed, Field, Input, Scenario};

/// What stands for the counts between plans in different currencies, which get no differences (model.md §7).
const NOT_CONVERTED: &str = "amounts are not converted";

/// How stages are called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Full,
    Short,
}

/// How it is said from when on things differ; several inputs are listed only beside the long way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    Long,
    Short,
    Unsaid,
}

/// What one side of the sentence may leave out to fit.
#[derive(Clone, Copy)]
struct Form {
    names: Names,
    since: Since,
    ahead: bool,
    for_this_plan: bool,
    counts: usize,
    distance: bool,
}

/// The forms from the fullest to the shortest (screens.md §14 rule 5), each first with full names.
///
/// The distance from the baseline outlives what the step says beyond its counts. Without it there is room for some
/// of that again.
fn forms() -> impl Iterator<Item = Form> {
    let full = Form {
        names: Names::Full,
        since: Since::Long,
        ahead: true,
        for_this_plan: true,
        counts: 2,
        distance: true,
    };
    let brief = Form { ahead: false, since: Since::Short, ..full };
    let timeless = Form { since: Since::Unsaid, ..brief };
    let bare = Form { for_this_plan: false, ..timeless };
    let alone = |form: Form| Form { distance: false, ..form };
    let steps = [
        full,
        Form { ahead: false, ..full },
        brief,
        timeless,
        bare,
        alone(brief),
        alone(timeless),
        alone(bare),
        alone(Form { counts: 1, ..bare }),
        alone(Form { counts: 0, ..bare }),
    ];
    steps.into_iter().flat_map(|form| [form, Form { names: Names::Short, ..form }])
}

/// A step from one plan to another, and all that can be said of it.
struct Told<'a> {
    step: Difference,
    after: &'a Scenario,
    /// The names of the stages after it, in full and short.
    full: Vec<String>,
    short: Vec<String>,
    ahead: Option<Ahead>,
    /// What is at risk where the step only says who will be inside on day one, and those are too few.
    shortfall: Option<Shortfall>,
    distance: Option<Difference>,
    today: Day,
}

impl<'a> Told<'a> {
    fn new(step: Difference, before: Plan<'a>, after: Plan<'a>, today: Day) -> Self {
        let ahead = ahead(before.1, after.1, today).filter(|ahead| is_still_saved(&step, after.1, ahead));
        let shortfall = match step.changes[..] {
            [Change::Input(Input::Stage(id, Field::Opening))] => {
                let found = after.0.funnel().find(id);
                found.and_then(|(place, _)| shortfall(after.0, after.1, place))
            }
            _ => None,
        };
        let full = after.0.funnel().names().into_iter().map(str::to_owned).collect();
        let short = short_names(after.0);
        Self { step, after: after.0, full, short, ahead, shortfall, distance: None, today }
    }

    fn is_in_another_currency(&self) -> bool {
        self.step.changes.contains(&Change::Currency)
    }

    /// The changes, as they are called, and all about them, as far as a form has it.
    fn say(&self, changes: &[String], form: Form) -> String {
        let mut said = change(changes, form);
        if self.is_in_another_currency() {
            said.push_str(": ");
            said.push_str(NOT_CONVERTED);
        } else if form.counts > 0 {
            said.push_str(": ");
            said.push_str(&self.effect(form));
        }
        if let Some(distance) = self.distance.as_ref().filter(|_| form.distance) {
            said.push_str(" · ");
            said.push_str(&self.away(distance, form));
        }
        said
    }

    /// The counts, from when on things differ, and what of it lies ahead.
    fn effect(&self, form: Form) -> String {
        if let Some(Shortfall { needed, at_risk, .. }) = &self.shortfall {
            return if form.for_this_plan { format!("{needed} needed, {at_risk}") } else { at_risk.clone() };
        }
        let since = self.step.when.and_then(|when| since(when, self.today, form));
        let ahead = self.ahead.as_ref().filter(|_| form.ahead);
        let ahead = ahead.map(|ahead| still_ahead(ahead, &self.names(form)[0]));
        let clauses = [self.clauses(form)].into_iter().chain(since).chain(ahead);
        clauses.collect::<Vec<_>>().join("; ")
    }

    /// How far the later plan is from the baseline.
    fn away(&self, distance: &Difference, form: Form) -> String {
        match distance.changes.len() {
            0 => "back at the baseline".to_owned(),
            number if distance.changes.contains(&Change::Currency) => {
                format!("{number} inputs from baseline, the currency among them")
            }
            number => {
                let inputs = if number == 1 { "input" } else { "inputs" };
                let counts = self.counts(&distance.needs, Form { counts: 1, ..form });
                format!("{number} {inputs} from baseline: {counts}")
            }
        }
    }

    /// The counts, and how the months differ. "Same numbers" gives way to the latter where room is short.
    fn clauses(&self, form: Form) -> String {
        let step = &self.step;
        let timing = step.timing.as_ref().map(|timing| time(timing, self.names(form)));
        let mut clauses = Vec::new();
        if !step.needs.is_empty() || form.counts > 1 || timing.is_none() {
            let plan = if form.for_this_plan { " for this plan" } else { "" };
            clauses.push(format!("{}{plan}", self.counts(&step.needs, form)));
        }
        clauses.extend(timing);
        clauses.join(", ")
    }

    /// The needs that differ: the stage of the change, then the top one; where only one fits, the top one.
    fn counts(&self, needs: &[NeedDifference], form: Form) -> String {
        let first = needs.len().saturating_sub(form.counts);
        let said: Vec<String> = needs[first..].iter().filter_map(|need| self.count(need, form)).collect();
        if said.is_empty() { "same numbers".to_owned() } else { said.join(" and ") }
    }

    fn count(&self, need: &NeedDifference, form: Form) -> Option<String> {
        let (place, _) = self.after.funnel().find(need.stage)?;
        let name = &self.names(form)[place];
        let way = if need.more { "more" } else { "fewer" };
        Some(match need.by.abs() {
            0.0 => format!("under 1 {way} in {name}"),
            1.0 => format!("1 {way} in {name}"),
            by => format!("{} {way} {}", show::count(by), running(name)),
        })
    }

    fn names(&self, form: Form) -> &[String] {
        match form.names {
            Names::Full => &self.full,
            Names::Short => &self.short,
        }
    }
}

/// Whether a part of what the top stage saves lies ahead: what was due in the past can no longer be saved.
fn is_still_saved(step: &Difference, after: &Goals, ahead: &Ahead) -> bool {
    let top = step.needs.iter().find(|need| Some(need.stage) == after.grid().top().stage());
    top.is_some_and(|need| !need.more && ahead.exact <= 0.0 && ahead.by.abs() < need.by.abs())
}

/// Says what changed between two plans, and how far the later one is from the baseline, within some columns.
pub fn what_changed(before: Plan, after: Plan, baseline: Plan, today: Day, columns: usize) -> String {
    let step = compare(before, after);
    let distance = compare(baseline, after);
    let (told, since) = match (step.changes.is_empty(), distance.changes.is_empty()) {
        // Names, owners, notes and locks.
        (true, _) if before.0 != after.0 => return "No number changes".to_owned(),
        (true, true) => return "No change from the baseline".to_owned(),
        (true, false) => (Told::new(distance, baseline, after, today), baseline),
        (false, _) => {
            let from_baseline = compare(baseline, before).changes.is_empty();
            let distance = (!from_baseline).then_some(distance);
            (Told { distance, ..Told::new(step, before, after, today) }, before)
        }
    };
    let changes = told.step.changes.iter().map(|change| change_text(*change, since.0, after.0));
    let changes: Vec<String> = changes.collect();
    first_fitting(forms().map(|form| told.say(&changes, form)), columns)
}

/// Says what a change did to the needs, without the change itself.
pub fn effect(before: Plan, after: Plan, today: Day, columns: usize) -> String {
    let told = Told::new(compare(before, after), before, after, today);
    if told.step.changes.is_empty() {
        return "No number changes".to_owned();
    }
    if told.is_in_another_currency() {
        return NOT_CONVERTED.to_owned();
    }
    let forms = forms().filter(|form| form.counts > 0);
    first_fitting(forms.map(|form| told.effect(form)), columns)
}

/// What changed: several inputs are listed only beside the long way.
fn change(changes: &[String], form: Form) -> String {
    match changes {
        [only] => only.clone(),
        several if form.since == Since::Long => format!("{} inputs ({})", several.len(), several.join(", ")),
        several => format!("{} inputs", several.len()),
    }
}

/// From when on things differ.
fn since(when: When, today: Day, form: Form) -> Option<String> {
    Some(match (when, form.since) {
        (_, Since::Unsaid) => return None,
        (When::FirstMonth(month), since) => {
            let lead = if since == Since::Long { "first month affected" } else { "from" };
            let mark = match month.elapsed(today) {
                Elapsed::None => "",
                Elapsed::Part => " (begun)",
                Elapsed::All => " (past)",
            };
            format!("{lead} {}{mark}", show::month_year(month))
        }
        (When::FirstWork { was, is }, Since::Long) => {
            format!("first work {}, was {}", show::day_year(is), show::day_year(was))
        }
        (When::FirstWork { is, .. }, Since::Short) => format!("first work {}", show::day_year(is)),
    })
}

/// What of the top stage's difference lies ahead.
fn still_ahead(ahead: &Ahead, top: &str) -> String {
    let number = match ahead.by.abs() {
        0.0 if ahead.exact == 0.0 => "none".to_owned(),
        0.0 => "under 1".to_owned(),
        by => show::count(by),
    };
    format!("{number} of the {} from today on", running(top))
}

fn time(timing: &Timing, names: &[String]) -> String {
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

/// The name of a step from a stage to the next: `Proposals→Deals`.
pub fn step_name(scenario: &Scenario, place: usize) -> String {
    steps(&short_names(scenario)).swap_remove(place)
}
