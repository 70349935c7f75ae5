//! The help while nothing is searched for: what the keys do here, in groups, related ones on a line.

use crate::plan::{Input, TargetField};
use crate::text::clean::width;
use crate::tui::command::{Command, Group, TABLE};
use crate::tui::keymap::Place;
use crate::tui::model::{Cell, Model};
use crate::tui::pane::nudge::{step_choices, step_label};

/// A line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The name of a group.
    Heading(&'static str),
    /// Keys of commands and what they do.
    Commands {
        /// Which commands; most lines have one.
        commands: Vec<Command>,
        /// The keys of each.
        keys: Vec<Vec<String>>,
        /// What they do, from short to full: the longest that fits is shown.
        says: Vec<String>,
    },
    /// Something that is no command: digits, or a mark of the screen.
    Note(&'static str, String),
}

impl Line {
    fn is_of(&self, command: Command) -> bool {
        matches!(self, Self::Commands { commands, .. } if commands.contains(&command))
    }
}

/// Commands that share a line.
const TOGETHER: &[&[Command]] = {
    use Command as C;
    &[
        &[C::NudgeDown, C::NudgeUp],
        &[C::NudgeDownTen, C::NudgeUpTen],
        &[C::Undo, C::Redo],
        &[C::Pin, C::Peek],
        &[C::Up, C::Down],
        &[C::Left, C::Right],
        &[C::PageUp, C::PageDown],
        &[C::Home, C::End],
        &[C::Top, C::Bottom],
        &[C::ShowPlan, C::ShowCompare],
        &[C::ShowLevers, C::ShowScenarios],
        &[C::Delta, C::Content, C::Exact],
        &[C::Runway, C::Transpose],
        &[C::Save, C::SaveAs],
        &[C::Open, C::New],
        &[C::Copy, C::CopyTable],
        &[C::Commands, C::Help],
        &[C::Quit, C::Cancel],
    ]
};

/// What can be done with what is under the cursor: the left column, or the first lines.
pub fn this(model: &Model) -> Vec<Line> {
    group(model, Group::Change)
}

/// Getting about, looking, files: the right column.
pub fn general(model: &Model) -> Vec<Line> {
    [Group::Move, Group::Show, Group::File].into_iter().flat_map(|of| group(model, of)).collect()
}

/// What the marks of the screen mean.
pub fn marks() -> Vec<Line> {
    let note = |mark, means: &str| Line::Note(mark, means.to_owned());
    vec![
        Line::Heading("MARKS"),
        note("▸ [ ]", "what is selected"),
        note("┊", "the baseline"),
        note("▲ ▼ ·", "more, less, the same"),
        note("‹ !", "before the plan; begun"),
        note("L › +", "locked; changes; direct"),
    ]
}

fn group(model: &Model, group: Group) -> Vec<Line> {
    let place = model.place();
    let is_mine = |command: &Command| {
        command.at(place).group == group
            && model.keymap.keys(place, *command).next().is_some()
            && does_something(model, *command)
    };
    let mut lines = vec![Line::Heading(group.title(place))];
    let mut told: Vec<Command> = Vec::new();
    for command in TABLE.iter().map(|about| about.command).filter(is_mine) {
        if told.contains(&command) {
            continue;
        }
        let together = TOGETHER.iter().find(|together| together.contains(&command));
        let commands: Vec<Command> =
            together.map_or(vec![command], |together| together.iter().copied().filter(is_mine).collect());
        told.extend(&commands);
        let of = |command: &Command| model.keymap.keys(place, *command).map(str::to_owned).collect();
        let keys = commands.iter().map(of).collect();
        lines.push(Line::Commands { says: says(model, &commands), commands, keys });
    }
    if group == Group::Change {
        let at = lines.iter().position(|line| line.is_of(Command::NudgeDownTen)).map_or(1, |at| at + 1);
        lines.splice(at..at, digits(model));
    }
    lines
}

/// Whether a command can do anything with what is under the cursor.
fn does_something(model: &Model, command: Command) -> bool {
    use Command as C;
    if matches!(model.place(), Place::Compare | Place::Scenarios) {
        return true;
    }
    let is_nudge =
        matches!(command, C::NudgeDown | C::NudgeUp | C::NudgeDownTen | C::NudgeUpTen | C::StepSize);
    match model.cell() {
        Cell::Result if matches!(model.place(), Place::Panes | Place::Grid) => {
            !is_nudge && !matches!(command, C::Edit | C::Reset | C::Lock)
        }
        Cell::Input(Input::Target(TargetField::Start)) => true,
        cell => !is_nudge || step_label(model, cell).is_some(),
    }
}

/// What commands of a line do: as the hint line calls them, in brief, in full.
fn says(model: &Model, commands: &[Command]) -> Vec<String> {
    let place = model.place();
    let cell = model.cell();
    let step = step_label(model, cell);
    let is_plan = matches!(place, Place::Panes | Place::Grid);
    match commands {
        [Command::NudgeDown, ..] => {
            return vec![step.map_or_else(|| "nudge".to_owned(), |step| format!("nudge {step}"))];
        }
        [Command::Why] if is_plan => {
            let says = if cell == Cell::Result { "why this number" } else { "all warnings and notes" };
            return vec![says.to_owned()];
        }
        [Command::Edit] if is_plan && cell.is_choice() => return vec!["choose from a list".to_owned()],
        [Command::StepSize] => {
            let choices =
                step_choices(model, cell).map_or_else(|| "step size".to_owned(), |of| format!("step {of}"));
            return vec![choices];
        }
        _ => {}
    }
    if let [only] = commands {
        let about = only.at(place);
        return vec![about.brief().to_owned(), about.help.to_owned()];
    }
    let (hint, brief) = (|of: &Command| of.at(place).hint, |of: &Command| of.at(place).brief());
    // Up and down are both "row": there is no more to say.
    if commands.iter().all(|command| hint(command) == hint(&commands[0])) {
        return vec![hint(&commands[0]).to_owned()];
    }
    let joined = |names: Vec<&str>| names.join(", ");
    vec![joined(commands.iter().map(hint).collect()), joined(commands.iter().map(brief).collect())]
}

/// What digits do here.
fn digits(model: &Model) -> Option<Line> {
    let says = match model.cell() {
        _ if matches!(model.place(), Place::Compare | Place::Scenarios) => return None,
        Cell::Result => "ask what would give it",
        Cell::Input(Input::Target(TargetField::Start)) => "type a month",
        Cell::Input(Input::Target(TargetField::Phasing | TargetField::Beyond)) => "type the growth",
        _ => "type a value",
    };
    Some(Line::Note("0-9", says.to_owned()))
}

/// The keys of a line in some columns: those of all commands that are shown first go first; two that begin alike
/// share the beginning; what does not fit is left out whole. `shown` writes a key as the looks need it.
pub fn keys_in(keys: &[Vec<String>], columns: usize, shown: impl Fn(&str) -> String) -> String {
    let most = keys.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for at in 0..most {
        let round: Vec<&str> = keys.iter().filter_map(|keys| keys.get(at)).map(String::as_str).collect();
        let round = shared(&round, &shown);
        let longer = if text.is_empty() { round } else { format!("{text} {round}") };
        if width(&longer) > columns && !text.is_empty() {
            break;
        }
        text = longer;
    }
    text
}

/// Keys with a common beginning behind it: `g p c l s`, `Shift←→`.
fn shared(keys: &[&str], shown: impl Fn(&str) -> String) -> String {
    let behind = |beginning: &str| {
        let rest: Option<Vec<&str>> = keys.iter().map(|key| key.strip_prefix(beginning)).collect();
        rest.filter(|rest| rest.len() > 1)
    };
    let join = |keys: &[&str], by: &str| keys.iter().map(|key| shown(key)).collect::<Vec<_>>().join(by);
    let first = keys.first().and_then(|key| key.split_once(' ')).map(|(first, _)| format!("{first} "));
    if let Some(first) = first
        && let Some(rest) = behind(&first)
    {
        return format!("{first}{}", join(&rest, " "));
    }
    // Where arrows have names they stay apart.
    let is_arrow = |arrow: &&str| {
        let key = format!("Shift{arrow}");
        shown(&key) == key && "←→".contains(*arrow)
    };
    if let Some(arrows) = behind("Shift").filter(|rest| rest.iter().all(is_arrow)) {
        return format!("Shift{}", arrows.concat());
    }
    let is_any_two = keys.iter().any(|key| key.contains(' '));
    join(keys, if is_any_two { "  " } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &[&[&str]], columns: usize) -> String {
        let keys: Vec<Vec<String>> =
            keys.iter().map(|keys| keys.iter().map(|key| (*key).to_owned()).collect()).collect();
        keys_in(&keys, columns, str::to_owned)
    }

    #[test]
    fn keys_share_what_they_begin_with_and_are_never_cut() {
        assert_eq!(keys(&[&["←", "h", "-"], &["→", "l", "+", "="]], 20), "← → h l - + =");
        assert_eq!(keys(&[&["←", "h", "-"], &["→", "l", "+", "="]], 11), "← → h l - +");
        assert_eq!(keys(&[&["<", "Shift←"], &[">", "Shift→"]], 11), "< > Shift←→");
        assert_eq!(keys(&[&["g p"], &["g c"]], 11), "g p c");
        assert_eq!(keys(&[&["g g"], &["G"]], 11), "g g  G");
        assert_eq!(keys(&[&["u"], &["U", "Ctrl-R"]], 8), "u U");
        let named = |key: &str| key.replace("Shift←", "Shift-Left").replace("Shift→", "Shift-Right");
        let arrows = [vec!["Shift←".to_owned()], vec!["Shift→".to_owned()]];
        assert_eq!(keys_in(&arrows, 30, named), "Shift-Left Shift-Right");
    }

    #[test]
    fn no_command_shares_two_lines() {
        let all: Vec<Command> = TOGETHER.iter().copied().flatten().copied().collect();
        for (at, command) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(command), "{command:?}");
        }
    }
}
