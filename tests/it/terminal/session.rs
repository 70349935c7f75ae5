//! A first session: look, nudge, undo, type, save, quit, come back; and a file that somebody broke.

use tempfile::TempDir;

use super::pty::{Pty, Start};
use crate::screen::{read, write};

const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";

fn folder() -> TempDir {
    TempDir::new().expect("there is room for a store")
}

/// Panes and grid, without title, sentences and hints.
fn plan(pty: &Pty) -> Vec<String> {
    pty.lines()[1..19].to_vec()
}

/// The line of the grid that begins with a title.
fn row(pty: &Pty, title: &str) -> String {
    pty.lines().into_iter().find(|line| line.starts_with(title)).unwrap_or_default()
}

#[test]
fn the_first_start_shows_the_coffee_shop_and_how_to_begin() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Coffee shop").wait("unsaved").wait("$24,000,000").wait("Total").wait("starter");
    assert!(pty.is_full_screen());
    assert!(
        pty.lines()[2..8].iter().all(|line| line.contains('→')),
        "six bearings are converted: {}",
        pty.text()
    );
}

/// Where a program was killed the alternate screen is still on, and not every terminal wipes it when it is taken again.
#[test]
fn the_first_frame_wipes_what_was_on_the_screen() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total");
    let sent = String::from_utf8(pty.bytes()).expect("it is text");
    let [taken, wiped, drawn] =
        ["\x1b[?1049h", "\x1b[2J", "BACKCAST"].map(|part| sent.find(part).expect("it is sent"));
    assert!(taken < wiped && wiped < drawn, "{sent:?}");
}

#[test]
fn a_nudge_changes_grid_totals_and_sentence_and_u_brings_the_screen_back() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send(&DOWN.repeat(4)).until("the fifth row", |pty| pty.lines()[6].contains('▸'));
    let before = plan(&pty);
    let total = row(&pty, "Visitors");
    pty.send(RIGHT).wait("▲1.0pp").wait("fewer");
    assert_ne!(row(&pty, "Visitors"), total);
    assert_ne!(plan(&pty), before);
    pty.send("u").wait("Undo: ").wait_gone("▲1.0pp");
    assert_eq!(plan(&pty), before);
}

#[test]
fn hundreds_of_presses_at_once_end_at_the_right_value_and_are_one_step() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send(&RIGHT.repeat(301)).wait("[32.1%]").send("u").wait("[2.0%]");
}

#[test]
fn what_is_copied_goes_to_the_clipboard_through_the_terminal() {
    let folder = folder();
    // A window system that is not there holds up nothing and says nothing.
    let mut pty = Start::new(&folder).env("DISPLAY", ":99").run();
    pty.wait("Total").send("y").wait("sent to the clipboard: 2% · Visitors→Contacts");
    let sent = String::from_utf8(pty.bytes()).expect("it is text");
    assert!(sent.contains("\x1b]52;c;MiU=\x1b\\"), "{sent:?}");
    pty.send(RIGHT).wait("fewer");
}

#[test]
fn a_plan_is_exported_and_written_over_only_when_asked() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    let path = folder.path().join("plan.html");
    let name = path.to_str().expect("it is plain").to_owned();
    pty.wait("Total")
        .send("E")
        .wait("coffee-shop.html")
        .send(&format!("{name}\r"))
        .wait("written to plan.html");
    assert!(read(&path).starts_with(b"<!DOCTYPE html>"));
    write(&path, b"mine");
    pty.send("E").wait("coffee-shop.html").send(&format!("{name}\r")).wait("That file is there already");
    pty.send("\r").wait("Export the plan");
    assert_eq!(read(&path), b"mine");
    pty.send("\r").wait("That file is there already").send("O").wait("written to plan.html");
    assert!(read(&path).starts_with(b"<!DOCTYPE html>"));
}

#[test]
fn what_was_typed_and_saved_is_there_at_the_next_start() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send(&DOWN.repeat(4)).send("65").wait("[65▏]").send("\r").wait("[65.0%]");
    pty.send("S").wait("Save as").send("Our year\r").wait("saved to").wait("Our year");
    pty.send("\t").wait("[30 d]").send("\x1b[Z").wait("step 1.0 pp");
    let saved = plan(&pty);
    pty.send("q");
    assert_eq!(pty.end().exit_code(), 0);
    let mut again = Start::new(&folder).run();
    again
        .wait("Our year")
        .wait("○ saved")
        .send(&DOWN.repeat(4))
        .until("the row", |pty| pty.lines()[6].contains('▸'));
    let numbers = |lines: &[String]| {
        let grid = lines[8..].join("\n");
        let rates: Vec<String> = lines[1..7].iter().map(|line| line.chars().take(31).collect()).collect();
        (grid, rates)
    };
    assert_eq!(numbers(&plan(&again)), numbers(&saved));
    let mut named = Start::new(&folder).arg("our-year").run();
    named.wait("65.0%").send("q");
    assert_eq!(named.end().exit_code(), 0);
}

#[test]
fn a_broken_file_is_told_with_its_place_left_as_it_is_and_the_program_goes_on() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("s").wait("Save as").send("\r").wait("saved to").send("q");
    pty.end();
    let file = folder.path().join("store/scenarios/coffee-shop.json");
    let whole = String::from_utf8(read(&file)).expect("a scenario is text");
    let broken = whole.replacen("0.6", "6.0", 1);
    assert_ne!(whole, broken);
    write(&file, broken.as_bytes());
    let mut pty = Start::new(&folder).run();
    pty.wait("stages[4]").wait("coffee-shop.json").wait("rate");
    pty.send("\x1b").wait_gone("stages[4]").send(&DOWN.repeat(4)).send(RIGHT).wait("▲1.0pp");
    pty.send("o").wait("stages[4]").send("\x1b").wait("▲1.0pp").send("q").wait("Discard").send("D");
    assert_eq!(pty.end().exit_code(), 0);
    assert_eq!(read(&file), broken.as_bytes());
}

#[test]
fn a_paste_and_the_wheel_arrive() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total")
        .send("\t\t")
        .wait("step 1.00M")
        .send("\x1b[200~21,000,000\n\x1b[201~")
        .wait("[21,000,000▏]");
    pty.send("\r").wait("$21,000,000");
    let at = pty.lines()[2].chars().position(|letter| letter == '2').expect("the first rate is 2 %");
    let wheel = |code: u8| format!("\x1b[<{code};{};3M", at + 1);
    pty.send(&format!("{}\x1b[<0;{};3m", wheel(0), at + 1))
        .wait("step 0.1 pp")
        .send(&wheel(64))
        .wait("[2.1%]");
    pty.send(&wheel(65)).wait("[2.0%]");
}

#[test]
fn a_size_that_changes_together_with_a_key_is_not_missed() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total");
    for round in 0..30 {
        let (width, height) = if round % 2 == 0 { (120, 40) } else { (80, 24) };
        if round % 3 == 0 {
            pty.send("t").resize(width, height);
        } else {
            pty.resize(width, height);
            pty.send("t");
        }
        pty.until("the window is filled", |pty| pty.text().contains("   Compare   ") == (width == 120));
    }
}

#[test]
fn a_key_that_comes_together_with_another_size_is_not_lost() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total");
    for round in 1..=100 {
        let (width, height) = if round % 2 == 0 { (80, 24) } else { (100, 30) };
        pty.resize(width, height);
        let tenths = 20 + round;
        pty.send(RIGHT).wait(&format!("[{}.{}%]", tenths / 10, tenths % 10));
    }
}

#[test]
fn a_window_of_another_size_is_filled_at_once() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total");
    for (width, height, shows) in [
        (160, 44, "per month · █"),
        (120, 40, "What changed"),
        (40, 12, "1 of 17"),
        (30, 8, "40 × 12"),
        (80, 24, "Lags"),
    ] {
        pty.resize(width, height);
        pty.wait(shows);
        assert_eq!(pty.lines().len(), usize::from(height));
    }
    pty.send(RIGHT).wait("[2.1%]");
}

#[test]
fn what_another_program_does_to_the_file_is_seen_when_the_window_gets_the_focus_back() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("s").wait("Save as").send("\r").wait("saved to");
    let file = folder.path().join("store/scenarios/coffee-shop.json");
    let change = |from: &str, to: &str| {
        let text = String::from_utf8(read(&file)).expect("a scenario is text");
        let changed = text.replacen(from, to, 1);
        assert_ne!(text, changed);
        write(&file, changed.as_bytes());
    };
    change("24000000", "25000000");
    pty.send("\x1b[I").wait("by somebody else").wait("$25,000,000").wait("○ saved");
    pty.send(&DOWN.repeat(4)).send(RIGHT).wait("● unsaved");
    change("25000000", "26000000");
    pty.send("\x1b[I").wait("Theirs: Amount $25.0M → $26.0M").send("t").wait("$26,000,000").wait("○ saved");
    pty.send("u").wait("$25,000,000").wait("● unsaved").send("s").wait("saved to").send("q");
    assert_eq!(pty.end().exit_code(), 0);
    assert!(String::from_utf8_lossy(&read(&file)).contains("25000000"));
}

#[test]
fn a_pinned_baseline_and_what_was_set_are_there_at_the_next_start_and_not_in_the_data_folder() {
    let folder = folder();
    let mut pty = Start::new(&folder).run();
    pty.wait("Total").send("s").wait("Save as").send("\r").wait("saved to").send("b").wait("pinned");
    pty.send("e")
        .wait("· exact")
        .send("t")
        .wait("step 1.0 pp")
        .send(RIGHT)
        .wait("▲1.0pp")
        .send("s")
        .wait("saved to");
    // What was set last is written on leaving.
    pty.send("T").wait("Jan 2027").send("q");
    assert_eq!(pty.end().exit_code(), 0);
    let store = folder.path().join("store");
    let names = |folder: &std::path::Path| -> Vec<_> {
        let listing = std::fs::read_dir(folder).expect("it is a folder");
        listing.map(|entry| entry.expect("it is listed").file_name()).collect()
    };
    assert_eq!(
        (names(&store), names(&store.join("scenarios"))),
        (vec!["scenarios".into()], vec!["coffee-shop.json".into()])
    );
    let mut again = Start::new(&folder).run();
    again.wait("○ saved").wait("▲1.0pp").wait("· exact").wait("step 1.0 pp").wait("Jan 2027");
    again.send("B").wait("The baseline, pinned ").send("B").wait_gone("The baseline");
    again.send("u").wait("nothing to undo").send("q");
    assert_eq!(again.end().exit_code(), 0);
}
