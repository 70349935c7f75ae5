//! `E`, `y` and `Y`: what leaves the screen as a file or on the clipboard.

use std::path::PathBuf;

use backcast::export::forms;
use backcast::export::sheet::Dated;
use backcast::export::table::Look;
use backcast::goals::compute;
use backcast::plan::Day;
use backcast::text::form::Form;

use super::screen;
use crate::scenarios::{acme, month};
use crate::screen::{self, Screen};

/// A file in the test's own folder.
fn file(screen: &Screen, name: &str) -> PathBuf {
    screen.folder().join(name)
}

/// The cells of the table that was sent to the clipboard.
fn cells(screen: &Screen) -> Vec<Vec<String>> {
    let rows = screen.clipboard().lines();
    rows.map(|row| row.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn tab_chooses_the_form_and_the_file_holds_what_the_command_line_writes() {
    let plan = acme().build();
    let goals = compute(&plan);
    let today = Day::of_date(month("2026-11"), 21);
    for (turns, form) in Form::ALL.into_iter().rev().enumerate() {
        let mut screen = screen();
        let name = format!("draft.{}", form.ending());
        screen.keys("E").expect("Export the plan").expect("File: draft.html");
        screen.keys(&"Tab ".repeat(turns)).expect(&name).expect(form.about()).keys("Enter");
        screen.expect_no("Export the plan").expect(&format!("written to {name}"));
        let dated = Dated { scenario: &plan, goals: &goals, today };
        let expected = forms::plan(dated, form, Look::default());
        let written = screen::read(&file(&screen, &name));
        assert!(written == expected, "{form:?}");
    }
    let mut screen = screen();
    screen.keys("E Shift-Tab").expect("File: draft.txt").keys("Tab").expect("File: draft.html");
}

#[test]
fn a_name_without_a_known_ending_is_refused_with_those_that_there_are() {
    let mut screen = screen();
    screen.keys("E").write("acme.pdf").expect("Its name ends in").keys("Enter");
    screen.expect("! a file must have a name that ends in .html, .xlsx, .md, .csv,").expect(".json or .txt");
    screen.keys("Tab").expect("File: acme.pdf.html").keys("Enter").expect("written to acme.pdf.html");
    screen.keys("g l E").expect("Export the levers").write("x.html").keys("Enter");
    screen.expect("that ends in .md, .csv, .json or .txt").keys("Esc").expect_no("Export");
}

#[test]
fn a_file_that_is_there_is_written_over_only_when_o_says_so() {
    let mut screen = screen();
    let there = file(&screen, "draft.md");
    screen::write(&there, b"mine");
    screen.keys("E Tab Tab Enter").expect("That file is there already").expect("draft.md");
    // Enter, however long it is held, writes over nothing.
    screen.keys("Enter").expect("Export the plan").expect("draft.md").keys("Enter*9");
    assert_eq!(screen::read(&there), b"mine");
    screen.keys("x y").expect("That file is there already");
    assert_eq!(screen::read(&there), b"mine");
    screen.keys("o").expect("That file is there already");
    screen.keys("O").expect("written to draft.md").expect_no("Export");
    assert!(screen::read(&there).starts_with(b"# Draft"), "{:?}", screen::read(&there));
}

#[test]
fn a_scenario_is_not_written_over_even_then() {
    let mut screen = screen();
    let there = file(&screen, "draft.json");
    let scenario = include_bytes!("../../../assets/templates/saas-seo.json");
    screen::write(&there, scenario);
    screen.keys("E").write("draft.json").keys("Enter").expect("there already").keys("O");
    screen.expect("is a scenario, which nothing else").expect("takes the place of").expect("draft.json");
    assert_eq!(screen::read(&there), scenario);
}

#[test]
fn a_folder_that_is_not_there_is_told_in_the_dialog() {
    let mut screen = screen();
    screen.keys("E").write("nowhere/plan.html").keys("Enter").expect("! ").expect("nowhere");
    screen.keys("Esc").expect_no("nowhere");
}

#[test]
fn what_is_on_the_page_is_exported() {
    let mut screen = screen();
    screen.keys("+ g c E").expect("Export the comparison").expect("draft-compared.md").keys("Enter");
    let text = String::from_utf8(screen::read(&file(&screen, "draft-compared.md"))).unwrap();
    assert!(text.starts_with("# Draft (Baseline, as opened) compared with Draft (now)"), "{text}");
    let row = text.lines().find(|line| line.starts_with("| Visitors→Contacts "));
    assert_eq!(
        row.map(|row| row.split_whitespace().collect::<String>()),
        Some("|Visitors→Contacts|2.0%|2.1%|▲0.1pp|".to_owned())
    );
    screen.keys("g l E Tab").expect("File: draft-levers.csv").keys("Enter");
    let text = String::from_utf8(screen::read(&file(&screen, "draft-levers.csv"))).unwrap();
    assert!(text.starts_with("input,from,to,revenue_gained"), "{text}");
    // In front of an audience nothing opens and nothing is copied unseen.
    screen.keys("Esc P E y").expect_no("Export").keys("Esc");
    // The page of scenarios exports the selected one.
    screen.keys("g s Down E").expect("Export the plan").expect_no("File: draft.html");
}

#[test]
fn a_number_is_copied_as_it_can_be_typed() {
    let mut screen = screen();
    let copied = |screen: &mut Screen, keys: &str, expected: &str, told: &str| {
        screen.keys(keys).keys("y").expect(&format!("sent to the clipboard: {expected} · {told}"));
        assert_eq!(screen.clipboard(), expected);
    };
    copied(&mut screen, "", "2%", "Visitors→Contacts");
    copied(&mut screen, "End", "25000", "Deal value");
    copied(&mut screen, "Tab", "30", "Lag Deals→Revenue");
    copied(&mut screen, "Tab", "24000000", "Amount");
    copied(&mut screen, "Down", "even", "Phasing");
    copied(&mut screen, "Down", "2027-01", "Start");
    copied(&mut screen, "Tab Home r Home g g", "120000", "Site visitors, Aug 2026");
    copied(&mut screen, "e Down Right", "2666.66666667", "Contacts, Sep 2026");
    copied(&mut screen, "e End", "32000", "Contacts, Total");
    copied(&mut screen, "G", "24000000", "Amount");
    copied(&mut screen, "Left", "2000000", "Revenue, Dec 2027");
    screen.keys("v v v y").expect("nothing is given here");
}

#[test]
fn a_folded_runway_is_copied_as_the_sum_that_it_shows() {
    let mut screen = Screen::new(acme().build()).size(80, 24).today("2026-11-21");
    screen.keys("Tab Tab Tab Home y").expect("before Jan 2027");
    let shown = screen.clipboard().to_owned();
    screen.keys("Y");
    let row = &cells(&screen)[1];
    let sum: f64 = row[2..7].iter().map(|cell| cell.parse::<f64>().unwrap()).sum();
    assert_eq!(shown.parse::<f64>().unwrap(), sum, "{row:?}");
}

#[test]
fn the_table_of_goals_is_copied_as_plain_numbers_with_every_month() {
    let mut screen = screen();
    screen.keys("Tab Tab Tab Y").expect("sent to the clipboard: the goals by month, a table of 7 rows");
    let whole = cells(&screen);
    assert_eq!(whole[0][..4], ["Stage", "Owner", "2026-08", "2026-09"]);
    assert_eq!(whole[0].len(), 2 + 17 + 2);
    assert_eq!(whole[1][..4], ["Site visitors", "both", "120000", "133334"]);
    assert_eq!(whole[7][0], "Revenue");
    screen.keys("e Y");
    assert_eq!(cells(&screen)[2][3], "2666.66666667");
    screen.keys("e v v v Y");
    assert_eq!(cells(&screen)[0][..3], ["Stage", "Last call", "Needed"]);
}

#[test]
fn the_inputs_are_copied_from_their_panes() {
    let mut screen = screen();
    screen.keys("Y");
    let inputs = cells(&screen);
    assert_eq!(inputs[0], ["Input", "Value"]);
    assert_eq!(inputs[1], ["Visitors→Contacts", "2%"]);
    assert!(inputs.contains(&vec!["Start".to_owned(), "2027-01".to_owned()]), "{inputs:?}");
    assert!(inputs.contains(&vec!["Day one Deals".to_owned(), String::new()]), "{inputs:?}");
}

#[test]
fn levers_comparisons_and_scenarios_are_copied_as_tables() {
    let mut screen = screen();
    screen.keys("g c y").expect("nothing is given here").keys("Esc");
    screen.keys("+ g l Y");
    assert_eq!(cells(&screen)[0][..2], ["input", "from"]);
    assert_eq!(cells(&screen).len(), 1 + 12);
    screen.keys("g c Y");
    assert_eq!(cells(&screen)[0], ["field", "Draft (Baseline, as opened)", "Draft (now)"]);
    assert_eq!(cells(&screen)[1], ["site-visitors.rate", "0.02", "0.021"]);
    screen.keys("y").expect("sent to the clipboard: 2.1% · Visitors→Contacts, ● now");
    screen.keys("g s Y");
    assert_eq!(cells(&screen)[0], ["Name", "Changed"]);
}

#[test]
fn a_name_that_a_spreadsheet_would_compute_is_disarmed_on_the_clipboard() {
    let mut screen = screen();
    screen.keys(": <type 1.name==A1> Enter Tab Tab Tab Y");
    assert!(screen.clipboard().contains("\n'=A1\t"), "{}", screen.clipboard());
}

#[test]
fn the_path_of_a_stored_scenario_is_copied_from_the_list() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("g s y").expect("sent to the clipboard: ").expect("Draft");
    let path = PathBuf::from(screen.clipboard());
    assert!(path.is_absolute() && path.is_file(), "{path:?}");
    screen.keys("End y").expect("it is in no file whose path can be copied");
}

#[test]
fn a_slow_disk_asks_about_the_file_that_was_meant_and_disturbs_nobody() {
    let mut screen = screen();
    for name in ["draft.html", "draft.md"] {
        screen::write(&file(&screen, name), b"mine");
    }
    // The answer comes while another name is being typed.
    screen.hang().keys("E Enter").expect_no("Export the plan").keys("E Tab Tab").disk();
    screen.expect("draft.html is there already: nothing was written").expect("File: draft.md");
    screen.keys("Enter").disk();
    screen.expect("That file is there already").expect("draft.md").keys("O").disk();
    assert!(screen::read(&file(&screen, "draft.md")).starts_with(b"# Draft"));
    assert_eq!(screen::read(&file(&screen, "draft.html")), b"mine");
    screen.keys("E Tab Enter S").disk().expect("written to draft.xlsx").expect("Save as");
}
