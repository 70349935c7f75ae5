//! What stands in a comparison of plans: the names of its rows, their values, and how those differ from the first
//! plan's (screens.md §5, §13).
//!
//! The screen and the command line say the same. Names of stages come out clean.

use super::clean::{clean, fit, strip, width};
use super::edit::reference;
use super::input;
use super::name::{running, short, steps, uncut};
use super::sentence::{self, Plan};
use super::show;
use crate::goals::compare;
use crate::goals::side_by_side::{Delta, Row, Section, Subject, Value};
use crate::plan::{Beyond, Day, Field, Input, Phasing, Scenario, Stage, StageId};

/// What stands for a value that a plan does not have.
pub const ABSENT: &str = "–";

/// From this amount on a deal value is shown in three digits.
const LARGE: f64 = 1e6;

/// The heading of a section.
pub const fn section(section: Section) -> &'static str {
    match section {
        Section::Assumptions => "Assumptions",
        Section::Needs => "This plan needs",
        Section::Timing => "Timing",
        Section::Totals => "Total in the plan's months",
        Section::DayOne => "Day one",
        Section::Details => "Timing in detail",
    }
}

/// What the numbers of a section count, where two of them could be taken for each other.
pub const fn counted(section: Section) -> Option<&'static str> {
    match section {
        Section::Needs => Some("with the months before, without what follows"),
        Section::Totals => Some("without the months before, with what follows"),
        _ => None,
    }
}

/// The name of a row, by the first of the plans that has what it is about: `Contacts→Qualified`,
/// `Lag Contacts→Qualified`, `Visitors due by now`.
pub fn name(subject: Subject, plans: &[&Scenario]) -> String {
    let Some(plan) = first_with(subject, plans) else { return String::new() };
    let place = |id: StageId| plan.funnel().find(id).map_or(0, |(place, _)| place);
    let full = |id| plan.funnel().stages()[place(id)].name().to_owned();
    let names = uncut(&plan.funnel().names());
    let short = |id| names[place(id)].clone();
    clean(&match subject {
        Subject::Currency => "Currency".to_owned(),
        Subject::Input(input) => input::clear_label(plan, input),
        Subject::RateFrom(id, month) => {
            format!("{} from {}", steps(&names).swap_remove(place(id)), show::month_year(month))
        }
        Subject::DealValue => "Deal value".to_owned(),
        Subject::Stages => "Stages".to_owned(),
        Subject::Order => "Order of stages".to_owned(),
        Subject::Need(id) | Subject::Total(id) | Subject::DayOne(id) => full(id),
        Subject::Peak(id) => format!("{}, peak month", short(id)),
        Subject::PeakMonth(id) => format!("{}, peak in", short(id)),
        Subject::Inside => "Inside on day one".to_owned(),
        Subject::FirstWork => "First work".to_owned(),
        Subject::Due(id) => format!("{} due by now", short(id)),
        Subject::LastCall(id) => format!("Last call, {}", running(&short(id))),
        Subject::TotalLag => "All lags".to_owned(),
    })
}

/// The name of a row in some columns: where a stage is all that it names, its short name if the whole one does not
/// fit; any other is cut.
pub fn shortened(name: &str, subject: Subject, plans: &[&Scenario], columns: usize) -> String {
    if width(name) <= columns {
        return name.to_owned();
    }
    let stage = match subject {
        Subject::Need(id) | Subject::Total(id) | Subject::DayOne(id) => first_with(subject, plans)
            .and_then(|plan| Some(short_in(plan, columns).swap_remove(plan.funnel().find(id)?.0))),
        _ => None,
    };
    stage.map_or_else(|| fit(name, columns), |stage| clean(&stage))
}

fn short_in(plan: &Scenario, columns: usize) -> Vec<String> {
    short(&plan.funnel().names(), columns)
}

/// What a plan changes against the first one, in a sentence of some columns.
pub fn in_words(first: Plan, plan: Plan, today: Day, columns: usize) -> String {
    if compare(first, plan).changes.is_empty() {
        "no number differs".to_owned()
    } else {
        strip(&sentence::what_changed(first, plan, first, today, columns))
    }
}

/// The name of a row for scripts: an input's as in assignments (cli.md "EDIT"), a result's in its manner.
pub fn field(subject: Subject, plans: &[&Scenario]) -> String {
    let Some(plan) = first_with(subject, plans) else { return String::new() };
    let of = |id: StageId, field: &str| format!("{}.{field}", reference(id, plan.funnel()));
    match subject {
        Subject::Currency => "currency".to_owned(),
        Subject::Input(input) => input::path(plan, input),
        Subject::RateFrom(id, month) => of(id, &format!("rate@{month}")),
        Subject::DealValue => {
            let last = plan.funnel().stages().last().map(Stage::id);
            last.map_or_else(String::new, |id| input::path(plan, Input::Stage(id, Field::Yield)))
        }
        Subject::Stages => "stages".to_owned(),
        Subject::Order => "order".to_owned(),
        Subject::Need(id) => of(id, "need"),
        Subject::Total(id) => of(id, "total"),
        Subject::Peak(id) => of(id, "peak"),
        Subject::PeakMonth(id) => of(id, "peak-month"),
        Subject::DayOne(id) => of(id, "day-one"),
        Subject::Inside => "day-one".to_owned(),
        Subject::FirstWork => "first-work".to_owned(),
        Subject::Due(id) => of(id, "due"),
        Subject::LastCall(id) => of(id, "last-call"),
        Subject::TotalLag => "total-lag".to_owned(),
    }
}

fn first_with<'a>(subject: Subject, plans: &[&'a Scenario]) -> Option<&'a Scenario> {
    plans.iter().find(|plan| subject.is_in(plan)).copied()
}

/// What a plan (by its place) has in a row, within some columns: `$24.0M`, `60.0%`, `45 d`, `4 Aug 26`.
pub fn value(row: &Row, at: usize, columns: usize) -> String {
    match &row.values[at] {
        Value::Absent => ABSENT.to_owned(),
        Value::Currency(currency) => currency.code().to_owned(),
        Value::Money(amount, currency) if row.subject == Subject::DealValue && *amount < LARGE => {
            show::money_full(*amount, *currency)
        }
        Value::Money(amount, currency) => show::money_short(*amount, *currency),
        Value::Rate(rate) => show::rate(*rate),
        Value::Days(days) => format!("{days} d"),
        Value::Count { shown, .. } => show::cell(*shown, columns),
        Value::Date(day) => show::day_short_year(*day),
        Value::Month(month) => show::month_year(*month),
        Value::Number(number) => number.to_string(),
        Value::Phasing(Phasing::Growth(growth)) => growing(growth.get(), "mo"),
        Value::Phasing(phasing) => show::phasing(phasing),
        Value::Beyond(Beyond::Grow(growth)) => growing(growth.get(), "yr"),
        Value::Beyond(beyond) => show::beyond(*beyond),
        Value::Order(stages) => whole_words(&order(stages, &row.values[0]), columns),
    }
}

fn growing(growth: f64, period: &str) -> String {
    format!("{}{}/{period}", if growth < 0.0 { "" } else { "+" }, show::rate(growth))
}

/// An order of stages by their places in the first plan: `1 3 2 4`; those that it does not have are a `+`.
fn order(stages: &[StageId], first: &Value) -> String {
    let Value::Order(first) = first else { return ABSENT.to_owned() };
    let place = |id: &StageId| match first.iter().position(|other| other == id) {
        Some(place) => (place + 1).to_string(),
        None => "+".to_owned(),
    };
    stages.iter().map(place).collect::<Vec<_>>().join(" ")
}

/// As many words of a text as fit into some columns, with `…` where any are left out.
fn whole_words(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let end = text.match_indices(' ').map(|(at, _)| at).rfind(|at| at + " …".chars().count() <= columns);
    end.map_or_else(|| fit("…", columns), |end| format!("{} …", &text[..end]))
}

/// How a plan's value (by its place) differs from the first one's: `▲5.0pp`, `▼20 d`, `▼8.3%`, `·`; sizes in as
/// many columns by how much where `absolute` asks for it: `▼145,455`.
pub fn delta(row: &Row, at: usize, absolute: bool, columns: usize) -> String {
    match row.delta(at) {
        Delta::Untold => String::new(),
        Delta::Same => show::NOTHING.to_owned(),
        Delta::New if row.subject == Subject::Order => "moved".to_owned(),
        Delta::New if row.subject == Subject::Currency => "other".to_owned(),
        Delta::New => "new".to_owned(),
        Delta::Gone => "gone".to_owned(),
        Delta::Points { was, is } => show::points(was, is),
        Delta::Days(days) => show::days_delta(days),
        Delta::Months(months) => show::months_delta(months),
        Delta::Number(by) => show::delta(by as f64, columns),
        Delta::Size { was, is, by } if absolute => match show::delta(by, columns) {
            // What is less than can be shown is a difference all the same.
            nothing if nothing == show::NOTHING => if is > was { "▲<1" } else { "▼<1" }.to_owned(),
            size => size,
        },
        Delta::Size { was, is, .. } => show::percent_delta(was, is),
    }
}
