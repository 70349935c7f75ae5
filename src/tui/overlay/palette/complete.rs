//! What Tab offers in the command line: the fields of the assignment grammar (cli.md "EDIT") for the plan at hand.
//!
//! Offers only; what an assignment means is read by `text::edit`.

use crate::plan::{Field, Input, Scenario, Stage};
use crate::text::edit::reference;
use crate::text::{input, show};

/// A field that can be assigned to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What is typed: `proposals.rate=`.
    pub text: String,
    /// What it is: `Proposals→Deals`.
    pub label: String,
    /// What it is now; empty where that says nothing.
    pub now: String,
}

fn candidate(text: impl Into<String>, label: impl Into<String>, now: impl Into<String>) -> Candidate {
    Candidate { text: text.into(), label: label.into(), now: now.into() }
}

/// The fields that are inputs: the target's, then each stage's.
pub fn inputs(scenario: &Scenario) -> Vec<Candidate> {
    let of = |input: &Input| {
        candidate(
            format!("{}=", input::path(scenario, *input)),
            input::clear_label(scenario, *input),
            input::current(scenario, *input),
        )
    };
    let all = input::all(scenario);
    let mut fields: Vec<Candidate> =
        all.iter().filter(|input| matches!(input, Input::Target(_))).map(of).collect();
    for stage in scenario.funnel().stages() {
        let mine = |input: &&Input| matches!(input, Input::Stage(id, _) if *id == stage.id());
        fields.extend(all.iter().filter(mine).map(of));
    }
    fields
}

/// All other fields of the grammar: each stage's, then the plan's own.
pub fn others(scenario: &Scenario) -> Vec<Candidate> {
    let stages = scenario.funnel().stages();
    let of_stages = stages.iter().enumerate().flat_map(|(place, stage)| others_of(scenario, place, stage));
    let start = scenario.start();
    let own = [
        candidate("name=", "the scenario's name", scenario.name()),
        candidate("currency=", "the currency; nothing is converted", scenario.currency().code()),
        candidate("notes=", "the notes", ""),
        candidate("stage+=", "add a stage: NAME, or NAME@PLACE", format!("{} stages", stages.len())),
        candidate("stage-=", "remove a stage", ""),
        candidate(format!("revenue from {start}="), "the revenue of a month", ""),
        candidate("target.lock=", "lock amount, phasing, start, months or beyond", ""),
        candidate("target.unlock=", "unlock one of them", ""),
    ];
    of_stages.chain(own).collect()
}

/// The fields of a stage that are no inputs.
fn others_of(scenario: &Scenario, place: usize, stage: &Stage) -> Vec<Candidate> {
    let name = stage.name();
    let of = |field: &str, label: String, now: String| {
        candidate(format!("{}.{field}=", reference(stage.id(), scenario.funnel())), label, now)
    };
    let step = input::clear_label(scenario, Input::Stage(stage.id(), Field::Yield));
    let lag = input::clear_label(scenario, Input::Stage(stage.id(), Field::Lag));
    let mut others = Vec::new();
    if stage.value().is_none() {
        let later = format!("rate from {}", scenario.start().plus(3));
        others.push(of(&later, format!("{step}, from a month on"), String::new()));
    }
    others.extend([
        of("owner", format!("who answers for {name}"), show::owner(stage.owner()).to_owned()),
        of("name", format!("another name for {name}"), String::new()),
        of("definition", format!("what counts as one of {name}"), String::new()),
        of("range", format!("{step}: low and high"), String::new()),
        of("lag-range", format!("{lag}: low and high"), String::new()),
        of("lock", format!("lock an input of {name}"), String::new()),
        of("unlock", format!("unlock an input of {name}"), String::new()),
        of("at", format!("move {name} to a place"), (place + 1).to_string()),
    ]);
    others
}

/// What may be typed in this plan, to see what assignments are like; each can be read.
pub fn examples(scenario: &Scenario) -> Vec<String> {
    let stages = scenario.funnel().stages();
    let of = |place: usize| reference(stages[place].id(), scenario.funnel());
    let last = stages.len() - 1;
    let (rate, value, lag) = (of(last - 1), of(last), of(1.min(last)));
    let direct = of(last.saturating_sub(2).max(1));
    // A rate has its bounds: what cannot be raised by two points can be lowered by them.
    let sign = if stages[last - 1].yields().initial() <= 0.98 { '+' } else { '-' };
    vec![
        format!("{rate}.rate=65%"),
        format!("{value}.value=27k"),
        "target=21m+15%".to_owned(),
        format!("{lag}.lag=5w"),
        format!("{rate}.rate{sign}=2pp"),
        format!("{direct}.direct=30%"),
        format!("start={}", scenario.start().plus(1)),
        "months=18".to_owned(),
    ]
}
