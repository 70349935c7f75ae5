//! Everything that a person can ask for with a key, in one table: key map, help and hints come from it.
//!
//! A command has no payload and does nothing by itself.

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
    /// Getting about.
    Move,
    /// What is to be seen.
    Show,
    /// Scenarios and the program.
    File,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Change, Self::Move, Self::Show, Self::File];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Change => "CHANGE",
            Self::Move => "MOVE",
            Self::Show => "SHOW",
            Self::File => "FILE",
        }
    }
}

/// What a command is called and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The command.
    pub command: Command,
    /// Its name in the key map.
    pub id: &'static str,
    /// What the hint line calls it; empty where it is too plain for a hint.
    pub hint: &'static str,
    /// What it does, for the help.
    pub help: &'static str,
    /// Where the help lists it.
    pub group: Group,
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

/// The table.
pub const TABLE: &[About] = {
    use Command as C;
    use Group as G;
    &[
        about(C::NudgeDown, "nudge-down", "nudge", "one step less", G::Change),
        about(C::NudgeUp, "nudge-up", "nudge", "one step more", G::Change),
        about(C::NudgeDownTen, "nudge-down-ten", "ten steps", "ten steps less", G::Change),
        about(C::NudgeUpTen, "nudge-up-ten", "ten steps", "ten steps more", G::Change),
        about(C::StepSize, "step-size", "step", "size of a step: fine, normal, coarse", G::Change),
        about(C::Edit, "edit", "edit", "edit the text, or choose from a list", G::Change),
        about(C::Reset, "reset", "reset", "back to the baseline's value", G::Change),
        about(C::Lock, "lock", "lock", "lock or unlock this input", G::Change),
        about(C::Stage, "stage", "stage", "stage editor: later rates, ranges, order, definition", G::Change),
        about(C::Undo, "undo", "undo", "undo the last step, without limit", G::Change),
        about(C::Redo, "redo", "redo", "redo what was undone", G::Change),
        about(C::Find, "find", "find", "find a value: which input gives the result you want", G::Change),
        about(C::Apply, "apply", "apply", "levers: make the tried value the plan's", G::Change),
        about(C::Range, "range", "low-high", "levers: give the input a plausible range", G::Change),
        about(C::Notes, "notes", "notes", "notes of the scenario", G::Change),
        about(
            C::History,
            "history",
            "history",
            "all steps of this session; Scenarios: earlier versions",
            G::Change,
        ),
        about(C::NextPane, "next-pane", "pane", "next pane", G::Move),
        about(C::PreviousPane, "previous-pane", "", "pane before", G::Move),
        about(C::Up, "up", "row", "row up", G::Move),
        about(C::Down, "down", "row", "row down", G::Move),
        about(C::Left, "left", "column", "column left, in the grid", G::Move),
        about(C::Right, "right", "column", "column right, in the grid", G::Move),
        about(C::Home, "home", "", "first column or row", G::Move),
        about(C::End, "end", "", "last column or row", G::Move),
        about(C::PageUp, "page-up", "", "page up", G::Move),
        about(C::PageDown, "page-down", "", "page down", G::Move),
        about(C::Top, "top", "", "first row", G::Move),
        about(C::Bottom, "bottom", "", "last row", G::Move),
        about(C::ShowPlan, "plan", "plan", "the plan: inputs and goals", G::Move),
        about(C::ShowCompare, "compare", "compare", "scenarios side by side", G::Move),
        about(C::ShowLevers, "levers", "levers", "which input is worth changing", G::Move),
        about(C::ShowScenarios, "scenarios", "scenarios", "scenarios of your store, and starters", G::Move),
        about(C::Search, "search", "search", "go to an input, a stage or a scenario by its name", G::Move),
        about(C::Pin, "pin", "pin", "pin: measure changes against this moment", G::Show),
        about(C::Peek, "peek", "peek", "look at the baseline, and back", G::Show),
        about(C::Delta, "delta", "delta", "Δ to the baseline: off, absolute, percent", G::Show),
        about(C::Content, "content", "show", "goals, this plan, beyond, day one", G::Show),
        about(C::Exact, "exact", "exact", "exact decimals or whole units", G::Show),
        about(C::Runway, "runway", "runway", "months before the plan: open or folded", G::Show),
        about(C::Transpose, "transpose", "turn", "months across or down", G::Show),
        about(C::Why, "why", "why", "why this number; on an input: all warnings and notes", G::Show),
        about(C::Present, "present", "present", "presenter: one lever and one result in big digits", G::Show),
        about(C::NextLever, "next-lever", "next lever", "presenter: the next lever", G::Show),
        about(C::Invert, "invert", "black or white", "presenter: dark on light, or light on dark", G::Show),
        about(C::AllRows, "all-rows", "all rows", "compare: all rows, or those that differ", G::Show),
        about(C::RemoveColumn, "remove-column", "remove", "compare: take this column out", G::Show),
        about(C::Save, "save", "save", "save", G::File),
        about(C::SaveAs, "save-as", "save as", "save under another name", G::File),
        about(C::Open, "open", "open", "open a scenario; compare: add one", G::File),
        about(C::New, "new", "new", "start from a template", G::File),
        about(C::Rename, "rename", "rename", "scenarios: another name", G::File),
        about(C::Duplicate, "duplicate", "duplicate", "scenarios: a copy", G::File),
        about(C::Trash, "trash", "trash", "scenarios: to the trash; Enter on one there restores it", G::File),
        about(C::Mark, "mark", "mark", "scenarios: mark one to compare", G::File),
        about(
            C::CompareMarked,
            "compare-marked",
            "compare marked",
            "scenarios: compare the marked ones",
            G::File,
        ),
        about(
            C::Commands,
            "commands",
            "commands",
            "every command by name, and edits: proposals.rate=65%",
            G::File,
        ),
        about(C::Help, "help", "help", "this help", G::File),
        about(C::Mouse, "mouse", "mouse", "mouse on or off", G::File),
        about(C::Redraw, "redraw", "", "draw the screen anew", G::File),
        about(C::Suspend, "suspend", "", "back to the shell; fg returns", G::File),
        about(C::Cancel, "cancel", "close", "close, cancel; never quits", G::File),
        about(C::Interrupt, "interrupt", "", "cancel; twice in a second quits", G::File),
        about(C::Quit, "quit", "quit", "quit", G::File),
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
