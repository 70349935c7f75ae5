//! A stage month by month in all plans, on one scale: a row of bars for each, and its largest month.

use ratatui::layout::Rect;

use super::NAME;
use crate::goals::{Goals, by_month};
use crate::plan::StageId;
use crate::text::clean::{clean, fit, width};
use crate::text::name::short_names;
use crate::text::show;
use crate::tui::hits::Target;
use crate::tui::model::Model;
use crate::tui::page::compare::{Sheet, selected_row};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, put, put_right};
use crate::tui::view::chart::EIGHTHS;

/// Draws the months of the stage that the selected row is about.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, sheet: &Sheet, area: Rect, theme: &Theme) {
    let stage = sheet.stage(selected_row(model, sheet));
    let goals: Vec<&Goals> = sheet.plans.iter().map(|plan| &plan.goals).collect();
    let by_month = by_month(&goals, Some(stage));
    let peaks: Vec<String> =
        by_month.plans.iter().map(|plan| format!("peak {}", show::count(plan.peak()))).collect();
    let peak_width = peaks.iter().map(|peak| width(peak)).max().unwrap_or(0) as u16;
    let names: Vec<String> = (0..sheet.plans.len()).map(|at| fit(sheet.name(at), NAME)).collect();
    let name_width = names.iter().map(|name| width(name)).max().unwrap_or(0) as u16;
    let x = area.x + name_width + 2;
    let bars = Bars::of(by_month.months.len(), area.right().saturating_sub(x + peak_width + 2).into());
    let scale = scale(by_month.top());

    let each = if bars.months > 1 {
        format!(" · a bar: the largest of {} months", bars.months)
    } else {
        String::new()
    };
    let title = format!("{} BY MONTH · one scale, 0 – {}{each}", name(sheet, stage), show::cell(scale, 5));
    let span = match (by_month.months.first(), by_month.months.last()) {
        (Some(first), Some(last)) => format!("{} – {}", show::month_year(*first), show::month_year(*last)),
        _ => String::new(),
    };
    put(canvas, area.x, area.y, area.width, &title, theme.strong);
    put_right(canvas, area.x, area.y, area.width, &span, theme.quiet);
    for (at, y) in (0..sheet.plans.len()).zip(area.y + 1..area.bottom()) {
        canvas.click(Rect { y, height: 1, ..area }, Target::Column(at));
        put(canvas, area.x, y, name_width, &names[at], theme.text);
        if sheet.plans[at].scenario.funnel().find(stage).is_none() {
            put(canvas, x, y, area.width, "has no such stage", theme.quiet);
            continue;
        }
        let line = bars.line(&by_month.plans[at].exact, scale);
        put(canvas, x, y, width(&line) as u16, &line, if at == 0 { theme.note } else { theme.text });
        put_right(canvas, area.x, y, area.width, &peaks[at], theme.text);
    }
}

/// The short name of a stage, by the first plan that has it.
fn name(sheet: &Sheet, id: StageId) -> String {
    let found = sheet.plans.iter().find_map(|plan| {
        let funnel = plan.scenario.funnel();
        Some(short_names(&plan.scenario).swap_remove(funnel.find(id)?.0))
    });
    clean(&found.unwrap_or_default()).to_uppercase()
}

/// The end of a scale that the largest bar fills to seven eighths, so that it does not touch the line above: two
/// digits, and zeros.
fn scale(largest: f64) -> f64 {
    let end = largest * 8.0 / 7.0;
    if end <= 0.0 {
        return 1.0;
    }
    let unit = 10_f64.powf(end.log10().floor() - 1.0);
    (end / unit).ceil() * unit
}

/// How months become bars.
struct Bars {
    /// How many months a bar stands for.
    months: usize,
    /// The columns of a bar.
    thick: usize,
    /// The blanks between two.
    gap: usize,
}

impl Bars {
    /// As many months in some columns: as thick as there is room for; where there is none, several to a bar.
    fn of(months: usize, columns: usize) -> Self {
        let step = columns.checked_div(months).unwrap_or(1).clamp(1, 6);
        let gap = usize::from(step > 1);
        Self { months: months.div_ceil(columns.max(1)).max(1), thick: step - gap, gap }
    }

    /// The bars of a plan.
    fn line(&self, exact: &[f64], scale: f64) -> String {
        let bars = exact.chunks(self.months).map(|months| {
            let largest = months.iter().copied().fold(0.0, f64::max);
            // Whatever there is can be seen.
            let eighths = (largest / scale * 8.0).ceil().clamp(0.0, 8.0) as usize;
            EIGHTHS[eighths].repeat(self.thick)
        });
        bars.collect::<Vec<_>>().join(&" ".repeat(self.gap))
    }
}
