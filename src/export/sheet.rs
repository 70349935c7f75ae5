//! The rows and columns of a plan's goals as they are printed: for people a page, for scripts tidy rows.
//!
//! Counts are in whole units and dates as the screen shows them; how they are laid out is each format's own.

use super::document::{Block, Table};
use crate::goals::grid::ceiling;
use crate::goals::{self, Bearing, Content, Goals};
use crate::plan::{Code, Day, Finding, Month, Scenario, Severity, Stage};
use crate::text::clean::strip;
use crate::text::name::REVENUE;
use crate::text::{finding, show};

/// A plan with what follows from it, as of a day.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its goals.
    pub goals: &'a Goals,
    /// What counts as today.
    pub today: Day,
}

impl Dated<'_> {
    /// What the plan cannot promise, worst first.
    pub fn findings(&self) -> Vec<Finding> {
        goals::findings(self.scenario, self.goals, self.today)
    }

    /// What a finding says.
    pub fn say(&self, finding: &Finding) -> String {
        strip(&finding::text(finding, self.scenario, self.today))
    }

    /// The name of a row's stage, or of revenue, as it stands in the plan.
    pub fn row_name(&self, bearing: Bearing) -> &str {
        let stage = bearing.stage().and_then(|id| self.scenario.funnel().find(id));
        stage.map_or(REVENUE, |(_, stage)| stage.name())
    }

    fn month(&self, month: i32) -> Month {
        self.scenario.start().plus(month)
    }
}

/// The goals of a plan as a page: the grid, day one, last call, findings.
pub fn page(plan: Dated) -> Vec<Block> {
    let mut page = vec![Block::Title(title(plan)), Block::Table(grid(plan))];
    page.push(Block::Text(legend(plan)));
    let check = show::money_full(plan.goals.check(), plan.scenario.currency());
    page.push(Block::Text(format!("Check: run forward, these goals bring {check}.")));
    let start = show::day_year(Day::at(plan.scenario.start(), 0));
    page.push(Block::Heading(format!("Day one: who must already be inside on {start}")));
    page.push(Block::Table(day_one(plan, |_| true)));
    page.push(Block::Heading(
        "Last call: the last day for a new entry that still becomes revenue in this plan".to_owned(),
    ));
    page.push(Block::Table(last_call(plan)));
    let findings = plan.findings();
    if !findings.is_empty() {
        page.push(Block::Heading("Findings".to_owned()));
        page.extend(findings.iter().map(|found| said(plan, found)));
    }
    page
}

/// A finding as a block.
pub fn said(plan: Dated, finding: &Finding) -> Block {
    let warning = finding.code().severity() == Severity::Warning;
    Block::Finding { warning, text: plan.say(finding) }
}

/// The code of a finding and how much it matters, as scripts see them.
pub fn kind(code: Code) -> (&'static str, &'static str) {
    let severity = if code.severity() == Severity::Warning { "warning" } else { "note" };
    (code.as_str(), severity)
}

/// The goals of a plan in tidy rows: one for each month and stage, exact, with whole units beside them.
pub fn tidy(plan: Dated) -> Table {
    let mut table = Table::new(&["month", "stage"], &["goal", "this_plan", "whole"]);
    let grid = plan.goals.grid();
    for bearing in grid.bearings() {
        let name = strip(plan.row_name(bearing));
        let whole = bearing.stage().map(|_| bearing.shown(Content::Goals).collect::<Vec<_>>());
        for column in 0..grid.columns() {
            let exact = |content| bearing.cell(content, column).to_string();
            let whole = whole.as_ref().map(|whole| whole[column].to_string());
            table.rows.push(vec![
                grid.month(column).to_string(),
                name.clone(),
                exact(Content::Goals),
                exact(Content::ThisPlan),
                whole.unwrap_or_default(),
            ]);
        }
    }
    table
}

/// What the page is about.
fn title(plan: Dated) -> String {
    let (scenario, target) = (plan.scenario, plan.scenario.target());
    let months = scenario.months().months() as i32;
    format!(
        "{} · {} {} · {} to {} · {} buys",
        strip(scenario.name()),
        show::money_full(target.amount.get(), scenario.currency()),
        show::phasing(&target.phasing),
        show::month_year(scenario.start()),
        show::month_year(plan.month(months - 1)),
        show::one_in(plan.goals.one_in()),
    )
}

/// The goals in whole units: stages and revenue down, months across, then the two totals.
fn grid(plan: Dated) -> Table {
    let grid = plan.goals.grid();
    let months: Vec<String> = (0..grid.columns()).map(|column| month_head(plan, column)).collect();
    let mut heads: Vec<&str> = months.iter().map(String::as_str).collect();
    heads.extend(["Total", "Need"]);
    let mut table = Table::new(&["Stage", "Owner"], &heads);
    for bearing in grid.bearings() {
        let stage = bearing.stage().and_then(|id| plan.scenario.funnel().find(id));
        let owner = stage.map(|(_, stage)| show::owner(stage.owner()).to_owned());
        let mut row = vec![strip(plan.row_name(bearing)), owner.unwrap_or_default()];
        row.extend(bearing.shown(Content::Goals).map(cell));
        row.push(cell(bearing.shown_total(Content::Goals)));
        row.push(cell(bearing.shown_need()));
        table.rows.push(row);
    }
    table
}

/// A whole number in a cell.
pub(super) fn cell(count: f64) -> String {
    show::cell(count, show::WIDEST)
}

fn has_begun(plan: Dated, column: usize) -> bool {
    plan.goals.grid().first_day(column) < plan.today.since(plan.scenario.start())
}

/// What marks a column: that it has begun, or belongs to the runway.
pub(super) fn mark(plan: Dated, column: usize) -> &'static str {
    match has_begun(plan, column) {
        true => "!",
        false if column < plan.goals.grid().runway() => "‹",
        false => "",
    }
}

fn month_head(plan: Dated, column: usize) -> String {
    format!("{}{}", mark(plan, column), plan.goals.grid().month(column))
}

/// What the amounts are in and what the marks at the months mean, where there are any.
pub(super) fn legend(plan: Dated) -> String {
    format!("Revenue in {}.{}", plan.scenario.currency().code(), marks(plan))
}

/// What the marks at the months mean, where there are any; each after a blank.
pub(super) fn marks(plan: Dated) -> String {
    let grid = plan.goals.grid();
    let begun = format!(" ! begun by {}.", show::day_year(plan.today));
    let ahead = (0..grid.runway()).any(|column| !has_begun(plan, column));
    let marks = [(has_begun(plan, 0), begun.as_str()), (ahead, " ‹ runway, before the plan starts.")];
    marks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, mark)| mark).collect()
}

/// An amount of money in a cell.
pub(super) fn money(plan: Dated, amount: f64) -> String {
    if amount == 0.0 { cell(0.0) } else { show::money_short(amount, plan.scenario.currency()) }
}

/// Who must be inside the stages that are asked for on day one; what is there and at risk only if somebody said what
/// is there. A total only of all.
pub(super) fn day_one(plan: Dated, is_asked: impl Fn(&Stage) -> bool) -> Table {
    let stages = plan.scenario.funnel().stages().iter().zip(plan.goals.day_one());
    let rows: Vec<_> = stages.filter(|(stage, _)| is_asked(stage)).collect();
    let given = rows.iter().any(|(_, row)| row.opening.is_some());
    let money = |amount: f64| money(plan, amount);
    let mut heads = vec!["Needed"];
    if given {
        heads.extend(["Have", "Cover"]);
    }
    heads.push("Carries");
    if given {
        heads.push("At risk");
    }
    heads.push("Serves the revenue of");
    let mut table = Table::new(&["Stage"], &heads);
    for (stage, row) in &rows {
        let mut cells = vec![strip(stage.name()), cell(ceiling(row.needed))];
        if given {
            cells.push(row.opening.map(cell).unwrap_or_default());
            let cover = row.coverage().map(|share| show::rate_bare(share, 0) + "%");
            cells.push(cover.unwrap_or_default());
        }
        cells.push(money(row.carries));
        if given {
            cells.push(row.at_risk().map(money).unwrap_or_default());
        }
        cells.push(show::days(plan.scenario.start(), &row.serves));
        table.rows.push(cells);
    }
    if rows.len() < plan.scenario.funnel().stages().len() {
        return table;
    }
    let mut total = vec!["Total".to_owned(), String::new()];
    if given {
        total.extend([String::new(), String::new()]);
    }
    total.push(money(plan.goals.inside_on_day_one()));
    if given {
        total.push(money(rows.iter().filter_map(|(_, row)| row.at_risk()).sum()));
    }
    let lag = plan.scenario.funnel().lag_to_revenue(0);
    total.push(show::days(plan.scenario.start(), &(0..lag)));
    table.rows.push(total);
    table
}

fn last_call(plan: Dated) -> Table {
    let mut table = Table::new(&["Stage"], &["Last call"]);
    for (place, stage) in plan.scenario.funnel().stages().iter().enumerate() {
        table.rows.push(vec![strip(stage.name()), show::day_year(plan.goals.last_call(place))]);
    }
    table
}
