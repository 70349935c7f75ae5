//! What a result would be if one input had another value.
//!
//! Only what lies between the input's stage and the result's is computed again; a trial changes no plan and
//! chooses no value.

use super::Measure;
use crate::goals::backward::Step;
use crate::goals::flow::Flow;
use crate::goals::grid::peak;
use crate::plan::month::DAYS;
use crate::plan::{Field, Input, Lag, Money, Scenario, StageId, Target};

/// A plan's backward pass, ready to be run again with another value for one input.
#[derive(Debug)]
pub(super) struct Trial<'a> {
    scenario: &'a Scenario,
    /// Whose goals are measured, by its place from the top.
    place: usize,
    measure: Measure,
    steps: Vec<Step<'a>>,
    /// What follows each stage: the entries of the next, revenue for the last.
    next: Vec<Flow>,
}

impl<'a> Trial<'a> {
    /// Runs the pass once with nothing changed.
    pub(super) fn new(scenario: &'a Scenario, place: usize, measure: Measure) -> Self {
        let count = scenario.funnel().stages().len();
        let steps: Vec<Step> = (0..count).map(|place| Step::of(scenario, place)).collect();
        let mut trial = Self { scenario, place, measure, steps, next: Vec::with_capacity(count) };
        let mut flow = trial.revenue(scenario.target().amount.get());
        for step in trial.steps.iter().rev() {
            trial.next.push(flow.clone());
            flow = step.entries(flow);
        }
        trial.next.reverse();
        trial
    }

    /// The result with every input as it is.
    pub(super) fn today(&self) -> f64 {
        self.measured(self.place, self.steps[self.place], self.next[self.place].clone())
    }

    /// Whether an input can change the result: whether it works at its stage or below it.
    pub(super) fn acts_on(&self, input: Input) -> bool {
        match input {
            Input::Target(_) => true,
            Input::Stage(id, field) => self.changed(id, field).is_some_and(|changed| changed >= self.place),
        }
    }

    /// The result with another value for an input that acts on it, in the model's units.
    pub(super) fn with(&self, input: Input, value: f64) -> f64 {
        let Input::Stage(id, field) = input else {
            let last = self.steps.len() - 1;
            return self.measured(last, self.steps[last], self.revenue(value));
        };
        let Some(changed) = self.changed(id, field).filter(|changed| *changed >= self.place) else {
            return self.today();
        };
        let mut step = self.steps[changed];
        match field {
            Field::Yield => step.yields = value,
            Field::Lag => step.lag = value as i32,
            Field::Direct => step.chained = 1.0 - value,
            Field::Opening => {}
        }
        self.measured(changed, step, self.next[changed].clone())
    }

    /// The place of the stage whose step an input is part of: a direct share is part of the one above.
    fn changed(&self, id: StageId, field: Field) -> Option<usize> {
        let (place, _) = self.scenario.funnel().find(id)?;
        if field == Field::Direct { place.checked_sub(1) } else { Some(place) }
    }

    /// Goes from what follows a stage up to the measured one, by a step out of the stage that may not be the plan's.
    fn measured(&self, changed: usize, step: Step, next: Flow) -> f64 {
        let above = &self.steps[self.place..changed];
        let flow = above.iter().rev().fold(step.entries(next), |flow, step| step.entries(flow));
        let lag = above.first().unwrap_or(&step).lag;
        let (horizon, first) = (self.scenario.months().days(), flow.days().start);
        match self.measure {
            Measure::Month(month) => {
                let day = month.since(self.scenario.start()) * DAYS;
                flow.between(day..day + DAYS)
            }
            Measure::Peak => {
                let before = (DAYS - 1 - first) / DAYS;
                peak(&flow.by_month(-before, before as usize + self.scenario.months().months())).1
            }
            Measure::Total => flow.between(0..horizon),
            // The first entries become revenue of day 0.
            Measure::Need => flow.in_turns(self.scenario.months().months()),
            Measure::DayOne => flow.between(-lag..0),
        }
    }

    /// Revenue by day, for an amount, as far as any lag asks for.
    fn revenue(&self, amount: f64) -> Flow {
        let target = Target { amount: Money::nearest(amount), ..self.scenario.target().clone() };
        let months = self.scenario.months();
        Flow::of_months(target.revenue(self.scenario.start(), months, months.months() + self.runway()))
    }

    /// The columns that stand before the start at the most, whatever lag is tried.
    fn runway(&self) -> usize {
        let longest = self.scenario.funnel().lag_to_revenue(0) + Lag::MAX.days();
        ((longest + DAYS - 1) / DAYS) as usize
    }
}
