//! The numbers of the frames in the design, one after the other.

use super::{assert_lines, plain, raised};
use crate::scenarios::{Draft, acme};
use crate::screen::Screen;

const TWELVE: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[test]
fn at_80_by_24_panes_and_grid_show_the_numbers_of_the_design() {
    let screen = raised(80, 24);
    assert_lines(
        &screen,
        &[
            "Acme 2027 base ● unsaved",
            "1 in 1,667",
            "M Visitors→Contacts 2.0% · 7 d · Amount $24,000,000",
            "M Contacts→Qualified 25.0% · 45 d · Phasing even",
            "B Qualified→Meetings 40.0% · 14 d · Start Jan 2027",
            "S Meetings→Proposals 50.0% · 21 d · Months 12",
            "▸S Proposals→Deals 60.0% ▲5.0pp 30 d · Beyond continue",
            "S Deals→Revenue $25,000 · 30 d · Check = $24,000,000",
            "step 1.0 pp 147 days",
            "!‹Jan Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Total",
            "Visitors 653k 133k 133k 133k 133k 133k 133k 133k 133k 133k 133k 133k 133k 1.60M",
            "Contacts 12k 2667 2666 2667 2667 2666 2667 2667 2666 2667 2667 2666 2667 32.0k",
            "Qualified 2112 666 667 667 666 667 667 666 667 667 666 667 667 8,000",
            "Meetings 720 267 267 266 267 267 266 267 267 266 267 267 266 3,200",
            "Proposals 267 133 134 133 133 134 133 133 134 133 133 134 133 1,600",
            "Deals 80 80 80 80 80 80 80 80 80 80 80 80 80 960",
            "Revenue · 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 2.0M 24.0M",
            "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors",
            "Proposals: need 1,600 · day one needs 134 ($2.00M) · last call 31 Oct",
            "! Due before today, 21 Nov: 475,556 visitors",
        ],
    );
    let sentence = screen.line_with("146 fewer");
    assert!(sentence.trim_end().ends_with("145,455 fewer site visitors"), "{sentence}");
    assert!(screen.line_with("Due before today").contains("day one needs $9.80M"), "{}", screen.text());
}

#[test]
fn at_80_by_24_day_one_shows_who_must_be_inside() {
    let mut screen = raised(80, 24);
    screen.keys("v v v Up*4");
    for have in [24_000, 3_100, 240, 150, 120, 80] {
        screen.keys(&format!("<type {have}> Enter Down"));
    }
    screen.keys("Up");
    assert_lines(
        &screen,
        &[
            "1 Jan 2027",
            "Visitors 31,112 24,000 77% $467k $107k 21 May – 27 May",
            "Contacts 4,000 3,100 78% $3.00M $675k 6 Apr – 20 May",
            "Qualified 312 240 77% $933k $213k 22 Mar – 5 Apr",
            "Meetings 187 150 80% $1.40M $275k 1 Mar – 21 Mar",
            "▸Proposals 134 120 90% $2.00M $200k 1 Feb – 28 Feb".trim_start_matches('▸'),
            "Deals 80 80 100% $2.00M · 1 Jan – 31 Jan",
            "Total $9.80M $1.47M 1 Jan – 27 May",
        ],
    );
}

#[test]
fn at_120_by_40_the_runway_is_open_and_each_row_has_its_differences() {
    let screen = raised(120, 40);
    let months = TWELVE.join(" ");
    let twelve = |cells: &str| [cells; 12].join(" ");
    let expected = [
        format!("!Aug !Sep !Oct !Nov ‹Dec {months} Total Need"),
        format!("M Site visitors 120k 133k 133k 133k 133k {} 1.60M 1.60M", twelve("133k")),
        format!("▼11k ▼12k ▼12k ▼12k ▼12k {}", twelve("▼12k")),
        "M Contacts 1778 2667 2667 2666 2667 2667 2666 2667 2667 2666 2667 2667 2666 2667 2667 2666 2667 32,000 32,000"
            .to_owned(),
        format!("▼162 ▼242 ▼242 ▼242 ▼242 {} ▼2,909 ▼2,910", twelve("▼242")),
        "B Qualified leads · 112 666 667 667 666 667 667 666 667 667 666 667 667 666 667 667 8,000 8,000".to_owned(),
        format!("· ▼10 ▼61 ▼61 ▼61 {} ▼727 ▼728", twelve("▼61")),
        "S Meetings · · 187 267 266 267 267 266 267 267 266 267 267 266 267 267 266 3,200 3,200".to_owned(),
        format!("· · ▼17 ▼24 ▼24 {} ▼291 ▼291", twelve("▼24")),
        "▸S Proposals · · · 134 133 133 134 133 133 134 133 133 134 133 133 134 133 1,600 1,600".to_owned(),
        format!("· · · ▼12 ▼12 {} ▼146 ▼146", twelve("▼12")),
        format!("S Deals · · · · 80 {} 960 960", twelve("80")),
        format!("Revenue · · · · · {} 24.00M 24.00M", twelve("2.0M")),
        "$9.80M must be inside on 1 Jan".to_owned(),
    ];
    assert_lines(&screen, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    let boxes: Vec<String> = screen.lines().iter().map(|line| plain(line)).collect();
    let sentence = "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors for this plan; \
                    from Aug 2026 (past)";
    assert!(boxes.iter().any(|line| line == sentence), "{}", screen.text());
    for (day_one, dates, changed) in [
        ("Deals 80 $2.00M", "1 Jan – 31 Jan", "Proposals→Deals 55 → 60 %"),
        ("Proposals 134 $2.00M", "1 Feb – 28 Feb", "Site visitors 1,745,455 → 1,600,000 ▼8.3%"),
        ("Meetings 187 $1.40M", "1 Mar – 21 Mar", "Contacts 34,910 → 32,000 ▼8.3%"),
        ("Qualified 312 $933k", "22 Mar – 5 Apr", "8,728 → 8,000 ▼8.3%"),
        ("Contacts 4,000 $3.00M", "6 Apr – 20 May", "Meetings 3,491 → 3,200 ▼8.3%"),
        ("Visitors 31,112 $467k", "21 May – 27 May", "Proposals 1,746 → 1,600 ▼8.3%"),
        ("Total $9.80M", "41 % of the amount", ""),
    ] {
        let has = |line: &&String| [day_one, dates, changed].iter().all(|text| line.contains(text));
        assert!(boxes.iter().any(|line| has(&line)), "{day_one} … {changed}:\n{}", screen.text());
    }
}

#[test]
fn at_160_by_44_cells_are_wider_and_last_calls_are_told() {
    let screen = raised(160, 44);
    let twelve = |cells: &str| [cells; 12].join(" ");
    let expected = [
        format!(
            "M Site visitors 120.0k 133.3k 133.3k 133.3k 133.3k {} 1,600,000 1,600,000",
            twelve("133.3k")
        ),
        format!("▼10.9k ▼12.1k ▼12.1k ▼12.1k ▼12.1k {} ▼145,454 ▼145,455", twelve("▼12.1k")),
        "M Contacts 1,778 2,667 2,667 2,666 2,667 2,667 2,666 2,667 2,667 2,666".to_owned(),
        format!("▼162 ▼242 ▼242 ▼242 ▼242 {} ▼2,909 ▼2,910", twelve("▼242")),
        "B Qualified leads · 112 666 667 667 666 667 667 666 667 667 666 667 667 666 667 667 8,000 8,000"
            .to_owned(),
        "S Meetings · · 187 267 266 267 267 266 267 267 266 267 267 266 267 267 266 3,200 3,200".to_owned(),
        "S Proposals · · · 134 133 133 134 133 133 134 133 133 134 133 133 134 133 1,600 1,600".to_owned(),
        format!("S Deals · · · · 80 {} 960 960", twelve("80")),
        format!("Revenue · · · · · {} 24.00M 24.00M", twelve("2.00M")),
        "Proposals per month".to_owned(),
    ];
    assert_lines(&screen, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    let sentence = "Proposals→Deals 55 → 60 %: 146 fewer proposals and 145,455 fewer site visitors for this plan; \
                    first month affected Aug 2026 (past)";
    assert_eq!(plain(&screen.line_with("146 fewer")), sentence);
    let text = plain(&screen.text());
    for call in
        ["Visitors 3 Aug", "Contacts 10 Aug", "Qualified 25 Sep", "Proposals 31 Oct", "Deals 30 Nov", "9 Oct"]
    {
        assert!(text.contains(call), "{call}:\n{}", screen.text());
    }
    for due in
        ["475,556 site visitors", "8,889 contacts", "1,223 qualified leads", "365 meetings", "89 proposals"]
    {
        assert!(text.contains(due), "{due}:\n{}", screen.text());
    }
    assert!(text.contains("4 Aug 2026"), "the first work is told:\n{}", screen.text());
}

#[test]
fn at_40_by_12_one_lever_stands_for_the_panes_and_months_run_down() {
    let screen = raised(40, 12);
    assert_lines(
        &screen,
        &[
            "Acme 2027 base ●",
            "▸Proposals→Deals [60.0%] ▲5.0pp 5 of 17",
            "2027 Site Cont Qual Meet Prop Deal Reve",
            "!‹Jan 653k 12k 2112 720 267 80 ·",
            "Jan 133k 2667 666 267 133 80 2.0M",
            "Feb 133k 2666 667 267 134 80 2.0M",
            "Mar 133k 2667 667 266 133 80 2.0M",
            "Apr 133k 2667 666 267 133 80 2.0M",
            "May 133k 2666 667 267 134 80 2.0M",
            "Total 1.6M 32k 8000 3200 1600 960 24M",
            "145,455 fewer",
        ],
    );
    screen.line_with("7 months");
}

/// The cells of a line after its title, where all of them are shown in full.
fn whole_numbers(line: &str, title: &str) -> Option<Vec<i64>> {
    let cells = plain(line).split_once(title)?.1.trim().to_owned();
    cells
        .split(' ')
        .map(|cell| if cell == "·" { Some(0) } else { cell.replace(',', "").parse().ok() })
        .collect()
}

#[test]
fn the_shown_cells_of_a_row_add_up_to_its_total() {
    let stops = Draft { after: crate::scenarios::After::Grow(0.37), amount: 23_456_789.0, ..acme() };
    for draft in [acme(), stops] {
        let mut screen = Screen::new(draft.build()).size(250, 50);
        screen.keys("d");
        let (runway, months) = (screen.model.shown().goals.grid().runway(), draft.months);
        for title in ["Site visitors", "Contacts", "Qualified leads", "Meetings", "Proposals", "Deals"] {
            let lines = screen.lines();
            let mut rows = lines.iter().filter_map(|line| whole_numbers(line, title));
            let cells = rows.rfind(|cells| cells.len() == runway + months + 2);
            let cells = cells.unwrap_or_else(|| panic!("{title} has no full row:\n{}", screen.text()));
            let sum: i64 = cells[runway..runway + months].iter().sum();
            assert_eq!(sum, cells[runway + months], "{title}:\n{}", screen.text());
        }
    }
}

#[test]
fn check_equals_the_amount_whatever_the_plan_and_is_never_cut() {
    let windows = [(160, 44), (120, 40), (80, 24)];
    let amounts = ["24m", "1", "123456.78", "987654321", "1b", "234567890123"];
    for ((width, height), amount) in windows.into_iter().flat_map(|size| amounts.map(|amount| (size, amount)))
    {
        let mut screen = Screen::new(acme().build()).size(width, height);
        screen.keys(&format!("Tab Tab <type {amount}> Enter"));
        let of = |title: &str| {
            let line = screen.line_with(title);
            let found = plain(&line);
            found.rsplit(' ').next().unwrap_or_default().to_owned()
        };
        assert_eq!(of("Check"), of("Amount"), "{amount}:\n{}", screen.text());
        assert!(of("Check").starts_with('$') && !of("Check").contains('…'), "{}", of("Check"));
    }
}

#[test]
fn the_help_is_about_the_selected_cell_with_its_step_and_what_raising_it_does() {
    let mut screen = raised(80, 24);
    screen.keys("?");
    assert_lines(
        &screen,
        &[
            "Help · Plan › Ratios › Proposals→Deals",
            "Search: (every command, not only these)",
            "THIS CELL MOVE",
            "nudge 1.0 pp Tab next pane",
            "< > Shift←→ ten steps ↑ ↓ k j row",
            "0-9 type a value",
            "Enter edit the text",
            "Backspace back to the baseline",
            "t step 0.1 1 5 pp g p c Plan, Compare",
            "f find a value g l s Levers, Scenarios",
            "L lock, unlock",
            "i stage editor",
            "u U Ctrl-R undo, redo",
            "H history",
            "b B pin, peek",
            "Share of a month's proposals that become deals, 30 days later. Raising it",
            "lowers the need for proposals and all above; deals and revenue stay.",
            "type to search · Esc closes",
        ],
    );
    for told in ["d v e", "r T", "s S", "o n", "notes", "delta, show, exact", "open, new"] {
        assert!(screen.shows(told), "{told}:\n{}", screen.text());
    }
}

#[test]
fn the_command_line_says_what_an_assignment_does_and_what_else_can_be_done() {
    let mut screen = raised(80, 24);
    screen.keys(":").write("proposals.rate=65");
    assert_lines(
        &screen,
        &[
            "Commands",
            ": proposals.rate=65",
            "▸ Set Proposals→Deals to 65 % now 60.0%",
            "123 fewer proposals and 123,076 fewer site visitors for this plan",
            "Find a value for Proposals→Deals … f",
            "Proposals: stage editor … i",
            "Assignments, as on the command line, previewed; several are one undo step:",
            "proposals.rate=65% deals.value=27k target=21m+15% contacts.lag=5w",
            "proposals.rate+=2pp meetings.direct=30% start=2027-02 months=18",
            "↑↓ pick · Enter run · Tab complete · Esc close",
        ],
    );
}

#[test]
fn an_opening_pipeline_that_falls_short_says_what_is_at_risk_wherever_it_is_entered() {
    for (width, height) in [(80, 24), (120, 40), (160, 44)] {
        let mut screen = raised(width, height);
        screen.keys(": <type proposals.opening=100> Enter").expect("$500k of Feb's revenue at risk");
        screen.expect_no("same numbers for this plan");
    }
    let mut screen = raised(80, 24);
    screen.keys(": <type proposals.opening=100> Enter").expect("day one 100 of 134, $500k at risk");
    screen.keys(": <type proposals.opening=200> Enter").expect("day one 200 of 134, enough");
}

#[test]
fn a_step_that_changes_no_number_is_told_by_what_it_changes() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut screen = raised(width, height);
        screen.keys("L Down").expect("Proposals→Deals locked").expect_no("No number changes");
        screen.keys("u").expect("Proposals→Deals unlocked").expect_no("No number changes");
    }
}

#[test]
fn in_small_windows_the_baseline_keeps_the_name_of_its_plan_and_the_hints_fit_the_grid() {
    let mut screen = raised(60, 18);
    screen.keys("B").expect("BASELINE of Acme 2027 base").keys("B").expect_no("BASELINE");
    let mut small = raised(40, 12);
    small.keys("Tab").expect("f find").expect("w why").expect_no("nudge");
    for (key, shown) in [("v", "this plan"), ("v", "beyond"), ("d", "Δ beyond")] {
        assert!(small.keys(key).line_with("[Plan]").trim_end().ends_with(shown), "{}", small.text());
    }
    let mut narrow = raised(60, 18);
    narrow.keys("d").expect("─ Δ abs · Goals · needed").keys("Tab Tab Tab -");
    narrow.expect("! a result: it follows from the inputs").expect("says what it takes");
}

#[test]
fn without_room_for_decimals_no_cell_is_less_exact_and_the_selected_one_is_told() {
    let mut screen = raised(40, 12);
    let grid = |screen: &Screen| screen.lines()[2..10].join("\n");
    screen.keys("Tab Down");
    let whole = grid(&screen);
    screen.keys("e").expect("Proposals: exactly 133.33");
    assert_eq!(grid(&screen), whole);
}

#[test]
fn dates_of_day_one_are_whole_and_have_the_years_they_need() {
    let mut plan = acme();
    plan.start = "2029-11".parse().expect("a month");
    let mut screen = Screen::new(plan.build()).size(120, 40);
    for serves in ["1 Nov – 30 Nov", "6 Feb – 20 Mar 2030", "to 27 Mar 2030", "inside on 1 Nov 2029"] {
        screen.expect(serves);
    }
}
