//! A row of the list and the columns that there is room for. What a row needs is worked out for it alone, so that a
//! thousand scenarios cost no more than those in sight.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::goals;
use crate::plan::Scenario;
use crate::text::clean::{clean, fit, width};
use crate::text::name::short;
use crate::text::show;
use crate::tui::message::Listing;
use crate::tui::model::Model;
use crate::tui::page::scenarios::rows::{Row, Section, is_open, mark, name, scenario, shared_top_stage};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, put, put_right};

/// Where names begin: after the sign of the selected row and the mark.
const INDENT: u16 = 3;

/// The fewest columns of names: with what is always wanted, with more than that, and of versions, which are dates.
const NAMES: [u16; 3] = [17, 24, 20];

/// The blanks between a name and what stands in the columns' place.
const GAP: u16 = 2;

/// A number or a date in each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Changed,
    Start,
    Months,
    Days,
    Amount,
    Need,
}

impl Column {
    const ALL: [Self; 6] = [Self::Changed, Self::Start, Self::Months, Self::Days, Self::Amount, Self::Need];
}

/// The columns of the list.
pub(super) struct Columns {
    /// Columns and how wide they are, left to right.
    shown: Vec<(Column, u16)>,
    /// The blanks before each.
    gap: u16,
    /// How wide names may be.
    names: u16,
    /// What the last column is called.
    need: String,
    /// The rows are versions of one file.
    versions: bool,
}

impl Columns {
    /// As many as fit beside the names.
    pub(super) fn new(model: &Model, rows: &[Row], room: u16) -> Self {
        let gap = if room >= 55 { 2 } else { 1 };
        let versions = model.scenarios.versions.is_some();
        let widest = |least: u16, columns: &mut dyn Iterator<Item = usize>| {
            columns.map(|columns| columns as u16).fold(least, u16::max)
        };
        let mut amounts = rows.iter().filter_map(|row| scenario(model, row)).map(|plan| width(&amount(plan)));
        let mut days = rows.iter().filter_map(|row| match row {
            Row::Listing(listing) => Some(width(&listing.day)),
            _ => None,
        });
        // The most wanted first. Versions have a date in the names' place.
        let wanted = [
            (Column::Amount, widest(6, &mut amounts)),
            (Column::Changed, widest(7, &mut days)),
            (Column::Need, if room >= 70 { 13 } else { 9 }),
            (Column::Start, 8),
            (Column::Months, 6),
            (Column::Days, 5),
        ];
        let wanted = wanted.into_iter().filter(|(column, _)| !versions || *column != Column::Changed);
        let mut names = room.saturating_sub(INDENT + 1);
        let mut shown = Vec::new();
        for (place, (column, columns)) in wanted.enumerate() {
            let least = if versions { NAMES[2] } else { NAMES[usize::from(place >= 3)] };
            if names < least + columns + gap {
                break;
            }
            names -= columns + gap;
            shown.push((column, columns));
        }
        shown.sort_by_key(|(column, _)| Column::ALL.iter().position(|one| one == column));
        let need = shared_top_stage(model, rows)
            .map_or_else(|| "Top need".to_owned(), |top| short(&[&clean(top)], 9).swap_remove(0));
        Self { shown, gap, names, need, versions }
    }

    /// Names the columns.
    pub(super) fn header(&self, canvas: &mut Canvas, line: Rect, theme: &Theme) {
        let names = if self.versions { "Replaced" } else { "Name" };
        put(canvas, line.x + INDENT, line.y, self.names, names, theme.quiet);
        self.cells(canvas, line, theme.quiet, |column, _| match column {
            Column::Changed => "Changed".to_owned(),
            Column::Start => "Start".to_owned(),
            Column::Months => "Months".to_owned(),
            Column::Days => "Days".to_owned(),
            Column::Amount => "Amount".to_owned(),
            Column::Need => self.need.clone(),
        });
    }

    /// Writes a text into each column.
    fn cells(&self, canvas: &mut Canvas, line: Rect, style: Style, text: impl Fn(Column, u16) -> String) {
        let mut x = line.x + INDENT + self.names;
        for (column, width) in &self.shown {
            x += self.gap;
            put_right(canvas, x, line.y, *width, &text(*column, *width), style);
            x += width;
        }
    }

    /// Draws a row; a selected one stands out while the list has the focus.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        model: &Model,
        line: Rect,
        row: &Row,
        selected: Option<bool>,
        theme: &Theme,
    ) {
        let text = Rect { x: line.x + INDENT, width: line.width.saturating_sub(INDENT + 1), ..line };
        match row {
            Row::Blank => return,
            Row::Heading(heading) => {
                return put(canvas, text.x, text.y, text.width, heading, theme.strong);
            }
            Row::Text(told) => return put(canvas, text.x, text.y, text.width, &clean(told), theme.note),
            Row::Open | Row::Listing(_) => {}
        }
        let is_broken = matches!(row, Row::Listing(Listing { content: Err(_), .. }));
        let (style, quiet) = match selected {
            Some(true) => (theme.selection, theme.selection),
            _ => (theme.text, if is_broken { theme.warning } else { theme.quiet }),
        };
        put(canvas, line.x, line.y, line.width, &" ".repeat(line.width.into()), style);
        put(canvas, line.x, line.y, 1, if selected.is_some() { "▸" } else { "" }, style);
        if let Some(place) = mark(model, row) {
            put(canvas, line.x + 1, line.y, 1, &(place + 1).to_string(), style);
        }
        let name = self.name(model, row);
        if let Some(note) = side_note(model, row, line.width) {
            let least = (width(&note) as u16).min(text.width / 2) + GAP;
            let name = fit(&name, text.width.saturating_sub(least).into());
            put(canvas, text.x, text.y, text.width, &name, style);
            let room = text.width.saturating_sub(width(&name) as u16 + GAP);
            put_right(canvas, text.right() - room, text.y, room, &note, quiet);
        } else {
            put(canvas, text.x, text.y, self.names, &name, style);
            self.cells(canvas, line, quiet, |column, columns| cell(model, row, column, columns));
        }
    }

    fn name(&self, model: &Model, row: &Row) -> String {
        match row {
            Row::Listing(listing) if self.versions => listing.about.clone(),
            row => name(model, row),
        }
    }
}

/// What stands in the columns' place: how long a starter's way to revenue is, why a file is read only, or what it is
/// a copy of.
fn side_note(model: &Model, row: &Row, room: u16) -> Option<String> {
    let Row::Listing(listing) = row else { return None };
    match (&listing.content, Section::of(listing)) {
        (Err(reason), _) => Some(reason.clone()),
        (Ok(_), Section::ReadOnly) => {
            Some(if room >= 46 { "file of a newer version" } else { "newer version" }.to_owned())
        }
        (Ok(scenario), Section::Templates) => {
            let funnel = scenario.funnel();
            let days = funnel.lag_to_revenue(0);
            let stages = funnel.stages().len();
            Some(if room >= 46 { format!("{stages} stages, {days} days") } else { format!("{days} days") })
        }
        _ if is_open(model, row) => None,
        _ => listing.copied.clone(),
    }
}

fn cell(model: &Model, row: &Row, column: Column, columns: u16) -> String {
    let Some(scenario) = scenario(model, row) else { return String::new() };
    match column {
        Column::Changed => match row {
            row if is_open(model, row) => {
                let mark = if model.document.is_unsaved() { '●' } else { '○' };
                format!("{mark} now")
            }
            Row::Listing(listing) => listing.day.clone(),
            _ => String::new(),
        },
        Column::Start => show::month_year(scenario.start()),
        Column::Months => scenario.months().months().to_string(),
        Column::Days => scenario.funnel().lag_to_revenue(0).to_string(),
        Column::Amount => amount(scenario),
        Column::Need if is_open(model, row) => need(&model.document.shown().goals, columns),
        Column::Need => need(&goals::compute(scenario), columns),
    }
}

fn amount(scenario: &Scenario) -> String {
    show::money_short(scenario.target().amount.get(), scenario.currency())
}

fn need(goals: &goals::Goals, columns: u16) -> String {
    show::cell(goals.grid().top().shown_need(), columns.into())
}
