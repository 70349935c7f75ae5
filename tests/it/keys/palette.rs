//! `:` offers commands and fields by a few letters, completes them, and says what an assignment would do.

use backcast::plan::Edit;
use backcast::text::edit::{BareRates, parse};
use backcast::tui::overlay::Overlay;
use backcast::tui::overlay::palette::complete;
use backcast::tui::overlay::palette::shown_rows;
use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use proptest::sample::select;

use super::{amount, fingerprint, screen, screen_of, yields};
use crate::scenarios::drafts;
use crate::screen::Screen;

/// The text in the line.
#[track_caller]
fn line(screen: &Screen) -> &str {
    let Some(Overlay::Palette(palette)) = &screen.model.overlay else {
        panic!("no line is open:\n{}", screen.text())
    };
    palette.text.value()
}

/// The rows of the list.
fn labels(screen: &Screen) -> Vec<String> {
    shown_rows(&screen.model).into_iter().map(|row| row.label).collect()
}

#[test]
fn with_nothing_typed_the_most_useful_commands_of_the_place_go_first_and_edits_are_shown() {
    let mut screen = screen();
    screen.keys("Down*4 :").expect_no("▸ ").expect("Find a value for Proposals→Deals …");
    screen.expect("Proposals: stage editor …").expect("Lock Proposals→Deals");
    screen.expect("proposals.rate=65%   deals.value=27k   target=21m+15%   contacts.lag=5w");
    screen.keys("Esc g s :").expect("Duplicate").expect("To the trash");
    screen.keys("Esc g c :").expect("All rows").expect("Remove: take this column out");
    screen.keys("Esc g l :").expect("Apply").expect("Low and high");
    screen.keys("Esc P :").expect("Next lever").expect("Black or white");
}

#[test]
fn a_few_letters_find_a_command_and_enter_runs_it() {
    let mut screen = screen();
    screen.keys(": <type stgedt> Enter");
    assert!(matches!(screen.model.overlay, Some(Overlay::Stage(_))), "{}", screen.text());
    screen.keys("Esc : <type Exact> Enter");
    assert!(screen.model.display.exact && screen.model.overlay.is_none());
    screen.keys(": <type LEVERS> Enter").expect("[Levers]");
    screen.keys(": <type scenarios> Enter").expect("[Scenarios]");
}

#[test]
fn enter_with_nothing_typed_or_picked_runs_nothing() {
    let mut screen = screen();
    screen.keys("g c");
    let columns = screen.model.compare.clone();
    screen.keys(": Enter").expect("type a name or pick with ↑↓").keys("Enter");
    assert_eq!(format!("{:?}", screen.model.compare), format!("{columns:?}"));
    assert!(screen.model.overlay.is_some(), "it stays open");
    screen.keys("Down").expect("▸ ").expect_no("pick with").keys("Up Enter");
    assert!(screen.model.overlay.is_none(), "what was picked is run");
    screen.keys("g v / Enter").expect("type a name or pick").keys("<type contacts> Enter");
    assert!(screen.model.overlay.is_none());
    screen.keys(": <type ex> Backspace*2 Enter").expect("type a name or pick");
}

#[test]
fn the_way_to_an_export_is_found() {
    let mut screen = screen();
    screen.keys(": <type export>").expect("pages to print").expect("E there exports them").keys("Enter");
    screen
        .expect("Export the plan")
        .keys("Esc ? <type export>")
        .expect("E           export")
        .expect("H           history");
}

#[test]
fn an_edit_of_a_locked_input_says_which_it_is_and_what_unlocks_it() {
    let mut screen = screen();
    screen.keys("Down*4 L : <type proposals.rate=65>");
    screen.expect("Proposals→Deals is locked; proposals.unlock=rate unlocks it").keys("Enter");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn fields_and_what_they_are_stand_below_each_other_in_a_box_no_higher_than_they_need() {
    let mut screen = screen().size(120, 40);
    screen.keys(": <type proposals.>");
    let lines = screen.lines();
    let column = |text: &str| {
        let line =
            lines.iter().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{}", screen.text()));
        line.split(text).next().map(|before| before.chars().count())
    };
    assert_eq!(column("Proposals→Deals, from a month on"), column("another name for Proposals"));
    screen.keys("Ctrl-u <type stgedt>");
    let lines = screen.lines();
    let top = lines.iter().position(|line| line.contains("═ Commands")).expect("a box");
    assert_eq!((lines.len() - top, lines[lines.len() - 1].trim_start().starts_with('╚')), (4, true));
}

#[test]
fn what_is_under_the_cursor_is_found_by_its_name() {
    let mut screen = screen();
    screen.keys("Down*4 : <type lock prop>").expect("▸ Lock Proposals→Deals").keys("Enter");
    screen.expect("locked").keys(": <type unlock> Enter");
    screen.keys("Right : <type back deals>").expect("▸ Proposals→Deals back to the baseline's 60.0%");
    screen.keys("Esc : <type raise>").expect("▸ Raise Proposals→Deals by a step of 1.0 pp").keys("Enter");
    assert_eq!(yields(&screen, 4), 62.0);
    screen.keys("Tab*3 : <type why>").expect("▸ Why Proposals, Jan 2027: where it comes from …");
}

#[test]
fn up_and_down_pick_another_row_and_typing_goes_back_to_the_first() {
    let mut screen = screen();
    screen.keys(": Down*3 Up").expect("▸ Warnings and notes");
    screen.keys("<type s>").expect_no("▸ Warnings");
    let Some(Overlay::Palette(palette)) = &screen.model.overlay else { panic!("it is open") };
    assert_eq!(palette.at, Some(0));
    screen.keys("PageDown*9").expect("▸").keys("Up*99").expect("▸ ");
}

#[test]
fn tab_completes_a_field_and_walks_on_through_those_of_the_stage() {
    let mut screen = screen();
    screen.keys(": <type prop> Tab");
    assert_eq!(line(&screen), "proposals.rate=");
    screen.expect("▸ proposals.rate=").expect("now 60.0%");
    screen.keys("Tab");
    assert_eq!(line(&screen), "proposals.lag=");
    screen.keys("Tab Shift-Tab Shift-Tab");
    assert_eq!(line(&screen), "proposals.rate=");
    screen.keys("<type 65> Enter");
    assert_eq!(yields(&screen, 4), 65.0);
    for (typed, completed) in [
        ("vis", "site-visitors.rate="),
        ("prop.la", "proposals.lag="),
        ("deals.v", "deals.value="),
        ("tar", "target="),
        ("phas", "phasing="),
        ("meetings.def", "meetings.definition="),
        ("save as", "save as"),
        ("hist", "history"),
    ] {
        screen.keys(":").write(typed).keys("Tab");
        assert_eq!(line(&screen), completed, "{typed}");
        screen.keys("Esc");
    }
}

#[test]
fn tab_completes_the_last_word_behind_assignments_and_never_a_value() {
    let mut screen = screen();
    screen.keys(": <type proposals.rate=65% dea> Tab");
    assert_eq!(line(&screen), "proposals.rate=65% deals.value=");
    screen.keys("<type 27k> Tab Enter");
    assert_eq!((yields(&screen, 4), yields(&screen, 5)), (65.0, 27_000.0));
    screen.keys(":").write("proposals.rate=6\u{3000}mee").keys("Tab");
    assert_eq!(line(&screen), "proposals.rate=6\u{3000}meetings.rate=");
    screen.keys("Esc : <type zzz> Tab");
    assert_eq!(line(&screen), "zzz", "nothing is like that");
}

#[test]
fn enter_on_a_field_goes_on_in_the_line_and_says_what_is_there_now() {
    let mut screen = screen();
    screen.keys(": <type contacts.l> Enter");
    assert_eq!(line(&screen), "contacts.lag=");
    screen.expect("Set Lag Contacts→Qualified to …").expect("now 45 d");
    assert!(!screen.model.document.is_previewing());
    screen.keys("<type 5w>").expect("Set Lag Contacts→Qualified to 35 d").keys("Enter");
    assert_eq!(super::lag(&screen, 1), 35);
}

#[test]
fn several_assignments_are_told_one_by_one_with_what_they_do_together() {
    let mut screen = screen();
    screen.keys(": <type proposals.rate=65% deals.value=27k stage-=contacts>");
    screen.expect("Make 3 changes in one step").expect("Set Proposals→Deals to 65 %");
    screen.expect("Set Deal value to $27,000").expect("Remove the stage Contacts").keys("Enter u");
    assert_eq!((yields(&screen, 4), yields(&screen, 5), screen.model.stage_count()), (60.0, 25_000.0, 6));
}

#[test]
fn an_assignment_to_what_is_selected_is_followed_by_what_else_can_be_done_with_it() {
    let mut screen = screen();
    screen.keys("Down*4 : <type proposals.rate=65>");
    assert_eq!(
        labels(&screen),
        [
            "Set Proposals→Deals to 65 %",
            "Find a value for Proposals→Deals …",
            "Proposals: stage editor …",
            "Lock Proposals→Deals"
        ]
    );
    screen.keys("Down*3 Enter").expect("locked");
    assert_eq!(yields(&screen, 4), 60.0, "the assignment was not taken");
    screen.keys(": <type contacts.rate=30>");
    assert_eq!(labels(&screen), ["Set Contacts→Qualified to 30 %"]);
}

#[test]
fn what_cannot_be_says_why_and_what_is_allowed_and_enter_runs_nothing_else() {
    let mut screen = screen();
    for (text, says) in [
        ("proposals.rate=900", "a rate must be 0.0001 % to 100 %, not 900 %"),
        ("proposals.size=5", "use rate, rate@MONTH, lag"),
        ("propsals.rate=5", "did you mean proposals?"),
        ("two words=5", "write FIELD=VALUE"),
        ("stage+=Demos@99", "a place, 1 to 7"),
    ] {
        screen.keys(":").write(text).expect(says).keys("Enter").expect(says);
        assert_eq!(line(&screen), text);
        assert_eq!(screen.model.document.undo_depth(), 0, "{text}");
        screen.keys("Esc");
    }
}

#[test]
fn at_the_baseline_commands_run_and_nothing_is_assigned() {
    let mut screen = screen();
    screen.keys("Down*4 Right B : <type target=1m>").expect("B goes back to your plan").keys("Enter Esc");
    assert_eq!((amount(&screen), screen.model.document.undo_depth()), (24e6, 1));
    screen.keys(": <type peek> Enter");
    assert!(!screen.model.display.peek);
}

#[test]
fn esc_leaves_everything_as_it_was() {
    for typed in ["", "save", "proposals.rate=65%", "prop<tab>", "xyz"] {
        let mut screen = screen();
        screen.keys("Down*4 Right");
        screen.model.notice = None;
        let before = fingerprint(&screen);
        screen.keys(":").write(typed.trim_end_matches("<tab>"));
        screen.keys(if typed.ends_with("<tab>") { "Tab Tab Esc" } else { "Esc" });
        assert_eq!(fingerprint(&screen), before, "{typed}");
    }
}

#[test]
fn a_paste_goes_where_the_cursor_is_and_only_its_first_line() {
    let mut screen = screen();
    screen.keys(": <type proposals.rate=%> Left").paste("65\nnever\ttyped");
    assert_eq!(line(&screen), "proposals.rate=65%");
    screen.keys("Enter");
    assert_eq!(yields(&screen, 4), 65.0);
    screen.keys(":").paste("tar\u{1b}get=1\u{7}m").expect("Set Amount to $1,000,000");
}

#[test]
fn a_click_picks_a_row_and_a_second_one_runs_it() {
    let mut screen = screen();
    screen.keys("Down*4 :").every(100).click("Lock Proposals→Deals").expect("▸ Lock Proposals→Deals");
    assert!(screen.model.overlay.is_some());
    screen.click("Lock Proposals→Deals").expect("locked");
    assert!(screen.model.overlay.is_none());
    screen.keys(":").wheel("Unlock", false).expect("▸ Find").wheel("Unlock", false).expect_no("▸ Find");
}

#[test]
fn the_title_leads_to_commands_and_help_with_a_click() {
    let mut screen = screen().size(120, 40);
    screen.click(": commands");
    assert!(matches!(screen.model.overlay, Some(Overlay::Palette(_))));
    screen.keys("Esc").click("? help");
    assert!(matches!(screen.model.overlay, Some(Overlay::Help(_))));
}

#[test]
fn no_number_is_cut_in_a_small_window() {
    let mut screen = screen().size(40, 12);
    screen.keys(": <type target=123,456,789.5>").expect("Set Amount to $123,456,789.50");
    screen.keys("Esc : <type contacts.lag=5w>").expect("Set Lag Contacts→Qualified to 35 d");
    screen.keys("Esc : <type revenue from 2027-02=123456789>").expect("Set the revenue of Feb 2027 to …");
    screen.resize(60, 18);
    screen.expect("Set the revenue of Feb 2027 to $123,456,789").expect_no("now");
    screen.resize(80, 24);
    screen.expect("now $2,000,000");
}

#[test]
fn names_from_a_file_are_shown_without_what_could_harm_a_terminal() {
    let mut screen = screen_of(|draft| draft.steps[4].name = "Angebote \u{202e}größer".to_owned());
    screen.keys("Down*4 : <type ang>").expect("Angebote größer").keys("Esc : <type grosser>");
    assert!(!screen.text().contains('\u{202e}'), "{}", screen.text());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn examples_and_fields_can_be_read_in_every_plan(draft in drafts()) {
        let plan = draft.build();
        for example in complete::examples(&plan) {
            let edit = parse(&example, &plan, BareRates::Refuse);
            prop_assert!(edit.is_ok(), "{}: {:?}", example, edit);
        }
        for field in complete::inputs(&plan).into_iter().chain(complete::others(&plan)) {
            let unknown = parse(&format!("{}x", field.text), &plan, BareRates::Percent).err();
            let said = unknown.map(|error| error.to_string()).unwrap_or_default();
            let is_known = !said.contains("no field") && !said.contains("no stage");
            prop_assert!(is_known || field.text == "stage-=", "{}: {}", field.text, said);
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_anything(
        draft in drafts(),
        key in select(&[":", "/", "?"][..]),
        typed in "\\PC{0,12}",
        then in select(&["Tab Tab Enter", "Down Enter", "Shift-Tab", "Enter Enter", "PageDown Up Tab"][..]),
        size in select(&[(80, 24), (60, 18), (40, 12), (200, 50)][..]),
    ) {
        let mut screen = Screen::new(draft.build()).size(size.0, size.1);
        screen.keys(key).write(&typed);
        prop_assert!(screen.lines().iter().all(|line| backcast::text::clean::width(line) == usize::from(size.0)));
        screen.keys(then);
        let lines = screen.lines();
        prop_assert!(lines.iter().all(|line| backcast::text::clean::width(line) == usize::from(size.0)));
        screen.keys("Esc*5");
        while screen.model.document.undo() {}
        let named = screen.scenario().with(&Edit::Name("Draft".to_owned()));
        prop_assert!(named.is_ok());
    }
}
