//! The page that sets plans side by side: the numbers of the design's frames, the engine's for any plans, every size.

use backcast::goals::{Goals, by_month, compute};
use backcast::plan::{Beyond, Edit, Phasing, Scenario, Stage};
use backcast::text::clean::width;
use backcast::text::show;
use backcast::tui::ThemeChoice;
use backcast::tui::layout::{Form, compare_layout};
use backcast::tui::page::compare::{Line, compare_with, sheet};
use proptest::prelude::{ProptestConfig, proptest};
use proptest::sample::select;
use ratatui::style::Modifier;

use super::random::assert_fits;
use super::{assert_lines, base, plain};
use crate::compare::four;
use crate::scenarios::{Draft, Step, drafts, month};
use crate::screen::Screen;

/// A scenario under another name.
pub(crate) fn named(scenario: &Scenario, name: &str) -> Scenario {
    scenario.with(&Edit::Name(name.to_owned())).expect("a plain name")
}

/// The store of the frames: the plan at 55 %, and the two that are compared with it.
pub(crate) fn stored(width: u16, height: u16) -> Screen {
    let screen = Screen::stored(&base()).size(width, height).today("2026-11-21");
    let [.., faster, stretch] = four();
    for scenario in [named(&faster, "Faster follow-up"), named(&stretch, "Stretch 30M")] {
        screen.store().save_as(&scenario, None).expect("the store is ours");
    }
    screen
}

/// The frames' moment: the plan at 60 %, compared with as many others of the store.
fn compared(width: u16, height: u16, others: usize) -> Screen {
    let mut screen = stored(width, height);
    screen.keys("Down*4 <type 60> Enter g c");
    for name in ["<type fast>", "<type stretch>"].into_iter().take(others) {
        screen.keys("o").keys(name).keys("Enter");
    }
    screen
}

/// Plans side by side that are in no file, without the working copy where there are four.
fn side_by_side(plans: &[&Scenario], width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(named(plans[0], "Own")).size(width, height);
    let scenarios = plans[1..].iter().enumerate();
    let scenarios =
        scenarios.map(|(at, plan)| (format!("Plan {}", at + 2), named(plan, &format!("Plan {}", at + 2))));
    let own = ("Own".to_owned(), named(plans[0], "Own"));
    let all = std::iter::once(own).chain(scenarios).collect();
    compare_with(&mut screen.model, all);
    screen.resize(width, height);
    screen
}

/// The frame at 120×40, which every larger window shows too.
const FOUR: [&str; 27] = [
    "┊ Baseline ● now Faster follow-up Stretch 30M",
    "ASSUMPTIONS",
    "Amount $24.0M $24.0M · $24.0M · $30.0M ▲25.0%",
    "Phasing even even · even · +2.0%/mo new",
    "Contacts→Qualified 25.0% 25.0% · 28.0% ▲3.0pp 25.0% ·",
    "Proposals→Deals 55.0% 60.0% ▲5.0pp 55.0% · 60.0% ▲5.0pp",
    "Deal value $25,000 $25,000 · $25,000 · $27,000 ▲8.0%",
    "Lag Contacts→Qualified 45 d 45 d · 25 d ▼20 d 45 d ·",
    "Lag Qualified→Meetings 14 d 14 d · 7 d ▼7 d 14 d ·",
    "THIS PLAN NEEDS",
    "Site visitors 1,745,455 1,600,000 ▼8.3% 1,558,442 ▼10.7% 1,851,852 ▲6.1%",
    "Contacts 34,910 32,000 ▼8.3% 31,169 ▼10.7% 37,038 ▲6.1%",
    "Qualified leads 8,728 8,000 ▼8.3% 8,728 · 9,260 ▲6.1%",
    "Meetings 3,491 3,200 ▼8.3% 3,491 · 3,704 ▲6.1%",
    "Proposals 1,746 1,600 ▼8.3% 1,746 · 1,852 ▲6.1%",
    "Deals 960 960 · 960 · 1,112 ▲15.7%",
    "TIMING",
    "First work 4 Aug 26 4 Aug 26 · 1 Sep 26 ▲28 d 4 Aug 26 ·",
    "Visitors due by now 518,788 475,556 ▼8.3% 346,321 ▼33.2% 505,591 ▼2.5%",
    "Inside on day one $9.80M $9.80M · $8.00M ▼18.4% $11.4M ▲16.3%",
    "Visitors, peak month 145,455 133,334 ▼8.3% 129,871 ▼10.7% 189,173 ▲30.1%",
    "Last call, visitors 3 Aug 27 3 Aug 27 · 31 Aug 27 ▲28 d 3 Aug 27 ·",
    "VISITORS BY MONTH · one scale, 0 – 220k Aug 2026 – Dec 2027",
    "peak 145,455",
    "peak 133,334",
    "peak 129,871",
    "peak 189,173",
];

/// What the frame at 120×40 says under the months.
const WORDS: [&str; 3] = [
    "● now: Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer visitors for this plan; from Aug 2026 (past)",
    "Faster follow-up: 3 inputs: 3,741 fewer contacts and 187,013 fewer visitors for this plan; first work 1 Sep 2026",
    "Stretch 30M: 4 inputs: 152 more deals and 106,397 more visitors, peak visitors 145,455 → 189,173 in Dec 2027",
];

/// The frame at 80×24.
const THREE: [&str; 16] = [
    "┊ Baseline ● now Faster follow-up",
    "ASSUMPTIONS",
    "Contacts→Qualified 25.0% 25.0% · 28.0% ▲3.0pp",
    "Proposals→Deals 55.0% 60.0% ▲5.0pp 55.0% ·",
    "Lag Contacts→Qualified 45 d 45 d · 25 d ▼20 d",
    "Lag Qualified→Meetings 14 d 14 d · 7 d ▼7 d",
    "THIS PLAN NEEDS",
    "Site visitors 1,745,455 1,600,000 ▼8.3% 1,558,442 ▼10.7%",
    "Contacts 34,910 32,000 ▼8.3% 31,169 ▼10.7%",
    "Qualified leads 8,728 8,000 ▼8.3% 8,728 ·",
    "Meetings 3,491 3,200 ▼8.3% 3,491 ·",
    "Proposals 1,746 1,600 ▼8.3% 1,746 ·",
    "TIMING",
    "First work 4 Aug 26 4 Aug 26 · 1 Sep 26 ▲28 d",
    "Visitors due by now 518,788 475,556 ▼8.3% 346,321 ▼33.2%",
    "Inside on day one $9.80M $9.80M · $8.00M ▼18.4%",
];

#[test]
fn the_frames_come_out() {
    for (width, height) in [(120, 40), (160, 44), (200, 50)] {
        let mut screen = compared(width, height, 2);
        let names = plain(&screen.lines()[2]).replace(", as opened", "");
        assert_eq!(names, FOUR[0]);
        assert_lines(&screen, &FOUR[1..]);
        screen
            .expect("IN WORDS · against the first column")
            .expect("Faster follow-up: 3 inputs: 3,741 fewer");
        screen.expect("● now: Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer ");
        screen.expect("Stretch 30M: 4 inputs: 152 more deals and 106,397 more ");
    }
    assert_lines(&compared(120, 40, 2), &WORDS);
    let mut screen = compared(80, 24, 1);
    assert_lines(&screen, &THREE);
    screen.expect("Last call, visitors").expect_no("›").expect("Δ to the first column · d");
}

#[test]
fn below_110_columns_a_fourth_scrolls_in_and_the_reference_stays() {
    let mut screen = compared(80, 24, 2);
    screen.expect("┊ Baseline").expect_no("● now ").expect("Stretch 30M").expect("‹1");
    screen.keys("Left Left").expect("┊ Baseline").expect("● now").expect_no("Stretch 30M").expect("1›");
    assert_lines(&screen, &["Site visitors 1,745,455 1,600,000 ▼8.3% 1,558,442 ▼10.7%"]);
    screen.keys("Left").expect("1›").keys("Right*3").expect("‹1");
    assert_lines(&screen, &["Site visitors 1,745,455 1,558,442 ▼10.7% 1,851,852 ▲6.1%"]);
}

#[test]
fn small_windows_show_the_reference_and_the_selected_column() {
    let mut screen = compared(60, 18, 2);
    screen.expect("┊ Baseline").expect("Stretch 30M").expect("‹2");
    assert_lines(&screen, &["Proposals→Deals 55.0% 60.0% ▲5.0pp", "Site visitors 1,745,455 1,851,852 ▲6.1%"]);
    let mut screen = compared(40, 12, 2);
    screen.expect("┊ Baseline").expect("‹2").expect("no room for Δ").keys("Down*8");
    assert_lines(&screen, &["Site visitors 1,745,455 1,851,852", "▸Contacts 34,910 37,038"]);
    screen.keys("Left").expect("Faster fo…").expect("1,558,442");
    screen.keys("Up*2").expect("━ Lag Qualified→Meetings ━").expect("▸Lag Qualified…");
}

#[test]
fn nothing_differs_says_so_and_how_to_go_on() {
    let mut screen = stored(80, 24);
    screen.keys("g c").expect("┊ Baseline, as opened").expect("○ now");
    screen.expect("Nothing differs from the first column").expect("o adds another scenario").expect("g p");
    screen.keys("a").expect("ASSUMPTIONS").expect("Deal value").expect_no("Nothing differs");
}

#[test]
fn the_baseline_tells_when_it_was_pinned_where_there_is_room() {
    let mut screen = stored(160, 44);
    screen.keys("b Down*4 Right g c").expect("┊ Baseline 10:02");
    screen.resize(40, 12);
    screen.expect("┊ Baseline").expect_no("10:02");
}

/// The bars of a line of months in eighths, one for each month; the last month has one.
fn bars(line: &str, months: usize) -> Vec<usize> {
    const EIGHTHS: &str = " ▁▂▃▄▅▆▇█";
    let letters: Vec<char> = line.chars().collect();
    let is_bar = |letter: &char| *letter != ' ' && EIGHTHS.contains(*letter);
    let first = letters.iter().position(is_bar).expect("there are bars");
    let last = letters.iter().rposition(is_bar).expect("there are bars");
    // A bar and the blank behind it.
    let step = 1 + letters[first..].iter().position(|letter| *letter == ' ').expect("bars are apart");
    let start = last + 2 - step * months;
    let eighths = |letter: char| EIGHTHS.chars().position(|other| other == letter);
    (0..months).map(|month| eighths(letters[start + month * step]).expect("a bar or a blank")).collect()
}

#[test]
fn bars_are_as_high_as_the_months_are_large_on_one_scale() {
    let screen = compared(120, 40, 2);
    let plans = four();
    let goals: Vec<Goals> = plans.iter().map(compute).collect();
    let goals: Vec<&Goals> = goals.iter().collect();
    let by_month = by_month(&goals, Some(plans[0].funnel().stages()[0].id()));
    let lines = screen.lines();
    let title = lines.iter().position(|line| line.contains("BY MONTH")).expect("there are months");
    for (at, name) in ["┊ Baseline", "● now", "Faster follow-up", "Stretch 30M"].into_iter().enumerate() {
        let line = &lines[title + 1 + at];
        let exact = &by_month.plans[at].exact;
        let expected: Vec<usize> = exact.iter().map(|goal| (goal / 220e3 * 8.0).ceil() as usize).collect();
        assert!(line.contains(name), "{line}");
        assert_eq!(bars(line, exact.len()), expected, "{line}");
        assert!(line.contains(&format!("peak {}", show::count(by_month.plans[at].peak()))), "{line}");
    }
}

#[test]
fn the_months_are_those_of_the_stage_that_the_selected_row_is_about() {
    let mut screen = compared(120, 40, 2);
    screen.expect("VISITORS BY MONTH").keys("Down*10").expect("▸Meetings").expect("MEETINGS BY MONTH");
    screen.keys("Home").expect("VISITORS BY MONTH");
}

#[test]
fn a_plan_without_the_stage_says_so() {
    let mut other = crate::scenarios::acme();
    other.steps.insert(1, Step::new("Sign-ups", 0.5, 3));
    let screen = side_by_side(&[&crate::scenarios::acme().build(), &other.build()], 120, 40);
    let mut screen = screen;
    while !screen.line_with("▸").contains("Lag Sign-ups") {
        screen.keys("Down");
    }
    screen.expect("SIGN-UPS BY MONTH").expect("has no such stage").expect("– ");
    let line = screen.line_with("Stages  ");
    assert!(plain(&line).starts_with("Stages 6 7 ▲1"), "{line}");
}

#[test]
fn long_runways_have_bars_of_several_months() {
    let mut slow = crate::scenarios::acme();
    slow.months = 60;
    slow.steps.iter_mut().for_each(|step| step.lag = 700);
    let mut screen = side_by_side(&[&slow.build(), &crate::scenarios::acme().build()], 120, 40);
    screen.expect("a bar: the largest of 3 months");
    assert_fits(&screen);
    screen.keys("Down*5");
    assert_fits(&screen);
}

#[test]
fn twelve_stages_scroll_and_headings_stay_with_their_rows() {
    let mut draft = crate::scenarios::acme();
    draft.steps =
        (1..=12).map(|number| Step::new(&format!("A rather long stage {number}"), 0.5, 9)).collect();
    draft.steps[11].yields = 900.0;
    let mut other = draft.clone();
    other.steps[0].yields = 0.4;
    let (draft, other) = (draft.build(), other.build());
    for (width, height) in [(80, 24), (120, 40), (60, 18), (40, 12)] {
        let mut screen = side_by_side(&[&draft, &other], width, height);
        screen.keys("a").expect("ASSUMPTIONS").expect("▼");
        for _ in 0..12 {
            screen.keys("PageDown");
            assert_fits(&screen);
            let lines = screen.lines();
            let last = lines.iter().rfind(|line| line.starts_with('┃') && !plain(line).is_empty());
            let last = plain(last.expect("there are lines"));
            assert!(last.chars().any(char::is_lowercase) || last.contains('·'), "{last:?} heads nothing");
        }
        screen.keys("G").expect("▲").expect_no("▼").keys("Home").expect("ASSUMPTIONS").expect_no("▲1");
    }
}

#[test]
fn other_currencies_are_said_once_and_have_no_differences_of_amounts() {
    let mut euro = store_text(&four()[1]);
    euro = euro.replace("\"USD\"", "\"EUR\"");
    let mut screen = stored(120, 40);
    let path = screen.store().scenarios().join("euro.json");
    crate::screen::write(&path, euro.replace("\"Draft\"", "\"Euro\"").as_bytes());
    screen.keys("g c o <type euro> Enter");
    assert_lines(&screen, &["Currency USD USD · EUR other", "Amount $24.0M $24.0M · EUR 24.0M"]);
    assert_eq!(screen.text().matches("amounts are not converted").count(), 1, "{}", screen.text());
    screen.resize(80, 24);
    screen.expect("━ amounts are not converted ━").expect("Δ to the first column").resize(40, 12);
    assert!(screen.line_with("amounts are not converted").starts_with('┗'), "{}", screen.text());
}

/// A scenario's file.
fn store_text(scenario: &Scenario) -> String {
    let folder = tempfile::TempDir::new().expect("there is room");
    let store = backcast::store::Store::at(folder.path().join("data"), folder.path().join("state"));
    let saved = store.save_as(scenario, None).expect("the store is ours");
    String::from_utf8(crate::screen::read(saved.origin.path())).expect("files are text")
}

#[test]
fn without_colours_and_in_ascii_everything_is_told() {
    let screen = compared(120, 40, 2).theme(ThemeChoice::None, true);
    let text = screen.text();
    assert!(text.is_ascii(), "{text}");
    assert_lines(&screen, &["Site visitors 1,745,455 1,600,000 -8.3% 1,558,442 -10.7% 1,851,852 +6.1%"]);
    assert!(text.contains("=== +++ +++"), "{text}");
    let (x, y) = screen.place_of("Stretch 30M");
    let cell = &screen.buffer()[(x, y)];
    assert!(cell.modifier.contains(Modifier::REVERSED), "the selected column can be told");
}

/// The stages of all plans by name: the first plan's, then what each adds.
fn names_of(plans: &[&Scenario]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for stage in plans.iter().flat_map(|plan| plan.funnel().stages()) {
        if !names.iter().any(|name| name == stage.name()) {
            names.push(stage.name().to_owned());
        }
    }
    names
}

/// Lines under a heading as they should stand: a name, then each plan's number, from the plans themselves.
fn expected(plans: &[&Scenario], number: impl Fn(&Goals, usize) -> f64) -> Vec<String> {
    let goals: Vec<Goals> = plans.iter().map(|plan| compute(plan)).collect();
    let line = |name: &String| {
        let values = plans.iter().zip(&goals).map(|(plan, goals)| {
            let place = plan.funnel().stages().iter().position(|stage: &Stage| stage.name() == name);
            place.map_or_else(|| "–".to_owned(), |place| show::cell(number(goals, place), 24))
        });
        let values: Vec<String> = values.collect();
        format!("{name} {}", values.join(" "))
    };
    names_of(plans).iter().map(line).collect()
}

/// The lines under a heading.
fn under(screen: &Screen, heading: &str) -> Vec<String> {
    let lines = screen.lines().into_iter().map(|line| plain(&line).replace('▸', "").trim().to_owned());
    let named = |line: &str| line.split(" · ").next().unwrap_or_default().to_owned();
    let below = lines.skip_while(|line| named(line) != heading).skip(1);
    below.take_while(|line| named(line).chars().any(char::is_lowercase)).collect()
}

/// Draws, and checks that every visible name, value and difference stands there in full, and apart from the others.
fn assert_nothing_is_cut(screen: &Screen) {
    let size = screen.model.size;
    if Form::of(size.width, size.height) == Form::TooSmall {
        return;
    }
    let sheet = sheet(&screen.model);
    let layout = compare_layout(&screen.model, &sheet);
    let buffer = screen.buffer();
    let text = |x: u16, y: u16, columns: u16| -> String {
        (x..x + columns).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim().to_owned()
    };
    assert!(layout.labels >= 6 || sheet.rows.is_empty(), "{layout:?} at {size:?}");
    for (line, y) in sheet.lines[layout.first_line..].iter().zip(layout.list.y..layout.list.bottom()) {
        let Line::Row(row) = line else { continue };
        for place in &layout.places {
            let (value, difference) = (
                sheet.value(*row, place.column, layout.digits),
                sheet.difference(*row, place.column, layout.digits),
            );
            assert!(width(&value) <= place.values.into(), "{value} in {place:?} at {size:?}");
            assert_eq!(text(place.x, y, place.values), value, "at {size:?}:\n{}", screen.text());
            assert_eq!(buffer[(place.x - 1, y)].symbol(), " ", "{value} touches what is before it");
            if place.differences > 0 {
                let shown = text(place.x + place.values, y, place.differences);
                assert_eq!(shown, difference, "at {size:?}:\n{}", screen.text());
            }
            assert!(
                place.x + place.values + place.differences <= layout.list.right(),
                "{place:?} at {size:?}"
            );
        }
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

/// Plans that share some names of stages and not others.
fn with_names(draft: &Draft, apart: usize) -> Scenario {
    let mut draft = draft.clone();
    for step in draft.steps.iter_mut().skip(apart) {
        step.name.push_str(" too");
    }
    draft.build()
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn each_column_has_the_numbers_of_its_own_plan(
        one in drafts(),
        other in drafts(),
        third in drafts(),
        apart in 0..12_usize,
    ) {
        let plans = [&one.build(), &with_names(&other, apart), &with_names(&third, apart / 2)];
        let mut screen = side_by_side(&plans, 250, 250);
        screen.keys("a d");
        let need = |goals: &Goals, place: usize| goals.grid().bearing(place).shown_need();
        assert_eq!(under(&screen, "THIS PLAN NEEDS"), expected(&plans, need));
        let total = |goals: &Goals, place: usize| {
            goals.grid().bearing(place).shown_total(backcast::goals::Content::Goals)
        };
        assert_eq!(under(&screen, "TOTAL IN THE PLAN'S MONTHS"), expected(&plans, total));
        let inside = |goals: &Goals, place: usize| {
            backcast::goals::grid::ceiling(goals.day_one()[place].needed)
        };
        assert_eq!(under(&screen, "DAY ONE"), expected(&plans, inside));
    }

    #[test]
    fn no_window_cuts_a_number(
        drafts in proptest::collection::vec(drafts(), 2..=4),
        apart in 0..12_usize,
        sizes in proptest::collection::vec((1..=250_u16, 1..=80_u16), 5),
        keys in select(&["", "a", "d", "d d", "a PageDown Right", "End Left Left", "x", "b", "a d d Right*3"][..]),
    ) {
        let plans: Vec<Scenario> = drafts.iter().map(|draft| with_names(draft, apart)).collect();
        let mut screen = side_by_side(&plans.iter().collect::<Vec<_>>(), 80, 24);
        screen.keys(keys);
        for (width, height) in sizes.into_iter().chain([(40, 12), (60, 18), (80, 24), (120, 40)]) {
            screen.resize(width, height);
            assert_fits(&screen);
            assert_nothing_is_cut(&screen);
        }
    }
}

#[test]
fn words_for_phasings_orders_and_horizons_fit_too() {
    let plan = four()[1].clone();
    let start = month("2027-03");
    let other = plan
        .with_all(&[
            Edit::Start(start),
            Edit::Beyond(Beyond::Stop),
            Edit::Phasing(Phasing::Custom(vec![crate::scenarios::weight(1.0); 12])),
        ])
        .expect("the edits are valid");
    for (width, height) in [(40, 12), (60, 18), (80, 24), (120, 40)] {
        let mut screen = side_by_side(&[&plan, &other], width, height);
        assert_nothing_is_cut(&screen);
        screen.expect("Mar 2027").expect("stop");
    }
}

#[test]
fn headings_say_which_months_needs_and_totals_count() {
    for (width, height, told) in [(80, 24, true), (120, 40, true), (60, 18, false)] {
        let mut screen = stored(width, height);
        screen.keys("Down*4 <type 60> Enter g c").expect("THIS PLAN NEEDS");
        assert_eq!(screen.shows("THIS PLAN NEEDS · with the months before, without what follows"), told);
        screen
            .keys("Down*15")
            .expect("TOTAL IN THE PLAN'S MONTHS")
            .expect_no("TOTAL IN THE PLAN'S MONTHS · w…");
        let total = "TOTAL IN THE PLAN'S MONTHS · without the months before, with what follows";
        assert_eq!(screen.shows(total), told, "{}", screen.text());
    }
}
