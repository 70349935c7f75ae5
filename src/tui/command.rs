//! Everything that a person can ask for with a key, in one table: key map, help, palette and hints come from it.
//!
//! A command has no payload and does nothing by itself.

mod here;

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

const fn about(
    command: Command,
    id: &'static str,
    hint: &'static str,
    help: &'static str,
    group: Group,
) -> About {
    About { command, id, hint, help, group }
}

/// The table; what is said differs at some places, see [`Command::at`].
pub const TABLE: &[About] = {
    use Command as C;
    use Group as G;
    &[
        about(C::NudgeDown, "nudge-down", "nudge", "a step less: lower the number by one step", G::Change),
        about(C::NudgeUp, "nudge-up", "nudge", "a step more: raise the number by one step", G::Change),
        about(
            C::NudgeDownTen,
            "nudge-down-ten",
            "ten steps",
            "ten steps less: lower the number by ten steps",
            G::Change,
        ),
        about(
            C::NudgeUpTen,
            "nudge-up-ten",
            "ten steps",
            "ten steps more: raise the number by ten steps",
            G::Change,
        ),
        about(C::Edit, "edit", "edit", "edit the text: in it, +5% *1.1 -2 work on the value", G::Change),
        about(
            C::Reset,
            "reset",
            "reset",
            "back to the baseline: the value that changes are measured against",
            G::Change,
        ),
        about(C::StepSize, "step-size", "step", "step size: how far a nudge goes", G::Change),
        about(C::Find, "find", "find", "find a value: which input gives the result you want", G::Change),
        about(C::Apply, "apply", "apply", "apply: make the tried value the plan's", G::Change),
        about(
            C::Range,
            "range",
            "low-high",
            "low and high: the range that you find plausible for this input",
            G::Change,
        ),
        about(C::Lock, "lock", "lock", "lock, unlock: a locked input stays as it is", G::Change),
        about(
            C::Why,
            "why",
            "why",
            "why, warnings: how a goal comes about; on inputs, what to watch out for",
            G::Change,
        ),
        about(
            C::Stage,
            "stage",
            "stage",
            "stage editor: name, owner, definition; add, remove or move stages",
            G::Change,
        ),
        about(C::Duplicate, "duplicate", "duplicate", "duplicate: a copy to go on from", G::Change),
        about(C::Rename, "rename", "rename", "rename: give it another name", G::Change),
        about(C::Trash, "trash", "trash", "to the trash: Enter on it there brings it back", G::Change),
        about(
            C::Restore,
            "restore",
            "restore",
            "restore: put this earlier version back in its file",
            G::Change,
        ),
        about(C::Mark, "mark", "mark", "mark: choose it for comparing", G::Change),
        about(
            C::CompareMarked,
            "compare-marked",
            "compare marked",
            "compare the marked: side by side",
            G::Change,
        ),
        about(C::RemoveColumn, "remove-column", "remove", "remove: take this column out", G::Change),
        about(C::Undo, "undo", "undo", "undo: take the last step back, as often as you like", G::Change),
        about(C::Redo, "redo", "redo", "redo: make the step again that was undone", G::Change),
        about(
            C::History,
            "history",
            "history",
            "history: all steps and earlier versions; E there exports them",
            G::Change,
        ),
        about(C::Pin, "pin", "pin", "pin the baseline: measure changes from here on", G::Change),
        about(C::Peek, "peek", "peek", "peek at the baseline: and back to your plan", G::Change),
        about(C::NextPane, "next-pane", "pane", "next pane: rates, lags, target, goals", G::Move),
        about(C::Up, "up", "row", "row up", G::Move),
        about(C::Down, "down", "row", "row down", G::Move),
        about(C::Left, "left", "column", "column left", G::Move),
        about(C::Right, "right", "column", "column right", G::Move),
        about(C::PageUp, "page-up", "page", "page up", G::Move),
        about(C::PageDown, "page-down", "page", "page down", G::Move),
        about(C::Home, "home", "first", "first: column of the grid, or row of a pane", G::Move),
        about(C::End, "end", "last", "last: column of the grid, or row of a pane", G::Move),
        about(C::Top, "top", "first row", "first row", G::Move),
        about(C::Bottom, "bottom", "last row", "last row", G::Move),
        about(C::ShowPlan, "plan", "Plan", "Plan: the inputs, and the goals that follow", G::Move),
        about(C::ShowCompare, "compare", "Compare", "Compare: scenarios side by side", G::Move),
        about(C::ShowLevers, "levers", "Levers", "Levers: which input is worth changing", G::Move),
        about(
            C::ShowScenarios,
            "scenarios",
            "Scenarios",
            "Scenarios: your plans, starters and the trash",
            G::Move,
        ),
        about(
            C::Search,
            "search",
            "search",
            "search: go to an input, a stage, a page or a scenario by name",
            G::Move,
        ),
        about(C::PreviousPane, "previous-pane", "pane before", "pane before: the other way round", G::Move),
        about(
            C::Delta,
            "delta",
            "delta",
            "delta: differences to the baseline, as numbers or in percent",
            G::Show,
        ),
        about(
            C::Content,
            "content",
            "show",
            "show: all goals, this plan's, those beyond it, or day one",
            G::Show,
        ),
        about(C::Exact, "exact", "exact", "exact: decimals, or whole units", G::Show),
        about(C::Runway, "runway", "runway", "runway: the months before the plan, open or folded", G::Show),
        about(C::Transpose, "transpose", "turn", "turn: months down, or across", G::Show),
        about(C::AllRows, "all-rows", "all rows", "all rows: or only those that differ", G::Show),
        about(
            C::Present,
            "present",
            "present",
            "present: one input and one result in big digits, for a room",
            G::Show,
        ),
        about(C::NextLever, "next-lever", "next lever", "next lever: another input to change", G::Show),
        about(
            C::Invert,
            "invert",
            "black or white",
            "black or white: dark digits on light, or light on dark",
            G::Show,
        ),
        about(C::Save, "save", "save", "save: write the scenario to its file", G::File),
        about(C::SaveAs, "save-as", "save as", "save as: under another name, in a file of its own", G::File),
        about(C::Open, "open", "open", "open: another scenario", G::File),
        about(C::New, "new", "new", "new: from a starter", G::File),
        about(
            C::Export,
            "export",
            "export",
            "export: pages to print, a workbook, Markdown, CSV, JSON",
            G::File,
        ),
        about(C::Copy, "copy", "copy", "copy: this number, to the clipboard", G::File),
        about(C::CopyTable, "copy-table", "copy table", "copy the table: for a spreadsheet", G::File),
        about(C::Notes, "notes", "notes", "notes: what was agreed, in your words", G::File),
        about(
            C::Commands,
            "commands",
            "commands",
            "commands: every one by name, and edits such as target=24m",
            G::File,
        ),
        about(C::Help, "help", "help", "help: on what is selected, and every key", G::File),
        about(C::Quit, "quit", "quit", "quit: asks first if something is unsaved", G::File),
        about(C::Cancel, "cancel", "close", "close: also cancels; never quits", G::File),
        about(C::Mouse, "mouse", "mouse", "mouse: on or off; off, the terminal selects text", G::File),
        about(C::Redraw, "redraw", "redraw", "redraw: if other output got in between", G::File),
        about(C::Suspend, "suspend", "suspend", "suspend: back to the shell; fg returns", G::File),
        about(C::Interrupt, "interrupt", "cancel", "cancel: twice in a second it quits", G::File),
    ]
};

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
