//! `backcast man`: the manual page. Its prose is `assets/manual.roff`, its commands and options are the parser's own.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::{Arg, Args, Command, CommandFactory};

use super::output::Destination;
use super::{Arguments, Failure};
use crate::tui::keymap::DEFAULTS;

/// Where it goes, for the help.
const PLACE: &str = "\
backcast man > ~/.local/share/man/man1/backcast.1 puts it where man finds it; backcast man | man -l - shows it.";

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_long_help = PLACE)]
pub(super) struct Man {
    #[command(flatten)]
    to: Destination,
}

impl Man {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        self.to.write(page().as_bytes())
    }
}

const MANUAL: &str = include_str!("../../assets/manual.roff");

/// What begins a line that is to be replaced.
const FILLED: &str = ".\\\"= ";

/// The options that most commands share: they are explained once.
const OUTPUT: [&str; 4] = ["format", "out", "force", "color"];

/// The page in roff.
fn page() -> String {
    let mut program = Arguments::command();
    program.build();
    let lines = MANUAL.lines().map(|line| match line.strip_prefix(FILLED) {
        Some(wanted) => fill(wanted, &program),
        None => line.replace("@VERSION@", env!("CARGO_PKG_VERSION")) + "\n",
    });
    lines.collect()
}

/// What stands in the place of a line: commands by their names, or a group of options.
fn fill(wanted: &str, program: &Command) -> String {
    let mut words = wanted.split(' ');
    let options = |is_wanted: fn(&Arg) -> bool| -> String {
        program.get_arguments().filter(|arg| !arg.is_positional() && is_wanted(arg)).map(option).collect()
    };
    let command =
        |name| command(program.find_subcommand(name).expect("the page names commands that are there"));
    match words.next() {
        Some("options") => options(|arg| arg.get_help_heading().is_none()),
        Some("screen") => options(|arg| arg.get_help_heading().is_some()),
        Some("keys") => {
            let keys = DEFAULTS
                .lines()
                .skip_while(|line| !line.starts_with('['))
                .filter(|line| !line.starts_with('#'));
            keys.map(|line| roff(line) + "\n").collect()
        }
        Some("output") => OUTPUT.map(|id| option(shared(program, id))).concat(),
        _ => words.map(command).collect(),
    }
}

/// An option that most commands share, of the command that has the most forms to print in.
fn shared<'a>(program: &'a Command, id: &str) -> &'a Arg {
    let goals = program.find_subcommand("goals");
    let found = goals.and_then(|goals| goals.get_arguments().find(|arg| arg.get_id() == id));
    found.expect("goals take all of them")
}

/// A command: how it is called, what it does, and what it alone takes.
fn command(command: &Command) -> String {
    let is_own = |arg: &&Arg| {
        let id = arg.get_id().as_str();
        !arg.is_global_set() && !OUTPUT.contains(&id) && id != "help"
    };
    let own: Vec<&Arg> = command.get_arguments().filter(is_own).collect();
    let (positionals, named): (Vec<&Arg>, Vec<&Arg>) = own.iter().partition(|arg| arg.is_positional());
    let calls = named.iter().chain(&positionals).map(|arg| format!(" {}", usage(arg)));
    let about = command.get_long_about().or(command.get_about());
    // What a scenario is, is said at the top.
    let explained = own.iter().filter(|arg| arg.get_id() != "scenario" || command.get_name() == "compare");
    let explained: String = explained.map(|arg| option(arg)).collect();
    let (name, calls) = (roff(command.get_name()), calls.collect::<String>());
    format!(".TP\n\\fBbackcast {name}\\fR{calls}\n{}{}", sentences(&text(about)), indented(&explained))
}

/// An argument as it stands in a call: in brackets where it may be left out.
fn usage(arg: &Arg) -> String {
    let shown = name(arg);
    let shown = if arg.is_required_set() { shown } else { format!("[{shown}]") };
    let many = arg.get_num_args().is_some_and(|count| count.max_values() > 1);
    let again = matches!(arg.get_action(), clap::ArgAction::Append) && !arg.is_positional();
    if many || again { format!("{shown}...") } else { shown }
}

/// An argument's flags and value.
fn name(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| format!("\\-{short}"));
    let long = arg.get_long().map(|long| format!("\\-\\-{}", roff(long)));
    let flags = [short, long].into_iter().flatten().map(|flag| format!("\\fB{flag}\\fR"));
    let flags = flags.collect::<Vec<_>>().join(", ");
    let value =
        arg.get_value_names().unwrap_or_default().iter().map(|value| format!("\\fI{}\\fR", roff(value)));
    let value = value.collect::<Vec<_>>().join(" ");
    match (arg.is_positional(), arg.get_action().takes_values()) {
        (true, _) => value,
        (_, true) => format!("{flags} {value}"),
        _ => flags,
    }
}

/// An argument with what it does, and the words that it takes.
fn option(arg: &Arg) -> String {
    let words = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
    let (told, bare): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.get_help().is_some());
    let mut help = text(arg.get_help());
    if !bare.is_empty() {
        let names: Vec<&str> = bare.iter().map(|word| word.get_name()).collect();
        help = format!("{help}: {}", names.join(", "));
    }
    let word = |name: &str, help: &str| format!(".TP\n\\fB{}\\fR\n{}", roff(name), sentences(help));
    let words: String = told.iter().map(|told| word(told.get_name(), &text(told.get_help()))).collect();
    format!(".TP\n{}\n{}{}", name(arg), sentences(&help), indented(&words))
}

/// What stands below something else.
fn indented(roff: &str) -> String {
    if roff.is_empty() { String::new() } else { format!(".RS\n{roff}.RE\n") }
}

fn text(help: Option<&StyledStr>) -> String {
    help.map(ToString::to_string).unwrap_or_default()
}

/// The sentences of a help text, each on a line of its own, with the full stop that the help leaves out.
fn sentences(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let lines = paragraphs.map(|paragraph| {
        let stop = if paragraph.ends_with('.') { "" } else { "." };
        roff(&paragraph.replace(". ", ".\n")) + stop + "\n"
    });
    lines.collect()
}

/// A text that means nothing to roff but itself.
fn roff(text: &str) -> String {
    let mut escaped = String::new();
    for (at, char) in text.char_indices() {
        let begins = at == 0 || text[..at].ends_with('\n');
        match char {
            '.' | '\'' if begins => escaped.push_str("\\&"),
            _ => {}
        }
        match char {
            '\\' => escaped.push_str("\\e"),
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '`' => escaped.push_str("\\(ga"),
            '^' => escaped.push_str("\\(ha"),
            '~' => escaped.push_str("\\(ti"),
            char if char.is_ascii() => escaped.push(char),
            char => escaped.extend(format!("\\[u{:04X}]", u32::from(char)).chars()),
        }
    }
    escaped
}
