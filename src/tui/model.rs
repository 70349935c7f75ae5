//! Everything that the screen depends on. Changed by `update` only; drawing sees it read-only.

mod kept;
mod keys;
pub mod view;

use std::time::Duration;

use ratatui::layout::{Position, Size};

use self::view::Views;
use super::command::Command;
use super::document::{Computed, Document};
use super::keymap::{Key, Keymap, Place};
use super::overlay::Overlay;
use super::overlay::leave::Next;
use super::overlay::recover::Recovered;
use super::page::compare::Compare;
use super::page::levers::Levers;
use super::page::presenter::Presenter;
use super::page::scenarios::Scenarios;
use super::pane::drag::Drag;
use super::pane::field::TextField;
use super::pane::nudge::{Burst, StepSizes};
use super::update::outside::Watch;
use super::work::Work;
use crate::goals::Content;
use crate::plan::{Day, Field, Input, Month, TargetField};

/// What fills the window: each answers a question of its own (screens.md §2 calls them views).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// What must each stage deliver in each month, and is it too late?
    Plan,
    /// How do scenarios differ?
    Compare,
    /// Which input is worth changing, and when does it pay?
    Levers,
    /// Which plans exist?
    Scenarios,
    /// One lever and one result in big digits.
    Presenter,
}

impl Page {
    /// Those that the title names, with the command that shows each.
    pub const TABS: [(Self, &'static str, Command); 4] = [
        (Self::Plan, "Plan", Command::ShowPlan),
        (Self::Compare, "Compare", Command::ShowCompare),
        (Self::Levers, "Levers", Command::ShowLevers),
        (Self::Scenarios, "Scenarios", Command::ShowScenarios),
    ];
}

/// The pane that keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    /// Stage rates and the deal value.
    Ratios,
    /// Lags.
    Lags,
    /// The revenue target.
    Target,
    /// The goal grid, or day one.
    Grid,
}

impl Focus {
    /// All of them, in the order of Tab.
    pub const ALL: [Self; 4] = [Self::Ratios, Self::Lags, Self::Target, Self::Grid];
}

/// A column of the grid as the cursor remembers it, whatever is folded or scrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GridColumn {
    /// A month, runway included.
    Month(Month),
    /// The total of the plan's own months.
    Total,
    /// What this plan needs.
    Need,
}

/// What is selected in each pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The stage, by its place; one more is the revenue row of the grid.
    pub row: usize,
    /// The input of the target, by its place in the pane.
    pub target: usize,
    /// The column of the grid.
    pub column: GridColumn,
    /// The first visible stage, column and month row: what scrolling keeps.
    pub first_row: usize,
    /// The first visible column of the grid.
    pub first_column: usize,
}

/// What the grid region shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Goals by month.
    Grid(Content),
    /// The pipeline needed on day one.
    DayOne,
}

impl Shown {
    /// The next of them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Grid(Content::Goals) => Self::Grid(Content::ThisPlan),
            Self::Grid(Content::ThisPlan) => Self::Grid(Content::Beyond),
            Self::Grid(Content::Beyond) => Self::DayOne,
            Self::DayOne => Self::Grid(Content::Goals),
        }
    }
}

/// How differences to the baseline are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delta {
    /// Not at all.
    Off,
    /// As numbers.
    Absolute,
    /// In percent.
    Percent,
}

/// What the user chose to see; where nothing was chosen, the window decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// What the grid region shows.
    pub shown: Shown,
    /// Differences to the baseline.
    pub delta: Option<Delta>,
    /// Exact decimals.
    pub exact: bool,
    /// Runway months open (or folded).
    pub runway: Option<bool>,
    /// Months down (or across).
    pub transposed: Option<bool>,
    /// The baseline is on the screen.
    pub peek: bool,
}

impl Default for Display {
    fn default() -> Self {
        let shown = Shown::Grid(Content::Goals);
        Self { shown, delta: None, exact: false, runway: None, transposed: None, peek: false }
    }
}

/// A sentence for the last detail line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
}

/// What stands under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// An input of the target or of a stage.
    Input(Input),
    /// The revenue of a month of the plan, counted from 0.
    Revenue(usize),
    /// A number that follows from the inputs.
    Result,
}

impl Cell {
    /// Whether it is chosen from a list rather than edited as a text.
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Input(Input::Target(TargetField::Phasing | TargetField::Beyond)))
    }

    /// The input that is locked with it; a result cannot be. A month's revenue goes with the amount.
    pub const fn locked_as(self) -> Option<Input> {
        match self {
            Self::Input(input) => Some(input),
            Self::Revenue(_) => Some(Input::Target(TargetField::Amount)),
            Self::Result => None,
        }
    }
}

/// The state of the screen.
pub struct Model {
    /// The scenario with its goals.
    pub document: Document,
    /// What fills the window.
    pub page: Page,
    /// The scenarios side by side.
    pub compare: Compare,
    /// The levers.
    pub levers: Levers,
    /// The scenarios of the store.
    pub scenarios: Scenarios,
    /// What the audience sees.
    pub presenter: Presenter,
    /// The pane that keys go to.
    pub focus: Focus,
    /// The last pane of inputs that had the focus.
    pub pane: Focus,
    /// What is selected.
    pub cursor: Cursor,
    /// What is to be seen.
    pub display: Display,
    /// How the documents of the session are looked at.
    pub views: Views,
    /// What lies over the view.
    pub overlay: Option<Overlay>,
    /// What is being typed into the selected number.
    pub field: Option<TextField>,
    /// A sentence until the next key.
    pub notice: Option<Notice>,
    /// The window.
    pub size: Size,
    /// What counts as past.
    pub today: Day,
    /// Time since the program started, at the last message.
    pub now: Duration,
    /// Why the journal cannot be written; none while it can.
    pub journal: Option<String>,
    /// The journal has waited for the disk for noticeably long.
    pub journal_late: bool,
    /// What was recovered and the journal does not know of yet.
    pub recovered: Vec<Recovered>,
    /// The time of day, as `10:02:30`, at the last message.
    pub time_of_day: String,
    /// The first of two keys.
    pub prefix: Option<Key>,
    /// When the file is to be looked at.
    pub watch: Watch,
    /// When Ctrl-C was pressed last.
    pub interrupted: Option<Duration>,
    /// A run of nudges that is one step.
    pub burst: Option<Burst>,
    /// How far a nudge goes.
    pub steps: StepSizes,
    /// What follows once the work is saved.
    pub next: Option<Next>,
    /// What is being done to files.
    pub work: Work,
    /// Where and when the mouse was pressed last.
    pub clicked: Option<(Position, Duration)>,
    /// Which row of a list was clicked last, and when.
    pub clicked_row: Option<(usize, Duration)>,
    /// The wheel moved the view; it need not show the selection until the next key.
    pub scrolled: bool,
    /// A number being scrubbed.
    pub drag: Option<Drag>,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Which key means which command.
    pub keymap: Keymap,
}

impl Model {
    /// Starts on a document.
    pub fn new(document: Document, size: Size, today: Day) -> Self {
        let column = GridColumn::Month(document.scenario().start());
        let views = Views::new(document.id());
        Self {
            document,
            page: Page::Plan,
            compare: Compare::default(),
            levers: Levers::default(),
            scenarios: Scenarios::default(),
            presenter: Presenter::default(),
            focus: Focus::Ratios,
            pane: Focus::Ratios,
            cursor: Cursor { row: 0, target: 0, column, first_row: 0, first_column: 0 },
            display: Display::default(),
            views,
            overlay: None,
            field: None,
            notice: None,
            size,
            today,
            now: Duration::ZERO,
            journal: None,
            journal_late: false,
            recovered: Vec::new(),
            time_of_day: String::new(),
            prefix: None,
            watch: Watch::default(),
            interrupted: None,
            burst: None,
            steps: StepSizes::default(),
            next: None,
            work: Work::default(),
            clicked: None,
            clicked_row: None,
            scrolled: false,
            drag: None,
            mouse: true,
            keymap: Keymap::default(),
        }
    }

    /// The plan on the screen: what is being worked on, or the baseline while the user peeks at it.
    pub const fn shown(&self) -> &Computed {
        if self.display.peek { self.document.baseline() } else { self.document.shown() }
    }

    /// How many stages the plan on the screen has.
    pub fn stage_count(&self) -> usize {
        self.shown().scenario.funnel().stages().len()
    }

    /// The place of the selected stage; none on the revenue row.
    pub fn selected_stage(&self) -> Option<usize> {
        (self.cursor.row < self.stage_count()).then_some(self.cursor.row)
    }

    /// Where keys are pressed.
    pub const fn place(&self) -> Place {
        match (self.page, self.focus) {
            (Page::Plan, Focus::Grid) => Place::Grid,
            (Page::Plan, _) => Place::Panes,
            (Page::Compare, _) => Place::Compare,
            (Page::Levers, _) => Place::Levers,
            (Page::Scenarios, _) => Place::Scenarios,
            (Page::Presenter, _) => Place::Presenter,
        }
    }

    /// What stands under the cursor.
    pub fn cell(&self) -> Cell {
        self.cell_of(self.focus)
    }

    /// What stands under the cursor of a pane.
    pub fn cell_of(&self, focus: Focus) -> Cell {
        let stage = |field| {
            let place = self.cursor.row.min(self.stage_count() - 1);
            self.document.stage_at(place).map_or(Cell::Result, |id| Cell::Input(Input::Stage(id, field)))
        };
        match focus {
            Focus::Ratios => stage(Field::Yield),
            Focus::Lags => stage(Field::Lag),
            Focus::Target => Cell::Input(Input::Target(TargetField::ALL[self.cursor.target])),
            Focus::Grid if self.display.shown == Shown::DayOne => {
                self.selected_stage().map_or(Cell::Result, |_| stage(Field::Opening))
            }
            Focus::Grid if self.selected_stage().is_some() => Cell::Result,
            Focus::Grid => match self.cursor.column {
                GridColumn::Total | GridColumn::Need => Cell::Input(Input::Target(TargetField::Amount)),
                GridColumn::Month(month) => {
                    let scenario = &self.shown().scenario;
                    let month = usize::try_from(month.since(scenario.start())).ok();
                    let own = month.filter(|month| *month < scenario.months().months());
                    own.map_or(Cell::Result, Cell::Revenue)
                }
            },
        }
    }

    /// Says something until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), error: false });
    }

    /// Says what in the settings is not used: the first, and how many more; all of it is told where the program began.
    pub fn tell_of_settings(&mut self, problems: &[String]) {
        match problems {
            [] => {}
            [only] => self.refuse(format!("settings: {only}")),
            [first, others @ ..] => self.refuse(format!("settings ({} more): {first}", others.len())),
        }
    }

    /// Says that the baseline on the screen cannot be changed; false when the plan itself is there.
    pub fn refuses_at_baseline(&mut self) -> bool {
        if self.display.peek {
            self.refuse(self.at_baseline());
        }
        self.display.peek
    }

    /// Says that something cannot be done.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), error: true });
    }
}
