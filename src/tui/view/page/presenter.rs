//! One lever and one result in big digits. No paths, no notices, nothing that would embarrass in front of a room.

mod told;

use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use self::told::{effect, last_step, told, undone};
use crate::plan::{Field, Input, Lag, Scenario, Stage};
use crate::text::clean::{clean, fit, strip, width, wrap};
use crate::text::name::short_names;
use crate::text::{input, show};
use crate::tui::command::Command;
use crate::tui::input::shown_keys;
use crate::tui::layout::{Form, PageRegions};
use crate::tui::model::{Cell, Focus, Model};
use crate::tui::page::presenter::{Ground, Shown, shown};
use crate::tui::surface::Surface;
use crate::tui::theme::Theme;
use crate::tui::view::big::{Size, big, lines};
use crate::tui::view::canvas::{Border, put, put_right, rule};
use crate::tui::view::chart;

/// Draws the wall.
pub(super) fn draw(surface: &mut Surface, model: &Model, regions: &PageRegions, theme: &Theme) {
    let window = surface.area;
    let wide = regions.form >= Form::Wide;
    let roomy = window.height >= 24 && window.width >= 60;
    let margin = if roomy { 4 } else { 1 };
    let mut area = Rect {
        x: margin,
        y: 1,
        width: window.width.saturating_sub(2 * margin),
        height: window.height.saturating_sub(2),
    };
    header(surface, model, wide, theme);
    if roomy {
        line(surface, 1, theme);
        take(&mut area, if wide { 2 } else { 1 });
    }
    let gap = u16::from(window.height >= 24);
    lever(surface, model, &mut area, gap, theme);
    take(&mut area, gap);
    result(surface, model, &mut area, wide, gap, theme);
    take(&mut area, gap);
    said(surface, model, &mut area, if wide || !roomy { 1 } else { 2 }, theme);
    let foot = foot(surface, model, wide, theme);
    if roomy {
        let y = window.height.saturating_sub(foot + 1);
        line(surface, y, theme);
        let left = y.saturating_sub(area.y + 1);
        if left >= 8 {
            chart::draw(
                surface,
                model,
                shown(model),
                Rect { y: area.y + 1, height: left, ..area },
                stage_shown(model),
                theme,
            );
        }
    }
    paint(surface, model.presenter.ground, theme);
}

/// Draws a line across the wall.
fn line(surface: &mut Surface, y: u16, theme: &Theme) {
    let window = surface.area;
    let across = Rect { x: 2, width: window.width - 4, ..window };
    rule(surface, across, y, Border::Heavy, theme.text, ["", ""]);
}

/// Takes lines from the top.
fn take(area: &mut Rect, lines: u16) -> Rect {
    let height = lines.min(area.height);
    let taken = Rect { height, ..*area };
    area.y += height;
    area.height -= height;
    taken
}

/// What the keys do, from all that can be told to the least.
fn keys(model: &Model) -> [Vec<String>; 4] {
    use Command as C;
    let nudge = shown_keys(model, model.place(), &[C::NudgeDown, C::NudgeUp]);
    let optional = [(C::Edit, "result"), (C::Peek, "before"), (C::Invert, "black")];
    let told = |(command, does): (C, &str)| format!("{} {does}", model.key(command));
    [3, 2, 1, 0].map(|most| {
        let always = [format!("{nudge} nudge"), told((C::NextLever, "next lever"))].into_iter();
        always.chain(optional.into_iter().take(most).map(told)).chain([told((C::Present, "leave"))]).collect()
    })
}

fn header(surface: &mut Surface, model: &Model, wide: bool, theme: &Theme) {
    let window = surface.area;
    let gap = if wide { "   " } else { "  " };
    let name = clean(shown(model).scenario.name());
    let name =
        if model.display.peek { format!("BEFORE ({}): {name}", model.key(Command::Peek)) } else { name };
    let x = if window.width >= 60 { 2 } else { 1 };
    let room = |keys: &str| window.width.saturating_sub(width(keys) as u16 + 2 * x + 2);
    let keys = if window.width >= 60 {
        let forms = keys(model).map(|keys| theme.keys(&keys.join(gap)));
        let fitting = forms.iter().find(|keys| width(&name) <= room(keys).into());
        fitting.unwrap_or(&forms[3]).clone()
    } else {
        format!("{} leaves", model.key(Command::Present))
    };
    put(surface, x, 0, room(&keys), &fit(&name, room(&keys).into()), theme.strong);
    put_right(surface, 0, 0, window.width.saturating_sub(x), &keys, theme.quiet);
}

/// The lever: its name, its value, where it was, and a slider for a rate or a lag.
fn lever(surface: &mut Surface, model: &Model, area: &mut Rect, gap: u16, theme: &Theme) {
    let Cell::Input(selected) = model.cell_of(model.pane) else { return };
    let (scenario, baseline) = (&shown(model).scenario, &model.document.baseline().scenario);
    let name = input::label(scenario, selected).to_uppercase().replace('→', " → ");
    let title = take(area, 1);
    put(surface, title.x, title.y, title.width, &clean(&name), theme.strong);
    take(area, gap);
    let current = input::current(scenario, selected);
    let was = input::current(baseline, selected);
    let (value, beside, style) = match &model.field {
        // A part of a number is no plan: what is shown stays until all of it is there.
        Some(field) => {
            let lines = vec![format!("now {current}"), "Enter shows it".to_owned()];
            (clean(field.text.value()), lines, theme.preview)
        }
        None if was == current => (current, Vec::new(), theme.text),
        None => {
            let lines = vec![format!("was {was}"), input::delta(baseline, scenario, selected)];
            (current, lines, theme.text)
        }
    };
    let room = match area.height {
        38.. if theme.ascii => 8,
        14.. if !theme.ascii => 4,
        _ => 1,
    };
    let sizes: &[Size] = if area.width >= 100 { &[Size::Half, Size::Quadrant] } else { &[Size::Quadrant] };
    let lines = lines(Rect { height: room.min(area.height), ..*area }, &value, sizes, theme.ascii);
    let digits = take(area, lines);
    let taken = big(surface, digits, &value, sizes, style, theme.ascii);
    self::beside(surface, digits, taken, &beside, theme);
    if let Some(scale) = Scale::of(baseline, scenario, selected).filter(|_| area.height >= 14) {
        take(area, gap);
        scale.draw(surface, take(area, 2), theme);
    }
}

/// The most days that the slider of a lag has room for at least.
const LONG_LAG: f64 = 90.0;

/// A slider: where a rate or a lag was and is between none and the most.
struct Scale {
    was: f64,
    is: f64,
    most: f64,
    ends: [String; 2],
}

impl Scale {
    fn of(before: &Scenario, now: &Scenario, input: Input) -> Option<Self> {
        let Input::Stage(id, field) = input else { return None };
        let (_, stage) = now.funnel().find(id)?;
        let is = now.number(input)?;
        let was = before.number(input).unwrap_or(is);
        match field {
            Field::Yield if stage.value().is_none() => {
                Some(Self { was, is, most: 1.0, ends: ["0 %".to_owned(), "100 %".to_owned()] })
            }
            Field::Lag => {
                // The baseline's, so that a nudge moves the lever and not the scale.
                let lags = before.funnel().stages().iter().map(|stage| f64::from(stage.lag().days()));
                let most = (2.0 * lags.fold(0.0, f64::max)).max(LONG_LAG).max(was).max(is);
                Some(Self { was, is, most, ends: [0.0, most].map(|days| show::lag(Lag::nearest(days))) })
            }
            _ => None,
        }
    }

    fn draw(&self, surface: &mut Surface, line: Rect, theme: &Theme) {
        let at = |value: f64| line.x + (value / self.most * f64::from(line.width - 1)).round() as u16;
        put(surface, line.x, line.y, line.width, &"─".repeat(line.width.into()), theme.quiet);
        put(surface, at(self.was), line.y, 1, "┊", theme.note);
        put(surface, at(self.is), line.y, 1, "●", theme.strong);
        put(surface, line.x, line.y + 1, line.width, &self.ends[0], theme.quiet);
        put_right(surface, line.x, line.y + 1, line.width, &self.ends[1], theme.quiet);
    }
}

/// Lines beside big digits, at their foot; behind them where they are not big.
fn beside(surface: &mut Surface, area: Rect, taken: Rect, lines: &[String], theme: &Theme) {
    let x = taken.right() + 3;
    let room = area.right().saturating_sub(x);
    // A number is told in full or not at all.
    let fitting = lines.iter().filter(|line| width(line) <= room.into());
    let lines: Vec<&str> = fitting.map(String::as_str).collect();
    if lines.is_empty() {
        return;
    }
    if taken.height < 2 {
        return put(surface, x, area.y, room, &lines.join("  "), theme.text);
    }
    let first = taken.bottom().saturating_sub(lines.len() as u16 + 1);
    for (line, y) in lines.iter().zip(first..) {
        put(surface, x, y, room, line, theme.text);
    }
}

/// The result: its title, its value, where it was.
fn result(surface: &mut Surface, model: &Model, area: &mut Rect, wide: bool, gap: u16, theme: &Theme) {
    let told = told(model);
    let title = take(area, 1);
    let style = if told.late { theme.warning } else { theme.strong };
    let fitting = told.titles.iter().find(|text| width(text) <= title.width.into()).or(told.titles.last());
    put(surface, title.x, title.y, title.width, fitting.map_or("", String::as_str), style);
    take(area, gap);
    let sizes: &[Size] =
        if wide { &[Size::Full, Size::Half, Size::Quadrant] } else { &[Size::Quadrant, Size::Half] };
    let room = match area.height {
        14.. if wide => 8,
        _ if theme.ascii && area.height >= 11 => 8,
        5.. => 4,
        _ => 1,
    };
    let lines = lines(Rect { height: room.min(area.height), ..*area }, &told.value, sizes, theme.ascii);
    let digits = take(area, lines);
    let is_draft = model.field.is_none() && model.document.is_previewing();
    let style = if is_draft { theme.preview } else { theme.text };
    let taken = big(surface, digits, &told.value, sizes, style, theme.ascii);
    if told.was != told.value {
        let mut lines = vec![format!("was {}", told.was)];
        lines.extend(told.deltas);
        beside(surface, digits, taken, &lines, theme);
    }
}

/// Why a text is not taken or a key does nothing; what undo did; or how far the plan is from the baseline.
fn said(surface: &mut Surface, model: &Model, area: &mut Rect, lines: u16, theme: &Theme) {
    let columns = usize::from(area.width);
    let problem = model.field.as_ref().and_then(|field| field.problem.clone());
    let refusal = model.notice.as_ref().filter(|notice| notice.error).map(|notice| notice.text.clone());
    let (told, style) = match problem.or(refusal) {
        Some(problem) => (wrap(&format!("! {}", strip(&problem)), columns), theme.warning),
        None => match undone(model) {
            Some(undone) => (wrap(&strip(undone), columns), theme.note),
            None => (effect(model, columns, lines), theme.text),
        },
    };
    for line in told.into_iter().take(lines.into()) {
        let at = take(area, 1);
        put(surface, at.x, at.y, at.width, &line, style);
    }
}

/// The plan in one line, and on wide walls all levers in another; gives how many lines it took.
fn foot(surface: &mut Surface, model: &Model, wide: bool, theme: &Theme) -> u16 {
    let window = surface.area;
    let plan = shown(model);
    let scenario = &plan.scenario;
    let stages = scenario.funnel().stages();
    let last = plan.goals.grid().bearing(stages.len() - 1);
    let names = scenario.funnel().names();
    let amount = show::money_short(scenario.target().amount.get(), scenario.currency());
    let deals =
        format!("{} {}", show::count(last.shown_need()), clean(names[names.len() - 1]).to_lowercase());
    let days = format!("{} days to revenue", scenario.funnel().lag_to_revenue(0));
    let inside = format!(
        "{} must be inside on day one",
        show::money_short(plan.goals.inside_on_day_one(), scenario.currency())
    );
    let x = if window.width >= 60 { 4 } else { 1 };
    let step = last_step(model);
    let room = usize::from(window.width).saturating_sub(usize::from(x) * 2 + width(&step) + 2);
    let all = [amount, deals, days, inside];
    let fitting =
        (1..=all.len()).rev().map(|parts| all[..parts].join(" · ")).find(|line| width(line) <= room);
    let lines = if wide { 2 } else { 1 };
    let y = window.height.saturating_sub(lines);
    put(surface, x, y, room as u16, &fitting.unwrap_or_default(), theme.text);
    put_right(surface, 0, y, window.width.saturating_sub(x), &step, theme.strong);
    if wide {
        let short = short_names(scenario);
        let selected = model.cell_of(model.pane);
        let field = if model.pane == Focus::Lags { Field::Lag } else { Field::Yield };
        let lever = |(place, stage): (usize, &Stage)| {
            let lever = Input::Stage(stage.id(), field);
            let text = format!("{}→ {}", short[place], input::current(scenario, lever));
            if selected == Cell::Input(lever) { format!("[{text}]") } else { text }
        };
        let levers: Vec<String> = stages.iter().enumerate().map(lever).collect();
        put(surface, x, y + 1, window.width.saturating_sub(2 * x), &levers.join("   "), theme.quiet);
    }
    lines
}

/// The stage whose months the chart shows.
fn stage_shown(model: &Model) -> usize {
    match Shown::of(model) {
        Shown::Need(place) => place,
        Shown::DayOne | Shown::FirstWork | Shown::Peak => 0,
    }
}

/// Paints the wall black or white; without colours white is the reverse.
fn paint(surface: &mut Surface, ground: Ground, theme: &Theme) {
    let (light, dark) = (Color::Indexed(231), Color::Indexed(16));
    let style = match (ground, theme.up.fg) {
        (Ground::Terminal, _) | (Ground::Dark, None) => return,
        (Ground::Light, None) => Style::new().add_modifier(Modifier::REVERSED),
        (Ground::Light, _) => Style::new().fg(dark).bg(light),
        (Ground::Dark, _) => Style::new().fg(light).bg(dark),
    };
    let area = surface.area;
    surface.set_style(area, style);
}
