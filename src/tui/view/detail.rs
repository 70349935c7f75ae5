//! The sentences under the grid: what changed, what the selected stage means, what is too late.

mod stage;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::put;
use super::grid::hidden_rows;
use crate::goals::grid::ceiling;
use crate::goals::{DayOne, compare, findings};
use crate::plan::{Day, Finding, Severity};
use crate::text::clean::{clean, first_fitting, fit, width, wrap};
use crate::text::day_one::revenue_served;
use crate::text::name;
use crate::text::{finding, sentence, show, step};
use crate::tui::command::Command;
use crate::tui::layout::{Form, Regions};
use crate::tui::model::{Model, Notice, Shown};
use crate::tui::overlay::Overlay;
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;

/// Draws the detail lines; a notice, or what is wrong with a text being typed, takes the last.
pub fn draw(surface: &mut Surface, model: &Model, regions: &Regions, theme: &Theme) {
    let area = regions.detail;
    let pad = u16::from(regions.form > Form::Lever);
    let columns = usize::from(area.width.saturating_sub(2 * pad));
    let mut lines = lines(model, regions, columns, theme);
    if let Some((text, style)) = urgent(model, theme) {
        // A long one takes the lines above as well, until it is read.
        let all = lines.len();
        let urgent = whole_parts(&text, columns, all);
        lines.truncate(all.saturating_sub(urgent.len()));
        lines.extend(urgent.into_iter().map(|line| (line, style)));
    }
    for ((text, style), y) in lines.iter().zip(area.y..area.bottom()) {
        put(surface, area.x + pad, y, columns as u16, text, *style);
    }
}

fn lines(model: &Model, regions: &Regions, columns: usize, theme: &Theme) -> Vec<(String, Style)> {
    let style = if model.document.is_previewing() { theme.preview } else { theme.text };
    let (first, second) = match day_one_lines(model, columns) {
        Some(lines) => lines,
        None => (what_changed(model, columns), stage::line(model, columns)),
    };
    match regions.form {
        Form::Lever | Form::TooSmall => vec![(lever_line(model, regions, columns), style)],
        Form::Compact => vec![(first, style), (second, theme.text), finding_line(model, columns, theme)],
        _ => vec![(first, style), finding_line(model, columns, theme)],
    }
}

/// The first that fits; the last is cut where none does.
fn fitting(forms: impl IntoIterator<Item = String>, columns: usize) -> String {
    fit(&first_fitting(forms, columns), columns)
}

/// What the last step did, or the draft does.
pub(super) fn what_changed(model: &Model, columns: usize) -> String {
    let document = &model.document;
    if model.display.peek {
        let since = document.pinned().map_or_else(|| "as opened".to_owned(), |when| format!("pinned {when}"));
        let said = format!("The baseline, {since}");
        let back = format!("{} goes back", model.key(Command::Peek));
        let forms = [format!("{said} · {back} to your plan"), format!("{said} · {back}"), said];
        return fitting(forms, columns);
    }
    let prefix = if document.is_previewing() { "" } else { document.step().lead() };
    let room = columns.saturating_sub(width(prefix));
    let said = no_number(model, room).unwrap_or_else(|| {
        sentence::what_changed(
            document.before().pair(),
            document.shown().pair(),
            document.baseline().pair(),
            model.today,
            room,
        )
    });
    format!("{prefix}{said}")
}

/// What the last step did where it changed no number: a name, an owner, a note, a range or a lock.
fn no_number(model: &Model, columns: usize) -> Option<String> {
    let (before, shown) = (model.document.before().pair(), model.document.shown().pair());
    let beside = before.0 != shown.0 && compare(before, shown).changes.is_empty();
    beside.then(|| step::said(before, shown, model.today, columns))
}

/// What the last step did to the needs, where the lever line shows the step itself; and what is hidden.
fn lever_line(model: &Model, regions: &Regions, columns: usize) -> String {
    let more = if model.display.shown == Shown::DayOne { String::new() } else { hidden_rows(model, regions) };
    let room = columns.saturating_sub(width(&more) + 2);
    let document = &model.document;
    let asked = stage::exact_cell(model, regions, room);
    let said = asked.or_else(|| no_number(model, room)).unwrap_or_else(|| {
        sentence::effect(document.before().pair(), document.shown().pair(), model.today, room)
    });
    let said = fit(&said, room);
    format!("{said}{}{more}", " ".repeat(columns.saturating_sub(width(&said) + width(&more) + 2)))
}

fn short_names(model: &Model) -> Vec<String> {
    name::short_names(&model.shown().scenario)
}

/// What the day-one table says where the selected stage falls short: of it, and of all.
fn day_one_lines(model: &Model, columns: usize) -> Option<(String, String)> {
    if model.document.is_previewing() || model.display.shown != Shown::DayOne {
        return None;
    }
    let plan = model.shown();
    let scenario = &plan.scenario;
    let place = model.selected_stage()?;
    let day_one = &plan.goals.day_one()[place];
    let total: f64 = plan.goals.day_one().iter().filter_map(DayOne::at_risk).sum();
    let at_risk = day_one.at_risk().filter(|_| total > 0.0)?;
    let money = |amount| show::money_short(amount, scenario.currency());
    let name = &short_names(model)[place];
    let have = show::cell(day_one.opening.unwrap_or(0.0), 11);
    let needed = show::count(ceiling(day_one.needed));
    let short_of = format!("{name}: have {have} of {needed}, so {}", money(at_risk));
    let enough = format!("{name}: have {have} of {needed}, enough");
    let first = if at_risk == 0.0 {
        enough
    } else {
        let forms = [
            format!("{short_of} of {} has no buyer in play", revenue_served(scenario, day_one)),
            format!("{short_of} has no buyer in play"),
        ];
        fitting(forms, columns)
    };
    let of_all = format!("{} of {} is at risk", money(total), money(plan.goals.inside_on_day_one()));
    let found = findings(scenario, &plan.goals, model.today);
    let way_out = found.iter().find_map(|found| match found {
        Finding::DayOneShort { stage, fill, .. } if *stage == day_one.stage => {
            Some(finding::way_out(*stage, *fill, scenario, show::day))
        }
        _ => None,
    });
    let way_out = way_out.map(|way_out| format!("{of_all} · {way_out}"));
    Some((first, fitting(way_out.into_iter().chain([of_all]), columns)))
}

/// The worst finding, and the revenue that must be inside the funnel on day one.
fn finding_line(model: &Model, columns: usize, theme: &Theme) -> (String, Style) {
    let plan = model.shown();
    let scenario = &plan.scenario;
    let found = findings(scenario, &plan.goals, model.today);
    let inside = show::money_short(plan.goals.inside_on_day_one(), scenario.currency());
    let start = Day::at(scenario.start(), 0);
    let Some(worst) = found.first() else {
        let text = format!("Must be inside the funnel on {}: {inside}", show::day_year(start));
        return (fit(&text, columns), theme.text);
    };
    let more = match found.len() {
        0 | 1 => String::new(),
        several => format!(" · {} {} more", model.key(Command::Why), several - 1),
    };
    let long = format!(" · must be inside on day one: {inside}");
    let inside = format!(" · day one needs {inside}");
    let warning = worst.code().severity() == Severity::Warning;
    let mark = if warning { "! " } else { "" };
    let style = if warning { theme.warning } else { theme.note };
    let (all, both) = (format!("{long}{more}"), format!("{inside}{more}"));
    let tails = [all.as_str(), both.as_str(), long.as_str(), inside.as_str(), more.as_str(), ""];
    // Overdue work can be told in short, and of fewer stages; then the rest still has room.
    let room = columns.saturating_sub(width(mark));
    for say in [finding::text, finding::brief] {
        let said = say(worst, scenario, model.today);
        let beside = room.checked_sub(width(&said));
        if let Some(tail) = tails.iter().find(|tail| beside.is_some_and(|beside| width(tail) <= beside)) {
            return (format!("{mark}{said}{tail}"), style);
        }
    }
    let told = |tail: &str| {
        let room = room.saturating_sub(width(tail));
        format!("{mark}{}{tail}", finding::fitted(worst, scenario, model.today, room))
    };
    let is_overdue = matches!(worst, Finding::Begun { .. });
    (fitting([if is_overdue { inside.as_str() } else { "" }, ""].map(told), columns), style)
}

/// Draws a notice where no detail lines are.
pub fn draw_notice(surface: &mut Surface, notice: &Notice, area: Rect, theme: &Theme) {
    let (mark, style) = if notice.error { ("! ", theme.warning) } else { ("", theme.note) };
    let text = format!(" {mark}{}", clean(&notice.text));
    let columns = usize::from(area.width);
    put(surface, area.x, area.y, area.width, &format!("{text:<columns$}"), style);
}

/// A text in so many lines at most: what does not fit is left out by whole parts, from the last on.
fn whole_parts(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let wrapped = |text: &str| wrap(text, columns);
    let ends = [" · ", "; ", ": "].into_iter().flat_map(|between| text.match_indices(between));
    let mut ends: Vec<usize> = ends.map(|(at, _)| at).chain([text.len()]).collect();
    ends.sort_unstable_by(|one, other| other.cmp(one));
    let fitting = ends.iter().map(|end| wrapped(&text[..*end])).find(|wrapped| wrapped.len() <= lines);
    fitting.unwrap_or_else(|| vec![fit(text, columns)])
}

/// What must be read now and its style: why a text is not taken, a hint, a notice.
fn urgent(model: &Model, theme: &Theme) -> Option<(String, Style)> {
    let problem = |text: &str| (format!("! {}", clean(text)), theme.warning);
    if let Some(field) = &model.field {
        if let Some(text) = &field.problem {
            return Some(problem(text));
        }
        return field.hint.as_ref().map(|hint| (hint.clone(), theme.note));
    }
    if let Some(Overlay::Palette(palette)) = &model.overlay
        && let Some(text) = &palette.problem
    {
        return Some(problem(text));
    }
    let notice = model.notice.as_ref()?;
    Some(if notice.error { problem(&notice.text) } else { (clean(&notice.text), theme.note) })
}
