//! The shape of the code, held (src/lib.rs tells it): arrows between rooms, caps, docs, nothing half done.
//!
//! Reads the sources as text, without comments, strings and tests. It knows paths, not types.

#![expect(clippy::disallowed_methods, reason = "the sources are read from their files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The most lines of code that a file may have, tests, blank lines and comments not counted.
const CAP: usize = 400;

/// What a room may use and what it may not.
struct Room {
    /// The beginnings of the module paths that it is about.
    modules: &'static [&'static str],
    /// The rooms that it may use beside itself.
    rooms: &'static [&'static str],
    /// The crates that it may use; none where all of them may be.
    crates: Option<&'static [&'static str]>,
    /// Text that may not stand in it.
    not: &'static [&'static str],
}

const PURE: &[&str] =
    &["std::fs", "std::env", "std::io", "std::time", "std::process", "std::net", "std::thread"];

/// The arrows. The first room whose modules fit is a file's.
const ROOMS: [Room; 9] = [
    Room { modules: &["plan"], rooms: &[], crates: Some(&["thiserror"]), not: PURE },
    Room { modules: &["goals"], rooms: &["plan"], crates: Some(&[]), not: PURE },
    Room {
        modules: &["text"],
        rooms: &["plan", "goals"],
        crates: Some(&["thiserror", "unicode_segmentation", "unicode_width"]),
        not: PURE,
    },
    Room {
        modules: &["export"],
        rooms: &["plan", "goals", "text"],
        crates: Some(&["rust_xlsxwriter", "serde", "serde_json", "thiserror"]),
        not: PURE,
    },
    Room {
        modules: &["store"],
        rooms: &["plan"],
        crates: Some(&["directories", "jiff", "rustix", "serde", "serde_json", "sha2", "thiserror"]),
        not: &["std::process::Command", "std::net"],
    },
    Room {
        modules: &[
            "tui::model",
            "tui::document",
            "tui::extract",
            "tui::history",
            "tui::command",
            "tui::message",
            "tui::update",
            "tui::pane",
            "tui::overlay",
            "tui::keymap",
            "tui::layout",
            "tui::hits",
            "tui::page",
            "tui::work",
        ],
        rooms: &["plan", "goals", "text"],
        crates: None,
        not: &[
            "crossterm",
            "ratatui::widgets",
            "color_eyre",
            "jiff",
            "std::fs",
            "std::env",
            "std::io",
            "Instant::now",
            "SystemTime",
        ],
    },
    Room {
        modules: &["tui::view", "tui::theme"],
        rooms: &["plan", "goals", "text"],
        crates: None,
        not: &[
            "crossterm",
            "&mut Model",
            "color_eyre",
            "jiff",
            "std::fs",
            "std::env",
            "std::io",
            "Instant::now",
            "SystemTime",
        ],
    },
    Room {
        modules: &["tui::effect"],
        rooms: &["plan", "goals", "text", "store", "export"],
        crates: None,
        not: &["ratatui", "crossterm"],
    },
    Room { modules: &["tui"], rooms: &["plan", "goals", "text", "store", "export"], crates: None, not: &[] },
];

/// What is never committed outside of tests.
const HALF_DONE: [&str; 6] = ["todo!", "unimplemented!", "dbg!", "FIXME", ".unwrap()", "[allow("];

/// A source file.
struct Source {
    path: String,
    module: Vec<String>,
    text: String,
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
        let module = inside.split('/').filter(|part| !matches!(*part, "lib" | "mod")).map(str::to_owned);
        let module = module.collect();
        Self { path: path.to_owned(), module, text: text.to_owned(), code: code_of(&without_tests(text)) }
    }

    /// The name of the module.
    fn name(&self) -> String {
        self.module.join("::")
    }

    /// The room of the rules that hold for it.
    fn room(&self) -> Option<&'static Room> {
        let name = self.name();
        let is_in = |module: &&str| {
            name.strip_prefix(*module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        ROOMS.iter().find(|room| room.modules.iter().any(is_in))
    }

    /// The rooms of this crate that it names, by `crate::` or by enough `super::`.
    fn uses(&self) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        for (at, _) in self.code.match_indices("crate::") {
            used.extend(heads(&self.code[at + "crate::".len()..]));
        }
        let up = "super::".repeat(self.module.len());
        for (at, _) in self.code.match_indices(&up) {
            let before = &self.code[..at];
            let begins = !before.ends_with(|char: char| char == ':' || is_word(char));
            if begins && !self.module.is_empty() {
                used.extend(heads(&self.code[at + up.len()..]));
            }
        }
        used
    }

    /// What is wrong with it, in sentences.
    fn complaints(&self, crates: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        if !self.text.starts_with("//! ") {
            found.push("does not begin with //! that says why it is there".to_owned());
        }
        let lines = self.code.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > CAP {
            found.push(format!("has {lines} lines of code; over {CAP} a file is two ideas"));
        }
        for half in HALF_DONE.iter().filter(|half| self.code.contains(**half)) {
            found.push(format!("has {half} outside of tests"));
        }
        if let Some(room) = self.room() {
            let own = &self.module[0];
            for used in self.uses().iter().filter(|used| *used != own && is_room(used)) {
                if !room.rooms.contains(&used.as_str()) {
                    found.push(format!("uses {used}, but {} may use only {:?}", room.modules[0], room.rooms));
                }
            }
            for outside in crates.iter().filter(|name| names(&self.code, &format!("{name}::"))) {
                if room.crates.is_some_and(|allowed| !allowed.contains(&outside.as_str())) {
                    found.push(format!("uses the crate {outside}, which {} may not", room.modules[0]));
                }
            }
            for not in room.not.iter().filter(|not| names(&self.code, not)) {
                found.push(format!("has {not}, which may not be in {}", self.name()));
            }
        }
        found.into_iter().map(|complaint| format!("{} {complaint}", self.path)).collect()
    }
}

/// Whether a name is one of the crate's rooms, and not something else that a `crate::` path begins with.
fn is_room(name: &str) -> bool {
    ["plan", "goals", "text", "export", "store", "tui", "cli"].contains(&name)
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Whether a text stands in code, not as the end of a longer word or path but with anything behind it.
fn names(code: &str, text: &str) -> bool {
    let starts_word = |at: usize| !code[..at].ends_with(|char: char| is_word(char));
    let ends_word =
        |at: usize| text.ends_with("::") || !code[at + text.len()..].starts_with(|char: char| is_word(char));
    code.match_indices(text).any(|(at, _)| starts_word(at) && ends_word(at))
}

/// The first names of what follows in a path: one, or each of a group in braces.
fn heads(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|char| is_word(*char)).collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 0;
    let mut heads = vec![word(group)];
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(word(&group[at + 1..])),
            _ => {}
        }
    }
    heads
}

/// A file's lines before its tests.
fn without_tests(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let starts_tests = |pair: &[&str]| pair[0].trim() == "#[cfg(test)]" && pair[1].trim_end().ends_with('{');
    let end = lines.windows(2).position(starts_tests).unwrap_or(lines.len());
    lines[..end].join("\n")
}

/// Code without comments and without what stands in strings and characters; line ends stay.
fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let end = match rest {
            ['/', '/', ..] => rest.iter().position(|char| *char == '\n').unwrap_or(rest.len()),
            ['r', '"' | '#', ..] if !code.ends_with(is_word) => raw_string(rest),
            ['"', ..] => string(rest),
            ['\'', '\\', ..] => {
                2 + rest[2..].iter().skip(1).position(|char| *char == '\'').map_or(1, |at| at + 2)
            }
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if end == 0 {
            code.push(chars[at]);
            at += 1;
        } else {
            if rest[0] != '/' {
                code.push_str("\"\"");
            }
            code.extend(rest[..end].iter().filter(|char| **char == '\n'));
            at += end;
        }
    }
    code
}

/// How many characters a string takes.
fn string(text: &[char]) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// How many characters a raw string takes; none if it is not one.
fn raw_string(text: &[char]) -> usize {
    let hashes = text[1..].iter().take_while(|char| **char == '#').count();
    if text.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let mut end = vec!['"'];
    end.extend(std::iter::repeat_n('#', hashes));
    let body = &text[2 + hashes..];
    let found = body.windows(end.len()).position(|window| window == end);
    found.map_or(text.len(), |at| 2 + hashes + at + end.len())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files under a folder that end with `.rs`, as paths from the root.
pub(crate) fn rust_files(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
        let entry = entry.expect("the folder can be listed");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(rust_files(&path));
        } else if entry.path().extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The files that hold nothing but tests: declared behind `#[cfg(test)]`, or in the folder of one that is.
fn test_files(sources: &[(String, String)]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for pair in lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]") {
            let declared = pair[1].trim_start_matches("pub(super) ");
            if let Some(module) = declared.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
                found.insert(format!("{}/{module}.rs", path.trim_end_matches(".rs")));
            }
        }
    }
    found
}

/// The crates of Cargo.toml, as code names them.
fn crates() -> Vec<String> {
    let mut in_dependencies = false;
    let mut names = Vec::new();
    for line in read("Cargo.toml").lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        } else if let Some((name, _)) = line.split_once(['=', '.']).filter(|_| in_dependencies) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

#[test]
fn the_sources_keep_to_the_shape_that_the_crate_docs_tell() {
    let sources: Vec<(String, String)> =
        rust_files("src").into_iter().map(|path| (path.clone(), read(&path))).collect();
    let tests = test_files(&sources);
    let crates = crates();
    assert!(crates.contains(&"serde_json".to_owned()) && sources.len() > 30, "the files are found");
    let is_test = |path: &str| {
        let in_folder = |test: &String| path.starts_with(&format!("{}/", test.trim_end_matches(".rs")));
        tests.contains(path) || tests.iter().any(in_folder)
    };
    let sources = sources.iter().filter(|(path, _)| !is_test(path));
    let complaints: Vec<String> =
        sources.flat_map(|(path, text)| Source::new(path, text).complaints(&crates)).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_test_file_says_why_it_is_there() {
    for path in rust_files("tests") {
        assert!(read(&path).starts_with("//! "), "{path} does not begin with //!");
    }
}

#[test]
fn what_the_screen_is_made_of_is_there_once() {
    let lock = read("Cargo.lock");
    for name in ["ratatui", "crossterm"] {
        let times = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        assert_eq!(times, 1, "{name} must be in Cargo.lock once: two versions do not share a terminal");
    }
}

#[test]
fn every_test_of_a_folder_is_in_the_one_binary() {
    let main = read("tests/it/main.rs");
    for path in rust_files("tests/it").iter().filter(|path| path.matches('/').count() == 2) {
        let module = path.trim_start_matches("tests/it/").trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{path} is never run");
    }
}

#[test]
fn broken_arrows_and_caps_are_found() {
    let crates = ["serde".to_owned(), "ratatui".to_owned(), "color_eyre".to_owned()];
    let cases = [
        ("src/plan/unit.rs", "//! Why.\nuse crate::goals::Goals;", "uses goals, but plan may use only []"),
        ("src/plan/unit.rs", "//! Why.\nuse super::super::goals;", "uses goals, but plan"),
        ("src/plan.rs", "//! Why.\nuse crate::{plan, store::{Store, Entry}};", "uses store, but plan"),
        ("src/plan.rs", "//! Why.\nuse std::fs;", "has std::fs, which may not be in plan"),
        ("src/goals/x.rs", "//! Why.\nuse serde::Serialize;", "uses the crate serde, which goals may not"),
        ("src/tui/view/grid.rs", "//! Why.\nfn f(m: &mut Model) {}", "has &mut Model"),
        ("src/tui/model.rs", "//! Why.\nuse ratatui::crossterm::event;", "has crossterm"),
        ("src/tui/update.rs", "//! Why.\nfn f() { Instant::now(); }", "has Instant::now"),
        ("src/tui/pane.rs", "//! Why.\nuse crate::store::Store;", "uses store, but tui::model may use only"),
        ("src/tui/effect.rs", "//! Why.\nuse ratatui::Frame;", "has ratatui"),
        ("src/tui/view.rs", "use crate::plan::Day;", "does not begin with //!"),
        ("src/cli/x.rs", "//! Why.\nfn f() { None::<u8>.unwrap(); }", "has .unwrap() outside of tests"),
    ];
    for (path, text, complaint) in cases {
        let found = Source::new(path, text).complaints(&crates);
        assert!(found.len() == 1 && found[0].contains(complaint), "{path}: {found:?}");
    }
    let long = "//! Why.\n".to_owned() + &"// a comment\n\nlet x = 1;\n".repeat(CAP + 1);
    assert!(Source::new("src/cli.rs", &long).complaints(&crates)[0].contains("401 lines of code"));
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "//! Why.\n/// crate::store::Store\nuse crate::plan::Day; // crate::cli\n\
                const A: &str = \"crate::goals \\\" todo!()\";\nconst B: &str = r#\"dbg!(\"x\")\"#;\n\
                const C: [char; 2] = ['\"', '\\''];\nfn f<'a>(x: &'a str) {}\n\
                #[cfg(test)]\nmod tests {\n    use crate::tui;\n}\n";
    assert_eq!(Source::new("src/plan/x.rs", text).complaints(&[]), Vec::<String>::new());
    assert!(Source::new("src/plan/x.rs", text).uses().contains("plan"));
}

#[test]
fn nothing_else_lies_at_the_top() {
    let allowed = ["Cargo.toml", "Cargo.lock", "README.md", "src", "assets", "tests", "target"];
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(top).expect("the sources are there");
    let names = entries.map(|entry| entry.expect("it is listed").file_name().to_string_lossy().into_owned());
    let strange: Vec<String> =
        names.filter(|name| !name.starts_with('.') && !allowed.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "a test or a tool left {strange:?} behind");
}
