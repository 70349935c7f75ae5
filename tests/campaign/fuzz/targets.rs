//! What is fed, and what must hold of every answer.

use backcast::goals::compute;
use backcast::plan::name::{Name, distance, look_the_same, quote, visible};
use backcast::plan::slug::slug;
use backcast::plan::{Currency, Scenario};
use backcast::store::format;
use backcast::text::clean::{clean, fit, fit_numbers, is_unsafe, strip, width, wrap};
use backcast::text::edit::{BareRates, describe, parse, parse_all, print, reason};
use backcast::text::entry::{self, EntryError, Kind, Later};
use backcast::text::name::{capital, running, short};
use backcast::text::seek;

use super::{Target, run};
use crate::bad_files::{RICH, judge};
use crate::hostile::{first_hostile, is_hostile};

#[test]
fn any_bytes_are_a_scenario_that_is_kept_or_refused_with_their_place() {
    run(&Target {
        name: "loader",
        judge,
        words: &[
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "null",
            "true",
            "\"format\": \"backcast\"",
            "\"version\": 2",
            "\"name\": ",
            "\"rate\": ",
            "\"value\": ",
            "\"direct\": 0.5",
            "\"changes\": []",
            "\"weights\": ",
            "\"kind\": \"custom\"",
            "\"kind\": \"growth\"",
            "\"monthly\": ",
            "\"kind\": \"stop\"",
            "\"locked\": [\"rate\"]",
            "\"opening\": ",
            "\"from\": \"2027-04\"",
            "\"x\": ",
            "\"lag_range\": [1, 2]",
            "{ \"name\": \"A\", \"rate\": 0.5, \"lag_days\": 1 }, ",
        ],
    });
}

const KINDS: [Kind; 9] = [
    Kind::Money,
    Kind::Count,
    Kind::Weight,
    Kind::Rate,
    Kind::Share,
    Kind::Lag,
    Kind::Growth,
    Kind::YearlyGrowth,
    Kind::Months,
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Checks that a message can be shown, and gives it.
fn told(message: &str) -> String {
    let shown = strip(message);
    assert!(first_hostile(&shown).is_none() && !shown.is_empty(), "{shown:?}");
    assert!(shown.chars().count() < 2500, "{shown}");
    shown
}

/// The kind of an error: the names of its variants.
fn variant(error: &impl std::fmt::Debug) -> String {
    format!("{error:?}").chars().take_while(|char| *char != '"' && !char.is_ascii_digit()).collect()
}

fn numbers(bytes: &[u8]) -> String {
    let text = text(bytes);
    let mut outcome = String::new();
    let mut tell = |error: EntryError| {
        told(&error.to_string());
        outcome.push(variant(&error).chars().nth(3).unwrap_or('-'));
    };
    for kind in KINDS {
        for current in [None, Some(kind.nearest(0.6)), Some(kind.nearest(1e15))] {
            match entry::number(&text, kind, current, Currency::USD) {
                Ok(number) => {
                    assert!(
                        number.is_finite() && kind.nearest(number) == number,
                        "{text:?} as {kind:?}: {number}"
                    );
                    let printed = entry::print(number, kind);
                    let again = entry::number(&printed, kind, None, Currency::USD);
                    assert_eq!(again, Ok(number), "{text:?} as {kind:?}: {printed}");
                }
                Err(error) => tell(error),
            }
        }
        match entry::range(&text, kind, Currency::USD) {
            Ok((low, high)) => {
                assert!(low <= high && kind.nearest(low) == low && kind.nearest(high) == high, "{text:?}");
            }
            Err(error) => tell(error),
        }
    }
    match entry::month(&text) {
        Ok(month) => assert_eq!(entry::month(&month.to_string()), Ok(month)),
        Err(error) => tell(error),
    }
    match entry::later(&text) {
        Ok(Later::From(_, rest) | Later::Rate(rest)) => assert!(text.contains(rest)),
        Err(error) => tell(error),
    }
    entry::is_bare_small_rate(&text);
    if let Ok(rate) = entry::number(&text, Kind::Rate, None, Currency::USD) {
        entry::rate_hint(rate, &text);
    }
    outcome
}

#[test]
fn any_text_is_a_number_within_its_bounds_or_refused() {
    run(&Target {
        name: "number",
        judge: numbers,
        words: &[
            "24m",
            "k",
            "b",
            "%",
            "1/4",
            " in ",
            "d",
            "w",
            "q",
            "pp",
            "+5%",
            "*1.1",
            "/0",
            "..",
            " to ",
            "–",
            "$",
            "usd",
            "feb",
            " 2027",
            "2027-02",
            "from ",
            "1,200,000",
            "1.200.000",
            "e5",
            "0.5",
            "'",
            "_",
            "none",
            "/3",
            "-",
        ],
    });
}

/// The plan that is edited: the sample.
fn plan() -> Scenario {
    format::read(RICH.as_bytes()).expect("the sample is a scenario").scenario
}

fn edits(bytes: &[u8]) -> String {
    let text = text(bytes);
    let plan = plan();
    let mut outcome = String::new();
    for bare in [BareRates::Refuse, BareRates::Percent] {
        match parse(&text, &plan, bare) {
            Ok(edit) => {
                let printed = print(&edit, &plan);
                assert_eq!(
                    parse(&printed, &plan, BareRates::Refuse).as_ref(),
                    Ok(&edit),
                    "{text:?}: {printed:?}"
                );
                describe(&edit, &plan);
                if let Err(error) = plan.with(&edit) {
                    told(&error.to_string());
                    outcome += &variant(&error);
                }
                outcome += &variant(&edit);
            }
            Err(error) => {
                told(&reason(&error, &plan));
                outcome += &variant(&error);
            }
        }
        match parse_all(&text, &plan, bare) {
            Ok(edits) => {
                let edited = plan.with_all(&edits).expect("each was tried");
                let written = format::write(&edited, &format::Extras::default());
                let again = format::read(&written).unwrap_or_else(|error| panic!("{text:?}: {error}"));
                assert_eq!(format::write(&again.scenario, &again.extras), written, "{text:?}");
                if !edits.is_empty() {
                    let goals = compute(&edited);
                    assert!(
                        goals.grid().bearings().all(|row| row.total().is_finite() && row.need().is_finite()),
                        "{text:?}"
                    );
                }
                outcome += &"+".repeat(edits.len());
            }
            Err(error) => {
                told(&reason(&error, &plan));
                outcome += &variant(&error);
            }
        }
    }
    outcome
}

#[test]
fn any_line_is_an_edit_that_is_printed_and_read_again_or_refused() {
    run(&Target {
        name: "edit",
        judge: edits,
        words: &[
            "target=",
            "start=",
            "months=",
            "phasing=growth:3%",
            "phasing=seasonal:",
            "phasing=custom:",
            "beyond=",
            "continue:15%",
            "stop",
            "currency=",
            "name=",
            "notes=",
            "visitors.",
            "leads.",
            "deals.",
            "1.",
            "3.",
            "rate=",
            "rate@",
            "rate from ",
            "lag=",
            "direct=",
            "value=",
            "owner=both",
            "definition=",
            "range=",
            "lag-range=",
            "lock=",
            "unlock=",
            "opening=",
            "stage+=",
            "stage-=",
            "@4",
            "at=2",
            "=none",
            "+=",
            "*=",
            "-=",
            "\"",
            "\"\"",
            "2027-04",
            "65%",
            "24m",
            "revenue@2027-03=",
            ";",
            " ",
        ],
    });
}

fn questions(bytes: &[u8]) -> String {
    let text = text(bytes);
    let (want, by) = text.split_once('\n').unwrap_or((&text, ""));
    let plan = plan();
    let goals = compute(&plan);
    match seek::question(want, &plan, &goals) {
        Err(error) => told(&error.to_string()) + &variant(&error),
        Ok(question) => match seek::answer(by, &question) {
            Err(error) => told(&error.to_string()) + &variant(&error),
            Ok(answer) => variant(&answer.found),
        },
    }
}

#[test]
fn any_question_is_answered_or_refused() {
    run(&Target {
        name: "seek",
        judge: questions,
        words: &[
            "visitors", "leads", "deals", "1", ".need", ".total", ".peak", ".day-one", "@2027-05", "revenue",
            "=", "+=", "*=", "900k", "30m", "-10%", "\n", "target", ".rate", ".lag", ".direct", ".value",
            "1e15", "0",
        ],
    });
}

fn names(bytes: &[u8]) -> String {
    let text = text(bytes);
    let slug = slug(&text);
    assert!((1..=60).contains(&slug.len()), "{text:?}: {slug:?}");
    assert!(
        slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
        "{text:?}: {slug:?}"
    );
    let device = slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
    let is_device =
        ["con", "prn", "aux", "nul"].contains(&slug.as_str()) || device.is_some_and(|rest| rest.len() == 1);
    assert!(!is_device && !slug.starts_with('-') && !slug.ends_with('-'), "{text:?}: {slug:?}");
    for shown in [clean(&text), strip(&text), quote(&text)] {
        assert_eq!(
            shown.chars().find(|char| is_hostile(*char) || is_unsafe(*char)),
            None,
            "{text:?}: {shown:?}"
        );
        let lines = wrap(&shown, 12);
        assert!(lines.iter().all(|line| width(line) <= 12), "{text:?}: {lines:?}");
        assert!(width(&fit(&shown, 9)) <= 9 && width(&fit_numbers(&shown, 9)) <= 9, "{text:?}");
        assert!(
            short(&[&shown, "Deals", &capital(&shown)], 9).iter().all(|name| width(name) <= 9),
            "{text:?}"
        );
        running(&shown);
    }
    assert_eq!(clean(&clean(&text)), clean(&text));
    assert!(look_the_same(&text, &visible(&text)), "{text:?}");
    distance(&text, "Deals");
    match Name::new(&text) {
        Err(error) => told(&error.to_string()),
        Ok(name) => {
            assert_eq!(Name::new(name.as_str()).as_ref(), Ok(&name), "{text:?}");
            let seen = clean(name.as_str());
            assert!(
                !name.as_str().chars().any(char::is_control) && !seen.trim().is_empty(),
                "{text:?}: {seen:?}"
            );
            "a name".to_owned()
        }
    }
}

#[test]
fn any_name_is_shown_safely_and_makes_a_file_name_for_every_system() {
    run(&Target {
        name: "names",
        judge: names,
        words: &[
            "con",
            "nul",
            "com1",
            "lpt9",
            "conin$",
            ".json",
            "../",
            "/",
            "\\",
            "Revenue",
            " ",
            "-",
            "--",
            "x",
            "漢",
            "A",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "9",
        ],
    });
}
