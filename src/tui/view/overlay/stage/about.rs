//! What stands under the lines of the stage editor: why a text is not taken, what a change did, else what the
//! selected line means and takes.

use ratatui::style::Style;

use crate::goals::findings::is_outside_range;
use crate::goals::grid::ceiling;
use crate::plan::{Day, Field, Input, Name, Span, Stage};
use crate::text::clean::{clean, fit, strip, wrap};
use crate::text::name::running;
use crate::text::sentence::short_names;
use crate::text::{agreed, show};
use crate::tui::layout::Form;
use crate::tui::model::{Model, Page};
use crate::tui::overlay::stage::line::{LONGEST_DEFINITION, one_line};
use crate::tui::overlay::stage::{Line, StageEditor};
use crate::tui::theme::Theme;
use crate::tui::view::detail::what_changed;

/// The lines, no more than fit; a definition that the list has to cut is told here.
pub(super) fn lines(
    model: &Model,
    editor: &StageEditor,
    stage: &Stage,
    (columns, rows): (u16, u16),
    definition_is_cut: bool,
    theme: &Theme,
) -> Vec<(String, Style)> {
    let room = usize::from(columns);
    let fits = |text: &str| wrap(text, room).len() <= usize::from(rows);
    let (mut forms, style) = told(model, editor, stage, room * usize::from(rows), theme);
    if style == theme.quiet && editor.line(stage) == Line::Definition && definition_is_cut {
        forms = vec![clean(&one_line(stage.definition()))];
    }
    let text = forms.iter().find(|form| fits(form)).or(forms.last()).map_or("", String::as_str);
    let mut lines = wrap(text, room);
    lines.truncate(rows.into());
    if let Some(last) = lines.last_mut().filter(|_| !fits(text)) {
        *last = fit(&format!("{last} ………"), room);
    }
    lines.into_iter().map(|line| (line, style)).collect()
}

/// What is to be told, the fullest form first.
fn told(
    model: &Model,
    editor: &StageEditor,
    stage: &Stage,
    columns: usize,
    theme: &Theme,
) -> (Vec<String>, Style) {
    let one = |text: String, style| (vec![text], style);
    if let Some(typing) = &editor.typing {
        if let Some(problem) = &typing.problem {
            return one(format!("! {}", strip(problem)), theme.warning);
        }
        if let Some(hint) = &typing.hint {
            return one(hint.clone(), theme.note);
        }
    } else if let Some(notice) = &model.notice {
        let text = strip(&notice.text);
        return if notice.error { one(format!("! {text}"), theme.warning) } else { one(text, theme.note) };
    }
    let changes = model.document.is_previewing() || editor.changed;
    if changes && !plan_tells(model) {
        return one(strip(&what_changed(model, columns)), theme.text);
    }
    let line = editor.line(stage);
    match &editor.typing {
        Some(typing) if line == Line::Definition => one(clean(typing.text.value()), theme.text),
        _ => (meaning(model, stage, line), theme.quiet),
    }
}

/// Whether the plan's own lines beside the editor say what a change did.
const fn plan_tells(model: &Model) -> bool {
    let form = Form::of(model.size.width, model.size.height);
    matches!(model.page, Page::Plan) && matches!(form, Form::Compact | Form::Wide | Form::Full)
}

/// What is to be known about a line, what it means and what it takes; in shorter forms less of it.
fn meaning(model: &Model, stage: &Stage, line: Line) -> Vec<String> {
    let (means, takes) = sentences(model, stage, line);
    let known = known(model, stage, line);
    let join = |parts: [&str; 3]| {
        let said = parts.into_iter().filter(|part| !part.is_empty());
        strip(&said.collect::<Vec<_>>().join(" "))
    };
    let forms = [join([&known, &means, &takes]), join([&known, "", &takes]), join([&known, "", ""])];
    forms.into_iter().filter(|form| !form.is_empty()).collect()
}

/// What a line means, and what can be typed into it.
fn sentences(model: &Model, stage: &Stage, line: Line) -> (String, String) {
    let scenario = model.document.scenario();
    let names = short_names(scenario);
    let place = scenario.funnel().find(stage.id()).map_or(0, |(place, _)| place);
    let here = running(&names[place]);
    let below = names.get(place + 1).map_or_else(|| "revenue".to_owned(), |name| running(name));
    let told = |means: String, takes: &str| (means, takes.to_owned());
    match line {
        Line::Name => {
            told("What both teams call it.".to_owned(), &format!("Up to {} characters.", Name::MAX))
        }
        Line::Owner => {
            told("Who answers for it: marketing, sales or both.".to_owned(), "Enter takes the next.")
        }
        Line::Input(Field::Yield) if stage.value().is_some() => {
            told(format!("Revenue of each of the {here}."), "Type 27k or 25,000.")
        }
        Line::Input(Field::Yield) => {
            let means = format!("Share of the {here} that become {below}.");
            told(means, "Type 65, 65% or 1/4.")
        }
        Line::Later(_) => {
            let means = format!("The rate of {here} from then on.");
            told(means, "Type 70, or 2027-05 70% to move it; Backspace takes it out.")
        }
        Line::AddLater if stage.value().is_some() => {
            told("Only a rate can change later; the last stage has a deal value.".to_owned(), "")
        }
        Line::AddLater => told(format!("Another rate for {here} from a month on."), "Type 2027-04 65%."),
        Line::Range(field) => {
            let example = match field {
                Field::Lag => "30..60",
                _ if stage.value().is_some() => "22k..28k",
                _ => "50..65",
            };
            let takes = format!("Type {example}; Backspace clears it.");
            ("The lowest and the highest that you find plausible.".to_owned(), takes)
        }
        Line::Input(Field::Lag) => told(format!("Days from {here} to {below}."), "Type 45, 6w, 1.5m or 1q."),
        Line::Input(Field::Direct) if place == 0 => {
            told("Nothing stands above the first stage that could be skipped.".to_owned(), "")
        }
        Line::Input(Field::Direct) => {
            let means =
                format!("Share of the {here} that skip the stage above: outbound, partners, referrals.");
            told(means, "Type 30.")
        }
        Line::Input(Field::Opening) => {
            let start = show::day_year(Day::at(scenario.start(), 0));
            let day_one = model.document.shown().goals.day_one();
            let needed = show::count(ceiling(day_one.get(place).map_or(0.0, |day_one| day_one.needed)));
            let means = format!("How many {here} there will be on {start}; {needed} are needed.");
            told(means, "Backspace clears it.")
        }
        Line::Definition => {
            let means = format!("What counts as one of the {here}, in both teams' words.");
            told(means, &format!("Up to {LONGEST_DEFINITION} characters; Backspace clears it."))
        }
    }
}

/// That the line's input is locked, or lies outside of its range.
fn known(model: &Model, stage: &Stage, line: Line) -> String {
    let Some(Input::Stage(_, field)) = line.input(stage.id()) else { return String::new() };
    let is_range = matches!(line, Line::Range(_));
    if stage.is_locked(field) && !is_range {
        return "Locked, L unlocks.".to_owned();
    }
    let yields = stage.yields();
    let value = match line {
        Line::Input(Field::Yield) => Some(yields.initial()),
        Line::Later(month) => Some(yields.of(month)),
        Line::Input(Field::Lag) => Some(f64::from(stage.lag().days())),
        _ => None,
    };
    let is_outside = |range: Span<f64>| value.is_some_and(|value| !range.contains(value));
    let told = agreed::range(stage, field, model.document.scenario().currency());
    match (told, stage.range(field)) {
        (Some(_), _) if is_range && is_outside_range(stage, field) => "The plan lies outside.".to_owned(),
        (Some(told), Some(range)) if is_outside(range) => format!("Outside of {told}."),
        _ => String::new(),
    }
}
