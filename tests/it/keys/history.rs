//! The session history: what was done, looked at again, gone back to without losing anything, and written down.

use std::path::PathBuf;

use backcast::plan::{Edit, Input, TargetField};
use backcast::tui::overlay::Overlay;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, proptest};
use proptest::sample::select;

use super::{amount, fingerprint, screen, stage_names, yields};
use crate::scenarios::{Draft, Split, acme, even, horizon};
use crate::screen::{Screen, read};

/// The lines of the open list, without its border.
#[track_caller]
fn list(screen: &Screen) -> Vec<String> {
    let lines = screen.lines();
    let top = lines.iter().position(|line| line.contains("═ History")).expect("the list is open");
    let inside =
        lines[top + 1..].iter().filter_map(|line| line.trim_end().strip_prefix("║ ")?.strip_suffix(" ║"));
    inside.map(|line| line.trim_end().to_owned()).collect()
}

/// A rate raised at 10:03, pinned at 10:04, lowered at 10:05, an amount at 10:06.
fn tried() -> Screen {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4");
    for (minute, keys) in [(3, "<type 65> Enter"), (4, "b"), (5, "Left"), (6, "Tab Tab <type 20m> Enter")] {
        screen.at(&format!("10:0{minute}:30")).keys(keys);
    }
    screen.at("10:07:00");
    screen
}

#[test]
fn each_step_has_its_time_and_what_it_did_and_the_newest_is_first() {
    let mut screen = tried();
    screen.keys("u H");
    let expected = [
        "  10:06 undone Amount $24.0M → $20.0M: 250,000 fewer site visitors",
        "▸ 10:05 now    Proposals→Deals 65 → 64 %: 23,076 more site visitors",
        "  10:04        pinned: changes are measured from here",
        "  10:03        Proposals→Deals 60 → 65 %: 123,076 fewer site visitors",
        "  10:02        began with Draft",
        "",
        "The plan stands here.",
    ];
    assert_eq!(list(&screen), expected, "\n{}", screen.text());
    screen.expect("History · 4 steps");
}

#[test]
fn what_changes_no_number_is_told_too() {
    let mut screen = screen();
    screen.keys("Down L L i Down Enter Up Enter <type Leads> Enter Esc N x Esc N Backspace Esc");
    screen.keys(": <type leads.range=20..30%> Enter : <type leads.definition=agreed> Enter").resize(80, 40);
    screen.keys("H");
    let told: Vec<String> = list(&screen).into_iter().map(|line| line.chars().skip(15).collect()).collect();
    let expected = [
        "definition of Leads changed",
        "Leads→Qualified: range 20.0% to 30.0%",
        "notes cleared",
        "notes written",
        "Contacts renamed to Leads",
        "owner of Contacts: marketing",
        "Contacts→Qualified unlocked",
        "Contacts→Qualified locked",
        "began with Draft",
    ];
    assert_eq!(told[..9], expected, "\n{}", screen.text());
}

#[test]
fn the_selected_state_is_on_the_screen_behind_and_esc_leaves_all_as_it_was() {
    let mut screen = tried();
    screen.keys("Shift-Tab");
    screen.model.notice = None;
    let before = (fingerprint(&screen), screen.text());
    screen.keys("H Down*3").expect("65.0%").expect("$24,000,000").expect("Going there: 2 inputs");
    screen.keys("Down").expect("60.0%").expect_no("64.0%");
    assert_eq!((yields(&screen, 4), amount(&screen)), (64.0, 20e6), "looking is not going");
    screen.keys("Up Up").expect("▸ 10:04").expect("65.0%").keys("Esc");
    assert_eq!((fingerprint(&screen), screen.text()), before);
    for close in ["q", "H", "Ctrl-c"] {
        screen.keys("H Down Down").keys(close);
        screen.model.notice = None;
        assert_eq!(fingerprint(&screen), before.0, "{close}");
    }
}

#[test]
fn a_state_with_fewer_stages_does_not_move_the_selection() {
    let mut screen = screen();
    screen.keys("Down*5 i a").write("Renewals").keys("Enter Esc");
    let row = screen.model.cursor.row;
    assert_eq!((row, stage_names(screen.scenario()).len()), (6, 7));
    screen.keys("H End");
    assert_eq!(screen.model.stage_count(), 6);
    screen.keys("Esc");
    assert_eq!(screen.model.cursor.row, row);
}

#[test]
fn going_back_is_one_step_that_u_takes_back() {
    let mut screen = tried();
    let depth = screen.model.document.undo_depth();
    screen.keys("H End Enter").expect("as it was at 10:02");
    assert!(screen.model.overlay.is_none());
    assert_eq!((yields(&screen, 4), amount(&screen)), (60.0, 24e6));
    assert_eq!(screen.model.document.pinned(), None, "the baseline is that of then");
    assert_eq!(screen.model.document.undo_depth(), depth + 1);
    screen.expect("○ saved").keys("u").expect("● unsaved");
    assert_eq!((yields(&screen, 4), amount(&screen)), (64.0, 20e6));
    assert_eq!(screen.model.document.pinned(), Some("10:04"));
    screen.keys("U");
    assert_eq!((yields(&screen, 4), amount(&screen)), (60.0, 24e6), "the way back can be redone");
    screen.keys("H").expect("▸ 10:07 now    went back to 10:02: 2 inputs");
}

#[test]
fn going_back_gives_up_nothing_that_was_undone() {
    let mut screen = tried();
    screen.keys("u u u H End Enter");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 2));
    screen.keys("U U U").expect("Redo: ");
    assert_eq!((yields(&screen, 4), amount(&screen)), (64.0, 20e6));
    screen.keys("U").expect("nothing to redo");
    screen.keys("u u u u");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (65.0, 1));
}

#[test]
fn what_was_undone_can_be_gone_to() {
    let mut screen = tried();
    screen.keys("u*4 H Home Enter");
    assert_eq!((yields(&screen, 4), amount(&screen)), (64.0, 20e6));
    screen.keys("u");
    assert_eq!((yields(&screen, 4), amount(&screen)), (60.0, 24e6));
}

/// The rate raised to 65 % at 10:03, to 70 % at 10:04 and to 75 % at 10:05, each of the first two undone.
fn three_tries() -> Screen {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4");
    for (minute, keys) in [(3, "<type 65> Enter u"), (4, "<type 70> Enter u"), (5, "<type 75> Enter")] {
        screen.at(&format!("10:0{minute}:30")).keys(keys);
    }
    screen.at("10:07:00");
    screen
}

#[test]
fn what_was_undone_stays_in_the_list_when_something_else_is_tried() {
    let mut screen = three_tries();
    screen.keys("U").expect("nothing to redo").keys("H");
    let expected = [
        "▸ 10:05 now    Proposals→Deals 60 → 75 %: 320,000 fewer site visitors",
        "  10:04 undone Proposals→Deals 60 → 70 %: 228,571 fewer site visitors",
        "  10:03 undone Proposals→Deals 60 → 65 %: 123,076 fewer site visitors",
        "  10:02        began with Draft",
        "",
        "The plan stands here.",
    ];
    assert_eq!(list(&screen), expected, "\n{}", screen.text());
    screen.expect("History · 3 steps").keys("Down Down").expect("65.0%").keys("Enter");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (65.0, 2), "it is one step");
    screen.keys("u");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (75.0, 1));
    screen.keys("U H").expect("▸ 10:07 now    went back to 10:03: Proposals→Deals 75 → 65 %");
    assert_eq!(list(&screen)[1..4], expected.map(|line| line.replace("▸", " ").replace("now", "   "))[..3]);
}

#[test]
fn what_was_undone_is_written_down_in_the_order_of_time() {
    let mut screen = three_tries();
    let path = beside(&screen, "tried.md");
    screen.keys("H E").write(path.to_str().expect("it is plain")).keys("Enter").expect("written to tried.md");
    let text = String::from_utf8(read(&path)).expect("it is text");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| 10:")).collect();
    let expected = [
        "| 10:02 | began with Draft |",
        "| 10:03 | Proposals→Deals 60 → 65 % (undone) | 123 fewer proposals",
        "| 10:04 | Proposals→Deals 60 → 70 % (undone) | 228 fewer proposals",
        "| 10:05 | Proposals→Deals 60 → 75 % | 320 fewer proposals",
    ];
    assert_eq!(rows.len(), expected.len(), "{text}");
    assert!(rows.iter().zip(expected).all(|(row, expected)| row.starts_with(expected)), "{text}");

    let path = beside(&screen, "2.md");
    screen.keys("H Down Enter H E").write(path.to_str().expect("it is plain")).keys("Enter");
    let text = String::from_utf8(read(&path)).expect("it is text");
    assert!(text.contains("| 10:07 | went back to 10:04: Proposals→Deals 75 → 70 % | 92 more"), "{text}");
}

#[test]
fn a_step_that_redo_brings_is_told_against_what_it_was_made_from() {
    let mut screen = tried();
    screen.keys("u u u H End Enter U H");
    // Between it and the 65 % stands the way back to 60 %.
    screen.expect("▸ 10:04 now    pinned: changes").expect("10:05 undone Proposals→Deals 65 → 64 %");
    screen.expect("10:07        went back to 10:02: Proposals→Deals 65 → 60 %");
}

#[test]
fn the_session_began_with_the_name_that_the_scenario_had_then() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 Right S").write("Braver").keys("Enter H").expect("began with Draft");
    screen.expect_no("renamed").expect("Proposals→Deals 60 → 61 %").keys("Esc u L H").expect("60 → 61 %");
    screen.expect_no("renamed").expect("History · 2 steps");
}

#[test]
fn a_rate_from_a_month_on_is_told_with_what_it_did() {
    let mut screen = screen();
    screen.keys(": <type proposals.rate@2027-04=65%> Enter H");
    screen.expect("now    Proposals→Deals from Apr 2027 60 → 65 %: ▼71,794 visitors");
    screen.resize(120, 40);
    screen.expect("65 %: 71 fewer proposals and 71,794 fewer");
    screen.resize(60, 18);
    screen.expect("from Apr 2027 60 → 65 %").expect_no("65 %: ");
}

#[test]
fn the_prompt_says_which_folder_a_file_goes_to() {
    let mut screen = tried();
    for (columns, lines) in [(80, 24), (40, 12)] {
        screen.resize(columns, lines);
        screen.keys("H E").expect("In the current folder").expect("Enter writes it").keys("Esc");
    }
}

#[test]
fn going_to_where_the_plan_stands_is_no_step() {
    let mut screen = tried();
    screen.keys("H Enter").expect("nothing changed");
    assert_eq!(screen.model.document.undo_depth(), 4);
    screen.keys("L L H Down Down Enter");
    assert_eq!(screen.model.document.undo_depth(), 6, "two steps ago it said the same");
}

#[test]
fn going_back_to_another_scenario_keeps_whose_file_is_whose() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Down*4 Right S").write("Other").keys("Enter Tab Tab <type 1m> Enter s o Down");
    // The open one comes first.
    screen.expect("▸").keys("Enter");
    assert_eq!(screen.scenario().name(), "Draft");
    screen.keys("H").expect("opened Draft").keys("Down").expect("Going there: another scenario, Other");
    screen.keys("Enter").expect("back to Other as it was at").expect("○ saved");
    screen.keys("<type 2m> Enter s");
    assert_eq!(screen.held("Other").target().amount.get(), 2e6);
    assert_eq!(screen.held("Draft").target().amount.get(), 24e6);
    screen.keys("u u");
    assert_eq!(screen.scenario().name(), "Draft");
    screen
        .expect("○ saved")
        .keys("U")
        .expect("back to Other")
        .keys("H")
        .expect("went back to Other as of 10:02");
}

#[test]
fn going_back_to_another_scenario_asks_first_when_work_is_unsaved() {
    let unsaved = || {
        let mut screen = Screen::stored(&acme().build());
        screen
            .keys("S")
            .write("Other")
            .keys("Enter o Down Enter <type 3> Enter H End Enter")
            .expect("Go back · not saved");
        screen
    };
    let mut screen = unsaved();
    screen.keys("Esc").expect("● unsaved");
    assert_eq!(yields(&screen, 0), 3.0);
    let mut screen = unsaved();
    screen.keys("s");
    assert_eq!(screen.held("Draft").funnel().stages()[0].yields().initial(), 0.03);
    assert!(!screen.has_quit());
    let mut screen = unsaved();
    screen.keys("k");
    assert!(screen.names().iter().any(|name| name.starts_with("Draft (kept")), "{:?}", screen.names());
    let mut screen = unsaved();
    screen.keys("D u");
    assert_eq!(yields(&screen, 0), 3.0);
}

#[test]
fn a_burst_of_nudges_is_of_the_time_of_its_last() {
    let mut screen = screen();
    screen.keys("Down*4").every(400).at("10:03:59").keys("Right");
    screen.at("10:04:00").keys("Right H").expect("▸ 10:04 now    Proposals→Deals 60 → 62 %");
    screen.expect("History · 1 step ");
}

#[test]
fn rows_are_selected_with_a_click_and_gone_to_with_two() {
    let mut screen = tried();
    screen.every(100).keys("H").click("10:03").expect("▸ 10:03").expect("65.0%");
    screen.wheel("10:03", true).expect("▸ 10:04");
    screen.click("10:02").click("10:02");
    assert!(screen.model.overlay.is_none());
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 5));
}

#[test]
fn the_baseline_has_no_history() {
    let mut screen = tried();
    screen.keys("B H").expect("this is the baseline");
    assert!(screen.model.overlay.is_none());
}

#[test]
fn earlier_versions_of_the_file_follow_and_open_as_copies() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("H").expect_no("EARLIER SAVED").keys("Esc");
    screen.keys("Tab Tab <type 20m> Enter s <type 22m> Enter s").expect("saved to");
    screen.resize(120, 40);
    screen
        .keys("H End")
        .expect("EARLIER SAVED VERSIONS")
        .expect("$20.0M")
        .expect("$24.0M · 1,600,000 site visitors");
    screen.expect("[$24,000,000]").expect("Enter opens it as a copy");
    let lines = list(&screen);
    let heading = lines.iter().position(|line| line.contains("EARLIER")).expect("it is shown");
    assert!(lines[heading - 1].contains("began") && lines[heading + 2].starts_with('▸'), "{lines:?}");
    screen.keys("Enter").expect("Draft (earlier)").expect("● unsaved");
    assert_eq!((amount(&screen), screen.held("Draft").target().amount.get()), (24e6, 22e6));
    screen.keys("s Enter").expect("saved to");
    assert_eq!(screen.names(), ["Draft", "Draft (earlier)"]);
    screen.keys("u");
    assert_eq!((screen.scenario().name(), amount(&screen)), ("Draft", 22e6));
}

#[test]
fn a_version_that_cannot_be_read_says_so() {
    let mut screen = Screen::stored(&acme().build());
    screen.keys("Tab Tab <type 20m> Enter s");
    let history = screen.store().state().join("history/draft");
    crate::screen::write(&history.join("19990101-000000-000.json"), b"{\"format\": \"backcast\"");
    screen.keys("H End").expect("cannot be read").expect("! ").keys("Enter");
    assert!(matches!(screen.model.overlay, Some(Overlay::HistoryList(_))), "{}", screen.text());
    assert_eq!(amount(&screen), 20e6);
}

/// A path in the session's folder.
fn beside(screen: &Screen, name: &str) -> PathBuf {
    screen.store().data().join(name)
}

#[test]
fn what_was_tried_is_written_to_a_new_file_and_never_over_another() {
    let mut screen = tried();
    screen.keys("H Down Down E").expect("File: draft-what-we-tried.md");
    let path = beside(&screen, "tried.md");
    screen.write(path.to_str().expect("it is plain")).keys("Enter").expect("written to tried.md in");
    assert!(screen.model.overlay.is_none());
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (64.0, 4), "it changes nothing");
    let text = String::from_utf8(read(&path)).expect("it is text");
    assert!(text.starts_with(
        "# What we tried · Draft · 21 Nov 2026\n\nBaseline: the plan as it was pinned at 10:04."
    ));
    assert!(text.contains("| 10:06 | Amount $24.0M → $20.0M |"), "{text}");

    crate::screen::write(&path, b"somebody else's");
    screen.keys("H E").write(path.to_str().expect("it is plain")).keys("Enter").expect("is there already");
    screen.keys("Esc");
    assert!(matches!(screen.model.overlay, Some(Overlay::Prompt(_))), "{}", screen.text());
    assert_eq!(read(&path), b"somebody else's");
    screen.keys("Backspace*3").write("-2.md").keys("Enter").expect("written to tried-2.md in");
    assert_eq!(read(&beside(&screen, "tried-2.md")), text.as_bytes());
}

#[test]
fn a_file_that_cannot_be_written_is_told_in_the_prompt() {
    let mut screen = screen();
    screen.keys("H E Ctrl-u Enter").expect("a file must have a name");
    let path = beside(&screen, "no/such/folder/tried.md");
    screen.write(path.to_str().expect("it is plain")).keys("Enter").expect("! cannot");
    assert!(matches!(screen.model.overlay, Some(Overlay::Prompt(_))));
    screen.keys("Esc");
    assert!(screen.model.overlay.is_none() && screen.scenario() == &acme().build());
}

#[test]
fn the_list_fits_every_window_and_leaves_the_plan_in_sight() {
    let mut screen = tried();
    screen.keys("H Down Down");
    for (columns, lines) in [(160, 44), (120, 40), (80, 24), (60, 18), (40, 12)] {
        screen.resize(columns, lines);
        screen.expect("Esc").expect("▸ 10:04").expect("Going there: 2 inputs").expect("═ History · 4 steps");
        let top = screen.place_of("╔═ History").1;
        assert!(top >= lines / 3, "{}", screen.text());
        let shown = screen.lines()[..usize::from(top)].join("\n");
        assert!(shown.contains("[$24,000,000]") && (columns < 80 || shown.contains("65.0%")), "{shown}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn a_thousand_steps_are_told_a_screenful_at_a_time() {
    let mut largest: Draft = even(24e6, &[]);
    largest.months = 60;
    largest.split = Split::Custom((0..60).map(|month| 1.0 + f64::from(month)).collect());
    largest.steps =
        (0..12).map(|place| crate::scenarios::Step::new(&format!("Stage {place}"), 0.5, 90)).collect();
    largest.steps[11].yields = 25_000.0;
    let mut screen = Screen::new(largest.build()).size(160, 44);
    for step in 0..1000 {
        let amount = crate::scenarios::money(24e6 + f64::from(step % 7) * 1e5 + 1e5);
        let lock = Edit::Lock(Input::Target(TargetField::Months), step % 2 == 0);
        screen.model.document.edit(&[Edit::Amount(amount), lock]).expect("both are allowed");
    }
    assert_eq!(screen.model.document.step_count(), 1001);
    assert_eq!(screen.scenario().months(), horizon(60));
    let start = std::time::Instant::now();
    screen.keys("H").expect("Amount $24.6M → $24.7M");
    assert!(start.elapsed().as_secs() < 1, "all steps told would take longer: {:?}", start.elapsed());
    screen.keys("End").expect("began with Draft").expect("▲");
    screen.keys("Enter u");
    assert_eq!(screen.model.document.undo_depth(), 1000);
}

/// What a person may do between two looks at the history.
const ACTS: [&str; 20] = [
    "Right",
    "Left",
    "Down",
    "Tab",
    "<type 3> Enter",
    "L",
    "b",
    "u",
    "U",
    "u u",
    "i a Esc Esc",
    "i x Esc",
    "N <type note> Esc",
    "n Down Enter D Esc*3",
    "H Down Enter",
    "H Down Down Down Enter",
    "H Home Enter",
    "H End Enter",
    "H Up Esc",
    "H PageDown Up H",
];

/// Everything that undo brings back.
fn state(screen: &Screen) -> String {
    let document = &screen.model.document;
    format!("{:?}", (document.id(), document.scenario(), &document.baseline().scenario, document.pinned()))
}

/// When each state was made that the history has, and what it is, in its order.
fn listed(screen: &Screen) -> Vec<(String, String)> {
    let moments = screen.model.document.moments().into_iter().map(|moment| moment.state);
    let told = moments.map(|state| {
        let content = (state.id, &state.scenario, &state.baseline, state.pinned.as_deref());
        (state.time.to_string(), format!("{content:?}"))
    });
    told.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_undo_leads_to_the_first_state_and_redo_to_the_last(acts in vec(select(&ACTS[..]), 25)) {
        let mut screen = screen();
        let first = state(&screen);
        for keys in acts {
            let (depth, before) = (screen.model.document.undo_depth(), state(&screen));
            let went = keys.starts_with('H');
            screen.keys(keys);
            assert!(!screen.model.document.is_previewing(), "{keys}");
            if went && screen.model.document.undo_depth() > depth {
                assert_eq!(screen.model.document.undo_depth(), depth + 1, "{keys}");
                let after = state(&screen);
                screen.keys("u");
                assert_eq!(state(&screen), before, "{keys} is taken back by one u");
                screen.keys("U");
                assert_eq!(state(&screen), after);
            }
        }
        while screen.model.document.redo() {}
        let last = state(&screen);
        while screen.model.document.undo() {}
        assert_eq!(state(&screen), first);
        while screen.model.document.redo() {}
        assert_eq!(state(&screen), last);
    }

    #[test]
    fn every_state_ever_made_is_listed_once_in_the_order_of_time(acts in vec(select(&ACTS[..]), 30)) {
        let mut screen = screen();
        screen.at("10:00:00").keys("Esc");
        let mut made = listed(&screen);
        for (act, keys) in acts.into_iter().enumerate() {
            let time = format!("11:{act:02}:00");
            let (steps, before) = (screen.model.document.step_count(), state(&screen));
            screen.at(&time).keys(keys);
            if screen.model.document.step_count() > steps {
                made.push((time, state(&screen)));
                assert_ne!(state(&screen), before, "{keys}");
            }
            assert_eq!(listed(&screen), made, "{keys}");
        }
    }
}
