//! Typing a value: the whole screen previews it, Enter keeps it, Esc leaves it.

use backcast::tui::model::Focus;

use super::{amount, lag, screen, yields};
use crate::scenarios::month;

#[test]
fn the_whole_screen_previews_what_is_typed() {
    let mut screen = screen();
    screen.keys("Down*4 6");
    screen.expect("16,000").expect("[6▏]");
    screen.keys("5");
    screen.expect("[65▏]").expect("60 → 65 %").expect("123 fewer proposals").expect("1,477").expect("1.48M");
    assert_eq!(yields(&screen, 4), 60.0, "nothing is made yet");
    assert_eq!(screen.model.document.undo_depth(), 0);
    assert!(!screen.model.document.has_unsaved_work());
}

#[test]
fn esc_restores_the_screen() {
    let mut screen = screen();
    screen.keys("Down*4");
    let before = screen.text();
    screen.keys("<type 65> Esc");
    assert_eq!(screen.text(), before);
    assert_eq!(screen.model.document.undo_depth(), 0);
}

#[test]
fn enter_keeps_what_is_typed_as_one_step() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65> Enter").expect("[65.0%]").expect("1,477");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (65.0, 1));
    screen.keys("u").expect("[60.0%]").expect("1,600");
}

#[test]
fn tab_keeps_and_goes_on_and_so_do_arrows() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65> Tab");
    assert_eq!((yields(&screen, 4), screen.model.focus), (65.0, Focus::Lags));
    screen.keys("<type 40> Down <type 50> Up");
    assert_eq!((lag(&screen, 4), lag(&screen, 5)), (40, 50));
    assert_eq!((screen.model.cursor.row, screen.model.document.undo_depth()), (4, 3));
}

#[test]
fn a_refused_value_says_its_bounds_and_the_old_one_stays_in_force() {
    let mut screen = screen();
    screen.keys("Down*4 <type 900>").expect("100").expect("[900▏]").expect("1,600");
    let line = screen.line_with(" ! ");
    assert!(line.contains("100"), "{line}");
    screen.keys("Enter").expect("[900▏]");
    assert_eq!(yields(&screen, 4), 60.0);
    screen.keys("Tab");
    assert_eq!(screen.model.focus, Focus::Ratios, "a refused value stays open");
    screen.keys("Backspace Enter");
    assert_eq!(yields(&screen, 4), 90.0, "it can be put right");
}

#[test]
fn text_that_is_no_number_says_why() {
    let mut screen = screen();
    for text in ["6x", "5/0", "1 in", "..", "1e400"] {
        screen.keys("Down*4").write(text);
        let problem = screen.model.field.as_ref().and_then(|field| field.problem.clone());
        assert!(problem.is_some_and(|problem| !problem.is_empty()), "{text}");
        screen.keys("Esc");
        assert_eq!(yields(&screen, 4), 60.0, "{text}");
    }
}

#[test]
fn after_enter_an_operator_works_on_the_value() {
    for (typed, then) in [
        ("+5%", 63.0),
        ("+5", 65.0),
        ("-2", 58.0),
        ("*1.1", 66.0),
        ("/2", 30.0),
        ("+5pp", 65.0),
        ("70", 70.0),
    ] {
        let mut screen = screen();
        screen.keys("Down*4 Enter").expect("[60").write(typed).keys("Enter");
        assert!((yields(&screen, 4) - then).abs() < 1e-9, "{typed}: {}", yields(&screen, 4));
    }
    let mut screen = screen();
    screen.keys("Tab Tab Enter <type +15%> Enter");
    assert_eq!(amount(&screen), 27.6e6);
    screen.keys("Enter <type -10%> Enter");
    assert_eq!(amount(&screen), 24.84e6);
}

#[test]
fn enter_selects_the_text_so_that_typing_replaces_it_and_moving_edits_it() {
    let mut screen = screen();
    screen.keys("Tab Down Enter <type 50> Enter");
    assert_eq!(lag(&screen, 1), 50);
    screen.keys("Enter Home <type 1> Enter");
    assert_eq!(lag(&screen, 1), 150);
    screen.keys("Enter Enter");
    assert_eq!(
        (lag(&screen, 1), screen.model.document.undo_depth()),
        (150, 2),
        "an untouched text is no step"
    );
    screen.keys("Enter Backspace Enter");
    assert_eq!((lag(&screen, 1), screen.model.document.undo_depth()), (150, 2), "an empty text is no value");
    screen.keys("Enter Ctrl-u <type 6w> Enter");
    assert_eq!(lag(&screen, 1), 42);
}

#[test]
fn a_point_begins_a_number_and_small_rates_are_explained() {
    let mut screen = screen();
    screen.keys("Down <type .25>").expect("1 in 400");
    screen.keys("Enter");
    assert_eq!(yields(&screen, 1), 0.25);
}

#[test]
fn each_field_reads_its_own_units() {
    let mut screen = screen();
    screen.keys(
        "Down*4 <type 1/4> Enter Tab <type 6w> Enter Tab <type 21m+15%> Enter Down*2 <type 2/2027> Enter",
    );
    assert_eq!((yields(&screen, 4), lag(&screen, 4), amount(&screen)), (25.0, 42, 24.15e6));
    assert_eq!(screen.scenario().start(), month("2027-02"));
    screen.keys("Enter <type mar 2028> Enter Down <type 18> Enter");
    assert_eq!(screen.scenario().start(), month("2028-03"));
    assert_eq!(screen.scenario().months().months(), 18);
    screen.keys("Up Up Up Up Shift-Tab Shift-Tab Down <type 27.5k> Enter");
    assert_eq!(yields(&screen, 5), 27_500.0);
}

#[test]
fn backspace_takes_the_baselines_value() {
    let mut screen = screen();
    screen.keys("Down*4 <type 65> Enter Backspace");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 2));
    screen.keys("Backspace").expect("baseline's value");
    assert_eq!(screen.model.document.undo_depth(), 2);
    screen.keys("<type 70> Enter b <type 75> Enter Backspace");
    assert_eq!(yields(&screen, 4), 70.0, "the baseline is what was pinned");
    screen.keys("Tab Tab <type 1m> Enter Backspace Down*3 <type 6> Enter Backspace");
    assert_eq!((amount(&screen), screen.scenario().months().months()), (24e6, 12));
}

#[test]
fn a_pasted_text_goes_into_the_field_up_to_its_first_line_end() {
    let mut screen = screen();
    screen.keys("Down*4").paste("65\nrm -rf\n").keys("Enter");
    assert_eq!(yields(&screen, 4), 65.0);
    screen.keys("<type 6>").paste("6\u{1b}[31m").keys("Esc Tab Tab").paste("$21,000,000").keys("Enter");
    assert_eq!((yields(&screen, 4), amount(&screen)), (65.0, 21e6));
}

#[test]
fn a_locked_input_refuses_everything_but_unlocking() {
    let mut screen = screen();
    screen.keys("Down*4 Right L").expect("L");
    for keys in ["Right", "-", ">", "6", "Enter", "Backspace"] {
        screen.keys(keys).expect("locked, L unlocks");
        assert!(screen.model.field.is_none(), "{keys} opens nothing");
        assert_eq!(yields(&screen, 4), 61.0, "{keys}");
    }
    screen.paste("70").expect("locked, L unlocks");
    screen.keys("L Right");
    assert_eq!(yields(&screen, 4), 62.0);
}

#[test]
fn each_kind_of_input_can_be_locked() {
    for (goes, changes) in [
        ("Down", "Right"),
        ("Tab", "Right"),
        ("Tab Tab", "<type 1> Enter"),
        ("Tab Tab Down", "Enter Down Enter"),
        ("Tab Tab Down*2", "Right"),
        ("Tab Tab Down*3", "Right"),
        ("Tab Tab Down*4", "Enter Down Enter"),
        ("v v v Tab Tab Tab", "<type 7> Enter"),
        ("Tab Tab Tab G", "<type 7m> Enter"),
    ] {
        let mut screen = screen();
        screen.keys(goes).keys("L");
        let before = screen.scenario().clone();
        screen.keys(changes);
        assert_eq!(*screen.scenario(), before, "{goes} L {changes}:\n{}", screen.text());
        screen.keys("Esc Esc L").keys(changes);
        assert_ne!(*screen.scenario(), before, "{goes} L L {changes}:\n{}", screen.text());
    }
}

#[test]
fn a_long_line_that_is_pasted_is_taken_in_at_once() {
    for letter in ["1", "a", "é"] {
        let line = letter.repeat(200_000);
        let mut screen = screen();
        screen.paste(&line);
        let field = screen.model.field.as_ref().expect("it is being typed");
        assert_eq!((field.text.value(), field.text.cursor()), (&*line, 200_000));
        screen.keys("Enter Esc");
        assert_eq!(screen.model.document.undo_depth(), 0);
        screen.keys("?").paste(&line).keys("Esc Esc :").paste(&line).keys("Esc g s /").paste(&line);
    }
}
