//! A plan's goals as JSON for scripts (scenario-format.md): full double precision, nothing rounded.
//!
//! Names are as in the file; characters that could act on a terminal are written as escapes.

use serde::Serialize;
use serde_json::Number;

use super::sheet::{self, Dated};
use crate::goals::{Bearing, Content, DayOne};
use crate::plan::Finding;
use crate::text::clean::is_unsafe;

/// What can be said about a plan, as scripts read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRecord {
    code: &'static str,
    severity: &'static str,
    stage: Option<String>,
    text: String,
}

impl FindingRecord {
    /// Its code, severity, stage and text.
    pub fn cells(&self) -> [&str; 4] {
        [self.code, self.severity, self.stage.as_deref().unwrap_or_default(), &self.text]
    }
}

#[derive(Serialize)]
struct GoalsRecord<'a> {
    scenario: &'a str,
    currency: String,
    months: Vec<String>,
    runway: usize,
    rows: Vec<Row<'a>>,
    day_one: Vec<DayOneRecord<'a>>,
    last_call: Vec<LastCall<'a>>,
    findings: Vec<FindingRecord>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    unit: &'static str,
    goals: Vec<f64>,
    this_plan: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<Vec<Number>>,
    total: f64,
    this_plan_total: f64,
}

#[derive(Serialize)]
struct DayOneRecord<'a> {
    name: &'a str,
    needed: f64,
    revenue: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    opening: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_risk: Option<f64>,
}

#[derive(Serialize)]
struct LastCall<'a> {
    name: &'a str,
    month: String,
    day: u32,
}

/// Writes the goals of a plan.
pub fn goals(plan: Dated) -> String {
    let grid = plan.goals.grid();
    let stages = plan.scenario.funnel().stages();
    let last_call = stages.iter().enumerate().map(|(place, stage)| {
        let day = plan.goals.last_call(place);
        LastCall { name: stage.name(), month: day.month.to_string(), day: day.day }
    });
    text(&GoalsRecord {
        scenario: plan.scenario.name(),
        currency: plan.scenario.currency().code().to_owned(),
        months: (0..grid.columns()).map(|column| grid.month(column).to_string()).collect(),
        runway: grid.runway(),
        rows: grid.bearings().map(|bearing| row(plan.row_name(bearing), bearing)).collect(),
        day_one: stages
            .iter()
            .zip(plan.goals.day_one())
            .map(|(stage, row)| day_one(stage.name(), row))
            .collect(),
        last_call: last_call.collect(),
        findings: findings(plan),
    })
}

/// The findings of a plan.
pub fn findings(plan: Dated) -> Vec<FindingRecord> {
    plan.findings().iter().map(|found| finding(plan, found)).collect()
}

fn finding(plan: Dated, finding: &Finding) -> FindingRecord {
    let (code, severity) = sheet::kind(finding.code());
    let stage = finding.stage().and_then(|id| plan.scenario.funnel().find(id));
    let stage = stage.map(|(_, stage)| stage.name().to_owned());
    FindingRecord { code, severity, stage, text: plan.say(finding) }
}

fn row<'a>(name: &'a str, bearing: Bearing) -> Row<'a> {
    let whole = bearing.stage().map(|_| bearing.shown(Content::Goals).filter_map(whole).collect());
    Row {
        name,
        unit: if bearing.stage().is_some() { "count" } else { "money" },
        goals: bearing.goals().to_vec(),
        this_plan: bearing.cells(Content::ThisPlan).collect(),
        whole,
        total: bearing.total(),
        this_plan_total: bearing.need(),
    }
}

/// A whole number without a point, as long as it fits into 64 bits.
fn whole(count: f64) -> Option<Number> {
    if count.abs() < 9e18 { Some(Number::from(count as i64)) } else { Number::from_f64(count) }
}

fn day_one<'a>(name: &'a str, row: &DayOne) -> DayOneRecord<'a> {
    DayOneRecord {
        name,
        needed: row.needed,
        revenue: row.carries,
        opening: row.opening,
        coverage: row.coverage(),
        at_risk: row.at_risk(),
    }
}

/// Writes anything as indented JSON, with a line feed at its end.
pub fn text(record: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(record).expect("records have text keys and no failing values");
    escaped(&json) + "\n"
}

/// Writes what could act on a terminal as an escape; outside of strings only line feeds are such.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        if is_unsafe(char) && char != '\n' {
            let mut units = [0; 2];
            out.extend(char.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_and_nothing_in_them_acts_on_a_terminal() {
        let name = "a\u{1b}[31m\u{9b}\u{202e}\u{e0041}é\"\n";
        let json = text(&[name]);
        assert!(!json.trim_end().chars().any(|char| is_unsafe(char) && char != '\n'), "{json:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [name]);
    }

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(whole(84_000.0).unwrap().to_string(), "84000");
        assert_eq!(whole(1e20).unwrap().to_string(), "1e+20");
    }
}
