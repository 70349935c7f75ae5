//! The lines of the stage editor: each is typed into, refused, cleared, locked and undone; and random hands on all of
//! them.

use backcast::plan::{Edit, Input, Scenario, StageEdit};
use backcast::text::edit::{BareRates, parse_all};
use backcast::tui::overlay::Overlay;
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, ProptestConfig, Strategy, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

use super::{screen, screen_of, yields};
use crate::scenarios::{acme, drafts, id, month};
use crate::screen::Screen;

/// The line of the editor that is selected, from its mark on.
#[track_caller]
fn selected(screen: &Screen) -> String {
    let line = screen.line_with("║ ▸");
    line.split_once("║ ▸").map(|(_, said)| said.to_owned()).expect("it was just found")
}

/// Opens the editor of a stage and goes to the line with a label; `Lag range` is the range of the lag.
#[track_caller]
pub(crate) fn on_line<'a>(screen: &'a mut Screen, place: usize, label: &str) -> &'a mut Screen {
    if screen.model.overlay.is_some() {
        screen.keys("Esc");
    }
    screen.keys("g g").keys(&"Down ".repeat(place)).keys("i");
    let (label, below) = label.strip_suffix(" range").map_or((label, ""), |label| (label, "Down"));
    for _ in 0..20 {
        if selected(screen).trim_start().starts_with(label) {
            return screen.keys(below);
        }
        screen.keys("Down");
    }
    panic!("there is no line {label:?}:\n{}", screen.text());
}

/// A plan changed by assignments as on the command line.
fn with(scenario: &Scenario, assignments: &str) -> Scenario {
    let edits = parse_all(assignments, scenario, BareRates::Percent).expect("the assignments are valid");
    scenario.with_all(&edits).expect("the assignments are allowed")
}

/// The screen on the plan of the frames with something more.
fn screen_with(assignments: &str) -> Screen {
    Screen::new(with(&acme().build(), assignments))
}

/// Whether a text is being typed.
fn types(screen: &Screen) -> bool {
    screen.model.overlay.as_ref().is_some_and(Overlay::takes_text)
}

/// The later rates of the proposals, in percent.
fn later(screen: &Screen) -> Vec<(String, f64)> {
    let changes = screen.scenario().funnel().stages()[4].yields().changes();
    changes.iter().map(|change| (change.from.to_string(), change.rate.get() * 100.0)).collect()
}

fn rates(rates: &[(&str, f64)]) -> Vec<(String, f64)> {
    rates.iter().map(|(month, rate)| ((*month).to_owned(), *rate)).collect()
}

#[test]
fn every_line_does_what_the_assignment_does_and_is_one_step() {
    for (place, label, typed, assignment) in [
        (4, "Name", "Offers", "proposals.name=Offers"),
        (4, "Rate", "65", "proposals.rate=65%"),
        (4, "Rate", "+5%", "proposals.rate=63%"),
        (4, "from …", "2027-04 65%", "proposals.rate@2027-04=65%"),
        (4, "range", "50..65", "proposals.range=50..65%"),
        (4, "Lag", "5w", "proposals.lag=35"),
        (4, "Lag range", "20 to 40", "proposals.lag-range=20..40"),
        (4, "Direct share", "30", "proposals.direct=30%"),
        (4, "Have on day one", "1.2k", "proposals.opening=1200"),
        (4, "Definition", "a price was named", "proposals.definition=a price was named"),
        (5, "Deal value", "*1.1", "deals.value=27500"),
        (5, "range", "22k..28k", "deals.range=22k..28k"),
    ] {
        let mut screen = screen();
        let before = screen.scenario().clone();
        on_line(&mut screen, place, label).keys("Enter").write(typed);
        assert_eq!(*screen.scenario(), before, "{label}: only a preview");
        let expected = with(&before, assignment);
        assert_eq!(*screen.model.shown().scenario, expected, "{label}: the plan behind previews it");
        screen.keys("Enter");
        assert_eq!((screen.scenario(), screen.model.document.undo_depth()), (&expected, 1), "{label}");
        screen.keys("u");
        assert_eq!(*screen.scenario(), before, "{label} is undone");
        screen.keys("U");
        assert_eq!(*screen.scenario(), expected, "{label} is redone");
    }
}

#[test]
fn esc_leaves_a_line_as_it_was_and_then_the_editor() {
    let mut screen = screen();
    let before = screen.text();
    on_line(&mut screen, 0, "Rate").keys("<type 4>").expect("2 → 4 %");
    screen.keys("Esc").expect_no("2 → 4 %");
    assert!(!types(&screen) && screen.model.overlay.is_some());
    screen.keys("Esc");
    assert_eq!((screen.text(), screen.model.document.undo_depth()), (before, 0));
}

#[test]
fn an_opened_text_that_nobody_touched_is_no_step() {
    let full = "prop.rate@2027-04=65.5% prop.range=50..65% prop.lag-range=20..40 prop.opening=120.5 \
                prop.definition=a price was named";
    let mut screen = screen_with(full);
    for label in
        ["Name", "Rate", "from Apr 2027", "Lag", "Lag range", "Direct share", "Have on", "Definition"]
    {
        on_line(&mut screen, 4, label).keys("Enter Enter");
        assert!(!types(&screen), "{label}");
        screen.keys("Enter End Left Enter Esc");
        assert_eq!(screen.model.document.undo_depth(), 0, "{label}: what is offered says what it says");
    }
}

#[test]
fn tab_keeps_and_goes_to_the_next_line() {
    let mut screen = screen();
    on_line(&mut screen, 4, "Rate").keys("<type 65> Tab");
    assert!(selected(&screen).contains("from …"), "{}", selected(&screen));
    screen.keys("<type 2027-04=70> Tab");
    assert!(selected(&screen).contains("from …"), "behind the new one: {}", selected(&screen));
    screen.keys("Tab <type 50..70> Shift-Tab");
    assert!(selected(&screen).contains("from …"), "{}", selected(&screen));
    assert_eq!((yields(&screen, 4), later(&screen)), (65.0, rates(&[("2027-04", 70.0)])));
    screen.keys("Down Down <type 9999> Tab").expect("0 to 720");
    assert!(types(&screen) && selected(&screen).contains("9999"), "what is refused stays open");
}

#[test]
fn a_later_rate_is_typed_in_many_ways() {
    for typed in [
        "2027-04 65%",
        "2027-04=65%",
        "apr 2027 65",
        "from 2027-04 65%",
        "From Apr 2027: 65 %",
        "4/2027 13 in 20",
        "april 2027 +5",
    ] {
        let mut screen = screen();
        on_line(&mut screen, 4, "from …").keys("Enter").write(typed).keys("Enter");
        assert_eq!(later(&screen), rates(&[("2027-04", 65.0)]), "{typed}:\n{}", screen.text());
        assert!(selected(&screen).contains("from Apr 2027"), "it is selected: {}", selected(&screen));
        screen.expect("65.0%");
    }
}

#[test]
fn a_later_rate_that_cannot_be_says_why_and_stays_open() {
    for (typed, says) in [
        ("65%", "first the month"),
        ("2027-04", "and the rate"),
        ("2027-13 65%", "not a month"),
        ("soon 65%", "not a month"),
        ("2027-04 650%", "0.0001 %"),
        ("2027-04 x", "is not a rate"),
        ("2027-06 5", "already has a rate"),
    ] {
        let mut screen = screen_with("prop.rate@2027-06=70%");
        let before = screen.scenario().clone();
        on_line(&mut screen, 4, "from …").keys("Enter").write(typed).keys("Enter").expect(says);
        assert!(types(&screen), "{typed}");
        assert_eq!((screen.scenario(), screen.model.document.undo_depth()), (&before, 0), "{typed}");
    }
}

#[test]
fn a_later_rate_is_changed_moved_and_taken_out_in_one_step_each() {
    for (typed, then) in [
        ("70", &[("2027-04", 70.0)][..]),
        ("+5", &[("2027-04", 70.0)]),
        ("2027-07 70%", &[("2027-07", 70.0)]),
        ("jul 2027", &[("2027-07", 65.0)]),
        ("from 2026-11 50", &[("2026-11", 50.0)]),
        ("none", &[]),
        ("2027-04 none", &[]),
    ] {
        let mut screen = screen_with("prop.rate@2027-04=65%");
        let before = screen.scenario().clone();
        on_line(&mut screen, 4, "from Apr 2027").keys("Enter").write(typed).keys("Enter");
        assert_eq!(later(&screen), rates(then), "{typed}:\n{}", screen.text());
        screen.keys("Esc u");
        assert_eq!(*screen.scenario(), before, "{typed} was one step");
    }
    for keys in ["Backspace", "Enter Ctrl-u Enter", "Enter Backspace Enter"] {
        let mut screen = screen_with("prop.rate@2027-04=65%");
        on_line(&mut screen, 4, "from Apr 2027").keys(keys);
        assert_eq!((later(&screen), screen.model.document.undo_depth()), (Vec::new(), 1), "{keys}");
    }
}

#[test]
fn a_moved_rate_stays_selected_and_does_not_push_another_out() {
    let mut screen = screen_with("prop.rate@2027-04=65% prop.rate@2027-06=70%");
    on_line(&mut screen, 4, "from Apr 2027").keys("Enter").write("2027-09").keys("Enter");
    assert_eq!(later(&screen), rates(&[("2027-06", 70.0), ("2027-09", 65.0)]));
    assert!(selected(&screen).contains("from Sep 2027"), "{}", selected(&screen));
    screen.keys("Enter").write("2027-06").keys("Enter").expect("already has a rate");
    assert_eq!(later(&screen), rates(&[("2027-06", 70.0), ("2027-09", 65.0)]));
}

#[test]
fn what_the_first_and_the_last_stage_cannot_have_is_refused_with_the_reason() {
    let mut screen = screen();
    on_line(&mut screen, 0, "Direct share")
        .keys("Enter")
        .expect("is the first")
        .keys("3")
        .expect("is the first");
    assert!(!types(&screen));
    screen.keys("Esc");
    on_line(&mut screen, 5, "from …")
        .keys("Enter")
        .expect("it has")
        .expect("a deal value")
        .keys("2")
        .expect("it has");
    assert!(!types(&screen));
    assert_eq!(screen.model.document.undo_depth(), 0);
}

#[test]
fn a_range_is_refused_without_two_ends_and_cleared_when_emptied() {
    for (label, cleared) in [("range", "prop.range=none"), ("Lag range", "prop.lag-range=none")] {
        for keys in ["Backspace", "Enter Ctrl-u Enter", "Enter <type none> Enter"] {
            let mut screen = screen_with("prop.range=50..65% prop.lag-range=20..40");
            let before = screen.scenario().clone();
            on_line(&mut screen, 4, label).keys("Enter <type 60> Enter").expect("low").keys("Esc");
            assert_eq!(*screen.scenario(), before);
            screen.keys(keys);
            assert_eq!(*screen.scenario(), with(&before, cleared), "{label} {keys}");
            screen.keys("Backspace").expect("nothing is given here");
            assert_eq!(screen.model.document.undo_depth(), 1, "{label} {keys}");
        }
    }
}

#[test]
fn backspace_takes_the_baselines_value_of_what_must_be_given() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    for (label, typed) in [("Name", "Offers"), ("Rate", "65"), ("Lag", "9"), ("Direct share", "5")] {
        on_line(&mut screen, 4, label).keys("Enter").write(typed).keys("Enter");
        assert_ne!(*screen.scenario(), before, "{label}");
        screen.keys("Backspace");
        assert_eq!(*screen.scenario(), before, "{label}");
        screen.keys("Backspace").expect("this is the baseline's value").keys("Esc");
    }
    on_line(&mut screen, 4, "Owner").keys("Enter Backspace");
    assert_eq!(*screen.scenario(), before);
    on_line(&mut screen, 4, "from …").keys("Backspace").expect("nothing to reset here");
}

#[test]
fn backspace_clears_what_need_not_be_given_even_if_the_baseline_has_it() {
    let mut screen = screen_with("prop.opening=120 prop.definition=sent prop.range=50..65%");
    for (label, cleared) in [
        ("Have on day one", "prop.opening=none"),
        ("range", "prop.range=none"),
        ("Definition", "prop.definition="),
    ] {
        let expected = with(screen.scenario(), cleared);
        on_line(&mut screen, 4, label).keys("Backspace Esc");
        assert_eq!(*screen.scenario(), expected, "{label}");
    }
    let mut screen = screen_with("prop.opening=120");
    screen.keys("v v v Down*4 Backspace");
    assert_eq!(screen.scenario().funnel().stages()[4].opening(), None, "and so in the table of day one");
    screen.keys("u Enter Ctrl-u Enter");
    assert_eq!(screen.scenario().funnel().stages()[4].opening(), None, "an emptied text does it too");
    screen.keys("Backspace").expect("nothing is given here");
}

#[test]
fn each_line_locks_its_input_and_a_locked_one_refuses_all_but_unlocking() {
    let plan = "prop.rate@2027-04=65% prop.opening=120";
    for (label, field) in [
        ("Rate", "rate"),
        ("from Apr 2027", "rate"),
        ("from …", "rate"),
        ("Lag", "lag"),
        ("Direct share", "direct"),
        ("Have on day one", "opening"),
    ] {
        let mut screen = screen_with(plan);
        let before = screen.scenario().clone();
        let locked = with(&before, &format!("prop.lock={field}"));
        on_line(&mut screen, 4, label).keys("L").expect("locked");
        assert_eq!(*screen.scenario(), locked, "{label}");
        for keys in ["Enter", "7", "Backspace", "Right", "-", ">"] {
            let nudges = ["Right", "-", ">"].contains(&keys);
            if nudges && label.starts_with("from") || keys == "Backspace" && label == "from …" {
                continue;
            }
            screen.keys(keys).expect("locked, L unlocks");
            assert!(!types(&screen), "{label} {keys} opens nothing");
            assert_eq!(*screen.scenario(), locked, "{label} {keys}");
        }
        screen.keys("L").expect("unlocked");
        assert_eq!(*screen.scenario(), before, "{label}");
        screen.keys("u u");
        assert_eq!(screen.model.document.undo_depth(), 0, "{label}: each turn is a step");
    }
}

#[test]
fn a_locked_input_has_its_mark_and_its_range_stays_open() {
    let mut screen = screen_with("prop.lock=lag");
    let line = |screen: &Screen, label: &str| screen.line_with(&format!("║   {label}"));
    on_line(&mut screen, 4, "Rate");
    assert!(line(&screen, "Lag").trim_end_matches([' ', '║']).ends_with('L'));
    assert!(!line(&screen, "Direct").trim_end_matches([' ', '║']).ends_with('L'));
    screen.keys("Esc");
    on_line(&mut screen, 4, "Lag range").keys("<type 20..40> Enter").expect("20 – 40 d");
    screen.keys("Home L").expect("can be locked");
    assert_eq!(screen.model.document.undo_depth(), 1, "a name has no lock");
}

#[test]
fn a_lock_elsewhere_that_stands_in_the_way_is_told_by_its_name() {
    let mut screen = screen_with("deals.lock=value");
    let before = screen.scenario().clone();
    screen.keys("G i K").expect("Deal value is locked");
    screen.keys("p").expect("Stage 5 of 6").keys("J").expect("Deal value is locked").keys("Esc");
    assert_eq!(*screen.scenario(), before);
    let mut screen = screen_with("target.lock=phasing");
    screen.keys("Tab Tab Tab G <type 5>").expect("Phasing is locked: L there unlocks it").keys("Esc L");
    screen.keys("<type 5>").expect("locked, L unlocks");
}

#[test]
fn a_value_outside_of_its_range_is_marked() {
    let mut screen = screen();
    on_line(&mut screen, 4, "range").keys("<type 50..55> Enter").expect("50.0% – 55.0% !");
    screen.keys("Up Up").expect("Outside of 50.0% – 55.0%.");
    screen.keys("<type 52> Enter").expect_no("Outside of");
    assert!(!screen.shows("55.0% !"));
}

#[test]
fn a_definition_is_one_line_and_not_too_long() {
    let mut screen = screen();
    let long = "word ".repeat(61);
    on_line(&mut screen, 4, "Definition").keys("Enter").paste(&format!("{long}\nsecond line"));
    screen.keys("Enter").expect("300 characters, not 304");
    screen.keys("Backspace*10 Enter");
    let said = screen.scenario().funnel().stages()[4].definition().to_owned();
    assert_eq!((said.chars().count(), said.contains('\n')), (294, false));
    let told = Edit::Stage(id(&acme().build(), 4), StageEdit::Definition(format!("{long}\n{long}")));
    let held = acme().build().with(&told).expect("a file may hold more");
    let mut screen = Screen::new(held.clone());
    on_line(&mut screen, 4, "Definition").keys("Enter Enter Esc");
    assert_eq!(*screen.scenario(), held, "what nobody touches stays");
}

#[test]
fn a_long_definition_is_read_in_full() {
    let definition =
        "A written offer with a price and a date, sent to somebody who can sign it; renewals do not count";
    for (width, height) in [(160, 44), (120, 40), (80, 24), (60, 18)] {
        let mut screen = screen_with(&format!("prop.definition={definition}")).size(width, height);
        on_line(&mut screen, 4, "Definition");
        let text = screen.text().replace(['║', '│', '┃'], " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        for word in definition.split_whitespace() {
            assert!(words.contains(&word), "{word} at {width}×{height}:\n{}", screen.text());
        }
    }
}

#[test]
fn the_neighbours_are_reached_without_leaving() {
    let mut screen = screen();
    on_line(&mut screen, 1, "Lag").keys("n").expect("Stage 3 of 6");
    assert!(selected(&screen).contains("Lag"), "the line stays: {}", selected(&screen));
    assert_eq!(screen.model.cursor.row, 2, "the plan goes along");
    screen.keys("PageDown*2 PageUp p*4").expect("Stage 1 of 6").expect("this is the first stage");
    screen.keys("n*9").expect("Stage 6 of 6").expect("this is the last stage");
    assert_eq!(screen.model.cursor.row, 5);
}

#[test]
fn a_line_is_nudged_as_in_the_panes() {
    let mut screen = screen();
    on_line(&mut screen, 4, "Rate").keys("Right + >");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (72.0, 3));
    screen.keys("Down Up").every(100).keys("Left*3 -*4");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (65.0, 4), "a burst is one step");
    screen.keys("Home Right").expect("Enter edits");
}

#[test]
fn rows_are_clicked_and_a_double_click_edits() {
    let mut screen = screen();
    on_line(&mut screen, 4, "Name").click("Direct share");
    assert!(selected(&screen).contains("Direct share") && !types(&screen));
    screen.every(100).click("Lag   ").click("Lag   ");
    assert!(types(&screen), "{}", screen.text());
    screen.keys("<type 40>").click("Direct share");
    assert_eq!(super::lag(&screen, 4), 40, "a click elsewhere keeps what is typed");
    assert!(selected(&screen).contains("Direct share") && !types(&screen));
    screen.every(2000).click("add below");
    assert_eq!(screen.scenario().funnel().stages().len(), 7);
    screen.keys("Esc").click("undo").click("Esc close");
    assert!(screen.model.overlay.is_none());
    assert_eq!(screen.scenario().funnel().stages().len(), 6);
}

#[test]
fn the_plan_behind_and_its_sentence_stay_in_sight() {
    for (width, height) in [(80, 24), (120, 40), (160, 44)] {
        let mut screen = screen().size(width, height);
        on_line(&mut screen, 4, "Rate").keys("<type 65>").expect("[65.0%]").expect("60 → 65 %: 123 fewer");
        screen.expect("1 in 1,538").keys("Enter").expect("60 → 65 %: 123 fewer");
    }
}

#[test]
fn the_panel_cuts_no_number_in_the_middle() {
    for (view, (width, height)) in [
        ("", (80, 24)),
        ("v v v", (80, 24)),
        ("", (100, 30)),
        ("", (120, 40)),
        ("e", (133, 41)),
        ("", (160, 44)),
    ] {
        let mut screen = screen_with("prop.opening=120").size(width, height);
        screen.keys(view);
        let before = screen.lines();
        screen.keys("i");
        let panel = usize::from(screen.place_of("╔═ Stage").0);
        let (first, last) = (screen.model.size.height / 2 - 2, screen.place_of("╚═").1);
        for y in first..last {
            let left: String = screen.lines()[usize::from(y)].chars().take(panel).collect();
            let (cells, all): (Vec<&str>, Vec<&str>) =
                (left.split_whitespace().collect(), before[usize::from(y)].split_whitespace().collect());
            assert_eq!(cells[..], all[..cells.len()], "{view} {width}×{height}:\n{}", screen.text());
        }
    }
}

#[test]
fn where_the_plan_is_covered_the_editor_says_what_a_change_did() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut screen = screen().size(width, height);
        screen.keys("Down*4 i Down*2 <type 65>").expect("Proposals→Deals 60 → 65 %");
        screen
            .keys("Enter")
            .expect("Proposals→Deals 60 → 65 %")
            .keys("u")
            .expect("Undo: Proposals→Deals 65 → 60 %");
        screen.keys("Down").expect_no("Undo");
        for label in ["Name", "Lag", "Definition"] {
            screen.keys("Esc");
            on_line(&mut screen, 4, label);
        }
    }
}

#[test]
fn undo_that_leads_to_another_scenario_leaves_the_editor() {
    let mut screen = screen();
    screen.keys("n Enter Down i u").expect("back to Draft");
    assert!(screen.model.overlay.is_none());
    assert_eq!(*screen.scenario(), acme().build());
}

#[test]
fn a_change_of_a_plan_with_all_things_agreed_is_told_where_it_stands() {
    let mut screen = screen_of(|draft| {
        draft.steps[4].changes.insert(3, 0.65);
        draft.steps[4].opening = Some(120.0);
        draft.steps[4].yield_range = Some((0.5, 0.62));
        draft.steps[1].lag_range = Some((50, 60));
    });
    screen.keys("Down*4").expect("day one 120 of 134, $200k at risk · last call 31 Oct");
    screen.keys("Up*3").expect("lag range 50 – 60 d, outside");
    screen.resize(160, 44);
    screen.keys("Down*3").expect("from Apr 2027 65.0% · range 50.0% – 62.0%, outside");
}

#[test]
fn the_flags_of_rates_and_lags_are_the_first_that_holds() {
    let flags = |assignments: &str, row: &str| {
        let screen = screen_with(assignments);
        let line = screen.line_with(row);
        let panes: Vec<&str> = line.split(['┃', '│']).filter(|pane| !pane.is_empty()).collect();
        let flag = |pane: &str| pane.chars().last().map_or(' ', |char| if char == '·' { ' ' } else { char });
        (flag(panes[0]), flag(panes[1]))
    };
    let row = "Proposals→Deals";
    for (assignments, expected) in [
        ("months=12", (' ', ' ')),
        ("prop.direct=10%", ('+', ' ')),
        ("prop.direct=10% prop.rate@2027-04=65%", ('›', ' ')),
        ("prop.direct=10% prop.rate@2027-04=65% prop.lock=rate", ('L', ' ')),
        ("prop.lock=rate prop.range=61..70%", ('!', ' ')),
        ("prop.rate@2035-04=65%", ('!', ' ')),
        ("prop.lock=lag", (' ', 'L')),
        ("prop.lock=lag prop.lag-range=40..50", (' ', '!')),
        ("prop.lag-range=20..50 prop.range=50..70%", (' ', ' ')),
    ] {
        assert_eq!(flags(assignments, row), expected, "{assignments}");
    }
}

#[test]
fn a_flag_takes_no_digit_of_a_difference() {
    for (lag, shown) in
        [("37", "37 d ▲7d L"), ("40", "40 d ▲10 L"), ("130", "130 d ▲100L"), ("2", "2 d ▼28 L")]
    {
        let mut screen = screen();
        screen.keys("Down*4 Tab").write(lag).keys("Enter L Up");
        let line = screen.line_with("Proposals→Deals");
        assert!(line.contains(shown), "{shown}: {line}");
    }
    let mut screen = screen();
    screen.keys("G <type 9999999> Enter L Up").expect("▲>9,999%L");
}

#[test]
fn a_range_is_seen_on_the_slider() {
    let screen = screen_with("prop.range=50..70%").size(120, 40);
    let line = screen.line_with("Proposals→Deals");
    assert!(line.contains(" ─────────━●━━─────"), "from the middle on a fifth of it is thick: {line}");
}

/// What somebody may do in the editor.
#[derive(Debug, Clone)]
enum Act {
    Keys(&'static str),
    Write(&'static str),
    Click(u16, u16),
    Resize(u16, u16),
}

fn acts() -> BoxedStrategy<Act> {
    let keys = [
        "Down",
        "Down",
        "Up",
        "End",
        "Home",
        "Enter",
        "Enter",
        "Tab",
        "Shift-Tab",
        "Backspace",
        "Ctrl-u",
        "Esc",
        "L",
        "a",
        "x",
        "K",
        "J",
        "n",
        "p",
        "u",
        "U",
        "Left",
        "Right",
        "+",
        "<",
        "i",
        "PageDown",
    ];
    let texts = [
        "65",
        "+5",
        "2027-04 65%",
        "2027-09",
        "jul 2027 5",
        "50..65",
        "20 to 40",
        "none",
        "New",
        "x",
        "1e300",
        "5w",
        "ü漢",
        "0.2",
        "from 2030-01 90",
    ];
    prop_oneof![
        8 => select(keys.to_vec()).prop_map(Act::Keys),
        3 => select(texts.to_vec()).prop_map(Act::Write),
        1 => (0..80_u16, 0..24_u16).prop_map(|(x, y)| Act::Click(x, y)),
        1 => (30..130_u16, 8..45_u16).prop_map(|(width, height)| Act::Resize(width, height)),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_in_the_editor_is_undone_there(draft in drafts(), acts in vec(acts(), 60)) {
        let first = draft.build();
        let mut screen = Screen::new(first.clone());
        screen.keys("i");
        for act in acts {
            match act {
                Act::Keys(keys) => _ = screen.keys(keys),
                Act::Write(text) => _ = screen.write(text),
                Act::Click(x, y) => screen.poke(x, y, 0),
                Act::Resize(width, height) => screen.resize(width, height),
            }
            screen.lines();
            if screen.model.overlay.is_none() {
                screen.keys("Esc i");
            }
            let document = &screen.model.document;
            prop_assert_eq!(document.is_previewing() && !types(&screen), false, "a preview outlives its text");
        }
        screen.keys("Esc Esc i");
        for _ in 0..=screen.model.document.undo_depth() {
            screen.keys("u");
            if screen.model.overlay.is_none() {
                screen.keys("i");
            }
        }
        prop_assert_eq!(screen.scenario(), &first);
    }
}

#[test]
fn what_is_locked_by_a_line_is_what_the_panes_lock() {
    let mut screen = screen();
    on_line(&mut screen, 4, "Lag").keys("L Esc");
    let lag = Input::Stage(id(screen.scenario(), 4), backcast::plan::Field::Lag);
    assert!(screen.scenario().is_locked(lag));
    screen.keys("Tab Right").expect("locked, L unlocks").keys("L Right");
    assert_eq!(super::lag(&screen, 4), 31);
    assert_eq!(screen.scenario().start(), month("2027-01"));
}
