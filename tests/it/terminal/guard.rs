//! Terminal manners: modes come on and go off, whatever ends the program; frames are whole; colour is a choice.

use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::pty::{PROGRAM, Pty, Start, arguments};

fn folder() -> TempDir {
    TempDir::new().expect("there is room for a store")
}

fn sent(pty: &Pty) -> String {
    String::from_utf8_lossy(&pty.bytes()).into_owned()
}

/// Checks that each mode that was turned on was turned off after it.
#[track_caller]
fn assert_handed_back(pty: &Pty) {
    let sent = sent(pty);
    for mode in ["?1049", "?1000", "?1002", "?1006", "?2004", "?1004"] {
        let on = sent.rfind(&format!("\x1b[{mode}h"));
        let off = sent.rfind(&format!("\x1b[{mode}l"));
        assert!(on.is_some() && on < off, "{mode} is left on: {on:?} {off:?}");
    }
    assert!(sent.rfind("\x1b[?25h") > sent.rfind("\x1b[?25l"), "the cursor is hidden");
    assert!(!pty.is_full_screen());
}

#[test]
fn quitting_hands_the_terminal_back() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("q");
    assert_eq!(pty.end().exit_code(), 0);
    assert_handed_back(&pty);
}

#[test]
fn signals_hand_it_back_and_give_the_shells_status() {
    for (signal, status) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let folder = folder();
        let mut pty = Start::new(&folder).run();
        pty.wait("Total").signal(signal);
        assert_eq!(pty.end().exit_code(), status, "{signal}");
        assert_handed_back(&pty);
    }
}

#[test]
fn ctrl_c_once_goes_on_and_twice_quits() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("7").wait("[7▏]").send("\x03").wait("[2.0%]").send("\x1b[C").wait("[2.1%]");
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("\x1b[C").wait("[2.1%]").send("\x03\x03");
    assert_eq!(pty.end().exit_code(), 0);
    assert_handed_back(&pty);
    assert!(pty.text().contains("saved to"), "where the work went is told: {}", pty.text());
}

#[test]
fn ctrl_z_suspends_and_fg_brings_the_screen_back() {
    let folder = folder();
    // The shell tells the terminal's state while the program is stopped, and goes on with a line from us.
    let script = "set -m; \"$@\"; echo \"[stopped $?]\"; stty -a | tr ';' '\\n' | grep -o -- '-*icanon'; \
                  read line; fg > /dev/null; echo \"[ended $?]\"";
    let mut pty = Start::new(&folder).script(script).run();
    pty.wait("Total").send("\x1b[C").wait("[2.1%]").send("\x1a").wait("[stopped 147]").wait("icanon");
    assert!(!pty.text().contains("-icanon"), "{}", pty.text());
    assert_handed_back(&pty);
    pty.send("\n").until("the screen to return", Pty::is_full_screen).wait("[2.1%]").wait("Total");
    pty.send("\x1b[C")
        .wait("[2.2%]")
        .send("u")
        .wait("Undo")
        .send("q")
        .wait("Discard")
        .send("D")
        .wait("[ended 0]");
    pty.end();
    assert_handed_back(&pty);
}

/// The parts of what was sent that are outside of frames.
fn outside_of_frames(sent: &str) -> String {
    let mut outside = String::new();
    let mut rest = sent;
    while let Some((before, frame)) = rest.split_once("\x1b[?2026h") {
        outside.push_str(before);
        let (frame, after) = frame.split_once("\x1b[?2026l").expect("a frame that begins also ends");
        assert!(!frame.contains("\x1b[?2026h"), "frames are not nested");
        rest = after;
    }
    outside + rest
}

#[test]
fn each_frame_is_drawn_in_one_go() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total")
        .send("\x1b[B\x1b[C")
        .wait("[26.0%]")
        .send("v")
        .wait("This plan")
        .send("?")
        .wait("THIS CELL");
    pty.send("?").wait_gone("THIS CELL").send("\x0c").wait("Total").send("q").wait("Discard").send("D");
    pty.end();
    let sent = sent(&pty);
    assert!(sent.matches("\x1b[?2026h").count() >= 4);
    let outside = outside_of_frames(&sent);
    assert!(!outside.contains('│') && !outside.contains("\x1b[1;1H"), "{outside:?}");
}

#[test]
fn a_variable_turns_synchronized_frames_off() {
    let folder = folder();
    let mut pty = Start::new(&folder).env("BACKCAST_NO_SYNC", "1").run();
    pty.wait("Total").send("q");
    pty.end();
    assert!(!sent(&pty).contains("?2026"));
}

/// The parameters of all sequences that set colours and styles.
fn styles(sent: &str) -> Vec<String> {
    let sequences = sent.split("\x1b[").skip(1);
    sequences
        .filter_map(|text| text.split_once('m'))
        .filter(|(parameters, _)| parameters.chars().all(|letter| letter.is_ascii_digit() || letter == ';'))
        .flat_map(|(parameters, _)| parameters.split(';').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn no_color_sends_no_colour_but_reverse() {
    for (start, is_coloured) in [(None, true), (Some(("NO_COLOR", "1")), false)] {
        let folder = folder();
        let start =
            start.map_or_else(|| Start::new(&folder), |(name, value)| Start::new(&folder).env(name, value));
        let mut pty = start.run();
        pty.wait("Total").send("\x1b[C").wait("[2.1%]").send("7").wait("[7▏]").send("\x1b").wait("[2.1%]");
        let sent = sent(&pty);
        let styles = styles(&sent);
        let coloured = styles.iter().any(|style| {
            let code: u32 = style.parse().unwrap_or(0);
            matches!(code, 30..=38 | 40..=48 | 90..=107)
        });
        assert_eq!(coloured, is_coloured);
        assert!(styles.iter().any(|style| style == "7"), "the selection is reversed");
        assert!(!sent.contains("\x1b[;m"), "nothing wipes bold and reverse");
    }
}

#[test]
fn the_mouse_stays_the_terminals_where_it_was_asked_to() {
    let folder = folder();
    let mut pty = Start::new(&folder).arg("--no-mouse").run();
    pty.wait("Total");
    assert!(!sent(&pty).contains("\x1b[?1000h"));
    pty.send("M").wait("mouse on").until("the mouse", |pty| sent(pty).contains("\x1b[?1000h")).send("q");
    pty.end();
    assert_handed_back(&pty);
}

#[test]
fn a_pipe_or_a_dumb_terminal_gets_a_message_and_status_2() {
    let folder = folder();
    let mut piped = Command::new(PROGRAM);
    piped.args(arguments(folder.path())).stdin(Stdio::null()).env("TERM", "xterm");
    let output = piped.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("terminal") && message.contains("backcast goals"), "{message}");
    assert!(output.stdout.is_empty());

    let mut pty = Start::new(&folder).env("TERM", "dumb").run();
    assert_eq!(pty.end().exit_code(), 2);
    assert!(pty.text().contains("terminal"), "{}", pty.text());
    assert!(!sent(&pty).contains('\x1b'), "nothing but text");
}

#[test]
fn a_name_that_nothing_has_ends_with_status_2_before_the_screen() {
    let folder = folder();
    let mut pty = Start::new(&folder).arg("nowhere").run();
    assert_eq!(pty.end().exit_code(), 2);
    assert!(pty.text().contains("nowhere") && !sent(&pty).contains("?1049h"), "{}", pty.text());
}

#[test]
fn a_workbook_is_not_sent_to_a_terminal() {
    let home = folder();
    let arguments = "\"$1\" new Base --store store; exec \"$1\" goals Base --store store --format xlsx";
    let mut pty = Start::new(&home).script(arguments).run();
    assert_eq!(pty.end().exit_code(), 2);
    assert!(pty.text().contains("--out plan.xlsx") && !pty.text().contains("PK"), "{}", pty.text());
}
