//! The lines of the stage editor: what each is called, says, takes and clears.
//!
//! Inputs are read and set as in the panes, ranges and later rates as the fields of the command line.

use crate::plan::{
    Edit, EditError, Field, Input, Month, Name, RateChange, Scenario, Stage, StageEdit, StageId,
};
use crate::text::entry::{self, Kind, Later};
use crate::text::{self, agreed, show};
use crate::tui::model::Cell;
use crate::tui::pane::input;

/// The most characters that a definition may be given; a longer one of a file stays until it is edited.
pub const LONGEST_DEFINITION: usize = 300;

/// A line of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The name.
    Name,
    /// The owner; Enter takes the next one.
    Owner,
    /// Rate or deal value, lag, direct share, opening pipeline.
    Input(Field),
    /// The rate from a month on.
    Later(Month),
    /// A place to type another later rate.
    AddLater,
    /// The range that the user finds plausible for an input.
    Range(Field),
    /// What counts as a buyer in the stage.
    Definition,
}

impl Line {
    /// All lines of a stage, top to bottom.
    pub fn all(stage: &Stage) -> Vec<Self> {
        let changes = stage.yields().changes().iter().map(|change| Self::Later(change.from));
        [Self::Name, Self::Owner, Self::Input(Field::Yield)]
            .into_iter()
            .chain(changes)
            .chain([
                Self::AddLater,
                Self::Range(Field::Yield),
                Self::Input(Field::Lag),
                Self::Range(Field::Lag),
                Self::Input(Field::Direct),
                Self::Input(Field::Opening),
                Self::Definition,
            ])
            .collect()
    }

    /// The input that the line belongs to: its lock guards the value and its later changes.
    pub const fn input(self, id: StageId) -> Option<Input> {
        match self {
            Self::Input(field) | Self::Range(field) => Some(Input::Stage(id, field)),
            Self::Later(_) | Self::AddLater => Some(Input::Stage(id, Field::Yield)),
            Self::Name | Self::Owner | Self::Definition => None,
        }
    }

    /// Whether it need not be given: an emptied text clears it.
    pub const fn is_optional(self) -> bool {
        matches!(
            self,
            Self::Later(_) | Self::AddLater | Self::Range(_) | Self::Definition | Self::Input(Field::Opening)
        )
    }

    /// Whether a digit starts typing.
    pub const fn takes_numbers(self) -> bool {
        matches!(self, Self::Input(_) | Self::Later(_) | Self::AddLater | Self::Range(_))
    }

    /// What it is called.
    pub fn label(self, stage: &Stage) -> String {
        match self {
            Self::Name => "Name".to_owned(),
            Self::Owner => "Owner".to_owned(),
            Self::Input(Field::Yield) if stage.value().is_some() => "Deal value".to_owned(),
            Self::Input(Field::Yield) => "Rate".to_owned(),
            Self::Input(Field::Lag) => "Lag".to_owned(),
            Self::Input(Field::Direct) => "Direct share".to_owned(),
            Self::Input(Field::Opening) => "Have on day one".to_owned(),
            Self::Later(month) => format!("  from {}", show::month_year(month)),
            Self::AddLater => "  from …".to_owned(),
            Self::Range(_) => "  range".to_owned(),
            Self::Definition => "Definition".to_owned(),
        }
    }

    /// What it says; none where nothing is given.
    pub fn value(self, stage: &Stage, scenario: &Scenario) -> Option<String> {
        match self {
            Self::Name => Some(stage.name().to_owned()),
            Self::Owner => Some(show::owner(stage.owner()).to_owned()),
            Self::Input(Field::Yield) => Some(match stage.value() {
                Some(value) => show::money_full(value.get(), scenario.currency()),
                None => show::rate(stage.yields().initial()),
            }),
            Self::Input(Field::Lag) => Some(show::lag(stage.lag())),
            Self::Input(Field::Direct) => Some(show::rate(stage.direct().get())),
            Self::Input(Field::Opening) => agreed::opening(stage),
            Self::Later(month) => Some(show::rate(change(stage, month)?.rate.get())),
            Self::AddLater => None,
            Self::Range(field) => agreed::range(stage, field, scenario.currency()),
            Self::Definition => Some(one_line(stage.definition())).filter(|text| !text.is_empty()),
        }
    }
}

/// The change of a stage from a month on.
fn change(stage: &Stage, month: Month) -> Option<&RateChange> {
    stage.yields().changes().iter().find(|change| change.from == month)
}

/// A text without line breaks; a file may hold them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a line cannot be typed into, whatever is typed.
pub(super) fn closed(stage: &Stage, scenario: &Scenario, line: Line) -> Option<String> {
    let name = || stage.name().to_owned();
    let is_first = scenario.funnel().find(stage.id()).is_some_and(|(place, _)| place == 0);
    match line {
        Line::AddLater if stage.value().is_some() => {
            Some(EditError::RateOnLast { stage: name() }.to_string())
        }
        Line::Input(Field::Direct) if is_first => {
            Some(EditError::DirectOnFirst { stage: name() }.to_string())
        }
        Line::Input(field) if stage.is_locked(field) => Some("locked, L unlocks".to_owned()),
        Line::Later(_) | Line::AddLater if stage.is_locked(Field::Yield) => {
            Some("locked, L unlocks".to_owned())
        }
        _ => None,
    }
}

/// The text that is offered for editing; reading it back changes nothing.
pub(super) fn offered(stage: &Stage, scenario: &Scenario, line: Line) -> String {
    let read = |field| input::read(scenario, Cell::Input(Input::Stage(stage.id(), field)));
    match line {
        Line::Input(field) => {
            let value = read(field).and_then(|reading| Some(entry::print(reading.value?, reading.kind)));
            value.unwrap_or_default()
        }
        Line::Later(month) => change(stage, month)
            .map(|change| format!("{month} {}", entry::print(change.rate.get(), Kind::Rate)))
            .unwrap_or_default(),
        Line::Range(field) => {
            text::input::range(scenario, Input::Stage(stage.id(), field)).unwrap_or_default()
        }
        Line::AddLater => String::new(),
        Line::Name | Line::Owner | Line::Definition => line.value(stage, scenario).unwrap_or_default(),
    }
}

/// The edits that a typed text makes of a line; an empty one and `none` clear what is optional.
///
/// # Errors
/// Why the text is not taken, with what is allowed.
pub(super) fn edits(stage: &Stage, scenario: &Scenario, line: Line, text: &str) -> Result<Vec<Edit>, String> {
    let id = stage.id();
    let of_stage = |edit| Ok(vec![Edit::Stage(id, edit)]);
    match line {
        Line::Owner => Err("Enter takes the next owner".to_owned()),
        Line::Name => of_stage(StageEdit::Name(Name::new(text).map_err(|error| error.to_string())?)),
        Line::Definition => of_stage(StageEdit::Definition(definition(text)?)),
        Line::Input(field) => Ok(vec![input::parse(scenario, Cell::Input(Input::Stage(id, field)), text)?]),
        Line::Range(field) => {
            let edit = text::input::read_range(scenario, Input::Stage(id, field), text);
            Ok(vec![edit.map_err(|error| error.to_string())?])
        }
        Line::AddLater if input::is_nothing(text) => Ok(Vec::new()),
        Line::AddLater => add_later(stage, scenario, text),
        Line::Later(month) => change_later(stage, scenario, month, text),
    }
}

fn definition(text: &str) -> Result<String, String> {
    let text = one_line(text);
    let length = text.chars().count();
    if length > LONGEST_DEFINITION {
        return Err(format!("a definition must have at most {LONGEST_DEFINITION} characters, not {length}"));
    }
    Ok(text)
}

/// The edit that gives the stage a rate from a month on.
fn later(stage: &Stage, scenario: &Scenario, month: Month, rate: &str) -> Result<Edit, String> {
    text::edit::typed(stage.id(), "rate", Some(month), rate, scenario).map_err(|error| error.to_string())
}

fn add_later(stage: &Stage, scenario: &Scenario, text: &str) -> Result<Vec<Edit>, String> {
    match entry::later(text).map_err(|error| error.to_string())? {
        Later::From(month, "") => {
            Err(format!("and the rate from {} on: {month} 65%", show::month_year(month)))
        }
        Later::From(month, rate) => {
            only_one_from(stage, month)?;
            Ok(vec![later(stage, scenario, month, rate)?])
        }
        Later::Rate(_) => Err("first the month, then the rate: 2027-04 65%".to_owned()),
    }
}

/// Another rate, another month, both, or neither any more.
fn change_later(stage: &Stage, scenario: &Scenario, from: Month, text: &str) -> Result<Vec<Edit>, String> {
    let take_out = Edit::Stage(stage.id(), StageEdit::RateFrom(from, None));
    if input::is_nothing(text) {
        return Ok(vec![take_out]);
    }
    let (month, rate) = match entry::later(text).map_err(|error| error.to_string())? {
        Later::From(month, rate) => (month, rate),
        Later::Rate(rate) => (from, rate),
    };
    let set = if rate.is_empty() {
        let rate = change(stage, from).map(|change| change.rate);
        Edit::Stage(stage.id(), StageEdit::RateFrom(month, rate))
    } else {
        later(stage, scenario, month, rate)?
    };
    if month == from {
        return Ok(vec![set]);
    }
    only_one_from(stage, month)?;
    Ok(vec![take_out, set])
}

fn only_one_from(stage: &Stage, month: Month) -> Result<(), String> {
    match change(stage, month) {
        Some(_) => Err(format!("{} already has a rate from {} on", stage.name(), show::month_year(month))),
        None => Ok(()),
    }
}

/// The edit that clears a line, or gives it what it has in the baseline; none where there is no such thing.
pub(super) fn cleared(stage: &Stage, baseline: &Scenario, line: Line) -> Option<StageEdit> {
    let was = || Some(baseline.funnel().find(stage.id())?.1);
    Some(match line {
        Line::Name => StageEdit::Name(Name::new(was()?.name()).ok()?),
        Line::Owner => StageEdit::Owner(was()?.owner()),
        Line::Later(month) => StageEdit::RateFrom(month, None),
        Line::Range(Field::Yield) if stage.value().is_some() => StageEdit::ValueRange(None),
        Line::Range(Field::Yield) => StageEdit::RateRange(None),
        Line::Range(_) => StageEdit::LagRange(None),
        Line::Definition => StageEdit::Definition(String::new()),
        Line::Input(_) | Line::AddLater => return None,
    })
}
