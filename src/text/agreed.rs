//! What people agreed on about a stage beside its rate and lag: later rates, ranges, locks, direct entries, what
//! will be there on day one, the definition. Told in as many columns as there are.

use super::clean::{clean, fit, width};
use super::entry::{self, Kind};
use super::{input, show};
use crate::goals::findings::is_outside_range;
use crate::plan::{Currency, Field, RateChange, Scenario, Stage, Yield};

/// Fewer columns than these say nothing of a definition.
const SOME_WORDS: usize = 16;

/// What is between two parts.
const BETWEEN: &str = " · ";

/// Writes the range that the user finds plausible for an input as [`input::span`] does; none where none was given.
pub fn range(stage: &Stage, field: Field, currency: Currency) -> Option<String> {
    Some(input::span(input::stage_kind(stage, field), stage.range(field)?, currency))
}

/// Writes what will be inside a stage on day one: `120`; none where nobody said.
pub fn opening(stage: &Stage) -> Option<String> {
    stage.opening().map(|count| entry::print(count.get(), Kind::Count))
}

/// The columns that all of it needs in short, the definition not counted; 0 where there is nothing to tell.
pub fn columns(stage: &Stage, scenario: &Scenario) -> usize {
    let parts = parts(stage, scenario);
    width(&parts.iter().map(|part| part.short.as_str()).collect::<Vec<_>>().join(BETWEEN))
}

/// Tells all of it that fits into some columns: in full, else in short, else what matters most. Nothing is cut
/// but the definition, which stands last.
pub fn told(stage: &Stage, scenario: &Scenario, columns: usize) -> String {
    let parts = parts(stage, scenario);
    let full = parts.iter().map(|part| part.full.as_str()).collect::<Vec<_>>().join(BETWEEN);
    let mut said = if width(&full) <= columns { full } else { String::new() };
    if said.is_empty() {
        for part in &parts {
            push_if_fits(&mut said, &part.short, columns);
        }
    }
    let between = if said.is_empty() { "" } else { BETWEEN };
    let room = columns.saturating_sub(width(&said) + width(between));
    if room >= SOME_WORDS && !stage.definition().trim().is_empty() {
        said.push_str(between);
        said.push_str(&fit(&format!("\"{}\"", clean(stage.definition().trim())), room));
    }
    said
}

/// Tells all of it but the definition, in full.
pub fn told_without_definition(stage: &Stage, scenario: &Scenario) -> String {
    parts(stage, scenario).into_iter().map(|part| part.full).collect::<Vec<_>>().join(BETWEEN)
}

fn push_if_fits(said: &mut String, part: &str, columns: usize) {
    let between = if said.is_empty() { "" } else { BETWEEN };
    if width(said) + width(between) + width(part) <= columns {
        said.push_str(between);
        said.push_str(part);
    }
}

/// Something to tell.
struct Part {
    full: String,
    short: String,
}

/// All but the definition, what matters most first.
fn parts(stage: &Stage, scenario: &Scenario) -> Vec<Part> {
    let ranges = [Field::Yield, Field::Lag].map(|field| (is_outside_range(stage, field), field));
    let (outside, inside): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|(outside, _)| *outside);
    let told = |ranges: Vec<(bool, Field)>| {
        ranges.into_iter().filter_map(|(outside, field)| range_part(stage, scenario, field, outside))
    };
    later(stage, scenario)
        .into_iter()
        .chain(told(outside))
        .chain(locked(stage))
        .chain(told(inside))
        .chain(direct(stage))
        .collect()
}

fn range_part(stage: &Stage, scenario: &Scenario, field: Field, outside: bool) -> Option<Part> {
    let whose = if field == Field::Lag { "lag " } else { "" };
    let range = range(stage, field, scenario.currency())?;
    let (rest, word) = if outside { (", outside", "outside") } else { ("", "range") };
    let short = format!("{whose}{word} {}", range.replace(" – ", "–"));
    Some(Part { full: format!("{whose}range {range}{rest}"), short })
}

/// Writes the rates that a stage has over time: `60.0%`, `60.0%, later 65.0%`, `60.0%, later 40.0% – 65.0%`.
pub fn rates(yields: &Yield) -> String {
    let later = || yields.changes().iter().map(|change| change.rate.get());
    let (lowest, highest) = (later().fold(f64::INFINITY, f64::min), later().fold(0.0, f64::max));
    let first = show::rate(yields.initial());
    match yields.changes() {
        [] => first,
        _ if lowest == highest => format!("{first}, later {}", show::rate(lowest)),
        _ => format!("{first}, later {} – {}", show::rate(lowest), show::rate(highest)),
    }
}

fn later(stage: &Stage, scenario: &Scenario) -> Option<Part> {
    let changes = stage.yields().changes();
    let one = |change: &RateChange| {
        format!("from {} {}", show::month_year(change.from), show::rate(change.rate.get()))
    };
    let first = changes.first()?;
    let short = match changes {
        [only] if only.from.year() == scenario.start().year() => {
            format!("from {} {}", show::month(first.from), show::rate(first.rate.get()))
        }
        [only] => one(only),
        several => format!("{} later rates", several.len()),
    };
    Some(Part { full: changes.iter().map(one).collect::<Vec<_>>().join(", "), short })
}

fn locked(stage: &Stage) -> Option<Part> {
    let locked: Vec<&str> = stage.locked().map(|field| input_name(stage, field)).collect();
    let short = match locked[..] {
        [] => return None,
        [only] => format!("{only} locked"),
        _ => format!("{} inputs locked", locked.len()),
    };
    Some(Part { full: format!("locked: {}", locked.join(", ")), short })
}

fn direct(stage: &Stage) -> Option<Part> {
    let share = stage.direct().get();
    let said = format!("{} direct", show::rate(share));
    (share > 0.0).then(|| Part { full: said.clone(), short: said })
}

/// What an input of a stage is called where the stage is known.
const fn input_name(stage: &Stage, field: Field) -> &'static str {
    match field {
        Field::Yield if stage.value().is_some() => "deal value",
        Field::Yield => "rate",
        Field::Lag => "lag",
        Field::Direct => "direct share",
        Field::Opening => "day one",
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::{BareRates, parse_all};
    use super::super::sample;
    use super::*;

    fn told_of(place: usize, edits: &str, columns: usize) -> String {
        let plan = sample::plan();
        let edits = parse_all(edits, &plan, BareRates::Percent).unwrap();
        let plan = plan.with_all(&edits).unwrap();
        told(&plan.funnel().stages()[place], &plan, columns)
    }

    fn said(edits: &str, columns: usize) -> String {
        told_of(4, edits, columns)
    }

    const ALL: &str = "prop.rate@2027-04=65% prop.range=61..70% prop.lag-range=20..40 prop.lock=lag \
                       prop.definition=a price was named";

    #[test]
    fn all_is_told_where_there_is_room() {
        let full = "from Apr 2027 65.0% · range 61.0% – 70.0%, outside · locked: lag · lag range 20 – 40 d";
        assert_eq!(said(ALL, 200), format!("{full} · \"a price was named\""));
        assert_eq!(said(ALL, width(full)), full);
        assert_eq!(said("prop.lock=rate", 80), "locked: rate");
        assert_eq!(said("target=1m", 80), "");
    }

    #[test]
    fn rates_are_told_with_those_that_come_later() {
        let said = |edits: &str| {
            let plan = sample::plan();
            let edits = parse_all(edits, &plan, BareRates::Percent).unwrap();
            rates(plan.with_all(&edits).unwrap().funnel().stages()[4].yields())
        };
        assert_eq!(said("target=1m"), "60.0%");
        assert_eq!(said("prop.rate@2027-04=65%"), "60.0%, later 65.0%");
        let three = "prop.rate@2027-04=65% prop.rate@2027-06=55% prop.rate@2027-08=62%";
        assert_eq!(said(three), "60.0%, later 55.0% – 65.0%");
    }

    #[test]
    fn with_less_room_what_matters_most_is_told_and_no_number_is_cut() {
        assert_eq!(said(ALL, 45), "from Apr 65.0% · outside 61.0%–70.0%");
        assert_eq!(said(ALL, 20), "from Apr 65.0%");
        assert_eq!(said("prop.rate@2027-04=65% prop.rate@2027-06=5%", 20), "2 later rates");
        assert_eq!(said("prop.rate@2028-04=65%", 20), "from Apr 2028 65.0%");
        assert_eq!(said("prop.lock=rate prop.lock=direct", 20), "2 inputs locked");
        for columns in 0..100 {
            assert!(width(&said(ALL, columns)) <= columns);
        }
    }

    #[test]
    fn the_deal_value_has_its_range_and_its_lock() {
        let said = told_of(6, "lost.range=22k..24k lost.lock=value", 80);
        assert_eq!(said, "range $22,000 – $24,000, outside · locked: deal value");
    }
}
