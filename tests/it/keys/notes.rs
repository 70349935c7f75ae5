//! The notes: writing, moving and deleting in a box of several lines, and keeping what was written as one step.

use backcast::plan::{Edit, Scenario};
use backcast::text::clean::width;
use backcast::tui::overlay::Overlay;
use backcast::tui::overlay::notes::room;
use backcast::tui::pane::text_area::rows;
use ratatui::style::Modifier;

use super::screen;
use crate::scenarios::acme;
use crate::screen::Screen;

fn noted(notes: &str) -> Scenario {
    acme().build().with(&Edit::Notes(notes.to_owned())).expect("notes are free text")
}

/// The text in the open box.
#[track_caller]
fn text(screen: &Screen) -> &str {
    let Some(Overlay::Notes(notes)) = &screen.model.overlay else { panic!("no notes:\n{}", screen.text()) };
    notes.area.text()
}

/// The row and column of the cursor in the box, and what is drawn under it.
#[track_caller]
fn cursor(screen: &Screen) -> (usize, usize, String) {
    let Some(Overlay::Notes(notes)) = &screen.model.overlay else { panic!("no notes:\n{}", screen.text()) };
    let (row, column) = notes.area.place(&rows(notes.area.text(), room(screen.model.size).0));
    let (left, top) = screen.place_of("╔═ Notes");
    let buffer = screen.buffer();
    let at = (left + 2 + column as u16, top + 1 + (row - notes.first) as u16);
    let cell = &buffer[at];
    assert!(cell.modifier.contains(Modifier::REVERSED), "no cursor at {at:?}:\n{}", screen.text());
    (row, column, cell.symbol().to_owned())
}

#[test]
fn what_is_written_is_kept_by_esc_as_one_step() {
    let mut screen = screen();
    screen.keys("N").expect("Why these numbers?").write("close rate after").keys("Enter").write("the review");
    screen.expect("close rate after").expect("the review").expect_no("Why these numbers?");
    assert_eq!(screen.scenario().notes(), "", "nothing is kept before Esc");
    screen.keys("Esc").expect("notes kept").expect("● unsaved");
    assert_eq!(screen.scenario().notes(), "close rate after\nthe review");
    assert_eq!(screen.model.document.undo_depth(), 1);
    screen.keys("u");
    assert_eq!(screen.scenario().notes(), "");
    screen.keys("U N").expect("the review").keys("Backspace*10 Ctrl-c");
    assert_eq!(
        screen.scenario().notes(),
        "close rate after\n",
        "Ctrl-C keeps the text, too: u takes it back"
    );
}

#[test]
fn two_ctrl_c_quit_and_keep_what_was_written() {
    let mut screen = Screen::stored(&acme().build());
    screen.every(300).keys("Ctrl-c N x Ctrl-c");
    assert!(screen.has_quit());
    let kept = screen.names().into_iter().find(|name| name.contains("(kept")).expect("the work is kept");
    assert_eq!(screen.held(&kept).notes(), "x");
}

#[test]
fn notes_that_nobody_changed_are_no_step() {
    for notes in ["", "as agreed\nin May", "tabs\tand\r\nline ends \u{7}of others"] {
        let mut screen = Screen::new(noted(notes));
        screen.keys("N Left Up x Backspace Esc");
        assert_eq!((screen.model.document.undo_depth(), screen.scenario().notes()), (0, notes));
        screen.expect_no("notes kept");
    }
}

#[test]
fn lines_are_joined_and_split() {
    let mut screen = Screen::new(noted("one\ntwo\nthree"));
    screen.keys("N Home Backspace");
    assert_eq!(text(&screen), "one\ntwothree");
    screen.keys("Up End Delete");
    assert_eq!(text(&screen), "onetwothree");
    screen.keys("Left Enter End Enter");
    assert_eq!(text(&screen), "on\netwothree\n");
    assert_eq!(cursor(&screen), (2, 0, " ".to_owned()));
}

#[test]
fn words_and_lines_are_deleted_and_the_ends_of_lines_reached_as_in_a_shell() {
    let mut screen = Screen::new(noted("first line\nclose rate, new"));
    screen.keys("N Ctrl-w");
    assert_eq!(text(&screen), "first line\nclose rate, ");
    screen.keys("Ctrl-w Ctrl-a").write("> ").keys("Ctrl-e").write("!");
    assert_eq!(text(&screen), "first line\n> close !");
    screen.keys("Ctrl-u");
    assert_eq!(text(&screen), "first line\n");
    screen.keys("Ctrl-u Ctrl-w");
    assert_eq!(text(&screen), "first line", "where a line begins, a word back is the line's end");
    screen.keys("Left*4 Ctrl-u");
    assert_eq!(text(&screen), "line", "a line is taken out up to the cursor");
}

#[test]
fn letters_and_keys_of_the_plan_are_text_here() {
    let mut screen = screen();
    screen.keys("N").write("q? u:sHEN 65%").keys("Tab Shift-Tab Esc");
    assert_eq!(screen.scenario().notes(), "q? u:sHEN 65%");
    assert!(!screen.has_quit());
}

#[test]
fn several_lines_are_pasted_without_what_controls_a_terminal() {
    let mut screen = Screen::new(noted("[]"));
    screen.keys("N Left").paste("a\tb\r\nc\u{1b}[31md\re\u{9b}f\u{0}").keys("Esc");
    assert_eq!(screen.scenario().notes(), "[a b\nc[31md\nef]");
}

#[test]
fn up_and_down_keep_to_the_column_where_the_lines_are_long_enough() {
    let mut screen = Screen::new(noted("0123456789\nabc\n\n日本語日本語"));
    screen.keys("N Up Up Up");
    assert_eq!(cursor(&screen), (0, 10, " ".to_owned()), "twelve columns are more than the line has");
    screen.keys("Left*4 Down");
    assert_eq!(cursor(&screen), (1, 3, " ".to_owned()));
    screen.keys("Down");
    assert_eq!(cursor(&screen), (2, 0, " ".to_owned()));
    screen.keys("Down");
    assert_eq!(cursor(&screen), (3, 6, "日".to_owned()));
    screen.keys("Left Up Up Up");
    assert_eq!(cursor(&screen), (0, 4, "4".to_owned()), "a step sideways is a new column");
}

#[test]
fn a_wide_letter_is_one_step_and_an_accent_belongs_to_its_letter() {
    let mut screen = Screen::new(noted("a日e\u{301}b"));
    screen.keys("N Home Right");
    assert_eq!(cursor(&screen), (0, 1, "日".to_owned()));
    screen.keys("Right");
    assert_eq!(cursor(&screen), (0, 3, "e\u{301}".to_owned()));
    screen.keys("Right");
    assert_eq!(cursor(&screen), (0, 4, "b".to_owned()));
    screen.keys("Backspace");
    assert_eq!(text(&screen), "a日b");
    screen.keys("Backspace Backspace Backspace");
    assert_eq!(text(&screen), "b");
}

#[test]
fn long_lines_are_wrapped_between_words_and_the_cursor_moves_by_what_is_seen() {
    let words = "Wir haben das so vereinbart ".repeat(12);
    let mut screen = Screen::new(noted(&words));
    screen.keys("N");
    let (columns, _) = room(screen.model.size);
    let (row, column, _) = cursor(&screen);
    assert!(row >= 4 && column <= columns, "{row} {column}\n{}", screen.text());
    for line in screen.lines().iter().filter(|line| line.contains("vereinbart")) {
        assert!(!line.contains("haben d ") && line.contains("║ "), "{line}");
    }
    screen.keys("Up");
    assert_eq!(cursor(&screen).0, row - 1);
    screen.keys("Home");
    assert_eq!((cursor(&screen).0, cursor(&screen).1), (0, 0), "Home is where the line begins");
}

#[test]
fn ten_thousand_characters_are_written_scrolled_and_kept() {
    let line = "0123456789 abcdefghij 日本語 é — ";
    let long = line.repeat(10_000 / line.chars().count() + 1);
    let mut screen = screen();
    screen.keys("N").paste(&long).write(" end");
    screen.expect(" end");
    let (row, ..) = cursor(&screen);
    let (columns, page) = room(screen.model.size);
    assert!(row > 10_000 / columns / 2);
    screen.keys("PageUp");
    assert_eq!(cursor(&screen).0, row - page);
    screen.keys("PageUp*99");
    assert_eq!(cursor(&screen).0, 0);
    screen.expect("║ 0123456789 abcdefghij 日本語").expect_no(" end").keys("PageDown*99").expect(" end");
    screen.keys("Esc");
    assert_eq!(screen.scenario().notes(), format!("{long} end"));
}

#[test]
fn the_most_that_notes_hold_is_said_and_nothing_is_lost() {
    let mut screen = Screen::new(noted("agreed: "));
    screen.keys("N").paste(&"x".repeat(100_000)).expect("100,000 characters");
    assert_eq!(text(&screen), "agreed: ");
    screen.write("y");
    assert_eq!(text(&screen), "agreed: y");
    let longer = "z".repeat(100_100);
    let mut screen = Screen::new(noted(&longer));
    screen.keys("N").write("a");
    assert_eq!(text(&screen), longer, "longer notes of a file can only become shorter");
    screen.keys("Backspace Esc");
    assert_eq!(screen.scenario().notes().len(), 100_099);
}

#[test]
fn notes_are_those_of_the_plan_and_not_of_its_baseline() {
    let mut screen = screen();
    screen.keys("B N").expect("this is the baseline");
    assert!(screen.model.overlay.is_none());
}

#[test]
fn the_target_says_that_there_are_notes_and_how_they_begin() {
    let mut screen = Screen::new(noted("\n  \nclose rate after the new template\nsecond"));
    screen.expect("Target · notes").expect_no("close rate");
    screen.keys("Tab Tab").expect("Note: close rate after the new template").expect_no("second");
    let screen = screen.size(160, 44);
    assert!(screen.line_with("┏━ Target").contains("note: close rate"), "{}", screen.text());
    super::screen().expect("─ Target ─").expect_no("Note");
}

#[test]
fn the_box_fits_every_window() {
    let mut screen = Screen::new(noted(&"long words and 日本語 ".repeat(80)));
    screen.keys("N");
    for (columns, lines) in [(160, 44), (120, 40), (80, 24), (60, 18), (40, 12)] {
        screen.resize(columns, lines);
        screen.keys("Left Right");
        cursor(&screen);
        screen.expect("╔═ Notes · Draft · ▲").expect("Esc keeps it ═╝");
        for line in screen.lines() {
            assert_eq!(width(&line), usize::from(columns));
        }
    }
}
