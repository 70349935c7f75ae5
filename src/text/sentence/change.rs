//! What a change of an input says by itself: the input, what it was and what it is (screens.md §14).
//!
//! Old and new get the same number of decimals, as many as tell them apart.

use super::super::{entry, show};
use super::{short_names, step_name};
use crate::goals::Change;
use crate::plan::{Currency, Field, Input, Month, Phasing, Scenario, Stage, StageId, TargetField};

/// Says a single change: the input, what it was and what it is.
pub fn change_text(change: Change, before: &Scenario, after: &Scenario) -> String {
    let stage_in = |scenario: &Scenario, id: StageId| scenario.funnel().find(id).map(|(place, _)| place);
    match change {
        Change::Currency => format!("Currency {} → {}", before.currency().code(), after.currency().code()),
        Change::Input(Input::Target(field)) => target_change(field, before, after),
        Change::Input(Input::Stage(id, field)) => {
            let (Some((_, was)), Some((place, is))) = (before.funnel().find(id), after.funnel().find(id))
            else {
                return "a stage".to_owned();
            };
            stage_change(field, [was, is], place, [before, after])
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
            format!("Amount {}", monies(money(before), money(after), [before, after]))
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

fn stage_change(
    field: Field,
    [was, is]: [&Stage; 2],
    place: usize,
    [before, after]: [&Scenario; 2],
) -> String {
    let name = || short_names(after)[place].clone();
    match field {
        Field::Yield if is.value().is_some() => {
            format!("Deal value {}", monies(was.yields().initial(), is.yields().initial(), [before, after]))
        }
        Field::Yield => {
            format!("{} {}", step_name(after, place), percents(was.yields().initial(), is.yields().initial()))
        }
        Field::Lag => {
            format!("{} lag {} → {} d", step_name(after, place), was.lag().days(), is.lag().days())
        }
        Field::Direct => format!("{} direct {}", name(), percents(was.direct().get(), is.direct().get())),
        Field::Opening => {
            let have = |stage: &Stage| {
                stage
                    .opening()
                    .map_or_else(|| "none".to_owned(), |count| entry::print(count.get(), entry::Kind::Count))
            };
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

/// An amount before and after, each in its currency: in three digits, or in full where those do not tell them apart.
fn monies(was: f64, is: f64, [before, after]: [&Scenario; 2]) -> String {
    let told = |show: fn(f64, Currency) -> String| [show(was, before.currency()), show(is, after.currency())];
    let [was, is] = match told(show::money_short) {
        [was, is] if was == is => told(show::money_full),
        short => short,
    };
    format!("{was} → {is}")
}
