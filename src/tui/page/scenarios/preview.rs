//! What the preview says of the selected row, line by line: state of the page, because it scrolls; no drawing.

use super::rows::{self, Row, Section, rows, selected};
use crate::goals::compare::{Change, changes};
use crate::goals::{self, Goals};
use crate::plan::{Field, Input, Scenario, Stage, TargetField};
use crate::text::clean::{clean, strip, width, wrap};
use crate::text::name::short;
use crate::text::{sentence, show, step};
use crate::tui::command::Command;
use crate::tui::document::Outside;
use crate::tui::layout::scenarios::panes;
use crate::tui::message::{Listing, Source};
use crate::tui::model::Model;

/// How many lines there are for what a version says otherwise than its file.
const AGAINST: usize = 3;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// What the scenario says.
    Plain,
    /// About its file.
    Quiet,
    /// What is not in its file yet.
    Note,
    /// What is wrong.
    Warning,
}

/// A line: a label to the left, a value to the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The label, or the whole of a sentence.
    pub left: String,
    /// The value.
    pub right: String,
    /// How it is meant.
    pub tone: Tone,
}

impl Line {
    fn pair(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self { left: left.into(), right: right.into(), tone: Tone::Plain }
    }

    fn blank() -> Self {
        Self::pair("", "")
    }
}

/// Lines of text, none wider than the preview.
fn told(text: &str, tone: Tone, columns: usize) -> impl Iterator<Item = Line> + use<> {
    let lines = wrap(text, columns).into_iter();
    lines.map(move |left| Line { left, right: String::new(), tone })
}

/// How many lines are visible at once.
pub fn visible(model: &Model) -> usize {
    panes(model).preview.map_or(0, |area| usize::from(area.height.saturating_sub(2)))
}

/// All lines about the selected row.
pub fn lines(model: &Model) -> Vec<Line> {
    let Some(area) = panes(model).preview else { return Vec::new() };
    let columns = usize::from(area.width.saturating_sub(4));
    let rows = rows(model);
    let Some(row) = selected(model, &rows).map(|at| &rows[at]) else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(problem) = &model.scenarios.problem {
        lines.extend(told(problem, Tone::Warning, columns));
        lines.push(Line::blank());
    }
    match row {
        Row::Listing(Listing { content: Err(reason), source, good, .. }) => {
            lines.extend(unreadable(model, reason, source, good.as_deref(), columns));
        }
        row => lines.extend(readable(model, row, columns)),
    }
    lines
}

fn unreadable(
    model: &Model,
    reason: &str,
    source: &Source,
    good: Option<&Listing>,
    columns: usize,
) -> Vec<Line> {
    let mut lines: Vec<Line> = told(reason, Tone::Warning, columns).collect();
    lines.push(Line::blank());
    let left = |then: &str| format!("The file is left as it is. {then}");
    let (what, path) = match (source, good) {
        (Source::File(path), Some(good)) => {
            let about = &good.about;
            let (restore, history) = (model.key(Command::Restore), model.key(Command::History));
            let then =
                format!("{restore} restores its last good version, replaced {about}; {history} shows all.");
            (left(&then), Some(path))
        }
        (Source::File(path), None) => (left("No earlier version of it can be read."), Some(path)),
        (Source::Trash(path), _) => {
            (format!("{} brings it back as it is.", model.key(Command::Edit)), Some(path))
        }
        (Source::Version(_) | Source::Template(_), _) => ("This version cannot be opened.".to_owned(), None),
    };
    lines.extend(told(&what, Tone::Plain, columns));
    if let Some(path) = path {
        lines.push(Line::blank());
        lines.extend(told(&strip(&path.display().to_string()), Tone::Quiet, columns));
    }
    lines
}

fn readable(model: &Model, row: &Row, columns: usize) -> Vec<Line> {
    let Some(scenario) = rows::scenario(model, row) else { return Vec::new() };
    let is_open = rows::is_open(model, row);
    let changes = match model.document.saved().filter(|_| is_open) {
        Some(saved) => changes(saved, scenario),
        None => Vec::new(),
    };
    let computed;
    let goals = if is_open {
        &model.document.shown().goals
    } else {
        computed = goals::compute(scenario);
        &computed
    };
    let is_starter = matches!(row, Row::Listing(listing) if Section::of(listing) == Section::Templates);
    let [first, second] = target(scenario, &changes);
    let stages = stages(scenario, &changes, columns);
    let results = results(scenario, goals, columns);
    let notes = notes(scenario, columns);
    if is_starter {
        // Whose numbers they are comes before what follows from them.
        return apart([first, stages, notes, second, results]);
    }
    let head: Vec<Line> = first.into_iter().chain(second).collect();
    let about = about(model, row, &changes, columns);
    let numbers = [head, stages, results, about];
    let lines: usize = numbers.iter().map(|part| part.len() + 1).sum();
    let numbers = if lines > visible(model) + 1 { numbers.concat() } else { apart(numbers) };
    apart([numbers, notes])
}

/// Parts with a blank line between them.
fn apart<const N: usize>(parts: [Vec<Line>; N]) -> Vec<Line> {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&Line::blank())
}

/// Whether a change is about an input of the target.
fn is_of(change: &Change, field: TargetField) -> bool {
    *change == Change::Input(Input::Target(field))
}

/// Amount and start, then phasing and what comes after; what its file says otherwise has a `*`.
fn target(scenario: &Scenario, changes: &[Change]) -> [Vec<Line>; 2] {
    let line = |fields: &[TargetField], label: &str, value: String| {
        let differs = fields.iter().any(|field| changes.iter().any(|change| is_of(change, *field)));
        Line::pair(if differs { format!("{label} *") } else { label.to_owned() }, value)
    };
    let target = scenario.target();
    let start = format!("{}, {} mo", show::month_year(scenario.start()), scenario.months().months());
    [
        vec![
            line(
                &[TargetField::Amount],
                "Amount",
                show::money_full(target.amount.get(), scenario.currency()),
            ),
            line(&[TargetField::Start, TargetField::Months], "Start", start),
        ],
        vec![
            line(&[TargetField::Phasing], "Phasing", show::phasing(&target.phasing)),
            line(&[TargetField::Beyond], "Beyond", show::beyond(target.beyond)),
        ],
    ]
}

/// Each stage with its rate or value and its lag; `*` is not in the file yet, `›` changes later.
fn stages(scenario: &Scenario, changes: &[Change], columns: usize) -> Vec<Line> {
    let stages = scenario.funnel().stages();
    let differs = |stage: &Stage| {
        changes.iter().any(|change| match change {
            Change::Input(Input::Stage(id, _)) | Change::RateFrom(id, _) | Change::Added(id) => {
                *id == stage.id()
            }
            _ => false,
        })
    };
    let numbers = |stage: &Stage| {
        let mark = match (differs(stage), stage.yields().changes().is_empty()) {
            (true, _) => '*',
            (false, false) => '›',
            _ => ' ',
        };
        format!("{}{mark}{:>5}", rate_or_value(scenario, stage), show::lag(stage.lag()))
    };
    let numbers: Vec<String> = stages.iter().map(numbers).collect();
    let room = |numbers: &String| columns.saturating_sub(width(numbers) + 1);
    let names: Vec<String> = stages.iter().map(|stage| clean(stage.name())).collect();
    let full: Vec<&str> = names.iter().map(String::as_str).collect();
    let brief = short(&full, numbers.iter().map(room).min().unwrap_or(0));
    let name = |(place, numbers): (usize, String)| {
        let fits = width(&names[place]) <= room(&numbers);
        Line::pair(if fits { &names[place] } else { &brief[place] }, numbers)
    };
    numbers.into_iter().enumerate().map(name).collect()
}

fn rate_or_value(scenario: &Scenario, stage: &Stage) -> String {
    let Some(value) = stage.value() else { return show::rate(stage.yields().initial()) };
    let full = show::money_full(value.get(), scenario.currency());
    if width(&full) <= 10 { full } else { show::money_short(value.get(), scenario.currency()) }
}

/// What follows from the scenario: the need of its top stage, its first work, the money inside on day one.
fn results(scenario: &Scenario, goals: &Goals, columns: usize) -> Vec<Line> {
    let need = show::count(goals.grid().top().shown_need());
    let room = columns.saturating_sub(width(&need) + 1);
    let top = clean(scenario.funnel().stages()[0].name());
    let labels = [format!("{top} needed"), format!("{} needed", short(&[&top], 9)[0]), "Top need".to_owned()];
    let label = labels.into_iter().find(|label| width(label) <= room).unwrap_or_default();
    let first_work = goals.first_work().map_or_else(|| show::NOTHING.to_owned(), show::day_year);
    let day_one = show::money_short(goals.inside_on_day_one(), scenario.currency());
    vec![
        Line::pair(label, need),
        Line::pair("First work", first_work),
        Line::pair("Inside on day one", day_one),
    ]
}

/// What there is to say about the file.
fn about(model: &Model, row: &Row, changes: &[Change], columns: usize) -> Vec<Line> {
    use Command as C;
    let key = |command| model.key(command);
    let mut lines = Vec::new();
    if rows::is_open(model, row) {
        lines.extend(not_saved(model, changes).iter().flat_map(|text| told(text, Tone::Note, columns)));
    }
    let Row::Listing(listing) = row else { return lines };
    if listing.read_only {
        let (save_as, copy) = (key(C::SaveAs), key(C::Duplicate));
        let lead = "Written by a newer backcast: read-only here.";
        let text = format!("{lead} {save_as} or {copy} makes a copy that can be changed.");
        lines.extend(told(&text, Tone::Note, columns));
    }
    if let Some(copied) = &listing.copied {
        let text = format!("{copied}: {} marks both, {} compares them.", key(C::Mark), key(C::CompareMarked));
        lines.extend(told(&text, Tone::Note, columns));
    }
    let text = match listing.source {
        Source::Version(_) => {
            lines.extend(told(&against_file(model, listing, columns * AGAINST), Tone::Note, columns));
            let (open, restore) = (key(C::Edit), key(C::Restore));
            format!("Replaced {}. {open} opens a copy, {restore} puts it back in its file.", listing.about)
        }
        Source::Trash(_) => format!("Changed {}. {} brings it back.", listing.about, key(C::Edit)),
        Source::Template(_) => String::new(),
        Source::File(_) => format!("Changed {}. {} shows earlier versions.", listing.about, key(C::History)),
    };
    lines.extend(told(&text, Tone::Quiet, columns));
    lines
}

/// What an earlier version says otherwise than its file does now.
fn against_file(model: &Model, version: &Listing, columns: usize) -> String {
    let now = model.scenarios.versions.as_ref().map(|versions| &versions.file.content);
    let (Some(Ok(now)), Ok(version)) = (now, &version.content) else {
        return "The file itself cannot be read now.".to_owned();
    };
    let said = step::against(now, version, model.today, columns);
    if said.is_empty() {
        return "The file says the same now.".to_owned();
    }
    format!("Against the file now: {}", strip(&said))
}

/// What the file of the plan on the screen does not hold.
fn not_saved(model: &Model, changes: &[Change]) -> Vec<String> {
    let document = &model.document;
    let (save, save_as) = (model.key(Command::Save), model.key(Command::SaveAs));
    let mut texts = Vec::new();
    match document.saved() {
        None => return vec![format!("Not saved: in no file yet. {save_as} saves it under a name.")],
        Some(saved) if **saved != *document.scenario() => {
            texts.push(differences(saved, document.scenario(), changes));
        }
        Some(_) => {}
    }
    if let Some(outside) = document.outside() {
        let text = match outside {
            Outside::Changed { .. } => "Its file was changed by somebody else: saving keeps both.".to_owned(),
            Outside::Unreadable(_) => {
                "Its file cannot be read now: saving leaves it alone and writes beside it.".to_owned()
            }
            Outside::Gone => format!("Its file is gone: {save} writes it again."),
        };
        texts.push(text);
        return texts;
    }
    let mut listings = model.scenarios.listings.iter().flatten();
    if document.is_in_trash() {
        texts.push(format!("Its file is in the trash: {save} saves it again."));
    } else if !rows::is_unlisted(model) || model.scenarios.listings.is_none() {
        // It stands in the list, or nobody knows yet.
    } else if listings.any(|listing| listing.documents.contains(&document.id())) {
        texts.push(format!("Its file is another by now: {save_as} saves this one beside it."));
    } else if model.scenarios.problem.is_none() {
        texts.push("Its file lies outside of your store.".to_owned());
    }
    texts
}

fn differences(saved: &Scenario, scenario: &Scenario, changes: &[Change]) -> String {
    match changes {
        // What is no number: names, notes, owners, locks.
        [] => format!("* not saved: {}", step::beside_numbers(saved, scenario).join(", ")),
        [Change::Input(input)] => match was(saved, *input) {
            Some(was) => format!("* not saved: was {was}"),
            None => format!("* not saved: {}", strip(&sentence::change_text(changes[0], saved, scenario))),
        },
        [change] => format!("* not saved: {}", strip(&sentence::change_text(*change, saved, scenario))),
        several => format!("* not saved: {} inputs", several.len()),
    }
}

/// What an input was that the preview shows.
fn was(saved: &Scenario, input: Input) -> Option<String> {
    let target = saved.target();
    Some(match input {
        Input::Stage(id, Field::Yield) => rate_or_value(saved, saved.funnel().find(id)?.1),
        Input::Stage(id, Field::Lag) => show::lag(saved.funnel().find(id)?.1.lag()),
        Input::Target(TargetField::Amount) => show::money_full(target.amount.get(), saved.currency()),
        Input::Target(TargetField::Start) => show::month_year(saved.start()),
        Input::Target(TargetField::Months) => format!("{} mo", saved.months().months()),
        Input::Target(TargetField::Phasing | TargetField::Beyond) | Input::Stage(..) => return None,
    })
}

/// The notes, paragraph by paragraph.
fn notes(scenario: &Scenario, columns: usize) -> Vec<Line> {
    let paragraphs = scenario.notes().trim().lines();
    paragraphs.flat_map(|line| told(&strip(line), Tone::Quiet, columns)).collect()
}
