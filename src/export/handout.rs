//! What is handed out after a meeting: the whole plan on one page, then a page for each team with its goals only.
//!
//! Chooses what stands where; [`super::html`] and [`super::markdown`] write it down. Words that would leave no room
//! for the goals go to a last page.

mod figures;
mod goals;
mod words;

use self::words::{Told, Words};
use super::document::{Block, Table};
use super::sheet::{self, Dated};
use crate::goals::Bearing;
use crate::plan::{Day, Owner, Stage};
use crate::text::clean::strip;
use crate::text::name::{capital, running};
use crate::text::{agreed, show};

/// The teams that get a page.
const TEAMS: [Owner; 2] = [Owner::Marketing, Owner::Sales];

/// More stages than these leave no room for a table of what the funnel's picture says of them too.
const FEW: usize = 8;

/// A plan, and whose page it is seen from: everybody's, or a team's.
#[derive(Clone, Copy)]
struct View<'a> {
    plan: Dated<'a>,
    team: Option<Owner>,
}

impl<'a> View<'a> {
    /// Whether a stage is on the page: a team has its own stages, and those that both have.
    fn has(self, stage: &Stage) -> bool {
        self.team.is_none_or(|team| stage.owner() == team || stage.owner() == Owner::Both)
    }

    /// The stages of the page with their places and rows, from the top.
    fn rows(self) -> impl Iterator<Item = (usize, &'a Stage, Bearing<'a>)> {
        let stages = self.plan.scenario.funnel().stages().iter();
        let rows = stages.zip(self.plan.goals.grid().bearings()).enumerate();
        rows.map(|(place, (stage, bearing))| (place, stage, bearing))
            .filter(move |(_, stage, _)| self.has(stage))
    }

    /// Whether no stage is left out.
    fn is_whole(self) -> bool {
        self.plan.scenario.funnel().stages().iter().all(|stage| self.has(stage))
    }
}

/// The pages: the plan, then each team's, then the words that were too many for them.
pub fn pages(plan: Dated) -> Vec<Vec<Block>> {
    let words = Words::of(plan);
    let teams = [None].into_iter().chain(TEAMS.map(Some));
    let (mut pages, told): (Vec<_>, Vec<_>) = teams
        .map(|team| {
            let view = View { plan, team };
            let page = |told| {
                if team.is_none() { whole_plan(view, &words, told) } else { of_team(view, &words, told) }
            };
            let told = words.room(view, page);
            (page(told), told)
        })
        .unzip();
    pages.extend(words.last_page(&told));
    pages
}

/// What the plan rests on: rates, the deal value and lags, what else was agreed, the notes.
pub fn assumed(plan: Dated) -> Vec<Block> {
    let words = Words::of(plan);
    let mut page = vec![Block::Heading("Assumptions".to_owned())];
    page.push(Block::Table(assumptions(View { plan, team: None })));
    page.extend(words.agreed(Told::WRITTEN));
    page.extend(words.notes(Told::WRITTEN));
    page
}

fn whole_plan(view: View, words: &Words, told: Told) -> Vec<Block> {
    let plan = view.plan;
    let mut page = vec![Block::Title(strip(plan.scenario.name())), Block::Facts(whole_facts(plan))];
    page.push(figures::funnel(view));
    page.push(figures::bars(view));
    page.extend(goals::blocks(view));
    page.extend(day_one(view));
    page.push(figures::calls(view));
    if plan.scenario.funnel().stages().len() <= FEW {
        page.push(Block::Heading("Assumptions".to_owned()));
        page.push(Block::Table(assumptions(view)));
    }
    page.extend(words.agreed(told));
    page.extend(words.findings(view, told));
    page.extend(words.notes(told));
    page
}

fn of_team(view: View, words: &Words, told: Told) -> Vec<Block> {
    let Some(team) = view.team.map(show::owner) else { return Vec::new() };
    let title = format!("{}: {}", capital(team), strip(view.plan.scenario.name()));
    let mut page = vec![Block::Title(title)];
    if view.rows().next().is_none() {
        page.push(Block::Text(format!("No stage of this plan belongs to {team}.")));
        return page;
    }
    page.push(Block::Facts(team_facts(view)));
    page.push(figures::bars(view));
    page.extend(goals::blocks(view));
    page.extend(day_one(view));
    page.push(figures::calls(view));
    page.push(Block::Heading("What was agreed, and what this plan's own revenue needs".to_owned()));
    let mut agreed = assumptions(view);
    words.add_to(&mut agreed, view, told);
    page.push(Block::Table(agreed));
    page.extend(words.findings(view, told));
    page
}

/// What the plan comes down to.
fn whole_facts(plan: Dated) -> Vec<(&'static str, String)> {
    let top = strip(&running(plan.scenario.funnel().stages()[0].name()));
    let need = sheet::cell(plan.goals.grid().top().shown_need());
    let first = plan.goals.first_work().map(|day| ("Work begins", show::day_year(day)));
    let need = [("It takes", format!("{need} {top}")), ("Conversion", buys(plan))];
    shared_facts(plan).into_iter().chain(need).chain(first).chain([as_of(plan)]).collect()
}

fn team_facts(view: View) -> Vec<(&'static str, String)> {
    let start = view.plan.scenario.start();
    let first = view.rows().filter_map(|(.., bearing)| bearing.flow().first_day()).min();
    let last = view.rows().map(|(place, ..)| view.plan.goals.last_call(place)).max();
    let first = first.map(|day| ("Work begins", show::day_year(Day::at(start, day))));
    let last = last.map(|day| ("Last call", show::day_year(day)));
    shared_facts(view.plan).into_iter().chain(first).chain(last).chain([as_of(view.plan)]).collect()
}

fn shared_facts(plan: Dated) -> [(&'static str, String); 2] {
    let (scenario, target) = (plan.scenario, plan.scenario.target());
    let last = scenario.start().plus(scenario.months().months() as i32 - 1);
    let amount = show::money_full(target.amount.get(), scenario.currency());
    let span = format!("{} to {}", show::month_year(scenario.start()), show::month_year(last));
    [("Revenue", format!("{amount}, {}", show::phasing(&target.phasing))), ("Plan", span)]
}

fn buys(plan: Dated) -> String {
    format!("{} buys", show::one_in(plan.goals.one_in()))
}

fn as_of(plan: Dated) -> (&'static str, String) {
    ("As of", show::day_year(plan.today))
}

/// Who must be inside on day one; without a lag nobody must.
fn day_one(view: View) -> Option<Block> {
    let days = view.plan.goals.day_one();
    view.rows().any(|(place, ..)| days[place].needed > 0.0).then(|| figures::inside(view))
}

/// What this plan needs of each stage, the rate or value, and the lag.
fn assumptions(view: View) -> Table {
    let scenario = view.plan.scenario;
    let mut table = Table::new(&["Stage"], &["Need", "Rate or value", "Lag"]);
    for (_, stage, bearing) in view.rows() {
        let yields = match stage.value() {
            Some(value) => show::money_full(value.get(), scenario.currency()),
            None => agreed::rates(stage.yields()),
        };
        let need = goals::count(bearing.shown_need());
        table.rows.push(vec![strip(stage.name()), need, yields, show::lag(stage.lag())]);
        table.teams.push(Some(stage.owner()));
    }
    table
}
