//! The page that sets plans side by side: which columns there are, moving, and what each key does to them.

use backcast::plan::Edit;
use backcast::tui::message::Message;
use backcast::tui::model::{Delta, Page};
use backcast::tui::page::compare::{Column, compare_with, sheet};

use super::{amount, screen};
use crate::compare::four;
use crate::scenarios::acme;
use crate::screen::Screen;
use crate::screens::base;
use crate::screens::compare::{named, stored};

/// The names of the columns, the reference first.
fn columns(screen: &Screen) -> Vec<String> {
    let sheet = sheet(&screen.model);
    (0..sheet.plans.len()).map(|column| sheet.name(column).to_owned()).collect()
}

/// The name of the selected column.
fn selected(screen: &Screen) -> String {
    columns(screen).swap_remove(screen.model.compare.column)
}

/// The name of the selected row.
#[track_caller]
fn row(screen: &Screen) -> String {
    let line = screen.line_with("▸");
    let after = line.split('▸').nth(1).expect("the line has it");
    after.split("  ").next().expect("a row has a name").trim().to_owned()
}

#[test]
fn at_first_the_baseline_and_the_working_copy_stand_side_by_side() {
    let mut screen = stored(80, 24);
    screen.keys("g c");
    assert_eq!(columns(&screen), ["┊ Baseline", "○ now"]);
    assert_eq!(selected(&screen), "○ now");
    screen.keys("Esc Down*4 <type 60> Enter g c");
    assert_eq!(columns(&screen), ["┊ Baseline", "● now"]);
    screen.expect("55.0%").expect("60.0% ▲5.0pp");
}

#[test]
fn the_file_has_a_column_where_it_says_something_else_than_both() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 Right g c");
    assert_eq!(columns(&screen), ["┊ Baseline", "● now"], "the baseline says what the file does");
    screen.keys("Esc b Right g c");
    assert_eq!(columns(&screen), ["┊ Baseline", "● now", "as saved"]);
    screen.expect("56.0%").expect("57.0% ▲1.0pp").expect("55.0% ▼1.0pp");
    screen.keys("s");
    assert_eq!(columns(&screen), ["┊ Baseline", "○ now"], "saved, the file says what stands");
}

#[test]
fn arrows_and_tab_select_columns() {
    let mut screen = stored(80, 24);
    screen.keys("g c Left");
    assert_eq!(selected(&screen), "┊ Baseline");
    screen.keys("Left");
    assert_eq!(selected(&screen), "┊ Baseline", "there is nothing left of it");
    screen.keys("Right Right");
    assert_eq!(selected(&screen), "○ now");
    screen.keys("Tab");
    assert_eq!(selected(&screen), "┊ Baseline", "Tab goes round");
    screen.keys("Shift-Tab");
    assert_eq!(selected(&screen), "○ now");
}

#[test]
fn rows_are_selected_one_by_one_by_page_and_to_both_ends() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 <type 60> Enter g c");
    assert_eq!(row(&screen), "Proposals→Deals");
    screen.keys("Down*2");
    assert_eq!(row(&screen), "Contacts");
    screen.keys("Up");
    assert_eq!(row(&screen), "Site visitors");
    let rows = sheet(&screen.model).rows.len();
    screen.keys("G");
    assert_eq!(screen.model.compare.row, sheet(&screen.model).rows.last().map(|row| row.subject));
    screen.expect("▲").expect_no("▼1").keys("g g");
    assert_eq!(row(&screen), "Proposals→Deals");
    screen.keys("End PageUp*9");
    assert_eq!(row(&screen), "Proposals→Deals");
    screen.keys("PageDown");
    let at = screen.model.compare.row;
    let page = sheet(&screen.model).rows.iter().position(|row| Some(row.subject) == at);
    assert!(page.is_some_and(|page| (10..rows).contains(&page)), "{page:?}");
    screen.keys("PageDown*9 Home");
    screen.expect("ASSUMPTIONS");
}

#[test]
fn a_shows_all_rows_and_the_selected_row_stays() {
    let mut screen = stored(120, 40);
    screen.keys("Down*4 <type 60> Enter g c Down");
    screen.expect("only rows that differ").expect_no("Amount");
    screen.keys("a").expect("all rows · a only what differs").expect("Amount").expect("Beyond");
    assert_eq!(row(&screen), "Site visitors");
    screen.keys("a").expect_no("Amount");
    assert_eq!(row(&screen), "Site visitors");
}

#[test]
fn d_turns_the_differences_off_into_numbers_and_into_percent() {
    let mut screen = stored(80, 24);
    let plan = screen.model.display.delta;
    screen.keys("Down*4 <type 60> Enter g c").expect("1,600,000 ▼8.3%");
    screen.keys("d").expect("Δ off · d").expect_no("▼8.3%");
    screen.keys("d").expect("1,600,000 ▼145,455").expect("60.0% ▲5.0pp").expect("in numbers");
    screen.keys("d").expect("1,600,000 ▼8.3%");
    assert_eq!(screen.model.compare.delta, Delta::Percent);
    assert_eq!(screen.model.display.delta, plan, "the plan shows its own as before");
}

#[test]
fn o_adds_a_scenario_by_a_part_of_its_name() {
    let mut screen = stored(80, 24);
    screen.keys("g c o").expect("Compare with").expect("Faster follow-up").expect("starter");
    screen.keys("<type stre>").expect_no("▸ Faster").expect("▸ Stretch 30M").keys("Enter");
    assert!(screen.model.overlay.is_none());
    assert_eq!(columns(&screen), ["┊ Baseline", "○ now", "Stretch 30M"]);
    assert_eq!(selected(&screen), "Stretch 30M");
    screen.expect("$30.0M ▲25.0%");
    screen.keys("o Esc");
    assert_eq!(columns(&screen).len(), 3, "Esc adds nothing");
    screen.keys("o <type zzz>").expect("No scenario has \"zzz\" in its name").keys("Enter Esc");
    assert_eq!(columns(&screen).len(), 3);
    screen.keys("Left o <type stretch> Enter").expect("it is a column already");
    assert_eq!((columns(&screen).len(), selected(&screen)), (3, "Stretch 30M".to_owned()));
    screen.keys("o <type coffee> Enter").keys("o").expect("! four columns at most · x removes");
    assert!(screen.model.overlay.is_none());
}

#[test]
fn the_list_is_moved_in_and_clicked_and_a_file_that_cannot_be_read_says_why() {
    let mut screen = stored(80, 24);
    let broken = screen.store().scenarios().join("broken.json");
    crate::screen::write(&broken, b"{\"format\": 1, \"stages\": 3}");
    screen.keys("g c o <type broken>").expect("cannot be read").keys("Enter").expect("! ");
    assert!(screen.model.overlay.is_some(), "another can be chosen");
    screen.keys("Ctrl-u Down Up End Home").every(100);
    screen.click("Stretch 30M").click("Stretch 30M");
    assert_eq!(columns(&screen).last().map(String::as_str), Some("Stretch 30M"));
}

#[test]
fn x_removes_the_column_but_never_the_last_two() {
    let mut screen = stored(80, 24);
    screen.keys("g c o <type stretch> Enter Left x");
    assert_eq!(columns(&screen), ["┊ Baseline", "Stretch 30M"]);
    screen.keys("x").expect("! two columns at least").expect("o adds another");
    screen.keys("o <type fast> Enter Left*3 x");
    assert_eq!(columns(&screen), ["Stretch 30M", "Faster follow-up"], "the next one is the reference");
    screen.expect("$24.0M ▼20.0%");
    screen.keys("Esc g c");
    assert_eq!(columns(&screen), ["Stretch 30M", "Faster follow-up"], "what was chosen stays");
}

#[test]
fn b_makes_the_column_the_reference() {
    let mut screen = stored(80, 24);
    screen.keys("g c o <type stretch> Enter b").expect("differences are to Stretch 30M now");
    assert_eq!(columns(&screen), ["Stretch 30M", "┊ Baseline", "○ now"]);
    screen.expect("$24.0M ▼20.0%");
    assert_eq!((selected(&screen), screen.model.document.pinned()), ("Stretch 30M".to_owned(), None));
    screen.keys("b").expect("differences are to this column already");
}

#[test]
fn enter_on_now_goes_to_the_plan() {
    let mut screen = stored(80, 24);
    screen.keys("g c Enter").expect("[Plan]");
}

#[test]
fn enter_on_the_baseline_brings_it_back_as_one_step() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 <type 60> Enter Down <type 27000> Enter");
    let before = screen.scenario().clone();
    screen.keys("g c Left Enter");
    assert_eq!(*screen.scenario(), base());
    screen.expect("[Plan]").expect("the plan is as the baseline again · u brings your changes back");
    screen.keys("u");
    assert_eq!(screen.scenario(), &before, "one step takes it back");
    screen.keys("U g c Left Enter").expect("the plan is as the baseline already").expect("[Compare]");
}

#[test]
fn enter_on_the_file_brings_its_content_back() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 Right b Right*2 g c Tab");
    assert_eq!(selected(&screen), "as saved");
    screen.keys("Enter").expect("the plan is as its file again").expect("○ saved");
    assert_eq!(*screen.scenario(), base());
}

#[test]
fn enter_on_another_scenario_opens_it_and_asks_first_when_work_is_unsaved() {
    let mut screen = stored(80, 24);
    screen.keys("g c o <type stretch> Enter Enter");
    assert_eq!((screen.scenario().name(), amount(&screen)), ("Stretch 30M", 30e6));
    screen.expect("[Plan]").keys("u").expect("back to Acme 2027 base");
    screen.keys("Right g c").keys("Right*3 Enter").expect("not saved").keys("Esc");
    assert_eq!(screen.model.page, Page::Compare);
    screen.keys("Enter D");
    assert_eq!(screen.scenario().name(), "Stretch 30M");
}

#[test]
fn a_column_follows_its_file() {
    let mut screen = stored(80, 24);
    screen.keys("g c o <type stretch> Enter").expect("$30.0M");
    screen.keys("Enter : <type target=33m> Enter s u u").expect("back to");
    while screen.scenario().name() != "Acme 2027 base" {
        screen.keys("u");
    }
    screen.keys("g c").expect("$33.0M ▲37.5%").expect_no("$30.0M");
}

#[test]
fn the_working_copy_shows_what_is_being_typed_and_undo_and_redo_work() {
    let mut screen = stored(80, 24);
    screen.keys("g c a Down*5 : <type proposals.rate=65%>");
    screen.keys("Enter").expect("65.0% ▲10.0pp");
    screen.keys("u").expect_no("65.0%").keys("U").expect("65.0% ▲10.0pp");
    screen.keys("s").expect("saved").expect("○ now");
}

#[test]
fn while_typing_the_draft_is_compared() {
    let mut screen = stored(120, 40);
    let before = screen.scenario().clone();
    screen.keys("g c : <type proposals.rate=65%>").expect("65.0% ▲10.0pp");
    assert_eq!(*screen.scenario(), before, "nothing is kept yet");
    screen.keys("Esc").expect_no("65.0%");
}

#[test]
fn stages_match_by_name_and_anew_when_the_plan_gains_one() {
    let mut screen = stored(160, 44);
    let mut demos = screen.scenario().clone();
    demos = demos
        .with_all(
            &backcast::text::edit::parse_all(
                "stage+=Demos@4",
                &demos,
                backcast::text::edit::BareRates::Percent,
            )
            .expect("it is an edit"),
        )
        .expect("a stage can be added");
    screen.store().save_as(&named(&demos, "With demos"), None).expect("the store is ours");
    screen.keys("g c o <type with> Enter");
    let needs = |screen: &Screen| {
        screen
            .lines()
            .iter()
            .filter(|line| line.contains(" Demos  "))
            .map(|line| super::super::screens::plain(line))
            .collect::<Vec<_>>()
    };
    assert!(needs(&screen)[0].contains("Demos – – "), "{:?}", needs(&screen));
    screen.keys(": <type stage+=demos@4> Enter");
    let found = needs(&screen);
    assert!(found.is_empty() || !found[0].contains("– –"), "{found:?}");
    let rows = sheet(&screen.model).scenarios().into_iter().cloned().collect::<Vec<_>>();
    let id = |at: usize| rows[at].funnel().named("demos").map(backcast::plan::Stage::id);
    assert!(id(1).is_some() && id(1) == id(2), "{:?} {:?}", id(1), id(2));
    screen.keys("u");
    assert!(needs(&screen)[0].contains("Demos – – "), "{:?}", needs(&screen));
}

#[test]
fn there_is_nothing_to_type_and_nothing_to_peek_at() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 <type 60> Enter B g c");
    assert!(!screen.model.display.peek, "the baseline has a column of its own");
    let before = screen.scenario().clone();
    screen.keys("6").expect("there is no number to type here");
    screen.paste("12").expect("there is no number to type here");
    screen.keys("B").expect("the baseline is this column");
    assert_eq!(selected(&screen), "┊ Baseline");
    screen.keys("w").expect("Why").keys("Esc");
    assert_eq!(*screen.scenario(), before);
    screen.keys("Esc").expect("[Plan]");
}

#[test]
fn marked_scenarios_become_the_columns() {
    let [.., faster, stretch] = four().map(|plan| named(&plan, "any"));
    let mut screen = stored(120, 40);
    screen.keys("o");
    let marked = |names: &[&str]| -> Vec<_> {
        names
            .iter()
            .map(|name| {
                ((*name).to_owned(), if *name == "Stretch 30M" { stretch.clone() } else { faster.clone() })
            })
            .collect()
    };
    let mut shown = |names: &[&str]| {
        compare_with(&mut screen.model, marked(names));
        screen.resize(120, 40);
        (columns(&screen), screen.model.page)
    };
    let (columns, page) = shown(&["Stretch 30M", "Faster follow-up"]);
    assert_eq!(
        (columns, page),
        (vec!["Stretch 30M".into(), "Faster follow-up".into(), "○ now".into()], Page::Compare)
    );
    assert_eq!(
        shown(&["Stretch 30M", "acme 2027 base"]).0,
        ["Stretch 30M", "○ now"],
        "by its name, whatever its case"
    );
    assert_eq!(shown(&["A", "B", "C", "D"]).0, ["A", "B", "C", "D"], "there is no room for the working copy");
    assert_eq!(shown(&["A", "a"]).0, ["A", "a (2)", "○ now"], "no two are called the same");
}

#[test]
fn marked_scenarios_of_the_store_are_opened_with_enter_and_others_say_where_to_look() {
    let mut screen = stored(80, 24);
    screen.keys("g s");
    let listed = screen.model.scenarios.listings.clone().expect("they were looked up");
    let stretch = listed.into_iter().find(|listing| listing.name == "Stretch 30M").expect("it is stored");
    let scenario = *stretch.content.expect("it can be read");
    compare_with(&mut screen.model, vec![("Elsewhere".to_owned(), acme().build()), (stretch.name, scenario)]);
    screen.keys("Left Enter").expect("! it is in no file that is known here");
    screen.keys("Right Enter");
    assert_eq!(screen.scenario().name(), "Stretch 30M");
}

#[test]
fn what_is_marked_among_the_scenarios_is_compared_as_it_stands() {
    let mut screen = stored(120, 40);
    screen.keys("Down*4 <type 60> Enter g s / <type stretch> Enter Space Esc");
    screen.keys("/ <type base> Enter Space Esc C").expect("[Compare]");
    assert_eq!(columns(&screen), ["Stretch 30M", "● now"]);
    screen.expect("$24.0M ▼20.0%").keys("Left Enter D");
    assert_eq!(screen.scenario().name(), "Stretch 30M");
}

#[test]
fn nothing_marked_is_refused() {
    let mut screen = stored(80, 24);
    screen.keys("g s");
    screen.keys("C").expect("! mark 2 to 4 with Space first").keys("Space C").expect("! mark 2 to 4");
    assert_eq!(screen.model.page, Page::Scenarios);
}

#[test]
fn the_mouse_selects_columns_and_rows_and_the_wheel_scrolls() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 <type 60> Enter g c o <type stretch> Enter");
    screen.click("┊ Baseline");
    assert_eq!(selected(&screen), "┊ Baseline");
    screen.click("● now");
    assert_eq!(selected(&screen), "● now");
    screen.click("Meetings  ");
    assert_eq!(row(&screen), "Meetings");
    let selected = screen.model.compare.row;
    screen
        .expect("ASSUMPTIONS")
        .wheel("Contacts  ", false)
        .wheel("┏", false)
        .expect_no("ASSUMPTIONS")
        .expect("▲");
    assert_eq!(screen.model.compare.row, selected, "what is selected stays");
    screen
        .wheel("Contacts  ", true)
        .wheel("Contacts  ", true)
        .wheel("Contacts  ", true)
        .expect("ASSUMPTIONS");
    for _ in 0..99 {
        screen.wheel("┏", false);
    }
    screen.expect_no("▼1").keys("Down").expect("▸");
    screen.click("Levers").expect("[Levers]").click("Compare").expect("[Compare]");
}

#[test]
fn a_double_click_on_a_row_opens_the_selected_column() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 <type 60> Enter g c").every(100);
    screen.click("Meetings  ").click("Meetings  ").expect("[Plan]");
}

#[test]
fn another_document_is_compared_with_what_was_chosen() {
    let mut screen = stored(80, 24);
    screen.keys("g c o <type fast> Enter o <type stretch> Enter Enter");
    assert_eq!(screen.scenario().name(), "Stretch 30M");
    screen.keys("Right g c");
    let chosen = ["┊ Baseline", "● now", "Faster follow-up", "Stretch 30M"];
    assert_eq!(columns(&screen), chosen);
    let is_now = |column: &Column| matches!(column, Column::Now);
    assert_eq!(screen.model.compare.columns.iter().filter(|column| is_now(column)).count(), 1);
}

#[test]
fn what_the_store_cannot_tell_leaves_the_columns_as_they_are() {
    let mut screen = stored(80, 24);
    screen.keys("g c o <type stretch> Enter");
    let before = screen.text();
    backcast::tui::update::update(&mut screen.model, Message::Listed(Vec::new()));
    assert_eq!(screen.text(), before);
}

#[test]
fn a_starter_that_no_file_holds_has_no_column_of_its_file() {
    let mut screen = screen();
    screen.keys("Right b Right g c");
    assert_eq!(columns(&screen), ["┊ Baseline", "● now"]);
    let renamed = screen.scenario().with(&Edit::Name("Other".to_owned())).expect("a plain name");
    assert_ne!(renamed, *screen.scenario());
}

#[test]
fn a_plan_that_was_removed_is_offered_again_first_of_all() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 Right b Right g c");
    assert_eq!(columns(&screen), ["┊ Baseline", "● now", "as saved"]);
    screen.keys("o").expect_no("this plan").expect("▸ Stretch 30M").keys("Esc Left*2 x o");
    screen.expect("▸ ┊ Baseline").expect("this plan").keys("Enter");
    assert_eq!(columns(&screen), ["● now", "as saved", "┊ Baseline"]);
    screen.keys("Left x o").expect("▸ as saved").keys("Enter Left*3 x o <type now>").expect("▸ ● now");
    screen.keys("Enter");
    assert_eq!(columns(&screen), ["┊ Baseline", "as saved", "● now"]);
}

#[test]
fn undo_says_what_it_did_to_the_plan_whether_it_is_a_column_or_not() {
    let mut screen = stored(80, 24);
    screen.keys("Down*4 <type 60> Enter L g c");
    screen
        .keys("u")
        .expect("Undo: Proposals→Deals unlocked")
        .keys("u")
        .expect("Undo: Proposals→Deals 60 → 55 %");
    screen.keys("U").expect("Redo: Proposals→Deals 55 → 60 %").keys("g p").expect_no("Undo:");
    screen.keys("b g c u").expect("Undo: changes are measured from the plan as opened");
    screen.keys("U").expect("Redo: changes are measured from 10:02");
}

#[test]
fn where_the_plan_is_no_column_a_changed_number_is_not_said_to_stand_here() {
    let mut screen = stored(80, 24);
    screen.keys("g c").expect("Change a number in the plan");
    screen.keys("s o <type saved> Enter").keys("Left x");
    assert_eq!(columns(&screen), ["┊ Baseline", "as saved"]);
    screen.expect("Nothing differs").expect_no("Change a number in the plan");
}
