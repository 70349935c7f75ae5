//! The table of day one: who must already be inside, who will be, and whose revenue that is (model.md §6).

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Border, put, put_right, rule};
use super::grid::hidden_rows;
use crate::goals::DayOne;
use crate::goals::grid::ceiling;
use crate::plan::{Day, Field};
use crate::text::clean::{clean, width};
use crate::text::day_one::serves;
use crate::text::name::short_names;
use crate::text::{entry, show};
use crate::tui::command::Command;
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Focus, Model};
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// A column of figures: its title, its width, and the column behind its end.
struct Column {
    title: &'static str,
    width: u16,
    end: u16,
}

/// The figures. What does not fit the window is left out from the last on.
const COLUMNS: [Column; 5] = [
    Column { title: "Needed", width: 9, end: 18 },
    Column { title: "Have", width: 9, end: 28 },
    Column { title: "Cover", width: 6, end: 35 },
    Column { title: "Carries", width: 9, end: 45 },
    Column { title: "At risk", width: 9, end: 55 },
];

/// Where the days served stand, and how many columns they need.
const SERVES: (u16, u16) = (58, 17);

/// A figure and its style.
type Figure = (String, Style);

/// A line of the table while it is drawn.
struct Line<'a> {
    surface: &'a mut Surface,
    area: Rect,
    y: u16,
}

impl Line<'_> {
    fn name(&mut self, name: &str, style: Style) {
        put(self.surface, self.area.x, self.y, 10.min(self.area.width), name, style);
    }

    fn figures(&mut self, figures: &[Option<Figure>; 5]) {
        for (column, figure) in COLUMNS.iter().zip(figures) {
            if let Some((text, style)) = figure
                && column.end <= self.area.width
            {
                let x = self.area.x + column.end - column.width;
                put_right(self.surface, x, self.y, column.width, text, *style);
            }
        }
    }

    fn serves(&mut self, text: &str, style: Style) {
        let (at, needed) = SERVES;
        if self.area.width >= at + needed.max(width(text) as u16) {
            put(self.surface, self.area.x + at, self.y, self.area.width - at, text, style);
        }
    }
}

/// Draws the table in the place of the grid.
pub fn draw(surface: &mut Surface, model: &Model, regions: &Regions, theme: &Theme) {
    let area = regions.grid_area;
    let plan = model.shown();
    let start = Day::at(plan.scenario.start(), 0);
    let focused = model.focus == Focus::Grid;
    let style = if focused { theme.text } else { theme.quiet };
    let title = format!("Day one · who must already be inside on {}", show::day_year(start));
    let keys = format!("{} what is shown", model.key(Command::Content));
    if regions.form >= Form::Wide {
        let titles = [title.as_str(), "", "", &keys];
        super::canvas::frame(surface, area, Border::focused(focused), style, titles);
    } else if regions.form >= Form::Narrow {
        let hidden = hidden_rows(model, regions);
        let right = if hidden.is_empty() { &keys } else { &hidden };
        rule(surface, area, area.y, Border::focused(focused), style, [&title, right]);
        if regions.form == Form::Compact {
            let bottom = area.bottom().saturating_sub(1);
            rule(surface, area, bottom, Border::focused(focused), style, ["", ""]);
        }
    }
    let layout = &regions.grid;
    // Inside of a border a blank keeps the names off it.
    let pad = u16::from(regions.form >= Form::Wide);
    let inner =
        Rect { x: layout.inner.x + pad, width: layout.inner.width.saturating_sub(pad), ..layout.inner };
    let mut line = Line { surface, area: inner, y: layout.header };
    line.figures(&COLUMNS.each_ref().map(|column| Some((column.title.to_owned(), theme.quiet))));
    line.serves("Serves the revenue of", theme.quiet);
    for bearing in &layout.bearings {
        line.y = bearing.at;
        match plan.goals.day_one().get(bearing.what) {
            Some(day_one) => stage(&mut line, model, day_one, bearing.what, theme),
            None => total(&mut line, model, theme),
        }
    }
}

fn money(amount: Option<f64>, model: &Model) -> String {
    let currency = model.shown().scenario.currency();
    let amount = amount.filter(|amount| *amount > 0.0);
    amount.map_or_else(|| show::NOTHING.to_owned(), |amount| show::money_short(amount, currency))
}

fn stage(line: &mut Line, model: &Model, day_one: &DayOne, place: usize, theme: &Theme) {
    let scenario = &model.shown().scenario;
    let selected = place == model.cursor.row;
    let at_risk = day_one.at_risk();
    let risk_style = if at_risk.unwrap_or(0.0) > 0.0 { theme.warning } else { theme.quiet };
    let needed = show::cell(ceiling(day_one.needed), COLUMNS[0].width.into());
    let have = day_one.opening.map(|count| entry::print(count, entry::Kind::Count));
    let editing = selected && model.focus == Focus::Grid;
    line.name(&short_names(scenario)[place], if selected { theme.strong } else { theme.text });
    line.figures(&[
        Some((needed, theme.text)),
        (!editing).then(|| (have.clone().unwrap_or_else(|| show::NOTHING.to_owned()), theme.text)),
        Some((day_one.coverage().map_or_else(|| show::NOTHING.to_owned(), show::coverage), theme.text)),
        Some((money(Some(day_one.carries), model), theme.text)),
        Some((money(at_risk, model), risk_style)),
    ]);
    if editing {
        let (text, style) = match &model.field {
            Some(field) if field.selected => (clean(field.text.value()), theme.selection),
            Some(field) => (format!("{}▏", clean(field.text.value())), theme.preview),
            None => (have.unwrap_or_else(|| show::NOTHING.to_owned()), theme.selection),
        };
        let column = &COLUMNS[1];
        let x = line.area.x + column.end - column.width;
        put_right(line.surface, x, line.y, column.width + 1, &format!("[{text}]"), style);
    }
    let locked = scenario.funnel().stages()[place].is_locked(Field::Opening);
    if locked && COLUMNS[1].end < line.area.width {
        // Behind the bracket of the selected one.
        let x = line.area.x + COLUMNS[1].end + u16::from(editing);
        put(line.surface, x, line.y, 1, "L", theme.note);
    }
    line.serves(&serves(scenario, day_one), theme.quiet);
}

fn total(line: &mut Line, model: &Model, theme: &Theme) {
    let plan = model.shown();
    let at_risk: f64 = plan.goals.day_one().iter().filter_map(DayOne::at_risk).sum();
    let carries = money(Some(plan.goals.inside_on_day_one()), model);
    line.name("Total", theme.text);
    line.figures(&[
        None,
        None,
        None,
        Some((carries, theme.text)),
        Some((money(Some(at_risk), model), theme.text)),
    ]);
    let lag = plan.scenario.funnel().lag_to_revenue(0);
    line.serves(&show::days_short(plan.scenario.start(), &(0..lag)), theme.quiet);
}
