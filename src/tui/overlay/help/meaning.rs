//! What the number under the cursor is and what changing it does, in words for somebody who sees it for the first time.
//!
//! What the model promises is told (model.md), no advice.

use crate::goals::Content;
use crate::goals::grid::ceiling;
use crate::plan::{Day, Field, Input, Phasing, Stage, TargetField};
use crate::text::name::running;
use crate::text::show;
use crate::tui::command::Command;
use crate::tui::model::{Cell, Focus, GridColumn, Model, Page, Shown};
use crate::tui::pane::named;

/// What stands under the cursor; then, if both teams agreed on one, the definition of its stage.
pub fn meaning(model: &Model) -> Vec<String> {
    match model.page {
        Page::Plan => [Some(of_cell(model)), definition(model)].into_iter().flatten().collect(),
        page => vec![of_page(model, page)],
    }
}

fn of_page(model: &Model, page: Page) -> String {
    let key = |command| model.key(command);
    match page {
        Page::Plan => String::new(),
        Page::Compare => format!(
            "Scenarios side by side, each measured against the first column. Looking changes nothing; press {} for one \
             more.",
            key(Command::Open)
        ),
        Page::Levers => format!(
            "Each input made a little better, alone: the revenue that it would gain in time, or the work that it \
             would save. Trying changes nothing; press {} to make a tried value the plan's.",
            key(Command::Apply)
        ),
        Page::Scenarios => format!(
            "Your plans, starters to begin from, and what is in the trash. {} opens the selected one; {} then leads \
             back to the one before.",
            key(Command::Edit),
            key(Command::Undo)
        ),
        Page::Presenter => format!(
            "One input and one result, in digits that a room can read. It changes the plan itself; {} takes a step \
             back, {} leaves.",
            key(Command::Undo),
            key(Command::Present)
        ),
    }
}

fn of_cell(model: &Model) -> String {
    match model.cell() {
        Cell::Input(Input::Target(field)) => of_target(model, field),
        Cell::Input(Input::Stage(id, field)) => {
            let found = model.shown().scenario.funnel().find(id);
            found.map_or_else(String::new, |(place, stage)| of_stage(model, place, stage, field))
        }
        Cell::Revenue(month) => format!(
            "Revenue planned for {}. A typed one changes this month alone: Phasing becomes custom, and Amount the \
             sum of the months.",
            show::month_year(model.shown().scenario.start().plus(month as i32))
        ),
        Cell::Result => of_result(model),
    }
}

fn of_target(model: &Model, field: TargetField) -> String {
    let is_custom = matches!(model.shown().scenario.target().phasing, Phasing::Custom(_));
    match field {
        TargetField::Amount => {
            "Revenue that the plan asks for, all its months together. Raising it raises every goal by the same \
             share; dates stay."
        }
        TargetField::Phasing => {
            "How the amount falls on the months. Another phasing moves goals from month to month; what the plan \
             needs in all stays."
        }
        TargetField::Start => {
            "The plan's first month. A later start moves all work later by as much; how many are needed stays."
        }
        TargetField::Months if is_custom => {
            "How many months the plan has. An added month repeats the revenue of the last one, and Amount grows by \
             it."
        }
        TargetField::Months => {
            "How many months the amount falls on. With more of them each asks for less, and the plan ends later."
        }
        TargetField::Beyond => {
            "What is asked for after the plan's last month. The last months' work at the top serves it: with stop, \
             their goals fall to nothing."
        }
    }
    .to_owned()
}

fn of_stage(model: &Model, place: usize, stage: &Stage, field: Field) -> String {
    let scenario = &model.shown().scenario;
    let stages = scenario.funnel().stages();
    let this = running(stage.name());
    let name =
        |place: usize| stages.get(place).map_or_else(|| "revenue".to_owned(), |stage| running(stage.name()));
    let (above, next) = (if place > 0 { " and all above" } else { "" }, name(place + 1));
    let later = match stage.lag().days() {
        0 => "on the same day".to_owned(),
        1 => "a day later".to_owned(),
        days => format!("{days} days later"),
    };
    match field {
        Field::Yield if stage.value().is_some() => format!(
            "Revenue that each of the {this} brings, {later}. Raising it lowers the need for {this}{above}; revenue \
             stays."
        ),
        Field::Yield => {
            let below = if place + 2 == stages.len() { "revenue" } else { "all below" };
            let changes = match stage.yields().changes() {
                [] => String::new(),
                [first, ..] => format!(" From {} on another rate holds.", show::month_year(first.from)),
            };
            format!(
                "Share of a month's {this} that become {next}, {later}. Raising it lowers the need for \
                 {this}{above}; {next} and {below} stay.{changes}"
            )
        }
        Field::Lag => format!(
            "Days from {this} to {next}. A longer lag asks for {this}{above} so much earlier; how many are needed \
             stays."
        ),
        Field::Direct => {
            let before = name(place.saturating_sub(1));
            let above = if place > 1 { " and all above" } else { "" };
            format!(
                "Share of the {this} that do not come out of {before}: outbound, partners, referrals. Raising it \
                 lowers the need for {before}{above}."
            )
        }
        Field::Opening => {
            let needed = model.shown().goals.day_one()[place].needed;
            format!(
                "How many {this} will be inside on {}; {} are needed then. It changes no goal: it shows how much \
                 revenue has no buyer in play.",
                show::day_year(Day::at(scenario.start(), 0)),
                show::count(ceiling(needed))
            )
        }
    }
}

/// A number that follows from the inputs.
fn of_result(model: &Model) -> String {
    let plan = model.shown();
    let stages = plan.scenario.funnel().stages();
    let start = show::month_year(plan.scenario.start());
    let Some(stage) = stages.get(model.cursor.row) else {
        return format!("No revenue is planned before {start}, the first month of the plan.");
    };
    let who = running(stage.name());
    let when = match model.cursor.column {
        GridColumn::Month(_) => named::column(model).unwrap_or_default(),
        GridColumn::Total => format!("the plan's own months, from {start} on"),
        GridColumn::Need => {
            return format!(
                "The {who} that this plan needs in all: those before {start} too, none for later revenue. {}",
                ways(model)
            );
        }
    };
    let when = if when.starts_with("before") { format!("the months {when}") } else { when };
    let said = match model.display.shown {
        Shown::Grid(Content::ThisPlan) => {
            format!("The {who} that the plan's own revenue asks for in {when}.")
        }
        Shown::Grid(Content::Beyond) => {
            format!("The {who} that revenue after the plan asks for in {when}, as a part of the goals.")
        }
        Shown::Grid(Content::Goals) | Shown::DayOne => {
            format!(
                "The {who} that must come in {when} for revenue to arrive in time, this plan's and later."
            )
        }
    };
    format!("{said} {}", ways(model))
}

/// What can be done about a result.
fn ways(model: &Model) -> String {
    format!(
        "Press {} for how that comes about, {} for an input that changes it.",
        model.key(Command::Why),
        model.key(Command::Find)
    )
}

fn definition(model: &Model) -> Option<String> {
    if model.focus == Focus::Target {
        return None;
    }
    let stage = model.shown().scenario.funnel().stages().get(model.cursor.row)?;
    let is_given = !stage.definition().trim().is_empty();
    is_given.then(|| format!("{}, as agreed: {}", stage.name(), stage.definition()))
}
