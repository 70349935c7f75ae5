//! What an edit would do, in words for a list: "Set Proposals→Deals to 65 %", and what is there now.
//!
//! Says what was asked for; whether the plan allows it, and what follows from it, is said elsewhere.

use crate::plan::{Edit, Field, Input, Money, Rate, Scenario, Span, StageEdit, StageId, TargetField};
use crate::text::entry::{self, Kind};
use crate::text::input::{self, clear_label};
use crate::text::show;

/// What an edit would do to a scenario, and what is there now (empty where there is nothing to compare with).
pub fn describe(edit: &Edit, scenario: &Scenario) -> (String, String) {
    let target = |field, to: String| set(Input::Target(field), &to, scenario);
    let currency = scenario.currency();
    match edit {
        Edit::Name(name) => (format!("Name the scenario {name}"), scenario.name().to_owned()),
        Edit::Currency(code) => {
            (format!("Set the currency to {}, without converting", code.code()), currency.code().to_owned())
        }
        Edit::Notes(_) => ("Replace the notes".to_owned(), String::new()),
        Edit::Start(month) => target(TargetField::Start, show::month_year(*month)),
        Edit::Months(months) => target(TargetField::Months, months.months().to_string()),
        Edit::Amount(amount) => target(TargetField::Amount, show::money_full(amount.get(), currency)),
        Edit::Phasing(phasing) => target(TargetField::Phasing, show::phasing(phasing)),
        Edit::Beyond(beyond) => target(TargetField::Beyond, show::beyond(*beyond)),
        Edit::Revenue(months) => match months.as_slice() {
            [(month, revenue)] => {
                let was = scenario.revenue().get(*month).copied();
                let name = show::month_year(scenario.start().plus(*month as i32));
                let to = show::money_full(revenue.get(), currency);
                (
                    format!("Set the revenue of {name} to {to}"),
                    was.map_or_else(String::new, |was| show::money_full(was, currency)),
                )
            }
            months => (format!("Set the revenue of {} months", months.len()), String::new()),
        },
        Edit::Stage(id, edit) => of_stage(*id, edit, scenario),
        Edit::AddStage(place, name) => {
            let stages = scenario.funnel().stages().len();
            (format!("Add the stage {} at place {}", name.as_str(), place + 1), format!("{stages} stages"))
        }
        Edit::RemoveStage(id) => (format!("Remove the stage {}", name(*id, scenario)), String::new()),
        Edit::MoveStage(id, place) => {
            let now = scenario.funnel().find(*id).map_or(0, |(place, _)| place + 1);
            (format!("Move {} to place {}", name(*id, scenario), place + 1), format!("place {now}"))
        }
        Edit::Lock(input, on) => {
            let does = if *on { "Lock" } else { "Unlock" };
            let now = if scenario.is_locked(*input) { "locked" } else { "not locked" };
            (format!("{does} {}", clear_label(scenario, *input)), now.to_owned())
        }
    }
}

fn of_stage(id: StageId, edit: &StageEdit, scenario: &Scenario) -> (String, String) {
    let name = name(id, scenario);
    let Some((_, stage)) = scenario.funnel().find(id) else { return (name, String::new()) };
    let set = |field, to: String| set(Input::Stage(id, field), &to, scenario);
    let step = clear_label(scenario, Input::Stage(id, Field::Yield));
    let money = |amount| show::money_full(amount, scenario.currency());
    let none = || "none".to_owned();
    let range = |field, to: Option<Span<f64>>| {
        let what = clear_label(scenario, Input::Stage(id, field));
        let told = |span| input::span(input::stage_kind(stage, field), span, scenario.currency());
        let does = match to {
            Some(to) => format!("Set the range of {what} to {}", told(to)),
            None => format!("Take the range of {what} out"),
        };
        (does, stage.range(field).map_or_else(none, told))
    };
    match edit {
        StageEdit::Name(to) => (format!("Rename {name} to {}", to.as_str()), String::new()),
        StageEdit::Owner(owner) => {
            let now = show::owner(stage.owner()).to_owned();
            (format!("Set the owner of {name} to {}", show::owner(*owner)), now)
        }
        StageEdit::Definition(_) => (format!("Say what counts as one of {name}"), String::new()),
        StageEdit::Rate(rate) => set(Field::Yield, percent(*rate)),
        StageEdit::RateFrom(month, rate) => {
            let (from, now) = (show::month_year(*month), show::rate(stage.yields().of(*month)));
            match rate {
                Some(rate) => (format!("Set {step} to {} from {from} on", percent(*rate)), now),
                None => (format!("Take the change of {step} in {from} out"), now),
            }
        }
        StageEdit::Value(value) => set(Field::Yield, money(value.get())),
        StageEdit::Lag(lag) => set(Field::Lag, show::lag(*lag)),
        StageEdit::Direct(direct) => set(Field::Direct, spaced(&entry::print(direct.get(), Kind::Share))),
        StageEdit::Opening(count) => {
            let to = count.map_or_else(none, |count| entry::print(count.get(), Kind::Count));
            set(Field::Opening, to)
        }
        StageEdit::RateRange(span) => range(Field::Yield, span.map(|span| span.map(Rate::get))),
        StageEdit::ValueRange(span) => range(Field::Yield, span.map(|span| span.map(Money::get))),
        StageEdit::LagRange(span) => {
            range(Field::Lag, span.map(|span| span.map(|lag| f64::from(lag.days()))))
        }
    }
}

fn name(id: StageId, scenario: &Scenario) -> String {
    scenario.funnel().find(id).map_or_else(|| "a stage".to_owned(), |(_, stage)| stage.name().to_owned())
}

fn set(input: Input, to: &str, scenario: &Scenario) -> (String, String) {
    (format!("Set {} to {to}", clear_label(scenario, input)), input::current(scenario, input))
}

fn percent(rate: Rate) -> String {
    spaced(&entry::print(rate.get(), Kind::Rate))
}

/// A percentage as sentences write it: "65 %".
fn spaced(percentage: &str) -> String {
    percentage.replace('%', " %")
}

#[cfg(test)]
mod tests {
    use super::super::{BareRates, parse};
    use super::*;
    use crate::text::sample;

    #[test]
    fn an_edit_says_what_it_would_do_and_what_is_there_now() {
        let plan = sample::plan();
        for (text, does, now) in [
            ("proposals.rate=65%", "Set Proposals→Deals to 65 %", "60.0%"),
            ("proposals.rate=65.25", "Set Proposals→Deals to 65.25 %", "60.0%"),
            ("prop.rate from 2027-04=65%", "Set Proposals→Deals to 65 % from Apr 2027 on", "60.0%"),
            ("prop.rate from 2027-04=none", "Take the change of Proposals→Deals in Apr 2027 out", "60.0%"),
            ("lost.value=27k", "Set Deal value to $27,000", "$25,000"),
            ("contacts.lag=5w", "Set Lag Contacts→Qualified to 35 d", "45 d"),
            ("meet.direct=30%", "Set Direct Meetings to 30 %", "0.0%"),
            ("prop.opening=120", "Set Day one Proposals to 120", "none"),
            ("prop.range=50..65%", "Set the range of Proposals→Deals to 50.0% – 65.0%", "none"),
            ("prop.range=none", "Take the range of Proposals→Deals out", "none"),
            ("lost.range=22k..28k", "Set the range of Deal value to $22,000 – $28,000", "none"),
            ("prop.lag-range=20..40", "Set the range of Lag Proposals→Deals to 20 – 40 d", "none"),
            ("prop.owner=sales", "Set the owner of Proposals to sales", "both"),
            ("prop.name=Offers", "Rename Proposals to Offers", ""),
            ("prop.definition=sent", "Say what counts as one of Proposals", ""),
            ("prop.lock=rate", "Lock Proposals→Deals", "not locked"),
            ("target.unlock=amount", "Unlock Amount", "not locked"),
            ("prop.at=2", "Move Proposals to place 2", "place 5"),
            ("stage+=Demos@4", "Add the stage Demos at place 4", "7 stages"),
            ("stage-=prop", "Remove the stage Proposals", ""),
            ("target=21m+15%", "Set Amount to $24,150,000", "$21,000,000"),
            ("start=2027-02", "Set Start to Feb 2027", "Jan 2027"),
            ("months=18", "Set Months to 18", "12"),
            ("phasing=growth:3%", "Set Phasing to growth 3 %/mo", "even"),
            ("beyond=stop", "Set Beyond to stop", "continue"),
            ("currency=eur", "Set the currency to EUR, without converting", "USD"),
            ("name=Acme 2028", "Name the scenario Acme 2028", "Acme 2027 base"),
            ("notes=as agreed", "Replace the notes", ""),
            ("revenue from 2027-02=1m", "Set the revenue of Feb 2027 to $1,000,000", "$1,750,000"),
            ("revenue from 2027-02=1m;2m", "Set the revenue of 2 months", ""),
        ] {
            let edit =
                parse(text, &plan, BareRates::Percent).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(describe(&edit, &plan), (does.to_owned(), now.to_owned()), "{text}");
        }
    }
}
