//! Everything that a person can ask for with a key, in one table: key map, help, palette and hints come from it.
//!
//! A command has no payload and does nothing by itself.

mod here;
mod table;

pub use self::table::TABLE;

use super::keymap::Place;

/// A named intention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// A row up.
    Up,
    /// A row down.
    Down,
    /// A column left.
    Left,
    /// A column right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The first column, or the first row of a pane.
    Home,
    /// The last column, or the last row of a pane.
    End,
    /// The first row.
    Top,
    /// The last row.
    Bottom,
    /// The next pane.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// A step less.
    NudgeDown,
    /// A step more.
    NudgeUp,
    /// Ten steps less.
    NudgeDownTen,
    /// Ten steps more.
    NudgeUpTen,
    /// The next size of steps.
    StepSize,
    /// Opens what is selected for editing.
    Edit,
    /// Takes the baseline's value.
    Reset,
    /// Locks or unlocks an input.
    Lock,
    /// The editor of the selected stage.
    Stage,
    /// Undoes the last step.
    Undo,
    /// Redoes what was undone.
    Redo,
    /// Makes this moment the baseline.
    Pin,
    /// Shows the baseline on the whole screen.
    Peek,
    /// Differences to the baseline: off, absolute, in percent.
    Delta,
    /// What the grid shows: goals, this plan, beyond, day one.
    Content,
    /// Exact decimals instead of whole units.
    Exact,
    /// Runway open or folded.
    Runway,
    /// Months across or down.
    Transpose,
    /// Where a goal comes from; on an input all findings.
    Why,
    /// Finds the value of an input that gives a wanted result.
    Find,
    /// The notes of the scenario.
    Notes,
    /// All steps of this session.
    History,
    /// One lever and one result in big digits.
    Present,
    /// The plan: panes and grid.
    ShowPlan,
    /// Scenarios side by side.
    ShowCompare,
    /// Which input is worth changing.
    ShowLevers,
    /// The scenarios of the store and the starters.
    ShowScenarios,
    /// Compare: all rows, or those that differ.
    AllRows,
    /// Compare: takes the selected column out.
    RemoveColumn,
    /// Levers: makes the lever's value the plan's.
    Apply,
    /// Levers: a low and a high end for the selected input.
    Range,
    /// Scenarios: another name.
    Rename,
    /// Scenarios: a copy.
    Duplicate,
    /// Scenarios: to the trash.
    Trash,
    /// Scenarios: an earlier version back in its file.
    Restore,
    /// Scenarios: marks one for comparing.
    Mark,
    /// Scenarios: compares the marked ones.
    CompareMarked,
    /// Presenter: the next lever.
    NextLever,
    /// Presenter: dark digits on light, or light on dark.
    Invert,
    /// Writes the scenario to its file.
    Save,
    /// Writes it under another name.
    SaveAs,
    /// Writes what is on the screen to a file that is no scenario.
    Export,
    /// Sends what is under the cursor to the clipboard.
    Copy,
    /// Sends the table around it.
    CopyTable,
    /// Opens another scenario of the store.
    Open,
    /// Starts from a template.
    New,
    /// Looks for an input or a scenario by its name.
    Search,
    /// All commands, and assignments as on the command line.
    Commands,
    /// All keys.
    Help,
    /// The mouse on or off.
    Mouse,
    /// Closes, cancels.
    Cancel,
    /// Cancels; twice in a second it quits.
    Interrupt,
    /// Stops the program until the shell brings it back.
    Suspend,
    /// Draws the screen anew.
    Redraw,
    /// Leaves the program.
    Quit,
}

/// Where a command is found in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// About what is selected.
    Change,
    /// Getting about; never changes a number.
    Move,
    /// What is to be seen; never changes a number.
    Show,
    /// Scenarios and the program.
    File,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Change, Self::Move, Self::Show, Self::File];

    /// The heading at a place: what is selected there.
    pub const fn title(self, place: Place) -> &'static str {
        match (self, place) {
            (Self::Change, Place::Panes | Place::Grid) => "THIS CELL",
            (Self::Change, Place::Compare) => "THIS COLUMN",
            (Self::Change, Place::Levers | Place::Presenter) => "THIS LEVER",
            (Self::Change, Place::Scenarios) => "THIS SCENARIO",
            (Self::Move, _) => "MOVE",
            (Self::Show, _) => "SHOW",
            (Self::File, _) => "FILE",
        }
    }
}

/// What a command is called and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The command.
    pub command: Command,
    /// Its name in the key map.
    pub id: &'static str,
    /// What the hint line calls it, and the help where it shares a line.
    pub hint: &'static str,
    /// What it does: in brief, and after a colon what a newcomer would ask next.
    pub help: &'static str,
    /// Where the help lists it.
    pub group: Group,
}

impl About {
    /// What it does, as short as a line of the help has room for.
    pub fn brief(&self) -> &'static str {
        self.help.split_once(':').map_or(self.help, |(brief, _)| brief)
    }

    /// The name as people type it: the words of the id.
    pub fn name(&self) -> String {
        self.id.replace('-', " ")
    }
}

impl Command {
    /// The command with an id of the key map.
    pub fn by_id(id: &str) -> Option<Self> {
        TABLE.iter().find(|about| about.id == id).map(|about| about.command)
    }

    /// Its row of the table.
    pub fn about(self) -> &'static About {
        TABLE.iter().find(|about| about.command == self).expect("every command has a row, see the tests")
    }
}
