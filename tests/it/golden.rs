//! Worked numbers of an independent calculation, field by field (`tests/data/golden`).

use backcast::goals::{Content, Goals, compute};
use backcast::plan::Scenario;
use backcast::store::format;
use serde_json::Value;

/// The scenario of a golden file, read as any other scenario file.
fn scenario(file: &Value) -> Scenario {
    let bytes = serde_json::to_vec(file).expect("JSON that was read can be written");
    format::read(&bytes).expect("golden files hold scenario files").scenario
}

fn assert_agree(what: &str, found: &[f64], expected: &Value) {
    let list = [expected.clone()];
    let expected = expected.as_array().map_or(&list[..], Vec::as_slice);
    assert_eq!(found.len(), expected.len(), "{what}");
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let expected = expected.as_f64().expect("a number");
        let tolerance = 1e-9 * expected.abs().max(found.abs());
        assert!((found - expected).abs() <= tolerance, "{what} at {at}: {found:e} is not {expected:e}");
    }
}

fn check_rows(goals: &Goals, names: &[String], rows: &[Value]) {
    assert_eq!(goals.grid().bearings().len(), rows.len());
    for ((bearing, name), row) in goals.grid().bearings().zip(names).zip(rows) {
        assert_eq!(row["name"], *name);
        assert_agree(
            &format!("goals of {name}"),
            &bearing.cells(Content::Goals).collect::<Vec<_>>(),
            &row["goals"],
        );
        assert_agree(
            &format!("this plan of {name}"),
            &bearing.cells(Content::ThisPlan).collect::<Vec<_>>(),
            &row["this_plan"],
        );
        assert_agree(&format!("total of {name}"), &[bearing.total()], &row["total"]);
        assert_agree(&format!("need of {name}"), &[bearing.need()], &row["this_plan_total"]);
        assert_eq!(bearing.stage().is_none(), row.get("whole").is_none(), "{name}");
        if let Some(whole) = row.get("whole").and_then(Value::as_array) {
            let whole: Vec<_> = whole.iter().map(|cell| cell.as_f64().expect("a whole number")).collect();
            assert_eq!(bearing.shown(Content::Goals).collect::<Vec<_>>(), whole, "{name} in whole units");
        }
    }
}

fn check(text: &str) {
    let file: Value = serde_json::from_str(text).expect("golden files are JSON");
    let (scenario, expected) = (scenario(&file["scenario"]), &file["expect"]);
    let goals = compute(&scenario);
    let list = |key: &str| expected[key].as_array().expect("a list");
    let mut names: Vec<_> = scenario.funnel().stages().iter().map(|stage| stage.name().to_owned()).collect();
    let stages = names.len();
    assert_eq!(list("last_call").len(), stages);
    assert_eq!(list("day_one").len(), stages);
    for (place, call) in list("last_call").iter().enumerate() {
        let day = goals.last_call(place);
        assert_eq!(call["name"], names[place]);
        assert_eq!(call["month_index"], day.month.since(scenario.start()), "{}", names[place]);
        assert_eq!(call["day"], day.day, "{}", names[place]);
    }
    for (place, row) in list("day_one").iter().enumerate() {
        let day_one = &goals.day_one()[place];
        assert_eq!(row["name"], names[place]);
        assert_agree("needed on day one", &[day_one.needed], &row["needed"]);
        assert_agree("carried on day one", &[day_one.carries], &row["revenue"]);
    }
    assert_eq!(expected["runway"], goals.grid().runway());
    names.push("Revenue".to_owned());
    check_rows(&goals, &names, list("rows"));
    assert_agree("forward", &[goals.check()], &file["scenario"]["target"]["amount"]);
}

macro_rules! golden {
    ($($test:ident: $file:literal,)*) => {
        $(
            #[test]
            fn $test() {
                check(include_str!(concat!("../data/golden/", $file, ".json")));
            }
        )*
    };
}

golden! {
    an_even_year_with_odd_lags: "01-even",
    no_lag_has_no_runway: "02-no-lag",
    whole_months_move_goals_by_whole_columns: "03-whole-months",
    a_plan_that_stops_asks_for_nothing_beyond: "04-stop",
    growth_goes_on_after_december: "05-growth",
    seasons_follow_the_calendar_not_the_plan: "06-seasonal",
    typed_months_may_be_zero: "07-custom",
    direct_entries_spare_the_stages_above: "08-direct",
    rate_changes_convert_the_cohorts_from_then_on: "09-changes",
    quarters_push_the_first_stage_before_the_year: "10-quarter-lags",
    small_numbers_stay_whole_units: "11-small",
    five_years_of_growth_over_two_years_of_lag: "12-long",
    a_short_seasonal_plan_fills_its_year_first: "13-short-season",
    a_short_custom_plan_goes_on_from_its_mean: "14-short-custom",
}
