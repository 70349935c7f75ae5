//! The user's settings, `config.toml`: how the screen is to look and which keys do what. Read, never written.
//!
//! Whatever is wrong in it is told with its line and left out; the program starts all the same.

use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use directories::ProjectDirs;
use toml::de::{DeTable, DeValue};

use super::{Failure, Theme};
use crate::store::{StoreError, read_file};
use crate::text::clean::strip;
use crate::tui::keymap::Keymap;
use crate::tui::keymap::rebind::{self, Problem, Wish};

/// The largest settings that are read, in bytes.
const MOST: usize = 1 << 20;

/// What the settings say.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) theme: Option<Theme>,
    pub(super) ascii: bool,
    pub(super) no_mouse: bool,
    /// The keys, where some are the user's own.
    pub(super) keymap: Option<Keymap>,
    /// Where they stand.
    pub(super) file: PathBuf,
    /// What in them is not used, and why; each with its line.
    pub(super) problems: Vec<String>,
}

/// Reads the settings that were asked for, else those of the user's configuration folder, which need not be there.
pub(super) fn read(asked_for: Option<&Path>) -> Result<Settings, Failure> {
    let Some(path) = asked_for.map(Path::to_owned).or_else(own) else { return Ok(Settings::default()) };
    let read = read_file(&path, MOST).map_err(|error| match error {
        StoreError::NotFound { .. } => None,
        StoreError::NotRegular { .. } => Some("it is not a regular file".to_owned()),
        StoreError::Format { .. } => Some("it is over 1 MiB; settings take a page".to_owned()),
        error => Some(error.to_string()),
    });
    let text =
        read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| Some("it is not UTF-8 text".to_owned())));
    let mut settings = match (text, asked_for) {
        (Ok(text), _) => understood(text.strip_prefix('\u{feff}').unwrap_or(&text)),
        (Err(problem), Some(_)) => {
            let problem = problem.unwrap_or_else(|| "it is not there".to_owned());
            return Err(Failure::Wrong(format!("--config {}: {problem}", path.display())));
        }
        (Err(None), None) => Settings::default(),
        (Err(Some(problem)), None) => unread(&problem),
    };
    settings.file = path;
    Ok(settings)
}

/// No settings, and why.
fn unread(problem: &str) -> Settings {
    Settings { problems: vec![strip(problem)], ..Settings::default() }
}

/// The file in the user's configuration folder.
fn own() -> Option<PathBuf> {
    let folders = ProjectDirs::from("", "", "backcast")?;
    Some(folders.config_dir().join("config.toml")).filter(|path| path.is_absolute())
}

/// What a text of settings says.
fn understood(text: &str) -> Settings {
    let line = |span: Range<usize>| 1 + text[..span.start.min(text.len())].matches('\n').count();
    let mut settings = Settings::default();
    let mut problems = Vec::new();
    let mut wishes = Vec::new();
    match DeTable::parse(text) {
        Err(error) => problems.push(Problem {
            line: error.span().map_or(1, line),
            text: format!(
                "{}; nothing of the settings is used",
                error.message().lines().collect::<Vec<_>>().join(" ")
            ),
        }),
        Ok(table) => {
            for (key, value) in table.get_ref() {
                let at = line(key.span());
                let problem = |text| Problem { line: at, text };
                match value.get_ref() {
                    DeValue::Table(commands) => {
                        let (asked, wrong) = rebind::wishes(key.get_ref(), commands, line);
                        wishes.extend(asked);
                        problems.extend(wrong);
                    }
                    value => problems.extend(settings.take(key.get_ref(), value).err().map(problem)),
                }
            }
        }
    }
    if !wishes.is_empty() {
        wishes.sort_by_key(|wish: &Wish| wish.line);
        let (keymap, unfit) = Keymap::with_wishes(&wishes);
        problems.extend(unfit);
        settings.keymap = Some(keymap);
    }
    problems.sort_by_key(|problem| problem.line);
    settings.problems = problems
        .into_iter()
        .map(|problem| strip(&format!("line {}: {}", problem.line, problem.text)))
        .collect();
    settings
}

impl Settings {
    /// Takes a setting, or says why it cannot be.
    fn take(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), String> {
        let truth = || value.as_bool().ok_or_else(|| format!("{key} is true or false"));
        match key {
            "theme" => {
                let theme = value.as_str().and_then(|word| Theme::from_str(word, false).ok());
                self.theme = Some(theme.ok_or("theme is \"dark\", \"light\" or \"none\"")?);
            }
            "ascii" => self.ascii = truth()?,
            "mouse" => self.no_mouse = !truth()?,
            // Nothing moves on the screen by itself: it is so already.
            "reduced_motion" => _ = truth()?,
            _ => {
                return Err(format!(
                    "there is no setting {key:?}: there are theme, ascii, mouse, reduced_motion, and keys in [anywhere] \
                     and other places"
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::Command;
    use crate::tui::keymap::Place;

    #[test]
    fn every_setting_is_taken() {
        let text = "theme = \"light\"\nascii = true\nmouse = false\nreduced_motion = true\n[anywhere]\nsave = [\"W\"]\n";
        let settings = understood(text);
        assert_eq!(settings.problems, [""; 0]);
        assert!(matches!(settings.theme, Some(Theme::Light)) && settings.ascii && settings.no_mouse);
        assert_eq!(settings.keymap.unwrap().keys(Place::Grid, Command::Save).collect::<Vec<_>>(), ["W"]);
        let empty = understood("# nothing\n");
        assert!(empty.theme.is_none() && !empty.ascii && !empty.no_mouse && empty.problems.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_rest_is_taken() {
        let text = "theme = \"blue\"\nasci = true\n\nmouse = \"no\"\nascii = true\n[grid]\nleft = \"x\"\nsing = [\"x\"]\n\
                    why = [\"W\"]\n[kitchen]\nsave = [\"x\"]\n[anywhere]\nfind = [7]\nquit = [\"5\"]\n";
        let settings = understood(text);
        let expected = [
            "line 1: theme is \"dark\", \"light\" or \"none\"",
            "line 2: there is no setting \"asci\": there are theme, ascii, mouse, reduced_motion",
            "line 4: mouse is true or false",
            "line 7: left needs a list of keys, for example left = [\"x\", \"ctrl-x\"]",
            "line 8: there is no command \"sing\"",
            "line 11: there is no place \"kitchen\"",
            "line 13: find needs a list of keys",
            "line 14: quit: 5: digits and the point begin a number",
        ];
        assert_eq!(settings.problems.len(), expected.len(), "{:#?}", settings.problems);
        for (problem, expected) in settings.problems.iter().zip(expected) {
            assert!(problem.starts_with(expected), "{problem}\n{expected}");
        }
        assert!(settings.ascii && settings.theme.is_none() && !settings.no_mouse);
        assert_eq!(settings.keymap.unwrap().keys(Place::Grid, Command::Why).collect::<Vec<_>>(), ["W"]);
    }

    #[test]
    fn a_text_that_is_no_toml_is_told_with_its_line() {
        for (text, line) in [("ascii = true\nmouse =\n", 2), ("a = 1\nb = 2\na = 3\n", 3), ("[grid\n", 1)] {
            let settings = understood(text);
            let [problem] = settings.problems.as_slice() else { panic!("{:?}", settings.problems) };
            assert!(
                problem.starts_with(&format!("line {line}: ")) && problem.lines().count() == 1,
                "{problem}"
            );
            assert!(problem.ends_with("nothing of the settings is used") && !settings.ascii);
        }
    }
}
