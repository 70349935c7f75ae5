//! The same in a real terminal: every byte that it is sent is text or one of the sequences that the program needs.

use std::fs;
use std::os::unix::ffi::OsStrExt;

use tempfile::TempDir;

use super::{file_names, named};
use crate::hostile::{NAMES, first_hostile};
use crate::pty::{Pty, Start};

/// The modes that are turned on and off.
const MODES: [&str; 8] = ["?1049", "?1000", "?1002", "?1006", "?2004", "?1004", "?2026", "?25"];

/// The first thing in what was sent that is neither text nor a sequence of ours.
fn stray(sent: &[u8]) -> Option<String> {
    let sent = std::str::from_utf8(sent).map_err(|error| error.to_string());
    let mut rest = match sent {
        Ok(sent) => sent,
        Err(error) => return Some(error),
    };
    while let Some((text, sequence)) = rest.split_once('\u{1b}') {
        if let Some(char) = first_hostile(&text.replace('\r', "")) {
            return Some(format!("{char:?} in {text:?}"));
        }
        let end = sequence.find(|char: char| !("[?;".contains(char) || char.is_ascii_digit()));
        let end = end.map_or(sequence.len(), |end| end + 1);
        if !is_ours(&sequence[..end]) {
            return Some(format!("the sequence {:?}", &sequence[..sequence.len().min(20)]));
        }
        rest = &sequence[end..];
    }
    first_hostile(&rest.replace('\r', "")).map(|char| format!("{char:?} in {rest:?}"))
}

/// Whether a sequence, without its escape, is one that the program needs: a mode, a place, a leap to the right, a style, some
/// erased cells, the erased rest of a row, a cleared screen.
fn is_ours(sequence: &str) -> bool {
    let Some(inside) = sequence.strip_prefix('[') else { return false };
    let (parameters, last) = inside.split_at(inside.len().saturating_sub(1));
    let plain = parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    match last {
        "h" | "l" => MODES.contains(&parameters),
        "H" | "m" => plain,
        "C" | "X" => plain && !parameters.contains(';'),
        "K" => parameters.is_empty(),
        "J" => parameters == "2",
        _ => false,
    }
}

#[test]
fn a_sequence_that_is_not_ours_is_found_by_the_test() {
    assert_eq!(
        stray(
            "\u{1b}[?1049h\u{1b}[1;1H\u{1b}[38;5;7mVisitors 漢 ░\u{1b}[C\u{1b}[16X\u{1b}[K\r\n\u{1b}[2J"
                .as_bytes()
        ),
        None
    );
    for sent in [
        "\u{1b}]0;x\u{7}",
        "\u{1b}[2;J",
        "\u{1b}[1K",
        "\u{1b}[1;2X",
        "a\u{9b}m",
        "\u{7}",
        "\u{1b}c",
        "\u{202e}",
        "\u{1b}[?47h",
        "\u{1b}[6n",
        "\u{1b}Px\u{1b}\\",
        "\t",
        "\u{1b}",
    ] {
        assert!(stray(sent.as_bytes()).is_some(), "{sent:?}");
    }
    assert!(stray(b"\xff").is_some());
}

#[track_caller]
fn assert_ours(pty: &Pty) {
    assert_eq!(stray(&pty.bytes()), None);
}

/// A store with plans and files that are called like that.
fn store() -> TempDir {
    let folder = TempDir::new().expect("there is room for a folder");
    let scenarios = folder.path().join("store/scenarios");
    fs::create_dir_all(&scenarios).expect("it is ours");
    for (at, name) in NAMES.iter().enumerate() {
        let name = if name.chars().any(char::is_control) { "Plain" } else { name };
        let stages = [&format!("1 {name}"), name, "Deals"];
        let plan = named(&format!("{at} {name}"), &stages, &NAMES.concat());
        fs::write(scenarios.join(format!("plan-{at}.json")), plan.to_string()).expect("it is ours");
    }
    for (at, name) in file_names().into_iter().enumerate() {
        let broken = format!("{{ \"{}\" }}", NAMES[at]);
        fs::write(scenarios.join(name), broken).expect("it is ours");
    }
    folder
}

#[test]
fn plans_that_are_called_like_attacks_send_nothing_else_to_the_terminal() {
    let folder = store();
    let mut sent = 0;
    for (at, name) in NAMES.iter().enumerate().filter(|(_, name)| !name.chars().any(char::is_control)) {
        let mut pty = Start::new(&folder).arg(&format!("plan-{at}")).run();
        pty.wait("? help").send("?").wait("THIS CELL").send("\x1b").wait_gone("THIS CELL").wait("? help");
        pty.send("i").wait("Definition").send("\x1b").wait_gone("Definition").wait("? help");
        pty.send("o").wait("newest first").send("jj").send("gp").wait("Ratios").wait("? help").send("q");
        assert_eq!(pty.end().exit_code(), 0, "{name:?}");
        assert_ours(&pty);
        sent += pty.bytes().len();
    }
    println!("hostile names on the screen: {sent} bytes were sent, all of them ours");
}

#[test]
fn files_that_are_called_like_attacks_send_nothing_else_to_the_terminal() {
    let folder = store();
    let mut pty = Start::new(&folder).run();
    pty.wait("? help").send("o").wait("newest first").wait_gone("Looking what there is");
    for _ in 0..NAMES.len() + file_names().len() {
        pty.send("j");
    }
    pty.send("G")
        .wait("Empty")
        .send("gg")
        .send("/json")
        .wait("/ json")
        .send("\x1b")
        .wait_gone("/ json")
        .wait("/ search");
    pty.send("gp").wait("Ratios").wait("? help").send("q");
    assert_eq!(pty.end().exit_code(), 0);
    assert_ours(&pty);
    for name in file_names().iter().filter_map(|name| std::str::from_utf8(name.as_bytes()).ok()) {
        let path = folder.path().join("store/scenarios").join(name);
        let mut pty = Start::new(&folder).arg(path.to_str().expect("it is text")).run();
        pty.wait("cannot be opened").wait("line 1").send("\x1b").wait_gone("line 1").wait("? help").send("q");
        assert_eq!(pty.end().exit_code(), 0, "{name:?}");
        assert_ours(&pty);
    }
    for name in NAMES {
        let mut pty = Start::new(&folder).arg("--").arg(&format!("no {name}")).run();
        assert_eq!(pty.end().exit_code(), 2, "{name:?}");
        assert_ours(&pty);
        let mut pty = Start::new(&folder).arg("--store").arg(name).run();
        pty.end();
        assert_ours(&pty);
    }
}
