//! What is handed out after a meeting: the whole plan on one page, then a page for each team with its goals only.
//!
//! Chooses what stands where; [`super::html`] and [`super::markdown`] write it down.

use std::ops::Range;

use super::document::{Bars, Block, Drawing, Figure, Table, Tier, Tile};
use super::sheet::{self, Dated};
use crate::goals::grid::ceiling;
use crate::goals::{Bearing, Content};
use crate::plan::{Day, Finding, Owner, Stage};
use crate::text::agreed;
use crate::text::clean::strip;
use crate::text::name::REVENUE;
use crate::text::show;

/// The most columns of goals that can be read on a page: longer plans are shown by quarter or by year.
const READABLE: usize = 18;

/// The teams that get a page.
const TEAMS: [Owner; 2] = [Owner::Marketing, Owner::Sales];

/// Some columns of the grid that are shown as one.
struct Period {
    head: String,
    columns: Range<usize>,
}

/// The pages: the plan, then each team's.
pub fn pages(plan: Dated) -> Vec<Vec<Block>> {
    let mut pages = vec![whole_plan(plan)];
    pages.extend(TEAMS.map(|team| of_team(plan, team)));
    pages
}

fn whole_plan(plan: Dated) -> Vec<Block> {
    let scenario = plan.scenario;
    let all = |_: &Stage| true;
    let mut page = vec![Block::Title(sheet::title(plan)), Block::Text(promise(plan))];
    page.push(Block::Heading("The funnel".to_owned()));
    page.push(funnel(plan));
    page.push(Block::Heading("Goals by month, each row on its own scale".to_owned()));
    page.push(bars(plan, all));
    page.push(Block::Heading(goals_heading(plan)));
    page.push(Block::Table(goals(plan, all)));
    page.push(Block::Text(sheet::legend(plan)));
    page.push(Block::Heading(day_one_heading(plan)));
    page.push(tiles(plan));
    page.push(Block::Table(day_one(plan, all)));
    page.push(Block::Heading("Assumptions".to_owned()));
    page.push(Block::Table(assumptions(plan, all)));
    page.extend(definitions(plan, all));
    findings(&mut page, plan, all);
    if !scenario.notes().trim().is_empty() {
        page.push(Block::Heading("Notes".to_owned()));
        let lines = scenario.notes().lines().map(strip).filter(|line| !line.trim().is_empty());
        page.extend(lines.map(Block::Text));
    }
    page
}

fn of_team(plan: Dated, team: Owner) -> Vec<Block> {
    let owns = |stage: &Stage| stage.owner() == team || stage.owner() == Owner::Both;
    let title = format!("{}: {}", capital(show::owner(team)), strip(plan.scenario.name()));
    let mut page = vec![Block::Title(title)];
    if !plan.scenario.funnel().stages().iter().any(owns) {
        page.push(Block::Text(format!("No stage of this plan belongs to {}.", show::owner(team))));
        return page;
    }
    page.push(Block::Text(promise(plan)));
    page.push(Block::Heading("Goals by month, each row on its own scale".to_owned()));
    page.push(bars(plan, owns));
    page.push(Block::Heading(goals_heading(plan)));
    page.push(Block::Table(goals(plan, owns)));
    page.push(Block::Text(sheet::legend(plan)));
    page.push(Block::Heading(day_one_heading(plan)));
    page.push(Block::Table(day_one(plan, owns)));
    page.push(Block::Heading("What was agreed".to_owned()));
    page.push(Block::Table(assumptions(plan, owns)));
    page.extend(definitions(plan, owns));
    findings(&mut page, plan, owns);
    page
}

/// What the plan asks for in a sentence.
fn promise(plan: Dated) -> String {
    let top = plan.scenario.funnel().stages()[0].name();
    let grid = plan.goals.grid();
    let first = plan.goals.first_work().map_or_else(String::new, |day| {
        format!(" Work begins on {}.", show::day_year(day))
    });
    format!(
        "{} takes {} {} in all, runway included.{first} As of {}.",
        show::money_full(plan.scenario.target().amount.get(), plan.scenario.currency()),
        sheet::cell(grid.top().shown_need()),
        strip(top),
        show::day_year(plan.today),
    )
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The stages with their rows, of those that are asked for.
fn rows<'a>(
    plan: Dated<'a>,
    is_wanted: impl Fn(&Stage) -> bool,
) -> impl Iterator<Item = (usize, &'a Stage, &'a Bearing)> {
    let stages = plan.scenario.funnel().stages().iter().zip(plan.goals.grid().bearings()).enumerate();
    stages.map(|(place, (stage, bearing))| (place, stage, bearing)).filter(move |(_, stage, _)| is_wanted(stage))
}

/// The columns as they are shown: months while they can be read, else quarters or years.
fn periods(plan: Dated) -> (&'static str, Vec<Period>) {
    let grid = plan.goals.grid();
    let by = |name: &dyn Fn(usize) -> String| {
        let mut periods: Vec<Period> = Vec::new();
        for column in 0..grid.columns() {
            let head = name(column);
            match periods.last_mut() {
                Some(last) if last.head == head => last.columns.end += 1,
                _ => periods.push(Period { head, columns: column..column + 1 }),
            }
        }
        periods
    };
    let short_year = |column: usize| grid.month(column).year().rem_euclid(100);
    let months = by(&|column| format!("{} {:02}", show::month(grid.month(column)), short_year(column)));
    if months.len() <= READABLE {
        return ("month", months);
    }
    let quarters =
        by(&|column| format!("Q{} {:02}", (grid.month(column).number() - 1) / 3 + 1, short_year(column)));
    if quarters.len() <= READABLE {
        return ("quarter", quarters);
    }
    ("year", by(&|column| grid.month(column).year().to_string()))
}

fn goals_heading(plan: Dated) -> String {
    match periods(plan).0 {
        "month" => "Goals".to_owned(),
        by => format!("Goals by {by}; every month is in the workbook and in CSV"),
    }
}

fn goals(plan: Dated, is_wanted: impl Fn(&Stage) -> bool) -> Table {
    let (_, periods) = periods(plan);
    let grid = plan.goals.grid();
    let mut heads: Vec<String> = periods
        .iter()
        .map(|period| format!("{}{}", sheet::mark(plan, period.columns.start), period.head))
        .collect();
    heads.extend(["Total", "Need"].map(str::to_owned));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(&["Stage", "Owner"], &heads);
    let mut add = |name: &str, team: Option<Owner>, bearing: &Bearing| {
        let shown = bearing.shown(Content::Goals);
        let mut row = vec![strip(name), team.map(show::owner).unwrap_or_default().to_owned()];
        row.extend(periods.iter().map(|period| sheet::cell(shown[period.columns.clone()].iter().sum())));
        row.push(sheet::cell(bearing.shown_total(Content::Goals)));
        row.push(sheet::cell(bearing.shown_need()));
        table.rows.push(row);
        table.teams.push(team);
    };
    let mut all = true;
    for (_, stage, bearing) in rows(plan, |_| true) {
        if is_wanted(stage) {
            add(stage.name(), Some(stage.owner()), bearing);
        } else {
            all = false;
        }
    }
    if all {
        add(REVENUE, None, grid.revenue());
    }
    table
}

fn funnel(plan: Dated) -> Block {
    let stages = plan.scenario.funnel().stages();
    let mut tiers: Vec<Tier> = rows(plan, |_| true)
        .map(|(_, stage, bearing)| {
            let yields = stage.yields().initial();
            let next = match stage.value() {
                Some(_) => format!("{} each", show::money_short(yields, plan.scenario.currency())),
                None => format!("{} go on", show::rate(yields)),
            };
            Tier {
                name: strip(stage.name()),
                team: Some(stage.owner()),
                amount: bearing.need(),
                shown: sheet::cell(bearing.shown_need()),
                next,
            }
        })
        .collect();
    let amount = plan.scenario.target().amount.get();
    tiers.push(Tier {
        name: REVENUE.to_owned(),
        team: None,
        amount: 0.0,
        shown: show::money_short(amount, plan.scenario.currency()),
        next: String::new(),
    });
    let about = format!(
        "The funnel: {} stages from {} {} down to {}.",
        stages.len(),
        tiers[0].shown,
        tiers[0].name,
        tiers[stages.len()].shown
    );
    Block::Figure(Figure { about, drawing: Drawing::Funnel(tiers) })
}

fn bars(plan: Dated, is_wanted: impl Fn(&Stage) -> bool) -> Block {
    let grid = plan.goals.grid();
    let rows: Vec<Bars> = rows(plan, is_wanted)
        .map(|(_, stage, bearing)| Bars {
            name: strip(stage.name()),
            team: Some(stage.owner()),
            heights: bearing.cells(Content::Goals),
            highest: sheet::cell(bearing.shown_peak(Content::Goals)),
        })
        .collect();
    let columns = (0..grid.columns()).map(|column| {
        let month = grid.month(column);
        let names_year = column == 0 || month.number() == 1;
        if names_year { show::month_year(month) } else { String::new() }
    });
    let about = format!("Bars of the goals of {} stages over {} months.", rows.len(), grid.columns());
    let drawing = Drawing::Bars { columns: columns.collect(), runway: grid.runway(), rows };
    Block::Figure(Figure { about, drawing })
}

fn day_one_heading(plan: Dated) -> String {
    let start = show::day_year(Day::at(plan.scenario.start(), 0));
    format!("Day one: who must be inside on {start}, and last calls")
}

/// The revenue that those who are inside on day one carry.
fn tiles(plan: Dated) -> Block {
    let currency = plan.scenario.currency();
    let inside = plan.goals.day_one();
    let tiles: Vec<Tile> = plan
        .scenario
        .funnel()
        .stages()
        .iter()
        .zip(inside)
        .rev()
        .filter(|(_, row)| row.carries > 0.0)
        .map(|(stage, row)| Tile {
            name: strip(stage.name()),
            team: stage.owner(),
            amount: row.carries,
            shown: show::money_short(row.carries, currency),
        })
        .collect();
    let total = show::money_short(plan.goals.inside_on_day_one(), currency);
    let about = format!("The revenue carried by those inside on day one: {total} in {} stages.", tiles.len());
    Block::Figure(Figure { about, drawing: Drawing::Tiles(tiles) })
}

/// Who must be inside on day one, and the last day for a new entry.
fn day_one(plan: Dated, is_wanted: impl Fn(&Stage) -> bool) -> Table {
    let days = plan.goals.day_one();
    let wanted: Vec<_> = rows(plan, is_wanted).collect();
    let given = wanted.iter().any(|(place, ..)| days[*place].opening.is_some());
    let mut heads = vec!["Needed"];
    if given {
        heads.extend(["Have", "Cover"]);
    }
    heads.push("Carries");
    if given {
        heads.push("At risk");
    }
    heads.push("Last call");
    let mut table = Table::new(&["Stage"], &heads);
    let money = |amount: f64| sheet::money(plan, amount);
    for (place, stage, _) in wanted {
        let day = &days[place];
        let mut row = vec![strip(stage.name()), sheet::cell(ceiling(day.needed))];
        if given {
            row.push(day.opening.map(sheet::cell).unwrap_or_default());
            row.push(day.coverage().map(show::coverage).unwrap_or_default());
        }
        row.push(money(day.carries));
        if given {
            row.push(day.at_risk().map(money).unwrap_or_default());
        }
        row.push(show::day_year(plan.goals.last_call(place)));
        table.rows.push(row);
        table.teams.push(Some(stage.owner()));
    }
    table
}

fn assumptions(plan: Dated, is_wanted: impl Fn(&Stage) -> bool) -> Table {
    let mut table = Table::new(&["Stage", "Owner", "Goes on", "Lag", "Also agreed"], &[]);
    let stages = plan.scenario.funnel().stages();
    for (place, stage, _) in rows(plan, is_wanted) {
        let goes_on = match stage.value() {
            Some(value) => format!("{} a deal", show::money_full(value.get(), plan.scenario.currency())),
            None => format!("{} to {}", show::rate(stage.yields().initial()), strip(stages[place + 1].name())),
        };
        table.rows.push(vec![
            strip(stage.name()),
            show::owner(stage.owner()).to_owned(),
            goes_on,
            show::lag(stage.lag()),
            strip(&agreed::told_without_definition(stage, plan.scenario)),
        ]);
        table.teams.push(Some(stage.owner()));
    }
    table
}

/// What counts as a buyer in each stage, as both teams agreed it.
fn definitions(plan: Dated, is_wanted: impl Fn(&Stage) -> bool) -> Vec<Block> {
    let defined: Vec<_> = rows(plan, is_wanted)
        .filter(|(_, stage, _)| !stage.definition().trim().is_empty())
        .map(|(_, stage, _)| Block::Text(format!("{}: {}", strip(stage.name()), strip(stage.definition()))))
        .collect();
    if defined.is_empty() {
        return defined;
    }
    [Block::Heading("Definitions".to_owned())].into_iter().chain(defined).collect()
}

/// What the plan cannot promise, about the plan as a whole and the stages that are asked for.
fn findings(page: &mut Vec<Block>, plan: Dated, is_wanted: impl Fn(&Stage) -> bool) {
    let concerns = |finding: &Finding| {
        let stage = finding.stage().and_then(|id| plan.scenario.funnel().find(id));
        stage.is_none_or(|(_, stage)| is_wanted(stage))
    };
    let found: Vec<_> = plan.findings().into_iter().filter(concerns).collect();
    if !found.is_empty() {
        page.push(Block::Heading("Findings".to_owned()));
        page.extend(found.iter().map(|finding| sheet::said(plan, finding)));
    }
}
