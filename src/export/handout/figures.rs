//! The pictures of a hand-out: what is drawn, what is written beside it, and the table for those who do not see it.

use super::View;
use crate::export::document::{Axis, Block, Drawing, Figure, Inside, Row, Table, Tier};
use crate::export::sheet;
use crate::goals::grid::ceiling;
use crate::goals::{Bearing, Content};
use crate::plan::month::DAYS;
use crate::plan::{Day, Stage};
use crate::text::clean::strip;
use crate::text::name::{REVENUE, running};
use crate::text::{agreed, show};

/// Counts beside a bar are written in so many columns.
const BESIDE: usize = 10;

fn row<T>(stage: &Stage, drawn: T, said: String) -> Row<T> {
    Row { name: strip(stage.name()), team: Some(stage.owner()), drawn, said }
}

/// What this plan needs of each stage, and what goes on from there.
pub(super) fn funnel(view: View) -> Block {
    let currency = view.plan.scenario.currency();
    let mut rows: Vec<Row<Tier>> = view
        .rows()
        .map(|(_, stage, bearing)| {
            let said = match stage.value() {
                Some(value) => format!("{} each", show::money_short(value.get(), currency)),
                None => format!("{} go on", agreed::rates(stage.yields())),
            };
            let shown = show::cell(bearing.shown_need(), BESIDE);
            row(
                stage,
                Tier { amount: bearing.shown_need(), shown },
                format!("{said} · {}", show::lag(stage.lag())),
            )
        })
        .collect();
    let shown = show::money_short(view.plan.scenario.target().amount.get(), currency);
    let stages = rows.len();
    let (most, top) = (&rows[0].drawn.shown, running(&rows[0].name));
    let about = format!("A funnel of {stages} stages, from {most} {top} down to {shown} of revenue.");
    let drawn = Tier { amount: 0.0, shown };
    rows.push(Row { name: REVENUE.to_owned(), team: None, drawn, said: String::new() });
    Block::Figure(Figure {
        title: "The funnel: this plan's need, widths by order of magnitude".to_owned(),
        about,
        drawing: Drawing::Funnel(rows),
        numbers: None,
        is_wide: false,
    })
}

/// The goals of each stage month by month, in whole units as the table has them.
pub(super) fn bars(view: View) -> Block {
    let highest = |bearing: Bearing| show::cell(bearing.shown_peak(Content::Goals), BESIDE);
    let rows: Vec<_> = view
        .rows()
        .map(|(_, stage, bearing)| row(stage, bearing.shown(Content::Goals).collect(), highest(bearing)))
        .collect();
    let about = format!(
        "Bars of the goals of {} stages over {} months, each row on its own scale.",
        rows.len(),
        view.plan.goals.grid().columns()
    );
    Block::Figure(Figure {
        title: "Goals by month, each row on its own scale".to_owned(),
        about,
        drawing: Drawing::Bars(axis(view), rows),
        numbers: None,
        is_wide: view.team.is_some(),
    })
}

/// The months of the grid; those that begin a year, and the first, have their names.
fn axis(view: View) -> Axis {
    let grid = view.plan.goals.grid();
    let months = (0..grid.columns()).map(|column| {
        let month = grid.month(column);
        let is_named = column == 0 || column == grid.runway() || month.number() == 1;
        if is_named { show::month_year(month) } else { String::new() }
    });
    let today = in_columns(view, view.plan.today.since(grid.start()));
    let is_inside = (0.0..grid.columns() as f64).contains(&today);
    Axis { months: months.collect(), runway: grid.runway(), today: is_inside.then_some(today) }
}

/// Where a day, counted from the plan's start, lies on the axis.
fn in_columns(view: View, day: i32) -> f64 {
    f64::from(day) / f64::from(DAYS) + view.plan.goals.grid().runway() as f64
}

/// Who must be inside each stage on day one, by the revenue that they carry.
pub(super) fn inside(view: View) -> Block {
    let plan = view.plan;
    let days = plan.goals.day_one();
    let rows: Vec<_> = view
        .rows()
        .map(|(place, stage, _)| {
            let day = &days[place];
            let needed = show::cell(ceiling(day.needed), BESIDE);
            let there = day.opening.map(|count| format!(", {} there", show::cell(count, BESIDE)));
            let money = sheet::money(plan, day.carries);
            let said = match day.needed {
                0.0 => show::NOTHING.to_owned(),
                _ => format!("{needed} for {money}{}", there.unwrap_or_default()),
            };
            row(stage, Inside { amount: day.carries, covered: day.coverage() }, said)
        })
        .collect();
    let start = show::day_year(Day::at(plan.scenario.start(), 0));
    let carried: f64 = view.rows().map(|(place, ..)| days[place].carries).sum();
    let carried = sheet::money(plan, carried);
    let mut numbers = sheet::day_one(plan, |stage| view.has(stage));
    numbers.teams = view.rows().map(|(_, stage, _)| Some(stage.owner())).collect();
    numbers.teams.resize(numbers.rows.len(), None);
    Block::Figure(Figure {
        title: format!("Day one: who must be inside on {start}, by the revenue they carry"),
        about: format!(
            "Bars of the revenue carried by those inside {} stages on day one: {carried} in all.",
            rows.len()
        ),
        drawing: Drawing::Inside(rows),
        numbers: Some(numbers),
        is_wide: false,
    })
}

/// For each stage the time in which an entry counts: from the first work to the last call.
pub(super) fn calls(view: View) -> Block {
    let start = view.plan.scenario.start();
    let mut numbers = Table::new(&["Stage"], &["Work begins", "Last call"]);
    let mut rows = Vec::new();
    for (place, stage, bearing) in view.rows() {
        let last = view.plan.goals.last_call(place);
        let first = bearing.flow().first_day();
        let end = last.since(start) + 1;
        let past = if last < view.plan.today { ", past" } else { "" };
        let said = format!("{}{past}", show::day_year(last));
        let begins = first.map(|day| show::day_year(Day::at(start, day))).unwrap_or_default();
        numbers.rows.push(vec![strip(stage.name()), begins, said.clone()]);
        numbers.teams.push(Some(stage.owner()));
        let drawn = in_columns(view, first.unwrap_or(end).min(end))..in_columns(view, end);
        rows.push(row(stage, drawn, said));
    }
    Block::Figure(Figure {
        title: "Last calls: from the first work to the last entry that still counts".to_owned(),
        about: format!(
            "For each of {} stages a bar from its first day of work to its last call.",
            rows.len()
        ),
        drawing: Drawing::Calls(axis(view), rows),
        numbers: Some(numbers),
        is_wide: false,
    })
}
