//! Where a number comes from: a line for each step from revenue up, and what else there is to know of it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::dialog;
use crate::text::clean::{strip, width};
use crate::text::explanation::{Fact, Line, words};
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::model::Model;
use crate::tui::overlay::explain::Explain;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Border, Canvas, put, put_right, rule, wrap};

/// How far in stands what has no room on the line it belongs to.
const INDENT: u16 = 4;

/// Draws the chain and the facts.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, open: &Explain, theme: &Theme) {
    let (plan, baseline) = (model.shown(), model.document.baseline());
    let baseline = (!model.display.peek).then_some((&*baseline.scenario, &baseline.goals));
    let said = words((&plan.scenario, &plan.goals), open.place, open.cell, baseline);
    let columns = canvas.area.width.saturating_sub(4).min(90);
    let lead = wrap(&said.lead, columns.into());
    let definition = definition(model, open).map(|text| wrap(&text, columns.into())).unwrap_or_default();
    let widths = Widths::of(&said.lines, &said.facts, columns);
    let facts: Vec<Vec<String>> = said.facts.iter().map(|fact| widths.about(fact, columns)).collect();
    let rest = lead.len() + facts.iter().map(Vec::len).sum::<usize>() + 1 + definition.len();
    // Where the dates of one line do not fit, those of all stand below.
    let size = if said.lines.iter().all(|line| widths.fits(line, columns)) { 1 } else { 2 };
    let wanted = rest + said.lines.len() * size;
    let foot = "↑↓ step · Enter go to the input · Esc close";
    let area = dialog(canvas, columns, wanted as u16, &said.title, foot, theme);
    let mut y = area.y;
    let mut text = |canvas: &mut Canvas, line: &str, style: Style| {
        if y < area.bottom() {
            put(canvas, area.x, y, area.width, line, style);
        }
        y += 1;
    };
    for line in &lead {
        text(canvas, line, theme.text);
    }
    // The chain scrolls where there is no room for all of it; the facts stay as long as they can.
    let room = usize::from(area.height).saturating_sub(rest) / size;
    let visible = room.max(4 - size).min(said.lines.len());
    let first = first_visible(0, open.at, visible, said.lines.len());
    for (row, line) in said.lines.iter().enumerate().skip(first).take(visible) {
        let at = Rect { y, height: size as u16, ..area }.intersection(area);
        if !at.is_empty() {
            chain_line(canvas, line, at, &widths, row == open.at, theme);
            canvas.click(at, Target::Row(row));
        }
        y += size as u16;
    }
    if y < area.bottom() {
        let hidden = said.lines.len() - visible;
        let more = if hidden > 0 { format!("{hidden} more steps, ↑↓") } else { String::new() };
        rule(canvas, area, y, Border::Light, theme.quiet, ["", &more]);
    }
    y += 1;
    for (fact, about) in said.facts.iter().zip(&facts) {
        let at = Rect { y, height: about.len() as u16, ..area }.intersection(area);
        if !at.is_empty() {
            fact_line(canvas, fact, about, at, &widths, theme);
        }
        y += about.len() as u16;
    }
    for line in &definition {
        if y < area.bottom() {
            put(canvas, area.x, y, area.width, line, theme.note);
        }
        y += 1;
    }
}

/// What counts as a buyer of the stage, as both teams agreed.
fn definition(model: &Model, open: &Explain) -> Option<String> {
    let scenario = &model.shown().scenario;
    let stage = scenario.funnel().stages().get(open.place)?;
    let agreed = strip(stage.definition());
    (!agreed.is_empty()).then(|| format!("One of them counts when: {agreed}"))
}

/// How wide names, amounts and rules are.
struct Widths {
    name: u16,
    amount: u16,
    rule: u16,
}

impl Widths {
    fn of(lines: &[Line], facts: &[Fact], columns: u16) -> Self {
        let longest = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| width(text)).max().unwrap_or(0) as u16
        };
        let name =
            longest(&mut lines.iter().map(|line| &line.name).chain(facts.iter().map(|fact| &fact.name)));
        let amount =
            longest(&mut lines.iter().map(|line| &line.amount).chain(facts.iter().map(|fact| &fact.amount)));
        let rule = longest(&mut lines.iter().map(|line| &line.rule));
        // The amount and the rule are never cut; the name gives way.
        let name = name.min(columns.saturating_sub(2 + amount + 1 + rule + 2)).max(6);
        Self { name, amount, rule }
    }

    /// Where the dates of a line begin; revenue has no rule: its dates need the room.
    fn dates(&self, line: &Line) -> u16 {
        self.name + self.amount + if line.rule.is_empty() { 5 } else { self.rule + 7 }
    }

    /// Whether the dates of a line fit behind it.
    fn fits(&self, line: &Line, columns: u16) -> bool {
        self.dates(line) + width(&line.dates) as u16 <= columns
    }

    /// What a fact is about: behind it, or else on lines of its own below, where the first line stays empty.
    fn about(&self, fact: &Fact, columns: u16) -> Vec<String> {
        let room = columns.saturating_sub(self.name + self.amount + 5);
        if width(&fact.about) <= room.into() {
            return vec![fact.about.clone()];
        }
        let below = wrap(&fact.about, columns.saturating_sub(INDENT).into());
        std::iter::once(String::new()).chain(below).collect()
    }
}

fn chain_line(canvas: &mut Canvas, line: &Line, at: Rect, widths: &Widths, selected: bool, theme: &Theme) {
    let Widths { name, amount, rule } = *widths;
    put(canvas, at.x, at.y, 1, if selected { "▸" } else { "" }, theme.strong);
    let style = if selected { theme.selection } else { theme.text };
    put(canvas, at.x + 2, at.y, name, &line.name, style);
    put_right(canvas, at.x + 2 + name, at.y, amount + 1, &line.amount, theme.text);
    put(canvas, at.x + name + amount + 5, at.y, rule, &line.rule, theme.text);
    let (x, y) = if at.height > 1 { (INDENT, at.y + 1) } else { (widths.dates(line), at.y) };
    put(canvas, at.x + x, y, at.width.saturating_sub(x), &line.dates, theme.quiet);
}

fn fact_line(canvas: &mut Canvas, fact: &Fact, about: &[String], at: Rect, widths: &Widths, theme: &Theme) {
    let Widths { name, amount, .. } = *widths;
    put(canvas, at.x + 2, at.y, name, &fact.name, theme.text);
    put_right(canvas, at.x + 2 + name, at.y, amount + 1, &fact.amount, theme.text);
    let x = if about.len() > 1 { INDENT } else { name + amount + 5 };
    for (line, y) in about.iter().zip(at.y..at.bottom()) {
        put(canvas, at.x + x, y, at.width.saturating_sub(x), line, theme.quiet);
    }
}
